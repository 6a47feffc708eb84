"""Products and words in the positioning notebook: who carries the shop, and how it is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shopkit import keywords, products, profit
from shopkit.charts import kpi as kpi_charts
from shopkit.charts import positioning as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Content, Table, table_of
from shopkit.i18n import DASH, Lang, full_day, listed, text
from shopkit.tables import column, in_words
from shopkit.widgets.pieces import picture
from shopkit.widgets.positioning_shown import flags
from shopkit.widgets.said import Said, Unsaid

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.plan import Plan
    from shopkit.tables import Tables
    from shopkit.widgets.positioning import PositioningView
    from shopkit.widgets.word_desk import WordDesk

FIRST = 12
ROLES = ["title", "role", "role_planned", "paid_cny", "visitors_level", "price_level"]
HEROES = ["rank", "title", "paid_cny", "contribution_cny", "hero", "hero_planned"]
TITLES = 3


@dataclass(frozen=True)
class AssortmentView:
    """The shop's own products and keywords; each method shows one thing.

    Attributes:
        view: the shop, its plan and the period.
    """

    view: PositioningView

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.view.lang

    @property
    def plan(self) -> Plan:
        """The plan with its lists."""
        return self.view.plan

    @property
    def tables(self) -> Tables:
        """What the shop's files hold."""
        return self.view.tables

    @cached_property
    def sheet(self) -> pd.DataFrame | None:
        """What is known of each product in the period; None without sales."""
        period = self.view.period
        if period is None:
            return None
        books = profit.Books(self.tables, self.plan)
        ledger = books.ledger(self.plan.costs.ads_rule)
        account = profit.by(ledger, "item", period) if len(ledger.lines) else None
        found = products.sheet(self.tables, period, account)
        return None if found.empty or not found["paid_cny"].sum() > 0 else found

    def pareto(self) -> Picture | Unsaid:
        """Return how much of the sales the first fifth of the products brings."""
        period = self.view.period
        if self.sheet is None or period is None:
            return self.view.none("sales")
        said = period.label(self.lang)
        made = products.pareto_shown(self.sheet, "paid_cny", said, self.lang)
        return picture(charts.pareto, made, self.lang, products.pareto(self.sheet))

    def roles(self) -> Table | Unsaid:
        """Return the role the data suggests for each product beside the plan's."""
        if self.sheet is None:
            return self.view.none("sales")
        found = products.roles_against_plan(products.roles(self.sheet), self.plan.products)
        return table_of(in_words(found[ROLES], self.lang), self.lang, FIRST)

    def heroes(self) -> Table | Unsaid:
        """Return the products worth pushing beside the plan's heroes."""
        if self.sheet is None:
            return self.view.none("sales")
        found = products.held_against_plan(products.heroes(self.sheet), self.plan.products)[HEROES]
        marked = {name: flags(found[name], self.lang) for name in ("hero", "hero_planned")}
        return table_of(found.assign(**marked), self.lang, FIRST)

    @cached_property
    def stages(self) -> pd.DataFrame | None:
        """The stage of each product; None without daily sales."""
        curves = products.sales_curves(self.tables)
        if curves.empty:
            return None
        listed_on = {p.item_id: p.listed_on for p in self.plan.products if p.listed_on}
        since = {**products.first_sales(self.tables), **listed_on}
        return products.life_stages(
            curves, products.Known(since, products.latest_stock(self.tables))
        )

    def life(self) -> Table | Unsaid:
        """Return the stage of each product, why, and the work it asks for."""
        if self.stages is None or self.stages.empty:
            return self.view.none("life")
        names = ("product", "stage", "why", "work")
        heads = [text(f"decide.life.{name}", self.lang) for name in names]
        rows: list[list[Content]] = []
        for row in self.stages.head(FIRST).to_dict("records"):
            said = {str(name): value for name, value in row.items()}
            stage: Any = said["life_stage"]
            work = list(products.stage_tasks(stage, self.lang).values()) if stage else []
            rows.append(
                [
                    str(said["title"] or said["item_id"]),
                    products.stage_name(stage, self.lang),
                    products.reason(said, self.lang),
                    listed(work, self.lang) or None,
                ]
            )
        return Table(heads, rows, "llll", self.lang)

    @cached_property
    def words(self) -> pd.DataFrame:
        """The keywords by potential."""
        return keywords.ranked_keywords(self.tables)

    @property
    def held(self) -> keywords.Limits:
        """What a title keeps to on the plan's platform."""
        rivals = [one.name for one in self.plan.competitors]
        return keywords.limits(self.plan.shop.platform, rivals)

    def keywords(self) -> Picture | Unsaid:
        """Return the keywords with most potential."""
        if self.words["potential"].notna().sum() == 0:
            return self.view.none("keywords")
        days = keywords.days_seen(self.tables)
        day = full_day(days[-1], self.lang) if days else DASH
        frame, words = keywords.keywords_shown(self.words, "", day, self.lang)
        bars = frame.assign(before=float("nan"), before_text="", role="muted")
        bars = bars.assign(value_text=bars["share_text"], change_text="")
        share = column("potential_share").title(self.lang)
        told = replace(words, so="", label={**words.label, "value": share, "before": ""})
        return picture(kpi_charts.breakdown, (bars, told), self.lang, self.words)

    def titles(self) -> Table | Unsaid:
        """Return titles made of the best keywords within the platform's length."""
        if self.words.empty:
            return self.view.none("keywords")
        found = keywords.title_candidates(self.words, [], self.held, TITLES)
        return self.view.none("titles") if found.empty else table_of(found, self.lang)

    def try_words(self) -> WordDesk:
        """Return fields to try a title and a slogan in."""
        from shopkit.widgets.word_desk import WordDesk

        found = keywords.title_candidates(self.words, [], self.held, 1)
        return WordDesk(self, "" if found.empty else str(found["title"].iloc[0]))

    def seo(self) -> Said:
        """Return the places search looks at."""
        elements = keywords.seo_elements(self.lang).values()
        return Said("\n".join(f"- {one}" for one in elements))
