"""The office around a campaign: its preparation sheet, its published words, messages, lists."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd

from shopkit import campaigns, schedule
from shopkit.charts.table import Cell, Content, Table
from shopkit.errors import PlanError, Problem
from shopkit.i18n import money, number
from shopkit.periods import Period
from shopkit.plan import guess
from shopkit.widgets.campaigns_shown import TOLD, coded, heads, on, says
from shopkit.widgets.pieces import sentences
from shopkit.widgets.said import Said, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shopkit.i18n import Lang
    from shopkit.reports.calendar_expected import Expected
    from shopkit.tables import Tables
    from shopkit.widgets.campaigns import CampaignsView

DAY_HOURS = 24
DAYS = 7
PACKED_AHEAD = 1 / 3  # of the orders, source document 003
EXAMPLE = "favourite_coupon"  # the tactic that shows how a cost is asked for

PREPARED = ("prep_item", "prep_state", "prep_value", "due_on", "prep_needs")


def prep(view: CampaignsView) -> Table:
    """Return the seven things a campaign is prepared by: the figure, or what it takes."""
    lang = view.lang
    table = schedule.prep_sheet(view.ahead.net, view.name, _figures(view), lang)
    rows: list[list[Content]] = [
        [
            row["prep_item"],
            coded("prep", row["prep_state"], lang),
            row["prep_value"] or None,
            on(row["due_on"], lang),
            row["prep_needs"],
        ]
        for row in table.to_dict("records")
    ]
    caption = says("prep.caption", lang)
    return Table(heads(PREPARED, lang), rows, "lnlnl", lang, caption, table=table)


def _figures(view: CampaignsView) -> schedule.Expected:
    """Return what forecast and stock tell of the campaign."""
    held, wanted = view.trade.expected, view.ahead.ordering.campaign
    units = None if wanted is None or wanted.empty else wanted["units_needed"].sum(skipna=False)
    units = None if units is None or pd.isna(units) else float(units)
    if held is None or (held.assumed is not None and held.assumed.missing):
        return schedule.Expected(units=units)
    usual = _usual(view, held)
    orders = round(held.made.totals["paid_orders"].expected)
    visitors, conversion = _traffic(held)
    return schedule.Expected(
        visitors_daily=None if usual is None else round(usual),
        surge=round(visitors / usual, 2) if visitors and usual else None,
        conversion_rate=conversion,
        orders=orders,
        units=units,
        boxes=ceil(orders * PACKED_AHEAD),
        sales_cny=held.made.totals["paid_cny"].expected,
    )


def _usual(view: CampaignsView, held: Expected) -> float | None:
    """Return visitors of the same days without the campaign; None where nobody knows."""
    days = held.made.days["date"]
    span = Period(days.min().date(), days.max().date())
    found = view.trade.made(span, (view.name,)).days["visitors"].mean()
    return None if pd.isna(found) else float(found)


def _traffic(held: Expected) -> tuple[float | None, float | None]:
    """Return visitors of a day of the campaign and its conversion; None where nobody knows."""
    days = held.made.days.dropna(subset=["visitors", "conversion_rate"])
    if days.empty or not days["visitors"].sum():
        return None, None
    bought = (days["visitors"] * days["conversion_rate"]).sum()
    return float(days["visitors"].mean()), float(bought / days["visitors"].sum())


def notice(view: CampaignsView) -> Said:
    """Return the line for the campaign's picture and the rules for its page."""
    if view.coming is None:
        raise ValueError("asked for only where there is a campaign")
    made = campaigns.notice(view.plan, view.coming.campaign, view.lang)
    rules = [f"- {plain(one)}" for one in made.rules]
    return Said("\n".join([f"**{plain(made.banner)}**", "", *rules]))


SENT = ("date", "occasion", "event", "customers_agreed", "messages", "contact_state")


def contacts(view: CampaignsView, audience: campaigns.Audience) -> Table:
    """Return when customers are written to, from the day looked at to the end of the next year."""
    ahead, lang = view.ahead, view.lang
    _counted(audience)
    years = [
        campaigns.contact_plan(ahead.plan, year, audience, lang, ahead.worked)
        for year in (ahead.year, ahead.year + 1)
    ]
    table = pd.concat(years, ignore_index=True)
    to_come = table[table["date"].dt.date >= ahead.today]
    rows: list[list[Content]] = [
        [
            on(row["date"], lang),
            row["occasion"],
            row["event"],
            _count(row["customers_agreed"], lang),
            _count(row["messages"], lang),
            coded("contact", row["contact_state"], lang),
        ]
        for row in to_come.head(TOLD).to_dict("records")
    ]
    said = [says("contact.caption", lang), _hour(view, lang)]
    gap = "" if lang == "zh" else " "
    return Table(heads(SENT, lang), rows, "nllrrl", lang, gap.join(filter(None, said)), table=table)


def _counted(audience: campaigns.Audience) -> None:
    counts = (audience.agreed or 0, *audience.birthdays.values(), *audience.anniversaries.values())
    if min(counts) < 0:
        raise PlanError(Problem("campaign_negative", "agreed", str(min(counts))))


def _count(value: float, lang: Lang) -> str | None:
    return None if pd.isna(value) else number(value, lang)


def _hour(view: CampaignsView, lang: Lang) -> str:
    """Return the hour in which most orders are placed, within those the plan allows."""
    rules = view.plan.agenda.contacts
    hours = rules.from_hour or 0, rules.to_hour or DAY_HOURS
    best = campaigns.contact_hour(_by_hour(view.tables), hours)
    return "" if best is None else says("contact.hour", lang, hour=best, next=best + 1)


def _by_hour(tables: Tables) -> Sequence[float]:
    """Return how many orders were paid in each hour of the day."""
    hours = tables["orders"]["paid_at"].drop_nulls().dt.hour()
    return [int((hours == hour).sum()) for hour in range(DAY_HOURS)]


def occasions(lang: Lang) -> Table:
    """Return why and how customers may be written to, and what the law makes of it."""
    rows: list[list[Content]] = [
        [one.title(lang), coded("lawful", one.status, lang), one.form[lang] or None]
        for one in campaigns.occasions()
    ]
    return Table(heads(("occasion", "lawful", "lawful_form"), lang), rows, "lll", lang)


WORK = ("task", "post", "due_on", "task_hours", "checklist")


def week(view: CampaignsView) -> Table:
    """Return what is done every week, on the days of the next whole week."""
    ahead = view.ahead
    span = Period(ahead.today, ahead.today + timedelta(DAYS - 1))
    return _work(view, schedule.weekly(span, ahead.worked.on_or_after))


def first_days(view: CampaignsView, opens: str) -> Table:
    """Return the work of a new shop's first hundred days.

    Args:
        view: the year.
        opens: the first day of business, as 2026-12-01.

    Raises:
        PlanError: That is no day.
    """
    try:
        net = schedule.first_days(date.fromisoformat(opens))
    except ValueError:
        raise PlanError(Problem("campaign_day", "opens", opens)) from None
    if net.problems:
        raise PlanError(net.problems)
    return _work(view, net)


def _work(view: CampaignsView, net: schedule.Net) -> Table:
    """Return tasks on their days: who does them, until when, what belongs to them."""
    lang, posts = view.lang, view.plan.team.posts
    made = schedule.scheduled(net, view.ahead.worked, view.ahead.today)
    table = schedule.task_table(made, schedule.crew(posts), lang)
    order = table.assign(due_on=schedule.last_days(table))
    order = order.sort_values("due_on", kind="stable")
    rows: list[list[Content]] = [
        [
            row["task"],
            row["held_by"] or row["post"] or None,
            on(row["due_on"], lang),
            _count(row["task_hours"], lang),
            row["checklist"] or "",
        ]
        for row in order.to_dict("records")
    ]
    return Table(heads(WORK, lang), rows, "llnrl", lang, table=order)


def checklist(view: CampaignsView, listing: str) -> Table:
    """Return a list a campaign is prepared from.

    Args:
        view: the year; its campaign's kind says which lists where none is asked for.
        listing: name of the list, or a kind of campaign; empty is the campaign's own.
    """
    kind = view.coming.campaign.kind if view.coming else None
    named = campaigns.lists_of(listing or kind)
    names = (listing,) if listing and listing not in campaigns.LISTS else named
    entries, lang = [(name, one) for name in names for one in campaigns.items(name)], view.lang
    if not entries:
        said = {"known": guess(listing, list(campaigns.listings()))}
        raise PlanError(Problem("campaign_list", "listing", listing, said))
    of = {name: says(f"checklist.list.{name}", lang) for name in names if len(names) > 1}
    rows: list[list[Content]] = [
        [*([of[name]] if of else []), one.title(lang), _note(view, name, one)]
        for name, one in entries
    ]
    titles = [says(f"checklist.{head}", lang) for head in ("of", "what", "note")]
    return Table(titles if of else titles[1:], rows, "nll" if of else "ll", lang)


def _note(view: CampaignsView, listing: str, one: campaigns.Item) -> Content:
    """Return what an entry asks for; that it is gone; of a group deal's stock, what there is."""
    lang, wanted = view.lang, view.ahead.ordering.campaign
    if one.until:
        return Cell(says("checklist.gone", lang, year=one.until), "muted")
    kind = view.coming.campaign.kind if view.coming else None
    asked = kind == "group_deal" and (listing, one.key) == ("group_documents", "stock")
    held = None if wanted is None else wanted[["units_needed", "stock_units"]]
    if not asked or held is None or held.empty or held.isna().to_numpy().any():
        return one.note(lang) or None
    short = sum(campaigns.join(need, max(there, 0)).short_units for need, there in held.to_numpy())
    said = {"need": round(held["units_needed"].sum()), "n": round(short)}
    return says("checklist.stock_short" if short else "checklist.stock_enough", lang, **said)


TACTIC = ("tactic", "cost_basis", "tactic_cost_cny", "needs", "lawful", "lawful_form")


def tactics(view: CampaignsView, uses: Mapping[str, campaigns.Use] | None) -> Table:
    """Return ways to promote, what they cost and need, and what the law makes of them.

    Args:
        view: the year.
        uses: those asked for, each with how often it is used and what one costs; None is all.
    """
    lang, planned = view.lang, view.plan.assortment.items
    table = campaigns.tactics_shown(lang, uses, planned)
    names = [name for name in TACTIC if uses or name != "tactic_cost_cny"]
    rows: list[list[Content]] = [
        [_told(name, row[name], lang) for name in names] for row in table.to_dict("records")
    ]
    align = "llrlll" if uses else "lllll"
    return Table(heads(names, lang), rows, align, lang, _summed(table, uses, lang), table=table)


def _told(name: str, value: Any, lang: Lang) -> Content:  # noqa: ANN401 - a cell of a frame
    """Return what a tactic's cell says."""
    if name == "lawful":
        return coded("lawful", value, lang)
    if name == "tactic_cost_cny":
        return None if pd.isna(value) else money(value, lang)
    return value or None


def _summed(table: pd.DataFrame, uses: Mapping[str, campaigns.Use] | None, lang: Lang) -> str:
    """Return what the tactics asked for cost together; how to ask where nobody did."""
    if not uses:
        return says("tactics.caption", lang, one=campaigns.tactic(EXAMPLE).title(lang))
    unlawful, costs = table["lawful"] == "unlawful", table["tactic_cost_cny"]
    told = [says("tactics.total", lang, cny=money(costs.sum(), lang))]
    told += [says("tactics.unlawful", lang)] if unlawful.any() else []
    told += [says("tactics.open", lang)] if costs[~unlawful].isna().any() else []
    return sentences(told, lang)
