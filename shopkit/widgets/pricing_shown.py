"""What the pricing notebook shows beside its pictures: what there is, findings, promises."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shopkit import pricing
from shopkit.charts.table import Cell, Content, Role, Table
from shopkit.errors import PlanError
from shopkit.findings import Severity
from shopkit.i18n import full_day, listed, percent, text
from shopkit.plan import PLAN_FILE
from shopkit.plan.document import document_of, place, text_of
from shopkit.pricing.alike import peers_alike
from shopkit.pricing.grouped import Group, grouped
from shopkit.pricing.lists import rules_shown
from shopkit.pricing.pictures import cny
from shopkit.pricing.protected import fall_said, protected
from shopkit.pricing.windows_found import base_of, known_until, public_cases, reduced_from
from shopkit.pricing.wording import Scope, Steps
from shopkit.rules import rule
from shopkit.widgets.pricing_unit import costs_next
from shopkit.widgets.said import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shopkit.findings import Finding
    from shopkit.i18n import Lang
    from shopkit.plan.sections.products import Product
    from shopkit.pricing import Balance
    from shopkit.pricing.worst import Case
    from shopkit.widgets.pricing import PricingView

NAMED = {"products": "table", "offers": "offers"}
LAW_REFERENCE = "law.promo.21"
DAY = timedelta(days=1)
SLACK = 1e-9  # CNY
TOLD = 6  # places shown of one problem


def state(view: PricingView) -> Table:
    """Return what there is of each thing that prices are made from, and what to do without."""
    lang, plan = view.lang, view.plan
    priced = view.priced
    policy = plan.prices.model_dump(exclude_none=True, exclude_defaults=True)
    counts = {
        "prices": len(priced),
        "costs": sum(view.of(one.item_id).goods_cny is not None for one in priced),
        "orders": 0 if view.past is None else len(view.past),
        "promotions": len(plan.promotions),
        "tiers": sum(one.tier is not None for one in plan.products),
        "offers": len(all_quotes(view)),
        "policy": len(policy),
    }
    heads = [text(f"decide.have.{name}", lang) for name in ("part", "state", "next")]
    rows: list[list[Content]] = []
    for part, n in counts.items():
        there = text(f"price.have.{part}_is", lang, n=n)
        none = Cell(text("decide.have.none", lang), "muted")
        todo = "" if n else text(f"price.have.{part}_next", lang, how=costs_next(plan, lang))
        rows.append([text(f"price.have.{part}", lang), there if n else none, todo])
    shown = 3 if any(row[2] for row in rows) else 2
    return Table(heads[:shown], [row[:shown] for row in rows], "l" * shown, lang)


def products_said(frame: pd.DataFrame, view: PricingView) -> str:
    """Return how many keep too little or lose, have no cost, and whose floors ads drive."""
    lang = view.lang
    left, known = frame["unit_margin_cny"], frame["unit_margin_cny"].notna()
    loses = int((left < 0).sum())
    kept = frame["price_cny"] >= frame["least_price_cny"] - SLACK  # not where no price is enough
    thin = int((known & ~kept).sum())
    counts = {"n": len(frame), "loses": loses, "thin": thin, "unknown": int((~known).sum())}
    if (frame["least_price_cny"] > frame["floor_price_cny"] + SLACK).any():
        key = "caption" if thin else "all_kept"
    else:
        key = "all_lose" if loses else "none_lose"
    bare = text("price.products.unknown", lang, **counts) if counts["unknown"] else ""
    net = text("price.products.roi_net", lang)
    led = [view.name(item) for item in frame["item_id"] if view.scope.ads_lead(view.of(item))]
    ads = text("pricing.ads_led", lang, names=listed(led, lang)) if led else ""
    return text(f"price.products.{key}", lang, **counts) + bare + net + ads


def all_quotes(view: PricingView) -> list[float]:
    """Return the prices of every peer of the market table, CNY."""
    return [one for own in pricing.peer_quotes(view.tables).values() for one in own]


def quotes(view: PricingView) -> dict[str, list[float]] | None:
    """Return the prices of peers of the same kind as each product; None: nobody looked at any."""
    if not all_quotes(view):
        return None
    names = {one.item_id: one.name for one in view.plan.products if one.name}
    return peers_alike(view.tables, names)


def scope(view: PricingView) -> Scope:
    """Return what texts about prices must know; places are lines of the plan or rows of lists."""
    shop = view.view.shop
    path = shop.folder / PLAN_FILE
    document = document_of(path, text_of(path))

    def at(steps: Steps) -> str:
        return place(path, document, tuple(steps))

    return Scope(view.plan, view.lang, view.day, at, shop.product_rows)


def baskets(view: PricingView) -> tuple[Case, ...]:
    """Return each product in the past basket in which it brings least; none: too many offers."""
    past = pricing.past_baskets(view.tables, view.plan)
    try:
        return pricing.basket_cases(view.plan, view.terms, view.day, past)
    except PlanError:
        return ()


def seen(view: PricingView) -> pricing.Seen:
    """Return what prices are held against."""
    changed = pricing.recent_changes(view.tables)
    paid = pricing.freights_paid(view.plan, view.day)
    return pricing.Seen(view.terms, quotes(view), changed, paid)


def rules(view: PricingView) -> Table:
    """Return which rules of a price list are kept, and by which products not."""
    checks = pricing.price_checks(view.plan, view.seen)
    names = {one.item_id: one.name or one.item_id for one in view.plan.products}
    allowed = view.plan.prices.largest_weekly_change_rate
    heads, rows = rules_shown(checks, names, view.lang, view.seen.changes, allowed)
    return Table(heads, rows, "lrrrl", view.lang, text("price.rules.caption", view.lang))


def with_freight(view: PricingView) -> tuple[list[tuple[str, float, Sequence[float]]], int]:
    """Return own prices with freight beside those of their kind, and how many bear any."""
    paid = [freight_of(view, one) for one in view.priced]
    own = [
        (view.name(one.item_id), (one.price_cny or 0) + freight, view.peers_of(one.item_id))
        for one, freight in zip(view.priced, paid, strict=True)
    ]
    return own, sum(freight > 0 for freight in paid)


def freight_of(view: PricingView, product: Product) -> float:
    """Return what a buyer of one unit pays for freight, CNY; free from the plan's threshold on."""
    return pricing.freight_paid(view.plan, product, view.day) or 0.0


def peers_behind(own: Sequence[tuple[str, float, Sequence[float]]]) -> pd.DataFrame:
    """Return own prices with freight beside those of peers of the same kind."""
    import pandas as pd

    names = ["title", "price_cny", "rank", "offers", "price_low_cny", "price_median_cny"]
    rows = []
    for name, total, asked in own:
        found = pricing.position(total, asked)
        there: tuple[float | None, ...] = (None,) * 4
        if found is not None:
            there = (found.rank, found.peers, found.cheapest_cny, found.median_cny)
        rows.append((name, total, *there))
    return pd.DataFrame(rows, columns=names)


def mix_said(found: Balance | None, lang: Lang) -> Said | None:
    """Return the mix at which just nothing is lost, the middle tier's share as planned."""
    mix = None if found is None else pricing.mix_of(found)
    if mix is None:
        return None
    if min(mix.left_cny.values()) >= 0:
        return Said(text("price.tiers.mix_none_loses", lang))
    share = mix.shares["middle"]
    mixed = pricing.mix_to_balance(mix.left_cny, share)
    if mixed is None:
        return Said(text("price.tiers.mix_never", lang, middle=percent(share, 0)))
    said = {name: percent(part, 0) for name, part in mixed.items()}
    return Said(text(f"price.tiers.{'mix_balance' if mixed['high'] else 'mix_free'}", lang, **said))


def worst_behind(found: Sequence[Case], view: PricingView) -> pd.DataFrame:
    """Return the deepest deal of each product in numbers."""
    import pandas as pd

    rows = [
        {
            "title": view.name(case.item),
            "price_cny": case.list_cny / case.units,
            "units": case.units,
            "unit_paid_cny": case.unit_paid_cny,
            "receipt_cny": case.receipt_cny,
            "contribution_cny": float("nan") if case.left_cny is None else case.left_cny,
            "promotion": view.scope.promotions(case.received_by),
        }
        for case in found
    ]
    return pd.DataFrame(rows)


def findings(found: Sequence[Finding], lang: Lang) -> Table:
    """Return what is wrong by problem: said once with what to do, then each place of it."""
    heads = [text(f"kpi.table.{name}", lang) for name in ("finding", "money", "action")]
    groups = grouped(found, lang)
    wrong = [one for one in groups if one.severity > Severity.NOTE]
    notes = [one for one in groups if one.severity == Severity.NOTE]
    rows = [row for group in wrong for row in _rows_of(group, lang)]
    if notes:
        rows.append([Cell(text("pricing.notes", lang), "muted"), "", ""])
    rows += [row for group in notes for row in _rows_of(group, lang)]
    return Table(heads, rows, "lrl", lang)


def _rows_of(group: Group, lang: Lang) -> list[list[Content]]:
    """Return a problem, and below it its places where there are several."""
    role: Role = "bad_text" if group.severity > Severity.NOTE else ""
    lines = group.told[0].lines if group.alone else ""
    head = Cell(group.problem, "" if group.alone else role)
    rows: list[list[Content]] = [
        [head, _worth(group.cny, lang), _to_do(group.action or group.told[0].action, lines, lang)]
    ]
    if group.alone:
        return rows
    rows[0][2] = group.action
    for one in group.told[:TOLD]:
        to_do = _to_do(one.action, one.lines, lang)
        rows.append([f"· {one.said}", _worth(one.cny, lang), to_do])
    if len(group.told) > TOLD:
        rows.append([text("pricing.further", lang, n=len(group.told) - TOLD), "", ""])
    return rows


def _worth(amount: float | None, lang: Lang) -> str:
    """Return an amount to the fen, as the sentence beside it; nothing where there is none."""
    return "" if amount is None else cny(amount, lang)


def _to_do(action: str, lines: str, lang: Lang) -> str:
    """Return what to do, and last the lines of the plan it is about."""
    if not action or not lines:
        return action or lines
    return f"{action}（{lines}）" if lang == "zh" else f"{action} ({lines})"


def windows(view: PricingView) -> Table:
    """Return of each product the dearest SKU's lowest deal before it is reduced."""
    lang = view.lang
    length = int(str(rule(LAW_REFERENCE).value))
    known = pricing.deals(view.tables), known_until(view.tables, view.scope)
    public = public_cases(view.worst_cases or ())
    names = ("product", "starts", "reference", "crossed", "verdict")
    heads = [text(f"price.windows.{name}", lang) for name in names]
    cells: list[list[Content]] = []
    for product in view.priced:
        first = reduced_from(product, public.get(product.item_id, {}), view.scope)
        _, low = base_of(product, first, known, view.scope)
        begins = full_day(first, lang) if first else text("price.windows.no_start", lang)
        lowest = None if low is None else cny(low.price_cny, lang)
        crossed = product.list_price_cny
        cells.append(
            [
                view.name(product.item_id),
                begins,
                lowest,
                cny(crossed, lang) if crossed is not None else None,
                _verdict(crossed, None if low is None else low.price_cny, lang),
            ]
        )
    caption = text("price.windows.caption", lang, days=length)
    return Table(heads, cells, "llrrl", lang, caption)


def _verdict(crossed: float | None, lowest: float | None, lang: Lang) -> Content:
    if crossed is None:
        return Cell(text("price.windows.not_crossed", lang), "muted")
    if lowest is None:
        return Cell(text("price.windows.no_deal", lang), "muted")
    if crossed > lowest:
        return Cell(text("price.windows.above", lang, gap=cny(crossed - lowest, lang)), "bad_text")
    return Cell(text("price.windows.fine", lang), "good_text")


def protection(view: PricingView) -> Said | None:
    """Return what price protection costs on the next day at that day's public prices."""
    length = view.plan.prices.price_protection_days
    days = sorted(view.tables.order_days)
    if not length or not days or view.past is None:
        return None
    found = public_cases(view.worst_cases or ())
    on = min(view.day, days[-1]) + DAY
    new = {
        item: own[max((day for day in own if day <= on), default=min(own))]
        for item, own in found.items()
    }
    fall = protected(new, on, view.tables, length)
    key = "protection" if fall.owed.orders else "no_protection"
    return Said(text(f"price.windows.{key}", view.lang, **fall_said(fall, view.scope)))
