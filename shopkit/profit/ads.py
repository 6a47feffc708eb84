"""Ad spend by day, without counting the same money twice, and its allocation to lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from shopkit.apportion import PPM, ROOM, Groups, Ints, by_group, ints, split
from shopkit.plan import AdsRule
from shopkit.sums import known_sum

COLUMNS = ("kind", "tool", "date", "campaign_id", "campaign", "item_id", "spend_fen", "ad_paid_fen")
MONEY = ("spend_fen", "ad_paid_fen")
SPAN = ("date", "date_end")
REPORT = ("kind", "tool")
WHOSE = ("campaign_id", "campaign", "item_id")
SAME_MONEY = ("item", "plan")  # two reports of one tool


def ad_days(ads: pl.LazyFrame) -> pl.DataFrame:
    """Return what was spent each day: the rows of days; longer rows fill the days these leave open.

    Shorter spans come first. What a longer row has beyond the days told already by the same report
    is spread evenly over its other days, so that no spend counts twice and none is lost.
    """
    rows = ads.filter(pl.col("spend_fen").is_not_null()).select(*COLUMNS, "date_end").collect()
    rows = rows.with_columns(pl.col("date_end").fill_null(pl.col("date")))
    days = rows.filter(pl.col("date") == pl.col("date_end")).drop("date_end")
    longer = rows.filter(pl.col("date") < pl.col("date_end"))
    ordered = longer.sort(pl.col("date_end") - pl.col("date"), "date", maintain_order=True)
    for span in ordered.partition_by(*REPORT, *SPAN, maintain_order=True):
        days = pl.concat([days, _beyond_days(span, days)])
    return days


def _beyond_days(span: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Return rows of one span of a report as days: what its days do not tell already."""
    kind, tool, start, end = span.select(*REPORT, *SPAN).row(0)
    same = pl.col("kind").eq_missing(pl.lit(kind)) & pl.col("tool").eq_missing(pl.lit(tool))
    told = days.filter(same & pl.col("date").is_between(start, end))
    free = pl.DataFrame({"date": pl.date_range(start, end, eager=True)})
    free = free.filter(~pl.col("date").is_in(told["date"].unique().implode()))
    money = [known_sum(name) for name in MONEY]
    whole = span.group_by(*REPORT, *WHOSE, maintain_order=True).agg(money)
    both = whole.join(
        told.group_by(WHOSE).agg(money), WHOSE, "left", nulls_equal=True, maintain_order="left"
    )
    rest = [
        (pl.col(name) - pl.col(f"{name}_right").fill_null(0)).clip(0).alias(name) for name in MONEY
    ]
    return _spread(both.with_columns(rest).select(whole.columns), free).select(days.columns)


def _spread(wholes: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """Return rows split evenly over days."""
    rows = wholes.with_row_index("n").join(days, how="cross", maintain_order="left_right")
    if not rows.height:
        return rows
    groups = Groups.of(rows["n"].cast(pl.Int64).to_numpy())
    even = np.ones(rows.height, np.int64)
    parts = {name: pl.Series(split(ints(wholes[name]), even, groups)) for name in MONEY}
    known = (pl.when(pl.col(name).is_not_null()).then(part) for name, part in parts.items())
    return rows.with_columns(part.alias(name) for name, part in zip(MONEY, known, strict=True))


def counted(days: pl.DataFrame) -> pl.DataFrame:
    """Return ad days of which the item is known as well as it can be: date, item_id, spend_fen.

    The plan report and the item report tell of the same money: on a day with both, the items
    count, and of the plans only what they spent beyond the items, without an item.
    """
    more, covered = _beyond(days, "plan", "item")
    kept = days.filter(~((pl.col("tool") == "plan") & pl.col("date").is_in(covered)))
    return pl.concat([kept, more.select(kept.columns)]).filter(pl.col("spend_fen") != 0)


def by_campaign(days: pl.DataFrame) -> pl.DataFrame:
    """Return ad days of which the campaign is known as well as it can be; the total is the same.

    On a day with both reports the plans count, and of the items only what they spent beyond.
    """
    more, covered = _beyond(days, "item", "plan")
    kept = days.filter(~((pl.col("tool") == "item") & pl.col("date").is_in(covered)))
    return pl.concat([kept, more.select(kept.columns)])


def _beyond(days: pl.DataFrame, tool: str, other: str) -> tuple[pl.DataFrame, list[object]]:
    """Return what a tool's report has beyond the other's on days with both, and those days."""
    sums = (
        days.filter(pl.col("tool").is_in(SAME_MONEY))
        .group_by("date")
        .agg(
            *(
                pl.col("spend_fen").filter(pl.col("tool") == name).sum().alias(name)
                for name in SAME_MONEY
            ),
            (pl.col("tool") == other).any().alias("there"),
        )
    )
    both = sums.filter("there")
    more = both.filter(pl.col(tool) > pl.col(other)).select(
        pl.lit(None, pl.String).alias("kind"),
        pl.lit(tool).alias("tool"),
        "date",
        *(pl.lit(None, pl.String).alias(name) for name in ("campaign_id", "campaign", "item_id")),
        (pl.col(tool) - pl.col(other)).alias("spend_fen"),
        pl.lit(None, pl.Int64).alias("ad_paid_fen"),
    )
    return more, both["date"].to_list()


@dataclass(frozen=True, slots=True)
class Sold:
    """Lines as ads see them: a numbered thing (0 is none), a day, a month, what was paid."""

    item: Ints
    day: Ints
    month: Ints
    paid: Ints


def of_months(month: Ints) -> Iterator[Ints]:
    """Yield the row numbers of each month, in order."""
    rows = by_group(month)
    yield from np.split(rows, Groups.of(month[rows]).starts[1:]) if len(rows) else ()


def allocate(spend: pl.DataFrame, sold: Sold) -> tuple[Ints, pl.DataFrame]:
    """Return ad spend by line in fen, and the rows of spend that met no line.

    The spend of a thing on a day goes to its lines paid that day by what was paid, else to its
    lines of that calendar month, else it is left over.

    Args:
        spend: item, day, month (numbers), fen; one row an item and day.
        sold: every line.
    """
    fen, rest = _to(spend, sold, "day")
    more, left = _to(rest, sold, "month")
    return fen + more, left


def _to(spend: pl.DataFrame, sold: Sold, unit: str) -> tuple[Ints, pl.DataFrame]:
    """Return what goes to lines of the same thing and day (or month), and the rows that do not."""
    result = np.zeros(len(sold.paid), np.int64)
    if not spend.height or not len(result):
        return result, spend
    moments = sold.day if unit == "day" else sold.month
    first, span = int(moments.min()), int(np.ptp(moments)) + 1
    inside = spend[unit].is_between(first, first + span - 1)
    keyed = spend.with_columns((pl.col("item") * span + pl.col(unit) - first).alias("key"))
    sums = keyed.filter(inside).group_by("key").agg(pl.col("fen").sum()).sort("key")
    known = sums["key"].to_numpy()
    place = _places(sold.item * span + (moments - first), known)
    rows = np.flatnonzero(place >= 0)
    if not len(rows):
        return result, spend
    rows = rows[by_group(place[rows])]
    groups = Groups.of(place[rows])
    met = place[rows[groups.starts]]
    result[rows] = split(sums["fen"].to_numpy()[met], sold.paid[rows], groups)
    reached = pl.col("key").is_in(known[met].tolist()) & inside
    return result, keyed.filter(~reached).drop("key")


def _places(keys: Ints, known: Ints) -> Ints:
    """Return where each key is among known ones, sorted; -1 where it is not."""
    span = int(keys.max()) + 1
    if span <= ROOM * len(keys) + PPM:
        table = np.full(span, -1, np.int64)
        there = known[known < span]
        table[there] = np.arange(len(there))
        return table[keys]
    if not len(known):
        return np.full(len(keys), -1, np.int64)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[place] == keys, place, -1)


def by_rule(days: pl.DataFrame, rule: AdsRule) -> pl.DataFrame:
    """Return spend as a rule sees it: with its item, or as of the whole shop."""
    if rule == "item":
        return days
    return days.with_columns(pl.lit(None, pl.String).alias("item_id"))
