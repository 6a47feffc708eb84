"""Policy, product prices, promotions and members as forms; what follows from them, their save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.errors import PlanError
from shopkit.i18n import text
from shopkit.plan import inputs_of
from shopkit.pricing import all_terms
from shopkit.pricing.findings import named_skus
from shopkit.pricing.newly import newly_broken
from shopkit.pricing.wording import Scope
from shopkit.promotions import promotion_findings
from shopkit.widgets.controls import say
from shopkit.widgets.pieces import told
from shopkit.widgets.plan_desk import MOST_TOLD, PlanDesk
from shopkit.widgets.preview import WARNED
from shopkit.widgets.saving import Deciding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.plan import Draft, Plan
    from shopkit.widgets.pricing import PricingView

PARTS = ("prices", "products", "promotions", "members")
# Not what the orders say of returns and ads: it moves every month, and with it nothing to decide.
INPUTS = ("shop.platform", "costs", "fees", "promotions", "members")


class PriceDesk(PlanDesk):
    """The prices as forms; below them what contradicts, and the buttons that save."""

    def __init__(self, view: PricingView, parts: tuple[str, ...] = PARTS) -> None:
        """Start with what the plan says; of a sample shop its working copy."""
        self.prices = view
        super().__init__(view.view, parts)

    def _deciding(self, top: str) -> Deciding:
        def inputs(plan: Plan) -> Mapping[str, object]:
            return {**self.prices.current, **inputs_of(self.lists.into(plan), *INPUTS)}

        return Deciding(top, inputs)

    def _saved(self, draft: Draft) -> None:
        super()._saved(draft)
        self.prices = self.prices.with_plan(self.view.plan)

    def _warned(self, plan: Plan) -> list[str]:
        """Return what the prices and promotions of a plan break that those saved do not."""
        own, saved = self.prices, self._with(self.form.draft.plan)
        terms = all_terms(plan, own.tables, own.day, own.past)
        scope, skus = Scope(plan, own.lang, own.day), named_skus(plan, own.tables)
        try:
            return newly_broken(saved, plan, terms, scope, skus)
        except PlanError as error:
            return error.say(own.lang).splitlines()

    def _moved(self) -> None:
        """Tell what is typed would break, and what contradicts in it."""
        plan = self.typed()
        if plan is None:
            return
        lang = self.view.lang
        try:
            found = promotion_findings(plan, lang)
        except PlanError as error:
            say(self.told, *error.say(lang).splitlines())
            return
        said = [f"{WARNED} {one}" for one in self._warned(plan)]
        said += [f"{told(one, lang)} → {one.action}" for one in found[:MOST_TOLD]]
        say(self.told, *(said or [text("price_desk.desk.fine", lang)]))
