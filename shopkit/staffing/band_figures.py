"""What a table of headcount by turnover comes to: shares, steps, wages, whom a step adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from shopkit.i18n import Lang
from shopkit.roles import role_title
from shopkit.staffing.bands import NAN, Band, BandPolicy, Group
from shopkit.staffing.library import department_title
from shopkit.tables import check


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
        >>> from shopkit.staffing.bands import band_policies
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


def repriced(policy: BandPolicy, wages: Mapping[str, float]) -> BandPolicy:
    """Return a table with the same people at other wages; unknown wages make a cost unknown (NaN).

    A lead whose pay is not told earns as much more than the staff as in the table itself.

    Args:
        policy: the table of bands.
        wages: monthly pay of one person by key of the role, else of its department, CNY.
    """
    implied = implied_wages(policy)
    bands = tuple(
        replace(
            band,
            groups=tuple(_paid(group, place, implied, wages) for group in band.groups),
            budget_cny=None,
            stated_cny=None,
        )
        for place, band in enumerate(policy.bands)
    )
    return replace(policy, bands=bands)


def _paid(
    group: Group,
    place: int,
    implied: Mapping[tuple[int, str], float],
    wages: Mapping[str, float],
) -> Group:
    staff = wages.get(group.role, wages.get(group.department, NAN))
    above = implied.get((place, group.lead), NAN) / implied[place, group.role]
    lead = wages.get(group.lead, staff * above) if group.leads else 0.0
    return replace(group, cost_cny=group.staff * staff + group.leads * lead)
