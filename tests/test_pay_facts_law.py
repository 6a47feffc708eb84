"""What the source documents ask of people's pay and hours, held against the law of today."""

from datetime import date

import pytest
from coverage_tasks import span
from test_pay_facts import INDIRECT, PRINTED, SERVICE, TABLE, of_band

from shopkit import pay
from shopkit.coverage import law as law_of_hours
from shopkit.coverage import stretch
from shopkit.finance.budget import Item
from shopkit.finance.claims_budget import needed_findings
from shopkit.findings import Severity
from shopkit.i18n import LANGS
from shopkit.pay import Agreed, Fined, Month, Place, Sold

TODAY, THEN = date(2026, 11, 1), date(2014, 3, 1)
BASES = [level.base_fen / 100 for level in SERVICE.levels]
BANDS = {10_000: 4_000, 50_000: 15_000, 80_000: 17_500, 100_000: 34_000}
PEAKS = [span("14:00", "17:00"), span("19:00", "22:00")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "month",
    [Month(neutral=1), Month(bad=1), Month(before=4.7, now=4.6), Month(neutral=2, bad=7)],
)
def test_law_wage_fines(month, lang):
    """100, 300 and 200 a review or a tenth: told with the form that leaves the base whole."""
    [found] = pay.fines(PRINTED, Fined(2_000, 0, month), TODAY, Place(lang))
    assert found.severity is Severity.ERROR
    assert found.cny == -pay.change(PRINTED, month)
    assert pay.lawful(2_000, 0, PRINTED, month).pay_cny == 2_000


def test_law_wage_fines_are_limited_even_for_real_damage():
    """A fifth of 2,000 at the most, and nothing of pay that is at the minimum wage or below it."""
    assert pay.deductible(2_000, TODAY) == 400
    assert pay.deductible(2_000, TODAY, pay.minimum_wage("上海", TODAY)) == 0
    [found] = pay.deducted_too_much(2_000, 2_100, TODAY, Place("en"))
    assert found.cny == 1_700


@pytest.mark.parametrize("place", pay.places("zh"))
def test_law_base_below_minimum(place):
    """Base pay of 2,000 is too little wherever a minimum wage is known today."""
    assert BASES == [2_000, 2_500, 3_000]
    minimum = pay.minimum_wage(place, TODAY)
    [found] = pay.below_minimum(Agreed("service", BASES[0], 2), minimum, Place("en"))
    assert (found.code, found.cny) == ("below_minimum", 2 * (minimum.careful - 2_000))
    assert pay.below_minimum(Agreed("service", BASES[2], 2), minimum, Place("en")) == []


def test_law_base_below_minimum_is_not_said_of_a_time_whose_minimum_is_unknown():
    assert pay.below_minimum(Agreed("a", 2_000), pay.minimum_wage("上海", THEN), Place("zh")) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("turnover", BANDS)
def test_law_social_insurance_missing(turnover, lang):
    """No band of the table has room for what the employer pays on top."""
    posts = pay.posts_paid(of_band(turnover), {"service": SERVICE})
    month = pay.payroll(posts, Sold(TODAY, 0.0, 0.0), pay.employer(TODAY), [INDIRECT])
    assert month.gross_fen == BANDS[turnover] * 100
    [found] = pay.charges_missing(BANDS[turnover], month, Place(lang))
    assert found.cny == month.charges_fen / 100 == pytest.approx(BANDS[turnover] * 0.4)
    assert pay.charges_missing(BANDS[turnover] * 1.4, month, Place(lang)) == []
    assert sum(line.cost_cny for line in TABLE if line.band_cny == turnover) == BANDS[turnover]


def test_law_social_insurance_missing_in_a_budget_of_20000():
    lines = [Item(name="进货", amount_cny=10_000), Item(name="日常", amount_cny=5_000)]
    [found] = needed_findings([*lines, Item(name="推广")], ("工资", "社保"), "预算", "zh")
    assert "社保" in found.said


def test_law_overtime_nightshift():
    """One agent at both peaks every day: 16 h a week beyond 40, 64 h in four weeks, not 36."""
    hours, alone = law_of_hours(TODAY), stretch(PEAKS, 40)
    beyond = alone.week_hours - hours.weekly_hours
    assert (beyond, hours.overtime_daily_hours) == (16, 3)
    assert 4 * beyond > hours.overtime_monthly_hours == 36
    assert stretch(PEAKS, hours.weekly_hours).heads == 2
    rate = 2_740 / 21.75 / 8
    for kind, times in (("workday", 1.5), ("rest_day", 2), ("holiday", 3)):
        found = pay.overtime_pay(2_740, {kind: 24.0}, TODAY)  # three nights of eight hours
        assert found == pytest.approx(24 * times * rate, abs=0.13)  # an hour in whole fen


@pytest.mark.parametrize("lang", LANGS)
def test_law_probation(lang):
    """A week to half a month is lawful under any contract from three months on, at 80 % of pay."""
    assert pay.probation_long("客服", 1, TODAY, Place(lang)) == []
    assert [most for most in pay.probation_contracts(TODAY) if most >= 1] == [1, 2, 6]
    assert pay.probation_floor(3_000, TODAY) == 2_400
    assert pay.probation_low(Agreed("客服", 3_000), 0.8, TODAY, Place(lang)) == []
    [low] = pay.probation_low(Agreed("客服", 3_000), 0.7, TODAY, Place(lang))
    assert low.cny == 300


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("months", "codes"),
    [(1, []), (2, ["probation_contract"]), (6, ["probation_contract"]), (7, ["probation_long"])],
)
def test_law_probation_is_limited_by_the_contract(months, codes, lang):
    found = pay.probation_long("客服", months, TODAY, Place(lang))
    assert [one.code for one in found] == codes
    assert all(str(months) in one.said for one in found)
