"""The way of a price to what is left of it: of one unit, and of a cart in one parcel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from shopkit.pricing.unit import COMPONENTS, UnitTerms
from shopkit.tables import check

PARCEL = ("cost_freight", "cost_packing", "cost_insurance")


@dataclass(frozen=True, slots=True)
class Off:
    """What comes off a price.

    Attributes:
        name: of the promotion.
        off_cny: what the buyer pays less, CNY.
        others_cny: the part of it that platform, brand or government make good to the shop.
    """

    name: str
    off_cny: float
    others_cny: float = 0.0


@dataclass(frozen=True, slots=True)
class CartLine:
    """A line of a cart.

    Attributes:
        terms: what its units are counted with.
        units: how many.
        paid_cny: what is paid for all of them, CNY.
        others_cny: what others than the buyer pay to the shop for them.
    """

    terms: UnitTerms
    units: int
    paid_cny: float
    others_cny: float = 0.0


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a parcel costs the shop, CNY; `None` is unknown and left out.

    Attributes:
        freight_cny: the courier.
        packing_cny: box, tape, slip.
        insurance_cny: return insurance.
        charged_cny: what the buyer pays for freight.
    """

    freight_cny: float | None = None
    packing_cny: float | None = None
    insurance_cny: float | None = None
    charged_cny: float = 0.0


def waterfall(price_cny: float, terms: UnitTerms, offs: Iterable[Off] = ()) -> pd.DataFrame:
    """Return the steps from the everyday price of a unit to what is left, CNY; they add up to it.

    Each step is rounded to whole fen, half up, by itself; what is left is their sum. What others
    make good counts as paid. A step of which nothing is known is left out: see `terms.left_out`.

    Args:
        price_cny: everyday price.
        terms: what the unit is counted with.
        offs: what comes off it, in order.

    Returns:
        step and amount_cny: `price`, the name of each promotion (its part borne by the shop),
        `paid`, `refund`, each cost, `contribution`; the last is NaN while goods have no cost.
    """
    taken = [(off.name, -fen(off.off_cny - off.others_cny)) for off in offs]
    receipt = fen(price_cny) + sum(amount for _, amount in taken)
    costs = _costs(terms, receipt, 1)
    return _steps([("price", fen(price_cny)), *taken, ("paid", receipt)], costs, receipt)


def of_cart(lines: Sequence[CartLine], parcel: Parcel) -> pd.DataFrame:
    """Return the steps from what is paid for a cart to what is left, CNY; they add up to it.

    The cart goes out in one parcel, whatever share of a parcel its units usually have.

    Returns:
        step and amount_cny: `paid` with the freight the buyer pays, `others_pay`, `refund`, each
        cost, `contribution`; NaN while the goods of any line have no cost.
    """
    paid = sum(fen(line.paid_cny) for line in lines) + fen(parcel.charged_cny)
    others = sum(fen(line.others_cny) for line in lines)
    costs: dict[str, int | None] = {}
    for line in lines:
        receipt = fen(line.paid_cny) + fen(line.others_cny)
        for name, amount in _costs(line.terms, receipt, line.units).items():
            known = costs.get(name, 0)
            unknown = name == "cost_goods" and (amount is None or known is None)
            costs[name] = None if unknown else (known or 0) + (amount or 0)
    of_parcel = (parcel.freight_cny, parcel.packing_cny, parcel.insurance_cny)
    costs = {name: amount for name, amount in costs.items() if name not in PARCEL}
    costs |= {
        name: -fen(cny) for name, cny in zip(PARCEL, of_parcel, strict=True) if cny is not None
    }
    return _steps([("paid", paid), ("others_pay", others)], costs, paid + others)


def left_of_cart(lines: Sequence[CartLine], parcel: Parcel) -> float | None:
    """Return what is left of a cart, CNY, not rounded on the way; unknown while any goods are."""
    left = parcel.charged_cny
    for line in lines:
        alone = replace(line.terms, freight_cny=None, packing_cny=None, insurance_cny=None)
        costs = alone.per_unit_cny
        if costs is None:
            return None
        left += (line.paid_cny + line.others_cny) * alone.kept_of_price - costs * line.units
    of_parcel = (parcel.freight_cny, parcel.packing_cny, parcel.insurance_cny)
    return left - sum(cny or 0.0 for cny in of_parcel)


def _costs(terms: UnitTerms, receipt: int, units: int) -> dict[str, int | None]:
    """Return what is taken off a receipt in fen, negative; what nobody tells is not there."""
    refund = _round(receipt * (terms.refund_rate or 0.0))
    goods = None if terms.goods_cny is None else terms.goods_cny * terms.kept_rate * units
    shares = receipt * (terms.ads_rate or 0.0) + (terms.ads_cny or 0.0) * 100 * units
    amounts: Mapping[str, float | None] = {
        "refund": refund,
        "cost_goods": None if goods is None else goods * 100,
        "cost_platform": (receipt - refund) * (terms.platform_rate or 0.0),
        "cost_affiliate": receipt * (terms.affiliate_rate or 0.0),
        "cost_ads": shares,
        "cost_freight": (terms.freight_cny or 0.0) * 100 * units,
        "cost_packing": (terms.packing_cny or 0.0) * 100 * units,
        "cost_insurance": (terms.insurance_cny or 0.0) * 100 * units,
    }
    told = [name for name in COMPONENTS if name == "cost_goods" or name not in terms.left_out]
    return {name: None if (amount := amounts[name]) is None else -_round(amount) for name in told}


def _steps(
    before: list[tuple[str, int]], costs: Mapping[str, int | None], receipt: int
) -> pd.DataFrame:
    known = None not in costs.values()
    left = receipt + sum(amount or 0 for amount in costs.values()) if known else None
    rows: list[tuple[str, int | None]] = [*before, *costs.items(), ("contribution", left)]
    amounts = [float("nan") if amount is None else amount / 100 for _, amount in rows]
    return check(pd.DataFrame({"step": [name for name, _ in rows], "amount_cny": amounts}))


def fen(cny: float) -> int:
    """Return an amount in whole fen, half a fen upwards.

    Example:
        >>> fen(0.125), fen(27.9)
        (13, 2790)
    """
    return int((Decimal(str(cny)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _round(amount: float) -> int:
    """Return fen rounded half up; what is a half but for the float's last digits counts as one."""
    return int(Decimal(str(round(amount, 6))).quantize(Decimal(1), ROUND_HALF_UP))
