"""Hours by post and week, what to move, what to do first, a day in blocks."""

from datetime import date, timedelta

import numpy as np
import pytest
from almanac_plans import plan_of
from hypothesis import given
from hypothesis import strategies as st
from test_schedule import DEAL, SHOPS, TODAY, schedule_of

from shopkit.almanac import workdays
from shopkit.errors import PlanError
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.plan import load_plan
from shopkit.plan.sections.team import Post
from shopkit.schedule import (
    Todo,
    Working,
    crew,
    day_blocks,
    day_plan,
    holders,
    load,
    load_table,
    moves,
    moves_table,
    net_of,
    priority_table,
    quadrant,
    quadrant_title,
    ranked,
    rounds,
    routine,
    scheduled,
    task_table,
    urgency_of,
    urgency_rule,
    working,
)

DAY = Working(8, 0.2)
HOUR = 60
TEAM = (
    Post(role="店长", people=1, also=("美工", "推广")),
    Post(role="客服", people=2),
    Post(role="客服和打包", people=1),
)


def task(what, **said):
    return {"what": what, "post": "店长", **said}


def loaded(*tasks, team=TEAM, day=DAY, **sections):
    schedule = schedule_of(tasks=list(tasks), **sections)
    return schedule, load(schedule, crew(team), day)


def test_hours_are_spread_over_workdays_of_a_task():
    """Ten hours on Thursday, Friday and Monday, 6, 7 and 10 August 2026."""
    told = task("x", days=3, hours=12, starts="2026-08-06", due="2026-08-31")
    _, found = loaded(told)
    frame = load_table(found, "en")
    assert frame["load_hours"].tolist() == [8, 4]
    assert frame["week_starts_on"].dt.date.tolist() == [date(2026, 8, 3), date(2026, 8, 10)]
    assert frame["capacity_hours"].tolist() == [1 * 8 * 5 * 0.8] * 2


def test_a_person_in_several_roles_counts_once():
    shared = [task("a", hours=30, due="2026-08-07", days=5)]
    shared += [task("b", post="美工", hours=20, due="2026-08-07", days=5)]
    _, found = loaded(*shared)
    frame = load_table(found, "zh")
    assert frame["post"].tolist() == ["店长"]
    assert (frame["load_hours"][0], frame["capacity_hours"][0], frame["over_hours"][0]) == (
        50,
        32,
        18,
    )


def test_holders_are_found_by_name_then_role_then_who_covers_it():
    team = crew(TEAM)
    held = {
        said: holders(schedule_of(tasks=[task("x", post=said)]).net.jobs[0], team)
        for said in ("客服", "客服和打包", "售后客服", "仓库", "美工", "运营", "直播", "designer")
    }
    assert held == {
        "客服": (1,),
        "客服和打包": (2,),
        "售后客服": (1, 2),
        "仓库": (),
        "美工": (0,),
        "运营": (0,),
        "直播": (),
        "designer": (0,),
    }


def test_hours_of_several_holders_are_shared_by_people():
    team = (Post(role="售前客服", people=3), Post(role="售后客服", people=1))
    _, found = loaded(task("x", post="客服", hours=8, due="2026-08-07"), team=team)
    assert load_table(found, "zh")["load_hours"].tolist() == [6, 2]


def test_a_week_with_a_holiday_holds_fewer_hours():
    told = task("x", hours=8, due="2026-10-09", days=1, starts="2026-10-09")
    _, found = loaded(told)
    frame = load_table(found, "zh")
    assert frame["workdays"].tolist() == [3]  # 8, 9 and, worked instead, 10 October
    leaving = (Post(role="店长", people=1, ends=date(2026, 8, 4)),)
    _, gone = loaded(task("x", hours=8, due="2026-08-04"), team=leaving)
    assert load_table(gone, "zh")["workdays"].tolist() == [2]


def test_who_has_left_or_comes_later_does_no_work():
    """A promoter until Tuesday, one from Monday on; between them whoever covers the work."""
    promoters = (
        Post(role="推广", people=1, ends=date(2026, 8, 4)),
        Post(role="推广专员", people=1, starts=date(2026, 8, 10)),
    )
    told = [task(due, post="推广", hours=4, due=due) for due in ("2026-08-04", "2026-08-06")]
    told.append(task("later", post="推广", hours=4, due="2026-08-11"))
    for besides, between in ((TEAM, "店长"), ((), "")):
        team = (*promoters, *besides)
        schedule, found = loaded(*told, team=team)
        held = task_table(schedule, crew(team), "zh")["held_by"].tolist()
        assert held == ["推广", between, "推广专员、店长" if between else "推广专员"]
        asked = load_table(found, "zh").groupby(["week_starts_on", "post"])["load_hours"].sum()
        first, second = (asked.loc[day].to_dict() for day in ("2026-08-03", "2026-08-10"))
        assert first == ({"推广": 4, "店长": 4} if between else {"推广": 8})
        assert second == ({"推广专员": 2, "店长": 2} if between else {"推广专员": 4})


def test_a_post_nobody_holds_has_no_hours_and_unknown_hours_are_not_zero():
    _, found = loaded(
        task("x", post="直播", due="2026-08-07", hours=6), task("y", due="2026-08-07")
    )
    frame = load_table(found, "en").set_index("post")
    live = frame.loc["Live host"]
    assert (live["heads"], live["capacity_hours"], live["over_hours"]) == (0, 0, 6)
    manager = frame.loc["店长" if "店长" in frame.index else frame.index[-1]]
    assert (manager["tasks"], manager["tasks_without_hours"], manager["load_hours"]) == (1, 1, 0)


def test_meetings_take_hours_of_everybody_who_takes_part():
    meetings = [{"name": "周会", "every": "week", "weekday": 1, "hours": 1}]
    recurring = [{"name": "上新", "every": "week", "weekday": 2, "hours": 3, "post": "美工"}]
    plan = plan_of(agenda={"meetings": meetings, "recurring": recurring})
    worked = workdays(plan)
    span = Period(date(2026, 8, 3), date(2026, 8, 9))
    found = load(
        scheduled(net_of(plan), worked, TODAY), crew(TEAM), DAY, rounds(plan, span, worked)
    )
    assert load_table(found, "zh").set_index("post")["load_hours"].to_dict() == {
        "店长": 1 + 3,
        "客服": 2,
        "客服和打包": 1,
    }


def test_what_has_most_slack_is_moved_first_and_only_as_much_as_is_too_much():
    """32 hours to give in the week of 17 August, 48 asked for; 16 are to move."""
    week = {"days": 2, "due": "2026-08-21", "hours": 16}
    schedule, found = loaded(
        task("none", starts="2026-08-20", **week),
        task("some", after=["first"], **week),
        task("most", **week),
        task("first", days=5, hours=0),
    )
    assert schedule.slack.tolist()[:3] == [0, 8, 13]
    (told,) = moves(schedule, found)
    assert schedule.net.jobs[told.job].names[0] == "most"
    assert str(found.weeks[told.to]) == "2026-08-10"
    frame = moves_table(schedule, found, "zh")
    assert frame["load_hours"].tolist() == [16]
    assert frame["slack_workdays"].tolist() == [13]


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.integers(1, 60), st.integers(0, 60)),
        min_size=1,
        max_size=12,
    )
)
def test_hours_are_neither_lost_nor_made_and_moves_overload_no_week(told):
    tasks = [
        task(f"t{n}", days=days, hours=hours, due=str(TODAY + timedelta(30 + later)))
        for n, (days, hours, later) in enumerate(told)
    ]
    schedule, found = loaded(*tasks)
    assert found.asked.sum() == pytest.approx(sum(hours for _, hours, _ in told))
    after = found.asked.copy()
    for one in moves(schedule, found):
        if one.to is not None:
            after[one.row, one.week] -= one.hours
            after[one.row, one.to] += one.hours
            assert after[one.row, one.to] <= found.capacity[one.row, one.to] + 1e-6
    before = found.asked
    assert (
        np.maximum(after - found.capacity, 0) <= np.maximum(before - found.capacity, 0) + 1e-6
    ).all()


def test_a_duty_for_everybody_fills_their_day():
    schedule = schedule_of(date(2026, 3, 2), campaigns=[DEAL])
    found = load(schedule, crew((Post(role="客服", people=3),)), DAY)
    n = next(k for k, job in enumerate(schedule.net.jobs) if job.key.endswith("reception"))
    mine = found.parts.job == n
    assert found.parts.hours[mine].sum() == pytest.approx(3 * 6.4 * 3)


def test_nothing_to_do_is_a_load_of_nothing():
    schedule, found = loaded()
    assert load_table(found, "en").empty
    assert moves_table(schedule, found, "en").empty
    assert priority_table(schedule, "en").empty


def test_s004_a1_workplan_priority():
    told = {(a, b): quadrant(a, b) for a in ("high", "low") for b in ("high", "low")}
    assert told == {
        ("high", "high"): "now",
        ("high", "low"): "plan",
        ("low", "high"): "hand_over",
        ("low", "low"): "drop",
    }
    assert list(routine("zh").values()) == ["商品上架", "订单处理", "物流跟踪", "客户咨询"]
    assert all(quadrant_title(one, lang) for one in told.values() for lang in LANGS)


def test_urgency_comes_from_the_plan_else_from_the_last_start():
    tasks = [
        task("soon", due="2026-08-04", importance="high"),
        task("far", due="2026-12-01", importance="high"),
        task("said", due="2026-12-01", urgency="high"),
        task("idle"),
        task("late", due="2026-07-01", importance="high"),
    ]
    schedule = schedule_of(tasks=tasks)
    order = [schedule.net.jobs[one.job].names[0] for one in ranked(schedule)]
    assert order == ["late", "soon", "far", "said", "idle"]
    told = priority_table(schedule, "en").set_index("task")["quadrant"].to_dict()
    assert told == {
        "late": "now",
        "soon": "now",
        "far": "plan",
        "said": "hand_over",
        "idle": "drop",
    }
    assert [urgency_of(days) for days in (-1, 2, 3, 9, 10)] == ["high"] * 2 + ["medium"] * 2 + [
        "low"
    ]


@pytest.mark.parametrize(
    ("today", "quadrant_told"),
    [
        (date(2026, 8, 3), "plan"),
        (date(2026, 9, 9), "plan"),  # Thursday, Friday, Monday: 4 workdays to Tuesday the 15th
        (date(2026, 9, 10), "plan"),
        (date(2026, 9, 11), "now"),
        (date(2026, 9, 16), "now"),
    ],
)
def test_a_duty_is_urgent_near_its_day_not_because_its_day_is_fixed(today, quadrant_told):
    schedule = schedule_of(today, campaigns=[DEAL])
    table = priority_table(schedule, "en").set_index("task_id")
    duty = table.loc["campaigns.0.reception"]
    assert duty["slack_workdays"] == 0
    assert duty["quadrant"] == quadrant_told
    assert duty["latest_start_on"].date() == DEAL["starts"]


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "due": st.dates(date(2026, 7, 1), date(2026, 11, 30)).map(str),
                "days": st.integers(1, 9),
                "after": st.lists(st.sampled_from(["t0", "t1", "t2"]), max_size=1),
            },
            optional={"started": st.dates(date(2026, 7, 1), TODAY).map(str)},
        ),
        max_size=6,
    )
)
def test_urgent_is_what_must_begin_within_three_workdays_or_is_late(told):
    tasks = [task(f"t{n}", **{**one, "after": one["after"][:n]}) for n, one in enumerate(told)]
    schedule = schedule_of(tasks=tasks, campaigns=[DEAL])
    latest = schedule.worked.add_all(np.array(str(TODAY), dtype="datetime64[D]"), np.array([2]))[0]
    for one in ranked(schedule):
        job, state = schedule.net.jobs[one.job], schedule.states[one.job]
        if state in ("late", "impossible"):
            assert one.urgency == "high"
        elif (
            not job.started
            and schedule.times.latest_start[one.job] == schedule.plain.latest_start[one.job]
        ):
            last = schedule.latest[0][one.job]
            on = schedule.worked.on_or_after(last.item())
            assert (one.urgency == "high") == (np.datetime64(on) <= latest), job.key


@pytest.mark.parametrize("lang", LANGS)
def test_the_rule_of_urgency_names_its_threshold(lang):
    assert "3" in urgency_rule(lang)
    assert [urgency_of(2), urgency_of(3)] == ["high", "medium"]


def test_s004_a1_workplan_time_blocks():
    """Σ blocks + buffer = working hours."""
    found = day_blocks([Todo("上架", 2, "high", "high"), Todo("订单", 3)], Working(8, 0.2))
    frame = found.blocks
    blocks = frame[frame["block_kind"] != "buffer"]["task_hours"].sum()
    buffer = frame[frame["block_kind"] == "buffer"]["task_hours"].sum()
    assert buffer == pytest.approx(1.6)
    assert blocks + buffer == pytest.approx(8)
    assert frame["task"].tolist() == ["上架", "订单", "", ""]
    assert frame["block_starts"].tolist() == ["09:00", "11:00", "14:00", "15:24"]
    assert frame["block_ends"].tolist()[-1] == "17:00"
    assert found.left == ()


hours = st.floats(0, 9, allow_nan=False).map(lambda one: round(one * HOUR) / HOUR)
degrees = st.sampled_from(("low", "medium", "high"))


@given(
    st.lists(st.builds(Todo, st.just("x"), hours, degrees, degrees), max_size=8),
    st.floats(1, 14),
    st.floats(0, 1),
)
def test_a_day_is_as_long_as_it_is_and_nothing_is_forgotten(todos, length, buffer):
    found = day_blocks(todos, Working(length, buffer), 0.0)
    assert found.blocks["task_hours"].sum() == pytest.approx(length)
    done = found.blocks.loc[found.blocks["block_kind"] == "task", "task_hours"].sum()
    left = sum(one.hours for one in found.left)
    assert done + left == pytest.approx(sum(one.hours for one in todos))
    assert done <= length * (1 - buffer) + 1e-9


def test_the_next_workday_of_each_post_holds_what_may_be_done_today():
    """Monday 3 August 2026: two share the chats, what waits, comes later or has no hours is out."""
    tasks = [
        task("late", due="2026-07-30", hours=5, days=5, importance="high"),
        task("slow", starts="2026-08-03", due="2026-08-07", hours=10, days=5),
        task("then", due="2026-12-01", after=["slow"], hours=1),
        task("autumn", due="2026-12-01", hours=1),
        task("open", due="2026-08-03"),
        task("chats", post="客服", starts="2026-08-03", due="2026-08-03", hours=4, days=1),
    ]
    frame = day_plan(schedule_of(tasks=tasks), crew(TEAM[:2]), DAY, "zh")
    mine = frame[frame["post"] == "店长"]
    assert mine["task"].tolist() == ["late", "slow", ""]
    assert mine["task_hours"].tolist() == pytest.approx([5, 1.4, 1.6])
    theirs = frame[frame["post"] == "客服"]
    assert theirs["block_kind"].tolist() == ["task", "free", "buffer"]
    assert theirs["task_hours"].tolist() == pytest.approx([2, 4.4, 1.6])
    assert frame.groupby("post")["task_hours"].sum().tolist() == pytest.approx([8, 8])


@pytest.mark.parametrize("lang", LANGS)
def test_a_duty_for_everybody_is_the_whole_day_and_names_its_campaign(lang):
    schedule = schedule_of(DEAL["starts"], campaigns=[DEAL])
    frame = day_plan(schedule, crew((Post(role="客服", people=3),)), DAY, lang)
    row = frame.iloc[0]
    assert "deal" in row["task"]
    assert row["task_hours"] == pytest.approx(6.4)
    assert day_plan(schedule, (), DAY, lang).empty


def test_a_task_of_less_than_no_time_is_refused():
    with pytest.raises(PlanError):
        day_blocks([Todo("x", -1)], DAY)


@pytest.mark.parametrize("shop", SHOPS)
def test_sample_shops_have_a_load(root, shop):
    plan = load_plan(root / "data" / "sample" / shop)
    worked, today = workdays(plan), date(2026, 10, 14)
    schedule = scheduled(net_of(plan), worked, today)
    found = load(schedule, crew(plan.team.posts), working(plan))
    frame = load_table(found, "zh")
    assert (frame["heads"] > 0).all()
    assert set(frame["post"]) <= {post.role for post in plan.team.posts}
    told = np.isfinite(found.parts.hours)
    assert found.parts.hours[told].sum() == pytest.approx(frame["load_hours"].sum())
    assert (frame["over_hours"] > 0).any()  # a 双11 of which nothing was noted
    assert not moves_table(schedule, found, "en").empty
