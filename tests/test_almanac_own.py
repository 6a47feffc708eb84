"""The shop's own events: campaigns and phases, what comes round, meetings, and what is wrong."""

from calendar import monthrange
from datetime import date

import pytest
from almanac_plans import plan_of
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.almanac import (
    agenda_problems,
    beside,
    joined,
    own_events,
    possible_phases,
    workdays,
)
from shopkit.errors import PlanError
from shopkit.i18n import LANGS
from shopkit.periods import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
BIG = {"name": "双11", "starts": "2025-10-18", "ends": "2025-11-14", "products": ["1"]}


def events(plan, span=YEAR):
    return own_events(plan, span, workdays(plan))


def days(plan, span=YEAR):
    return [str(one.span.start) for one in events(plan, span)]


def recurring(span=YEAR, **said):
    return days(plan_of(agenda={"recurring": [{"name": "会员日", **said}]}), span)


def meeting(span=YEAR, **said):
    plan = plan_of(agenda={"meetings": [{"name": "周会", **said}]})
    return [(str(one.span.start), one.moved_from) for one in events(plan, span)]


def test_a_campaign_has_its_own_phases():
    phases = [
        {"phase": "presale", "starts": "2026-10-20", "ends": "2026-10-30"},
        {"phase": "after_sales", "starts": "2026-11-12", "ends": "2026-11-20"},
    ]
    one = {"name": "双11", "starts": "2026-10-20", "ends": "2026-11-11", "phases": phases}
    found = events(plan_of(campaigns=[one]))
    assert [(each.kind, each.phase, each.place) for each in found] == [
        ("campaign", None, "campaigns.0"),
        ("phase", "presale", "campaigns.0.phases.0"),
        ("phase", "after_sales", "campaigns.0.phases.1"),
    ]
    assert all(each.certain and not each.source for each in found)
    assert found[1].title("zh") == "双11 · 预售"


@pytest.mark.parametrize("name", [{}, {"name": "周年大促", "of": "天猫双十一"}])
def test_a_campaign_without_phases_has_those_of_the_platform_it_joins(name):
    found = events(
        plan_of(campaigns=[{**BIG, **name}]), Period(date(2025, 1, 1), date(2025, 12, 31))
    )
    assert [(one.phase, str(one.span)) for one in found[1:]] == [
        ("presale", "2025-10-18..2025-10-19"),
        ("burst", "2025-10-20..2025-10-30"),
        ("burst", "2025-10-31..2025-11-06"),
        ("burst", "2025-11-07..2025-11-10"),
        ("burst", "2025-11-11..2025-11-11"),
        ("encore", "2025-11-12..2025-11-14"),
    ]
    assert {one.source for one in found[1:]} == {"campaign.taobao.double11-2025"}
    assert {one.products for one in found} == {("1",)}
    assert [one.certain for one in found[1:]] == [False, False, False, False, True, True]


def test_words_of_the_platform_name_a_phase_that_is_none_of_ours():
    one = {"name": "京东618", "starts": "2026-05-25", "ends": "2026-06-18"}
    found = events(plan_of("jd", campaigns=[one]))
    assert [each.title("en") for each in found[1:]] == [
        "京东618 · red packets",
        "京东618 · main phase, concert",
        "京东618 · main sale",
    ]


def test_a_campaign_joins_the_year_it_shares_days_with():
    one = {"name": "年货节", "starts": "2026-12-29", "ends": "2027-01-20"}
    plan = plan_of(campaigns=[one, {**BIG, "name": "店庆"}, {**BIG, "starts": "2025-12-30"}])
    assert joined(plan, plan.campaigns[0]).year == 2027
    assert joined(plan, plan.campaigns[1]) is None
    assert joined(plan, plan.campaigns[2]) is None  # it ends before it starts
    summer = {"name": "双11", "starts": "2026-07-01", "ends": "2026-07-03"}
    plan = plan_of(campaigns=[summer, {**BIG, "name": "店庆"}, BIG])
    assert joined(plan, plan.campaigns[0]) is None
    assert beside(plan, plan.campaigns[0]).key == "double11"  # its name, but none of its days
    assert beside(plan, plan.campaigns[1]) is beside(plan, plan.campaigns[2]) is None


def test_a_campaign_of_which_no_day_is_known_joins_an_assumed_one():
    one = {"name": "双12", "starts": "2026-12-08", "ends": "2026-12-12"}
    plan = plan_of(campaigns=[one])
    theirs = joined(plan, plan.campaigns[0])
    assert (theirs.year, theirs.assumed, theirs.moved_from) == (2026, True, 2025)
    assert not any(each.certain for each in events(plan)[1:])


def test_what_comes_round():
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert recurring(march, every="week", weekday=1) == [
        f"2026-03-{day:02d}" for day in (2, 9, 16, 23, 30)
    ]
    assert recurring(march, every="month", day=28) == ["2026-03-28"]
    quarters = ["2026-02-15", "2026-05-15", "2026-08-15", "2026-11-15"]
    assert recurring(every="quarter", day=15, month=2) == quarters
    assert recurring(every="quarter", day=1)[0] == "2026-01-01"
    assert recurring(every="year", month=9, day=1) == ["2026-09-01"]


def test_the_31st_is_the_last_day_of_a_short_month_and_29_february_the_28th():
    ends = [f"2026-{month:02d}-{monthrange(2026, month)[1]}" for month in range(1, 13)]
    assert recurring(every="month", day=31) == ends
    long = Period(date(2027, 1, 1), date(2028, 12, 31))
    assert recurring(long, every="year", month=2, day=29) == ["2027-02-28", "2028-02-29"]


def test_what_began_before_the_span_and_lasts_into_it_is_there():
    span = Period(date(2026, 3, 2), date(2026, 3, 31))
    plan = plan_of(agenda={"recurring": [{"name": "上新", "every": "month", "day": 28, "days": 7}]})
    assert [str(one.span) for one in events(plan, span)] == [
        "2026-02-28..2026-03-06",
        "2026-03-28..2026-04-03",
    ]


def test_meetings_move_to_the_next_workday():
    autumn = Period(date(2026, 9, 28), date(2026, 10, 13))
    assert meeting(autumn, every="week", weekday=1) == [
        ("2026-09-28", None),
        ("2026-10-08", date(2026, 10, 5)),
        ("2026-10-12", None),
    ]
    assert meeting(Period(date(2026, 3, 1), date(2026, 3, 3)), every="month", day=31) == []
    moved = meeting(Period(date(2026, 3, 1), date(2026, 3, 3)), every="month", day=28)
    assert moved == []  # 28 February 2026 is a Saturday that is worked
    assert meeting(Period(date(2026, 6, 1), date(2026, 6, 2)), every="month", day=31) == [
        ("2026-06-01", date(2026, 5, 31))
    ]
    assert meeting(every="year", day=15) == [("2026-01-15", None)]


def test_two_meetings_that_move_to_one_day_are_one():
    spring = Period(date(2026, 2, 9), date(2026, 3, 1))
    off = [{"name": "春节", "starts": "2026-02-10", "ends": "2026-02-25"}]
    agenda = {"days_off": off, "meetings": [{"name": "周会", "every": "week", "weekday": 2}]}
    found = events(plan_of(agenda=agenda), spring)
    assert [(str(one.span.start), one.moved_from) for one in found] == [
        ("2026-02-26", date(2026, 2, 24))
    ]


@given(st.integers(1, 31), st.integers(1, 12), st.sampled_from(["month", "quarter", "year"]))
@settings(deadline=None, max_examples=60)
def test_a_year_holds_as_many_as_it_should(day, month, every):
    month = (month - 1) % 3 + 1 if every == "quarter" else month
    found = recurring(every=every, day=day, month=month)
    assert len(found) == {"month": 12, "quarter": 4, "year": 1}[every]
    assert found == sorted(found)


BAD = {
    "campaigns": [
        {"name": "反了", "starts": "2026-03-08", "ends": "2026-03-01"},
        {
            "name": "618",
            "starts": "2026-05-31",
            "ends": "2026-06-18",
            "phases": [
                {"phase": "presale", "starts": "2026-05-31", "ends": "2026-05-30"},
                {"phase": "burst", "starts": "2026-06-15", "ends": "2026-06-18"},
            ],
        },
        {"name": "远", "starts": "2101-01-01", "ends": "2101-01-02"},
    ],
    "agenda": {
        "days_off": [
            {"name": "五一", "starts": "2026-05-05", "ends": "2026-05-01"},
            {"name": "旅游", "starts": "2026-04-13", "ends": "2026-04-14"},
        ],
        "workdays": ["2026-04-14"],
        "recurring": [
            {"name": "会员日", "every": "week"},
            {"name": "月", "every": "month", "weekday": 1},
            {"name": "季", "every": "quarter", "day": 1, "month": 5},
            {"name": "年", "every": "year", "day": 1},
            {"name": "长", "every": "year", "day": 1, "month": 1, "days": 1_000_000_000},
            {"name": "好", "every": "year", "day": 1, "month": 7},
        ],
        "meetings": [{"name": "例会", "every": "week", "day": 3}],
    },
}


def test_everything_wrong_is_named_with_its_place_at_once():
    found = agenda_problems(plan_of(**BAD))
    assert [(one.code, one.place) for one in found] == [
        ("almanac_backwards", "campaigns.0"),
        ("almanac_backwards", "campaigns.1.phases.0"),
        ("almanac_year", "campaigns.2"),
        ("almanac_backwards", "agenda.days_off.0"),
        ("almanac_both", "agenda.workdays.0"),
        ("almanac_when", "agenda.recurring.0"),
        ("almanac_when", "agenda.recurring.1"),
        ("almanac_when", "agenda.recurring.2"),
        ("almanac_when", "agenda.recurring.3"),
        ("almanac_when", "agenda.meetings.0"),
        ("almanac_days", "agenda.recurring.4"),
    ]
    for lang in LANGS:
        assert len(PlanError(found).say(lang).splitlines()) == 11


def test_the_rest_of_the_calendar_stays():
    found = events(plan_of(**BAD))
    assert [(one.name, one.kind) for one in found] == [
        ("618", "campaign"),
        ("618", "phase"),
        ("好", "recurring"),
    ]


@pytest.mark.parametrize(
    ("starts", "ends"), [("1950-01-01", "2100-12-31"), ("0001-01-01", "9999-12-31")]
)
def test_days_off_without_an_end_are_named_and_the_calendar_stays(starts, ends):
    agenda = BAD["agenda"] | {
        "days_off": [{"name": "停业", "starts": starts, "ends": ends}],
        "workdays": ["2026-04-12"],
        "recurring": [{"name": "好", "every": "year", "day": 1, "month": 7}],
        "meetings": [{"name": "例会", "every": "week", "weekday": 3}],
    }
    plan = plan_of(agenda=agenda)
    (long,) = [one for one in agenda_problems(plan) if one.code == "almanac_off_long"]
    assert (long.place, long.value) == ("agenda.days_off.0", "停业")
    assert all(end in long.wrong(lang) for end in (starts, ends) for lang in LANGS)
    assert {one.code for one in agenda_problems(plan)} <= {"almanac_off_long", "almanac_year"}
    assert len(events(plan)) == 1 + 52
    assert workdays(plan).count(Period(date(2026, 1, 1), date(2026, 12, 31))) == 249


def test_a_year_off_is_kept():
    off = {"name": "停业", "starts": "2028-01-01", "ends": "2028-12-31"}
    plan = plan_of(agenda={"days_off": [off]})
    assert agenda_problems(plan) == ()
    assert workdays(plan).on_or_after(date(2028, 1, 1)) == date(2029, 1, 1)


def with_phases(*told, **more):
    """Return a plan with a campaign of 8 to 12 December 2026 and phases on days of that month."""
    phases = [
        {"phase": phase, "starts": f"{year}-12-{first:02d}", "ends": f"{year}-12-{last:02d}"}
        for phase, first, last, year in told
    ]
    one = {"name": "双12", "starts": "2026-12-08", "ends": "2026-12-12", "phases": phases, **more}
    return plan_of(campaigns=[one])


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ([("burst", 8, 9, 2026), ("preheat", 10, 12, 2026)], "order", ("2026-12-10", "2026-12-08")),
        ([("burst", 8, 9, 2026), ("preheat", 5, 7, 2025)], "far", ("2025-12-05", "366")),
        ([("after_sales", 13, 14, 2027)], "far", ("2027-12-13", "366")),
    ],
)
def test_a_phase_out_of_order_or_of_another_year_is_named_and_left_out(told, code, words):
    plan = with_phases(*told)
    (problem,) = agenda_problems(plan)
    place = f"campaigns.0.phases.{len(told) - 1}"
    assert (problem.code, problem.place) == (f"almanac_phase_{code}", place)
    assert problem.value == "双12"
    assert all(word in problem.say(lang) for word in words for lang in LANGS)
    assert len(possible_phases(plan.campaigns[0])) == len(told) - 1
    assert place not in {event.place for event in events(plan)}


def test_waves_of_phases_may_mix():
    plan = with_phases(
        ("signup", 1, 2, 2026),
        ("presale", 8, 8, 2026),
        ("burst", 9, 9, 2026),
        ("preheat", 9, 10, 2026),
        ("burst", 11, 12, 2026),
        ("encore", 13, 13, 2026),
    )
    assert agenda_problems(plan) == ()
    assert possible_phases(plan.campaigns[0]) == plan.campaigns[0].phases


def test_a_campaign_of_the_platform_nobody_knows_is_named_with_a_guess():
    (problem,) = agenda_problems(with_phases(of="双13"))
    assert (problem.code, problem.place) == ("almanac_of", "campaigns.0.of")
    assert all("双11" in problem.say(lang) for lang in LANGS)
    assert agenda_problems(with_phases(of="double11")) == ()


def test_a_sound_plan_has_no_problems():
    assert agenda_problems(plan_of(campaigns=[BIG])) == ()


def test_a_span_outside_the_years_is_refused():
    plan = plan_of()
    with pytest.raises(PlanError):
        own_events(plan, Period(date(2100, 1, 1), date(2101, 1, 1)), workdays(plan))
