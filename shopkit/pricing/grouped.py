"""Findings about prices and promotions by their problem: what is wrong said once, then where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, text, texts
from shopkit.pricing.wording import lines_said

ALIKE = {  # codes that are one problem in two wordings
    "reference_last": "reference",
    "promotion_overlap_both": "promotion_overlap",
    "promotion_falls_units": "promotion_falls",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One place of a problem.

    Attributes:
        said: what is so there, with its figures.
        cny: what it is worth; `None` is unknown.
        action: what to do there, empty where all places of the problem ask for the same.
        lines: where it stands in the plan, for a sentence; empty where nobody knows the line.
    """

    said: str
    cny: float | None
    action: str
    lines: str


@dataclass(frozen=True, slots=True)
class Group:
    """One problem.

    Attributes:
        code: of its findings.
        severity: the worst of them.
        problem: what is wrong, with the law it is held against.
        cny: all amounts of it together; `None` is unknown.
        action: what to do about all of it, empty where each place asks for something else.
        told: its places, most money first; one alone is the problem itself.
    """

    code: str
    severity: Severity
    problem: str
    cny: float | None
    action: str
    told: tuple[Told, ...]

    @property
    def alone(self) -> bool:
        """Whether it has one place only, told by the problem."""
        return len(self.told) == 1


def grouped(found: Iterable[Finding], lang: Lang) -> tuple[Group, ...]:
    """Return findings by problem: notes last, before them most money first.

    Findings whose code has no sentence of its own under `group` stand alone.

    Args:
        found: findings about prices and promotions, in the order in which they are to be told.
        lang: of the findings and of the problems.
    """
    held: dict[str, list[Finding]] = {}
    for n, one in enumerate(found):
        code = ALIKE.get(one.code, one.code)
        held.setdefault(code if _room_of(code) else f"{code} {n}", []).append(one)
    groups = [_group(key.split()[0], own, lang) for key, own in held.items()]
    return tuple(
        sorted(
            groups,
            key=lambda g: (g.severity == Severity.NOTE, g.cny is None, -abs(g.cny or 0.0)),
        )
    )


def _room_of(code: str) -> str:
    """Return which texts say what the problem of a code is; none: each finding says it itself."""
    named = (("promotions", code.removeprefix("promotion_")), ("pricing", code))
    return next((room for room, name in named if name in texts(room)["group"]), "")


def _group(code: str, own: Sequence[Finding], lang: Lang) -> Group:
    evidence = _same([one.evidence for one in own])
    action = _same([one.action for one in own])
    worth = [one.cny for one in own if one.cny is not None]
    told = tuple(
        Told(
            said=_sentences(one.cause, "" if evidence else one.evidence, lang),
            cny=one.cny,
            action="" if action else one.action.rstrip("。. "),
            lines=lines_said(one.place, lang),
        )
        for one in own
    )
    problem = _sentences(own[0].cause, evidence, lang)
    if len(own) > 1:
        key = f"{_room_of(code)}.group.{code.removeprefix('promotion_')}"
        problem = _sentences(text(key, lang, n=len(own)), evidence, lang)
    return Group(
        code=code,
        severity=max(one.severity for one in own),
        problem=problem,
        cny=round(sum(worth), 2) if worth else None,
        action=action.rstrip("。. "),
        told=told,
    )


def _same(said: Sequence[str]) -> str:
    """Return what all say alike; empty where they differ."""
    return said[0] if len(set(said)) == 1 else ""


def _sentences(first: str, second: str, lang: Lang) -> str:
    """Return one or two sentences, each with a capital and a stop."""
    stop, gap = ("。", "") if lang == "zh" else (".", " ")
    told = (part.rstrip("。. ") for part in (first, second) if part)
    return gap.join(part[0].upper() + part[1:] + stop for part in told)
