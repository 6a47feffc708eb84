"""The report of a shop that has no sales yet: what its plan and its market table can tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shopkit.i18n import Lang, listed, text
from shopkit.periods import Comparison, Period

if TYPE_CHECKING:
    from shopkit.exports import Shop
    from shopkit.kpi import Story

CHAPTERS = ("01_positioning", "08_targets")
NEXT_STEPS = 3
SHOWN_FINDINGS = 8


def planned_period(shop: Shop, asked: str | None) -> Period | None:
    """Return what a report without sales is of; `None` where there is nothing to tell at all.

    That is the period asked for, else the month of the latest look at the market or decision, else
    the year of the latest goal. A shop with a file nobody could read gets no such report: its
    sales may stand in there.
    """
    from shopkit.kpi import has_sales

    if has_sales(shop.tables) or any(file.error for file in shop.files):
        return None
    plan = shop.plan
    looks = [day for day in shop.tables["offers"]["date"] if day is not None]
    days = [*looks, *(one.on for one in plan.decisions)]
    years = [goal.year for goal in plan.targets]
    if not (days or years or plan.positioning.category):
        return None
    if asked:
        return Period.parse(asked)
    if days:
        return Period.of_month(max(days))
    return Period(date(max(years), 1, 1), date(max(years), 12, 31)) if years else None


def alone(period: Period) -> Comparison:
    """Return a period that is held against nothing."""
    return Comparison(period, period, False, period, period, refunds_open=False)


def story(shop: Shop, lang: Lang) -> Story:
    """Return the summary page of a shop without sales: what is planned, missing and next."""
    from shopkit import positioning
    from shopkit.kpi import Story

    seen = positioning.study(shop.tables, shop.plan)
    found = positioning.findings(shop.plan, seen, lang)[:SHOWN_FINDINGS]
    there = {
        "offers": len(seen.offers),
        "competitors": len(shop.plan.competitors),
        "products": len(shop.plan.products),
        "goals": len(shop.plan.targets),
    }
    known = [text(f"reports.planned.{name}", lang, n=n) for name, n in there.items() if n]
    files = text("reports.planned.files", lang)
    steps = [files, *dict.fromkeys(one.action for one in found if one.action)]
    return Story(
        headline=text("reports.planned.headline", lang),
        lead=text("reports.planned.lead", lang),
        tiles=(),
        what=text("reports.planned.what", lang, list=listed(known, lang)) if known else "",
        why=text("reports.planned.why", lang),
        next=tuple(steps[:NEXT_STEPS]),
        findings=tuple(found),
        definitions=(),
    )


def message(name: str, told: Story, lang: Lang) -> str:
    """Return a few lines to paste into a chat: that there are no sales yet, and what comes next."""
    from shopkit.reports.message import inert

    lines = [text("reports.message.head", lang, name=inert(name), said=told.headline)]
    return "\n".join([*lines, *told.next[:1]])
