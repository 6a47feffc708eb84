"""What the picture of proposed prices shows and says: from which price to which, what for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from shopkit.i18n import MINUS, Lang, Words, money, percent, text
from shopkit.pricing.assortment import Assortment, Bound, Kind
from shopkit.pricing.pictures import cny, words_of

SAME = 0.005  # CNY; prices nearer are the same


@dataclass(frozen=True, slots=True)
class How:
    """How prices were chosen.

    Attributes:
        assumed: the elasticity assumed where nobody knows one; None: nothing is.
        aside: the constraints that conflict and were set aside.
        allowed: the largest change a week, a share; None: any.
    """

    assumed: float | None = None
    aside: tuple[Bound, ...] = ()
    allowed: float | None = None


def proposal_shown(
    found: Assortment, names: Mapping[str, str], how: How, lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return the change of each price, the largest gain first, and the words.

    Args:
        found: prices chosen, not in conflict.
        names: of products, by number.
        how: what was assumed, set aside and allowed.
        lang: language of the words.

    Returns:
        One row a product: category, value (change of the price, a share), value_text (price →
        price and change), gain_text (CNY a month), role.
    """
    order = sorted(found.chosen, key=lambda one: one.left_now_cny - one.left_cny)
    rows = []
    for one in order:
        change = one.price / one.price_now - 1
        moved = abs(one.price - one.price_now) > SAME
        prices = f"{cny(one.price_now, lang)} → {cny(one.price, lang)}"
        around = "{}（{}）" if lang == "zh" else "{} ({})"
        rows.append(
            {
                "category": names.get(one.item_id, one.item_id),
                "value": change if moved else 0.0,
                "value_text": around.format(prices, _change(change))
                if moved
                else text("price.proposal.same", lang),
                "gain_text": money(one.left_cny - one.left_now_cny, lang, sign=True),
                "role": "actual" if moved else "previous",
            }
        )
    count = sum(row["role"] == "actual" for row in rows)
    said = {"n": count, "all": len(rows), "gain": money(found.gain_cny, lang)}
    said["loss"] = money(-(found.gain_cny or 0.0), lang)
    key = "title_same" if not count else "title" if (found.gain_cny or 0) >= 0 else "title_costs"
    largest = max((abs(float(str(row["value"]))) for row in rows), default=0.0)
    so = ("" if lang == "zh" else " ").join(_so(found, names, how, largest, lang))
    title = text(f"price.proposal.{key}", lang, **said)
    words = words_of(
        "proposal", lang, (title, so), text("price.source", lang), "category", "value", "gain"
    )
    return pd.DataFrame(rows), words


def _so(
    found: Assortment, names: Mapping[str, str], how: How, largest: float, lang: Lang
) -> Iterator[str]:
    """Yield what is broken, how much changes at once, what is assumed, what costs most."""
    if how.aside:
        yield text("price.proposal.aside", lang, list=broken(how.aside, names, lang))
    if largest and how.allowed is not None:
        said = {"most": percent(largest), "allowed": percent(how.allowed)}
        yield text("price.proposal.largest", lang, **said)
    if how.assumed is not None:
        yield text("price.proposal.assumed", lang, value=_signed(how.assumed))
    costs = {kind: cost for kind, cost in found.costs_cny.items() if kind != "keep" and cost >= 1}
    if costs:
        dearest = max(costs, key=costs.__getitem__)
        told = {"what": text(f"elasticity.bound.{dearest}", lang)}
        yield text("price.proposal.dearest", lang, cost=money(costs[dearest], lang), **told)


def broken(aside: Sequence[Bound], names: Mapping[str, str], lang: Lang) -> str:
    """Return constraints by kind, each with all the products it was set aside for.

    Example:
        >>> held = [Bound("role", ("1",)), Bound("role", ("2",)), Bound("floor", ("2",))]
        >>> broken(held, {"1": "花洒", "2": "地漏"}, "zh")
        '商品角色（花洒、地漏）；保底价（地漏）'
    """
    items: dict[Kind, list[str]] = {}
    for bound in aside:
        items.setdefault(bound.kind, []).extend(bound.items)
    kinds = [Bound(kind, tuple(dict.fromkeys(own))) for kind, own in items.items()]
    return ("；" if lang == "zh" else "; ").join(one.said(lang, names) for one in kinds)


def _change(share: float) -> str:
    return f"{'+' if share > 0 else MINUS}{percent(abs(share))}"


def _signed(value: float) -> str:
    return f"{MINUS if value < 0 else ''}{abs(value):g}"
