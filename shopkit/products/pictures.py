"""What the picture of the best-selling products shows and says."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pandas as pd

from shopkit.i18n import Lang, Words, money, percent, text

SHOWN = 10
FEWEST_UNITS = 30  # below, a change is too likely chance to be called good or bad
NOTABLE = 0.05
NO_CHANCE = 1.96  # normal quantile, two-sided 5 %


def ranking_shown(
    ranked: pd.DataFrame, told_by: str, spans: tuple[str, str], lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return bars of the products that sold most beside the period before, and their words.

    Args:
        ranked: what `ranking` returned, with at least one row.
        told_by: what `told_by` returned.
        spans: names of the period and of what it is compared with, empty if with nothing.
        lang: language of the words.
    """
    top = ranked.head(SHOWN)
    units = top["paid_units_before"]
    frame = pd.DataFrame(
        {
            "category": top["title"].fillna(top["item_id"]),
            "value": top["paid_cny"],
            "before": top["paid_before_cny"],
            "value_text": [money(v, lang) for v in top["paid_cny"]],
            "before_text": [money(v, lang) for v in top["paid_before_cny"]],
            "change_text": [percent(v, sign=True) for v in top["change_rate"]],
            "role": [
                _role(change, old) for change, old in zip(top["change_rate"], units, strict=True)
            ],
        }
    )
    period, against = spans
    held = against if ranked["paid_before_cny"].notna().any() else ""
    words = _words(ranked, frame, (period, held), lang)
    return frame, replace(words, source=text(f"products.top.source_{told_by}", lang))


def _role(change: float, units_before: float) -> str:
    """Return how a change is coloured: muted unless it is notable and beyond chance.

    Units sold are counted as Poisson; twice their square roots differ by chance with a variance
    of 2 (Anscombe 1948), whatever their number.
    """
    if pd.isna(change) or pd.isna(units_before) or units_before < FEWEST_UNITS:
        return "muted"
    beyond = abs(sqrt(2 * units_before) * (sqrt(max(1 + change, 0)) - 1)) >= NO_CHANCE
    if not beyond or abs(change) < NOTABLE:
        return "muted"
    return "good_text" if change > 0 else "bad_text"


def _words(ranked: pd.DataFrame, frame: pd.DataFrame, spans: tuple[str, str], lang: Lang) -> Words:
    period, against = spans
    shares = ranked["paid_share"]
    said = {"first": frame["category"].iloc[0], "share": percent(shares.iloc[0], 0)}
    sold = int(ranked["rank"].notna().sum())
    said |= {"n": str(min(sold, SHOWN)), "top": percent(shares.head(SHOWN).sum(), 0)}
    title = text(f"products.top.{'title' if sold > 1 else 'title_one'}", lang, **said)
    key = "subtitle" if against else "subtitle_alone"
    subtitle = text(f"products.top.{key}", lang, period=period, against=against)
    labels = {"category": text("products.top.product", lang), "before": against}
    labels["value"] = text("products.top.paid", lang)
    return Words(title, subtitle, "", f"{title} {subtitle}", _so(frame, lang), labels)


def _so(frame: pd.DataFrame, lang: Lang) -> str:
    """Return the one product whose change matters most, told only where chance is unlikely.

    Without a period to compare there is nothing to tell.
    """
    if frame["before"].isna().all():
        return ""
    moves = (frame["value"] - frame["before"]).where(frame["role"] != "muted")
    if moves.isna().all():
        return text("products.top.so_even", lang)
    largest = int(moves.abs().argmax())
    up = moves.iloc[largest] > 0
    said = {
        "name": frame["category"].iloc[largest],
        "amount": money(abs(moves.iloc[largest]), lang),
    }
    return text(f"products.top.so_{'up' if up else 'down'}", lang, **said)
