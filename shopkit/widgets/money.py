"""Money ahead in a notebook: payroll, profit, cash, what must be true, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from shopkit import finance, pay
from shopkit.charts import finance as charts
from shopkit.finance import pictures
from shopkit.findings import by_money
from shopkit.i18n import percent, text
from shopkit.pay.pictures import payroll_shown, posts_named
from shopkit.scenario import Levers, each_made, outlook, side_by_side
from shopkit.tables import in_words
from shopkit.widgets import money_shown as shown
from shopkit.widgets import staffing_shown as people
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.staffing_shown import or_said

if TYPE_CHECKING:
    from pathlib import Path

    import ipywidgets

    from shopkit.charts.picture import Picture
    from shopkit.charts.table import Table
    from shopkit.finance import Chances, Forecast
    from shopkit.findings import Finding
    from shopkit.i18n import Lang
    from shopkit.pay import Payroll
    from shopkit.plan import Plan
    from shopkit.scenario import Outlook
    from shopkit.widgets.staffing import StaffingView

PARTS = ("sales", "costs", "past", "posts", "pay", "cash", "spreads")  # counted with here
MORE, LESS = 1.3, 0.7  # times the planned sales, in scenarios beside the plan's own


@dataclass(frozen=True)
class MoneyView:
    """The months ahead of one shop in money; each method shows one thing.

    Attributes:
        team: its people.
    """

    team: StaffingView

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.team.lang

    @property
    def plan(self) -> Plan:
        """The plan with the posts its list of people holds."""
        return self.team.plan

    @property
    def made(self) -> Forecast:
        """Profit and cash of the months ahead.

        Raises:
            PlanError: The plan says nothing of them.
        """
        return self.team.ahead.made

    @property
    def least_cny(self) -> float:
        """Cash that must always be left, CNY."""
        return self.made.model.least_cny

    def state(self) -> Table:
        """Return what there is of each thing that is counted with, and what to write without."""
        return people.state(self.team, PARTS)

    @cached_property
    def paid(self) -> Payroll:
        """The payroll of the first month."""
        model = self.made.model
        return pay.payroll_of(self.plan, model.starts, model.sales_cny[0])

    @or_said
    def payroll(self) -> Picture | Unsaid:
        """Return what each post costs in the first month, with the employer's part."""
        if not self.plan.team.posts:
            return self.none("posts")
        frame = posts_named(self.paid, self.lang)
        return picture(charts.payroll, payroll_shown(self.paid, self.lang), self.lang, frame)

    @or_said
    def lawful(self) -> Table | Said:
        """Return what in the way people are paid the law or the arithmetic does not allow."""
        if not self.plan.team.posts:
            return self.none("posts")
        private = not self.team.tables["people"].is_empty()
        day, sales = self.team.day, self.team.turnover_cny  # the law counts without a plan of sales
        asked = pay.Scope(self.plan, self.lang, day, sales, self.team.place, private)
        found = pay.pay_findings(asked)
        if not found:
            return Said(text("money.none.lawful", self.lang))
        return people.findings(found, self.lang, people.where_of(self.team))

    @or_said
    def reviews(self, bonus_cny: float | None = None) -> Table | Unsaid:
        """Return what bad reviews leave of a month's pay: by rules that fine, and as lawful.

        Args:
            bonus_cny: bonus before any review; None is the plan's for a score that stays.
        """
        from shopkit.widgets.staffing_reviews import reviews

        if not self.plan.team.posts:
            return self.none("posts")
        return reviews(self.team, bonus_cny)

    @or_said
    def profit(self) -> Picture | Unsaid:
        """Return sales, costs and what is left of each month."""
        account = finance.pnl(self.made)
        made = pictures.profit_shown(account, self.lang)
        return picture(charts.profit, made, self.lang, account)

    @or_said
    def account(self) -> Table | Unsaid:
        """Return every line of profit by year, and its share of net sales."""
        return shown.account(finance.pnl(self.made, "year"), self.lang)

    @or_said
    def cash(self) -> Picture | Unsaid:
        """Return cash at the end of each month, its lowest point, and frozen deposits."""
        months, low = finance.cash(self.made), finance.lowest(self.made)
        made = pictures.cash_shown(months, low, self.least_cny, self.lang)
        return picture(charts.cash, made, self.lang, months)

    @or_said
    def returns(self) -> Table | Unsaid:
        """Return lowest cash, break-even month, payback, present value and rate of return."""
        return shown.returns(self.made, self.lang)

    @or_said
    def must(self) -> Table | Unsaid:
        """Return what one input alone must be for profit, and for cash, to hold."""
        return shown.must(self.made.model, self.lang)

    @cached_property
    def runs(self) -> Chances | None:
        """Runs of the months ahead; None where the plan says no spreads.

        Raises:
            PlanError: The plan says nothing of the months ahead.
        """
        import numpy as np

        doubts = finance.doubts_of(self.plan)
        if not doubts:
            return None
        draw = finance.Draw(np.random.default_rng(finance.SEED), finance.RUNS)
        return finance.chances({self.planned: self.made.model}, doubts, draw)

    @property
    def planned(self) -> str:
        """What the plan itself is called among scenarios."""
        return text("money.scenarios.planned", self.lang)

    @or_said
    def chances(self) -> Picture | Unsaid:
        """Return where eight runs in ten hold the cash, and how often it runs out."""
        if self.runs is None:
            return self.none("spreads")
        months, ruin = self.runs.frame(), self.runs.ruin(self.planned)
        made = pictures.fan_shown(months, ruin, finance.RUNS, self.least_cny, self.lang)
        return picture(charts.fan, made, self.lang, months)

    @or_said
    def tornado(self) -> Picture | Unsaid:
        """Return what each driver alone does to the lowest cash."""
        doubts = finance.doubts_of(self.plan)
        if not doubts:
            return self.none("spreads")
        drivers = finance.tornado(self.made.model, doubts)
        low = finance.lowest(self.made).cny
        made = pictures.tornado_shown(drivers, low, self.lang)
        return picture(charts.tornado, made, self.lang, in_words(drivers, self.lang))

    @cached_property
    def outlooks(self) -> tuple[dict[str, Outlook], dict[str, str]]:
        """The plan, its scenarios, more and fewer sales; and scenarios that cannot be, and why.

        Raises:
            PlanError: Nothing is known of the months.
        """
        planned = {self.planned: self.team.ahead}
        made, wrong = each_made(
            self._asked(), partial(outlook, self.plan, self.team.known, self.team.day)
        )
        return planned | made, {name: error.say(self.lang) for name, error in wrong.items()}

    def _asked(self) -> dict[str, Levers]:
        """Return what is moved in each scenario: the plan's, then more and fewer sales."""
        asked = {one.name: Levers(changes=one.changes) for one in self.plan.scenarios}
        for name, volume in (("more", MORE), ("fewer", LESS)):
            named = text(f"money.scenarios.{name}", self.lang, share=percent(volume, 0))
            asked[named] = Levers(volume=volume, follow=True)
        return asked

    @or_said
    def scenarios(self) -> Picture | Unsaid:
        """Return lowest cash, profit and, of a new shop, payback of the plan and its scenarios."""
        side = side_by_side(self.outlooks[0])
        if self.made.model.timing.went_on:
            side = side.drop(columns="payback_years")
        made = pictures.scenarios_shown(side, self.least_cny, self.lang)
        return picture(charts.scenarios, made, self.lang, side)

    @or_said
    def compared(self) -> Table | Unsaid:
        """Return people, payroll, profit and cash of the plan and its scenarios."""
        made, wrong = self.outlooks
        return shown.compared(side_by_side(made), wrong, self.lang)

    @cached_property
    def found(self) -> list[Finding]:
        """What in the months ahead does not hold, most money first.

        Raises:
            PlanError: The plan says nothing of them.
        """
        told = finance.forecast_findings(self.made, self.lang)
        more = finance.plan_findings(self.plan, self.made.model, self.lang)
        return by_money(dict.fromkeys([*told, *more]))

    @or_said
    def findings(self) -> Table | Said:
        """Return what in the months ahead does not hold, where it is written, what to do."""
        if not self.found:
            return Said(text("money.none.findings", self.lang))
        return people.findings(self.found, self.lang, people.where_of(self.team))

    def decide(self) -> ipywidgets.DOMWidget:
        """Return pay and cash as forms, and their save."""
        from shopkit.widgets.staffing_desk import MONEY, StaffingDesk

        return StaffingDesk(self.team, MONEY)

    def decisions(self) -> Table | Said:
        """Return when cash was decided, and whether its inputs changed since."""
        return self.team.decided("cash")

    def none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        return self.team.none(key)


def look_at_money(shop: str | Path, period: str = "", lang: Lang = "zh") -> MoneyView:
    """Return a view of a shop's money ahead; see `look_at_positioning`."""
    from shopkit.widgets.staffing import look_at_staffing

    return look_at_staffing(shop, period, lang).money
