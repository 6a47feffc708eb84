"""A campaign in a notebook: what it sells, what to order, what it leaves, where its ads go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from shopkit import campaign_money, forecast, spending
from shopkit.charts import forecast as sales_charts
from shopkit.charts import spending as money_charts
from shopkit.charts import stock as stock_charts
from shopkit.charts.table import table_of
from shopkit.forecast import pictures as sales_pictures
from shopkit.i18n import text
from shopkit.periods import Period
from shopkit.reports.calendar_expected import DIP, SEED, Expected
from shopkit.reports.staff import day_after
from shopkit.scenario import Move, led_by
from shopkit.spending import pictures as money_pictures
from shopkit.stock import pictures as stock_pictures
from shopkit.widgets import campaigns_told as told
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.staffing_shown import or_said

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from shopkit.campaign_money import Actual, Planned
    from shopkit.charts.picture import Picture
    from shopkit.charts.table import Table
    from shopkit.forecast import Forecast
    from shopkit.i18n import Lang
    from shopkit.scenario import Ground
    from shopkit.spending import Asked, Split
    from shopkit.widgets.campaigns import CampaignsView

SHOWN = 120  # days ahead of a campaign at most, so that its own days stay to be seen
ELASTICITY = 0.7  # assumed for channels whose past shows no saturation; said where it is used


@dataclass(frozen=True)
class TradeView:
    """What the campaign of a year's view sells, needs and leaves; each method shows one thing.

    Attributes:
        year: the year it stands in.
    """

    year: CampaignsView

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.year.lang

    @cached_property
    def daily(self) -> pd.DataFrame:
        """Days of the shop; none where it has no past."""
        return forecast.daily(self.year.tables)

    @cached_property
    def after(self) -> date | None:
        """The first day no file tells of; None without any."""
        return day_after(self.year.view.shop)

    @property
    def expected(self) -> Expected | None:
        """What the campaign is expected to bring; None where there is none, or it is over."""
        found = self.year.coming.expected if self.year.coming else None
        return found if isinstance(found, Expected) else None

    @property
    def method(self) -> forecast.Method | None:
        """How days ahead are forecast; None where they are assumed, or no campaign asks."""
        held = self.expected
        return held.made.method if held is not None and held.assumed is None else None

    @or_said
    def days(self) -> Picture | Unsaid:
        """Return the days ahead with the campaign and without it, with their interval."""
        held = self.expected
        if held is None or self.year.coming is None:
            return self.year.none("campaign" if self.year.coming is None else "over")
        if held.assumed is not None and held.assumed.missing:
            return self._missing(held.assumed.missing)
        one = self.year.coming.campaign
        first = min(self.after or one.starts, one.starts)
        first = first if (one.starts - first).days <= SHOWN else one.starts - timedelta(SHOWN)
        ahead, without = (
            self.made(Period(first, one.ends + DIP), names) for names in ((), (one.name,))
        )
        seen = sales_pictures.Seen(
            self.daily, ahead, without, held.gain, tuple(self.year.plan.campaigns), one.name
        )
        made = sales_pictures.days_shown(seen, self.lang)
        return picture(sales_charts.days, made, self.lang, ahead.days)

    def made(self, period: Period, without: tuple[str, ...] = ()) -> Forecast:
        """Return days ahead, forecast or assumed.

        Args:
            period: days asked for.
            without: names of campaigns that are left out.
        """
        question = forecast.Question(self.year.plan, period, without)
        if self.method is not None:
            draws = np.random.default_rng(SEED)
            found = forecast.forecast(self.daily, question, self.method, draws)
            if not isinstance(found, forecast.Refused):
                return found
        return forecast.assumed(question, self.lang).forecast

    def _missing(self, names: tuple[str, ...]) -> Unsaid:
        said = [text(f"forecast.figure.{name}", self.lang) for name in names]
        return Unsaid(text("yearbook.none.assumptions", self.lang, list="、".join(said)))

    @or_said
    def expectation(self) -> Said:
        """Return what the campaign is expected to bring, and how that was told."""
        coming = self.year.coming
        return self.year.none("campaign") if coming is None else told.expectation(coming, self.lang)

    @or_said
    def cover(self) -> Picture | Unsaid:
        """Return how long stock lasts against what a new order takes to come."""
        orders = self.year.ahead.ordering.orders
        if orders is None or orders.empty:
            return self.year.none("stock")
        made = stock_pictures.cover_shown(orders, self.lang, self.year.ahead.today)
        return picture(stock_charts.cover, made, self.lang, orders)

    @or_said
    def orders(self) -> Table | Said:
        """Return what to order until when, the most urgent first."""
        orders = self.year.ahead.ordering.orders
        if orders is None or orders.empty:
            return self.year.none("stock")
        return told.orders(orders, self.lang)

    @or_said
    def campaign_stock(self) -> Picture | Unsaid:
        """Return the stock the campaign needs against what is planned or there."""
        held = self._wanted()
        if isinstance(held, Unsaid):
            return held
        made = stock_pictures.campaign_shown(self.year.name, held, self.lang)
        return picture(stock_charts.campaign, made, self.lang, held)

    @or_said
    def campaign_orders(self) -> Table | Unsaid:
        """Return what to order for the campaign until when."""
        held = self._wanted()
        return held if isinstance(held, Unsaid) else told.campaign_orders(held, self.lang)

    def _wanted(self) -> pd.DataFrame | Unsaid:
        held = self.year.ahead.ordering.campaign
        if held is None or held.empty:
            return self.year.none("campaign" if self.year.coming is None else "products")
        return held

    @cached_property
    def ground(self) -> Ground:
        """Plan and past the money of campaigns is counted from."""
        held, coming = self.year.ahead.money.ground, self.year.coming
        return held if coming is None else replace(held, plan=led_by(held.plan, coming.campaign))

    @cached_property
    def planned(self) -> Planned:
        """The campaign's account as planned.

        Raises:
            PlanError: Something in the plan cannot be.
        """
        held = self.year.ahead.money.planned
        if held is not None:
            return held[1]
        move = Move(campaign=self.year.name)
        return campaign_money.planned(self.ground, self.year.tables, move)

    @or_said
    def account(self) -> Table | Unsaid:
        """Return what the campaign is planned to leave, line by line, and the days without it."""
        if self.year.coming is None:
            return self.year.none("campaign")
        return told.account(self.planned, self.lang)

    @or_said
    def verdict(self) -> Said:
        """Return what the campaign adds to what is left, how that was found, what is unknown."""
        if self.year.coming is None:
            return self.year.none("campaign")
        return told.verdict(self.planned, self.lang)

    @property
    def last(self) -> Actual | None:
        """The campaign looked at where it is over, else the latest that is; None without any."""
        held = self.year.ahead.money.came
        return None if held is None else held[1]

    @or_said
    def came(self) -> Table | Unsaid:
        """Return a campaign that is over: its account beside what was planned."""
        return self.year.none("past") if self.last is None else told.came(self.last, self.lang)

    @or_said
    def channels(self) -> Table | Unsaid:
        """Return what the weeks of each channel tell of more or less spend."""
        if not self.fits:
            return self.year.none("channels")
        straight = any(one.curve is None for one in self.fits.values())
        key = "split.assumed" if straight else "split.fitted"
        caption = text(f"yearbook.{key}", self.lang, e=f"{ELASTICITY:g}")
        made = table_of(told.named_fits(self.fits, self.lang), self.lang)
        return replace(made, caption=caption)

    @cached_property
    def fits(self) -> dict[str, spending.Fit]:
        """What the weeks of each channel tell, by the names the plan uses."""
        days = self.daily
        if days.empty:
            return {}
        span = Period(days["date"].min().date(), days["date"].max().date())
        weeks = spending.channel_weeks(self.year.tables, span)
        return dict(spending.matched(spending.fits(weeks), self.year.plan))

    def asked(self, elasticity: float | None = ELASTICITY) -> Asked:
        """Return what the money of campaigns is judged by.

        Args:
            elasticity: assumed for channels that show no saturation.
        """
        roi = self.ground.known.break_even_roi
        return spending.Asked(self.year.plan, self.lang, self.fits, roi, elasticity=elasticity)

    def best(self, elasticity: float = ELASTICITY) -> Split | Unsaid:
        """Return the split of the campaign's money that sells most, or why there is none.

        Args:
            elasticity: assumed for channels that show no saturation.

        Raises:
            PlanError: The money is less than the channels take at the least.
        """
        if self.year.coming is None:
            return self.year.none("campaign")
        found = spending.best_split(self.year.coming.campaign, self.asked(elasticity))
        return self.year.none("spend" if self.fits else "channels") if found is None else found

    @property
    def now(self) -> dict[str, float]:
        """Spend of the campaign by channel as the plan has it, CNY."""
        spend = self.year.coming.campaign.spend if self.year.coming else ()
        return {one.channel: one.budget_cny for one in spend if one.budget_cny is not None}

    @or_said
    def curves(self, elasticity: float = ELASTICITY) -> Picture | Unsaid:
        """Return what each channel brings at another spend, by a stated elasticity.

        Args:
            elasticity: assumed for channels that show no saturation.
        """
        best = self.best(elasticity)
        if isinstance(best, Unsaid) or self.year.coming is None:
            return best if isinstance(best, Unsaid) else self.year.none("campaign")
        curves = self.asked(elasticity).curves
        held, _ = spending.campaign_channels(self.year.coming.campaign, curves)
        made = money_pictures.curves_shown(held, best, self.now, self.lang)
        return picture(money_charts.curves, made, self.lang, best.channels)

    @or_said
    def split(self, elasticity: float = ELASTICITY) -> Picture | Unsaid:
        """Return the campaign's money by channel: as planned, and as it would sell most.

        Args:
            elasticity: assumed for channels that show no saturation.
        """
        best = self.best(elasticity)
        if isinstance(best, Unsaid):
            return best
        made = money_pictures.split_shown(best, self.now, self.lang)
        return picture(money_charts.split, made, self.lang, best.channels)
