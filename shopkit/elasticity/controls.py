"""What moves demand beside the price: weekday, trend, season, the days around campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shopkit.apportion import Flags, Ints

Floats = NDArray[np.float64]

YEAR = 365.25  # days
WEEK = 7
HARMONICS = 2  # of the year: a main season and a second one
LEAST_FOR_SEASON = 180  # days from which on a season can be told from a trend
BEFORE, AFTER = 7, 10  # days buyers wait for a campaign, and stay away after it
FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Rows:
    """The ordinary days of one product, ready to be fitted.

    Attributes:
        at: number of the day since the first.
        units: sold.
        log_price: logarithm of the price of a unit in CNY.
        exposure: logarithm of what units are counted per; 0 for units as such.
        controls: a column each, the first of ones.
    """

    at: Ints
    units: Floats
    log_price: Floats
    exposure: Floats
    controls: Floats


def ordinary(days: pd.DataFrame) -> Flags:
    """Return which rows are days outside campaigns with a known price."""
    outside = days["campaign"].isna() & (days["unit_paid_cny"] > 0)
    return outside.to_numpy(dtype=bool)


def rows_of(days: pd.DataFrame, *, per_visitor: bool) -> Rows:
    """Return the ordinary days of one product with their controls.

    Args:
        days: its item-days, see `item_days`.
        per_visitor: count units per visitor, on the days whose visitors are known.
    """
    ordered = days.sort_values("date").reset_index(drop=True)
    dates = [pd.Timestamp(day).date() for day in ordered["date"]]
    kept = ordinary(ordered)
    visitors = ordered["visitors"].to_numpy(dtype=float) if per_visitor else None
    if visitors is not None:
        kept = kept & (visitors > 0)
    at = np.array([(day - dates[0]).days for day in dates], dtype=np.int64)
    table = _controls(at, dates, ordered["campaign"].notna().to_numpy(dtype=bool))[kept]
    exposure = np.zeros(len(at)) if visitors is None else np.log(np.maximum(visitors, 1))
    return Rows(
        at=at[kept],
        units=ordered["paid_units"].to_numpy(dtype=float)[kept],
        log_price=np.log(ordered["unit_paid_cny"].to_numpy(dtype=float)[kept]),
        exposure=exposure[kept],
        controls=_independent(table),
    )


def _controls(at: Ints, dates: list[date], in_campaign: Flags) -> Floats:
    weekday = np.array([day.weekday() for day in dates])
    since = at / YEAR
    columns = [np.ones(len(at)), *((weekday == k).astype(float) for k in range(1, WEEK))]
    columns.append(since)
    if len(at) and at[-1] >= LEAST_FOR_SEASON:
        turn = 2 * np.pi * np.array([day.timetuple().tm_yday for day in dates]) / YEAR
        for k in range(1, HARMONICS + 1):
            columns += [np.sin(k * turn), np.cos(k * turn)]
    campaign = at[in_campaign]
    until, past = _gap(campaign, at), _gap(-campaign[::-1], -at)
    columns += [(until <= BEFORE).astype(float), (past <= AFTER).astype(float)]
    return np.stack(columns, axis=1)


def _gap(marked: Ints, at: Ints) -> Floats:
    """Return the days from each day to the next marked one; infinite where none follows."""
    padded = np.append(marked.astype(float), np.inf)
    gap: Floats = padded[np.searchsorted(marked, at)] - at
    return gap


def _independent(table: Floats) -> Floats:
    """Return the columns that are no mixture of those before them."""
    kept: list[int] = []
    basis = np.zeros((len(table), 0))
    for k in range(table.shape[1]):
        column = table[:, k]
        rest = column - basis @ (basis.T @ column)
        size = float(np.linalg.norm(rest))
        if size > FLAT * max(1.0, float(np.linalg.norm(column))) and len(table) > len(kept):
            basis = np.column_stack([basis, rest / size])
            kept.append(k)
    return table[:, kept]
