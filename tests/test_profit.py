"""Profit in its parts: exact splits of any size, rates by date, what is left out, odd shops."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profit_samples import scope
from profit_shops import Case

from shopkit import profit
from shopkit.apportion import Groups, floor_share, split, times_ppm
from shopkit.profit.wording import costs_text
from shopkit.terms import short_province

HUGE = 10**15  # fen: more than any shop turns over
AMOUNTS = st.integers(-HUGE, HUGE)
WEIGHTS = st.lists(st.integers(0, HUGE), min_size=1, max_size=6)
PLACED = datetime(2026, 2, 1, 12)
DAY = timedelta(days=1)


def ints(values: list[int]) -> np.ndarray:
    return np.array(values, np.int64)


@given(st.lists(st.tuples(AMOUNTS, WEIGHTS), min_size=1, max_size=5))
def test_parts_are_exact_however_large(groups):
    keys = ints([n for n, (_, weights) in enumerate(groups) for _ in weights])
    weights = ints([weight for _, many in groups for weight in many])
    parts = split(ints([amount for amount, _ in groups]), weights, Groups.of(keys)).tolist()
    for n, (amount, many) in enumerate(groups):
        own = [part for part, key in zip(parts, keys, strict=True) if key == n]
        even = many if any(many) else [1] * len(many)
        ends = [amount * sum(even[: k + 1]) // sum(even) for k in range(len(even))]
        assert own == [end - start for end, start in zip(ends, [0, *ends], strict=False)]
        assert sum(own) == amount


@given(AMOUNTS, st.integers(0, HUGE), st.integers(0, HUGE))
def test_a_share_of_huge_amounts_is_exact(amount, one, other):
    part, whole = min(one, other), max(one, other, 1)
    assert floor_share(ints([amount]), ints([part]), ints([whole])).item() == amount * part // whole


@given(st.integers(-(2**62), 2**62), st.integers(0, 1_000_000))
def test_a_rate_of_huge_amounts_is_exact(amount, ppm):
    made = pl.select(times_ppm(pl.lit(amount, pl.Int64), ppm)).item()
    assert made == (amount * ppm + 500_000) // 1_000_000


def sale(**more: object) -> Case:
    """Return a shop with one line sold for 100 CNY, nothing known of its costs."""
    order = {"order_id": "1", "paid_at": PLACED, "paid": 10000, "refund": 0, "sent": True}
    line = {"order_id": "1", "line_id": "1", "sku": "S", "item_id": "I", "units": 2}
    case = Case(
        orders=[{**order, "state": "done", "province": "浙江", "units": 2}],
        lines=[{**line, "source_row": 1}],
        refunds=[],
        affiliate=[],
        ads=[],
        products=[],
        platform="other",
        category=None,
        costs={},
    )
    for name, value in more.items():
        setattr(case, name, value)
    return case


def ledger_of(case: Case) -> profit.Ledger:
    return profit.ledger(case.tables, profit.terms(case.plan, case.categories))


def cost(valid_from: date | None, fen: int | None, sku: str = "S") -> dict[str, object]:
    return {
        "sku": sku,
        "item_id": "I",
        "category": None,
        "unit_cost": fen,
        "valid_from": valid_from,
    }


def test_what_nobody_told_is_left_out_and_said():
    made = ledger_of(sale())
    assert made.included == ()
    assert made.left_out == profit.COSTS
    assert made.lines["contribution_fen"].to_list() == [10000]
    assert "cost_goods_cny" not in profit.by(made, "sku")


def test_an_unknown_rate_is_left_out_by_the_name_of_its_rule():
    made = ledger_of(sale(platform="tmall"))
    assert made.left_out[-1] == "tmall.commission.category"
    assert made.lines["cost_platform_fen"].to_list() == [60 + 50]  # 0.6 % and 0.5 % of 100 CNY


@pytest.mark.parametrize(
    ("products", "wanted"),
    [
        ([cost(None, 1000)], 2000),
        ([cost(None, 1000), cost(date(2026, 2, 1), 1200)], 2400),
        ([cost(None, 1000), cost(date(2026, 2, 2), 1200)], 2000),
        ([cost(date(2026, 2, 2), 1200)], None),
        ([cost(None, 1000), cost(None, 1100)], None),
        ([cost(None, 1000), cost(None, 1000)], 2000),
        ([cost(None, None), cost(None, 300, "T")], 600),
        ([cost(None, 300, "T"), cost(None, 400, "U")], None),
    ],
    ids=["one", "later", "not yet", "too late", "disagree", "agree", "by item", "items disagree"],
)
def test_the_cost_that_held_on_the_day_counts(products, wanted):
    made = ledger_of(sale(products=products))
    assert made.lines["cost_goods_fen"].to_list() == [wanted]
    assert len(profit.uncosted(made)) == (wanted is None)


def test_a_fee_of_the_plan_stands_instead_of_the_rule_from_its_day():
    fee = {"rule": "taobao.fee.base-software", "rate": 0.01}
    for since, fen in ((None, 100), (date(2026, 2, 1), 100), (date(2026, 2, 2), 60)):
        case = sale(platform="taobao", fees=[{**fee, **({"valid_from": since} if since else {})}])
        made = ledger_of(case)
        assert made.lines["cost_platform_fen"].to_list() == [fen]
        stated = {a.rule: a.certain for a in made.terms.assumptions if a.source == "shop.yaml"}
        assert stated["taobao.fee.base-software"]


def test_before_a_fee_began_nothing_was_charged():
    case = sale(platform="taobao")
    case.orders[0]["paid_at"] = datetime(2024, 8, 31, 23, 59)
    assert ledger_of(case).lines["cost_platform_fen"].to_list() == [0]


def test_a_range_counts_with_its_most_and_says_its_least():
    terms = profit.terms(sale(platform="tmall", category="童装").plan, [])
    (said,) = [a for a in terms.assumptions if a.rule == "tmall.commission.category"]
    assert (said.low, said.value, said.certain) == (0.02, 0.05, False)
    assert said in terms.unconfirmed


def test_a_certain_row_of_an_uncertain_rule_is_certain():
    terms = profit.terms(sale(platform="tmall", category="服饰鞋包").plan, [])
    (said,) = [a for a in terms.assumptions if a.rule == "tmall.commission.category"]
    assert said.certain


def test_the_report_of_plans_and_that_of_items_tell_of_one_spend():
    day = {"date": PLACED.date(), "date_end": PLACED.date(), "ad_paid": 0}
    item = {**day, "kind": "i", "tool": "item", "item_id": "I", "spend": 300}
    for plan_spend, total in ((200, 300), (300, 300), (450, 450)):
        plan = {**day, "kind": "p", "tool": "plan", "item_id": None, "spend": plan_spend}
        both = [{**row, "campaign_id": None, "campaign": None} for row in (item, plan)]
        made = ledger_of(sale(ads=both))
        assert made.lines["cost_ads_fen"].to_list() == [total]
        assert round(profit.by(made, "campaign")["cost_ads_cny"].sum() * 100) == total


def test_goods_that_came_back_cost_only_what_cannot_be_sold_again():
    refund = {"order_id": "1", "line_id": "1", "sku": None, "refund_state": "done"}
    rows = [{**refund, "refund": 10000, "whole": True, "goods_state": "back"}]
    case = sale(products=[cost(None, 1000)], refunds=rows, costs={"returned_resellable": 0.75})
    assert ledger_of(case).lines["cost_goods_fen"].to_list() == [500]
    case.costs = {}
    assert ledger_of(case).lines["cost_goods_fen"].to_list() == [None]


def test_a_parcel_that_never_left_costs_nothing():
    case = sale(products=[cost(None, 1000)], costs={"freight_per_parcel_cny": 3})
    case.orders[0] |= {"refund": 10000, "sent": False}
    made = ledger_of(case)
    assert made.lines["cost_goods_fen"].to_list() == [0]
    assert made.lines["cost_freight_fen"].to_list() == [0]


@pytest.mark.parametrize(("state", "fen"), [("paid", 2000), ("closed", 0)])
def test_an_order_of_nothing_that_waits_to_be_sent_is_no_refund(state, fen):
    case = sale(products=[cost(None, 1000)])
    case.orders[0] |= {"paid": 0, "refund": 0, "sent": False, "state": state}
    assert ledger_of(case).lines["cost_goods_fen"].to_list() == [fen]


@pytest.mark.parametrize(
    ("own", "split"),
    [([0, 3000], [0, 3000]), ([0, 2000], [750, 2250]), ([None, 3000], [750, 2250])],
)
def test_refunds_an_order_detail_has_are_those_of_its_lines(own, split):
    parts = zip((2500, 7500), own, strict=True)
    lines = [
        {**sale().lines[0], "line_id": str(n), "paid": paid, "refund": back}
        for n, (paid, back) in enumerate(parts)
    ]
    case = sale(lines=lines)
    case.orders[0] |= {"refund": 3000}
    assert ledger_of(case).lines["refund_fen"].to_list() == split


def test_an_order_outside_a_short_refund_export_has_an_unknown_refund():
    row = {"order_id": "2", "line_id": None, "sku": None, "refund_state": "done", "refund": 300}
    case = sale(refunds=[{**row, "whole": None, "goods_state": None}])
    case.orders = orders_of({"1": None, "2": 0}, "done")
    made = ledger_of(case)
    assert made.lines["refund_fen"].to_list() == [None, 300]
    assert made.lines["contribution_fen"].to_list() == [None, 9700]
    assert "refund" not in made.left_out


def test_a_shop_without_a_paid_order_has_empty_tables():
    case = sale(products=[cost(None, 1000)], platform="tmall")
    case.orders[0]["paid_at"] = None
    made = ledger_of(case)
    for level in ("line", "order", "sku", "item", "category", "day", "month", "channel"):
        assert profit.by(made, level)["contribution_cny"].sum() == 0
    assert profit.bridge(made)["amount_cny"].sum() == 0


def test_losses_come_first():
    case = sale(products=[cost(None, 1000), {**cost(None, 9000, "T"), "item_id": "J"}])
    order = {**case.orders[0], "order_id": "2"}
    line = {**case.lines[0], "order_id": "2", "sku": "T", "item_id": "J"}
    case.orders, case.lines = [*case.orders, order], [*case.lines, line]
    for level in ("sku", "item", "order"):
        frame = profit.by(ledger_of(case), level)
        assert frame["contribution_cny"].is_monotonic_increasing
        assert frame["contribution_cny"].iloc[0] == -80


@settings(max_examples=5)
@given(st.sampled_from(["浙江省", "浙江", "Zhejiang", "zhejiang"]))
def test_provinces_are_known_in_full_and_in_english(name):
    assert short_province(name) == "浙江"


def orders_of(refunds: dict[str, int | None], state: str) -> list[dict[str, object]]:
    """Return orders of 100 CNY with what they say was refunded; those of a refund have a state."""
    (plain,) = sale().orders
    return [
        {**plain, "order_id": name, "refund": fen, "state": "done" if fen is None else state}
        for name, fen in refunds.items()
    ]


def test_an_order_list_that_tells_refunds_of_closed_orders_only_leaves_out_the_others():
    made = ledger_of(sale(orders=orders_of({"1": None, "2": 10000}, "closed"), platform="jd"))
    assert made.left_out[0] == "refund"
    assert made.lines["refund_fen"].to_list() == [0, 10000]
    assert made.lines["contribution_fen"].to_list() == [10000, 0]


def test_an_order_list_that_tells_other_refunds_leaves_unknown_what_it_does_not():
    made = ledger_of(sale(orders=orders_of({"1": None, "2": 10000}, "done")))
    assert "refund" not in made.left_out
    assert made.lines["refund_fen"].to_list() == [None, 10000]


def test_where_every_order_was_closed_nothing_is_left_out():
    made = ledger_of(sale(orders=orders_of({"1": 10000, "2": 10000}, "closed")))
    assert "refund" not in made.left_out


def test_a_refund_export_stands_for_what_the_order_list_does_not_tell():
    row = {"order_id": "1", "line_id": None, "sku": None, "refund_state": "done", "refund": 300}
    refunds = [{**row, "whole": None, "goods_state": None}]
    orders = orders_of({"1": None, "2": 10000}, "closed")
    made = ledger_of(sale(orders=orders, refunds=refunds))
    assert "refund" not in made.left_out
    assert made.lines["refund_fen"].to_list() == [300, 10000]


def test_a_title_is_that_of_the_cost_table_else_the_latest_sold_as():
    lines = [
        {**sale().lines[0], "line_id": str(n), "title": title, "created_at": PLACED + n * DAY}
        for n, title in enumerate(("旧名", "新名", None))
    ]
    made = ledger_of(sale(lines=lines))
    for level in ("line", "sku", "item"):
        assert set(profit.by(made, level)["title"]) == {"新名"}, level
    listed = ledger_of(sale(lines=lines, products=[{**cost(None, 1000), "title": "成本表里的名"}]))
    assert set(profit.by(listed, "sku")["title"]) == {"成本表里的名"}


def test_figures_say_that_they_are_before_refunds_after_delivery():
    made = ledger_of(sale(orders=orders_of({"1": None, "2": 10000}, "closed")))
    assert costs_text(made.left_out[:1], scope("en")) == "refunds after delivery"
    assert costs_text(made.left_out[:1], scope("zh")) == "售后退款"
    steps = profit.bridge(made).set_index("step")["amount_cny"]
    assert (steps["refund"], steps["contribution"]) == (-100, 100)


@pytest.mark.parametrize(
    ("days", "weeks", "spent"),
    [
        ([], [], 30_000),
        ([29, 30], [], 30_000),
        ([29, 30], [7], 30_000),
        (range(1, 31), [7], 30_000),
        ([], [7, 14], 30_000),
    ],
    ids=["a month", "with two days", "and a week", "with every day", "with two weeks"],
)
def test_spend_told_by_month_week_and_day_counts_once(days, weeks, spent):
    def ad(first, last):
        rest = {"kind": "z", "tool": "keyword", "campaign_id": "1", "campaign": "c", "ad_paid": 0}
        span = {"date": date(2026, 9, first), "date_end": date(2026, 9, last)}
        return {**rest, **span, "item_id": None, "spend": 1_000 * (last - first + 1)}

    told = [ad(1, 30), *(ad(n, n) for n in days), *(ad(n, n + 6) for n in weeks)]
    made = ledger_of(sale(ads=told))
    assert made.leftovers["cost_ads_fen"].sum() == spent
    assert set(made.spend.group_by("date").agg(pl.col("spend_fen").sum())["spend_fen"]) == {1_000}


def test_what_a_report_does_not_say_of_its_sales_is_no_return_of_zero():
    rest = {"kind": "z", "item_id": None, "date": PLACED.date(), "date_end": PLACED.date()}
    told = [("keyword", "a", None), ("display", "b", 500), ("display", "c", None)]
    rows = [
        {**rest, "tool": tool, "campaign_id": name, "campaign": name, "spend": 100, "ad_paid": fen}
        for tool, name, fen in told
    ]
    rows.append({**rows[0], "date": PLACED.date() - DAY})  # two days of which nothing is told
    made = ledger_of(sale(ads=rows))
    for level, key, wanted in (
        ("campaign", "campaign", {"a": None, "b": 5.0, "c": None}),
        ("channel", "channel", {"keyword": None, "display": 5.0, "none": None}),
    ):
        frame = profit.by(made, level).dropna(subset=key).set_index(key)
        found = {name: None if np.isnan(x) else x for name, x in frame["roi"].items()}
        assert found == wanted, level
        assert set(frame.index[frame["ad_paid_cny"].notna()]) <= {"b", "display"}
