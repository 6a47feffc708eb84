"""Carts: one to read and show, and many as arrays padded to the longest of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from shopkit.apportion import LARGEST, PPM, Flags, Ints

LARGEST_UNITS = 100_000
LARGEST_FEN = LARGEST // (2 * PPM)  # of one cart: what a rate is applied to stays exact


class Good(NamedTuple):
    """What a line sells."""

    item_id: str
    sku: str | None = None
    category: str | None = None

    def named(self, name: str | None) -> bool:
        """Tell whether a name is its item or its SKU."""
        return name is not None and name in (self.item_id, self.sku)


@dataclass(frozen=True, slots=True)
class CartLine:
    """A line of a cart: units of a product at its everyday price in fen."""

    item_id: str
    units: int
    unit_price_fen: int
    sku: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys: the tier of members, if any, whether 88VIP, whether new to the shop."""

    member: str | None = None
    vip88: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Cart:
    """A cart at a moment.

    Attributes:
        lines: what is bought.
        day: when it is paid.
        hour: of the day, 0 to 23; `None` is not known, and nothing bound to hours holds.
        buyer: who buys.
        freight_fen: what delivery costs the buyer unless an offer makes it free.
    """

    lines: tuple[CartLine, ...]
    day: date
    hour: int | None = None
    buyer: Buyer = Buyer()
    freight_fen: int = 0


@dataclass(frozen=True, slots=True)
class Carts:
    """Many carts as arrays: n carts, each row padded to L lines.

    Attributes:
        goods: the products there are.
        codes: n × L, which of `goods` a line sells; 0 where there is no line.
        units: n × L, 0 where there is no line.
        prices_fen: n × L, everyday price of a unit.
        tiers: the names of tiers there are.
        tier: n, which of `tiers` the buyer has; −1 is no member.
        vip88, new: n, what the buyer is.
        day: n, `date.toordinal()`.
        hour: n, −1 is not known.
        freight_fen: n.
    """

    goods: tuple[Good, ...]
    codes: Ints
    units: Ints
    prices_fen: Ints
    tiers: tuple[str, ...]
    tier: Ints
    vip88: Flags
    new: Flags
    day: Ints
    hour: Ints
    freight_fen: Ints

    def __post_init__(self) -> None:
        """Refuse amounts with which whole fen would no longer be exact."""
        if self.units.size and self.units.max() > LARGEST_UNITS:
            raise ValueError(f"a line of more than {LARGEST_UNITS} units")
        whole = (self.units.astype(float) * self.prices_fen).sum(axis=1) + self.freight_fen
        if len(whole) and whole.max() > LARGEST_FEN:
            raise ValueError(f"a cart of more than {LARGEST_FEN} fen")

    def __len__(self) -> int:
        """Return how many carts there are."""
        return len(self.day)

    def rows(self, which: Ints | slice) -> Carts:
        """Return some of them."""
        arrays = {
            field.name: getattr(self, field.name)[which]
            for field in fields(self)
            if field.name not in ("goods", "tiers")
        }
        return replace(self, **arrays)

    @property
    def goods_fen(self) -> Ints:
        """Return n × L, what the lines cost before any promotion, fen."""
        return self.units * self.prices_fen


def carts_of(carts: Sequence[Cart]) -> Carts:
    """Return carts as arrays, in their order.

    Raises:
        ValueError: A cart is too large to be counted exactly.
    """
    lines = [line for cart in carts for line in cart.lines]
    keys = [(line.item_id, line.sku, line.category) for line in lines]
    goods = _ranked(keys)
    ranks = _ranked(cart.buyer.member for cart in carts if cart.buyer.member is not None)
    there = _there(_ints(len(cart.lines) for cart in carts))
    return Carts(
        goods=tuple(Good(*key) for key in goods) or (Good(""),),
        codes=_padded(there, map(goods.__getitem__, keys)),
        units=_padded(there, (line.units for line in lines)),
        prices_fen=_padded(there, (line.unit_price_fen for line in lines)),
        tiers=tuple(ranks),
        tier=_ints(ranks.get(cart.buyer.member, -1) for cart in carts),
        vip88=_ints(cart.buyer.vip88 for cart in carts).astype(bool),
        new=_ints(cart.buyer.new for cart in carts).astype(bool),
        day=_ints(cart.day.toordinal() for cart in carts),
        hour=_ints(-1 if cart.hour is None else cart.hour for cart in carts),
        freight_fen=_ints(cart.freight_fen for cart in carts),
    )


def _ranked(found: Iterable[Any]) -> dict[Any, int]:
    return {one: number for number, one in enumerate(dict.fromkeys(found))}


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _there(counts: Ints) -> Flags:
    """Return n × L, where there is a line; at least one column."""
    flags: Flags = np.arange(max(int(counts.max(initial=0)), 1)) < counts[:, None]
    return flags


def _padded(there: Flags, values: Iterable[int]) -> Ints:
    table = np.zeros(there.shape, np.int64)
    table[there] = _ints(values)
    return table
