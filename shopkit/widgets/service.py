"""Service in a notebook: dispatch in time, the service desk, reviews."""

from __future__ import annotations

from dataclasses import dataclass

from shopkit import service
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import text
from shopkit.tables import column, shown
from shopkit.widgets.kpi import KpiView, picture
from shopkit.widgets.said import Unsaid


@dataclass(frozen=True)
class ServiceView:
    """How one shop served its buyers in the period of a KPI view.

    Attributes:
        kpi: shop, period, what it is compared with, language.
    """

    kpi: KpiView

    def dispatch(self) -> Picture | Unsaid:
        """Return how soon the period's orders left."""
        tables, (now, _) = self.kpi.shop.tables, self.kpi.spans
        bands = service.dispatch_bands(tables, now)
        if bands.empty:
            return Unsaid(text("service.dispatch.none", self.kpi.lang))
        days = service.dispatch_days(tables, now)
        shown_bands = service.dispatch_shown(bands, days, self.kpi.span_names[0], self.kpi.lang)
        return picture(charts.breakdown, shown_bands, self.kpi.lang, days)

    def desk(self) -> Table | Unsaid:
        """Return what the service desk did and what buyers wrote, now and before."""
        tables, (now, before) = self.kpi.shop.tables, self.kpi.spans
        told, old = (
            service.answers(tables, span) | service.reviews(tables, span) for span in (now, before)
        )
        if not told:
            return Unsaid(text("service.desk.none", self.kpi.lang))
        lang = self.kpi.lang
        heads = [text(f"service.desk.{head}", lang) for head in ("figure", "value", "before")]
        rows = [
            [column(name).title(lang), shown(name, value, lang), shown(name, old.get(name), lang)]
            for name, value in told.items()
        ]
        return Table(heads, rows, "lrr", lang)
