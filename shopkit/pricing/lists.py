"""What the tables of prices hold: every product, every rule, every promotion, every promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil, inf

import pandas as pd

from shopkit.apportion import PPM
from shopkit.i18n import Lang, day, full_day, listed, percent, text
from shopkit.plan import Plan
from shopkit.plan.sections.promotions import Promotion
from shopkit.pricing.pictures import cny
from shopkit.pricing.rules import OF_PRODUCT, OF_SHOP
from shopkit.pricing.solving import break_even_roi, deepest_discount, floor_price, price_for
from shopkit.pricing.unit import UnitTerms
from shopkit.promotions import BEARERS, Offer
from shopkit.tables import check

NAMED = 10  # products named of a promotion's
RATES = ("kept_rate", "refund_rate", "platform_rate", "affiliate_rate", "ads_rate")

Rows = tuple[list[str], list[list[str | None]]]


def products_behind(plan: Plan, terms: Mapping[str, UnitTerms]) -> pd.DataFrame:
    """Return what each price leaves, and what each could or must be; NaN is unknown.

    Returns:
        item_id, title, price_cny, unit_margin_cny, contribution_rate, floor_price_cny (nothing is
        lost), least_price_cny (the least margin is left), target_price_cny, break_even_roi,
        least_paid_rate (the deepest discount at which nothing is lost).
    """
    prices = plan.prices
    rows = []
    for product in plan.products:
        known = terms.get(product.item_id, UnitTerms())
        asked, aimed = product.price_cny, prices.target_margin_rate
        if asked is None:
            continue
        rows.append(
            {
                "item_id": product.item_id,
                "title": product.name or product.item_id,
                "price_cny": asked,
                "unit_margin_cny": known.left(asked),
                "contribution_rate": known.margin_rate(asked),
                "floor_price_cny": floor_price(known),
                "least_price_cny": floor_price(known, prices.least_margin_rate or 0.0),
                "target_price_cny": None if aimed is None else price_for(known, aimed),
                "break_even_roi": break_even_roi(known, asked),
                "least_paid_rate": deepest_discount(known, asked),
            }
        )
    frame = pd.DataFrame(rows, columns=list(rows[0]) if rows else ["item_id", "title"])
    amounts = dict.fromkeys(frame.columns[2:], "float64")
    return check(frame.astype(amounts).replace(inf, float("nan")))


def products_shown(frame: pd.DataFrame, lang: Lang) -> Rows:
    """Return the cells of what `products_behind` returned, amounts to the fen.

    A price nobody aims at has no column; a price no amount is enough for says so.
    """
    names = ["price_cny", "unit_margin_cny", "floor_price_cny", "least_price_cny"]
    names += ["target_price_cny"] * bool(frame["target_price_cny"].notna().any())
    heads = [text(f"price.products.{name}", lang) for name in ("title", *names, "roi", "deepest")]
    rows: list[list[str | None]] = []
    for row in frame.to_dict("records"):
        costed = row["unit_margin_cny"] == row["unit_margin_cny"]
        amounts = [None if row[name] != row[name] else cny(row[name], lang) for name in names]
        if costed:
            amounts = [one or text("price.never", lang) for one in amounts]
        roi, rate = row["break_even_roi"], row["least_paid_rate"]
        ads = f"{roi:.2f}" if roi == roi else text("price.products.none_roi", lang)  # noqa: PLR0124
        last = [ads, paid_share(rate, lang)] if costed else [None, None]
        rows.append([str(row["title"]), *amounts, *last])
    return heads, rows


def paid_share(rate: float, lang: Lang) -> str:
    """Return the deepest discount as it is said, never deeper than it is.

    Example:
        >>> paid_share(0.7001, "zh"), paid_share(0.7001, "en"), paid_share(1.1, "en")
        ('7.1 折', '71%', 'none possible')
    """
    share = ceil(rate * 100 - 1e-6) if rate == rate else 100  # noqa: PLR0124 - NaN
    if share >= 100:  # noqa: PLR2004 - the whole price
        return text("price.products.no_discount", lang)
    said = f"{share / 10:g}" if lang == "zh" else str(share)
    return text("price.products.pay", lang, share=said)


def rules_shown(
    checks: pd.DataFrame,
    names: Mapping[str, str],
    lang: Lang,
    changes: Mapping[str, float] | None = None,
    allowed: float | None = None,
) -> Rows:
    """Return how many products keep each rule, and all that break it.

    Args:
        checks: what `price_checks` returned.
        names: of products, by number.
        lang: language of the cells.
        changes: the largest change of each price in a week, a share.
        allowed: the largest change the plan allows.
    """
    heads = [
        text(f"price.rules.{head}", lang) for head in ("rule", "kept", "broken", "unknown", "named")
    ]
    rows: list[list[str | None]] = []
    for rule in (*OF_SHOP, *OF_PRODUCT):
        own = checks[checks["price_rule"] == rule]
        if own.empty:
            continue
        kept = [None if flag is None or flag != flag else bool(flag) for flag in own["kept"]]  # noqa: PLR0124
        broken = own[[flag is False for flag in kept]]
        rows_of = broken.to_dict("records")
        if rule == "stable" and changes and allowed is not None:
            said = [_changed(str(row["item_id"]), names, changes, allowed, lang) for row in rows_of]
        else:
            said = [_against(row, names, lang) for row in rows_of]
        named = listed(said, lang)
        counts = [_count(rule, kept, flag) for flag in (True, False, None)]
        rows.append([text(f"pricing.rule.{rule}", lang), *counts, named])
    return heads, rows


def _count(rule: str, kept: Sequence[bool | None], flag: bool | None) -> str:
    """Return how many products there are, or a mark where a rule is about the whole shop."""
    found = kept.count(flag)
    return str(found) if rule in OF_PRODUCT else "✓" * min(found, 1)


def _against(row: Mapping[object, object], names: Mapping[str, str], lang: Lang) -> str:
    name = names.get(str(row["item_id"]), "")
    limit = row["price_limit_cny"]
    if not name or not isinstance(limit, float) or limit != limit:  # noqa: PLR0124
        return name or text("price.rules.whole", lang)
    asked = row["price_cny"]
    asked_text = cny(asked if isinstance(asked, float) else None, lang)
    return _gap(name, asked_text, cny(limit, lang), lang)


def _changed(
    item: str, names: Mapping[str, str], changes: Mapping[str, float], allowed: float, lang: Lang
) -> str:
    """Return by how much a price changed in a week, beside what is allowed."""
    return _gap(names.get(item, item), percent(changes.get(item)), percent(allowed, 0), lang)


def _gap(name: str, found: str, limit: str, lang: Lang) -> str:
    return f"{name}（{found} / {limit}）" if lang == "zh" else f"{name} ({found} / {limit})"


def _first(said: Sequence[str], lang: Lang) -> str:
    shown = listed(list(said[:NAMED]), lang)
    if len(said) <= NAMED:
        return shown
    return text("price.promotions.more", lang, list=shown, n=len(said))


def sources_shown(terms: UnitTerms, lang: Lang) -> Rows:
    """Return what a unit is counted with and where each figure is from."""
    heads = [text(f"price.sources.{head}", lang) for head in ("term", "value", "told_by")]
    rows: list[list[str | None]] = []
    for told in terms.sources:
        value = getattr(terms, told.name)
        if value is None:
            continue
        shown = percent(value) if told.name in RATES else cny(value, lang)
        source = text(f"pricing.told_by.{told.told_by}", lang)
        if not told.certain:
            source = text("price.sources.confirm", lang, source=source)
        rows.append([text(f"price.sources.{told.name}", lang), shown, source])
    return heads, rows


def promotions_shown(plan: Plan, held: Sequence[Offer], lang: Lang) -> Rows:
    """Return the promotions of a plan in the order they apply, in words."""
    keys = ("name", "kind", "when", "scope", "benefit", "bearer")
    heads = [text(f"price.promotions.{key}", lang) for key in keys]
    names = {one.item_id: one.name or one.item_id for one in plan.products}
    rows: list[list[str | None]] = []
    for offer in sorted(held, key=lambda one: one.turn):
        said = plan.promotions[offer.position]
        kind = offer.kind.title[lang]
        if offer.claimed:
            kind += f" · {text('price.promotions.optional', lang)}"
        rows.append(
            [
                offer.name,
                kind,
                _when(said, lang),
                _scope(offer, said, names, lang),
                _benefit(offer, said, names, lang),
                _bearers(offer, lang),
            ]
        )
    return heads, rows


def _when(said: Promotion, lang: Lang) -> str:
    if said.starts is None and said.ends is None:
        days = text("price.promotions.always", lang)
    else:
        days = _days(said.starts, said.ends, lang)
    if said.from_hour is None and said.to_hour is None:
        return days
    hours = {"first": said.from_hour or 0, "last": 24 if said.to_hour is None else said.to_hour}
    return text("price.promotions.hours", lang, days=days, **hours)


def _days(first: date | None, last: date | None, lang: Lang) -> str:
    """Return the days from one to another, their year once."""
    once = first is not None and last is not None and first.year == last.year
    short, long = (day, full_day) if lang == "zh" else (full_day, day)
    begins = "" if first is None else (long if once else full_day)(first, lang)
    ends = "" if last is None else (short if once else full_day)(last, lang)
    return f"{begins}–{ends}"


def _scope(offer: Offer, said: Promotion, names: Mapping[str, str], lang: Lang) -> str:
    goods = [names.get(item, item) for item in said.products] + list(said.categories)
    parts = [_first(goods, lang) if goods else text("price.promotions.all", lang)]
    if said.except_products:
        out = [names.get(item, item) for item in said.except_products]
        parts.append(text("price.promotions.except", lang, list=_first(out, lang)))
    if offer.when.audience != "all":
        parts.append(text(f"price.promotions.audience.{offer.when.audience}", lang))
    return ("；" if lang == "zh" else "; ").join(parts)


def _benefit(offer: Offer, said: Promotion, names: Mapping[str, str], lang: Lang) -> str:
    if said.steps:
        froms = [_from(one.from_cny, one.from_units, lang, over=said.over) for one in said.steps]
        offs = [_off(one.pay_rate, one.off_cny, lang) for one in said.steps]
        steps = [" ".join(pair) for pair in zip(froms, offs, strict=True)]
        return ("；" if lang == "zh" else "; ").join(steps)
    extra = names.get(said.extra_product or "", said.extra_product or "")
    parts = [_from(said.from_cny, said.from_units, lang, over=said.over)]
    if offer.gives:
        parts.append(text("price.promotions.gift", lang, n=said.extra_units or 1, name=extra))
    elif offer.kind.name == "add_on":
        parts.append(
            text("price.promotions.add_on", lang, name=extra, price=cny(said.price_cny, lang))
        )
    elif offer.kind.name == "deposit":
        amounts = {"deposit": cny(said.deposit_cny, lang), "counts": cny(said.counts_cny, lang)}
        parts.append(text("price.promotions.deposit", lang, **amounts))
    elif offer.kind.name == "free_freight":
        parts.append(text("price.promotions.free", lang))
    elif offer.benefit.tiers:
        tiers = [(name, ppm / PPM) for name, ppm in offer.benefit.tiers if ppm < PPM]
        rates = [f"{name} {_off(rate, None, lang)}" for name, rate in tiers]
        parts.append(listed(rates, lang))
    else:
        parts += [text("price.promotions.nth", lang, n=said.nth)] if said.nth else []
        parts.append(_off(said.pay_rate, said.off_cny, lang, said.price_cny))
    if offer.benefit.every:
        parts.append(text("price.promotions.every", lang))
    return " ".join(part for part in parts if part)


def _from(amount: float | None, units: int | None, lang: Lang, *, over: bool) -> str:
    what = [cny(amount, lang)] if amount is not None else []
    what += [text("price.promotions.units", lang, n=units)] if units is not None else []
    key = "over" if over else "from"
    return text(f"price.promotions.{key}", lang, what=listed(what, lang)) if what else ""


def _off(pay_rate: float | None, off_cny: float | None, lang: Lang, at: float | None = None) -> str:
    if at is not None:
        return text("price.promotions.at", lang, price=cny(at, lang))
    if off_cny is not None:
        return text("price.promotions.off", lang, amount=cny(off_cny, lang))
    if pay_rate is None:
        return ""
    return text("price.promotions.pay", lang, rate=_paid(pay_rate, lang))


def _paid(rate: float, lang: Lang) -> str:
    """Return the share that is paid as it is said: 8.5 of ten, or 85%."""
    return f"{rate * 10:.2f}".rstrip("0").rstrip(".") if lang == "zh" else percent(rate, 0)


def _bearers(offer: Offer, lang: Lang) -> str:
    shares = [(who, ppm / PPM) for who, ppm in zip(BEARERS, offer.bears, strict=True) if ppm]
    if len(shares) == 1:
        return text(f"price.cart.{shares[0][0]}", lang)
    return listed([f"{text(f'price.cart.{who}', lang)} {percent(s, 0)}" for who, s in shares], lang)
