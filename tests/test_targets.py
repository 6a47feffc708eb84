"""Targets: any three terms give the fourth, a year adds up whatever is locked in it."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shopkit.errors import PlanError
from shopkit.periods import Period
from shopkit.plan.sections.targets import Lock, Stage, Target
from shopkit.targets import (
    each_month,
    grown,
    ladder,
    own_weights,
    sensitivity,
    shares,
    solve,
    split,
    split_around,
    tree,
    visitors_for,
)

TERMS = ("visitors", "conversion_rate", "per_buyer_cny", "sales_cny")
MONTHS = [f"2027-{number:02d}" for number in range(1, 13)]

amounts = st.integers(1, 10**12)
weights = st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=1, max_size=40)


@given(st.floats(1, 1e7), st.floats(0.001, 1), st.floats(1, 1e5), st.sampled_from(TERMS))
def test_any_term_is_found_from_the_other_three(visitors, rate, each, missing):
    whole = solve(visitors, rate, each)
    known = {name: getattr(whole, name) for name in TERMS if name != missing}
    if missing != "conversion_rate":
        assert getattr(solve(**known), missing) == pytest.approx(getattr(whole, missing))
    elif rate < 1:
        assert solve(**known).conversion_rate == pytest.approx(rate)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"visitors": 1, "sales_cny": 2}, "target_terms"),
        (dict.fromkeys(TERMS, 1), "target_terms"),
        ({"visitors": 100, "conversion_rate": 2, "per_buyer_cny": 9}, "target_term"),
        ({"visitors": -1, "conversion_rate": 0.1, "per_buyer_cny": 9}, "target_term"),
        ({"visitors": 10, "per_buyer_cny": 1, "sales_cny": 100}, "target_term"),
        ({"conversion_rate": 0, "per_buyer_cny": 1, "sales_cny": 100}, "target_zero"),
    ],
)
def test_what_cannot_be_solved_says_why_in_both_languages(known, code):
    with pytest.raises(PlanError) as caught:
        solve(**known)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.say("zh") != caught.value.say("en")


@given(st.floats(1, 1e6), st.floats(0.001, 0.5), st.floats(1, 1e4), st.floats(0.01, 1))
def test_each_factor_alone_moves_sales_by_its_own_change(visitors, rate, each, change):
    whole = solve(visitors, rate, each)
    for row in sensitivity(whole, change).itertuples():
        moved = {name: getattr(whole, name) for name in TERMS[:3]}
        moved[row.figure if row.figure in moved else "per_buyer_cny"] = row.value_now
        assert solve(**moved).sales_cny - whole.sales_cny == pytest.approx(row.amount_cny, rel=1e-6)


@given(amounts, weights)
def test_parts_add_up_and_none_is_a_whole_unit_off_its_share(total, parts):
    assume(sum(parts) > 0)
    found = split(total, parts)
    assert sum(found) == total
    for part, weight in zip(found, parts, strict=True):
        assert abs(part - total * weight / sum(parts)) <= 1 + total * 1e-12


@given(amounts, weights, st.data())
def test_locked_parts_stay_and_the_rest_adapts(total, parts, data):
    chosen = data.draw(st.sets(st.integers(0, len(parts) - 1)))
    held = {i: data.draw(st.integers(0, total // len(parts))) for i in chosen}
    assume(sum(weight for i, weight in enumerate(parts) if i not in held) > 0)
    found = split_around(total, parts, held)
    assert sum(found) == total
    assert {i: found[i] for i in held} == held


@st.composite
def goals(draw):
    """A year's goal with random weights, rates, shares and locks that fit into it."""
    sales = draw(st.integers(10_000, 10**8))
    months = draw(st.sets(st.integers(0, 11), max_size=8))
    locks = [
        Lock(period=MONTHS[i], **draw(st.fixed_dictionaries({}, optional=_lock(sales))))
        for i in months
    ]
    three = st.lists(st.integers(1, 100), min_size=3, max_size=3)
    cut = draw(three)
    return Target(
        year=2027,
        sales_cny=sales,
        seasonality="weights",
        month_weights={n: draw(st.integers(1, 50)) for n in range(1, 13)},
        category_shares={f"c{i}": part / sum(cut) for i, part in enumerate(cut)},
        role_shares={"traffic": 0.3, "profit": 0.5},
        conversion_rate=draw(st.floats(0.005, 0.2)),
        per_buyer_cny=draw(st.floats(5, 5000)),
        pages_per_visit=4.2,
        ads_rate=0.08,
        locked=locks,
    )


def _lock(sales: int) -> dict:
    return {
        "sales_cny": st.integers(0, sales // 24),
        "conversion_rate": st.floats(0.005, 0.2),
        "per_buyer_cny": st.floats(5, 5000),
    }


@given(goals())
def test_a_year_adds_up_at_every_level_whatever_is_locked(goal):
    year = tree(goal)
    total = pytest.approx(goal.sales_cny, abs=0.001)
    for level in ("year", "quarter", "month"):
        assert round(year.frame(level)["paid_cny"].sum() * 100) == goal.sales_cny * 100
    months = year.frame().set_index("date")["paid_cny"]
    assert year.categories["paid_cny"].sum() == total
    by_month = year.categories.groupby("date")["paid_cny"].sum()
    assert (by_month.round(2) == months.round(2)).all()
    for name in ("paid_orders", "visitors", "page_views", "spend_cny"):
        assert year.roles[name].sum() == pytest.approx(year.frame()[name].sum(), abs=0.005)
        assert year.parts()[name].sum() == pytest.approx(year.frame()[name].sum(), abs=0.005)
    by_category = year.roles.groupby(["date", "category"])["paid_cny"].sum().round(2)
    assert (by_category == year.categories.set_index(["date", "category"])["paid_cny"]).all()
    assert year.frame("quarter")["visitors"].sum() == year.frame()["visitors"].sum()


@given(goals())
def test_what_is_locked_stays_and_the_equation_holds_to_a_visitor(goal):
    year = tree(goal)
    locked = {lock.period: lock for lock in goal.locked}
    for month in year.months:
        lock = locked.get(str(month.period))
        for name in ("conversion_rate", "per_buyer_cny"):
            said = getattr(lock, name, None)
            assert getattr(month, name) == (getattr(goal, name) if said is None else said)
        if lock and lock.sales_cny is not None:
            assert month.sales_fen == lock.sales_cny * 100
        assert -month.conversion_rate * month.per_buyer_cny - 0.02 <= month.rounding_cny <= 0.02


@pytest.mark.parametrize(
    ("locks", "code"),
    [
        ([{"period": "2027-03", "sales_cny": 200}], "target_locked_over"),
        ([{"period": f"2027-Q{n}", "sales_cny": 10} for n in (1, 2, 3, 4)], "target_locked_short"),
        ([{"period": "2027-03"}, {"period": "2027-03"}], "target_lock"),
        ([{"period": "2026-03"}], "target_lock"),
        (
            [
                {
                    "period": "2027-03",
                    "sales_cny": 9,
                    "visitors": 10,
                    "conversion_rate": 0.1,
                    "per_buyer_cny": 50,
                }
            ],
            "target_disagrees",
        ),
    ],
)
def test_locks_that_cannot_hold_say_why(locks, code):
    goal = Target(year=2027, sales_cny=100, seasonality="even", locked=locks)
    with pytest.raises(PlanError) as caught:
        tree(goal)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.say("zh")


def test_locked_visitors_let_the_conversion_adapt_and_then_the_spend():
    base = {"year": 2027, "sales_cny": 1_200_000, "seasonality": "even", "per_buyer_cny": 100}
    lock = {"period": "2027-05", "visitors": 40_000}
    first = tree(Target(**base, conversion_rate=0.02, locked=[lock])).months[4]
    assert first.conversion_rate == pytest.approx(1000 / 40_000)
    both = {**lock, "conversion_rate": 0.02}
    second = tree(Target(**base, conversion_rate=0.02, locked=[both])).months[4]
    assert (second.conversion_rate, second.per_buyer_cny) == (0.02, pytest.approx(125))


def test_three_locked_terms_fix_the_sales_of_a_month():
    lock = {"period": "2027-11", "visitors": 10_000, "conversion_rate": 0.02, "per_buyer_cny": 150}
    year = tree(Target(year=2027, sales_cny=360_000, seasonality="even", locked=[lock]))
    assert year.months[10].sales_fen == 30_000 * 100
    assert {month.sales_fen for month in year.months} == {30_000 * 100}


def test_a_locked_quarter_is_shared_among_its_months():
    goal = Target(
        year=2027,
        sales_cny=1000,
        seasonality="weights",
        month_weights={10: 1, 11: 2, 12: 1, 1: 1},
        locked=[{"period": "2027-Q4", "sales_cny": 800}, {"period": "2027-10", "sales_cny": 200}],
    )
    quarter = [month.sales_fen / 100 for month in tree(goal).quarter(4)]
    assert quarter == [200, 400, 200]
    assert tree(goal).months[0].sales_fen == 200 * 100


def test_shares_above_one_are_refused_and_what_is_left_belongs_to_none():
    part = {"year": 2027, "sales_cny": 120, "seasonality": "even"}
    with pytest.raises(PlanError, match="more than 1"):
        _ = tree(Target(**part, category_shares={"a": 0.7, "b": 0.4})).categories
    named = tree(Target(**part, category_shares={"a": 0.7})).categories
    assert named.groupby("category")["paid_cny"].sum().round(2).to_dict() == {"a": 84, "": 36}


def _past(months: int, season, growth: float) -> dict[date, float]:
    days = [date(2023 + (n + 4) // 12, (n + 4) % 12 + 1, 1) for n in range(months)]
    return {day: 1000 * growth**n * season[day.month - 1] for n, day in enumerate(days)}


@given(st.lists(st.floats(0.5, 3), min_size=12, max_size=12), st.floats(0.99, 1.03))
def test_the_shops_own_season_is_recovered_under_growth(season, growth):
    found = own_weights(_past(36, season, growth))
    assert found is not None
    truth = [part / sum(season) for part in season]
    assert max(abs(a - b) / b for a, b in zip(found, truth, strict=True)) < 0.08


def test_growth_does_not_pass_for_season():
    found = own_weights(_past(36, [1.0] * 12, 1.02))
    assert max(found) / min(found) < 1.01
    assert max(own_weights(_past(12, [1.0] * 12, 1.02))) > 1 / 12


def test_too_short_or_broken_a_past_tells_no_season():
    past = _past(20, [1.0] * 12, 1.0)
    assert own_weights({}) is None
    assert own_weights(dict(list(past.items())[:11])) is None
    broken = {**past, sorted(past)[12]: None}
    assert own_weights(broken) is None
    assert tree(Target(year=2027, sales_cny=1), {}).weights_from == "even"


def test_ladder_steps_compare_sales_or_else_orders():
    rows = ladder([Stage(name="a", orders_daily=10), Stage(name="b", orders_daily=25)])
    assert rows["step_factor"].tolist()[1] == 2.5
    rows = ladder([Stage(name="a", sales_monthly_cny=3000, per_buyer_cny=50, conversion_rate=0.01)])
    assert rows[["orders_per_day", "visitors_per_day"]].to_numpy().tolist() == [[2.0, 200.0]]


def test_s001_kpi_traffic_equation():
    whole = solve(visitors=8000, conversion_rate=0.025, per_buyer_cny=120)
    assert (whole.orders, whole.sales_cny) == (200, 24_000)
    assert whole.page_views(40_000 / 8000) == 40_000


def test_s001_target_decomposition():
    quarters = {"Q1": 40, "Q2": 60, "Q3": 80, "Q4": 120}
    assert shares(quarters) == pytest.approx({"Q1": 2 / 15, "Q2": 0.2, "Q3": 4 / 15, "Q4": 0.4})
    parts = split(3_000_000_00, list(quarters.values()))
    assert sum(parts) == 3_000_000_00
    assert parts[3] == 1_200_000_00


def test_s001_target_ad_resource_ratio():
    assert shares({"ads": 30_000, "gifts": 50_000, "discounts": 20_000})["ads"] == 0.3


def test_s002_p2_target_conversion_2pct():
    assert solve(visitors=10_000, per_buyer_cny=1, sales_cny=200).conversion_rate == 0.02


def test_s002_p2_target_uv_10000():
    assert visitors_for(200, 0.02) == 10_000


def test_s002_p2_ops_inner_strength():
    assert solve(10_000, 0.03, 1).orders > solve(10_000, 0.02, 1).orders == 200


def test_s002_p2_target_ladder():
    stages = [Stage(name=str(n), orders_daily=n, conversion_rate=0.02) for n in (30, 50, 200)]
    assert ladder(stages)["visitors_per_day"].tolist() == [1500, 2500, 10_000]


def test_s003_target_ladder():
    stages = [Stage(name=str(n), sales_monthly_cny=n) for n in (30_000, 300_000, 500_000)]
    assert ladder(stages)["step_factor"].round(3).tolist()[1:] == [10.0, 1.667]


def test_s003_target_q1_split():
    rates = {"conversion_rate": 0.02, "per_buyer_cny": 150}
    year = tree(Target(year=2014, sales_cny=3_600_000, seasonality="even", **rates))
    row = year.frame("quarter").iloc[0]
    assert (row["paid_cny"], row["visitors"]) == (900_000, 300_000)


def test_s000_p04_target_quarter_growth():
    assert grown(1000, 0.20) == 1200
    assert round(each_month(0.20), 4) == 0.0627
    assert Period.parse("2027-01").days == 31
