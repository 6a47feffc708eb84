"""People in a notebook: who does what, agents by the hour, rosters; from here money follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import coverage, staffing
from shopkit.charts import coverage as desk_charts
from shopkit.charts import profit as shared
from shopkit.charts import staffing as charts
from shopkit.coverage import pictures as desk_pictures
from shopkit.errors import PlanError
from shopkit.i18n import full_day, text
from shopkit.plan import PLAN_FILE
from shopkit.plan.document import document_of, place, text_of
from shopkit.reports.staff import day_after, with_people
from shopkit.scenario import known_of, outlook
from shopkit.scenario.rush import DAYS_AHEAD, PARCELS, Packing, next_campaign, rush_of
from shopkit.staffing import Volume, pictures
from shopkit.tables import in_words
from shopkit.widgets import staffing_shown as shown
from shopkit.widgets.pieces import picture
from shopkit.widgets.positioning import digest, look_at_positioning
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.saving import decisions_table
from shopkit.widgets.staffing_shown import or_said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import ipywidgets
    import pandas as pd

    from shopkit.charts.picture import Picture
    from shopkit.charts.table import Table
    from shopkit.coverage import Roster
    from shopkit.findings import Finding
    from shopkit.i18n import Lang
    from shopkit.periods import Period
    from shopkit.plan import Plan
    from shopkit.plan.sections.team import Post
    from shopkit.scenario import Known, Outlook
    from shopkit.tables import Tables
    from shopkit.widgets.money import MoneyView
    from shopkit.widgets.positioning import PositioningView

NOWHEN = date(2026, 1, 1)  # of a shop that has neither sales nor a dated plan
WEEK = 7
ROSTER_DAYS = 14
YEAR = 12
PARTS = ("posts", "people", "service", "shifts", "pay", "sales", "past")  # counted with here


@dataclass(frozen=True)
class StaffingView:
    """The people of one shop; each method shows one thing.

    Attributes:
        view: the shop, its plan and the period.
    """

    view: PositioningView

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.view.lang

    @property
    def tables(self) -> Tables:
        """What the shop's files hold."""
        return self.view.tables

    @property
    def period(self) -> Period | None:
        """The days looked back at; None without sales."""
        return self.view.period

    @cached_property
    def day(self) -> date:
        """The day from which is counted: the plan's, else the one after the period."""
        said = self.view.plan.cash.starts
        if said is not None or self.period is None:
            return said or NOWHEN
        return self.period.end + timedelta(1)

    @cached_property
    def plan(self) -> Plan:
        """The plan with the posts its list of people holds; no person is named in it.

        The list is as old as the shop's files: planned posts that begin after them stay.
        """
        shop = self.view.shop
        return with_people(shop, day_after(shop) or self.day)

    @property
    def posts(self) -> Sequence[Post]:
        """The posts filled on the day."""
        return staffing.on(self.plan.team.posts, self.day)

    @cached_property
    def known(self) -> Known:
        """What the past tells of the months ahead."""
        return known_of(self.plan, self.tables, self.day)

    @cached_property
    def ahead(self) -> Outlook:
        """What the plan comes to.

        Raises:
            PlanError: It says nothing of the months ahead, or something in it cannot be.
        """
        return outlook(self.plan, self.known, self.day)

    @cached_property
    def orders_daily(self) -> float | None:
        """Orders of an average day: as planned, else as they were; None is unknown."""
        try:
            return self.ahead.orders_daily
        except PlanError:
            return self.known.orders_daily

    def needed(self, days: int) -> pd.DataFrame | None:
        """Return the agents needed by the hour from the first Monday on; None: chats unknown."""
        first = self.day + timedelta(-self.day.weekday() % WEEK)
        asked = coverage.Hours(days, self.known.order_shares)
        return coverage.needs_of(self.plan, self.orders_daily, first, asked)

    @cached_property
    def place(self) -> Callable[[Sequence[str | int]], str]:
        """Where an entry of the plan stands, as file and line."""
        path = self.view.shop.folder / PLAN_FILE
        document = document_of(path, text_of(path))
        return lambda steps: place(path, document, tuple(steps))

    @cached_property
    def money(self) -> MoneyView:
        """What these people cost and what is left, in months."""
        from shopkit.widgets.money import MoneyView

        return MoneyView(self)

    def state(self) -> Table:
        """Return what there is of each thing that is counted with, and what to write without."""
        return shown.state(self, PARTS)

    @or_said
    def organisation(self) -> Picture | Unsaid:
        """Return the tree of departments and posts."""
        if not self.posts:
            return self.none("posts")
        name = self.plan.shop.name
        found = staffing.organisation(self.posts, name, self.lang, self.day)
        made = pictures.organisation_shown(found, self.lang)
        return picture(charts.organisation, made, self.lang, found.nodes.drop(columns="node"))

    @or_said
    def duties(self) -> Picture | Unsaid:
        """Return which post does which duty, and what nobody or one person alone does."""
        if not self.posts:
            return self.none("posts")
        matrix = staffing.duty_matrix(self.posts, self.lang, self.day)
        covered = staffing.duty_coverage(self.posts, self.lang, self.day, need="core")
        made = pictures.duties_shown(matrix, covered, self.lang)
        return picture(charts.duties, made, self.lang, in_words(covered, self.lang))

    @or_said
    def hires(self) -> Picture | Said:
        """Return the people of each month by department; a sentence where nobody comes or goes."""
        if not self.plan.team.posts:
            return self.none("posts")
        months = self.plan.cash.months or YEAR
        rows = staffing.staff_months(self.plan.team.posts, self.day, months, self.lang)
        heads = rows.groupby("date")["heads"].sum()
        if heads.nunique() == 1:
            said = {"months": months, "n": f"{heads.iloc[0]:g}"}
            return Said(text("people.hires.same", self.lang, **said))
        made = pictures.hires_shown(rows, self.lang)
        return picture(charts.hires, made, self.lang, staffing.staff_by_month(rows))

    @or_said
    def kpis(self) -> Table | Unsaid:
        """Return what each post is measured by, what the files tell of it, and what is aimed at."""
        from shopkit.widgets.staffing_kpis import kpis

        made = kpis(self)
        return made if made.rows else self.none("kpis" if self.posts else "posts")

    @or_said
    def campaign(self, days_ahead: int = DAYS_AHEAD, parcels: int = PARCELS) -> Table | Unsaid:
        """Return the parcels, chats and people of the days around the plan's next campaign.

        Args:
            days_ahead: days over which a third of its parcels are packed before it starts.
            parcels: what one packs in a day.
        """
        from shopkit.widgets.staffing_rush import campaign, foreseen

        found = next_campaign(self.plan, self.day)
        if found is None:
            return self.none("campaign", day=full_day(self.day, self.lang))
        packing = Packing(days_ahead, parcels)
        return campaign(self, rush_of(self.plan, self.known, found, packing, foreseen(self, found)))

    @cached_property
    def turnover_cny(self) -> float | None:
        """Sales of the first month: as planned, else the latest known; None is unknown, CNY."""
        try:
            return self.ahead.made.model.sales_cny[0]
        except PlanError:
            sold = [cny for _, cny in sorted(self.known.sales.items()) if cny]
            return sold[-1] if sold else None

    @or_said
    def policies(self) -> Picture | Unsaid:
        """Return what each policy of headcount asks for at the shop's volume."""
        if not self.turnover_cny:
            return self.none("turnover")
        each = self.known.per_order_cny
        volume = Volume(self.turnover_cny, self.orders_daily, each)
        wages = staffing.post_wages(self.posts)
        compared = staffing.compare(volume, self.lang, self.posts, wages)
        made = pictures.policies_shown(compared, volume, None, self.lang)
        return picture(shared.bars, made, self.lang, compared)

    @or_said
    def hours(self) -> Picture | Unsaid:
        """Return the agents each hour of the busiest weekday needs."""
        week = self.needed(WEEK)
        if week is None:
            return self.none("service")
        made = shown.busiest(week, coverage.peaks_of(self.plan), self.lang)
        columns = ["weekday", "hour_of_day", "chats", "agents_needed", "level_rate"]
        return picture(desk_charts.hours, made, self.lang, week[columns])

    @or_said
    def levels(self, chats_hourly: float = 0.0) -> Picture | Unsaid:
        """Return the service with a few agents more and fewer.

        Args:
            chats_hourly: chats in the hour; 0 is the busiest of a usual week.
        """
        desk, week = coverage.desk_of(self.plan), self.needed(WEEK)
        if desk is None or week is None:
            return self.none("service")
        chats = chats_hourly or float(week["chats"].max())
        made = desk_pictures.levels_shown(chats, desk, self.lang)
        return picture(desk_charts.levels, made, self.lang)

    def rostered(self, people: int = 0) -> Roster | Unsaid:
        """Return the roster of two weeks, or why there is none.

        Args:
            people: how many; 0 is the desk of the plan.

        Raises:
            PlanError: Its shifts or limits cannot be.
        """
        needed, shifts = self.needed(ROSTER_DAYS), coverage.shifts_of(self.plan)
        if needed is None or needed["agents_needed"].isna().any():
            return self.none("service" if needed is None else "beyond")
        if not shifts:
            return self.none("shifts")
        first = needed["date"].iloc[0].date()
        own = coverage.workers_of(self.plan, first, ROSTER_DAYS, self.lang)
        if not (people or own):
            return self.none("desk")
        workers = coverage.numbered(people, self.post_name) if people else own
        limits = coverage.limits_of(self.plan, self.day)
        return coverage.made(coverage.task_of(needed, shifts, workers, limits))

    @property
    def post_name(self) -> str:
        """What people of the desk are called where only their number is known."""
        return text("people.roster.agent", self.lang)

    @cached_property
    def as_planned(self) -> Roster | Unsaid:
        """The roster of the desk as planned."""
        return self.rostered()

    @cached_property
    def enough(self) -> Roster | Unsaid:
        """The roster of the fewest people who hold every hour a shift holds."""
        first = self.as_planned
        if isinstance(first, Unsaid):
            if self.needed(ROSTER_DAYS) is None or not self.plan.team.shifts:
                return first
            first = self.rostered(1)
        if isinstance(first, Unsaid):
            return first
        people = coverage.least_people(first.task)
        return self.rostered(people) if people else self.none("beyond")

    @or_said
    def roster(self) -> Picture | Unsaid:
        """Return who works which shift on which day, with the people of the plan."""
        return self._drawn(self.as_planned)

    @or_said
    def ways_out(self) -> Table | Said:
        """Return what a roster lacks, and which rule to relax or how many people it takes."""
        found = self.as_planned
        if isinstance(found, Unsaid):
            return found
        scope = coverage.Scope(self.lang, self.place)
        told = list(coverage.roster_findings(found, scope))
        if not told:
            return Said(text("people.roster.fine", self.lang))
        return shown.findings(told, self.lang)

    @or_said
    def roster_enough(self) -> Picture | Said:
        """Return the roster of as many people as it takes; a sentence if the plan has them."""
        least, own = self.enough, self.as_planned
        if not isinstance(least, Unsaid) and not isinstance(own, Unsaid):
            few, many = (len(one.task.workers) for one in (least, own))
            if few == many:
                return Said(text("people.roster.same", self.lang, n=many))
        return self._drawn(least)

    @or_said
    def loads(self) -> Table | Unsaid:
        """Return days, hours, overtime, nights and weekends of everybody in that roster."""
        found = self.enough
        return found if isinstance(found, Unsaid) else shown.loads(found, self.lang)

    def _drawn(self, found: Roster | Unsaid) -> Picture | Unsaid:
        if isinstance(found, Unsaid):
            return found
        made = desk_pictures.roster_shown(found, self.lang)
        return picture(desk_charts.roster, made, self.lang, coverage.roster_frame(found))

    @cached_property
    def found(self) -> list[Finding]:
        """What the team lacks and what its desk cannot hold, most money first.

        Raises:
            PlanError: Something in the plan cannot be.
        """
        return shown.found(self)

    @or_said
    def findings(self) -> Table | Said:
        """Return what the team lacks, where it is written and what to do."""
        told = Said(text("people.none.findings", self.lang))
        return shown.findings(self.found, self.lang, shown.where_of(self)) if self.found else told

    def download(self) -> ipywidgets.DOMWidget:
        """Return buttons that write the roster as a workbook and as calendars."""
        from shopkit.widgets.staffing_files import RosterFiles

        return RosterFiles(self)

    def explore(self) -> ipywidgets.DOMWidget:
        """Return sliders for volume and service that move people, pay, profit and cash."""
        from shopkit.widgets.staffing_explorer import StaffingExplorer

        return StaffingExplorer(self)

    def decide(self) -> ipywidgets.DOMWidget:
        """Return posts, shifts and service as forms, and their save."""
        from shopkit.widgets.staffing_desk import TEAM, StaffingDesk

        return StaffingDesk(self, TEAM)

    @cached_property
    def current(self) -> Mapping[str, object]:
        """Fingerprints of the tables decisions are made from."""
        return {"people": digest(self.tables, "people")}

    def with_plan(self, plan: Plan) -> StaffingView:
        """Return the same shop with another plan."""
        return StaffingView(self.view.with_plan(plan))

    def decisions(self) -> Table | Said:
        """Return when people were decided, and whether their inputs changed since."""
        return self.decided("team")

    def decided(self, part: str) -> Table | Said:
        """Return when a part of the plan was decided, and whether its inputs changed since."""
        named = {"people": text("people.have.people", self.lang)}
        mine = tuple(one for one in self.plan.decisions if one.of == part)
        plan = self.view.plan.model_copy(update={"decisions": mine})
        return decisions_table(plan, self.current, self.lang, named)

    def none(self, key: str, **values: object) -> Unsaid:
        """Return why there is nothing to show."""
        return Unsaid(text(f"people.none.{key}", self.lang, **values))


def look_at_staffing(shop: str | Path, period: str = "", lang: Lang = "zh") -> StaffingView:
    """Return a view of a shop's people and money; see `look_at_positioning`."""
    return StaffingView(look_at_positioning(shop, period, lang))
