"""What the overtime of a roster costs: hours beyond standard days, and those on days of rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopkit import coverage, pay
from shopkit.periods import Period

FEN = 100


@dataclass(frozen=True, slots=True)
class OvertimeAhead:
    """The overtime of a roster and what it costs on top of the payroll.

    Attributes:
        workday_hours: beyond standard days, paid 150 %.
        rest_hours: beyond the standard week, on days of rest: paid 200 % or given back as time off.
        low_cny: what it costs if those work it who are paid least; `None` is unknown.
        high_cny: if those do who are paid most.
    """

    workday_hours: float
    rest_hours: float
    low_cny: float | None
    high_cny: float | None


def overtime_ahead(
    roster: coverage.Roster, lines: Sequence[pay.Line], month: Period
) -> OvertimeAhead | None:
    """Return what the overtime of a roster costs; `None` where there is none.

    Counted with base and post pay of a full month; work on public holidays (300 %) is not told
    apart.

    Args:
        roster: of the desk.
        lines: the payroll of all posts.
        month: that of the payroll.
    """
    days, rests = roster.overtime_kinds()
    if not days.sum() + rests.sum():
        return None
    paid = [_monthly(line, month) for line in lines if _serves(line)]
    known = [each for one in paid if one is not None for each in one]
    ends: list[float | None] = [None, None]
    if known and None not in paid:
        ends = [
            sum(
                pay.overtime_pay(wage, {"workday": day, "rest_day": rest}, month.start)
                for day, rest in zip(days.tolist(), rests.tolist(), strict=True)
            )
            for wage in (min(known), max(known))
        ]
    return OvertimeAhead(float(days.sum()), float(rests.sum()), ends[0], ends[1])


def _serves(line: pay.Line) -> bool:
    return coverage.named_service(line.post.role, line.post.department)


def _monthly(line: pay.Line, month: Period) -> list[float] | None:
    """Return base and post pay of a full month of each person of a post; `None` is unknown."""
    whole = month.days / line.days
    found = [
        None if one.base_fen is None else (one.base_fen + one.post_fen) / FEN * whole
        for one in line.slips
    ]
    known = [cny for cny in found if cny is not None]
    return known if len(known) == len(found) else None
