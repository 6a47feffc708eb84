"""The tables of a replay: orders, products, promotions, what is left out, totals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
import polars as pl

from shopkit.apportion import Ints
from shopkit.plan import Plan
from shopkit.pricing.past_carts import WHY, PastCarts
from shopkit.pricing.replay_band import Demand, banded, totals_banded
from shopkit.pricing.replay_lines import Lines
from shopkit.promotions import BEARERS, InOrder
from shopkit.promotions.amounts import split_rows
from shopkit.tables import as_pandas, check

Left = Mapping[str, float]  # what was really left of an order, CNY; not there is unknown


def orders_frame(past: PastCarts, lines: Lines, priced: InOrder, left: Left) -> pd.DataFrame:
    """Return one row an order, in the order of payment: what it comes to, and what it came to."""
    groups, found, carts = past.lines, priced.outcome, past.carts
    known = groups.all(lines.known)
    total = groups.total(lines.left)
    listed = groups.total(lines.listed)
    ids = past.orders["order_id"].to_list()
    frame = as_pandas(
        pl.DataFrame(
            {
                "order_id": ids,
                "date": past.orders["day"],
                "day_counted": [date.fromordinal(int(day)) for day in carts.day],
                "units": groups.total(lines.units),
                "list_amount_fen": listed + carts.freight_fen,
                "off_fen": found.off_fen.sum(axis=1),
                "freight_fen": found.freight_fen,
                "paid_fen": found.paid_fen,
                "receipt_fen": found.receipt_fen,
                "contribution_fen": total,
                "paid_then_fen": past.orders["paid_fen"],
            },
            schema_overrides={"order_id": pl.String, "day_counted": pl.Date},
        )
    )
    frame["contribution_cny"] = np.where(known, frame["contribution_cny"], np.nan)
    frame["contribution_then_cny"] = np.array([left.get(one, np.nan) for one in ids], float)
    frame["below_floor"] = groups.total(lines.below_floor.astype(np.int64)) > 0
    frame["below_discount"] = groups.total(lines.below_discount.astype(np.int64)) > 0
    return check(frame)


def items_frame(
    past: PastCarts, lines: Lines, plan: Plan, demand: Mapping[str, Demand]
) -> pd.DataFrame:
    """Return one row a product, the largest receipts first.

    Contribution is of the lines of which it is known, and unknown where it is of none.
    """
    names = {one.item_id: one.name for one in plan.products}
    sums = {
        "lines": np.ones_like(lines.units),
        "units": lines.units,
        "list_amount_fen": lines.listed,
        "paid_then_fen": past.paid_fen,
        "paid_fen": lines.paid + lines.delivery,
        "receipt_fen": lines.receipt + lines.delivery,
        "contribution_fen": lines.left,
        "known_lines": lines.known.astype(np.int64),
        "unknown_paid_fen": np.where(lines.known, 0, lines.paid + lines.delivery),
        "lines_below_floor": lines.below_floor.astype(np.int64),
        "lines_below_discount": lines.below_discount.astype(np.int64),
    }
    rows = pl.DataFrame({"item_id": pl.Series(lines.items.tolist(), dtype=pl.String)} | sums)
    groups = rows.group_by("item_id").agg(pl.col(list(sums)).sum())
    frame = as_pandas(groups.sort("receipt_fen", "item_id", descending=[True, False]))
    frame["contribution_cny"] = frame["contribution_cny"].where(frame["known_lines"] > 0)
    frame.insert(1, "title", [names.get(item) for item in frame["item_id"]])
    frame["unit_paid_then_cny"] = (frame["paid_then_cny"] / frame["units"]).round(2)
    frame["unit_paid_cny"] = (frame["paid_cny"] / frame["units"]).round(2)
    then = frame["paid_then_cny"].replace(0, np.nan)
    frame["change_rate"] = frame["paid_cny"] / then - 1
    return check(banded(frame, demand))


def promotions_frame(past: PastCarts, priced: InOrder) -> pd.DataFrame:
    """Return one row a promotion, as the plan has them: uses, what it costs whom, when it ended."""
    found, days = priced.outcome, past.orders["day"]
    rows = []
    for n, offer in enumerate(priced.offers):
        off = found.off_fen[:, n]
        shares = np.repeat(np.array([offer.bears]).T, len(off), axis=1)
        borne: Ints = split_rows(off, shares).sum(axis=1) if len(off) else np.zeros(4, np.int64)
        last = priced.used_up.get(n, -1)
        rows.append(
            {
                "promotion": offer.name,
                "orders": int(found.used[:, n].sum()),
                "off_fen": int(off.sum()),
                **{f"borne_{who}_fen": int(fen) for who, fen in zip(BEARERS, borne, strict=True)},
                "gift_units": int(found.gift_units[:, n].sum()),
                "used_up_on": days[last] if last >= 0 else None,
            }
        )
    kinds = {"promotion": pl.String, "orders": pl.Int64, "off_fen": pl.Int64}
    kinds |= {f"borne_{who}_fen": pl.Int64 for who in BEARERS}
    kinds |= {"gift_units": pl.Int64, "used_up_on": pl.Date}
    return check(as_pandas(pl.DataFrame(rows, schema=kinds)))


def left_out_frame(past: PastCarts, left: Left) -> pd.DataFrame:
    """Return one row a reason for which orders are not replayed: how many, what became of them.

    What was left of them is unknown as soon as it is of one.
    """
    out = past.left_out
    told = pl.Series([left.get(one) for one in out["order_id"]], dtype=pl.Float64)
    rows = (
        out.with_columns(told.alias("left"))
        .group_by("why")
        .agg(
            pl.len().cast(pl.Int64).alias("orders"),
            pl.col("paid_fen").sum().alias("paid_then_fen"),
            pl.when(pl.col("left").is_not_null().all()).then(pl.col("left").sum()).alias("left"),
        )
    )
    order = pl.DataFrame({"why": WHY}).join(rows, "why", maintain_order="left")
    frame = as_pandas(order).rename(columns={"left": "contribution_then_cny"})
    frame["contribution_then_cny"] = frame["contribution_then_cny"].astype(float).round(2)
    return check(frame)


def totals_frame(
    orders: pd.DataFrame, items: pd.DataFrame, lines: Lines, past: PastCarts
) -> pd.DataFrame:
    """Return the totals as they were, and under the proposal with units held and as they answer.

    `then` is what was paid and left; `then_now` what that leaves at the costs and rates of now;
    `held` the proposal with the same units; `low`, `expected`, `high` with the band of units.
    Contribution is of the orders of which it is known under the proposal.
    """
    known = orders["contribution_cny"].notna()
    all_known = past.lines.rows(past.lines.all(lines.known))
    paid = round(float(orders["paid_then_cny"].sum()), 2)
    units = float(orders["units"].sum())
    then = {"units": units, "paid_cny": paid, "receipt_cny": np.nan}
    left = orders.loc[known, "contribution_then_cny"]
    left_then = round(float(left.sum()), 2) if left.notna().all() and len(left) else np.nan
    now = int(lines.left_then[all_known].sum()) / 100 if known.any() else np.nan
    held = {
        "units": units,
        "paid_cny": round(float(orders["paid_cny"].sum()), 2),
        "receipt_cny": round(float(orders["receipt_cny"].sum()), 2),
        "contribution_cny": round(float(orders["contribution_cny"].sum(min_count=1)), 2),
    }
    rows = [then | {"contribution_cny": left_then}, then | {"contribution_cny": now}, held]
    frame = pd.DataFrame([*rows, *totals_banded(items)])
    frame.insert(0, "step", ["then", "then_now", "held", "low", "expected", "high"])
    return check(frame)
