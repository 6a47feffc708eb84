"""CPU of back-tests and forecasts of products, beside a loop over statsmodels, in one run.

    python -m benchmarks.forecast [--products 50] [--days 1096]

A seeded shop sells products for 36 months with weekday, season, campaigns and a level that
wanders. Both ways forecast 28 days from the same past days by three methods, choose the best by
its error, and forecast the days ahead by it. The plain way is a loop: the naive; `ETSModel` as it
comes, with the weekday as season; a `GLM` of the Poisson family on dummies of weekday, month and
campaign with a trend. Ours has a level that wanders, effects with priors and draws on top.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from resource import RUSAGE_SELF
from typing import TYPE_CHECKING

from benchmarks.measure import cpu, machine, parser

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from shopkit.plan import Plan

SEED, HORIZON, WEEK = 20261122, 28, 7
FIRST = date(2023, 11, 1)
PLAN = {"schema": 1, "shop": {"name": "bench", "platform": "tmall"}}


def main() -> None:
    asked = parser(__doc__, {"products": (50, "products"), "days": (1096, "days of history")})
    said = asked.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads that wait for each other burn CPU
    import numpy as np

    from shopkit.forecast.backtest import backtest_units
    from shopkit.plan import Plan

    plan = Plan.model_validate(PLAN)
    frame = drawn(said.products, said.days, plan)
    few = drawn(1, said.days, plan)
    few["paid_units"] += 1  # no fit of these is kept for those that are measured
    tested = backtest_units(few, plan, np.random.default_rng(SEED))  # loads the libraries
    starts = sorted(set(tested["p0"].by_origin["date"]))
    plainly(few, starts, plan)
    ours, best = spent(lambda: shopkit_way(frame, plan))
    plain, chosen = spent(lambda: plainly(frame, starts, plan))
    print(f"{said.products} products × {said.days} days, {len(starts)} origins, {machine()}")
    print(f"shopkit  {ours:8.1f} CPU s   mean error of the best {best:.3f}")
    print(f"plain    {plain:8.1f} CPU s   mean error of the best {chosen:.3f}")
    print(f"ratio    {ours / plain:8.2f}")


def spent(way: Callable[[], float]) -> tuple[float, float]:
    """Return the CPU seconds a way takes, and the error it reports."""
    before = cpu(RUSAGE_SELF)
    found = way()
    return cpu(RUSAGE_SELF) - before, found


def drawn(products: int, days: int, plan: Plan) -> pd.DataFrame:
    """Return units of products by day, from a few to some hundred a day."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(SEED)
    dates = pd.date_range(FIRST, periods=days)
    at = np.arange(days)
    in_campaign = flags(dates, plan)
    parts = []
    for n in range(products):
        level = rng.uniform(1, 5) + np.cumsum(rng.normal(0, 0.02, days))
        level += rng.normal(0, 0.1, WEEK)[dates.day_of_week] + 0.2 * np.sin(2 * np.pi * at / 365.25)
        level += rng.uniform(0.1, 0.6) * in_campaign
        units = rng.poisson(np.exp(level) * rng.gamma(25, 1 / 25, days)).astype(float)
        parts.append(pd.DataFrame({"item_id": f"p{n}", "date": dates, "paid_units": units}))
    return pd.concat(parts, ignore_index=True)


def flags(dates: pd.DatetimeIndex, plan: Plan) -> np.ndarray:
    """Return which days are of a campaign."""
    import numpy as np

    from shopkit.almanac import campaign_days
    from shopkit.periods import Period

    held = campaign_days(plan, Period(dates[0].date(), dates[-1].date()))
    return np.array([float(day.date() in held) for day in dates])


def shopkit_way(frame: pd.DataFrame, plan: Plan) -> float:
    import numpy as np

    from shopkit.forecast import Question, backtest_units, forecast_units
    from shopkit.periods import Period

    tested = backtest_units(frame, plan, np.random.default_rng(SEED))
    last = frame["date"].iloc[-1].date()
    question = Question(plan, Period(last + timedelta(days=1), last + timedelta(days=HORIZON)))
    for item, own in frame.groupby("item_id", sort=False):
        method = tested[item].best
        assert method
        forecast_units(own, question, method, np.random.default_rng(SEED))
    return float(np.mean([one.score("units") for one in tested.values()]))


def plainly(frame: pd.DataFrame, starts: list[pd.Timestamp], plan: Plan) -> float:
    """Return the mean error of the best method of each product, as one would write the loop."""
    import numpy as np
    import pandas as pd

    longer = pd.date_range(FIRST, frame["date"].iloc[-1] + timedelta(days=HORIZON))
    kinds = pd.DataFrame({"day": longer.day_of_week, "month": longer.month}).astype(str)
    table = pd.get_dummies(kinds, drop_first=True).astype(float)
    table.insert(0, "one", 1.0)
    table["trend"], table["campaign"] = np.arange(len(longer)) / 365.25, flags(longer, plan)
    features = table.to_numpy()
    ways = (naive, smoothed, regressed)
    errors = []
    for _, own in frame.groupby("item_id", sort=False):
        units = own["paid_units"].to_numpy()
        sums = np.zeros(len(ways))
        for start in starts:
            train = int(own["date"].searchsorted(start)) + 1
            scale = np.abs(units[WEEK:train] - units[: train - WEEK]).mean()
            actual = units[train : train + HORIZON]
            made = [way(units[:train], features[: train + HORIZON]) for way in ways]
            sums += [np.abs(actual - one).mean() / scale for one in made]
        errors.append(sums.min() / len(starts))
        ways[int(sums.argmin())](units, features[: len(units) + HORIZON])
    return float(np.mean(errors))


def naive(units: np.ndarray, features: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.tile(units[-WEEK:], HORIZON // WEEK)


def smoothed(units: np.ndarray, features: np.ndarray) -> np.ndarray:
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = ETSModel(pd.Series(units), seasonal="add", seasonal_periods=WEEK).fit(disp=False)
        told = found.get_prediction(start=len(units), end=len(units) + HORIZON - 1)
        return told.summary_frame(alpha=0.2)["mean"].to_numpy()


def regressed(units: np.ndarray, features: np.ndarray) -> np.ndarray:
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    found = GLM(units, features[: len(units)], family=Poisson()).fit(scale="X2")
    return found.get_prediction(features[len(units) :]).summary_frame(alpha=0.2)["mean"].to_numpy()


if __name__ == "__main__":
    main()
