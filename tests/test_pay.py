"""Pay: schemes, slips, pools, the payroll of a month; what always holds of them."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit import pay
from shopkit.pay import Earned, Level, Post, Scheme, Sold, Step

DAY = date(2026, 11, 1)
FEN = st.integers(0, 10**9)
CNY = FEN.map(lambda fen: fen / 100)
RATES = st.integers(0, 20_000).map(lambda ppm: ppm / 1_000_000)
PLAIN = pay.stated(0.0, "无", "none")
NOTHING = pay.employer(DAY, PLAIN, PLAIN)
SERVICE = pay.policy("service")


@st.composite
def schemes(draw, steps_on):
    starts = draw(st.lists(st.integers(1, 10**8), max_size=4, unique=True))
    rates = draw(st.lists(RATES, min_size=len(starts), max_size=len(starts)))
    own = draw(RATES)
    if steps_on == "whole":
        rates, starts = sorted(own + rate for rate in rates), sorted(starts)
    level = Level("a", 200_000, own, draw(RATES))
    most = draw(st.none() | st.integers(0, 10**6))
    steps = tuple(Step(*pair) for pair in zip(starts, rates, strict=True))
    return Scheme("s", (level,), steps, steps_on, most)


EITHER = st.sampled_from(["marginal", "whole"]).flatmap(schemes)


@given(EITHER, CNY, CNY, CNY)
def test_pay_never_falls_when_sales_rise(scheme, sales, more, team):
    assert pay.steps_sound(scheme)
    found = [
        pay.slip(scheme, scheme.levels[0], Earned(own, led), DAY).gross_fen
        for own, led in [(sales, team), (sales + more, team), (sales + more, team + more)]
    ]
    assert sorted(found) == found
    assert found[0] >= scheme.levels[0].base_fen


@given(EITHER, CNY, CNY)
def test_a_cap_holds_and_tells_what_it_cuts(scheme, sales, team):
    free = Scheme(scheme.name, scheme.levels, scheme.steps, scheme.steps_on)
    capped = pay.commission(scheme, scheme.levels[0], sales, team)
    whole = pay.commission(free, scheme.levels[0], sales, team)
    assert capped.own_fen + capped.team_fen + capped.cut_fen == whole.own_fen + whole.team_fen
    if scheme.most_fen is not None:
        assert capped.own_fen + capped.team_fen <= scheme.most_fen


def test_marginal_steps_pay_the_part_above_and_whole_ones_all_of_it():
    level = Level("a", 0, 0.01)
    steps = (Step(5_000_000, 0.02), Step(10_000_000, 0.03))
    found = {
        way: [
            pay.commission(Scheme("s", (level,), steps, way), level, sales).own_fen / 100
            for sales in (49_999.99, 50_000, 120_000)
        ]
        for way in ("marginal", "whole")
    }
    assert found["marginal"] == [500, 500, 500 + 1000 + 600]
    assert found["whole"] == [500, 1000, 3600]


def test_whole_amount_steps_that_fall_are_told():
    level = Level("a", 0, 0.02)
    assert not pay.steps_sound(Scheme("s", (level,), (Step(100, 0.01),), "whole"))
    assert pay.steps_sound(Scheme("s", (level,), (Step(100, 0.01),), "marginal"))


@given(FEN, st.lists(st.integers(0, 31), min_size=1, max_size=40))
def test_splitting_a_pool_neither_gains_nor_loses_a_fen(amount, weights):
    parts = pay.shared(amount, weights)
    assert sum(parts) == (amount if any(weights) else 0)
    assert all(part >= 0 for part in parts)
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


@given(FEN, st.integers(1, 60))
def test_equal_parts_differ_by_a_fen_at_most(amount, people):
    parts = pay.shared(amount, [1] * people)
    assert max(parts) - min(parts) <= 1


@given(CNY, RATES, st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=1))
def test_per_head_adds_up_to_the_pool(silent, rate, people):
    parts = [one for each in pay.per_head(silent, rate, people).values() for one in each]
    total = round(sum(parts) * 100)
    assert total == (round(pay.pool_cny(silent, rate) * 100) if parts else 0)


POSTS = st.lists(
    st.builds(
        Post,
        role=st.sampled_from("abc"),
        people=st.integers(0, 5),
        department=st.sampled_from(["service", "design", "warehouse"]),
        monthly_cny=st.none() | CNY,
        scheme=st.sampled_from([None, SERVICE, pay.policy("indirect")]),
        commission_rate=st.sampled_from([0.0, 0.001]),
        starts=st.none() | st.dates(date(2026, 10, 1), date(2026, 12, 5)),
        ends=st.none() | st.dates(date(2026, 10, 15), date(2026, 12, 5)),
        trial_months=st.integers(0, 2),
        trial_rate=st.sampled_from([1.0, 0.8]),
    ),
    max_size=6,
)


@given(POSTS, CNY, st.sampled_from([0.0, 0.4, 1.0]))
def test_a_payroll_adds_up_to_the_fen(posts, sales, silent_rate):
    sold = Sold(DAY, sales, silent_rate)
    month = pay.payroll(posts, sold, pay.employer(DAY))
    frame = month.frame()
    known = [line.total_fen for line in month.lines if line.total_fen is not None]
    assert round(frame["cost_payroll_cny"].sum() * 100) == sum(known)
    assert month.known_fen >= sum(known)
    if month.total_fen is not None:
        assert month.total_fen == month.gross_fen + month.charges_fen == month.known_fen
    assert [role for role in month.unknown if role not in {post.role for post in posts}] == []


@given(POSTS, CNY)
def test_more_sales_never_cost_fewer_wages(posts, sales):
    less, more = (
        pay.payroll(posts, Sold(DAY, amount, 0.4), NOTHING).known_fen
        for amount in (sales, sales * 2)
    )
    assert less <= more


@given(st.dates(date(2026, 11, 1), date(2026, 11, 30)), CNY)
def test_a_month_cut_in_two_posts_pays_the_month(cut, monthly):
    halves = [
        Post("a", 1, monthly_cny=monthly, ends=cut),
        Post("a", 1, monthly_cny=monthly, starts=date.fromordinal(cut.toordinal() + 1)),
    ]
    whole = pay.payroll([Post("a", 1, monthly_cny=monthly)], Sold(DAY, 0.0, 0.0), NOTHING)
    split = pay.payroll(halves, Sold(DAY, 0.0, 0.0), NOTHING)
    assert abs(whole.total_fen - split.total_fen) <= 1


def test_commission_of_a_month_is_that_of_its_sales():
    """Sales after a chat are paid once to those who sold, once to each level above."""
    posts = [
        Post("客服", 3, "service", scheme=SERVICE, level="staff"),
        Post("组长", 1, "service", scheme=SERVICE, level="leader"),
        Post("经理", 1, "service", scheme=SERVICE, level="manager"),
        Post("美工", 2, "design", 3000, scheme=pay.policy("indirect")),
        Post("仓库", 1, "warehouse", 2500),
        Post("老板", 1, "owner", 0, commission_rate=0.01),
    ]
    month = pay.payroll(posts, Sold(DAY, 100_000, 0.5), NOTHING)
    lines = {line.post.role: line for line in month.lines}
    assert [slip.own_fen for slip in lines["客服"].slips] == [3333] * 3  # each to the fen
    assert lines["组长"].part_fen("team") == lines["经理"].part_fen("team") == 10_000
    assert lines["美工"].part_fen("pool") + lines["仓库"].part_fen("pool") == 50_000
    assert [slip.pool_fen for slip in lines["美工"].slips] == [16_666, 16_667]
    assert lines["老板"].gross_fen == 100_000
    base = 3 * 2000 + 2500 + 3000 + 2 * 3000 + 2500
    assert month.gross_fen == 100 * (base + 200 + 500 + 1000) + 3 * 3333


def test_a_pool_is_shared_though_nobody_is_paid_by_its_scheme():
    posts = [Post("美工", 2, "design", 3000)]
    sold = Sold(DAY, 100_000, 0.5)
    assert pay.payroll(posts, sold, NOTHING).gross_fen == 600_000
    month = pay.payroll(posts, sold, NOTHING, [pay.policy("indirect")])
    assert month.gross_fen == 650_000


def test_unknown_pay_stays_unknown_and_is_named():
    posts = [Post("客服", 1, monthly_cny=3000), Post("美工", 1)]
    month = pay.payroll(posts, Sold(DAY, None), NOTHING)
    assert month.total_fen is None
    assert month.unknown == ("美工",)
    assert month.known_fen == 300_000
    assert month.frame()["cost_payroll_cny"].isna().tolist() == [False, True]


def test_commission_without_the_share_of_silent_orders_is_unknown():
    posts = [Post("客服", 1, scheme=SERVICE)]
    [line] = pay.payroll(posts, Sold(DAY, 50_000), NOTHING).lines
    assert line.part_fen("base") == 200_000
    assert line.part_fen("own") is None
    assert line.total_fen is None


def test_days_and_probation_count_by_the_calendar():
    post = Post("a", 1, monthly_cny=3000, starts=date(2026, 11, 16), trial_months=1, trial_rate=0.8)
    november, december = (
        pay.payroll([post], Sold(day, 0.0, 0.0), NOTHING).total_fen
        for day in (DAY, date(2026, 12, 1))
    )
    assert november == 120_000  # 15 of 30 days at 80 %
    assert december == round(300_000 * (15 * 0.8 + 16) / 31)
    assert pay.trial_days(post, date(2026, 12, 1)) == 15
    assert pay.days_in(post, date(2026, 10, 1)) == 0


def test_hours_of_overtime_and_bonus_are_part_of_the_month():
    overtime = {"a": {"workday": 10.0, "rest_day": 8.0, "holiday": 2.0}}
    sold = Sold(DAY, 0.0, 0.0, {"a": 250.0}, overtime)
    [line] = pay.payroll([Post("a", 2, monthly_cny=3480)], sold, NOTHING).lines
    assert line.part_fen("overtime") == 2 * 74_000
    assert line.part_fen("bonus") == 2 * 25_000


@given(st.lists(st.tuples(CNY, st.integers(0, 3)), min_size=1, max_size=5))
def test_charges_grow_with_pay(pairs):
    own = pay.employer(DAY, average_cny=8000)
    paid = sorted(round(cny * 100) for cny, _ in pairs)
    found = [own.charges(fen).insurance_fen for fen in paid]
    assert all(one <= later for one, later in pairwise(found))


@pytest.mark.parametrize(
    ("pay_cny", "base_cny"), [(2000, 6000), (6000, 6000), (20_000, 20_000), (99_000, 30_000)]
)
def test_the_base_of_insurance_lies_within_its_limits(pay_cny, base_cny):
    own = pay.employer(DAY, average_cny=10_000)
    assert own.base_fen(pay_cny * 100) == base_cny * 100
    assert own.charges(pay_cny * 100).insurance_fen == round(base_cny * 28)


def test_levels_are_named_or_refused():
    assert SERVICE.level(None).name == "staff"
    with pytest.raises(LookupError, match="owner"):
        SERVICE.level("owner")
