"""Products in a notebook: what sells, what rose and fell, and the market's ranking."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import products
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table, table_of
from shopkit.i18n import text, tools
from shopkit.widgets.kpi import KpiView, picture
from shopkit.widgets.said import Unsaid

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20


@dataclass(frozen=True)
class ProductsView:
    """The products of one shop in the period of a KPI view; each method is one picture or table.

    Attributes:
        kpi: shop, period, what it is compared with, language.
    """

    kpi: KpiView

    def _none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        named = tools(self.kpi.shop.plan.shop.platform, self.kpi.lang)
        return Unsaid(text(f"products.top.{key}", self.kpi.lang, **named))

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """Every product of the period by amount paid, see `products.ranking`."""
        now, before = self.kpi.spans
        return products.ranking(self.kpi.shop.tables, now, before)

    def top(self) -> Picture | Unsaid:
        """Return the products that sold most, beside the period before."""
        if self.ranked.empty:
            return self._none("none")
        shown = products.ranking_shown(self.ranked, *self.kpi.span_names, self.kpi.lang)
        return picture(charts.breakdown, shown, self.kpi.lang, self.ranked)

    def table(self) -> Table | Unsaid:
        """Return the ranking with visitors, conversion and refunds of each product."""
        if self.ranked.empty:
            return self._none("none")
        return table_of(self.ranked.drop(columns="rank_before"), self.kpi.lang, SHOWN)

    def market(self) -> Table | Unsaid:
        """Return the market's ranking with each item's move."""
        now, before = self.kpi.spans
        moves = products.market_moves(self.kpi.shop.tables, now, before)
        if moves.empty:
            return self._none("no_market")
        return table_of(moves.drop(columns="rank_before"), self.kpi.lang, SHOWN)
