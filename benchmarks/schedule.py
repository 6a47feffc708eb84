"""Back-scheduling: 2,000 tasks, beside networkx and the plain textbook recursion.

    python -m benchmarks.schedule [--tasks 2000] [--repeats 5]

The network alone (latest starts of every task), then the whole schedule: the same tasks as those
of a plan on workdays with states, and their load by post and week. Every way has to find the same
latest starts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from benchmarks.measure import machine, parser

SEED, MOST_BEFORE, MOST_DAYS = 20261111, 4, 10
TODAY, LAST = date(2026, 1, 5), date(2030, 12, 31)
Net = tuple[list[int], list[list[int]]]


def main() -> None:
    numbers = {"tasks": (2000, "tasks of the net"), "repeats": (5, "runs, the best counts")}
    said = parser(__doc__, numbers).parse_args()
    net = made(said.tasks)
    links = sum(len(told) for told in net[1])
    print(f"schedule, {said.tasks} tasks, {links} links, {machine()}")
    own = measured("shopkit, latest starts", by_shopkit, net, said.repeats)
    for name, way in (("networkx", by_networkx), ("plain sweeps", by_sweeps)):
        other = measured(name, way, net, said.repeats)
        assert other[1] == own[1], name
        print(f"{'':24} {other[0] / own[0]:.1f} times shopkit's")
    measured("shopkit, plan to load", whole, net, said.repeats)


def made(count: int) -> Net:
    """Return days of tasks and those before them: up to four of the forty before each."""
    dice = random.Random(SEED)
    days = [dice.randint(1, MOST_DAYS) for _ in range(count)]
    after = [
        sorted(dice.sample(range(max(0, n - 40), n), min(n, dice.randint(0, MOST_BEFORE))))
        for n in range(count)
    ]
    return days, after


def measured(
    name: str, way: Callable[[Net], Sequence[int]], net: Net, repeats: int
) -> tuple[float, list[int]]:
    found: Sequence[int] = ()
    best = float("inf")
    for _ in range(repeats):
        started = time.process_time()
        found = way(net)
        best = min(best, time.process_time() - started)
    print(f"{name:24} {best * 1000:8.1f} ms CPU")
    return best, [int(one) for one in found]


def by_shopkit(net: Net) -> Sequence[int]:
    from shopkit.schedule import critical_path

    return critical_path(*net).latest_start.tolist()


def by_networkx(net: Net) -> Sequence[int]:
    """Return latest starts by networkx: the graph, its order, the longest way to the end."""
    import networkx

    days, after = net
    graph = networkx.DiGraph()
    graph.add_nodes_from((n, {"days": days[n]}) for n in range(len(days)))
    graph.add_edges_from((before, n) for n, told in enumerate(after) for before in told)
    order = list(networkx.topological_sort(graph))
    ends: dict[int, int] = {}
    for n in order:
        ends[n] = days[n] + max((ends[one] for one in graph.predecessors(n)), default=0)
    last, starts = max(ends.values()), dict[int, int]()
    for n in reversed(order):
        starts[n] = min((starts[one] for one in graph.successors(n)), default=last) - days[n]
    return [starts[n] for n in range(len(days))]


def by_sweeps(net: Net) -> Sequence[int]:
    """Return latest starts the way a worksheet finds them: over all links until nothing moves."""
    days, after = net
    links = [(before, n) for n, told in enumerate(after) for before in told]
    starts, moved = [0] * len(days), True
    while moved:
        moved = False
        for first, second in links:
            if starts[first] + days[first] > starts[second]:
                starts[second], moved = starts[first] + days[first], True
    last = max(start + days[n] for n, start in enumerate(starts))
    latest, moved = [last - one for one in days], True
    while moved:
        moved = False
        for first, second in links:
            if latest[second] - days[first] < latest[first]:
                latest[first], moved = latest[second] - days[first], True
    return latest


def whole(net: Net) -> Sequence[int]:
    from shopkit.almanac import workdays
    from shopkit.plan import Plan
    from shopkit.schedule import crew, load, net_of, scheduled, task_table, working

    plan = Plan.model_validate(
        {
            "schema": 1,
            "shop": {"name": "shop", "platform": "tmall"},
            "team": {"posts": [{"role": f"post {n}", "people": 2} for n in range(10)]},
            "tasks": [
                {
                    "what": f"task {n}",
                    "post": f"post {n % 10}",
                    "days": days,
                    "hours": days * 3,
                    "after": [f"task {one}" for one in before],
                    "due": LAST - timedelta(n % 90) if n % 7 == 0 else None,
                }
                for n, (days, before) in enumerate(zip(*net, strict=True))
            ],
        }
    )
    found = scheduled(net_of(plan), workdays(plan), TODAY)
    team = crew(plan.team.posts)
    held = load(found, team, working(plan))
    frame = task_table(found, team, "zh")
    assert held.asked.sum() > 0
    return [len(frame)]


if __name__ == "__main__":
    main()
