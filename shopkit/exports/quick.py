"""What `cells` defines, at the speed of a whole column: usual spellings first, the rest as defined.

A usual spelling is one of which the plain way and the definition provably say the same; every other
cell is read by the definition itself, each different text once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import polars as pl

from shopkit.exports import cells
from shopkit.exports.aside import kind_of
from shopkit.tables import DType

_BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_BEFORE, _AFTER = _BLANKS + "\"'\ufeff", _BLANKS + "\"'"
_FORMULA = '="'
_DIGITS = r"^[0-9]+$"
_DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
_MOMENTS = {  # what one program writes throughout a file
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$": "%Y-%m-%d %H:%M:%S",
    r"^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2} [0-9]{1,2}:[0-9]{1,2}$": "%Y/%m/%d %H:%M",
    r"^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2} [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}$": "%Y/%m/%d %H:%M:%S",
}


def _spellings(word: str) -> Iterator[str]:
    """Yield a word in every mixture of small and capital letters."""
    yield from map("".join, product(*({letter, letter.upper()} for letter in word)))


_MISSING = [spelling for word in cells.MISSING for spelling in _spellings(word)]


def bare(column: pl.Series) -> pl.Series:
    """Return cells as `cells.bare` does: text without what is wrapped around it."""
    text = column.str.strip_chars_start(_BEFORE).str.strip_prefix(_FORMULA)
    text = text.str.strip_chars_start(_BEFORE)
    if text.str.starts_with(_FORMULA).any():  # wrapped twice
        return column.to_frame().select(cells.bare(pl.col(column.name))).to_series()
    text = text.str.strip_chars_end(_AFTER)
    return text.set(text.is_in(_MISSING).fill_null(value=False), None)


def typed(text: pl.Series) -> pl.Series:
    """Return bare cells of a dictionary's column in its type, as `cells.typed` does."""
    kind = kind_of(text.name)
    if kind in ("text", "state", "person"):
        return text
    if kind not in _USUAL:
        return by_distinct(text, text.is_not_null(), cells.typed(text.name))
    found = _USUAL[kind](text)
    left = text.is_not_null() & found.is_null()
    if not left.any():
        return found
    return found.zip_with(~left, by_distinct(text, left, cells.typed(text.name)))


def by_distinct(text: pl.Series, left: pl.Series, how: pl.Expr) -> pl.Series:
    """Return an expression of the cells that are left, worked out once for each different text."""
    once = text.filter(left).unique()
    said = once.to_frame().select(how).to_series()
    return text.replace_strict(once, said, default=None, return_dtype=said.dtype).alias(text.name)


def _number(text: pl.Series) -> pl.Series:
    plain = text.str.replace_all(",", "", literal=True).str.strip_suffix("元")
    sound = plain.str.contains(_DECIMAL)
    return plain.set(~sound, None).cast(pl.Float64, strict=False)


def _whole(number: pl.Series) -> pl.Series:
    small = number.abs() < cells.LARGEST_YUAN
    return number.set(~small, None).cast(pl.Int64, strict=False)


def _money(text: pl.Series) -> pl.Series:
    yuan = _number(text)
    return (yuan.set(~(yuan.abs() < cells.LARGEST_YUAN), None) * 100).round().cast(pl.Int64)


def _count(text: pl.Series) -> pl.Series:
    number = _number(text)
    return _whole(number.set(number != number.floor(), None))


def _measure(text: pl.Series) -> pl.Series:
    number = _number(text)
    return number.set(number < 0, None)


def _time(text: pl.Series) -> pl.Series:
    for pattern, format_ in _MOMENTS.items():
        usual = text.str.contains(pattern)
        if usual.any():
            said = text.set(~usual, None)
            found = said.str.to_datetime(format_, strict=False, time_unit="us")
            seen = found.dt.year().is_between(cells.OLDEST_YEAR, cells.NEWEST_YEAR)
            return found.set(~seen, None)
    return pl.Series(text.name, [None], pl.Datetime("us")).new_from_index(0, text.len())


def _id(text: pl.Series) -> pl.Series:
    return text.set(~text.str.contains(_DIGITS), None)


_USUAL: dict[DType, Callable[[pl.Series], pl.Series]] = {
    "id": _id,
    "time": _time,
    "count": _count,
    "people": _count,
    "money": _money,
    "price": _number,
    "float": _measure,
}
