"""Posts as the list of people has them: who is there counts, no name leaves this module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed, text
from shopkit.plan.sections.team import Post
from shopkit.roles import post_title, role_key
from shopkit.staffing.posts import heads
from shopkit.staffing.wording import warning

if TYPE_CHECKING:
    import polars as pl

FEN = 100
ROW = "staffing.row"
Row = tuple[date, date, str]  # first day, last day, where it stands
Job = tuple[str, str | None, str | None, date | None, date | None, int | None]


def team_posts(people: pl.DataFrame, planned: Sequence[Post], day: date) -> tuple[Post, ...]:
    """Return the posts of a shop: those people of the list hold, and planned ones it has not yet.

    People of one post with the same days and pay are one post. What the list does not say, such
    as training and probation, is taken from the planned post of that role.

    Args:
        people: the table of that name; without rows the plan's posts are returned.
        planned: the plan's posts; of a role of the list only those that begin later than the day.
        day: day of the list.
    """
    like = {role_key(post.role): post for post in reversed(planned)}
    listed = tuple(_post(job, count, like) for job, count in _jobs(people).items())
    held = {role_key(post.role) for post in listed}
    return (
        *listed,
        *(one for one in planned if role_key(one.role) not in held or _later(one, day)),
    )


def _later(post: Post, day: date) -> bool:
    return post.starts is not None and post.starts > day


def _jobs(people: pl.DataFrame) -> Counter[Job]:
    names = ("post", "department", "pay_level", "hired_on", "left_on", "pay_monthly_fen")
    return Counter(people.drop_nulls("post").select(names).iter_rows())


def _post(job: Job, count: int, like: dict[str, Post]) -> Post:
    role, department, level, starts, ends, pay = job
    said: dict[str, object] = {"role": role, "people": count, "starts": starts, "ends": ends}
    said |= {
        name: value
        for name, value in (("department", department), ("level", level))
        if value is not None
    }
    if pay is not None:
        said["pay_monthly_cny"] = pay / FEN
    model = like.get(role_key(role))
    return Post.model_validate(said) if model is None else model.model_copy(update=said)


def people_findings(
    people: pl.DataFrame, planned: Sequence[Post], day: date, lang: Lang
) -> Iterator[Finding]:
    """Yield each role of which the plan has another number of people than the list on a day."""
    listed = team_posts(people, (), day)
    for key in dict.fromkeys(role_key(post.role) for post in listed):
        mine = [post for post in planned if role_key(post.role) == key]
        told = [post for post in listed if role_key(post.role) == key]
        here, there = heads(told, day), heads(mine, day)
        if here != there:
            said = {"post": post_title(told[0].role, lang), "planned": there, "listed": here}
            yield warning("people_differ", "team.posts", lang, **said)
    yield from twice_findings(people, lang)


def twice_findings(people: pl.DataFrame, lang: Lang) -> Iterator[Finding]:
    """Yield rows of the list that count somebody twice on the same days, by row, not by name."""
    names = ("person", "hired_on", "left_on", "source_file", "source_row")
    rows: dict[str, list[Row]] = {}
    for name, since, until, file, row in people.drop_nulls("person").select(names).iter_rows():
        days = (since or date.min, until or date.max)
        rows.setdefault(name, []).append((*days, text(ROW, lang, file=file, row=row)))
    for held in rows.values():
        meet = [a for n, a in enumerate(held) if any(_meet(a, b) for b in held[:n] + held[n + 1 :])]
        if meet:
            said = {"rows": listed([row for _, _, row in meet], lang), "n": len(meet)}
            yield warning("person_twice", "lists.people", lang, **said)


def _meet(one: Row, other: Row) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])
