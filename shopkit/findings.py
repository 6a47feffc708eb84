"""What a reader should know or do: one type for import, diagnosis and review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding matters; larger is worse."""

    NOTE = 1  # good to know
    WARNING = 2  # a figure is weaker than it looks, or money is being lost
    ERROR = 3  # a figure cannot be trusted


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation with its evidence and the action it asks for; texts are in one language.

    Attributes:
        code: stable name, for tests, filters and documents.
        severity: how much it matters.
        place: file, period or part of the plan it is about.
        said: what the plan or the file says.
        recomputed: what shopkit finds instead.
        cause: why, where it is known.
        evidence: the numbers behind it.
        action: what to do.
        owner: who should do it (a role, never a name).
        due: by when.
        cny: what it is worth in CNY; `None` is unknown, never zero.
    """

    code: str
    severity: Severity
    place: str
    said: str = ""
    recomputed: str = ""
    cause: str = ""
    evidence: str = ""
    action: str = ""
    owner: str = ""
    due: date | None = None
    cny: float | None = None


def by_money(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the most money first and unknown amounts last, worst first among them.

    Example:
        >>> a = Finding(code="a", severity=Severity.NOTE, place="", cny=None)
        >>> b = Finding(code="b", severity=Severity.NOTE, place="", cny=-5.0)
        >>> [finding.code for finding in by_money([a, b])]
        ['b', 'a']
    """
    return sorted(findings, key=lambda f: (f.cny is None, -abs(f.cny or 0), -f.severity, f.code))
