"""A campaign's parcels against the people who pack them, and what was promised of dispatch."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage import PREPACKED_SHARE, packers
from shopkit.scenario.campaign_people import packs
from shopkit.scenario.rush import PARCELS
from shopkit.scenario.trade import orders_left
from shopkit.schedule import book_of, run_books
from shopkit.stock import DAY_HOURS, Queue, Sending, capacity_needed

if TYPE_CHECKING:
    from datetime import date

    from shopkit.almanac import Workdays
    from shopkit.plan.sections.team import Post
    from shopkit.scenario.seen import Seen
    from shopkit.scenario.trade import Trade

PREPACK, DUTY = "prepack", "dispatch"  # steps of a run-book
MOST_AFTER = 31  # days: a promise as long as this is no longer one of dispatch


def sending(trade: Trade, seen: Seen, worked: Workdays, today: date) -> Sending | None:
    """Return the parcels of a campaign's days, with who packs them until all are due.

    An order is a parcel; first come first packed, so that orders after the campaign delay none of
    it. Parcels are packed on workdays, and on the days of a campaign whose run-book has a duty of
    dispatch; a post that packs besides other work is counted whole. Where the run-book packs
    ahead, it is the share of source document 003. Of a campaign that runs the days left count, as
    they are foreseen on the day it is looked at. `None` where nothing is promised, orders are
    unknown or the campaign is over.

    Args:
        trade: what the campaign sells.
        seen: what the past tells, the days the campaign has had among it.
        worked: the shop's workdays.
        today: earlier days are not looked at, and nothing is left of them.

    Raises:
        PlanError: Less than a day is promised.
    """
    plan, one = trade.plan, trade.campaign
    hours, starts = plan.stock.dispatch_hours, max(one.starts, today)
    orders = orders_left(trade, seen, today)
    if hours is None or not len(orders) or trade.missing or not np.isfinite(orders).all():
        return None
    steps = _steps(trade)
    after = min(hours // DAY_HOURS, MOST_AFTER)
    days = [starts + timedelta(n) for n in range(len(orders) + after)]
    packing = [(DUTY in steps and day <= one.ends) or worked.is_workday(day) for day in days]
    share = PREPACKED_SHARE if PREPACK in steps else 0.0

    def queue(people: list[int]) -> Queue:
        most = [count * PARCELS * at for count, at in zip(people, packing, strict=True)]
        return Queue(starts, [*orders.tolist(), *[0.0] * after], most, hours, share)

    there = [_people(plan.team.posts, day) for day in days]
    needed = capacity_needed(queue([1] * len(days)))
    return Sending(
        campaign=one.name,
        hours=hours,
        queue=queue(there) if any(there) else None,
        each=PARCELS,
        needed=None if needed is None else packers(needed, PARCELS),
    )


def _steps(trade: Trade) -> frozenset[str]:
    """Return the steps of the run-book a campaign follows."""
    book = book_of(trade.plan, trade.campaign).key
    return frozenset() if book is None else frozenset(one.key for one in run_books()[book].steps)


def _people(posts: tuple[Post, ...], day: date) -> int:
    """Return the people of posts that pack on a day."""
    return sum(
        post.people
        for post in posts
        if packs(post)
        and (post.starts is None or post.starts <= day)
        and (post.ends is None or day <= post.ends)
    )
