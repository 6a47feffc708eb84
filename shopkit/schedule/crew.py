"""Who does a task: the posts that hold its role, each person once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shopkit.periods import Period
from shopkit.plan.sections.team import Post
from shopkit.roles import Role, does, held_roles, named_roles, role_of, roles
from shopkit.schedule.jobs import Job


@dataclass(frozen=True, slots=True)
class Holder:
    """People who hold one post, with everything they do; nobody stands in two of them.

    Attributes:
        name: the post as the plan has it.
        people: how many.
        roles: what they do.
        starts, ends: first and last day of the post, where the plan gives them.
    """

    name: str
    people: int
    roles: tuple[Role, ...]
    starts: date | None = None
    ends: date | None = None

    def there(self, first: date, last: date) -> bool:
        """Tell whether the post is filled on any day of a span."""
        begun = self.starts is None or self.starts <= last
        return begun and (self.ends is None or self.ends >= first)


def crew(posts: Sequence[Post]) -> tuple[Holder, ...]:
    """Return who works in a shop; posts without people are left out.

    Example:
        >>> crew((Post(role="店长", people=1, also=("美工",)),))[0].roles[1].key
        'designer'
    """
    return tuple(
        Holder(post.role, post.people, held_roles(post), post.starts, post.ends)
        for post in posts
        if post.people
    )


def holders(job: Job, people: Sequence[Holder], days: Period | None = None) -> tuple[int, ...]:
    """Return the numbers of the holders that do a task; empty: nobody holds the post.

    Args:
        job: the task.
        people: who works in the shop.
        days: those it is done on: who has left by then, or comes later, does not do it.
    """
    there = [n for n, one in enumerate(people) if not days or one.there(days.start, days.end)]
    present = [people[n] for n in there]
    for said in job.posts:
        if found := holding(said, present):
            return tuple(there[n] for n in found)
    return ()


def holding(said: str, people: Sequence[Holder]) -> tuple[int, ...]:
    """Return who holds a post: by its very name, else by its role, else by one that covers it."""
    named = tuple(n for n, one in enumerate(people) if one.name == said.strip())
    if named:
        return named
    keys = {role.key for part in named_roles(said) if (role := _role(part))}
    exact = tuple(n for n, one in enumerate(people) if any(role.key in keys for role in one.roles))
    return exact or tuple(
        n
        for n, one in enumerate(people)
        if any(does(role, key) for role in one.roles for key in keys)
    )


def _role(name: str) -> Role | None:
    return roles().get(name) or role_of(name)
