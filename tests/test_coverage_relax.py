"""Which rule to relax: what is named suffices when done, what is said not to suffice does not."""

from dataclasses import replace

import numpy as np
import pytest
from coverage_rules import broken
from coverage_tasks import BY_DAY, MONDAY, PEAKS, TWO_DAYS_OFF, needed, span, task

from shopkit.coverage import (
    PEAK_WEIGHT,
    Desk,
    Effort,
    Hours,
    Peak,
    Scope,
    beyond_findings,
    chats_daily_of,
    closed_findings,
    desk_of,
    hours_without_shift,
    law_findings,
    lawful,
    least_people,
    limits_of,
    made,
    needs_of,
    numbered,
    opening_of,
    peak_findings,
    peaks_of,
    people_at_least,
    people_needed,
    roster_findings,
    roster_frame,
    shift,
    shifts_of,
    short_at_least,
    task_of,
    together,
    ways_out,
    workers_of,
)
from shopkit.errors import PlanError
from shopkit.i18n import LANGS
from shopkit.plan import Plan

QUICK = Effort(10, 0.02)


def with_people(one, count):
    return replace(one, workers=numbered(count, "agent"))


def one_rule(one, name, value):
    kind = type(getattr(one.limits, name))
    return replace(one, limits=replace(one.limits, **{name: kind(value)}))


@pytest.mark.parametrize(("people", "chats"), [(5, 180), (6, 400), (7, 500)])
def test_the_least_people_cover_every_hour_and_one_fewer_do_not(people, chats):
    one = task(people, chats, days=14)
    least = least_people(one, QUICK)
    roster = made(with_people(one, least), QUICK)
    assert roster.short_hours == 0
    assert broken(roster_frame(roster), roster.task) == []
    assert short_at_least(with_people(one, least - 1)) > 0
    assert people_at_least(one) <= least


def test_no_chats_need_nobody():
    one = task(3, 180, days=7)
    idle = replace(one, need=np.zeros_like(one.need))
    assert (people_needed(idle), people_needed(one)) == (0, people_at_least(one))


def test_only_ways_out_that_are_there_are_pointed_to():
    """One person cannot hold a long day, whatever gives way."""
    found = roster_findings(made(task(1, 180, lawful(), days=7), QUICK), Scope("en"), QUICK)
    told = {one.code: one.action for one in found}
    assert set(told) == {"short", "people"}
    assert "No rule that gives way" in told["short"]
    assert "as above" not in told["people"]


def test_a_rule_relaxed_as_told_covers_every_hour():
    """Rests of 16 hours forbid an early shift after an early one; five people are enough else."""
    limits = replace(TWO_DAYS_OFF, shortest_rest_hours=16.0)
    one = task(12, 250, limits, days=7)
    ways = ways_out(one, QUICK).set_index("limit_name")
    told = ways["limit_relaxed"].drop("people").dropna()
    assert "shortest_rest_hours" in told.index
    for name, value in told.items():
        assert made(one_rule(one, name, value), QUICK).short_hours == 0


def test_overtime_is_relaxed_to_the_law_and_no_further():
    limits = replace(lawful(), overtime_daily_hours=0.0, overtime_monthly_hours=0.0)
    ways = ways_out(task(5, 400, limits, days=14), QUICK).set_index("limit_name")
    assert set(ways.index) >= {"overtime_daily_hours", "overtime_monthly_hours", "people"}
    assert "days_off_weekly" not in ways.index
    over = ways["limit_relaxed"].filter(like="overtime").dropna()
    assert (over <= 36).all()
    assert (ways["short_hours"] >= 0).all()


def test_what_is_said_not_to_suffice_does_not():
    one = task(5, 400, days=14)
    ways = ways_out(one, QUICK).set_index("limit_name")
    vain = ways[ways["limit_relaxed"].isna()]
    assert set(vain.index) >= {"days_off_weekly"}
    assert (vain["short_hours"] > 0).all()
    off = made(one_rule(one, "days_off_weekly", 1), QUICK)
    assert off.short_hours >= vain.loc["days_off_weekly", "short_hours"] - 1e-6


def test_all_rules_together_give_way_no_more_than_the_law_lets_them():
    one = task(5, 400, days=14)
    found = together(one, QUICK)
    assert found is not None
    assert 0 < found.days_off <= 5 * 2  # one of two days off, every person, every week
    assert found.short_hours < made(one, QUICK).short_hours
    assert found.proven


def test_nothing_gives_way_where_nothing_is_short():
    one = task(9, 180, days=14)
    found = together(one, QUICK)
    assert found is not None
    assert (found.days_off, found.run, found.rest, found.overtime) == (0, 0, 0, 0)
    assert roster_findings(made(one, QUICK), Scope("en")) == []


def test_hours_no_shift_holds_are_named_and_left_out_of_what_is_relaxed():
    early = (shift("early", "08:00", "16:30", 0.5),)
    one = task_of(needed(60, days=7), early, numbered(6, "agent"), TWO_DAYS_OFF)
    assert hours_without_shift(one) == tuple(range(16, 24))
    assert least_people(one, QUICK) > 0
    codes = [finding.code for finding in roster_findings(made(one, QUICK), Scope("en"), QUICK)]
    assert codes[0] == "no_shift"


@pytest.mark.parametrize("lang", LANGS)
def test_a_shift_too_long_for_a_day_is_named_and_what_it_leaves_open_blames_no_rule(lang):
    long = (shift("whole", "08:00", "08:00"), shift("late", "16:00", "24:00", 0.5))
    one = task_of(needed(60, days=7), long, numbered(6, "agent"), TWO_DAYS_OFF)
    found = roster_findings(made(one, QUICK), Scope(lang), QUICK)
    assert [(one.code, one.place) for one in found] == [
        ("shift_too_long", "team.shifts.0"),
        ("no_shift", "team.shifts"),
    ]
    assert "24" in found[0].said
    assert one.need[0, 16:].all()  # nobody comes from the night before


@pytest.mark.parametrize("lang", LANGS)
def test_short_hours_are_those_that_some_shift_holds(lang):
    early = (shift("early", "08:00", "16:00"),)
    one = task_of(needed(60, days=7), early, numbered(1, "agent"), TWO_DAYS_OFF)
    roster = made(one, QUICK)
    found = {one.code: one for one in roster_findings(roster, Scope(lang), QUICK)}
    assert one.need[:, 8:16].sum() == 56 < one.need.sum()
    assert "56" in found["short"].said
    assert "16" in found["short"].recomputed  # on the two days off


@pytest.mark.parametrize("lang", LANGS)
def test_peaks_outside_opening_hours_are_found(lang):
    spans = [span("09:00", "11:00"), span("05:00", "06:00"), span("22:00", "02:00")]
    found = list(closed_findings(spans, span("10:00", "24:00"), Scope(lang)))
    assert [one.place for one in found] == [f"team.service.peaks.{n}" for n in range(3)]
    assert [hours in one.recomputed for hours, one in zip("112", found, strict=True)] == [True] * 3
    assert list(closed_findings(spans, span("00:00", "24:00"), Scope(lang))) == []


def plan(**roster):
    said = {"schema": 1, "shop": {"name": "x", "platform": "tmall"}, "team": {"roster": roster}}
    return Plan.model_validate(said)


@pytest.mark.parametrize("lang", LANGS)
def test_findings_tell_what_is_short_and_every_way_out(lang):
    one = task(5, 400, days=14)
    found = roster_findings(made(one, QUICK), Scope(lang), QUICK)
    assert found[0].code == "short"
    assert {finding.code for finding in found} >= {"people", "relax_vain", "together_short"}
    for finding in found:
        assert all((finding.said, finding.recomputed, finding.cause, finding.action))
        assert "nan" not in f"{finding.said}{finding.recomputed}{finding.action}".lower()


@pytest.mark.parametrize("lang", LANGS)
def test_one_agent_at_two_peaks_is_found(lang):
    spans = [peak.span for peak in PEAKS]
    shifts = [shift("one", "09:00", "18:00")]
    found = list(peak_findings(spans, shifts, 1, Scope(lang)))
    assert [finding.code for finding in found] == ["peak_open", "peak_heads"]
    assert "56" in found[1].recomputed
    assert list(peak_findings(spans, BY_DAY, 2, Scope(lang))) == []
    assert list(peak_findings([], [], 0, Scope(lang))) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_plan_beyond_the_law_is_found_and_counted_within_it(lang):
    beyond = plan(days_off_weekly=0, overtime_daily_hours=4, overtime_monthly_hours=60)
    found = list(law_findings(beyond, Scope(lang)))
    assert [finding.code for finding in found] == ["beyond_law"] * 3
    assert limits_of(beyond) == lawful()
    averaged = plan(comprehensive=True)
    assert [finding.code for finding in law_findings(averaged, Scope(lang))] == ["comprehensive"]
    assert limits_of(averaged).comprehensive


@pytest.mark.parametrize("lang", LANGS)
def test_chats_beyond_any_staffing_are_found(lang):
    rows = needed(300, days=7)
    rows.loc[5, ["chats", "agents_needed"]] = (1e9, np.nan)
    assert [finding.code for finding in beyond_findings(rows, Scope(lang))] == ["chats_beyond"]
    assert list(beyond_findings(needed(300, days=7), Scope(lang))) == []


def test_peaks_of_the_whole_day_are_one_span():
    assert list(peak_findings([span("00:00", "24:00")], [], 5, Scope("en"))) == []


TEAM = {
    "posts": [
        {"role": "售前客服", "people": 3, "department": "客服部"},
        {"role": "客服", "people": 1, "starts": "2026-11-09"},
        {"role": "仓库", "people": 2},
        {"role": "客服", "people": 1, "ends": "2026-10-01"},
    ],
    "shifts": [{"name": "早班", "starts": "09:00", "ends": "17:30", "break_hours": 0.5}],
    "service": {
        "chats_per_order": 2,
        "handling_seconds": 240,
        "hands_on_rate": 0.5,
        "chats_at_once": 4,
        "opens": "09:00",
        "closes": "24:00",
        "peaks": [{"starts": "19:00", "ends": "22:00"}],
    },
}


def test_a_plan_says_of_its_desk_what_it_knows():
    shop = {"name": "x", "platform": "tmall"}
    held = Plan.model_validate({"schema": 1, "shop": shop, "team": TEAM})
    assert desk_of(held) == Desk(240, 4, 0.5)
    assert (chats_daily_of(held), chats_daily_of(held, 150)) == (None, 300)
    assert opening_of(held) == span("09:00", "24:00")
    assert peaks_of(held) == [Peak(span("19:00", "22:00"), PEAK_WEIGHT)]
    assert [one.hours for one in shifts_of(held)] == [8]
    workers = workers_of(held, MONDAY, 14, "zh")
    assert [len(one.away) for one in workers] == [0, 0, 0, 7]
    rows = needs_of(held, 150, MONDAY, Hours(days=7))
    assert rows is not None
    assert rows["chats"].sum() == pytest.approx(7 * 300)
    assert (rows["level_rate"] >= 0.9).all()
    by_orders = needs_of(held, 150, MONDAY, Hours(7, np.full((7, 24), 1 / 168)))
    assert by_orders is not None  # buyers order at night too; nobody answers before nine
    night = by_orders["hour_of_day"] < 9
    assert by_orders["chats"].sum() == pytest.approx(7 * 300)
    assert by_orders.loc[night, "agents_needed"].max() == 0
    empty = Plan.model_validate({"schema": 1, "shop": shop})
    assert needs_of(empty, 150, MONDAY) is None
    assert (desk_of(empty), chats_daily_of(empty, 100)) == (None, None)
    assert (peaks_of(empty), shifts_of(empty), workers_of(empty, MONDAY, 7, "zh")) == ([], (), ())


@pytest.mark.parametrize(
    ("section", "said", "place"),
    [
        ("service", {"handling_seconds": 60, "target_rate": 1}, "team.service.target_rate"),
        ("service", {"opens": "08:07"}, "team.service.opens"),
        ("service", {"closes": "08:07"}, "team.service.closes"),
        ("service", {"peaks": [{"starts": "08:07", "ends": "09:00"}]}, "team.service.peaks.0"),
        ("shifts", [{"name": "a", "starts": "08:07", "ends": "09:00"}], "team.shifts.0"),
        ("shifts", [{"name": "a", "starts": "08:00", "ends": "09:00"}] * 2, "team.shifts.1"),
    ],
)
def test_what_is_wrong_with_the_desk_stands_at_its_entry(section, said, place):
    shop = {"name": "x", "platform": "tmall"}
    held = Plan.model_validate({"schema": 1, "shop": shop, "team": {section: said}})
    assert [*_wrong(held)] == [place]


def _wrong(held):
    for make in (desk_of, opening_of, peaks_of, shifts_of):
        try:
            make(held)
        except PlanError as error:
            yield from (problem.place for problem in error.problems)


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["售前客服1", "售前客服2", "售前客服3", "客服1"]),
        ("en", ["Pre-sale agent 1", "Pre-sale agent 2", "Pre-sale agent 3", "Service agent 1"]),
    ],
)
def test_people_known_by_number_are_called_as_their_posts_in_the_language(lang, names):
    held = Plan.model_validate(
        {"schema": 1, "shop": {"name": "x", "platform": "tmall"}, "team": TEAM}
    )
    assert [one.name for one in workers_of(held, MONDAY, 14, lang)] == names


def test_posts_with_one_name_in_english_are_numbered_on():
    posts = [{"role": "客服", "people": 1}, {"role": "客服专员", "people": 2}]
    shop = {"name": "x", "platform": "tmall"}
    held = Plan.model_validate({"schema": 1, "shop": shop, "team": {"posts": posts}})
    named = [one.name for one in workers_of(held, MONDAY, 7, "en")]
    assert named == [f"Service agent {n}" for n in (1, 2, 3)]
