"""How well a kind of file explains a header row in other words, and the cells below it.

A column is placed by what its header means, unless its cells cannot be read as that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from shopkit.exports import cells
from shopkit.exports.aside import kind_of
from shopkit.exports.format import Format, formats, numbered
from shopkit.exports.header_words import SAME_WORDS, is_private, is_sayable, likeness, names_of
from shopkit.exports.intake import HEADER_WITHIN, bare_header
from shopkit.exports.sheets import Row
from shopkit.exports.tidy import mappable

CLOSE = 0.6  # likeness of two headers that may mean the same
OTHERS = 0.02  # what a name from another file of the same table counts less
NEEDED = 0.5  # the same for a column a file cannot do without
LACKING = 2.5  # found columns that one a file cannot do without outweighs
STRANGE = 0.5  # what a kind loses none of whose own headers is there
FEWEST = 3  # headers that have to be found before a row is taken for one
SAMPLE = 20  # rows whose cells have to agree with what a header seems to say
READABLE = 0.5  # share of them that has to be readable
WORDLIKE = 0.8  # share of the filled cells of a header row that hold no digit
OF_LINES = {"line_id", "title"}  # what a list of whole orders has no need of
CHECKED = {"money", "price", "count", "people", "time", "date", "ratio", "margin", "float"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column of the dictionary is found: index, likeness 0–1, the known header."""

    index: int
    likeness: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A row that reads like a header, and the rows below it."""

    headers: Sequence[str]
    below: Sequence[Row]
    _fitting: dict[tuple[int, str], bool] = field(default_factory=dict)

    def fits(self, index: int, stem: str) -> bool:
        """Tell whether the cells of a column can be what its header seems to say."""
        kind = kind_of(stem)
        if not self.below or kind not in CHECKED:
            return True
        if (index, kind) not in self._fitting:
            self._fitting[index, kind] = self._readable(index, stem)
        return self._fitting[index, kind]

    def _readable(self, index: int, stem: str) -> bool:
        texts = [row[index] if index < len(row) else "" for row in self.below]
        column = pl.col(stem)
        value = cells.spans(column)[0] if kind_of(stem) == "date" else cells.typed(stem)
        frame = pl.DataFrame({stem: texts}, {stem: pl.String})
        told = frame.select(said=cells.bare(column).is_not_null(), read=value.is_not_null())
        return int(told["read"].sum()) >= READABLE * int(told["said"].sum())


@dataclass(frozen=True, slots=True)
class Match:
    """How well one kind explains a header row: stem → where it is found."""

    known: Format
    headers: Sequence[str]
    places: Mapping[str, Place]
    below: Sequence[Row] = ()

    @property
    def names_lines(self) -> bool:
        """Whether rows are single goods of an order: they say so, or an order stands twice."""
        if OF_LINES & self.places.keys() or "order_id" not in self.places:
            return True
        index = self.places["order_id"].index
        orders = [row[index] for row in self.below if index < len(row) and row[index]]
        return len(set(orders)) < len(orders)

    @property
    def lacking(self) -> tuple[frozenset[str], ...]:
        """Groups of columns of which at least one is needed and none is found."""
        return tuple(group for group in self.known.needs if not group & self.places.keys())

    @property
    def rank(self) -> tuple[float, bool]:
        """How well the kind explains the row; of two the higher explains it better."""
        alike = sum(place.likeness**2 for place in self.places.values())
        strange = all(place.likeness < 1 for place in self.places.values())
        lacking = LACKING * len(self.lacking)
        return alike - lacking - STRANGE * strange, not self.known.yields


def heads(rows: Sequence[Row]) -> Iterator[Head]:
    """Yield rows that read like a header: hardly a digit, hardly a cell twice."""
    for number, row in enumerate(rows[:HEADER_WITHIN], 1):
        headers = [bare_header(cell) for cell in row]
        filled = [header for header in headers if header]
        wordlike = sum(not re.search(r"\d{3}|\d[.:/-]\d", header) for header in filled)
        if len(filled) >= FEWEST and wordlike >= WORDLIKE * len(filled):
            yield Head(numbered(headers), rows[number : number + SAMPLE])


def matched(known: Format, head: Head, extra: Mapping[str, str]) -> Match | None:
    """Return the best assignment of headers to a kind; nothing where too few are found."""
    headers = list(head.headers)
    if known.never & set(headers) or not _marked(known, headers):
        return None
    joined = known.joined(headers, extra)
    places = {stem: Place(found[0], 1.0) for stem, found in joined.items()}
    likeliest = _likeliest(known, head, extra)
    for stem, place in likeliest:
        if place.likeness >= CLOSE and _free(stem, place, places) and head.fits(place.index, stem):
            places[stem] = place
    _give_needed(known, head, likeliest, places)
    filled = sum(map(bool, headers))
    enough = len(places) >= FEWEST or 2 * len(places) >= max(filled, FEWEST)
    return Match(known, headers, places, head.below) if enough else None


def _marked(known: Format, headers: Iterable[str]) -> bool:
    """Tell whether a header that only this kind has is there, maybe in other words."""
    marks = known.marks
    return not marks or any(likeness(h, mark) >= SAME_WORDS for h in headers for mark in marks)


def _free(stem: str, place: Place, places: Mapping[str, Place]) -> bool:
    return stem not in places and place.index not in {one.index for one in places.values()}


def _give_needed(
    known: Format,
    head: Head,
    likeliest: Iterable[tuple[str, Place]],
    places: dict[str, Place],
) -> None:
    """Give columns a file cannot do without the best header left, or one of a lesser column."""
    needed = frozenset[str]().union(*known.needs)
    for stem, place in likeliest:
        lacking = any(stem in group and not group & places.keys() for group in known.needs)
        held = {one.index: (name, one) for name, one in places.items()}
        name, holder = held.get(place.index, ("", None))
        lesser = holder is None or (name not in needed and holder.likeness < 1)
        if lacking and lesser and head.fits(place.index, stem):
            places.pop(name, None)
            places[stem] = place


def _likeliest(known: Format, head: Head, extra: Mapping[str, str]) -> list[tuple[str, Place]]:
    """Return columns of the dictionary and where they may be, the likeliest first."""
    found = [
        (-one.likeness, index, order, stem, one)
        for index, header in enumerate(head.headers)
        if is_sayable(header) or header in extra
        for order, stem in enumerate(mappable(known))
        if (one := _likely(known, index, header, stem, extra)) and one.likeness >= NEEDED
    ]
    return [(stem, one) for *_, stem, one in sorted(found, key=lambda each: each[:3])]


def _likely(
    known: Format, index: int, header: str, stem: str, extra: Mapping[str, str]
) -> Place | None:
    """Return how likely a header says a column of the dictionary; nothing where it says another."""
    named = extra.get(header) or known.columns.get(header)
    if named or is_private(header):
        return Place(index, 1.0, header) if named == stem else None
    return Place(index, *_closest(known.kind, header, stem))


@cache
def _closest(kind: str, header: str, stem: str) -> tuple[float, str]:
    """Return how alike a header is to the names a kind's column goes by, and the name it is."""
    known = formats()[kind]
    own = known.headers.get(stem, [])
    alike = [(likeness(header, name), name) for name in own]
    alike += [(likeness(header, name) - OTHERS, name) for name in names_of(known.table, stem)]
    return max(alike, key=lambda one: (one[0], one[1] in own, one[1]))
