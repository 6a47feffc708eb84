"""Controls for targets: an equation that solves its fourth term, and the goal of a year."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import targets
from shopkit.charts.table import table_of
from shopkit.errors import PlanError
from shopkit.exports.workplace import working
from shopkit.i18n import money, number, percent, text
from shopkit.plan import open_plan
from shopkit.plan.sections.targets import Lock, Target
from shopkit.targets.equation import TERMS
from shopkit.widgets.controls import LivePicture, amount, dropdown, say, spoken
from shopkit.widgets.saving import Deciding, Saver

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopkit.errors import Problem
    from shopkit.i18n import Lang
    from shopkit.plan import Draft, Plan
    from shopkit.widgets.targets import TargetsView

EXAMPLE = {"visitors": 10_000.0, "conversion_rate": 0.02, "per_buyer_cny": 150.0}
STEPS = {"visitors": 100, "conversion_rate": 0.1, "per_buyer_cny": 1, "sales_cny": 1000}
PERCENT = 100  # rates are typed in per cent
DIGITS = 12  # 7 % comes back as 0.07


class EquationSolver(ipywidgets.VBox):
    """Visitors × conversion × sales per buyer = sales: three are typed, the fourth follows."""

    def __init__(self, lang: Lang, start: targets.Equation | None = None) -> None:
        """Start with sales as the term to be found; without a start, at an example."""
        self.lang = lang
        names = [(text(f"targets.term.{name}", lang), name) for name in TERMS]
        self.unknown = dropdown(text("targets.solve.unknown", lang), names, "sales_cny")
        whole = start or targets.solve(**EXAMPLE)
        self.terms = {
            name: amount(
                text(f"targets.term.{name}", lang), getattr(whole, name) * _scale(name), STEPS[name]
            )
            for name in TERMS
        }
        self.result = spoken("shopkit-solved")
        self.effect = ipywidgets.HTML()
        self._solve()
        for control in (self.unknown, *self.terms.values()):
            control.observe(self._moved, names="value")
        super().__init__([self.unknown, *self.terms.values(), self.result, self.effect])

    def _moved(self, _: Any) -> None:  # noqa: ANN401
        self._solve()

    def _solve(self) -> None:
        """Solve the term asked for; what cannot be solved is said in its place."""
        missing = self.unknown.value
        for name, control in self.terms.items():
            control.disabled = name == missing
        known = {
            name: one.value / _scale(name) for name, one in self.terms.items() if name != missing
        }
        try:
            whole = targets.solve(**known)
        except PlanError as error:
            say(self.result, error.say(self.lang))
            self.effect.value = ""
            return
        solved = round(getattr(whole, missing) * _scale(missing), 4)
        if self.terms[missing].value != solved:
            self.terms[missing].value = solved
        say(self.result, _sentence(whole, self.lang))
        self.effect.value = table_of(targets.sensitivity(whole), self.lang).html()


def _scale(term: str) -> int:
    return PERCENT if term == "conversion_rate" else 1


def _sentence(whole: targets.Equation, lang: Lang) -> str:
    said = {"people": number(whole.visitors, lang), "rate": percent(whole.conversion_rate, 2)}
    said |= {"each": money(whole.per_buyer_cny, lang), "sales": money(whole.sales_cny, lang)}
    return text("targets.solve.result", lang, bought=number(whole.orders, lang), **said)


class GoalExplorer(ipywidgets.VBox):
    """The goal of a year: its sales, rates and locked months; the months follow."""

    def __init__(self, view: TargetsView, start: Target) -> None:
        """Start at the plan's goal, or at a proposal."""
        self.view, self.first, lang = view, start, view.lang
        self.lang, self.draft = lang, open_plan(working(view.kpi.shop.folder))
        self.first = start = self._said() or start
        self.problems: list[Problem] = []
        self.watching: list[Callable[[], None]] = []
        self.locks = {lock.period: lock for lock in start.locked}
        self.sales = amount(text("targets.term.goal", lang), start.sales_cny, 10_000)
        self.season = dropdown(
            text("targets.goal.season", lang), self._seasons(start), start.seasonality
        )
        self.rate, self.each, self.ads = (
            amount(text(f"targets.{key}", lang), value, step)
            for key, value, step in (
                ("term.conversion_rate", _in_percent(start.conversion_rate), 0.1),
                ("term.per_buyer_cny", start.per_buyer_cny or 0, 1),
                ("goal.ads_rate", _in_percent(start.ads_rate), 0.5),
            )
        )
        months = [(f"{n}", f"{start.year}-{n:02d}") for n in range(1, targets.MONTHS + 1)]
        self.month = dropdown(text("targets.goal.month", lang), months, months[-2][1])
        self.held = amount(text("targets.goal.held", lang), 0, 10_000)
        self.lock, self.release = (
            ipywidgets.Button(description=text(f"targets.goal.{name}", lang))
            for name in ("lock", "release")
        )
        self.origin = ipywidgets.HTML(f"<p>{escape(self._origin())}</p>")
        self.told = spoken("shopkit-goal")
        self.months = LivePicture(view.year(view.tree(start)))
        self.quarters = ipywidgets.HTML()
        self._wire()
        self._show()
        buttons = ipywidgets.HBox([self.lock, self.release])
        moved = [self.sales, self.season, self.rate, self.each, self.ads, self.origin]
        super().__init__(
            [*moved, self.month, self.held, buttons, self.told, self.months, self.quarters]
        )

    def _origin(self) -> str:
        """Return where the goal that is shown first comes from."""
        if self._said():
            return text("targets.goal.from_plan", self.lang, year=self.first.year)
        n = len(self.view.past)
        key = "no_past" if not n else "past_year" if n == targets.MONTHS else "past_months"
        return text(f"targets.goal.from_{key}", self.lang, n=n)

    def _seasons(self, goal: Target) -> list[tuple[str, str]]:
        weighed = goal.month_weights or goal.seasonality == "weights"
        kinds = ("own", "even", *(("weights",) if weighed else ()))
        return [(text(f"targets.goal.season_{kind}", self.view.lang), kind) for kind in kinds]

    def _wire(self) -> None:
        for control in (self.sales, self.season, self.rate, self.each, self.ads):
            control.observe(self._moved, names="value")
        self.lock.on_click(self._lock)
        self.release.on_click(self._release)

    @property
    def target(self) -> Target:
        """The goal the controls say."""
        said = {
            "sales_cny": self.sales.value,
            "seasonality": self.season.value,
            "conversion_rate": _rate(self.rate.value, self.first.conversion_rate),
            "per_buyer_cny": self.each.value or None,
            "ads_rate": _rate(self.ads.value, self.first.ads_rate),
            "locked": tuple(self.locks[period] for period in sorted(self.locks)),
        }
        return self.first.model_copy(update=said)

    def _moved(self, _: Any) -> None:  # noqa: ANN401
        self._show()

    def _lock(self, _: Any) -> None:  # noqa: ANN401
        period = self.month.value
        self.locks[period] = Lock(period=period, sales_cny=self.held.value)
        self._show()

    def _release(self, _: Any) -> None:  # noqa: ANN401
        self.locks.pop(self.month.value, None)
        self._show()

    def save(self) -> Saver:
        """Return the buttons that write the goal into the plan."""
        return Saver(self, Deciding("targets", self._inputs))

    def _inputs(self, _: Plan) -> dict[str, object]:
        return self.view.inputs

    def changes(self) -> dict[Any, object]:
        """Return what differs from the plan's goal of the year, by place of the plan."""
        where = f"targets[year={self.first.year}]"
        return {f"{where}.{name}": _plain(value) for name, value in self._moves().items()}

    def _moves(self) -> dict[str, Any]:
        """Return the fields in which the controls differ from the plan's goal of the year."""
        said = self._said()
        old = said.model_dump(exclude_defaults=True) if said else {}
        new = self.target.model_dump(exclude_defaults=True, exclude_none=True)
        return {n: new.get(n) for n in {**old, **new} if old.get(n) != new.get(n)}

    def _said(self) -> Target | None:
        """Return the plan's goal of the year; None where it has none."""
        targets = self.draft.plan.targets
        return next((one for one in targets if one.year == self.first.year), None)

    def stray(self) -> list[Problem]:
        """Return why the goal cannot hold."""
        return self.problems

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever the goal changes."""
        self.watching.append(changed)

    def rebase(self, draft: Draft) -> None:
        """Go on from another state of the plan; the controls that were moved stay."""
        moved = {name: getattr(self.target, name) for name in self._moves()}
        self.draft = draft
        self.first = self._said() or self.first
        self._put(self.first.model_copy(update=moved))

    def reset(self) -> None:
        """Show the plan's goal of the year, or else what was proposed."""
        self.first = self._said() or self.first
        self._put(self.first)

    def _put(self, goal: Target) -> None:
        """Set the controls to a goal."""
        self.locks = {lock.period: lock for lock in goal.locked}
        self.season.options = self._seasons(goal)
        self.sales.value, self.season.value = goal.sales_cny, goal.seasonality
        self.rate.value = _in_percent(goal.conversion_rate)
        self.each.value = goal.per_buyer_cny or 0
        self.ads.value = _in_percent(goal.ads_rate)
        self._show()

    def _show(self) -> None:
        """Draw the months; what cannot hold is said, the last picture that could stays."""
        lang = self.view.lang
        try:
            year = self.view.tree(self.target)
        except PlanError as error:
            say(self.told, error.say(lang))
            self._tell(list(error.problems))
            return
        row = year.frame("year").iloc[0]
        said = {"sales": money(row["paid_cny"], lang), "ads": money(row["spend_cny"], lang)}
        said |= {
            "people": number(row["visitors"], lang),
            "daily": number(year.visitors_daily, lang),
        }
        say(self.told, text("targets.goal.told", lang, locked=len(self.locks), **said))
        self.months.show(self.view.year(year))
        self.quarters.value = table_of(year.frame("quarter"), lang).html()
        self._tell([])

    def _tell(self, problems: list[Problem]) -> None:
        self.problems = problems
        for changed in self.watching:
            changed()


def _in_percent(rate: float | None) -> float:
    """Return a share as it is typed, without the digits binary fractions add."""
    return round((rate or 0) * PERCENT, DIGITS)


def _rate(percent: float, said: float | None) -> float | None:
    """Return the share typed in per cent; one nobody moved to the last digit as the plan has it."""
    same = percent == _in_percent(said)
    return said if same else round(percent / PERCENT, DIGITS) or None


def _plain(value: object) -> object:
    """Return a value as the plan's file writes it: no tuples, nothing that is not said."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if one is not None}
    return value
