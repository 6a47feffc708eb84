"""Prices in a notebook: what is left of each, what promotions make of it, what to ask instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import pricing, profit
from shopkit.charts import pricing as charts
from shopkit.charts import profit as shared
from shopkit.charts.table import Table
from shopkit.errors import PlanError
from shopkit.findings import by_money
from shopkit.i18n import text
from shopkit.pricing import cart_shown, lists, pictures
from shopkit.pricing.findings import Known, named_skus, pricing_findings
from shopkit.pricing.worst import Case, cases
from shopkit.promotions import offers, promotion_findings, steps
from shopkit.tables import in_words
from shopkit.widgets import pricing_best as best
from shopkit.widgets import pricing_cart as carts
from shopkit.widgets import pricing_replay as again
from shopkit.widgets import pricing_shown as shown
from shopkit.widgets import pricing_unit as units
from shopkit.widgets.pieces import picture
from shopkit.widgets.positioning import digest, look_at_positioning
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.saving import decisions_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import ipywidgets
    import pandas as pd

    from shopkit.charts.picture import Picture
    from shopkit.elasticity import Elasticity
    from shopkit.findings import Finding
    from shopkit.i18n import Lang
    from shopkit.periods import Period
    from shopkit.plan import Plan
    from shopkit.plan.sections.products import Product
    from shopkit.pricing import UnitTerms
    from shopkit.pricing.replay import Replay
    from shopkit.pricing.wording import Scope
    from shopkit.promotions import Cart, Offer
    from shopkit.tables import Tables
    from shopkit.widgets.positioning import PositioningView

OF = "prices"
TABLES = ("products", "offers")  # what prices are decided from beside the plan
NOWHEN = date(2026, 1, 1)  # of a shop that has neither sales nor a dated plan
FIRST = 15  # rows of a long table


@dataclass(frozen=True)
class PricingView:
    """The prices and promotions of one shop; each method shows one thing.

    Attributes:
        view: the shop, its plan, its market and the period.
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

    @property
    def period(self) -> Period | None:
        """The days past sales are taken from; None without sales."""
        return self.view.period

    @cached_property
    def day(self) -> date:
        """The day whose costs and promotions count: the last of the period."""
        if self.period is not None:
            return self.period.end
        dated = [one.starts for one in self.plan.promotions if one.starts]
        dated += [one.starts for one in self.plan.campaigns]
        return min(dated, default=NOWHEN)

    @cached_property
    def ledger(self) -> profit.Ledger:
        """Every line sold with its costs."""
        return profit.Books(self.tables, self.plan).ledger(self.plan.costs.ads_rule)

    @cached_property
    def past(self) -> pd.DataFrame | None:
        """The paid lines of the period with their costs; None without any."""
        if self.period is None:
            return None
        lines = len(self.ledger.lines)
        found = profit.by(self.ledger, "line", self.period) if lines else None
        return None if found is None or found.empty else found

    @cached_property
    def terms(self) -> Mapping[str, UnitTerms]:
        """What a unit of each product is counted with."""
        return pricing.all_terms(self.plan, self.tables, self.day, self.past)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The promotions of the plan, compiled."""
        return offers(self.plan)

    @property
    def priced(self) -> list[Product]:
        """The products of the plan that have a price."""
        return [one for one in self.plan.products if one.price_cny]

    @property
    def costed(self) -> bool:
        """Whether the cost of any product with a price is known."""
        return any(self.of(one.item_id).goods_cny is not None for one in self.priced)

    @cached_property
    def current(self) -> Mapping[str, object]:
        """Fingerprints of the tables decisions are made from."""
        return {name: digest(self.tables, name) for name in TABLES}

    @cached_property
    def scope(self) -> Scope:
        """What every text about prices must know."""
        return shown.scope(self)

    def with_plan(self, plan: Plan) -> PricingView:
        """Return the same shop with another plan."""
        return PricingView(self.view.with_plan(plan))

    def of(self, item: str) -> UnitTerms:
        """Return what a unit of a product is counted with; nothing known of a stranger."""
        return self.terms.get(item, pricing.UnitTerms(item=item))

    def name(self, item: str) -> str:
        """Return what a product is called."""
        return self.scope.name(item)

    def state(self) -> Table:
        """Return what there is to decide from, and how to get what is missing."""
        return shown.state(self)

    @property
    def first(self) -> Product | None:
        """The product to begin with: a hero whose cost is known, else what comes nearest."""
        known = [one for one in self.priced if self.of(one.item_id).goods_cny is not None]
        heroes = [one for one in known if one.hero]
        return next(iter([*heroes, *known, *self.priced]), None)

    def unit(self, item: str = "", price_cny: float | None = None) -> Picture | Unsaid:
        """Return what is left of the price of one unit, step by step.

        Args:
            item: number of the product; empty is the one to begin with.
            price_cny: another price than the plan's.
        """
        chosen = next((one for one in self.priced if one.item_id == item), self.first)
        if chosen is None:
            return self.none("prices")
        return units.unit(
            self, chosen, (chosen.price_cny or 0.0) if price_cny is None else price_cny
        )

    def sources(self, item: str = "") -> Table | Unsaid:
        """Return where each figure of a unit is from, and which to confirm before use."""
        chosen = item or (self.first.item_id if self.first else "")
        heads, rows = lists.sources_shown(self.of(chosen), self.lang)
        return Table(heads, rows, "lrl", self.lang) if rows else self.none("prices")

    def products(self) -> Table | Unsaid:
        """Return of every product what its price leaves, and what it must or could be."""
        if not self.priced:
            return self.none("prices")
        if not self.costed:
            return self.none("costs")
        frame = lists.products_behind(self.plan, self.terms)
        heads, rows = lists.products_shown(frame.head(FIRST), self.lang)
        caption, align = shown.products_said(frame, self), "l" + "r" * (len(heads) - 1)
        behind = frame.drop(columns="item_id")
        return Table(heads, rows, align, self.lang, caption, table=behind)

    def rules(self) -> Table | Unsaid:
        """Return which rules of a price list are kept, and by which products not."""
        if not self.priced:
            return self.none("prices")
        return shown.rules(self)

    @cached_property
    def seen(self) -> pricing.Seen:
        """What prices are held against: peers of the same kind, changes of list prices."""
        return shown.seen(self)

    def peers_of(self, item: str) -> Sequence[float]:
        """Return what others ask for products of the same kind, CNY."""
        return (self.seen.peers or {}).get(item, ())

    def peers(self) -> Picture | Unsaid:
        """Return how many peers ask which price, and where the own products stand."""
        if not self.priced or not shown.all_quotes(self):
            return self.none("offers" if self.priced else "prices")
        own, charged = shown.with_freight(self)
        freight = self.plan.prices.freight_charged_cny or 0.0
        made = pictures.peers_shown(own, freight, charged, self.lang)
        return picture(charts.peers, made, self.lang, shown.peers_behind(own))

    @cached_property
    def balance(self) -> pricing.Balance | None:
        """What each tier leaves a month; None while nothing of any is known."""
        lines = pricing.tier_lines(self.plan, self.terms)
        found = pricing.balance(lines)
        return found if found.tiers["products"].sum() else None

    def tiers(self) -> Picture | Unsaid:
        """Return what each price tier leaves a month, and whether high makes up for low."""
        if self.balance is None:
            return self.none("tiers")
        fixed = pricing.fixed_monthly(self.plan, self.day)
        amount = fixed.amount_cny if fixed.amount_cny and not fixed.unknown else None
        made = pictures.tiers_shown(self.balance, amount, self.lang)
        return picture(shared.bars, made, self.lang, in_words(self.balance.tiers, self.lang))

    def mix(self) -> Said | Unsaid:
        """Return the mix of tiers at which just nothing is lost."""
        return shown.mix_said(self.balance, self.lang) or self.none("tiers")

    def promotions(self) -> Table | Unsaid:
        """Return the promotions of the plan in the order they apply, and who bears them."""
        if not self.offers:
            return self.none("promotions")
        heads, rows = lists.promotions_shown(self.plan, self.offers, self.lang)
        caption = text("price.promotions.caption", self.lang)
        return Table(heads, rows, "llllll", self.lang, caption)

    @cached_property
    def example(self) -> Cart | None:
        """A cart on the day most promotions run; None without prices."""
        return carts.example(self)

    def cart(self, cart: Cart | None = None) -> Picture | Unsaid:
        """Return the way of a cart from its list price to what is paid, by who bears each step."""
        chosen = self.example if cart is None else cart
        if chosen is None:
            return self.none("prices")
        try:
            least, worst = (steps(chosen, self.offers, which) for which in ("best", "worst"))
        except PlanError:
            return self.none("combinations")
        return carts.drawn(self, least, worst)[0]

    def cart_steps(self, cart: Cart | None = None) -> Table | Unsaid:
        """Return every step of a cart: before, off, after, and what the shop bears of it."""
        chosen = self.example if cart is None else cart
        if chosen is None or not self.offers:
            return self.none("promotions" if chosen else "prices")
        return carts.steps_table(steps(chosen, self.offers, "best"), self.lang)

    @cached_property
    def worst_cases(self) -> tuple[Case, ...] | None:
        """Every cart of one or two units, at its deepest; None: too many combinations."""
        try:
            return cases(self.plan, self.terms, self.day, named_skus(self.plan, self.tables))
        except PlanError:
            return None

    @cached_property
    def baskets(self) -> tuple[Case, ...]:
        """Where each product brings least among the baskets past buyers filled most often."""
        return shown.baskets(self)

    def worst(self) -> Picture | Unsaid:
        """Return the deepest deal of each product against the plan's floor and its own."""
        if self.worst_cases is None or not self.worst_cases:
            return self.none("prices" if self.worst_cases is not None else "combinations")
        every = [*self.worst_cases, *self.baskets]
        found = cart_shown.deepest(every, pricing.Floor.of_plan(self.plan))
        made = cart_shown.worst_shown(found, self.plan, self.terms, self.lang)
        return picture(charts.floors, made, self.lang, shown.worst_behind(found, self))

    @cached_property
    def found(self) -> list[Finding]:
        """What contradicts in the promotions, and what prices and promises break."""
        folder = self.view.shop.folder
        told = list(promotion_findings(self.plan, self.lang, folder)) if self.offers else []
        known = Known(self.terms, self.seen.peers, baskets=self.baskets)
        return by_money([*told, *pricing_findings(self.tables, known, self.scope)])

    def findings(self) -> Table | Said:
        """Return what promotions contradict, what prices break, and where it is written."""
        try:
            found = self.found
        except PlanError:
            return self.none("combinations")
        if not found:
            return Said(text("price.none.findings", self.lang))
        return shown.findings(found, self.lang)

    @cached_property
    def estimates(self) -> Mapping[str, Elasticity]:
        """How demand answers to the price of each product, or why nobody can tell."""
        return best.estimates(self)

    def elasticity(self) -> Picture | Unsaid:
        """Return how demand answers to the price of each product, with the interval."""
        return best.forest(self)

    def reasons(self) -> Table | Unsaid:
        """Return of each product what its history tells, or why it does not."""
        return best.reasons(self)

    def best(self) -> Table | Unsaid:
        """Return the price that earns most, of each product that can be told."""
        return best.best_prices(self)

    def proposal(self, assumed: float | None = None) -> Picture | Unsaid:
        """Return the prices that leave most under the plan's rules.

        Args:
            assumed: the elasticity where nobody knows one; None leaves those prices as they are.
        """
        return best.proposal(self, assumed)

    def constraints(self, assumed: float | None = None) -> Table | Unsaid:
        """Return what each rule of the plan costs a month; see `proposal`."""
        return best.constraints(self, assumed)

    @cached_property
    def replayed(self) -> Replay | None:
        """The orders of the campaign a year ago under the plan's promotions."""
        return again.replayed(self)

    def replay(self) -> Picture | Unsaid:
        """Return what each order of a year ago would have left under the plan's promotions."""
        return again.orders(self)

    def replay_said(self) -> Said | Unsaid:
        """Return the sums of the replay, what it breaks, and its band."""
        return again.sentences(self)

    def windows(self) -> Table | Unsaid:
        """Return what the deals before each promotion allow to be crossed out."""
        if not self.priced:
            return self.none("prices")
        if self.past is None:
            return self.none("orders")
        return shown.windows(self)

    def protection(self) -> Said | Unsaid:
        """Return what the promised price protection would cost."""
        return shown.protection(self) or self.none("orders")

    def explore(self) -> ipywidgets.DOMWidget:
        """Return a product picker and a price slider that move the waterfall."""
        from shopkit.widgets.pricing_explorer import PriceExplorer

        return PriceExplorer(self)

    def build(self) -> ipywidgets.DOMWidget:
        """Return controls that put a cart together."""
        from shopkit.widgets.cart_builder import CartBuilder

        return CartBuilder(self)

    def decide(self) -> ipywidgets.DOMWidget:
        """Return policy, prices and promotions as forms, and their save."""
        from shopkit.widgets.price_desk import PriceDesk

        return PriceDesk(self)

    def decisions(self) -> Table | Said:
        """Return when the prices were decided, and whether their inputs changed since."""
        named = {name: text(f"price.have.{key}", self.lang) for name, key in shown.NAMED.items()}
        mine = tuple(one for one in self.plan.decisions if one.of == OF)
        plan = self.plan.model_copy(update={"decisions": mine})
        return decisions_table(plan, self.current, self.lang, named)

    def none(self, key: str) -> Unsaid:
        """Return why there is nothing to show."""
        how = units.costs_next(self.plan, self.lang)
        return Unsaid(text(f"price.none.{key}", self.lang, how=how))


def look_at_pricing(shop: str | Path, period: str = "", lang: Lang = "zh") -> PricingView:
    """Return a view of a shop's prices; see `look_at_positioning`."""
    return PricingView(look_at_positioning(shop, period, lang))
