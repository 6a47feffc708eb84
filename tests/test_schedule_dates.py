"""Latest days, slack and what is late of random plans: networkx, and days counted by hand."""

from bisect import bisect_left
from datetime import date, timedelta

import networkx
import numpy as np
from almanac_plans import plan_of
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.almanac import holidays, workdays
from shopkit.schedule import net_of, scheduled

TODAY, DAY = date(2026, 9, 1), timedelta(1)
FROM, UNTIL = date(2023, 1, 1), date(2028, 1, 1)
LATER = st.integers(20, 160).map(lambda n: TODAY + n * DAY)
PUBLIC = {
    day: one.kind == "workday"
    for year in (2025, 2026, 2027)
    for one in holidays(year)
    for day in one.span
}


@st.composite
def plans(draw):
    """Return tasks in an order in which each waits only for those before it, and an agenda."""
    tasks = []
    for n in range(draw(st.integers(1, 14))):
        one = {"what": f"t{n}", "days": draw(st.sampled_from([0, 0, 1, 1, 2, 3, 5, 10]))}
        if draw(st.booleans()):
            one["due"] = draw(LATER)
        if draw(st.integers(0, 3)) == 0:
            one["starts"] = min(one.get("due", UNTIL), TODAY + draw(st.integers(0, 60)) * DAY)
        before = st.lists(st.integers(0, n - 1), max_size=3, unique=True) if n else st.just([])
        tasks.append(one | {"after": [f"t{k}" for k in draw(before)]})
    off = [
        {"name": "off", "starts": day, "ends": day + draw(st.integers(0, 9)) * DAY}
        for day in draw(st.lists(LATER, max_size=3))
    ]
    rest = sorted(draw(st.sets(st.integers(1, 7), max_size=3)))
    extra = draw(st.lists(LATER, max_size=2, unique=True))
    return tasks, {"rest_weekdays": rest, "days_off": off, "workdays": extra}


def worked_days(agenda) -> list[date]:
    """Return the workdays of some years, each asked one by one."""

    def works(day: date) -> bool:
        if day in agenda["workdays"]:
            return True
        if any(off["starts"] <= day <= off["ends"] for off in agenda["days_off"]):
            return False
        return PUBLIC.get(day, day.isoweekday() not in agenda["rest_weekdays"])

    every = (FROM + n * DAY for n in range((UNTIL - FROM).days))
    return [day for day in every if works(day)]


def by_hand(tasks, days) -> tuple[dict[int, int | None], dict[int, int]]:
    """Return of each task the latest and the earliest end as a number of workdays."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(tasks)))
    graph.add_edges_from((int(b[1:]), n) for n, one in enumerate(tasks) for b in one["after"])
    latest: dict[int, int | None] = {}
    for n in reversed(list(networkx.topological_sort(graph))):
        ends = [
            last - tasks[k]["days"] for k in graph.successors(n) if (last := latest[k]) is not None
        ]
        due = tasks[n].get("due")
        latest[n] = min([*ends, *([bisect_left(days, due + DAY)] if due else [])], default=None)
    earliest: dict[int, int] = {}
    for n in networkx.topological_sort(graph):
        first = max(tasks[n].get("starts", TODAY), TODAY)
        begins = [bisect_left(days, first), *(earliest[k] for k in graph.predecessors(n))]
        earliest[n] = max(begins) + tasks[n]["days"]
    return latest, earliest


@given(plans())
@settings(deadline=None, max_examples=40)
def test_latest_days_slack_and_what_is_late_agree_with_days_counted_by_hand(told):
    tasks, agenda = told
    plan = plan_of(tasks=tasks, agenda=agenda)
    found, days = scheduled(net_of(plan), workdays(plan), TODAY), worked_days(agenda)
    latest, earliest = by_hand(tasks, days)
    now = bisect_left(days, TODAY)
    for n, one in enumerate(tasks):
        last, long = latest[n], one["days"]
        if last is None:
            assert np.isnat(found.latest[1][n])
            continue
        assert found.latest[1][n].item() == days[last - 1]
        assert found.latest[0][n].item() == days[last - max(long, 1)]
        assert found.slack[n] == last - earliest[n]
        late = "late" if last <= now else "impossible" if last - long < now else None
        assert found.states[n] == late if late else found.states[n] not in {"late", "impossible"}
