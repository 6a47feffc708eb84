"""What the platform, promoters and the courier take of each line."""

from __future__ import annotations

import numpy as np
import polars as pl

from shopkit.apportion import Flags, Ints, Shares, ints, times_ppm
from shopkit.profit.matching import OrderNumbers
from shopkit.profit.returns import Stage
from shopkit.terms import Charge, Terms


def platform_fee(charges: tuple[Charge, ...]) -> pl.Expr:
    """Return what the platform takes of each line in fen: each share rounded by itself.

    Reads paid_fen, refund_fen and a column of parts per million for each charge.
    """
    base = pl.max_horizontal(pl.col("paid_fen") - pl.col("refund_fen"), 0)
    base = pl.when(pl.col("paid_fen").is_not_null() & pl.col("refund_fen").is_not_null()).then(base)
    fees = [times_ppm(base, pl.col(charge.rule)) for charge in charges]
    return pl.sum_horizontal(fees, ignore_nulls=False) if fees else pl.lit(None, pl.Int64)


def told_affiliates(export: pl.LazyFrame, numbers: OrderNumbers) -> pl.DataFrame | None:
    """Return what promoters take, by order number; none where no affiliate file was read."""
    rows = export.select(
        *("order_id", "line_id", "item_id"),
        pl.sum_horizontal("commission_fen", "service_fee_fen").alias("fen"),
    )
    told = rows.collect()
    return numbers.numbered(told).with_columns(one=pl.lit(1)) if told.height else None


def affiliates(stage: Stage, told: pl.DataFrame) -> tuple[Ints, Flags]:
    """Return what promoters take of each line in fen, and which lines they brought."""
    found = stage.matched(stage.own(told), "item_id")
    fen = stage.on_lines(found, "fen") + stage.by_paid.split(stage.on_orders(found, "fen"))
    brought = stage.on_lines(found, "one") > 0
    brought |= stage.groups.rows(stage.on_orders(found, "one") > 0)
    return fen, brought


def parcels(stage: Stage, ships: Flags, terms: Terms) -> dict[str, pl.Series]:
    """Return freight, packing and insurance of each line in fen, where the shop says a price.

    An order that ships is one parcel; its price is split over its lines by units.
    """
    by_order: dict[str, pl.Expr | int | None] = {
        "cost_freight": _freight(terms),
        "cost_packing": terms.packing_fen,
        "cost_insurance": terms.insurance_fen,
    }
    units = ints(stage.lines["units"], -1)
    counted = stage.groups.rows(stage.groups.all(units >= 0))
    shares = Shares.of(np.where(counted, units, 0), stage.groups)
    return {
        name: _on_lines(stage, price, ships, shares)
        for name, price in by_order.items()
        if price is not None
    }


def _freight(terms: Terms) -> pl.Expr | None:
    if terms.freight_fen is None and not terms.freight_by_province_fen:
        return None
    prices, default = terms.freight_by_province_fen, terms.freight_fen
    if not prices:
        return pl.lit(default, pl.Int64)
    return pl.col("province").replace_strict(prices, default=default, return_dtype=pl.Int64)


def _on_lines(stage: Stage, price: pl.Expr | int, ships: Flags, shares: Shares) -> pl.Series:
    priced = pl.lit(price, pl.Int64) if isinstance(price, int) else price
    fen = stage.orders.with_columns(pl.Series("ships", ships)).select(
        pl.when("ships").then(priced).otherwise(0).alias("fen")
    )["fen"]
    parts = pl.Series("fen", shares.split(ints(fen)))
    if not fen.null_count():
        return parts
    known = pl.Series("known", stage.groups.rows(fen.is_not_null().to_numpy()))
    return pl.DataFrame([parts, known]).select(pl.when("known").then("fen"))["fen"]
