"""The headline figures of a period, each with the source it was taken from.

Where two exports tell the same thing the grain decides: the platform's own row for exactly this
period, else the sum of its days (people are then labelled as sums of daily counts), else the
orders. A ratio is always recomputed from two figures of one source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import polars as pl

from shopkit.periods import Period
from shopkit.tables import Tables, dictionary, inside, outside

Source = Literal["grain", "days", "orders", "none"]
SOURCES: tuple[Source, ...] = ("grain", "days", "orders")

BASE = (
    *("visitors", "page_views", "favourites", "cart_buyers", "cart_units", "ordering_buyers"),
    *("ordered_orders", "ordered", "paid_buyers", "paid_orders", "paid_units", "paid", "refund"),
    *("net", "new_visitors", "old_visitors", "old_buyers", "old_paid"),
)
RATIOS = {  # figure: (part, whole)
    "conversion_rate": ("paid_buyers", "visitors"),
    "per_buyer": ("paid", "paid_buyers"),
    "per_visitor": ("paid", "visitors"),
    "refund_rate": ("refund", "paid"),
    "favourite_rate": ("favourites", "visitors"),
    "cart_rate": ("cart_buyers", "visitors"),
    "order_rate": ("ordering_buyers", "visitors"),
    "pay_rate": ("paid_buyers", "ordering_buyers"),
}
ON_DATES = frozenset({"refund", "net", "refund_rate"})  # two dates to count refunds by
FIGURES = (*BASE, "bounce_rate", *RATIOS)

Values = dict[str, float | None]
Candidate = tuple[Source, Values, tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value: orders, people, a rate 0–1, or CNY; `None` where the files do not tell.
        source: what it was taken from.
        missing: days of the period the source does not cover.
    """

    value: float | None = None
    source: Source = "none"
    missing: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """All figures of one period."""

    period: Period
    figures: dict[str, Figure] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Figure:
        """Return a figure by its stem."""
        return self.figures[name]

    def value(self, name: str) -> float | None:
        """Return the value of a figure by its stem, in CNY where it is money."""
        return self.figures[name].value

    def by_payment(self, name: str) -> bool:
        """Tell whether a figure counts the refunds of what was paid in the period, to this day."""
        return name in ON_DATES and self.figures[name].source == "orders"

    @property
    def missing(self) -> tuple[date, ...]:
        """Days that the source of the amount paid does not cover."""
        return self.figures["paid"].missing

    @property
    def known(self) -> bool:
        """Whether the files tell at least what was paid."""
        return self.figures["paid"].value is not None

    def as_json(self) -> dict[str, float | int | None]:
        """Return every figure under its outside name; CNY with two decimals, rates with six."""
        return {outside(name): _plain(name, self.figures[name].value) for name in FIGURES}


def headline(tables: Tables, period: Period) -> Headline:
    """Return the figures of a period, each from the best source that has it."""
    candidates = list(_candidates(tables, period))
    return Headline(period, {name: _best(name, candidates) for name in FIGURES})


def comparable(tables: Tables, period: Period, now: Headline) -> Headline:
    """Return the figures of another period as far as they can be held against `now`.

    A figure is known only if both periods have every day, and from the same source: people of a
    month are not held against a sum of days, nor orders against the platform's own amounts.
    """
    candidates = list(_candidates(tables, period))
    return Headline(period, {name: _like(now[name], name, candidates) for name in FIGURES})


def _like(now: Figure, name: str, candidates: list[Candidate]) -> Figure:
    """Return a figure from the source `now` has it from; what adds over days may be added."""
    added = "days" in dictionary()[name].adds_over and now.source in ("grain", "days")
    alike: tuple[Source, ...] = ("grain", "days") if added else (now.source,)
    for wanted in (now.source, *alike):
        for source, values, missing in candidates:
            if source == wanted and values.get(name) is not None and not missing + now.missing:
                return Figure(values[name], source)
    return Figure()


def _candidates(tables: Tables, period: Period) -> Iterator[Candidate]:
    """Yield what each source says, in order of precedence."""
    if row := _exact(tables.shop_days, period):
        yield "grain", _with_ratios(_with_net(row)), ()
    days = tables.shop_days.filter(
        (pl.col("grain") == "day") & pl.col("date").is_between(period.start, period.end)
    )
    if days.height:
        there = set(days["date"])
        missing = tuple(day for day in period if day not in there)
        yield "days", _with_ratios(_with_net(_day_sums(days))), missing
    if any(day in tables.order_days for day in period):
        sound = tables.order_days - tables.cut_days
        missing = tuple(day for day in period if day not in sound)
        yield "orders", _with_ratios(_from_orders(tables.orders, period)), missing


def _exact(days: pl.DataFrame, period: Period) -> Values:
    rows = days.filter((pl.col("date") == period.start) & (pl.col("date_end") == period.end))
    return _yuan(rows.row(0, named=True)) if rows.height else {}


def _day_sums(days: pl.DataFrame) -> Values:
    """Return sums over days; a column with an unknown day in it is unknown."""
    sums = {name: _whole_sum(days[name]) for name in map(inside, BASE) if name in days.columns}
    visitors, bounced = sums["visitors"], (days["bounce_rate"] * days["visitors"]).sum()
    rated = visitors and not days["bounce_rate"].has_nulls()
    return {**_yuan(sums), "bounce_rate": float(bounced) / visitors if rated and visitors else None}


def _from_orders(orders: pl.DataFrame, period: Period) -> Values:
    paid = orders.filter(pl.col("paid_at").dt.date().is_between(period.start, period.end))
    placed = orders.filter(pl.col("created_at").dt.date().is_between(period.start, period.end))
    dated = not orders["created_at"].has_nulls()
    return _yuan(
        {
            "paid_fen": _whole_sum(paid["paid_fen"]),
            "refund_fen": _whole_sum(paid["refund_fen"]),
            "net_fen": _whole_sum(paid["net_fen"]),
            "paid_orders": paid.height,
            "paid_units": _whole_sum(paid["units"]),
            "paid_buyers": _people(paid["buyer"]),
            **(_ordered(placed) if dated else {}),
        }
    )


def _ordered(placed: pl.DataFrame) -> Values:
    return {
        "ordered_orders": placed.height,
        "ordered_fen": _whole_sum(placed["due_fen"]),
        "ordering_buyers": _people(placed["buyer"]),
    }


def _whole_sum(column: pl.Series) -> float | None:
    """Return the sum of a column, unknown as soon as one value is."""
    return None if column.has_nulls() else int(column.sum())


def _people(buyers: pl.Series) -> int | None:
    """Return how many people; unknown when a name was masked."""
    return None if buyers.has_nulls() else buyers.n_unique()


def _yuan(row: Values) -> Values:
    """Return values by stem, money in CNY."""
    money = {stem for stem in BASE if dictionary()[stem].dtype == "money"}
    named = {stem: row.get(inside(stem)) for stem in (*BASE, "bounce_rate")}
    return {k: v / 100 if k in money and v is not None else v for k, v in named.items()}


def _with_net(values: Values) -> Values:
    """Return values with net sales: paid less the refunds the same source reports."""
    paid, refund = values["paid"], values["refund"]
    net = None if paid is None or refund is None else round(paid - refund, 2)
    return {**values, "net": net}


def _with_ratios(values: Values) -> Values:
    """Return values with every ratio that two of them give."""
    full = dict(values)
    for name, (part, whole) in RATIOS.items():
        above, below = full.get(part), full.get(whole)
        full[name] = above / below if above is not None and below else None
    return full


def _best(name: str, candidates: list[Candidate]) -> Figure:
    """Return a figure from the first source that covers every day, else from the fullest."""
    known = [(s, v[name], m) for s, v, m in candidates if v.get(name) is not None]
    if not known:
        return Figure()
    source, value, missing = min(known, key=lambda candidate: len(candidate[2]))
    return Figure(value, source, missing)


def _plain(name: str, value: float | None) -> float | int | None:
    if value is None:
        return None
    dtype = dictionary()[name].dtype
    if dtype in ("money", "price"):
        return round(float(value), 2)
    return round(float(value), 6) if dtype == "ratio" else int(value)
