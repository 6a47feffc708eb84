"""What a reader knows of one kind of file: its headers, and how to recognise it.

A new format is one new file in `exports/formats/` that defines `FORMAT`, or `FORMATS` where a
family of them shares its headers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def unchanged(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows as they are: a format that needs no step of its own."""
    return rows


@dataclass(frozen=True, slots=True)
class Join:
    """Several columns of a file that make one.

    Attributes:
        parts: for each part the headers it goes by; the first that is there is it.
        how: makes one column of text cells from those of the parts that are there.
    """

    parts: tuple[tuple[str, ...], ...]
    how: Callable[[Sequence[pl.Expr]], pl.Expr]

    def places(self, headers: Sequence[str]) -> tuple[int, ...]:
        """Return the column index of each part that is there."""
        found = (next((h for h in names if h in headers), None) for names in self.parts)
        return tuple(headers.index(header) for header in found if header is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of export.

    Attributes:
        kind: its stable name, as `shopkit import` prints it.
        table: the canonical table its rows go to.
        columns: header → stem of the dictionary; of several headers for one stem the first wins.
            The second copy of a header that stands twice is written `商家编码.1`.
        needs: for each group, at least one stem must be there.
        either: stems of which every row must have at least one.
        never: headers that show it is something else.
        marks: headers only files of this kind have; where any are named, one must be there,
            or a header the plan maps.
        totals: stems whose cell may say that the row sums up others.
        named: stem → pattern whose first group tells it above the header or in the file's name.
        joins: stem → several columns that make it; it wins over `columns`.
        whole_rows: a row with more or fewer cells than the others has shifted cells.
        yields: it stands back where another format knows the header row.
        gross: where it is written that its amount paid stays as it was when money goes back;
            empty where nothing says so, and refunded orders have to tell.
        words: for each `state` column the platform's words and what they mean.
        prepare: what the format mends while cells are still text.
        derive: what the format adds or mends once its cells are typed.
        spread: further tables the same rows tell of, each made from the derived rows.
    """

    kind: str
    table: str
    columns: Mapping[str, str]
    needs: tuple[frozenset[str], ...]
    either: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)
    joins: Mapping[str, Join] = field(default_factory=dict)
    whole_rows: bool = False
    yields: bool = False
    gross: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    prepare: Callable[[pl.DataFrame], pl.DataFrame] = unchanged
    derive: Callable[[pl.DataFrame], pl.DataFrame] = unchanged
    spread: Mapping[str, Callable[[pl.DataFrame], pl.DataFrame]] = field(default_factory=dict)

    def match(self, headers: list[str], extra: Mapping[str, str]) -> dict[str, int]:
        """Return stem → column index of a header row; empty when it is not this format.

        Args:
            headers: one row of cells, stripped and `numbered`.
            extra: header → stem from the plan, which wins over the format's own.
        """
        unmarked = self.marks and not (self.marks | extra.keys()) & set(headers)
        if unmarked or self.never & set(headers):
            return {}
        found: dict[str, int] = {stem: p[0] for stem, p in self.joined(headers, extra).items()}
        for header, stem in {**extra, **self.columns, **extra}.items():
            if header in headers and stem not in found:
                found[stem] = headers.index(header)
        return found if all(group & found.keys() for group in self.needs) else {}

    def joined(self, headers: list[str], extra: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
        """Return stem → indexes of the columns that make it, where the plan names no other."""
        named = {stem for header, stem in extra.items() if header in headers}
        places = {s: join.places(headers) for s, join in self.joins.items() if s not in named}
        return {stem: found for stem, found in places.items() if found}

    @property
    def headers(self) -> dict[str, list[str]]:
        """Return stem → every header it goes by."""
        named: dict[str, list[str]] = {}
        for header, stem in self.columns.items():
            named.setdefault(stem, []).append(header)
        for stem, join in self.joins.items():
            named.setdefault(stem, []).extend(name for part in join.parts for name in part)
        return named

    @property
    def required(self) -> frozenset[str]:
        """Stems no row can do without."""
        return frozenset(stem for group in self.needs if len(group) == 1 for stem in group)


def numbered(headers: Sequence[str]) -> list[str]:
    """Return headers of which none stands twice: further copies end in .1, .2 and on.

    Example:
        >>> numbered(["编码", "价格", "编码"])
        ['编码', '价格', '编码.1']
    """
    seen: Counter[str] = Counter()
    named = []
    for header in headers:
        named.append(f"{header}.{seen[header]}" if header and seen[header] else header)
        seen[header] += 1
    return named


@cache
def formats() -> dict[str, Format]:
    """Return every format by its kind, as found in `exports/formats/`."""
    import shopkit.exports.formats as folder

    modules = [import_module(f"{folder.__name__}.{m.name}") for m in iter_modules(folder.__path__)]
    families = [getattr(module, "FORMATS", None) or (module.FORMAT,) for module in modules]
    return {one.kind: one for family in families for one in family}
