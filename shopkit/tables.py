"""The column dictionary: what every column is called, counted in, may be added over, and means.

The dictionary is data (`resources/columns.csv`). A money column is a stem there: inside tables
it is int64 fen and named `<stem>_fen`; in every frame that leaves a topic it is float yuan and
named `<stem>_cny`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast, get_args

from shopkit.i18n import Lang, text

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    import polars as pl

DType = Literal[
    "id", "text", "state", "time", "date", "count", "people", "money", "price", "ratio", "float"
]
MONEY_SUFFIXES = ("_fen", "_cny")
STATES = ("unpaid", "paid", "shipped", "done", "closed")  # in the order an order passes them

ORDERS = (
    *("order_id", "buyer", "created_at", "paid_at", "state", "goods", "freight", "due", "paid"),
    *("refund", "net", "title", "units", "province", "city", "source_file", "source_row"),
)
SHOP_DAYS = (
    *("grain", "date", "date_end", "visitors", "page_views", "bounce_rate", "stay_seconds"),
    *("favourites", "cart_buyers", "cart_units", "ordering_buyers", "ordered_orders", "ordered"),
    *("ordered_units", "paid_buyers", "paid_orders", "paid_units", "paid", "refund"),
    *("new_visitors", "old_visitors", "old_buyers", "old_paid", "source_file", "source_row"),
)
TABLES = {"orders": ORDERS, "shop_days": SHOP_DAYS}


@dataclass(frozen=True, slots=True)
class Column:
    """One entry of the dictionary.

    Attributes:
        name: stem, without `_fen` or `_cny`.
        dtype: kind of value; `people` are distinct counts, `price` is money per something.
        unit: CNY, visitors, orders, 0–1 …; empty where there is none.
        adds_over: over what the column may be summed; empty means never.
        zh: name in Chinese.
        en: name in English.
        meaning_zh: definition in Chinese.
        meaning_en: definition in English.
    """

    name: str
    dtype: DType
    unit: str
    adds_over: frozenset[str]
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en

    def meaning(self, lang: Lang) -> str:
        """Return its definition in a language."""
        return self.meaning_zh if lang == "zh" else self.meaning_en

    def header(self, lang: Lang) -> str:
        """Return its name with its unit, for axes and table headers: 支付金额（元）."""
        if not self.unit or self.dtype == "ratio":
            return self.title(lang)
        unit = text(f"columns.unit.{self.unit}", lang)
        if unit.lower() == self.title(lang).lower():
            return self.title(lang)
        return f"{self.zh}（{unit}）" if lang == "zh" else f"{self.en} ({unit})"


@cache
def dictionary() -> dict[str, Column]:
    """Return every column of shopkit by its stem, in the order of the dictionary."""
    source = (files("shopkit") / "resources" / "columns.csv").read_text(encoding="utf-8")
    return {row["name"]: _column(row) for row in csv.DictReader(source.splitlines())}


def _column(row: dict[str, str]) -> Column:
    if row["dtype"] not in get_args(DType):
        raise ValueError(f"columns.csv: {row['name']}: unknown dtype {row['dtype']}")
    return Column(
        name=row["name"],
        dtype=cast("DType", row["dtype"]),
        unit=row["unit"],
        adds_over=frozenset(row["adds_over"].split()),
        zh=row["zh"],
        en=row["en"],
        meaning_zh=row["meaning_zh"],
        meaning_en=row["meaning_en"],
    )


def column(name: str) -> Column:
    """Return the dictionary entry of a column, whether written as stem, `_fen` or `_cny`.

    Raises:
        KeyError: The dictionary has no such column.

    Example:
        >>> column("paid_cny").header("en")
        'Paid (CNY)'
    """
    for suffix in MONEY_SUFFIXES:
        name = name.removesuffix(suffix)
    return dictionary()[name]


def inside(stem: str) -> str:
    """Return the name a column has inside tables: money is counted in fen.

    Example:
        >>> inside("paid"), inside("visitors")
        ('paid_fen', 'visitors')
    """
    return f"{stem}_fen" if dictionary()[stem].dtype == "money" else stem


def outside(stem: str) -> str:
    """Return the name a column has in frames that leave a topic: money is in yuan.

    Example:
        >>> outside("paid"), outside("per_buyer"), outside("visitors")
        ('paid_cny', 'per_buyer_cny', 'visitors')
    """
    return f"{stem}_cny" if dictionary()[stem].dtype in ("money", "price") else stem


def check(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame unchanged after holding its columns against the dictionary.

    Raises:
        ValueError: A column is unknown, holds fen, or a ratio is negative.
    """
    for name in frame.columns:
        entry = column(str(name))
        if str(name) != outside(entry.name):
            raise ValueError(f"{name}: frames name this column {outside(entry.name)}")
        if entry.dtype == "ratio" and (frame[name].dropna() < 0).any():
            raise ValueError(f"{name}: a ratio is never negative")
    return frame


@dataclass(frozen=True, slots=True)
class Tables:
    """What the exports of one shop hold, after reading, cleaning and removing duplicates.

    Attributes:
        orders: one row an order, columns `ORDERS` (money in fen).
        shop_days: one row a day, week or month of the whole shop, columns `SHOP_DAYS`.
        order_days: the days the order files cover, whether or not anything was sold.
        cut_days: days of order files that the platform cut off; their orders are incomplete.
    """

    orders: pl.DataFrame
    shop_days: pl.DataFrame
    order_days: frozenset[date]
    cut_days: frozenset[date] = frozenset()
