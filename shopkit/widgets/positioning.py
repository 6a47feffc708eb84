"""Positioning in a notebook: the market, the shop's place in it, and what the plan says of both."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from shopkit import positioning
from shopkit.charts import positioning as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Content, Table, table_of
from shopkit.exports import Shop, open_new
from shopkit.i18n import Lang, listed, text
from shopkit.periods import Period
from shopkit.plan.fields import plan_fields
from shopkit.positioning import pictures
from shopkit.positioning.names import RULES
from shopkit.positioning.wording import titles
from shopkit.tables import Tables, column
from shopkit.widgets import positioning_shown as shown
from shopkit.widgets.pieces import findings_table, picture
from shopkit.widgets.said import Said, Unsaid, plain
from shopkit.widgets.saving import decisions_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.plan import Plan, Stale
    from shopkit.widgets.market_desk import MarketDesk
    from shopkit.widgets.plan_desk import BandDesk, PlanDesk

FIRST = 15  # rows of a long table
TABLES = ("offers", "keywords")  # what decisions are made from beside the plan
OFFERS = ["title", "seller", "unit_price_cny", "units_30_days", "score", "own", "told_by", "date"]
MOVES = ["date_before", "date", "days", "items_both", "units_before", "units_30_days"]
MOVES += ["change_rate", "price_change_rate"]
RIVALS = ["competitor", "strategy", "quality", "score", "unit_price_cny"]


@dataclass(frozen=True)
class PositioningView:
    """The market of one shop and the place the plan takes in it; each method shows one thing.

    Attributes:
        shop: the shop; it may have no exports yet.
        lang: language of every text.
        period: the days the shop's own products are judged by; None without sales.
    """

    shop: Shop
    lang: Lang
    period: Period | None = None

    @property
    def plan(self) -> Plan:
        """The plan with its lists."""
        return self.shop.plan

    @property
    def tables(self) -> Tables:
        """What the shop's files hold."""
        return self.shop.tables

    @cached_property
    def study(self) -> positioning.Study:
        """The market in numbers."""
        return positioning.study(self.tables, self.plan)

    @cached_property
    def current(self) -> Mapping[str, object]:
        """Fingerprints of the tables decisions are made from."""
        return {name: digest(self.tables, name) for name in TABLES}

    def with_plan(self, plan: Plan) -> PositioningView:
        """Return the same shop with another plan."""
        return replace(self, shop=replace(self.shop, plan=plan))

    def state(self) -> Table:
        """Return what there is to decide from, and how to get what is missing."""
        return shown.state(self, len(self.study.offers))

    def offers(self) -> Table | Unsaid:
        """Return the offers that sell most."""
        found = self.study.offers
        if found.empty:
            return self.none("offers")
        best = found.sort_values("units_30_days", ascending=False, kind="stable")
        flagged = best[OFFERS].assign(own=shown.flags(best["own"], self.lang))
        return replace(table_of(flagged, self.lang, FIRST), table=best[OFFERS])

    def bands(self) -> Picture | Unsaid:
        """Return demand and supply in each price band, the plan's own band marked."""
        if self.study.offers.empty:
            return self.none("offers")
        said = self.plan.positioning
        return self.bands_with(said.price_from_cny, said.price_to_cny)

    def bands_with(self, low: float | None, high: float | None) -> Picture:
        """Return demand and supply in each price band, those between two prices marked."""
        aim = None if low is None or high is None else (low, high)
        found = self.study
        made = pictures.bands_shown(found.bands, found.offers, self.lang, aim)
        return picture(charts.bands, made, self.lang, found.bands.frame)

    def sellers(self) -> Picture | Unsaid:
        """Return the shares of the largest sellers."""
        found = self.study.sellers
        if found.cr4 is None:
            return self.none("offers" if self.study.offers.empty else "sellers")
        made = pictures.concentration_shown(found, self.study.offers, self.lang)
        return picture(charts.sellers, made, self.lang, found.sellers)

    def trend(self) -> Table | Unsaid:
        """Return how the same products moved from one look at the market to the next."""
        moves = self.study.moves
        if moves.empty:
            return self.none("offers" if self.study.offers.empty else "trend")
        return replace(table_of(moves[MOVES], self.lang), table=moves)

    def competitors(self) -> Table | Unsaid:
        """Return the shop and its competitors in four dimensions."""
        if not self.plan.competitors:
            return self.none("competitors")
        frame = positioning.competitors(self.plan, self.study)
        names = [*RIVALS, "units_30_days", "told_by"]
        return replace(table_of(frame[names], self.lang), table=frame.drop(columns="own"))

    def rivals(self) -> Table | Unsaid:
        """Return shops of the market table worth entering as competitors."""
        if self.study.offers.empty:
            return self.none("offers")
        found = positioning.rivals(self.study, self.plan)
        return self.none("rivals") if found.empty else table_of(found, self.lang)

    def value(
        self, category: str = "", prices: tuple[float, float] | None = None
    ) -> Picture | Unsaid:
        """Return price against rating with the going rate.

        Args:
            category: only offers of this category of the market table; empty is all.
            prices: only offers between these two prices, CNY, both included.
        """
        offers = self.study.narrowed(category, prices)
        found = positioning.value_map(offers)
        if found is None:
            return self._no_value(bool(category or prices))
        points, line, words = pictures.value_shown(found, offers, self.lang)
        return Picture(
            lambda look: charts.value_map(points, line, words, look),
            words,
            self.lang,
            found.points.drop(columns=["own", "price_place"]),
        )

    def _no_value(self, narrowed: bool) -> Unsaid:
        if self.study.offers.empty or not narrowed:
            return self.none("offers" if self.study.offers.empty else "value")
        there = self.study.compared()
        key = "value_narrow" if there else "value_no_kind"
        said = text(f"decide.none.{key}", self.lang, list=plain(listed(there, self.lang)))
        return Unsaid(said)

    def swot(self) -> Table | Unsaid:
        """Return lines for the SWOT sheet the numbers support."""
        lines = positioning.suggestions(self.study, self.lang)
        if not lines:
            return self.none("offers" if self.study.offers.empty else "swot")
        heads = [text(f"decide.swot.{name}", self.lang) for name in ("side", "what", "evidence")]
        sides = {one.side: titles([f"positioning.swot.{one.side}"], self.lang) for one in lines}
        rows = [[sides[one.side], one.what, one.evidence] for one in lines]
        return Table(heads, rows, "lll", self.lang)

    def segments(self) -> Picture | Unsaid:
        """Return the ages of each segment, with what overlaps and what is left out."""
        if not self.plan.customers.segments:
            return self.none("segments")
        made = pictures.segments_shown(self.plan.customers, self.lang)
        frame = positioning.segments(self.plan.customers)
        return picture(charts.spans, made, self.lang, frame.drop(columns="gender"))

    def brand(self) -> Table | Unsaid:
        """Return the brand sheet, each text held against the words an advertisement may not use."""
        sheet = positioning.brand_sheet(self.plan.brand)
        if len(sheet.missing) == len(sheet.statements):
            return self.none("brand")
        heads = [text(f"decide.brand.{name}", self.lang) for name in ("field", "said", "check")]
        rows: list[list[Content]] = [
            [
                plan_fields()[path].title[self.lang],
                said,
                shown.words_found(sheet.words.get(path, ()), self.lang) if said else None,
            ]
            for path, said in sheet.statements.items()
        ]
        return Table(heads, rows, "lll", self.lang)

    def names(self) -> Table | Unsaid:
        """Return the candidates for the shop's name by four rules and votes."""
        found = positioning.ranked_names(self.plan)
        if found.empty:
            return self.none("names")
        marked = found.assign(**{rule: shown.flags(found[rule], self.lang) for rule in RULES})
        told, held = found.drop(columns=list(RULES)), text("decide.names.rule", self.lang)
        return replace(table_of(marked, self.lang), table=told, caption=held)

    def statement(self) -> Said:
        """Return why buyers choose this shop, in one sentence made of what is filled in."""
        found = positioning.statement(self.plan, self.lang)
        if found.said:
            return Said(f"> {plain(found.said)}")
        fields = titles(found.missing, self.lang)
        return Unsaid(text("decide.statement.missing", self.lang, fields=fields))

    def canvas(self) -> Table:
        """Return what of the positioning is decided and what is missing."""
        return shown.canvas(self.plan, self.lang)

    def findings(self) -> Table | Said:
        """Return what does not fit, is missing or has no source."""
        found = positioning.findings(self.plan, self.study, self.lang)
        if not found:
            return Said(text("decide.none.findings", self.lang))
        heads = [column(name).title(self.lang) for name in ("finding", "action")]
        table = findings_table(found, self.lang)
        return Table(heads, [[row[1], row[2]] for row in table.rows], "ll", self.lang)

    def decisions(self) -> Table | Said:
        """Return when each part of the plan was decided, and whether its inputs changed since."""
        named = {name: text(f"decide.have.{name}", self.lang) for name in TABLES}
        return decisions_table(self.plan, self.current, self.lang, named, self.worth)

    def worth(self, one: Stale) -> str:
        """Return what outlived a decision is worth in CNY, or why nobody can tell."""
        return shown.worth(self, one)

    def gather(self) -> MarketDesk:
        """Return buttons that make empty tables and take in those filled in."""
        from shopkit.widgets.market_desk import MarketDesk

        return MarketDesk(self)

    def fill(self, *paths: str) -> PlanDesk:
        """Return a form for parts of the plan with what follows from it, and its save."""
        from shopkit.widgets.plan_desk import PlanDesk

        return PlanDesk(self, paths)

    def decide(self) -> BandDesk:
        """Return the price band as a control, the positioning as a form, and their save."""
        from shopkit.widgets.plan_desk import BandDesk

        return BandDesk(self)

    def none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        return Unsaid(text(f"decide.none.{key}", self.lang))


def look_at_positioning(shop: str | Path, period: str = "", lang: Lang = "zh") -> PositioningView:
    """Return a view of a shop's positioning; a shop without any exports has one too.

    Args:
        shop: a shop folder, or the name of a sample shop or of one of the user's own.
        period: `2026-10`, `2026-W43` or `2026-10-01..2026-10-15`; empty is the latest full month.
        lang: `zh` or `en`.

    Raises:
        PlanError: There is no such shop, or its plan has problems.
        ExportError: A file is broken.
        PeriodError: The period cannot be read.
    """
    opened = open_new(shop)
    asked = Period.parse(period) if period else None
    if not any(file.start and file.kind and not file.empty for file in opened.files):
        return PositioningView(opened, lang)
    latest = Period.latest_full_month(opened.first_day, opened.last_day)
    return PositioningView(opened, lang, asked or latest)


def digest(tables: Tables, name: str) -> str:
    """Return a fingerprint of what a table says, in whatever order its rows and columns stand."""
    rows = tables[name].drop("source_file", "source_row")
    told = sorted(name for name in rows.columns if rows[name].null_count() < rows.height)
    said = rows.select(told).sort(told).write_csv()
    return hashlib.sha256(said.encode()).hexdigest() if rows.height else ""
