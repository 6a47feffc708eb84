"""A picture drawn once, of which only the numbers travel while a control moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.charts.look import Look
from shopkit.charts.marks import ROW
from shopkit.widgets import controls

if TYPE_CHECKING:
    from shopkit.charts.picture import Picture

Numbers = Sequence[Mapping[str, object]]  # one a row of the picture


class FollowingPicture(ipywidgets.VBox):
    """A picture in place whose bars and texts follow numbers; its frame and scale stand still.

    Drawing a chart anew takes a browser some ten times as long as moving its bars.
    """

    def __init__(self) -> None:
        """Show nothing yet."""
        self.drawn: Any = None
        self.sent: dict[str, list[dict[str, Any]]] = {}
        self.fitting = ipywidgets.HTML(controls.FITTING)
        super().__init__([self.fitting])
        self.add_class("shopkit-live")

    def draw(self, picture: Picture, rows: Numbers) -> None:
        """Draw another picture, at some numbers.

        Args:
            picture: with rows wide enough for all numbers to come; they make the scale.
            rows: the numbers to start with, as `follow` takes them.
        """
        spec = picture.spec(Look(picture.lang))
        kept = {name: values for name, values in spec["datasets"].items() if self._follows(values)}
        self.sent = {name: self._renewed(values, rows) for name, values in kept.items()}
        spec["datasets"] |= self.sent
        if self.drawn is None:
            self.drawn = controls._jupyter_chart(spec)
            self.children = [self.fitting, self.drawn]
        else:
            self.drawn.spec = spec

    def follow(self, rows: Numbers) -> None:
        """Send numbers to the picture: by row in its order, columns of the picture's frame."""
        self.sent = {name: self._renewed(values, rows) for name, values in self.sent.items()}
        updates = [
            {"namespace": "data", "name": name, "scope": [], "value": values}
            for name, values in self.sent.items()
        ]
        self.drawn._py_to_js_updates = updates

    def _follows(self, values: list[dict[str, Any]]) -> bool:
        """Tell whether rows of the picture follow; the others hold words that stand still."""
        return {ROW, "low"} <= values[0].keys()

    def _renewed(self, values: list[dict[str, Any]], rows: Numbers) -> list[dict[str, Any]]:
        """Return rows of a picture with other numbers; what the picture added to them stays."""
        return [{**old, **_known(old, rows[_place(old)])} for old in values]


class FollowingFrame(FollowingPicture):
    """A picture that follows the frame it was drawn from: as many rows, other numbers."""

    def __init__(self, key: str, mark: str = "") -> None:
        """Show nothing yet.

        Args:
            key: a column only the rows of the frame have.
            mark: a column of text; where a layer draws a single row, it is the one that has it.
        """
        self.key, self.mark = key, mark
        super().__init__()

    def _follows(self, values: list[dict[str, Any]]) -> bool:
        return self.key in values[0]

    def _renewed(self, values: list[dict[str, Any]], rows: Numbers) -> list[dict[str, Any]]:
        if len(values) == len(rows):
            pairs = zip(values, rows, strict=True)
        else:
            pairs = zip(values, [row for row in rows if row[self.mark]], strict=True)
        return [
            {**old, **{name: row[name] for name in row.keys() & old.keys() - {self.key}}}
            for old, row in pairs
        ]


def _place(row: Mapping[str, Any]) -> int:
    return int(str(row[ROW]).partition("|")[0])


def _known(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    edge = {"edge": max(new["low"], new["high"])}
    return {name: value for name, value in {**new, **edge}.items() if name in old}
