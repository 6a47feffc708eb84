"""What a shop's profit is counted with: rates, prices and rules, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shopkit.apportion import PPM
from shopkit.i18n import texts
from shopkit.plan import AdsRule, Plan
from shopkit.rules import Range, Rule, Value, careful, editions, rules

PLAN = "shop.yaml"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Assumption:
    """One value that enters the profit.

    Attributes:
        what: the cost it belongs to: `cost_platform`, `cost_freight` …
        value: a share 0-1 or CNY; `None` is unknown, and its cost is left out.
        rule: the rule's id, or the entry of the plan.
        certain: whether it may be used without asking.
        source: where it was taken from; `shop.yaml` is the plan.
        category: the category it holds for; empty is any.
        low: the least it can be, where only a range is known and `value` is its most.
        valid_from: its first day; `None` is open.
    """

    what: str
    value: float | str | None
    rule: str
    certain: bool
    source: str
    category: str = ""
    low: float | None = None
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in force.

    Attributes:
        ppm: parts per million of sales; `None` is unknown.
        names: the names of the category it holds for, case folded; `None` is any category.
        valid_from: first day; `None` is open.
        valid_to: last day.
    """

    ppm: int | None
    names: frozenset[str] | None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, category: str | None, day: date) -> bool:
        """Tell whether it holds for a category on a day."""
        fits = self.names is None or (category or "").strip().casefold() in self.names
        return fits and (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, slots=True)
class Charge:
    """A share of sales the platform takes.

    Attributes:
        rule: id of the rule.
        own: what the plan says instead of the rule, the narrowest and latest first.
        standard: what the rule says.
        by_category: whether the rule has a rate for each category.
    """

    rule: str
    own: tuple[Rate, ...]
    standard: tuple[Rate, ...]
    by_category: bool

    def ppm(self, category: str | None, day: date) -> int | None:
        """Return the rate of a category on a day in parts per million; `None` is unknown.

        Before the rule began nothing was charged; a category it does not name is unknown.
        """
        held = (rate for rate in (*self.own, *self.standard) if rate.holds(category, day))
        nothing = None if self.by_category else 0
        return next((rate.ppm for rate in held), nothing)

    def turns(self) -> list[date]:
        """Return the days on which a rate may change, in order."""
        starts = {rate.valid_from for rate in (*self.own, *self.standard) if rate.valid_from}
        ends = {rate.valid_to + DAY for rate in self.standard if rate.valid_to}
        return sorted(starts | ends)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the profit of a shop is counted with.

    Attributes:
        category: category of what names none itself.
        charges: shares of sales the platform takes, those with a known rate.
        unknown_charges: ids of the rules whose rate nobody knows; they are left out.
        freight_fen: what a parcel costs, in fen; `None` is unknown, as below.
        freight_by_province_fen: the same by the short Chinese name of a province.
        packing_fen: packing of a parcel.
        insurance_fen: return insurance of an order.
        resellable_ppm: share of returned goods that can be sold again, in parts per million.
        ads_rule: how ad spend is allocated.
        assumptions: every value with its source.
    """

    category: str | None
    charges: tuple[Charge, ...]
    unknown_charges: tuple[str, ...]
    freight_fen: int | None
    freight_by_province_fen: dict[str, int]
    packing_fen: int | None
    insurance_fen: int | None
    resellable_ppm: int | None
    ads_rule: AdsRule
    assumptions: tuple[Assumption, ...]

    @property
    def unconfirmed(self) -> tuple[Assumption, ...]:
        """The known values that are to be confirmed before use."""
        return tuple(a for a in self.assumptions if not a.certain and a.value is not None)


def terms(plan: Plan, categories: Iterable[str]) -> Terms:
    """Return what a shop's profit is counted with.

    Args:
        plan: the shop's plan; its fees stand instead of the platform's rules of the same name.
        categories: those of the shop's products.
    """
    costs = plan.costs
    named = sorted({*filter(None, categories), *filter(None, [plan.shop.category])})
    charges = [_charge(rule_id, plan) for rule_id in _charged(plan)]
    known = [charge for charge in charges if _known(charge, named)]
    return Terms(
        category=plan.shop.category,
        charges=tuple(known),
        unknown_charges=tuple(c.rule for c in charges if c not in known),
        freight_fen=_fen(costs.freight_per_parcel_cny),
        freight_by_province_fen={
            short_province(name): round(cny * 100)
            for name, cny in costs.freight_by_province_cny.items()
        },
        packing_fen=_fen(costs.packing_per_parcel_cny),
        insurance_fen=_fen(costs.insurance_per_parcel_cny),
        resellable_ppm=_ppm(costs.returned_resellable),
        ads_rule=costs.ads_rule,
        assumptions=(*_of_charges(charges, named), *_of_costs(plan)),
    )


def short_province(name: str) -> str:
    """Return the short Chinese name of a province written in full or in English.

    Example:
        >>> short_province("浙江省"), short_province("Zhejiang"), short_province("火星")
        ('浙江', '浙江', '火星')
    """
    known = texts("provinces")
    for short, said in known.items():
        if name.startswith(short) or name.casefold() == str(said["en"]).casefold():
            return str(short)
    return name


def _charged(plan: Plan) -> list[str]:
    """Return the ids of the rules that take a share of this shop's sales."""
    default = [r.id for r in rules(plan.shop.platform) if r.charge == "default"]
    return list(dict.fromkeys([*default, *(fee.rule for fee in plan.fees)]))


def _charge(rule_id: str, plan: Plan) -> Charge:
    held = (rule for rule in rules(plan.shop.platform) if rule.charge == "default")
    mine = [rule for rule in held if rule.id == rule_id]
    fees = [fee for fee in plan.fees if fee.rule == rule_id]
    own = [Rate(round(fee.rate * PPM), _names(fee.category, mine), fee.valid_from) for fee in fees]
    own.sort(key=lambda rate: (rate.names is None, -(rate.valid_from or date.min).toordinal()))
    standard = tuple(rate for edition in mine for rate in _standard(edition))
    return Charge(rule_id, tuple(own), standard, any(edition.table for edition in mine))


def _names(category: str | None, editions: list[Rule]) -> frozenset[str] | None:
    """Return every name of the category a fee is for; one no rule knows has its own only."""
    if category is None:
        return None
    rows = (row for edition in editions for row in edition.table if row.is_of(category))
    return frozenset(name.casefold() for row in rows for name in row.names) or frozenset(
        {category.casefold()}
    )


def _standard(edition: Rule) -> Iterator[Rate]:
    """Yield the rates of an edition: of a range its most."""
    if not edition.table:
        yield Rate(_ppm(careful(edition.value)), None, edition.valid_from, edition.valid_to)
    for row in edition.table:
        yield Rate(
            ppm=_ppm(careful(row.values.get("rate"))),
            names=frozenset(name.casefold() for name in row.names),
            valid_from=row.valid_from or edition.valid_from,
            valid_to=row.valid_to or edition.valid_to,
        )


def _known(charge: Charge, categories: list[str]) -> bool:
    """Tell whether a charge has a rate for any of the shop's categories, at any time."""
    days = [date.min, *charge.turns()]
    told = {charge.ppm(category, day) for category in (*categories, None) for day in days}
    return bool(told - {None, 0}) or (told == {0} and not charge.by_category and _free(charge))


def _free(charge: Charge) -> bool:
    return any(rate.ppm == 0 for rate in (*charge.own, *charge.standard))


def _of_charges(charges: list[Charge], categories: list[str]) -> Iterator[Assumption]:
    for charge in charges:
        for rate in charge.own:
            share, since = (rate.ppm or 0) / PPM, rate.valid_from
            yield Assumption(
                *("cost_platform", share, charge.rule, True, PLAN),
                category=" / ".join(sorted(rate.names or ())),
                valid_from=since,
            )
        if not any(rate.names is None and rate.valid_from is None for rate in charge.own):
            yield from _of_rule(charge, categories)


def _of_rule(charge: Charge, categories: list[str]) -> Iterator[Assumption]:
    for edition in editions(charge.rule) if charge.standard else ():
        if not edition.table:
            yield _stated(edition, edition.value, certain=edition.certain, since=edition.valid_from)
        told = [row for row in edition.table if any(row.is_of(c) for c in categories)]
        for row in told:
            since = row.valid_from or edition.valid_from
            rate, name = row.values.get("rate"), row.name("zh")
            yield _stated(edition, rate, certain=row.certain, since=since, category=name)
        if edition.table and not told:
            yield _stated(edition, None, certain=False, since=edition.valid_from)


def _stated(
    edition: Rule, value: Value, *, certain: bool, since: date | None, category: str = ""
) -> Assumption:
    low = value.low if isinstance(value, Range) else None
    return Assumption(
        *("cost_platform", careful(value), edition.id, certain, edition.source),
        category=category,
        low=low,
        valid_from=since,
    )


def _of_costs(plan: Plan) -> Iterator[Assumption]:
    """Yield what the plan says of costs; what it does not say is unknown."""
    costs = plan.costs
    said: tuple[tuple[str, str, float | str | None], ...] = (
        ("cost_freight", "freight_per_parcel_cny", costs.freight_per_parcel_cny),
        ("cost_packing", "packing_per_parcel_cny", costs.packing_per_parcel_cny),
        ("cost_insurance", "insurance_per_parcel_cny", costs.insurance_per_parcel_cny),
        ("cost_goods", "returned_resellable", costs.returned_resellable),
        ("cost_ads", "ads_rule", costs.ads_rule),
    )
    for what, name, value in said:
        yield Assumption(what, value, f"costs.{name}", value is not None, PLAN)
    for province, cny in costs.freight_by_province_cny.items():
        yield Assumption(
            *("cost_freight", cny, "costs.freight_by_province_cny", True, PLAN), category=province
        )


def _fen(cny: float | None) -> int | None:
    return None if cny is None else round(cny * 100)


def _ppm(share: float | None) -> int | None:
    return None if share is None else round(share * PPM)
