"""CPU of the chances of running out of cash, beside numpy's bare random draws, in one run.

    python -m benchmarks.chances [--runs 10000]

36 months and 5 scenarios of a shop with stock ahead, late settlement and income tax. First five
drivers drawn once a run; then also sales drawn anew each month. Beside it numpy's bare
`standard_normal` of runs × months × scenarios, which no such simulation in plain numpy can be
below that draws every cell of its own; ours shares its draws between scenarios.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from resource import RUSAGE_SELF
from typing import TYPE_CHECKING, TypeVar

from benchmarks.measure import cpu, machine, parser

if TYPE_CHECKING:
    from shopkit.finance.model import Model

T = TypeVar("T")
SEED, MONTHS, SCENARIOS, TURNS = 20261122, 36, 5, 5
DRIVERS = ("sales", "refunds", "goods", "ads", "payroll")


def main() -> None:
    runs = parser(__doc__, {"runs": (10_000, "runs of each scenario")}).parse_args().runs
    import numpy as np

    from shopkit.finance.chances import Doubt, Draw, chances

    steady = [Doubt(name, 0.7, 1.2) for name in DRIVERS]
    every = [*steady, Doubt("sales", 0.8, 1.25, shape="lognormal", each="month")]
    models = scenarios()

    def drawn() -> np.random.Generator:
        return np.random.default_rng(SEED)

    ways = {
        "bare standard_normal": lambda: drawn().standard_normal((runs, MONTHS, SCENARIOS)),
        "runs": lambda: chances(models, steady, Draw(drawn(), runs)).frame(),
        "runs, sales by month": lambda: chances(models, every, Draw(drawn(), runs)).frame(),
    }
    print(f"{runs:,} runs × {MONTHS} months × {SCENARIOS} scenarios, {machine()}")
    spent = {name: min(timed(way) for _ in range(TURNS)) for name, way in ways.items()}
    bare = spent["bare standard_normal"]
    for name, seconds in spent.items():
        print(f"{name:24} {seconds:8.3f} CPU s {seconds / bare:8.1f} × bare draws")
    found = chances(models, steady, Draw(drawn(), runs))
    print("chance of too little cash", {name: round(found.ruin(name), 3) for name in models})


def scenarios() -> dict[str, Model]:
    """Return a growing shop and four others that pay their people more."""
    from shopkit.finance.model import Model, Rates, Timing

    rates = Rates(refund=0.1, goods=0.5, platform=0.05, freight=0.05, ads=0.1, sales_tax=0.01)
    plan = Model(
        starts=date(2026, 11, 1),
        sales_cny=tuple(30_000.0 + 4_000 * month for month in range(MONTHS)),
        rates=rates,
        payroll_cny=12_000.0,
        timing=Timing(settlement_days=12, stock_ahead_days=20, supplier_days=5),
        income_tax_rate=0.05,
        opening_cny=150_000.0,
    )
    more = {f"+{n}": replace(plan, payroll_cny=12_000.0 + 1_500 * n) for n in range(1, SCENARIOS)}
    return {"plan": plan} | more


def timed(work: Callable[[], T]) -> float:
    before = cpu(RUSAGE_SELF)
    work()
    return cpu(RUSAGE_SELF) - before


if __name__ == "__main__":
    main()
