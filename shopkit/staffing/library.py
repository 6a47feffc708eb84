"""The library: duties somebody must do, and the roles each source gives them to."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

import pandas as pd

from shopkit.i18n import Lang, text, under
from shopkit.roles import role_key, roles
from shopkit.staffing.wording import joined
from shopkit.tables import check

Need = Literal["core", "growth", "large", "optional"]


@dataclass(frozen=True, slots=True)
class Duty:
    """A piece of work somebody must do.

    Attributes:
        key: stable name.
        zh: name in Chinese.
        en: name in English.
        department: key of the department that usually does it.
        need: `core` (any shop from its first day), `growth`, `large` or `optional`.
    """

    key: str
    zh: str
    en: str
    department: str
    need: Need

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class RoleSet:
    """The roles one source describes, each with its duties.

    Attributes:
        key: its name: `standard` is shopkit's own, the others are those of source documents.
        duties: key of a role → keys of its duties, in order.
    """

    key: str
    duties: Mapping[str, tuple[str, ...]]

    def title(self, lang: Lang) -> str:
        """Return what it is called, with its source document."""
        return text(f"staffing.set.{self.key}", lang)


def _rows(name: str) -> list[dict[str, str]]:
    source = (files("shopkit") / "resources" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))


@cache
def duties() -> Mapping[str, Duty]:
    """Return every duty by its key, as `resources/duties.csv` lists them."""
    found = {
        row["key"]: Duty(
            key=row["key"],
            zh=row["zh"],
            en=row["en"],
            department=row["department"],
            need=cast("Need", row["need"]),
        )
        for row in _rows("duties.csv")
    }
    return MappingProxyType(found)


@cache
def role_sets() -> Mapping[str, RoleSet]:
    """Return the role sets by name.

    Example:
        >>> {key: len(one.duties) for key, one in role_sets().items()}["mall"]
        6
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _rows("role_sets.csv"):
        found.setdefault(row["set"], {})[row["role"]] = tuple(row["duties"].split())
    return MappingProxyType({key: RoleSet(key, told) for key, told in found.items()})


def department_title(key: str, lang: Lang) -> str:
    """Return what a department is called; one nobody knows stays as it was written."""
    return text(f"staffing.department.{key}", lang) if key in _departments() else key


@cache
def _departments() -> frozenset[str]:
    return frozenset(role.department for role in roles().values())


def role_table(chosen: RoleSet, lang: Lang) -> pd.DataFrame:
    """Return the roles of a set with their duties.

    Returns:
        One row a role: post, department, duties (how many), duty (what they are, in words).
    """
    known = duties()
    rows = [
        {
            "post": roles()[role].title(lang),
            "department": department_title(roles()[role].department, lang),
            "duties": len(told),
            "duty": joined([known[duty].title(lang) for duty in told], lang),
        }
        for role, told in chosen.duties.items()
    ]
    return check(pd.DataFrame(rows, columns=["post", "department", "duties", "duty"]))


def lead_criteria(lang: Lang) -> dict[str, str]:
    """Return by what source document 003 promotes somebody to lead the service team, in words.

    Example:
        >>> list(lead_criteria("en"))
        ['excellent', 'followed', 'steady']
    """
    return under("staffing.criteria", lang)


def without_post(described: Iterable[str], posts: Iterable[str]) -> tuple[str, ...]:
    """Return the roles that are described and filled by no post, by name as described.

    Args:
        described: names of roles with a description, or with work in a text.
        posts: names of posts in the organisation or in a staffing table.

    Example:
        >>> without_post(["客服", "推广", "美工"], ["客服人员", "推广人员"])
        ('美工',)
    """
    filled = {role_key(name) for name in posts}
    held = filled | {key for name in filled if name in roles() for key in roles()[name].covers}
    return tuple(name for name in described if role_key(name) not in held)
