"""Every profit figure against a second computation, written from the definition in words."""

from collections import defaultdict
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profit_by_hand import COSTS, ByHand, parties
from profit_shops import FIRST, Case, random_case

from shopkit import profit
from shopkit.periods import Period

SHOPS = st.randoms(use_true_random=False).map(random_case)
SPANS = st.tuples(st.integers(0, 25), st.integers(0, 25)).map(
    lambda n: Period(FIRST + timedelta(min(n)), FIRST + timedelta(max(n)))
)
EVER = Period(date(2000, 1, 1), date(2100, 1, 1))
MONEY = ("paid", "refund", *COSTS, "contribution")


def ledger_of(case: Case) -> profit.Ledger:
    return profit.ledger(case.tables, profit.terms(case.plan, case.categories))


def fen(frame: pd.DataFrame, name: str) -> list[int | None]:
    return [None if pd.isna(cny) else round(cny * 100) for cny in frame[f"{name}_cny"]]


def column_of(name: str) -> str:
    return f"cost_{name}" if name in COSTS else name


@settings(max_examples=100, deadline=None)
@given(SHOPS)
def test_lines_agree(case):
    hand, made = ByHand(case), ledger_of(case)
    assert made.included == tuple(f"cost_{name}" for name in _in_order(hand.included()))
    for name in ("paid", "refund", "contribution", *hand.included()):
        ours = made.lines[f"{column_of(name)}_fen"].to_list()
        known = [line[name] for line in hand.lines]
        assert ours == known, name
    spare = {(r["item_id"], r["day"]): r["cost_ads_fen"] for r in made.leftovers.to_dicts()}
    assert spare == hand.spare
    assert {x for x in made.left_out if "." in x} <= hand.unknown_rules()


def _in_order(names):
    return [cost.removeprefix("cost_") for cost in profit.COSTS if cost[5:] in names]


KEYS = {
    "line": lambda line: (line["order_id"], line["raw"]["line_id"], line["raw"].get("source_row")),
    "order": lambda line: (line["order_id"],),
    "sku": lambda line: (line["raw"]["sku"], line["raw"]["item_id"]),
    "item": lambda line: (line["raw"]["item_id"],),
    "category": lambda line: (line["category"],),
    "day": lambda line: (line["day"],),
    "month": lambda line: (line["day"].replace(day=1),),
}
NAMES = {"sku": ["sku", "item_id"], "item": ["item_id"], "category": ["category"]}


@settings(max_examples=50, deadline=None)
@given(SHOPS, st.one_of(st.just(EVER), SPANS))
def test_groups_agree(case, period):
    hand, made = ByHand(case), ledger_of(case)
    lines = [line for line in hand.lines if line["day"] in period]
    for level in ("order", "sku", "item", "category", "day", "month"):
        groups = defaultdict(list)
        for line in lines:
            groups[KEYS[level](line)].append(line)
        expected = sorted((told(group, hand) for group in groups.values()), key=str)
        frame = profit.by(made, level, period)
        spare = {day: n for (_, day), n in hand.spare.items() if day in period}
        if not spare:
            assert sorted(map(list, ours(frame, made)), key=str) == expected, level
        wanted = {name: total(hand, period, name) for name in ("paid", "ads", "contribution")}
        for name, amount in wanted.items():
            if column_of(name) in ("paid", "contribution", *made.included):
                assert sum(x or 0 for x in fen(frame, column_of(name))) == amount, (level, name)


def ours(frame, made):
    names = ("paid", "refund", *made.included, "contribution", "unknown_paid")
    money = [fen(frame, name) for name in names]
    return zip(frame["lines"], frame["known_lines"], *money, strict=True)


def told(group, hand):
    names = _in_order(hand.included())
    known = [line for line in group if line["contribution"] is not None]
    refund = [line["refund"] for line in group if line["refund"] is not None]
    sums = [
        sum(line["paid"] for line in group),
        sum(refund) if refund else None,
        *(_some([line[name] for line in group]) for name in names),
        sum(line["contribution"] for line in known) if known else None,
        sum(line["paid"] for line in group if line["contribution"] is None),
    ]
    return [len(group), len(known), *sums]


def _some(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def total(hand, period, name):
    lines = [line for line in hand.lines if line["day"] in period]
    amount = sum(line[name] or 0 for line in lines)
    spare = sum(fen for (_, day), fen in hand.spare.items() if day in period)
    return amount + {"ads": spare, "contribution": -spare}.get(name, 0)


@settings(max_examples=50, deadline=None)
@given(SHOPS, st.one_of(st.just(EVER), SPANS))
def test_campaigns_agree(case, period):
    hand, made = ByHand(case), ledger_of(case)
    wanted = parties(hand, (period.start, period.end))
    frame = profit.by(made, "campaign", period)
    found = {}
    for n, row in enumerate(frame.astype(object).where(frame.notna(), None).to_dict("records")):
        key = (row["channel"], row["campaign_id"], row["campaign"])
        names = ("paid", "refund", *made.included, "contribution")
        found[key] = {name: fen(frame, name)[n] for name in (*names, "ad_paid")}
        found[key]["roi"] = row["roi"]
    carried = found.pop(("carried", None, None), None)
    for party, row in found.items():
        told_row = wanted.pop(party)
        for name in ("paid", "refund", *made.included):
            assert row[name] == told_row[name.removeprefix("cost_")], (party, name)
        assert row["contribution"] == told_row["before"] - told_row["ads"], party
        assert row["ad_paid"] == told_row.get("ad_paid"), party
        roi = told_row["ad_paid"] / told_row["told"] if told_row.get("told") else None
        assert roi == (row["roi"] and pytest.approx(row["roi"])), party
    assert not any(any(row.values()) for row in wanted.values())
    rows = [*found.values(), *([carried] if carried else [])]
    for name in ("paid", "ads", "contribution"):
        if name != "ads" or "cost_ads" in made.included:
            assert sum(row[column_of(name)] for row in rows) == total(hand, period, name), name


@settings(max_examples=40, deadline=None)
@given(SHOPS, st.one_of(st.just(EVER), SPANS))
def test_the_bridge_ends_where_the_lines_do(case, period):
    hand, made = ByHand(case), ledger_of(case)
    steps = profit.bridge(made, period)
    amounts = dict(zip(steps["step"], fen(steps, "amount"), strict=True))
    assert amounts["paid"] == total(hand, period, "paid")
    assert amounts["contribution"] == total(hand, period, "contribution")
    assert sum(amounts.values()) == 2 * amounts["contribution"]
    lines = [ln for ln in hand.lines if ln["day"] in period and ln["contribution"] is None]
    assert amounts["unknown"] == -sum(ln["paid"] - (ln["refund"] or 0) for ln in lines)


@settings(max_examples=25, deadline=None)
@given(SHOPS)
def test_uncosted_products_are_those_without_a_cost(case):
    hand, made = ByHand(case), ledger_of(case)
    frame = profit.uncosted(made)
    unknown = [ln for ln in hand.lines if "goods" in hand.included() and ln["goods"] is None]
    bare = [ln for ln in unknown if hand.price(ln, "unit_cost") is None]
    back = [ln for ln in unknown if ln not in bare and ln["units"] is not None]
    row = profit.unsettled(made).iloc[0]
    assert row["lines"] == len(back)
    assert round(row["paid_cny"] * 100) == sum(line["paid"] for line in back)
    assert round(frame["paid_cny"].sum() * 100) == sum(line["paid"] for line in bare)
    assert frame["paid_cny"].is_monotonic_decreasing
    assert set(frame["sku"].dropna()) == {ln["raw"]["sku"] for ln in bare} - {None}


def test_break_even_is_one_over_the_margin():
    """A margin of 40 % before ads breaks even at a return of 2.5, one of 25 % at 4.

    Break-even ROAS = 1 / contribution margin, with these two values, is the textbook example.
    """
    for cost, even in ((6000, 2.5), (7500, 4.0)):
        case = one_sale(paid=10000, unit_cost=cost, spend=100, ad_paid=10000)
        row = profit.by(ledger_of(case), "campaign").set_index("channel").loc["keyword"]
        assert row["break_even_roi"] == pytest.approx(even)
        assert row["roi"] == pytest.approx(100)


def one_sale(paid: int, unit_cost: int, spend: int, ad_paid: int) -> Case:
    """Return a shop with one line sold and one ad, and no other cost."""
    at, item = datetime(2026, 2, 1, 12), {"item_id": "I0"}
    order = {"order_id": "1", "paid_at": at, "paid": paid, "refund": 0, "sent": True}
    more = {"state": "done", "province": "浙江", "units": 1}
    line = {"order_id": "1", "line_id": "1", "sku": "S0", "units": 1, "source_row": 1, **item}
    ad = {"kind": "z", "tool": "keyword", "date": at.date(), "date_end": at.date(), **item}
    sold = {"campaign_id": "1", "campaign": "c", "spend": spend, "ad_paid": ad_paid}
    product = {"sku": "S0", "unit_cost": unit_cost, "category": None, **item}
    costs = {"ads_rule": "item"}
    return Case(
        [{**order, **more}], [line], [], [], [{**ad, **sold}], [product], "other", None, costs
    )
