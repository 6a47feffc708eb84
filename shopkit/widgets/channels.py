"""Channels in a notebook: traffic sources, the register, ad tools, keywords, affiliates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import ads, channels, profit
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table, table_of
from shopkit.i18n import percent, text, tools
from shopkit.tables import in_words
from shopkit.widgets.kpi import KpiView, picture
from shopkit.widgets.said import Said, Unsaid

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 15


@dataclass(frozen=True)
class ChannelsView:
    """Where one shop's visitors come from and what its ads bring, in the period of a KPI view.

    Attributes:
        kpi: shop, period, what it is compared with, language.
    """

    kpi: KpiView

    @cached_property
    def found(self) -> pd.DataFrame:
        """The leaf sources of the period, see `channels.sources`."""
        return channels.sources(self.kpi.shop.tables, *self.kpi.spans)

    @property
    def _platform(self) -> str:
        return self.kpi.shop.plan.shop.platform

    def _none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        lang = self.kpi.lang
        return Unsaid(text(f"channels.{key}", lang, **tools(self._platform, lang)))

    @cached_property
    def margin(self) -> float | None:
        """The shop's contribution rate before ads in the period; `None` while costs lack."""
        shop, lang = self.kpi.shop, self.kpi.lang
        books = profit.Books(shop.tables, shop.plan)
        comparison = self.kpi.overview.comparison
        account = profit.Account(books, comparison, lang, shop.plan.costs.ads_rule)
        return account.rate_before_ads

    def sources(self) -> Picture | Unsaid:
        """Return the leaf sources with most visitors, beside the period before."""
        if self.found.empty:
            return self._none("sources.none")
        overlap = channels.overlap(self.kpi.shop.tables, self.kpi.spans[0])
        shown = channels.sources_shown(self.found, overlap, self.kpi.span_names, self.kpi.lang)
        return picture(charts.breakdown, shown, self.kpi.lang, self.found)

    def worth(self) -> Table | Unsaid:
        """Return what a visitor of each source buys."""
        if self.found.empty:
            return self._none("sources.none")
        return table_of(self.found, self.kpi.lang, SHOWN)

    def register(self) -> Table:
        """Return every channel: what it costs, where it is, whether it was used."""
        heads, rows = channels.register_shown(self._used(), self.kpi.lang)
        return Table(heads, rows, "lllll", self.kpi.lang)

    def _used(self) -> list[str]:
        spent = in_words(self._spent("tool"), "zh")["tool"]
        sold = ads.affiliates(self.kpi.shop.tables, self.kpi.spans[0])
        affiliate = [] if sold.empty else [tools(self._platform, "zh")["affiliate"]]
        return [*self.found["source_path"], *spent, *affiliate]

    def break_even(self) -> Said:
        """Return the return on ad spend below which ads lose money."""
        if not self.margin or self.margin <= 0:
            return Said(text("channels.ads.no_break_even", self.kpi.lang))
        said = {"roi": f"{1 / self.margin:.2f}", "rate": percent(self.margin)}
        return Said(text("channels.ads.break_even", self.kpi.lang, **said))

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
        return ads.spent(self.kpi.shop.tables, self.kpi.spans[0], (by,))

    def _judged(self, by: str, none: str) -> Table | Unsaid:
        lang, spent = self.kpi.lang, self._spent(by)
        if spent.empty:
            return self._none(f"ads.{none}")
        break_even = 1 / self.margin if self.margin and self.margin > 0 else None
        verdicts = [text(f"channels.ads.{v}", lang) for v in ads.verdicts(spent, break_even)]
        spent = in_words(spent, lang, self._platform)
        table = table_of(spent, lang, SHOWN)
        rows = [[*row, said] for row, said in zip(table.rows, verdicts, strict=False)]
        heads = [*table.headers, text("channels.ads.verdict", lang)]
        return Table(heads, rows, table.align + "l", lang, table=spent)

    def affiliates(self) -> Table | Unsaid:
        """Return what affiliates sold and took, by product."""
        sold = ads.affiliates(self.kpi.shop.tables, self.kpi.spans[0])
        if sold.empty:
            return self._none("ads.no_affiliates")
        return table_of(sold, self.kpi.lang, SHOWN)
