"""What a campaign really left, beside what it was planned to, and what it brought."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from shopkit import campaigns
from shopkit.ads import counted_once
from shopkit.campaign_money.account import Account, account
from shopkit.campaign_money.planned import FEN, Cell, Planned
from shopkit.campaigns.approvals import State
from shopkit.forecast import Effect, Unknown, daily, effect
from shopkit.i18n import LANGS
from shopkit.periods import Period, refunds_open
from shopkit.pricing.replay import Asked, replay
from shopkit.pricing.replay_days import Days
from shopkit.products import sold
from shopkit.profit import bridge
from shopkit.scenario import Course
from shopkit.tables import as_pandas, check, named_code

if TYPE_CHECKING:
    from datetime import date

    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.profit import Books
    from shopkit.tables import Tables

COSTS = ("goods", "platform", "affiliate", "freight", "packing", "insurance")
TOOLS = {"item": "plan"}  # two reports of the same money


@dataclass(frozen=True)
class Actual:
    """What happened in a campaign.

    Attributes:
        planned: what it was planned to leave.
        period: its days as far as the files tell of them.
        over: whether they run to its last day.
        missing: how many of these days no order file tells of, or only in part.
        refunds_open: whether refunds of these days may still come.
        cells: fen by line; costs negative, `None` unknown.
        budget: a row a channel: channel, planned_cny, spend_cny, ad_paid_cny, roi.
        effect: what it brought in sales against the forecast without it, or why nobody can tell.
        without: the same days without it as the effect has them; `None` where it cannot be told.
        approval: how far its money has come on the day it is looked at.
    """

    planned: Planned
    period: Period
    over: bool
    missing: int
    refunds_open: bool
    cells: dict[str, Cell]
    budget: pd.DataFrame
    effect: Effect | Unknown
    without: Account | None
    approval: State

    @property
    def campaign(self) -> Campaign:
        """The campaign as the plan has it."""
        return self.planned.campaign

    @property
    def unknown(self) -> tuple[str, ...]:
        """The lines nobody tells of; what is left is before them."""
        return tuple(name for name, fen in self.cells.items() if fen is None)

    @cached_property
    def contribution_cny(self) -> float | None:
        """What its days left; `None` where goods are unknown."""
        if self.cells["goods"] is None:
            return None
        beside = ("list_amount", "discount")
        return sum(f or 0 for name, f in self.cells.items() if name not in beside) / FEN

    @property
    def spent_cny(self) -> float | None:
        """What its ads cost; `None` without reports."""
        fen = self.cells["ads"]
        return None if fen is None else -fen / FEN

    @property
    def over_budget_cny(self) -> float | None:
        """By how much its ads cost more than planned; below 0 less."""
        told = [fen for _, fen in self.planned.own.ads]
        if self.spent_cny is None or None in told:
            return None
        return self.spent_cny + sum(fen or 0 for fen in told) / FEN

    @property
    def ads(self) -> campaigns.Effect | None:
        """Return on its ads, by the sales the platform credits to them; `None` without any."""
        spent, paid = self.budget["spend_cny"].sum(), self.budget["ad_paid_cny"].sum()
        if not spent:
            return None
        return campaigns.effect(spent, paid, np.nan, self._rate)

    @property
    def _rate(self) -> float | None:
        """What is left of a yuan of its sales before ads."""
        left, paid = self.contribution_cny, self.cells["paid"]
        return None if left is None or not paid else (left + (self.spent_cny or 0)) / paid * FEN

    @cached_property
    def gain_cny(self) -> float | None:
        """What it added to what is left, later days included, against no campaign at all.

        Net sales whose costs are unknown are taken to leave as much of a yuan as the others, as
        the days without it are counted.
        """
        if not isinstance(self.effect, Effect) or self.without is None or not self.told:
            return None
        if self.contribution_cny is None or self.without.left is None:
            return None
        usual = (self.without.left + (self.without.ads or 0)) / FEN
        later = self.effect.later.expected * self.without.by_yuan
        return self.contribution_cny + self._uncosted_cny - usual + later

    @property
    def told(self) -> bool:
        """Whether the files tell of all its days."""
        return self.over and not self.missing

    @property
    def _uncosted_cny(self) -> float:
        """What net sales of unknown costs leave, if as much of a yuan as the others."""
        fen = {name: cell or 0 for name, cell in self.cells.items()}
        gone = -fen.get("uncosted", 0)
        net = fen["paid"] + fen["refund"] - gone
        left = net + sum(fen[name] for name in COSTS)
        return gone * left / net / FEN if net > 0 else 0.0

    @property
    def gain_interval_cny(self) -> tuple[float, float] | None:
        """The ends of its 80 % interval: that of sales, each yuan leaving what one more leaves."""
        if self.gain_cny is None or not isinstance(self.effect, Effect) or self.without is None:
            return None
        net, each = self.effect.net, self.without.by_yuan
        return (
            self.gain_cny + (net.low - net.expected) * each,
            self.gain_cny + (net.high - net.expected) * each,
        )

    @property
    def lines(self) -> pd.DataFrame:
        """The account beside the plan, a row a line; NaN is unknown.

        account_line, account_of (empty), forecast_cny, goal_cny, actual_cny, actual_gap_cny (less
        the forecast; only of a campaign that is over and all of whose days are told).
        """
        frame = self.planned.lines.drop(columns="without_cny")
        frame = frame[frame["account_of"] != "usual"]
        sums = frame.groupby("account_line", sort=False)[["forecast_cny", "goal_cny"]]
        made = sums.sum(min_count=1).reset_index()
        held = {name: None if fen is None else fen / FEN for name, fen in self.cells.items()}
        held["contribution"] = self.contribution_cny
        extra = [name for name in held if name not in set(made["account_line"])]
        made = pd.concat([made, pd.DataFrame({"account_line": extra})], ignore_index=True)
        made["actual_cny"] = [held.get(name) for name in made["account_line"]]
        made["actual_cny"] = made["actual_cny"].astype("float64")
        made["actual_gap_cny"] = made["actual_cny"] - made["forecast_cny"] if self.told else np.nan
        made.insert(1, "account_of", "")
        last = made["account_line"] == "contribution"
        return check(pd.concat([made[~last], made[last]], ignore_index=True))


def actual(planned: Planned, books: Books, last: date) -> Actual | None:
    """Return what happened in a campaign; `None` where the files tell of none of its days.

    Args:
        planned: what it was planned to leave.
        books: the shop's ledgers.
        last: the last day its orders cover.
    """
    one, tables = planned.campaign, books.tables
    if one.starts > last:
        return None
    period = Period(one.starts, min(one.ends, last))
    told = {day for day in tables.order_days - tables.cut_days if day in period}
    if not told:
        return None
    over = one.ends <= last
    cells = _cells(planned, books, period)
    whole = over and len(told) == period.days
    cells["stock_left"] = _stock_left(planned, tables, period) if whole else None
    budget = _budget(planned, tables, period)
    cells["ads"] = -round(budget["spend_cny"].sum() * FEN) if budget["spend_cny"].any() else None
    seed = np.random.default_rng(planned.ground.seen.seed)
    found = effect(daily(tables), books.plan, one, seed)
    return Actual(
        planned=planned,
        period=period,
        over=over,
        missing=period.days - len(told),
        refunds_open=refunds_open(period, last),
        cells=cells,
        budget=budget,
        effect=found,
        without=_without(planned, found, period),
        approval=campaigns.state(one, last),
    )


def _cells(planned: Planned, books: Books, period: Period) -> dict[str, Cell]:
    """Return what the ledger tells of some days, and what promotions gave away on them."""
    plan = books.plan
    ledger = books.ledger(plan.costs.ads_rule)
    frame = bridge(ledger, period)
    steps = dict(zip(frame["step"], frame["amount_cny"], strict=True))
    cells: dict[str, Cell] = {"paid": round(steps["paid"] * FEN)}
    cells["refund"] = None if "refund" in ledger.left_out else round(steps["refund"] * FEN)
    for name in COSTS:
        known = f"cost_{name}" in steps
        cells[name] = round(steps[f"cost_{name}"] * FEN) if known else None
    shares = sum(one.rate for one in plan.costs.rates)
    cells["other"] = -round((cells["paid"] or 0) * shares)
    if steps["unknown"]:
        cells["uncosted"] = round(steps["unknown"] * FEN)
    cells["people"] = None
    given = _given(planned, books.tables, period)
    paid = cells["paid"] or 0
    off = None if given is None else -round(paid * given)
    return {"list_amount": None if off is None else paid - off, "discount": off, **cells}


def _given(planned: Planned, tables: Tables, period: Period) -> float | None:
    """Return what was taken off as a share of what was paid; `None` where no order tells it."""
    days = Days(planned.campaign.name, period, period)
    found = replay(tables, Asked(planned.ground.plan, days)).items
    paid = float(found["paid_then_cny"].sum())
    if not paid > 0:
        return None
    return max(float(found["list_amount_cny"].sum()) / paid - 1, 0.0)


def _stock_left(planned: Planned, tables: Tables, period: Period) -> Cell:
    """Return what is lost on units of its stock that were not sold, fen; 0 without any."""
    stock = planned.outlook.supplied.stock.dropna(subset="units_planned")
    day = pl.col("date").is_between(period.start, period.end)
    units = sold(tables).filter(day).group_by("item_id").agg(pl.col("units").sum())
    gone = dict(units.iter_rows())
    left = stock["units_planned"] - stock["item_id"].map(gone).fillna(0)
    lost = left.clip(lower=0) * (stock["unit_cost_cny"] - stock["salvage_cny"])
    return None if lost.isna().any() else -round(float(lost.sum()) * FEN)


def _budget(planned: Planned, tables: Tables, period: Period) -> pd.DataFrame:
    """Return budget and spend by channel, under the names of the plan."""
    rows = counted_once(tables, period, "plan", "item").with_columns(
        pl.col("tool").replace(TOOLS).alias("channel")
    )
    sums = as_pandas(
        rows.group_by("channel").agg(pl.col("spend_fen", "ad_paid_fen").sum()).sort("channel")
    )
    names = {code: _called(code, planned) for code in sums["channel"]}
    sums["channel"] = sums["channel"].map(names).astype("object")
    told = dict(planned.own.ads)
    plan = pd.DataFrame(
        {
            "channel": pd.Series([name for name in told if name], dtype="object"),
            "planned_cny": [-(f or np.nan) / FEN for name, f in told.items() if name],
        }
    )
    made = plan.merge(sums, on="channel", how="outer").astype({"planned_cny": "float64"})
    made["roi"] = made["ad_paid_cny"] / made["spend_cny"].where(made["spend_cny"] > 0)
    return check(made)


def _called(code: str, planned: Planned) -> str:
    """Return the channel of the plan that a tool is, else the tool's code."""
    platform = planned.ground.plan.shop.platform
    said = [named_code("channel", code, lang, platform).casefold() for lang in LANGS]
    channels = (part.channel for part in planned.campaign.spend)
    return next((one for one in channels if any(one.casefold() in name for name in said)), code)


def _without(planned: Planned, found: Effect | Unknown, period: Period) -> Account | None:
    """Return the account of the days as they would have been, evenly over them."""
    if isinstance(found, Unknown):
        return None
    each = np.full(period.days, found.without.expected / period.days)
    blank = np.full(period.days, np.nan)
    course = Course(blank, blank, each, each, each[None, :])
    return account(planned.ground, tuple(period), course)
