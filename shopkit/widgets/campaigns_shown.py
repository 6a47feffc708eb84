"""What the notebook of the year shows beside pictures: what there is, work, agenda, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from shopkit import campaigns, schedule
from shopkit.charts.table import Cell, Content, Table
from shopkit.findings import Severity
from shopkit.i18n import DASH, day, full_day, listed, money, number, percent, text
from shopkit.pricing.wording import lines_said
from shopkit.reports.calendar_ahead import with_due
from shopkit.reports.calendar_campaign import phase_said
from shopkit.reports.found_said import worst_first
from shopkit.tables import column
from shopkit.widgets.pieces import sentences
from shopkit.widgets.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shopkit.findings import Finding
    from shopkit.i18n import Lang
    from shopkit.plan import Plan
    from shopkit.reports.calendar_ahead import CalendarAhead
    from shopkit.reports.calendar_campaign import Coming
    from shopkit.widgets.campaigns import CampaignsView

TOLD = 15  # rows of a long table; the workbooks have all
BAD = ("late", "impossible", "unlawful", "missing", "no_consent", "over")
MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def says(key: str, lang: Lang, **values: object) -> str:
    """Return a text of the notebook."""
    return text(f"yearbook.{key}", lang, **values)


def heads(names: Iterable[str], lang: Lang) -> list[str]:
    """Return the titles of columns of the dictionary."""
    return [column(name).title(lang) for name in names]


def on(value: Any, lang: Lang) -> str | None:  # noqa: ANN401 - a cell of a frame
    """Return a day with its year; None where it is unknown."""
    return None if pd.isna(value) else full_day(pd.Timestamp(value).date(), lang)


def coded(group: str, code: object, lang: Lang) -> Content:
    """Return what a code is called, marked where it is bad."""
    said = says(f"{group}.{code}", lang)
    return Cell(said, "bad_text") if code in BAD else said


def state(view: CampaignsView) -> Table:
    """Return what there is of each thing that is planned with, and what to write without."""
    lang = view.lang
    titles = [text(f"decide.have.{name}", lang) for name in ("part", "state", "next")]
    rows: list[list[Content]] = []
    for part, n in _counts(view).items():
        there = says(f"have.{part}_is", lang, n=number(n, lang))
        none = Cell(text("decide.have.none", lang), "muted")
        todo = "" if n else says(f"have.{part}_next", lang)
        rows.append([says(f"have.{part}", lang), there if n else none, todo])
    shown = 3 if any(row[2] for row in rows) else 2
    caption = says("have.caption", lang, day=full_day(view.ahead.today, lang))
    return Table(titles[:shown], [row[:shown] for row in rows], "l" * shown, lang, caption)


def _counts(view: CampaignsView) -> Mapping[str, int]:
    plan = view.ahead.plan
    known = view.view.tables
    to_come = [one for one in plan.campaigns if one.ends >= view.ahead.today]
    return {
        "platform": int((view.ahead.events["lane"] == "platform").sum()),
        "campaigns": len(plan.campaigns),
        "to_come": len(to_come),
        "agenda": len(plan.agenda.recurring) + len(plan.agenda.meetings),
        "posts": sum(post.people for post in plan.team.posts),
        "sales": len(known["shop_days"]) or len(known["orders"]),
        "assumed": int(plan.forecast.visitors_daily is not None) or len(plan.forecast.analogues),
        "stock": len(known["stock"]),
        "lead": int(plan.stock.lead_days is not None) or len(plan.stock.products),
    }


def findings(found: Sequence[Finding], lang: Lang) -> Table:
    """Return findings: what is wrong, money, what to do, who; the worst first, then the dearest.

    Args:
        found: in any order; notes stay out while there is anything worse.
        lang: language of the table.
    """
    worst = worst_first(found)
    kept = [one for one in worst if one.severity > Severity.NOTE] or worst
    names = ("grade", "found", "money", "action", "owner")
    rows: list[list[Content]] = [
        [
            _grade(one.severity, lang),
            sentences((one.said, one.recomputed, one.cause, one.evidence), lang),
            money(one.cny, lang) if one.cny is not None else None,
            one.action + _place(one, lang),
            one.owner,
        ]
        for one in kept[:TOLD]
    ]
    left = len(found) - len(rows)
    caption = says("findings.more", lang, n=left) if left else ""
    titles = [says(f"findings.{name}", lang) for name in names]
    return Table(titles, rows, "nlrll", lang, caption)


def _grade(severity: Severity, lang: Lang) -> Content:
    said = says(f"findings.{MARKS[severity]}", lang)
    return Cell(said, "bad_text") if severity == Severity.ERROR else said


def _place(one: Finding, lang: Lang) -> str:
    lines = lines_said(one.place, lang)
    return ("（{}）" if lang == "zh" else " ({})").format(lines) if lines else ""


def campaign(view: CampaignsView) -> Table:
    """Return the campaign looked at, a line each thing the plan says or lacks."""
    coming, lang = view.coming, view.lang
    if coming is None:
        raise ValueError("asked for only where there is a campaign")
    one, today = coming.campaign, view.ahead.today
    left = (one.ends - today).days + 1
    when = "ahead" if coming.days_left > 0 else "running" if left > 0 else "over"
    days = says("sheet.days", lang, first=full_day(one.starts, lang), last=full_day(one.ends, lang))
    named = {product.item_id: product.name or product.item_id for product in view.plan.products}
    phases = [_phase(event, lang) for event in coming.phases]
    rate = None if one.discount_rate is None else percent(one.discount_rate, 0)
    lacks = [text(f"campaigns.lacks.{name}", lang) for name in campaigns.lacks(view.plan, one)]
    told: dict[str, Content] = {
        "name": one.name,
        "when": days + says(f"sheet.{when}", lang, n=coming.days_left, left=left),
        "signup": on(one.signup_by, lang),
        "phases": listed(phases, lang) or None,
        "products": listed([named.get(item, item) for item in one.products], lang) or None,
        "depth": rate,
        "goal": money(one.sales_cny, lang) if one.sales_cny is not None else None,
        "budget": money(campaigns.planned_cny(one), lang),
        "lacks": Cell(listed(lacks, lang), "bad_text") if lacks else says("sheet.whole", lang),
    }
    rows: list[list[Content]] = [[says(f"sheet.{name}", lang), said] for name, said in told.items()]
    return Table([says("sheet.what", lang), says("sheet.said", lang)], rows, "ll", lang)


def _phase(event: Any, lang: Lang) -> str:  # noqa: ANN401 - an event of the almanac
    ends = dict.fromkeys(day(one, lang) for one in (event.span.start, event.span.end))
    mark = "" if event.certain else text("calendar.assumed", lang)
    return f"{phase_said(event, lang)} {'–'.join(ends)}{mark}"


def chain(coming: Coming, lang: Lang) -> str:
    """Return the tasks that decide whether the campaign is ready, in order; empty without any."""
    links = [
        says("chain.link", lang, task=one.task, day=on(one.due_on, lang) or DASH)
        for one in coming.chain
    ]
    return says("chain.said", lang, n=len(links), list=listed(links, lang)) if links else ""


TASK = ("task", "post", "latest_start_on", "due_on", "slack_workdays", "task_state", "waits_for")


def late(view: CampaignsView) -> Table | Said:
    """Return the campaign's tasks that are late, else those with least time left."""
    lang, tasks = view.lang, view.ahead.tasks
    mine = tasks[tasks["for_campaign"] == view.name]
    mine = mine[~mine["task_state"].isin(schedule.OVER)]
    if mine.empty:
        return Said(says("all_done", lang))
    order = with_due(mine).sort_values(["slack_workdays", "due_on"], kind="stable")
    rows = [_task(row, lang) for row in order.head(TOLD).to_dict("records")]
    n = int(mine["task_state"].isin(("late", "impossible")).sum())
    caption = says("late.caption" if n else "late.none", lang, n=n, all=len(mine))
    if view.coming is not None:
        caption += chain(view.coming, lang)
    return Table(heads(TASK, lang), rows, "llnnrnl", lang, caption, table=order)


def _task(row: Mapping[Any, Any], lang: Lang) -> list[Content]:
    state = schedule.state_title(row["task_state"], lang)
    slack = row["slack_workdays"]
    return [
        row["task"],
        row["held_by"] or row["post"] or None,
        on(row["latest_start_on"], lang),
        on(row["due_on"], lang),
        None if pd.isna(slack) else number(slack, lang),
        Cell(state, "bad_text") if row["task_state"] in BAD else state,
        row["waits_for"] or "",
    ]


MOVED = ("week_starts_on", "post", "task", "for_campaign", "load_hours", "to_week_on")


def moves(ahead: CalendarAhead, lang: Lang) -> Table | Said:
    """Return what to move out of weeks asked for more hours than there are."""
    busy = ahead.over_booked
    if busy.empty:
        return Said(text("calendar.over_booked_none", lang))
    table = schedule.moves_table(ahead.net, ahead.held, lang)
    weeks = busy["week_starts_on"].nunique()
    said = says("moves.caption", lang, weeks=weeks, hours=number(busy["over_hours"].sum(), lang))
    if table.empty:
        return Said(said + says("moves.none", lang))
    rows: list[list[Content]] = [
        [
            on(row["week_starts_on"], lang),
            row["post"],
            row["task"],
            row["for_campaign"] or DASH,
            number(row["load_hours"], lang),
            on(row["to_week_on"], lang) or Cell(says("moves.nowhere", lang), "bad_text"),
        ]
        for row in table.head(TOLD).to_dict("records")
    ]
    return Table(heads(MOVED, lang), rows, "nlllrl", lang, said, table=table)


FIRST = (
    *("quadrant", "task", "for_campaign", "latest_start_on", "due_on", "task_hours"),
    "task_state",
)


def priorities(ahead: CalendarAhead, lang: Lang) -> Table | Said:
    """Return open tasks in the order of work."""
    table = schedule.priority_table(ahead.net, lang)
    if table.empty:
        return Said(says("all_done", lang))
    rows: list[list[Content]] = [
        [
            schedule.quadrant_title(row["quadrant"], lang),
            row["task"],
            row["for_campaign"] or DASH,
            on(row["latest_start_on"], lang),
            on(row["due_on"], lang),
            None if pd.isna(row["task_hours"]) else number(row["task_hours"], lang),
            schedule.state_title(row["task_state"], lang),
        ]
        for row in table.head(TOLD).to_dict("records")
    ]
    said = [says("first.caption", lang, n=len(rows), all=len(table)), schedule.urgency_rule(lang)]
    caption = sentences(said, lang)
    return Table(heads(FIRST, lang), rows, "nllnnrn", lang, caption, table=table)


def meetings(plan: Plan, lang: Lang) -> Table:
    """Return the meetings: how often, who, what is spoken of."""
    rows: list[list[Content]] = [
        [
            one.name,
            says(f"every.{one.every}", lang),
            listed(list(one.posts), lang) or None,
            listed(list(one.items.values()), lang),
            says("meeting.own" if one.told_by_plan else "meeting.usual", lang),
        ]
        for one in schedule.meetings(plan, lang)
    ]
    titles = [says(f"meeting.{name}", lang) for name in ("name", "every", "posts", "items", "of")]
    return Table(titles, rows, "lllll", lang)


ASKED = ("campaign", "approval_state", "planned_cny", "granted_cny", "over_cny", "review_by")


def approvals(plan: Plan, today: Any, lang: Lang) -> Table:  # noqa: ANN401 - a date
    """Return how far the money of each campaign has come."""
    table = campaigns.approvals(plan, today)
    rows: list[list[Content]] = [
        [
            row["campaign"],
            coded("approval", row["approval_state"], lang),
            *(_cny(row[name], lang) for name in ASKED[2:5]),
            on(row["review_by"], lang),
        ]
        for row in table.to_dict("records")
    ]
    titles = [says("sheet.name", lang), *heads(ASKED[1:], lang)]
    return Table(titles, rows, "lnrrrn", lang, table=table)


def _cny(value: float, lang: Lang) -> str | None:
    return None if pd.isna(value) else money(value, lang)


def work_plan(plan: Plan, frame: str, lang: Lang) -> Table:
    """Return how far a plan fills a frame of work."""
    table = schedule.work_plan(plan, frame, lang)
    rows: list[list[Content]] = [
        [
            row["frame_step"],
            coded("step", row["step_state"], lang),
            row["filled_by"] or None,
            row["missing_fields"] or "",
        ]
        for row in table.to_dict("records")
    ]
    names = ("frame_step", "step_state", "filled_by", "missing_fields")
    return Table(heads(names, lang), rows, "llll", lang, schedule.frame_title(frame, lang))
