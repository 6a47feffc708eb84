"""The column dictionary: what every column is called, counted in, may be added over, and means.

The dictionary is data (`resources/columns.csv`). A money column is a stem there: inside tables
it is int64 fen and named `<stem>_fen`; in every frame that leaves a topic it is float yuan and
named `<stem>_cny`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from shopkit.i18n import Lang, money, number, percent, price, text, texts, tools
from shopkit.layouts import TABLES

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    import polars as pl

DType = Literal[
    "id",
    "text",
    "state",
    "person",
    "flag",
    "time",
    "date",
    "count",
    "people",
    "money",
    "price",
    "ratio",
    "margin",
    "float",
    "value",
]
MONEY_SUFFIXES = ("_fen", "_cny")


@dataclass(frozen=True, slots=True)
class Column:
    """One entry of the dictionary.

    Attributes:
        name: stem, without `_fen` or `_cny`.
        dtype: kind of value; `people` are distinct counts, `price` is money per something, a
            `person` is a keyed hash, a `margin` is a ratio that a loss makes negative, a `value`
            is a figure whose own kind and unit the column `figure` of the same row names.
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
        if not self.unit or self.dtype in ("ratio", "margin"):
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


def shown(name: str, value: float | None, lang: Lang) -> str:
    """Return a value in reading form, by the kind its column has; unknown is a dash.

    Example:
        >>> shown("conversion_rate", 0.0262, "en"), shown("paid_cny", 186400.0, "zh")
        ('2.62%', '¥18.6万')
        >>> shown("visitors", None, "zh")
        '—'
    """
    dtype = column(name).dtype
    if dtype in ("ratio", "margin"):
        return percent(value, 2, sign=name == "change_rate")
    if dtype == "price":
        return price(value)
    return money(value, lang) if dtype == "money" else number(value, lang)


CODED = {  # see columns.toml
    **{name: (name,) for name in ("tool", "state", "role", "tier", "hero_type", "life_stage")},
    **{"channel": ("channel", "tool"), "role_planned": ("role",)},
}


@cache
def _codes(name: str) -> Mapping[str, Mapping[Lang, str]]:
    known = texts("columns")["code"]
    return {code: said for room in CODED.get(name, ()) for code, said in known[room].items()}


def named_code(name: str, code: str, lang: Lang, platform: str = "other") -> str:
    """Return what a code of a column is called; a word that is no code of it stays as it is.

    Args:
        name: the column.
        code: its value.
        lang: the reader's language.
        platform: whose names of tools are used.

    Example:
        >>> named_code("channel", "affiliate", "zh", "jd"), named_code("tool", "快车", "zh")
        ('京挑客', '快车')
    """
    said = _codes(name).get(code)
    named = said[lang].format(**tools(platform, lang)) if said else code
    return named[:1].upper() + named[1:] if said else code


def in_words(frame: pd.DataFrame, lang: Lang, platform: str = "other") -> pd.DataFrame:
    """Return a frame whose codes are named in a language, ready to be shown."""
    named = frame.copy()
    for name in CODED.keys() & set(frame.columns):
        named[name] = [
            named_code(name, code, lang, platform) if isinstance(code, str) else None
            for code in frame[name]
        ]
    return named


def is_code(name: str, value: object) -> bool:
    """Tell whether a value of a column is a code nobody has named."""
    return value in _codes(name)


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


def dtype_of(stem: str) -> pl.DataType:
    """Return the polars type of a column inside tables: money counts fen, times are Beijing's."""
    import polars as pl

    kinds: dict[str, pl.DataType] = {
        **dict.fromkeys(("id", "text", "state", "person"), pl.String()),
        **dict.fromkeys(("count", "people", "money"), pl.Int64()),
        **dict.fromkeys(("price", "ratio", "margin", "float", "value"), pl.Float64()),
        "flag": pl.Boolean(),
        "time": pl.Datetime("us"),
        "date": pl.Date(),
    }
    return kinds[dictionary()[stem].dtype]


def empty(table: str) -> pl.DataFrame:
    """Return a table without rows, columns named as inside tables."""
    import polars as pl

    return pl.DataFrame(schema={inside(stem): dtype_of(stem) for stem in TABLES[table]})


def as_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """Return a polars frame as it leaves a topic: fen in yuan, unknown NaN, unknown texts None.

    Whole numbers stay int64 where none is unknown. Needs no pyarrow, which weighs more than both.

    Example:
        >>> import polars as pl
        >>> as_pandas(pl.DataFrame({"paid_fen": [41, 4100]}))["paid_cny"].tolist()
        [0.41, 41.0]
    """
    import pandas as pd

    plain = {_outside(name): _plain(frame[name]) for name in frame.columns}
    return pd.DataFrame(plain)


def _outside(name: str) -> str:
    fen, cny = MONEY_SUFFIXES
    return name.removesuffix(fen) + cny if name.endswith(fen) else name


def _plain(values: pl.Series) -> Any:  # noqa: ANN401 - numpy array or list, as pandas takes it
    import pandas as pd

    if values.name.endswith(MONEY_SUFFIXES[0]):
        return values.to_numpy() / 100  # polars would multiply by 0.01, which is not exact
    if values.dtype.is_temporal() or values.dtype.is_numeric():
        return values.to_numpy()
    if values.dtype.to_python() is bool and not values.null_count():
        return values.to_numpy()
    if values.dtype.to_python() is str and values.null_count() < len(values):
        return pd.array(values.to_numpy(), dtype="str")  # what pandas makes of a list, sooner
    return values.to_list()


@dataclass(frozen=True, slots=True)
class Tables:
    """What the exports of one shop hold, after reading, cleaning and removing duplicates.

    Attributes:
        orders: one row an order, columns `ORDERS` (money in fen).
        shop_days: one row a day, week or month of the whole shop, columns `SHOP_DAYS`.
        order_days: the days the order files cover, whether or not anything was sold.
        cut_days: days of order files that the platform cut off; their orders are incomplete.
        others: every other table of `TABLES` of which anything was read.
    """

    orders: pl.DataFrame
    shop_days: pl.DataFrame
    order_days: frozenset[date]
    cut_days: frozenset[date] = frozenset()
    others: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def __getitem__(self, table: str) -> pl.DataFrame:
        """Return a table by its name; one of which nothing was read has no rows.

        Raises:
            KeyError: There is no such table.
        """
        if table in ("orders", "shop_days"):
            frame: pl.DataFrame = getattr(self, table)
            return frame
        return self.others[table] if table in self.others else empty(table)
