"""What can be moved in a plan, and the plan that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from shopkit.coverage import serves
from shopkit.errors import PlanError, Problem
from shopkit.plan import Plan
from shopkit.plan.changes import changed
from shopkit.plan.problems import refused_fields

if TYPE_CHECKING:
    from shopkit.plan.sections.team import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """What is moved.

    Attributes:
        volume: times the planned sales and orders.
        target_rate: share of chats to be taken in time; the plan's if `None`.
        follow: whether the service desk has as many people as it then needs.
        changes: path in the plan → value, as a scenario of the plan has them.
    """

    volume: float = 1.0
    target_rate: float | None = None
    follow: bool = False
    changes: Mapping[str, object] = field(default_factory=dict)


AS_PLANNED = Levers()
NUMBERED_POST = re.compile(r"team\.posts\.\d+")


def plan_with(plan: Plan, changes: Mapping[str, object]) -> Plan:
    """Return a plan with some values changed; `None` takes one out.

    Raises:
        PlanError: A path leads nowhere, or a value is none of its field; or it counts posts of a
            plan that names a list of people, whose posts stand in another order.

    Example:
        >>> from shopkit.plan.sections.shop import Shop
        >>> plan = Plan(schema=1, shop=Shop(name="a", platform="jd"))
        >>> plan_with(plan, {"budget.ads_rate": "8%"}).budget.ads_rate
        0.08
    """
    if not changes:
        return plan
    if counted := list(_counted_posts(plan, changes)):
        raise PlanError(counted)
    document = plan.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    made = changed(document, dict(changes.items()))
    try:
        return Plan.model_validate(made)
    except ValidationError as error:
        raise refused_fields(error) from None


def _counted_posts(plan: Plan, changes: Mapping[str, object]) -> Iterator[Problem]:
    """Yield paths to a post by its number where a list of people may have moved the posts."""
    if plan.lists.people:
        for path in changes:
            if NUMBERED_POST.match(path):
                yield Problem("listed_post", path)


def staffed(plan: Plan, people: int) -> Plan:
    """Return a plan whose service desk has so many people: the first of its posts takes the rest.

    Without a post of service the plan is returned as it is.
    """
    desk = [n for n, post in enumerate(plan.team.posts) if serves(post)]
    if not desk:
        return plan
    left = people
    held: dict[int, int] = {}
    for n in reversed(desk[1:]):
        held[n] = min(plan.team.posts[n].people, left)
        left -= held[n]
    held[desk[0]] = left
    posts: tuple[Post, ...] = tuple(
        post.model_copy(update={"people": held[n]}) if n in held else post
        for n, post in enumerate(plan.team.posts)
    )
    return plan.model_copy(update={"team": plan.team.model_copy(update={"posts": posts})})
