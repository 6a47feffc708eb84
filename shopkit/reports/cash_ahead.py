"""Profit and cash of a shop's months ahead; for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from shopkit import finance
from shopkit.errors import PlanError, Problem
from shopkit.exports.shop import open_new
from shopkit.finance.chances import Chances
from shopkit.finance.forecast import Forecast
from shopkit.finance.returns import Rates as Returns
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.logistics import delivery_findings
from shopkit.periods import Period
from shopkit.plan import Plan, place_in
from shopkit.reports.cash_scenarios import Scenarios, scenarios_of
from shopkit.reports.found_said import placed, worst_first
from shopkit.reports.plain import finding, plain, rows
from shopkit.reports.staff import day_after, with_people
from shopkit.scenario import Known, known_of

PLANNED = "plan"
MONTHS = ("lowest_month", "break_even_month")
COMPARED = (
    *("plan_scenario", "paid_cny", "profit_after_tax_cny", "lowest_cash_cny", "lowest_month"),
    *("cash_closing_cny", "break_even_month"),
)


@dataclass(frozen=True, slots=True)
class CashAhead:
    """What the months ahead of a shop come to.

    Attributes:
        shop: its name.
        made: profit and cash by month.
        learned_from: the months whose sales costs are shares of; `None` without any.
        returns: at which rates a year the value of the cash earned is zero, and why.
        present_value_cny: of the cash earned; `None` where no rate is stated.
        chances: runs of what the plan says is unsure; `None` where it says nothing.
        scenarios: what the plan's scenarios come to.
        missing: what the plan does not say.
        findings: what asks for action, the worst first.
    """

    shop: str
    made: Forecast
    learned_from: Period | None
    returns: Returns
    present_value_cny: float | None
    chances: Chances | None
    scenarios: Scenarios
    missing: tuple[Problem, ...]
    findings: tuple[Finding, ...]

    @property
    def ruin(self) -> float | None:
        """The share of runs whose cash falls below the least (0–1)."""
        return None if self.chances is None else self.chances.ruin(PLANNED)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """Return it as docs/json-contract.md says."""
        low, begins = finance.lowest(self.made), finance.break_even_month(self.made)
        model = self.made.model
        chances = None if self.chances is None else self.chances.frame()
        return {
            "starts": f"{self.made.firsts[0]:%Y-%m}",
            "months": model.months,
            "learned_from": str(self.learned_from) if self.learned_from else None,
            "left_out": list(model.left_out),
            "pnl": _months(rows(finance.pnl(self.made))),
            "cash": _months(rows(finance.cash(self.made))),
            "lowest": {
                "month": f"{low.month:%Y-%m}",
                "cash_closing_cny": plain(low.cny),
                "short_cny": plain(low.short_cny),
            },
            "break_even_month": f"{begins:%Y-%m}" if begins else None,
            "payback_years": plain(finance.payback_years(self.made)),
            "discount_rate": model.discount_rate,
            "present_value_cny": plain(self.present_value_cny),
            "return_rates": [plain(rate, "return_rate") for rate in self.returns.yearly],
            "return_why": self.returns.why,
            "ruin_rate": plain(self.ruin, "ruin_rate"),
            "runs": None if chances is None else finance.RUNS,
            "seed": None if chances is None else finance.SEED,
            "chances": None if chances is None else _months(rows(chances)),
            "scenarios": _compared(self.scenarios),
            "missing": [{"place": one.place, "why": one.explain(lang)} for one in self.missing],
            "findings": [dict(finding(one)) for one in self.findings],
        }


def _months(told: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """Return rows of months with the month as it is written, and without the plan's own name."""
    kept = [{name: row[name] for name in row if name != "plan_scenario"} for row in told]
    return [{**row, "date": str(row["date"])[:7]} for row in kept]


def _compared(scenarios: Scenarios) -> list[Mapping[str, Any]]:
    """Return what decides of each scenario that can be."""
    told = rows(finance.side_by_side(scenarios.made)) if scenarios.made else []
    kept = [{name: row[name] for name in COMPARED} for row in told]
    return [row | {name: _month(row[name]) for name in MONTHS} for row in kept]


def _month(day: object) -> str | None:
    return None if day is None else str(day)[:7]


def cash_ahead(folder: Path, months: int | None, lang: Lang) -> CashAhead:
    """Return what the months ahead of a shop come to.

    Args:
        folder: the shop.
        months: how many; as many as the plan says if `None`.
        lang: language of findings.

    Raises:
        PlanError: The plan has problems, or does not say when to begin and what is sold.
        ExportError: A file is broken.
    """
    shop = open_new(folder)
    after = day_after(shop)
    day = after or shop.plan.cash.starts
    plan = _for(with_people(shop, day) if day else shop.plan, months)
    known = known_of(plan, shop.tables, after) if after else Known()
    try:
        model = finance.model_of(plan, known.rates, after, known.sales)
    except PlanError as error:
        raise PlanError(_with_line(one, folder) for one in error.problems) from None
    made = finance.forecast(model)
    doubts = finance.doubts_of(plan)
    draw = finance.Draw(np.random.default_rng(finance.SEED), finance.RUNS)
    scenarios = scenarios_of(plan, made, known, after)
    found = [
        *finance.forecast_findings(made, lang),
        *finance.plan_findings(plan, model, lang),
        *delivery_findings(plan.costs.deliveries, lang),
        *scenarios.findings(plan, lang),
    ]
    return CashAhead(
        shop=plan.shop.name,
        made=made,
        learned_from=known.period,
        returns=finance.rates_of_return(made),
        present_value_cny=finance.worth(made),
        chances=finance.chances({PLANNED: model}, doubts, draw) if doubts else None,
        scenarios=scenarios,
        missing=tuple(_missing(plan)),
        findings=tuple(worst_first(placed(one, shop.folder) for one in found)),
    )


def _with_line(one: Problem, folder: Path) -> Problem:
    steps = [int(step) if step.isdigit() else step for step in one.place.split(".")]
    return replace(one, place=place_in(folder, steps))


def _for(plan: Plan, months: int | None) -> Plan:
    if months is None:
        return plan
    return plan.model_copy(update={"cash": plan.cash.model_copy(update={"months": months})})


def _missing(plan: Plan) -> Iterator[Problem]:
    """Yield what of the plan nothing can be counted without: a return, chances, cash to begin."""
    if plan.cash.opening_cny is None and plan.budget.capital_cny is None:
        yield Problem("no_opening", "cash.opening_cny")
    if plan.cash.discount_rate is None:
        yield Problem("no_discount", "cash.discount_rate")
    if not plan.cash.spreads:
        yield Problem("no_spreads", "cash.spreads")
