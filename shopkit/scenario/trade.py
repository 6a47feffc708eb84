"""What a campaign sells day by day, and what the same days sell without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from shopkit.almanac import beside, joined
from shopkit.forecast import Forecast, Question, Refused, assumed, forecast
from shopkit.periods import Period
from shopkit.scenario.moves import Move, campaign_of, moved_plan

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shopkit.plan import Plan
    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.scenario.seen import Seen

    Floats = NDArray[np.float64]

DIP = timedelta(days=10)  # days after a campaign on which buyers who bought ahead stay away
LOW, HIGH = 0.1, 0.9  # an interval of 80 %
EIGHTY = 1.2815515655446004  # standard deviations from the middle to the end of one
Basis = Literal["history", "assumed"]


@dataclass(frozen=True, slots=True)
class Course:
    """What some days sell; NaN is unknown.

    Attributes:
        visitors: of each day.
        orders: paid orders.
        paid: CNY paid.
        volume: CNY the same units come to at the planned depth: what goods and parcels follow.
        draws: CNY paid, a row each draw of what is expected.
    """

    visitors: Floats
    orders: Floats
    paid: Floats
    volume: Floats
    draws: Floats

    def over(self, days: NDArray[np.bool_]) -> Course:
        """Return some of its days."""
        visitors, orders = self.visitors[days], self.orders[days]
        return Course(visitors, orders, self.paid[days], self.volume[days], self.draws[:, days])


@dataclass(frozen=True)
class Trade:
    """What a campaign sells, its dip included, beside the same days without it.

    Attributes:
        plan: with the campaign as it was moved.
        campaign: as it was moved.
        move: what was moved.
        days: from its first day to the end of the dip.
        held: with the campaign.
        plain: without it.
        products_share: share of sales its products have; 1 where it is for the whole shop.
        units_factor: units of its products against the planned depth.
        price_factor: what buyers pay of the planned price of its products.
        converted: orders of its days as a multiple of those its past tells, where the plan or a
            move gives a lift of conversion alone: units follow it in proportion.
        spread: standard deviation of the sales of its days as a share of them, chance included.
        basis: from the shop's history or from assumptions of its plan.
        method: how; `None` for assumptions.
        missing: figures nobody tells, without which sales are unknown.
    """

    plan: Plan
    campaign: Campaign
    move: Move
    days: tuple[date, ...]
    held: Course
    plain: Course
    products_share: float
    units_factor: float
    price_factor: float
    spread: float
    basis: Basis
    method: str | None
    missing: tuple[str, ...] = ()
    converted: Mapping[date, float] = field(default_factory=dict)

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which days are the campaign's; the others are the dip."""
        return np.array([day <= self.campaign.ends for day in self.days])

    @property
    def period(self) -> Period:
        """The days of the campaign."""
        return Period(self.campaign.starts, self.campaign.ends)

    @property
    def left_platform(self) -> bool:
        """Whether it shares no day with the platform's campaign of its name.

        None of its days is lifted then, but by what the plan states.
        """
        return beside(self.plan, self.campaign) is not None

    @property
    def outside(self) -> tuple[Period, ...]:
        """Its days on which the platform's campaign it joins does not run: nothing lifts them.

        Days of an encore that the plan states are the shop's own, and none of these.
        """
        theirs = joined(self.plan, self.campaign)
        if theirs is None or theirs.span is None:
            return ()
        own = [(part.starts, part.ends) for part in self.campaign.phases if part.phase == "encore"]
        found: list[Period] = []
        for day in self.period:
            if day in theirs.span or any(first <= day <= last for first, last in own):
                continue
            begins = found.pop().start if found and found[-1].end == day - timedelta(1) else day
            found.append(Period(begins, day))
        return tuple(found)

    @property
    def gain(self) -> tuple[float, float, float]:
        """What it brings in CNY paid, dip included: expected, and the ends of its interval."""
        expected = float((self.held.paid - self.plain.paid).sum())
        sums = (self.held.draws - self.plain.draws).sum(axis=1)
        low, high = np.quantile(sums, [LOW, HIGH]) if np.isfinite(sums).all() else (np.nan,) * 2
        return expected, min(float(low), expected), max(float(high), expected)


def trade_of(plan: Plan, seen: Seen, move: Move) -> Trade:
    """Return what a campaign sells once it is moved, from what was known before it starts.

    The forecast tells the days at the depth campaigns have had. Another depth changes what is
    paid for its products, and their units as their elasticity says; lifts that are given replace
    those of the forecast and stand for the whole shop.

    Args:
        plan: the shop's.
        seen: what its past tells.
        move: what is moved.

    Raises:
        PlanError: The plan has no such campaign.
    """
    was, changed = campaign_of(plan, move.campaign), moved_plan(plan, move)
    one = campaign_of(changed, move.campaign)
    until = np.datetime64(min(was.starts, one.starts))
    known = replace(seen, daily=seen.daily[seen.daily["date"] < until])
    made = _asked(changed, one, known)
    converted = _converted(changed, one, known, made)
    days = tuple(Period(one.starts, one.ends + DIP))
    inside = np.array([day <= one.ends for day in days])
    price, units = _factors(was, one, move)
    share = _share(one, seen)
    depth = _Depth(np.where(inside, share, 0.0), units, price)
    return Trade(
        plan=changed,
        campaign=one,
        move=move,
        days=days,
        held=depth.on(made.held),
        plain=made.plain,
        products_share=share,
        units_factor=units,
        price_factor=price,
        spread=made.spread,
        basis=made.basis,
        method=made.method,
        missing=made.missing,
        converted=converted,
    )


def orders_left(trade: Trade, seen: Seen, today: date) -> Floats:
    """Return the orders of each day a campaign has left, as foreseen on the day it is looked at.

    Of one that runs, what its first days sold tells more than what was foreseen before it began.

    Args:
        trade: what it sells.
        seen: what the past tells; days from today on are not looked at.
        today: the day it is looked at.
    """
    one, days = trade.campaign, trade.inside
    if today <= one.starts or today > one.ends:
        return trade.held.orders[days][max((today - one.starts).days, 0) :]
    before = seen.daily[seen.daily["date"] < np.datetime64(today)]
    question = Question(trade.plan, Period(today, one.ends))
    made = _forecast(replace(seen, daily=before), question)
    if isinstance(made, Refused):
        return trade.held.orders[days][(today - one.starts).days :]
    more = 1 + trade.products_share * (trade.units_factor - 1)
    return np.asarray(made.days["paid_orders"].to_numpy(float) * more, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The days of a campaign with it and without it, and where both come from."""

    held: Course
    plain: Course
    spread: float
    basis: Basis
    method: str | None
    missing: tuple[str, ...]


def _asked(plan: Plan, one: Campaign, known: Seen) -> _Asked:
    """Return both; beside one that shares no day with the platform's, that one runs in both."""
    period = Period(one.starts, one.ends + DIP)
    bare = Question(plan, period, (one.name,))
    if beside(plan, one):
        others = tuple(other for other in plan.campaigns if other is not one)
        bare = Question(plan.model_copy(update={"campaigns": others}), period)
    asked = (Question(plan, period), bare)
    held, plain = (_forecast(known, question) for question in asked)
    missing: tuple[str, ...] = ()
    if isinstance(held, Refused) or isinstance(plain, Refused):
        found, other = (assumed(question, plan.shop.lang) for question in asked)
        held, plain, missing = found.forecast, other.forecast, found.missing
    first, second = (_course(made, period.days) for made in (held, plain))
    spread = _spread(held, (one.ends - one.starts).days + 1)
    return _Asked(first, second, spread, held.basis, held.method, missing)


def _converted(plan: Plan, one: Campaign, known: Seen, made: _Asked) -> dict[date, float]:
    """Return what a lift of conversion alone makes of the orders of each day; else nothing.

    The past of a product's units holds visitors and conversion as one: only orders tell what
    another conversion does.
    """
    alone = one.conversion_lift is not None and one.visitors_lift is None
    if not alone or made.basis == "assumed":
        return {}
    bare = one.model_copy(update={"conversion_lift": None})
    campaigns = tuple(bare if other is one else other for other in plan.campaigns)
    without = plan.model_copy(update={"campaigns": campaigns})
    found = _forecast(known, Question(without, Period(one.starts, one.ends)))
    if isinstance(found, Refused):
        return {}
    days, orders = Period(one.starts, one.ends), found.days["paid_orders"].to_numpy(float)
    times = _over(made.held.orders[: len(orders)], orders)
    return dict(zip(days, times.tolist(), strict=True))


def _spread(made: Forecast, days: int) -> float:
    """Return the standard deviation of the sales of the first days as a share of them."""
    draws = made.paid.draws.reshape(-1, len(made.days))[:, :days].sum(axis=1)
    middle = float(made.paid.expected[:days].sum())
    if not middle > 0 or not np.isfinite(draws).all():
        return float("nan")
    low, high = np.quantile(draws, [LOW, HIGH])
    return float(high - low) / (2 * EIGHTY) / middle


def _forecast(known: Seen, question: Question) -> Forecast | Refused:
    return forecast(known.daily, question, known.method, np.random.default_rng(known.seed))


def _over(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.ones_like(part), where=whole != 0)


def _factors(was: Campaign, one: Campaign, move: Move) -> tuple[float, float]:
    """Return what the new depth makes of the price of its products, and of their units."""
    before, after = was.discount_rate, one.discount_rate
    price = 1.0 if after is None or after == before else after / (before or 1.0)
    return price, 1.0 if move.elasticity is None else price**move.elasticity


def _share(one: Campaign, seen: Seen) -> float:
    """Return the share of sales of its products; of a shop without a past all of it."""
    if not one.products or not seen.products:
        return 1.0
    told = [seen.products[item].share for item in one.products if item in seen.products]
    return min(sum(told), 1.0)


def _course(made: Forecast, days: int) -> Course:
    frame = made.days
    columns = (frame[name].to_numpy(float) for name in ("visitors", "paid_orders", "paid_cny"))
    visitors, orders, paid = columns
    draws = made.paid.mean_draws.reshape(-1, days)
    return Course(visitors, orders, paid, paid, draws)


@dataclass(frozen=True, slots=True)
class _Depth:
    """A new depth: share of its products on each day, factor of their units and of their price."""

    share: Floats
    units: float
    price: float

    def on(self, course: Course) -> Course:
        """Return what days sell at the new depth."""
        more = 1 + self.share * (self.units - 1)
        paid = 1 + self.share * (self.units * self.price - 1)
        return Course(
            course.visitors,
            course.orders * more,
            course.paid * paid,
            course.volume * more,
            course.draws * paid,
        )
