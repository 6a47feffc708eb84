"""Ways of paying: base, own and team commission, steps, caps; those of source documents as data."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from shopkit.pay.money import part, to_fen

if TYPE_CHECKING:
    from shopkit.plan.sections.pay import PayScheme

StepsOn = Literal["marginal", "whole"]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a scheme.

    Attributes:
        name: what it is called.
        base_fen: base pay a month; `None` is unknown, never zero.
        own_rate: share of one's own sales, 0-1.
        team_rate: share of the team's sales, 0-1.
        post_fen: pay for the post a month.
    """

    name: str
    base_fen: int | None
    own_rate: float = 0.0
    team_rate: float = 0.0
    post_fen: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """From how much of one's own sales on another rate holds."""

    from_fen: int
    rate: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way of paying.

    Attributes:
        name: what it is called.
        levels: the lowest first.
        steps: of own commission; below the first a level's own rate holds.
        steps_on: `marginal`: each part of the sales at the rate of its step; `whole`: all sales at
            the rate of the step they reach.
        most_fen: most commission, own and team together, of a person a month; `None` is no cap.
        pool_rate: share of the sales of silent orders that departments share equally.
        pool_departments: who shares it.
    """

    name: str
    levels: tuple[Level, ...]
    steps: tuple[Step, ...] = ()
    steps_on: StepsOn = "marginal"
    most_fen: int | None = None
    pool_rate: float = 0.0
    pool_departments: tuple[str, ...] = ()

    def level(self, name: str | None) -> Level:
        """Return a level by its name; without one the lowest.

        Raises:
            LookupError: The scheme has no such level.
        """
        found = [one for one in self.levels if name in (None, one.name)]
        if not found:
            raise LookupError(f"{self.name}: {name}")
        return found[0]


@dataclass(frozen=True, slots=True)
class Commission:
    """The commission of one person in a month, in fen; the cap cuts the team's part first."""

    own_fen: int
    team_fen: int
    cut_fen: int = 0


def commission(
    scheme: Scheme, level: Level, own_sales_cny: float, team_sales_cny: float = 0.0
) -> Commission:
    """Return what one person earns on own sales and on the team's in a month.

    Example:
        >>> service = policy("service")
        >>> commission(service, service.level("staff"), 60_000).own_fen
        12000
    """
    own = own_commission(scheme, level, to_fen(own_sales_cny))
    team = part(to_fen(team_sales_cny), level.team_rate)
    if scheme.most_fen is None:
        return Commission(own, team)
    kept = min(own, scheme.most_fen)
    shared = min(team, scheme.most_fen - kept)
    return Commission(kept, shared, own + team - kept - shared)


def own_commission(scheme: Scheme, level: Level, sales_fen: int) -> int:
    """Return the commission on own sales before any cap, in fen."""
    steps = sorted((one.from_fen, one.rate) for one in scheme.steps)
    rates = [(0, level.own_rate), *steps]
    if scheme.steps_on == "whole":
        return part(sales_fen, [rate for start, rate in rates if sales_fen >= start][-1])
    ends = [*(start for start, _ in rates[1:]), max(sales_fen, rates[-1][0])]
    return sum(
        part(max(min(sales_fen, end) - start, 0), rate)
        for (start, rate), end in zip(rates, ends, strict=True)
    )


def steps_sound(scheme: Scheme) -> bool:
    """Tell whether more sales never pay less: whole-amount steps must not fall."""
    if scheme.steps_on == "marginal" or not scheme.steps:
        return True
    rates = [rate for _, rate in sorted((one.from_fen, one.rate) for one in scheme.steps)]
    lowest = max((one.own_rate for one in scheme.levels), default=0.0)
    return sorted([lowest, *rates]) == [lowest, *rates]


def stacked_rate(levels: Sequence[Level]) -> float:
    """Return the share of one sale that all levels together are paid for it, 0-1.

    Example:
        >>> round(stacked_rate(policy("service").levels), 6)
        0.006
    """
    return sum(rate for _, rate in stack(levels))


def stack(levels: Sequence[Level]) -> tuple[tuple[str, float], ...]:
    """Return what each level is paid for one and the same sale, as shares of it 0-1.

    The level with the highest commission of its own sold it; for every other it is its team's.
    """
    numbers = range(len(levels))
    seller = max(numbers, key=lambda n: levels[n].own_rate - levels[n].team_rate, default=None)
    return tuple(
        (one.name, one.own_rate if n == seller else one.team_rate) for n, one in enumerate(levels)
    )


@cache
def policies() -> Mapping[str, Scheme]:
    """Return the schemes of the source documents, by name.

    Example:
        >>> list(policies()), policy("indirect").pool_rate
        (['service', 'indirect'], 0.01)
    """
    levels, pools = _rows("pay_levels"), {row["scheme"]: row for row in _rows("pay_pools")}
    names = dict.fromkeys(row["scheme"] for row in (*levels, *pools.values()))
    return {name: _scheme(name, levels, pools.get(name, {})) for name in names}


def policy(name: str) -> Scheme:
    """Return a scheme of the source documents by its name.

    Raises:
        KeyError: There is no such scheme.
    """
    return policies()[name]


def _rows(name: str) -> list[dict[str, str]]:
    source = files("shopkit") / "resources" / f"{name}.csv"
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


def _scheme(name: str, rows: Sequence[Mapping[str, str]], pool: Mapping[str, str]) -> Scheme:
    levels = tuple(
        Level(
            row["level"],
            to_fen(float(row["base_cny"])) if row["base_cny"] else None,
            float(row["own_rate"]),
            float(row["team_rate"]),
        )
        for row in rows
        if row["scheme"] == name
    )
    departments = tuple(pool.get("departments", "").split())
    rate = float(pool.get("rate", 0.0))
    return Scheme(name, levels, pool_rate=rate, pool_departments=departments)


def scheme_of(said: PayScheme) -> Scheme:
    """Return a scheme of a plan; its steps pay the part above them, as the plan says."""
    levels = tuple(
        Level(
            one.name,
            None if one.base_cny is None else to_fen(one.base_cny),
            one.own_rate or 0.0,
            one.team_rate or 0.0,
            to_fen(one.post_pay_cny or 0.0),
        )
        for one in said.levels
    )
    return Scheme(
        said.name,
        levels,
        steps=tuple(Step(to_fen(one.from_cny), one.rate) for one in said.steps),
        most_fen=None if said.most_cny is None else to_fen(said.most_cny),
        pool_rate=said.pool_rate or 0.0,
        pool_departments=said.pool_departments,
    )
