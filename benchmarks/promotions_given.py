"""Carts and promotions as `promotions_scalar` takes them: whole fen, and kinds as it knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from shopkit.plan.sections.promotions import MemberTier, Promotion, Step

PPM = 1_000_000
BEARERS = ("shop", "platform", "government", "brand")


class Kind(NamedTuple):
    """What a kind of promotion is unless the plan says otherwise."""

    level: str
    order: int
    group: str | None = None
    claimed: bool = False
    bearer: str = "shop"
    audience: str = "all"
    every: bool = False


KINDS = {
    "item": Kind("line", 10, "single"),
    "flash": Kind("line", 10, "single"),
    "member": Kind("line", 10, "single", audience="member"),
    "subsidy": Kind("line", 10, "single"),
    "add_on": Kind("line", 14),
    "deposit": Kind("line", 15),
    "pieces": Kind("cart", 20, "shop_offer"),
    "spend": Kind("cart", 20, "shop_offer"),
    "shop_coupon": Kind("cart", 30, "shop_coupon", claimed=True),
    "official": Kind("cart", 40),
    "cross_shop": Kind("cart", 45, every=True),
    "platform_coupon": Kind("cart", 50, "platform_coupon", claimed=True, bearer="platform"),
    "vip88_coupon": Kind("cart", 55, "vip88_coupon", True, "platform", "vip88"),
    "red_packet": Kind("cart", 60, claimed=True, bearer="platform"),
    "state_subsidy": Kind("cart", 70, bearer="government"),
    "free_freight": Kind("extra", 80),
    "gift": Kind("extra", 90),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cart; the price is that of every day, in fen."""

    item: str
    sku: str | None
    category: str | None
    units: int
    price: int


@dataclass(frozen=True, slots=True)
class Cart:
    """What is bought, by whom, when; freight in fen, as charged when it is not free."""

    lines: tuple[Line, ...]
    day: date
    hour: int | None = None
    tier: str | None = None
    vip88: bool = False
    new: bool = False
    freight: int = 0


@dataclass(frozen=True, slots=True)
class Rung:
    """From how much, in fen, or how many on; what is still paid or comes off."""

    amount: int | None
    units: int | None
    ppm: int | None
    off: int | None


NOTHING = Rung(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A promotion in whole fen and millionths, with what its kind says where it is silent."""

    place: int
    said: Promotion
    level: str
    order: int
    group: str
    claimed: bool
    audience: str
    every: bool
    item_base: bool
    first: Rung
    rungs: tuple[Rung, ...]
    price: int | None
    most: int | None
    deposit: int
    counts: int
    shares: tuple[int, ...]
    tiers: dict[str, int]
    used_up: bool = False


def fen(cny: float | None) -> int | None:
    return None if cny is None else round(cny * 100)


def ppm(share: float | None) -> int | None:
    return None if share is None else round(share * PPM)


def rules(promotions: Iterable[Promotion], tiers: Iterable[MemberTier] = ()) -> list[Rule]:
    """Return the promotions of a plan in the order in which they are applied."""
    rates = {tier.name: round(tier.pay_rate * PPM) for tier in tiers if tier.pay_rate is not None}
    made = [_rule(place, said, rates) for place, said in enumerate(promotions)]
    return sorted(made, key=lambda rule: (rule.order, rule.place))


def _rule(place: int, said: Promotion, rates: dict[str, int]) -> Rule:
    kind = KINDS[said.kind]
    borne = said.borne_by or {kind.bearer: 1.0}
    return Rule(
        place=place,
        said=said,
        level=kind.level,
        order=kind.order if said.order is None else said.order,
        group=said.group or kind.group or f"\0{place}",
        claimed=kind.claimed if said.claimed is None else said.claimed,
        audience=said.audience or kind.audience,
        every=said.every or kind.every,
        item_base=said.base == "item",
        first=_rung(said),
        rungs=tuple(sorted(map(_rung, said.steps), key=lambda r: (r.amount or 0, r.units or 0))),
        price=fen(said.price_cny),
        most=fen(said.most_off_cny),
        deposit=fen(said.deposit_cny) or 0,
        counts=fen(said.counts_cny) or 0,
        shares=tuple(round(borne.get(who, 0) * PPM) for who in BEARERS),
        tiers=rates,
    )


def _rung(said: Promotion | Step) -> Rung:
    return Rung(fen(said.from_cny), said.from_units, ppm(said.pay_rate), fen(said.off_cny))
