"""Life-cycle stages: how well those of made curves are found, what is never guessed, ranks."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.products import (
    STAGES,
    Known,
    baskets,
    clearance,
    curves_shown,
    first_sales,
    growth_goal,
    items_per_order,
    latest_stock,
    life_stages,
    mature_sales,
    mature_search,
    order_value,
    reason,
    sales_curves,
    stage_tasks,
    trend,
    trends_shown,
    with_ranks,
)
from shopkit.tables import check

MONDAY = date(2026, 5, 4)
NEVER = Known({}, {})


def curve(item, counts, first=MONDAY):
    days = [pd.Timestamp(first + timedelta(weeks=n)) for n in range(len(counts))]
    own = {"item_id": item, "title": f"款 {item}", "date": days, "days": 7.0}
    return pd.DataFrame(own | {"paid_units": list(counts)})


def made(kind, weekly, draw, length=26):
    """Return the weekly units of a product in a known stage, lumpy as orders are."""
    weeks = np.arange(length)
    level = {
        "growth": weekly * 1.07 ** (weeks - length + 1),
        "maturity": np.full(length, weekly),
        "decline": weekly * 0.93 ** (weeks - length // 2),
        "introduction": np.full(length, weekly / 10),
    }[kind]
    lumpy = draw.gamma(50, level / 50)  # the daily mood of the market
    counts = draw.poisson(lumpy)
    return counts[-6:] if kind == "introduction" else counts


@pytest.mark.parametrize(
    ("weekly", "found", "wrong"),
    [(400, 0.95, 0.03), (100, 0.95, 0.03), (30, 0.95, 0.03), (10, 0.9, 0.03)],
)
def test_the_stages_of_made_curves_are_found_or_left_open(weekly, found, wrong):
    """At 400, 100, 30, 10 units a week at least so many stages are found; few are wrong."""
    draw = np.random.default_rng(7)
    hits = misses = 0
    count = 40
    for kind in STAGES:
        for _ in range(count):
            counts = made(kind, weekly, draw)
            since = {"x": MONDAY} if kind == "introduction" else {}
            row = life_stages(curve("x", counts), Known(since, {})).iloc[0]
            hits += row["life_stage"] == kind
            misses += row["life_stage"] not in (kind, None)
    assert hits / (4 * count) >= found
    assert misses / (4 * count) <= wrong


@given(st.lists(st.integers(0, 500), min_size=3, max_size=40), st.floats(0.1, 100))
def test_the_trend_does_not_depend_on_how_days_are_counted(counts, factor):
    places = list(range(len(counts)))
    one = trend(counts, [7.0] * len(counts), places)
    other = trend(counts, [7.0 * factor] * len(counts), places)
    if one is None:
        assert other is None
        return
    assert one.low <= one.rate <= one.high
    assert other.rate == pytest.approx(one.rate, rel=1e-6, abs=1e-9)


@given(st.floats(-0.5, 1), st.integers(3, 20))
def test_an_exact_trend_is_found_exactly(rate, length):
    places = list(range(length))
    counts = [1000 * (1 + rate) ** n for n in places]
    assert trend(counts, [1.0] * length, places).rate == pytest.approx(rate, abs=1e-6)


def test_too_few_sales_have_no_stage():
    row = life_stages(curve("x", [1, 0, 2, 1, 0, 3, 2, 2])).iloc[0]
    assert row["life_stage"] is None
    assert row["why"] == "few"
    assert life_stages(sales_curves(tables())).empty
    assert trend([0, 9, 0], [7] * 3, [0, 1, 2]) is None


@pytest.mark.parametrize("lang", LANGS)
def test_much_sold_in_a_short_time_is_not_called_too_little(lang):
    row = life_stages(curve("x", [300, 400])).iloc[0]
    assert (row["life_stage"], row["why"]) == (None, "short")
    assert "太少" not in reason(row.to_dict(), lang)
    assert "few" not in reason(row.to_dict(), lang)


def test_four_weeks_without_a_sale_of_what_sells_rarely_are_no_decline():
    """One unit in six weeks: none in four weeks is what chance brings every second time."""
    rarely = [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert life_stages(curve("x", rarely)).iloc[0]["why"] == "few"
    often = [2] * 8 + [0] * 4
    assert life_stages(curve("x", often)).iloc[0]["why"] == "stopped"
    long_gone = [20] * 10 + [0] * 14
    assert life_stages(curve("x", long_gone)).iloc[0]["life_stage"] == "decline"


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_a_stop_is_told_only_where_three_units_were_due(counts):
    row = life_stages(curve("x", counts)).iloc[0]
    if row["why"] == "stopped":
        assert sum(counts[-4:]) == 0
        assert sum(counts) >= 3


def test_sold_out_is_no_decline():
    counts = [40] * 8 + [0] * 4
    assert life_stages(curve("x", counts)).iloc[0]["life_stage"] == "decline"
    assert life_stages(curve("x", counts), Known({}, {"x": 9.0})).iloc[0]["why"] in (
        "stopped",
        "falling",
    )
    out = life_stages(curve("x", counts), Known({}, {"x": 0.0})).iloc[0]
    assert (out["life_stage"], out["why"]) == (None, "sold_out")


def shop(day_of_units, **more):
    """Return tables of one product sold on these days."""
    orders = [
        {"order_id": str(day), "paid_at": datetime(day.year, day.month, day.day)}
        for day in day_of_units
    ]
    lines = [
        {"order_id": str(day), "item_id": "x", "title": "甲", "units": units, "paid_fen": 100}
        for day, units in day_of_units.items()
    ]
    return tables(orders=orders, order_lines=lines, **more)


def test_a_season_and_campaigns_make_no_growth():
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(12 * 7)]
    strong = {5: 3.0}
    peak = {days[-3], days[-2]}
    units = {day: (10 * (3 if day.month == 5 else 1)) + (500 if day in peak else 0) for day in days}
    plain = life_stages(sales_curves(shop(units))).iloc[0]
    assert plain["life_stage"] == "growth"
    curves = check(sales_curves(shop(units), "week", peak, strong))
    assert life_stages(curves).iloc[0]["life_stage"] == "maturity"
    assert curves["days"].tolist()[0] == 7
    monthly = sales_curves(shop(units), "month", peak, strong)
    assert monthly["paid_units"].tolist() == [300, 300, 22 * 30]


def test_a_span_mostly_untold_is_left_out_and_a_quiet_one_is_zero():
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(14)]
    units = dict.fromkeys(days, 0) | {days[0]: 5, days[7]: 0}
    assert sales_curves(shop(units))["paid_units"].tolist() == [5, 0]
    assert len(sales_curves(shop(dict.fromkeys(days[:9], 5)))) == 1


def test_what_sold_from_the_start_has_no_known_age():
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(60)]
    assert first_sales(shop(dict.fromkeys(days, 1))) == {"x": None}
    later = dict.fromkeys(days, 0) | dict.fromkeys(days[40:], 1)
    assert first_sales(shop(later)) == {"x": days[40]}
    assert first_sales(tables()) == {}


def test_s002_p2_kpi_growth_top10():
    assert [growth_goal(rank) for rank in (1, 10, 11)] == [True, True, False]
    assert growth_goal(None) is None


def test_s002_p2_kpi_mature_top5():
    assert [mature_sales(rank) for rank in (5, 6, None)] == [True, False, None]
    assert [mature_search(rank) for rank in (5, 6, float("nan"))] == [True, False, None]


def test_ranks_are_held_against_the_goal_of_the_stage():
    stages = pd.DataFrame(
        {
            "item_id": list("abcde"),
            "life_stage": ["growth", "maturity", "maturity", "maturity", "decline"],
        }
    )
    ranks = pd.DataFrame(
        {
            "item_id": list("abcd"),
            "search_rank": [9, 5, float("nan"), float("nan")],
            "sales_rank": [90, 5, 2, 6],
        }
    )
    assert with_ranks(stages, ranks)["goal_reached"].tolist() == [True, True, None, False, None]


def test_s002_p2_promotion_next_wave():
    """Items per order = units / orders; average order value = sales / orders."""
    assert items_per_order(260, 200) == 1.3
    assert order_value(33_800, 200) == 169
    assert items_per_order(5, 0) is order_value(5, 0) is None
    moment = datetime(2026, 10, 3)
    orders = [{"order_id": n, "paid_at": moment} for n in "12"]
    line = {"units": 1, "paid_fen": 1000}
    lines = [
        line | {"order_id": "1", "item_id": "a"},
        line | {"order_id": "1", "item_id": "b", "units": 2},
        line | {"order_id": "2", "item_id": "a"},
    ]
    found = check(baskets(tables(orders=orders, order_lines=lines), Period.parse("2026-10")))
    assert found["orders"].tolist() == [2, 1]
    assert found["units_per_order"].tolist() == [2.0, 3.0]
    assert found["order_value_cny"].tolist() == [15.0, 20.0]


def test_what_does_not_sell_and_lies_in_stock_is_to_be_cleared():
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(84)]
    units = {day: 20 if n < 50 else 0 for n, day in enumerate(days)}
    stock = [
        {"item_id": "x", "date": days[0], "stock_units": 900},
        {"item_id": "x", "date": days[-1], "stock_units": 30},
        {"item_id": "x", "date": days[-1], "stock_units": 10},
    ]
    told = shop(units, stock=stock)
    assert latest_stock(told) == {"x": 40.0}
    stages = life_stages(sales_curves(told), Known({}, latest_stock(told)))
    found = check(clearance(told, stages, pd.Timestamp(days[-1]), {"x": 2.5}))
    assert found["life_stage"].tolist() == ["decline"]
    assert found["days_of_cover"].isna().all()
    assert found["stock_cost_cny"].tolist() == [100]
    assert clearance(told, stages, pd.Timestamp(days[-1]), {})["stock_cost_cny"].isna().all()
    assert clearance(shop(units), stages, pd.Timestamp(days[-1]), {}).empty


def test_what_lies_in_stock_and_never_sold_is_to_be_cleared():
    """It has no stage, as no file tells a sale of it; a new one gets its eight weeks."""
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(84)]
    stock = [{"item_id": item, "date": days[-1], "stock_units": 7} for item in "xyz"]
    told = shop(dict.fromkeys(days, 20), stock=stock)
    stages = life_stages(sales_curves(told), Known({}, latest_stock(told)))
    end = pd.Timestamp(days[-1])
    found = check(clearance(told, stages, end, {"y": 2.0}, {"z": days[-30]}))
    assert found["item_id"].tolist() == ["y"]
    assert found["stock_cost_cny"].tolist() == [14]
    assert found["days_of_cover"].isna().all()
    few = shop(dict.fromkeys(days[-40:], 20), stock=stock)
    assert clearance(few, stages, end, {}).empty


def staged(stage):
    """Return what `life_stages` says of one product in a stage."""
    return pd.DataFrame({"item_id": ["x"], "title": ["x"], "life_stage": [stage]}, dtype="object")


@pytest.mark.parametrize(("stage", "cleared"), [("growth", 0), ("introduction", 0), (None, 1)])
def test_what_is_new_or_grows_is_not_cleared(stage, cleared):
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(28)]
    stock = [{"item_id": "x", "date": days[-1], "stock_units": 500}]
    told = shop(dict.fromkeys(days, 1), stock=stock)
    found = clearance(told, staged(stage), pd.Timestamp(days[-1]), {})
    assert len(found) == cleared


def test_the_pace_counts_only_days_the_files_tell_since_the_first_sale():
    """20 units in 5 days are 4 a day, not 20 in 28: 100 units last 25 days, not 140."""
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(5)]
    stock = [{"item_id": "x", "date": days[-1], "stock_units": 100}]
    told = shop(dict.fromkeys(days, 4), stock=stock)
    assert clearance(told, staged("maturity"), pd.Timestamp(days[-1]), {}).empty
    (cover,) = clearance(told, staged("decline"), pd.Timestamp(days[-1]), {})["days_of_cover"]
    assert cover == pytest.approx(25)
    later = pd.Timestamp(days[-1]) + pd.Timedelta(days=60)
    assert clearance(told, staged("maturity"), later, {}).empty


def test_stock_without_a_day_is_not_added_to_that_of_a_day():
    rows = [
        {"item_id": "x", "date": None, "stock_units": 50},
        {"item_id": "x", "date": date(2026, 6, 1), "stock_units": 40},
        {"item_id": "y", "date": None, "stock_units": 7},
    ]
    assert latest_stock(tables(stock=rows)) == {"x": 40.0, "y": 7.0}


@pytest.mark.parametrize("lang", LANGS)
def test_every_stage_has_work_and_every_judgement_a_reason(lang):
    assert [len(stage_tasks(stage, lang)) for stage in STAGES] == [8, 4, 4, 3]
    counts = {"up": range(30, 54, 2), "level": [50] * 12, "down": range(54, 30, -2)}
    counts |= {"few": [0.2] * 12}
    curves = pd.concat([curve(name, [round(n * 9) for n in row]) for name, row in counts.items()])
    stages = life_stages(curves)
    for row in stages.to_dict("records"):
        assert "{" not in reason(row, lang)
    frame, words = curves_shown(curves, stages, lang)
    roles = frame.drop_duplicates("item_id").set_index("item_id")["role"].to_dict()
    assert roles == {"up": "good", "level": "actual", "down": "bad", "few": "previous"}
    assert len(frame) == 48
    trends, told = trends_shown(stages, lang)
    assert trends["item_id"].tolist() == ["up", "level", "down", "few"]
    trends = trends.dropna(subset=["value"])
    assert (trends["low"] <= trends["value"]).all()
    assert (trends["value"] <= trends["high"]).all()
    assert "{" not in told.title + told.subtitle + told.alt + told.so
    assert stages["life_stage"].tolist().count(None) == 1
    assert "{" not in words.title + words.subtitle + words.alt + words.so


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "why", ["rising", "falling", "steady", "new", "few", "unclear", "stopped", "sold_out"]
)
def test_every_reason_can_be_said(lang, why):
    row = {"why": why, "paid_units": 12.0, "age_days": 20.0}
    row |= {"growth_rate": 0.2, "growth_low": 0.1, "growth_high": 0.3}
    assert "{" not in reason(row, lang)
