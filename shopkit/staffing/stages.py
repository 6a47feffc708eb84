"""The team by stage: who is hired when, how many there are then, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from shopkit.i18n import Lang
from shopkit.roles import role_title, roles
from shopkit.staffing.bands import band_policies
from shopkit.staffing.data import policies
from shopkit.tables import check

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Hire:
    """People hired in a stage; the range is one number where the source gives one.

    Attributes:
        role: key of the role.
        least: fewest people; `None` where the source names the role without a number.
        most: most people.
    """

    role: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class HiringStage:
    """A stage with whom it hires.

    Attributes:
        name: as the source calls it.
        hires: who is added.
        turnover_cny: monthly sales it is to reach; `None` unsaid.
        promised: people a department is said to have in it: key of the department → people.
    """

    name: str
    hires: tuple[Hire, ...]
    turnover_cny: float | None = None
    promised: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class StagePolicy:
    """The stages of a source.

    Attributes:
        key: its name.
        stages: the first first.
        keyed_by: what the size of the team hangs on (`stage`); empty where on nothing.
    """

    key: str
    stages: tuple[HiringStage, ...]
    keyed_by: str = ""


@cache
def stage_policies() -> Mapping[str, StagePolicy]:
    """Return who is hired by stage, by name of the source."""
    return {
        key: StagePolicy(key, tuple(map(_stage, said["stage"])), said.get("keyed_by", ""))
        for key, said in policies()["stages"].items()
    }


def _stage(said: Mapping[str, Any]) -> HiringStage:
    promised = {one["department"]: one["people"] for one in said.get("promised", ())}
    hires = tuple(map(_hire, said["hires"]))
    return HiringStage(said["name"], hires, said.get("turnover_cny"), promised)


def _hire(said: Mapping[str, Any]) -> Hire:
    people = said.get("people")
    return Hire(said["role"], said.get("least", people), said.get("most", people))


def running_heads(policy: StagePolicy, lang: Lang) -> pd.DataFrame:
    """Return who is hired by stage and how many there are then.

    Returns:
        One row a stage and role: shop_stage, post, heads_low and heads_high (hired; NaN without
        a number), heads_total_low and heads_total_high (everybody hired so far, at the stage's
        end).
    """
    rows: list[dict[str, object]] = []
    low = high = 0
    for stage in policy.stages:
        low += sum(hire.least or 0 for hire in stage.hires)
        high += sum(hire.most or 0 for hire in stage.hires)
        rows += [
            {
                "shop_stage": stage.name,
                "post": role_title(hire.role, lang),
                "heads_low": _float(hire.least),
                "heads_high": _float(hire.most),
                "heads_total_low": low,
                "heads_total_high": high,
            }
            for hire in stage.hires
        ]
    return check(pd.DataFrame(rows))


def _float(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def hired(policy: StagePolicy, stage: str | None = None) -> dict[str, tuple[int, int]]:
    """Return everybody hired up to a stage, by role: fewest and most; to the last without one."""
    found: dict[str, tuple[int, int]] = {}
    for one in policy.stages:
        for hire in one.hires:
            low, high = found.get(hire.role, (0, 0))
            found[hire.role] = (low + (hire.least or 0), high + (hire.most or 0))
        if one.name == stage:
            break
    return found


def team_size(policy: StagePolicy, stage: str | None = None) -> tuple[int, int]:
    """Return how many people are hired up to a stage: fewest and most.

    Example:
        >>> team_size(stage_policies()["source_003"], "3")
        (8, 8)
        >>> team_size(stage_policies()["source_000_3"])
        (2, 3)
    """
    told = hired(policy, stage).values()
    return sum(low for low, _ in told), sum(high for _, high in told)


def team_pay(
    policy: StagePolicy, wages: Mapping[str, float], stage: str | None = None
) -> float | None:
    """Return what everybody hired up to a stage costs a month, CNY; `None` with an unknown wage.

    Of a range it is the most people.

    Args:
        policy: who is hired.
        wages: monthly pay of one person by key of the role, else of its department, CNY.
        stage: the last counted; all of them without one.
    """
    return pay_of({role: most for role, (_, most) in hired(policy, stage).items()}, wages)


def pay_of(people: Mapping[str, int], wages: Mapping[str, float]) -> float | None:
    """Return what people cost a month, CNY; `None` where a wage is unknown.

    Args:
        people: how many, by key of the role.
        wages: monthly pay of one person by key of the role, else of its department, CNY.
    """
    paid = [
        (count, wages.get(role, wages.get(roles()[role].department)))
        for role, count in people.items()
        if count
    ]
    known = [count * wage for count, wage in paid if wage is not None]
    return sum(known) if len(known) == len(paid) else None


def never_hired(policy: StagePolicy) -> dict[str, tuple[int, int]]:
    """Return the departments that are promised more people than are ever hired.

    Returns:
        Key of the department → people promised and people hired up to that stage.
    """
    found = {}
    for stage in policy.stages:
        there: dict[str, int] = {}
        for role, (_, high) in hired(policy, stage.name).items():
            there[roles()[role].department] = there.get(roles()[role].department, 0) + high
        for department, people in (stage.promised or {}).items():
            if people > there.get(department, 0):
                found[department] = (people, there.get(department, 0))
    return found


def smallest_teams() -> pd.DataFrame:
    """Return the smallest team each source names, and what it hangs on.

    Returns:
        One row a policy: policy, heads_low, heads_high, keyed_by (`turnover`, `stage` or empty).
    """
    rows = [
        {"policy": key, "heads_low": low, "heads_high": high, "keyed_by": one.keyed_by}
        for key, one in stage_policies().items()
        for low, high in [team_size(one, one.stages[0].name)]
        if low
    ]
    for key, table in band_policies().items():
        least = min(band.heads for band in table.bands)
        row = {"policy": key, "heads_low": least, "heads_high": least, "keyed_by": "turnover"}
        rows.append(row)
    return check(pd.DataFrame(rows))
