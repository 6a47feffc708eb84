"""Headcount by monthly turnover: a table of bands as a source prints it, and as it is mended.

A band holds from its turnover on, up to the next one. Money is CNY a month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from shopkit.staffing.data import policies

DIGIT = 10  # a turnover with a digit too many is so many times too high
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Group:
    """The people of a department in a band.

    Attributes:
        department: key of the department.
        role: key of what its staff are.
        staff: people who do the work.
        cost_cny: what the department costs a month.
        lead: key of the role that leads it; empty where the source has none.
        leads: people who lead.
    """

    department: str
    role: str
    staff: int
    cost_cny: float
    lead: str = ""
    leads: int = 0

    @property
    def heads(self) -> int:
        """Everybody in it."""
        return self.staff + self.leads


@dataclass(frozen=True, slots=True)
class Band:
    """The team of a shop from a turnover on.

    Attributes:
        turnover_cny: monthly sales it begins with.
        groups: its departments.
        budget_cny: staff cost said in the heading; `None` where there is none.
        stated_cny: total said below the departments; `None` where there is none.
    """

    turnover_cny: float
    groups: tuple[Group, ...]
    budget_cny: float | None = None
    stated_cny: float | None = None

    @property
    def heads(self) -> int:
        """Everybody in it."""
        return sum(group.heads for group in self.groups)

    @property
    def cost_cny(self) -> float:
        """Cost of its departments added up, CNY a month."""
        return sum(group.cost_cny for group in self.groups)

    @property
    def share(self) -> float:
        """Cost of its departments as share of its turnover; NaN without turnover."""
        return self.cost_cny / self.turnover_cny if self.turnover_cny else NAN


@dataclass(frozen=True, slots=True)
class BandPolicy:
    """A table of bands.

    Attributes:
        key: its name.
        bands: in the order they are printed.
        share_from: least staff cost as share of turnover the source demands; `None`: it says none.
        share_to: the most.
        lead_from: people from which on a department has a lead; `None`: it says none.
    """

    key: str
    bands: tuple[Band, ...]
    share_from: float | None = None
    share_to: float | None = None
    lead_from: int | None = None


@cache
def band_policies() -> Mapping[str, BandPolicy]:
    """Return the tables of bands by name, as their sources print them."""
    return {key: _policy(key, said) for key, said in policies()["bands"].items()}


def _policy(key: str, said: Mapping[str, Any]) -> BandPolicy:
    bands = tuple(
        Band(
            turnover_cny=band["turnover_cny"],
            groups=tuple(Group(**group) for group in band["departments"]),
            budget_cny=band.get("budget_cny"),
            stated_cny=band.get("stated_cny"),
        )
        for band in said["band"]
    )
    limits = {name: said.get(name) for name in ("share_from", "share_to", "lead_from")}
    return BandPolicy(key, bands, **limits)


def mended(policy: BandPolicy) -> BandPolicy:
    """Return a table whose turnovers rise: one with a digit too many loses it where that helps.

    Totals that do not add up are dropped, so that only the sum of the departments is left.
    """
    turnovers = [band.turnover_cny for band in policy.bands]
    for place, turnover in enumerate(turnovers):
        if (likely := _likely(turnovers, place)) is not None and likely != turnover:
            turnovers[place] = likely
    bands = tuple(
        _mended(band, turnover) for band, turnover in zip(policy.bands, turnovers, strict=True)
    )
    return replace(policy, bands=bands)


def _mended(band: Band, turnover_cny: float) -> Band:
    budget, stated = (
        said if said == band.cost_cny else None for said in (band.budget_cny, band.stated_cny)
    )
    return replace(band, turnover_cny=turnover_cny, budget_cny=budget, stated_cny=stated)


def _likely(turnovers: Sequence[float], place: int) -> float | None:
    """Return the turnover that fits between its neighbours with one digit less; None if none."""
    before = turnovers[place - 1] if place else 0.0
    after = turnovers[place + 1] if place + 1 < len(turnovers) else float("inf")
    if before < turnovers[place] < after:
        return None
    shorter = turnovers[place] / DIGIT
    return shorter if before < shorter < after else None


def out_of_order(policy: BandPolicy) -> dict[int, float | None]:
    """Return the bands at which turnover does not rise: place → what it likely was (or None).

    A band is named only once: where dropping a digit mends the order, it is that one.
    """
    turnovers = [band.turnover_cny for band in policy.bands]
    found: dict[int, float | None] = {}
    for place, (low, high) in enumerate(pairwise(turnovers)):
        if low < high:
            continue
        fix = next(((at, v) for at in (place, place + 1) if (v := _likely(turnovers, at))), None)
        found[fix[0] if fix else place + 1] = fix[1] if fix else None
    return found


def band_of(policy: BandPolicy, turnover_cny: float) -> Band:
    """Return the band a monthly turnover falls into: the last that begins at or below it.

    Below the first band it is the first; the bands are taken in the order of their turnover.
    """
    ordered = sorted(policy.bands, key=lambda band: band.turnover_cny)
    held = [band for band in ordered if band.turnover_cny <= turnover_cny]
    return held[-1] if held else ordered[0]


def beyond(policy: BandPolicy, turnover_cny: float) -> bool:
    """Tell whether a turnover lies above the last band, so that the table says nothing of it."""
    return turnover_cny > max(band.turnover_cny for band in policy.bands)
