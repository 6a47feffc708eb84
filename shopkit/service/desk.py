"""How buyers were answered, and what they wrote afterwards."""

from __future__ import annotations

import polars as pl

from shopkit.periods import Period
from shopkit.spans import richest
from shopkit.tables import Tables


def answers(tables: Tables, period: Period) -> dict[str, float | None]:
    """Return what the service desk did in a period, from its richest report.

    Returns:
        asked and served (people; a sum over spans where the platform has no row for exactly this
        period), service_buyers, service_paid_cny, answer_seconds (average weighted by people
        served); `None` where the report does not tell. Empty without a report.
    """
    rows = richest(tables["service"], period)
    if not rows.height:
        return {}
    paid = _total(rows["service_paid_fen"])
    return {
        **{name: _total(rows[name]) for name in ("asked", "served", "service_buyers")},
        "service_paid_cny": None if paid is None else paid / 100,
        "answer_seconds": _average(rows),
    }


def _average(rows: pl.DataFrame) -> float | None:
    """Return the seconds until an answer, weighted by the people an agent answered."""
    known = rows.filter(pl.col("served") > 0).drop_nulls("answer_seconds")
    weighed = _total(known["answer_seconds"] * known["served"])
    return None if weighed is None else weighed / float(known["served"].sum())


def _total(values: pl.Series) -> float | None:
    known = values.drop_nulls()
    return float(known.sum()) if known.len() else None


def reviews(tables: Tables, period: Period) -> dict[str, float | None]:
    """Return how many reviews were written in a period, how good, and how many can still be seen.

    review retention = reviews still visible ÷ reviews posted (source document 001).

    Returns:
        reviews, good_rate and visible_rate (0–1; `None` where no file tells). Empty without
        reviews in the period.
    """
    rows = tables["reviews"].filter(
        pl.col("reviewed_at").dt.date().is_between(period.start, period.end)
    )
    if not rows.height:
        return {}
    return {
        "reviews": rows.height,
        "good_rate": _share(rows["rating"] == "good"),
        "visible_rate": _share(rows["visible"]),
    }


def _share(flags: pl.Series) -> float | None:
    known = flags.drop_nulls()
    return float(known.sum()) / known.len() if known.len() else None
