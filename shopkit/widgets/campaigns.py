"""The year of a shop in a notebook: its days, what does not fit, its next campaign backwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from shopkit import campaigns
from shopkit.campaigns import pictures
from shopkit.charts import campaigns as charts
from shopkit.charts import schedule as work_charts
from shopkit.clock import today
from shopkit.i18n import text
from shopkit.periods import Period
from shopkit.reports.calendar_ahead import Wanted, calendar_ahead
from shopkit.reports.staff import day_after
from shopkit.schedule import pictures as work_pictures
from shopkit.widgets import campaigns_office as office
from shopkit.widgets import campaigns_shown as shown
from shopkit.widgets.pieces import picture
from shopkit.widgets.positioning import digest, look_at_positioning
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.saving import decisions_table
from shopkit.widgets.staffing_shown import or_said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    import ipywidgets
    import pandas as pd

    from shopkit.charts.picture import Picture
    from shopkit.charts.table import Table
    from shopkit.i18n import Lang
    from shopkit.plan import Plan
    from shopkit.reports.calendar_ahead import CalendarAhead
    from shopkit.reports.calendar_campaign import Coming
    from shopkit.tables import Tables
    from shopkit.widgets.campaigns_trade import TradeView
    from shopkit.widgets.positioning import PositioningView

PARTS = ("campaigns", "agenda", "stock", "forecast", "tasks")  # what this notebook decides
MOST = 40  # tasks of the picture: more than any run-book has


@dataclass(frozen=True)
class CampaignsView:
    """The year of one shop and its next campaign; each method shows one thing.

    Attributes:
        view: the shop, its plan and the period.
        asked: the campaign looked at by its name; empty is the next one to prepare.
        seen_from: the day the year is seen from; None is the day after the files, else today.
    """

    view: PositioningView
    asked: str = ""
    seen_from: date | None = None

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.view.lang

    @property
    def tables(self) -> Tables:
        """What the shop's files hold."""
        return self.view.tables

    @cached_property
    def ahead(self) -> CalendarAhead:
        """The year, its work and what to order, seen from one day.

        Raises:
            ParameterError: The plan has no campaign of the name asked for.
        """
        day, name = self.day, self.asked or self._next()
        wanted = Wanted(None, name, str(day), day, self.lang)
        return calendar_ahead(self.view.shop.folder, wanted)

    @cached_property
    def day(self) -> date:
        """The day everything is seen from."""
        return self.seen_from or day_after(self.view.shop) or today()

    def _next(self) -> str | None:
        """Return the campaign to prepare: the next to begin; `None` where none is to come."""
        to_come = [one for one in campaigns.held(self.view.plan) if one.campaign.starts > self.day]
        first = min(to_come, key=lambda one: (one.campaign.starts, one.at), default=None)
        return None if first is None else first.campaign.name

    @property
    def plan(self) -> Plan:
        """The plan with the posts its list of people holds; no person is named in it."""
        return self.ahead.plan

    @property
    def coming(self) -> Coming | None:
        """The campaign looked at; None where none is to come."""
        return self.ahead.coming

    @property
    def name(self) -> str:
        """Name of the campaign looked at; empty where there is none."""
        return self.coming.campaign.name if self.coming else ""

    @cached_property
    def trade(self) -> TradeView:
        """What the campaign sells, needs and leaves."""
        from shopkit.widgets.campaigns_trade import TradeView

        return TradeView(self)

    def state(self) -> Table:
        """Return what there is of each thing that is planned with, and what to write without."""
        return shown.state(self)

    @or_said
    def ribbon(self, later: int = 0) -> Picture:
        """Return a year as a ribbon: platform, holidays, the shop's own.

        Args:
            later: years after the one looked at.
        """
        ahead, year = self.ahead, self.ahead.year + later
        events = campaigns.year_frame(ahead.plan, year, self.lang, ahead.worked)
        told = campaigns.remarks(ahead.plan, year, self.lang, ahead.worked)
        asked = pictures.Year(year, ahead.today if not later else None, told)
        made = pictures.ribbon_shown(events, asked, self.lang)
        return picture(charts.ribbon, made, self.lang, events)

    @or_said
    def findings(self) -> Table | Said:
        """Return what does not fit or is late, the worst of each part first."""
        found = [one for _, part in self.ahead.found for one in part]
        return shown.findings(found, self.lang) if found else Said(shown.says("fits", self.lang))

    @or_said
    def campaign(self) -> Table | Unsaid:
        """Return the campaign looked at: its days, phases, products, money, what is missing."""
        return shown.campaign(self) if self.coming else self.none("campaign")

    @or_said
    def notice(self) -> Said:
        """Return the line for the campaign's picture and the rules for its page."""
        return office.notice(self) if self.coming else self.none("campaign")

    @or_said
    def prep(self) -> Table | Unsaid:
        """Return the seven things the campaign is prepared by: the figure, or what it takes."""
        return office.prep(self) if self.coming else self.none("campaign")

    @or_said
    def checklist(self, listing: str = "") -> Table:
        """Return a list a campaign is prepared from.

        Args:
            listing: a name of `campaigns.listings()` (stage_two, group_sites, activity_page …), or
                opening or group_deal for all of theirs; empty is that of the campaign's kind.
        """
        return office.checklist(self, listing)

    @or_said
    def gantt(self) -> Picture | Unsaid:
        """Return the work of the campaign counted back from its first day."""
        tasks = self._tasks()
        if self.coming is None or tasks.empty:
            return self.none("campaign")
        ahead = self.ahead
        days = tasks[["starts_on", "ends_on", "earliest_start_on", "latest_end_on"]].stack()
        edges = ahead.today, days.min().date(), days.max().date(), self.coming.campaign.ends
        span = Period(min(edges), max(edges))
        behind = work_pictures.bands(ahead.plan, span, ahead.worked, self.lang)
        made = work_pictures.gantt_shown(tasks, ahead.today, self.lang, behind)
        return picture(partial(work_charts.gantt, bands=behind), made, self.lang, tasks)

    def _tasks(self) -> pd.DataFrame:
        """Return the campaign's open tasks as a picture holds them; all where all is over."""
        mine = self.ahead.tasks[self.ahead.tasks["for_campaign"] == self.name]
        pages = work_pictures.pages(mine, MOST) or work_pictures.pages(mine, MOST, everything=True)
        return pages[0] if pages else mine

    @or_said
    def late(self) -> Table | Said:
        """Return the tasks of the campaign that are late or decide whether it is ready."""
        if self.coming is None:
            return self.none("campaign")
        return shown.late(self)

    @or_said
    def load(self) -> Picture | Unsaid:
        """Return the hours each post is asked for by week, against those it has."""
        if not self.plan.team.posts:
            return self.none("posts")
        if self.ahead.load.empty:
            return self.none("load")
        made = work_pictures.load_shown(self.ahead.load, self.lang)
        return picture(work_charts.load, made, self.lang, self.ahead.load)

    @or_said
    def moves(self) -> Table | Said:
        """Return what to move out of weeks that are asked for too much."""
        if not self.plan.team.posts:
            return self.none("posts")
        return shown.moves(self.ahead, self.lang)

    @or_said
    def priorities(self) -> Table | Said:
        """Return open tasks in the order of work: important and urgent first."""
        return shown.priorities(self.ahead, self.lang)

    @or_said
    def week(self) -> Table:
        """Return what is done every week, on the days of the next whole week."""
        return office.week(self)

    @or_said
    def first_days(self, opens: str) -> Table:
        """Return the work of a new shop's first hundred days.

        Args:
            opens: the first day of business, as 2026-12-01.
        """
        return office.first_days(self, opens)

    @or_said
    def meetings(self) -> Table:
        """Return the meetings and what each speaks of."""
        return shown.meetings(self.plan, self.lang)

    @or_said
    def contacts(
        self,
        agreed: int | None = None,
        birthdays: Mapping[int, int] | None = None,
        anniversaries: Mapping[int, int] | None = None,
    ) -> Table | Unsaid:
        """Return when customers are written to, to the end of the next year.

        Args:
            agreed: customers who agreed to messages; None is unknown.
            birthdays: of these with a birthday they gave themselves, by month.
            anniversaries: of these with the anniversary of a purchase, by month.
        """
        if not (self.plan.campaigns or self.plan.agenda.recurring):
            return self.none("campaigns")
        audience = campaigns.Audience(agreed, birthdays or {}, anniversaries or {})
        return office.contacts(self, audience)

    @or_said
    def occasions(self) -> Table:
        """Return why and how customers may be written to, and what the law makes of it."""
        return office.occasions(self.lang)

    @or_said
    def approvals(self) -> Table | Unsaid:
        """Return how far the money of each campaign has come."""
        if not self.plan.campaigns:
            return self.none("campaigns")
        return shown.approvals(self.plan, self.ahead.today, self.lang)

    @or_said
    def tactics(self, uses: Mapping[str, campaigns.Use] | None = None) -> Table:
        """Return ways to promote: what each costs and needs, and whether the law allows it.

        Args:
            uses: the ones asked for by name, each with how often it is used and what one costs,
                CNY; all of them without it.
        """
        return office.tactics(self, uses)

    @or_said
    def work_plan(self, frame: str = "five_steps") -> Table:
        """Return how far the plan fills a frame of work.

        Args:
            frame: five_steps, five_parts, six_steps, resources, growth or long_term.
        """
        return shown.work_plan(self.plan, frame, self.lang)

    def explore(self) -> ipywidgets.DOMWidget:
        """Return a date and sliders that move orders, stock, people, cash and profit at once."""
        from shopkit.widgets.campaigns_explorer import CampaignExplorer

        return CampaignExplorer(self)

    def decide(self) -> ipywidgets.DOMWidget:
        """Return campaigns, agenda, stock, assumptions and tasks as forms, each with its save."""
        from shopkit.widgets.campaigns_desk import CampaignsDesks

        return CampaignsDesks(self)

    def download(self) -> ipywidgets.DOMWidget:
        """Return buttons that write the calendar, the task list and the poster."""
        from shopkit.widgets.campaigns_files import CampaignFiles

        return CampaignFiles(self)

    @cached_property
    def current(self) -> Mapping[str, object]:
        """Fingerprints of the tables decisions are made from."""
        return {"stock_units": digest(self.tables, "stock")}  # `stock` is a part of the plan

    def decisions(self) -> Table | Said:
        """Return when each part was decided, and whether its inputs changed since."""
        mine = tuple(one for one in self.view.plan.decisions if one.of in PARTS)
        plan = self.view.plan.model_copy(update={"decisions": mine})
        named = {"stock_units": text("yearbook.have.stock", self.lang)}
        return decisions_table(plan, self.current, self.lang, named)

    def none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        return Unsaid(text(f"yearbook.none.{key}", self.lang))


def look_at_campaigns(
    shop: str | Path, period: str = "", campaign: str = "", lang: Lang = "zh"
) -> CampaignsView:
    """Return a view of a shop's year; a shop without any exports has one too.

    Args:
        shop: a shop folder, or the name of a sample shop or of one of the user's own.
        period: the year is seen from the day after it, without sales from its first day; empty is
            the day after the files, without sales today.
        campaign: name of the campaign looked at; empty is the next one to prepare.
        lang: `zh` or `en`.

    Raises:
        PlanError: There is no such shop, or its plan has problems.
        ExportError: A file is broken.
        PeriodError: The period cannot be read.
        ParameterError: The plan has no campaign of that name.
    """
    opened = look_at_positioning(shop, period, lang)
    asked = Period.parse(period) if period else None
    day = (asked.end + timedelta(1) if opened.period else asked.start) if asked else None
    view = CampaignsView(opened, campaign, day)
    if campaign:
        _ = view.ahead  # a wrong name is told at once
    return view
