"""Findings about meetings: they ask for posts the team does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shopkit.findings import Finding
from shopkit.plan import Plan
from shopkit.roles import post_title, role_of
from shopkit.schedule.crew import Holder, holding
from shopkit.schedule.wording import Scope

OWNER = "owner"  # not paid by the shop, so in no list of its team


def meeting_findings(plan: Plan, people: Sequence[Holder], scope: Scope) -> Iterator[Finding]:
    """Yield the meetings of a plan that ask for posts nobody of the team holds.

    Args:
        plan: the shop's.
        people: who works in the shop; nobody: nothing is judged.
        scope: language and places.
    """
    if not people:
        return
    besides = {name.strip() for post in plan.team.posts for name in post.also}
    for at, one in enumerate(plan.agenda.meetings):
        strange = [
            name for name in one.posts if name.strip() not in besides and not _held(name, people)
        ]
        if strange:
            titles = [post_title(name, scope.lang) for name in strange]
            said = {"name": one.name, "posts": scope.several(titles)}
            yield scope.finding("schedule_meeting", scope.at(f"agenda.meetings.{at}.posts"), said)


def _held(name: str, people: Sequence[Holder]) -> bool:
    role = role_of(name)
    return bool(holding(name, people)) or (role is not None and role.key == OWNER)
