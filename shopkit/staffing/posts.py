"""Posts of a team: who holds which roles, on which days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shopkit.plan.sections.team import Post
from shopkit.staffing.roles import Role, role_of


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
