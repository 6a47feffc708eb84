"""What is found in a schedule: planted faults, each once with all its tasks, in both languages."""

import re
from datetime import date

import numpy as np
import pytest
from almanac_plans import plan_of
from test_schedule import DEAL, DOUBLE11, SHOPS, TODAY

from shopkit.almanac import workdays
from shopkit.findings import Severity
from shopkit.i18n import LANGS, full_day
from shopkit.periods import Period
from shopkit.plan import load_plan
from shopkit.plan.sections.team import Post
from shopkit.schedule import (
    Scope,
    Working,
    crew,
    load,
    meeting_findings,
    moves,
    moves_table,
    net_of,
    rounds,
    schedule_findings,
    scheduled,
    working,
)

TEAM = crew((Post(role="店长", people=1),))
LEFT_OVER = re.compile(r"[{}]|\bnan\b|NaT|None|\b1 (tasks|weeks|people|workdays)\b")


def found_in(lang="zh", today=TODAY, people=TEAM, **sections):
    plan = plan_of(**sections)
    schedule = scheduled(net_of(plan), workdays(plan), today)
    held = load(schedule, people, Working(8, 0.2))
    return schedule_findings(schedule, people, held, Scope(lang))


def task(what, **said):
    return {"what": what, "post": "店长", "due": "2026-09-30", "hours": 4, **said}


PLANTED = {
    "schedule_late": ([task("x", due="2026-07-30")], "ERROR", "2026年7月30日"),
    "schedule_impossible": ([task("x", due="2026-08-05", days=5)], "ERROR", "差 2 个工作日"),
    "schedule_cycle": ([task("x", after=["y"]), task("y", after=["x"])], "ERROR", "x → y → x"),
    "schedule_after": ([task("x", after=["z"])], "ERROR", "没有叫这个名字"),
    "schedule_campaign": ([task("x", campaign="z")], "ERROR", "没有这个活动"),
    "almanac_backwards": ([task("x", starts="2026-10-08")], "ERROR", "早于"),
    "schedule_too_short": (
        [task("x", days=9, starts="2026-09-01"), task("y", due="2026-09-10", after=["x"])],
        "ERROR",
        "「y」要等「x」，最多差 2 个工作日",
    ),
    "schedule_day_off": ([task("x", due="2026-10-03")], "NOTE", "2026年9月30日"),
    "schedule_unheld": ([task("x", post="直播")], "WARNING", "没有人担任"),
    "schedule_no_post": ([task("x", post=None)], "NOTE", "算不到任何人头上"),
    "schedule_no_hours": ([task("x", hours=None)], "NOTE", "没有它们"),
    "schedule_overloaded": ([task("x", hours=60, days=8)], "WARNING", "超"),
    "schedule_not_official": ([task("x", due="2027-03-01")], "NOTE", "2027"),
    "schedule_no_holidays": ([task("x", due="2028-02-29")], "NOTE", "2028"),
}


@pytest.mark.parametrize("code", PLANTED)
def test_planted_faults_are_found(code):
    tasks, severity, said = PLANTED[code]
    told = {one.code: one for one in found_in(tasks=tasks)}
    one = told[code]
    assert one.severity.name == severity
    assert said in one.said + one.recomputed
    assert one.action
    assert one.owner
    if code not in ("schedule_overloaded", "schedule_not_official", "schedule_no_holidays"):
        assert one.place.startswith("tasks.")


def test_a_task_after_the_campaign_it_is_for():
    tasks = [task("x", campaign="deal", due="2026-09-18"), task("y", campaign="deal")]
    told = found_in(tasks=tasks, campaigns=[DEAL])
    late = [one for one in told if one.code == "schedule_after_event"]
    assert [one.place for one in late] == ["tasks.0", "tasks.1"]
    assert "2026年9月17日" in late[0].recomputed


def test_steps_of_a_run_book_nobody_noted_are_one_warning_a_campaign():
    told = found_in(today=date(2026, 11, 8), campaigns=[DOUBLE11])
    mine = [one for one in told if one.code == "schedule_not_noted"]
    assert [(one.severity, one.place) for one in mine] == [(Severity.WARNING, "campaigns.0")]
    assert not [one for one in told if one.code == "schedule_late"]


def test_problems_are_grouped_and_the_worst_come_first():
    tasks = [task(f"x{n}", due="2026-07-30") for n in range(7)]
    told = found_in(tasks=[*tasks, task("y", due="2026-10-03")])
    assert [one.code for one in told if one.code == "schedule_late"] == ["schedule_late"]
    assert "7 项" in told[0].said
    assert told[0].said.endswith("等。")
    assert [one.severity for one in told] == sorted((one.severity for one in told), reverse=True)


def test_a_shop_in_order_has_nothing_found():
    told = found_in(tasks=[task("x", hours=4), task("y", after=["x"], due="2026-10-15")])
    assert told == []
    assert found_in() == []


def test_with_nobody_in_the_team_posts_are_not_judged():
    assert found_in(people=(), tasks=[task("x", post="直播")]) == []


def test_fixed_work_that_is_too_much_says_that_nothing_can_be_moved():
    told = found_in(tasks=[task("x", hours=60, days=5, starts="2026-09-14", due="2026-09-18")])
    assert [one.code for one in told] == ["schedule_overloaded_fixed"]
    assert "提前不行：「x」要在 2026年9月7日 就开始，可最早 2026年9月14日" in told[0].action
    assert "没有岗位有空" in told[0].action
    assert "加 21.6 小时" in told[0].action


WEEK = {"hours": 60, "days": 5, "due": "2026-09-18"}  # of 38.4 hours, Sunday worked
STUCK = {  # what is in the way of beginning earlier, seen from 3 August
    "waits": ([task("a", days=31, hours=0, due=None), task("x", after=["a"], **WEEK)], "要等「a」"),
    "not_before": ([task("x", starts="2026-09-14", **WEEK)], "可最早 2026年9月14日"),
    "no_room": ([task("x", **WEEK)], "没有一周空得出"),
    "over": ([task("x", **(WEEK | {"due": "2026-08-07"}))], "2026年7月27日 就开始，那天已过"),
    "begun": ([task("x", **(WEEK | {"due": "2026-08-06", "started": "2026-08-03"}))], "已经在做"),
}


@pytest.mark.parametrize("key", STUCK)
def test_what_cannot_begin_earlier_is_told_from_when_it_had_to_and_why(key):
    tasks, said = STUCK[key]
    (one,) = [one for one in found_in(tasks=tasks) if one.code == "schedule_overloaded_fixed"]
    assert said in one.action
    assert "「x」" in one.cause


def test_a_post_with_hours_left_is_offered_the_work():
    people = crew((Post(role="店长", people=1), Post(role="客服", people=1)))
    tasks = [task("x", starts="2026-09-14", **WEEK)]
    tasks.append(task("y", post="客服", hours=20, days=5, starts="2026-09-14", due="2026-09-18"))
    (one,) = found_in(people=people, tasks=tasks)
    assert "客服（空 18.4 小时）" in one.action
    tasks[1] |= {"hours": 38}
    (one,) = found_in(people=people, tasks=tasks)
    assert "没有岗位有空" in one.action


@pytest.mark.parametrize(
    ("posts", "said"),
    [
        ({"role": "客服"}, "提前不行：都是定在那几天的工作"),
        (
            {"role": "店长", "also": ("客服", "美工", "推广", "商品")},
            "项已晚、没有记录，做完的先在",
        ),
    ],
)
def test_work_on_fixed_days_and_late_work_nobody_noted_are_said_to_be_so(posts, said):
    people = crew((Post(people=1, **posts),))
    campaigns = [DEAL | {"run_book": "big_event"}]
    agenda = {"rest_weekdays": [3, 4, 5, 6, 7]}
    told = found_in(today=date(2026, 9, 14), people=people, campaigns=campaigns, agenda=agenda)
    (one,) = [one for one in told if one.code == "schedule_overloaded_fixed"]
    assert said in one.action


def test_hours_that_fit_once_all_is_moved_ask_for_no_more():
    tasks = [task(name, hours=30, days=2, due="2026-09-18") for name in "xy"]
    (one,) = found_in(tasks=tasks)
    assert one.code == "schedule_overloaded"
    assert one.action == ("这样挪就排得下：「x」从 2026年9月14日 那周挪到 2026年9月7日 那周。")


def test_hours_of_weeks_that_are_over_are_no_problem_and_take_no_work():
    begun = task("x", hours=200, days=60, started="2026-07-06", due="2026-12-31")
    plan = plan_of(tasks=[begun, task("y", hours=60, days=5, due="2026-08-14")])
    schedule = scheduled(net_of(plan), workdays(plan), TODAY)
    held = load(schedule, TEAM, Working(1, 0.2))
    assert (held.over[:, held.weeks < np.datetime64("2026-08-03")] > 0).any()
    for one in moves(schedule, held):
        assert held.weeks[one.week] >= np.datetime64("2026-08-03")
        assert one.to is None or held.weeks[one.to] >= np.datetime64("2026-08-03")
    told = schedule_findings(schedule, TEAM, held, Scope("zh"))
    (one,) = [one for one in told if one.code.startswith("schedule_overloaded")]
    assert one.due >= TODAY


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_are_whole_in_both_languages(lang):
    tasks = [one for told, *_ in PLANTED.values() for one in told]
    tasks = [one | {"what": f"{one['what']}{n}"} for n, one in enumerate(tasks)]
    wrong = DEAL | {"name": "w", "ends": date(2026, 9, 1)}
    books = DEAL | {"name": "b", "run_book": "big"}
    early = DEAL | {"name": "e", "starts": date(1900, 1, 1), "ends": date(1900, 1, 2)}
    sections = {"tasks": tasks, "campaigns": [wrong, DOUBLE11, books, early]}
    for one in found_in(lang, date(2026, 9, 28), **sections):
        for said in (one.said, one.recomputed, one.cause, one.action, one.owner):
            assert said, one.code
            assert not LEFT_OVER.search(said), said
            if lang == "en":
                assert not re.search("[，。；]", said), said


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("lang", LANGS)
def test_sample_shops_are_told_what_will_not_fit(root, shop, lang):
    plan = load_plan(root / "data" / "sample" / shop)
    people = crew(plan.team.posts)
    schedule = scheduled(net_of(plan), workdays(plan), date(2026, 10, 14))
    held = load(schedule, people, working(plan))
    told = schedule_findings(schedule, people, held, Scope(lang))
    codes = [one.code for one in told]
    assert "schedule_not_noted" in codes  # 双11 is near, and no task of it was noted
    assert not [one for one in told if one.code == "schedule_unheld"]
    for one in told:
        assert not LEFT_OVER.search(one.said + one.recomputed + one.action), one


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("today", [date(2026, 10, 14), date(2026, 11, 1)])
def test_what_is_proposed_is_what_can_be_moved(root, shop, today):
    """A post's finding names the moves there are, with campaign and weeks, and no other task."""
    plan = load_plan(root / "data" / "sample" / shop)
    people, worked = crew(plan.team.posts), workdays(plan)
    schedule = scheduled(net_of(plan), worked, today)
    span = Period(today, date(2027, 3, 31))
    held = load(schedule, people, working(plan), rounds(plan, span, worked))
    table = moves_table(schedule, held, "en")
    offered = table[table["to_week_on"].notna()]
    told = schedule_findings(schedule, people, held, Scope("en"))
    full = [one for one in told if one.code.startswith("schedule_overloaded")]
    assert full
    for one in full:
        mine = offered[offered["post"] == one.owner]
        assert (one.code == "schedule_overloaded_fixed") == mine.empty
        assert one.action.count("from the week of") == min(len(mine), 5)
        for row in mine.head(5).itertuples():
            week, to = (full_day(day.date(), "en") for day in (row.week_starts_on, row.to_week_on))
            name = f"“{row.task}” ({row.for_campaign}) from the week of {week} to that of {to}"
            assert name in one.action
        assert ("earlier is impossible" in one.action) == (one.code != "schedule_overloaded")


@pytest.mark.parametrize("lang", LANGS)
def test_a_meeting_of_a_post_nobody_holds_is_named(lang):
    posts = [
        {"role": "店长", "people": 1, "also": ["美工", "直播间场控"]},
        {"role": "仓库", "people": 1},
        {"role": "会计", "people": 0},
    ]
    asked = ["店长", "美工", "直播间场控", "打包", "老板"]
    meetings = [
        {"name": "周会", "every": "week", "weekday": 1, "posts": asked},
        {"name": "月会", "every": "month", "day": 2, "posts": ["店长", "会计", "外星人"]},
        {"name": "空", "every": "month", "day": 2},
    ]
    plan = plan_of(team={"posts": posts}, agenda={"meetings": meetings})
    (one,) = meeting_findings(plan, crew(plan.team.posts), Scope(lang))
    assert (one.code, one.place) == ("schedule_meeting", "agenda.meetings.1.posts")
    assert "月会" in one.said
    assert "外星人" in one.said
    assert "{" not in " ".join((one.said, one.recomputed, one.cause, one.action))
    assert list(meeting_findings(plan, (), Scope(lang))) == []
