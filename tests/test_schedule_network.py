"""The critical path: against networkx on random graphs, and what a net does with circles."""

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.errors import PlanError
from shopkit.schedule import (
    UNBOUND,
    Limits,
    circles,
    critical_path,
    without_circles,
)


@st.composite
def networks(draw) -> tuple[list[int], list[list[int]]]:
    """Return durations and predecessors of a graph without circles, in shuffled order."""
    count = draw(st.integers(1, 25))
    days = draw(st.lists(st.integers(0, 30), min_size=count, max_size=count))
    place = draw(st.permutations(range(count)))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    links = {(min(pair), max(pair)) for pair in draw(st.lists(pairs, max_size=60))}
    after: list[list[int]] = [[] for _ in range(count)]
    for first, second in sorted(links):
        if first != second:
            after[place[second]].append(place[first])
    return days, after


def graph_of(days, after) -> networkx.DiGraph:
    """Return the network with each task as the weight of the links that leave it."""
    graph = networkx.DiGraph()
    graph.add_nodes_from([*range(len(days)), "start", "end"])
    graph.add_edges_from(
        [(b, n, {"weight": days[b]}) for n, told in enumerate(after) for b in told]
    )
    graph.add_edges_from([("start", n, {"weight": 0}) for n in range(len(days))])
    graph.add_edges_from([(n, "end", {"weight": days[n]}) for n in range(len(days))])
    return graph


def longest(graph, target) -> dict:
    """Return the longest way from each node to a target, by networkx's topological order."""
    far = {target: 0}
    for node in reversed(list(networkx.topological_sort(graph))):
        ways = [far[n] + graph.edges[node, n]["weight"] for n in graph.successors(node) if n in far]
        if ways:
            far[node] = max(ways)
    return far


@given(networks())
def test_latest_starts_agree_with_networkx(net):
    days, after = net
    found, graph = critical_path(days, after), graph_of(days, after)
    length = networkx.dag_longest_path_length(graph)
    to_end, to_start = longest(graph, "end"), longest(graph.reverse(), "start")
    for n in range(len(days)):
        assert found.latest_start[n] == length - to_end[n]
        assert found.earliest_start[n] == to_start[n]
    assert max(found.earliest_finish) == length
    path = [n for n in networkx.dag_longest_path(graph) if isinstance(n, int)]
    assert all(found.critical[n] and found.slack[n] == 0 for n in path)


@given(networks(), st.integers(-50, 400))
def test_a_fixed_end_moves_latest_starts_and_nothing_else(net, end):
    days, after = net
    count = len(days)
    fixed = critical_path(days, after, Limits([0] * count, [end] * count, [False] * count))
    free = critical_path(days, after)
    shift = end - max(free.earliest_finish)
    assert (fixed.latest_start == free.latest_start + shift).all()
    assert (fixed.earliest_start == free.earliest_start).all()


@given(networks(), st.data())
def test_no_task_starts_before_what_comes_before_it_ends(net, data):
    days, after = net
    count = len(days)
    release = data.draw(st.lists(st.integers(0, 40), min_size=count, max_size=count))
    ends = st.one_of(st.just(UNBOUND), st.integers(0, 200))
    deadline = data.draw(st.lists(ends, min_size=count, max_size=count))
    found = critical_path(days, after, Limits(release, deadline, [False] * count))
    for n, told in enumerate(after):
        assert found.earliest_start[n] >= release[n]
        assert found.latest_finish[n] <= deadline[n]
        for before in told:
            assert found.earliest_start[n] >= found.earliest_finish[before]
            assert found.latest_finish[before] <= found.latest_start[n]


def test_work_on_fixed_days_stays_there_and_holds_what_comes_before():
    limits = Limits([0, 2, 0], [UNBOUND] * 3, [False, True, False])
    found = critical_path([5, 3, 1], [[], [0], [1]], limits)
    assert found.earliest_start.tolist() == [0, 2, 5]
    assert found.latest_start.tolist()[:2] == [-3, 2]
    assert found.bounded.tolist() == [True, True, False]
    assert found.slack.tolist()[:2] == [-3, 0]


def test_circles_are_named_in_order():
    after = [[2], [0], [1], [2], [4], []]
    assert circles(after) == [[0, 1, 2], [4]]
    with pytest.raises(PlanError) as told:
        critical_path([1] * 6, after, names=list("abcdef"))
    assert [one.values["circle"] for one in told.value.problems] == ["a → b → c → a", "e → e"]


@given(networks(), st.data())
def test_without_circles_only_links_of_circles_go(net, data):
    days, after = net
    count = len(days)
    nodes = st.integers(0, count - 1)
    extra = data.draw(st.lists(st.tuples(nodes, nodes), max_size=5))
    mixed = [list(told) for told in after]
    for first, second in extra:
        mixed[second].append(first)
    kept, found = without_circles(mixed)
    assert len(critical_path(days, kept).slack) == count
    graph = networkx.DiGraph([(b, n) for n, told in enumerate(mixed) for b in told])
    graph.add_nodes_from(range(count))
    groups = [
        part
        for part in networkx.strongly_connected_components(graph)
        if len(part) > 1 or graph.has_edge(*(2 * [*part]))
    ]
    assert sorted(min(part) for part in groups) == sorted(
        min(part) for part in groups if any(set(circle) <= part for circle in found)
    )
    for circle in found:
        ends = zip(circle, [*circle[1:], circle[0]], strict=True)
        assert all(first in mixed[second] for first, second in ends)


def test_nothing_to_do_is_no_mistake():
    assert critical_path([], []).critical.tolist() == []
