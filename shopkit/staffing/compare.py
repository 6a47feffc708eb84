"""Policies side by side: what each asks for at one volume of business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.i18n import Lang, percent, text
from shopkit.staffing.band_figures import repriced, staff_cost
from shopkit.staffing.bands import BandPolicy, band_of, band_policies, beyond, mended
from shopkit.staffing.orders import (
    OrderPolicy,
    heads_mended,
    order_policies,
    orders_of,
    reached,
    total_printed,
)
from shopkit.staffing.posts import average_pay, on
from shopkit.staffing.stages import StagePolicy, pay_of, stage_policies, team_pay, team_size
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one policy asks for; NaN people are unsaid, a cost of `None` is unknown."""

    policy: str
    edition: str
    least: float
    most: float
    cost_cny: float | None
    covered: bool = True

    def row(self, turnover_cny: float) -> dict[str, object]:
        """Return it as a row of the frame."""
        paid = NAN if self.cost_cny is None else float(self.cost_cny)
        return {
            "policy": self.policy,
            "edition": self.edition,
            "heads_low": float(self.least),
            "heads_high": float(self.most),
            "staff_cost_cny": paid,
            "staff_share": paid / turnover_cny if turnover_cny else NAN,
            "covered": self.covered,
        }


def compare(
    volume: Volume, lang: Lang, posts: Sequence[Post] = (), wages: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Return what every policy and the plan's own posts ask for at one volume of business.

    Args:
        volume: turnover and orders.
        lang: language of names.
        posts: the plan's own as filled on the day looked at (`on`); left out without any.
        wages: monthly pay of one person by role or department, CNY (`post_wages`): what policies
            cost that state no pay, and the table of bands once more. Without it their cost is
            unknown, and that of the bands is of its year.

    Returns:
        One row a policy and edition: policy (in words), edition (`printed`, `mended`, `repriced`:
        mended at the wages given, or `own`), heads_low, heads_high (NaN unsaid), staff_cost_cny
        (NaN unknown), staff_share (of turnover), covered (whether the policy says anything of
        this volume).
    """
    paid = wages or {}
    asked = [*_plan(posts, lang)]
    for table in band_policies().values():
        asked += [*_bands(table, volume, paid, lang), *_share(table, volume, posts, lang)]
    for rules in order_policies().values():
        asked += _orders(rules, volume, paid, lang)
    hiring = [one for one in stage_policies().values() if team_size(one)[1]]
    asked += [_stage(one, volume, paid, lang) for one in hiring]
    rows = [one.row(volume.turnover_cny) for one in asked]
    return check(pd.DataFrame(rows, columns=COLUMNS))


def _plan(posts: Sequence[Post], lang: Lang) -> Iterator[_Asked]:
    filled = on(posts, None)
    if not filled:
        return
    people = sum(post.people for post in filled)
    paid = [p.people * p.pay_monthly_cny for p in filled if p.pay_monthly_cny is not None]
    cost = sum(paid) if len(paid) == len(filled) else None
    yield _Asked(text("staffing.policy.own", lang), "own", people, people, cost)


def _bands(
    policy: BandPolicy, volume: Volume, wages: Mapping[str, float], lang: Lang
) -> Iterator[_Asked]:
    name = text(f"staffing.policy.bands.{policy.key}", lang)
    right = mended(policy)
    editions = {"printed": policy, "mended": right}
    if wages:
        editions["repriced"] = repriced(right, wages)
    for edition, table in editions.items():
        band = band_of(table, volume.turnover_cny)
        covered = not beyond(table, volume.turnover_cny)
        yield _Asked(name, edition, band.heads, band.heads, band.cost_cny, covered)


def _share(
    policy: BandPolicy, volume: Volume, posts: Sequence[Post], lang: Lang
) -> Iterator[_Asked]:
    """Yield whom the share of turnover a source demands would pay, at the average pay of posts."""
    wage = average_pay(posts)
    if policy.share_from is None or policy.share_to is None or not wage:
        return
    costs = [staff_cost(volume.turnover_cny, one) for one in (policy.share_from, policy.share_to)]
    said = {"low": percent(policy.share_from, 0), "high": percent(policy.share_to, 0)}
    name = text(f"staffing.policy.share.{policy.key}", lang, **said)
    least, most = (floor(cost / wage) for cost in costs)
    yield _Asked(name, "printed", least, most, costs[1])


def _orders(
    policy: OrderPolicy, volume: Volume, wages: Mapping[str, float], lang: Lang
) -> Iterator[_Asked]:
    if volume.orders is None:
        return
    name, orders = text(f"staffing.policy.orders.{policy.key}", lang), volume.orders
    if total_printed(policy, orders) is None:
        yield _Asked(name, "printed", NAN, NAN, None, covered=False)
    else:
        yield _ladder(name, "printed", {r.role: reached(r, orders) for r in policy.rules}, wages)
    yield _ladder(name, "mended", {r.role: heads_mended(r, orders) for r in policy.rules}, wages)


def _ladder(name: str, edition: str, told: dict[str, int], wages: Mapping[str, float]) -> _Asked:
    total = sum(told.values())
    return _Asked(name, edition, total, total, pay_of(told, wages))


def _stage(policy: StagePolicy, volume: Volume, wages: Mapping[str, float], lang: Lang) -> _Asked:
    """Return the team of the last stage the turnover reaches; of the last where none has one."""
    begun = [stage for stage in policy.stages if (stage.turnover_cny or 0) <= volume.turnover_cny]
    stage = begun[-1] if begun else policy.stages[0]
    name = text(f"staffing.policy.stages.{policy.key}", lang)
    keyed = any(one.turnover_cny for one in policy.stages)
    least, most = team_size(policy, stage.name)
    return _Asked(name, "printed", least, most, team_pay(policy, wages, stage.name), keyed)
