"""Channels in a notebook: traffic sources, the register, ad tools, keywords, affiliates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import ads, channels, profit, storefront
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table, table_of
from shopkit.errors import ParameterError, Problem
from shopkit.i18n import percent, text, tools
from shopkit.tables import column, in_words
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.topic import TopicView

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 15


@dataclass(frozen=True)
class ChannelsView(TopicView):
    """Where one shop's visitors come from and what its ads bring, see `TopicView`."""

    @cached_property
    def found(self) -> pd.DataFrame:
        """The leaf sources of the period, see `channels.sources`."""
        return channels.sources(self.tables, self.now, self.before)

    @cached_property
    def sold(self) -> pd.DataFrame:
        """What affiliates sold and took in the period, see `ads.affiliates`."""
        return ads.affiliates(self.tables, self.now)

    @cached_property
    def account(self) -> profit.Account:
        """What the shop earned in the period."""
        plan, comparison = self.kpi.shop.plan, self.kpi.overview.comparison
        books = profit.Books(self.tables, plan)
        return profit.Account(books, comparison, self.lang, plan.costs.ads_rule)

    def sources(self) -> Picture | Unsaid:
        """Return the leaf sources with most visitors, beside the period before."""
        if self.found.empty:
            return self._none("channels.sources.none")
        overlap = channels.overlap(self.tables, self.now)
        shown = channels.sources_shown(self.found, overlap, self.kpi.span_names, self.lang)
        return picture(charts.breakdown, shown, self.lang, self.found)

    def worth(self) -> Table | Unsaid:
        """Return what a visitor of each source buys."""
        worth = self.found.drop(columns="visitors_before")
        return self._first(worth, SHOWN, "channels.sources.none")

    def register(self) -> Table:
        """Return every channel: what it costs, where it is, whether it was used."""
        heads, rows = channels.register_shown(self._used(), self.lang)
        return Table(heads, rows, "lllll", self.lang)

    def own_shop(self, *there: str) -> Table:
        """Return the ten functions a shop of one's own needs, and which it lacks.

        Args:
            there: keys of those it has.

        Raises:
            ParameterError: A key is none of the ten.
        """
        lang, named = self.lang, storefront.functions(self.lang)
        if unknown := [one for one in there if one not in named]:
            raise ParameterError(
                Problem("unknown_function", "own_shop", unknown[0], {"known": ", ".join(named)})
            )
        heads = [text(f"channels.own.{head}", lang) for head in ("key", "there")]
        heads.insert(1, column("function").title(lang))
        yes, no = (text(f"channels.register.{word}", lang) for word in ("yes", "no"))
        rows = [[key, said, yes if key in there else no] for key, said in named.items()]
        left = len(storefront.missing_functions(there, lang))
        caption = text("channels.own.lacks" if left else "channels.own.whole", lang, n=left)
        return Table(heads, rows, "lll", lang, caption)

    def _used(self) -> list[str]:
        visited = self.found.loc[self.found["visitors"] != 0, "source_path"]
        spent = in_words(self._spent("tool"), "zh")["tool"]
        affiliate = [] if self.sold.empty else [tools(self.platform, "zh")["affiliate"]]
        return [*visited, *spent, *affiliate]

    def break_even(self) -> Said:
        """Return the return on ad spend below which ads lose money."""
        roi = self.account.break_even_roi
        if roi is None:
            return Said(text("channels.ads.no_break_even", self.lang))
        said = {"roi": f"{roi:.2f}", "rate": percent(self.account.rate_before_ads)}
        return Said(text("channels.ads.break_even", self.lang, **said))

    def tools(self) -> Table | Unsaid:
        """Return what each ad tool costs and brings, with the verdict."""
        return self._judged("tool", "none")

    def campaigns(self) -> Table | Unsaid:
        """Return what each ad campaign costs and brings, with the verdict."""
        return self._judged("campaign", "none")

    def keywords(self) -> Table | Unsaid:
        """Return what each keyword costs and brings, with the verdict."""
        return self._judged("keyword", "no_keywords")

    def _spent(self, by: str) -> pd.DataFrame:
        return ads.spent(self.tables, self.now, (by,))

    def _judged(self, by: str, none: str) -> Table | Unsaid:
        lang, spent = self.lang, self._spent(by)
        if spent.empty:
            return self._none(f"channels.ads.{none}")
        judged = ads.verdicts(spent, self.account.break_even_roi)
        verdicts = [text(f"channels.ads.{verdict}", lang) for verdict in judged]
        spent = in_words(spent, lang, self.platform)
        table = table_of(spent, lang, SHOWN)
        rows = [[*row, said] for row, said in zip(table.rows, verdicts, strict=False)]
        heads = [*table.headers, text("channels.ads.verdict", lang)]
        return Table(heads, rows, table.align + "l", lang, table=spent)

    def affiliates(self) -> Table | Unsaid:
        """Return what affiliates sold and took, by product."""
        return self._first(self.sold, SHOWN, "channels.ads.no_affiliates")
