"""Posts of a team: who holds which roles, on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from shopkit.plan.sections.team import Post
from shopkit.staffing.roles import Role, role_key, role_of


def held_roles(post: Post) -> tuple[Role, ...]:
    """Return the known roles of a post: its own and those the same people do besides."""
    found = (role_of(name) for name in (post.role, *post.also))
    return tuple(dict.fromkeys(role for role in found if role is not None))


def department_of(post: Post) -> str:
    """Return the department of a post: as written, else that of its role, else none (empty)."""
    if post.department:
        return post.department
    role = role_of(post.role)
    return role.department if role else ""


def on(posts: Sequence[Post], day: date | None) -> tuple[Post, ...]:
    """Return the posts that are filled on a day; without a day all of them.

    A post without people is filled by nobody. The last day of a post belongs to it.
    """
    return tuple(
        post
        for post in posts
        if post.people and (day is None or (_begun(post, day) and _open(post, day)))
    )


def _begun(post: Post, day: date) -> bool:
    return post.starts is None or post.starts <= day


def _open(post: Post, day: date) -> bool:
    return post.ends is None or day <= post.ends


def heads(posts: Sequence[Post], day: date | None = None) -> int:
    """Return how many people the posts hold on a day; without a day, in all of them."""
    return sum(post.people for post in on(posts, day))


def post_wages(posts: Sequence[Post]) -> dict[str, float]:
    """Return the monthly pay of one person, CNY, by key of the role and by department.

    Of several posts it is the average by people; what is unpaid or unknown is left out. Where a
    role and a department have one key (`service`) it is the role's.
    """
    paid = [post for post in on(posts, None) if post.pay_monthly_cny]
    return _averages(paid, department_of) | _averages(paid, lambda post: role_key(post.role))


def _averages(posts: Sequence[Post], key: Callable[[Post], str]) -> dict[str, float]:
    people: dict[str, int] = defaultdict(int)
    sums: dict[str, float] = defaultdict(float)
    for post in posts:
        people[key(post)] += post.people
        sums[key(post)] += post.people * (post.pay_monthly_cny or 0.0)
    return {name: sums[name] / people[name] for name in people if name}
