"""What each picture of prices shows and says: a tidy frame and its words, ready to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

import pandas as pd

from shopkit.i18n import Lang, Words, listed, money, number, percent, price, text
from shopkit.pricing.bids import Position, position
from shopkit.pricing.solving import price_for
from shopkit.pricing.tiers import Balance
from shopkit.pricing.unit import COMPONENTS, UnitTerms

Shown = tuple[pd.DataFrame, Words]

ENDS = {"price": "paid", "paid": "paid", "contribution": "left"}
LATER = {
    "refund": "no_orders",
    "cost_affiliate": "no_orders",
    "cost_ads": "no_ads",
}  # not filled in
HINT = 0.03  # width of the box of a cost nobody told, as a share of the price


def words_of(room: str, lang: Lang, said: tuple[str, str], source: str, *roles: str) -> Words:
    """Return the words of a picture around its title and what follows from it."""
    title, so = said
    subtitle = text(f"price.{room}.subtitle", lang)
    labels = {role: text(f"price.{room}.{role}", lang) for role in roles}
    return Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def cny(amount: float | None, lang: Lang) -> str:
    """Return a price as it is asked, to the fen; what nothing is enough for says so."""
    if amount is None:
        return price(None)
    if amount == inf:
        return text("price.never", lang)
    return f"{'−' if amount < -0.004 else ''}¥{abs(amount):,.2f}".removesuffix(".00")  # noqa: PLR2004


def unit_shown(
    steps: pd.DataFrame, name: str, terms: UnitTerms, rates: tuple[float, float | None], lang: Lang
) -> Shown:
    """Return the way from the price of a unit to what is left.

    Args:
        steps: what `waterfall` returned.
        name: of the product.
        terms: what the unit is counted with.
        rates: the least margin, and the margin aimed at if there is one.
        lang: language of the words.
    """
    amounts = dict(zip(steps["step"], steps["amount_cny"].astype(float), strict=True))
    full, left = amounts["price"], amounts["contribution"]
    taken = {step: cny for step, cny in amounts.items() if step in COMPONENTS and cny == cny}  # noqa: PLR0124
    worst = min(taken, key=taken.__getitem__, default="")
    frame = pd.DataFrame(_unit_rows(amounts, worst, terms, lang))
    known = left == left  # noqa: PLR0124 - NaN
    said = {"name": name, "price": cny(full, lang)}
    said |= {"left": cny(abs(left) if known else None, lang)}
    said["rate"] = percent(terms.margin_rate(amounts["paid"]) if known else None)
    key = "unknown" if not known else "loss" if left < 0 else "title"
    if key == "title" and terms.left_out:
        key = "most"
    told = (text(f"price.unit.{key}", lang, **said), _unit_so(terms, rates, worst, amounts, lang))
    return frame, words_of(
        "unit", lang, told, text("price.source", lang), "step", "amount", "share"
    )


def _unit_rows(
    amounts: Mapping[str, float], worst: str, terms: UnitTerms, lang: Lang
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    level, full = 0.0, amounts["price"]
    plain = amounts["price"] == amounts["paid"]
    for step, amount in amounts.items():
        if step == "paid" and plain:
            continue
        if step == "contribution":
            rows += [_open_row(part, level, full, lang) for part in terms.left_out]
        known = amount == amount  # noqa: PLR0124 - NaN
        start = 0.0 if step in ENDS else level
        if known:
            level = start + amount
        kind = ENDS.get(step, "worst" if step == worst else "cost")
        row = {
            "step": step_name(step, lang),
            "kind": kind if known else "left_out",
            "low": round(min(start, level), 2),
            "high": round(max(start, level), 2) if known else round(level + HINT * full, 2),
            "level": round(level, 2),
            "value_text": cny(amount, lang) if known else text("price.unit.cannot", lang),
            "share_text": percent(abs(amount) / full if full else None) if known else "",
        }
        if known or step == "contribution":
            rows.append(row)
    return rows


def step_name(step: str, lang: Lang) -> str:
    """Return what a step is called: a promotion by its own name."""
    known = (*COMPONENTS, "price", "paid", "others_pay", "contribution")
    return text(f"pricing.step.{step}", lang) if step in known else step


def _open_row(part: str, level: float, full: float, lang: Lang) -> dict[str, object]:
    """Return the row of a cost nobody told: a hollow box whose width means nothing."""
    known = part in COMPONENTS
    why = "not_told" if known else "no_rate"
    return {
        "step": step_name(part, lang) if known else text("price.unit.of_rules", lang),
        "kind": "left_out",
        "low": round(level, 2),
        "high": round(level + HINT * full, 2),
        "level": round(level, 2),
        "value_text": text(f"price.unit.{LATER.get(part, why)}", lang),
        "share_text": "",
    }


def _unit_so(
    terms: UnitTerms,
    rates: tuple[float, float | None],
    worst: str,
    amounts: Mapping[str, float],
    lang: Lang,
) -> str:
    if terms.goods_cny is None:
        return ""
    least, aimed = rates
    asked = [("floor", "so_never", 0.0)] + [("least", "so_least_never", least)] * bool(least)
    asked += [("target", "so_target_never", aimed)] if aimed else []
    parts = []
    for key, never, rate in asked:
        needed = price_for(terms, rate)
        said = {"rate": percent(rate, 0), "floor": cny(needed, lang), "price": cny(needed, lang)}
        parts.append(text(f"price.unit.{never if needed == inf else f'so_{key}'}", lang, **said))
    if worst:
        said = {"step": step_name(worst, lang), "amount": cny(-amounts[worst], lang)}
        parts.append(text("price.unit.so_worst", lang, **said))
    if terms.left_out:
        named = [step_name(part, lang) for part in terms.left_out if part in COMPONENTS]
        rules = [text("price.unit.of_rules", lang)] if len(named) < len(terms.left_out) else []
        parts.append(text("price.unit.so_left_out", lang, list=listed([*named, *rules], lang)))
    return ("" if lang == "zh" else " ").join(parts)


def peers_shown(
    own: Sequence[tuple[str, float, Sequence[float]]], freight: float, charged: int, lang: Lang
) -> Shown:
    """Return the prices of peers of the same kind, and where each own product stands.

    Args:
        own: name, price with freight and prices of peers alike, CNY; peers may be none.
        freight: what our buyer pays for freight, CNY.
        charged: of how many products; the others reach free delivery.
        lang: language of the words.
    """
    rows: list[dict[str, object]] = []
    placed: list[Position | None] = []
    for n, (name, total, asked) in enumerate(sorted(own, key=lambda one: one[1])):
        found = position(total, asked)
        placed.append(found)
        said = {} if found is None else {"dear": found.rank - 1, "n": found.peers}
        key = "nobody" if found is None else "above" if found.rank > 1 else "cheapest"
        rows += [_quote(n, name, one, lang) for one in asked]
        place = text(f"price.peers.{key}", lang, **said)
        rows.append({**_quote(n, name, total, lang), "kind": "own", "place_text": place})
    return pd.DataFrame(rows), _peers_words(placed, (freight, charged), lang)


def _quote(n: int, name: str, asked: float, lang: Lang) -> dict[str, object]:
    said = {"value_text": cny(asked, lang), "place_text": ""}
    return {"kind": "peer", "n": n, "low": asked, "name": name, **said}


def _peers_words(
    placed: Sequence[Position | None], freight: tuple[float, int], lang: Lang
) -> Words:
    known = [one for one in placed if one is not None]
    said: dict[str, object] = {"own": len(known), "freight": cny(freight[0], lang)}
    said["charged"] = freight[1]
    said["dear"] = sum(one.percentile > 0.5 for one in known)  # noqa: PLR2004
    said["nobody"] = len(placed) - len(known)
    title = text(f"price.peers.{'title' if known else 'none'}", lang, **said)
    parts = [
        "so",
        *(["so_freight"] if freight[1] else []),
        *(["so_nobody"] if said["nobody"] else []),
    ]
    so = ("" if lang == "zh" else " ").join(text(f"price.peers.{p}", lang, **said) for p in parts)
    source = text("price.peers.source", lang)
    return words_of("peers", lang, (title, so), source, "price", "name", "place", "ours", "alike")


def tiers_shown(found: Balance, fixed: float | None, lang: Lang) -> Shown:
    """Return what each tier leaves in a month, and whether they carry one another.

    Args:
        found: what `balance` returned.
        fixed: fixed costs of a month, CNY; None is unknown.
        lang: language of the words.
    """
    rows = found.tiers[found.tiers["products"] > 0]
    frame = pd.DataFrame(
        {
            "category": [text(f"pricing.tier.{tier}", lang) for tier in rows["tier"]],
            "value": rows["contribution_cny"].astype(float),
            "value_text": [money(one, lang) for one in rows["contribution_cny"]],
            "kind": ["loss" if one < 0 else "gain" for one in rows["contribution_cny"]],
            "first_text": [number(one, lang) for one in rows["units"]],
            "second_text": [cny(one, lang) for one in rows["unit_margin_cny"]],
        }
    )
    left = dict(zip(rows["tier"], rows["contribution_cny"], strict=True))
    said: dict[str, object] = {"total": money(found.total_cny, lang)}
    said |= {"low": money(abs(left.get("low", 0.0)), lang), "high": money(left.get("high"), lang)}
    said["loss"] = money(-found.total_cny, lang)
    key = "title" if found.balanced else "lose"
    losing = [tier for tier in rows["tier"] if left[tier] < 0]
    if "low" in losing:
        key = f"{key}_low"
    elif losing and found.balanced:
        key = "title_other"
    said["losing"] = listed([text(f"pricing.tier.{tier}", lang) for tier in losing], lang)
    title = text(f"price.tiers.{key}", lang, **said)
    so = _tiers_so(found, fixed, lang)
    heads = ("category", "value", "first", "second")
    return frame, words_of("tiers", lang, (title, so), text("price.source", lang), *heads)


def _tiers_so(found: Balance, fixed: float | None, lang: Lang) -> str:
    parts = []
    if found.most_low_units is not None:
        parts.append(text("price.tiers.most_low", lang, n=f"{found.most_low_units:,}"))
    if not found.balanced and found.needed_high_units is not None:
        parts.append(text("price.tiers.needed", lang, n=f"{found.needed_high_units:,}"))
    if fixed:
        key = "covers" if found.total_cny >= fixed else "short"
        said = {"fixed": money(fixed, lang), "gap": money(abs(found.total_cny - fixed), lang)}
        parts.append(text(f"price.tiers.{key}", lang, **said))
    if found.unknown:
        parts.append(text("price.tiers.unknown", lang, n=len(found.unknown)))
    return ("" if lang == "zh" else " ").join(parts)
