"""Actions: what was typed is understood, and what became of it is judged like against like."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit import actions, kpi
from shopkit.actions.expected import Expected, expected_of, expected_said
from shopkit.actions.outcome import judged, spans_of
from shopkit.errors import ParameterError
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.tables import column, dictionary

RATES = [name for name in kpi.FIGURES if dictionary()[name].dtype in ("ratio", "margin")]
START = date(2026, 11, 9)
TYPED = {"id": "1", "date": "2026-11-09", "action": "换主图", "who": "美工"}
TYPED |= {"check_on": "2026-11-15", "figure": "支付转化率", "expected": "+0.3pp", "note": ""}


def typed(**changes):
    return {**TYPED, **changes}


def action(**changes):
    return actions.action_of(typed(**changes), kpi.FIGURES)


def problems(**changes):
    with pytest.raises(ParameterError) as refused:
        action(**changes)
    return {(problem.code, problem.place) for problem in refused.value.problems}


def test_an_action_is_what_was_typed():
    one = action()
    assert (one.date, one.check_on, one.figure) == (START, date(2026, 11, 15), "conversion_rate")
    assert one.expected == Expected(0.003, "points")


@pytest.mark.parametrize("name", kpi.FIGURES)
def test_a_figure_may_be_named_as_anywhere(name):
    for said in (name, name.upper(), column(name).zh, column(name).en.lower()):
        found = action(figure=said, expected="+10%").figure
        assert column(found).title("zh") == column(name).title("zh")


@pytest.mark.parametrize(
    "said", ["2026-11-09", "2026/11/9", "2026.11.09", "2026年11月9日", "2026/11/9 0:00"]
)
def test_days_are_read_as_spreadsheets_write_them(said):
    assert action(date=said).date == START


def test_without_a_check_date_a_whole_week_is_checked():
    assert action(check_on="").check_on - START == timedelta(days=6)


def test_all_problems_of_a_line_are_told_at_once():
    found = problems(action=" ", date="2026-13-01", check_on="soon", figure="转化绿")
    codes = {("action_text", "action"), ("action_day", "date"), ("action_day", "check_on")}
    assert found == codes | {("action_figure", "figure")}
    assert problems(check_on="2026-11-08") == {("action_check", "check_on")}
    assert problems(figure="") == {("action_expected", "expected")}
    assert problems(action="x" * 501) == {("action_text", "action")}


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_nobody_has_gets_a_guess(lang):
    with pytest.raises(ParameterError, match="figure") as refused:
        action(figure="支付转化")
    assert "支付转化率?" in refused.value.say(lang)


@pytest.mark.parametrize(
    ("said", "figure", "meant"),
    [
        ("+0.3pp", "conversion_rate", Expected(0.003, "points")),
        ("0.3 个百分点", "conversion_rate", Expected(0.003, "points")),
        ("-5%", "refund_rate", Expected(-0.05, "share")),
        ("−5％", "refund_rate", Expected(-0.05, "share")),
        ("down 0.5 PP", "refund_rate", Expected(-0.005, "points")),
        ("+1,000", "visitors", Expected(1000, "amount")),
        ("提高 2万", "paid", Expected(20000, "amount")),
        ("+¥3.5", "per_buyer", Expected(3.5, "amount")),
        ("+0.3", "conversion_rate", None),  # points or per cent?
        ("+3pp", "visitors", None),
        ("0%", "visitors", None),
        ("more", "visitors", None),
        ("+10%", "", None),
    ],
)
def test_an_expectation_is_read_or_refused(said, figure, meant):
    assert expected_of(said, figure) == meant


sizes = st.decimals(min_value="0.01", max_value="9999", places=2)


@given(sizes, st.booleans(), st.sampled_from(["pp", "%"]), st.sampled_from(RATES))
def test_an_expectation_survives_being_written_down(size, falls, unit, figure):
    meant = expected_of(f"{'-' if falls else '+'}{size}{unit}", figure)
    for lang in LANGS:
        said = expected_said(meant, lang)
        assert not said.startswith(("=", "+", "-", "@"))  # text to a spreadsheet
        assert expected_of(said, figure) == meant


@given(st.text(max_size=40), st.sampled_from(kpi.FIGURES))
def test_any_text_is_an_expectation_or_none(said, figure):
    expected_of(said, figure)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 70), st.integers(0, 100))
def test_the_span_before_is_as_long_on_the_same_weekdays_and_ends_before(start, days, seen):
    one = actions.Action("1", start, "a", "", start + timedelta(days=days))
    before, after = spans_of(one, start + timedelta(days=seen))
    assert before.days == after.days == min(days, seen) + 1
    assert before.end < start == after.start
    assert [d.weekday() for d in before] == [d.weekday() for d in after]
    assert (after.start - before.start).days < after.days + 7


def rate(before, trials_before, after, trials_after):
    return before, after, trials_before, trials_after, True, "conversion_rate"


def money(before, after, orders=1000):
    return before, after, orders, orders, False, "paid"


POINTS = Expected(0.003, "points")
TENTH = Expected(0.1, "share")


@pytest.mark.parametrize(
    ("expected", "measured", "verdict"),
    [
        # z = (0.024 − 0.020) / sqrt(0.022 · 0.978 · 2/50000) = 4.31
        (POINTS, rate(0.020, 50000, 0.024, 50000), "met"),
        (POINTS, rate(0.020, 100000, 0.0222, 100000), "partly"),
        (POINTS, rate(0.020, 50000, 0.0201, 50000), "not"),
        (POINTS, rate(0.020, 50000, 0.016, 50000), "not"),
        # 3000 visitors: even +0.3 points is 0.81 standard errors
        (POINTS, rate(0.020, 3000, 0.024, 3000), "few"),
        (POINTS, rate(None, None, 0.02, 100), "unknown"),
        (TENTH, money(1000, 1100), "met"),
        (TENTH, money(1000, 1099), "partly"),
        (TENTH, money(1000, 1049), "not"),
        (TENTH, money(1000, 900), "not"),
        (TENTH, money(1000, 1100, orders=29), "few"),
        (TENTH, money(0, 1100), "unknown"),
        (Expected(-0.1, "share"), money(1000, 880), "met"),
    ],
)
def test_the_verdict(expected, measured, verdict):
    assert judged(expected, measured, kpi.is_clear) == verdict


def test_the_guard_is_the_published_one():
    """Fleiss, Levin, Paik: 30 of 100 against 20 of 100 is 1.63 standard errors, so no verdict."""
    assert not kpi.is_clear(0.30, 100, 0.20, 100)
    assert judged(Expected(0.1, "points"), rate(0.20, 100, 0.30, 100), kpi.is_clear) == "few"


@given(st.floats(0.001, 0.5), st.floats(0.001, 0.5), st.integers(1, 10**6), st.floats(-0.1, 0.1))
def test_a_change_within_chance_is_never_called_met(before, after, people, size):
    expected = Expected(size or 0.01, "points")
    verdict = judged(expected, rate(before, people, after, people), kpi.is_clear)
    if not kpi.is_clear(after, people, before, people):
        assert verdict in ("not", "few")


def reviewed(as_of, measured, grows=False, **changes):
    ruler = actions.Ruler(kpi.FIGURES, lambda *_: measured, kpi.is_clear, lambda *_: grows)
    return actions.review([(2, typed(**changes))], as_of, ruler, "actions.csv")


def test_nothing_is_judged_before_its_check_date():
    good = rate(0.020, 50000, 0.024, 50000)
    (early,) = reviewed(date(2026, 11, 14), good).outcomes
    (due,) = reviewed(date(2026, 11, 15), good).outcomes
    assert (early.verdict, early.after, due.verdict) == ("early", 0.024, "met")
    (planned,) = reviewed(date(2026, 11, 1), good).outcomes
    assert (planned.verdict, planned.spans) == ("early", None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_figure_that_refunds_to_come_will_change_is_not_judged(lang):
    better = (0.22, 0.05, 100.0, 100.0, False, "refund_rate_of_paid")
    given = {"figure": "refund_rate", "expected": "-5pp"}
    (still,) = reviewed(date(2026, 11, 15), better, grows=True, **given).outcomes
    (over,) = reviewed(date(2026, 11, 15), better, **given).outcomes
    assert (still.verdict, still.before, still.after) == ("open", None, 0.05)
    assert over.verdict == "met"
    _, [row], [role] = actions.outcomes_shown([still], lang)
    assert row[5] == ""
    assert role == "muted"
    assert (
        row[-1]
        == {"zh": "退款还会增加，先不下结论", "en": "more refunds to come, not judged yet"}[lang]
    )


def test_an_action_without_a_figure_cannot_be_measured():
    (one,) = reviewed(date(2026, 12, 1), None, figure="", expected="").outcomes
    assert one.verdict == "unset"


def test_a_share_more_of_something_negative_is_more():
    better = (-1_000.0, -800.0, 100.0, 100.0, False, "contribution")
    assert judged(Expected(0.1, "share"), better, kpi.is_clear) == "met"
    assert judged(Expected(-0.1, "share"), better, kpi.is_clear) == "not"


@pytest.mark.parametrize("lang", LANGS)
def test_a_line_nobody_can_read_is_named_and_the_others_count(lang):
    ruler = actions.Ruler(kpi.FIGURES, lambda *_: money(1, 2), kpi.is_clear, lambda *_: False)
    lines = [(2, typed(date="?")), (3, typed())]
    found = actions.review(lines, date(2026, 12, 1), ruler, "actions.csv")
    assert len(found.outcomes) == 1
    (problem,) = found.problems
    assert "actions.csv:2, date = ?" in problem.say(lang)


@pytest.mark.parametrize(("lang", "said"), [("zh", "达到预期"), ("en", "as expected")])
def test_what_became_of_it_in_words(lang, said):
    found = reviewed(date(2026, 11, 20), rate(0.020, 50000, 0.024, 50000)).outcomes
    heads, (row,), roles = actions.outcomes_shown(found, lang)
    assert len(heads) == len(row) == 8
    assert row[-1] == said
    assert roles == ["good_text"]
    assert "2.00% → 2.40%" in row[5]
    frame = actions.outcomes_table(found, lang)
    assert frame["value_before"].tolist() == [0.020]
    due = actions.due_text(found, Period(START, date(2026, 11, 15)), lang)
    assert "换主图" in due
    assert said in due
    assert actions.due_text(found, Period(START, date(2026, 11, 14)), lang) == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["in_span", "of_paid"])
def test_refunds_are_named_with_the_date_they_are_counted_by(lang, name):
    told = f"refund_rate_{name}"
    back = rate(0.08, 50000, 0.05, 50000)[:5]
    found = reviewed(date(2026, 11, 20), (*back, told), figure="退款率", expected="-1pp").outcomes
    title = column(told).title(lang)
    assert title != column("refund_rate").title(lang)
    _, (row,), _ = actions.outcomes_shown(found, lang)
    assert row[4] == title
    assert actions.outcomes_table(found, lang)["figure"].tolist() == [told]
    assert title in actions.due_text(found, Period(START, date(2026, 11, 15)), lang)
    assert action(figure=title, expected="-1pp").figure == "refund_rate"


@pytest.mark.parametrize("lang", LANGS)
def test_several_due_actions_are_counted(lang):
    found = reviewed(date(2026, 11, 20), rate(0.020, 50000, 0.024, 50000)).outcomes
    said = actions.due_text(found * 3, Period(START, date(2026, 11, 15)), lang)
    assert "3" in said
    assert "换主图" not in said
