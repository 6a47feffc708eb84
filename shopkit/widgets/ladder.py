"""A mix of price tiers that is moved: what each leaves, and where nothing is lost any more."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import pricing
from shopkit.charts import profit as charts
from shopkit.i18n import money, percent, text
from shopkit.pricing import TierLine
from shopkit.pricing.pictures import cny, mixes, tiers_shown
from shopkit.widgets.controls import LivePicture, say, slider, spoken
from shopkit.widgets.pieces import picture

if TYPE_CHECKING:
    from shopkit.charts.picture import Picture
    from shopkit.widgets.pricing import PricingView

STEPS = 20  # shares of the high tier on the slider
TIERS = ("low", "middle", "high")


class LadderExplorer(ipywidgets.VBox):
    """What the three tiers leave together at whatever share the high one has."""

    def __init__(self, view: PricingView) -> None:
        """Start at the planned mix; the middle tier keeps its share, all units stay as many."""
        self.view, self.lang = view, view.lang
        self.told = spoken("shopkit-ladder")
        found = view.balance
        self.left = mixes(found) if found is not None else {}
        if found is None or set(self.left) != set(TIERS):
            say(self.told, view.none("tiers").markdown)
            super().__init__([self.told])
            return
        units = dict(zip(found.tiers["tier"], found.tiers["units"].astype(float), strict=True))
        self.units = sum(units.values())
        self.middle = units["middle"] / self.units
        fixed = pricing.fixed_monthly(view.plan, view.day)
        self.fixed = fixed.amount_cny if fixed.amount_cny and not fixed.unknown else None
        planned = units["high"] / self.units
        shares = sorted({planned, *((1 - self.middle) * n / STEPS for n in range(STEPS + 1))})
        named = [(percent(one, 0), one) for one in shares]
        self.high = slider(text("price.tiers.mix", self.lang), named, planned)
        self.high.add_class("shopkit-ladder-slider")
        self.planned = planned
        self.back = ipywidgets.Button(description=text("promo.ladder.back", self.lang))
        self.picture = LivePicture(self._picture())
        self._show()
        self.high.observe(self._moved, names="value")
        self.back.on_click(self._reset)
        super().__init__([self.high, self.back, self.told, self.picture])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the controls, and a line for readers without a kernel."""
        said = text("promo.live.static", self.lang)
        twin = {"text/html": f"<p>{escape(said)}</p>", "text/plain": said}
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _reset(self, _: Any) -> None:  # noqa: ANN401
        self.high.value = self.planned

    def _moved(self, _: Any) -> None:  # noqa: ANN401
        self.picture.show(self._picture())
        self._show()

    @property
    def shares(self) -> dict[str, float]:
        """The share of units of each tier."""
        high = self.high.value
        return {"low": max(1 - self.middle - high, 0.0), "middle": self.middle, "high": high}

    def _picture(self) -> Picture:
        lines = [
            TierLine(tier, self.left[tier], round(self.units * share))  # type: ignore[arg-type]
            for tier, share in self.shares.items()
        ]
        made = tiers_shown(pricing.balance(lines), self.fixed, self.lang)
        return picture(charts.bars, made, self.lang)

    def _show(self) -> None:
        """Say what a unit leaves on average, and from which share on nothing is lost."""
        shares, lang = self.shares, self.lang
        unit = sum(self.left[tier] * share for tier, share in shares.items())
        said = {tier: percent(share, 0) for tier, share in shares.items()}
        mix = text("price.tiers.mix_of", lang, left=cny(round(unit, 2), lang), **said)
        say(self.told, mix, self._needed())

    def _needed(self) -> str:
        """Return from which share of the high tier on the fixed costs are earned too."""
        lang, target = self.lang, self.fixed or 0.0
        low, middle, high = (self.left[tier] for tier in TIERS)
        lacking = target / self.units - self.middle * middle - (1 - self.middle) * low
        said = {"fixed": money(target, lang)}
        room = "fixed" if self.fixed else "none"
        if lacking <= 0:
            return text(f"promo.ladder.{room}_always", lang, **said)
        share = lacking / (high - low) if high > low else 1.0
        if share > 1 - self.middle:
            return text(f"promo.ladder.{room}_never", lang, **said)
        return text(f"promo.ladder.{room}_from", lang, share=percent(share, 0), **said)
