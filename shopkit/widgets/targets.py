"""Targets in a notebook: the goal of the year, the pace of a period, the ladder of stages."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from shopkit import kpi, targets
from shopkit.charts import kpi as kpi_charts
from shopkit.charts import targets as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Cell, Content, Table, table_of
from shopkit.clock import today
from shopkit.exports import open_new
from shopkit.i18n import Lang, money, month, text
from shopkit.pace import Pace
from shopkit.periods import Period
from shopkit.tables import in_words, shown
from shopkit.targets import pictures
from shopkit.widgets.kpi import KpiView, look_at
from shopkit.widgets.pieces import picture
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.topic import TopicView

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.plan.sections.targets import Target
    from shopkit.widgets.targets_explorer import EquationSolver, GoalExplorer

VALUES = ("value_target", "value_now", "value_run_rate", "value_needed")


@dataclass(frozen=True)
class TargetsView(TopicView):
    """The targets of one shop in the period of a KPI view, see `TopicView`."""

    @cached_property
    def held(self) -> Pace:
        """The goals beside what the shop brought."""
        seen = self.kpi.overview if kpi.has_sales(self.tables) else None
        return Pace(self.kpi.shop.plan, self.tables, seen)

    @property
    def now(self) -> Period:
        """The days of the period the files cover; without sales the period asked for."""
        return self.kpi.spans[0] if self.held.overview else self.kpi.period

    @property
    def months(self) -> dict[Period, float | None]:
        """CNY of every month all of whose days are known; `None` for the others."""
        return self.held.months

    @property
    def trees(self) -> list[targets.Tree]:
        """The goals of the plan, broken down."""
        return self.held.trees

    @property
    def progress(self) -> targets.Progress | None:
        """The period's target beside what happened; `None` where the plan has none for it."""
        return self.held.progress

    def tree(self, target: Target) -> targets.Tree:
        """Return a goal broken down, the season taken from months before its year."""
        return self.held.tree(target)

    def pace(self) -> Picture | Unsaid:
        """Return the sum of sales so far, the plan, and where the pace leads."""
        if self.progress is None:
            return self._none("targets.pace.none")
        asked = self.kpi.overview.comparison.asked.label(self.lang)
        made = pictures.pace_shown(self.progress, self.trees, self.held.days, asked, self.lang)
        return picture(charts.pace, made, self.lang, self.progress.frame())

    def needed(self) -> Table | Unsaid:
        """Return each figure's target and actual; while days are left, pace and what they need."""
        if self.progress is None:
            return self._none("targets.pace.none")
        frame = self.progress.frame()
        names = VALUES if self.progress.days_left else VALUES[:2]
        heads = [text(f"targets.table.{name}", self.lang) for name in ("figure", *names)]
        rows = [
            [text(f"targets.figure.{row['figure']}", self.lang), *self._values(row, names)]
            for row in frame.to_dict("records")
        ]
        return Table(heads, rows, "l" + "r" * len(names), self.lang, table=frame)

    def _values(self, row: Mapping[Hashable, Any], names: Sequence[str]) -> list[Content]:
        return [self._value(row["figure"], row[name]) for name in names]

    def _value(self, figure: str, value: float) -> Content:
        if isnan(value):
            return None
        said = shown(figure, value, self.lang)
        if figure == "conversion_rate" and value > 1:
            return Cell(text("targets.table.out_of_reach", self.lang, rate=said), "bad_text")
        return said

    def year(self, tree: targets.Tree | None = None) -> Picture | Unsaid:
        """Return the months of a year with their targets and what they brought."""
        chosen = tree or self._current
        if chosen is None:
            return self._none("targets.pace.none")
        made = pictures.months_shown(chosen, self.months, self.lang)
        return picture(charts.months, made, self.lang, chosen.frame())

    def breakdown(self, level: targets.Level = "month") -> Table | Unsaid:
        """Return sales, visitors, conversion and ads of every span of a year's goal."""
        if self._current is None:
            return self._none("targets.pace.none")
        frame = self._current.frame(level)
        figures = table_of(frame.drop(columns=["date", "date_end"]), self.lang)
        heads = [text("targets.table.span", self.lang), *figures.headers]
        rows = [
            [self._span(level, first), *row]
            for first, row in zip(frame["date"], figures.rows, strict=True)
        ]
        return Table(heads, rows, f"l{figures.align}", self.lang, table=frame)

    def _span(self, level: targets.Level, first: pd.Timestamp) -> str:
        """Return what a month, quarter or year is called, given its first day."""
        if level == "month":
            return month(first.date(), self.lang)
        return text(f"targets.span.{level}", self.lang, n=first.quarter, year=first.year)

    def shares(self) -> Table | Unsaid:
        """Return the year's goal by category and product role."""
        year = self._current
        if year is None or not (year.target.category_shares or year.target.role_shares):
            return self._none("targets.shares.none")
        parts = year.parts().replace("", text("targets.shares.rest", self.lang))
        return table_of(in_words(parts, self.lang), self.lang)

    def effect(self) -> Table | Unsaid:
        """Return what the sales of the period gain when one term grows by a tenth."""
        if self.held.terms is None:
            return self._none("targets.solve.none")
        frame = targets.sensitivity(self.held.terms)
        heads = [
            text(f"targets.effect.{name}", self.lang) for name in ("figure", "now", "then", "gain")
        ]
        rows = [
            [
                text(f"targets.figure.{row['figure']}", self.lang),
                shown(row["figure"], row["value_before"], self.lang),
                shown(row["figure"], row["value_now"], self.lang),
                money(row["amount_cny"], self.lang, sign=True),
            ]
            for row in frame.to_dict("records")
        ]
        return Table(heads, rows, "lrrr", self.lang, table=frame)

    def ladder(self) -> Picture | Unsaid:
        """Return the stages of the plan with the visitors each asks for."""
        stages = self.kpi.shop.plan.stages
        if not stages:
            return self._none("targets.ladder.none")
        steps: pd.DataFrame = targets.ladder(stages)
        made = pictures.ladder_shown(steps, self.lang)
        return picture(kpi_charts.breakdown, made, self.lang, steps)

    def solve(self) -> EquationSolver:
        """Return fields for three terms of the sales equation that give the fourth."""
        from shopkit.widgets.targets_explorer import EquationSolver

        return EquationSolver(self.lang, self.held.terms)

    def explore(self, year: int = 0) -> GoalExplorer:
        """Return controls for the goal of a year that move its months; 0 is the period's year."""
        from shopkit.widgets.targets_explorer import GoalExplorer

        return GoalExplorer(self, self.proposal(year or self.now.end.year))

    @property
    def past(self) -> list[float]:
        """CNY of the latest whole months that are known, at most twelve."""
        known = [paid for paid in self.months.values() if paid is not None]
        return known[-targets.MONTHS :]

    def proposal(self, year: int) -> Target:
        """Return the plan's goal of a year; without one, twelve months like the latest ones."""
        from shopkit.plan.sections.targets import Target

        said = [target for target in self.kpi.shop.plan.targets if target.year == year]
        if said:
            return said[0]
        past, terms = self.past, self.held.terms
        return Target(
            year=year,
            sales_cny=round(mean(past) * targets.MONTHS) if past else 0,
            conversion_rate=terms.conversion_rate if terms else None,
            per_buyer_cny=terms.per_buyer_cny if terms else None,
        )

    @property
    def inputs(self) -> dict[str, object]:
        """What a goal is decided from: the sales of every whole month."""
        known = {str(month): paid for month, paid in self.months.items() if paid is not None}
        return {"sales": known}

    def decided(self) -> Table | Said:
        """Return when the goal was decided, and how far the months since are from it in CNY."""
        from shopkit.widgets.saving import decisions_table

        plan = self.kpi.shop.plan
        own = tuple(one for one in plan.decisions if one.of == "targets")
        named = {"sales": text("targets.decided.sales", self.lang)}
        shown_of = plan.model_copy(update={"decisions": own})
        gap = self._current.gap_cny(self.months) if self._current else None
        worth = text("targets.decided.unknown", self.lang)
        if gap is not None:
            worth = text("targets.decided.worth", self.lang, cny=money(gap, self.lang, sign=True))
        return decisions_table(shown_of, self.inputs, self.lang, named, lambda _: worth)

    def steps(self) -> Table | Unsaid:
        """Return what each stage asks: sales, orders, conversion, visitors, good reviews."""
        stages = self.kpi.shop.plan.stages
        if not stages:
            return self._none("targets.ladder.none")
        return table_of(targets.ladder(stages), self.lang)

    @property
    def _current(self) -> targets.Tree | None:
        """The goal of the year the period ends in, else the latest one."""
        year = self.now.end.year
        same = [tree for tree in self.trees if tree.target.year == year]
        return next(iter(same or self.trees[-1:]), None)


def look_at_targets(
    shop: str | Path, period: str = "", against: str = "before", lang: Lang = "zh"
) -> TargetsView:
    """Return a view of a shop's targets; a shop without any sales has one too.

    Args:
        shop: a shop folder, or the name of a sample shop or of one of the user's own.
        period: `2026-10`, `2026-W43` or `2026-10-01..2026-10-15`; empty is the latest full month,
            without sales this one.
        against: `before` or `year_ago`.
        lang: `zh` or `en`.

    Raises:
        PlanError: There is no such shop.
        ExportError: A file is broken.
        PeriodError: The period cannot be read or lies outside the files.
    """
    opened = open_new(shop)
    if kpi.has_sales(opened.tables):
        return TargetsView(look_at(shop, period, against, lang))
    asked = Period.parse(period) if period else Period.of_month(today())
    return TargetsView(KpiView(opened, asked, "before", lang))
