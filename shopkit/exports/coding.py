"""Typed rows of one file to the columns of a table: people out, states in shopkit's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from shopkit.exports import privacy
from shopkit.exports.format import Format
from shopkit.layouts import SOURCE, TABLES
from shopkit.tables import dictionary, dtype_of

SENT_BY_STATE = {"unpaid": False, "paid": False, "shipped": True, "done": True}


def finished(rows: pl.DataFrame, known: Format, table: str, key: bytes) -> pl.DataFrame:
    """Return rows with the columns of a table, people out, states in shopkit's words."""
    stems = [stem for stem in TABLES[table] if stem not in SOURCE]
    absent = [stem for stem in stems if stem not in rows.columns]
    full = rows.with_columns(pl.lit(None, dtype_of(stem)).alias(stem) for stem in absent)
    return full.with_columns(**_coded(full, stems, known, key)).select(*stems, "source_row")


def _coded(
    full: pl.DataFrame, stems: Sequence[str], known: Format, key: bytes
) -> dict[str, pl.Expr | pl.Series]:
    """Return the columns that are kept otherwise than the platform wrote them."""
    kinds = {stem: dictionary()[stem].dtype for stem in stems}
    coded: dict[str, pl.Expr | pl.Series] = {
        stem: privacy.hashed(full[stem], key) for stem, kind in kinds.items() if kind == "person"
    }
    for stem in (stem for stem, kind in kinds.items() if kind == "state"):
        words = _words(known, stem)
        coded[stem] = _word(stem).replace_strict(words, default=None, return_dtype=pl.String)
    if "sent" in stems:
        coded["sent"] = _left(full, known)
    if "province" in stems:
        coded["province"] = privacy.province(pl.col("province"))
        place = pl.coalesce(privacy.city(pl.col("city")), privacy.city(pl.col("province")))
        coded["city"] = place
    if "grain" in stems:
        coded["grain"] = _grain()
    if "kind" in stems:
        coded["kind"] = pl.lit(known.kind)
    return coded


def _left(full: pl.DataFrame, known: Format) -> pl.Expr:
    """Return whether a parcel left, by waybill, time of dispatch or state; null if unknown."""
    states = _word("state").replace_strict(_words(known, "state"), default=None)
    by_state = states.replace_strict(SENT_BY_STATE, default=None, return_dtype=pl.Boolean)
    has_waybills = full["sent"].any(ignore_nulls=True) is True
    waybill = pl.col("sent").fill_null(value=False) if has_waybills else pl.col("sent")
    shipped = pl.when(pl.col("shipped_at").is_not_null()).then(pl.lit(value=True))
    left = pl.any_horizontal(waybill.fill_null(value=False), shipped.fill_null(value=False))
    return pl.when(left).then(pl.lit(value=True)).otherwise(pl.coalesce(by_state, waybill))


def _words(known: Format, stem: str) -> dict[str, str]:
    """Return what each word for a state means; shopkit's own words mean themselves."""
    said = known.words.get(stem, {})
    return {**{word: word for word in said.values()}, **said}


def _word(stem: str) -> pl.Expr:
    """Return a state in the platform's words, its comma the Chinese one."""
    return pl.col(stem).str.replace_all(r"\s*[,，]\s*", "，")


def unknown_states(rows: pl.DataFrame, known: Format) -> dict[str, int]:
    """Return each state the format has no word for, and how many rows have it."""
    found: Counter[str] = Counter()
    for stem in (stem for stem in rows.columns if stem in known.words):
        said = rows.select(_word(stem)).to_series().drop_nulls()
        words = _words(known, stem)
        found.update(privacy.state_told(word) for word in said if word not in words)
    return dict(found.most_common())


def _grain() -> pl.Expr:
    start, end = pl.col("date"), pl.col("date_end")
    days = (end - start).dt.total_days() + 1
    whole_month = (start == start.dt.month_start()) & (end == start.dt.month_end())
    whole_week = (days == 7) & (start.dt.weekday() == 1)  # noqa: PLR2004
    return (
        pl.when(days == 1)
        .then(pl.lit("day"))
        .when(whole_month)
        .then(pl.lit("month"))
        .when(whole_week)
        .then(pl.lit("week"))
        .otherwise(pl.lit("range"))
    )
