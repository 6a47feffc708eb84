"""The lines of a plan a save changes, old beside new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


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
    shared = 0
    while shared < min(len(old), len(new)) and old[shared] == new[shared]:
        shared += 1
    return tuple(_differing(old[shared:], new[shared:], shared))


def _differing(old: list[str], new: list[str], above: int) -> Iterator[ChangedLine]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for n in range(max(b - a, d - c)):
            gone = old[a + n] if a + n < b else None
            come = new[c + n] if c + n < d else None
            yield ChangedLine(above + min(c + n, max(d - 1, c)) + 1, gone, come)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
