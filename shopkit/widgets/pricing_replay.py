"""Last year's orders under this year's promotions: what would have been left, and what breaks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from shopkit import profit
from shopkit.charts import profit as charts
from shopkit.errors import PeriodError, PlanError
from shopkit.i18n import full_day, money, number, percent, text
from shopkit.pricing.pictures import words_of
from shopkit.pricing.replay import Asked, Replay, replay
from shopkit.pricing.replay_days import replay_days
from shopkit.pricing.replay_said import said
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Said, Unsaid, plain

if TYPE_CHECKING:
    from shopkit.charts.picture import Picture
    from shopkit.i18n import Lang
    from shopkit.plan import Plan
    from shopkit.widgets.pricing import PricingView

USUAL = "双11"  # the campaign replayed where no promotion names one
EDGES = (-float("inf"), -50.0, 0.0, 20.0, 50.0, 100.0, 200.0, 500.0, float("inf"))
HEADS = ("category", "value", "first", "second")


def campaign_of(plan: Plan) -> str:
    """Return the campaign most promotions of a plan are for."""
    named = Counter(one.campaign for one in plan.promotions if one.campaign)
    return named.most_common(1)[0][0] if named else USUAL


def replayed(view: PricingView) -> Replay | None:
    """Return the orders of the campaign a year ago under the plan's promotions; None: no orders."""
    if view.period is None or not view.offers:
        return None
    try:
        days = replay_days(view.plan, campaign_of(view.plan))
        past = profit.by(view.ledger, "line", days.past)
        asked = Asked(view.plan, days, past=past, demand=dict(view.estimates))
        found = replay(view.tables, asked)
    except (PeriodError, PlanError):
        return None
    return None if found.orders.empty else found


def orders(view: PricingView) -> Picture | Unsaid:
    """Return how much each order would have left, the losing ones marked."""
    found = view.replayed
    if found is None:
        return view.none("replay")
    left = found.orders["contribution_cny"].astype(float).dropna()
    if left.empty:
        return view.none("costs")
    bands = pd.cut(left, list(EDGES), right=False)
    grouped = left.groupby(bands, observed=False).agg(["size", "sum"])
    grouped = grouped[grouped["size"].gt(0).cummax() & grouped["size"].gt(0)[::-1].cummax()[::-1]]
    low = [band.left for band in grouped.index]
    frame = pd.DataFrame(
        {
            "category": [_band(band.left, band.right, view.lang) for band in grouped.index],
            "value": grouped["size"].astype(float).to_numpy(),
            "value_text": [number(n, view.lang) for n in grouped["size"]],
            "kind": ["loss" if edge < 0 else "gain" for edge in low],
            "first_text": [percent(n / len(left)) for n in grouped["size"]],
            "second_text": [money(cny, view.lang) for cny in grouped["sum"]],
        }
    )
    loses = int((left < 0).sum())
    told = {"n": f"{len(left):,}", "loses": f"{loses:,}", "share": percent(loses / len(left))}
    told["total"] = money(float(left.sum()), view.lang)
    title = text(f"price.replay.{'title' if loses else 'title_none'}", view.lang, **told)
    unknown = len(found.orders) - len(left)
    so = text("price.replay.unknown", view.lang, n=unknown) if unknown else ""
    source = text("price.replay.source", view.lang, days=_days(found.orders["date"], view.lang))
    words = words_of("replay", view.lang, (title, so), source, *HEADS)
    columns = ["order_id", "date", "list_amount_cny", "paid_cny", "receipt_cny", "contribution_cny"]
    return picture(charts.bars, (frame, words), view.lang, found.orders[columns])


def _days(days: pd.Series, lang: Lang) -> str:
    return "–".join(full_day(day, lang) for day in (days.min(), days.max()))


def _band(low: float, high: float, lang: Lang) -> str:
    if low == -float("inf"):
        return text("price.replay.below", lang, at=money(high, lang))
    if high == float("inf"):
        return text("price.replay.above", lang, at=money(low, lang))
    ends = {"low": money(low, lang), "high": money(high, lang)}
    return text("price.replay.between", lang, **ends)


def sentences(view: PricingView) -> Said | Unsaid:
    """Return what the replay says: sums then and now, floors broken, the band of demand."""
    found = view.replayed
    if found is None:
        return view.none("replay")
    return Said("\n".join(f"- {plain(one)}" for one in said(found, view.lang)))
