"""The way from what was paid to the contribution, and what stands in its way: unknown costs."""

from __future__ import annotations

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.profit.frames import within
from shopkit.profit.ledger import Ledger
from shopkit.tables import as_pandas, check


def bridge(ledger: Ledger, period: Period | None = None) -> pd.DataFrame:
    """Return the steps from the amount paid to the contribution in CNY; they add up to it.

    Returns:
        step and amount_cny: `paid`; `refund` and each cost included, negative; `unknown`, the
        net sales of lines with an unknown cost, negative; `contribution`, the sum of the others.
        Costs are of the lines whose costs are all known, ads also those that met no sale.
    """
    known = pl.col("contribution_fen").is_not_null()
    net = pl.col("paid_fen").fill_null(0) - pl.col("refund_fen").fill_null(0)
    costs = [pl.col(f"{c}_fen").filter(known).sum().alias(c) for c in ledger.included]
    lines = within(ledger.lines, period).with_columns(pl.col(pl.Int16, pl.Int32).cast(pl.Int64))
    sums = lines.select(
        pl.col("paid_fen").sum().alias("paid"),
        pl.col("refund_fen").sum().alias("refund"),
        *costs,
        net.filter(~known).sum().alias("unknown"),
    )
    amounts = sums.collect(engine="streaming").row(0, named=True)
    if "cost_ads" in amounts:
        left = within(ledger.leftovers, period).select(pl.col("cost_ads_fen").sum())
        amounts["cost_ads"] += left.collect().item()
    steps = {name: fen if name == "paid" else -fen for name, fen in amounts.items()}
    steps["contribution"] = sum(steps.values())
    frame = pl.DataFrame({"step": list(steps), "amount_fen": list(steps.values())})
    return check(as_pandas(frame))


def uncosted(ledger: Ledger, period: Period | None = None) -> pd.DataFrame:
    """Return the SKUs whose cost of goods is unknown, the largest amount paid first.

    Returns:
        sku, item_id, title, lines, units, paid_cny; empty where no product has a cost at all.
    """
    key = ["sku", "item_id", "title"]
    unknown = pl.col("cost_goods_fen").is_null() if "cost_goods" in ledger.included else False
    rows = within(ledger.lines, period).filter(unknown)
    named = (
        rows.join(ledger.names.products.lazy(), "product")
        .group_by(key)
        .agg(
            pl.len().cast(pl.Int64).alias("lines"), pl.col("units", "paid_fen").cast(pl.Int64).sum()
        )
    )
    found = named.sort("paid_fen", *key, descending=[True, False, False, False]).collect()
    return check(as_pandas(found))
