"""Findings of this topic in words."""

from __future__ import annotations

from dataclasses import replace

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import MINUS, Lang


def joined(names: list[str], lang: Lang) -> str:
    """Return names that may hold commas themselves as one list.

    Example:
        >>> joined(["receiving, storing", "packing"], "en")
        'receiving, storing; packing'
    """
    return ("；" if lang == "zh" else "; ").join(names)


def yuan(amount_cny: float) -> str:
    """Return an amount in whole yuan, unrounded otherwise, as a sum in words must show it.

    Example:
        >>> yuan(17_500), yuan(-500)
        ('¥17,500', '−¥500')
    """
    sign = MINUS if round(amount_cny) < 0 else ""
    return f"{sign}¥{abs(amount_cny):,.0f}"


def warning(code: str, place: str, lang: Lang, **said: object) -> Finding:
    """Return a warning whose texts stand under its code: what is said, what is found, what to do.

    Args:
        code: its name in `locales/staffing.toml`.
        place: part of the plan or of a policy it is about.
        lang: language of its texts.
        said: what the texts need to know.
    """
    found = Finding(code=code, severity=Severity.WARNING, place=place)
    return with_texts(found, f"staffing.finding.{code}", lang, said)


def error(code: str, place: str, lang: Lang, **said: object) -> Finding:
    """Return the same as an error: a figure cannot be trusted."""
    return replace(warning(code, place, lang, **said), severity=Severity.ERROR)


def hint(code: str, place: str, lang: Lang, **said: object) -> Finding:
    """Return the same as a note: good to know."""
    return replace(warning(code, place, lang, **said), severity=Severity.NOTE)


def worth(finding: Finding, cny: float) -> Finding:
    """Return a finding with what it is worth, CNY."""
    return replace(finding, cny=round(cny, 2))
