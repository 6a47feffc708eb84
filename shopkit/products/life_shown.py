"""What the stages of products look like and say: curves, reasons, and the work each asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from shopkit.i18n import (
    DASH,
    Lang,
    Words,
    full_day,
    listed,
    month,
    number,
    percent,
    text,
    under,
)
from shopkit.products.lifecycle import MOVES, STAGES, Stage

DRAWN = 12  # products with a curve of their own
YEAR = pd.Timedelta(days=364)
ROLES = {"introduction": "forecast", "growth": "good", "maturity": "actual", "decline": "bad"}
SIGNS = {"growth": "▲", "decline": "▼"}


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
    """Return the curves of the products that sell most as small lines, and their words.

    Args:
        curves: what `sales_curves` returned.
        stages: what `life_stages` returned, with at least one row.
        lang: language of the words.

    Returns:
        One row a product and span of the last year, of the first 12 products: item_id, name, t,
        t_text, value (units a day), value_text, stage (name of it, or that it cannot be told),
        stage_text (with the change in four weeks) and role (of the stage, see `ROLES`).
    """
    drawn = stages.head(DRAWN)
    rows = curves[curves["item_id"].isin(drawn["item_id"])]
    rows = rows[rows["date"] > rows["date"].max() - YEAR]
    told = _stage_told(drawn, lang).merge(rows, on="item_id")  # in the order of the stages
    daily = told["paid_units"] / told["days"]
    frame = told[["item_id", "name", "stage", "stage_text", "role"]].assign(
        t=told["date"],
        t_text=[full_day(one, lang) for one in told["date"]],
        value=daily,
        value_text=[number(one, lang) for one in daily],
    )
    return frame, _words(stages, frame, lang)


def _stage_told(stages: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return item_id, name, stage, stage_text and role of each product."""
    names = [stage_name(one, lang) for one in stages["life_stage"]]
    rates = [percent(one, 0, sign=True) for one in stages["growth_rate"]]
    signs = [SIGNS.get(one, "") for one in stages["life_stage"]]
    parts = zip(signs, names, rates, strict=True)
    return pd.DataFrame(
        {
            "item_id": stages["item_id"],
            "name": stages["title"].fillna(stages["item_id"]),
            "stage": names,
            "stage_text": [
                " ".join(part for part in told if part != DASH).strip() for told in parts
            ],
            "role": [ROLES.get(one, "previous") for one in stages["life_stage"]],
        }
    )


def stage_name(stage: Stage | None, lang: Lang) -> str:
    """Return what a stage is called; that it cannot be told, where there is none."""
    told = isinstance(stage, str)  # pandas may turn None into NaN
    return text(f"columns.code.life_stage.{stage}" if told else "products.life.untold", lang)


def _words(stages: pd.DataFrame, frame: pd.DataFrame, lang: Lang) -> Words:
    title = text("products.life.title", lang, parts=_counted(stages, lang), n=len(stages))
    subtitle = text("products.life.subtitle", lang)
    if len(stages) > DRAWN:
        subtitle += text("products.life.first", lang, n=DRAWN)
    label = {name: text(f"products.life.{name}", lang) for name in ("value", "t", "stage")}
    if len(frame):
        label["start"], label["end"] = (month(one, lang) for one in frame["t"].agg(["min", "max"]))
    so = _so(stages, lang)
    return Words(title, subtitle, text("products.life.source", lang), f"{title} {so}", so, label)


def _counted(stages: pd.DataFrame, lang: Lang) -> str:
    counts = stages["life_stage"].value_counts()
    parts = [
        text("products.life.count", lang, stage=stage_name(one, lang), n=int(counts[one]))
        for one in STAGES
        if one in counts
    ]
    untold = int(stages["life_stage"].isna().sum())
    if untold:
        parts.append(text("products.life.count", lang, stage=stage_name(None, lang), n=untold))
    return listed(parts, lang)


def _so(stages: pd.DataFrame, lang: Lang) -> str:
    """Return what the product that falls, or else rises, most asks for."""
    for stage, key in (("decline", "so_decline"), ("growth", "so_growth")):
        found = stages[stages["life_stage"] == stage]
        if len(found):
            row = found.iloc[0]
            name = row["title"] if isinstance(row["title"], str) else row["item_id"]
            return text(f"products.life.{key}", lang, name=name)
    return text("products.life.so_none", lang)


def trends_shown(stages: pd.DataFrame, lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return the trend of every product with its uncertainty, stage by stage, and their words.

    Args:
        stages: what `life_stages` returned, with at least one row.
        lang: language of the words.

    Returns:
        One row a product, steepest first in each stage: item_id, name, stage, role, value (change
        in four weeks), low and high (its 95 % interval; all NaN without a trend), value_text and
        moves (a smaller change counts as none).
    """
    place = {stage: n for n, stage in enumerate(["growth", "introduction", "maturity", "decline"])}
    frame = _stage_told(stages, lang).assign(
        value=stages["growth_rate"].astype("float64"),
        low=stages["growth_low"].astype("float64"),
        high=stages["growth_high"].astype("float64"),
        value_text=[percent(one, 0, sign=True) for one in stages["growth_rate"]],
        moves=MOVES,
        place=[place.get(one, len(place)) for one in stages["life_stage"]],
    )
    frame = frame.sort_values(["place", "value"], ascending=[True, False], ignore_index=True)
    return frame.drop(columns=["place", "stage_text"]), _trend_words(stages, lang)


def _trend_words(stages: pd.DataFrame, lang: Lang) -> Words:
    moving = int(stages["life_stage"].isin(["growth", "decline"]).sum())
    said = {"n": moving, "all": len(stages), "moves": percent(MOVES, 0)}
    title = text(f"products.life.{'moving' if moving else 'still'}", lang, **said)
    subtitle = text("products.life.trend_subtitle", lang, **said)
    named = {"name": "product", "stage": "stage", "value": "change"}
    label = {name: text(f"products.life.{key}", lang) for name, key in named.items()}
    untold = int(stages["life_stage"].isna().sum())
    so = text(f"products.life.so_{'untold' if untold else 'told'}", lang, n=untold)
    source = text("products.life.source", lang)
    return Words(title, subtitle, source, f"{title} {_counted(stages, lang)}", so, label)
