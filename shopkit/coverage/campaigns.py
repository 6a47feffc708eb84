"""Campaign days take more people: parcels packed ahead, more chats, nights after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.shifts import DAY, HOUR, Shift
from shopkit.errors import PlanError, Problem
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

PREPACKED_SHARE = 1 / 3  # source document 003
AFTER_SALES_DAYS = 3  # source document 003: the peak after so many days, nights for so many
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Rush:
    """A campaign as the desk and the packing table meet it.

    Attributes:
        starts: its first day.
        ends: its last day.
        orders_daily: orders of each of its days.
        multiple: how many times the chats of a usual day come on each of them.
        prepacked_share: share of its orders packed before it starts.
        after_sales_days: days after its end until the after-sales peak, and how many nights are
            then worked.
    """

    starts: date
    ends: date
    orders_daily: float
    multiple: float = 1.0
    prepacked_share: float = PREPACKED_SHARE
    after_sales_days: int = AFTER_SALES_DAYS

    def __post_init__(self) -> None:
        """Refuse a campaign that ends before it starts, orders below zero, shares beyond 1.

        Raises:
            PlanError: One of them.
        """
        problems = []
        if self.ends < self.starts:
            problems.append(Problem("backward_period", "campaigns", f"{self.starts}..{self.ends}"))
        if not 0 <= self.prepacked_share <= 1:
            problems.append(Problem("over_share", "campaigns", f"{self.prepacked_share:g}"))
        if not (self.orders_daily >= 0 and self.multiple >= 0):
            said = f"{min(self.orders_daily, self.multiple):g}"
            problems.append(Problem("weight_negative", "campaigns", said))
        if problems:
            raise PlanError(problems)

    @property
    def days(self) -> tuple[date, ...]:
        """Its days."""
        count = (self.ends - self.starts).days + 1
        return tuple(self.starts + timedelta(n) for n in range(count))

    @property
    def orders(self) -> float:
        """Orders of all its days."""
        return self.orders_daily * len(self.days)


def prepacked(expected_orders: float, share: float = PREPACKED_SHARE) -> int:
    """Return the parcels packed before a campaign, whole parcels.

    Source: source document 003: one third.

    Example:
        >>> prepacked(3000), prepacked(1000)
        (1000, 334)
    """
    return ceil(expected_orders * share - SLACK)


def packers(parcels: float, parcels_per_packer: float) -> int:
    """Return the people who pack some parcels in a day, whole people.

    Args:
        parcels: of the day.
        parcels_per_packer: what one packs in a day.

    Example:
        >>> packers(300, 100), packers(301, 100), packers(0.1 + 0.2, 0.1)
        (3, 4, 3)
    """
    return ceil(parcels / parcels_per_packer - SLACK)


def after_sales_peak(ends: date, days: int = AFTER_SALES_DAYS) -> date:
    """Return the day on which most buyers come back with questions.

    Source: source document 003: three days after the campaign.

    Example:
        >>> after_sales_peak(date(2026, 11, 11))
        datetime.date(2026, 11, 14)
    """
    return ends + timedelta(days)


def night_days(rush: Rush) -> tuple[date, ...]:
    """Return the days with an after-sales night shift: from the peak on, as many as lead to it."""
    peak = after_sales_peak(rush.ends, rush.after_sales_days)
    return tuple(peak + timedelta(n) for n in range(rush.after_sales_days))


def chat_multiples(rushes: tuple[Rush, ...]) -> Mapping[date, float]:
    """Return by how much the chats of each campaign day multiply; the largest where two meet."""
    found: dict[date, float] = {}
    for rush in rushes:
        for day in rush.days:
            found[day] = max(found.get(day, 1.0), rush.multiple)
    return found


def with_nights(needed: pd.DataFrame, rush: Rush, night: Shift, agents: int = 1) -> pd.DataFrame:
    """Return agents needed by the hour with those of the nights after a campaign.

    Args:
        needed: date, hour_of_day, agents_needed.
        rush: the campaign.
        night: the night shift; one that passes midnight needs agents on the next morning too.
        agents: how many at least.
    """
    nights = night_days(rush)
    clock = range(night.span.starts // HOUR, ceil(night.ends / HOUR))
    hours = [divmod(hour, DAY // HOUR) for hour in clock]
    there = {(day + timedelta(n), hour) for day in nights for n, hour in hours}
    at = zip(needed["date"].dt.date, needed["hour_of_day"], strict=True)
    least = np.array([agents if moment in there else 0 for moment in at], dtype=float)
    return check(needed.assign(agents_needed=np.maximum(needed["agents_needed"], least)))


def packing(rush: Rush, parcels_per_packer: float, days_before: int) -> pd.DataFrame:
    """Return the packers each day of a campaign takes, and each day before it.

    Args:
        rush: the campaign.
        parcels_per_packer: what one packs in a day.
        days_before: days over which parcels are packed ahead.

    Returns:
        date, parcels, packers; days in order.

    Raises:
        PlanError: Nothing is packed in a day, or there is no day to pack ahead.
    """
    import pandas as pd

    if not (parcels_per_packer > 0 and days_before > 0):
        raise PlanError(
            Problem("no_packing", "campaigns", f"{min(parcels_per_packer, days_before)}")
        )
    ahead = prepacked(rush.orders, rush.prepacked_share)
    before = [rush.starts - timedelta(n) for n in range(days_before, 0, -1)]
    rows = [(day, ahead / days_before) for day in before]
    rows += [(day, (rush.orders - ahead) / len(rush.days)) for day in rush.days]
    return check(
        pd.DataFrame(
            {
                "date": pd.to_datetime([day for day, _ in rows]),
                "parcels": [parcels for _, parcels in rows],
                "packers": [packers(n, parcels_per_packer) for _, n in rows],
            }
        )
    )
