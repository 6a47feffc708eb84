"""What a reader should know or do: one type for import, diagnosis and review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from shopkit.i18n import Lang, text, under


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


def with_texts(finding: Finding, key: str, lang: Lang, values: Mapping[str, object]) -> Finding:
    """Return a finding with the texts that stand under a key, each for the part it is named after.

    Args:
        finding: what it is about; a part without a text of its own stays as it is.
        key: such as `stock.finding.late`, with `said`, `recomputed`, `cause`, `evidence` or
            `action` under it.
        lang: language of the texts.
        values: what they say.

    Raises:
        KeyError: There is nothing under the key, or no action.

    Example:
        >>> bare = Finding(code="opening_shop_types", severity=Severity.NOTE, place="opening")
        >>> told = {"n": 2, "list": "A, B", "places": "1, 2"}
        >>> with_texts(bare, "opening.finding.shop_types", "zh", told).cause
        ''
    """
    held = under(key, lang)

    def told(part: str, otherwise: str) -> str:
        return text(f"{key}.{part}", lang, **values) if part in held else otherwise

    return replace(
        finding,
        said=told("said", finding.said),
        recomputed=told("recomputed", finding.recomputed),
        cause=told("cause", finding.cause),
        evidence=told("evidence", finding.evidence),
        action=text(f"{key}.action", lang, **values),
    )


def by_money(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the most money first and unknown amounts last, worst first among them.

    Example:
        >>> a = Finding(code="a", severity=Severity.NOTE, place="", cny=None)
        >>> b = Finding(code="b", severity=Severity.NOTE, place="", cny=-5.0)
        >>> [finding.code for finding in by_money([a, b])]
        ['b', 'a']
    """
    return sorted(findings, key=lambda f: (f.cny is None, -abs(f.cny or 0), -f.severity, f.code))
