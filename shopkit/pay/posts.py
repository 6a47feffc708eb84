"""Posts, the people in them by days, and what a month of sales brings each of them."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from shopkit.pay.law import Overtime
from shopkit.pay.money import part, to_fen
from shopkit.pay.schemes import Level, Scheme
from shopkit.periods import months_after


@dataclass(frozen=True, slots=True)
class Post:
    """A post and the people in it.

    Attributes:
        role: what it is called.
        people: how many.
        department: where it belongs; decides who shares a pool.
        monthly_cny: base pay of a person a month; without one that of the level counts.
        scheme: how it is paid; `None` is base pay only.
        level: its level in the scheme; without one the lowest.
        commission_rate: share of the whole shop's sales that the people of the post share.
        starts: the first day; `None` was there before.
        ends: the last day.
        trial_months: months of probation from the first day on.
        trial_rate: share of base and post pay during probation, 0-1.
    """

    role: str
    people: int
    department: str = ""
    monthly_cny: float | None = None
    scheme: Scheme | None = None
    level: str | None = None
    commission_rate: float = 0.0
    starts: date | None = None
    ends: date | None = None
    trial_months: int = 0
    trial_rate: float = 1.0

    @property
    def paid_as(self) -> Level:
        """The level a person is paid by, with the base pay of the post if it says one."""
        level = (
            self.scheme.level(self.level) if self.scheme and self.scheme.levels else Level("", None)
        )
        if self.monthly_cny is None:
            return level
        return replace(level, base_fen=to_fen(self.monthly_cny))

    @property
    def sells(self) -> bool:
        """Whether its people are paid for sales of their own."""
        level = self.paid_as
        steps = bool(self.scheme and self.scheme.steps)
        return level.own_rate > 0 or (steps and level.team_rate == 0)


@dataclass(frozen=True, slots=True)
class Sold:
    """What a month brought.

    Attributes:
        month: its first day.
        sales_cny: sales of the whole shop; `None` is unknown.
        silent_rate: share of them ordered without a chat; `None` is unknown.
        bonus_cny: bonus of a person of a role.
        overtime: hours of overtime of a person of a role, by kind.
    """

    month: date
    sales_cny: float | None
    silent_rate: float | None = None
    bonus_cny: Mapping[str, float] = field(default_factory=dict)
    overtime: Mapping[str, Mapping[Overtime, float]] = field(default_factory=dict)

    @property
    def silent_fen(self) -> int | None:
        """Sales of orders placed without a chat, in fen."""
        if self.sales_cny is None or self.silent_rate is None:
            return None
        return part(to_fen(self.sales_cny), self.silent_rate)

    @property
    def served_fen(self) -> int | None:
        """Sales of orders placed after a chat, in fen."""
        silent = self.silent_fen
        return None if silent is None or self.sales_cny is None else to_fen(self.sales_cny) - silent


def days_in(post: Post, month: date) -> int:
    """Return how many calendar days of a month a post has its people."""
    last = month.replace(day=month_length(month))
    first, end = max(post.starts or month, month), min(post.ends or last, last)
    return max((end - first).days + 1, 0)


def trial_days(post: Post, month: date) -> int:
    """Return how many of those days are probation."""
    if post.starts is None or not post.trial_months:
        return 0
    last = months_after(post.starts, post.trial_months) - timedelta(days=1)
    return days_in(replace(post, ends=min(post.ends or last, last)), month)


def month_length(month: date) -> int:
    """Return how many days the month of a day has."""
    return calendar.monthrange(month.year, month.month)[1]
