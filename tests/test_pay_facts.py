"""Facts of the source documents about pay, each reproduced from its own inputs."""

from datetime import date

import pytest

from shopkit import pay
from shopkit.i18n import LANGS
from shopkit.pay import CostLine, Criterion, Earned, Month, Place, Post, Sold

DAY = date(2014, 3, 1)
SERVICE, INDIRECT = pay.policy("service"), pay.policy("indirect")
PRINTED = pay.printed_scale()
NONE = pay.stated(0.0, "无", "none")
FREE = pay.employer(DAY, NONE, NONE)
TABLE = [
    CostLine(10_000, "service", 0, 2, 4000),
    CostLine(50_000, "service", 1, 2, 6500),
    CostLine(50_000, "design", 0, 1, 3000),
    CostLine(50_000, "promotion", 0, 1, 3000),
    CostLine(50_000, "warehouse", 0, 1, 2500),
    CostLine(80_000, "service", 1, 2, 6500),
    CostLine(80_000, "design", 0, 1, 3000),
    CostLine(80_000, "promotion", 0, 1, 3000),
    CostLine(80_000, "warehouse", 0, 2, 5000),
    CostLine(100_000, "service", 1, 3, 9000),
    CostLine(100_000, "design", 0, 2, 8000),
    CostLine(100_000, "promotion", 0, 1, 3000),
    CostLine(100_000, "product", 0, 1, 3000),
    CostLine(100_000, "warehouse", 1, 2, 8000),
    CostLine(100_000, "planning", 0, 1, 3000),
]
WAGES = pay.implied_wages(TABLE)


def of_band(turnover):
    return [one for one in WAGES if one.band_cny == turnover]


def paid(level, earned=None):
    return pay.slip(SERVICE, SERVICE.level(level), earned or Earned(), DAY).gross_cny


def test_s003_compensation_cs_structure():
    """Pay = base of the level + commission + bonus + welfare."""
    earned = Earned(own_sales_cny=50_000, bonus_cny=300, welfare_cny=80)
    slip = pay.slip(SERVICE, SERVICE.level("staff"), earned, DAY)
    assert slip.gross_cny == 2000 + 100 + 300 + 80
    assert [name for name, fen in slip.parts().items() if fen] == [
        "base",
        "own",
        "bonus",
        "welfare",
    ]


@pytest.mark.parametrize(
    ("level", "earned", "expected"),
    [
        ("staff", Earned(own_sales_cny=100_000), 2000 + 0.002 * 100_000),
        ("leader", Earned(team_sales_cny=100_000), 2500 + 0.002 * 100_000),
        ("manager", Earned(team_sales_cny=100_000), 3000 + 0.002 * 100_000),
    ],
)
def test_s003_compensation_cs_table(level, earned, expected):
    assert paid(level, earned) == expected


@pytest.mark.parametrize("level", ["staff", "leader", "manager"])
def test_s003_compensation_cs_commission(level):
    rates = SERVICE.level(level)
    assert max(rates.own_rate, rates.team_rate) == 0.002


def test_s003_compensation_group_leader():
    assert paid("leader") == 2500


def test_s003_compensation_team_from_leader():
    earned = Earned(team_sales_cny=100_000)
    assert [paid(one.name, earned) - paid(one.name) for one in SERVICE.levels] == [0, 200, 200]


def test_s003_compensation_indirect():
    """Pay = base + part of the team's commission + post pay + extra; no commission of one's own."""
    level = pay.Level("staff", 300_000, post_fen=20_000)
    pool = pay.per_head(50_000, INDIRECT.pool_rate, {"design": 1, "warehouse": 1})["design"][0]
    earned = Earned(own_sales_cny=90_000, pool_cny=pool, bonus_cny=100)
    slip = pay.slip(INDIRECT, level, earned, DAY)
    assert slip.gross_cny == 3000 + 250 + 200 + 100
    assert INDIRECT.pool_departments == ("planning", "promotion", "design", "warehouse")


def test_s003_compensation_silent_order_pool():
    """Each gets 1 % of the silent orders' sales ÷ the people of the four departments."""
    people = {"planning": 1, "promotion": 1, "design": 2, "warehouse": 4}
    heads = [one for part in pay.per_head(50_000, 0.01, people).values() for one in part]
    assert heads == [0.01 * 50_000 / 8] * 8


def test_s003_compensation_promoter_3000():
    wages = {one.department: one.wage_cny for one in of_band(50_000)}
    assert wages["promotion"] == 3000


def test_s003_staffing_implied_wages():
    found = [(one.department, one.grade, one.wage_cny) for one in of_band(100_000)]
    assert found == [
        ("service", "staff", 2000),
        ("service", "supervisor", 3000),
        ("design", "staff", 4000),
        ("promotion", "staff", 3000),
        ("product", "staff", 3000),
        ("warehouse", "staff", 2500),
        ("warehouse", "supervisor", 3000),
        ("planning", "staff", 3000),
    ]
    assert [one.wage_cny for one in of_band(50_000)] == [2000, 2500, 3000, 3000, 2500]
    assert [pay.cost_cny(of_band(t)) for t in (10_000, 50_000, 80_000, 100_000)] == [
        *(4000, 15_000, 17_500, 34_000)
    ]


def test_s003_compensation_penalty_neutral():
    assert pay.change(PRINTED, Month(neutral=1)) == -100


def test_s003_compensation_penalty_bad():
    assert pay.change(PRINTED, Month(bad=1)) == -300


def test_s003_compensation_rating_hold():
    assert pay.as_printed(2000, 500, PRINTED, Month(before=4.7, now=4.7)).bonus_cny == 500


def test_s003_compensation_rating_up():
    assert pay.change(PRINTED, Month(before=4.7, now=4.8)) == 100
    assert pay.percent_of_score(4.7, 4.8) == pytest.approx(0.0213, abs=5e-5)


def test_s003_compensation_rating_down():
    assert pay.change(PRINTED, Month(before=4.7, now=4.6)) == -200
    assert pay.percent_of_score(4.7, 4.6) == pytest.approx(-0.0213, abs=5e-5)


def test_s003_compensation_deduct_base():
    """As printed: pay = base + bonus − penalties, which may fall below the base."""
    month = Month(neutral=2, bad=1)
    assert pay.as_printed(2000, 300, PRINTED, month) == pay.Outcome(0, 200, 1800)
    assert pay.lawful(2000, 300, PRINTED, month) == pay.Outcome(0, 0, 2000)


def test_s003_compensation_reward_table():
    found = [
        pay.change(PRINTED, month)
        for month in (
            Month(neutral=1),
            Month(bad=1),
            Month(before=4.7, now=4.8),
            Month(before=4.7, now=4.6),
            Month(before=4.7, now=4.7),
        )
    ]
    assert found == [-100, -300, 100, -200, 0]


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_table_excludes_commission(lang):
    """The table holds base wages alone: commission, the pool and charges come on top."""
    schemes = {"service": SERVICE}
    posts = pay.posts_paid(of_band(100_000), schemes)
    base = pay.payroll(posts, Sold(DAY, 0.0, 0.0), FREE)
    assert base.total_fen == 3_400_000
    assert pay.left_out(34_000, base, Place(lang)) == []
    served = pay.payroll(posts, Sold(DAY, 100_000, 0.0), FREE)
    own, team = (sum(line.part_fen(name) for line in served.lines) for name in ("own", "team"))
    assert [slip.own_fen for slip in served.lines[0].slips] == [6667] * 3  # of 200, each to the fen
    assert (own, team) == (3 * 6667, 20_000)
    half = pay.payroll(posts, Sold(DAY, 100_000, 0.5), FREE, [INDIRECT])
    assert sum(line.part_fen("pool") for line in half.lines) == 50_000
    [finding] = pay.left_out(34_000, half, Place(lang))
    assert finding.cny == 3 * 33.33 + 100 + 500  # half of the sales are silent
    charged = pay.payroll(posts, Sold(DAY, 100_000, 0.5), pay.employer(DAY), [INDIRECT])
    [charges] = pay.charges_missing(34_000, charged, Place(lang))
    assert charges.cny == charged.charges_fen / 100 == pytest.approx(34_699.99 * 0.40, abs=0.1)
    assert charges.evidence


def test_c_s003_table_excludes_commission_with_a_leader_and_a_manager():
    posts = [
        Post(name, people, "service", scheme=SERVICE, level=name)
        for name, people in (("staff", 4), ("leader", 1), ("manager", 1))
    ]
    month = pay.payroll(posts, Sold(DAY, 100_000, 0.0), FREE)
    found = [(line.part_fen("own") + line.part_fen("team")) / 100 for line in month.lines]
    assert found == [200, 200, 200]


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_commission_stacking(lang):
    assert pay.stacked_rate(SERVICE.levels) == pytest.approx(0.006)
    assert [rate for _, rate in pay.stack(SERVICE.levels)] == [0.002] * 3
    [finding] = pay.stacked(SERVICE, 10_000, Place(lang))
    assert "0.6%" in finding.recomputed
    assert "60" in finding.cause
    assert pay.stacked(INDIRECT, 10_000, Place(lang)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_penalty_exceeds_wage(lang):
    """Seven bad reviews cost 2,100 of a base of 2,000; the lawful form leaves the base whole."""
    assert pay.reviews_until(2000, PRINTED) == 7
    assert pay.as_printed(2000, 0, PRINTED, Month(bad=7)) == pay.Outcome(0, 2100, -100)
    assert pay.daily_fines(200, 0.985, PRINTED) == (300, 900)
    fined = pay.Fined(2000, 0, Month(bad=7))
    [finding] = pay.fines(PRINTED, fined, DAY, Place(lang))
    assert (finding.code, finding.cny) == ("fines_exceed_pay", 2100)
    assert "2,100" in finding.recomputed
    assert pay.review_table(2000, 0, PRINTED, [0, 7]).to_numpy().tolist() == [
        [0, 2000, 2000, 0],
        [7, -100, 2000, 2100],
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_rating_bonus_rule(lang):
    """One up and one down net −100 at an unchanged score; no one bonus gives both examples."""
    assert pay.round_trip(PRINTED) == -100
    up, down = pay.bonus_implied(PRINTED, 4.7)
    assert down == pytest.approx(2 * up)
    [finding] = pay.uneven_scale(PRINTED, 4.7, Place(lang))
    assert "2.13%" in finding.recomputed
    assert finding.cny == -100


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_satisfaction_not_in_pay(lang):
    """The goal called most important has no weight until a bonus gives it one."""
    [finding] = pay.unpaid_goals(["satisfaction"], [], Place(lang))
    assert "satisfaction" in finding.said
    weighed = [Criterion("satisfaction", 0.6, 0.9), Criterion("reply rate", 0.4, 1.0)]
    assert pay.unpaid_goals(["satisfaction"], weighed, Place(lang)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_designer_pay_jump(lang):
    """Two designers cost 8,000 where one cost 3,000: 2,000 are unexplained."""
    jumps = {(one.now.department, one.now.grade): one for one in pay.wage_jumps(WAGES)}
    assert set(jumps) == {("design", "staff"), ("service", "supervisor")}
    designer = jumps["design", "staff"]
    assert (designer.expected_cny, designer.difference_cny) == (6000, 2000)
    codes = [(one.code, one.cny) for one in pay.wage_findings(WAGES, Place(lang))]
    assert ("wage_jump", 2000) in codes


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_supervisor_titles(lang):
    """One title, paid 2,500 and 3,000: a leader in two bands, a manager in the last."""
    assert pay.grades_of(WAGES, "service", "supervisor", SERVICE) == ("leader", "manager")
    [finding] = pay.titles(WAGES, "service", SERVICE, Place(lang))
    assert "2,500" in finding.said
    assert "3,000" in finding.said
    assert pay.titles(of_band(50_000), "service", SERVICE, Place(lang)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_stars_undefined(lang):
    assert pay.undefined_stars(PRINTED) == (2, 4)
    [finding] = pay.open_scale(PRINTED, Place(lang))
    assert "2" in finding.recomputed
    assert "4" in finding.recomputed
