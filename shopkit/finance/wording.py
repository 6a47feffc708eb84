"""How findings about money are made: texts by code, amounts in reading form."""

from __future__ import annotations

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import MINUS, Lang


def found(
    code: str,
    place: str,
    lang: Lang,
    severity: Severity = Severity.WARNING,
    cny: float | None = None,
    /,
    **values: object,
) -> Finding:
    """Return a finding whose texts stand under `finance.found.<code>`.

    Args:
        code: its name in the texts.
        place: what it is about.
        lang: language of the texts.
        severity: how much it matters.
        cny: what it is worth, CNY; `None` is unknown.
        values: what the texts say.
    """
    bare = Finding(code=f"finance.{code}", severity=severity, place=place, cny=cny)
    return with_texts(bare, f"finance.found.{code}", lang, values)


def exactly(cny: float) -> str:
    """Return an amount to the yuan, as sums are checked by.

    Example:
        >>> exactly(270650), exactly(-20000.4)
        ('¥270,650', '−¥20,000')
    """
    return f"{MINUS if round(cny) < 0 else ''}¥{abs(round(cny)):,}"
