"""What a sample shop's plan and market are made of, beside what its exports are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Shelf:
    """The part a product of the catalogue plays, in the order of the catalogue.

    Attributes:
        name: what the shop calls it.
        role: traffic, profit, image or campaign.
        points: its selling points.
        tier: low, middle or high in the ladder of prices.
        units_monthly: units it is to sell a month.
        hero: it is pushed.
        list_price: the crossed-out price, yuan; 0 is none.
        note: the operator's remark on it.
    """

    name: str
    role: Literal["traffic", "profit", "image", "campaign"]
    points: tuple[str, ...]
    tier: Literal["low", "middle", "high"]
    units_monthly: int
    hero: bool = False
    list_price: float = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A price band of the market; between two bands nobody offers.

    Attributes:
        low: its lowest price, yuan; one offer has it.
        high: its highest price, yuan; one offer has it.
        offers: how many, without the shop's own.
        units: sold by an offer of it in 30 days, on average.
        nouns: what is offered.
    """

    low: float
    high: float
    offers: int
    units: float
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """The line from price to score: score at 100 yuan, rise with each doubling, spread."""

    at_100: float
    per_doubling: float
    noise: float


@dataclass(frozen=True, slots=True)
class Market:
    """The offers of a market.

    Attributes:
        category: what is looked at.
        sellers: how many beside the shop; the first has most offers.
        bands: price bands, cheapest first.
        gap: row of the band with much demand and few offers.
        quality: the line from price to score.
        words: what stands before the noun in titles.
        points: selling points in use.
        rare: a selling point of the shop that one rival in twenty has.
    """

    category: str
    sellers: int
    bands: tuple[Band, ...]
    gap: int
    quality: Quality
    words: tuple[str, ...]
    points: tuple[str, ...]
    rare: str


@dataclass(frozen=True, slots=True)
class Keywords:
    """What buyers search for.

    Attributes:
        roots: the goods.
        traits: what is asked of them; each stands before each root.
        gems: words sought by many and offered by few.
        absolute: words that are sought and may stand in no title.
    """

    roots: tuple[str, ...]
    traits: tuple[str, ...]
    gems: tuple[str, ...]
    absolute: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """What the operator thinks of a seller of the market; its numbers stand in the market table."""

    seller: int
    strategy: str
    quality: str
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """What the plan of a sample shop names.

    Attributes:
        shelf: the part each product plays.
        market: offers of the market table.
        keywords: words of the keyword table.
        rivals: competitors that are watched.
        in_files: products and competitors stand in files, not in `shop.yaml`.
    """

    shelf: tuple[Shelf, ...]
    market: Market
    keywords: Keywords
    rivals: tuple[Rival, ...]
    in_files: bool = False
