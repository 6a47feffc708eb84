"""What the picture of proposed prices shows and says: from which price to which, what for."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shopkit.i18n import MINUS, Lang, Words, listed, money, text
from shopkit.pricing.assortment import Assortment
from shopkit.pricing.pictures import cny, words_of

SAME = 0.005  # CNY; prices nearer are the same


def proposal_shown(
    found: Assortment,
    names: Mapping[str, str],
    how: tuple[float | None, tuple[str, ...]],
    lang: Lang,
) -> tuple[pd.DataFrame, Words]:
    """Return the change of each price, the largest gain first, and the words.

    Args:
        found: prices chosen, not in conflict.
        names: of products, by number.
        how: the elasticity assumed where nobody knows one, and the constraints set aside.
        lang: language of the words.

    Returns:
        One row a product: category, value (change of the price, a share), value_text (price →
        price), gain_text (CNY a month), role.
    """
    assumed, aside = how
    order = sorted(found.chosen, key=lambda one: one.left_now_cny - one.left_cny)
    rows = []
    for one in order:
        change = one.price / one.price_now - 1
        moved = abs(one.price - one.price_now) > SAME
        prices = f"{cny(one.price_now, lang)} → {cny(one.price, lang)}"
        rows.append(
            {
                "category": names.get(one.item_id, one.item_id),
                "value": change if moved else 0.0,
                "value_text": prices if moved else text("price.proposal.same", lang),
                "gain_text": money(one.left_cny - one.left_now_cny, lang, sign=True),
                "role": "actual" if moved else "previous",
            }
        )
    count = sum(row["role"] == "actual" for row in rows)
    said = {"n": count, "all": len(rows), "gain": money(found.gain_cny, lang)}
    said["loss"] = money(-(found.gain_cny or 0.0), lang)
    key = "title_same" if not count else "title" if (found.gain_cny or 0) >= 0 else "title_costs"
    parts = (
        [] if assumed is None else [text("price.proposal.assumed", lang, value=_signed(assumed))]
    )
    if aside:
        parts.append(text("price.proposal.aside", lang, list=listed(list(aside), lang)))
    dearest = max(
        (k for k in found.costs_cny if k != "keep"), key=found.costs_cny.__getitem__, default=None
    )
    if dearest is not None and found.costs_cny[dearest] >= 1:
        told = {"what": text(f"elasticity.bound.{dearest}", lang)}
        told["cost"] = money(found.costs_cny[dearest], lang)
        parts.append(text("price.proposal.dearest", lang, **told))
    so = ("" if lang == "zh" else " ").join(parts)
    title = text(f"price.proposal.{key}", lang, **said)
    words = words_of(
        "proposal", lang, (title, so), text("price.source", lang), "category", "value", "gain"
    )
    return pd.DataFrame(rows), words


def _signed(value: float) -> str:
    return f"{MINUS if value < 0 else ''}{abs(value):g}"
