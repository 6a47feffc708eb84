"""Products in a notebook: who carries the shop, the part each plays, its life, what to clear."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shopkit import products, profit
from shopkit.charts import positioning as spread
from shopkit.charts import products as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Cell, Content, Table, table_of
from shopkit.i18n import Lang, listed, money, text
from shopkit.periods import Period
from shopkit.tables import in_words
from shopkit.widgets.pieces import picture, told
from shopkit.widgets.positioning import look_at_positioning
from shopkit.widgets.positioning_shown import flags
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.saving import decisions_table

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from shopkit.plan import Plan
    from shopkit.products.pareto import By
    from shopkit.tables import Tables
    from shopkit.widgets.market_desk import MarketDesk
    from shopkit.widgets.plan_desk import PlanDesk
    from shopkit.widgets.positioning import PositioningView

FIRST = 12
ROLES = ["title", "role", "role_planned", "paid_cny"]
HEROES = ["title", "rank", "paid_cny", "contribution_cny", "hero", "hero_planned"]
CLEARED = ["title", "life_stage", "stock_units", "days_of_cover", "stock_cost_cny"]


@dataclass(frozen=True)
class AssortmentView:
    """The shop's own products; each method shows one thing.

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
    def campaign_days(self) -> frozenset[date]:
        """The days of the plan's campaigns."""
        spans = [Period(one.starts, one.ends) for one in self.plan.campaigns]
        return frozenset(day for span in spans for day in span)

    @cached_property
    def sheet(self) -> pd.DataFrame | None:
        """What is known of each product in the period; None without sales."""
        period = self.view.period
        if period is None:
            return None
        books = profit.Books(self.tables, self.plan)
        ledger = books.ledger(self.plan.costs.ads_rule)
        account = profit.by(ledger, "item", period) if len(ledger.lines) else None
        found = products.sheet(self.tables, period, account, self.campaign_days)
        return None if found.empty or not found["paid_cny"].sum() > 0 else found

    def state(self) -> Table:
        """Return what there is of each thing products are judged by, and how to get the rest."""
        costs = self.tables["products"].drop_nulls("unit_cost_fen")
        counts = {
            "decide.have.sales": self.tables["order_lines"]["title"].n_unique(),
            "assortment.have.stock": len(products.latest_stock(self.tables)),
            "assortment.have.costs": costs["item_id"].n_unique(),
            "decide.have.keywords": self.tables["keywords"].height,
            "assortment.have.planned": len(self.plan.products),
        }
        heads = [text(f"decide.have.{name}", self.lang) for name in ("part", "state", "next")]
        rows: list[list[Content]] = []
        for key, n in counts.items():
            there = text(f"{key}_is", self.lang, n=n)
            none = Cell(text("decide.have.none", self.lang), "muted")
            todo = "" if n else text(f"{key}_next", self.lang)
            rows.append([text(key, self.lang), there if n else none, todo])
        shown = 3 if any(row[2] for row in rows) else 2  # nothing to do, no column for it
        return Table(heads[:shown], [row[:shown] for row in rows], "l" * shown, self.lang)

    def pareto(self, by: By = "paid_cny") -> Picture | Unsaid:
        """Return how much of the sales, or of the visitors, the first products bring."""
        period = self.view.period
        if self.sheet is None or period is None:
            return self.none("sales")
        if not self.sheet[by].sum() > 0:
            return self.none("visitors")
        made = products.pareto_shown(self.sheet, by, period.label(self.lang), self.lang)
        return picture(spread.pareto, made, self.lang, products.pareto(self.sheet, by))

    @cached_property
    def heroes_held(self) -> pd.DataFrame | None:
        """The products worth pushing beside the plan's heroes; None without sales."""
        if self.sheet is None:
            return None
        return products.held_against_plan(products.heroes(self.sheet), self.plan.products)

    def heroes(self) -> Table | Unsaid:
        """Return the products worth pushing beside the plan's heroes."""
        found = self.heroes_held
        if self.sheet is None or found is None:
            return self.none("sales")
        shown = found[HEROES]
        marked = {name: flags(shown[name], self.lang) for name in ("hero", "hero_planned")}
        by = text(f"products.pareto.{products.ranked_by(self.sheet)}", self.lang)
        said = {"n": int(found["hero"].sum()), "planned": int(found["hero_planned"].sum())}
        both = int((found["hero"] & found["hero_planned"]).sum())
        key = "held" if said["planned"] else "chosen"
        caption = text(f"assortment.heroes.{key}", self.lang, by=by, both=both, **said)
        table = table_of(shown.assign(**marked), self.lang, FIRST)
        return replace(table, caption=caption)

    @cached_property
    def roles_held(self) -> pd.DataFrame | None:
        """The role the data suggests for each product beside the plan's; None without sales."""
        if self.sheet is None:
            return None
        return products.roles_against_plan(products.roles(self.sheet), self.plan.products)

    def roles(self) -> Table | Unsaid:
        """Return the role the data suggests for each product, why, and the plan's beside it."""
        found = self.roles_held
        if found is None:
            return self.none("sales")
        worded = in_words(found[ROLES], self.lang)
        shown = table_of(worded, self.lang, FIRST)
        whys = [products.role_reason(row, self.lang) for row in _records(found)]
        heads = [*shown.headers, text("assortment.roles.why", self.lang)]
        rows = [[*row, why] for row, why in zip(shown.rows, whys, strict=False)]
        caption = self._roles_said(found)
        return Table(heads, rows, f"{shown.align}l", self.lang, caption, table=worded)

    def _roles_said(self, found: pd.DataFrame) -> str:
        both = found.dropna(subset=["role", "role_planned"])
        if not found["role_planned"].notna().any():
            return text("assortment.roles.none", self.lang)
        n = int((both["role"] != both["role_planned"]).sum())
        key = "differ" if n else "same"
        return text(f"assortment.roles.{key}", self.lang, n=n, all=len(both))

    @cached_property
    def sold(self) -> pd.DataFrame:
        """The weekly curve of each product on ordinary days; empty without daily sales."""
        return products.sales_curves(self.tables, "week", self.campaign_days)

    @cached_property
    def stages(self) -> pd.DataFrame | None:
        """The stage of each product; None without daily sales."""
        if self.sold.empty:
            return None
        listed_on = {p.item_id: p.listed_on for p in self.plan.products if p.listed_on}
        since = {**products.first_sales(self.tables), **listed_on}
        stock = products.latest_stock(self.tables)
        found = products.life_stages(self.sold, products.Known(since, stock))
        return None if found.empty else found

    def curves(self) -> Picture | Unsaid:
        """Return the sales of the best sellers over a year, each with its stage."""
        if self.stages is None:
            return self.view.none("life")
        made = products.curves_shown(self.sold, self.stages, self.lang)
        return picture(charts.curves, made, self.lang, self.sold)

    def trends(self) -> Picture | Unsaid:
        """Return how fast every product rises or falls, and how sure that is."""
        if self.stages is None:
            return self.view.none("life")
        shown = in_words(self.stages, self.lang)
        whys = [products.reason(row, self.lang) for row in _records(self.stages)]
        made = products.trends_shown(self.stages, self.lang)
        return picture(charts.trends, made, self.lang, shown.assign(why=whys))

    def work(self) -> Table | Unsaid:
        """Return the work each stage asks for that any product is in."""
        if self.stages is None:
            return self.view.none("life")
        heads = [text(f"decide.life.{name}", self.lang) for name in ("stage", "product", "work")]
        apart = "；" if self.lang == "zh" else "; "
        rows: list[list[Content]] = []
        for stage in products.STAGES:
            found = _records(self.stages[self.stages["life_stage"] == stage])
            if found:
                names = [str(row["title"] or row["item_id"]) for row in found[:FIRST]]
                work = products.stage_tasks(stage, self.lang).values()
                name = products.stage_name(stage, self.lang)
                rows.append([name, listed(names, self.lang), apart.join(work)])
        return Table(heads, rows, "lll", self.lang) if rows else self.view.none("life")

    @cached_property
    def to_clear(self) -> pd.DataFrame | None:
        """The stock to clear; None where no stock or no stage is known."""
        period = self.view.period
        if self.stages is None or period is None or not products.latest_stock(self.tables):
            return None
        costs = products.unit_costs(self.tables, period.end)
        listed = {one.item_id: one.listed_on for one in self.plan.products if one.listed_on}
        return products.clearance(self.tables, self.stages, _stamp(period.end), costs, listed)

    def clearance(self) -> Table | Said:
        """Return the stock to clear, what it ties up, and how long it lasts."""
        found = self.to_clear
        if found is None:
            return self.none("stock")
        if found.empty:
            return Said(text("assortment.none.clearance", self.lang))
        unknown = int(found["stock_cost_cny"].isna().sum())
        cost = money(found["stock_cost_cny"].sum(min_count=1), self.lang)
        key = "partly" if unknown else "known"
        said = {"n": len(found), "cost": cost, "unknown": unknown}
        caption = text(f"assortment.clearance.{key}", self.lang, **said)
        table = table_of(in_words(found[CLEARED], self.lang), self.lang, FIRST)
        return replace(table, caption=caption)

    def assortment(self) -> Table:
        """Return how many products the shop has beside what is said to be needed."""
        n = len(self.plan.products) or (0 if self.sheet is None else len(self.sheet))
        goal = self.plan.assortment.items
        found = products.assortment(n, self.plan.assortment, self.lang)
        key = "free" if goal is None else "short" if goal > n else "enough"
        missing = max(0, (goal or 0) - n)
        caption = text(f"assortment.assortment.{key}", self.lang, n=n, missing=missing)
        return replace(table_of(found, self.lang), caption=caption)

    @cached_property
    def unknown(self) -> pd.DataFrame:
        """What is not known of each product."""
        return products.missing_data(self.tables, self.plan.products, self.lang)

    def findings(self) -> Table | Said:
        """Return what the products ask for, most money first."""
        seen = products.Evidence(self.heroes_held, self.roles_held, self.to_clear, self.unknown)
        place = "" if self.view.period is None else self.view.period.label(self.lang)
        found = products.findings(seen, place, self.lang)
        if not found:
            return Said(text("assortment.none.findings", self.lang))
        heads = [text(f"kpi.table.{name}", self.lang) for name in ("finding", "money", "action")]
        rows: list[list[Content]] = [
            [told(one, self.lang), money(one.cny, self.lang), one.action] for one in found
        ]
        return Table(heads, rows, "lrl", self.lang)

    def gather(self) -> MarketDesk:
        """Return buttons that make empty tables and take in those filled in, keywords first."""
        desk = self.view.gather()
        desk.kind.value = "keywords"
        return desk

    def fill(self) -> PlanDesk:
        """Return the plan's products and how many there shall be as a form, and their save."""
        return self.view.fill("products", "assortment")

    def decisions(self) -> Table | Said:
        """Return when the products were decided, and whether their inputs changed since."""
        named = {name: text(f"decide.have.{name}", self.lang) for name in self.view.current}
        mine = tuple(one for one in self.plan.decisions if one.of == "products")
        plan = self.plan.model_copy(update={"decisions": mine})
        return decisions_table(plan, self.view.current, self.lang, named, self.view.worth)

    def none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        return Unsaid(text(f"assortment.none.{key}", self.lang))


def look_at_products(shop: str | Path, period: str = "", lang: Lang = "zh") -> AssortmentView:
    """Return a view of a shop's products; see `look_at_positioning`."""
    return AssortmentView(look_at_positioning(shop, period, lang))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _stamp(day: date) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(day)
