"""The KPI notebook: one call a picture or table, and an explorer whose controls move both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from shopkit import kpi
from shopkit.charts import kpi as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Cell, Table
from shopkit.exports import Shop, open_shop
from shopkit.i18n import Lang, text
from shopkit.kpi import behind, pictures
from shopkit.kpi.wording import Role, against_text, change_role, period_text
from shopkit.periods import DAY, Period
from shopkit.widgets.pieces import findings_table, picture, whole_months
from shopkit.widgets.quality import quality_panel
from shopkit.widgets.said import Said, plain

if TYPE_CHECKING:
    from shopkit.widgets.actions import ActionForm
    from shopkit.widgets.explorer import Explorer


@dataclass(frozen=True)
class KpiView:
    """One shop in one period, compared with another; each method is one picture or table.

    Attributes:
        shop: the shop.
        period: the period asked for.
        against: `before` or `year_ago`.
        lang: language of every text.
    """

    shop: Shop
    period: Period
    against: kpi.Against
    lang: Lang

    @cached_property
    def overview(self) -> kpi.Overview:
        """The figures of the period and of what it is compared with."""
        return kpi.overview(self.shop.tables, self.period)

    @cached_property
    def story(self) -> kpi.Story:
        """The summary in words."""
        return kpi.story(self.overview, self.shop.tables, self.lang, self.against)

    @property
    def spans(self) -> tuple[Period, Period]:
        """The days of the period the files cover, and those it is compared with."""
        compared = self.overview.comparison
        before = compared.before if self.against == "before" else compared.year_ago
        return compared.period, before

    @property
    def span_names(self) -> tuple[str, str]:
        """What both spans are called."""
        return period_text(self.overview, self.lang), against_text(
            self.overview, self.against, self.lang
        )

    @property
    def _other(self) -> kpi.Headline | None:
        return self.overview.other(self.against)

    def quality(self) -> Table:
        """Return how far the files behind the figures can be trusted, in a few rows."""
        return quality_panel(self.shop, self.lang)

    def headline(self) -> Said:
        """Return the finding of the period and its consequence."""
        return Said(f"**{plain(self.story.headline)}**\n\n{plain(self.story.lead)}")

    def tiles(self) -> Table:
        """Return the six headline figures with their change."""
        heads = [
            text(f"kpi.table.{name}", self.lang) for name in ("figure", "now", "change", "note")
        ]
        rows: list[list[str | Cell | None]] = [
            [tile.name, tile.value, Cell(tile.change, tile.role), tile.note]
            for tile in self.story.tiles
        ]
        return Table(heads, rows, "lrll", self.lang)

    def figures(self) -> Table:
        """Return all figures: now, before, change and where each comes from."""
        heads, rows = pictures.figures_shown(self.overview, self.against, self.lang)
        roles = [self._role(name) for name in kpi.FIGURES]
        coloured: list[list[str | Cell | None]] = [
            [*row[:3], Cell(row[3], role), row[4]] for row, role in zip(rows, roles, strict=True)
        ]
        table = behind.figures_table(self.overview, self.against, self.lang)
        return Table(heads, coloured, "lrrrl", self.lang, table=table)

    def _role(self, name: str) -> Role:
        before = self._other.value(name) if self._other else None
        return change_role(name, self.overview.now.value(name), before)

    def change(self) -> Picture | Said:
        """Return the waterfall of what changed the amount paid."""
        change = kpi.split_change(self._other, self.overview.now) if self._other else None
        if change is None:
            return Said(plain(self.story.lead))
        shown = pictures.change_shown(self.overview, change, self.lang, self.against)
        table = behind.change_table(self.overview, change, self.lang, self.against)
        return picture(charts.waterfall, shown, self.lang, table)

    def funnel(self) -> Picture | Said:
        """Return the funnel from visit to payment."""
        steps = kpi.funnel(self.overview.now, self._other)
        if not steps or steps[0].stage != "visitors":
            return Said(text("kpi.lead.no_funnel", self.lang))
        shown = pictures.funnel_shown(self.overview, steps, self.lang, self.against)
        return picture(charts.funnel, shown, self.lang, behind.funnel_table(steps, self.lang))

    def trend(self, grain: kpi.Grain = "day") -> Picture:
        """Return the amount paid by day of the period, or by week or month of all files."""
        tables, compared = self.shop.tables, self.overview.comparison
        if grain != "day":
            reach, end = kpi.covered(tables), compared.period.end
            whole = whole_months(reach.start, end, reach.end)
            span = whole if grain == "month" else Period(reach.start, end)
            now, before = kpi.series(tables, span, grain), None
        else:
            now = kpi.series(tables, compared.period, grain)
            other = self._other
            before = kpi.series(tables, other.period, grain) if other else None
        shown = pictures.trend_shown(self.overview, (now, before), grain, self.lang, self.against)
        return picture(charts.trend, shown, self.lang, behind.trend_table(now, before))

    def hours(self) -> Picture | Said:
        """Return when buyers pay, by weekday and hour."""
        hours = kpi.by_hour(self.shop.tables, self.overview.comparison.period)
        if hours.empty:
            return Said(text("kpi.hours.none", self.lang))
        shown = pictures.hours_shown(self.overview, hours, self.lang)
        return picture(charts.hours_heatmap, shown, self.lang, behind.hours_table(hours))

    def breakdown(self, by: kpi.By = "weekday") -> Picture | Said:
        """Return the amount paid by weekday, hour or province."""
        groups = kpi.breakdown(self.shop.tables, by, *self.spans)
        if groups.empty:
            return Said(text("kpi.hours.none", self.lang))
        shown = pictures.breakdown_shown(self.overview, groups, by, self.lang, self.against)
        table = behind.breakdown_table(groups, by, self.lang)
        return picture(charts.breakdown, shown, self.lang, table)

    def findings(self) -> Table | Said:
        """Return what asks for action, most money first."""
        if not self.story.findings:
            return Said(text("kpi.next.none", self.lang))
        return findings_table(self.story.findings, self.lang)

    def definitions(self) -> Table:
        """Return how each headline figure is defined."""
        heads = [text(f"kpi.table.{name}", self.lang) for name in ("figure", "meaning")]
        return Table(heads, [list(pair) for pair in self.story.definitions], "ll", self.lang)

    def actions(self) -> Table | Said:
        """Return what became of the actions in the shop's log by the end of the period."""
        from shopkit.widgets.actions import became

        return became(self.shop, self.overview.comparison.period.end, self.lang)

    def act(self) -> ActionForm:
        """Return a form that adds an action to the shop's log."""
        from shopkit.widgets.actions import ActionForm

        return ActionForm(self.shop, self.overview.comparison.period.end + DAY, self.lang)

    def at(self, period: Period, against: kpi.Against) -> KpiView:
        """Return the same shop in another period or comparison."""
        return replace(self, period=period, against=against)

    def explore(self) -> Explorer:
        """Return controls for period, comparison and breakdown that move figures and pictures."""
        from shopkit.widgets.explorer import Explorer

        return Explorer(self)


def look_at(
    shop: str | Path, period: str = "", against: str = "before", lang: Lang = "zh"
) -> KpiView:
    """Return a view of a shop's figures.

    Args:
        shop: a shop folder or the name of a sample shop.
        period: `2026-10`, `2026-W43` or `2026-10-01..2026-10-15`; empty is the latest full month.
        against: `before` or `year_ago`.
        lang: `zh` or `en`.

    Raises:
        PlanError: There is no such shop.
        ExportError: Its files cannot be read.
        PeriodError: The period cannot be read or lies outside the files.
    """
    opened = open_shop(shop)
    latest = Period.latest_full_month(opened.first_day, opened.last_day)
    asked = Period.parse(period) if period else latest
    other: kpi.Against = "year_ago" if against == "year_ago" else "before"
    view = KpiView(opened, asked, other, lang)
    view.overview  # noqa: B018 - a period outside the files is refused here, not in a later cell
    return view
