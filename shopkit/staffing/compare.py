"""Policies side by side: what each asks for at one volume of business."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.i18n import Lang, text
from shopkit.staffing.band_figures import repriced
from shopkit.staffing.bands import BandPolicy, band_of, band_policies, beyond, mended
from shopkit.staffing.orders import (
    OrderPolicy,
    heads_mended,
    order_policies,
    orders_of,
    reached,
    total_printed,
)
from shopkit.staffing.posts import on
from shopkit.staffing.roles import roles
from shopkit.staffing.stages import StagePolicy, stage_policies, team_pay, team_size
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.team import Post

NAN = float("nan")
COLUMNS = [
    *("policy", "edition", "heads_low", "heads_high", "staff_cost_cny", "staff_share", "covered"),
]


@dataclass(frozen=True, slots=True)
class Volume:
    """How much business a team is to carry.

    Attributes:
        turnover_cny: monthly sales.
        orders_daily: orders on an average day; `None` if unknown.
        per_order_cny: value of an order, from which orders are told where nobody gives them.
    """

    turnover_cny: float
    orders_daily: float | None = None
    per_order_cny: float | None = None

    @property
    def orders(self) -> float | None:
        """Orders a day, as given or from turnover; `None` if neither is known."""
        if self.orders_daily is not None or not self.per_order_cny:
            return self.orders_daily
        return orders_of(self.turnover_cny, self.per_order_cny)


def compare(
    volume: Volume, lang: Lang, posts: Sequence[Post] = (), wages: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Return what every policy and the plan's own posts ask for at one volume of business.

    Args:
        volume: turnover and orders.
        lang: language of names.
        posts: the plan's own; left out without any.
        wages: monthly pay by role or department, CNY, for policies that state none; those a table
            of bands implies without it are of its year.

    Returns:
        One row a policy and edition: policy (in words), edition (`printed`, `mended`,
        `repriced`: mended at the wages given, or `own`),
        heads_low, heads_high (NaN unsaid), staff_cost_cny (NaN unknown), staff_share (of turnover),
        covered (whether the policy says anything of this volume).
    """
    rows = [*_plan_rows(posts, volume, lang)]
    for table in band_policies().values():
        rows.append(_band_row(table, "printed", volume, lang))
        rows.append(_band_row(mended(table), "mended", volume, lang))
        if wages:
            rows.append(_band_row(repriced(mended(table), wages), "repriced", volume, lang))
    if volume.orders is not None:
        for ladder in order_policies().values():
            rows += [_order_row(ladder, how, volume, wages or {}, lang) for how in EDITIONS]
    rows += [
        _stage_row(one, volume, wages or {}, lang)
        for one in stage_policies().values()
        if team_size(one)[1]
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return check(frame.astype({"heads_low": float, "heads_high": float}))


EDITIONS = ("printed", "mended")


def _row(  # noqa: PLR0913 - the columns of one row
    policy: str,
    edition: str,
    people: tuple[float, float],
    cost: float | None,
    volume: Volume,
    *,
    covered: bool,
) -> dict[str, object]:
    paid = NAN if cost is None else float(cost)
    share = paid / volume.turnover_cny if volume.turnover_cny else NAN
    return {
        "policy": policy,
        "edition": edition,
        "heads_low": people[0],
        "heads_high": people[1],
        "staff_cost_cny": paid,
        "staff_share": share,
        "covered": covered,
    }


def _plan_rows(posts: Sequence[Post], volume: Volume, lang: Lang) -> list[dict[str, object]]:
    filled = on(posts, None)
    if not filled:
        return []
    people = float(sum(post.people for post in filled))
    paid = [p.people * p.pay_monthly_cny for p in filled if p.pay_monthly_cny is not None]
    cost = sum(paid) if len(paid) == len(filled) else None
    name = text("staffing.policy.own", lang)
    return [_row(name, "own", (people, people), cost, volume, covered=True)]


def _band_row(policy: BandPolicy, edition: str, volume: Volume, lang: Lang) -> dict[str, object]:
    band = band_of(policy, volume.turnover_cny)
    name = text(f"staffing.policy.bands.{policy.key}", lang)
    covered = not beyond(policy, volume.turnover_cny)
    people = (float(band.heads), float(band.heads))
    return _row(name, edition, people, band.cost_cny, volume, covered=covered)


def _order_row(
    policy: OrderPolicy, edition: str, volume: Volume, wages: Mapping[str, float], lang: Lang
) -> dict[str, object]:
    orders = volume.orders or 0.0
    printed = total_printed(policy, orders)
    covered = edition == "mended" or printed is not None
    read = heads_mended if edition == "mended" else reached
    told = {rule.role: read(rule, orders) for rule in policy.rules}
    total = float(sum(told.values())) if covered else NAN
    paid = [_paid(role, people, wages) for role, people in told.items() if people]
    known = [one for one in paid if one is not None]
    cost = sum(known) if covered and len(known) == len(paid) else None
    name = text(f"staffing.policy.orders.{policy.key}", lang)
    return _row(name, edition, (total, total), cost, volume, covered=covered)


def _paid(role: str, people: int, wages: Mapping[str, float]) -> float | None:
    wage = wages.get(role, wages.get(roles()[role].department))
    return None if wage is None else wage * people


def _stage_row(
    policy: StagePolicy, volume: Volume, wages: Mapping[str, float], lang: Lang
) -> dict[str, object]:
    """Return the team of the stage the turnover belongs to; of the first where stages have none."""
    reached = [stage for stage in policy.stages if (stage.turnover_cny or 0) <= volume.turnover_cny]
    stage = (reached or list(policy.stages))[-1]
    low, high = team_size(policy, stage.name)
    name = text(f"staffing.policy.stages.{policy.key}", lang)
    cost = team_pay(policy, wages, stage.name) if wages else None
    keyed = any(one.turnover_cny for one in policy.stages)
    return _row(name, "printed", (float(low), float(high)), cost, volume, covered=keyed)
