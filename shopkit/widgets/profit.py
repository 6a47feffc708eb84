"""The profit notebook: one call a picture or table, and an explorer whose controls move both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from shopkit import profit
from shopkit.charts import kpi as shared
from shopkit.charts import profit as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Cell, Table
from shopkit.exports import Shop, open_shop
from shopkit.i18n import Lang, text
from shopkit.periods import Period, compare
from shopkit.plan import AdsRule
from shopkit.profit import Account, Books, lists, patterns, pictures
from shopkit.profit.assumptions import assumptions_shown
from shopkit.profit.bands import bands
from shopkit.profit.wording import Scope
from shopkit.tables import in_words
from shopkit.widgets.freight_shown import freight_table
from shopkit.widgets.pieces import findings_table, picture, whole_months
from shopkit.widgets.said import Said, Unsaid, plain

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.widgets.profit_explorer import ProfitExplorer

WEIGHTS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)  # kg, from a letter to a bathroom cabinet
MONTHS = 13  # the period's month, and the same a year ago
Product = Literal["sku", "item", "category"]
Grain = Literal["day", "month"]
RULES: tuple[AdsRule, ...] = get_args(AdsRule)


@dataclass(frozen=True)
class ProfitView:
    """What one shop earned in one period; each method is one picture or table.

    Attributes:
        shop: the shop.
        account: what it earned in the period, in numbers and words.
    """

    shop: Shop
    account: Account

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.account.lang

    @property
    def ads_rule(self) -> AdsRule:
        """How ad spend is allocated."""
        return self.account.ads_rule

    @property
    def period(self) -> Period:
        """The period asked for."""
        return self.account.comparison.asked

    @property
    def scope(self) -> Scope:
        """What every text must know."""
        return self.account.scope

    @property
    def missing(self) -> str:
        """Why there is no profit to tell; empty where there is one."""
        return self.account.missing

    def headline(self) -> Said:
        """Return what was earned, or what is missing to tell."""
        if self.missing:
            return Said(text(f"profit.none.{self.missing}", self.lang))
        return Said(f"**{plain(self.account.story.headline)}**\n\n{plain(self.account.story.lead)}")

    def _unsaid(self) -> Unsaid:
        return Unsaid(text(f"profit.unsaid.{self.missing}", self.lang))

    def bridge(self) -> Picture | Said:
        """Return the waterfall from the amount paid to the contribution."""
        if self.missing in ("orders", "unmatched"):
            return self._unsaid()
        shown = pictures.bridge_shown(list(self.account.steps.items()), self.scope)
        table = lists.bridge_table(self.account.steps, self.scope)
        return picture(charts.bridge, shown, self.lang, table)

    def definition(self) -> Table:
        """Return what is taken off, how it is counted, and what is left out."""
        return self._table(lists.definition_shown(self.scope), "lll")

    def assumptions(self) -> Table | Said:
        """Return every value the profit is counted with; what to confirm before use says so."""
        used = self.account.books.terms(self.ads_rule).assumptions
        heads, rows = assumptions_shown(used, self.scope)
        confirm = text("profit.table.confirm", self.lang)
        cells: list[list[Any]] = [
            [*row[:-1], Cell(row[-1], "bad_text" if row[-1] == confirm else "muted")]
            for row in rows
        ]
        return Table(heads, cells, "lrll", self.lang)

    def ranking(self, level: Product = "sku") -> Picture | Said:
        """Return who loses and who earns most, by sku, item or category."""
        if self.missing:
            return self._unsaid()
        groups = self.account.by(level)
        shown = pictures.ranking_shown(groups, level, self.scope)
        return picture(charts.bars, shown, self.lang, groups)

    def groups(self, level: Product) -> Table:
        """Return the first few of a level as a table, losses first."""
        return self._table(lists.groups_shown(self.account.by(level), level, self.scope), "lrrr")

    def days(self, grain: Grain = "day") -> Picture | Said:
        """Return the contribution of each day of the period, or of the last thirteen months."""
        if self.missing:
            return self._unsaid()
        span = self.account.comparison.period if grain == "day" else self._year()
        series = profit.by(self.account.ledger, grain, span)
        scope = self.scope
        if grain == "month":
            reach = compare(span, span.start, self.shop.last_day)
            scope = replace(scope, comparison=reach)
        shown = patterns.days_shown(series, grain, scope)
        return picture(charts.columns, shown, self.lang, series)

    def _year(self) -> Period:
        """Return the months up to the period, as far back as the same month a year ago."""
        asked = self.account.comparison.period.end
        start = end = Period.of_month(asked)
        while start.before().end >= self.shop.first_day and _months(start, end) < MONTHS:
            start = start.before()
        return whole_months(max(start.start, self.shop.first_day), asked, self.shop.last_day)

    def shares(self) -> Picture | Said:
        """Return what each cost takes of net sales, beside the period before."""
        if self.missing:
            return self._unsaid()
        before = self.account.comparison.before
        covered = self.shop.tables.order_days
        whole = all(moment in covered for moment in before)
        steps = self.account.steps_of(before) if whole else {}
        earlier = patterns.shares_of(steps)
        shown = patterns.shares_shown(self.account.rates, earlier, self.scope)
        table = lists.shares_table(self.account.rates, earlier, self.scope)
        return picture(shared.breakdown, shown, self.lang, table)

    def orders(self) -> Picture | Said:
        """Return what an order of each size leaves."""
        if self.missing:
            return self._unsaid()
        sizes = bands(self.account.by("order"))
        shown = patterns.orders_shown(sizes, self.scope)
        return picture(charts.bars, shown, self.lang, sizes)

    def freight(self, weights_kg: Sequence[float] = WEIGHTS, province: str = "") -> Table | Said:
        """Return which way of delivery is cheapest and which fastest, by weight.

        Args:
            weights_kg: of parcels, with packing.
            province: where to, by its short Chinese name; empty is anywhere.
        """
        if not self.shop.plan.costs.deliveries:
            return Unsaid(text("logistics.none", self.lang))
        return freight_table(self.shop.plan, weights_kg, province, self.lang)

    def campaigns(self) -> Table | Said:
        """Return what each campaign cost, sold and left, losses first."""
        if self.missing:
            return self._unsaid()
        found = self.account.by("campaign")
        if found.empty:
            return Said(text("profit.none.campaigns", self.lang))
        behind = in_words(found, self.lang, self.scope.platform)
        return self._table(lists.campaigns_shown(found, self.scope), "llrrrrr", behind)

    def uncosted(self) -> Table | Said:
        """Return the products without a cost, the largest first."""
        if self.missing == "costs":
            return self._unsaid()
        found = profit.uncosted(self.account.ledger, self.account.comparison.period)
        if found.empty:
            return Said(text("profit.none.uncosted", self.lang))
        return self._table(lists.uncosted_shown(found, self.scope), "lrr", found)

    def findings(self) -> Table | Said:
        """Return what asks for action, most money first."""
        if self.missing:
            return self._unsaid()
        if not self.account.found:
            return Said(text("profit.none.findings", self.lang))
        return findings_table(self.account.found, self.lang)

    def _table(self, shown: lists.Listed, align: str, behind: pd.DataFrame | None = None) -> Table:
        heads, rows = shown
        return Table(heads, cast("list[list[Any]]", rows), align, self.lang, table=behind)

    def at(self, period: Period, ads_rule: AdsRule) -> ProfitView:
        """Return the same shop in another period, or with ad spend allocated otherwise."""
        reached = compare(period, self.shop.first_day, self.shop.last_day)
        return replace(self, account=replace(self.account, comparison=reached, ads_rule=ads_rule))

    def explore(self) -> ProfitExplorer | Said:
        """Return controls for period, level and ad rule that move figures and pictures."""
        from shopkit.widgets.profit_explorer import ProfitExplorer

        return self._unsaid() if self.missing else ProfitExplorer(self)


def _months(first: Period, last: Period) -> int:
    months = (last.start.year - first.start.year) * 12 + last.start.month - first.start.month
    return months + 1


def look_at_profit(
    shop: str | Path, period: str = "", lang: Lang = "zh", ads_rule: str = ""
) -> ProfitView:
    """Return a view of what a shop earned.

    Args:
        shop: a shop folder or the name of a sample shop.
        period: `2026-10`, `2026-W43` or `2026-10-01..2026-10-15`; empty is the latest full month.
        lang: `zh` or `en`.
        ads_rule: `item`, `paid` or `none`; anything else is what the plan says.

    Raises:
        PlanError: There is no such shop.
        ExportError: Its files cannot be read.
        PeriodError: The period cannot be read or lies outside the files.
    """
    opened = open_shop(shop)
    latest = Period.latest_full_month(opened.first_day, opened.last_day)
    asked = Period.parse(period) if period else latest
    rule = next((one for one in RULES if one == ads_rule), opened.plan.costs.ads_rule)
    comparison = compare(asked, opened.first_day, opened.last_day)
    books = Books(opened.tables, opened.plan)
    return ProfitView(opened, Account(books, comparison, lang, rule))
