"""The pay slip of one person in a month: base, post pay, commissions, bonus, welfare, overtime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from shopkit.pay.law import Overtime, overtime_pay
from shopkit.pay.money import to_cny, to_fen
from shopkit.pay.schemes import Level, Scheme, commission

if TYPE_CHECKING:
    pass

PARTS = ("base", "post", "own", "team", "pool", "bonus", "welfare", "overtime")


@dataclass(frozen=True, slots=True)
class Earned:
    """What one person's month is counted from, in CNY.

    Attributes:
        own_sales_cny: the person's own sales.
        team_sales_cny: sales of the team the person leads.
        pool_cny: the person's part of a pool.
        bonus_cny: reward of the month.
        welfare_cny: welfare paid in money.
        overtime: hours by kind.
    """

    own_sales_cny: float = 0.0
    team_sales_cny: float = 0.0
    pool_cny: float = 0.0
    bonus_cny: float = 0.0
    welfare_cny: float = 0.0
    overtime: Mapping[Overtime, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's pay of a month in fen, by its parts; `None` is unknown, never zero."""

    base_fen: int | None
    post_fen: int = 0
    own_fen: int | None = 0
    team_fen: int | None = 0
    pool_fen: int | None = 0
    bonus_fen: int = 0
    welfare_fen: int = 0
    overtime_fen: int | None = 0

    def parts(self) -> dict[str, int | None]:
        """Return every part by its name."""
        return {name: getattr(self, f"{name}_fen") for name in PARTS}

    @property
    def gross_fen(self) -> int | None:
        """The pay before tax and the person's own insurance; unknown if a part is."""
        parts = self.parts().values()
        known = [one for one in parts if one is not None]
        return sum(known) if len(known) == len(parts) else None

    @property
    def gross_cny(self) -> float | None:
        """The pay before tax and the person's own insurance, in CNY; unknown if a part is."""
        gross = self.gross_fen
        return None if gross is None else to_cny(gross)


def slip(scheme: Scheme, level: Level, earned: Earned, day: date) -> Slip:
    """Return the pay slip of one person who was there the whole month.

    Args:
        scheme: the way of paying.
        level: the person's level in it.
        earned: sales, parts of pools, bonus, overtime of the month.
        day: a day of the month, for the law of its time.

    Example:
        >>> from shopkit.pay.schemes import policy
        >>> service = policy("service")
        >>> sold = Earned(own_sales_cny=40_000, bonus_cny=100)
        >>> slip(service, service.levels[0], sold, date(2026, 11, 1)).gross_cny
        2180.0
    """
    sold = commission(scheme, level, earned.own_sales_cny, earned.team_sales_cny)
    return Slip(
        base_fen=level.base_fen,
        post_fen=level.post_fen,
        own_fen=sold.own_fen,
        team_fen=sold.team_fen,
        pool_fen=to_fen(earned.pool_cny),
        bonus_fen=to_fen(earned.bonus_cny),
        welfare_fen=to_fen(earned.welfare_cny),
        overtime_fen=overtime_fen(level.base_fen, earned.overtime, day),
    )


def overtime_fen(base_fen: int | None, hours: Mapping[Overtime, float], day: date) -> int | None:
    """Return what overtime costs, in fen; unknown where the base pay is and hours were worked."""
    if not any(hours.values()):
        return 0
    return None if base_fen is None else to_fen(overtime_pay(to_cny(base_fen), hours, day))
