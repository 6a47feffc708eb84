"""Team, pay and cash as forms; what they come to, what contradicts, their save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit import finance, pay, staffing
from shopkit.errors import PlanError
from shopkit.i18n import text
from shopkit.plan import inputs_of
from shopkit.widgets.controls import say
from shopkit.widgets.plan_desk import MOST_TOLD, PlanDesk
from shopkit.widgets.saving import Deciding
from shopkit.widgets.staffing_explorer import totals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.findings import Finding
    from shopkit.i18n import Lang
    from shopkit.plan import Draft, Plan
    from shopkit.widgets.staffing import StaffingView

TEAM = ("team.posts", "team.service", "team.shifts", "team.roster", "team.region")
MONEY = ("cash", "pay")
INPUTS = {  # what each is decided from
    "team": ("stages", "targets", "pay"),
    "cash": ("stages", "targets", "costs", "team", "budget"),
}


class StaffingDesk(PlanDesk):
    """Parts of the plan as forms; below them what follows, and the buttons that save."""

    def __init__(self, view: StaffingView, paths: tuple[str, ...]) -> None:
        """Start with what the plan says; of a sample shop its working copy."""
        self.team = view
        super().__init__(view.view, paths)

    def _deciding(self, top: str) -> Deciding:
        def inputs(plan: Plan) -> Mapping[str, object]:
            return {**self.team.current, **inputs_of(self.lists.into(plan), *INPUTS[top])}

        return Deciding(top, inputs)

    def _saved(self, draft: Draft) -> None:
        super()._saved(draft)
        self.team = self.team.with_plan(self.view.plan)

    def _moved(self) -> None:
        """Tell what follows from what is typed, and what contradicts."""
        plan = self.typed()
        if plan is None:
            return
        view, lang = self.team.with_plan(plan), self.view.lang
        try:
            follows = said_of(view)
            found = of_team(view) if "team" in self.tops else of_money(view)
        except PlanError as error:
            say(self.told, *error.say(lang).splitlines())
            return
        lines = [_line(one, lang) for one in found[:MOST_TOLD]]
        say(self.told, follows, *(lines or [text("people.desk.fine", lang)]))


def said_of(view: StaffingView) -> str:
    """Return what a plan comes to, in a sentence."""
    return text("people.desk.follows", view.lang, **totals(view.ahead, view.lang))


def of_team(view: StaffingView) -> list[Finding]:
    """Return what the team lacks."""
    people = view.tables["people"]
    return list(staffing.staffing_findings(view.plan, view.lang, view.day, people))


def of_money(view: StaffingView) -> list[Finding]:
    """Return what in pay and cash does not hold."""
    made = view.ahead.made
    private = not view.tables["people"].is_empty()
    month, sales = made.model.starts, made.model.sales_cny[0]
    asked = pay.Scope(view.plan, view.lang, month, sales, private=private)
    return [*pay.pay_findings(asked), *finance.forecast_findings(made, view.lang)]


def _line(one: Finding, lang: Lang) -> str:
    stop = "。" if lang == "zh" else ". "
    said = [one.said, one.recomputed or one.cause]
    return f"{stop.join(words.rstrip('。. ') for words in said if words)} → {one.action}"
