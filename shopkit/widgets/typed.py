"""A number that is typed, with what is wrong with it said below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets

from shopkit.widgets.controls import LAYOUT, STYLE
from shopkit.widgets.editors import NUMBER, wrong_lines


@dataclass(frozen=True)
class Range:
    """What a number may be.

    Attributes:
        low, high: ends, both included.
        whole: whether it must be a whole number.
        bad: what to say of anything else.
    """

    low: float
    high: float
    bad: str
    whole: bool = False

    def holds(self, value: object) -> bool:
        """Tell whether a value read is such a number."""
        if not isinstance(value, int | float) or (self.whole and value != int(value)):
            return False
        return self.low <= value <= self.high


class TypedNumber(ipywidgets.VBox):
    """A field for a number; what is none, or none that may be, is explained in place."""

    def __init__(self, label: str, value: float, allowed: Range, tooltip: str = "") -> None:
        """Start at a number."""
        self.allowed = allowed
        self.control = ipywidgets.Text(
            description=label,
            value=said(value),
            tooltip=tooltip or label,
            style=STYLE,
            layout=LAYOUT,
            continuous_update=False,
        )
        self.note = ipywidgets.HTML()
        super().__init__([self.control, self.note])
        self.control.observe(lambda _: self._look(), names="value")
        self._look()

    def _look(self) -> None:
        wrong = [] if self.number is not None else [self.allowed.bad]
        self.note.value = wrong_lines(wrong)

    @property
    def number(self) -> float | None:
        """The number typed; None where it is none that may be."""
        found = NUMBER.read(self.control.value)
        return found if self.allowed.holds(found) else None

    def put(self, value: float) -> None:
        """Show another number."""
        self.control.value = said(value)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever something else is typed."""
        self.control.observe(lambda _: changed(), names="value")


def said(value: float) -> str:
    """Return a number as it is typed, to the fen.

    Example:
        >>> said(129.0), said(129.9), said(0.1 + 0.2)
        ('129', '129.9', '0.3')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")
