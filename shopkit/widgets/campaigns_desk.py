"""Campaigns, agenda, stock and tasks as forms; what does not fit, and their save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import campaigns, schedule
from shopkit.errors import PlanError
from shopkit.findings import Severity
from shopkit.i18n import text
from shopkit.plan import inputs_of
from shopkit.reports.calendar_found import known_items
from shopkit.stock.named import product_problems
from shopkit.widgets.controls import say
from shopkit.widgets.pieces import sentences
from shopkit.widgets.plan_desk import MOST_TOLD, PlanDesk
from shopkit.widgets.saving import Deciding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.findings import Finding
    from shopkit.plan import Draft, Plan
    from shopkit.widgets.campaigns import CampaignsView

INPUTS = {  # what each is decided from
    "campaigns": ("agenda", "prices", "products", "stock"),
    "agenda": ("team",),
    "stock": ("products", "campaigns"),
    "tasks": ("campaigns", "team"),
    "forecast": ("campaigns",),
}


class CampaignsDesk(PlanDesk):
    """Parts of the plan as forms; below them what does not fit, and the buttons that save."""

    def __init__(self, view: CampaignsView, paths: tuple[str, ...]) -> None:
        """Start with what the plan says; of a sample shop its working copy."""
        self.year = view
        super().__init__(view.view, paths)

    def _deciding(self, top: str) -> Deciding:
        def inputs(plan: Plan) -> Mapping[str, object]:
            return {**self.year.current, **inputs_of(self.lists.into(plan), *INPUTS[top])}

        return Deciding(top, inputs)

    def _saved(self, draft: Draft) -> None:
        super()._saved(draft)
        say(self.told, text("yearbook.desk.again", self.view.lang))

    def _moved(self) -> None:
        """Tell what of the names, days and money typed does not fit."""
        plan = self.typed()
        if plan is None:
            return
        lang = self.view.lang
        items = known_items(self.year.tables)
        scope = campaigns.Scope(plan, lang, self.year.day, items=items)
        try:
            found = campaigns.campaign_findings(scope)
        except PlanError as error:
            say(self.told, *error.say(lang).splitlines())
            return
        worse = [one for one in found if one.severity > Severity.NOTE]
        told = [f"{sentences(_wrong(one), lang)} → {one.action}" for one in worse]
        strange = product_problems(plan, items) if "stock" in self.tops else ()
        told = [*self._of_tasks(plan), *(one.say(lang) for one in strange), *told]
        lines = told[:MOST_TOLD]
        left = len(told) - len(lines)
        more = [text("yearbook.findings.more", lang, n=left)] if left else []
        say(self.told, *(lines or [text("yearbook.fits", lang)]), *more)

    def _of_tasks(self, plan: Plan) -> list[str]:
        """Return what the tasks typed name that nobody knows: their posts are the people's."""
        if "tasks" not in self.tops:
            return []
        staffed = plan.model_copy(update={"team": self.year.plan.team})
        return schedule.tasks_said(staffed, self.year.day, self.view.lang)


def _wrong(one: Finding) -> tuple[str, ...]:
    """Return what is wrong; of days that cannot be also how to mend them."""
    return (one.said, one.recomputed, one.cause) if one.cause else (one.said,)


class CampaignsDesks(ipywidgets.VBox):
    """Every part this notebook decides, a form each behind a tab."""

    def __init__(self, view: CampaignsView) -> None:
        """Start with what the plan says."""
        self.desks = {top: CampaignsDesk(view, (top,)) for top in INPUTS}
        self.tabs = ipywidgets.Tab(children=list(self.desks.values()))
        for n, top in enumerate(self.desks):
            self.tabs.set_title(n, text(f"yearbook.desk.{top}", view.lang))
        super().__init__([self.tabs])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the forms, and for readers without a kernel what the plan says."""
        twins = [desk._repr_mimebundle_() for desk in self.desks.values()]
        twin = {name: "\n".join(one[name] for one in twins) for name in ("text/html", "text/plain")}
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}
