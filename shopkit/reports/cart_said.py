"""A counted cart for a terminal: tables and sentences, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shopkit.findings import Severity
from shopkit.i18n import Lang, full_day, listed, percent, text
from shopkit.pricing.grouped import Group, grouped
from shopkit.promotions import BEARERS
from shopkit.reports.cart import PricedCart
from shopkit.reports.terminal import Printed
from shopkit.tables import column

STEPS = ("before_cny", "off_cny", "after_cny")
LINES = (
    *("units", "unit_price_cny", "list_amount_cny", "off_cny", "paid_cny", "receipt_cny"),
    "contribution_cny",
)


def cart_said(priced: PricedCart, lang: Lang) -> Iterator[str | Printed]:
    """Yield what is printed about a cart: sentences, and tables between them."""
    teller = _Teller(priced, lang)
    yield teller.head()
    yield ""
    yield teller.steps() if len(priced.counted.best.shown.steps) else teller.says("steps_none")
    yield ""
    yield teller.lines()
    yield ""
    yield from teller.sums()
    yield teller.worst()
    yield teller.past()
    yield ""
    yield from teller.findings()


class _Teller:
    def __init__(self, priced: PricedCart, lang: Lang) -> None:
        self.priced, self.lang, self.scope = priced, lang, priced.scope
        self.best, self.bad = priced.counted.best, priced.counted.worst

    def says(self, key: str, **values: object) -> str:
        """Return a sentence about the cart with its values."""
        return text(f"cart.{key}", self.lang, **values)

    def head(self) -> str:
        """Return what is bought, when and by whom."""
        cart = self.priced.cart
        at = {"day": full_day(cart.day, self.lang), "hour": cart.hour}
        hour = cart.hour is not None
        return self.says(
            "head" if cart.freight_fen else "head_goods",
            moment=text("pricing.moment", self.lang, **at) if hour else at["day"],
            buyer=self.scope.buyer(cart.buyer),
            units=sum(line.units for line in cart.lines),
            amount=self.scope.cny(self.best.shown.list_cny),
            freight=self.scope.cny(cart.freight_fen / 100),
        )

    def steps(self) -> Printed:
        """Return the promotions in their order."""
        named = [column(name).title(self.lang) for name in ("promotion", *STEPS)]
        heads = (*named, self.says("borne"))
        rows = [
            (str(row["promotion"]), *(self.scope.cny(row[name]) for name in STEPS), self._who(row))
            for row in self.best.shown.steps.to_dict("records")
        ]
        return Printed(self.says("steps"), heads, tuple(rows), "lrrrl")

    def _who(self, row: Mapping[Any, Any]) -> str:
        parts = [(who, float(row[f"borne_{who}_cny"])) for who in BEARERS]
        told = [
            self.says("borne_part", who=self.says(f"who.{who}"), amount=self.scope.cny(cny))
            for who, cny in parts
            if cny
        ]
        return listed(told, self.lang)

    def lines(self) -> Printed:
        """Return the lines of the cart with what each leaves."""
        rows = []
        for row in self.best.lines.to_dict("records"):
            title = self.scope.name(str(row["item_id"]))
            named = f"{title} {row['sku']}" if isinstance(row["sku"], str) else title
            money = [_known(row[name]) for name in LINES[1:]]
            rows.append((named, str(row["units"]), *(self.scope.cny(cny) for cny in money)))
        heads = (self.says("product"), *(self.says(f"column.{name}") for name in LINES))
        return Printed(self.says("lines"), heads, tuple(rows), "l" + "r" * len(LINES))

    def sums(self) -> Iterator[str]:
        """Yield what is paid, received and left."""
        shown, cny = self.best.shown, self.scope.cny
        share = percent(shown.paid_cny / shown.list_cny if shown.list_cny else None)
        paid, freight = cny(shown.paid_cny), cny(shown.freight_cny)
        yield self.says("paid", paid=paid, share=share, freight=freight)
        if shown.deposit_cny:
            yield self.says("deposit", deposit=cny(shown.deposit_cny))
        for row in shown.gifts.to_dict("records"):
            name = self.scope.name(str(row["item_id"]))
            said = {"product": name, "units": row["gift_units"], "promotion": row["promotion"]}
            yield self.says("gift", **said)
        yield self.says("receipt", receipt=cny(shown.receipt_cny))
        left, before = self.best.left_cny, self.scope.left_out(self.priced.counted.left_out)
        if left is None:
            yield self.says("left_unknown")
            return
        yield self.says("loses" if left < 0 else "left", left=cny(abs(left)), before=before)
        if self.best.gifts_cny:
            yield self.says("left_gifts", gifts=cny(self.best.gifts_cny))

    def worst(self) -> str:
        """Return the worst legal combination for the shop."""
        worst, cny = self.bad.shown, self.scope.cny
        if worst.used == self.best.shown.used:
            return self.says("worst_same")
        same = worst.receipt_cny == self.best.shown.receipt_cny
        return self.says(
            "worst_as_much" if same and self.bad.left_cny == self.best.left_cny else "worst",
            promotions=self.scope.promotions([offer.name for offer in worst.used]),
            paid=cny(worst.paid_cny),
            receipt=cny(worst.receipt_cny),
            left=cny(self.bad.left_cny),
        )

    def past(self) -> str:
        """Return what costs are averages of."""
        if self.priced.past is None:
            return self.says("past_none")
        return self.says("past", period=self.priced.past.label(self.lang))

    def _problem(self, group: Group) -> Iterator[str]:
        """Yield a problem, each place of it where there are several, and what to do."""
        yield f"· {group.problem}"
        if group.alone:
            yield self._action(group.action, group.told[0].lines)
            return
        for one in group.told:
            here = one.lines and not one.action
            bare = one.said.rstrip("。.")
            yield f"  – {self.says('at', said=bare, place=one.lines) if here else one.said}"
            if one.action:
                yield "  " + self._action(one.action, one.lines)
        if group.action:
            yield self._action(group.action, "")

    def _action(self, action: str, lines: str) -> str:
        key = "action" if lines else "action_only"
        return f"  {text(f'found.{key}', self.lang, action=action, place=lines)}"

    def findings(self) -> Iterator[str]:
        """Yield what is wrong, and under each what to do and where it is written."""
        found = self.priced.findings
        wrong = [one for one in found if one.severity > Severity.NOTE]
        yield text("found.head", self.lang) if wrong else self.says("findings_none")
        for group in grouped(wrong, self.lang):
            yield from self._problem(group)
        if len(found) > len(wrong):
            yield text("found.notes", self.lang, notes=len(found) - len(wrong))


def _known(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - NaN
