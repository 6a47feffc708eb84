"""Pay as a plan says it: payroll of a month and everything that asks for action."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit import pay
from shopkit.findings import by_money
from shopkit.i18n import LANGS
from shopkit.pay import Scope
from shopkit.plan import Plan

DAY = date(2026, 11, 1)
SCHEMES = [
    {
        "name": "service",
        "levels": [
            {"name": "staff", "base_cny": 2800, "own_rate": 0.002},
            {"name": "lead", "base_cny": 3500, "team_rate": 0.002, "post_pay_cny": 200},
        ],
        "steps": [{"from_cny": 50_000, "rate": 0.004}],
        "most_cny": 500,
    },
    {"name": "pool", "pool_rate": 0.01, "pool_departments": ["design", "warehouse"]},
]
POSTS = [
    {"role": "客服", "people": 2, "department": "service", "scheme": "service", "level": "staff"},
    {"role": "组长", "people": 1, "department": "service", "scheme": "service", "level": "lead"},
    {"role": "美工", "people": 1, "department": "design", "pay_monthly_cny": 6000},
]
TRIAL = {"trial_pay_rate": 0.8, "trial_months": 1}
PAY = {
    "schemes": SCHEMES,
    "employer_insurance_rate": 0.26,
    "housing_fund_rate": 0.05,
    "silent_order_rate": 0.4,
}


def plan_with(posts=POSTS, region="上海", **changes):
    said = {
        "schema": 1,
        "shop": {"name": "x", "platform": "tmall"},
        "team": {"posts": posts, "region": region},
        "pay": {**PAY, **changes},
    }
    return Plan.model_validate(said)


def codes(plan, lang="zh", sales=200_000):
    return [one.code for one in pay.pay_findings(Scope(plan, lang, DAY, sales))]


def test_the_payroll_of_a_plan_counts_its_schemes():
    month = pay.payroll_of(plan_with(), date(2026, 11, 17), 200_000)
    lines = {line.post.role: line for line in month.lines}
    own = 50_000 * 0.002 + 10_000 * 0.004  # each sold 60,000 of the 120,000 after a chat
    assert lines["客服"].part_fen("own") == 2 * own * 100
    assert lines["组长"].part_fen("team") == 24_000
    assert lines["组长"].part_fen("post") == 20_000
    assert lines["美工"].part_fen("pool") == 80_000
    gross = 2 * (2800 + own) + 3500 + 200 + 240 + 6000 + 800
    assert month.gross_fen == round(gross * 100)
    assert month.charges_fen == pytest.approx(gross * 31, abs=4)
    assert month.month == DAY


@pytest.mark.parametrize("lang", LANGS)
def test_a_sound_plan_is_only_told_what_its_levels_earn_together(lang):
    assert codes(plan_with(), lang) == ["stacked"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"posts": [{"role": "美工", "people": 1, "department": "design"}]}, "pay_unknown"),
        ({"silent_order_rate": None}, "silent_unknown"),
        ({"posts": [{**POSTS[2], "scheme": "servis"}]}, "scheme_unknown"),
        ({"posts": [*POSTS, {**POSTS[0], "level": "boss"}]}, "level_unknown"),
        ({"posts": POSTS[:2]}, "pool_of_nobody"),
        ({"region": None}, "region_missing"),
        ({"region": "Atlantis"}, "region_unknown"),
        ({"posts": [*POSTS, {**POSTS[2], "pay_monthly_cny": 2000}]}, "below_minimum"),
        (
            {
                "posts": [
                    {**POSTS[2], "pay_monthly_cny": 3000, "trial_pay_rate": 0.8, "trial_months": 1}
                ]
            },
            "probation_low",
        ),
        ({"posts": [{**POSTS[2], "trial_pay_rate": 0.5, "trial_months": 1}]}, "probation_low"),
        ({"posts": [{**POSTS[2], "trial_months": 9}]}, "probation_long"),
        ({"posts": [{**POSTS[2], "trial_months": 3}]}, "probation_contract"),
        ({"posts": [*POSTS, {**POSTS[0], "commission_rate": 0.01}]}, "two_commissions"),
        ({"reviews": {"bad_cny": -300}}, "fines_exceed_pay"),
        ({"reviews": {"down_cny": -200}}, "fines"),
        (
            {
                "schemes": [
                    {"name": "a", "levels": [{"name": "b", "own_rate": 0.8, "team_rate": 0.9}]}
                ]
            },
            "more_than_sales",
        ),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_goes_on(changes, code, lang):
    found = pay.pay_findings(Scope(plan_with(**changes), lang, DAY, 200_000))
    assert code in [one.code for one in found]
    assert all(one.said and one.recomputed and one.cause and one.action for one in found)
    assert all(one.place for one in found)
    assert found == by_money(found)


def test_a_plan_without_posts_costs_nothing():
    month = pay.payroll_of(plan_with(posts=[]), DAY, None)
    assert month.total_fen == 0
    assert month.frame().empty


def test_a_post_of_an_unknown_scheme_keeps_its_base_pay():
    post = {**POSTS[2], "scheme": "servis"}
    assert pay.payroll_of(plan_with(posts=[post]), DAY, 0.0).gross_fen == 600_000


def test_the_base_of_the_plan_is_the_least_of_its_region():
    """Lower pay is insured on it, higher pay on itself, up to five times it (300 % ÷ 60 %)."""
    own = pay.employer_of(plan_with(insurance_base_cny=7384), DAY)
    bases = [own.base_fen(cny * 100) for cny in (4500, 7384, 9000, 50_000)]
    assert bases == [738_400, 738_400, 900_000, 5 * 738_400]


def test_a_post_with_a_scheme_is_paid_by_it_alone():
    both = [{**POSTS[0], "commission_rate": 0.5}]
    found = [pay.payroll_of(plan_with(posts=posts), DAY, 1e5) for posts in (both, POSTS[:1])]
    assert found[0].gross_fen == found[1].gross_fen


STRAIGHT = plan_with(schemes=[{**SCHEMES[0], "steps": [], "most_cny": None}, SCHEMES[1]])


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_pay_answers_to_sales_in_a_straight_line(planned, sales):
    line = pay.slope_of(STRAIGHT, DAY, planned / 100)
    found = pay.payroll_of(STRAIGHT, DAY, sales / 100).total_fen / 100
    slack = 0.1 + 0.1 * sales / max(planned, 1)  # slips are whole fen, and so is their slope
    assert abs(line.fixed_cny + line.share * sales / 100 - found) <= slack or not planned


def test_of_a_pay_that_is_not_known_in_full_the_known_part_counts_and_who_it_is_is_said():
    plan = plan_with(silent_order_rate=None)
    line, month = pay.slope_of(plan, DAY, 1000), pay.payroll_of(plan, DAY, 1000)
    assert month.total_fen is None
    assert line.unknown == month.unknown
    assert line.fixed_cny + line.share * 1000 == pytest.approx(month.known_fen / 100)
    assert line.fixed_cny > 0


def test_an_owner_without_pay_is_no_measure_of_fines():
    owner = {"role": "店主", "people": 1, "pay_monthly_cny": 0}
    plan = plan_with(posts=[owner, *POSTS], reviews={"bad_cny": -300})
    found = {one.code: one for one in pay.pay_findings(Scope(plan, "zh", DAY, 200_000))}
    assert "¥2,800" in found["fines_exceed_pay"].recomputed
    assert found["unpaid"].place == "team.posts.0"


def test_levels_nobody_holds_are_not_stacked():
    assert "stacked" not in codes(plan_with(posts=[POSTS[0], POSTS[2]]))
    lowest = {**POSTS[0], "level": None}
    assert "stacked" in codes(plan_with(posts=[lowest, *POSTS[1:]]))


def test_probation_beyond_the_calendar_lasts_to_its_end():
    post = {**POSTS[0], "starts": date(2026, 10, 1), "trial_months": 10**9, "trial_pay_rate": 0.8}
    month = pay.payroll_of(plan_with([post]), DAY, 0)
    assert month.lines[0].part_fen("base") == 2 * 2800 * 80


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("schemes", "place"),
    [
        ([*SCHEMES, {"name": "pool"}], "pay.schemes.2"),
        ([{"name": "x", "levels": [{"name": "a"}, {"name": "a"}]}], "pay.schemes.0.levels.1"),
        (
            [{"name": "x", "steps": [{"from_cny": n, "rate": 0.1} for n in (9, 5, 9)]}],
            "pay.schemes.0.steps.2",
        ),
    ],
)
def test_what_nothing_tells_apart_is_named(schemes, place, lang):
    scope = Scope(plan_with([POSTS[2]], schemes=schemes), lang, DAY, 0)
    assert [one.place for one in pay.pay_findings(scope) if one.code == "named_twice"] == [place]


@given(st.permutations([(20_000, 0.003), (50_000, 0.004), (90_000, 0.006)]))
def test_steps_pay_the_same_in_any_order(steps):
    said = [{"from_cny": start, "rate": rate} for start, rate in steps]
    scheme = {**SCHEMES[0], "steps": said, "most_cny": None}
    month = pay.payroll_of(plan_with([POSTS[0]], schemes=[scheme]), DAY, 400_000)
    own = 20_000 * 0.002 + 30_000 * 0.003 + 40_000 * 0.004 + 30_000 * 0.006
    assert month.lines[0].part_fen("own") == round(2 * own * 100)


@pytest.mark.parametrize("lang", LANGS)
def test_findings_about_private_pay_tell_no_amount_of_it(lang):
    low = {"role": "客服", "people": 1, "pay_monthly_cny": 2111, "starts": DAY, **TRIAL}
    reviews = {"bad_cny": -500}
    plan = plan_with([low, {**low, "pay_monthly_cny": 2777}], reviews=reviews)
    open_, private = (
        pay.pay_findings(Scope(plan, lang, DAY, 0, private=hidden)) for hidden in (False, True)
    )
    assert {one.code for one in open_} - {"fines_exceed_pay"} <= {one.code for one in private}
    amounts = ("2,111", "2,777", "1,689", "1,688", "2,221", "2,222", "629")
    assert [amount for amount in amounts if amount in repr(open_)]
    assert [amount for amount in amounts if amount in repr(private)] == []
    assert not [one for one in private if one.cny]
