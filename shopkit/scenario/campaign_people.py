"""People a campaign takes beyond a usual day: at the desk, over parcels, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage import serves, shifts_of, with_nights
from shopkit.coverage.campaigns import Rush
from shopkit.pay import hourly_wage, overtime_multiples
from shopkit.roles import does, held_roles
from shopkit.scenario.desk import agents_by_hour
from shopkit.schedule import book_of, run_books

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd
    from numpy.typing import NDArray

    from shopkit.plan.sections.team import Post
    from shopkit.scenario.known import Known
    from shopkit.scenario.trade import Trade

PARCEL_ROLES = ("packer", "warehouse", "logistics")
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class People:
    """What a campaign asks of people; `None` is unknown.

    Attributes:
        agents_peak: agents the busiest hour of the campaign and its after-sales needs.
        agents_usual: the same without the campaign.
        desk_hours: agent hours beyond those of the same days without it.
        parcel_hours: hours over parcels beyond it, as the run-book has them.
        cost_cny: both, paid as overtime of a workday at the wages of these posts.
        missing: what nobody tells: `chats`, `service_pay`, `parcel_pay`, `orders`, `parcel_hours`.
    """

    agents_peak: int | None
    agents_usual: int | None
    desk_hours: float | None
    parcel_hours: float | None
    cost_cny: float | None
    missing: tuple[str, ...]

    @property
    def hours(self) -> float | None:
        """All hours beyond a usual day's."""
        if self.desk_hours is None or self.parcel_hours is None:
            return None
        return self.desk_hours + self.parcel_hours


def people_of(trade: Trade, known: Known) -> People:
    """Return the people a campaign takes, from what it sells.

    Chats follow orders day by day, as in `rush`; a night shift of the plan is held on the nights
    after it. Hours over parcels are those the run-book counts for each thousand orders. Hours count
    where they are more than without the campaign, whether or not somebody there has time: overtime
    is the careful reading.

    Args:
        trade: what the campaign sells.
        known: when orders come, from the shop's past.

    Raises:
        PlanError: The plan's desk or its hours cannot be.
    """
    held = _needs(trade, known, trade.held.orders, rush=True)
    plain = _needs(trade, known, trade.plain.orders, rush=False)
    desk = _more(held, plain)
    parcels = _parcel_hours(trade)
    wages = {
        "service_pay": _hourly(trade, serves),
        "parcel_pay": _hourly(trade, packs),
    }
    parts = {"service_pay": desk, "parcel_pay": parcels}
    missing = [] if held is not None else ["chats"]
    missing += [] if parcels is not None else ["parcel_hours"]
    missing += [name for name, hours in parts.items() if hours and wages[name] is None]
    cost = None if missing else sum((parts[n] or 0) * (wages[n] or 0) for n in parts)
    return People(_peak(held), _peak(plain), desk, parcels, cost, tuple(missing))


def _needs(
    trade: Trade, known: Known, orders: NDArray[np.float64], *, rush: bool
) -> pd.DataFrame | None:
    """Return the agents each hour of the days needs; `None` where chats are unknown."""
    usual = float(trade.plain.orders.mean()) if len(trade.days) else np.nan
    found = agents_by_hour(trade.plan, known, trade.days[0], orders, usual)
    nights = [shift for shift in shifts_of(trade.plan) if shift.night]
    if found is None or not rush or not nights:
        return found
    one = trade.campaign
    return with_nights(found, Rush(one.starts, one.ends, usual), nights[0])


def _more(held: pd.DataFrame | None, plain: pd.DataFrame | None) -> float | None:
    if held is None or plain is None:
        return None
    more = held["agents_needed"].to_numpy(float) - plain["agents_needed"].to_numpy(float)
    return None if np.isnan(more).any() else max(float(more.sum()), 0.0)


def _peak(needed: pd.DataFrame | None) -> int | None:
    if needed is None or needed["agents_needed"].isna().any():
        return None
    return int(needed["agents_needed"].max())


def _parcel_hours(trade: Trade) -> float | None:
    """Return the hours over parcels that orders beyond those without the campaign take."""
    book = book_of(trade.plan, trade.campaign).key
    if book is None:
        return None
    more = float((trade.held.orders - trade.plain.orders)[trade.inside].sum())
    each = sum(step.thousand_hours or 0.0 for step in run_books()[book].steps)
    return None if np.isnan(more) else max(more, 0.0) / THOUSAND * each


def packs(post: Post) -> bool:
    """Tell whether a post packs: packer, warehouse, logistics, or one that does their work."""
    held = held_roles(post)
    return any(does(role, asked) for role in held for asked in PARCEL_ROLES)


def _hourly(trade: Trade, own: Callable[[Post], bool]) -> float | None:
    """Return what an hour of overtime of some posts costs; `None` where a pay is unknown."""
    day = trade.campaign.starts
    posts: Iterable[Post] = [post for post in trade.plan.team.posts if own(post) and post.people]
    told = [(post.pay_monthly_cny, post.people) for post in posts]
    if not told or any(pay is None for pay, _ in told):
        return None
    people = sum(count for _, count in told)
    monthly = sum((pay or 0.0) * count for pay, count in told) / people
    times = overtime_multiples(day)["workday"].careful
    return None if times is None else hourly_wage(monthly, day) * times
