"""What a plan says of its service desk, ready to be counted with; unknown stays unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopkit.coverage.demand import (
    PEAK_WEIGHT,
    Peak,
    dated_chats,
    peak_shares,
    weekly_chats,
    while_open,
)
from shopkit.coverage.desk import Desk
from shopkit.coverage.needs import needs
from shopkit.coverage.shifts import DAY, Shift, Span, minutes, shift
from shopkit.coverage.task import Worker
from shopkit.errors import PlanError, Problem
from shopkit.roles import post_title

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from shopkit.i18n import Lang
    from shopkit.plan import Plan
    from shopkit.plan.sections.team import Post

TARGET_RATE, TARGET_SECONDS = 0.9, 30.0  # where a plan states no target: 90 % within 30 s
SERVICE_WORDS = ("客服", "service")


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """Which hours are asked about.

    Attributes:
        days: how many days.
        shares: when chats come, see `order_shares`, of which opening hours count; the plan's
            peaks if `None`.
        multiples: days on which chats multiply, see `chat_multiples`.
    """

    days: int = 28
    shares: NDArray[np.float64] | None = None
    multiples: Mapping[date, float] | None = None


def desk_of(plan: Plan) -> Desk | None:
    """Return how the plan's chats are handled; `None` where nobody knows how long one takes.

    One chat at a time, 90 % within 30 seconds and nobody away where it says nothing of them.

    Raises:
        PlanError: No desk can be so.
    """
    said = plan.team.service
    if said.handling_seconds is None:
        return None
    seconds = said.target_seconds
    with _standing("team.service.{place}"):
        return Desk(
            handling_seconds=said.handling_seconds,
            chats_at_once=said.chats_at_once or 1,
            hands_on_rate=said.hands_on_rate,
            target_rate=TARGET_RATE if said.target_rate is None else said.target_rate,
            target_seconds=TARGET_SECONDS if seconds is None else seconds,
            shrinkage_rate=said.shrinkage_rate or 0.0,
        )


@contextmanager
def _standing(where: str) -> Iterator[None]:
    """Let what is wrong stand at its entry of the plan, `{place}` being its own name."""
    try:
        yield
    except PlanError as error:
        found = error.problems
        raise PlanError(replace(o, place=where.format(place=o.place)) for o in found) from None


def chats_daily_of(plan: Plan, orders_daily: float | None = None) -> float | None:
    """Return the chats of an average day: stated, else by the orders; `None` if unknown.

    Args:
        plan: the shop's.
        orders_daily: orders of an average day, from its tables or its targets.
    """
    said = plan.team.service
    if said.chats_daily is not None:
        return float(said.chats_daily)
    if said.chats_per_order is None or orders_daily is None:
        return None
    return said.chats_per_order * orders_daily


def opening_of(plan: Plan) -> Span:
    """Return when the plan's desk is open; all day where it does not say.

    Raises:
        PlanError: It is no time of day.
    """
    said = plan.team.service
    with _standing("team.service.opens"):
        opens = minutes(said.opens or "00:00")
    with _standing("team.service.closes"):
        return Span(opens % DAY, minutes(said.closes or "24:00"))


def peaks_of(plan: Plan) -> list[Peak]:
    """Return the plan's peak hours; one without a weight weighs two usual hours.

    Raises:
        PlanError: A peak is no time of day.
    """
    found = []
    for number, one in enumerate(plan.team.service.peaks):
        with _standing(f"team.service.peaks.{number}"):
            span = Span(minutes(one.starts) % DAY, minutes(one.ends))
        found.append(Peak(span, PEAK_WEIGHT if one.weight is None else one.weight))
    return found


def needs_of(
    plan: Plan, orders_daily: float | None, first: date, hours: Hours | None = None
) -> pd.DataFrame | None:
    """Return the agents the plan's desk needs by the hour; `None` where chats are unknown.

    Args:
        plan: the shop's.
        orders_daily: orders of an average day.
        first: the first day.
        hours: how many days, when chats come, days with more of them.

    Raises:
        PlanError: The plan's desk or its hours cannot be.
    """
    asked = hours or Hours()
    desk, chats = desk_of(plan), chats_daily_of(plan, orders_daily)
    if desk is None or chats is None:
        return None
    shares = asked.shares
    if shares is None:
        shares = peak_shares(opening_of(plan), peaks_of(plan))
    else:
        shares = while_open(shares, opening_of(plan))
    weekly = weekly_chats(shares, chats)
    return needs(dated_chats(weekly, first, asked.days, asked.multiples), desk)


def shifts_of(plan: Plan) -> tuple[Shift, ...]:
    """Return the plan's shifts.

    Raises:
        PlanError: A shift is no time of day, all break, or called like one before it.
    """
    found, names, problems = [], Counter[str](), list[Problem]()
    for number, one in enumerate(plan.team.shifts):
        where = f"team.shifts.{number}"
        names[one.name] += 1
        if names[one.name] > 1:
            problems.append(Problem("shift_twice", where, one.name))
        try:
            with _standing(where):
                found.append(shift(one.name, one.starts, one.ends, one.break_hours or 0.0))
        except PlanError as error:
            problems += error.problems
    if problems:
        raise PlanError(problems)
    return tuple(found)


def named_service(role: str, department: str | None) -> bool:
    """Tell whether a role or department is of customer service: one says 客服 or service.

    Example:
        >>> named_service("售后", "客服部"), named_service("美工", None)
        (True, False)
    """
    named = f"{role} {department or ''}".casefold()
    return any(word in named for word in SERVICE_WORDS)


def serves(post: Post) -> bool:
    """Tell whether a post is of customer service by its role or department."""
    return named_service(post.role, post.department)


def people_on_desk(plan: Plan, day: date) -> int:
    """Return how many people the posts of customer service hold on a day."""
    return sum(
        post.people
        for post in plan.team.posts
        if serves(post) and (post.starts or day) <= day <= (post.ends or day)
    )


def workers_of(plan: Plan, first: date, days: int, lang: Lang) -> tuple[Worker, ...]:
    """Return who is on the desk in some days: posts of customer service, people by number.

    A post is one where its role or department says 客服 or service; before it starts and after it
    ends its people are away.

    Args:
        plan: the shop's.
        first: the first day.
        days: how many.
        lang: language posts are called in.
    """
    held = [first + timedelta(n) for n in range(days)]
    found: list[Worker] = []
    so_far: dict[str, int] = {}
    for post in plan.team.posts:
        if not serves(post):
            continue
        away = frozenset(
            day
            for day in held
            if (post.starts and day < post.starts) or (post.ends and day > post.ends)
        )
        if len(away) < days:
            named = post_title(post.role, lang)
            gap = " " if named.isascii() else ""
            first_number = so_far.get(named, 0) + 1
            so_far[named] = first_number + post.people - 1
            numbers = range(first_number, so_far[named] + 1)
            found += [Worker(f"{named}{gap}{n}", away) for n in numbers]
    return tuple(found)
