"""Period, level and ad rule as controls; table and pictures of profit follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.i18n import text
from shopkit.periods import DAY, Period
from shopkit.profit.wording import losing
from shopkit.widgets.controls import LivePicture, dropdown, say, slider, spoken

if TYPE_CHECKING:
    from shopkit.widgets.profit import Product, ProfitView

LEVELS: tuple[Product, ...] = ("sku", "item", "category")


class ProfitExplorer(ipywidgets.VBox):
    """What was earned in whatever period, by whatever level and ad rule the reader picks."""

    def __init__(self, view: ProfitView) -> None:
        """Start at the view's own period and rule."""
        self.view = self.first = view
        lang = view.lang
        spans = self._spans()
        self.period = slider(
            text("profit.explore.period", lang), [(s.label(lang), s) for s in spans], view.period
        )
        levels = [(text(f"profit.level.{level}", lang), level) for level in LEVELS]
        self.level = dropdown(text("profit.explore.level", lang), levels, "sku")
        rules = [(text(f"profit.rule.{rule}", lang), rule) for rule in ("item", "paid", "none")]
        self.rule = dropdown(text("profit.explore.ads_rule", lang), rules, view.ads_rule)
        self.reset = ipywidgets.Button(description=text("profit.explore.reset", lang))
        self.headline, self.changed = spoken("shopkit-headline"), spoken("shopkit-changed")
        self.figures = spoken("shopkit-figures")
        self.bridge = LivePicture(view.bridge())
        self.ranking = LivePicture(view.ranking("sku"))
        self._show()
        for control in (self.period, self.level, self.rule):
            control.observe(self._moved, names="value")
        self.reset.on_click(self._back)
        controls = [self.period, self.level, self.rule, self.reset]
        said = [self.headline, self.changed, self.figures]
        super().__init__([*controls, *said, self.bridge, self.ranking])

    def _spans(self) -> list[Period]:
        """Return every month, or week where one was asked for, the orders cover."""
        whole = Period.of_week if self.first.period.kind == "week" else Period.of_month
        days = self.first.shop.tables.order_days
        spans, moment = [self.first.period], min(days)
        while moment <= max(days):
            span = whole(moment)
            if span not in spans:
                spans.append(span)
            moment = span.end + DAY
        return sorted(spans)

    def _moved(self, _: Any) -> None:  # noqa: ANN401
        self.view = self.first.at(self.period.value, self.rule.value)
        self._show()

    def _back(self, _: Any) -> None:  # noqa: ANN401
        self.period.value, self.rule.value = self.first.period, self.first.ads_rule
        self.level.value = "sku"

    def _show(self) -> None:
        view, level = self.view, self.level.value
        if view.missing:
            say(self.headline, view.headline().markdown)
        else:
            say(self.headline, view.account.story.headline, view.account.story.lead)
        say(self.changed, self._against(level))
        self.figures.value = view.groups(level).html()
        self.bridge.show(view.bridge())
        self.ranking.show(view.ranking(level))

    def _against(self, level: Product) -> str:
        """Return how many more or fewer are at a loss than by the rule started with."""
        if self.view.ads_rule == self.first.ads_rule:
            return ""
        other = self.view.at(self.view.period, self.first.ads_rule)
        now, before = (len(losing(view.account.by(level))) for view in (self.view, other))
        return text("profit.explore.changed", self.view.lang, before=before, now=now)
