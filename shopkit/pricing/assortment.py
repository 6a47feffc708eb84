"""Prices of all products at once: what leaves most under the shop's constraints, and their price.

Each product has price points: those with an allowed ending, others in between, and today's. A
constraint of one product takes points away, the ladder of tiers binds products together; one
point of each is chosen by a mixed-integer program (HiGHS). What a constraint costs is what would
be left without it, less what is left with it. Where nothing is left to choose from, constraints
are dropped one by one until none can be missed: those conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from shopkit.i18n import Lang, text
from shopkit.pricing.choosing import APART, Points, best_points

Floats = NDArray[np.float64]
Tier = Literal["low", "middle", "high"]
Kind = Literal["keep", "floor", "discount", "change", "role", "endings", "ladder", "range"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TIERS: tuple[Tier, ...] = get_args(Tier)

RANGE = (0.8, 1.25)  # of today's price, where nobody says which prices are thinkable
BETWEEN = 101  # points in between, whatever their ending
WHOLE_FROM = 10_000  # fen; from here on an ending is a digit of yuan, below it of tenths
YUAN, TENTHS = 100, 10  # fen
TEN = 10
SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One product as it is priced today.

    Attributes:
        item_id: its number.
        price: today's, CNY.
        units: sold at it in the time the result is told for.
        left: what a unit leaves at a price, CNY.
        elasticity: of its units; `None`: nobody can say what another price does, so it keeps
            today's.
        low: lowest price to think of, CNY; `None` is 0.8 times today's.
        high: highest; `None` is 1.25 times.
        floor: price below which it is not sold, CNY.
        list_price: price discounts are told from, CNY.
        going: what peers ask for the same, CNY.
        net_rate: share of its price that is not refunded.
        role: traffic: not above the going price. profit: leaves the policy's share of net sales.
            image: not below today's price. Any other binds nothing.
        ladder: products of one ladder (as a category) keep the order of their tiers.
        tier: low, middle or high; every low one costs less than every middle one, and so on.
    """

    item_id: str
    price: float
    units: float
    left: Callable[[float], float]
    elasticity: float | None = None
    low: float | None = None
    high: float | None = None
    floor: float | None = None
    list_price: float | None = None
    going: float | None = None
    net_rate: float = 1.0
    role: str | None = None
    ladder: str = ""
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What binds the prices of all products; what is empty or `None` binds nothing.

    Attributes:
        endings: allowed last digits, of whole yuan, below 100 yuan of tenths too.
        least_discount_rate: least share of the list price that is asked.
        largest_change_rate: most a price may change this week, a share of today's.
        profit_margin_rate: least share of its net sales a product for profit leaves.
    """

    endings: tuple[int, ...] = ()
    least_discount_rate: float | None = None
    largest_change_rate: float | None = None
    profit_margin_rate: float | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The price of one product: today's and the one chosen, units and what they leave, CNY."""

    item_id: str
    price_now: float
    price: float
    units_now: float
    units: float
    left_now_cny: float
    left_cny: float


@dataclass(frozen=True, slots=True)
class Bound:
    """A constraint of some products: its kind and whom it binds.

    Attributes:
        kind: what it is; `ladder` binds all products of a ladder, `range` are the prices thought
            of, named only in conflicts.
        items: numbers of the products.
    """

    kind: Kind
    items: tuple[str, ...]

    def said(self, lang: Lang, names: Mapping[str, str] | None = None) -> str:
        """Return it in words, products by name where names are given."""
        told = [(names or {}).get(item, item) for item in self.items]
        what = text(f"elasticity.bound.{self.kind}", lang)
        parts = ("、" if lang == "zh" else ", ").join(told)
        return text("elasticity.bound_of", lang, what=what, items=parts)


@dataclass(frozen=True, slots=True)
class Assortment:
    """The prices that leave most under all constraints.

    Attributes:
        chosen: by product, in the order asked; empty where the constraints conflict.
        left_now_cny: what today's prices leave.
        left_cny: what the chosen leave; `None` where the constraints conflict.
        costs_cny: what each kind of constraint costs; only kinds that bind a product.
        conflicts: constraints none of which can be missed for the conflict; drop one of them.
        broken_now: constraints today's prices do not keep.
    """

    chosen: tuple[Chosen, ...]
    left_now_cny: float
    left_cny: float | None
    costs_cny: Mapping[Kind, float]
    conflicts: tuple[Bound, ...]
    broken_now: tuple[Bound, ...]

    @property
    def gain_cny(self) -> float | None:
        """What the chosen prices leave above today's; less than 0 where today's break a rule."""
        return None if self.left_cny is None else self.left_cny - self.left_now_cny


def assortment(listed: Sequence[Listed], policy: Policy) -> Assortment:
    """Return the prices of all products that together leave most under a policy.

    Units of a product follow units × (price / today's) ^ elasticity; what one product's price
    takes from another's sales is not in it. With one product, a constant elasticity e below −1, a
    cost c of a unit and nothing that binds, the best price is c · e / (e + 1) (Lerner, Review of
    Economic Studies 1, 1934), as near as the price points come.

    Source: choice of one of some price points for each product as a mixed-integer program:
    Talluri and van Ryzin, The Theory and Practice of Revenue Management, 2004, chapter 5 on
    pricing; solved by HiGHS (Huangfu and Hall, Mathematical Programming Computation 10, 2018).

    Args:
        listed: the products, each number once.
        policy: what binds them.
    """
    ranges = [_Range.of(one, policy) for one in listed]
    bounds = _bounds(ranges)
    now = [one.units * one.left(one.price) for one in listed]
    broken = _broken(ranges, bounds)
    if not _fits(ranges, bounds):
        return Assortment((), sum(now), None, {}, _conflict(ranges, bounds), broken)
    chosen = tuple(r.chosen(at) for r, at in zip(ranges, _best(ranges, bounds), strict=True))
    left = sum(one.left_cny for one in chosen)
    costs: dict[Kind, float] = {}
    for kind in KINDS[1:]:
        if any(bound.kind == kind for bound in bounds):
            freed = [bound for bound in bounds if bound.kind != kind]
            best = zip(ranges, _best(ranges, freed), strict=True)
            costs[kind] = max(0.0, sum(float(r.left[at]) for r, at in best) - left)
    return Assortment(chosen, sum(now), left, costs, (), broken)


def price_points(low: float, high: float, endings: Sequence[int]) -> tuple[float, ...]:
    """Return the prices of a range with an allowed last digit, CNY; none allows any digit.

    The last digit is that of yuan where a price is whole (199, 59), below 100 yuan else that of
    tenths (29.9).

    Example:
        >>> price_points(180, 205, [9, 8]), price_points(29.5, 30.2, [9])
        ((188.0, 189.0, 198.0, 199.0), (29.9,))
    """
    digits = {digit % TEN for digit in endings} or set(range(TEN))
    first, last = round(low * YUAN), round(high * YUAN)
    small = range(_up(first, TENTHS), min(last + 1, WHOLE_FROM), TENTHS)
    large = range(_up(max(first, WHOLE_FROM), YUAN), last + 1, YUAN)
    ends = (
        *(fen for fen in small if _last_digit(fen) in digits),
        *(fen for fen in large if _last_digit(fen) in digits),
    )
    return tuple(fen / YUAN for fen in ends if fen > 0)


def _last_digit(fen: int) -> int:
    return fen // (TENTHS if fen % YUAN else YUAN) % TEN


def _up(fen: int, unit: int) -> int:
    return -(-fen // unit) * unit


@dataclass(frozen=True, slots=True)
class _Range:
    """The price points of a product, what they leave, and which each constraint allows."""

    one: Listed
    prices: Floats
    units: Floats
    left: Floats
    allowed: Mapping[Kind, NDArray[np.bool_]]

    @classmethod
    def of(cls, one: Listed, policy: Policy) -> _Range:
        prices = np.array(_universe(one, policy))
        ratio = prices / one.price
        units = one.units * ratio ** (one.elasticity or 0.0)
        each = np.array([one.left(float(price)) for price in prices])
        allowed = {k: mask for k, mask in _masks(one, policy, prices, each) if not mask.all()}
        return cls(one, prices, units, units * each, allowed)

    def chosen(self, at: int) -> Chosen:
        """Return the price at a place among its points."""
        one = self.one
        now = one.units * one.left(one.price)
        price, units, left = (float(v[at]) for v in (self.prices, self.units, self.left))
        return Chosen(one.item_id, one.price, price, one.units, units, now, left)

    def open(self, bounds: Sequence[Bound]) -> NDArray[np.intp]:
        """Return the places of the points that some constraints leave."""
        free = np.ones(len(self.prices), dtype=bool)
        for bound in bounds:
            if bound.kind in self.allowed and self.one.item_id in bound.items:
                free &= self.allowed[bound.kind]
        return np.flatnonzero(free)


def _universe(one: Listed, policy: Policy) -> list[float]:
    low = one.low if one.low is not None else one.price * RANGE[0]
    high = one.high if one.high is not None else one.price * RANGE[1]
    ended = price_points(low, high, policy.endings)
    any_ending = price_points(low, high, ())
    step = max(1, -(-len(any_ending) // BETWEEN))
    return sorted({*ended[:: 1 if policy.endings else step], *any_ending[::step], one.price})


def _masks(
    one: Listed, policy: Policy, prices: Floats, each: Floats
) -> Iterator[tuple[Kind, NDArray[np.bool_]]]:
    """Yield for each constraint which of a product's points it allows."""
    if one.elasticity is None:
        yield "keep", np.abs(prices - one.price) < APART
    if one.floor is not None:
        yield "floor", prices >= one.floor - SLACK
    if one.list_price is not None and policy.least_discount_rate is not None:
        yield "discount", prices >= one.list_price * policy.least_discount_rate - SLACK
    if policy.largest_change_rate is not None:
        yield "change", np.abs(prices / one.price - 1) <= policy.largest_change_rate + SLACK
    if policy.endings:
        ends = price_points(prices.min(), prices.max(), policy.endings)
        yield "endings", np.isin(prices, ends)
    if one.role == "traffic" and one.going is not None:
        yield "role", prices <= one.going + SLACK
    if one.role == "profit" and policy.profit_margin_rate is not None:
        yield "role", each >= policy.profit_margin_rate * one.net_rate * prices - SLACK
    if one.role == "image":
        yield "role", prices >= one.price - SLACK


def _bounds(ranges: Sequence[_Range]) -> list[Bound]:
    """Return every constraint that takes a point away, and every ladder."""
    single = [Bound(kind, (r.one.item_id,)) for r in ranges for kind in KINDS if kind in r.allowed]
    ladders: dict[str, list[Listed]] = {}
    for r in ranges:
        if r.one.tier:
            ladders.setdefault(r.one.ladder, []).append(r.one)
    steps = [own for own in ladders.values() if len({one.tier for one in own}) > 1]
    return [*single, *(Bound("ladder", tuple(one.item_id for one in own)) for own in steps)]


def _tiers(ranges: Sequence[_Range], ladder: Bound) -> list[list[int]]:
    """Return the places of a ladder's products by tier, the lowest first."""
    of = [[k for k, r in enumerate(ranges) if r.one.tier == t] for t in TIERS]
    own = [[k for k in places if ranges[k].one.item_id in ladder.items] for places in of]
    return [places for places in own if places]


def _fits(ranges: Sequence[_Range], bounds: Sequence[Bound]) -> bool:
    """Tell whether all constraints can be kept: each tier as cheap as the one below lets it."""
    free = [r.prices[r.open(bounds)] for r in ranges]
    if not all(len(prices) for prices in free):
        return False
    for ladder in bounds:
        below = -np.inf
        for places in _tiers(ranges, ladder) if ladder.kind == "ladder" else ():
            above = [free[k][free[k] > below + APART] for k in places]
            if not all(len(prices) for prices in above):
                return False
            below = max(prices.min() for prices in above)
    return True


def _conflict(ranges: Sequence[_Range], bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """Return constraints that conflict, none of which can be missed (a deletion filter).

    A product none of whose own constraints is among them is bound by the prices thought of.

    Source: Chinneck and Dravnieks, Locating minimal infeasible constraint sets in linear
    programs, ORSA Journal on Computing 3 (1991) 157-168.
    """
    kept = list(bounds)
    for bound in bounds:
        rest = [one for one in kept if one != bound]
        if not _fits(ranges, rest):
            kept = rest
    kept = [_shrunk(bound, ranges, kept) for bound in kept]
    own = [bound.items[0] for bound in kept if bound.kind != "ladder"]
    laddered = [item for bound in kept if bound.kind == "ladder" for item in bound.items]
    free = [item for item in laddered if item not in own] if laddered else own * (len(own) == 1)
    return (*kept, *(Bound("range", (item,)) for item in free))


def _shrunk(ladder: Bound, ranges: Sequence[_Range], kept: Sequence[Bound]) -> Bound:
    """Return a ladder of the products alone that conflict; another constraint as it is."""
    if ladder.kind != "ladder":
        return ladder
    others = [bound for bound in kept if bound != ladder]
    items = ladder.items
    for item in ladder.items:
        rest = tuple(one for one in items if one != item)
        if not _fits(ranges, [*others, Bound("ladder", rest)]):
            items = rest
    return Bound("ladder", items)


def _broken(ranges: Sequence[_Range], bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """Return the constraints today's prices do not keep."""
    today = {r.one.item_id: int(np.searchsorted(r.prices, r.one.price)) for r in ranges}
    by_item = {r.one.item_id: r for r in ranges}
    found = [
        b
        for b in bounds
        if b.kind != "ladder" and not by_item[b.items[0]].allowed[b.kind][today[b.items[0]]]
    ]
    for ladder in (bound for bound in bounds if bound.kind == "ladder"):
        tiers = [[ranges[k].one.price for k in places] for places in _tiers(ranges, ladder)]
        if any(max(a) + APART > min(b) for a, b in pairwise(tiers)):
            found.append(ladder)
    return tuple(found)


def _best(ranges: Sequence[_Range], bounds: Sequence[Bound]) -> list[int]:
    """Return for each product the place of its best point; the constraints can all be kept."""
    places = [r.open(bounds) for r in ranges]
    points = [
        Points(r.prices[open_], r.left[open_]) for r, open_ in zip(ranges, places, strict=True)
    ]
    steps = [
        step
        for ladder in bounds
        if ladder.kind == "ladder"
        for step in pairwise(_tiers(ranges, ladder))
    ]
    return [int(places[k][at]) for k, at in enumerate(best_points(points, steps))]
