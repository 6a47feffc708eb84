"""Past orders under a plan's promotions: by hand, and against a plain loop over sample orders."""

from datetime import date, datetime, timedelta
from math import floor
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pricing_samples import made_plan
from topic_tables import tables

from benchmarks import promotions_scalar as scalar
from benchmarks.promotions_given import Cart, Line, fen, rules
from shopkit import profit
from shopkit.errors import PeriodError
from shopkit.exports.shop import open_shop
from shopkit.periods import Period
from shopkit.pricing.past_carts import WHY
from shopkit.pricing.replay import Asked, replay
from shopkit.pricing.replay_band import factors
from shopkit.pricing.replay_days import Days, replay_days
from shopkit.pricing.replay_said import said
from shopkit.promotions import Buyer
from shopkit.tables import as_pandas

PAST = Period.parse("2025-11-01..2025-11-11")
AHEAD = Period.parse("2026-11-01..2026-11-11")
DAYS = Days("双11", PAST, AHEAD)
SHOPS = {"flagship": "双11", "bathware": "双11", "cosmetics": "双11", "jdbrand": "京东双11"}
ORDERS = 200


def order(number, at="2025-11-01 10:00", *lines, **more):
    """Return an order and its lines, each (item, units, price in CNY)."""
    paid = datetime.fromisoformat(at)
    whole = sum(round(units * (cny or 0) * 100) for _, units, cny in lines)
    head = {"order_id": number, "paid_at": paid, "state": "done", "paid_fen": whole}
    head |= {"refund_fen": 0, "freight_fen": 0} | more
    rows = [
        {
            "order_id": number,
            "line_id": f"{number}-{n}",
            "item_id": item,
            "units": units,
            "unit_price_fen": None if cny is None else round(cny * 100),
            "source_row": n,
        }
        for n, (item, units, cny) in enumerate(lines)
    ]
    return head, rows


def shop(*orders, **others):
    lines = [row for _, rows in orders for row in rows]
    return tables(orders=[head for head, _ in orders], order_lines=lines, **others)


def run(shop_tables, *promotions, asked=None, **sections):
    named = [{"name": f"P{n}", **one} for n, one in enumerate(promotions)]
    plan = made_plan(promotions=named, **sections)
    return replay(shop_tables, Asked(plan, DAYS, **(asked or {})))


THREE = (
    order("a", "2025-11-01 10:00", ("1", 2, 99.0), ("2", 1, 20.0)),
    order("b", "2025-11-11 20:30", ("1", 1, 99.0), freight_fen=800),
    order("c", "2025-11-11 21:00", ("2", 3, 20.0)),
)


def test_without_promotions_at_the_listed_prices_orders_cost_what_was_listed():
    found = run(shop(*THREE))
    assert found.orders["order_id"].tolist() == ["a", "b", "c"]
    assert found.orders["paid_cny"].tolist() == [218.0, 107.0, 60.0]
    assert found.orders["receipt_cny"].tolist() == [218.0, 107.0, 60.0]
    assert found.orders["paid_then_cny"].tolist() == [218.0, 99.0, 60.0]
    assert found.orders["off_cny"].sum() == 0
    assert found.listed_units == 7
    assert found.total("held", "paid_cny") == 385.0
    assert not len(found.left_out)


def test_the_plans_price_and_freight_stand_before_those_of_then():
    plan = {"products": [{"item_id": "1", "price_cny": 109}], "prices": {"freight_charged_cny": 5}}
    found = run(shop(*THREE), **plan)
    assert found.orders["paid_cny"].tolist() == [243.0, 114.0, 65.0]
    assert found.listed_units == 4
    items = found.items.set_index("item_id")
    assert items.loc["1", "list_amount_cny"] == 327.0
    assert items.loc["1", "unit_paid_then_cny"] == 99.0
    assert items["paid_cny"].sum() == 422.0


def test_promotions_take_off_what_they_say_on_the_planned_day_and_hour():
    half = {"borne_by": {"shop": 0.5, "platform": 0.5}}
    found = run(
        shop(*THREE),
        {"kind": "spend", "from_cny": 200, "off_cny": 20, **half},
        {"kind": "flash", "starts": "2026-11-11", "from_hour": 20, "to_hour": 21, "price_cny": 89}
        | {"products": ["1"]},
        {"kind": "vip88_coupon", "from_cny": 50, "off_cny": 10},
    )
    assert found.orders["paid_cny"].tolist() == [198.0, 97.0, 60.0]
    assert found.orders["receipt_cny"].tolist() == [208.0, 97.0, 60.0]
    assert found.orders["day_counted"].dt.date.tolist() == [
        *(date(2026, 11, 1), date(2026, 11, 11), date(2026, 11, 11))
    ]
    assert found.promotions["orders"].tolist() == [1, 1, 0]
    assert found.promotions["off_cny"].tolist() == [20.0, 10.0, 0.0]
    assert found.promotions["borne_platform_cny"].tolist() == [10.0, 0.0, 0.0]
    by_vip = run(
        shop(*THREE),
        {"kind": "vip88_coupon", "from_cny": 50, "off_cny": 10},
        asked={"buyer": Buyer(vip88=True)},
    )
    assert by_vip.orders["paid_cny"].tolist() == [208.0, 97.0, 50.0]


def test_a_budget_is_used_up_in_the_order_of_payment():
    coupon = {"kind": "shop_coupon", "off_cny": 10, "budget_cny": 15}
    found = run(shop(*reversed(THREE)), coupon)
    assert found.orders["paid_cny"].tolist() == [208.0, 97.0, 60.0]
    assert found.promotions.loc[0, "used_up_on"] == pd.Timestamp("2025-11-11")
    assert any("P0" in line and "11月11日" in line for line in said(found, "zh"))


def test_what_cannot_be_replayed_is_counted_with_its_reason():
    one = ("1", 1, 99.0)
    at = "2025-11-02 10:00"
    found = run(
        shop(
            THREE[0],
            order("refunded", at, one, refund_fen=9900),
            order("closed", at, one, state="closed"),
            order("empty", at, paid_fen=500),
            order("whose", at, (None, 1, 99.0)),
            order("none", at, ("1", 0, 99.0), paid_fen=9900),
            order("free", at, ("1", 1, None), paid_fen=9900),
            order("huge", at, ("1", 10**6, 99.0)),
            order("gift", "2025-11-03 10:00", one, ("9", 1, 0.0)),
            order("before", "2025-10-31 23:59", one),
            order("unpaid", at, one, paid_at=None),
        )
    )
    assert found.orders["order_id"].tolist() == ["a", "gift"]
    assert found.orders["paid_cny"].tolist() == [218.0, 99.0]
    counts = dict(zip(found.left_out["why"], found.left_out["orders"], strict=True))
    assert counts == {why: 2 if why == "refunded_whole" else 1 for why in WHY}
    assert found.left_out["paid_then_cny"].sum() == 198 + 5 + 99 * 3 + 99e6
    assert found.gifts == 1


def test_a_replay_of_nothing_says_so():
    found = run(shop(order("a", "2025-12-01 10:00", ("1", 1, 99.0))))
    assert not len(found.orders)
    assert found.total("held", "paid_cny") == 0
    assert "2025" in said(found, "en")[0]


COSTS = [
    {"sku": "a", "item_id": "1", "unit_cost_fen": 6000},
    {"sku": "b", "item_id": "2", "unit_cost_fen": 1500},
]


def test_what_is_left_are_the_terms_of_each_unit_and_at_the_prices_paid_what_was_left():
    orders = [order(f"o{n}", f"2025-11-{1 + n % 11:02} 10:00", ("1", 1, 99.0)) for n in range(30)]
    plan = {"costs": {"freight_per_parcel_cny": 4.5}, "prices": {"least_margin_rate": 0.2}}
    shop_tables = shop(*orders, products=COSTS)
    without = made_plan(**plan)
    ledger = profit.ledger(shop_tables, profit.terms(without, []))
    past = {"past": profit.by(ledger, "line", PAST)}
    found = run(shop_tables, {"kind": "official", "pay_rate": 0.8}, asked=past, **plan)
    assert found.total("then", "contribution_cny") == found.total("then_now", "contribution_cny")
    rate = found.terms["1"].kept_of_price
    assert found.orders["contribution_cny"].tolist() == [round(79.2 * rate - 64.5, 2)] * 30
    assert found.orders["contribution_then_cny"].sum() == pytest.approx(
        found.total("then", "contribution_cny")
    )
    assert found.orders["below_floor"].all()  # 20 % of 79.2 is more than what is left
    assert not run(shop_tables, asked=past, **plan).orders["below_floor"].any()


def test_gifts_cost_what_their_goods_cost_and_unknown_goods_leave_nothing_known():
    gift = {"kind": "gift", "from_cny": 100, "extra_product": "2"}
    found = run(shop(*THREE, products=COSTS), gift)
    without = run(shop(*THREE, products=COSTS))
    less = without.orders["contribution_cny"] - found.orders["contribution_cny"]
    assert less.round(2).tolist() == [15.0, 0.0, 0.0]
    assert found.promotions.loc[0, "gift_units"] == 1
    unknown = run(shop(*THREE, products=COSTS[:1]), gift).orders["contribution_cny"]
    assert unknown.isna().tolist() == [True, False, True]
    nothing = run(shop(*THREE), gift)
    assert nothing.orders["contribution_cny"].isna().all()
    assert nothing.items["contribution_cny"].isna().all()
    for step in nothing.totals["step"]:
        assert pd.isna(nothing.total(step, "contribution_cny"))
    told_of_it = "".join(said(nothing, "zh"))
    assert "3 笔订单有成本不明" in told_of_it
    assert "会不会低于底价看不出来" in told_of_it
    assert "亏钱" not in told_of_it


@pytest.mark.parametrize(
    ("prices", "campaign", "below"),
    [
        ({"least_discount_rate": 0.7}, {}, [True, True, False]),
        ({"least_discount_rate": 0.7, "exempt_campaigns": ["双11"]}, {}, [True, True, False]),
        (
            {"least_discount_rate": 0.7, "exempt_campaigns": ["双11"]},
            {"campaign": "双11"},
            [False, False, False],
        ),
        ({"least_discount_rate": 0.65, "least_discount_of": "receipt"}, {}, [False, True, False]),
    ],
)
def test_deals_below_the_least_discount_are_marked_unless_their_campaign_is_exempt(
    prices, campaign, below
):
    deal = {"kind": "item", "products": ["1"], "price_cny": 66.0} | campaign
    costs = {"freight_per_parcel_cny": 5.0}
    found = run(shop(THREE[0], order("b", "2025-11-11 20:30", ("1", 1, 99.0)), THREE[2]), deal,
                prices=prices, costs=costs)  # fmt: skip
    assert found.orders["below_discount"].tolist() == below


def test_a_least_price_of_the_plan_is_held_against_what_the_buyer_pays():
    product = {"item_id": "1", "price_cny": 99, "least_price_cny": 80}
    deal = {"kind": "official", "pay_rate": 0.8, "borne_by": {"platform": 1}}
    found = run(shop(*THREE), deal, products=[product])
    assert found.orders["below_floor"].tolist() == [True, True, False]
    assert found.items.set_index("item_id").loc["1", "lines_below_floor"] == 2


def told(value, low, high, *, trusted=True):
    return SimpleNamespace(value=value, low=low, high=high, trusted=trusted)


def test_the_band_moves_units_with_the_price_and_holds_them_without_a_trusted_elasticity():
    half = {"kind": "official", "pay_rate": 0.5, "products": ["1"]}
    demand = {"1": told(-1.0, -2.0, -0.5), "2": told(-9.0, -10.0, -8.0, trusted=False)}
    found = run(shop(*THREE, products=COSTS), half, asked={"demand": demand})
    items = found.items.set_index("item_id")
    then, now = (items.loc["1", f"unit_paid{name}_cny"] for name in ("_then", ""))
    assert items.loc["1", "units_expected"] == pytest.approx(3 * (then / now))
    assert items.loc["1", "units_high"] == pytest.approx(3 * (then / now) ** 2)
    assert items.loc["2", ["units_low", "units_high"]].tolist() == [4.0, 4.0]
    assert pd.isna(items.loc["2", "elasticity"])
    assert found.total("low", "units") < found.total("expected", "units")
    assert found.total("expected", "units") < found.total("high", "units")
    left = found.total("held", "contribution_cny")
    assert left < 0
    assert found.total("low", "contribution_cny") < found.total("high", "contribution_cny") < left
    spoken = "".join(said(found, "en"))
    assert "Units are held for 1 product" in spoken


@given(st.floats(1, 1000), st.floats(1, 1000), st.floats(-4, 0), st.floats(0, 1))
def test_the_band_holds_what_is_expected(then, now, value, width):
    least, expected, most = factors(then, now, told(value, value - width, value + width))
    assert least <= expected <= most
    assert factors(then, now, None) == factors(0, now, told(value, value, value)) == (1, 1, 1)


LENGTHS = st.integers(0, 60)


@given(LENGTHS, LENGTHS)
def test_days_go_by_their_place_in_the_campaign(past, ahead):
    start, to = date(2025, 10, 20), date(2026, 10, 17)
    spans = Period(start, start + timedelta(past)), Period(to, to + timedelta(ahead))
    days = Days("x", *spans)
    counted = [int(days.counted(day.toordinal())) - to.toordinal() for day in spans[0]]
    assert counted == sorted(counted)
    assert counted[0] == 0
    assert set(counted) <= set(range(ahead + 1))
    if past:
        assert counted[-1] == ahead
    if past == ahead:
        assert counted == list(range(ahead + 1))


def test_the_past_days_are_those_of_the_campaign_before():
    again = {"name": "双11", "starts": "2026-10-17", "ends": "2026-11-11"}
    alone = made_plan(campaigns=[again])
    assert str(replay_days(alone, "双11").past) == "2025-10-17..2025-11-11"
    first = {"name": "双11", "starts": "2025-10-15", "ends": "2025-11-14"}
    both = made_plan(campaigns=[again, first])
    assert str(replay_days(both, "双11").past) == "2025-10-15..2025-11-14"
    assert str(replay_days(both, "双11").ahead) == "2026-10-17..2026-11-11"
    ruled = replay_days(made_plan(), "双11")
    assert str(ruled.past) == "2025-10-15..2025-11-14"
    assert str(ruled.ahead) == "2026-10-15..2026-11-14"
    assert replay_days(alone, "双11", PAST).past == PAST
    leap = {"name": "x", "starts": "2028-02-29", "ends": "2028-02-29"}
    assert str(replay_days(made_plan(campaigns=[leap]), "x").past) == "2027-02-28..2027-02-28"
    with pytest.raises(PeriodError, match="双11"):
        replay_days(alone, "双 11")


@pytest.fixture(scope="module", params=SHOPS)
def sample(request, root):
    """Return a sample shop with the replay of its Double 11 of 2025."""
    opened = open_shop(root / "data" / "sample" / request.param)
    categories = opened.tables["products"]["category"].drop_nulls().unique().to_list()
    ledger = profit.ledger(opened.tables, profit.terms(opened.plan, categories))
    days = replay_days(opened.plan, SHOPS[request.param])
    past = profit.by(ledger, "line", days.past)
    return opened, past, replay(opened.tables, Asked(opened.plan, days, past))


def test_every_paid_order_is_replayed_or_left_out(sample):
    _, past, found = sample
    assert len(found.orders) + found.left_out["orders"].sum() == past["order_id"].nunique()
    paid = found.orders["paid_then_cny"].sum() + found.left_out["paid_then_cny"].sum()
    assert paid == pytest.approx(past["paid_cny"].sum(), abs=0.005)
    for lang in ("zh", "en"):
        assert len(said(found, lang)) >= 8


def test_totals_are_the_sums_of_orders_and_of_products(sample):
    _, _, found = sample
    orders, items = found.orders, found.items
    for name in ("units", "paid_cny", "receipt_cny", "contribution_cny"):
        assert found.total("held", name) == pytest.approx(orders[name].sum(), abs=0.005)
    for name in ("units", "paid_cny", "receipt_cny", "paid_then_cny"):
        assert items[name].sum() == pytest.approx(orders[name].sum(), abs=0.005)
    assert found.promotions["off_cny"].sum() == pytest.approx(orders["off_cny"].sum(), abs=0.005)
    listed = orders["list_amount_cny"] - orders["off_cny"]
    assert orders["paid_cny"].to_numpy() == pytest.approx(listed.to_numpy(), abs=0.005)
    borne = found.promotions.filter(like="borne_").to_numpy().sum()
    assert borne == pytest.approx(orders["off_cny"].sum(), abs=0.005)


def test_a_plain_loop_over_orders_comes_to_the_same_to_the_fen(sample):
    """Carts by pandas and the scalar reference, one after the other, budgets too."""
    opened, _, found = sample
    plan, days = opened.plan, found.asked.days
    heads = as_pandas(opened.tables.orders).set_index("order_id")
    rows = as_pandas(opened.tables["order_lines"]).sort_values(["line_id", "source_row"])
    by_order = dict(list(rows.groupby("order_id")))
    costs = as_pandas(opened.tables["products"])
    item_of_sku = costs.dropna(subset=["sku"]).groupby("sku")["item_id"].first()
    products = {one.item_id: one for one in plan.products}
    wanted = found.orders.head(ORDERS)
    carts = []
    for number in wanted["order_id"]:
        lines = []
        for row in by_order[number].to_dict("records"):
            item = row["item_id"] if isinstance(row["item_id"], str) else item_of_sku[row["sku"]]
            item = item if item in products else f"{item[:-2]}00"  # JD: variants of a product
            price = products[item].price_cny
            lines.append(
                Line(item, row["sku"], products[item].category, int(row["units"]), fen(price))
            )
        paid_at = heads.loc[number, "paid_at"]
        day = days.ahead.start + (paid_at.date() - days.past.start)
        freight = fen(plan.prices.freight_charged_cny)
        carts.append(Cart(tuple(lines), day, paid_at.hour, freight=freight))
    book = rules(plan.promotions, plan.members.tiers)
    for row, cart, state in zip(
        wanted.to_dict("records"), carts, scalar.in_order(carts, book), strict=True
    ):
        assert round(row["paid_cny"] * 100) == state.paid
        assert round(row["receipt_cny"] * 100) == state.receipt
        if pd.notna(row["contribution_cny"]):
            assert round(row["contribution_cny"] * 100) == left(cart, state, found.terms)


def left(cart, state, terms):
    """Return what is left of a cart in fen; delivery is split over its lines by their price."""
    listed = [line.units * line.price for line in cart.lines]
    delivery = scalar.apportion(state.freight, listed)
    total = 0
    for line, *parts in zip(cart.lines, state.amounts, state.others, delivery, strict=True):
        known = terms[line.item]
        exact = sum(parts) * known.kept_of_price - known.per_unit_cny * 100 * line.units
        total += floor(round(exact, 6) + 0.5)
    gifts = (use.gift for use in state.uses if use.gift)
    return total - sum(round(terms[item].goods_cny * 100) * units for item, units in gifts)
