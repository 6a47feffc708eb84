"""The promotions of a plan, compiled: whole fen, parts per million, nothing left to default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shopkit.promotions.kinds import BEARERS, Base, Kind, Level, kinds

if TYPE_CHECKING:
    from shopkit.plan import Plan
    from shopkit.plan.sections.promotions import Members, Promotion
    from shopkit.plan.sections.promotions import Step as PlanStep

PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how much, how many units, or both on something holds; `None` asks for nothing."""

    fen: int | None = None
    units: int | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ladder: from where on, and what is paid (ppm) or comes off (fen)."""

    threshold: Threshold
    ppm: int | None
    off_fen: int | None


@dataclass(frozen=True, slots=True)
class When:
    """When and for whom an offer holds; hours are [from, to) of each day."""

    starts: date | None
    ends: date | None
    from_hour: int | None
    to_hour: int | None
    audience: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Which lines it is about: products or categories, all if neither is given, minus some."""

    products: frozenset[str]
    categories: frozenset[str]
    excluded: frozenset[str]

    def holds(self, item_id: str, sku: str | None, category: str | None) -> bool:
        """Tell whether a line of a product is in it."""
        names = {item_id, sku}
        named = not (self.products or self.categories)
        named = named or bool(names & self.products) or category in self.categories
        return named and not names & self.excluded


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a buyer pays less, in fen and parts per million.

    Attributes:
        ppm: what is still paid.
        off_fen: what comes off: of each unit on a line, of the cart else.
        price_fen: what a unit costs.
        steps: of a ladder, the highest threshold last.
        nth: of how many units one is cheaper.
        every: whether `off_fen` or the gift comes for every time the threshold is reached.
        most_times: how many times at most.
        most_fen: the most that comes off a cart.
        deposit_fen: paid first for a unit.
        counts_fen: what that deposit counts for.
        extra: item or SKU given, or sold at `price_fen`.
        extra_units: how many of it.
        tiers: by tier of members, what they pay.
    """

    ppm: int | None
    off_fen: int | None
    price_fen: int | None
    steps: tuple[Step, ...]
    nth: int | None
    every: bool
    most_times: int | None
    most_fen: int | None
    deposit_fen: int | None
    counts_fen: int | None
    extra: str | None
    extra_units: int
    tiers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A promotion of the plan, ready to be applied.

    Attributes:
        position: its place among the promotions of the plan, from 0.
        name: as the plan says it.
        kind: what the kind says; what the plan says instead is in the other attributes.
        order: lower ones are applied first, ties by position.
        group: of one group only one is used; a number is a group of its own.
        claimed: whether the buyer may leave it.
        base: what its threshold counts.
        when, scope, threshold, benefit: see there.
        bears: parts per million borne by shop, platform, government and brand.
        budget_fen, budget_uses: after which it no longer holds; `None` is no end.
    """

    position: int
    name: str
    kind: Kind
    order: int
    group: str | int
    claimed: bool
    base: Base
    when: When
    scope: Scope
    threshold: Threshold
    benefit: Benefit
    bears: tuple[int, int, int, int]
    budget_fen: int | None
    budget_uses: int | None

    @property
    def level(self) -> Level:
        """Return where it applies: line, cart or extra."""
        return self.kind.level

    @property
    def gives(self) -> bool:
        """Tell whether it is a gift, which takes nothing off."""
        return self.kind.name == "gift"

    @property
    def turn(self) -> tuple[int, int]:
        """Return what offers are sorted by."""
        return self.order, self.position


def offers(plan: Plan) -> tuple[Offer, ...]:
    """Return the promotions of a plan compiled, in the order of the plan."""
    said = enumerate(plan.promotions)
    return tuple(_offer(position, one, plan.members) for position, one in said)


def fen(cny: float | None) -> int | None:
    """Return an amount in whole fen; unknown stays unknown."""
    return None if cny is None else round(cny * 100)


def _ppm(rate: float | None) -> int | None:
    return None if rate is None else round(rate * PPM)


def _offer(position: int, said: Promotion, members: Members) -> Offer:
    kind = kinds()[said.kind]
    return Offer(
        position=position,
        name=said.name,
        kind=kind,
        order=kind.order if said.order is None else said.order,
        group=said.group or kind.group or position,
        claimed=kind.claimed if said.claimed is None else said.claimed,
        base=said.base or kind.base,
        when=_when(said, kind),
        scope=_scope(said),
        threshold=Threshold(fen(said.from_cny), said.from_units, said.over),
        benefit=_benefit(said, kind, members),
        bears=_bears(said, kind),
        budget_fen=fen(said.budget_cny),
        budget_uses=said.budget_units,
    )


def _when(said: Promotion, kind: Kind) -> When:
    audience = said.audience or kind.audience
    return When(said.starts, said.ends, said.from_hour, said.to_hour, audience)


def _scope(said: Promotion) -> Scope:
    parts = (said.products, said.categories, said.except_products)
    return Scope(*(frozenset(part) for part in parts))


def _benefit(said: Promotion, kind: Kind, members: Members) -> Benefit:
    tiers = [(tier.name, _ppm(tier.pay_rate)) for tier in members.tiers]
    named = (said.pay_rate, said.off_cny, said.price_cny)
    by_tier = kind.name == "member" and all(one is None for one in named)
    return Benefit(
        ppm=_ppm(said.pay_rate),
        off_fen=fen(said.off_cny),
        price_fen=fen(said.price_cny),
        steps=_steps(said.steps, over=said.over),
        nth=said.nth,
        every=said.every or kind.every,
        most_times=said.most_times,
        most_fen=fen(said.most_off_cny),
        deposit_fen=fen(said.deposit_cny),
        counts_fen=fen(said.counts_cny),
        extra=said.extra_product,
        extra_units=1 if said.extra_units is None else said.extra_units,
        tiers=tuple((name, ppm) for name, ppm in tiers if by_tier and ppm is not None),
    )


def _steps(said: tuple[PlanStep, ...], *, over: bool) -> tuple[Step, ...]:
    steps = (
        Step(
            Threshold(fen(one.from_cny), one.from_units, over), _ppm(one.pay_rate), fen(one.off_cny)
        )
        for one in said
    )
    return tuple(sorted(steps, key=lambda s: (s.threshold.fen or 0, s.threshold.units or 0)))


def _bears(said: Promotion, kind: Kind) -> tuple[int, int, int, int]:
    told: dict[str, float] = {str(one): share for one, share in said.borne_by.items()}
    shares = told if sum(told.values()) else {kind.bearer: 1.0}
    shop, platform, government, brand = (round(shares.get(one, 0) * PPM) for one in BEARERS)
    return shop, platform, government, brand
