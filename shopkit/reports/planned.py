"""The report of a shop that has no sales yet: what its plan and its market table can tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shopkit.errors import PlanError
from shopkit.i18n import Lang, listed, text
from shopkit.periods import Comparison, Period

if TYPE_CHECKING:
    from shopkit.exports import Shop
    from shopkit.findings import Finding
    from shopkit.kpi import Story
    from shopkit.plan import Plan

CHAPTERS = ("01_positioning", "08_targets", "04_campaigns")  # of every plan
NEXT_STEPS = 3
SHOWN_FINDINGS = 8
YEAR = 12  # months, where the plan does not say how many


def planned_period(shop: Shop, asked: str | None) -> Period | None:
    """Return what a report without sales is of; `None` where there is nothing to tell at all.

    That is the period asked for, else the month of the latest look at the market or decision, else
    the year of the latest goal, else of the latest campaign, else the month people or cash begin
    in. A shop with a file nobody could read gets no such report: its sales may stand in there.
    """
    from shopkit.kpi import has_sales

    if has_sales(shop.tables) or any(file.error for file in shop.files):
        return None
    plan = shop.plan
    looks = [day for day in shop.tables["offers"]["date"] if day is not None]
    days = [*looks, *(one.on for one in plan.decisions)]
    years = [goal.year for goal in plan.targets] or [one.starts.year for one in plan.campaigns]
    begins = [one.starts for one in plan.team.posts if one.starts]
    begins += [plan.cash.starts] if plan.cash.starts else []
    if not (days or years or begins or plan.positioning.category):
        return None
    if asked:
        return Period.parse(asked)
    if days:
        return Period.of_month(max(days))
    if years:
        return Period(date(max(years), 1, 1), date(max(years), 12, 31))
    return Period.of_month(min(begins)) if begins else None


def chapters(shop: Shop) -> tuple[str, ...]:
    """Return the notebooks a report without sales is made of: people and cash where planned."""
    team = bool(shop.plan.team.posts) or not shop.tables["people"].is_empty()
    people = ("03_staffing",) if team else ()
    money = ("11_money",) if shop.plan.cash.model_fields_set else ()
    return (*CHAPTERS, *people, *money)


def alone(period: Period) -> Comparison:
    """Return a period that is held against nothing."""
    return Comparison(period, period, False, period, period, refunds_open=False)


def story(shop: Shop, lang: Lang) -> Story:
    """Return the summary page of a shop without sales: what is planned, missing and next."""
    from shopkit import positioning
    from shopkit.findings import by_money
    from shopkit.kpi import Story

    seen = positioning.study(shop.tables, shop.plan)
    told = [*positioning.findings(shop.plan, seen, lang), *_people_and_cash(shop, lang)]
    found = by_money(told)[:SHOWN_FINDINGS]
    there = {
        "offers": len(seen.offers),
        "competitors": len(shop.plan.competitors),
        "products": len(shop.plan.products),
        "goals": len(shop.plan.targets),
        "people": sum(post.people for post in _with_list(shop).team.posts),
        "months": (shop.plan.cash.months or YEAR) if shop.plan.cash.starts else 0,
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


def _with_list(shop: Shop) -> Plan:
    """Return the plan with the posts of the list of people, on the day its cash begins."""
    from shopkit.reports.staff import with_people

    return with_people(shop, shop.plan.cash.starts or date.min)


def _people_and_cash(shop: Shop, lang: Lang) -> list[Finding]:
    """Return what of a planned team lacks, and where planned cash does not last."""
    from shopkit import finance, staffing

    plan, found = _with_list(shop), []
    names = chapters(shop)
    if "03_staffing" in names:
        found += staffing.staffing_findings(plan, lang, plan.cash.starts, shop.tables["people"])
    if "11_money" in names:
        try:
            found += finance.forecast_findings(
                finance.forecast(finance.model_of(plan, finance.Rates())), lang
            )
        except PlanError:  # its chapter says what to write
            return found
    return found


def message(name: str, told: Story, lang: Lang) -> str:
    """Return a few lines to paste into a chat: that there are no sales yet, and what comes next."""
    from shopkit.reports.message import inert

    lines = [text("reports.message.head", lang, name=inert(name), said=told.headline)]
    return "\n".join([*lines, *told.next[:1]])
