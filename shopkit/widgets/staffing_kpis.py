"""What each post of a shop is measured by, as a table: now, its target, whether it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from shopkit import staffing
from shopkit.charts.table import Cell, Table
from shopkit.i18n import listed, text
from shopkit.measured import Measured
from shopkit.tables import column, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopkit.charts.table import Content
    from shopkit.i18n import Lang
    from shopkit.plan.sections.team import Post
    from shopkit.widgets.staffing import StaffingView


def kpis(view: StaffingView) -> Table:
    """Return what each post the shop has is measured by: now, its target, whether it is met."""
    lang = view.lang
    measured = Measured(view.plan, view.tables, view.period, view.known.sales)
    sheet = measured.sheet(view.posts, lang)
    heads = [text(f"people.kpis.{name}", lang) for name in ("post", "figure", "now", "target")]
    heads += [text(f"people.kpis.{name}", lang) for name in ("kept", "means")]
    again = sheet["post"].duplicated()
    named = ["" if twice else post for post, twice in zip(sheet["post"], again, strict=True)]
    rows: list[list[Content]] = [
        [post, *_row(row, lang)] for post, (_, row) in zip(named, sheet.iterrows(), strict=True)
    ]
    period = view.period.label(lang) if view.period else ""
    caption = text(f"people.kpis.{'caption' if period else 'no_sales'}", lang, period=period)
    told = ("" if lang == "zh" else " ").join([caption, *_nobody(view.posts, lang)])
    return Table(heads, rows, "llrrll", lang, told)


def _row(row: pd.Series, lang: Lang) -> list[Content]:
    one = column(str(row["figure"]))
    told = one.header(lang) if one.dtype == "float" else one.title(lang)
    said = [row["value_now"], row["value_target"]]
    cells = [None if pd.isna(each) else shown(one.name, each, lang) for each in said]
    kept = None if pd.isna(row["kept"]) else _verdict(lang, met=row["kept"])
    return [told, *cells, kept, one.meaning(lang)]


def _verdict(lang: Lang, *, met: bool) -> Cell:
    if met:
        return Cell(text("people.kpis.met", lang), "good_text")
    return Cell(text("people.kpis.missed", lang), "bad_text")


def _nobody(posts: Sequence[Post], lang: Lang) -> list[str]:
    """Return a sentence on the measured roles nobody holds."""
    free = [staffing.role_title(key, lang) for key in staffing.unmeasured(posts)]
    return [text("people.kpis.nobody", lang, list=listed(free, lang))] if free else []
