"""What thresholds ask of baskets, as pictures and tables tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from shopkit.i18n import Lang, Words, money, percent, text
from shopkit.plan import Plan
from shopkit.pricing.bundles import Effect, around, thresholds
from shopkit.pricing.bundles import Offer as Gift
from shopkit.pricing.pictures import cny
from shopkit.promotions import Cart, CartLine, Offer, steps
from shopkit.promotions.model import PPM, Threshold

NEAR = 0.2  # of a threshold: who lacks no more may add something
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)  # widths of a band, CNY
BANDS = 16  # at most; larger orders are in the last
USUAL = 0.9  # of the orders lie in the bands before it
PARTS = ("refund_cny", "cost_goods_cny", "cost_platform_cny", "cost_affiliate_cny")
ORDINARY = ("spend", "shop_coupon", "official", "cross_shop", "gift", "free_freight")


@dataclass(frozen=True, slots=True)
class Level:
    """A threshold of the plan that any order of the shop may reach.

    Attributes:
        offer: the promotion it is of.
        from_cny: where it begins.
        cost_cny: what the shop bears of it each time, just there; None is unknown.
    """

    offer: Offer
    from_cny: float
    cost_cny: float | None

    def said(self, lang: Lang) -> str:
        """Return what it is called: the promotion, and where it begins if that is one of several.

        A promotion with one threshold mostly says it in its name.
        """
        if not self.offer.benefit.steps:
            return self.offer.name
        at = cny(self.from_cny, lang)
        return text("promo.thresholds.step", lang, name=self.offer.name, at=at)


def levels(
    plan: Plan, offers: Sequence[Offer], day: date, goods_cny: dict[str, float | None]
) -> list[Level]:
    """Return the thresholds in money that hold for everybody and every product, lowest first.

    Args:
        plan: the shop's.
        offers: its promotions, compiled.
        day: those that ended before it are left out.
        goods_cny: what a unit of a product costs, for gifts.
    """
    found = [
        Level(offer, at.fen / 100, _cost(plan, offer, n, goods_cny))
        for offer in offers
        if _for_all(offer, day)
        for n, at in enumerate(_thresholds(offer))
        if at.fen and at.units is None
    ]
    return sorted((one for one in found if one.cost_cny != 0), key=lambda one: one.from_cny)


def _for_all(offer: Offer, day: date) -> bool:
    scope, ends = offer.scope, offer.when.ends
    whole = not (scope.products or scope.categories or scope.excluded)
    kept = ends is None or ends >= day
    return offer.kind.name in ORDINARY and whole and kept and offer.when.audience == "all"


def _thresholds(offer: Offer) -> Sequence[Threshold]:
    return [one.threshold for one in offer.benefit.steps] or [offer.threshold]


def _cost(plan: Plan, offer: Offer, n: int, goods_cny: dict[str, float | None]) -> float | None:
    """Return what the shop bears each time a cart just reaches a threshold, CNY."""
    gives = offer.benefit
    share = offer.bears[0] / PPM
    if offer.kind.name == "free_freight":
        return (plan.prices.freight_charged_cny or 0.0) * share
    if offer.gives:
        unit = goods_cny.get(gives.extra or "")
        return None if unit is None else unit * gives.extra_units * share
    ppm, off = gives.ppm, gives.off_fen
    at = _thresholds(offer)[n].fen or 0
    if gives.steps:
        ppm, off = gives.steps[n].ppm, gives.steps[n].off_fen
    return (off if off is not None else at * (PPM - (ppm or PPM)) / PPM) / 100 * share


def added_margin(past: pd.DataFrame) -> float | None:
    """Return what is left of a yuan more in a basket, 0–1: no parcel and no ad is paid for it.

    Args:
        past: paid lines with their costs; those without a cost are left out.
    """
    known = past[past["known_lines"] == past["lines"]]
    paid = float(known["paid_cny"].sum())
    if paid <= 0:
        return None
    return 1 - float(known[[one for one in PARTS if one in known]].sum().sum()) / paid


def reached(paid_cny: Sequence[float], held: Sequence[Level], margin_rate: float) -> pd.DataFrame:
    """Return of each threshold who reaches it, who nearly does, and what it costs.

    Returns:
        One row a threshold: promotion (as it is called in the plan), and what `thresholds` tells;
        costs are NaN where the cost of a gift is unknown.
    """
    rows = []
    for one in held:
        offer = Gift(one.cost_cny or 0.0, margin_rate, one.from_cny * NEAR)
        found = thresholds(paid_cny, [one.from_cny], offer)
        if one.cost_cny is None:
            found = found.assign(offer_cost_cny=float("nan"), needed_share=float("nan"))
        rows.append(found.assign(promotion=one.offer.name))
    return pd.concat(rows, ignore_index=True)


def reached_shown(
    frame: pd.DataFrame, held: Sequence[Level], lang: Lang
) -> tuple[list[str], list[list[str | None]]]:
    """Return the cells of what `reached` returned."""
    names = ("promotion", "at", "reached", "near", "cost", "needed")
    heads = [text(f"promo.thresholds.{name}", lang) for name in names]
    rows: list[list[str | None]] = []
    for one, row in zip(held, frame.to_dict("records"), strict=True):
        cost, share = row["offer_cost_cny"], row["needed_share"]
        known = cost == cost  # noqa: PLR0124 - NaN
        never = text("promo.thresholds.never", lang) if known else None
        rows.append(
            [
                one.offer.name,
                cny(one.from_cny, lang),
                percent(row["reached_share"], 0),
                f"{int(row['orders_near']):,}",
                money(cost, lang) if known else None,
                percent(share, 0) if share == share else never,  # noqa: PLR0124
            ]
        )
    return heads, rows


def baskets_shown(
    paid_cny: Sequence[float], held: Sequence[Level], period: str, lang: Lang
) -> tuple[pd.DataFrame, pd.DataFrame, Words]:
    """Return how large orders are, where thresholds begin, and the words.

    Args:
        paid_cny: what each order paid for goods.
        held: thresholds to mark.
        period: the days, in words.
        lang: language of the words.

    Returns:
        Bands: low, high (of the bar), value (share of orders), value_text, open_text, band_text.
        Marks: at, name_text. And the words.
    """
    paid = np.asarray(paid_cny, float)
    edges = _edges(paid)
    counts, _ = np.histogram(paid, [*edges[:-1], max(float(paid.max()) + 1, edges[-1])])
    frame = pd.DataFrame(
        {
            "low": edges[:-1],
            "high": edges[1:],
            "value": counts / len(paid),
            "value_text": [percent(n / len(paid), 0) for n in counts],
            "open_text": [*[""] * (len(counts) - 1), f"≥{money(edges[-2], lang)}"],
            "band_text": [_band(low, high, edges[-1], lang) for low, high in pairwise(edges)],
        }
    )
    marks = pd.DataFrame(
        [
            (one.from_cny, text("promo.baskets.mark", lang, **_told(paid, one, lang)))
            for one in held
            if one.from_cny < edges[-1]
        ],
        columns=["at", "name_text"],
    )
    return frame, marks, _basket_words(paid, held, period, lang)


def tried_shown(
    paid_cny: Sequence[float], at_cny: float, period: str, lang: Lang
) -> tuple[pd.DataFrame, pd.DataFrame, Words]:
    """Return the picture of `baskets_shown` for a threshold that is only tried."""
    frame, _, words = baskets_shown(paid_cny, (), period, lang)
    paid = np.asarray(paid_cny, float)
    near = float(((paid < at_cny) & (paid >= at_cny * (1 - NEAR))).mean())
    said = {"at": cny(at_cny, lang), "share": percent(float((paid >= at_cny).mean()), 0)}
    title = text("promo.try.title", lang, near=percent(near, 0), **said)
    mark = text("promo.try.mark", lang, **said)
    within = at_cny < float(frame["high"].max())
    marks = pd.DataFrame([(at_cny, mark)] * within, columns=["at", "name_text"])
    return frame, marks, replace(words, title=title, so="", alt=f"{title} {words.subtitle}")


def _edges(paid: np.ndarray) -> list[float]:
    most = float(np.quantile(paid, USUAL))
    wide = next((step for step in STEPS if most <= step * (BANDS - 1)), STEPS[-1])
    bands = max(2, min(BANDS, int(most // wide) + 2))
    return [float(wide * n) for n in range(bands + 1)]


def _band(low: float, high: float, last: float, lang: Lang) -> str:
    if high == last:
        return text("promo.baskets.above", lang, at=money(low, lang))
    return text("promo.baskets.between", lang, low=money(low, lang), high=money(high, lang))


def _told(paid: np.ndarray, one: Level, lang: Lang) -> dict[str, object]:
    near = (paid < one.from_cny) & (paid >= one.from_cny * (1 - NEAR))
    said = {"name": one.said(lang), "share": percent(float((paid >= one.from_cny).mean()), 0)}
    return {**said, "near": percent(float(near.mean()), 0), "gap": cny(one.from_cny * NEAR, lang)}


def _basket_words(paid: np.ndarray, held: Sequence[Level], period: str, lang: Lang) -> Words:
    median = cny(float(np.median(paid)), lang)
    if held:  # the one most orders reach gives most away
        title = text("promo.baskets.title", lang, **_told(paid, held[0], lang))
    else:
        title = text("promo.baskets.title_none", lang, median=median)
    subtitle = text("promo.baskets.subtitle", lang, days=period, n=f"{len(paid):,}")
    so = text("promo.baskets.so", lang, median=median)
    source = text("promo.baskets.source", lang)
    heads = {name: text(f"promo.baskets.{name}", lang) for name in ("band", "value")}
    return Words(title, subtitle, source, f"{title} {subtitle}", so, heads)


def edges(held: Sequence[Level], day: date, freight_cny: float, lang: Lang) -> list[list[str]]:
    """Return what a buyer pays a fen below each threshold, at it and a fen above.

    Args:
        held: the thresholds.
        day: when they hold; one that begins later is taken on its first day.
        freight_cny: what delivery costs where it is not free.
        lang: language of the cells.
    """
    rows = []
    for one in held:
        at = max(day, one.offer.when.starts or day)
        hour = one.offer.when.from_hour

        def benefit(
            cart: int, offer: Offer = one.offer, on: date = at, hour: int | None = hour
        ) -> int:
            made = Cart((CartLine("-", 1, cart),), on, hour, freight_fen=round(freight_cny * 100))
            found = steps(made, [offer])
            return round((found.list_cny - found.paid_cny) * 100)

        start, freight = round(one.from_cny * 100), round(freight_cny * 100)
        off = around(one.from_cny, benefit)
        paid = [
            start + n + freight - off[key] for n, key in ((-1, "below"), (0, "at"), (1, "above"))
        ]
        verdict = "same" if paid[2] >= paid[0] else "over" if paid[1] >= paid[0] else "less"
        gap = cny((paid[0] - min(paid)) / 100, lang)
        told = text(f"promo.edges.{verdict}", lang, gap=gap)
        rows.append([one.said(lang), *(cny(fen / 100, lang) for fen in paid), told])
    return rows


def effect_said(found: Effect, days: tuple[str, str], lang: Lang) -> str:
    """Return how baskets of days with an offer differ from those of others, and how sure it is."""
    amounts = ("with_cny", "without_cny", "low_cny", "high_cny")
    said: dict[str, object] = {name: cny(round(getattr(found, name), 2), lang) for name in amounts}
    said |= {"change": cny(round(abs(found.change_cny), 2), lang), "days": days[0]}
    said |= {
        "others": days[1],
        "orders": f"{found.orders:,}",
        "before": f"{found.orders_without:,}",
    }
    key = ("more" if found.change_cny > 0 else "fewer") if found.clear else "unclear"
    return text(f"promo.effect.{key}", lang, **said)
