"""What targets may claim: sums of days, a pace only once it can be told, locks that hold."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import rows, tables

from shopkit.errors import PlanError
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.plan.sections.targets import Target
from shopkit.tables import Tables, empty
from shopkit.targets import day_sums, progress, standing, tree, visitors_for
from shopkit.targets.pictures import months_shown, pace_shown, verdict

NOVEMBER = Period.parse("2026-11")
GOAL = Target(
    year=2026, sales_cny=1_200_000, seasonality="even", conversion_rate=0.02, per_buyer_cny=150
)
BIG_DAY = {day: 500.0 if day.day == 11 else 1.0 for day in NOVEMBER.year_ago()}


def report(**month):
    """Return a shop whose days hold 10 visitors and 1 buyer each, and its report of the month."""
    days = [
        {"grain": "day", "date": day, "date_end": day, "visitors": 10, "paid_buyers": 1}
        for day in NOVEMBER
    ]
    whole = {"grain": "month", "date": NOVEMBER.start, "date_end": NOVEMBER.end}
    return [*days, whole | month]


def test_people_of_days_are_added_and_those_of_a_month_left_alone():
    """The platform counts who came on several days once in its month: 180, not 300."""
    shop = tables(shop_days=report(visitors=180, paid_buyers=25))
    assert day_sums(shop, NOVEMBER) == {"visitors": 300, "paid_buyers": 30}
    assert day_sums(shop, NOVEMBER.first(3)) == {"visitors": 30, "paid_buyers": 3}


def test_an_unknown_day_leaves_the_sum_unknown():
    cut = tables(shop_days=report(visitors=180)[1:])
    assert day_sums(cut, NOVEMBER) == {"visitors": None, "paid_buyers": None}
    days = report(visitors=180)
    days[4]["visitors"] = None
    assert day_sums(tables(shop_days=days), NOVEMBER) == {"visitors": None, "paid_buyers": 30}


bought = st.lists(st.tuples(st.integers(1, 30), st.sampled_from("abc")), min_size=1, max_size=30)


@given(bought)
def test_without_a_report_buyers_are_counted_by_day_from_the_orders(told):
    cells = [
        {"order_id": str(n), "buyer": who, "paid_at": datetime(2026, 11, day, 9)}
        for n, (day, who) in enumerate(told)
    ]
    orders = rows("orders", *cells)
    shop = Tables(orders, empty("shop_days"), frozenset(NOVEMBER), others={})
    assert day_sums(shop, NOVEMBER) == {"visitors": None, "paid_buyers": len(set(told))}
    fewer = Tables(orders, empty("shop_days"), frozenset(NOVEMBER.first(29)), others={})
    assert day_sums(fewer, NOVEMBER)["paid_buyers"] is None


def told(days, paid, past=None):
    actual = {"paid": paid, "visitors": 900.0 * days, "paid_buyers": 20.0 * days}
    return progress([tree(GOAL)], NOVEMBER, days, actual, past or {})


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_quiet_days_before_a_big_one_are_not_projected(lang):
    """A day that weighs 1 of 529 would be multiplied by 529."""
    early = told(2, 8_000.0, BIG_DAY)
    assert early.run_rate_cny is None
    assert verdict(early) == "early"
    assert "%" not in standing(early, "2026-11", lang)
    paid = early.frame().set_index("figure").loc["paid"]
    assert paid["value_needed"] == pytest.approx(92_000 / 28)
    conversion = early.frame().set_index("figure").loc["conversion_rate"]
    assert conversion["value_needed"] == pytest.approx((667 - 40) / (33_334 - 1_800), rel=1e-3)
    later = told(11, 90_000.0, BIG_DAY)
    assert verdict(later) == "on" or later.run_rate_cny is not None


@given(st.integers(1, 30), st.floats(0, 1e6))
def test_no_pace_multiplies_the_sales_by_more_than_ten(days, paid):
    now = told(days, paid, BIG_DAY)
    assert now.run_rate_cny is None or now.run_rate_cny <= 10 * paid * (1 + 1e-9)


@pytest.mark.parametrize("lang", LANGS)
def test_a_reached_target_asks_nothing_of_the_days_left(lang):
    now = told(29, 116_000.0)
    _, words = pace_shown(now, [tree(GOAL)], {}, "2026-11", lang)
    assert "¥0" not in words.so
    assert "1" in words.so


@pytest.mark.parametrize("lang", LANGS)
def test_of_an_even_year_no_month_is_called_the_heaviest(lang):
    _, words = months_shown(tree(GOAL), {}, lang)
    assert "1月" not in words.title
    assert "Jan" not in words.title
    short = GOAL.model_copy(update={"seasonality": "own"})
    assert months_shown(tree(short), {}, lang)[1].source != words.source
    assert "12" not in words.source
    uneven = GOAL.model_copy(
        update={"seasonality": "weights", "month_weights": {n: n for n in range(1, 13)}}
    )
    assert ("12月" if lang == "zh" else "Dec") in months_shown(tree(uneven), {}, lang)[1].title


@pytest.mark.parametrize("term", [{"visitors": 1000}, {"conversion_rate": 0.05}])
def test_a_lock_a_quarter_cannot_hold_is_refused_not_dropped(term):
    locked = Target(**GOAL.model_dump() | {"locked": [{"period": "2026-Q1"} | term]})
    with pytest.raises(PlanError, match="Q1"):
        tree(locked)


def test_what_nothing_can_take_is_not_told_in_fen():
    nothing = GOAL.model_copy(update={"seasonality": "weights"})
    with pytest.raises(PlanError) as told:
        tree(nothing)
    assert "e+08" not in str(told.value)


def test_visitors_at_no_conversion_are_refused():
    with pytest.raises(PlanError):
        visitors_for(200, 0)


def test_days_of_the_past_are_those_of_the_month_a_year_ago():
    assert set(BIG_DAY) == {date(2025, 11, 1) + timedelta(days=n) for n in range(30)}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("months", "source"), [(11, "even"), (12, "year"), (24, "year"), (25, "own")]
)
def test_one_year_of_sales_is_not_told_as_a_season(months, source, lang):
    first = [date(2025 - n // 12, 12 - n % 12, 1) for n in range(months)]
    own = GOAL.model_copy(update={"seasonality": "own"})
    year = tree(own, {day: 100.0 + day.month for day in first})
    assert year.weights_from == source
    words = months_shown(year, {}, lang)[1]
    assert ("12" in words.source or "twelve" in words.source) == (source != "own")
