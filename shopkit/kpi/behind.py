"""The numbers behind each picture of the KPI topic: frames named by the dictionary, not yet words.

A reader takes them on in a spreadsheet, so they are whole: every province, every hour, both spans.
"""

from __future__ import annotations

import pandas as pd

from shopkit.i18n import Lang, text
from shopkit.kpi.breakdown import By
from shopkit.kpi.change import Change
from shopkit.kpi.figures import FIGURES
from shopkit.kpi.funnel import Step
from shopkit.kpi.overview import Against, Overview
from shopkit.kpi.wording import relative, stem_told
from shopkit.tables import check


def change_table(view: Overview, change: Change, lang: Lang, against: Against) -> pd.DataFrame:
    """Return what was paid before, what each factor gave or took, what was paid now, in CNY."""
    other, paid = view.other(against), text("kpi.change.paid", lang)
    steps = {text(f"kpi.factor.{name}", lang): fen for name, fen in change.parts_fen.items()}
    steps = steps or {text("kpi.change.unexplained", lang): change.unexplained_fen}
    rows = [
        (f"{other.period.label(lang) if other else ''} {paid}".strip(), change.before_fen),
        *steps.items(),
        (f"{view.comparison.period.label(lang)} {paid}", change.now_fen),
    ]
    frame = pd.DataFrame(rows, columns=["step", "amount_cny"])
    return check(frame.assign(amount_cny=frame["amount_cny"] / 100))


def funnel_table(steps: list[Step], lang: Lang) -> pd.DataFrame:
    """Return people at each step and their share of the step before, now and before (0–1)."""
    rows = [
        (text(f"kpi.stage.{step.stage}", lang), step.people, step.rate, step.before)
        for step in steps
    ]
    return check(pd.DataFrame(rows, columns=["stage", "people", "step_rate", "step_rate_before"]))


def trend_table(now: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    """Return the amount paid on each date in CNY, and on the date it is held against."""
    frame = now[["date", "date_end", "paid_cny"]]
    if before is not None:
        held = before.head(len(now)).reset_index(drop=True)
        frame = frame[["date", "paid_cny"]].assign(
            date_before=held["date"], paid_before_cny=held["paid_cny"]
        )
    return check(frame)


def hours_table(hours: pd.DataFrame) -> pd.DataFrame:
    """Return paid orders of every weekday and hour: in all, and on an average such day."""
    return check(hours.rename(columns={"per_day": "orders_per_day"}))


def breakdown_table(groups: pd.DataFrame, by: By, lang: Lang) -> pd.DataFrame:
    """Return what was paid in each group now and before in CNY, and over how many days."""
    frame = pd.DataFrame(
        {
            by: groups["group"],
            "paid_cny": groups["paid_cny"],
            "paid_orders": groups["paid_orders"],
            "days": groups["days"],
            "paid_before_cny": groups["before_cny"],
            "days_before": groups["before_days"],
        }
    )
    if by == "province":  # whose days are not counted: every one has the whole period
        names = [_province(name, lang) for name in frame["province"]]
        frame = frame.assign(province=names).drop(columns=["days", "days_before"])
    return check(frame)


def _province(name: object, lang: Lang) -> str:
    if not isinstance(name, str):
        return text("kpi.breakdown.unknown", lang)
    return name if lang == "zh" else text(f"provinces.{name}", lang)


def figures_table(view: Overview, against: Against, lang: Lang) -> pd.DataFrame:
    """Return every figure now and before in its own unit, its change, what it was taken from."""
    other = view.other(against)
    now = [view.now.value(name) for name in FIGURES]
    before = [other.value(name) if other else None for name in FIGURES]
    sources = [text(f"kpi.table.sources.{view.now[name].source}", lang) for name in FIGURES]
    return check(
        pd.DataFrame(
            {
                "figure": [stem_told(view.now, name) for name in FIGURES],
                "value_now": now,
                "value_before": before,
                "change_rate": [relative(*pair) for pair in zip(now, before, strict=True)],
                "told_by": sources,
            }
        )
    )
