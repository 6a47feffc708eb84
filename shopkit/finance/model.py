"""What profit and cash of the months ahead are counted from: plain numbers, nothing looked up."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeAlias

import numpy as np

from shopkit.finance.timing import Floats
from shopkit.plan.sections.cash import Payment
from shopkit.plan.sections.money import Deposit, FixedCost

Monthly: TypeAlias = float | tuple[float, ...] | None  # one for all months, or one each


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Shares of sales, one for all months or one each; `None` is unknown and left out.

    Attributes:
        refund: share of what is paid that is refunded.
        goods: what the goods sold cost, of what is paid.
        sold_again: share of refunded goods that can be sold again.
        platform: what the platform takes of net sales.
        affiliate: what promoters take of what is paid.
        freight: freight, of what is paid; packing and insurance likewise.
        packing: packing.
        insurance: return insurance.
        other: every other cost that is a share of what is paid.
        ads: ads, of what is paid.
        commission: pay that is a share of what is paid, employer's charges included.
        sales_tax: taxes on sales, of net sales.
    """

    refund: Monthly = None
    goods: Monthly = None
    sold_again: Monthly = 0.0
    platform: Monthly = None
    affiliate: Monthly = None
    freight: Monthly = None
    packing: Monthly = None
    insurance: Monthly = None
    other: Monthly = None
    ads: Monthly = None
    commission: Monthly = None
    sales_tax: Monthly = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When money moves.

    Attributes:
        settlement_days: from the sale to the money, less refunds and what the platform keeps.
        stock_ahead_days: how long before the sale the goods arrive.
        supplier_days: how long after that the supplier is paid.
        went_on: whether the shop sold before the first month: earlier sales are still to be
            settled, and the first stock is already there.
        goes_on: whether the shop goes on after the last month as in it; its stock is bought ahead.
    """

    settlement_days: int = 0
    stock_ahead_days: int = 0
    supplier_days: int = 0
    went_on: bool = False
    goes_on: bool = True

    @property
    def goods_days(self) -> int:
        """How many days after the sale goods are paid; negative is before it."""
        return self.supplier_days - self.stock_ahead_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The months ahead in numbers, CNY where nothing else is said.

    Attributes:
        starts: a day of the first month.
        sales_cny: what buyers pay in each month.
        before_cny: what buyers paid in the month before, of a shop that sold then; `None` is as
            much as in the first.
        stages: the stage each month belongs to; empty where there are none.
        rates: shares of sales.
        ads_cny: ads of each month beside their share of sales.
        payroll_cny: pay of each month with the employer's charges; `None` is unknown.
        unpaid: posts whose pay is not known in full: only the known part of it is counted.
        fixed: costs that come whatever is sold; those without an amount are left out and named.
        deposits: money that is frozen and comes back.
        payments: money put in or taken out by the owners, dated.
        timing: when money moves.
        income_tax_rate: of profit, once earlier losses are made up.
        opening_cny: cash before the first month.
        least_cny: cash that must always be left.
        discount_rate: what money must earn in a year.
    """

    starts: date
    sales_cny: tuple[float, ...]
    before_cny: float | None = None
    stages: tuple[str, ...] = ()
    rates: Rates = field(default_factory=Rates)
    ads_cny: Monthly = 0.0
    payroll_cny: Monthly = None
    unpaid: tuple[str, ...] = ()
    fixed: tuple[FixedCost, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    payments: tuple[Payment, ...] = ()
    timing: Timing = field(default_factory=Timing)
    income_tax_rate: float = 0.0
    opening_cny: float = 0.0
    least_cny: float = 0.0
    discount_rate: float | None = None

    def __post_init__(self) -> None:
        """Hold every list of months to the same length.

        Raises:
            ValueError: One of them has another length, or there is no month.
        """
        told = {name.name: getattr(self.rates, name.name) for name in fields(Rates)}
        told |= {"ads_cny": self.ads_cny, "payroll_cny": self.payroll_cny}
        told |= {"stages": self.stages or None}
        wrong = [n for n, v in told.items() if isinstance(v, tuple) and len(v) != self.months]
        if wrong or not self.months:
            raise ValueError(f"{', '.join(wrong) or 'sales_cny'}: {self.months} months expected")

    @property
    def months(self) -> int:
        """How many months."""
        return len(self.sales_cny)

    @property
    def earlier(self) -> float:
        """How many times the first month the shop sold before; 0 where it did not or pauses."""
        first = self.sales_cny[0]
        if not self.timing.went_on or not first:
            return 0.0
        return 1.0 if self.before_cny is None else self.before_cny / first

    @property
    def left_out(self) -> tuple[str, ...]:
        """What nothing is known of and every figure is before: rates, payroll, named costs."""
        bare = [f.name for f in fields(Rates) if getattr(self.rates, f.name) is None]
        pay = ["payroll"] if self.payroll_cny is None and self.rates.commission is None else []
        rates = [name for name in bare if name not in ("commission", "other")]
        known = [(one.name, one.amount_cny) for one in self.fixed]
        known += [(one.name, one.amount_cny) for one in self.deposits]
        known += [(one.name, one.amount_cny) for one in self.payments]
        return (*rates, *pay, *(name for name, amount in known if amount is None))

    def by_month(self, value: Monthly) -> Floats:
        """Return a value for each month; unknown counts nothing."""
        return np.broadcast_to(np.asarray(value or 0.0, float), self.months)
