"""The chart of the organisation: departments, their leads and the posts below, ready to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.i18n import Lang
from shopkit.roles import main_role, post_title
from shopkit.staffing.posts import department_name, department_of, joined, on
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.team import Post

TOP = "shop"


@dataclass(frozen=True)
class Organisation:
    """Who belongs to whom.

    Attributes:
        nodes: one row a box: node (stable name), box_title, box (`shop`, `department`, `lead` or
            `post`), department, heads.
        edges: one row a line: parent, node.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame


def organisation(
    posts: Sequence[Post], shop: str, lang: Lang, day: date | None = None
) -> Organisation:
    """Return the chart of the posts filled on a day.

    Whoever leads (a role of grade lead or manager) stands between the department and its posts;
    a department's second lead stands below its first. The management reports to the shop itself.

    Args:
        posts: the plan's.
        shop: what stands at the top.
        lang: language of department names.
        day: posts filled on it; all of them without one.
    """
    filled = joined(on(posts, day))
    boxes = [_box(TOP, shop, "shop", "", sum(post.people for post in filled))]
    lines: list[dict[str, str]] = []
    for department in dict.fromkeys(department_of(post) for post in filled):
        members = sorted((post for post in filled if department_of(post) == department), key=_rank)
        title = department_name(members[0], lang)
        parent = f"{TOP}/{department}"
        boxes.append(_box(parent, title, "department", title, sum(post.people for post in members)))
        lines.append({"parent": TOP, "node": parent})
        for place, post in enumerate(members):
            node = f"{TOP}/{department}/{place}"
            leads = _rank(post) < 0
            boxes.append(
                _box(
                    node,
                    post_title(post.role, lang),
                    "lead" if leads else "post",
                    title,
                    post.people,
                )
            )
            lines.append({"parent": parent, "node": node})
            parent = node if leads else parent
    nodes = pd.DataFrame(boxes, columns=["node", "box_title", "box", "department", "heads"])
    edges = pd.DataFrame(lines, columns=["parent", "node"])
    return Organisation(check(nodes), check(edges))


def _box(node: str, title: str, kind: str, department: str, people: int) -> dict[str, object]:
    return {
        "node": node,
        "box_title": title,
        "box": kind,
        "department": department,
        "heads": people,
    }


def _rank(post: Post) -> int:
    role = main_role(post)
    return -["staff", "lead", "manager"].index(role.grade) if role else 0
