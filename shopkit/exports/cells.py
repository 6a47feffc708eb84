"""The one cleaning step: text cells to typed columns, by the dictionary's dtype.

Every parser turns a text column into a typed one in which null means "missing or not readable";
`broken` tells the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from shopkit.exports.aside import kind_of
from shopkit.tables import DType

MISSING = ("", "-", "--", "—", "nan", "none", "null", "n/a", "#n/a", "无")
NO_REFUND = ("无退款申请", "无退款")
OLDEST_YEAR, NEWEST_YEAR = 2003, 2100  # Taobao opened in 2003
LARGEST_YUAN = 1e12
LEFT_BLANK = {"ratio", "margin", "float", "flag"}
NO = (
    "否",
    "不",
    "不需要",
    "no",
    "n",
    "false",
    "f",
    "0",
    "部分退款",
    "不需要退货",
    "无需退货",
    "仅退款",
)
REASON: dict[DType, str] = {
    **dict.fromkeys(("count", "people", "money", "price"), "bad_number"),
    **dict.fromkeys(("time", "date"), "bad_time"),
    "id": "id_not_exact",
}

_WRAPPING = r"^(?:=\"|[\"'\s\u00a0\ufeff])+|[\"'\s\u00a0]+$"
_NUMBER = r"^-?\d+(\.\d+)?$"
_SCIENTIFIC = r"^\d(\.\d+)?[eE]\+?\d+$"
_MOMENT = (
    r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?(?:\s*\+08:?00)?$"
)
_COMPACT = r"^(\d{4})(\d{2})(\d{2})$"
_SEEN = r"^(?:月销|已售)?(\d+(?:\.\d+)?)([万wW]?)\+?(?:件|笔|条|条评价|人付款|人收货)?$"
_WIDE, _NARROW = list("０１２３４５６７８９．，"), list("0123456789.,")  # as Chinese input types
_DURATION = r"^(\d{1,3}):([0-5]?\d):([0-5]?\d)$"
_SERIAL = r"^\d{5}(\.\d+)?$"  # days since 1899-12-30, as a workbook keeps dates


def bare(cell: pl.Expr) -> pl.Expr:
    """Return text without `="…"`, quotes and blanks around it; null where nothing is meant."""
    text = cell.str.replace_all(_WRAPPING, "")
    return pl.when(text.str.to_lowercase().is_in(MISSING)).then(None).otherwise(text)


def _number(cell: pl.Expr) -> pl.Expr:
    plain = cell.str.replace_all(r"[,，¥￥元\s]", "")
    return plain.str.extract(f"({_NUMBER})", 1).cast(pl.Float64, strict=False)


def _money(cell: pl.Expr) -> pl.Expr:
    said = pl.when(cell.is_in(NO_REFUND)).then(pl.lit("0")).otherwise(cell)
    yuan = _number(said)
    return (
        pl.when(yuan.abs() < LARGEST_YUAN).then((yuan * 100).round()).cast(pl.Int64, strict=False)
    )


def _count(cell: pl.Expr) -> pl.Expr:
    number = _number(cell)
    whole = (number == number.floor()) & (number.abs() < LARGEST_YUAN)
    return pl.when(whole).then(number).cast(pl.Int64, strict=False)


def _price(cell: pl.Expr) -> pl.Expr:
    return _money(_narrow(cell))


def _narrow(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_many(_WIDE, _NARROW)


def _shown(cell: pl.Expr) -> pl.Expr:
    """Return a count as a page shows it: 1.2万+ is the 12000 it is at least."""
    plain = _narrow(cell).str.replace_all(r"[,\s]", "")
    number = plain.str.extract(_SEEN, 1).cast(pl.Float64, strict=False)
    times = pl.when(plain.str.extract(_SEEN, 2) == "").then(1).otherwise(10_000)
    counted = number * times
    whole = ((counted - counted.round()).abs() < 1e-6) & (counted < LARGEST_YUAN)  # noqa: PLR2004
    return pl.when(whole).then(counted.round()).cast(pl.Int64, strict=False)


def _ratio(cell: pl.Expr) -> pl.Expr:
    share = cell.str.ends_with("%")
    value = _number(cell.str.strip_suffix("%"))
    rate = pl.when(share).then(value / 100).otherwise(value)
    return pl.when(rate.is_between(0, 1)).then(rate)


def _score(cell: pl.Expr) -> pl.Expr:
    return _measure(_narrow(cell).str.strip_suffix("分"))


def _measure(cell: pl.Expr) -> pl.Expr:
    """Return a number that is not negative; a duration like 00:01:20 in seconds."""
    parts = [cell.str.extract(_DURATION, n).cast(pl.Float64, strict=False) for n in (1, 2, 3)]
    number = pl.coalesce(parts[0] * 3600 + parts[1] * 60 + parts[2], _number(cell))
    return pl.when(number >= 0).then(number)


def _time(cell: pl.Expr) -> pl.Expr:
    part = [cell.str.extract(_MOMENT, n).str.zfill(2).fill_null("00") for n in range(1, 7)]
    spelled = pl.format("{}-{}-{} {}:{}:{}", *part)
    compact = cell.str.replace(_COMPACT, "$1-$2-$3 00:00:00")
    iso = pl.when(cell.str.contains(_MOMENT)).then(spelled).otherwise(compact)
    moment = iso.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us")
    serial = cell.str.extract(f"({_SERIAL})", 1).cast(pl.Float64, strict=False)
    counted = pl.datetime(1899, 12, 30) + pl.duration(seconds=(serial * 86_400).round())
    found = pl.coalesce(moment, counted.cast(pl.Datetime("us")))
    return pl.when(found.dt.year().is_between(OLDEST_YEAR, NEWEST_YEAR)).then(found)


def _id(cell: pl.Expr) -> pl.Expr:
    text = cell.str.replace_all(r"[\s\t]", "").str.replace(r"^(\d+)\.0$", "$1")
    return pl.when(~text.str.contains(_SCIENTIFIC)).then(text)


def _text(cell: pl.Expr) -> pl.Expr:
    return cell


def _flag(cell: pl.Expr) -> pl.Expr:
    """Return no for a word that says so and yes for anything else: a waybill number, 是, true."""
    return ~cell.str.to_lowercase().is_in(NO)


def _day(cell: pl.Expr) -> pl.Expr:
    return _time(cell).dt.date()


_PARSERS: dict[DType, Callable[[pl.Expr], pl.Expr]] = {
    "id": _id,
    "text": _text,
    "state": _text,
    "time": _time,
    "person": _text,
    "flag": _flag,
    "date": _day,
    "count": _count,
    "people": _count,
    "money": _money,
    "price": _number,
    "ratio": _ratio,
    "margin": _ratio,
    "float": _measure,
}

_COPIED = {  # by hand from a page
    **dict.fromkeys(("units_30_days", "review_count", "search_index"), _shown),
    "unit_price": _price,
    "score": _score,
}


def typed(stem: str) -> pl.Expr:
    """Return a column of text cells as its dictionary type: money as int64 fen, rates as 0–1."""
    parser = _COPIED.get(stem) or _PARSERS[kind_of(stem)]
    return parser(bare(pl.col(stem))).alias(stem)


def broken(stem: str) -> pl.Expr:
    """Return whether a cell holds something that its type cannot read."""
    return (bare(pl.col(stem)).is_not_null() & typed(stem).is_null()).alias(stem)


def added(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Return the sum of columns of amounts as text; a cell that is no number stands for the sum.

    The sum is empty where one of its parts is: a part that is unknown is not 0.
    """
    fen = [_money(bare(part)) for part in parts]
    odd = [
        pl.when(bare(part).is_not_null() & sum_.is_null()).then(part)
        for part, sum_ in zip(parts, fen, strict=True)
    ]
    total = pl.sum_horizontal(fen, ignore_nulls=False)
    yuan = pl.format("{}.{}", total // 100, (total % 100).cast(pl.String).str.zfill(2))
    return pl.coalesce(*odd, pl.when(pl.min_horizontal(fen) < 0).then(pl.lit("-1")), yuan)


def first_told(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Return the first of several cells that says anything."""
    return pl.coalesce(bare(part) for part in parts)


def reason(stem: str) -> str:
    """Return the code for a cell of this column that cannot be read."""
    return REASON[kind_of(stem)]


def essential(stem: str) -> bool:
    """Tell whether a cell of this column that cannot be read makes its row unusable."""
    return kind_of(stem) in REASON


def optional(stem: str) -> bool:
    """Tell whether such a cell is left blank instead: nothing is counted or summed from it."""
    return kind_of(stem) in LEFT_BLANK


def spans(cell: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return first and last day of a span: a day, `start~end`, `start至end` or a month."""
    text = bare(cell)
    monthly = text.str.extract(r"^(\d{4}[-/.年]\d{1,2})月?$", 1)
    two = r"^(\S+?)\s*(?:~|～|至|\.\.|_)\s*(\S+)$"
    start = pl.coalesce(monthly + "-01", text.str.extract(two, 1), text)
    first = _time(start).dt.date()
    last_of_month = first.dt.month_end()
    end = _time(pl.coalesce(text.str.extract(two, 2), text)).dt.date()
    return first, pl.when(monthly.is_not_null()).then(last_of_month).otherwise(end)
