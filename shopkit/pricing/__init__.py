"""Prices: what is left of each, what each must be, and which rules it has to keep.

    known = all_terms(plan, tables, day, past)     what a unit of each product is counted with
    waterfall(price, known[item], offs)            from the price to what is left
    floor_price(known[item], 0.1)                  and every other unknown: see solving
    price_checks(plan, Seen(known, peers, …))      the list of rules, product by product

unit, own_terms, past   what a unit costs, and where that is known from
waterfall, solving      what is left, and each figure of it as the unknown
tiers, policies         low, middle, high; cost-plus, penetration, endings, stages, clearance
bids, rules, floor      peers and bidding; the list of rules; the deepest discount
deals, promises         what units were sold for; what promises about prices cost
freight                 what buyers pay for it
bundles, auctions,      offers from a threshold on; auctions from one yuan;
  members               members, points and birthday cards
worst, everyday,        the deepest each price may go, by the promotion engine;
  together              bought alone, or as past buyers did
replay                  past orders under the plan's promotions: see there; past_carts, replay_*
cart_counted            one cart at its best and its worst, what each line leaves
findings                what asks for action: floors_found, windows_found, lists_found
"""

from shopkit.pricing.auctions import Loss, max_loss, top_sellers, weekly
from shopkit.pricing.bids import (
    Position,
    Sold,
    bidding,
    english,
    peer_quotes,
    position,
    price_at,
)
from shopkit.pricing.bundles import Effect, Offer, around, basket_effect, baskets, thresholds
from shopkit.pricing.deals import (
    Lowest,
    deals,
    highest_charged,
    largest_weekly_change,
    price_changes,
    recent_changes,
    reference,
    sold_at,
)
from shopkit.pricing.everyday import least_everyday, under_promotions
from shopkit.pricing.findings import Known, named_skus, pricing_findings
from shopkit.pricing.floor import (
    Deal,
    Floor,
    deepest_member_rate,
    exempt_on,
    keeps_floor,
    loss_leaders,
    nth_rate,
    stacked,
)
from shopkit.pricing.freight import freight_paid, freights_paid
from shopkit.pricing.members import (
    Points,
    birthday_cost,
    points,
    products_missing,
    tiers_cost,
)
from shopkit.pricing.own_terms import all_terms, unit_terms
from shopkit.pricing.policies import (
    Retail,
    clearance_path,
    cost_plus,
    margin_of,
    markup_of,
    penetration,
    penetration_margin,
    retail_price,
    stage_price,
    with_ending,
)
from shopkit.pricing.promises import (
    Owed,
    Settled,
    difference_owed,
    match_cost,
    protection_cost,
    settled,
    settled_lower,
)
from shopkit.pricing.rules import (
    Seen,
    below_market,
    keeps_basic_margin,
    may_be_published,
    price_checks,
)
from shopkit.pricing.solving import (
    FixedCosts,
    break_even_price,
    break_even_roi,
    break_even_units,
    deepest_discount,
    fixed_monthly,
    floor_price,
    most_ad_cost,
    price_for,
)
from shopkit.pricing.tiers import (
    Balance,
    Mix,
    TierLine,
    balance,
    break_even_mix,
    mix_of,
    mix_to_balance,
    tier_lines,
)
from shopkit.pricing.together import basket_cases, past_baskets
from shopkit.pricing.unit import Told, UnitTerms
from shopkit.pricing.waterfall import CartLine, Off, Parcel, left_of_cart, of_cart, waterfall
from shopkit.pricing.wording import Scope
from shopkit.pricing.worst import Case, cases, parcel_of

__all__ = [
    "Balance",
    "CartLine",
    "Case",
    "Deal",
    "Effect",
    "FixedCosts",
    "Floor",
    "Known",
    "Loss",
    "Lowest",
    "Mix",
    "Off",
    "Offer",
    "Owed",
    "Parcel",
    "Points",
    "Position",
    "Retail",
    "Scope",
    "Seen",
    "Settled",
    "Sold",
    "TierLine",
    "Told",
    "UnitTerms",
    "all_terms",
    "around",
    "balance",
    "basket_cases",
    "basket_effect",
    "baskets",
    "below_market",
    "bidding",
    "birthday_cost",
    "break_even_mix",
    "break_even_price",
    "break_even_roi",
    "break_even_units",
    "cases",
    "clearance_path",
    "cost_plus",
    "deals",
    "deepest_discount",
    "deepest_member_rate",
    "difference_owed",
    "english",
    "exempt_on",
    "fixed_monthly",
    "floor_price",
    "freight_paid",
    "freights_paid",
    "highest_charged",
    "keeps_basic_margin",
    "keeps_floor",
    "largest_weekly_change",
    "least_everyday",
    "left_of_cart",
    "loss_leaders",
    "margin_of",
    "markup_of",
    "match_cost",
    "max_loss",
    "may_be_published",
    "mix_of",
    "mix_to_balance",
    "most_ad_cost",
    "named_skus",
    "nth_rate",
    "of_cart",
    "parcel_of",
    "past_baskets",
    "peer_quotes",
    "penetration",
    "penetration_margin",
    "points",
    "position",
    "price_at",
    "price_changes",
    "price_checks",
    "price_for",
    "pricing_findings",
    "products_missing",
    "protection_cost",
    "recent_changes",
    "reference",
    "retail_price",
    "settled",
    "settled_lower",
    "sold_at",
    "stacked",
    "stage_price",
    "thresholds",
    "tier_lines",
    "tiers_cost",
    "top_sellers",
    "under_promotions",
    "unit_terms",
    "waterfall",
    "weekly",
    "with_ending",
]
