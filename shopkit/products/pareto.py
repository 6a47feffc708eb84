"""Concentration: how much of traffic, sales or profit a few products bring, and the 80/20 rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, isnan
from typing import Literal

import pandas as pd

from shopkit.tables import check

By = Literal["visitors", "paid_cny", "contribution_cny"]
SHARES: dict[By, str] = {
    "visitors": "visitors_share",
    "paid_cny": "paid_share",
    "contribution_cny": "contribution_share",
}
FEW, MOST = 0.2, 0.8  # the rule: this share of products brings that share of the whole
NEAR = 0.05  # a share this near to the stated one counts as the same
FEWEST_PRODUCTS = 10  # below, a fifth of the products is one, and the rule says nothing
SLACK = 1e-9

Verdict = Literal["holds", "more", "less", "few", "losses", "unknown"]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly an amount is spread over products.

    Attributes:
        products: how many have a known amount.
        unknown: how many have none.
        few: how many products the first fifth is, rounded up.
        few_share: what they bring of the whole; `None` where the whole is not above 0.
        needed: the fewest products that bring 80 %.
        needed_share: those as a share of all products.
        gini: 0 if all bring the same, towards 1 if one brings all; `None` with losses.
    """

    products: int
    unknown: int
    few: int
    few_share: float | None
    needed: int | None
    needed_share: float | None
    gini: float | None

    def verdict(self, stated: float = MOST) -> Verdict:
        """Return how the first fifth stands to what a plan says of it.

        `holds` within 5 points, `more` or `less` concentrated beyond them, `few` for fewer than
        ten products, `losses` where some amounts are below 0 and shares exceed the whole,
        `unknown` where nothing is to be shared.

        Example:
            >>> concentration([90, 2, 1, 1, 1, 1, 1, 1, 1, 1]).verdict()
            'more'
        """
        if self.few_share is None:
            return "unknown"
        if self.gini is None:
            return "losses"
        if self.products < FEWEST_PRODUCTS:
            return "few"
        if abs(self.few_share - stated) <= NEAR + SLACK:
            return "holds"
        return "more" if self.few_share > stated else "less"


def concentration(amounts: Sequence[float | None]) -> Concentration:
    """Return how an amount is spread over products, unknown ones left out.

    Source: Lorenz (1905) for the curve, Gini (1912) for the coefficient, here of the whole list:
    sum over i of (2i - n - 1) x_i / (n sum x), x ascending.

    Example:
        >>> found = concentration([60, 20, 5, 5, 2, 2, 2, 2, 1, 1])
        >>> found.few, found.few_share, found.needed, found.needed_share
        (2, 0.8, 2, 0.2)
    """
    known = sorted((float(x) for x in amounts if x is not None and not isnan(x)), reverse=True)
    count, whole = len(known), sum(known)
    few = ceil(FEW * count - SLACK)
    shared = count > 0 and whole > 0
    sums = list(accumulate(known))
    needed = _needed(sums) if shared else None
    return Concentration(
        products=count,
        unknown=len(amounts) - count,
        few=few,
        few_share=sums[few - 1] / whole if shared else None,
        needed=needed,
        needed_share=needed / count if needed else None,
        gini=_gini(known) if shared and known[-1] >= 0 else None,
    )


def _needed(sums: Sequence[float]) -> int:
    goal = MOST * sums[-1] * (1 - SLACK)
    return next(n for n, total in enumerate(sums, 1) if total >= goal)


def _gini(descending: Sequence[float]) -> float:
    count = len(descending)
    ranked = enumerate(reversed(descending), 1)
    weighed = sum((2 * place - count - 1) * amount for place, amount in ranked)
    return weighed / (count * sum(descending))


def pareto(products: pd.DataFrame, by: By = "paid_cny") -> pd.DataFrame:
    """Return the products by an amount, the largest first, with the cumulative share.

    Args:
        products: one row a product: item_id, title and the amount; unknown amounts are left out.
        by: the amount.

    Returns:
        rank, item_id, title, the amount, its share of the whole, cumulative_share and
        products_share (0-1). Shares are NaN where the whole is not above 0.
    """
    known = products.dropna(subset=[by])
    ranked = known.sort_values([by, "item_id"], ascending=[False, True], ignore_index=True)
    whole = float(ranked[by].sum())
    share = ranked[by].astype("float64") / (whole if whole > 0 else float("nan"))
    places = pd.RangeIndex(1, len(ranked) + 1)
    frame = pd.DataFrame(
        {
            "rank": places,
            "item_id": ranked["item_id"],
            "title": ranked["title"],
            by: ranked[by].astype("float64"),
            SHARES[by]: share,
            "cumulative_share": share.cumsum(),
            "products_share": places / max(len(ranked), 1),
        }
    )
    return check(frame)


def in_both(products: pd.DataFrame, one: By, other: By) -> tuple[str, ...]:
    """Return the items among the first fifth by one amount and also by another, by id."""
    fifths = []
    for by in (one, other):
        ranked = pareto(products, by)
        few = concentration(ranked[by].tolist()).few
        fifths.append(set(ranked["item_id"].head(few)))
    return tuple(sorted(set.intersection(*fifths)))


def visit_worth(visitors_share: float, paid_share: float) -> float | None:
    """Return how many times a visit to some products is worth one to the others, in sales.

    Two statements about one shop go together only if this is believable: products with 20 % of
    the traffic and 80 % of the sales earn 16 times as much a visit as the others.

    Example:
        >>> round(visit_worth(0.2, 0.8), 6), visit_worth(1, 0.5)
        (16.0, None)
    """
    if not 0 < visitors_share < 1 or not 0 <= paid_share < 1:
        return None
    return paid_share / visitors_share / ((1 - paid_share) / (1 - visitors_share))
