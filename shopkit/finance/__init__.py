"""Profit and cash of the months ahead, what money returns, how sure it is, and budgets.

One account of terms (`terms.py`) lies behind profit, cash, chances and what-ifs; every term says
which drivers move it. Deposits freeze cash and are no cost; unknown is left out and named.
"""

from shopkit.finance.budget import Item, budget
from shopkit.finance.cash import (
    Lowest,
    break_even_month,
    cash,
    flows,
    lowest,
    payback_years,
    rates_of_return,
    side_by_side,
    worth,
)
from shopkit.finance.chances import RUNS, SEED, Chances, Doubt, Draw, chances, tornado
from shopkit.finance.findings import forecast_findings, model_findings
from shopkit.finance.forecast import Forecast, forecast
from shopkit.finance.model import Model, Rates, Timing
from shopkit.finance.of_plan import (
    ahead,
    doubts_of,
    model_of,
    rates_of,
    rates_of_past,
    rates_of_unit,
)
from shopkit.finance.plan_findings import plan_findings
from shopkit.finance.pnl import Shares, pnl
from shopkit.finance.returns import internal_rates, present_value
from shopkit.finance.solve import Solved, runway, runway_months, solve, solve_for

__all__ = [
    "RUNS",
    "SEED",
    "Chances",
    "Doubt",
    "Draw",
    "Forecast",
    "Item",
    "Lowest",
    "Model",
    "Rates",
    "Shares",
    "Solved",
    "Timing",
    "ahead",
    "break_even_month",
    "budget",
    "cash",
    "chances",
    "doubts_of",
    "flows",
    "forecast",
    "forecast_findings",
    "internal_rates",
    "lowest",
    "model_findings",
    "model_of",
    "payback_years",
    "plan_findings",
    "pnl",
    "present_value",
    "rates_of",
    "rates_of_past",
    "rates_of_return",
    "rates_of_unit",
    "runway",
    "runway_months",
    "side_by_side",
    "solve",
    "solve_for",
    "tornado",
    "worth",
]
