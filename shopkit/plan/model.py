"""The plan: every section of `shop.yaml` in one frozen model."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from shopkit.plan.sections.agenda import Agenda, Task
from shopkit.plan.sections.campaigns import Campaign
from shopkit.plan.sections.cash import Cash
from shopkit.plan.sections.files import ColumnMap, Lists, NamedFile, Reading
from shopkit.plan.sections.forecast import Forecast
from shopkit.plan.sections.market import Competitor, Customers, Market, Positioning
from shopkit.plan.sections.money import Budget, Costs, Fee
from shopkit.plan.sections.opening import Opening
from shopkit.plan.sections.pay import Pay
from shopkit.plan.sections.products import Assortment, Prices, Product
from shopkit.plan.sections.promotions import Members, Promotion
from shopkit.plan.sections.shop import Brand, Shop
from shopkit.plan.sections.supply import Stock
from shopkit.plan.sections.targets import Stage, Target
from shopkit.plan.sections.team import Team
from shopkit.plan.sections.values import Section
from shopkit.plan.sections.work import Channel, Decision, Risk, Scenario
from shopkit.tables import dictionary, outside


class Plan(Section):
    """Everything `shop.yaml` says; a section that is missing is empty."""

    version: Literal[1] = Field(alias="schema")
    shop: Shop
    brand: Brand = Brand()
    market: Market = Market()
    customers: Customers = Customers()
    competitors: tuple[Competitor, ...] = ()
    positioning: Positioning = Positioning()
    products: tuple[Product, ...] = ()
    assortment: Assortment = Assortment()
    prices: Prices = Prices()
    members: Members = Members()
    team: Team = Team()
    pay: Pay = Pay()
    costs: Costs = Costs()
    fees: tuple[Fee, ...] = ()
    budget: Budget = Budget()
    cash: Cash = Cash()
    opening: Opening = Opening()
    stages: tuple[Stage, ...] = ()
    targets: tuple[Target, ...] = ()
    channels: tuple[Channel, ...] = ()
    forecast: Forecast = Forecast()
    stock: Stock = Stock()
    campaigns: tuple[Campaign, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    agenda: Agenda = Agenda()
    tasks: tuple[Task, ...] = ()
    risks: tuple[Risk, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    decisions: tuple[Decision, ...] = ()
    lists: Lists = Lists()
    reading: Reading = Reading()
    files: tuple[NamedFile, ...] = ()
    column_maps: tuple[ColumnMap, ...] = ()

    def named_kind(self, file: str) -> str | None:
        """Return the kind the plan gives a file, named relative to the shop folder."""
        return next((named.kind for named in self.files if named.file == file), None)

    def column_map(self, kind: str) -> dict[str, str]:
        """Return header → stem of the dictionary for a kind of file, all its maps together."""
        maps = (entry.columns for entry in self.column_maps if entry.kind == kind)
        return {
            header.strip(): stem_of(name) for columns in maps for header, name in columns.items()
        }


def stem_of(name: str) -> str:
    """Return the stem of a name as the outside knows it; anything else as it is.

    Example:
        >>> stem_of("paid_cny"), stem_of("paid"), stem_of("paid_fen")
        ('paid', 'paid', 'paid_fen')
    """
    stem = name.removesuffix("_cny")
    return stem if stem in dictionary() and outside(stem) == name else name
