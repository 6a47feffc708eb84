"""The account of a campaign as planned, beside the same days without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from shopkit.campaign_money.account import Account, account
from shopkit.campaign_money.discounts import Discounts, discounts
from shopkit.scenario import (
    CampaignOutlook,
    Course,
    Ground,
    Move,
    campaign_of,
    campaign_outlook,
    ground_of,
    moved_plan,
    spend_cny,
)
from shopkit.scenario.trade import HIGH, LOW
from shopkit.tables import check

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.tables import Tables

FEN = 100
SUMS = ("paid", "contribution")  # lines that others add up to
COLUMNS = ("account_line", "account_of", "forecast_cny", "goal_cny", "without_cny")
Cell = int | None


@dataclass(frozen=True, slots=True)
class Own:
    """What a campaign costs beside shares of sales, fen; `None` is unknown.

    Attributes:
        ads: by channel as the plan names them; one without a name is the budget itself.
        people: beyond a usual day's.
        stock_left: what is lost on units expected to be left over; 0 where it names no stock.
    """

    ads: tuple[tuple[str, Cell], ...]
    people: Cell
    stock_left: Cell

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of them."""
        return (*(fen for _, fen in self.ads), self.people, self.stock_left)

    @property
    def known(self) -> int:
        """The sum of what is known."""
        return sum(fen for fen in self.cells if fen is not None)


@dataclass(frozen=True)
class Planned:
    """What a campaign is planned to leave.

    Attributes:
        ground: plan and past it was counted from, as they were known when it starts.
        outlook: what it sells, its stock, people, and the months ahead.
        given: what it gives away.
        forecast: its days as the forecast has them; `goal` as the plan's goal, `without` the same
            days without it; `goal` is `None` where the plan states none.
        after, after_without: the dip after it, and the same days without the campaign.
        own: what it costs beside shares of sales.
    """

    ground: Ground
    outlook: CampaignOutlook
    given: Discounts
    forecast: Account
    goal: Account | None
    without: Account
    after: Account
    after_without: Account
    own: Own

    @property
    def campaign(self) -> Campaign:
        """The campaign as it was moved."""
        return self.outlook.trade.campaign

    @cached_property
    def contribution_cny(self) -> float | None:
        """What its days leave after ads, people and stock left over; `None`: goods unknown.

        What else is unknown is not taken off, and named in `unknown`.
        """
        return _cny(_left(self.forecast, self.own))

    @cached_property
    def goal_contribution_cny(self) -> float | None:
        """The same by the plan's goal."""
        return None if self.goal is None else _cny(_left(self.goal, self.own))

    @cached_property
    def gain_cny(self) -> float | None:
        """What it adds to what is left, the dip after it included, against no campaign at all.

        Ads of the days after it are the same with it and without it.
        """
        held = (_left(self.forecast, self.own), self.after.left)
        plain = (_usual(self.without), self.after_without.left)
        if None in (*held, *plain):
            return None
        return _cny(sum(x or 0 for x in held) - sum(x or 0 for x in plain))

    @property
    def gain_interval_cny(self) -> tuple[float, float] | None:
        """The ends of its 80 % interval: that of sales, with it and without it drawn together.

        Each yuan of a draw leaves what one more of its days leaves.
        """
        if self.gain_cny is None:
            return None
        trade = self.outlook.trade
        own, rest = trade.inside, ~trade.inside
        found = (
            self.gain_cny
            + _beyond(trade.held.over(own), self.forecast.by_yuan)
            - _beyond(trade.plain.over(own), self.without.by_yuan_after_ads)
            + _beyond(trade.held.over(rest), self.after.by_yuan)
            - _beyond(trade.plain.over(rest), self.after_without.by_yuan)
        )
        low, high = np.quantile(found, [LOW, HIGH])
        return min(float(low), self.gain_cny), max(float(high), self.gain_cny)

    @property
    def gain_before_ads_cny(self) -> float | None:
        """What it would add with the ads of usual days: the most that more ads may cost."""
        if self.gain_cny is None or self.without.ads is None:
            return None
        spent = -sum(fen or 0 for _, fen in self.own.ads) / FEN
        return self.gain_cny + spent + self.without.ads / FEN

    @property
    def unknown(self) -> tuple[str, ...]:
        """The lines nobody tells of; the account is before them."""
        names = [*self.forecast.unknown]
        names += ["ads"] if any(fen is None for _, fen in self.own.ads) else []
        names += ["people"] if self.own.people is None else []
        names += ["stock_left"] if self.own.stock_left is None else []
        return tuple(names)

    @property
    def lines(self) -> pd.DataFrame:
        """The account in rows; see `planned`."""
        frame = pd.DataFrame(list(self._rows()), columns=list(COLUMNS))
        return check(frame.astype(dict.fromkeys(COLUMNS[2:], "float64")))

    def _rows(self) -> Iterator[tuple[object, ...]]:
        columns = (self.forecast, self.goal, self.without)
        paid = [None if one is None else one.lines["paid"] for one in columns]
        parts = [(part.kind, part.share) for part in self.given.parts]
        given = [_given(share, paid[:2]) for _, share in parts]
        listed = [_plus(fen, [cells[at] for cells in given]) for at, fen in enumerate(paid[:2])]
        yield ("list_amount", "", *map(_cny, listed), None)
        for (kind, _), cells in zip(parts, given, strict=True):
            yield ("discount", kind, *map(_cny, cells), None)
        for line in self.forecast.lines:
            yield (line, "", *(_cny(None if o is None else o.lines[line]) for o in columns))
        for channel, fen in self.own.ads:
            yield ("ads", channel, _cny(fen), _of_goal(self, fen), None)
        yield ("ads", "usual", None, None, _cny(self.without.ads))
        for line, fen in (("people", self.own.people), ("stock_left", self.own.stock_left)):
            yield (line, "", _cny(fen), _of_goal(self, fen), 0.0)
        left = (self.contribution_cny, self.goal_contribution_cny, _cny(_usual(self.without)))
        yield ("contribution", "", *left)

    @property
    def figures(self) -> pd.DataFrame:
        """Visitors, orders, conversion, sales: figure, value_forecast, value_goal, value_without.

        The goal's orders are its sales at what an order is worth in the forecast, its visitors
        these orders at the forecast's conversion.
        """
        trade = self.outlook.trade
        held, plain = (_sums(one.over(trade.inside)) for one in (trade.held, trade.plain))
        goal = _of_sales(self.campaign.sales_cny, held)
        rows = [(name, held[name], goal[name], plain[name]) for name in held]
        names = ["figure", "value_forecast", "value_goal", "value_without"]
        return check(pd.DataFrame(rows, columns=names))


def planned(ground: Ground, tables: Tables, move: Move) -> Planned:
    """Return what a campaign is planned to leave, as it could be known on its eve.

    Of a campaign that runs or is over the forecast is made of the days before it.

    Args:
        ground: plan and past, see `scenario.ground_of`.
        tables: past orders, for what promotions give away.
        move: which campaign; on which days and at which depth, if not as planned.

    Returns:
        Its `lines`: account_line, account_of (kind of promotion, channel), forecast_cny, goal_cny,
        without_cny; what is paid is list_amount and discounts, what is left all lines from paid
        on. Costs are negative, NaN is unknown.

    Raises:
        PlanError: The plan has no such campaign, or promotions that cannot be gone through.
    """
    was = next((one for one in ground.plan.campaigns if one.name == move.campaign), None)
    ground = ground if was is None else _eve(ground, tables, was.starts)
    outlook = campaign_outlook(ground, move)
    trade = outlook.trade
    inside = trade.inside
    days = [day for day, own in zip(trade.days, inside, strict=True) if own]
    rest = trade.days[len(days) :]
    given, at_planned = _given_away(ground, outlook, tables)
    held, plain = trade.held.over(inside), trade.plain.over(inside)
    held = replace(held, volume=held.volume * at_planned.units_times)
    goal = _goal_course(held, trade.campaign.sales_cny)
    return Planned(
        ground=ground,
        outlook=outlook,
        given=given,
        forecast=account(ground, days, held),
        goal=None if goal is None else account(ground, days, goal),
        without=account(ground, days, plain),
        after=account(ground, rest, trade.held.over(~inside)),
        after_without=account(ground, rest, trade.plain.over(~inside)),
        own=_own(outlook),
    )


def _eve(ground: Ground, tables: Tables, day: date) -> Ground:
    """Return plan and past as they were known on a day: shares of sales and products too."""
    eve = ground.at(day)
    if eve is ground or tables.orders.is_empty():
        return eve
    made = ground_of(ground.plan, tables, day, ground.seen.method)
    return replace(made, seen=replace(made.seen, stock=eve.seen.stock))


def _given_away(
    ground: Ground, outlook: CampaignOutlook, tables: Tables
) -> tuple[Discounts, Discounts]:
    """Return what is given away as it is moved, and at the planned depth on the same days."""
    trade = outlook.trade
    given = discounts(trade.plan, trade.campaign, tables, ground.day)
    if trade.move.discount_rate is None:
        return given, given
    as_deep = moved_plan(ground.plan, replace(trade.move, discount_rate=None))
    one = campaign_of(as_deep, trade.campaign.name)
    return given, discounts(as_deep, one, tables, ground.day)


def _own(outlook: CampaignOutlook) -> Own:
    one, stock = outlook.trade.campaign, outlook.supplied
    told = [(part.channel, part.budget_cny) for part in one.spend]
    whole = spend_cny(one)
    if not told or any(cny is None for _, cny in told):
        told = [("", whole)]
    ads = tuple((name, _taken(cny)) for name, cny in told)
    planned_units = stock.stock["units_planned"].notna().any()
    left = _taken(stock.left_cny) if planned_units else 0
    return Own(ads, _taken(outlook.people.cost_cny), left)


def _taken(cny: float | None) -> Cell:
    return None if cny is None else -round(cny * FEN)


def _goal_course(held: Course, goal_cny: float | None) -> Course | None:
    """Return the days as the goal has their sum, each day as large a part of it as forecast."""
    whole = float(held.paid.sum())
    if goal_cny is None or not whole > 0:
        return None
    times = goal_cny / whole
    return replace(
        held,
        visitors=held.visitors * times,
        orders=held.orders * times,
        paid=held.paid * times,
        volume=held.volume * times,
    )


def _beyond(course: Course, each: float) -> NDArray[np.float64]:
    """Return what the sales of each draw leave beyond those expected, CNY."""
    beyond: NDArray[np.float64] = course.draws.sum(axis=1) - course.paid.sum()
    return beyond * each


def _left(one: Account, own: Own) -> Cell:
    return None if one.left is None else one.left + own.known


def _usual(one: Account) -> Cell:
    """Return what usual days leave after their ads."""
    return None if one.left is None else one.left + (one.ads or 0)


def _given(share: float, paid: list[Cell]) -> list[Cell]:
    return [None if fen is None else -round(fen * share) for fen in paid]


def _plus(paid: Cell, given: list[Cell]) -> Cell:
    if paid is None:
        return None
    return paid - sum(fen for fen in given if fen is not None)


def _of_goal(one: Planned, fen: Cell) -> float | None:
    return None if one.goal is None else _cny(fen)


def _cny(fen: Cell) -> float | None:
    return None if fen is None else fen / FEN


def _sums(course: Course) -> dict[str, float]:
    visitors, orders, paid = (float(x.sum()) for x in (course.visitors, course.orders, course.paid))
    return {
        "visitors": visitors,
        "conversion_rate": orders / visitors if visitors else np.nan,
        "paid_orders": orders,
        "paid_cny": paid,
    }


def _of_sales(goal_cny: float | None, held: dict[str, float]) -> dict[str, float]:
    """Return what the goal takes at the forecast's conversion and value of an order."""
    if goal_cny is None:
        return dict.fromkeys(held, np.nan)
    times = goal_cny / held["paid_cny"] if held["paid_cny"] else np.nan
    return {name: x if name == "conversion_rate" else x * times for name, x in held.items()}
