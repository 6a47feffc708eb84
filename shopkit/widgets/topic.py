"""What the views of single topics have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopkit.charts.table import Table, table_of
from shopkit.i18n import Lang, text, tools
from shopkit.widgets.kpi import KpiView
from shopkit.widgets.said import Unsaid

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.periods import Period
    from shopkit.plan import Platform
    from shopkit.tables import Tables


@dataclass(frozen=True)
class TopicView:
    """One topic of a shop in the period of a KPI view; each method is one picture or table.

    Attributes:
        kpi: shop, period, what it is compared with, language.
    """

    kpi: KpiView

    @property
    def tables(self) -> Tables:
        """What the shop's exports hold."""
        return self.kpi.shop.tables

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.kpi.lang

    @property
    def now(self) -> Period:
        """The days of the period the files cover."""
        return self.kpi.spans[0]

    @property
    def before(self) -> Period:
        """The days it is compared with."""
        return self.kpi.spans[1]

    @property
    def platform(self) -> Platform:
        """The platform the shop is on."""
        return self.kpi.shop.plan.shop.platform

    def _none(self, key: str) -> Unsaid:
        """Return why there is nothing to show, in the words of the shop's platform."""
        return Unsaid(text(key, self.lang, **tools(self.platform, self.lang)))

    def _first(self, frame: pd.DataFrame, rows: int, none: str) -> Table | Unsaid:
        """Return the first rows of a frame as a table, or why there is none."""
        return self._none(none) if frame.empty else table_of(frame, self.lang, rows)
