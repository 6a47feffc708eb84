"""Past orders as carts at the prices of a plan, and those that cannot be: each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from shopkit.apportion import Groups, Ints, ints, split
from shopkit.plan import Plan
from shopkit.pricing.replay_days import Days
from shopkit.promotions import Buyer, Carts, Good
from shopkit.promotions.carts import LARGEST_FEN, LARGEST_UNITS
from shopkit.promotions.model import fen
from shopkit.tables import Tables
from shopkit.variants import items_of_variants

WHY = (  # the first that is true counts
    *("refunded_whole", "no_lines", "unknown_product", "no_units", "no_price", "too_large"),
)
FIRST_DAY = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class PastCarts:
    """The orders of some days as carts, in the order of payment.

    Attributes:
        orders: one row a cart: order_id, day, paid_fen (unknown is null).
        carts: the same as arrays.
        cart, place: by line, which cart it is in and which of its lines it is.
        paid_fen: by line, its part of what was paid for its order; 0 where nobody knows.
        listed_units: units whose price the plan does not say: the order's own counts.
        left_out: orders that are no carts: order_id, paid_fen, why.
        gifts: lines of price 0, which are in no cart.
    """

    orders: pl.DataFrame
    carts: Carts
    cart: Ints
    place: Ints
    paid_fen: Ints
    listed_units: int
    left_out: pl.DataFrame
    gifts: int

    def by_line(self, table: Ints) -> Ints:
        """Return an n × L table of carts by line."""
        found: Ints = table[self.cart, self.place]
        return found

    @property
    def lines(self) -> Groups:
        """Return which lines belong to one cart."""
        return Groups.of(self.cart)


def past_carts(tables: Tables, plan: Plan, days: Days, buyer: Buyer) -> PastCarts:
    """Return the orders paid on the past days as carts of the planned ones.

    A unit costs what the plan says its product costs, else the list price of that order. Delivery
    costs what the plan charges for it, else what was charged.

    Args:
        tables: orders and their lines; the cost table says which item a SKU is of.
        plan: prices and categories.
        days: which days, and what they are taken to be.
        buyer: who every buyer is taken to be; no export says.
    """
    orders = _orders(tables, days)
    lines = _lines(tables, plan).join(orders.select("order_id"), "order_id", how="semi")
    gifts = pl.col("unit_price_fen").eq_missing(0)
    sold = lines.filter(~gifts)
    told = orders.join(_whys(sold), "order_id", how="left", maintain_order="left")
    why = pl.when("refunded").then(pl.lit(WHY[0])).otherwise(pl.col("why").fill_null(WHY[1]))
    told = told.with_columns(pl.when(why != "").then(why).alias("why"))
    kept = told.filter(pl.col("why").is_null()).with_row_index("cart")
    own = sold.join(kept.select("order_id", "cart"), "order_id").sort(
        "cart", "line_id", "source_row"
    )
    cart = ints(own["cart"])
    groups = Groups.of(cart)
    place = np.arange(len(cart)) - groups.rows(groups.starts)
    own_price = own.filter(pl.col("planned_fen").is_null())["units"].sum()
    return PastCarts(
        orders=kept.select("order_id", "day", "paid_fen"),
        carts=_arrays(own, kept, (cart, place), _Proposed(plan, days, buyer)),
        cart=cart,
        place=place,
        paid_fen=split(ints(kept["paid_fen"]), _weights(own, groups), groups),
        listed_units=int(own_price),
        left_out=told.drop_nulls("why").select("order_id", "paid_fen", "why"),
        gifts=lines.height - sold.height,
    )


@dataclass(frozen=True, slots=True)
class _Proposed:
    """What carts are made for."""

    plan: Plan
    days: Days
    buyer: Buyer


def _orders(tables: Tables, days: Days) -> pl.DataFrame:
    """Return the paid orders of the past days in the order of payment."""
    day = pl.col("paid_at").dt.date()
    whole = pl.col("refund_fen") >= pl.col("paid_fen")
    refunded = pl.col("state").eq_missing("closed") | (
        whole.fill_null(value=False) & (pl.col("paid_fen") > 0)
    )
    rows = tables.orders.filter(day.is_between(days.past.start, days.past.end))
    return (
        rows.sort("paid_at", "order_id")
        .unique("order_id", keep="first", maintain_order=True)
        .select(
            *("order_id", "paid_fen", "freight_fen", day.alias("day")),
            pl.col("paid_at").dt.hour().alias("hour"),
            refunded.alias("refunded"),
        )
    )


def _lines(tables: Tables, plan: Plan) -> pl.DataFrame:
    """Return every order line with its item, category and price of the plan."""
    costs = tables["products"].filter(pl.col("item_id").is_not_null())
    by_sku = costs.drop_nulls("sku").unique("sku", keep="first", maintain_order=True)
    named = by_sku.select("sku", pl.col("item_id").alias("sku_item"))
    told = pl.coalesce("item_id", "sku_item")
    lines = tables["order_lines"].join(named, "sku", how="left", maintain_order="left")
    lines = lines.with_columns(
        told.alias("told_item"), told.replace(items_of_variants(tables)).alias("item_id")
    )
    category = costs.drop_nulls("category").unique("item_id", keep="first", maintain_order=True)
    known = category.select(pl.col("item_id").alias("told_item"), "category")
    lines = lines.join(known, "told_item", how="left", maintain_order="left")
    listed = lines.join(_planned(plan), "item_id", how="left", maintain_order="left")
    price = pl.coalesce("planned_fen", "unit_price_fen")
    group = pl.coalesce("planned_category", "category", pl.lit(plan.shop.category, pl.String))
    return listed.with_columns(price.alias("price_fen"), group.alias("category"))


def _planned(plan: Plan) -> pl.DataFrame:
    rows = [(one.item_id, fen(one.price_cny), one.category) for one in plan.products]
    kinds = {"item_id": pl.String, "planned_fen": pl.Int64, "planned_category": pl.String}
    found = pl.DataFrame(rows, kinds, orient="row")
    return found.unique("item_id", keep="first", maintain_order=True)


def _whys(lines: pl.DataFrame) -> pl.DataFrame:
    """Return for each order why it is no cart; empty where it is one."""
    units, price = pl.col("units"), pl.col("price_fen")
    large = (units > LARGEST_UNITS).any() | ((units * price).sum() > LARGEST_FEN // 2)
    tests = (
        pl.col("item_id").is_null().any(),
        (units.is_null() | (units < 1)).any(),
        price.is_null().any(),
        large,
    )
    codes = [
        pl.when(test.fill_null(value=False)).then(pl.lit(why))
        for test, why in zip(tests, WHY[2:], strict=True)
    ]
    return lines.group_by("order_id").agg(pl.coalesce(*codes, pl.lit("")).alias("why"))


def _arrays(
    lines: pl.DataFrame, orders: pl.DataFrame, at: tuple[Ints, Ints], given: _Proposed
) -> Carts:
    shape = (orders.height, int(at[1].max(initial=0)) + 1)
    goods, code = _goods(lines)

    def padded(values: Ints) -> Ints:
        table = np.zeros(shape, np.int64)
        table[at] = values
        return table

    tier, charged = given.buyer.member, fen(given.plan.prices.freight_charged_cny)
    then = ints(orders["freight_fen"])
    return Carts(
        goods=goods,
        codes=padded(code),
        units=padded(ints(lines["units"])),
        prices_fen=padded(ints(lines["price_fen"])),
        tiers=() if tier is None else (tier,),
        tier=np.full(orders.height, -1 if tier is None else 0),
        vip88=np.full(orders.height, given.buyer.vip88),
        new=np.full(orders.height, given.buyer.new),
        day=given.days.counted(ints(orders["day"].to_physical()) + FIRST_DAY),
        hour=ints(orders["hour"]),
        freight_fen=then if charged is None else np.full_like(then, charged),
    )


def _goods(lines: pl.DataFrame) -> tuple[tuple[Good, ...], Ints]:
    """Return what is sold, and which of it each line sells."""
    key = ["item_id", "sku", "category"]
    known = lines.select(key).unique(maintain_order=True).with_row_index("code")
    code = lines.join(known, key, how="left", nulls_equal=True, maintain_order="left")["code"]
    goods = tuple(Good(*row) for row in known.select(key).iter_rows())
    return goods or (Good(""),), ints(code)


def _weights(lines: pl.DataFrame, groups: Groups) -> Ints:
    """Return what an order's amount is split by: what lines were paid, else their price then."""
    told = lines["paid_fen"].is_not_null().to_numpy()
    then = pl.coalesce("unit_price_fen", "price_fen") * pl.col("units")
    listed_then = ints(lines.select(then).to_series())
    paid = np.maximum(ints(lines["paid_fen"]), 0)
    found: Ints = np.where(groups.rows(groups.all(told)), paid, listed_then)
    return found
