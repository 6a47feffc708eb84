"""What members and one-yuan auctions cost, as pictures and tables tell it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shopkit.i18n import Lang, Words, listed, money, number, percent, text
from shopkit.plan import Plan
from shopkit.pricing.auctions import max_loss, top_sellers, weekly
from shopkit.pricing.members import (
    LEAST_PRODUCTS,
    birthday_cost,
    points,
    products_for_vip,
    products_missing,
)
from shopkit.pricing.pictures import cny
from shopkit.tables import check

WEEKS = 4
HEADS = ("category", "value", "first", "second")


def tiers_shown(costs: pd.DataFrame, lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return what the price of each tier of members gives away in a year.

    Args:
        costs: what `tiers_cost` returned, of the tiers whose people are known.
        lang: language of the words.
    """
    given = costs["cost_members_cny"].astype(float)
    frame = pd.DataFrame(
        {
            "category": costs["member_tier"],
            "value": given,
            "value_text": [money(one, lang) for one in given],
            "kind": "rest",
            "first_text": [number(one, lang) for one in costs["people"]],
            "second_text": [percent(one, 0) for one in costs["pay_rate"]],
        }
    )
    total = float(given.sum())
    dearest = str(costs["member_tier"].iloc[int(given.argmax())])
    said = {"total": money(total, lang), "name": dearest, "share": _share(given, total)}
    key = "title" if total else "title_none"
    title = text(f"promo.members.{key}", lang, **said)
    subtitle, so, source = (
        text(f"promo.members.{name}", lang) for name in ("subtitle", "so", "source")
    )
    heads = {name: text(f"promo.members.{name}", lang) for name in HEADS}
    return frame, Words(title, subtitle, source, f"{title} {subtitle}", so, heads)


def _share(given: pd.Series, total: float) -> str:
    return percent(float(given.max()) / total, 0) if total else ""


def members_said(plan: Plan, sales_cny: float | None, lang: Lang) -> list[str]:
    """Return what points and birthday cards cost, and what a member price still lacks.

    Args:
        plan: the shop's.
        sales_cny: sales of a month, for points; None is unknown.
        lang: language of the sentences.
    """
    found, members = [], plan.members
    owed = None if sales_cny is None else points(members, sales_cny)
    if owed is not None:
        said = {"given": number(owed.given, lang), "worth": money(owed.worth_cny, lang)}
        said |= {"rate": percent(owed.rate), "used": percent(members.points_redeemed_rate, 0)}
        said["expected"] = money(owed.expected_cny, lang)
        key = "points" if owed.expected_cny is not None else "points_open"
        found.append(text(f"promo.members.{key}", lang, **said))
    cards = birthday_cost(members)
    if cards is not None:
        each = cny(members.birthday_off_cny, lang)
        found.append(text("promo.members.birthday", lang, amount=money(cards, lang), each=each))
    products = products_for_vip(plan)
    if products is not None and (missing := products_missing(products)):
        lacking = {"n": products, "missing": missing, "least": LEAST_PRODUCTS}
        found.append(text("promo.members.few", lang, **lacking))
    if any((tier.pay_rate or 1.0) < 1 for tier in members.tiers) and not members.published:
        found.append(text("promo.members.unpublished", lang))
    return found


def sold_of(past: pd.DataFrame, variants: Mapping[str, str]) -> pd.DataFrame:
    """Return the units of each product in the lines of a month: item_id, units, category.

    Args:
        past: lines sold.
        variants: the number of the product for each number its variants have; see `variants`.
    """
    told = past.assign(item_id=past["item_id"].astype(str).replace(dict(variants)))
    grouped = told.groupby("item_id", as_index=False)
    return check(grouped.agg(units=("units", "sum"), category=("category", "first")))


def auctions_shown(
    sold: pd.DataFrame,
    costs_cny: Mapping[str, float | None],
    names: Mapping[str, str],
    lang: Lang,
) -> tuple[list[str], list[list[str | None]], str, pd.DataFrame]:
    """Return what is put up at one yuan in each of four weeks, and the most it may lose.

    Args:
        sold: what `sold_of` returned.
        costs_cny: of a unit of each product.
        names: of the products.
        lang: language of the cells.

    Returns:
        Heads, rows, a caption with the sum, and the frame behind them; what costs nobody knows is
        not in the sum.
    """
    top = top_sellers(sold)
    frame = weekly(top, WEEKS, costs_cny)
    heads = [text(f"promo.auctions.{name}", lang) for name in ("week", "items", "loss")]
    rows: list[list[str | None]] = []
    for week, own in frame.groupby("week"):
        goods = [str(item) for item in own["item_id"]]
        loss = max_loss(costs_cny, goods)
        amount = money(loss.amount_cny, lang)
        if loss.unknown:
            amount = text("promo.auctions.least", lang, amount=amount, n=len(loss.unknown))
        said = text("promo.auctions.nth", lang, n=week)
        rows.append([said, listed([names.get(item, item) for item in goods], lang), amount])
    total = money(float(frame["loss_cny"].sum()), lang)
    caption = text("promo.auctions.caption", lang, total=total, weeks=WEEKS)
    return heads, rows, caption, frame.assign(title=[names.get(i, i) for i in frame["item_id"]])
