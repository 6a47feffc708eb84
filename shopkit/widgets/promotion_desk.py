"""Promotions and members as forms, what contradicts in them, and their save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.plan import inputs_of
from shopkit.widgets.price_desk import PriceDesk
from shopkit.widgets.saving import Deciding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.plan import Plan
    from shopkit.widgets.pricing import PricingView

PARTS = ("promotions", "members")
INPUTS = ("shop.platform", "costs", "fees", "prices")


class PromotionDesk(PriceDesk):
    """The promotions and members as forms; below them what contradicts, and their save."""

    def __init__(self, view: PricingView) -> None:
        """Start with what the plan says; of a sample shop its working copy."""
        super().__init__(view, PARTS)

    def _deciding(self, top: str) -> Deciding:
        def inputs(plan: Plan) -> Mapping[str, object]:
            whole = self.lists.into(plan)
            return {**outside(self.prices.with_plan(whole)), **inputs_of(whole, *INPUTS)}

        return Deciding(top, inputs)


def outside(view: PricingView) -> Mapping[str, object]:
    """Return what promotions are decided from and no single path of the plan holds."""
    asked = [[one.item_id, one.price_cny] for one in view.priced]
    return {"products": view.current["products"], "asked": asked}
