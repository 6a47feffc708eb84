"""Products in a notebook: what sells, what rose and fell, and the market's ranking."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import products
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Unsaid
from shopkit.widgets.topic import TopicView

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
BEHIND = ["rank_before", "paid_before_cny", "paid_units_before"]  # changes say enough


@dataclass(frozen=True)
class ProductsView(TopicView):
    """The products of one shop, see `TopicView`."""

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """Every product of the period by amount paid, see `products.ranking`."""
        return products.ranking(self.tables, self.now, self.before)

    def top(self) -> Picture | Unsaid:
        """Return the products that sold most, beside the period before."""
        if self.ranked.empty:
            return self._none("products.top.none")
        told_by = products.told_by(self.tables, self.now)
        shown = products.ranking_shown(self.ranked, told_by, self.kpi.span_names, self.lang)
        return picture(charts.breakdown, shown, self.lang, self.ranked)

    def table(self) -> Table | Unsaid:
        """Return the ranking with visitors, conversion and refunds of each product."""
        return self._first(self.ranked.drop(columns=BEHIND), SHOWN, "products.top.none")

    def market(self) -> Table | Unsaid:
        """Return the market's ranking with each item's move."""
        moves = products.market_moves(self.tables, self.now, self.before)
        return self._first(moves.drop(columns="rank_before"), SHOWN, "products.top.no_market")
