"""What labour law asks of pay: dated figures, what to confirm, findings with the lawful form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit import pay
from shopkit.findings import Severity
from shopkit.i18n import LANGS, text
from shopkit.pay import Agreed, Criterion, Month, Place, Post, Scale, Sold
from shopkit.rules import rule

DAY = date(2026, 11, 1)
CNY = st.integers(0, 10**8).map(lambda fen: fen / 100)
TAKEN = st.floats(-1000, 0).map(lambda cny: round(cny, 2))
GIVEN = st.floats(0, 1000).map(lambda cny: round(cny, 2))
SCALES = st.builds(Scale, TAKEN, TAKEN, GIVEN, GIVEN, TAKEN)
SCORES = st.none() | st.floats(3, 5)
MONTHS = st.builds(Month, st.integers(0, 50), st.integers(0, 50), SCORES, SCORES)


@given(CNY, CNY, SCALES, MONTHS)
def test_the_lawful_form_never_pays_below_the_base(base, bonus, scale, month):
    allowed = pay.lawful(base, bonus, scale, month)
    printed = pay.as_printed(base, bonus, scale, month)
    assert allowed.pay_cny >= base
    assert allowed.from_base_cny == 0
    assert allowed.pay_cny >= printed.pay_cny - 1e-6
    assert allowed.bonus_cny == printed.bonus_cny


@given(
    CNY,
    st.lists(st.tuples(st.integers(1, 9), st.floats(-2, 3)), min_size=1, max_size=5),
)
def test_a_bonus_by_criteria_lies_between_nothing_and_the_whole(bonus, drawn):
    whole = sum(weight for weight, _ in drawn)
    criteria = [Criterion(str(n), weight / whole, got) for n, (weight, got) in enumerate(drawn)]
    found = pay.criteria_bonus(bonus, criteria)
    assert 0 <= found <= bonus
    best = [Criterion(one.name, one.weight, 1) for one in criteria]
    assert pay.criteria_bonus(bonus, best) == bonus


@pytest.mark.parametrize("weights", [[0.5, 0.4], [1.2, -0.2], []])
def test_weights_of_criteria_add_up_to_one(weights):
    with pytest.raises(ValueError, match="weights"):
        pay.criteria_bonus(100, [Criterion("a", weight, 1) for weight in weights])


@given(CNY)
def test_what_is_held_back_keeps_both_limits(amount):
    minimum = pay.minimum_wage("上海", DAY)
    most = pay.deductible(amount, DAY, minimum)
    assert 0 <= most <= amount * 0.2 + 0.005
    assert most == 0 or amount - most >= minimum.low - 0.005


@pytest.mark.parametrize(
    ("place", "day", "low", "high", "certain"),
    [
        ("上海", date(2026, 11, 1), 2740, 2740, True),
        ("Shanghai", date(2025, 6, 30), None, None, False),
        ("深圳", date(2026, 8, 13), 2520, 2520, True),
        ("深圳", date(2026, 8, 14), 2520, 2700, False),
        ("连云港", date(2026, 11, 1), 2430, 2430, False),
        (" beijing ", date(2026, 11, 1), 2540, 2540, False),
    ],
)
def test_the_minimum_wage_is_that_of_place_and_day(place, day, low, high, certain):
    found = pay.minimum_wage(place, day)
    assert (found.low, found.high, found.certain) == (low, high, certain)
    assert (text("rules.confirm", "zh") in found.said("zh")) is not certain


def test_a_place_nobody_knows_is_refused():
    with pytest.raises(LookupError, match="Atlantis"):
        pay.minimum_wage("Atlantis", DAY)


def test_overtime_is_paid_at_150_200_and_300_per_cent():
    """Source: Labour Act art. 44; hourly wage by 21.75 days of 8 hours."""
    assert [one.careful for one in pay.overtime_multiples(DAY).values()] == [1.5, 2.0, 3.0]
    assert all(one.certain for one in pay.overtime_multiples(DAY).values())
    assert pay.hourly_wage(21.75 * 8 * 30, DAY) == 30
    one_hour_each = {"workday": 1.0, "rest_day": 1.0, "holiday": 1.0}
    assert pay.overtime_pay(21.75 * 8 * 30, one_hour_each, DAY) == 30 * 6.5


def test_rates_of_insurance_come_from_the_rules_and_ask_to_be_confirmed():
    own = pay.employer(DAY)
    together = rule("law.social.rates").table[-1].values["rate"]
    assert (own.insurance.low, own.insurance.high) == (together.low, together.high)
    assert own.insurance.careful == together.high
    assert not own.housing.certain  # the amended text of September 2026 was not seen
    assert {one.rule_id for one in own.to_confirm} == {
        "law.social.rates",
        "law.social.housing-fund",
    }
    stated = pay.employer(DAY, pay.stated(0.26, "社保", "a"), pay.stated(0.05, "公积金", "b"))
    assert stated.to_confirm == ()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("base", "other", "place", "codes"),
    [
        (2000, 0, "上海", ["below_minimum"]),
        (2600, 0, "深圳", ["maybe_below_minimum"]),
        (2000, 900, "上海", ["base_below_minimum"]),
        (2740, 0, "上海", []),
        (0, 0, "上海", ["unpaid"]),
    ],
)
def test_pay_below_the_minimum_is_told(base, other, place, codes, lang):
    minimum = pay.minimum_wage(place, DAY)
    found = pay.below_minimum(Agreed("客服", base, 2, other), minimum, Place(lang))
    assert [one.code for one in found] == codes
    if codes == ["below_minimum"]:
        assert found[0].cny == 2 * 740
        assert found[0].severity is Severity.ERROR


def test_an_unknown_minimum_says_nothing():
    assert pay.below_minimum(Agreed("a", 1), None, Place("zh")) == []
    unknown = pay.minimum_wage("上海", date(2014, 1, 1))
    assert pay.below_minimum(Agreed("a", 1), unknown, Place("zh")) == []


@pytest.mark.parametrize("lang", LANGS)
def test_holding_back_more_than_a_fifth_is_told(lang):
    assert pay.deducted_too_much(5000, 1000, DAY, Place(lang)) == []
    [finding] = pay.deducted_too_much(5000, 1200, DAY, Place(lang))
    assert finding.cny == 200
    assert "20%" in finding.cause


@pytest.mark.parametrize("lang", LANGS)
def test_probation_below_four_fifths_is_told(lang):
    minimum = pay.minimum_wage("上海", DAY)
    assert pay.probation_low(Agreed("a", 4000), 0.8, DAY, Place(lang), minimum) == []
    [finding] = pay.probation_low(Agreed("a", 4000, 2), 0.7, DAY, Place(lang), minimum)
    assert finding.cny == 2 * 400
    [finding] = pay.probation_low(Agreed("a", 3000), 0.8, DAY, Place(lang), minimum)
    assert finding.cny == 340  # the minimum wage lies above 80 %


@pytest.mark.parametrize("lang", LANGS)
def test_fines_within_the_base_are_told_with_the_lawful_form(lang):
    fined = pay.Fined(3000, 500, Month(neutral=2, bad=2))
    [finding] = pay.fines(pay.printed_scale(), fined, DAY, Place(lang))
    assert (finding.code, finding.cny) == ("fines", 300)
    assert pay.fines(Scale(0, 0, 0, 100, 0), fined, DAY, Place(lang)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_budget_with_room_for_charges_is_not_told(lang):
    posts = [Post("a", 1, monthly_cny=10_000)]
    month = pay.payroll(posts, Sold(DAY, 0.0, 0.0), pay.employer(DAY))
    assert month.total_fen == 1_400_000  # 28 % and 12 % at the most
    assert pay.charges_missing(14_000, month, Place(lang)) == []
    [finding] = pay.charges_missing(13_999, month, Place(lang))
    assert "28" in finding.cause
    assert text("rules.confirm", lang) in finding.evidence
