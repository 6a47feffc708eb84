"""Posts of a team: who holds which roles, on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from shopkit.i18n import Lang
from shopkit.plan.sections.team import Post
from shopkit.roles import Role, main_role
from shopkit.staffing.library import department_title


def department_name(post: Post, lang: Lang) -> str:
    """Return what the department of a post is called: as written, in English in English."""
    written, role = post.department, main_role(post)
    if written and (lang == "zh" or written.isascii()):
        return written
    return department_title(role.department, lang) if role else written or ""


def department_of(post: Post) -> str:
    """Return the department of a post: as written, else that of its role, else none (empty)."""
    if post.department:
        return post.department
    role = main_role(post)
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


def joined(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return posts with those of one role, department and duties as one, with all their people.

    People of a list who differ only in pay or days are several posts: who does what is not told
    apart by them. Pay and days of a joined post are those of its first.
    """
    found: dict[tuple[object, ...], Post] = {}
    for post in posts:
        key = (post.role, department_of(post), post.also, post.duties)
        people = found[key].people if key in found else 0
        found[key] = found.get(key, post).model_copy(update={"people": people + post.people})
    return tuple(found.values())


def heads(posts: Sequence[Post], day: date | None = None) -> int:
    """Return how many people the posts hold on a day; without a day, in all of them."""
    return sum(post.people for post in on(posts, day))


def post_wages(posts: Sequence[Post]) -> dict[str, float]:
    """Return the monthly pay of one person, CNY, by key of the role and by department.

    Of several posts it is the average by people; what is unpaid or unknown is left out. Where a
    role and a department have one key (`service`) it is the role's.
    """
    paid = [post for post in on(posts, None) if post.pay_monthly_cny]
    by_department = _averages(paid, lambda post: _role(post, lambda role: role.department))
    return by_department | _averages(paid, lambda post: _role(post, lambda role: role.key))


def _role(post: Post, of: Callable[[Role], str]) -> str:
    role = main_role(post)
    return of(role) if role else ""


def average_pay(posts: Sequence[Post]) -> float | None:
    """Return the monthly pay of one person on average, CNY; `None` where nobody's is known."""
    paid = [post for post in on(posts, None) if post.pay_monthly_cny]
    return _averages(paid, lambda _: "team").get("team")


def _averages(posts: Sequence[Post], key: Callable[[Post], str]) -> dict[str, float]:
    people: dict[str, int] = defaultdict(int)
    sums: dict[str, float] = defaultdict(float)
    for post in posts:
        people[key(post)] += post.people
        sums[key(post)] += post.people * (post.pay_monthly_cny or 0.0)
    return {name: sums[name] / people[name] for name in people if name}
