"""What a parcel costs by weight and province, which ways it can go, the cheapest and fastest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.i18n import Lang, listed, text, texts
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.money import Delivery

NAN = float("nan")
FEN = 100
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
