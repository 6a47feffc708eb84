"""Pieces of every notebook: a picture from what a topic shows, findings as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import Lang, day, money, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
    """Return the cause and the evidence of a finding as two sentences."""
    stop = "。" if lang == "zh" else ". "
    return f"{finding.cause}{stop}{finding.evidence}"
