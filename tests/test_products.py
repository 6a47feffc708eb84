"""Products ranked against the period before, and the market's ranking."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.products import market_moves, ranking, ranking_shown, told_by
from shopkit.tables import check

NOW, BEFORE = Period.parse("2026-10"), Period.parse("2026-09")


def item(period, number, paid, **more):
    own = {"grain": "month", "date": period.start, "date_end": period.end, "kind": "sycm_items"}
    return own | {"item_id": str(number), "title": f"款 {number}", "paid_fen": paid} | more


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=12, unique=True))
def test_ranks_follow_the_amounts_and_shares_add_up(amounts):
    frame = ranking(tables(item_days=[item(NOW, n, paid) for n, paid in enumerate(amounts)]), NOW)
    check(frame)
    assert frame["paid_cny"].tolist() == sorted((a / 100 for a in amounts), reverse=True)
    assert frame["rank"].tolist() == list(range(1, len(amounts) + 1))
    assert frame["paid_share"].sum() == pytest.approx(1)
    assert frame["rank_change"].isna().all()


def test_a_rise_is_positive_and_a_newcomer_has_no_past():
    told = [item(BEFORE, 1, 500), item(BEFORE, 2, 400), item(NOW, 2, 900), item(NOW, 1, 600)]
    frame = ranking(tables(item_days=[*told, item(NOW, 3, 100)]), NOW, BEFORE).set_index("item_id")
    assert frame["rank_change"].to_dict()["2"] == 1
    assert frame["rank_change"].to_dict()["1"] == -1
    assert frame.isna()["change_rate"].to_dict()["3"]
    assert frame["change_rate"].to_dict()["2"] == pytest.approx(900 / 400 - 1)


def test_ratios_are_recomputed_and_unknown_stays_unknown():
    told = [item(NOW, 1, 1000, visitors=50, paid_buyers=2), item(NOW, 2, 10)]
    frame = ranking(tables(item_days=told), NOW).set_index("item_id")
    assert frame["conversion_rate"].to_dict()["1"] == pytest.approx(0.04)
    assert frame.isna()["conversion_rate"].to_dict()["2"]


def test_refunds_of_an_item_report_are_by_refund_date():
    frame = ranking(tables(item_days=[item(NOW, 1, 1000, refund_fen=80)]), NOW)
    assert frame["refund_rate_in_span"].tolist() == [pytest.approx(0.08)]
    assert "refund_rate" not in frame  # it would not say which date it is counted by


def test_without_an_item_report_the_lines_of_paid_orders_serve():
    moment = datetime(2026, 10, 3)
    paid = {"order_id": "1", "paid_at": moment, "paid_fen": 900}
    lines = [
        {"order_id": "1", "sku": "A", "title": "甲", "units": 2, "unit_price_fen": 300},
        {"order_id": "1", "sku": "B", "title": "乙", "units": 1, "unit_price_fen": 300},
        {"order_id": "2", "sku": "C", "title": "没付款", "units": 9, "unit_price_fen": 300},
    ]
    frame = ranking(tables(orders=[paid], order_lines=lines), NOW)
    assert frame["item_id"].tolist() == ["A", "B"]
    assert frame["paid_units"].tolist() == [2, 1]


def test_what_sold_in_one_period_only_is_zero_in_the_other():
    told = [item(BEFORE, 1, 500), item(BEFORE, 2, 90_000, paid_units=60), item(NOW, 3, 400)]
    told += [item(NOW, 1, 700), item(NOW, 3, 100, item_id=None)]
    shop = tables(item_days=told)
    frame = check(ranking(shop, NOW, BEFORE)).set_index("item_id")
    assert frame.index.tolist() == ["1", "3", "2"]
    assert frame["paid_cny"].tolist() == [7, 4, 0]
    assert frame["paid_before_cny"].tolist() == [5, 0, 900]
    assert frame["change_rate"].tolist()[::2] == [pytest.approx(0.4), -1]
    assert frame.isna()["change_rate"].tolist() == [False, True, False]
    assert frame["rank"].tolist()[:2] == [1, 2]
    assert frame.isna()["rank"].tolist() == [False, False, True]
    assert frame["paid_share"].sum() == pytest.approx(1)
    shown, words = ranking_shown(ranking(shop, NOW, BEFORE), "items", ("2026-10", "2026-09"), "zh")
    assert shown["before"].tolist() == [5, 0, 900]
    assert shown["before_text"].tolist() == ["¥5", "¥0", "¥900"]
    assert "款 2" in words.so
    assert "前 2 款" in words.title


def test_only_a_period_told_whole_is_compared():
    day = {"grain": "day", "date": BEFORE.start, "date_end": BEFORE.start}
    told = [item(NOW, 1, 700), item(BEFORE, 1, 500) | day, item(BEFORE, 2, 500) | day]
    frame = ranking(tables(item_days=told), NOW, BEFORE)
    assert frame["item_id"].tolist() == ["1"]
    unknown = ["paid_before_cny", "rank_before", "change_rate"]
    assert frame[unknown].isna().all(axis=None)
    shown, words = ranking_shown(frame, "items", ("2026-10", "2026-09"), "zh")
    assert shown["before"].isna().all()
    assert "2026-09" not in words.subtitle
    assert words.so == ""


def test_order_lines_are_compared_only_over_days_their_files_cover():
    orders = [
        {"order_id": period + str(day.day), "paid_at": datetime(day.year, day.month, day.day)}
        for period, days in (("n", NOW), ("b", BEFORE))
        for day in days
    ]
    line = {"item_id": "A", "units": 1, "unit_price_fen": 300}
    lines = [{"order_id": order["order_id"]} | line for order in orders]
    shop = tables(orders=orders, order_lines=lines)
    frame = ranking(shop, NOW, BEFORE)
    assert frame["paid_before_cny"].tolist() == [90]
    cut = replace(shop, cut_days=frozenset([BEFORE.start]))
    assert ranking(cut, NOW, BEFORE)["paid_before_cny"].isna().all()
    sources = []
    for one in (shop, tables(item_days=[item(NOW, 1, 700)])):
        told = told_by(one, NOW)
        _, words = ranking_shown(ranking(one, NOW), told, ("2026-10", ""), "zh")
        sources.append(words.source)
    assert ["明细" in source for source in sources] == [True, False]


def test_nothing_told_is_an_empty_ranking():
    assert ranking(tables(), NOW, BEFORE).empty


def place(period, rank, number, kind="sycm_market"):
    own = {"grain": "month", "date": period.start, "date_end": period.end, "kind": kind}
    return own | {"rank": rank, "item_id": str(number), "category": "浴室"}


def test_moves_of_the_market_are_differences_of_ranks():
    told = [place(BEFORE, 1, 7), place(BEFORE, 2, 8), place(NOW, 1, 8), place(NOW, 2, 9)]
    frame = market_moves(tables(market=told), NOW, BEFORE)
    assert frame["rank_change"].tolist()[0] == 1
    assert frame["rank_change"].isna().tolist() == [False, True]


def test_places_of_a_month_are_not_held_against_those_of_days():
    days = [place(BEFORE, 1, 7) | {"grain": "day", "date_end": BEFORE.start}]
    frame = market_moves(tables(market=[*days, place(NOW, 1, 7)]), NOW, BEFORE)
    assert frame["rank_change"].isna().tolist() == [True]


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_names_the_largest_move_only_where_chance_is_unlikely(lang):
    told = [
        *(item(BEFORE, n, 100_000, paid_units=50) for n in (1, 2, 3)),
        item(NOW, 1, 150_000, paid_units=75),
        item(NOW, 3, 110_000, paid_units=55),
        item(NOW, 2, 40_000, paid_units=20),
    ]
    frame, words = ranking_shown(
        ranking(tables(item_days=told), NOW, BEFORE), "items", ("2026-10", "2026-09"), lang
    )
    assert frame["role"].tolist() == ["good_text", "muted", "bad_text"]
    assert "款 2" in words.so
    few = [cell | {"paid_units": 3} for cell in told]
    frame, words = ranking_shown(
        ranking(tables(item_days=few), NOW, BEFORE), "items", ("x", "y"), lang
    )
    assert set(frame["role"]) == {"muted"}
    assert "款" not in words.so.replace("哪款", "")
