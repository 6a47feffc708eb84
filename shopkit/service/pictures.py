"""What the picture of dispatch shows and says."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from shopkit.i18n import DASH, Lang, Words, day, number, percent, text
from shopkit.service.dispatch import BANDS_HOURS, LIMIT_HOURS


def dispatch_shown(
    bands: pd.DataFrame, days: pd.DataFrame, hours: float | None, period: str, lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return bars of the orders by how soon they left, and their words.

    Args:
        bands: what `dispatch_bands` returned, with at least one row.
        days: what `dispatch_days` returned.
        hours: what `dispatch_hours` returned.
        period: name of the period.
        lang: language of the words.
    """
    first, *_ = BANDS_HOURS
    names = [text("service.dispatch.within", lang, limit=first)]
    for low, high in pairwise(BANDS_HOURS):
        names.append(text("service.dispatch.between", lang, low=low, high=high))
    names.append(text("service.dispatch.later", lang, limit=LIMIT_HOURS))
    late = "bad_text" if bands["orders"].iloc[-1] else "muted"
    frame = pd.DataFrame(
        {
            "category": names,
            "value": bands["orders"],
            "before": float("nan"),
            "value_text": [number(count, lang) for count in bands["orders"]],
            "before_text": "",
            "change_text": [percent(share) for share in bands["orders_share"]],
            "role": ["muted"] * len(BANDS_HOURS) + [late],
        }
    )
    on_time = 1 - bands["orders_share"].iloc[-1]
    said = {"limit": str(LIMIT_HOURS), "rate": percent(on_time)}
    said["hours"] = DASH if hours is None else f"{hours:.0f}"
    title = text("service.dispatch.title", lang, **said)
    return frame, _words(title, _so(int(bands["orders"].iloc[-1]), days, lang), period, lang)


def _words(title: str, so: str, period: str, lang: Lang) -> Words:
    subtitle = text("service.dispatch.subtitle", lang, period=period)
    labels = {"category": text("service.dispatch.hours", lang), "before": ""}
    labels["value"] = text("service.dispatch.orders", lang)
    source = text("service.dispatch.source", lang)
    return Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def _so(late: int, days: pd.DataFrame, lang: Lang) -> str:
    if not late:
        return text("service.dispatch.so_good", lang, limit=LIMIT_HOURS)
    worst = days.iloc[int(days["on_time_rate"].argmin())]
    said = {"orders": number(late, lang), "limit": LIMIT_HOURS}
    said |= {"day": day(worst["date"], lang), "rate": percent(worst["on_time_rate"])}
    return text("service.dispatch.so_late", lang, **said)
