"""Competitors side by side in four dimensions, and the sentence that sets the shop apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed, text
from shopkit.positioning.study import Study
from shopkit.positioning.wording import hint, titles
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan import Plan

# operating strategy, product quality, price, sales data; the fields that fill each
DIMENSIONS = {
    "strategy": ("strategy",),
    "quality": ("quality", "rating"),
    "price": ("price_cny",),
    "sales": ("units_30_days",),
}
STATED = (  # what the sentence is made of
    *("positioning.audience", "positioning.category", "positioning.price_from_cny"),
    *("positioning.price_to_cny", "positioning.difference"),
)
COLUMNS = [
    *("competitor", "own", "strategy", "quality", "score", "unit_price_cny"),
    *("units_30_days", "strengths", "weaknesses", "told_by", "date"),
]


@dataclass(frozen=True, slots=True)
class Statement:
    """The differentiation statement: its text, empty where fields are missing, and those."""

    said: str
    missing: tuple[str, ...]


def competitors(plan: Plan, seen: Study | None = None) -> pd.DataFrame:
    """Return the shop and its competitors in four dimensions, the shop first.

    Args:
        plan: names the competitors.
        seen: the market; the shop's best-selling offer there stands for the shop.

    Returns:
        One row a competitor: competitor (name), own, strategy, quality (texts), score (0–5),
        unit_price_cny, units_30_days, strengths, weaknesses (texts), told_by, date. The first row
        is the shop: its strategy is the plan's difference, its quality the plan's capability. No
        prices are subtracted: the offers compared may be different kinds of goods.
    """
    rows = [_own(plan, seen)]
    rows += [
        {
            "competitor": one.name,
            "own": False,
            "strategy": one.strategy,
            "quality": one.quality,
            "score": one.rating,
            "unit_price_cny": one.price_cny,
            "units_30_days": one.units_30_days,
            "strengths": "、".join(one.strengths) or None,
            "weaknesses": "、".join(one.weaknesses) or None,
            "told_by": one.source,
            "date": one.as_of,
        }
        for one in plan.competitors
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    figures = ["score", "unit_price_cny", "units_30_days"]
    frame[figures] = frame[figures].astype(float)
    frame["date"] = pd.to_datetime(frame["date"])
    return check(frame)


def _own(plan: Plan, seen: Study | None) -> dict[str, object]:
    said = plan.positioning
    row: dict[str, object] = {"competitor": plan.shop.name, "own": True}
    row |= {"strategy": said.difference, "quality": said.capability}
    if seen is None or seen.own.empty:
        return row
    best = seen.own.sort_values("units_30_days", ascending=False, na_position="last").iloc[0]
    names = ("score", "unit_price_cny", "units_30_days", "date")
    told = " · ".join(str(best[name]) for name in ("title", "told_by") if pd.notna(best[name]))
    return row | {name: best[name] for name in names} | {"told_by": told or None}


def unfilled(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return competitor and dimension wherever nothing is known of it."""
    return tuple(
        (one.name, dimension)
        for one in plan.competitors
        for dimension, names in DIMENSIONS.items()
        if all(getattr(one, name) is None for name in names)
    )


def rivals(seen: Study, plan: Plan, most: int = 5) -> pd.DataFrame:
    """Return shops worth entering as competitors: the best-selling ones near the shop's prices.

    Near is the price band of the plan, else those the shop has offers in, else any.

    Returns:
        One row a shop that is no competitor of the plan yet, most units first: seller, offers,
        units_30_days, price_median_cny, score (median).
    """
    said, bands = plan.positioning, seen.bands
    near = bands.own
    if said.price_from_cny is not None and said.price_to_cny is not None:
        near = bands.between(said.price_from_cny, said.price_to_cny)
    places = seen.offers["unit_price_cny"].map(bands.of)
    known = {one.name for one in plan.competitors} | {plan.shop.name}
    rows = seen.offers[~seen.offers["own"].astype(bool) & ~seen.offers["seller"].isin(known)]
    rows = rows[places[rows.index].isin(near)] if near else rows
    found = rows.groupby("seller").agg(
        offers=("seller", "size"),
        units_30_days=("units_30_days", "sum"),
        price_median_cny=("unit_price_cny", "median"),
        score=("score", "median"),
    )
    ordered = found.reset_index().sort_values(["units_30_days", "seller"], ascending=[False, True])
    return check(ordered.head(most).reset_index(drop=True))


def statement(plan: Plan, lang: Lang) -> Statement:
    """Return the differentiation statement, made of filled fields only."""
    said = plan.positioning
    values = {path: getattr(said, path.partition(".")[2]) for path in STATED}
    missing = tuple(path for path, value in values.items() if value is None)
    if missing:
        return Statement("", missing)
    low, high = (
        f"{value:,.2f}".rstrip("0").rstrip(".")
        for value in (said.price_from_cny or 0, said.price_to_cny or 0)
    )
    filled = {"audience": said.audience, "category": said.category, "low": low, "high": high}
    filled |= {"difference": (said.difference or "").rstrip("。.")}
    return Statement(text("positioning.statement", lang, **filled), ())


def competitor_findings(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield dimensions of competitors nobody filled in, and a statement that lacks fields."""
    lacking: dict[str, list[str]] = {}
    for name, dimension in unfilled(plan):
        lacking.setdefault(name, []).append(text(f"positioning.dimension.{dimension}", lang))
    for name, dimensions in lacking.items():
        said = {"name": name, "list": listed(dimensions, lang)}
        yield hint("competitor_unfilled", "competitors", lang, **said)
    if missing := statement(plan, lang).missing:
        fields = titles(missing, lang)
        yield hint("statement_unfilled", "positioning", lang, fields=fields)
