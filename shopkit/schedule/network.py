"""The critical path of a network of tasks, counted in workdays: one pass forward, one back."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopkit.errors import PlanError, Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

After = Sequence[Sequence[int]]  # of each task the numbers of those that come before it
UNBOUND = 1 << 40  # further than any workday: nothing is asked


@dataclass(frozen=True, slots=True)
class Times:
    """When each task of a network can and must happen; numbers of workdays from a common first.

    A task of n workdays that starts at s takes the workdays s … s + n − 1 and finishes at s + n.

    Attributes:
        earliest_start, earliest_finish: the earliest after what comes before.
        latest_start, latest_finish: the latest that keeps every fixed day; meaningless where
            `bounded` is false.
        bounded: whether anything asks for it by some day.
        slack: workdays it may slip; below 0 it cannot be in time.
        critical: nothing of its part of the network has less slack.
    """

    earliest_start: NDArray[np.int64]
    earliest_finish: NDArray[np.int64]
    latest_start: NDArray[np.int64]
    latest_finish: NDArray[np.int64]
    bounded: NDArray[np.bool_]

    @property
    def slack(self) -> NDArray[np.int64]:
        """Workdays each task may slip."""
        return self.latest_start - self.earliest_start

    @property
    def critical(self) -> NDArray[np.bool_]:
        """Tasks with the least slack of all, where anything is bounded."""
        import numpy as np

        slack = np.where(self.bounded, self.slack, UNBOUND)
        return np.asarray(self.bounded & (slack == slack.min(initial=UNBOUND)), dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds tasks beside each other's ends; one entry a task.

    Attributes:
        release: not before this workday.
        deadline: finished by this one; `UNBOUND` asks nothing.
        fixed: on its workdays whatever comes before it.
    """

    release: Sequence[int]
    deadline: Sequence[int]
    fixed: Sequence[bool]


def critical_path(
    days: Sequence[int], after: After, limits: Limits | None = None, names: Sequence[str] = ()
) -> Times:
    """Return the times of a network, in time linear in its tasks and links.

    Args:
        days: workdays each task takes.
        after: of each task the numbers of those before it.
        limits: fixed days; without them everything starts at 0 and ends with the last task.
        names: of the tasks, for messages.

    Raises:
        PlanError: Tasks wait for each other in a circle; it is named in order.

    Source: critical path method, Kelley & Walker (1959).

    Example:
        >>> found = critical_path([3, 2, 4], [[], [0], [0]])
        >>> found.latest_start.tolist(), found.slack.tolist(), found.critical.tolist()
        ([0, 5, 3], [0, 2, 0], [True, False, True])
    """
    import numpy as np

    order = _ordered(after, names)
    held = limits or Limits([0] * len(days), [], [False] * len(days))
    starts, finishes = _forward(days, after, held, order)
    ends = list(held.deadline) if limits else [max(finishes, default=0)] * len(days)
    latest = _backward(days, after, (ends, starts, held.fixed), order)
    last = np.array(latest, dtype=np.int64)
    spans = np.array(days, dtype=np.int64)
    return Times(
        np.array(starts, dtype=np.int64),
        np.array(finishes, dtype=np.int64),
        last - spans,
        last,
        last < UNBOUND // 2,
    )


def _forward(
    days: Sequence[int], after: After, limits: Limits, order: Sequence[int]
) -> tuple[list[int], list[int]]:
    starts, finishes = list(limits.release), [0] * len(days)
    for n in order:
        if not limits.fixed[n]:
            for before in after[n]:
                starts[n] = max(starts[n], finishes[before])
        finishes[n] = starts[n] + days[n]
    return starts, finishes


def _backward(
    days: Sequence[int],
    after: After,
    held: tuple[list[int], list[int], Sequence[bool]],
    order: Sequence[int],
) -> list[int]:
    latest, starts, fixed = held
    for n in reversed(order):
        if fixed[n]:
            latest[n] = starts[n] + days[n]
        must = latest[n] - days[n]
        for before in after[n]:
            latest[before] = min(latest[before], must)
    return latest


def _ordered(after: After, names: Sequence[str]) -> list[int]:
    order = ordered(after)
    if len(order) == len(after):
        return order
    raise PlanError([_circle(found, names) for found in circles(after)])


def _circle(found: Sequence[int], names: Sequence[str]) -> Problem:
    said = [names[n] if names else str(n) for n in (*found, found[0])]
    return Problem("schedule_cycle", "tasks", None, {"circle": " → ".join(said)})


def ordered(after: After) -> list[int]:
    """Return tasks so that each comes after those before it; those of circles are left out."""
    then, waits = followers(after), [len(before) for before in after]
    ready = deque(n for n, count in enumerate(waits) if not count)
    found = []
    while ready:
        n = ready.popleft()
        found.append(n)
        for later in then[n]:
            waits[later] -= 1
            if not waits[later]:
                ready.append(later)
    return found


def followers(after: After) -> list[list[int]]:
    """Return of each task the numbers of those that come after it."""
    then: list[list[int]] = [[] for _ in after]
    for n, before in enumerate(after):
        for one in before:
            then[one].append(n)
    return then


def circles(after: After) -> list[list[int]]:
    """Return one circle of each group of tasks that wait for each other, in order of the work.

    Example:
        >>> circles([[2], [0], [1], [2]])
        [[0, 1, 2]]
    """
    parts, then = components(after), followers(after)
    found, seen = [], set()
    for n, part in enumerate(parts):
        if part not in seen and (circle := _round(n, then, parts)):
            seen.add(part)
            found.append(circle)
    return found


def _round(start: int, then: list[list[int]], parts: Sequence[int]) -> list[int]:
    """Return the shortest way from a task back to itself; empty without one."""
    came: dict[int, int] = {}
    ahead = deque([start])
    while ahead:
        n = ahead.popleft()
        for later in then[n]:
            if later == start:
                way = [n]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if parts[later] == parts[start] and later not in came:
                came[later] = n
                ahead.append(later)
    return []


def components(after: After) -> list[int]:
    """Return of each task the number of its group: those that wait for each other are one."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ends = [(n, one) for n, before in enumerate(after) for one in before]
    rows, columns = np.array(ends, dtype=np.int64).reshape(-1, 2).T
    links = csr_array((np.ones(len(ends)), (rows, columns)), shape=(len(after), len(after)))
    return [int(part) for part in connected_components(links, connection="strong")[1]]


def without_circles(after: After) -> tuple[list[list[int]], list[list[int]]]:
    """Return the links without those inside circles, and the circles; all tasks stay."""
    if len(ordered(after)) == len(after):
        return [list(before) for before in after], []
    parts = components(after)
    kept = [[one for one in before if parts[one] != parts[n]] for n, before in enumerate(after)]
    return kept, circles(after)
