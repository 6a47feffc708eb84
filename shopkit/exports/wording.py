"""What came of a check, in words."""

from __future__ import annotations

from datetime import date
from math import floor
from typing import TYPE_CHECKING

from shopkit.exports.reconcile.check import Value, amount
from shopkit.findings import Finding
from shopkit.i18n import MINUS, Lang, full_day, listed, percent, text, texts, tools

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.exports.reconcile import Check

OTHER = "other"  # a platform whose tools have no names of their own


def table_name(table: str, lang: Lang, platform: str) -> str:
    """Return what a table is called."""
    return text(f"exports.table.{table}", lang, **tools(platform, lang))


def name(check: Check, lang: Lang, platform: str = OTHER) -> str:
    """Return what a check compares."""
    return text(f"quality.check.{check.code}.name", lang, **tools(platform, lang))


def result(check: Check, lang: Lang, platform: str = OTHER) -> str:
    """Return what came of a check in a few words; why, if it could not be made."""
    said = worded(check, lang) | tools(platform, lang)
    return text(f"quality.check.{check.code}.{check.outcome}", lang, **said)


def finding(check: Check, lang: Lang, platform: str = OTHER) -> Finding:
    """Return a check whose sources differ as a finding."""
    said, key = worded(check, lang) | tools(platform, lang), f"quality.check.{check.code}"
    return Finding(
        code=check.code,
        severity=check.severity,
        place=check.place,
        cause=text(f"{key}.cause", lang, **said),
        evidence=text(f"{key}.evidence", lang, **said),
        action=text(f"{key}.action", lang, **said),
        cny=check.cny,
    )


def worded(check: Check, lang: Lang) -> dict[str, str]:
    """Return the numbers behind a check as its texts show them."""
    said = {name: _shown(name, value, lang) for name, value in check.said.items()}
    shown, off = check.said.get("list"), check.said.get("off")
    if isinstance(shown, list) and isinstance(off, int) and off > len(shown):
        said["list"] += " …"
    if parts := _parts(check, lang):
        said["parts"] = listed(parts, lang)
    if check.cause:
        said["likely"] = text(f"quality.likely.{check.cause}", lang)
    return said | _gap(check.said, lang)


def _parts(check: Check, lang: Lang) -> list[str]:
    """Return what was found of each kind, of kinds there is nothing of nothing."""
    kinds = texts("quality")["check"][check.code].get("part", {})
    counts = {kind: check.said.get(kind) for kind in kinds}
    key = f"quality.check.{check.code}.part"
    return [text(f"{key}.{kind}", lang, n=_shown(kind, n, lang)) for kind, n in counts.items() if n]


def floored(share: float | None) -> str:
    """Return a share as per cent, rounded down: 100% only where nothing is missing.

    Example:
        >>> floored(0.99999), floored(1.0), floored(None)
        ('99.9%', '100.0%', '—')
    """
    return percent(share if share is None else floor(share * 1000) / 1000)


def _gap(said: Mapping[str, Value], lang: Lang) -> dict[str, str]:
    """Return a signed difference as words: 多 ¥12.00, ¥12.00 above."""
    for name, key, prefix in (("gap_fen", "more_fen", ""), ("gap", "more", "counted_")):
        gap = said.get(name)
        if isinstance(gap, int):
            step = "level" if not gap else "more" if gap > 0 else "less"
            n = amount(abs(gap)) if name == "gap_fen" else f"{abs(gap):,}"
            return {key: text(f"quality.gap.{prefix}{step}", lang, n=n)}
    return {}


def _shown(name: str, value: Value, lang: Lang) -> str:
    if isinstance(value, list):
        return listed(value, lang)
    if isinstance(value, date):
        return full_day(value, lang)
    if isinstance(value, float):
        return percent(value, 2) if name == "rate" else floored(value)
    if not isinstance(value, int):
        return value
    plus = "+" if name.startswith("gap") and value > 0 else ""
    if name.endswith("fen"):
        return plus + amount(value)
    return f"{plus}{MINUS if value < 0 else ''}{abs(value):,}"
