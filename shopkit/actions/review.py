"""A whole log at once: what became of its actions, and which lines nobody can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from shopkit.actions.log import Action, action_of
from shopkit.actions.outcome import Outcome, Ruler, outcomes
from shopkit.errors import ParameterError, Problem


@dataclass(frozen=True, slots=True)
class Review:
    """What became of a log.

    Attributes:
        outcomes: one an action.
        problems: what is wrong with lines that cannot be read.
    """

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]


def review(
    lines: Iterable[tuple[int, Mapping[str, str]]], as_of: date, ruler: Ruler, file: str
) -> Review:
    """Return what became, by a day, of every action in the lines of a log.

    Args:
        lines: row in the file, and texts by column.
        as_of: the last day that is looked at.
        ruler: what figures are measured with.
        file: name of the log, for messages.
    """
    actions: list[Action] = []
    problems: list[Problem] = []
    for row, said in lines:
        place = partial("{}:{}, {}".format, file, row)
        try:
            actions.append(action_of(said, ruler.figures, place))
        except ParameterError as error:
            problems += error.problems
    found = outcomes(actions, as_of, ruler)
    return Review(tuple(found), tuple(problems))
