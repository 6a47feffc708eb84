"""Cash by month, its lowest point, when the shop begins to earn, and when it has paid back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from shopkit.apportion import Ints
from shopkit.finance.costs import FEN
from shopkit.finance.forecast import Forecast, total
from shopkit.finance.returns import Rates, internal_rates, present_value
from shopkit.finance.timing import YEAR, Floats
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

MOVES = {
    "cash_sales_cny": ("paid", "refund", "platform", "affiliate"),
    "cash_goods_cny": ("goods",),
    "cash_parcels_cny": ("freight", "packing", "insurance", "other"),
    "cash_ads_cny": ("ads",),
    "cash_payroll_cny": ("payroll",),
    "cash_fixed_cny": ("fixed_paid", "one_off_paid"),
    "cash_taxes_cny": ("sales_tax", "income_tax"),
    "cash_deposits_cny": ("deposits",),
    "cash_owners_cny": ("payments",),
}
HELD = {
    "not_settled_cny": ("paid", "refund", "platform", "affiliate"),
    "goods_ahead_cny": ("goods",),
    "paid_ahead_cny": ("fixed", "one_off"),
}


def cash(made: Forecast) -> pd.DataFrame:
    """Return cash by month, CNY: money in is positive, money out negative; and what is held open.

    Returns:
        One row a month: opening cash, what moves, closing cash; then what deposits hold, what is
        sold and not settled, goods and costs paid ahead, at the end of the month.
    """
    import pandas as pd

    closing = made.closing
    moves = {name: total(made.cash, lines) for name, lines in MOVES.items()}
    held = {name: total(made.open, lines) for name, lines in HELD.items()}
    cells = {
        "cash_opening_cny": closing - made.change,
        **moves,
        "cash_change_cny": made.change,
        "cash_closing_cny": closing,
        "deposits_frozen_cny": made.frozen,
        **held,
    }
    shown = {name: amounts / FEN for name, amounts in cells.items()}
    frame = pd.DataFrame({"date": pd.to_datetime(made.firsts), **shown})
    frame.insert(1, "shop_stage", list(made.model.stages or ("",) * made.model.months))
    return check(frame)


@dataclass(frozen=True, slots=True)
class Lowest:
    """The least cash at the end of any month.

    Attributes:
        month: first day of that month, the first of several.
        cny: the cash.
        short_cny: how far it is below the least that must be left; 0 where it is not.
    """

    month: date
    cny: float
    short_cny: float


def lowest(made: Forecast) -> Lowest:
    """Return the month with the least cash, and what is missing then."""
    at = int(np.argmin(made.closing))
    cny = int(made.closing[at]) / FEN
    return Lowest(made.firsts[at], cny, max(made.model.least_cny - cny, 0.0))


def break_even_month(made: Forecast) -> date | None:
    """Return the first month from which no month makes a loss; `None` where the last one does."""
    losing = np.flatnonzero(made.left < 0)
    at = int(losing[-1]) + 1 if len(losing) else 0
    return made.firsts[at] if at < len(made.firsts) else None


def flows(made: Forecast, *, closed: bool = False) -> Floats:
    """Return the cash the shop itself earns in each month, CNY, without owners' money.

    Args:
        made: the forecast.
        closed: count what is still open at the end, deposits among it, as if it came then, and
            what was open at the beginning as put in; the sum is the profit after tax.
    """
    earned = made.earned / FEN
    if closed:
        rest = sum(int(one[-1]) for one in made.open.values()) + int(made.frozen[-1])
        earned[0] -= sum(made.opened.values()) / FEN
        earned[-1] += rest / FEN
    return earned


def payback_years(made: Forecast, yearly_rate: float = 0.0) -> float | None:
    """Return the years until the cash earned has made up for the cash spent before.

    Owners' money is not counted: it is what has to come back. Within the month it is reached the
    cash is taken to come evenly.

    Args:
        made: the forecast.
        yearly_rate: what money must earn; 0 is the simple payback.

    Returns:
        0 where nothing ever had to be put in; `None` where the horizon ends before, and of a shop
        that trades already: what was put in before is not in its months.
    """
    if made.model.timing.went_on:
        return None
    earned = flows(made)
    run = np.cumsum(earned / (1 + yearly_rate) ** (np.arange(len(earned)) / YEAR))
    below = np.flatnonzero(run < 0)
    if not len(below):
        return 0.0
    at = int(below[-1]) + 1
    if at == len(run):
        return None
    within = -run[at - 1] / (run[at] - run[at - 1])
    return float((at + within) / YEAR)


def worth(made: Forecast) -> float | None:
    """Return the present value of the cash earned, CNY; `None` where no rate is planned.

    Of a new shop with what is open at the end, deposits among it; of one that trades already as
    the cash comes, for what was open before was put in before.
    """
    rate = made.model.discount_rate
    if rate is None:
        return None
    return present_value(flows(made, closed=not made.model.timing.went_on), rate)


def rates_of_return(made: Forecast) -> Rates:
    """Return what the money put into a new shop earns a year.

    A shop that trades already has none: its flows ahead hold nothing of what was put in before,
    and stock on the way would pass for an investment.
    """
    if made.model.timing.went_on:
        return Rates((), "trades")
    return internal_rates(flows(made, closed=True))


def side_by_side(made: Mapping[str, Forecast]) -> pd.DataFrame:
    """Return what decides, of several scenarios: profit, cash, payback and returns.

    Returns:
        One row a scenario, in their order; present value as `worth` counts it.
    """
    import pandas as pd

    return check(pd.DataFrame([{"plan_scenario": name} | _row(one) for name, one in made.items()]))


def _row(made: Forecast) -> dict[str, object]:
    low, rate = lowest(made), made.model.discount_rate
    begins = break_even_month(made)
    rates = rates_of_return(made)
    return {
        "paid_cny": int(made.profit["paid"].sum()) / FEN,
        "cost_payroll_cny": _positive(made.profit["payroll"]),
        "profit_after_tax_cny": int(made.left.sum()) / FEN,
        "lowest_cash_cny": low.cny,
        "lowest_month": _day(low.month),
        "cash_closing_cny": int(made.closing[-1]) / FEN,
        "break_even_month": _day(begins),
        "payback_years": _number(payback_years(made)),
        "payback_discounted_years": _number(None if rate is None else payback_years(made, rate)),
        "present_value_cny": _number(worth(made)),
        "return_rate": _number(rates.only),
    }


def _positive(costs: Ints) -> float:
    return -int(costs.sum()) / FEN


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def _day(day: date | None) -> object:
    import pandas as pd

    return pd.NaT if day is None else pd.Timestamp(day)
