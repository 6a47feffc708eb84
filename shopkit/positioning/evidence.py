"""Where every market number comes from, and which have no source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed
from shopkit.positioning.wording import hint, note

if TYPE_CHECKING:
    from shopkit.plan import Plan

STALE_DAYS = 30  # two looks further apart tell of different windows
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Sourced:
    """A statement about the market with where and when it was read.

    Attributes:
        path: where it stands in the plan, or `lists.market`.
        what: what it says.
        source: where it was read; None is unknown.
        as_of: when; None is unknown.
    """

    path: str
    what: str
    source: str | None
    as_of: date | None


def sources(plan: Plan) -> tuple[Sourced, ...]:
    """Return every number, trend, competitor and SWOT line of the plan with its source."""
    numbers = [
        (f"market.numbers.{n}", f"{one.what} {one.value:g} {one.unit or ''}".strip(), one)
        for n, one in enumerate(plan.market.numbers)
    ]
    trends = [(f"market.trends.{n}", one.what, one) for n, one in enumerate(plan.market.trends)]
    told = [Sourced(path, what, one.source, one.as_of) for path, what, one in numbers]
    told += [Sourced(path, what, one.source, one.as_of) for path, what, one in trends]
    told += [
        Sourced(f"competitors.{n}", one.name, one.source, one.as_of)
        for n, one in enumerate(plan.competitors)
    ]
    return tuple(told)


def unproven(plan: Plan) -> tuple[Sourced, ...]:
    """Return the lines of the SWOT sheet nothing is said for."""
    parts = ("strengths", "weaknesses", "opportunities", "threats")
    return tuple(
        Sourced(f"positioning.swot.{part}.{n}", line.what, None, None)
        for part in parts
        for n, line in enumerate(getattr(plan.positioning.swot, part))
        if line.evidence is None
    )


def evidence_findings(plan: Plan, offers: pd.DataFrame, lang: Lang) -> Iterator[Finding]:
    """Yield market numbers without source or day, SWOT lines without evidence, old looks.

    Args:
        plan: what the plan says of the market.
        offers: what `market` returned.
        lang: language of the texts.
    """
    without = [one.what for one in sources(plan) if one.source is None]
    undated = [one.what for one in sources(plan) if one.source is not None and one.as_of is None]
    for code, found in (("unsourced", without), ("undated", undated)):
        if found:
            said = {"n": len(found), "list": _some(found, lang)}
            yield (note if code == "unsourced" else hint)(code, "market", lang, **said)
    if bare := [one.what for one in unproven(plan)]:
        said = {"n": len(bare), "list": _some(bare, lang)}
        yield hint("unproven", "positioning.swot", lang, **said)
    if blank := int(offers["told_by"].isna().sum()):
        yield hint("offers_unsourced", "lists.market", lang, n=blank, all=len(offers))
    seen = offers["date"].dropna()
    if len(seen) and (old := int(((seen.max() - seen).dt.days > STALE_DAYS).sum())):
        yield note("offers_old", "lists.market", lang, n=old, days=STALE_DAYS)


def _some(said: list[str], lang: Lang) -> str:
    return listed(said[:SHOWN], lang) + ("…" if len(said) > SHOWN else "")
