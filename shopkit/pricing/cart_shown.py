"""What the pictures of carts show: promotions one by one, and the deepest deal of each product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from shopkit.i18n import Lang, Words, percent, text
from shopkit.plan import Plan
from shopkit.pricing.floor import SLACK, Floor, keeps_floor
from shopkit.pricing.pictures import cny, words_of
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.worst import Case
from shopkit.promotions import BEARERS
from shopkit.promotions import Shown as Counted

Shown = tuple[pd.DataFrame, Words]


def cart_shown(best: Counted, worst: Counted, left: float | None, lang: Lang) -> Shown:
    """Return the way of a cart from its list price to what is paid, by who bears each step.

    Args:
        best: the best combination for the buyer.
        worst: the worst for the shop.
        left: what is left of the cart at best, CNY; None is unknown.
        lang: language of the words.
    """
    first = text(f"price.cart.list{'' if best.cart.freight_fen else '_bare'}", lang)
    rows = [_row((0, first), "list", (0.0, best.list_cny), lang)]
    steps = best.steps.to_dict("records")
    for n, step in enumerate(steps, 1):
        rows += _segments(n, {str(k): v for k, v in step.items()}, lang)
    last = text("price.cart.paid", lang)
    rows.append(_row((len(steps) + 1, last), "paid", (0.0, best.paid_cny), lang))
    words = _cart_words(best, worst, left, lang)
    return pd.DataFrame(rows), words


def _segments(n: int, step: Mapping[str, object], lang: Lang) -> list[dict[str, object]]:
    """Return a bar for each who bears a part of a promotion, the last one down to what is left."""
    at = float(str(step["before_cny"]))
    rows: list[dict[str, object]] = []
    for bearer in BEARERS:
        part = float(str(step[f"borne_{bearer}_cny"]))
        if not part:
            continue
        row = _row((n, str(step["promotion"])), bearer, (at - part, at), lang)
        at -= part
        row["level"] = round(float(str(step["after_cny"])), 2)
        row["value_text"] = "" if rows else f"−{cny(float(str(step['off_cny'])), lang)}"
        rows.append(row)
    return rows


def _row(
    step: tuple[int, str], kind: str, ends: tuple[float, float], lang: Lang
) -> dict[str, object]:
    low, high = ends
    return {
        "n": step[0],
        "step": step[1],
        "kind": kind,
        "low": round(low, 2),
        "high": round(high, 2),
        "level": round(high, 2),
        "value_text": cny(high, lang),
        "bearer_text": text(f"price.cart.{kind}", lang) if kind in BEARERS else "",
    }


def _cart_words(best: Counted, worst: Counted, left: float | None, lang: Lang) -> Words:
    borne = {who: float(best.steps[f"borne_{who}_cny"].sum()) for who in BEARERS}
    off = sum(borne.values())
    said = {"paid": cny(best.paid_cny, lang), "list": cny(best.list_cny, lang)}
    said |= {"share": percent(best.paid_cny / best.list_cny if best.list_cny else None)}
    said |= {"off": cny(off, lang), "shop": cny(borne["shop"], lang)}
    key = "title_none" if not off else "title_shop" if off == borne["shop"] else "title"
    title = text(f"price.cart.{key}", lang, **said)
    so = [text("price.cart.so_receipt", lang, receipt=cny(best.receipt_cny, lang))]
    if left is None:
        so.append(text("price.cart.so_unknown", lang))
    else:
        key = "so_loses" if left < 0 else "so_left"
        so.append(text(f"price.cart.{key}", lang, left=cny(abs(left), lang)))
    if worst.receipt_cny < best.receipt_cny - SLACK:
        worse = {"paid": cny(worst.paid_cny, lang), "receipt": cny(worst.receipt_cny, lang)}
        so.append(text("price.cart.so_worst", lang, **worse))
    source = text("price.source_promotions", lang)
    told = (title, ("" if lang == "zh" else " ").join(so))
    return words_of("cart", lang, told, source, "step", "amount", "bearer", *BEARERS)


def deepest(found: Iterable[Case], floor: Floor | None) -> list[Case]:
    """Return the deepest deal of each product: one that loses, then one below the floor, first."""
    held: dict[str, list[Case]] = {}
    for case in found:
        held.setdefault(case.item, []).append(case)
    picked = []
    for own in held.values():
        broken = [c for c in own if floor and not c.exempt and not keeps(c, floor)]
        losing = [c for c in own if (c.left_cny or 0.0) < -SLACK]
        both = [c for c in losing if c in broken]
        picked.append(
            min(
                both or losing or broken or own,
                key=lambda case: (share_of(case, floor), case.units),
            )
        )
    return sorted(picked, key=lambda case: share_of(case, floor))


def share_of(case: Case, floor: Floor | None) -> float:
    """Return what is paid, or received if the plan's floor says so, as a share of the list."""
    received = floor is not None and floor.of == "receipt"
    return case.received.share_received if received else case.paid.share_paid


def keeps(case: Case, floor: Floor) -> bool:
    """Tell whether a deal keeps the floor of the plan."""
    return keeps_floor(case.paid if floor.of == "price" else case.received, floor)


def worst_shown(
    found: Sequence[Case], plan: Plan, terms: Mapping[str, UnitTerms], lang: Lang
) -> Shown:
    """Return the deepest deal of each product against the plan's floor and its own.

    Args:
        found: what `deepest` returned.
        plan: the floor, and what products are called.
        terms: what a unit of each product is counted with.
        lang: language of the words.
    """
    floor = Floor.of_plan(plan)
    names = {one.item_id: one.name or one.item_id for one in plan.products}
    rows = []
    for case in found:
        share, zero = share_of(case, floor), _zero(case, terms, floor)
        rows.append(
            {
                "category": names.get(case.item, case.item),
                "value": share,
                "floor": zero,
                "least": floor.rate if floor else float("nan"),
                "value_text": _said(share, zero, lang),
                "floor_text": percent(zero, 0),
                "by_text": _by(case, floor, lang),
                "role": _role(case, floor),
            }
        )
    frame = pd.DataFrame(rows)
    broken = int((frame["role"] == "bad").sum()) if rows else 0
    loses = sum((case.left_cny or 0.0) < -SLACK for case in found)
    unknown = sum(case.left_cny is None for case in found)
    said: dict[str, object] = {"n": broken, "all": len(rows), "loses": loses, "unknown": unknown}
    said |= {"name": frame["category"].iloc[0], "share": percent(frame["value"].iloc[0], 0)}
    key = "title" if broken else "title_known" if unknown else "title_kept"
    parts = ["so_loses"] if loses else ["so"] if unknown < len(found) and not unknown else []
    parts += ["so_unknown"] if unknown else []
    told_so = [text(f"price.worst.{part}", lang, **said) for part in parts]
    so = ("" if lang == "zh" else " ").join(told_so)
    source, told = text("price.source_promotions", lang), text(f"price.worst.{key}", lang, **said)
    heads = ("category", "value", "floor", "by")
    words = words_of("worst", lang, (told, so), source, *heads)
    words.label["least"] = text("price.worst.least", lang, rate=_rate(floor, lang))
    return frame, words


def _said(share: float, zero: float, lang: Lang) -> str:
    """Return a share, and where that loses the share that would not."""
    if not zero > share + SLACK:
        return percent(share, 0)
    return text("price.worst.needs", lang, share=percent(share, 0), zero=percent(zero, 0))


def _rate(floor: Floor | None, lang: Lang) -> str:
    return percent(floor.rate if floor else None, 0)


def _zero(case: Case, terms: Mapping[str, UnitTerms], floor: Floor | None) -> float:
    """Return the share at which nothing would be left: what is left is linear in what is paid."""
    known = terms.get(case.item)
    if known is None or case.left_cny is None or known.kept_of_price <= 0 or not case.list_cny:
        return float("nan")
    return share_of(case, floor) - case.left_cny / case.list_cny / known.kept_of_price


def _by(case: Case, floor: Floor | None, lang: Lang) -> str:
    names = case.received_by if floor is not None and floor.of == "receipt" else case.paid_by
    joined = ("＋" if lang == "zh" else " + ").join(names)
    said = joined or text("pricing.no_promotion", lang)
    if case.others:
        return text("price.worst.others", lang, n=case.units, others=case.others, list=said)
    return said if case.units == 1 else text("price.worst.units", lang, n=case.units, list=said)


def _role(case: Case, floor: Floor | None) -> str:
    if (case.left_cny or 0.0) < -SLACK:
        return "bad"
    if floor is None or keeps(case, floor):
        return "actual"
    return "previous" if case.exempt else "bad"
