"""Period, comparison and breakdown as controls; figures and pictures follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import kpi
from shopkit.i18n import text
from shopkit.kpi import BREAKDOWNS
from shopkit.periods import DAY, Period
from shopkit.widgets.controls import LivePicture, dropdown, say, slider, spoken

if TYPE_CHECKING:
    from shopkit.widgets.kpi import KpiView


class Explorer(ipywidgets.VBox):
    """The KPI pictures of whatever period the reader picks."""

    def __init__(self, view: KpiView) -> None:
        """Start at the view's own period and comparison."""
        self.view = self.first = view
        lang = view.lang

        def said(key: str) -> str:
            return text(f"kpi.explore.{key}", lang)

        grain = "week" if view.period.kind == "week" else "month"
        self.grain = dropdown(
            said("grain"), [(said("month"), "month"), (said("week"), "week")], grain
        )
        self.period = slider(said("period"), [(view.period.label(lang), view.period)], view.period)
        against = [(said("before"), "before"), (said("year_ago"), "year_ago")]
        self.against = dropdown(said("against"), against, view.against)
        groups = [(text(f"kpi.breakdown.by.{by}", lang), by) for by in BREAKDOWNS]
        self.by = dropdown(said("by"), groups, "weekday")
        self.reset = ipywidgets.Button(description=said("reset"))
        self.headline = spoken("shopkit-headline")
        self.figures = spoken("shopkit-figures")
        self.change = LivePicture(view.change())
        self.groups = LivePicture(view.breakdown("weekday"))
        self._offer_periods()
        self._show()
        for control in (self.period, self.against, self.by):
            control.observe(self._moved, names="value")
        self.grain.observe(self._grain_moved, names="value")
        self.reset.on_click(self._back)
        controls = [self.grain, self.period, self.against, self.by, self.reset]
        super().__init__([*controls, self.headline, self.figures, self.change, self.groups])

    def _offer_periods(self) -> None:
        """Fill the slider with every month or week the files cover, and a range started with."""
        reach = kpi.covered(self.view.shop.tables)
        whole = Period.of_week if self.grain.value == "week" else Period.of_month
        spans, day = [], reach.start
        while day <= reach.end:
            spans.append(whole(day))
            day = spans[-1].end + DAY
        if self.first.period.kind == "range":
            spans = sorted([*spans, self.first.period])
        wanted = self.view.period if self.view.period in spans else spans[-1]
        with self.period.hold_sync():
            self.period.options = [(span.label(self.view.lang), span) for span in spans]
            self.period.value = wanted

    def _grain_moved(self, _: Any) -> None:  # noqa: ANN401
        self._offer_periods()

    def _moved(self, _: Any) -> None:  # noqa: ANN401
        self.view = self.view.at(self.period.value, self.against.value)
        self._show()

    def _back(self, _: Any) -> None:  # noqa: ANN401
        self.grain.value = "week" if self.first.period.kind == "week" else "month"
        self.period.value, self.against.value = self.first.period, self.first.against
        self.by.value = "weekday"

    def _show(self) -> None:
        say(self.headline, self.view.story.headline, self.view.story.lead)
        self.figures.value = self.view.tiles().html()
        self.change.show(self.view.change())
        self.groups.show(self.view.breakdown(self.by.value))
