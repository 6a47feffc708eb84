"""What a shop's files hold all together: kinds, tables, and what is still lacking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.format import formats
from shopkit.exports.wording import table_name
from shopkit.i18n import DASH, Lang, listed, text, tools
from shopkit.layouts import SOURCE, SPAN, TABLES
from shopkit.tables import column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shopkit.exports.reading import FileReport
    from shopkit.exports.shop import Shop

Shown = tuple[list[str], list[list[str]]]
NEVER_LACKING = {"foreign_orders"}  # nobody downloads it for its own sake
OWN = {*SOURCE, *SPAN, "kind"}  # columns every row has
MOMENTS = ("paid_at", "created_at", "refunded_at", "settled_at", "reviewed_at", "date")


def kinds_shown(shop: Shop, lang: Lang) -> Shown:
    """Return header and rows of the kinds of files: how many, rows, days, what they are for."""
    by_kind: dict[str, list[FileReport]] = {}
    for file in shop.files:
        by_kind.setdefault(file.kind or "unknown", []).append(file)
    order = [*formats(), "unknown"]
    kinds = sorted(by_kind, key=lambda kind: _place(kind, order))
    rows = [
        [
            text(f"exports.kind.{kind}", lang),
            f"{len(by_kind[kind]):,}",
            f"{sum(file.kept for file in by_kind[kind]):,}",
            _span([file.start for file in by_kind[kind]], [file.end for file in by_kind[kind]]),
            _purpose(kind, shop.plan.shop.platform, lang),
        ]
        for kind in kinds
    ]
    return _heads(("kind", "files", "kept", "days", "purpose"), lang), rows


def _place(kind: str, order: list[str]) -> tuple[int, int]:
    """Return where a kind stands: by its table, orders first, what nobody knows last."""
    tables = list(TABLES)
    known = formats().get(kind)
    return (tables.index(known.table) if known else len(tables), order.index(kind))


def _purpose(kind: str, platform: str, lang: Lang) -> str:
    if kind == "unknown":
        return text("quality.purpose.unknown", lang)
    known = formats()[kind]
    told = [known.table, *(table for table in known.spread if table not in NEVER_LACKING)]
    said = tools(platform, lang)
    purposes = [text(f"quality.purpose.{table}", lang, **said) for table in dict.fromkeys(told)]
    return listed(purposes, lang)


def lacking_shown(shop: Shop, lang: Lang) -> Shown:
    """Return header and rows of the tables no file tells of, and what they would allow."""
    none = [formats()[file.kind] for file in shop.files if file.kind and file.empty]
    told = NEVER_LACKING.union(*({known.table, *known.spread} for known in none))
    lacking = [table for table in TABLES if table not in told and not shop.tables[table].height]
    platform = shop.plan.shop.platform
    said = tools(platform, lang)
    rows = [
        [table_name(table, lang, platform), text(f"quality.lacking.{table}", lang, **said)]
        for table in lacking
    ]
    return _heads(("kind", "lacking"), lang), rows


def tables_shown(shop: Shop, lang: Lang) -> Shown:
    """Return header and rows of every table: rows, days, columns known and unknown."""
    platform = shop.plan.shop.platform
    rows = [
        [table_name(table, lang, platform), *_described(shop.tables[table], table, lang)]
        for table in TABLES
        if shop.tables[table].height or table not in NEVER_LACKING
    ]
    return _heads(("table", "rows", "days", "known", "empty"), lang), rows


def _described(frame: pl.DataFrame, table: str, lang: Lang) -> list[str]:
    if not frame.height:
        return ["0", DASH, DASH, DASH]
    stems = [stem for stem in TABLES[table] if stem not in OWN]
    counts = frame.null_count().row(0, named=True)
    empty = [stem for stem in stems if _nulls(counts, stem) == frame.height]
    unknown = listed([column(stem).title(lang) for stem in empty], lang) or DASH
    known = f"{len(stems) - len(empty)} / {len(stems)}"
    return [f"{frame.height:,}", _days(frame), known, unknown]


def _nulls(counts: dict[str, int], stem: str) -> int:
    return counts[stem] if stem in counts else counts[f"{stem}_fen"]


def _days(frame: pl.DataFrame) -> str:
    known = (name for name in MOMENTS if name in frame.columns)
    moment = next((name for name in known if frame[name].null_count() < frame.height), None)
    if moment is None:
        return DASH
    days = frame[moment].cast(pl.Date).drop_nulls().to_list()
    last = frame["date_end"].drop_nulls().to_list() if "date_end" in frame.columns else days
    return _span(days, last)


def _span(first: Iterable[date | None], last: Iterable[date | None]) -> str:
    starts = [day for day in first if day]
    ends = [day for day in last if day]
    return f"{min(starts)} – {max(ends)}" if starts and ends else DASH


def _heads(names: Iterable[str], lang: Lang) -> list[str]:
    return [text(f"quality.head.{name}", lang) for name in names]
