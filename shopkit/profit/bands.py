"""What an order of each size leaves: orders in bands of what was paid."""

from __future__ import annotations

import pandas as pd

EDGES = (0.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0)  # CNY
ENOUGH_ORDERS = 30  # a band of fewer joins the next one


def bands(orders: pd.DataFrame) -> pd.DataFrame:
    """Return what is left of an average order in each band of the amount paid, in CNY.

    Args:
        orders: one row an order: paid_cny, contribution_cny (NaN where a cost is unknown),
            only_ads (a row of ad spend that met no order).

    Returns:
        One row a band, smallest first: `order_from_cny`, `order_to_cny` (NaN: no end), `orders`,
        `orders_share` (0–1), `left_per_order_cny`. Only orders whose costs are all known.
    """
    known = orders[~orders["only_ads"]].dropna(subset="contribution_cny")
    place = pd.cut(known["paid_cny"], [*EDGES, float("inf")], right=False, labels=False)
    sums = known.groupby(place)["contribution_cny"].agg(["size", "sum"])
    rows = _merged([(EDGES[int(n)], int(s), float(v)) for n, s, v in sums.itertuples(name=None)])
    lows = [low for low, _, _ in rows]
    counts = pd.Series([count for _, count, _ in rows], dtype="float64")
    return pd.DataFrame(
        {
            "order_from_cny": lows,
            "order_to_cny": [*lows[1:], float("nan")][: len(lows)],
            "orders": counts,
            "orders_share": counts / counts.sum(),
            "left_per_order_cny": [round(total / count, 2) for _, count, total in rows],
        }
    )


def _merged(rows: list[tuple[float, int, float]]) -> list[tuple[float, int, float]]:
    """Return bands of enough orders: a small one joins the next, a small last one the one before.

    Example:
        >>> _merged([(0.0, 3, 1.0), (20.0, 40, 9.0), (50.0, 2, 5.0)])
        [(0.0, 45, 15.0)]
    """
    made: list[tuple[float, int, float]] = []
    for low, count, total in rows:
        if made and made[-1][1] < ENOUGH_ORDERS:
            start, before, earlier = made.pop()
            made.append((start, before + count, earlier + total))
        else:
            made.append((low, count, total))
    if len(made) > 1 and made[-1][1] < ENOUGH_ORDERS:
        _, count, total = made.pop()
        start, before, earlier = made.pop()
        made.append((start, before + count, earlier + total))
    return made
