"""A threshold that is moved: who reaches it anyway, and how many must add goods for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.charts.picture import Picture
from shopkit.charts.promotions import baskets
from shopkit.i18n import money, percent, text
from shopkit.pricing import Offer, thresholds
from shopkit.pricing.pictures import cny
from shopkit.pricing.thresholds_shown import NEAR, tried_shown
from shopkit.widgets.controls import LivePicture, amount, say, slider, spoken, without_kernel

if TYPE_CHECKING:
    from shopkit.widgets.promotions import PromotionsView

STEPS = (*range(19, 100, 10), *range(119, 300, 20), *range(349, 1000, 50), *range(1099, 3000, 100))
COST_CNY = 15.0


class ThresholdExplorer(ipywidgets.VBox):
    """How a threshold lies among the orders of the shop, wherever the reader moves it."""

    def __init__(self, view: PromotionsView) -> None:
        """Start at the plan's own threshold, else at the middle order."""
        self.view, self.lang = view, view.lang
        self.told = spoken("shopkit-threshold")
        if not view.paid:
            say(self.told, view.none("baskets").markdown)
            super().__init__([self.told])
            return
        start, cost = _start(view)
        most = max(view.paid)
        offered = sorted({start, *(float(step) for step in STEPS if step <= most)})
        named = [(cny(one, self.lang), one) for one in offered]
        self.at = slider(text("promo.try.from", self.lang), named, start)
        self.at.add_class("shopkit-threshold-slider")
        self.cost = amount(text("promo.try.cost", self.lang), cost, 1)
        self.picture = LivePicture(self._picture())
        self._show()
        for control in (self.at, self.cost):
            control.observe(self._moved, names="value")
        super().__init__([self.at, self.cost, self.told, self.picture])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the controls, and a line for readers without a kernel."""
        twin = without_kernel("promo.live.static", self.lang)
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _moved(self, _: Any) -> None:  # noqa: ANN401
        self.picture.show(self._picture())
        self._show()

    def _picture(self) -> Picture:
        paid, lang = self.view.paid, self.lang
        frame, marks, words = tried_shown(paid, self.at.value, self.view.days, lang)
        return Picture(lambda look: baskets(frame, marks, words, look), words, lang)

    def _show(self) -> None:
        """Say what the threshold gives away, and what would make it pay."""
        at, cost, lang = self.at.value, self.cost.value, self.lang
        offer = Offer(cost, self.view.margin or 0.0, at * NEAR)
        row = thresholds(self.view.paid, [at], offer).to_dict("records")[0]
        said: dict[str, object] = {"at": cny(at, lang), "cost": cny(cost, lang)}
        said |= {"n": f"{int(row['orders']):,}", "reached": f"{int(row['orders_reached']):,}"}
        said |= {
            "given": money(row["offer_cost_cny"], lang),
            "near": f"{int(row['orders_near']):,}",
        }
        needed = row["needed_share"]
        key = "needed" if needed == needed else "never"  # noqa: PLR0124 - NaN
        share = percent(needed if key == "needed" else None, 0)
        last = text(f"promo.try.{key}", lang, share=share)
        if self.view.margin is None:
            last = self.view.none("margin").markdown
        say(self.told, text("promo.try.told", lang, **said), last)


def _start(view: PromotionsView) -> tuple[float, float]:
    """Return the threshold and the cost to begin with: the highest of the plan most orders see."""
    usual = sorted(view.paid)[len(view.paid) * 3 // 4]
    known = [one for one in view.levels if one.cost_cny and one.from_cny <= usual]
    if known:
        return known[-1].from_cny, round(known[-1].cost_cny or COST_CNY, 2)
    middle = sorted(view.paid)[len(view.paid) // 2]
    return min((float(step) for step in STEPS), key=lambda one: abs(one - middle)), COST_CNY
