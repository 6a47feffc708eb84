"""Service in a notebook: dispatch in time, the service desk, reviews."""

from __future__ import annotations

from dataclasses import dataclass

from shopkit import service
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import text
from shopkit.tables import column, shown
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Unsaid
from shopkit.widgets.topic import TopicView


@dataclass(frozen=True)
class ServiceView(TopicView):
    """How one shop served its buyers, see `TopicView`."""

    def dispatch(self) -> Picture | Unsaid:
        """Return how soon the period's orders left."""
        asked = self.tables, self.now
        bands = service.dispatch_bands(*asked)
        if bands.empty:
            return self._none("service.dispatch.none")
        days, hours = service.dispatch_days(*asked), service.dispatch_hours(*asked)
        said = service.dispatch_shown(bands, days, hours, self.kpi.span_names[0], self.lang)
        return picture(charts.breakdown, said, self.lang, days)

    def desk(self) -> Table | Unsaid:
        """Return what the service desk did and what buyers wrote, now and before."""
        told, old = (
            service.answers(self.tables, span) | service.reviews(self.tables, span)
            for span in (self.now, self.before)
        )
        if not told:
            return self._none("service.desk.none")
        lang = self.lang
        heads = [text(f"service.desk.{head}", lang) for head in ("figure", "value", "before")]
        rows = [
            [column(name).title(lang), shown(name, value, lang), shown(name, old.get(name), lang)]
            for name, value in told.items()
        ]
        return Table(heads, rows, "lrr", lang)
