"""What a plan's team asks for: posts that cannot be, work nobody does, goals without people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed, text
from shopkit.roles import does, held_roles, named_roles, post_title
from shopkit.staffing.duties import single_points, uncovered
from shopkit.staffing.library import duties, without_post
from shopkit.staffing.order_checks import need_findings
from shopkit.staffing.orders import order_policies
from shopkit.staffing.people import people_findings, team_posts
from shopkit.staffing.posts import on
from shopkit.staffing.wording import error, hint, joined, warning

if TYPE_CHECKING:
    import polars as pl

    from shopkit.plan import Plan
    from shopkit.plan.sections.agenda import Task
    from shopkit.plan.sections.targets import Stage
    from shopkit.plan.sections.team import Post

SHOWN = 8


def staffing_findings(
    plan: Plan, lang: Lang, day: date | None = None, people: pl.DataFrame | None = None
) -> list[Finding]:
    """Return what the team of a plan asks for, the worst first; may be empty.

    Pay that the law does not allow is found by `shopkit.pay`.

    Args:
        plan: with or without a team; without anybody only that is said.
        lang: language of the texts.
        day: day the posts are looked at; without one all of them.
        people: the list of people, if there is one; on that day it comes before the plan's posts.
    """
    posts, found = plan.team.posts, [*post_findings(plan.team.posts, lang)]
    if people is not None and day is not None:
        found += people_findings(people, posts, day, lang)
        posts = team_posts(people, posts, day)
    if not posts:
        return [hint("no_posts", "team.posts", lang)]
    found += [
        *duty_findings(posts, lang, day),
        *task_findings(plan.tasks, posts, lang),
        *goal_findings(plan.stages, posts, lang, day),
    ]
    return sorted(found, key=lambda one: -one.severity)


def post_findings(posts: Sequence[Post], lang: Lang) -> Iterator[Finding]:
    """Yield posts that end before they start, or that nobody holds."""
    for at, post in enumerate(posts):
        place, name = f"team.posts[{at}]", post_title(post.role, lang)
        if post.starts and post.ends and post.ends < post.starts:
            said = {"starts": str(post.starts), "ends": str(post.ends)}
            yield error("post_backwards", place, lang, post=name, **said)
        if not post.people:
            yield warning("post_empty", place, lang, post=name)


def duty_findings(posts: Sequence[Post], lang: Lang, day: date | None = None) -> Iterator[Finding]:
    """Yield duties of any shop that nobody does, and those that hang on one person."""
    known = duties()
    if missing := uncovered(posts, day):
        names = _some([known[key].title(lang) for key in missing], lang)
        yield warning("duty_uncovered", "team.posts", lang, n=len(missing), list=names)
    alone: dict[str, int] = {}
    for post in single_points(posts, day).values():
        alone[post] = alone.get(post, 0) + 1
    if alone:
        told = [
            text("staffing.finding.duty_single.one", lang, post=post_title(post, lang), n=count)
            for post, count in alone.items()
        ]
        said = {"n": sum(alone.values()), "list": listed(told, lang)}
        yield hint("duty_single", "team.posts", lang, **said)


def _some(names: list[str], lang: Lang) -> str:
    return joined(names[:SHOWN], lang) + ("…" if len(names) > SHOWN else "")


def task_findings(tasks: Sequence[Task], posts: Sequence[Post], lang: Lang) -> Iterator[Finding]:
    """Yield the posts open tasks are given to that nobody holds, if any."""
    named = dict.fromkeys(task.post for task in tasks if task.post and not task.done)
    held = [name for post in on(posts, None) for name in (post.role, *post.also)]
    names = [part for name in held for part in named_roles(name)]
    if missing := without_post(list(named), names):
        said = {"list": listed(list(missing), lang)}
        yield warning("task_without_post", "tasks", lang, **said)


def goal_findings(
    stages: Sequence[Stage], posts: Sequence[Post], lang: Lang, day: date | None = None
) -> Iterator[Finding]:
    """Yield stages whose orders ask for more people of a role than are there then.

    Counted by the rules of source document 003, a rule of thumb of 2014. Stages over by the day
    looked at ask for nobody.
    """
    for at, stage in enumerate(stages):
        over = day is not None and stage.ends is not None and stage.ends < day
        if over or not stage.orders_daily:
            continue
        there = on(posts, stage.ends or stage.starts)
        for one in order_policies()["source_003"].rules:
            people = sum(post.people for post in there if _does(post, one.role))
            place = f"stages[{at}] {stage.name}"
            yield from need_findings(one, stage.orders_daily, people, place, lang)


def _does(post: Post, role: str) -> bool:
    return any(does(one, role) for one in held_roles(post))
