"""What a worker is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shopkit.errors import Problem, ShopkitError
from shopkit.i18n import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Task:
    """One shop to report on.

    Attributes:
        folder: the shop's folder.
        slug: its name in paths.
        out: folder of all reports.
        period: as the user wrote it; None is the latest full month.
        langs: editions to make; None is the shop's own language.
        parameters: further notebook parameters, by name.
        refused: why this shop may not be reported on, where that is known beforehand.
    """

    folder: Path
    slug: str
    out: Path
    period: str | None = None
    langs: tuple[Lang, ...] | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)
    refused: ShopkitError | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a shop by the time something goes well or wrong.

    Attributes:
        slug: its name in paths.
        name: its name; the slug where the plan cannot be read.
        platform: as in its plan; None where that is not known.
        period: as in file names; empty where it is not known.
        shop: what tells it from another shop of its name; empty where it has no key.
    """

    slug: str
    name: str
    platform: str | None = None
    period: str = ""
    shop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one report.

    Attributes:
        slug: the shop's folder name as a path component.
        name: the shop's name; the slug where the plan cannot be read.
        period: as in file names; empty where it is not known.
        lang: the edition.
        path: the report; None where it failed.
        problem: why it failed; None where it did not.
        seconds: how long it took.
        figures: headline figures by name, in CNY and rates; None is unknown.
        entry: what manifest.json says of it.
    """

    slug: str
    name: str
    period: str
    lang: Lang
    path: Path | None
    problem: ShopkitError | None
    seconds: float
    figures: Mapping[str, Any] = field(default_factory=dict)
    entry: Mapping[str, Any] = field(default_factory=dict)


def done(out: Path, entry: Mapping[str, Any], seconds: float) -> Outcome:
    """Return the outcome of a report that was written."""
    return Outcome(
        slug=entry["slug"],
        name=entry["name"],
        period=entry["period"],
        lang=entry["lang"],
        path=out / entry["path"],
        problem=None,
        seconds=round(seconds, 2),
        figures=entry["figures"],
        entry={**entry, "seconds": round(seconds, 2)},
    )


def failed(known: Known, lang: Lang, problem: ShopkitError, seconds: float) -> Outcome:
    """Return the outcome of a report that could not be made; its record has one message."""
    entry = {
        "slug": known.slug,
        "shop": known.shop,
        "name": known.name,
        "platform": known.platform,
        "period": known.period,
        "lang": lang,
        "state": "failed",
        "message": {each: problem.problems[0].say(each) for each in LANGS},
        "seconds": round(seconds, 2),
    }
    return Outcome(
        slug=known.slug,
        name=known.name,
        period=known.period,
        lang=lang,
        path=None,
        problem=problem,
        seconds=round(seconds, 2),
        entry=entry,
    )


def as_problem(error: BaseException, folder: Path) -> ShopkitError:
    """Return an error a user can read; what shopkit did not foresee is named, without traceback."""
    if isinstance(error, ShopkitError):
        return error
    said = str(error).strip().splitlines()
    detail = f"{type(error).__name__}: {said[-1][:300]}" if said else type(error).__name__
    return ShopkitError(Problem("report_failed", str(folder), None, {"detail": detail}))
