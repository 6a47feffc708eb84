"""Profit by order: one row an order, made a column at a time because there are millions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import NDArray

from shopkit.apportion import Flags, Groups, Ints, by_group
from shopkit.profit.sums import Sum, known_total, sums
from shopkit.tables import as_pandas, check, outside

SHOWN = ("unknown_paid_fen",)  # of the sums that are for ratios, the one that is a figure too
RATIOS = ("known_net_fen", "known_ads_fen")


def orders(
    lines: pl.DataFrame, ids: pl.Series, spare: pl.DataFrame, included: tuple[str, ...]
) -> pd.DataFrame:
    """Return the profit of each order, losses first, orders of the same profit by number.

    Args:
        lines: those of a ledger, sorted by order.
        ids: the order_id of each order number.
        spare: the same sums of ad spend that met no sale, one row or none; its order is unknown.
        included: the costs taken off.
    """
    groups = Groups.of(lines["order"].to_numpy())
    first = groups.starts
    place = _losses_first(known_total(lines["contribution_fen"], groups.total), spare)
    names = ids.gather(lines["order"].gather(first)) if len(ids) != len(first) else ids
    more = [None] * spare.height
    columns: dict[str, Any] = {
        "order_id": _texts(names, more, place),
        "date": _texts(lines["day"].gather(first), more, place),
    }
    kept: dict[str, Sum] = {}
    for total in sums(lines, included, groups.total):
        whole = _with(total, spare)
        if total.name in ("paid_fen", "contribution_fen", *SHOWN, *RATIOS):
            kept[total.name] = whole
        if total.name not in RATIOS:
            columns[outside(total.name.removesuffix("_fen"))] = _shown(whole, place)
    columns |= {name: values[place] for name, values in _ratios(kept)}
    columns["only_ads"] = columns["lines"] == 0
    return check(pd.DataFrame(columns, copy=False))


def _losses_first(contribution: Sum, spare: pl.DataFrame) -> Ints:
    whole = _with(contribution, spare)
    if not len(whole.values):
        return whole.values
    ranks = whole.values - whole.values.min()
    return by_group(ranks if whole.known is None else np.where(whole.known, ranks, ranks.max() + 1))


def _with(total: Sum, spare: pl.DataFrame) -> Sum:
    """Return sums with that of the row that is no order behind them."""
    if not spare.height:
        return total
    values = np.append(total.values, spare[total.name].fill_null(0).to_numpy())
    told = spare[total.name].is_not_null().to_numpy()
    if total.known is None and told.all():
        return Sum(total.name, values, None)
    known = np.ones(len(total.values), bool) if total.known is None else total.known
    return Sum(total.name, values, np.append(known, told))


def _texts(values: pl.Series, more: list[None], place: Ints) -> pd.Series:
    longer = values.append(pl.Series(values.name, more, values.dtype)) if more else values
    column = as_pandas(longer.to_frame())[values.name].take(place)
    return column.set_axis(range(len(column)))


def _shown(total: Sum, place: Ints) -> NDArray[np.int64] | NDArray[np.float64]:
    values = total.values[place]
    money = values / 100 if total.name.endswith("_fen") else values
    return money if total.known is None else np.where(total.known[place], money, np.nan)


def _ratios(kept: dict[str, Sum]) -> Iterator[tuple[str, NDArray[np.float64]]]:
    made, net = kept["contribution_fen"], kept["known_net_fen"].values
    yield "contribution_rate", _over(made.values, net, made.known)
    paid = kept["paid_fen"]
    told = paid.values - kept["unknown_paid_fen"].values
    yield "known_share", _over(told, paid.values, paid.known)


def _over(part: Ints, whole: Ints, known: Flags | None) -> NDArray[np.float64]:
    """Return a part of a positive whole as a ratio; NaN where there is none."""
    there = whole > 0 if known is None else (whole > 0) & known
    ratio = np.full(len(whole), np.nan)
    np.divide(part, whole, out=ratio, where=there)
    return ratio
