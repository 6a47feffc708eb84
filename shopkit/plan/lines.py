"""The lines of a plan a save changes, old beside new."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Span = tuple[int, int, int, int]  # from, to in the old lines; from, to in the new ones


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line before and after.

    Attributes:
        number: line in the new text; of a line that went, the one that is there now.
        old, new: its text; `None` where there was or is none.
    """

    number: int
    old: str | None
    new: str | None

    def __str__(self) -> str:
        """Return it as a line or two: number, sign, text."""
        shown = (
            (sign, said) for sign, said in (("−", self.old), ("+", self.new)) if said is not None
        )
        return "\n".join(f"{self.number:>4} {sign} {said}" for sign, said in shown)


def changed_lines(before: str, after: str) -> tuple[ChangedLine, ...]:
    """Return the lines that differ between two texts, top down."""
    old, new = _lines(before), _lines(after)
    return tuple(line for span in _between(old, new) for line in _differing(old, new, span))


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """Yield the spans between lines that stand once in either text, in the same order.

    Lists of products repeat most of their lines: compared whole they would take minutes.
    """
    last_old = last_new = 0
    for n_old, n_new in [*_growing(_once_in_both(old, new)), (len(old), len(new))]:
        if old[last_old:n_old] != new[last_new:n_new]:
            yield last_old, n_old, last_new, n_new
        last_old, last_new = n_old + 1, n_new + 1


def _once_in_both(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return where lines stand that each text has once, in the order of the new one."""
    olds, news = Counter(old), Counter(new)
    at = {line: n for n, line in enumerate(old) if olds[line] == 1}
    return [(at[line], n) for n, line in enumerate(new) if line in at and news[line] == 1]


def _growing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs whose first numbers grow, of pairs whose second ones do."""
    ends: list[int] = []
    chains: list[tuple[tuple[int, int], Any]] = []
    for pair in pairs:
        place = bisect_left(ends, pair[0])
        link = (pair, chains[place - 1] if place else None)
        ends[place : place + 1], chains[place : place + 1] = [pair[0]], [link]
    found, chain = [], chains[-1] if chains else None
    while chain:
        found.append(chain[0])
        chain = chain[1]
    return found[::-1]


def _differing(old: Sequence[str], new: Sequence[str], span: Span) -> Iterator[ChangedLine]:
    first, last, above, below = span
    matcher = SequenceMatcher(None, old[first:last], new[above:below], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for n in range(max(b - a, d - c)):
            gone = old[first + a + n] if a + n < b else None
            come = new[above + c + n] if c + n < d else None
            yield ChangedLine(above + min(c + n, max(d - 1, c)) + 1, gone, come)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
