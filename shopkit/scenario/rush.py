"""What the next campaign of a plan takes: parcels packed ahead, more chats, nights after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, isnan
from typing import TYPE_CHECKING, Literal

from shopkit import finance
from shopkit.coverage import (
    Hours,
    Rush,
    Shift,
    chat_multiples,
    chats_daily_of,
    limits_of,
    needs_of,
    night_days,
    numbered,
    packing,
    people_needed,
    shifts_of,
    task_of,
    with_nights,
)
from shopkit.coverage.shifts import DAY as MIDNIGHT
from shopkit.errors import PlanError, Problem
from shopkit.periods import DAY, Period, month_place
from shopkit.scenario.known import sold_ahead

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.plan import Plan
    from shopkit.plan.sections.work import Campaign
    from shopkit.scenario.known import Known

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
        first: the first of them; of usual days the campaign's first, a week before.
        last: the last.
        parcels_daily: packed on each of them; `None` is unknown.
        packers: people that takes.
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
        rush: its orders and by how much chats multiply.
        orders_usual: orders of the other days of its months; `None` is unknown.
        spells: usual days, those before it, its own, those after it.
        night: the plan's shift that passes midnight; `None` if there is none.
    """

    campaign: Campaign
    rush: Rush
    orders_usual: float | None
    spells: tuple[Spell, ...]
    night: Shift | None


def next_campaign(plan: Plan, day: date) -> Campaign | None:
    """Return the plan's first campaign that begins on a day or later; `None` if there is none."""
    later = [one for one in plan.campaigns if one.starts >= day]
    return min(later, key=lambda one: one.starts, default=None)


def rush_of(plan: Plan, known: Known, campaign: Campaign, packed: Packing) -> Rushed:
    """Return what a campaign takes in parcels, chats and people.

    Its sales are taken to be all the shop sells on its days, evenly; the other days of its months
    sell the rest of what the plan says of them.

    Args:
        plan: the shop's.
        known: what its past tells.
        campaign: one of the plan's.
        packed: how many days ahead parcels are packed, and how many a packer packs.

    Raises:
        PlanError: The campaign, the desk or a shift cannot be, or nobody says what it sells.
    """
    each = sold_ahead(plan, known, campaign.starts)[1]
    if campaign.sales_cny is None or not each:
        raise PlanError(Problem("no_campaign_sales", f"campaigns {campaign.name}"))
    days = (campaign.ends - campaign.starts).days + 1
    daily = campaign.sales_cny / each / max(days, 1)
    usual = _usual_orders(plan, known, campaign, each)
    multiple = daily / usual if usual else 1.0
    rush = Rush(campaign.starts, campaign.ends, daily, multiple)
    night = next((one for one in shifts_of(plan) if one.ends > MIDNIGHT), None)
    spells = _packed(rush, usual, packed)
    if usual:
        desk = _Desk(plan, known, rush, usual, night)
        spells = tuple(desk.served(one) for one in spells)
    return Rushed(campaign, rush, usual, spells, night)


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


def _packed(rush: Rush, usual: float | None, packed: Packing) -> tuple[Spell, ...]:
    """Return usual days, those of packing ahead, and the campaign's, with their parcels."""
    rows = packing(rush, packed.parcels, packed.days_ahead)
    ahead, own = float(rows["parcels"].iloc[0]), float(rows["parcels"].iloc[-1])
    before = rush.starts - packed.days_ahead * DAY
    nights = night_days(rush)

    def spell(kind: Kind, first: date, last: date, parcels: float | None) -> Spell:
        packers = None if parcels is None else ceil(parcels / packed.parcels)
        return Spell(kind, first, last, parcels, packers)

    with_ahead = None if usual is None else usual + ahead
    return (
        spell("usual", rush.starts - WEEK * DAY, rush.starts - DAY, usual),
        spell("ahead", before, rush.starts - DAY, with_ahead),
        spell("rush", rush.starts, rush.ends, own),
        spell("after", nights[0], nights[-1], usual),
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """The service desk around a campaign; `usual` is the orders of other days."""

    plan: Plan
    known: Known
    rush: Rush
    usual: float
    night: Shift | None

    def served(self, spell: Spell) -> Spell:
        """Return a spell with what the desk meets on its days."""
        weeks, own = _weeks(spell), spell.kind == "rush"
        times = chat_multiples((self.rush,)) if own else None
        hours = Hours(weeks.days, self.known.order_shares, times)
        chats = chats_daily_of(self.plan, self.usual)
        needed = needs_of(self.plan, self.usual, weeks.start, hours)
        if needed is None or chats is None:
            return spell
        peak = needed["agents_needed"].max(skipna=False)
        return replace(
            spell,
            chats_daily=chats * (self.rush.multiple if own else 1.0),
            agents_peak=None if isnan(peak) else int(peak),
            people_needed=self._people(spell, needed),
        )

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
