"""How sure the cash is: runs of stated distributions, and what each driver alone can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from shopkit.apportion import Flags
from shopkit.finance.model import Model
from shopkit.finance.paths import Paths, paths
from shopkit.finance.timing import Floats
from shopkit.periods import month_starts
from shopkit.plan.sections.cash import Driver, Spread
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

SEED, RUNS = 20260101, 10_000  # wherever a plan is told: the same plan gives the same chances
TENTH = 1.2815515655446004  # of a normal distribution a tenth lies beyond
QUANTILES = {"cash_p10_cny": 0.1, "cash_p50_cny": 0.5, "cash_p90_cny": 0.9}


@dataclass(frozen=True, slots=True)
class Doubt:
    """How a driver may differ from the plan; 1 is as planned.

    Attributes:
        of: the driver.
        low: the lowest factor; of a lognormal one run in ten lies below.
        high: the highest factor; of a lognormal one run in ten lies above.
        shape: `triangular` with its peak at the plan, or `lognormal`.
        each: one factor for a whole run, or another each month.
    """

    of: Driver
    low: float
    high: float
    shape: Literal["triangular", "lognormal"] = "triangular"
    each: Literal["run", "month"] = "run"

    def __post_init__(self) -> None:
        """Hold the ends in order.

        Raises:
            ValueError: The lowest is above the highest or not above zero.
        """
        if not 0 < self.low <= self.high:
            raise ValueError(f"{self.of}: 0 < low <= high expected, not {self.low}, {self.high}")

    @classmethod
    def of_spread(cls, spread: Spread) -> Doubt:
        """Return what the plan says of a driver."""
        return cls(spread.of, spread.low, spread.high)

    def factors(self, normal: Floats) -> Floats:
        """Return a factor for each draw of a standard normal distribution, larger for larger."""
        if self.shape == "lognormal":
            middle, width = np.log(self.low * self.high) / 2, np.log(self.high / self.low) / 2
            return np.asarray(np.exp(middle + width / TENTH * normal))
        return _triangular(self.low, self.high, normal)


def _triangular(low: float, high: float, normal: Floats) -> Floats:
    """Return factors of a triangle whose peak is the plan, or the end nearest to it."""
    from scipy.special import ndtr

    if low == high:
        return np.full(normal.shape, low)
    peak = min(max(1.0, low), high)
    share, chance = (peak - low) / (high - low), ndtr(normal)
    rising = low + np.sqrt(chance * (high - low) * (peak - low))
    falling = high - np.sqrt((1 - chance) * (high - low) * (high - peak))
    found: Floats = np.where(chance < share, rising, falling)
    return found


@dataclass(frozen=True)
class Draw:
    """How the runs are drawn.

    Attributes:
        rng: the generator; the same seed gives the same runs.
        runs: how many.
        together: how much two drivers go together, −1 to 1, as the correlation of the normal
            numbers behind them; pairs not named go their own ways.
    """

    rng: np.random.Generator
    runs: int = 10_000
    together: Mapping[tuple[Driver, Driver], float] | None = None


@dataclass(frozen=True)
class Chances:
    """What the runs of each scenario come to.

    Attributes:
        models: the scenarios, by name.
        runs: cash and profit by scenario, from the same draws.
    """

    models: Mapping[str, Model]
    runs: Mapping[str, Paths]

    def frame(self) -> pd.DataFrame:
        """Return the cash at the end of each month, CNY, and the chance of having had too little.

        Returns:
            One row a scenario and month: the tenth, the middle and the ninth tenth of the runs,
            and the share of runs whose cash has been below the least so far.
        """
        import pandas as pd

        parts = []
        for name, model in self.models.items():
            at = np.quantile(self.runs[name].cash, list(QUANTILES.values()), axis=1)
            cells = dict(zip(QUANTILES, at, strict=True))
            firsts = pd.to_datetime(month_starts(model.starts, model.months)[:-1])
            parts.append(pd.DataFrame({"plan_scenario": name, "date": firsts, **cells}))
            parts[-1]["short_share"] = self.short(name).mean(axis=1)
        return check(pd.concat(parts, ignore_index=True))

    def short(self, name: str) -> Flags:
        """Return whether each run has had less than the least cash by the end of each month."""
        low = self.runs[name].cash < self.models[name].least_cny
        return np.logical_or.accumulate(low, axis=0)

    def ruin(self, name: str) -> float:
        """Return the share of runs whose cash falls below the least at the end of any month."""
        return float(self.short(name)[-1].mean())


def chances(models: Mapping[str, Model], doubts: Sequence[Doubt], draw: Draw) -> Chances:
    """Return the runs of some scenarios; the same draws serve all, so that they can be compared.

    Several doubts of one driver multiply, such as one of the plan and one of each month.

    Args:
        models: scenarios by name.
        doubts: how drivers may differ from the plan.
        draw: generator, runs, what goes together.

    Raises:
        ValueError: What is to go together cannot, as three drivers each against the others.
    """
    months = max(model.months for model in models.values())
    drawn = _drawn(doubts, draw, months)
    runs = {}
    for name, model in models.items():
        cut = {of: f[: model.months] if f.ndim > 1 else f for of, f in drawn.items()}
        runs[name] = paths(model, cut, draw.runs)
    return Chances(dict(models), runs)


def _drawn(doubts: Sequence[Doubt], draw: Draw, months: int) -> dict[Driver, Floats]:
    """Return the factors of each driver: one a run, or a row a month with one for each run."""
    whole = [doubt for doubt in doubts if doubt.each == "run"]
    normals = draw.rng.standard_normal((draw.runs, len(whole)))
    if draw.together:
        normals = normals @ _root(whole, draw.together).T
    found: dict[Driver, Floats] = {}
    for doubt, normal in zip(whole, normals.T, strict=True):
        found[doubt.of] = found.get(doubt.of, 1.0) * doubt.factors(normal)
    for doubt in doubts:
        if doubt.each == "month":
            given = doubt.factors(draw.rng.standard_normal((months, draw.runs)))
            found[doubt.of] = given * found.get(doubt.of, 1.0)
    return found


def _root(doubts: Sequence[Doubt], together: Mapping[tuple[Driver, Driver], float]) -> Floats:
    """Return what makes independent normal numbers go together as stated."""
    wanted = np.eye(len(doubts))
    for one, doubt in enumerate(doubts):
        for two, other in enumerate(doubts[:one]):
            said = together.get((doubt.of, other.of), together.get((other.of, doubt.of), 0.0))
            wanted[one, two] = wanted[two, one] = said
    values, vectors = np.linalg.eigh(wanted)
    if values.min() < -1e-9:  # noqa: PLR2004 - rounding of an exact zero
        raise ValueError("these drivers cannot all go together as stated")
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0)))


def tornado(model: Model, doubts: Sequence[Doubt]) -> pd.DataFrame:
    """Return what each driver alone does to the least cash of the plan, CNY, the largest first.

    Returns:
        One row a doubt that holds for a whole run: its factors, the least cash at both, and how
        far they are apart.
    """
    import pandas as pd

    alone = [doubt for doubt in doubts if doubt.each == "run"]
    rows = []
    for doubt in alone:
        made = paths(model, {doubt.of: np.array([doubt.low, doubt.high])}, 2)
        low, high = made.cash.min(axis=0)
        ends = {"cash_at_low_cny": low, "cash_at_high_cny": high, "cash_swing_cny": abs(high - low)}
        told = {"driver": doubt.of, "factor_low": doubt.low, "factor_high": doubt.high}
        rows.append(told | ends)
    columns = ["driver", "factor_low", "factor_high", "cash_at_low_cny", "cash_at_high_cny"]
    frame = pd.DataFrame(rows, columns=[*columns, "cash_swing_cny"])
    return check(frame.sort_values("cash_swing_cny", ascending=False, ignore_index=True))
