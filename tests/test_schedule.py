"""Work planned backwards: run-books on days of campaigns, the plan's own tasks, states."""

import csv
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from almanac_plans import plan_of
from hypothesis import given
from hypothesis import strategies as st

from shopkit.almanac import standard_workdays, workdays
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.plan import load_plan
from shopkit.roles import roles
from shopkit.schedule import (
    BOOKS,
    STATES,
    anchors_of,
    book_of,
    crew,
    critical_tasks,
    expected_orders,
    first_days,
    months_before,
    net_of,
    run_books,
    scheduled,
    source_said,
    state_title,
    task_table,
    unofficial,
    weekly,
)

SHOPS = ("flagship", "cosmetics", "bathware", "jdbrand")
TODAY = date(2026, 8, 3)
DEAL = {
    "name": "deal",
    "starts": date(2026, 9, 15),
    "ends": date(2026, 9, 17),
    "kind": "group_deal",
}
DOUBLE11 = {"name": "双11", "starts": date(2026, 11, 9), "ends": date(2026, 11, 11)}


def schedule_of(today=TODAY, platform="tmall", **sections):
    plan = plan_of(platform, **sections)
    return scheduled(net_of(plan), workdays(plan), today)


def at(schedule, name):
    """Return the number of a task by its key's end or its name."""
    return next(
        n
        for n, job in enumerate(schedule.net.jobs)
        if name in (job.key, job.key.rpartition(".")[2], *job.names)
    )


def state(schedule, name):
    return schedule.states[at(schedule, name)]


def day(value):
    return None if np.isnat(value) else date.fromisoformat(str(value))


@pytest.mark.parametrize("key", BOOKS)
def test_run_books_hold_together(key):
    book = run_books()[key]
    keys = [step.key for step in book.steps]
    assert len(set(keys)) == len(keys)
    items = set()
    with (files("shopkit") / "resources" / "opening.csv").open(encoding="utf-8") as file:
        items = {row["key"] for row in csv.DictReader(file)}
    for step in book.steps:
        assert set(step.after) <= set(keys)
        assert set(step.items) <= items
        assert set(step.posts) <= set(roles())
        assert len(step.checks("zh")) == len(step.checks("en"))
        assert step.source == "assumption" or step.source.startswith("source document 00")
        assert step.zh
        assert step.en
        assert step.hours is not None or step.full or step.thousand_hours is not None
    assert all(book.title(lang) for lang in LANGS)


@pytest.mark.parametrize("key", ["big_event", "group_deal", "opening", "small"])
def test_run_books_can_be_done_in_time(key):
    """Begun as early as it may, nothing of a run-book is too late, on any day of three years."""
    campaigns = [
        {"name": f"c{n}", "starts": start, "ends": start + timedelta(2), "run_book": key}
        for n, start in enumerate(date(2025, 6, 1) + timedelta(17 * k) for k in range(60))
    ]
    found = schedule_of(date(2024, 6, 3), campaigns=campaigns)
    before = [job.event.start >= (job.due or job.event.start) for job in found.net.jobs]
    assert (found.plain.slack[found.plain.bounded & np.array(before)] >= 0).all()


def test_first_hundred_days_can_be_done_in_time():
    for opens in (date(2026, 3, 2), date(2026, 12, 1), date(2027, 1, 20)):
        found = scheduled(first_days(opens), standard_workdays(), opens - timedelta(150))
        assert (found.slack[~np.isnan(found.slack)] >= 0).all()
        days = [day(one) for one in found.ends]
        assert max(days) <= opens + timedelta(99)


@given(st.dates(date(1951, 1, 1), date(2099, 1, 1)), st.integers(0, 24))
def test_preparation_begins_that_many_months_before(event, months):
    start = months_before(event, months)
    assert (event.year * 12 + event.month) - (start.year * 12 + start.month) == months
    assert start.day <= event.day


def test_s000_p04_calendar_year_end_lead():
    assert months_before(date(2026, 12, 31)) == date(2026, 9, 30)
    assert months_before(date(2026, 12, 12)) == date(2026, 9, 12)
    assert months_before(date(2027, 1, 31)) == date(2026, 10, 31)
    assert months_before(date(2024, 5, 31)) == date(2024, 2, 29)
    book = run_books()["big_event"]
    led = [step for step in book.steps if step.begin_months == 3]
    assert {"planning", "selection", "material"} <= {step.key for step in led}
    assert book.step("promotion").source == book.step("planning").source == "source document 000"
    found = schedule_of(campaigns=[DOUBLE11])
    assert found.net.jobs[at(found, "planning")].begin == date(2026, 8, 9)


def test_s002_p2_inventory_event_plan_week():
    found = schedule_of(campaigns=[DEAL | {"kind": "small"}])
    job = found.net.jobs[at(found, "stock_plan")]
    assert job.due == date(2026, 9, 8) == DEAL["starts"] - timedelta(7)
    assert day(found.latest[1][at(found, "stock_plan")]) <= job.due
    assert all(run_books()[key].step("stock_plan").lead_days == 7 for key in ("big_event", "small"))


def test_s003_promotion_jhs_runbook():
    book = run_books()["group_deal"]
    before = ("printers", "waybills", "couriers", "returning", "favourites", "prepack")
    during, after = ("reception", "dispatch", "traffic"), ("after_sales", "night_shift")
    for key in (*before, *during, *after):
        assert book.step(key).source == "source document 003"
        assert run_books()["big_event"].step(key).key == key
    assert book.step("dispatch").checks("zh") == ("扫描", "打单", "配货", "打包")
    assert book.step("reception").full
    found = schedule_of(date(2026, 3, 2), campaigns=[DEAL])
    starts, ends = found.starts, found.ends
    assert all(day(ends[at(found, key)]) < DEAL["starts"] for key in before)
    for key in during:
        n = at(found, key)
        assert (day(starts[n]), day(ends[n])) == (DEAL["starts"], DEAL["ends"])


def test_s003_aftersales_jhs_peak():
    found = schedule_of(campaigns=[DEAL])
    for key in ("after_sales", "night_shift"):
        assert day(found.starts[at(found, key)]) == DEAL["ends"] + timedelta(3)
        assert found.net.jobs[at(found, key)].sure


def test_s003_promotion_jhs_prepack():
    plan = plan_of(campaigns=[DEAL])
    step = run_books()["group_deal"].step("prepack")
    assert "a third" in step.en.lower()
    half, whole = (
        next(job for job in net_of(plan, {"deal": orders}).jobs if job.key.endswith("prepack"))
        for orders in (1500.0, 3000.0)
    )
    assert whole.hours == 2 * half.hours == 3 * step.thousand_hours


def test_s003_promotion_jhs_selection():
    book = run_books()["group_deal"]
    steps = ["test", "sample", "revise", "quote", "filter"]
    for first, second in pairwise(steps):
        assert first in book.step(second).after
    assert "2–4" in book.step("filter").en
    assert book.step("restock").after == ("signup",)
    assert any("own or licensed" in said for said in book.step("sample").checks("en"))


@pytest.mark.parametrize(("key", "spends"), [("big_event", "promotion"), ("group_deal", "traffic")])
def test_s000_p01_promotion_paid_approval(key, spends):
    """Ad money is asked for in writing and granted before any of it is spent."""
    book = run_books()[key]
    assert book.step("approval").source == "source document 000"
    assert "approval" in book.step(spends).after
    found = schedule_of(date(2026, 3, 2), campaigns=[DEAL | {"run_book": key}])
    granted, spent = at(found, "approval"), at(found, spends)
    assert day(found.latest[1][granted]) < day(found.latest[0][spent])


def test_s003_promotion_jhs_threshold():
    assert any("2,000" in said for said in run_books()["group_deal"].step("test").checks("en"))


def test_s000_p01_calendar_weekly_relist():
    book = run_books()["weekly"]
    assert [step.key for step in book.steps[:3]] == ["collect", "relist", "update"]
    assert all(step.source == "source document 000" for step in book.steps[:3])


def test_s003_promotion_auction_weekly():
    assert "5" in run_books()["weekly"].step("auction").en


def test_s003_promotion_weekly_signup():
    worked = standard_workdays()
    net = weekly(Period(date(2026, 9, 28), date(2026, 10, 18)), worked.on_or_after)
    due = [job.due for job in net.jobs if job.key.endswith("apply")]
    assert due == [date(2026, 10, 8), date(2026, 10, 8), date(2026, 10, 15)]  # 1 Oct is a holiday
    assert len(net.jobs) == 15


def test_s001_calendar_small_and_big():
    kinds = {"small": "small", "holiday": "big_event", "clearance": "small"}
    for kind, book in kinds.items():
        plan = plan_of(campaigns=[DEAL | {"kind": kind}])
        assert book_of(plan, plan.campaigns[0]).key == book


def test_s000_p01_calendar_holiday_plan():
    campaign = {"name": "国庆", "starts": date(2026, 10, 1), "ends": date(2026, 10, 7)}
    found = schedule_of(campaigns=[campaign | {"kind": "holiday"}])
    plan = at(found, "planning")
    assert day(found.latest[1][plan]) < date(2026, 10, 1) - timedelta(14)


def test_s000_p10_calendar_platform_events():
    events = [DOUBLE11, {"name": "618", "starts": date(2026, 6, 1), "ends": date(2026, 6, 18)}]
    plan = plan_of(campaigns=events)
    for one in plan.campaigns:
        assert (book_of(plan, one).key, book_of(plan, one).told_by) == ("big_event", "platform")


def test_s000_p10_calendar_own_events():
    for kind in ("new_products", "member_day"):
        plan = plan_of(campaigns=[DEAL | {"kind": kind}])
        assert net_of(plan).jobs[0].book == "small"


def test_s000_p04_workplan_task_deadlines():
    """Every task of a campaign has a latest day, whether or not the run-book gives it one."""
    found = schedule_of(campaigns=[DOUBLE11, DEAL])
    assert found.plain.bounded.all()
    assert not np.isnat(found.latest[1]).any()


def test_a_campaign_that_ends_before_it_starts_leaves_the_rest_intact():
    wrong = DEAL | {"name": "wrong", "ends": date(2026, 9, 1)}
    alone, both = schedule_of(campaigns=[DEAL]), schedule_of(campaigns=[wrong, DEAL])
    assert [one.code for one in both.problems] == ["almanac_backwards"]
    assert "2026-09-01" in both.problems[0].say("en")
    assert (both.starts == alone.starts).all()
    assert [job.step for job in both.net.jobs] == [job.step for job in alone.net.jobs]


def test_circles_are_named_in_order_and_the_rest_is_scheduled():
    tasks = [
        {"what": "a", "after": ["c"], "due": date(2026, 9, 1)},
        {"what": "b", "after": ["a"]},
        {"what": "c", "after": ["b"]},
        {"what": "d", "after": ["c"], "due": date(2026, 9, 30), "days": 3},
        {"what": "e", "after": ["e"]},
    ]
    found = schedule_of(tasks=tasks)
    said = [one.say("en") for one in found.problems]
    assert "a → b → c → a" in said[0]
    assert "e → e" in said[1]
    assert found.problems[0].place == "tasks.0"
    assert day(found.latest[0][at(found, "d")]) == date(2026, 9, 28)
    assert not np.isnat(found.starts).any()


def test_what_a_task_waits_for_may_be_a_step_or_another_task():
    tasks = [
        {"what": "拍视频", "campaign": "deal", "days": 4},
        {"what": "剪视频", "campaign": "deal", "after": ["拍视频"], "days": 2},
        {
            "what": "上视频",
            "campaign": "deal",
            "after": ["剪视频", "团购页和主图"],
            "due": "2026-09-10",
        },
        {"what": "别的", "after": ["拍视頻"]},
    ]
    found = schedule_of(campaigns=[DEAL], tasks=tasks)
    last = found.net.jobs[at(found, "上视频")]
    assert last.after == ("tasks.1", "campaigns.0.pages")
    assert [one.code for one in found.problems] == ["schedule_after"]
    assert "拍视频?" in found.problems[0].say("zh")
    assert day(found.latest[1][at(found, "拍视频")]) == date(2026, 9, 7)


def test_a_task_called_like_a_step_is_that_step():
    tasks = [
        {"what": "测款", "campaign": "deal", "done": True},
        {
            "what": "Make samples",
            "campaign": "deal",
            "post": "店长",
            "days": 2,
            "started": "2026-07-30",
        },
        {"what": "测款", "done": False},
    ]
    found = schedule_of(campaigns=[DEAL], tasks=tasks)
    assert len(found.net.jobs) == len(run_books()["group_deal"].steps) + 1
    assert state(found, "campaigns.0.test") == "done"
    sample = found.net.jobs[at(found, "campaigns.0.sample")]
    assert (sample.posts, sample.days, sample.place) == (("店长",), 2, "tasks.1")
    assert sample.after == ("campaigns.0.test",)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ({"due": date(1900, 1, 1)}, "schedule_year"),
        ({"due": date(2026, 9, 1), "starts": date(2026, 9, 9)}, "almanac_backwards"),
        ({"days": 5000}, "schedule_days"),
        ({"campaign": "dael"}, "schedule_campaign"),
    ],
)
def test_a_task_that_cannot_be_is_named(task, code):
    found = schedule_of(campaigns=[DEAL], tasks=[{"what": "x", **task}, {"what": "y"}])
    assert [one.code for one in found.problems] == [code]
    assert all(found.problems[0].say(lang) for lang in LANGS)
    assert "y" in [job.names[0] for job in found.net.jobs]


@pytest.mark.parametrize(
    ("campaign", "code"),
    [
        ({"run_book": "big_evnt"}, "schedule_run_book"),
        ({"starts": date(2200, 1, 1), "ends": date(2200, 1, 2)}, "schedule_year"),
    ],
)
def test_a_campaign_that_cannot_be_is_named(campaign, code):
    found = schedule_of(campaigns=[DEAL | campaign, DOUBLE11])
    assert [one.code for one in found.problems] == [code]
    assert {job.campaign for job in found.net.jobs} == {"双11"}


def test_states():
    """One task each, looked at on Monday 3 August 2026."""
    tasks = [
        {"what": "done", "due": "2026-07-01", "done": True},
        {"what": "doing", "started": "2026-07-31", "days": 4, "due": "2026-08-07"},
        {"what": "slow", "started": "2026-07-31", "days": 9, "due": "2026-08-07"},
        {"what": "late", "due": "2026-07-31"},
        {"what": "impossible", "due": "2026-08-05", "days": 4},
        {"what": "just", "due": "2026-08-05", "days": 3},
        {"what": "waiting", "after": ["just", "done"]},
        {"what": "ready", "after": ["done"]},
        {"what": "later", "starts": "2026-08-10"},
    ]
    found = schedule_of(tasks=tasks)
    told = dict(zip([task["what"] for task in tasks], found.states, strict=True))
    assert told == {
        "done": "done",
        "doing": "doing",
        "slow": "late",
        "late": "late",
        "impossible": "impossible",
        "just": "ready",
        "waiting": "waiting",
        "ready": "ready",
        "later": "later",
    }
    assert found.slack[at(found, "just")] == 0
    assert found.slack[at(found, "impossible")] == -1
    assert np.isnan(found.slack[at(found, "ready")])
    assert all(state_title(one, lang) for one in STATES for lang in LANGS)


def test_latest_starts_pass_over_holidays_and_worked_weekends():
    """Due on 9 October 2026: 1 to 7 October is off, 10 October is worked."""
    found = schedule_of(tasks=[{"what": "x", "due": "2026-10-09", "days": 4}])
    assert day(found.latest[0][0]) == date(2026, 9, 29)
    shifted = schedule_of(tasks=[{"what": "x", "due": "2026-10-10", "days": 4}])
    assert day(shifted.latest[0][0]) == date(2026, 9, 30)


def test_work_beyond_all_years_ends_with_them():
    tasks = [
        {"what": f"t{n}", "after": [f"t{n - 1}"] if n else [], "days": 1000} for n in range(30)
    ]
    found = schedule_of(tasks=[*tasks[:-1], tasks[-1] | {"due": "2030-01-04"}])
    assert day(found.earliest[1][-1]) == date(2099, 12, 31)
    assert day(found.latest[0][0]) == date(1951, 1, 1)
    assert found.states[0] == "late"


def test_a_name_two_tasks_have_is_the_other_one():
    found = schedule_of(tasks=[{"what": "x"}, {"what": "x", "after": ["x"]}])
    assert found.problems == ()
    assert found.net.jobs[1].after == ("tasks.0",)


def test_leap_days_are_days():
    tasks = [{"what": "x", "due": "2028-02-29", "days": 2}]
    found = schedule_of(date(2028, 1, 3), tasks=tasks)
    assert day(found.latest[1][0]) == date(2028, 2, 29)
    assert unofficial(found) == {2028: "weekends"}


def test_s003_calendar_year():
    """A plan of 2014, of which no holidays are known: weekends only, and it is said."""
    campaign = {"name": "deal", "starts": date(2014, 9, 15), "ends": date(2014, 9, 17)}
    found = schedule_of(date(2014, 5, 5), campaigns=[campaign | {"kind": "group_deal"}])
    assert found.problems == ()
    assert unofficial(found) == {2014: "weekends"}


def test_anchors_are_those_of_the_plan_then_the_platform_then_assumed():
    phases = [
        {"phase": "preheat", "starts": date(2026, 9, 10), "ends": date(2026, 9, 12)},
        {"phase": "signup", "starts": date(2026, 8, 1), "ends": date(2026, 8, 20)},
    ]
    plan = plan_of(
        campaigns=[DEAL | {"phases": phases}, DEAL | {"name": "x", "signup_by": "2026-08-30"}]
    )
    own, other = (anchors_of(plan, one) for one in plan.campaigns)
    assert (own["preheat"].day, own["preheat"].sure) == (date(2026, 9, 10), True)
    assert own["signup"].day == date(2026, 8, 20)
    assert (other["preheat"].day, other["preheat"].sure) == (date(2026, 9, 8), False)
    assert other["signup"].day == date(2026, 8, 30)
    joins = plan_of(campaigns=[DOUBLE11 | {"starts": date(2026, 10, 17)}])
    assert anchors_of(joins, joins.campaigns[0])["burst"].day > date(2026, 10, 17)


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 8, 10), date(2026, 10, 14)])
def test_critical_tasks_lead_to_the_campaign_and_are_those_the_table_marks(today):
    found = schedule_of(campaigns=[DOUBLE11, DEAL], today=today)
    mine = critical_tasks(found, "双11")
    keys = [found.net.jobs[n].step.key for n in mine]
    assert keys[:3] == ["goal", "planning", "selection"]
    assert len(set(found.slack[list(mine)])) == 1
    frame = task_table(found, (), "zh")
    marked = frame[frame["critical"] & (frame["for_campaign"] == "双11")]
    assert sorted(marked["task_id"]) == sorted(found.net.jobs[n].key for n in mine)
    for place, n in enumerate(mine):
        assert set(found.after[n]) & set(mine) <= set(mine[:place])
    assert critical_tasks(found, "?") == ()


def test_items_of_the_opening_that_are_done_are_done():
    done = ["style", "pictures", "licence_shown"]
    net = first_days(date(2026, 9, 1), done)
    assert {job.step.key for job in net.jobs if job.done} == {"style", "licence"}
    assert first_days(date(1800, 1, 1)).problems[0].code == "schedule_year"


def test_orders_are_the_goal_by_what_a_buyer_pays():
    target = {"year": 2026, "sales_cny": 1, "per_buyer_cny": 200}
    plan = plan_of(campaigns=[DEAL | {"sales_cny": 50_000}], targets=[target])
    assert expected_orders(plan, plan.campaigns[0]) == 250
    bare = plan_of(campaigns=[DEAL])
    assert expected_orders(bare, bare.campaigns[0]) is None


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("lang", LANGS)
def test_sample_shops_are_scheduled(root, shop, lang):
    plan = load_plan(root / "data" / "sample" / shop)
    found = scheduled(net_of(plan), workdays(plan), date(2026, 10, 14))
    assert found.problems == ()
    frame = task_table(found, crew(plan.team.posts), lang)
    assert len(frame) == len(found.net.jobs) > 80
    assert frame["task_id"].is_unique
    assert (frame["held_by"] != "").all()  # every post has somebody, or somebody who does its work
    held = frame.dropna(subset=["latest_start_on", "latest_end_on"])
    assert (held["latest_start_on"] <= held["latest_end_on"]).all()
    last = frame[frame["slack_workdays"] >= 0]
    assert (last["ends_on"] <= last["latest_end_on"]).all()
    assert set(frame["task_state"]) <= set(STATES)
    assert frame["source_said"].str.len().min() > 0
    assert source_said(found.net.jobs[0], lang)


tasks = st.lists(
    st.fixed_dictionaries(
        {
            "what": st.sampled_from("abcdefgh"),
            "after": st.lists(st.sampled_from("abcdefgh"), max_size=2),
            "days": st.integers(0, 12),
            "done": st.booleans(),
        },
        optional={
            "due": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            "starts": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            "started": st.dates(date(2026, 1, 1), date(2026, 8, 3)),
        },
    ),
    max_size=8,
)


@given(tasks)
def test_any_tasks_are_scheduled_with_what_is_wrong_named(told):
    found = schedule_of(tasks=told)
    open_ = found.open
    worked = found.worked
    assert not np.isnat(found.starts[open_]).any()
    assert (found.starts <= found.ends)[~np.isnat(found.starts)].all()
    for n, job in enumerate(found.net.jobs):
        if job.done:
            assert found.states[n] == "done"
            continue
        if not job.started:
            assert day(found.starts[n]) >= worked.on_or_after(TODAY)
        if job.due and found.states[n] in ("ready", "later", "doing"):
            assert found.latest[1][n] <= np.datetime64(job.due)
        for before in found.after[n]:
            first = found.net.jobs[before]
            if not (first.done or job.started) and first.days and job.days:
                assert found.earliest[0][n] > found.earliest[1][before]
    assert isinstance(task_table(found, (), "en"), pd.DataFrame)
