"""The scenarios of a plan in profit and cash, and those that cannot be or change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopkit import finance
from shopkit.finance.wording import found
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed
from shopkit.scenario import each_made, plan_with

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from shopkit.errors import PlanError
    from shopkit.finance import Forecast, Model
    from shopkit.plan import Plan
    from shopkit.scenario import Known


@dataclass(frozen=True, slots=True)
class Scenarios:
    """What the scenarios of a plan come to.

    Attributes:
        made: profit and cash of each that can be, by name, in their order.
        wrong: what is wrong with each that cannot be, by name.
        still: those whose profit and cash are the plan's own.
    """

    made: Mapping[str, Forecast]
    wrong: Mapping[str, PlanError]
    still: tuple[str, ...]

    def beside(self, named: str, plan: Forecast) -> pd.DataFrame:
        """Return the plan under a name, then its scenarios, as `finance.side_by_side` does."""
        return finance.side_by_side({named: plan, **self.made})

    def findings(self, plan: Plan, lang: Lang) -> Iterator[Finding]:
        """Yield the scenarios that cannot be, and those that change neither profit nor cash."""
        for at, one in enumerate(plan.scenarios):
            place = f"scenarios.{at}.changes"
            if one.name in self.wrong:
                said = {"name": one.name, "why": self.wrong[one.name].say(lang)}
                yield found("scenario_wrong", place, lang, Severity.ERROR, **said)
            elif one.name in self.still:
                paths = listed(list(one.changes), lang)
                told = {"name": one.name, "paths": paths, "n": len(one.changes)}
                code = "scenario_still" if one.changes else "scenario_empty"
                yield found(code, place, lang, Severity.WARNING, **told)


def scenarios_of(plan: Plan, made: Forecast, known: Known, day: date | None) -> Scenarios:
    """Return what the scenarios of a plan come to; those that cannot be are kept with their reason.

    Args:
        plan: with its scenarios.
        made: what the plan itself comes to.
        known: what its past tells.
        day: from when, where the plan does not say it.
    """

    def model_with(changes: Mapping[str, object]) -> Model:
        return finance.model_of(plan_with(plan, changes), known.rates, day, known.sales)

    models, wrong = each_made({one.name: one.changes for one in plan.scenarios}, model_with)
    forecasts = {name: finance.forecast(model) for name, model in models.items()}
    still = tuple(name for name, model in models.items() if model == made.model)
    return Scenarios(forecasts, wrong, still)
