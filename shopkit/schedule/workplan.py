"""Frames of a work plan: what of a shop's plan fills each step, and what is missing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import pandas as pd
from pydantic import BaseModel

from shopkit.i18n import Lang, listed, text
from shopkit.plan.fields import plan_fields
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan import Plan

Filled = Literal["filled", "part", "missing", "outside"]
FRAMES = ("five_steps", "five_parts", "six_steps", "resources", "long_term", "growth")
COLUMNS = ("frame_step", "step_state", "filled_by", "missing_fields")


@dataclass(frozen=True, slots=True)
class FrameStep:
    """A step of a frame.

    Attributes:
        key: its name.
        zh, en: what it is called.
        fields: parts of the plan that fill it; without any the plan has no place for it.
        source: source document.
    """

    key: str
    zh: str
    en: str
    fields: tuple[str, ...]
    source: str

    def title(self, lang: Lang) -> str:
        """Return what it is called."""
        return self.zh if lang == "zh" else self.en


@cache
def frame_steps(frame: str) -> tuple[FrameStep, ...]:
    """Return the steps of a frame, in order; () of one nobody knows.

    Example:
        >>> [len(frame_steps(name)) for name in FRAMES]
        [5, 5, 6, 3, 3, 6]
    """
    path = files("shopkit") / "resources" / "work_plans.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(
        FrameStep(row["key"], row["zh"], row["en"], tuple(row["fields"].split()), row["source"])
        for row in rows
        if row["frame"] == frame
    )


def frame_title(frame: str, lang: Lang) -> str:
    """Return what a frame is called."""
    return text(f"schedule.frame.{frame}", lang)


def work_plan(plan: Plan, frame: str, lang: Lang) -> pd.DataFrame:
    """Return how far a plan fills a frame.

    Returns:
        One row a step: frame_step, step_state (filled, part, missing, outside: the plan has no
        place for it), filled_by, missing_fields (titles of its parts).
    """
    return check(pd.DataFrame(list(_rows(plan, frame, lang)), columns=list(COLUMNS)))


def _rows(plan: Plan, frame: str, lang: Lang) -> Iterator[tuple[str, Filled, str, str]]:
    for step in frame_steps(frame):
        here = [name for name in step.fields if holds(plan, name)]
        lacks = [name for name in step.fields if name not in here]
        said = listed([_title(name, lang) for name in here], lang)
        yield (
            step.title(lang),
            _state(here, lacks),
            said,
            listed([_title(name, lang) for name in lacks], lang),
        )


def _state(here: list[str], lacks: list[str]) -> Filled:
    if not here:
        return "missing" if lacks else "outside"
    return "part" if lacks else "filled"


def _title(name: str, lang: Lang) -> str:
    return plan_fields()[name].title[lang]


def holds(plan: Plan, path: str) -> bool:
    """Tell whether a plan says anything at a path.

    Raises:
        AttributeError: A plan has no such path.
    """
    found: object = plan
    for name in path.split("."):
        found = getattr(found, name)
        if found is None:
            return False
    if isinstance(found, BaseModel):
        return found != type(found)()
    return found is not None and found != ()
