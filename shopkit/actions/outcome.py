"""What became of an action: its figure before and after, held against what was expected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shopkit.actions.expected import Expected
from shopkit.actions.log import Action
from shopkit.periods import Period

Verdict = Literal["met", "partly", "not", "early", "few", "unknown", "unset", "open"]
PARTLY = 0.5  # share of the expected change from which on it was met in part
ENOUGH = 30  # orders or people behind a figure; fewer say nothing about a change
ONE_WEEK = timedelta(days=7)

# The figure before and after, what it was counted over (visitors of a rate, else orders or people),
# whether it is a share of those, and the dictionary name it goes by.
Measured = tuple[float | None, float | None, float | None, float | None, bool, str]
Measure = Callable[[str, Period, Period], Measured]
Grows = Callable[[str, Period], bool]  # dictionary name, span: refunds to come will change it
Clear = Callable[[float, float, float, float], bool]  # rate, trials, old rate, old trials


@dataclass(frozen=True, slots=True)
class Outcome:
    """An action and what became of it.

    Attributes:
        action: the action.
        verdict: `met`, `partly` or `not`; `early` before its check date; not measurable: `few`
            buyers, `unknown` to the files, `unset` figure or expectation, `open` refunds.
        spans: before and after; `None` where nothing of it is over yet.
        before: the figure before, in its own unit.
        after: the figure after.
        told: the dictionary name of what was measured: refunds go by one of two dates.
    """

    action: Action
    verdict: Verdict
    spans: tuple[Period, Period] | None = None
    before: float | None = None
    after: float | None = None
    told: str = ""

    @property
    def figure(self) -> str:
        """The dictionary name of its figure as it was measured; empty where none was named."""
        return self.told or self.action.figure


@dataclass(frozen=True, slots=True)
class Ruler:
    """What actions are measured with, given by the topic that knows the figures.

    Attributes:
        figures: stems that can be measured.
        measure: gives a figure of two spans.
        clear: tells whether two rates differ beyond chance.
        grows: tells whether refunds still to come will change a figure of a span.
    """

    figures: Collection[str]
    measure: Measure
    clear: Clear
    grows: Grows


def outcomes(actions: Iterable[Action], as_of: date, ruler: Ruler) -> list[Outcome]:
    """Return what became, by a day, of every action, in their order.

    The span after runs from the action to its check date; the one before is as long, has the same
    weekdays, and is the last such one that ends before the action. This is a before-and-after
    comparison: it does not show that the action was the cause.
    """
    return [_outcome(one, as_of, ruler) for one in actions]


def _outcome(action: Action, as_of: date, ruler: Ruler) -> Outcome:
    early = as_of < action.check_on
    if not action.figure or action.expected is None or as_of < action.date:
        return Outcome(action, "early" if early else "unset")
    before, after = spans = spans_of(action, as_of)
    measured = ruler.measure(action.figure, before, after)
    before_it, after_it, *_, told = measured
    if ruler.grows(told, after):
        return Outcome(action, "early" if early else "open", spans, None, after_it, told)
    verdict = "early" if early else judged(action.expected, measured, ruler.clear)
    return Outcome(action, verdict, spans, before_it, after_it, told)


def spans_of(action: Action, as_of: date) -> tuple[Period, Period]:
    """Return the span before an action and the one after, as far as it is over.

    Example:
        >>> one = Action("1", date(2026, 11, 9), "", "", date(2026, 11, 18))
        >>> [str(span) for span in spans_of(one, date(2026, 11, 30))]
        ['2026-10-26..2026-11-04', '2026-11-09..2026-11-18']
    """
    after = Period(action.date, min(action.check_on, as_of))
    back = -(-after.days // 7) * ONE_WEEK
    return Period(after.start - back, after.end - back), after


def judged(expected: Expected, measured: Measured, clear: Clear) -> Verdict:
    """Return whether a figure changed as expected, beyond what chance may do.

    A rate that did not clearly change is `few` where its visitors were too few to see even the
    expected change, else `not`.
    """
    before, after, old_trials, trials, share, _ = measured
    if before is None or after is None or (expected.kind == "share" and not before):
        return "unknown"
    goal = expected.size * abs(before) if expected.kind == "share" else expected.size
    if share and trials and old_trials:
        if not clear(after, trials, before, old_trials):
            wanted = min(max(before + goal, 0.0), 1.0)
            return "not" if clear(wanted, trials, before, old_trials) else "few"
    elif min(trials or 0, old_trials or 0) < ENOUGH:
        return "few"
    reached = round((after - before) / goal, 9)
    return "met" if reached >= 1 else "partly" if reached >= PARTLY else "not"
