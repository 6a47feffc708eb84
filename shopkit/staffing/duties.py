"""Who does which duty: the matrix of duties and posts, what nobody does, what hangs on one person.

A post has the usual duties of its roles, also of those the same people do besides, and those it
lists itself; what it lists is matched with the library by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

import pandas as pd

from shopkit.i18n import Lang, listed, text
from shopkit.roles import held_roles, post_title
from shopkit.staffing.library import Need, department_title, duties, role_sets
from shopkit.staffing.posts import joined, on
from shopkit.tables import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.plan.sections.team import Post

NEEDS: tuple[Need, ...] = get_args(Need)


@cache
def role_duties() -> Mapping[str, tuple[str, ...]]:
    """Return the duties a role has where nobody says more, by key of the role."""
    told = dict(role_sets()["standard"].duties)
    for chosen in role_sets().values():
        for role, listed_duties in chosen.duties.items():
            told.setdefault(role, listed_duties)
    return MappingProxyType(told)


@cache
def _by_name() -> Mapping[str, str]:
    return {name: duty.key for duty in duties().values() for name in (duty.key, duty.zh, duty.en)}


def post_duties(post: Post) -> tuple[str, ...]:
    """Return the duties of a post: keys of the library, or words of its own, which come first."""
    own = [_by_name().get(said, said) for said in post.duties]
    usual = [duty for role in held_roles(post) for duty in role_duties().get(role.key, ())]
    return tuple(dict.fromkeys([*own, *usual]))


def duty_matrix(posts: Sequence[Post], lang: Lang, day: date | None = None) -> pd.DataFrame:
    """Return who does what on a day, one row a duty and post.

    Returns:
        department (of the duty), duty, post, heads (people of that post), need (code).
    """
    rows = [
        {
            "department": _department(duty, lang),
            "duty": _title(duty, lang),
            "post": post_title(post.role, lang),
            "heads": post.people,
            "need": _need(duty),
        }
        for post in joined(on(posts, day))
        for duty in post_duties(post)
    ]
    return check(pd.DataFrame(rows, columns=["department", "duty", "post", "heads", "need"]))


def duty_coverage(
    posts: Sequence[Post], lang: Lang, day: date | None = None, need: Need = "growth"
) -> pd.DataFrame:
    """Return how many people do each duty a shop needs, nobody first.

    Args:
        posts: the plan's.
        lang: language of names.
        day: posts filled on it; all of them without one.
        need: duties a shop of this size needs, and every one somebody does anyway.

    Returns:
        One row a duty: department, duty, need (code), heads (people who can do it; 0 nobody),
        post (theirs, in words), covered (flag), single (flag: exactly one person).
    """
    done = _doers(posts, day)
    wanted = [duty.key for duty in duties().values() if NEEDS.index(duty.need) <= NEEDS.index(need)]
    rows = [_covered(duty, done.get(duty, []), lang) for duty in dict.fromkeys([*wanted, *done])]
    columns = ["department", "duty", "need", "heads", "post", "covered", "single"]
    frame = pd.DataFrame(rows, columns=columns).sort_values("heads", kind="stable")
    return check(frame.reset_index(drop=True))


def _doers(posts: Sequence[Post], day: date | None) -> dict[str, list[Post]]:
    done: dict[str, list[Post]] = {}
    for post in on(posts, day):
        for duty in post_duties(post):
            done.setdefault(duty, []).append(post)
    return done


def _covered(duty: str, held: list[Post], lang: Lang) -> dict[str, object]:
    people = sum(post.people for post in held)
    return {
        "department": _department(duty, lang),
        "duty": _title(duty, lang),
        "need": _need(duty),
        "heads": people,
        "post": listed(list(dict.fromkeys(post_title(post.role, lang) for post in held)), lang),
        "covered": people > 0,
        "single": people == 1,
    }


def uncovered(posts: Sequence[Post], day: date | None = None, need: Need = "core") -> list[str]:
    """Return the keys of the duties of a shop of this size that nobody does."""
    done, limit = _doers(posts, day), NEEDS.index(need)
    return [d.key for d in duties().values() if NEEDS.index(d.need) <= limit and d.key not in done]


def single_points(
    posts: Sequence[Post], day: date | None = None, need: Need = "core"
) -> dict[str, str]:
    """Return the needed duties that hang on one person, with the name of the post: key → post."""
    limit = NEEDS.index(need)
    return {
        duty: those[0].role
        for duty, those in _doers(posts, day).items()
        if sum(post.people for post in those) == 1 and NEEDS.index(_need(duty)) <= limit
    }


def _title(duty: str, lang: Lang) -> str:
    return duties()[duty].title(lang) if duty in duties() else duty


def _need(duty: str) -> Need:
    return duties()[duty].need if duty in duties() else "optional"


def _department(duty: str, lang: Lang) -> str:
    own = text("staffing.own_duty", lang)
    return department_title(duties()[duty].department, lang) if duty in duties() else own
