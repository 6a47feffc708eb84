"""Kinds of posts: what each role is called, where it belongs, which roles a post holds."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

from shopkit.i18n import Lang

if TYPE_CHECKING:
    from shopkit.plan.sections.team import Post

Grade = Literal["staff", "lead", "manager"]
BETWEEN = re.compile(r"\s*(?:[、,，/+&]|和|与|及|兼| and )\s*")  # two roles in one name
KIN = {"service": ("presale", "aftersale", "service_lead", "service_supervisor")}


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of post.

    Attributes:
        key: stable name.
        zh: name in Chinese.
        en: name in English.
        department: key of the department it usually belongs to.
        grade: whether it does the work, leads a team, or leads several.
        words: other names it goes by.
        covers: keys of the roles whose work it does where they have no post of their own.
    """

    key: str
    zh: str
    en: str
    department: str
    grade: Grade
    words: tuple[str, ...]
    covers: tuple[str, ...]

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


@cache
def roles() -> Mapping[str, Role]:
    """Return every role by its key, as `resources/roles.csv` lists them."""
    source = (files("shopkit") / "resources" / "roles.csv").read_text(encoding="utf-8")
    found = {
        row["key"]: Role(
            key=row["key"],
            zh=row["zh"],
            en=row["en"],
            department=row["department"],
            grade=cast("Grade", row["grade"]),
            words=tuple(row["words"].split()),
            covers=tuple(row["covers"].split()),
        )
        for row in csv.DictReader(source.splitlines())
    }
    return MappingProxyType(found)


@cache
def _by_word() -> Mapping[str, Role]:
    names = {
        word.casefold(): role
        for role in roles().values()
        for word in (*role.words, role.key, role.zh, role.en)
    }
    return MappingProxyType(names)


def role_of(name: str) -> Role | None:
    """Return the role a post is called by: key, Chinese or English name, or another known name.

    A name that only holds a known one (天猫客服, 客服小组) is taken for the longest it holds.
    `None`: a role of the shop's own.

    Example:
        >>> role_of("库管").key, role_of("天猫售后客服").key, role_of("星探") is None
        ('warehouse', 'aftersale', True)
    """
    if exact := exact_role(name):
        return exact
    said = name.strip().casefold()
    held = [word for word in _by_word() if len(word) > 1 and word in said and not word.isascii()]
    return _by_word()[max(held, key=len)] if held else None


def exact_role(name: str) -> Role | None:
    """Return the role exactly one of whose names this is; `None` without one."""
    return _by_word().get(name.strip().casefold())


def role_key(name: str) -> str:
    """Return the key of a role by any of its names; of one nobody knows its name."""
    role = role_of(name)
    return role.key if role else name.strip().casefold()


def role_title(name: str, lang: Lang) -> str:
    """Return what a role is called in a language; one nobody knows stays as it was written."""
    role = roles().get(name)
    return role.title(lang) if role else name


def named_roles(name: str) -> tuple[str, ...]:
    """Return the names of the roles one name holds: several where each of its parts is known.

    Example:
        >>> named_roles("客服和打包"), named_roles("和服专员")
        (('客服', '打包'), ('和服专员',))
    """
    parts = tuple(part for part in BETWEEN.split(name) if part)
    return parts if len(parts) > 1 and all(role_of(part) for part in parts) else (name,)


def held_roles(post: Post) -> tuple[Role, ...]:
    """Return the known roles of a post: its own and those the same people do besides."""
    names = [part for name in (post.role, *post.also) for part in named_roles(name)]
    found = (role_of(name) for name in names)
    return tuple(dict.fromkeys(role for role in found if role is not None))


def main_role(post: Post) -> Role | None:
    """Return the first role of a post; `None` where nobody knows it."""
    return role_of(named_roles(post.role)[0])


def post_title(name: str, lang: Lang) -> str:
    """Return what a post is called: as written, in English the known names in English.

    Example:
        >>> post_title("客服和打包", "en"), post_title("客服和打包", "zh"), post_title("星探", "en")
        ('Service agent + Packer', '客服和打包', '星探')
    """
    if lang == "zh" or name.isascii():
        return name
    found = [exact_role(part) for part in named_roles(name)]
    known = [role.title(lang) for role in found if role is not None]
    return " + ".join(known) if len(known) == len(found) else name


def does(held: Role, asked: str) -> bool:
    """Tell whether a role does the work of another: the same, one it covers, or a part of it.

    Example:
        >>> does(roles()["warehouse"], "packer"), does(roles()["presale"], "service")
        (True, True)
    """
    return asked == held.key or asked in held.covers or held.key in KIN.get(asked, ())
