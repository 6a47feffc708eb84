"""A disagreement of known size is planted between two sources and must come back exactly."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trust_tables import A_DAY, FIRST, SPAN, order, orders, shop_day, shop_days, table, tables

from shopkit.exports.reconcile import reconciled
from shopkit.exports.reconcile.check import (
    TOLERANCE_FEN,
    TOLERANCE_PERMILLE,
    Days,
    agreement,
    by_day,
    differs,
)
from shopkit.exports.reconcile.sales import whole_days
from shopkit.exports.wording import finding
from shopkit.findings import Severity
from shopkit.i18n import LANGS

DAY = date(2026, 9, 10)
amounts = st.integers(0, 10**11)


def check(told, code):
    return next(one for one in reconciled(told) if one.code == code)


def outcomes(told):
    return {one.code: one.outcome for one in reconciled(told)}


def beyond(ours, theirs, floor=TOLERANCE_FEN):
    pair = pl.DataFrame({"a": [ours], "b": [theirs]}, {"a": pl.Int64, "b": pl.Int64})
    return pair.select(differs("a", "b", floor)).item()


def pairs(*numbers):
    rows = [(FIRST + timedelta(days=n), *both) for n, both in enumerate(numbers)]
    return pl.DataFrame(rows, {"day": pl.Date, "ours": pl.Int64, "theirs": pl.Int64}, orient="row")


# ---- when two numbers agree


@given(amounts, amounts)
def test_it_does_not_matter_which_source_is_asked_first(ours, theirs):
    assert beyond(ours, theirs) == beyond(theirs, ours)
    there, back = pairs((ours, theirs)), pairs((theirs, ours))
    assert agreement(there) == agreement(back)


@given(amounts)
def test_a_number_agrees_with_itself(fen):
    assert not beyond(fen, fen)


@given(st.integers(0, 10**9))
def test_the_larger_of_both_tolerances_counts(fen):
    allowed = max(TOLERANCE_FEN, fen * TOLERANCE_PERMILLE // 1000)
    assert not beyond(fen, max(0, fen - allowed))
    if fen > allowed:
        assert beyond(fen, fen - allowed - 1)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (20_000, 19_900, False),  # one yuan, which is half a per cent
        (20_000, 19_899, True),
        (100, 0, False),  # a yuan on a quiet day
        (101, 0, True),
        (1_000_000, 995_000, False),  # half a per cent
        (1_000_000, 994_999, True),
    ],
)
def test_the_edge_of_the_tolerance(ours, theirs, expected):
    assert beyond(ours, theirs) is expected


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=20))
def test_a_comparison_turned_round_has_the_opposite_gap(numbers):
    there = by_day(pairs(*numbers), Days("a", "b"))
    back = by_day(pairs(*((b, a) for a, b in numbers)), Days("a", "b"))
    assert (there.outcome, there.share) == (back.outcome, back.share)
    assert there.said.get("off") == back.said.get("off")
    assert there.said.get("gap_fen", 0) == -back.said.get("gap_fen", 0)
    assert there.said.get("day") == back.said.get("day")


def test_days_of_which_one_side_is_unknown_are_left_out():
    both = by_day(pairs((5, 5), (None, 900), (900, None)), Days("a", "b"))
    assert (both.outcome, both.said["days"]) == ("fits", 1)
    assert by_day(pairs((None, 900)), Days("a", "b")).outcome == "unknown"


# ---- orders and the platform's days


def test_sources_that_agree_leave_nothing_to_say():
    assert set(outcomes(tables()).values()) == {"fits", "unknown"}
    paid = check(tables(), "orders_shop_paid")
    assert (paid.outcome, paid.share, paid.said["days"]) == ("fits", 1.0, 28)


def test_planted_differences_come_back_with_their_size_and_worst_day():
    planted = {DAY: {"paid_fen": 10 * A_DAY + 700}, date(2026, 9, 20): {"paid_fen": 9 * A_DAY}}
    found = check(tables(shop_days=shop_days(planted)), "orders_shop_paid")
    assert found.outcome == "differs"
    assert (found.said["days"], found.said["off"]) == (28, 2)
    assert found.said["gap_fen"] == A_DAY - 700
    assert found.cny == (A_DAY - 700) / 100
    worst = found.said["day"], found.said["ours_fen"], found.said["theirs_fen"]
    assert worst == (date(2026, 9, 20), 10 * A_DAY, 9 * A_DAY)


def test_only_days_both_sources_have_whole_are_compared():
    edges = {SPAN.start: {"paid_fen": 0}, SPAN.end: {"paid_fen": 0}}
    assert check(tables(shop_days=shop_days(edges)), "orders_shop_paid").outcome == "fits"
    planted = shop_days({DAY: {"paid_fen": 0}})
    cut = tables(shop_days=planted, cut_days=frozenset([DAY]))
    assert check(cut, "orders_shop_paid").outcome == "fits"
    assert whole_days(cut) == set(SPAN) - {SPAN.start, SPAN.end, DAY}


def test_a_covered_day_without_orders_is_nothing_paid():
    sold = orders().filter(pl.col("paid_at").dt.date() != DAY)
    found = check(tables(orders=sold), "orders_shop_paid")
    assert (found.said["off"], found.said["gap_fen"]) == (1, -10 * A_DAY)
    assert found.cause == "orders_lacking"


def test_platform_amounts_net_of_refunds_are_recognised():
    refunded = {f"{day:%m%d}00": {"refund_fen": A_DAY, "net_fen": 0} for day in SPAN}
    net = {day: {"paid_fen": 9 * A_DAY} for day in SPAN}
    found = check(tables(orders=orders(**refunded), shop_days=shop_days(net)), "orders_shop_paid")
    assert (found.cause, found.said["off"]) == ("net", 28)


def test_amounts_by_time_of_ordering_are_recognised():
    day = timedelta(days=1)
    moved = {
        f"{one:%m%d}00": {"paid_fen": A_DAY * (1 + one.day), "created_at": when - day}
        for one in SPAN
        for when in [datetime(one.year, one.month, one.day, 10)]
    }
    told = {one: {"paid_fen": 9 * A_DAY + A_DAY * (2 + one.day)} for one in SPAN}
    found = check(tables(orders=orders(**moved), shop_days=shop_days(told)), "orders_shop_paid")
    assert found.cause == "created"


def test_a_file_of_some_devices_always_tells_less():
    part = {day: {"paid_fen": 7 * A_DAY} for day in SPAN}
    found = check(tables(shop_days=shop_days(part)), "orders_shop_paid")
    assert (found.cause, found.said["off"]) == ("part_of_shop", 28)
    assert found.share == pytest.approx(0.7)


def test_counts_of_orders_and_buyers_are_held_against_the_platform_too():
    planted = shop_days({DAY: {"paid_orders": 14, "paid_buyers": 6}})
    found = tables(shop_days=planted)
    assert check(found, "orders_shop_orders").said["gap"] == -4
    assert check(found, "orders_shop_buyers").said["gap"] == 4
    near = shop_days({DAY: {"paid_orders": 11, "paid_buyers": 9}})
    assert check(tables(shop_days=near), "orders_shop_orders").outcome == "fits"


def test_masked_buyers_are_not_counted():
    masked = orders().with_columns(buyer=pl.lit(None, pl.String))
    assert check(tables(orders=masked), "orders_shop_buyers").outcome == "unknown"


def test_a_month_is_the_sum_of_its_days():
    month = {"grain": "month", "date_end": SPAN.end, "paid_fen": 300 * A_DAY}
    whole = pl.concat([shop_days(), table("shop_days", [shop_day(SPAN.start, **month)])])
    assert check(tables(shop_days=whole), "spans_days").outcome == "fits"
    off = table("shop_days", [shop_day(SPAN.start, **month | {"paid_fen": 310 * A_DAY})])
    found = check(tables(shop_days=pl.concat([shop_days(), off])), "spans_days")
    assert (found.said["off"], found.said["gap_fen"]) == (1, -10 * A_DAY)
    holes = whole.filter((pl.col("grain") == "month") | (pl.col("date") != DAY))
    assert check(tables(shop_days=holes), "spans_days").outcome == "unknown"


def test_settlements_and_refunds_of_orders_nobody_read_are_told():
    where = {"source_file": "a.csv", "source_row": 3}
    settled = [
        {"order_id": "090100", "commission_fen": 70} | where,
        {"order_id": "elsewhere", "commission_fen": 100, "service_fee_fen": 20} | where,
        {"order_id": "unpaid", "commission_fen": None, "service_fee_fen": 5} | where,
        {"order_id": "abroad", "commission_fen": 900} | where,
    ]
    back = [
        {"order_id": "elsewhere", "refund_state": "done", "refund_fen": 400} | where,
        {"order_id": "elsewhere", "refund_state": "open", "refund_fen": 800} | where,
    ]
    unpaid = table("orders", [order(DAY, 50, order_id="unpaid", paid_at=None, paid_fen=0)])
    told = tables(
        orders=pl.concat([orders(), unpaid]),
        affiliate=table("affiliate", settled),
        refunds=table("refunds", back),
        foreign_orders=table("foreign_orders", [{"order_id": "abroad"}]),
    )
    found = check(told, "affiliate_alone")
    assert (found.outcome, found.said["off"], found.said["fen"]) == ("differs", 2, 125)
    assert found.said["list"] == ["a.csv:3"] * 2
    found = check(told, "refunds_alone")
    assert (found.outcome, found.said["off"], found.said["fen"]) == ("differs", 1, 400)
    for lang in LANGS:
        assert "¥4.00" in finding(found, lang).cause


def items(*paid):
    rows = [
        {
            "kind": "k",
            "grain": "day",
            "date": DAY,
            "date_end": DAY,
            "item_id": str(n),
            "paid_fen": p,
        }
        for n, p in enumerate(paid)
    ]
    return table("item_days", rows)


def test_items_may_tell_less_than_the_shop_but_never_more():
    less = check(tables(item_days=items(5 * A_DAY, 3 * A_DAY)), "items_shop")
    assert (less.outcome, less.share) == ("fits", pytest.approx(0.8))
    more = check(tables(item_days=items(8 * A_DAY, 5 * A_DAY)), "items_shop")
    assert (more.outcome, more.said["gap_fen"]) == ("differs", 3 * A_DAY)


# ---- lines, refunds


def lines(**paid):
    rows = [
        {"order_id": key, "units": 1, "paid_fen": part} for key, fen in paid.items() for part in fen
    ]
    return table("order_lines", rows)


def all_lines(**changed):
    whole = {key: [4_000, 6_000] for key in orders()["order_id"]}
    return lines(**whole | changed)


def test_lines_add_up_to_their_orders_with_or_without_freight():
    assert check(tables(order_lines=all_lines()), "lines_amounts").outcome == "fits"
    freight = orders(**{"091000": {"paid_fen": 10_800, "freight_fen": 800}})
    assert check(tables(orders=freight, order_lines=all_lines()), "lines_amounts").outcome == "fits"
    off = all_lines(**{"091000": [4_000], "091001": [4_000, 6_500]})
    found = check(tables(order_lines=off), "lines_amounts")
    assert (found.said["off"], found.said["gap_fen"]) == (2, 5_500)


def test_refunds_of_lines_that_do_not_add_up_are_told():
    parts = {"091000": [100, 200], "091001": [100, 0], "091002": [50, None], "091003": [7, 0]}
    rows = [{"order_id": key, "refund_fen": fen} for key, both in parts.items() for fen in both]
    sold = orders(**{"091000": {"refund_fen": 300}, "091001": {"refund_fen": 150}})
    told = tables(
        orders=sold,
        order_lines=table("order_lines", rows),
        refunds=table("refunds", [refund("091003", 7)]),
    )
    found = check(told, "lines_refunds")
    assert (found.outcome, found.said["off"], found.said["orders"]) == ("differs", 1, 2)
    assert (found.said["ours_fen"], found.said["theirs_fen"]) == (150, 100)
    for lang in LANGS:
        assert "¥1.50" in finding(found, lang).evidence
    assert check(tables(order_lines=all_lines()), "lines_refunds").outcome == "unknown"


def test_orders_and_lines_without_partner_are_counted():
    some = all_lines(alone=[1, 2]).filter(~pl.col("order_id").is_in(["091000", "091001"]))
    found = check(tables(order_lines=some), "lines_partners")
    assert (found.said["bare"], found.said["bare_fen"], found.said["alone"]) == (2, 2 * A_DAY, 1)
    assert check(tables(order_lines=all_lines()), "lines_partners").outcome == "fits"


def refund(order_id, fen, day=DAY, state="done"):
    at = datetime(day.year, day.month, day.day, 20)
    row = {"order_id": order_id, "refund_fen": fen, "refund_state": state}
    return row | {"refund_id": f"r{order_id}", "created_at": at, "refunded_at": at}


def refunded(*rows, **changed):
    ends = [refund("090100", 0, SPAN.start, "closed"), refund("093000", 0, SPAN.end, "closed")]
    return tables(orders=orders(**changed), refunds=table("refunds", [*ends, *rows]))


def test_refunds_of_both_files_that_agree_are_no_finding():
    told = refunded(refund("091000", 3_000), **{"091000": {"refund_fen": 3_000}})
    found = check(told, "refunds_orders")
    assert (found.outcome, found.said["orders"]) == ("fits", 1)


def test_each_way_refunds_can_differ_is_told_apart():
    changed = {"091000": 3_000, "091001": 2_000, "091003": 500}
    told = refunded(
        refund("091000", 2_500),  # another amount
        refund("091002", 4_000),  # not in the orders
        refund("091003", 500),
        refund("stranger", 700),
        refund("091004", 900, state="open"),  # not refunded yet
        **{key: {"refund_fen": fen} for key, fen in changed.items()},
    )
    said = check(told, "refunds_orders").said
    assert (said["orders"], said["off"]) == (4, 3)
    assert (said["only_orders"], said["only_orders_fen"]) == (1, 2_000)
    assert (said["only_refunds"], said["only_refunds_fen"]) == (1, 4_000)
    assert said["amounts"] == 1
    assert "strangers" not in said  # `refunds_alone` tells of them, and what they come to
    assert said["gap_fen"] == 500 + 2_000 - 4_000


def test_refunds_before_the_export_began_are_not_missed():
    early = table("refunds", [refund("092000", 100, date(2026, 9, 15))])
    sold = orders(**{"090200": {"refund_fen": 50}, "092000": {"refund_fen": 100}})
    found = check(tables(orders=sold, refunds=early), "refunds_orders")
    assert (found.outcome, found.said["orders"]) == ("fits", 1)


@pytest.mark.parametrize(("sent", "missed"), [(True, 1), (False, 0), (None, 0)])
def test_orders_cancelled_before_they_left_are_in_no_refunds_file(sent, missed):
    gone = {"state": "closed", "refund_fen": A_DAY, "sent": sent}
    told = refunded(refund("091001", 10), **{"091000": gone, "091001": {"refund_fen": 10}})
    assert check(told, "refunds_orders").said["only_orders"] == missed


def test_refunds_above_payment_are_found_in_either_file():
    told = refunded(refund("091001", A_DAY + 300), **{"091000": {"refund_fen": A_DAY + 100}})
    found = check(told, "refund_above")
    assert (found.said["off"], found.said["over_fen"], found.severity) == (2, 400, Severity.ERROR)
    assert (found.said["ours_fen"], found.said["theirs_fen"]) == (A_DAY, A_DAY + 300)
    whole = refunded(**{"091000": {"refund_fen": A_DAY}})
    assert check(whole, "refund_above").outcome == "fits"


# ---- ads


def ad(tool, fen, day=DAY, **more):
    return {
        "kind": f"report_{tool}",
        "grain": "day",
        "date": day,
        "date_end": day,
        "tool": tool,
        "spend_fen": fen,
    } | more


def advertised(*rows, stated=None, **more):
    days = shop_days({day: {"ad_cost_stated_fen": fen} for day, fen in (stated or {}).items()})
    return tables(shop_days=days, ads=table("ads", list(rows)), **more)


def test_ad_spend_is_held_against_what_the_shop_report_states():
    rows = [ad("keyword", 5_000), ad("plan", 8_000), ad("item", 7_000)]
    assert check(advertised(*rows, stated={DAY: 13_000}), "ads_shop").outcome == "fits"
    found = check(advertised(*rows, stated={DAY: 20_000}), "ads_shop")
    assert (found.said["gap_fen"], found.said["ours_fen"]) == (-7_000, 13_000)
    assert check(advertised(*rows), "ads_shop").outcome == "unknown"


def test_items_may_spend_less_than_the_plans_but_never_more():
    less = check(advertised(ad("plan", 8_000), ad("item", 6_000)), "ads_plans")
    assert (less.outcome, less.share) == ("fits", pytest.approx(0.75))
    more = check(advertised(ad("plan", 8_000), ad("item", 9_000)), "ads_plans")
    assert (more.outcome, more.said["gap_fen"]) == ("differs", 1_000)
    assert check(advertised(ad("plan", 8_000)), "ads_plans").outcome == "unknown"


def test_affiliate_settlements_are_held_against_the_shop_report_by_month():
    settled = datetime(2026, 9, 12, 9)
    rows = [
        {"order_id": "1", "commission_fen": 2_000, "service_fee_fen": 300, "settled_at": settled},
        {"order_id": "2", "commission_fen": 1_000, "settled_at": settled + timedelta(days=1)},
    ]
    stated = shop_days({date(2026, 9, 12): {"affiliate_stated_fen": 2_500}})
    paid = table("affiliate", rows)
    found = check(tables(shop_days=stated, affiliate=paid), "affiliate_shop")
    assert found.said["gap_fen"] == -500  # without the service fee; the 13th is not stated
    assert found.said["days"] == 1


def source(path, visitors, **more):
    day = {"kind": "sycm_traffic", "grain": "day", "date": DAY, "date_end": DAY}
    return day | {"source_path": path, "leaf": True, "visitors": visitors} | more


def test_paid_sources_bring_no_more_visitors_than_clicks():
    traffic = [
        source("付费流量 > 关键词推广", 100),
        source("付费流量 > 货品全站推广", 80),
        source("付费流量", 170, leaf=False),
        source("平台流量 > 手淘搜索", 900),
        source("付费流量 > 关键词推广", 500, item_id="1"),
    ]
    sources = table("traffic", traffic)
    enough = advertised(ad("keyword", 1, clicks=172), traffic=sources)
    assert check(enough, "clicks_visitors").outcome == "fits"  # 180 is within 5 % of 172
    found = check(advertised(ad("keyword", 1, clicks=150), traffic=sources), "clicks_visitors")
    assert (found.said["ours"], found.said["theirs"], found.said["off"]) == (150, 180, 1)


def test_the_same_spend_in_two_reports_is_suspected():
    rows = [
        ad(tool, 1_234 + n, DAY, item_id=str(n)) for n in range(4) for tool in ("keyword", "item")
    ]
    found = check(advertised(*rows), "ads_twice")
    assert (found.said["off"], found.said["over_fen"]) == (4, 4 * 1_234 + 6)
    chance = [ad("keyword", 900 + n, item_id=str(n)) for n in range(4)]
    assert check(advertised(*chance, ad("item", 5, item_id="9")), "ads_twice").outcome == "unknown"
    apart = [*chance, ad("item", 5_000, item_id="0")]
    assert check(advertised(*apart), "ads_twice").outcome == "fits"


def test_plan_and_item_report_are_never_taken_for_the_same_money_twice():
    rows = [ad(tool, 1_000 + n, item_id=str(n)) for n in range(4) for tool in ("plan", "item")]
    assert check(advertised(*rows), "ads_twice").outcome == "fits"


def test_every_check_is_made_once_and_of_empty_tables_none_can_be():
    nothing = tables(orders=orders().clear(), shop_days=shop_days().clear())
    codes = [one.code for one in reconciled(nothing)]
    assert len(codes) == len(set(codes))
    assert set(outcomes(nothing).values()) == {"unknown"}
