"""The ledger: every paid line of a shop with what it brought and what it cost, in whole fen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from shopkit.apportion import Ints, ints
from shopkit.profit import ads, fees, goods
from shopkit.profit.frames import Names, joined, lazily, narrow
from shopkit.profit.lines import numbered, paid_orders, pieces
from shopkit.profit.matching import OrderNumbers
from shopkit.profit.naming import named
from shopkit.profit.returns import Stage, Told, refunds, told_refunds
from shopkit.profit.sums import cells
from shopkit.tables import Tables
from shopkit.terms import Prices, Terms, prices

COSTS = (
    *("cost_goods", "cost_platform", "cost_affiliate", "cost_ads", "cost_freight"),
    *("cost_packing", "cost_insurance"),
)
PIECE = 2**20  # lines worked on together: large enough for vectors, small enough for memory
COST_COLUMNS = ("sku", "item_id", "unit_cost_fen", "packing_cost_unit_fen", "valid_from")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a shop's lines brought and cost.

    Attributes:
        lines: one row a paid line: order, product, line (numbers, see `names`), day, units,
            paid_fen, refund_fen, a column for each cost included, contribution_fen (null is
            unknown), affiliate.
        leftovers: ad spend that met no sale: item_id, day, cost_ads_fen.
        included: the costs that are taken off, as `cost_goods`.
        left_out: those of which the shop says nothing, never taken as zero; for a share of sales
            the platform takes, the id of its rule.
        terms: what was counted with.
        names: what the numbers stand for.
        spend: ad spend by day, tool and campaign, and the sales the platform credits to it.
        cells: the lines added up by product, day and whether a promoter brought them.
        prices: what a unit of each product cost on each day.
    """

    lines: pl.DataFrame
    leftovers: pl.DataFrame
    included: tuple[str, ...]
    left_out: tuple[str, ...]
    terms: Terms
    names: Names
    spend: pl.DataFrame
    cells: pl.DataFrame
    prices: Prices


def ledger(
    tables: Tables | Mapping[str, pl.LazyFrame], terms: Terms, *, lines_at_once: int = PIECE
) -> Ledger:
    """Return the ledger of a shop.

    Args:
        tables: what the exports hold; lazy frames of the same names where there are millions.
        terms: what to count with.
        lines_at_once: about how many lines to work on together; less needs less memory.
    """
    read = lazily(tables)
    orders = paid_orders(read["orders"])
    numbers = OrderNumbers.of(orders["order_id"])
    told = numbered(read["order_lines"], numbers)
    names = named(told.products, orders, read, terms.category)
    given = _given(read, terms, names, numbers, orders)
    stages = (
        Stage.of(lines, own, told.products) for own, lines in pieces(told, orders, lines_at_once)
    )
    lines = joined(_with_own_costs(stage, given) for stage in stages)
    lines, leftovers, spend = _with_ads(lines, names, read["ads"], terms)
    included = tuple(cost for cost in COSTS if f"{cost}_fen" in lines.columns)
    missing = [cost for cost in COSTS if cost not in included]
    if given.refunds.left_out:
        missing.insert(0, "refund")
    lines = lines.with_columns(narrow(lines.select(_contribution(included)).to_series()))
    return Ledger(
        lines=lines,
        leftovers=leftovers,
        included=included,
        left_out=(*missing, *(terms.unknown_charges if "cost_platform" in included else ())),
        terms=terms,
        names=names,
        spend=spend,
        cells=cells(lines, included),
        prices=given.prices,
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """What every piece of lines is counted with."""

    terms: Terms
    costs: pl.DataFrame
    prices: Prices
    refunds: Told
    affiliates: pl.DataFrame | None


def _given(
    read: dict[str, pl.LazyFrame],
    terms: Terms,
    names: Names,
    numbers: OrderNumbers,
    orders: pl.DataFrame,
) -> _Given:
    costs = read["products"].select(COST_COLUMNS).collect()
    return _Given(
        terms=terms,
        costs=costs,
        prices=prices(names.products, costs, terms),
        refunds=told_refunds(read["refunds"], orders, numbers),
        affiliates=fees.told_affiliates(read["affiliate"], numbers),
    )


def _with_own_costs(stage: Stage, given: _Given) -> pl.DataFrame:
    """Return lines with refunds and every cost but ads."""
    orders, terms = stage.orders, given.terms
    back = refunds(stage, given.refunds)
    kept = orders["sent"].eq_missing(pl.Series([False])).to_numpy()
    ships = ~(back.whole & kept)
    came = ~back.told & back.whole & orders["closed"].fill_null(value=False).to_numpy()
    came = stage.groups.rows(came & ships)
    lines = stage.lines.with_columns(
        pl.Series("refund_fen", back.fen),
        pl.Series("ships", stage.groups.rows(ships)),
        pl.Series("back_fen", back.back_fen),
        pl.Series("back", back.back | came),
        pl.Series("back_whole", back.back_whole | came),
        *given.prices.on(stage.lines),
    )
    if not back.known.all():
        known = pl.Series("known", back.known)
        lines = lines.with_columns(pl.when(known).then("refund_fen").alias("refund_fen"))
    made: dict[str, pl.Expr] = {}
    if given.costs["unit_cost_fen"].is_not_null().any():
        lines = lines.with_columns(goods.back_part(lines))
        made["cost_goods"] = goods.cost_of_goods(terms.resellable_ppm)
    if terms.charges:
        made["cost_platform"] = fees.platform_fee(terms.charges)
    brought = pl.lit(value=False)
    if given.affiliates is not None:
        fen, by_them = fees.affiliates(stage, given.affiliates)
        made["cost_affiliate"], brought = pl.lit(pl.Series(fen)), pl.lit(pl.Series(by_them))
    made |= {name: pl.lit(fen) for name, fen in fees.parcels(stage, ships, terms).items()}
    if given.costs["packing_cost_unit_fen"].is_not_null().any():
        made["cost_packing"] = _packing(made.get("cost_packing"))
    return lines.select(
        *("order", "line", "product", "day", "units", "paid_fen", "refund_fen"),
        *(cost.alias(f"{name}_fen") for name, cost in made.items()),
        brought.alias("affiliate"),
    )


def _packing(parcel: pl.Expr | None) -> pl.Expr:
    """Return packing by parcel and by unit; without a price by parcel each unit needs one."""
    by_unit = pl.col("units") * pl.col("unit_packing")
    shipped = pl.when("ships").then(by_unit).otherwise(0)
    if parcel is None:
        return shipped
    return parcel + pl.when(pl.col("unit_packing").is_null()).then(0).otherwise(shipped)


def _with_ads(
    lines: pl.DataFrame, names: Names, export: pl.LazyFrame, terms: Terms
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return lines with their ads, what met no line, and spend by campaign."""
    days = ads.ad_days(export)
    spend = ads.by_rule(ads.counted(days), terms.ads_rule)
    empty = pl.DataFrame(schema={"item_id": pl.String, "day": pl.Date, "cost_ads_fen": pl.Int64})
    if not days.height:
        return lines, empty, days
    if terms.ads_rule == "none":
        fen, left = np.zeros(lines.height, np.int64), spend
    else:
        fen, left = _allocated(lines, names, spend)
    kept = left.group_by("item_id", pl.col("date").alias("day")).agg(
        pl.col("spend_fen").sum().alias("cost_ads_fen")
    )
    leftovers = pl.concat([empty, kept.select(empty.columns)]).sort("day", "item_id")
    return (
        lines.with_columns(narrow(pl.Series("cost_ads_fen", fen))),
        leftovers,
        ads.by_campaign(days),
    )


def _allocated(lines: pl.DataFrame, names: Names, spend: pl.DataFrame) -> tuple[Ints, pl.DataFrame]:
    """Return spend by line, that of items and that of the whole shop, and what met no line.

    Spend stays within its calendar month, so that months are worked on one after the other.
    """
    listed = pl.concat([names.products["item_id"], spend["item_id"]]).drop_nulls().unique().sort()
    numbers = listed.to_frame("item_id").with_row_index("item", offset=1)
    items = names.products.join(numbers, "item_id", how="left", maintain_order="left")["item"]
    month = lines.select(_month(pl.col("day"))).to_series().to_numpy()
    rows = spend.join(numbers, "item_id", how="left").select(
        *("item_id", "date", "spend_fen"),
        pl.col("item").fill_null(0).cast(pl.Int64),
        pl.col("date").to_physical().cast(pl.Int64).alias("day"),
        _month(pl.col("date")).cast(pl.Int64).alias("month"),
        pl.col("spend_fen").alias("fen"),
    )
    result = np.zeros(lines.height, np.int64)
    left = [rows.filter(~pl.col("month").is_in(np.unique(month).tolist()))]
    for own in ads.of_months(month):
        told = lines.select("product", "day", "paid_fen")[own]
        sold = ads.Sold(
            item=ints(items)[told["product"].to_numpy()],
            day=ints(told["day"].to_physical()),
            month=month[own].astype(np.int64),
            paid=np.maximum(ints(told["paid_fen"]), 0),
        )
        result[own], rest = _of_month(rows.filter(pl.col("month") == month[own[0]]), sold)
        left += rest
    return result, pl.concat(left)


def _of_month(rows: pl.DataFrame, sold: ads.Sold) -> tuple[Ints, list[pl.DataFrame]]:
    of_items, rest = ads.allocate(rows.filter(pl.col("item") > 0), sold)
    whole = replace(sold, item=np.zeros_like(sold.item))
    of_shop, more = ads.allocate(rows.filter(pl.col("item") == 0), whole)
    return of_items + of_shop, [rest, more]


def _month(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int32) * 12 + day.dt.month().cast(pl.Int32)


def _contribution(included: tuple[str, ...]) -> pl.Expr:
    """Return paid − refund − every cost included, in fen; unknown as soon as one of them is."""
    taken = (pl.col(f"{cost}_fen") for cost in included)
    left = pl.col("paid_fen").cast(pl.Int64) - pl.col("refund_fen")
    for cost in taken:
        left = left - cost
    return left.alias("contribution_fen")
