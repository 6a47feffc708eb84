"""Pieces of every notebook: a picture from what a topic shows, findings as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import Lang, day, money, text
from shopkit.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    import pandas as pd

    from shopkit.charts.look import Look
    from shopkit.charts.table import Content
    from shopkit.findings import Finding
    from shopkit.i18n import Words


def picture(
    draw: Callable[[pd.DataFrame, Words, Look], Any],
    shown: tuple[pd.DataFrame, Words],
    lang: Lang,
    table: pd.DataFrame | None = None,
) -> Picture:
    """Return a picture from a chart function, what a topic wants shown, and the numbers behind."""
    frame, words = shown
    return Picture(lambda look: draw(frame, words, look), words, lang, table)


def whole_months(start: date, end: date, last_day: date) -> Period:
    """Return the days from a start through the month of an end, without a month the files cut.

    A month drawn by its first days alone would look like a bad one. Where no month is whole the
    days there are stand.

    Example:
        >>> year, week = Period.parse("2026-01-01..2026-10-31"), Period.parse("2026-W43")
        >>> str(whole_months(year.start, week.end, year.end))
        '2026-01-01..2026-10-31'
        >>> str(whole_months(year.start, week.end, week.end))
        '2026-01-01..2026-09-30'
    """
    month = Period.of_month(end)
    final = month.end if month.end <= last_day else month.before().end
    return Period(start, final if final >= start else last_day)


def findings_table(found: Iterable[Finding], lang: Lang) -> Table:
    """Return findings in their order: what each is worth in CNY, what to do, who and by when."""
    names = ("money", "finding", "action", "owner", "due")
    heads = [text(f"kpi.table.{name}", lang) for name in names]
    rows: list[list[Content]] = [
        [
            money(one.cny, lang, sign=True),
            told(one, lang),
            one.action,
            one.owner,
            day(one.due, lang) if one.due else None,
        ]
        for one in found
    ]
    return Table(heads, rows, "rllll", lang)


def told(finding: Finding, lang: Lang) -> str:
    """Return the cause and the evidence of a finding as two sentences, or the cause alone."""
    stop = "。" if lang == "zh" else ". "
    return f"{finding.cause.rstrip('。. ')}{stop}{finding.evidence}".rstrip()


def sentences(parts: Iterable[str], lang: Lang) -> str:
    """Return parts as sentences, each once and none that is empty.

    Example:
        >>> sentences(["Ten are there", "", "One is lacking."], "en")
        'Ten are there. One is lacking.'
    """
    stop, gap = ("。", "") if lang == "zh" else (".", " ")
    return gap.join(one.rstrip("。. ") + stop for one in dict.fromkeys(parts) if one)
