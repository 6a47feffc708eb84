"""The kinds of promotions as data: where each applies, when, and who bears it unless agreed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from shopkit.i18n import Lang

Level = Literal["line", "cart", "extra"]
Base = Literal["current", "item"]
BEARERS = ("shop", "platform", "government", "brand")  # the order in which an amount is split


@dataclass(frozen=True, slots=True)
class Kind:
    """What holds for a kind of promotion unless the plan says otherwise.

    Attributes:
        name: as the plan writes it.
        level: on each line, on the cart, or besides the price (delivery, gifts).
        order: lower ones are applied first.
        group: of one group only one is used; empty is a group of its own.
        claimed: whether the buyer has to claim it and may leave it.
        base: what a threshold counts.
        every: whether it comes off for every time the threshold is reached.
        audience: the buyers it holds for.
        bearer: who bears it.
        benefits: fields of the plan one of which says what comes off.
        needs: fields it cannot do without.
        takes: other fields that do something for it.
        certain: whether order and bearer were read at their source.
        title: its name by language.
        source: where order and bearer come from.
    """

    name: str
    level: Level
    order: int
    group: str
    claimed: bool
    base: Base
    every: bool
    audience: str
    bearer: str
    benefits: tuple[str, ...]
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    certain: bool
    title: Mapping[Lang, str]
    source: str


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by its name, in the order in which they usually apply.

    Example:
        >>> kinds()["spend"].title["zh"], kinds()["state_subsidy"].bearer
        ('满减', 'government')
    """
    said = (files("shopkit") / "resources" / "promotions.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["kind"]: _kind(row) for row in csv.DictReader(said.splitlines())})


def _kind(row: Mapping[str, str]) -> Kind:
    return Kind(
        name=row["kind"],
        level=cast("Level", row["level"]),
        order=int(row["order"]),
        group=row["group"],
        claimed=row["claimed"] == "yes",
        base=cast("Base", row["base"]),
        every=row["every"] == "yes",
        audience=row["audience"],
        bearer=row["bearer"],
        benefits=tuple(row["benefits"].split()),
        needs=tuple(row["needs"].split()),
        takes=tuple(row["takes"].split()),
        certain=row["certain"] == "yes",
        title={"zh": row["zh"], "en": row["en"]},
        source=row["source"],
    )
