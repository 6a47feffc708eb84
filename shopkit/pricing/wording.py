"""What things about prices are called: products, buyers, promotions, moments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isinf

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, full_day, listed, money, percent, text
from shopkit.plan import Plan
from shopkit.plan.document import dotted
from shopkit.pricing.unit import COMPONENTS, UnitTerms
from shopkit.pricing.worst import Case
from shopkit.promotions import Buyer
from shopkit.rules import cited, rule

Steps = Sequence[str | int]
PLACE = re.compile(r"([^\\/:、,]+\.(?:ya?ml|xlsx?|csv)(?:#[^:、,]+)?):(\d+)")  # its folder apart


def lines_said(place: str, lang: Lang) -> str:
    """Return the lines of a file that a finding is about, for a sentence; a path without is empty.

    Example:
        >>> lines_said("/shop/shop.yaml:367 promotions.0、/shop/shop.yaml:369 promotions.2", "zh")
        'shop.yaml 第 367、369 行'
    """
    files: dict[str, set[int]] = {}
    for file, line in PLACE.findall(place):
        files.setdefault(file.strip(), set()).add(int(line))
    told = []
    for file, lines in files.items():
        said = ("、" if lang == "zh" else ", ").join(map(str, sorted(lines)))
        key = "lines" if len(lines) > 1 else "line"
        told.append(text(f"pricing.{key}", lang, file=file, lines=said))
    return ("；" if lang == "zh" else "; ").join(told)


@dataclass(frozen=True, slots=True)
class Scope:
    """What every text about prices must know.

    Attributes:
        plan: the shop's.
        lang: language of every text.
        day: the day the plan is looked at.
        place: where an entry of the plan stands, as file and line.
        listed: file and row of the products that stand in a file the plan names, by number.
    """

    plan: Plan
    lang: Lang
    day: date
    place: Callable[[Steps], str] = field(default=dotted)
    listed: Mapping[str, str] = field(default_factory=dict)

    def name(self, item: str) -> str:
        """Return what a product is called."""
        named = (one.name for one in self.plan.products if one.item_id == item and one.name)
        return next(named, item)

    def product_place(self, item: str) -> str:
        """Return where a product stands in the plan."""
        if item in self.listed:
            return self.listed[item]
        places = [n for n, one in enumerate(self.plan.products) if one.item_id == item]
        return self.place(("products", *places[:1]))

    def promotion_place(self, names: Sequence[str], item: str) -> str:
        """Return where promotions stand in the plan; without any where the product does."""
        held = [n for n, one in enumerate(self.plan.promotions) if one.name in names]
        said = [self.place(("promotions", n)) for n in held]
        return listed(said, self.lang) if said else self.product_place(item)

    def moment(self, case: Case) -> str:
        """Return when a cart is paid."""
        said = full_day(case.cart.day, self.lang)
        hour = case.cart.hour
        at = {"day": said, "hour": hour}
        return said if hour is None else text("pricing.moment", self.lang, **at)

    def buyer(self, buyer: Buyer) -> str:
        """Return who buys."""
        if buyer.member is not None:
            kind = "member_vip88" if buyer.vip88 else "member"
            return text(f"pricing.buyer.{kind}", self.lang, tier=buyer.member)
        kind = "vip88" if buyer.vip88 else "new" if buyer.new else "anyone"
        return text(f"pricing.buyer.{kind}", self.lang)

    def promotions(self, names: Sequence[str]) -> str:
        """Return promotions as one list; none is the everyday price."""
        if not names:
            return text("pricing.no_promotion", self.lang)
        return (" + " if self.lang == "en" else "＋").join(names)

    def law(self, rule_id: str) -> str:
        """Return the name of a rule of the law with its source."""
        found = rule(rule_id)
        said = {"name": found.name(self.lang), "source": cited(found, self.lang)}
        return text("pricing.law", self.lang, **said)

    def left_out(self, costs: Sequence[str]) -> str:
        """Return what has not been taken off; empty if nothing."""
        known = [text(f"pricing.cost.{c}", self.lang) for c in costs if c in COMPONENTS]
        return text("pricing.before", self.lang, list=listed(known, self.lang)) if known else ""

    def ads_lead(self, terms: UnitTerms, key: str = "ads_lead") -> str:
        """Return that ads are the largest cost of a unit; empty if they are not."""
        goods = (terms.goods_cny or 0.0) * terms.kept_rate
        others = (goods, terms.freight_cny or 0.0, terms.packing_cny or 0.0)
        if (terms.ads_cny or 0.0) <= max(others):
            return ""
        return text(f"pricing.{key}", self.lang, ads=self.cny(terms.ads_cny))

    def cny(self, amount: float | None) -> str:
        """Return an amount to the fen: prices are compared by it."""
        if amount is None:
            return money(None, self.lang)
        if isinf(amount):
            return text("pricing.never", self.lang)
        return f"¥{amount:,.2f}".removesuffix(".00").replace("¥-", "−¥")

    def rate(self, share: float, digits: int = 2) -> str:
        """Return a share as operators say it: 7.5 折, 75 %."""
        if self.lang == "en":
            return percent(share, digits - 1)
        return text("pricing.fold", "zh", fold=f"{share * 10:.{digits}f}".rstrip("0").rstrip("."))

    def finding(self, code: str, place: str, said: Mapping[str, object], **more: object) -> Finding:
        """Return a finding in the words of `pricing.finding.<words>`, by default its code."""
        key = f"pricing.finding.{more.get('words', code)}"
        severity = more.get("severity", Severity.WARNING)
        amount = more.get("cny")
        found = Finding(
            code=code,
            severity=severity if isinstance(severity, Severity) else Severity.WARNING,
            place=place,
            evidence=str(more.get("evidence", "")),
            owner=text(f"pricing.owner.{more.get('owner', 'ops')}", self.lang),
            cny=round(amount, 2) if isinstance(amount, float) else None,
        )
        return with_texts(found, key, self.lang, said)
