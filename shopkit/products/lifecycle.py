"""Where each product stands in its life: introduction, growth, maturity or decline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Literal

import pandas as pd

from shopkit.products.trend import Trend, trend
from shopkit.tables import check

Stage = Literal["introduction", "growth", "maturity", "decline"]
Why = Literal[
    "rising", "falling", "steady", "new", "few", "short", "unclear", "stopped", "sold_out"
]
STAGES: tuple[Stage, ...] = ("introduction", "growth", "maturity", "decline")
SPANS = (
    12,
    26,
)  # the last ones looked at: with weeks a quarter, and half a year if that is unclear
FOUR_WEEKS = 28
NEW_DAYS = 56
FEWEST_UNITS = 30
LIKELY_SOLD = 3.0  # units due in four weeks; of so many none is sold by chance 1 time in 20
MOVES = 0.10  # a smaller change in four weeks is no growth and no decline
STEADY = 0.15  # maturity is told only where a change beyond this is unlikely
GROWTH_SEARCH_RANK = 10  # source document 002
MATURE_SALES_RANK, MATURE_SEARCH_RANK = 5, 5  # source document 002
COLUMNS = [
    *("item_id", "title", "life_stage", "paid_units", "age_days", "growth_rate", "growth_low"),
    *("growth_high", "why"),
]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of products besides their sales; all of it may be empty.

    Attributes:
        since: the day each was listed or first sold; `None` for one older than the files.
        stock: units in stock by item.
    """

    since: Mapping[str, date | None]
    stock: Mapping[str, float]


def life_stages(curves: pd.DataFrame, known: Known | None = None) -> pd.DataFrame:
    """Return the stage of each product, told from the trend of its last spans.

    growth - sales rise by 10 % or more in four weeks and the 95 % interval lies above 0;
    decline - they fall by as much and it lies below 0, or nothing sold any more for four weeks
    though there is stock and 3 or more were due at the pace before; introduction - at most 56 days
    on sale and no growth to be seen yet; maturity - no larger change than 15 % either way is
    likely. Where twelve spans leave it open, 26 are looked at. Else, and with fewer than 30 units,
    the stage is None: too few sales to tell.

    Source: stages by the relative change of sales are the idea of Polli & Cook, Validity of the
    Product Life Cycle, Journal of Business 42 (1969) 385-400. Their limits are spreads over many
    products and years, which a shop has not; ours are stated above and are a choice.

    Args:
        curves: what `sales_curves` returned.
        known: days of listing and stock, where known.

    Returns:
        One row a product, by units of the last spans: item_id, title, life_stage, paid_units (of
        the last spans), age_days (NaN if older than the files), growth_rate in four weeks with
        growth_low and growth_high, why (a code, see `reason`).
    """
    rows = [_told(curve, known or Known({}, {})) for _, curve in curves.groupby("item_id")]
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype="object")  # unknown stages stay None
    numbers = dict.fromkeys(COLUMNS[3:-1], "float64")
    ordered = frame.astype(numbers).sort_values(
        ["paid_units", "item_id"], ascending=[False, True], ignore_index=True
    )
    return check(ordered)


def _told(curve: pd.DataFrame, known: Known) -> dict[str, object]:
    """Return the row of a product by its last quarter, or by half a year where that is unclear."""
    quarter, half = (_row(curve, known, spans) for spans in SPANS)
    return half if quarter["why"] == "unclear" and half["life_stage"] else quarter


def _row(curve: pd.DataFrame, known: Known, spans: int) -> dict[str, object]:
    item = str(curve["item_id"].iloc[0])
    recent = curve.tail(spans)
    passed = (recent["date"] - recent["date"].iloc[0]).dt.days
    units = recent["paid_units"].astype("float64")
    change = trend(units.tolist(), recent["days"].tolist(), (passed / FOUR_WEEKS).tolist())
    length = passed.diff().min() if len(recent) > 1 else FOUR_WEEKS
    last = passed > passed.iloc[-1] + length - FOUR_WEEKS - 1
    since, now = known.since.get(item), recent["date"].iloc[-1].date()
    seen = Seen(
        change=change,
        age=(now - since).days + int(length) if since else None,
        units=float(units.sum()),
        last_units=float(units[last].sum()),
        missed=_due(curve, recent[~last], recent.loc[last, "days"].sum()),
        stock=known.stock.get(item),
    )
    stage, why = _judged(seen)
    return {
        "item_id": item,
        "title": curve["title"].iloc[0],
        "life_stage": stage,
        "paid_units": seen.units,
        "age_days": seen.age,
        "growth_rate": change.rate if change else None,
        "growth_low": change.low if change else None,
        "growth_high": change.high if change else None,
        "why": why,
    }


def _due(curve: pd.DataFrame, before: pd.DataFrame, days: float) -> float:
    """Return the units some days would have brought at the pace of the spans before them."""
    earlier = before if before["paid_units"].sum() else curve
    told = earlier["days"].sum()
    return float(earlier["paid_units"].sum() / told * days) if told else 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a stage is judged by.

    Attributes:
        change: the trend.
        age: days on sale.
        units: sold in the spans looked at.
        last_units: sold in the last four weeks.
        missed: units due in those at the pace before.
        stock: units left; `None` is unknown.
    """

    change: Trend | None
    age: int | None
    units: float
    last_units: float
    missed: float
    stock: float | None


def _judged(seen: Seen) -> tuple[Stage | None, Why]:
    new = seen.age is not None and seen.age <= NEW_DAYS
    stopped = seen.last_units == 0 and seen.missed >= LIKELY_SOLD and not new
    change = seen.change if seen.units >= FEWEST_UNITS else None
    if change and change.rate >= MOVES and change.low > 0:
        return "growth", "rising"
    if new:
        return "introduction", "new"
    falls = change is not None and change.rate <= -MOVES and change.high < 0
    if stopped or falls:
        why: Why = "stopped" if stopped else "falling"
        return (None, "sold_out") if seen.stock == 0 else ("decline", why)
    if change and change.low > -STEADY and change.high < STEADY:
        return "maturity", "steady"
    if seen.units < FEWEST_UNITS:
        return None, "few"
    return None, "unclear" if change else "short"


def growth_goal(search_rank: float | None) -> bool | None:
    """Tell whether a growing product reached its goal: among the first ten of the search.

    Example:
        >>> growth_goal(10), growth_goal(11), growth_goal(None)
        (True, False, None)
    """
    return _within(search_rank, GROWTH_SEARCH_RANK)


def mature_sales(sales_rank: float | None) -> bool | None:
    """Tell whether a product sells as a mature one: among the first five of its kind."""
    return _within(sales_rank, MATURE_SALES_RANK)


def mature_search(search_rank: float | None) -> bool | None:
    """Tell whether a product is found as a mature one: among the first five of the search."""
    return _within(search_rank, MATURE_SEARCH_RANK)


def _within(rank: float | None, last: int) -> bool | None:
    return None if rank is None or isnan(rank) else rank <= last


def with_ranks(stages: pd.DataFrame, ranks: pd.DataFrame) -> pd.DataFrame:
    """Return the stages with the ranks of each product and whether they reach its stage's goal.

    Args:
        stages: what `life_stages` returned.
        ranks: item_id, search_rank and sales_rank; NaN where unknown.

    Returns:
        The columns of both and goal_reached: in growth the first ten of the search; in maturity
        the first five in sales and in the search; None in other stages and without ranks.
    """
    both = stages.merge(ranks[["item_id", "search_rank", "sales_rank"]], "left", on="item_id")
    found = [
        _goal(stage, search, sales)
        for stage, search, sales in zip(
            both["life_stage"], both["search_rank"], both["sales_rank"], strict=True
        )
    ]
    return check(both.assign(goal_reached=pd.Series(found, both.index, dtype="object")))


def _goal(stage: Stage | None, search_rank: float, sales_rank: float) -> bool | None:
    if stage == "growth":
        return growth_goal(search_rank)
    if stage != "maturity":
        return None
    met = {mature_sales(sales_rank), mature_search(search_rank)}
    return False if False in met else None if None in met else True
