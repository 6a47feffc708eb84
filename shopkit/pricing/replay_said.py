"""What a replay tells, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from shopkit.i18n import Lang, day, listed, money, number, percent, text
from shopkit.pricing.replay import Replay
from shopkit.pricing.replay_band import trusted
from shopkit.pricing.wording import Scope
from shopkit.promotions import Buyer, offers

MOST_NAMES = 5


def said(found: Replay, lang: Lang) -> list[str]:
    """Return what a replay tells: what was done, what it comes to, breaches, band, what is not in.

    Args:
        found: the replay.
        lang: of the reader.
    """
    teller = _Teller(found, lang)
    if not len(found.orders):
        return [teller.says("days_none", past=teller.past), *teller.not_in()]
    return [*teller.done(), *teller.money(), *teller.breaches(), *teller.used(), *teller.not_in()]


class _Teller:
    def __init__(self, found: Replay, lang: Lang) -> None:
        self.found, self.lang = found, lang
        days = found.asked.days
        self.scope = Scope(found.asked.plan, lang, days.ahead.start)
        self.past, self.ahead = days.past.label(lang), days.ahead.label(lang)

    def says(self, key: str, **values: object) -> str:
        """Return a sentence of the replay with its values."""
        return text(f"replay.{key}", self.lang, **values)

    def names(self, names: list[str]) -> str:
        """Return names as one list, of many the first."""
        more = ["…"] if len(names) > MOST_NAMES else []
        return listed([*names[:MOST_NAMES], *more], self.lang)

    def done(self) -> Iterator[str]:
        """Yield what was counted, and with what."""
        found, asked = self.found, self.found.asked
        said = {"past": self.past, "ahead": self.ahead, "name": asked.days.name}
        yield self.says("days", orders=len(found.orders), **said)
        one_by_one = asked.days.past.days == asked.days.ahead.days
        yield self.says("mapping_same" if one_by_one else "mapping")
        key = "prices_listed" if found.listed_units else "prices"
        yield self.says(key, units=found.listed_units)
        apart = [
            offer.name
            for offer, orders in zip(offers(asked.plan), found.promotions["orders"], strict=True)
            if not orders and offer.when.audience in self._others()
        ]
        if apart:
            buyer = self.scope.buyer(asked.buyer)
            yield self.says("buyers", buyer=buyer, promotions=self.names(apart))

    def _others(self) -> set[str]:
        """Return the audiences the buyer asked about is none of."""
        buyer: Buyer = self.found.asked.buyer
        is_of = {"member": buyer.member is not None, "vip88": buyer.vip88, "new": buyer.new}
        return {name for name, true in is_of.items() if not true}

    def money(self) -> Iterator[str]:
        """Yield what is paid and left, and the band of it."""
        found, orders = self.found, len(self.found.orders)
        now, then = found.total("held", "paid_cny"), found.total("then", "paid_cny")
        yield self.says(
            "paid",
            now=self.scope.cny(round(now / orders, 2)),
            then=self.scope.cny(round(then / orders, 2)),
            change=percent(now / then - 1 if then else None, sign=True),
            off=self._money(found.orders["off_cny"].sum()),
            shop=self._money(found.promotions["borne_shop_cny"].sum()),
        )
        yield from self._left()
        yield from self._band()

    def _left(self) -> Iterator[str]:
        left = {step: self.found.total(step, "contribution_cny") for step in ("then", "then_now")}
        now = self.found.total("held", "contribution_cny")
        unknown = int(self.found.orders["contribution_cny"].isna().sum())
        if unknown < len(self.found.orders):
            amounts = {step: self._money(cny) for step, cny in left.items()}
            change = money(now - left["then_now"], self.lang, sign=True)
            key = "left_only" if pd.isna(left["then"]) else "left"
            said = amounts | {"now": self._money(now), "change": change}
            yield self.says(key, **said, before=self.scope.left_out(self._left_out()))
        if unknown:
            yield self.says("unknown", orders=unknown)

    def _left_out(self) -> list[str]:
        sold = [self.found.terms[i] for i in self.found.items["item_id"] if i in self.found.terms]
        return list(dict.fromkeys(name for one in sold for name in one.left_out))

    def _band(self) -> Iterator[str]:
        found, demand = self.found, self.found.asked.demand
        known = [item for item in found.items["item_id"] if trusted(demand.get(item))]
        if known:
            steps = {"low": "low", "mid": "expected", "high": "high"}
            units = {k: number(round(found.total(v, "units")), self.lang) for k, v in steps.items()}
            left = {f"left_{k}": found.total(v, "contribution_cny") for k, v in steps.items()}
            amounts = {k: self._money(cny) for k, cny in left.items()}
            yield self.says("band", products=len(known), **units, **amounts)
        held = [self.scope.name(i) for i in found.items["item_id"] if i not in known]
        if held:
            yield self.says("held", products=len(held), names=self.names(held))

    def breaches(self) -> Iterator[str]:
        """Yield which orders lose money or break a floor."""
        prices = self.found.asked.plan.prices
        yield from self._losing()
        if self._floors_known():
            yield self._breach("floor", percent(prices.least_margin_rate or 0.0))
        else:
            yield self.says("floor_unknown")
        if prices.least_discount_rate is not None:
            yield self._breach("discount", self.scope.rate(prices.least_discount_rate))

    def _losing(self) -> Iterator[str]:
        known = self.found.orders["contribution_cny"].dropna()
        if not len(known):
            return
        lost = known[known < 0]
        share, amount = percent(len(lost) / len(known)), self._money(-lost.sum())
        key = "losing" if len(lost) else "losing_none"
        yield self.says(key, orders=len(lost), share=share, amount=amount)

    def _floors_known(self) -> bool:
        """Tell whether any product that was sold has a floor price."""
        sold = set(self.found.items["item_id"])
        named = (p for p in self.found.asked.plan.products if p.least_price_cny is not None)
        terms = (one for item, one in self.found.terms.items() if item in sold)
        return any(p.item_id in sold for p in named) or any(
            one.per_unit_cny is not None for one in terms
        )

    def _breach(self, of: str, rate: str) -> str:
        orders = int(self.found.orders[f"below_{of}"].sum())
        if not orders:
            return self.says(f"{of}_none", rate=rate)
        worst = self.found.items.sort_values(f"lines_below_{of}", ascending=False).iloc[0]
        said = {"name": self.scope.name(worst["item_id"]), "lines": int(worst[f"lines_below_{of}"])}
        return self.says(of, orders=orders, rate=rate, **said)

    def used(self) -> Iterator[str]:
        """Yield budgets that were used up, and promotions nobody used."""
        rows = self.found.promotions
        for row in rows[rows["used_up_on"].notna()].to_dict("records"):
            on = day(pd.Timestamp(row["used_up_on"]).date(), self.lang)
            yield self.says("budget", promotion=row["promotion"], day=on)
        unused = [
            offer.name
            for offer, orders in zip(offers(self.found.asked.plan), rows["orders"], strict=True)
            if not orders and offer.when.audience not in self._others()
        ]
        if unused:
            yield self.says("unused", promotions=self.names(unused))

    def not_in(self) -> Iterator[str]:
        """Yield what is not in the replay, by reason."""
        rows = self.found.left_out.to_dict("records")
        if rows:
            told = [self._reason(str(r["why"]), int(r["orders"]), r["paid_then_cny"]) for r in rows]
            gap = "；" if self.lang == "zh" else "; "
            yield self.says("left_out", list=gap.join(told))
        if self.found.gifts:
            yield self.says("gifts", lines=self.found.gifts)

    def _reason(self, why: str, orders: int, paid: float) -> str:
        name = self.says(f"why.{why}")
        return self.says("left_out_one", why=name, orders=orders, paid=self._money(paid))

    def _money(self, cny: float) -> str:
        return money(None if pd.isna(cny) else float(cny), self.lang)
