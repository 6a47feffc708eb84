"""Which past days stand for the days of a campaign that is planned, and which for which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shopkit.apportion import Ints
from shopkit.errors import PeriodError, Problem
from shopkit.i18n import DASH, listed
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.rules import rules


@dataclass(frozen=True, slots=True)
class Days:
    """Past days as the days of a campaign.

    Attributes:
        name: of the campaign.
        past: the days whose orders are replayed.
        ahead: the days they are taken to be.
    """

    name: str
    past: Period
    ahead: Period

    def counted(self, past: Ints) -> Ints:
        """Return the planned day of each past day, both as ordinals: by place in the campaign.

        The first day is the first, the last the last; between them days lie at the same share of
        the way, rounded. Campaigns of one length are taken day for day.

        Example:
            >>> days = Days("a", Period.parse("2025-11-01..2025-11-03"),
            ...             Period.parse("2026-11-01..2026-11-05"))
            >>> import numpy as np
            >>> found = days.counted(np.array([date(2025, 11, 2).toordinal()]))
            >>> date.fromordinal(int(found[0]))
            datetime.date(2026, 11, 3)
        """
        first, last = self.past.start.toordinal(), self.past.end.toordinal()
        to_first, to_last = self.ahead.start.toordinal(), self.ahead.end.toordinal()
        steps, wide = max(last - first, 1), to_last - to_first
        found: Ints = to_first + (2 * (past - first) * wide + steps) // (2 * steps)
        return found


def replay_days(plan: Plan, name: str, past: Period | None = None) -> Days:
    """Return the past days that stand for a campaign: those of the one before.

    A campaign of the plan: the latest of that name is planned, and the one before it in the plan
    is past; where there is none, the same dates a year earlier. A campaign only the platform's
    rules know: the latest whose days they give in full is past, and the same dates a year later
    are planned.

    Args:
        plan: the shop's.
        name: of the campaign, as the plan says it, or a part of what the rules call it: 双11.
        past: other past days.

    Raises:
        PeriodError: Neither knows a campaign of that name.
    """
    own = sorted(Period(one.starts, one.ends) for one in plan.campaigns if one.name == name)
    if own:
        earlier = [one for one in own if one.end < own[-1].start]
        return Days(name, past or (earlier[-1] if earlier else _years(own[-1], -1)), own[-1])
    ruled = sorted(
        Period(one.valid_from, one.valid_to)
        for one in rules(plan.shop.platform, "campaign-date")
        if name and name in one.zh and one.valid_from and one.valid_to
    )
    if not ruled:
        known = listed([one.name for one in plan.campaigns], "zh") or DASH
        raise PeriodError(Problem("unknown_campaign", "campaigns", name, {"known": known}))
    return Days(name, past or ruled[-1], _years(ruled[-1], 1))


def _years(days: Period, years: int) -> Period:
    return Period(_moved(days.start, years), _moved(days.end, years))


def _moved(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29  # noqa: PLR2004
    return day.replace(year=day.year + years, day=28 if leap else day.day)
