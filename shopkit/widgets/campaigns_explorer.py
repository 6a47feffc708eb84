"""A date and sliders for a campaign: orders, stock, people, cash and profit follow at once."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets
import pandas as pd

from shopkit import campaign_money, finance
from shopkit.charts import finance as charts
from shopkit.charts.table import STYLE, Content, Table
from shopkit.errors import PlanError
from shopkit.finance import pictures
from shopkit.i18n import DASH, full_day, listed, money, month, number, percent, text
from shopkit.scenario import Move, campaign_outlook, campaigns_side_by_side
from shopkit.widgets.controls import LAYOUT, LivePicture, labelled, say, slider, spoken
from shopkit.widgets.controls import STYLE as CONTROL
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Unsaid
from shopkit.widgets.sections import OWN_WIDTH

if TYPE_CHECKING:
    from shopkit.charts.picture import Picture
    from shopkit.periods import Period
    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.scenario import CampaignOutlook
    from shopkit.widgets.campaigns import CampaignsView

DEPTHS = tuple(n / 100 for n in range(50, 101, 5))  # of the price of its products
AS_FORECAST = 0.0
LIFTS = (AS_FORECAST, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)  # times a usual day
COUNTS = ("visitors", "paid_orders", "units_needed", "order_units", "agents_peak", "extra_hours")
DAYS = ("starts", "ends", "order_by", "lowest_month")
FIGURES = (
    *("starts", "ends", "paid_orders", "paid_cny", "paid_gain_cny", "units_needed"),
    *("order_units", "order_by", "agents_peak", "extra_hours", "cost_extra_people_cny"),
    *("lowest_cash_cny", "lowest_month", "profit_after_tax_cny"),
)


class CampaignExplorer(ipywidgets.VBox):
    """What a campaign comes to on whatever days and at whatever depth the reader moves it to."""

    def __init__(self, view: CampaignsView) -> None:
        """Start at the plan."""
        self.view, self.lang = view, view.lang
        self.told = spoken("shopkit-campaign")
        try:
            self.trouble = "" if view.coming else view.none("campaign").markdown
            if view.coming:
                self.planned = self._begin(view.coming.campaign)
        except PlanError as error:
            self.trouble = error.say(self.lang)
        if self.trouble:
            say(self.told, *self.trouble.splitlines())
            super().__init__([self.told])
            return
        self.kept: dict[Move, CampaignOutlook] = {self.still: self.planned}
        self.starts = self._picker()
        depths = tuple(sorted({*DEPTHS, self.depth}))
        self.rate = self._slider("depth", [(percent(one, 0), one) for one in depths], self.depth)
        lifts = [(f"× {one:g}" if one else self._said("as_forecast"), one) for one in LIFTS]
        self.visitors = self._slider("visitors", lifts, AS_FORECAST)
        self.conversion = self._slider("conversion", lifts, AS_FORECAST)
        self.reset = ipywidgets.Button(description=self._said("reset"), layout=OWN_WIDTH)
        self.reset.add_class("shopkit-campaign-reset")
        self.figures = spoken("shopkit-campaign-figures")
        self.cash = LivePicture(self._cash(self.planned))
        self._show()
        self.reset.on_click(self._back)
        self.controls = (self.starts, self.rate, self.visitors, self.conversion)
        for control in self.controls:
            control.observe(self._moved, names="value")
        parts = [*self.controls, self.reset, self.told, ipywidgets.HTML(STYLE), self.figures]
        super().__init__([*parts, self.cash])

    def _begin(self, campaign: Campaign) -> CampaignOutlook:
        """Return a campaign as planned.

        Raises:
            PlanError: Something in the plan cannot be.
        """
        self.campaign = campaign
        self.ground = self.view.trade.ground
        known = campaign_money.demand_of(self.ground, self.view.tables, self.campaign.name)
        self.elasticity = known.value
        self.depth = self.campaign.discount_rate or 1.0
        self.still = Move(campaign=self.campaign.name, elasticity=self.elasticity)
        return campaign_outlook(self.ground, self.still)

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the controls, and for readers without a kernel the figures of the plan."""
        said = self.trouble or self._said("static")
        table = "" if self.trouble else STYLE + self.numbers(self.planned).html()
        below = "" if self.trouble else "\n" + self.numbers(self.planned).text()
        twin = {"text/html": f"<p>{escape(said)}</p>{table}", "text/plain": said + below}
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _said(self, key: str, **values: object) -> str:
        return text(f"yearbook.explore.{key}", self.lang, **values)

    def _picker(self) -> ipywidgets.DatePicker:
        made = ipywidgets.DatePicker(
            **labelled(self._said("starts")),
            value=self.campaign.starts,
            style={**CONTROL, "description_width": "13em"},
            layout=LAYOUT,
        )
        made.add_class("shopkit-campaign-starts")
        return made

    def _slider(
        self, name: str, pairs: list[tuple[str, float]], start: float
    ) -> ipywidgets.SelectionSlider:
        made = slider(self._said(name), pairs, start)
        made.add_class(f"shopkit-campaign-{name}")
        made.style = {**CONTROL, "description_width": "13em"}
        return made

    @property
    def move(self) -> Move:
        """What is moved as the controls stand."""
        starts = self.starts.value or self.campaign.starts
        return Move(
            campaign=self.campaign.name,
            days=(starts - self.campaign.starts).days,
            discount_rate=None if self.rate.value == self.depth else self.rate.value,
            visitors_lift=self.visitors.value or None,
            conversion_lift=self.conversion.value or None,
            elasticity=self.elasticity,
        )

    @property
    def now(self) -> CampaignOutlook:
        """What the campaign comes to as the controls stand.

        Raises:
            PlanError: It cannot be moved that far.
        """
        move = self.move
        if move not in self.kept:
            self.kept[move] = campaign_outlook(self.ground, move)
        return self.kept[move]

    def _moved(self, _: Any) -> None:  # noqa: ANN401 - a change of a trait
        self._show()

    def _back(self, _: Any) -> None:  # noqa: ANN401
        self.starts.value, self.rate.value = self.campaign.starts, self.depth
        self.visitors.value = self.conversion.value = AS_FORECAST

    def _show(self) -> None:
        """Let figures, words and the picture of cash follow the controls; else show the plan."""
        trouble: list[str] = self._over()
        try:
            now = self.planned if trouble else self.now
        except PlanError as error:
            now, trouble = self.planned, error.say(self.lang).splitlines()
        self.figures.value = self.numbers(now).html()
        self.cash.show(self._cash(now))
        say(self.told, *([*trouble, self._said("as_planned")] if trouble else self._lines(now)))

    def _over(self) -> list[str]:
        """Return that the first day picked is over, if it is; nothing can be moved to it."""
        starts, today = self.starts.value or self.campaign.starts, self.view.ahead.today
        if starts == self.campaign.starts or starts >= today:
            return []
        days = {"day": full_day(starts, self.lang), "today": full_day(today, self.lang)}
        return [self._said("over", **days)]

    def _lines(self, now: CampaignOutlook) -> list[str]:
        """Return what has to be said beside the figures."""
        found = self._row(now)
        by, today = found["order_by"], self.view.ahead.today
        closed = now.supplied.too_late
        key = "so" if found["order_units"] else "so_closed" if closed else "so_no_order"
        key = "so_open" if pd.isna(found["order_units"]) else key
        lines = [
            self._said(key, **{name: self._cell(name, found[name]) or DASH for name in FIGURES})
        ]
        if not pd.isna(by) and by.date() < today:
            lines.append(self._said("order_late", day=full_day(by.date(), self.lang)))
        if closed:
            lines.append(self._said("order_closed", n=round(closed)))
        lacks, extra = now.supplied.lots
        if extra:
            lines.append(self._said("lots", lack=number(lacks, self.lang), n=round(extra)))
        if now.trade.left_platform:
            lines.append(self._said("left_platform"))
        outside = now.trade.outside
        if outside:
            days = listed([self._span(one) for one in outside], self.lang)
            n = sum(one.days for one in outside)
            lines.append(self._said("outside_platform", days=days, n=n))
        if self.rate.value != self.depth:
            key = "no_elasticity" if self.elasticity is None else "elasticity"
            lines.append(self._said(key, e=f"{self.elasticity or 0:.2f}"))
        if now.made is None:
            lines.append(self._said("no_months"))
        if now.people.missing:
            lines.append(self._said("people_open"))
        return lines

    def _span(self, days: Period) -> str:
        """Return some days as one: 11 Nov 2026, or from – to."""
        first, last = (full_day(day, self.lang) for day in (days.start, days.end))
        whole = text("campaigns.days", self.lang, first=first, last=last)
        return first if days.days == 1 else whole

    def _row(self, one: CampaignOutlook) -> dict[str, Any]:
        rows = campaigns_side_by_side({"": one}).to_dict("records")
        return {str(name): value for name, value in rows[0].items()}

    def numbers(self, now: CampaignOutlook) -> Table:
        """Return the figures as planned, as they are now, and what changed."""
        before, after = self._row(self.planned), self._row(now)
        titles = [self._said(name) for name in ("figure", "planned", "moved", "change")]
        rows: list[list[Content]] = [
            [
                self._said(f"of.{name}"),
                self._cell(name, before[name]),
                self._cell(name, after[name]),
                self._change(name, before[name], after[name]),
            ]
            for name in FIGURES
        ]
        shown = 2 if now is self.planned else len(titles)
        return Table(titles[:shown], [row[:shown] for row in rows], "lrrr"[:shown], self.lang)

    def _cell(self, name: str, value: Any) -> str | None:  # noqa: ANN401 - a cell of a frame
        if pd.isna(value):
            return None
        if name in DAYS:
            said = month if name == "lowest_month" else full_day
            return said(value.date(), self.lang)
        return number(round(value), self.lang) if name in COUNTS else money(value, self.lang)

    def _change(self, name: str, before: Any, after: Any) -> str | None:  # noqa: ANN401
        if pd.isna(before) or pd.isna(after):
            return None
        if name in DAYS:
            days = (after - before) // timedelta(1)
            return self._days(days) if days else ""
        said = number if name in COUNTS else money
        return said(round(after - before), self.lang, sign=True)

    def _days(self, days: int) -> str:
        sign = "+" if days > 0 else "−"
        return sign + self._said("days", n=abs(days))

    def _cash(self, one: CampaignOutlook) -> Picture | Unsaid:
        if one.made is None:
            return Unsaid(self._said("no_months"))
        low = finance.lowest(one.made)
        months = finance.cash(one.made)
        made = pictures.cash_shown(months, low, one.made.model.least_cny, self.lang)
        return picture(charts.cash, made, self.lang, months)
