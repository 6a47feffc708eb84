"""The year of campaigns: what is on when, what clashes, what it takes, who approved it.

    frame = year_frame(plan, 2027, "zh")         platform, holidays, festivals, the shop's own
    remarks(plan, 2027, "zh")                    what of it is assumed or not yet official
    campaign_findings(Scope(plan, "zh", today))  what asks for action

year, leads       the frame of a year; holidays that come soon without a campaign
held              campaigns whose days are possible, their days on sale
dates_found,      days, price promises, promotion fatigue, money and approvals, products,
 prices_found,     openings and group deals, contacts
 fatigue_found, money_found, goods_found, deals_found, contacts_found
tactics_found     unlawful tactics, exceptions to the floor, what VIP needs
types, lists      kinds of promotions, plan fields, tactics with cost, needs and law; notices
deals             openings and group deals
approvals         asked, granted, spent, reviewed; the effect for the cost
contacts          when customers who agreed are written to
"""

from shopkit.campaigns.approvals import (
    Effect,
    approvals,
    effect,
    over_cny,
    planned_cny,
    review_by,
    state,
)
from shopkit.campaigns.contacts import (
    Audience,
    Occasion,
    contact_hour,
    contact_plan,
    occasions,
)
from shopkit.campaigns.deals import LISTS, Join, join, lists_of
from shopkit.campaigns.fatigue import MOST_SHARE, fatigue
from shopkit.campaigns.findings import campaign_findings
from shopkit.campaigns.held import Held, held
from shopkit.campaigns.leads import holidays_without_plan
from shopkit.campaigns.lists import Item, items, listings
from shopkit.campaigns.prices_found import protection_days
from shopkit.campaigns.season import season_gap
from shopkit.campaigns.types import (
    Notice,
    Tactic,
    Use,
    lacks,
    missing_items,
    notice,
    tactic,
    tactic_cost,
    tactics,
    tactics_shown,
)
from shopkit.campaigns.wording import Scope
from shopkit.campaigns.year import LANES, quiet_months, remarks, year_frame

__all__ = [
    "LANES",
    "LISTS",
    "MOST_SHARE",
    "Audience",
    "Effect",
    "Held",
    "Item",
    "Join",
    "Notice",
    "Occasion",
    "Scope",
    "Tactic",
    "Use",
    "approvals",
    "campaign_findings",
    "contact_hour",
    "contact_plan",
    "effect",
    "fatigue",
    "held",
    "holidays_without_plan",
    "items",
    "join",
    "lacks",
    "listings",
    "lists_of",
    "missing_items",
    "notice",
    "occasions",
    "over_cny",
    "planned_cny",
    "protection_days",
    "quiet_months",
    "remarks",
    "review_by",
    "season_gap",
    "state",
    "tactic",
    "tactic_cost",
    "tactics",
    "tactics_shown",
    "year_frame",
]
