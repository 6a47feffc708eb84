"""What tasks as they are typed name that nobody knows, in words a form can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from shopkit.almanac import standard_workdays
from shopkit.errors import Problem
from shopkit.i18n import Lang, text
from shopkit.plan import Plan, guess
from shopkit.plan.fields import plan_fields
from shopkit.schedule.crew import crew, holding
from shopkit.schedule.tasks import net_of
from shopkit.schedule.timing import scheduled


def task_problems(plan: Plan, today: date) -> tuple[Problem, ...]:
    """Return what the tasks of a plan name that nobody knows, and what of them cannot be.

    Args:
        plan: the shop's, as it is typed.
        today: the day it is seen from.
    """
    # what is wrong with links and names does not hang on which days are worked
    found = scheduled(net_of(plan), standard_workdays(), today).problems
    mine = [one for one in found if one.place.startswith("tasks.")]
    return (*mine, *_posts(plan))


def _posts(plan: Plan) -> Iterator[Problem]:
    """Yield the posts tasks ask for that nobody of the team holds; nobody: nothing is judged."""
    people = crew(plan.team.posts)
    names = [name for post in plan.team.posts for name in (post.role, *post.also)]
    for at, task in enumerate(plan.tasks):
        if people and task.post and not task.done and not holding(task.post, people):
            said = {"guess": guess(task.post, names)}
            yield Problem("schedule_post", f"tasks.{at}.post", task.post, said)


def tasks_said(plan: Plan, today: date, lang: Lang) -> list[str]:
    """Return `task_problems` as lines: which task, which field, what is wrong, what to do.

    Args:
        plan: the shop's, as it is typed.
        today: the day it is seen from.
        lang: language of the lines.
    """
    return [
        replace(one, place=_place(plan, one.place, lang)).say(lang)
        for one in task_problems(plan, today)
    ]


def _place(plan: Plan, place: str, lang: Lang) -> str:
    """Return a path of the tasks in words: number and name of the task, title of the field."""
    _, at, *rest = place.split(".")
    said = {"n": int(at) + 1, "task": plan.tasks[int(at)].what}
    if not rest:
        return text("schedule.typed.task", lang, **said)
    field = plan_fields()[f"tasks.{rest[0]}"].title[lang]
    return text("schedule.typed.field", lang, **said, field=field)
