"""One cart for a reader: every step with what it takes off, who bears it, and every line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shopkit.apportion import Ints
from shopkit.promotions.amounts import split_rows
from shopkit.promotions.carts import Cart, carts_of
from shopkit.promotions.course import Course
from shopkit.promotions.engine import Counted, Which
from shopkit.promotions.kinds import BEARERS
from shopkit.promotions.model import Offer
from shopkit.promotions.replay import Turn, others_by_line

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Shown:
    """A cart under one combination; amounts in yuan.

    Attributes:
        cart: what was asked about.
        which: the best for the buyer or the worst for the shop.
        used: the promotions that took effect, in the order in which they applied.
        steps: one row each: promotion, before, off, after (of the whole cart with delivery), and
            what each bears of it.
        by_line: one row a promotion and line it takes something off: promotion, item_id, sku,
            before, off, after, of which the shop bears `borne_shop`.
        lines: one row a line: item_id, sku, units, unit_price, list_amount, off, paid, receipt.
        gifts: one row a gift: promotion, item_id, gift_units.
        list_cny: the cart before promotions, delivery included.
        freight_cny: what the buyer pays for delivery.
        paid_cny: what the buyer pays, delivery included (到手价).
        receipt_cny: what the shop receives.
        deposit_cny: of what is paid, the part that is paid first.
    """

    cart: Cart
    which: Which
    used: tuple[Offer, ...]
    steps: pd.DataFrame
    by_line: pd.DataFrame
    lines: pd.DataFrame
    gifts: pd.DataFrame
    list_cny: float
    freight_cny: float
    paid_cny: float
    receipt_cny: float
    deposit_cny: float


def steps(cart: Cart, offers: Sequence[Offer], which: Which = "best") -> Shown:
    """Return every step of one cart under its best or worst legal combination."""
    counted = Counted(carts_of([cart]), offers)
    turns = [turn for turn in counted.turns(which) if turn.used[0]]
    return _Showing(cart, counted.course, turns).shown(which)


class _Showing:
    def __init__(self, cart: Cart, course: Course, turns: list[Turn]) -> None:
        self.cart, self.course, self.turns = cart, course, turns
        self.start = np.array([line.units * line.unit_price_fen for line in cart.lines])
        self.offs = [turn.lines[: len(cart.lines), 0] for turn in turns]
        self.others = [others_by_line(course, turn)[: len(cart.lines), 0] for turn in turns]

    def shown(self, which: Which) -> Shown:
        whole = int(self.start.sum()) + self.cart.freight_fen
        freight = self.cart.freight_fen - sum(int(turn.freight[0]) for turn in self.turns)
        paid = whole - sum(int(turn.off[0]) for turn in self.turns)
        others = sum(int(part.sum()) for part in self.others)
        deposit = sum(int(turn.deposit[0]) for turn in self.turns)
        return Shown(
            self.cart,
            which,
            tuple(self.course.offers[turn.n] for turn in self.turns),
            self._steps(whole),
            self._by_line(),
            self._lines(),
            self._gifts(),
            *(amount / 100 for amount in (whole, freight, paid, paid + others, deposit)),
        )

    def _steps(self, now: int) -> pd.DataFrame:
        rows = []
        for turn in self.turns:
            offer, off = self.course.offers[turn.n], int(turn.off[0])
            if off:
                rows.append((offer.name, now, off, now - off, *_borne(offer, off)))
            now -= off
        names = [f"borne_{bearer}" for bearer in BEARERS]
        return _frame(rows, ["promotion"], ["before", "off", "after", *names])

    def _by_line(self) -> pd.DataFrame:
        rows, now = [], self.start
        for turn, offs, others in zip(self.turns, self.offs, self.others, strict=True):
            name = self.course.offers[turn.n].name
            for line, before, off, theirs in zip(self.cart.lines, now, offs, others, strict=True):
                if off:
                    after, own = before - off, off - theirs
                    rows.append((name, line.item_id, line.sku, before, off, after, own))
            now = now - offs
        return _frame(
            rows, ["promotion", "item_id", "sku"], ["before", "off", "after", "borne_shop"]
        )

    def _lines(self) -> pd.DataFrame:
        off = sum(self.offs, np.zeros_like(self.start))
        others = sum(self.others, np.zeros_like(self.start))
        rows = [
            (line.item_id, line.sku, line.units, line.unit_price_fen, *amounts)
            for line, *amounts in zip(
                self.cart.lines,
                self.start,
                off,
                self.start - off,
                self.start - off + others,
                strict=True,
            )
        ]
        money = ["unit_price", "list_amount", "off", "paid", "receipt"]
        return _frame(rows, ["item_id", "sku", "units"], money)

    def _gifts(self) -> pd.DataFrame:
        given = [(self.course.offers[turn.n], int(turn.gifts[0])) for turn in self.turns]
        rows = [(offer.name, offer.benefit.extra, units) for offer, units in given if units]
        return _frame(rows, ["promotion", "item_id", "gift_units"], [])


def _borne(offer: Offer, off: int) -> list[int]:
    """Return what shop, platform, government and brand bear of an amount, in fen."""
    parts: Ints = split_rows(np.array([off]), np.array([offer.bears]).T)
    return [int(part) for part in parts[:, 0]]


def _frame(rows: Iterable[tuple[object, ...]], plain: list[str], money: list[str]) -> pd.DataFrame:
    """Return rows whose amounts in fen stand behind what is no money, as a frame in yuan."""
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=[*plain, *(f"{name}_cny" for name in money)])
    for name in money:
        frame[f"{name}_cny"] = frame[f"{name}_cny"].astype("int64") / 100
    return frame
