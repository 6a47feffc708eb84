"""What to expect: visitors, conversion, orders, sales and units by day, and what campaigns bring.

    past = daily(tables)                          the shop's days; unknown is NaN
    tested = backtest(past, plan, rng)            the best of three methods, its error, its interval
    made = forecast(past, Question(plan, period), tested.best, rng)
    made = assumed(Question(plan, period), "zh")  a shop without history
    gain = difference(past, Question(plan, period, without=("双11",)), tested.best, seed)
    found = effect(past, plan, campaign, rng)     a campaign that is over

series                 days of shop and products from the tables
spells, features       what moves demand on which day, with how far it may
regression, baselines  the methods; chain: visitors × conversion × spend per buyer by each
backtest               forecasts of days that are over
ahead, assumed, effect what is asked; lifts: what the history says of campaigns and holidays
event                  the arithmetic of preparing a large event

How it is forecast, and what was chosen: docs/forecast.md.
"""

from shopkit.forecast.ahead import (
    Difference,
    Forecast,
    Total,
    difference,
    forecast,
    forecast_units,
)
from shopkit.forecast.asked import Question
from shopkit.forecast.assumed import Assumed, Assumption, assumed
from shopkit.forecast.assumed import table as assumptions
from shopkit.forecast.backtest import HORIZON, Tested, backtest, backtest_units
from shopkit.forecast.baselines import mase, naive_scale
from shopkit.forecast.effect import Effect, Unknown, effect, effect_units
from shopkit.forecast.event import EventNeeds, event_needs, promotion_sales
from shopkit.forecast.findings import (
    Goal,
    Known,
    forecast_findings,
    method_name,
    reason,
    tested_text,
    unknown_text,
)
from shopkit.forecast.lifts import lifts
from shopkit.forecast.lines import METHODS, Method, Refused
from shopkit.forecast.numbers import LEVEL
from shopkit.forecast.series import daily, daily_units, heroes, untold

__all__ = [
    "HORIZON",
    "LEVEL",
    "METHODS",
    "Assumed",
    "Assumption",
    "Difference",
    "Effect",
    "EventNeeds",
    "Forecast",
    "Goal",
    "Known",
    "Method",
    "Question",
    "Refused",
    "Tested",
    "Total",
    "Unknown",
    "assumed",
    "assumptions",
    "backtest",
    "backtest_units",
    "daily",
    "daily_units",
    "difference",
    "effect",
    "effect_units",
    "event_needs",
    "forecast",
    "forecast_findings",
    "forecast_units",
    "heroes",
    "lifts",
    "mase",
    "method_name",
    "naive_scale",
    "promotion_sales",
    "reason",
    "tested_text",
    "unknown_text",
    "untold",
]
