"""Promotions in a notebook: what thresholds, members and auctions cost, and what they bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import pricing
from shopkit.charts import profit as shared
from shopkit.charts import promotions as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import Cell, Content, Table
from shopkit.errors import PeriodError
from shopkit.i18n import full_day, percent, text
from shopkit.periods import Period
from shopkit.pricing import members_shown as members
from shopkit.pricing import thresholds_shown as shown
from shopkit.pricing.pictures import cny
from shopkit.pricing.replay_days import replay_days
from shopkit.variants import items_of_variants
from shopkit.widgets.pieces import picture
from shopkit.widgets.pricing_replay import campaign_of
from shopkit.widgets.promotion_desk import PromotionDesk, outside
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.saving import decisions_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ipywidgets

    from shopkit.i18n import Lang
    from shopkit.widgets.pricing import PricingView

OF = "promotions"
BEFORE = timedelta(days=28)  # compared with a campaign
PROMISES = ("lowest_within_days", "price_protection_days", "price_match_days")


@dataclass(frozen=True)
class PromotionsView:
    """The promotions of one shop; each method shows one thing.

    Attributes:
        price: the shop, its prices and what its promotions make of them.
    """

    price: PricingView

    @property
    def lang(self) -> Lang:
        """The language of every text."""
        return self.price.lang

    def state(self) -> Table:
        """Return what there is to decide from, and how to get what is missing."""
        lang, plan = self.lang, self.price.plan
        found = self.price.replayed
        counts = {
            "promotions": ("price", len(plan.promotions)),
            "costs": ("price", sum(self._cost(one) is not None for one in self._items)),
            "orders": ("price", 0 if self.price.past is None else len(self.price.past)),
            "last_year": ("promo", 0 if found is None else len(found.orders)),
            "members": ("promo", len(plan.members.tiers)),
            "promises": ("promo", sum(bool(getattr(plan.prices, one)) for one in PROMISES)),
        }
        heads = [text(f"decide.have.{name}", lang) for name in ("part", "state", "next")]
        rows: list[list[Content]] = []
        for part, (room, n) in counts.items():
            there = text(f"{room}.have.{part}_is", lang, n=n)
            none = Cell(text("decide.have.none", lang), "muted")
            todo = "" if n else text(f"{room}.have.{part}_next", lang)
            rows.append([text(f"{room}.have.{part}", lang), there if n else none, todo])
        wide = 3 if any(row[2] for row in rows) else 2
        return Table(heads[:wide], [row[:wide] for row in rows], "l" * wide, lang)

    @property
    def _items(self) -> list[str]:
        return [one.item_id for one in self.price.priced]

    def _cost(self, item: str) -> float | None:
        return self.price.of(item).goods_cny

    @cached_property
    def paid(self) -> Sequence[float]:
        """What each order of the period paid for its goods, CNY."""
        if self.price.period is None:
            return ()
        days = self.price.period
        found = pricing.baskets(self.price.tables)
        return [
            float(paid)
            for day, paid in found.select("day", "paid").iter_rows()
            if days.start <= day <= days.end
        ]

    @cached_property
    def levels(self) -> list[shown.Level]:
        """The thresholds that hold for the whole shop, lowest first."""
        view = self.price
        costs = {item: terms.goods_cny for item, terms in view.terms.items()}
        return shown.levels(view.plan, view.offers, view.day, costs)

    @property
    def days(self) -> str:
        """The period in words."""
        return "" if self.price.period is None else self.price.period.label(self.lang)

    @cached_property
    def margin(self) -> float | None:
        """What a yuan more in a basket leaves, 0–1; None is unknown."""
        return None if self.price.past is None else shown.added_margin(self.price.past)

    def baskets(self) -> Picture | Unsaid:
        """Return how large orders are, and where the thresholds of the plan begin."""
        if not self.paid:
            return self.none("baskets")
        return self.baskets_at(self.levels)

    def baskets_at(self, held: Sequence[shown.Level]) -> Picture:
        """Return how large orders are, and where some thresholds begin."""
        frame, marks, words = shown.baskets_shown(self.paid, held, self.days, self.lang)
        return Picture(lambda look: charts.baskets(frame, marks, words, look), words, self.lang)

    def thresholds(self) -> Table | Unsaid:
        """Return who reaches each threshold anyway, and how many must add goods for it."""
        if not self.paid or not self.levels:
            return self.none("thresholds" if self.paid else "baskets")
        if self.margin is None:
            return self.none("margin")
        frame = shown.reached(self.paid, self.levels, self.margin)
        heads, rows = shown.reached_shown(frame, self.levels, self.lang)
        said = {"days": self.days, "near": percent(shown.NEAR, 0)}
        said["margin"] = cny(round(self.margin, 2), self.lang)
        caption = text("promo.thresholds.caption", self.lang, **said)
        return Table(heads, rows, "lrrrrr", self.lang, caption, table=frame)

    def edges(self) -> Table | Unsaid:
        """Return what is paid a fen below each threshold, at it, and a fen above."""
        if not self.levels:
            return self.none("thresholds")
        lang, freight = self.lang, self.price.plan.prices.freight_charged_cny or 0.0
        names = ("name", "below", "at", "above", "verdict")
        heads = [text(f"promo.edges.{name}", lang) for name in names]
        rows = shown.edges(self.levels, self.price.day, freight, lang)
        charged = text("promo.edges.freight", lang, amount=cny(freight, lang)) if freight else ""
        caption = text("promo.edges.caption", lang, freight=charged)
        return Table(heads, rows, "lrrrl", lang, caption)

    def explore(self) -> ipywidgets.DOMWidget:
        """Return a threshold that is moved, and what it would give away."""
        from shopkit.widgets.threshold_explorer import ThresholdExplorer

        return ThresholdExplorer(self)

    def effect(self) -> Said | Unsaid:
        """Return whether baskets were larger in the campaign a year ago than before it."""
        try:
            past = replay_days(self.price.plan, campaign_of(self.price.plan)).past
        except PeriodError:
            return self.none("effect")
        before = Period(past.start - BEFORE, past.start - timedelta(days=1))
        found = pricing.basket_effect(self.price.tables, list(past), list(before))
        if found is None:
            return self.none("effect")
        told = shown.effect_said(found, (self._dates(past), self._dates(before)), self.lang)
        return Said(told) if found.clear else Unsaid(told)  # a report has no room for "unclear"

    def _dates(self, days: Period) -> str:
        return "–".join(full_day(day, self.lang) for day in (days.start, days.end))

    def members(self) -> Picture | Unsaid:
        """Return what the price of each tier of members gives away in a year."""
        costs = pricing.tiers_cost(self.price.plan.members, {})
        known = costs[costs["cost_members_cny"].notna()].reset_index(drop=True)
        if known.empty:
            return self.none("members")
        return picture(shared.bars, members.tiers_shown(known, self.lang), self.lang, known)

    def points(self) -> Said | Unsaid:
        """Return what points and birthday cards cost, and what a member price still lacks."""
        past = self.price.past
        sales = None if past is None else float(past["paid_cny"].sum())
        found = members.members_said(self.price.plan, sales, self.lang)
        return Said("\n".join(f"- {one}" for one in found)) if found else self.none("points")

    def auctions(self) -> Table | Unsaid:
        """Return which best sellers are put up at one yuan each week, and what it may lose."""
        if self.price.past is None or not self.price.costed:
            return self.none("auctions")
        sold = members.sold_of(self.price.past, items_of_variants(self.price.tables))
        costs = {item: self._cost(item) for item in sold["item_id"]}
        names = {item: self.price.name(item) for item in costs}
        heads, rows, caption, frame = members.auctions_shown(sold, costs, names, self.lang)
        return Table(heads, rows, "llr", self.lang, caption, table=frame)

    def auction_steps(self) -> Said:
        """Return what has to be done before an auction, in order."""
        steps = [text(f"pricing.auction.{one}", self.lang) for one in pricing.auctions.STEPS]
        before, fair = (text(f"promo.auctions.{key}", self.lang) for key in ("before", "fair"))
        listed = "\n".join(f"{n}. {one}" for n, one in enumerate(steps, 1))
        return Said(f"{before}\n\n{listed}\n\n{fair}")

    def decide(self) -> ipywidgets.DOMWidget:
        """Return promotions and members as forms, and their save."""
        return PromotionDesk(self.price)

    def decisions(self) -> Table | Said:
        """Return when the promotions were decided, and whether their inputs changed since."""
        lang = self.lang
        named = {
            "products": text("price.have.table", lang),
            "asked": text("price.have.prices", lang),
        }
        mine = tuple(one for one in self.price.plan.decisions if one.of == OF)
        plan = self.price.plan.model_copy(update={"decisions": mine})
        return decisions_table(plan, outside(self.price), lang, named)

    def none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        return Unsaid(text(f"promo.none.{key}", self.lang))
