"""Ways of delivery compared: what a parcel costs, which of them it can go by, how long it takes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed, text, texts
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.money import Delivery

NAN = float("nan")
FEN = 100
PARTS = ("said", "recomputed", "action")
TINY = 1e-9  # kg: a parcel on the edge of a step is not pushed over it by rounding
COLUMNS = [
    *("delivery", "weight_kg", "province", "feasible", "why", "freight_cny", "freight_share"),
    *("least_days", "most_days"),
]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be sent.

    Attributes:
        weight_kg: with packing.
        province: where to, by its short Chinese name; `None`: anywhere.
        price_cny: what the goods sell for; `None` if that does not matter.
        within_days: the latest it may arrive; `None` if that does not matter.
    """

    weight_kg: float
    province: str | None = None
    price_cny: float | None = None
    within_days: int | None = None


def freight(delivery: Delivery, weight_kg: float) -> float | None:
    """Return what a parcel costs by a way of delivery, CNY; `None` if unknown or too heavy.

    The first weight is paid in full, every further step that is begun as well.

    Example:
        >>> from shopkit.plan.sections.money import Delivery
        >>> way = Delivery(name="快递", first_kg=1, first_cny=8, next_kg=1, next_cny=2.5)
        >>> freight(way, 0.4), freight(way, 1.0), freight(way, 2.1)
        (8.0, 8.0, 13.0)
    """
    if delivery.first_cny is None or _too_heavy(delivery, weight_kg):
        return None
    over = weight_kg - (delivery.first_kg or 0.0)
    if delivery.first_kg is None or over <= TINY:
        return float(delivery.first_cny)
    if not delivery.next_kg or delivery.next_cny is None:
        return None
    steps = ceil(over / delivery.next_kg - TINY)
    return (round(delivery.first_cny * FEN) + steps * round(delivery.next_cny * FEN)) / FEN


def _too_heavy(delivery: Delivery, weight_kg: float) -> bool:
    return delivery.most_kg is not None and weight_kg > delivery.most_kg + TINY


def _served(delivery: Delivery, province: str | None) -> bool:
    if not delivery.provinces or province is None:
        return True
    return province_of(province) in {province_of(name) for name in delivery.provinces}


def province_of(name: str) -> str | None:
    """Return the short Chinese name of a province; `None` where there is no such province.

    Example:
        >>> province_of("浙江省"), province_of("Zhejiang"), province_of("浙东")
        ('浙江', '浙江', None)
    """
    known = texts("provinces")
    return next((zh for zh in known if name.startswith(zh) or name == known[zh]["en"]), None)


def ways(deliveries: Sequence[Delivery], parcel: Parcel, lang: Lang) -> pd.DataFrame:
    """Return the ways a parcel can go, the cheapest that fits first.

    Args:
        deliveries: the plan's; one of several provinces may stand there once for each price.
        parcel: what is to be sent.
        lang: language of the reasons.

    Returns:
        One row a way: delivery, weight_kg, province, feasible (None where its cost or days are
        unknown), why (what speaks against it, in words), freight_cny (NaN unknown or too heavy),
        freight_share (of the price; NaN unknown), least_days, most_days (NaN unknown).
    """
    rows = [_way(one, parcel, lang) for one in deliveries]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    order = {True: 0, None: 1, False: 2}
    place = pd.Series([order[value] for value in frame["feasible"]], index=frame.index)
    ranked = frame.assign(rank=place).sort_values(
        ["rank", "freight_cny", "most_days"], kind="stable", na_position="last"
    )
    kinds = dict.fromkeys(("freight_cny", "freight_share", "least_days", "most_days"), float)
    return check(ranked.drop(columns="rank").reset_index(drop=True).astype(kinds))


def _way(delivery: Delivery, parcel: Parcel, lang: Lang) -> dict[str, object]:
    cost = freight(delivery, parcel.weight_kg)
    against = [text(f"logistics.why.{code}", lang) for code in _against(delivery, parcel)]
    known = cost is not None and (parcel.within_days is None or delivery.most_days is not None)
    return {
        "delivery": delivery.name,
        "weight_kg": parcel.weight_kg,
        "province": parcel.province,
        "feasible": False if against else True if known else None,
        "why": listed(against, lang),
        "freight_cny": NAN if cost is None else cost,
        "freight_share": NAN if cost is None or not parcel.price_cny else cost / parcel.price_cny,
        "least_days": _float(delivery.least_days),
        "most_days": _float(delivery.most_days),
    }


def _against(delivery: Delivery, parcel: Parcel) -> Iterator[str]:
    if _too_heavy(delivery, parcel.weight_kg):
        yield "heavy"
    if not _served(delivery, parcel.province):
        yield "elsewhere"
    if (
        parcel.within_days is not None
        and delivery.most_days is not None
        and delivery.most_days > parcel.within_days
    ):
        yield "slow"


def _float(value: float | None) -> float:
    return NAN if value is None else float(value)


def freight_grid(
    deliveries: Sequence[Delivery], weights_kg: Sequence[float], provinces: Sequence[str]
) -> pd.DataFrame:
    """Return what parcels cost by way, weight and province.

    Returns:
        One row a way, weight and province it serves: delivery, weight_kg, province, freight_cny
        (NaN unknown or too heavy).
    """
    rows = [
        {
            "delivery": one.name,
            "weight_kg": float(weight),
            "province": province,
            "freight_cny": _float(freight(one, weight)),
        }
        for province in provinces
        for one in deliveries
        if _served(one, province)
        for weight in weights_kg
    ]
    return check(pd.DataFrame(rows, columns=["delivery", "weight_kg", "province", "freight_cny"]))


def cheapest(frame: pd.DataFrame) -> str | None:
    """Return the cheapest way that fits, of what `ways` returned; `None` if none is known to."""
    return _least(frame, "freight_cny")


def fastest(frame: pd.DataFrame) -> str | None:
    """Return the way that fits and arrives first at the latest; `None` if none is known to."""
    return _least(frame, "most_days")


def _least(frame: pd.DataFrame, name: str) -> str | None:
    fits = frame[[value is True for value in frame["feasible"]]]
    known = fits.dropna(subset=[name]).sort_values(name, kind="stable")
    return None if known.empty else str(known["delivery"].iloc[0])


def courier_cost(ems_cny: float, saving: float = 0.5) -> float:
    """Return what a private courier costs beside EMS, CNY: some 50 % less (source document 000).

    Example:
        >>> courier_cost(20)
        10.0
    """
    return ems_cny * (1 - saving)


@dataclass(frozen=True, slots=True)
class Method:
    """A way of delivery a source names.

    Attributes:
        key: its name.
        zh: name in Chinese.
        en: name in English.
        most_kg: heaviest item it takes; `None` unsaid.
        least_days: fewest days; `None` unsaid.
        most_days: most days; `None` unsaid.
        of_ems: cost as share of EMS; `None` unsaid.
        faster_than: key of the way it is said to beat; empty where nothing is said.
        city_only: whether it stays in one city.
        current: whether it still exists as the source describes it.
    """

    key: str
    zh: str
    en: str
    most_kg: float | None
    least_days: int | None
    most_days: int | None
    of_ems: float | None
    faster_than: str
    city_only: bool
    current: bool

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier a source recommends.

    Attributes:
        key: its name.
        zh: name in Chinese.
        en: name in English.
        current: whether it still works as far as known.
        certain: whether that was read at a source.
    """

    key: str
    zh: str
    en: str
    current: bool
    certain: bool

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


def _rows(name: str) -> list[dict[str, str]]:
    source = (files("shopkit") / "resources" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))


@cache
def methods() -> tuple[Method, ...]:
    """Return the six ways of delivery of source document 000."""
    return tuple(
        Method(
            key=row["key"],
            zh=row["zh"],
            en=row["en"],
            most_kg=float(row["most_kg"]) if row["most_kg"] else None,
            least_days=int(row["least_days"]) if row["least_days"] else None,
            most_days=int(row["most_days"]) if row["most_days"] else None,
            of_ems=float(row["of_ems"]) if row["of_ems"] else None,
            faster_than=row["faster_than"],
            city_only=row["city_only"] == "yes",
            current=row["state"] == "current",
        )
        for row in _rows("deliveries.csv")
    )


@cache
def carriers() -> tuple[Carrier, ...]:
    """Return the carriers source document 000 recommends, with whether they still work."""
    return tuple(
        Carrier(
            row["key"], row["zh"], row["en"], row["state"] == "current", row["certain"] == "yes"
        )
        for row in _rows("carriers.csv")
    )


def method_table(lang: Lang, ems_cny: float | None = None) -> pd.DataFrame:
    """Return the ways of delivery of source document 000 side by side.

    Args:
        lang: language of names.
        ems_cny: what EMS costs for the parcel, CNY; `None` if unknown.

    Returns:
        One row a way: delivery, weight_kg (heaviest it takes; NaN unsaid), least_days, most_days
        (NaN unsaid), freight_cny (where the source says it by EMS; else NaN).
    """
    rows = [
        {
            "delivery": one.title(lang),
            "weight_kg": _float(one.most_kg),
            "least_days": _float(one.least_days),
            "most_days": _float(one.most_days),
            "freight_cny": _float(ems_cny) * _float(one.of_ems),
        }
        for one in methods()
    ]
    return check(pd.DataFrame(rows))


def weight_findings(
    name: str, most_kg: float, weights_kg: Sequence[float], lang: Lang
) -> Iterator[Finding]:
    """Yield that a way of delivery takes only some or none of the goods.

    Args:
        name: of the way.
        most_kg: heaviest item it takes.
        weights_kg: of the products, with packing.
        lang: language of the texts.
    """
    heavy = sum(weight > most_kg + TINY for weight in weights_kg)
    if heavy:
        said = {"name": name, "most": f"{most_kg * 1000:,.0f}", "n": heavy, "all": len(weights_kg)}
        severity = Severity.WARNING if heavy == len(weights_kg) else Severity.NOTE
        yield _finding("too_heavy", severity, lang, **said)


def abolished_findings(lang: Lang) -> Iterator[Finding]:
    """Yield the ways and carriers of the sources that are gone or no longer as described."""
    ways_gone = [one.title(lang) for one in methods() if not one.current]
    old = [*ways_gone, *(one.title(lang) for one in carriers() if not one.current)]
    if old:
        yield _finding("abolished", Severity.NOTE, lang, list=listed(old, lang))


def delivery_findings(deliveries: Sequence[Delivery], lang: Lang) -> Iterator[Finding]:
    """Yield ways of a plan to provinces nobody knows, without a price, or with days that cannot be.

    Args:
        deliveries: the plan's.
        lang: language of the texts.
    """
    for one in deliveries:
        if odd := [name for name in one.provinces if province_of(name) is None]:
            said = {"name": one.name, "list": listed(odd, lang)}
            yield _finding("province_unknown", Severity.WARNING, lang, **said)
        if one.first_cny is None:
            yield _finding("no_price", Severity.NOTE, lang, name=one.name)
        if (one.least_days or 0) > (one.most_days if one.most_days is not None else NAN):
            days = {"least": one.least_days, "most": one.most_days}
            yield _finding("days_backwards", Severity.ERROR, lang, name=one.name, **days)


def _finding(code: str, severity: Severity, lang: Lang, **said: object) -> Finding:
    printed, found, action = (text(f"logistics.finding.{code}.{p}", lang, **said) for p in PARTS)
    return Finding(
        code=code,
        severity=severity,
        place="costs.deliveries",
        said=printed,
        recomputed=found,
        action=action,
    )
