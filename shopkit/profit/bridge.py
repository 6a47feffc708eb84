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
    """Return the SKUs no cost table tells the cost of, the largest amount paid in CNY first.

    Returns:
        sku, item_id, title, lines, units, paid_cny; empty where no product has a cost at all.
    """
    key = ["sku", "item_id", "title"]
    bare = _unknown_goods(ledger, period).filter(pl.col("unit_cost").is_null())
    named = (
        bare.join(ledger.names.products, "product")
        .group_by(key)
        .agg(
            pl.len().cast(pl.Int64).alias("lines"), pl.col("units", "paid_fen").cast(pl.Int64).sum()
        )
    )
    found = named.sort("paid_fen", *key, descending=[True, False, False, False])
    return check(as_pandas(found))


def unsettled(ledger: Ledger, period: Period | None = None) -> pd.DataFrame:
    """Return the lines whose goods came back, but nobody says how many can be sold again.

    Returns:
        One row: lines, paid_cny.
    """
    known = pl.all_horizontal(pl.col("unit_cost", "units").is_not_null())
    rows = _unknown_goods(ledger, period).filter(known)
    sums = rows.select(
        pl.len().cast(pl.Int64).alias("lines"), pl.col("paid_fen").cast(pl.Int64).sum()
    )
    return check(as_pandas(sums))


def _unknown_goods(ledger: Ledger, period: Period | None) -> pl.DataFrame:
    """Return the lines whose cost of goods is unknown, with what a unit cost then in fen."""
    if "cost_goods" not in ledger.included:
        return ledger.lines.clear().with_columns(unit_cost=pl.lit(None, pl.Int64))
    rows = within(ledger.lines, period).filter(pl.col("cost_goods_fen").is_null()).collect()
    return rows.with_columns(ledger.prices.on(rows)[0])
