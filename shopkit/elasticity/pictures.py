"""What the picture of elasticities shows and says: a tidy frame and its words, ready to draw."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shopkit.elasticity.demand import Elasticity
from shopkit.i18n import DASH, MINUS, Lang, Words, text

HEADS = ("category", "value", "one")


def forest_shown(found: Mapping[str, Elasticity], lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return the elasticities that may be an effect of the price, and their words.

    Args:
        found: by name of the product.
        lang: language of the words.

    Returns:
        One row a product, those to act on first: category, value, low, high, value_text, role.
    """
    told = {name: one for name, one in found.items() if plausible(one)}
    order = sorted(told, key=lambda name: (not told[name].trusted, told[name].value or 0.0))
    rows = [
        {
            "category": name,
            "value": told[name].value,
            "low": told[name].low,
            "high": told[name].high,
            "value_text": said(told[name], lang),
            "role": "actual" if told[name].trusted else "previous",
        }
        for name in order
    ]
    frame = pd.DataFrame(rows, columns=["category", "value", "low", "high", "value_text", "role"])
    sure = [name for name in order if told[name].trusted]
    told_of: dict[str, object] = {"n": len(sure), "all": len(found), "name": (sure or [DASH])[0]}
    if sure:
        told_of["value"] = f"{abs(told[sure[0]].value or 0):.1f}"
        title = text("price.elastic.title", lang, **told_of)
    else:
        title = text("price.elastic.title_doubt", lang, all=len(order))
    subtitle = text("price.elastic.subtitle", lang)
    labels = {name: text(f"price.elastic.{name}", lang) for name in HEADS}
    so, source = text("price.elastic.so", lang), text("price.elastic.source", lang)
    rising = sum(one.value is not None for one in found.values()) - len(told)
    if rising:
        so += text("price.elastic.rising", lang, n=rising)
    return frame, Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def plausible(one: Elasticity) -> bool:
    """Tell whether an estimate can be the effect of a price: dearer goods do not sell more."""
    return one.value is not None and one.value <= 0


def said(one: Elasticity, lang: Lang) -> str:
    """Return an elasticity with its interval.

    Example:
        >>> signed(-1.83)
        '−1.8'
    """
    if one.value is None:
        return DASH
    ends = text("price.elastic.ends", lang, low=signed(one.low), high=signed(one.high))
    return f"{signed(one.value)} ({ends})"


def signed(value: float | None) -> str:
    """Return a number with one decimal and a true minus."""
    if value is None:
        return DASH
    shown = f"{abs(value):.1f}"
    return f"{MINUS if value < 0 and shown != '0.0' else ''}{shown}"
