"""Headcount by monthly turnover: a table of bands as a source prints it, and as it is mended.

A band holds from its turnover on, up to the next one. Money is CNY a month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd

from shopkit.i18n import Lang
from shopkit.staffing.data import policies
from shopkit.staffing.roles import department_title, role_title
from shopkit.tables import check

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


def staff_cost(turnover_cny: float, share: float) -> float:
    """Return what staff may cost a month at a share of turnover, CNY.

    Example:
        >>> staff_cost(30_000, 0.06), round(staff_cost(30_000, 0.07), 2)
        (1800.0, 2100.0)
    """
    return turnover_cny * share


def implied_turnover(cost_cny: float, share: float) -> float:
    """Return the monthly turnover at which staff of a cost is a share of it, CNY.

    Example:
        >>> round(implied_turnover(4_000, 0.07)), round(implied_turnover(4_000, 0.06))
        (57143, 66667)
    """
    return cost_cny / share if share else NAN


def break_even_turnover(cost_cny: float, contribution_rate: float) -> float:
    """Return the monthly turnover whose contribution before staff just pays the staff, CNY.

    Example:
        >>> round(break_even_turnover(4_000, 0.135))
        29630
    """
    return cost_cny / contribution_rate if contribution_rate > 0 else NAN


def needs_lead(people: int, lead_from: int) -> bool:
    """Tell whether a department of so many people gets a lead.

    Example:
        >>> needs_lead(2, 3), needs_lead(3, 3)
        (False, True)
    """
    return people >= lead_from


def band_table(policy: BandPolicy) -> pd.DataFrame:
    """Return a table of bands recomputed.

    Returns:
        One row a band in print order: turnover_cny, heads, staff_cost_cny (departments added up),
        staff_budget_cny and staff_stated_cny (as printed; NaN unsaid), staff_share,
        turnover_from_cny and turnover_to_cny (at which the cost is the demanded share),
        marginal_share (cost added ÷ turnover added since the band below; NaN in the first).
    """
    rows = [_band_row(policy, band) for band in policy.bands]
    return check(pd.DataFrame(rows).astype({"heads": "int64"}))


def _band_row(policy: BandPolicy, band: Band) -> dict[str, float]:
    return {
        "turnover_cny": float(band.turnover_cny),
        "heads": band.heads,
        "staff_cost_cny": float(band.cost_cny),
        "staff_budget_cny": _float(band.budget_cny),
        "staff_stated_cny": _float(band.stated_cny),
        "staff_share": band.share,
        "turnover_from_cny": implied_turnover(band.cost_cny, policy.share_to or NAN),
        "turnover_to_cny": implied_turnover(band.cost_cny, policy.share_from or NAN),
        "marginal_share": marginal_share(policy, band),
    }


def _float(value: float | None) -> float:
    return NAN if value is None else float(value)


def marginal_share(policy: BandPolicy, band: Band) -> float:
    """Return staff cost added ÷ turnover added since the band before; NaN in the first."""
    lower = [one for one in policy.bands if one.turnover_cny < band.turnover_cny]
    if not lower:
        return NAN
    before = max(lower, key=lambda one: one.turnover_cny)
    return (band.cost_cny - before.cost_cny) / (band.turnover_cny - before.turnover_cny)


def band_groups(policy: BandPolicy, lang: Lang) -> pd.DataFrame:
    """Return the departments of every band with the wages they imply.

    Returns:
        One row a band and department: turnover_cny, department, post (of its staff), leads,
        staff, heads, staff_cost_cny, pay_cny (of one of the staff), lead_pay_cny (NaN without).
    """
    wages = implied_wages(policy)
    rows = [
        {
            "turnover_cny": float(band.turnover_cny),
            "department": department_title(group.department, lang),
            "post": role_title(group.role, lang),
            "leads": group.leads,
            "staff": group.staff,
            "heads": group.heads,
            "staff_cost_cny": float(group.cost_cny),
            "pay_cny": wages[place, group.role],
            "lead_pay_cny": wages.get((place, group.lead), NAN),
        }
        for place, band in enumerate(policy.bands)
        for group in band.groups
    ]
    return check(pd.DataFrame(rows))


def implied_wages(policy: BandPolicy) -> dict[tuple[int, str], float]:
    """Return the monthly pay that makes each department cost what it costs, by band and role.

    Where nobody leads, staff share the cost evenly; where somebody does, staff earn what they
    earned before and the lead what is left (even shares where nobody knows what they earned).
    """
    found: dict[tuple[int, str], float] = {}
    known: dict[str, float] = {}
    for place, band in enumerate(policy.bands):
        for group in band.groups:
            if group.leads and group.role in known:
                found[place, group.role] = known[group.role]
                left = group.cost_cny - group.staff * known[group.role]
                found[place, group.lead] = left / group.leads
            elif group.heads:
                known[group.role] = group.cost_cny / group.heads
                found[place, group.role] = known[group.role]
    return found


def department_wages(policy: BandPolicy, place: int) -> dict[str, float]:
    """Return what one person of each department of a band costs on average, CNY a month."""
    groups = policy.bands[place].groups
    return {group.department: group.cost_cny / group.heads for group in groups if group.heads}


def additions(policy: BandPolicy, low: int, high: int) -> dict[str, int]:
    """Return whom the band at one place has more than that at another, by role; fewer is negative.

    Example:
        >>> sum(additions(band_policies()["source_003"], 2, 3).values())
        5
    """
    first, last = (_by_role(policy.bands[place]) for place in (low, high))
    changed = {role: last.get(role, 0) - first.get(role, 0) for role in {**first, **last}}
    return {role: people for role, people in changed.items() if people}


def _by_role(band: Band) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in band.groups:
        found[group.role] = found.get(group.role, 0) + group.staff
        if group.leads:
            found[group.lead] = found.get(group.lead, 0) + group.leads
    return found
