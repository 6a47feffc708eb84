"""Findings about promotion fatigue: one a run of quarters, not one a quarter."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from shopkit.campaigns.fatigue import MOST_SHARE, fatigue
from shopkit.campaigns.wording import Scope
from shopkit.findings import Finding
from shopkit.i18n import percent

AHEAD_YEARS = 2  # nothing later is foreseen
MOST_DIGITS = 3


def fatigue_findings(scope: Scope, most_share: float = MOST_SHARE) -> Iterator[Finding]:
    """Yield the quarters ahead, of two years, in which products are on promotion too long.

    Quarters one after the other are told together, and so are products with the same days in them.

    Args:
        scope: plan, language, today.
        most_share: of a quarter's days a product may be on promotion.
    """
    rows = fatigue(scope.plan, scope.today)
    near = rows["quarter"] <= f"{scope.today.year + AHEAD_YEARS} Q4"
    runs = _runs(rows[near & (rows["promoted_share"] > most_share)])
    for _, alike in runs.groupby(["first", "last", "days"], sort=True):
        items = [item for item in alike["item_id"] if isinstance(item, str)]
        run = alike.iloc[0]
        share, most = _apart(run["days"] / run["all_days"], most_share)
        said = {
            "products": scope.products(items if len(items) == len(alike) else ()),
            "quarter": _quarters(run["first"], run["last"], scope),
            "n": int(run["days"]),
            "share": share,
            "most": most,
        }
        yield scope.finding("fatigue", ("campaigns",), said)


def _runs(tired: pd.DataFrame) -> pd.DataFrame:
    """Return runs of adjacent quarters of each product: item_id, first, last, days, all_days."""
    quarters = pd.PeriodIndex(tired["quarter"].str.replace(" ", ""), freq="Q")
    made = tired.assign(
        item=tired["item_id"].fillna(""),
        at=quarters.year * 4 + quarters.quarter,
        all_days=(tired["days_promoted"] / tired["promoted_share"]).round(),
    ).sort_values(["item", "at"])
    begins = (made["at"].diff() != 1) | (made["item"] != made["item"].shift())
    return made.groupby(begins.cumsum()).agg(
        item_id=("item_id", "first"),
        first=("quarter", "first"),
        last=("quarter", "last"),
        days=("days_promoted", "sum"),
        all_days=("all_days", "sum"),
    )


def _quarters(first: str, last: str, scope: Scope) -> str:
    """Return one quarter, or from which to which."""
    ends = [first.partition(" Q"), last.partition(" Q")]
    told = [scope.said("quarter", year=year, n=n) for year, _, n in ends]
    return told[0] if first == last else scope.said("quarters", first=told[0], last=told[1])


def _apart(share: float, most: float) -> tuple[str, str]:
    """Return two shares with as many digits as it takes to see that they differ."""
    told = [(percent(share, n), percent(most, n)) for n in range(MOST_DIGITS + 1)]
    return next((both for both in told if both[0] != both[1]), told[-1])
