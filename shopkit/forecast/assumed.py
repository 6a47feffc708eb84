"""The forecast of a shop without history: what its plan assumes, each figure with its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np
import pandas as pd

from shopkit.forecast.ahead import COLUMNS, Forecast, Total
from shopkit.forecast.asked import Question, sale_days
from shopkit.forecast.lines import Line
from shopkit.forecast.numbers import Dates, Flags, Floats, days_of
from shopkit.forecast.spells import campaign_key, left_out, own_key
from shopkit.i18n import Lang, listed, text
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign
from shopkit.plan.sections.forecast import Analogue
from shopkit.tables import check

Base = Literal["visitors_daily", "conversion_rate", "per_buyer_cny"]
LiftOf = Literal["visitors_lift", "conversion_lift"]
BASES: tuple[Base, ...] = ("visitors_daily", "conversion_rate", "per_buyer_cny")
LIFTS: tuple[LiftOf, ...] = ("visitors_lift", "conversion_lift")
SPREAD = 0.3  # our choice where neither the plan nor its analogues tell
MONTH_DAYS = 30.4375
MOST_RATE = 1.0


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure a forecast is made with.

    Attributes:
        figure: `visitors_daily`, `conversion_rate`, `per_buyer_cny`, `growth_monthly_rate`,
            `spread`, `visitors_lift`, `conversion_lift`.
        value: in its unit; `None` where nobody says.
        source: where it comes from, in words.
        campaign: whose lift it is; empty for the others.
    """

    figure: str
    value: float | None
    source: str
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Assumed:
    """A forecast from assumptions.

    Attributes:
        forecast: the days; figures nobody assumed are NaN.
        assumptions: every figure used with its source.
        missing: figures without which sales are unknown.
    """

    forecast: Forecast
    assumptions: tuple[Assumption, ...]
    missing: tuple[str, ...]


def assumed(question: Question, lang: Lang) -> Assumed:
    """Return the days of a question from what the plan assumes.

    What the plan states goes first, else the median of its analogues. Growth counts from the
    first day asked for. The interval is what is expected times 1 ∓ spread: the spread of the
    plan, else as far as the analogues lie from their median, else 30 %. It is no share of days:
    nobody has tested it.

    Args:
        question: plan, days, campaigns left out.
        lang: language of sources.
    """
    plan, days = question.plan, days_of(list(question.period))
    base = {name: _base(plan, name, lang) for name in BASES}
    growth, spread = _growth(plan, lang), _spread(plan, lang)
    lifted, told = _lifted(question, days, lang)
    used = (*base.values(), growth, spread, *told)
    months = (days - days[0]).astype(float) / MONTH_DAYS
    grown = (1 + (growth.value or 0.0)) ** months
    value = {name: np.nan if one.value is None else one.value for name, one in base.items()}
    visitors = value["visitors_daily"] * grown * lifted["visitors_lift"]
    rate = np.minimum(value["conversion_rate"] * lifted["conversion_lift"], MOST_RATE)
    made = _forecast(days, (visitors, rate, value["per_buyer_cny"]), spread.value or 0.0)
    missing = tuple(name for name, one in base.items() if one.value is None)
    return Assumed(made, used, missing)


def table(found: Assumed) -> pd.DataFrame:
    """Return the assumptions in rows: figure, spell_of (campaign), value_assumed, source_said."""
    rows = [(one.figure, one.campaign, one.value, one.source) for one in found.assumptions]
    names = ["figure", "spell_of", "value_assumed", "source_said"]
    frame = pd.DataFrame(rows, columns=names)
    return check(frame.astype({"value_assumed": "float64"}))


def _base(plan: Plan, name: Base, lang: Lang) -> Assumption:
    stated = getattr(plan.forecast, name)
    if stated is not None:
        return Assumption(name, float(stated), _stated(plan, lang))
    return _of_analogues(plan, name, lang)


def _stated(plan: Plan, lang: Lang) -> str:
    source = plan.forecast.source
    return text("forecast.source.plan", lang, source=source) if source else _unsaid(lang)


def _unsaid(lang: Lang) -> str:
    return text("forecast.source.unsaid", lang)


def _of_analogues(
    plan: Plan, name: Base | LiftOf, lang: Lang, of: Callable[[Analogue], bool] = lambda _: True
) -> Assumption:
    told = [(one, getattr(one, name)) for one in plan.forecast.analogues if of(one)]
    known = [(one, float(value)) for one, value in told if value is not None]
    if not known:
        return Assumption(name, None, text("forecast.source.none", lang))
    names = listed([_named(one, lang) for one, _ in known], lang)
    many = "analogue" if len(known) == 1 else "analogues"
    said = text(f"forecast.source.{many}", lang, names=names)
    return Assumption(name, median(value for _, value in known), said)


def _named(one: Analogue, lang: Lang) -> str:
    if not one.source:
        return one.name
    return text("forecast.source.named", lang, name=one.name, source=one.source)


def _growth(plan: Plan, lang: Lang) -> Assumption:
    stated = plan.forecast.growth_monthly_rate
    if stated is None:
        return Assumption("growth_monthly_rate", 0.0, text("forecast.source.no_growth", lang))
    return Assumption("growth_monthly_rate", stated, _stated(plan, lang))


def _spread(plan: Plan, lang: Lang) -> Assumption:
    if plan.forecast.spread is not None:
        return Assumption("spread", plan.forecast.spread, _stated(plan, lang))
    away = []
    for name in BASES:
        values = [v for one in plan.forecast.analogues if (v := getattr(one, name))]
        middle = median(values) if len(values) > 1 else 0.0
        away += [abs(value / middle - 1) for value in values if middle]
    if away:
        return Assumption("spread", max(away), text("forecast.source.spread_analogues", lang))
    return Assumption("spread", SPREAD, text("forecast.source.spread_chosen", lang))


def _lifted(
    question: Question, days: Dates, lang: Lang
) -> tuple[dict[LiftOf, Floats], list[Assumption]]:
    """Return the lift of each day by figure, and where each lift comes from."""
    lifted = {name: np.ones(len(days)) for name in LIFTS}
    out = left_out(question.plan, question.without)
    told = []
    for one in question.plan.campaigns:
        on = _on(one, days)
        if not on.any() or own_key(one) in out:
            continue
        for name in LIFTS:
            found = _lift(question.plan, one, name, lang)
            told.append(found)
            lifted[name][on] *= 1.0 if found.value is None else found.value
    return lifted, told


def _on(one: Campaign, days: Dates) -> Flags:
    on = np.zeros(len(days), dtype=bool)
    for span in sale_days(one) if one.starts <= one.ends else ():
        on |= (days >= np.datetime64(span.start)) & (days <= np.datetime64(span.end))
    return on


def _lift(plan: Plan, one: Campaign, name: LiftOf, lang: Lang) -> Assumption:
    stated = getattr(one, name)
    if stated is not None:
        return Assumption(name, stated, text("forecast.source.campaign", lang), one.name)
    key = own_key(one)
    like = _of_analogues(plan, name, lang, lambda other: campaign_key(other.name) == key)
    found = like if like.value is not None else _of_analogues(plan, name, lang)
    said = found.source if found.value is not None else text("forecast.source.no_lift", lang)
    return Assumption(name, found.value, said, one.name)


def _forecast(days: Dates, factors: tuple[Floats, Floats, float], spread: float) -> Forecast:
    visitors, rate, per_buyer = factors
    orders = visitors * rate
    paid = orders * per_buyer
    low, high = max(1 - spread, 0.0), 1 + spread
    found = pd.DataFrame(
        {
            "date": pd.to_datetime(days),
            **_around("visitors", visitors, (low, high)),
            **_around("conversion_rate", rate, (low, high)),
            **_around("paid_orders", orders, (low, high)),
            "per_buyer_cny": np.full(len(days), per_buyer),
            **_around("paid_cny", paid, (low, high)),
        }
    )
    found["conversion_rate_high"] = found["conversion_rate_high"].clip(upper=MOST_RATE)
    sums = {"visitors": visitors, "paid_orders": orders, "paid_cny": paid}
    totals = {k: Total(v.sum(), v.sum() * low, v.sum() * high) for k, v in sums.items()}
    frame = check(found[list(COLUMNS)])
    line = Line(paid, np.stack([paid * low, paid, paid * high]))
    return Forecast(frame, totals, "assumed", None, "paid_buyers", None, line)


def _around(name: str, values: Floats, ends: tuple[float, float]) -> dict[str, Floats]:
    stem, unit = (name[:-4], "_cny") if name.endswith("_cny") else (name, "")
    low, high = ends
    return {name: values, f"{stem}_low{unit}": values * low, f"{stem}_high{unit}": values * high}
