"""A new shop folder: a commented plan, an `exports/` with a note, a key for buyers."""

from __future__ import annotations

import json
import re
import secrets
from importlib.resources import files
from pathlib import Path
from typing import get_args

from shopkit.errors import OutputError, PlanError, Problem
from shopkit.files import write_whole
from shopkit.i18n import Lang
from shopkit.plan.document import PLAN_FILE
from shopkit.plan.fields import meaning
from shopkit.plan.model import Plan
from shopkit.plan.reading import plan_of
from shopkit.plan.sections.values import LONGEST_NAME, Platform

KEY_FILE = "buyer.key"
KEY_MODE = 0o600  # nobody else on the machine may turn hashes back into names


def platform_named(said: str) -> Platform:
    """Return the platform a user wrote.

    Raises:
        PlanError: There is no such platform.
    """
    known: dict[str, Platform] = {name: name for name in get_args(Platform)}
    if said not in known:
        values = {"meaning": meaning(("shop", "platform")), "hint": ""}
        raise PlanError(Problem("plan_value", "--platform", said, values))
    return known[said]


def create_shop(folder: Path, platform: Platform, lang: Lang) -> Plan:
    """Make a shop folder: a commented plan, an `exports/` with a note, a key for buyers.

    Raises:
        PlanError: The folder holds something already, is a file, or has a name no plan can hold.
        OutputError: It cannot be made.
    """
    _refuse_taken(folder)
    said = _new_plan(folder, platform, lang)
    plan = plan_of(folder / PLAN_FILE, said)  # before anything is written
    family = platform if platform in ("jd", "other") else "alibaba"
    write_whole(folder / "exports" / "README.md", _template(f"exports.{family}.{lang}.md"))
    write_whole(folder / ".gitignore", _template("gitignore"))
    write_whole(folder / KEY_FILE, secrets.token_hex(32) + "\n", KEY_MODE)
    write_whole(folder / PLAN_FILE, said)
    return plan


def _refuse_taken(folder: Path) -> None:
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise PlanError(Problem("folder_exists", str(folder)))
        if folder.exists() and not folder.is_dir():
            raise PlanError(Problem("folder_is_file", str(folder)))
    except OSError:  # a name too long for the system, or a folder closed to the user
        raise OutputError(Problem("output_missing", str(folder))) from None


def _new_plan(folder: Path, platform: Platform, lang: Lang) -> str:
    name = folder.resolve().name[:LONGEST_NAME].strip() or "shop"
    values = {"name": json.dumps(name, ensure_ascii=False), "platform": platform}
    template = _template(f"shop.{lang}.yaml")
    return re.sub(r"\{(name|platform)\}", lambda match: values[match[1]], template)


def _template(name: str) -> str:
    source = files("shopkit") / "resources" / "templates" / "shop" / name
    return source.read_text(encoding="utf-8")
