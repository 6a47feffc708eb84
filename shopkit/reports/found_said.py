"""Findings for a terminal: what is wrong, and under each what to do and where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, text
from shopkit.plan import Plan, place_in
from shopkit.pricing.wording import lines_said

STEP = re.compile(r"[^.\[\]]+")


def lines_of(one: Finding, told: Iterable[str], lang: Lang) -> Iterator[str]:
    """Yield what is printed of a finding.

    Args:
        one: the finding.
        told: the parts of it that say what is wrong, empty ones left out.
        lang: language of the words around it.
    """
    gap, stop = ("", "。") if lang == "zh" else (" ", ".")
    yield f"· {gap.join(part.rstrip('。. ') + stop for part in told if part)}"
    at = lines_said(one.place, lang)
    key = "action" if at else "action_only"
    if action := one.action.rstrip("。. "):
        yield f"  {text(f'found.{key}', lang, action=action, place=at)}"


def found_said(found: Sequence[Finding], lang: Lang) -> Iterator[str]:
    """Yield findings, the notes among them only counted.

    Args:
        found: in their order.
        lang: language of the words around them.
    """
    wrong = [one for one in found if one.severity > Severity.NOTE]
    yield text("found.head" if wrong else "found.none", lang)
    for one in wrong:
        yield from lines_of(one, parts_of(one, lang), lang)
    if len(found) > len(wrong):
        yield text("found.notes", lang, notes=len(found) - len(wrong))


def parts_of(one: Finding, lang: Lang) -> Iterator[str]:
    """Yield what a finding says: what stands there, what is found instead, why, by what figures."""
    yield from (one.said, one.recomputed, one.cause)
    if one.evidence:
        yield text("found.evidence", lang, evidence=one.evidence)


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Return findings with errors first, and the most money first among those as bad."""
    return sorted(found, key=lambda one: (-one.severity, -abs(one.cny or 0.0)))


def placed(one: Finding, folder: Path) -> Finding:
    """Return a finding about an entry of the plan with the file and line it stands on."""
    return replace(one, place=located(one.place, folder))


def located(place: str, folder: Path) -> str:
    """Return an entry of the plan, named by its path, with file and line; else the place itself."""
    if lines_said(place, "en"):
        return place
    steps = [int(s) if s.isdigit() else s for s in STEP.findall(place.partition(" ")[0])]
    known = steps and steps[0] in Plan.model_fields
    return place_in(folder, steps) if known else place
