"""Ways of delivery and carriers as source document 000 names them, and whether they still work."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd

from shopkit.i18n import Lang
from shopkit.tables import check

NAN = float("nan")


def courier_cost(ems_cny: float, saving: float = 0.5) -> float:
    """Return what a private courier costs beside EMS, CNY: some 50 % less (source document 000).

    Example:
        >>> courier_cost(20)
        10.0
    """
    return ems_cny * (1 - saving)


@dataclass(frozen=True, slots=True)
class Method:
    """A way of delivery a source names.

    Attributes:
        key: its name.
        zh: name in Chinese.
        en: name in English.
        most_kg: heaviest item it takes; `None` unsaid.
        least_days: fewest days; `None` unsaid.
        most_days: most days; `None` unsaid.
        of_ems: cost as share of EMS; `None` unsaid.
        faster_than: key of the way it is said to beat; empty where nothing is said.
        city_only: whether it stays in one city.
        current: whether it still exists as the source describes it.
    """

    key: str
    zh: str
    en: str
    most_kg: float | None
    least_days: int | None
    most_days: int | None
    of_ems: float | None
    faster_than: str
    city_only: bool
    current: bool

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier a source recommends.

    Attributes:
        key: its name.
        zh: name in Chinese.
        en: name in English.
        current: whether it still works as far as known.
        certain: whether that was read at a source.
    """

    key: str
    zh: str
    en: str
    current: bool
    certain: bool

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


def _rows(name: str) -> list[dict[str, str]]:
    source = (files("shopkit") / "resources" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))


@cache
def methods() -> tuple[Method, ...]:
    """Return the six ways of delivery of source document 000."""
    return tuple(
        Method(
            key=row["key"],
            zh=row["zh"],
            en=row["en"],
            most_kg=float(row["most_kg"]) if row["most_kg"] else None,
            least_days=int(row["least_days"]) if row["least_days"] else None,
            most_days=int(row["most_days"]) if row["most_days"] else None,
            of_ems=float(row["of_ems"]) if row["of_ems"] else None,
            faster_than=row["faster_than"],
            city_only=row["city_only"] == "yes",
            current=row["state"] == "current",
        )
        for row in _rows("deliveries.csv")
    )


@cache
def carriers() -> tuple[Carrier, ...]:
    """Return the carriers source document 000 recommends, with whether they still work."""
    return tuple(
        Carrier(
            row["key"], row["zh"], row["en"], row["state"] == "current", row["certain"] == "yes"
        )
        for row in _rows("carriers.csv")
    )


def method_table(lang: Lang, ems_cny: float | None = None) -> pd.DataFrame:
    """Return the ways of delivery of source document 000 side by side.

    Args:
        lang: language of names.
        ems_cny: what EMS costs for the parcel, CNY; `None` if unknown.

    Returns:
        One row a way: delivery, weight_kg (heaviest it takes; NaN unsaid), least_days, most_days
        (NaN unsaid), freight_cny (where the source says it by EMS; else NaN).
    """
    rows = [
        {
            "delivery": one.title(lang),
            "weight_kg": _known(one.most_kg),
            "least_days": _known(one.least_days),
            "most_days": _known(one.most_days),
            "freight_cny": _known(ems_cny) * _known(one.of_ems),
        }
        for one in methods()
    ]
    return check(pd.DataFrame(rows))


def _known(value: float | None) -> float:
    return NAN if value is None else float(value)
