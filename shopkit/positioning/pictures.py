"""What each picture of the market shows and says: a frame and its words, ready to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from shopkit.i18n import DASH, Lang, Words, full_day, listed, number, percent, price, text
from shopkit.positioning.bands import Bands, band_price
from shopkit.positioning.concentration import SHARES, Concentration
from shopkit.positioning.market import days_seen
from shopkit.positioning.segments import Ages, gaps, overlaps
from shopkit.positioning.value import CHEAP, DEAR, ValueMap

if TYPE_CHECKING:
    from shopkit.plan.sections.market import Customers

SHOWN_SELLERS, NAMED_RIVALS, NAMED_OWN, SHOWN_SOURCES = 10, 5, 3, 3
LONGEST_NAME = 16
WHOLE = 10  # CNY; from here on estimated prices are whole yuan
ALL_NAMED = 0.995


def bands_shown(
    bands: Bands,
    offers: pd.DataFrame,
    lang: Lang,
    aim: tuple[float, float] | None = None,
) -> tuple[pd.DataFrame, Words]:
    """Return bars of demand with ticks of supply in each price band, and their words.

    Args:
        bands: what `price_bands` returned, with at least one band.
        offers: the market they were found in.
        lang: language of the words.
        aim: lowest and highest price the plan aims at, CNY.

    Returns:
        One row a band, cheapest first: band (text), buyers and offers (shares 0–1; buyers NaN
        where no units are known), gap (bool: the one to mark), gap_text (two parts joined by
        `|`, empty but in that band), buyers_text, offers_text, own_text (our products there),
        aimed (bool: the plan aims at it).
        Labels: band, buyers, offers, own, aimed (heads of axis, bars, ticks, the row of our own
        and the line under the bands aimed at).
    """
    frame = bands.frame
    marked = [place == bands.gap for place in range(len(frame))]
    shown = pd.DataFrame(
        {
            "band": frame["band"],
            "buyers": frame["demand_share"],
            "offers": frame["offers_share"],
            "gap": marked,
            "aimed": [place in (bands.between(*aim) if aim else ()) for place in range(len(frame))],
            "buyers_text": [percent(share) for share in frame["demand_share"]],
            "offers_text": [percent(share) for share in frame["offers_share"]],
            "own_text": [number(count, lang) for count in frame["own_offers"]],
        }
    )
    shown["gap_text"] = [
        text("positioning.bands.gap_text", lang, buyers=b, offers=o) if here else ""
        for b, o, here in zip(shown["buyers_text"], shown["offers_text"], marked, strict=True)
    ]
    return shown, _bands_words(bands, shown, offers, lang)


def _bands_words(bands: Bands, shown: pd.DataFrame, offers: pd.DataFrame, lang: Lang) -> Words:
    said = {"bands": len(shown), "offers": bands.offers, "fit": percent(bands.fit, 0)}
    said |= {"own": int(bands.frame["own_offers"].sum())}
    place = bands.gap
    if place is not None:
        row = bands.frame.iloc[place]
        said |= {"band": band_price(row["band"], lang), "here": int(row["own_offers"])}
        said |= {"buyers": shown["buyers_text"][place], "supply": shown["offers_text"][place]}
    key = "title" if place is not None else _no_gap(bands)
    if key == "title" and not said["own"]:
        key = "title_alone"
    title = text(f"positioning.bands.{key}", lang, **said)
    subtitle = text("positioning.bands.subtitle", lang)
    so = text(f"positioning.bands.how_{bands.how}", lang, **said)
    if place is not None:
        so = text("positioning.bands.so", lang, band=said["band"]) + so
    if bands.unsold and not bands.frame["demand_share"].isna().all():
        so += text("positioning.bands.unsold", lang, n=bands.unsold)
    heads = ("band", "buyers", "offers", "own", "aimed")
    labels = {name: text(f"positioning.bands.{name}", lang) for name in heads}
    alt = f"{title} {subtitle}"
    return Words(title, subtitle, market_source(offers, lang), alt, so, labels)


def _no_gap(bands: Bands) -> str:
    if bands.frame["demand_share"].isna().all():
        return "title_unknown"
    return "title_one" if len(bands.frame) == 1 else "title_none"


def value_shown(
    found: ValueMap, offers: pd.DataFrame, lang: Lang
) -> tuple[pd.DataFrame, pd.DataFrame, Words]:
    """Return rating against price with the going rate, and their words.

    Args:
        found: what `value_map` returned.
        offers: the market it was made from.
        lang: language of the words.

    Returns:
        The points: name, score, price_cny, sales (units in 30 days, 0 where unknown; for the
        area), ours (bool), text (name where it is written beside the dot: our best sellers and
        the largest rivals, else empty), fair_cny (going rate), room_text (signed distance, on
        named own points only), price_text, sales_text, fair_text. The line, from lowest to
        highest rating: score, fair, low, high. Labels: score, fair, shop, price, sales.
    """
    points = found.points
    rank = points.groupby("own")["units_30_days"].rank(ascending=False, method="first")
    named = rank <= points["own"].map({True: NAMED_OWN, False: NAMED_RIVALS})
    names = [_short(str(row.title or row.item_id or DASH)) for row in points.itertuples()]
    room = [price(gap, sign=True) for gap in points["price_gap_cny"]]
    shown = pd.DataFrame(
        {
            "name": names,
            "score": points["score"],
            "price_cny": points["unit_price_cny"],
            "sales": points["units_30_days"].fillna(0),
            "ours": points["own"],
            "text": [n if here else "" for n, here in zip(names, named, strict=True)],
            "fair_cny": points["going_price_cny"],
            "room_text": [
                r if here and ours and not found.mixed else ""
                for r, here, ours in zip(room, named, points["own"], strict=True)
            ],
            "price_text": [price(one) for one in points["unit_price_cny"]],
            "sales_text": [number(one, lang) for one in points["units_30_days"]],
            "fair_text": [price(one) for one in points["going_price_cny"]],
        }
    )
    names_of = {"going_price_cny": "fair", "going_from_cny": "low", "going_to_cny": "high"}
    return shown, found.line.rename(columns=names_of), _value_words(found, offers, lang)


def _value_words(found: ValueMap, offers: pd.DataFrame, lang: Lang) -> Words:
    points = found.points
    ours = points[points["own"]].sort_values("units_30_days", ascending=False)
    said: dict[str, object] = {"n": len(points), "own": len(ours)}
    key = "title_none"
    if len(ours):
        odd = ours[ours["price_place"].isin([CHEAP, DEAR])]
        main = (odd if len(odd) else ours).iloc[0]
        said |= {"name": _short(main["title"] or main["item_id"] or DASH), "odd": len(odd)}
        said |= {"going": price(_about(main["going_price_cny"]))}
        said |= {"gap": price(_about(abs(main["price_gap_cny"])))}
        key = f"title_{main['price_place']}"
        if not found.sloped and len(odd):
            key += "_flat"
    if found.mixed:
        key, said = "title_mixed", {"times": int(found.times)}
    title = text(f"positioning.value.{key}", lang, **said)
    subtitle = text("positioning.value.subtitle", lang)
    slope = {"step": percent(found.per_tenth, sign=True), "going": price(_median(found))}
    how = "mixed" if found.mixed else "sloped" if found.sloped else "flat"
    so = text(f"positioning.value.so_{how}", lang, **slope)
    labels = {
        name: text(f"positioning.value.{name}", lang)
        for name in ("score", "fair", "shop", "price", "sales")
    }
    source = market_source(offers, lang)
    return Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def _about(amount: float) -> float:
    """Return an estimated price without digits nobody can vouch for."""
    return round(amount) if amount >= WHOLE else round(amount, 1)


def _median(found: ValueMap) -> float:
    return round(float(found.line["going_price_cny"].median()), 1)


def concentration_shown(
    found: Concentration, offers: pd.DataFrame, lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return bars of the largest sellers of a market, and their words.

    Args:
        found: what `concentration` returned, with shares.
        offers: the market it was made from.
        lang: language of the words.

    Returns:
        Up to ten rows, the largest first, then one for the rest where there is one: category
        (seller), share (0–1), share_text, value_text (units), ours (bool), rest (bool). Labels:
        category, share, ours.
    """
    share = next(name for name in SHARES.values() if name in found.sellers)
    top = found.sellers.head(SHOWN_SELLERS)
    rest = found.sellers.iloc[SHOWN_SELLERS:]
    rows = [(r.seller, getattr(r, share), r.units_30_days, r.own, False) for r in top.itertuples()]
    if len(rest):
        name = text("positioning.sellers.rest", lang, n=len(rest))
        units = rest["units_30_days"].sum(min_count=1)
        rows.append((name, rest[share].sum(), units, bool(rest["own"].any()), True))
    names = ["category", "share", "units", "ours", "rest"]
    shown = pd.DataFrame(rows, columns=names)
    shown["share_text"] = [percent(one) for one in shown["share"]]
    shown["value_text"] = [number(one, lang) for one in shown.pop("units")]
    said = {"cr4": percent(found.cr4, 0), "cr8": percent(found.cr8, 0)}
    said |= {"hhi": f"{found.hhi or 0:,.0f}", "n": str(len(found.sellers))}
    level = "few" if found.few else found.level
    title = text(f"positioning.sellers.title_{level}", lang, **said)
    subtitle = text("positioning.sellers.subtitle", lang, **said)
    so = text(f"positioning.sellers.{'so_few' if found.few else 'so'}", lang, **said)
    if found.known_share is not None and found.known_share < ALL_NAMED:
        left = percent(1 - found.known_share)
        so += text("positioning.sellers.unnamed", lang, left=left)
    labels = {n: text(f"positioning.sellers.{n}", lang) for n in ("category", "share", "ours")}
    source = market_source(offers, lang)
    return shown, Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def segments_shown(customers: Customers, lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return the ages of each segment with what they share and leave out, and their words.

    Args:
        customers: the section of the plan, with at least one segment.
        lang: language of the words.

    Returns:
        One row a segment in the order of the plan, then each overlap and each gap: name, low,
        high (ages, both included), text (ages and share of sales), kind (`segment`, `overlap`,
        `gap`). Labels: name, x.
    """
    rows = [
        (one.name, one.age_from, one.age_to, _share_text(one.sales_share), "segment")
        for one in customers.segments
    ]
    for kind, found in (("overlap", overlaps(customers)), ("gap", gaps(customers))):
        name = text(f"positioning.segments.{kind}", lang)
        rows += [(name, one.age_from, one.age_to, "", kind) for one in found]
    shown = pd.DataFrame(rows, columns=["name", "low", "high", "share", "kind"])
    ages = [str(Ages(low, high)) for low, high in zip(shown["low"], shown["high"], strict=True)]
    shares = shown.pop("share")
    shown["text"] = [f"{age} · {s}" if s else age for age, s in zip(ages, shares, strict=True)]
    return shown, _segments_words(customers, shown, lang)


def _share_text(share: float | None) -> str:
    return "" if share is None else percent(share, 0)


def _segments_words(customers: Customers, shown: pd.DataFrame, lang: Lang) -> Words:
    said: dict[str, object] = {"n": len(customers.segments)}
    for kind in ("overlap", "gap"):
        found = shown[shown["kind"] == kind]
        said[kind] = listed(found["text"].tolist(), lang)
    both = "_".join(kind for kind in ("overlap", "gap") if said[kind]) or "fine"
    title = text(f"positioning.segments.title_{both}", lang, **said)
    subtitle = text("positioning.segments.subtitle", lang)
    so = "" if both == "fine" else text("positioning.segments.so", lang)
    labels = {name: text(f"positioning.segments.{name}", lang) for name in ("name", "x")}
    source = text("positioning.segments.source", lang)
    return Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def market_source(offers: pd.DataFrame, lang: Lang) -> str:
    """Return where the numbers of a market come from: table, offers, days, sources."""
    days = days_seen(offers)
    said = {"n": len(offers), "days": text("positioning.undated", lang)}
    if days:
        shown = [full_day(one, lang) for one in dict.fromkeys(days)]
        said["days"] = "–".join(shown)
    told = [str(one) for one in offers["told_by"].dropna().unique()] if "told_by" in offers else []
    if not told:
        return text("positioning.source", lang, **said)
    more = "…" if len(told) > SHOWN_SOURCES else ""
    said["told"] = listed(sorted(told)[:SHOWN_SOURCES], lang) + more
    return text("positioning.source_told", lang, **said)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
