"""A mix of price tiers that is moved: what each leaves, and where nothing is lost any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import pricing
from shopkit.charts import profit as charts
from shopkit.i18n import money, percent, text
from shopkit.pricing.pictures import cny, tiers_shown
from shopkit.widgets.controls import LivePicture, say, slider, spoken, without_kernel
from shopkit.widgets.pieces import picture

if TYPE_CHECKING:
    from shopkit.charts.picture import Picture
    from shopkit.pricing import Mix
    from shopkit.widgets.pricing import PricingView

STEPS = 20  # shares of the high tier on the slider


class LadderExplorer(ipywidgets.VBox):
    """What the three tiers leave together at whatever share the high one has."""

    def __init__(self, view: PricingView) -> None:
        """Start at the planned mix; the middle tier keeps its share, all units stay as many."""
        self.view, self.lang = view, view.lang
        self.told = spoken("shopkit-ladder")
        planned = None if view.balance is None else pricing.mix_of(view.balance)
        if planned is None:
            say(self.told, view.none("tiers").markdown)
            super().__init__([self.told])
            return
        self.planned = planned
        fixed = pricing.fixed_monthly(view.plan, view.day)
        self.fixed = fixed.amount_cny if fixed.amount_cny and not fixed.unknown else None
        high, most = planned.shares["high"], 1 - planned.shares["middle"]
        shares = sorted({high, *(most * n / STEPS for n in range(STEPS + 1))})
        named = [(percent(one, 0), one) for one in shares]
        self.high = slider(text("price.tiers.mix", self.lang), named, high)
        self.high.add_class("shopkit-ladder-slider")
        self.back = ipywidgets.Button(description=text("promo.ladder.back", self.lang))
        self.picture = LivePicture(self._picture())
        self._show()
        self.high.observe(self._moved, names="value")
        self.back.on_click(self._reset)
        super().__init__([self.high, self.back, self.told, self.picture])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the controls, and a line for readers without a kernel."""
        twin = without_kernel("promo.live.static", self.lang)
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _reset(self, _: Any) -> None:  # noqa: ANN401
        self.high.value = self.planned.shares["high"]

    def _moved(self, _: Any) -> None:  # noqa: ANN401
        self.picture.show(self._picture())
        self._show()

    @property
    def mix(self) -> Mix:
        """The mix the slider stands at."""
        return self.planned.with_high(self.high.value)

    def _picture(self) -> Picture:
        made = tiers_shown(pricing.balance(self.mix.lines()), self.fixed, self.lang)
        return picture(charts.bars, made, self.lang)

    def _show(self) -> None:
        """Say what a unit leaves on average, and from which share on nothing is lost."""
        mix, lang = self.mix, self.lang
        said = {tier: percent(share, 0) for tier, share in mix.shares.items()}
        left = cny(round(mix.unit_cny, 2), lang)
        say(self.told, text("price.tiers.mix_of", lang, left=left, **said), self._needed())

    def _needed(self) -> str:
        """Return from which share of the high tier on the fixed costs are earned too."""
        mix, target = self.planned, self.fixed or 0.0
        room = "fixed" if self.fixed else "none"
        said = {"fixed": money(target, self.lang)}
        found = pricing.mix_to_balance(mix.left_cny, mix.shares["middle"], target / mix.units)
        if found is None:
            return text(f"promo.ladder.{room}_never", self.lang, **said)
        if not found["high"]:
            return text(f"promo.ladder.{room}_always", self.lang, **said)
        share = percent(found["high"], 0)
        return text(f"promo.ladder.{room}_from", self.lang, share=share, **said)
