"""Any campaigns, tasks and teams are scheduled: what cannot be is named, nothing breaks."""

from datetime import date, timedelta
from typing import get_args

from almanac_plans import plan_of
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.almanac import workdays
from shopkit.periods import Period
from shopkit.plan.sections.campaigns import CampaignKind, PhaseName
from shopkit.schedule import (
    BOOKS,
    Expected,
    Scope,
    crew,
    load,
    load_table,
    moves_table,
    net_of,
    prep_sheet,
    priority_table,
    rounds,
    schedule_findings,
    scheduled,
    task_table,
    working,
)

DAYS = st.one_of(
    st.dates(date(2025, 11, 1), date(2027, 12, 31)), st.sampled_from([date(1930, 1, 1)])
)
NAMES = st.sampled_from(["双11", "618", "a", "b"])
PHASES = st.fixed_dictionaries(
    {"phase": st.sampled_from(get_args(PhaseName)), "starts": DAYS, "ends": DAYS}
)
CAMPAIGNS = st.fixed_dictionaries(
    {"name": NAMES, "starts": DAYS, "ends": DAYS},
    optional={
        "kind": st.sampled_from(get_args(CampaignKind)),
        "phases": st.lists(PHASES, max_size=2),
        "run_book": st.sampled_from([*BOOKS[:4], "weekly", "x"]),
        "signup_by": DAYS,
        "sales_cny": st.integers(0, 10**6),
    },
)
STEPS = st.sampled_from(["goal", "测款", "Make the material", "stock_plan", "x", "y", "reception"])
TASKS = st.fixed_dictionaries(
    {"what": STEPS},
    optional={
        "campaign": NAMES,
        "post": st.sampled_from(["客服", "仓库", "owner", "?"]),
        "after": st.lists(STEPS, max_size=2),
        "starts": DAYS,
        "due": DAYS,
        "started": DAYS,
        "days": st.integers(0, 2000),
        "hours": st.floats(0, 500),
        "done": st.booleans(),
    },
)
POSTS = st.fixed_dictionaries(
    {"role": st.sampled_from(["店长", "客服", "仓库"]), "people": st.integers(0, 4)},
    optional={"starts": DAYS, "ends": DAYS},
)
AGENDAS = st.fixed_dictionaries(
    {},
    optional={
        "hours_daily": st.floats(1, 24),
        "buffer_rate": st.floats(0, 1),
        "rest_weekdays": st.sampled_from([[], [7], [6, 7]]),
        "meetings": st.just([{"name": "m", "every": "week", "weekday": 1, "hours": 1}]),
    },
)


@settings(max_examples=30)
@given(
    st.fixed_dictionaries(
        {
            "campaigns": st.lists(CAMPAIGNS, max_size=3),
            "tasks": st.lists(TASKS, max_size=5),
            "team": st.fixed_dictionaries({"posts": st.lists(POSTS, max_size=3)}),
            "agenda": AGENDAS,
        }
    ),
    st.dates(date(2026, 1, 1), date(2027, 6, 30)),
)
def test_any_plan_is_scheduled(sections, today):
    plan = plan_of(**sections)
    worked, team = workdays(plan), crew(plan.team.posts)
    found = scheduled(net_of(plan), worked, today)
    half_year = Period(today, today + timedelta(180))
    held = load(found, team, working(plan), rounds(plan, half_year, worked))
    for table in (load_table(held, "en"), moves_table(found, held, "zh")):
        assert table is not None
    frame = task_table(found, team, "zh")
    assert frame["task_id"].is_unique
    assert len(priority_table(found, "en")) == found.open.sum()
    wrong = [one for one in plan.campaigns if one.ends < one.starts]
    codes = [one.code for one in found.problems]
    assert codes.count("almanac_backwards") >= len(wrong)
    told = schedule_findings(found, team, held, Scope("en"))
    assert {one.code for one in told} >= set(codes)
    assert len(prep_sheet(found, "双11", Expected(), "zh")) == 7
