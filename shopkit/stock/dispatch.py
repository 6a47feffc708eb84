"""The promise to send parcels within 24 or 48 hours, against what can be packed each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from shopkit.errors import PlanError, Problem
from shopkit.stock.numbers import Floats, floats, not_negative
from shopkit.tables import check

DAY_HOURS = 24
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Queue:
    """Parcels that are to be packed, first come first packed.

    Attributes:
        starts: the first day.
        parcels: paid for on each day.
        capacity: parcels that can be packed on each day; 0 on days off.
        hours: promised from payment to dispatch.
        prepacked_share: share of each day's parcels packed before the first day.
        waiting: parcels of earlier days, due at once.
    """

    starts: date
    parcels: Sequence[float]
    capacity: Sequence[float]
    hours: int = 48
    prepacked_share: float = 0.0
    waiting: float = 0.0

    def __post_init__(self) -> None:
        """Refuse days that do not match, figures below zero, shares beyond 1.

        Raises:
            PlanError: One of them.
        """
        not_negative(parcels=self.parcels, capacity=self.capacity, waiting=self.waiting)
        if len(self.parcels) != len(self.capacity) or not self.parcels or self.hours < DAY_HOURS:
            said = f"{len(self.parcels)}, {len(self.capacity)}, {self.hours} h"
            raise PlanError(Problem("stock_dispatch", "stock.dispatch_hours", said))
        if not 0 <= self.prepacked_share <= 1:
            raise PlanError(Problem("over_share", "campaigns", f"{self.prepacked_share:g}"))

    @property
    def days(self) -> tuple[date, ...]:
        """Its days."""
        return tuple(self.starts + timedelta(n) for n in range(len(self.parcels)))

    @property
    def promised(self) -> int:
        """Days after payment by whose end a parcel has left; the hour of payment is not known."""
        return self.hours // DAY_HOURS

    @property
    def arrived(self) -> Floats:
        """Parcels that have come to be packed by the end of each day."""
        work = floats(self.parcels) * (1 - self.prepacked_share)
        return np.asarray(self.waiting + np.cumsum(work), dtype=np.float64)


def longest_wait(dispatches_daily: float) -> float:
    """Return the hours a packed parcel waits at most until it leaves, dispatches evenly spread.

    Source: source document 001 sends twice a day.

    Raises:
        PlanError: Nothing is sent.

    Example:
        >>> longest_wait(2)
        12.0
    """
    if not dispatches_daily > 0:
        raise PlanError(Problem("stock_dispatch", "stock.dispatch_hours", f"{dispatches_daily:g}"))
    return DAY_HOURS / dispatches_daily


def within(hours_taken: ArrayLike, limit_hours: float) -> NDArray[np.bool_]:
    """Return whether parcels left within a limit of hours; one that has not left has not.

    time of dispatch − time of order ≤ limit (source document 001: 24 hours, at the latest 48)
    """
    return floats(hours_taken) <= limit_hours


def packed(queue: Queue) -> Floats:
    """Return the parcels packed by the end of each day, all that can be."""
    done, found = 0.0, []
    for there, most in zip(queue.arrived, queue.capacity, strict=True):
        done = min(done + most, there)
        found.append(done)
    return floats(found)


def dispatch(queue: Queue) -> pd.DataFrame:
    """Return how the queue goes, day by day.

    Returns:
        date, parcels (to be packed on the day, without those packed ahead), capacity,
        parcels_packed, parcels_waiting (at its end), parcels_late (paid on the day and not packed
        by the end of the day promised; of the first day with those that waited and were not packed
        on it; NaN where the days end before the promise does).
    """
    arrived, done = queue.arrived, packed(queue)
    before = np.concatenate(([queue.waiting], arrived[:-1]))
    last = len(done) - 1
    late = np.full(len(done), np.nan)
    due = np.arange(len(done)) + queue.promised
    told = due <= last
    by_then = done[np.minimum(due, last)]
    late[told] = np.clip(arrived - np.maximum(before, by_then), 0, None)[told]
    overdue = max(queue.waiting - done[0], 0.0)
    if overdue:
        late[0] = np.nan_to_num(late[0]) + overdue
    return check(
        pd.DataFrame(
            {
                "date": pd.to_datetime(queue.days),
                "parcels": np.diff(arrived, prepend=queue.waiting),
                "capacity": floats(queue.capacity),
                "parcels_packed": np.diff(done, prepend=0.0),
                "parcels_waiting": arrived - done,
                "parcels_late": late,
            }
        )
    )


@dataclass(frozen=True, slots=True)
class Promise:
    """Whether a promise of dispatch is kept.

    Attributes:
        late_parcels: that leave after it.
        first_late: the first day whose parcels do; `None` is never.
        capacity_needed: parcels a working day has to pack so that none is late; `None` where no
            working day comes in time.
        untold_parcels: that still waited at the end, with days promised beyond it.
    """

    late_parcels: float
    first_late: date | None
    capacity_needed: float | None
    untold_parcels: float

    @property
    def kept(self) -> bool:
        """Tell whether no parcel is known to be late."""
        return self.late_parcels <= SLACK


def promise(queue: Queue) -> Promise:
    """Return how many parcels leave after the promise, from which day, and what it takes."""
    days = dispatch(queue)
    late = days["parcels_late"].fillna(0.0)
    first = next((day for day, n in zip(queue.days, late, strict=True) if n > SLACK), None)
    undue = days["parcels"].iloc[max(len(days) - queue.promised, 0) :].sum()
    left = min(float(undue), float(days["parcels_waiting"].iloc[-1]))
    return Promise(float(late.sum()), first, capacity_needed(queue), left)


def capacity_needed(queue: Queue) -> float | None:
    """Return the parcels each working day has to pack so that none is late.

    What comes on any days in a row has to be packed on them and the days promised after the last.

    Args:
        queue: parcels, promise; days of no capacity are days off, whatever the others have.

    Returns:
        Parcels; `None` where some come with no working day in time.
    """
    worked = np.concatenate(([0], np.cumsum(floats(queue.capacity) > 0)))
    arrived = np.concatenate(([0.0], queue.arrived))
    if queue.waiting and not worked[1]:
        return None
    most, count = queue.waiting, len(queue.parcels)
    for last in range(1, count + 1 - queue.promised):
        came = arrived[last] - arrived[:last]
        days = worked[last + queue.promised] - worked[:last]
        if ((days == 0) & (came > SLACK)).any():
            return None
        most = max(most, float((came / np.maximum(days, 1)).max()))
    return most


@dataclass(frozen=True, slots=True)
class Sending:
    """The parcels of a campaign, what was promised of them, and who packs them.

    Attributes:
        campaign: its name.
        hours: promised from payment to dispatch.
        queue: its parcels against what can be packed; `None` where nobody is known to pack.
        each: parcels one packs in a day.
        needed: people that would keep the promise; `None` where no working day comes in time.
    """

    campaign: str
    hours: int
    queue: Queue | None
    each: float
    needed: int | None
