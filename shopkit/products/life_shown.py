"""What the stages of products look like and say: curves, reasons, and the work each asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from shopkit.i18n import Lang, Words, listed, number, percent, text, under
from shopkit.products.lifecycle import STAGES, Stage


def stage_tasks(stage: Stage, lang: Lang) -> dict[str, str]:
    """Return the work a stage asks for, by a stable name.

    Source: source documents 002 (incubation, growth, maturity) and 000, plan 7 (price, promotion,
    clearance); in our own words.
    """
    return under(f"products.life.work.{stage}", lang)


def reason(row: Mapping[str, Any], lang: Lang) -> str:
    """Return why a row of `life_stages` was judged so, with its numbers."""
    said = {
        "units": number(row["paid_units"], lang),
        "age": number(row["age_days"], lang),
        "rate": percent(row["growth_rate"], 0, sign=True),
        "low": percent(row["growth_low"], 0, sign=True),
        "high": percent(row["growth_high"], 0, sign=True),
    }
    return text(f"products.life.why.{row['why']}", lang, **said)


def curves_shown(
    curves: pd.DataFrame, stages: pd.DataFrame, lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return each product's curve as small lines, and their words.

    Args:
        curves: what `sales_curves` returned.
        stages: what `life_stages` returned, with at least one row.
        lang: language of the words.

    Returns:
        One row a product and span: item_id, name, t, value (units a day), value_text, stage (name
        of it, or that it cannot be told) and role (`highlight` in growth or decline).
    """
    judged = stages.set_index("item_id")["life_stage"]
    place = {item: n for n, item in enumerate(stages["item_id"])}
    rows = curves[curves["item_id"].isin(judged.index)].copy()
    rows["place"] = rows["item_id"].map(place)
    rows = rows.sort_values(["place", "date"], ignore_index=True)
    daily = rows["paid_units"] / rows["days"]
    frame = pd.DataFrame(
        {
            "item_id": rows["item_id"],
            "name": rows["title"].fillna(rows["item_id"]),
            "t": rows["date"],
            "value": daily,
            "value_text": [number(one, lang) for one in daily],
            "stage": [stage_name(judged[item], lang) for item in rows["item_id"]],
            "role": [
                "highlight" if judged[item] in ("growth", "decline") else "actual"
                for item in rows["item_id"]
            ],
        }
    )
    return frame, _words(stages, lang)


def stage_name(stage: Stage | None, lang: Lang) -> str:
    """Return what a stage is called; that it cannot be told, where there is none."""
    told = isinstance(stage, str)  # pandas may turn None into NaN
    return text(f"columns.code.life_stage.{stage}" if told else "products.life.untold", lang)


def _words(stages: pd.DataFrame, lang: Lang) -> Words:
    counts = stages["life_stage"].value_counts()
    parts = [
        text("products.life.count", lang, stage=stage_name(one, lang), n=int(counts[one]))
        for one in STAGES
        if one in counts
    ]
    untold = int(stages["life_stage"].isna().sum())
    if untold:
        parts.append(text("products.life.count", lang, stage=stage_name(None, lang), n=untold))
    title = text("products.life.title", lang, parts=listed(parts, lang), n=len(stages))
    subtitle = text("products.life.subtitle", lang)
    label = {"value": text("products.life.value", lang)}
    so = _so(stages, lang)
    return Words(title, subtitle, text("products.life.source", lang), f"{title} {so}", so, label)


def _so(stages: pd.DataFrame, lang: Lang) -> str:
    """Return what the product that falls, or else rises, most asks for."""
    for stage, key in (("decline", "so_decline"), ("growth", "so_growth")):
        found = stages[stages["life_stage"] == stage]
        if len(found):
            row = found.iloc[0]
            name = row["title"] if isinstance(row["title"], str) else row["item_id"]
            return text(f"products.life.{key}", lang, name=name)
    return text("products.life.so_none", lang)
