"""One comparison of two sources, before it is put in words, and when two numbers agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import polars as pl

from shopkit.findings import Severity
from shopkit.i18n import MINUS

Outcome = Literal["fits", "differs", "unknown"]
Value = int | float | date | str | list[str]

# Both must be passed: platforms revise a day for an hour or two and round shares of a discount,
# which stays under half a per cent of any day and under one yuan of a quiet one.
TOLERANCE_PERMILLE = 5
TOLERANCE_FEN = 100
TOLERANCE_PEOPLE = 1  # one order at midnight may be counted on either day


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What came of holding two sources against each other.

    Attributes:
        code: stable name; its texts are `quality.check.<code>`.
        outcome: `fits`, `differs`, or `unknown` where there is nothing to compare.
        place: the table it is about.
        severity: how much a difference matters.
        share: how much of the larger of two totals both agree on, 0–1.
        cny: the total difference in CNY, where it is money.
        cause: name of the likely cause, `quality.likely.<cause>`.
        said: the numbers behind it by the name its texts call them; `_fen` ends amounts.
    """

    code: str
    outcome: Outcome
    place: str
    severity: Severity = Severity.WARNING
    share: float | None = None
    cny: float | None = None
    cause: str = ""
    said: Mapping[str, Value] = field(default_factory=dict)


def differs(ours: str, theirs: str, floor: int = TOLERANCE_FEN) -> pl.Expr:
    """Return whether two columns of whole numbers disagree by more than the tolerance.

    The tolerance is the larger of `floor` and `TOLERANCE_PERMILLE` of the larger number, so it
    does not matter which of the two is asked first.
    """
    gap = (pl.col(ours) - pl.col(theirs)).abs()
    larger = pl.max_horizontal(pl.col(ours).abs(), pl.col(theirs).abs())
    return (gap > floor) & (gap * 1000 > larger * TOLERANCE_PERMILLE)


def agreement(pairs: pl.DataFrame) -> float | None:
    """Return how much of the larger numbers `ours` and `theirs` both have, 0–1."""
    larger = pairs.select(pl.max_horizontal(pl.col("ours").abs(), pl.col("theirs").abs()).sum())
    gap = pairs.select((pl.col("ours") - pl.col("theirs")).abs().sum())
    whole = int(larger.item() or 0)
    return max(0.0, 1 - int(gap.item() or 0) / whole) if whole else None


@dataclass(frozen=True, slots=True)
class Days:
    """A comparison by day.

    Attributes:
        code: name of the check.
        place: the table it is about.
        floor: differences up to this are none: fen, orders or people.
        money: whether the numbers are fen.
        severity: how much a difference matters.
    """

    code: str
    place: str
    floor: int = TOLERANCE_FEN
    money: bool = True
    severity: Severity = Severity.WARNING


def by_day(pairs: pl.DataFrame, about: Days, cause: str = "") -> Check:
    """Return what came of comparing two sources day by day.

    Args:
        pairs: columns day, ours, theirs; rows with an unknown number are left out.
        about: which comparison it is.
        cause: the likely cause of a difference, if it is known.
    """
    known = pairs.drop_nulls(["day", "ours", "theirs"])
    if not known.height:
        return unknown(about.code, about.place, about.severity)
    off = known.filter(differs("ours", "theirs", about.floor))
    unit, cny = "_fen" if about.money else "", None
    said: dict[str, Value] = {"days": known.height, "off": off.height}
    if off.height:
        gap = pl.col("ours") - pl.col("theirs")
        worst = off.sort(gap.abs(), "day", descending=[True, False]).row(0, named=True)
        total = int(off.select(gap.sum()).item())
        said |= {f"gap{unit}": total, "day": worst["day"]}
        cny = total / 100 if about.money else None
        said |= {f"ours{unit}": worst["ours"], f"theirs{unit}": worst["theirs"]}
    return Check(
        code=about.code,
        outcome="differs" if off.height else "fits",
        place=about.place,
        severity=about.severity,
        share=agreement(known),
        cny=cny,
        cause=cause if off.height else "",
        said=said,
    )


def at_most(pairs: pl.DataFrame, about: Days) -> Check:
    """Return whether a part is no more than the whole on any day; `share` is how much it is.

    Args:
        pairs: columns day, ours (the part), theirs (the whole).
        about: which comparison it is.
    """
    known = pairs.drop_nulls(["day", "ours", "theirs"])
    above = by_day(known.with_columns(pl.max_horizontal("ours", "theirs").alias("ours")), about)
    share = agreement(known.with_columns(pl.min_horizontal("ours", "theirs").alias("ours")))
    return replace(above, share=share, said={**above.said, "share": share or 0.0})


def unknown(code: str, place: str, severity: Severity = Severity.WARNING) -> Check:
    """Return a check nothing could be compared for."""
    return Check(code=code, outcome="unknown", place=place, severity=severity)


def found(code: str, place: str, severity: Severity, said: Mapping[str, Value]) -> Check:
    """Return a check that differs as soon as one thing was found: `said["off"]` counts them."""
    outcome: Outcome = "differs" if said["off"] else "fits"
    return Check(code=code, outcome=outcome, place=place, severity=severity, said=said)


def amount(fen: int) -> str:
    """Return an amount to the fen, for evidence: ¥1,234.50.

    Example:
        >>> amount(123450), amount(-5)
        ('¥1,234.50', '−¥0.05')
    """
    return f"{MINUS if fen < 0 else ''}¥{abs(fen) / 100:,.2f}"
