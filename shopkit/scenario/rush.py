"""What the next campaign of a plan takes: parcels packed ahead, more chats, nights after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isnan
from typing import TYPE_CHECKING, Literal

import numpy as np

from shopkit import finance
from shopkit.coverage import (
    Hours,
    Rush,
    Shift,
    chats_daily_of,
    limits_of,
    needs_of,
    night_days,
    numbered,
    packers,
    packing,
    people_needed,
    shifts_of,
    task_of,
    with_nights,
)
from shopkit.coverage.shifts import DAY as MIDNIGHT
from shopkit.errors import PlanError, Problem
from shopkit.periods import DAY, Period, month_place
from shopkit.scenario.desk import agents_by_hour
from shopkit.scenario.known import sold_ahead

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.plan import Plan
    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.scenario.known import Known
    from shopkit.scenario.trade import Trade

Basis = Literal["forecast", "goal"]
Kind = Literal["usual", "ahead", "rush", "after"]
DAYS_AHEAD = 3  # over which parcels are packed ahead: stated by no source, the reader may change it
PARCELS = 100  # a packer's day: source document 003 adds one packer for each hundred orders
WEEK = 7
HOURS = 24


@dataclass(frozen=True, slots=True)
class Packing:
    """How parcels of a campaign are packed.

    Attributes:
        days_ahead: days over which a share of them is packed before it starts.
        parcels: what one packs in a day.
    """

    days_ahead: int = DAYS_AHEAD
    parcels: float = PARCELS


@dataclass(frozen=True, slots=True)
class Spell:
    """Some days around a campaign that are alike.

    Attributes:
        kind: a usual day, packing ahead, the campaign, the nights after it.
        first: the first of them; of usual days the week before is taken.
        last: the last.
        parcels_daily: packed on each of them; `None` is unknown.
        packers: people that takes on the busiest of them.
        chats_daily: chats of each.
        agents_peak: agents of the busiest hour.
        people_needed: the fewest people of the desk whose shifts hold their weeks.
    """

    kind: Kind
    first: date
    last: date
    parcels_daily: float | None = None
    packers: int | None = None
    chats_daily: float | None = None
    agents_peak: int | None = None
    people_needed: int | None = None


@dataclass(frozen=True, slots=True)
class Rushed:
    """A campaign and what it takes.

    Attributes:
        campaign: as planned.
        rush: its orders and by how much chats multiply, on an average day of it.
        basis: whose orders: of the forecast, or of the plan's goal, evenly over its days.
        most_daily: orders of its busiest day.
        goal_orders: orders the plan's goal comes to, at what an order is worth in the forecast
            where there is one; `None` is unknown.
        orders_usual: orders of a day without it; `None` is unknown.
        spells: usual days, those before it, its own, those after it.
        night: the plan's shift that passes midnight; `None` if there is none.
    """

    campaign: Campaign
    rush: Rush
    basis: Basis
    most_daily: float
    goal_orders: float | None
    orders_usual: float | None
    spells: tuple[Spell, ...]
    night: Shift | None


def next_campaign(plan: Plan, day: date) -> Campaign | None:
    """Return the plan's first campaign that begins on a day or later; `None` if there is none."""
    later = [one for one in plan.campaigns if one.starts >= day]
    return min(later, key=lambda one: one.starts, default=None)


@dataclass(frozen=True, slots=True)
class _Orders:
    """Orders of each day of a campaign, and of a day without it; `None` is unknown."""

    basis: Basis
    by_day: tuple[float, ...]
    usual: float | None

    @property
    def daily(self) -> float:
        return sum(self.by_day) / len(self.by_day)

    @property
    def peak(self) -> float:
        """Return how many times an average day the busiest is."""
        return max(self.by_day) / self.daily if self.daily else 1.0


def rush_of(
    plan: Plan, known: Known, campaign: Campaign, packed: Packing, trade: Trade | None = None
) -> Rushed:
    """Return what a campaign takes in parcels, chats and people.

    By the forecast day by day, as everything else of a campaign is counted. Where nobody can
    foresee its orders, by the plan's goal: its sales are then all the shop sells on its days,
    evenly, and the other days of its months sell the rest of what the plan says of them.

    Args:
        plan: the shop's.
        known: what its past tells.
        campaign: one of the plan's.
        packed: how many days ahead parcels are packed, and how many a packer packs.
        trade: what the campaign is foreseen to sell; `None` counts by the goal.

    Raises:
        PlanError: The campaign, the desk or a shift cannot be, or nobody says what it sells.
    """
    each = sold_ahead(plan, known, campaign.starts)[1]
    foreseen = _foreseen(trade)
    held = foreseen or _stated(plan, known, campaign, each)
    each = each if trade is None or foreseen is None else _worth(trade)
    goal = None if campaign.sales_cny is None or not each else campaign.sales_cny / each
    multiple = held.daily / held.usual if held.usual else 1.0
    rush = Rush(campaign.starts, campaign.ends, held.daily, multiple)
    night = next((one for one in shifts_of(plan) if one.ends > MIDNIGHT), None)
    spells = _packed(rush, held, packed)
    if held.usual:
        desk = _Desk(plan, known, rush, held, night)
        spells = tuple(desk.served(one) for one in spells)
    most = max(held.by_day)
    return Rushed(campaign, rush, held.basis, most, goal, held.usual, spells, night)


def _foreseen(trade: Trade | None) -> _Orders | None:
    """Return the orders of a forecast; `None` where it tells none."""
    if trade is None or trade.missing:
        return None
    own, usual = trade.held.orders[trade.inside], float(trade.plain.orders.mean())
    if not (np.isfinite(own).all() and own.sum() > 0 and usual > 0):
        return None
    return _Orders("forecast", tuple(own.tolist()), usual)


def _worth(trade: Trade) -> float:
    """Return what an order of a campaign is worth in its forecast, CNY."""
    held = trade.held.over(trade.inside)
    return float(held.paid.sum() / held.orders.sum())


def _stated(plan: Plan, known: Known, campaign: Campaign, each: float | None) -> _Orders:
    """Return the orders of the plan's goal.

    Raises:
        PlanError: The plan states none, or nobody knows what an order is worth.
    """
    if campaign.sales_cny is None or not each:
        raise PlanError(Problem("no_campaign_sales", f"campaigns {campaign.name}"))
    days = max((campaign.ends - campaign.starts).days + 1, 1)
    daily = campaign.sales_cny / each / days
    return _Orders("goal", (daily,) * days, _usual_orders(plan, known, campaign, each))


def _usual_orders(plan: Plan, known: Known, campaign: Campaign, each: float) -> float | None:
    """Return the orders a day of the campaign's months beside it, else those of the past."""
    first, last = Period.of_month(campaign.starts), Period.of_month(campaign.ends)
    months = month_place(first.start, last.start) + 1
    told = finance.ahead(plan, first.start, months, known.sales)
    days = (last.end - first.start).days - (campaign.ends - campaign.starts).days
    left = sum(told.sales_cny) - (campaign.sales_cny or 0.0)
    if told.untold or days <= 0 or left <= 0:
        return known.orders_daily
    return left / days / each


def _packed(rush: Rush, orders: _Orders, packed: Packing) -> tuple[Spell, ...]:
    """Return usual days, those of packing ahead, and the campaign's, with their parcels."""
    usual = orders.usual
    rows = packing(rush, packed.parcels, packed.days_ahead)
    ahead, own = float(rows["parcels"].iloc[0]), float(rows["parcels"].iloc[-1])
    before = rush.starts - packed.days_ahead * DAY
    nights = night_days(rush)

    def spell(kind: Kind, first: date, last: date, parcels: float | None) -> Spell:
        peak = orders.peak if kind == "rush" else 1.0
        people = None if parcels is None else packers(parcels * peak, packed.parcels)
        return Spell(kind, first, last, parcels, people)

    with_ahead = None if usual is None else usual + ahead
    return (
        spell("usual", rush.starts - WEEK * DAY, rush.starts - DAY, usual),
        spell("ahead", before, rush.starts - DAY, with_ahead),
        spell("rush", rush.starts, rush.ends, own),
        spell("after", nights[0], nights[-1], usual),
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """The service desk around a campaign."""

    plan: Plan
    known: Known
    rush: Rush
    orders: _Orders
    night: Shift | None

    def served(self, spell: Spell) -> Spell:
        """Return a spell with what the desk meets on its days."""
        weeks, usual = _weeks(spell), self.orders.usual
        own = spell.kind == "rush"
        needed = self._rushed(weeks) if own else self._usual(weeks)
        chats = chats_daily_of(self.plan, usual)
        if needed is None or chats is None:
            return spell
        inside = needed["date"].dt.date.isin([*self.rush.days]) if own else slice(None)
        peak = needed.loc[inside, "agents_needed"].max(skipna=False)
        return replace(
            spell,
            chats_daily=chats * (self.rush.multiple if own else 1.0),
            agents_peak=None if isnan(peak) else int(peak),
            people_needed=self._people(spell, needed),
        )

    def _usual(self, weeks: Period) -> pd.DataFrame | None:
        hours = Hours(weeks.days, self.known.order_shares)
        return needs_of(self.plan, self.orders.usual, weeks.start, hours)

    def _rushed(self, weeks: Period) -> pd.DataFrame | None:
        """Return the agents of the weeks of the campaign, its days with their own orders."""
        usual = self.orders.usual or 0.0
        orders = np.full(weeks.days, usual)
        at = (self.rush.starts - weeks.start).days
        orders[at : at + len(self.orders.by_day)] = self.orders.by_day
        return agents_by_hour(self.plan, self.known, weeks.start, orders, usual)

    def _people(self, spell: Spell, needed: pd.DataFrame) -> int | None:
        """Return the fewest people who hold the busiest of some weeks; `None` is unknown."""
        shifts = shifts_of(self.plan)
        if not shifts or needed["agents_needed"].isna().any():
            return None
        if spell.kind == "after":
            if self.night is None:
                return None
            needed = with_nights(needed, self.rush, self.night)
        limits = limits_of(self.plan, spell.first)
        starts = range(0, len(needed), WEEK * HOURS)
        weeks = (needed.iloc[at : at + WEEK * HOURS].reset_index(drop=True) for at in starts)
        agents = numbered(1, "+")
        found = [people_needed(task_of(one, shifts, agents, limits)) for one in weeks]
        known = [count for count in found if count is not None]
        return max(known) if len(known) == len(found) else None


def _weeks(spell: Spell) -> Period:
    """Return the whole weeks from Monday on that hold some days."""
    first = spell.first - timedelta(spell.first.weekday())
    last = spell.last + timedelta(WEEK - 1 - spell.last.weekday())
    return Period(first, last)
