"""Small random shops for the tests of profit: plain rows, and the tables and plan made of them."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import polars as pl

from shopkit.plan import Plan
from shopkit.tables import Tables, dtype_of, empty, inside

Rows = list[dict[str, object]]
SKUS = ("S0", "S1", "S2", "S3", None)
ITEMS = ("I0", "I1", "I2", None)
CATEGORIES = ("服饰鞋包", "童装", "food", "没有的类目", None)
STATES = ("paid", "shipped", "done", "closed")
MONEY = (0, 1, 7, 99, 1000, 4999, 12345)
FIRST = date(2026, 1, 20)


@dataclass
class Case:
    """A shop as plain rows, its plan as plain settings."""

    orders: Rows
    lines: Rows
    refunds: Rows
    affiliate: Rows
    ads: Rows
    products: Rows
    platform: str
    category: str | None
    costs: dict[str, object]
    fees: list[dict[str, object]] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        """The plan as shopkit reads it."""
        shop = {"name": "x", "platform": self.platform, "category": self.category}
        said = {"schema": 1, "shop": shop, "costs": self.costs, "fees": self.fees}
        return Plan.model_validate(said)

    @property
    def tables(self) -> Tables:
        """The tables as the readers would make them."""
        others = {
            "order_lines": table("order_lines", self.lines),
            "refunds": table("refunds", self.refunds),
            "affiliate": table("affiliate", self.affiliate),
            "ads": table("ads", self.ads),
            "products": table("products", self.products),
        }
        kept = {name: frame for name, frame in others.items() if frame.height}
        return Tables(
            orders=table("orders", self.orders),
            shop_days=empty("shop_days"),
            order_days=frozenset(),
            others=kept,
        )

    @property
    def categories(self) -> list[str]:
        """The categories its products name."""
        return [str(row["category"]) for row in self.products if row["category"]]


def table(name: str, rows: Rows) -> pl.DataFrame:
    """Return rows of stems as a table of shopkit; what a row does not say is null."""
    frame = empty(name)
    columns = {
        inside(stem.removesuffix("_fen")): pl.Series(
            [row.get(stem) for row in rows], dtype=dtype_of(stem.removesuffix("_fen"))
        )
        for row in rows[:1]
        for stem in row
    }
    return pl.concat([frame, pl.DataFrame(columns)], how="diagonal") if rows else frame


def random_case(rng: random.Random) -> Case:
    """Return a shop with everything that can be odd about one."""
    orders = [_order(rng, f"{n:02d}") for n in range(rng.randint(1, 7))]
    rng.shuffle(orders)
    lines = [line for order in orders for line in _lines(rng, order)]
    rng.shuffle(lines)
    some = rng.random
    platform = rng.choice(("taobao", "tmall", "tmall", "jd", "other"))
    return Case(
        orders=orders,
        lines=[{**line, "source_row": n} for n, line in enumerate(lines)],
        refunds=[_refund(rng, orders, lines) for _ in range(rng.choice((0, 0, 1, 4)))],
        affiliate=[_affiliate(rng, orders, lines) for _ in range(rng.choice((0, 1, 3)))],
        ads=[_ad(rng) for _ in range(rng.choice((0, 1, 4, 10)))],
        products=[_product(rng) for _ in range(rng.choice((0, 2, 5, 9)))],
        platform=platform,
        category=rng.choice((*CATEGORIES, "服饰鞋包")),
        costs={
            **({"freight_per_parcel_cny": rng.choice((0, 3.2))} if some() < 0.6 else {}),
            **({"freight_by_province_cny": {"浙江省": 2.5}} if some() < 0.4 else {}),
            **({"packing_per_parcel_cny": 0.55} if some() < 0.6 else {}),
            **({"insurance_per_parcel_cny": 0.31} if some() < 0.6 else {}),
            **({"returned_resellable": rng.choice((0, 0.8, 1))} if some() < 0.8 else {}),
            "ads_rule": rng.choice(("item", "item", "paid", "none")),
        },
        fees=_fees(rng, platform),
    )


def _order(rng: random.Random, name: str) -> dict[str, object]:
    paid = rng.choice(MONEY)
    at = datetime.combine(FIRST, datetime.min.time()) + timedelta(hours=rng.randint(0, 24 * 25))
    return {
        "order_id": name,
        "paid_at": at if rng.random() < 0.9 else None,
        "paid": paid,
        "refund": rng.choice((0, 0, paid, paid // 2, paid + 5, None)),
        "sent": rng.choice((True, True, False, None)),
        "state": rng.choice(STATES),
        "province": rng.choice(("浙江", "北京", None)),
        "units": rng.choice((1, 2, 5, None)),
    }


def _lines(rng: random.Random, order: dict[str, object]) -> Rows:
    full = rng.random() < 0.5
    return [
        {
            "order_id": order["order_id"],
            "line_id": rng.choice((f"{order['order_id']}-{n}", f"{order['order_id']}-{n}", None)),
            "sku": rng.choice(SKUS),
            "item_id": rng.choice(ITEMS),
            "units": rng.choice((1, 2, 3, *(() if full else (None,)))),
            "unit_price": rng.choice((0, 10, 500, *(() if full else (None,)))),
            "goods": rng.choice((0, 7, 500, *(() if full else (None,)))),
            "paid": rng.choice((0, 100, 333, *(() if full else (None,)))),
            "refund": rng.choice((0, 0, order["refund"], None)),
        }
        for n in range(rng.choice((0, 1, 1, 2, 3)))
    ]


def _refund(rng: random.Random, orders: Rows, lines: Rows) -> dict[str, object]:
    order, line = rng.choice(orders), rng.choice([*lines, {}])
    hit = rng.random() < 0.7
    return {
        "order_id": line.get("order_id", "zz") if hit else order["order_id"],
        "line_id": rng.choice((line.get("line_id"), None, "?")),
        "sku": rng.choice((line.get("sku"), None, "S1")),
        "refund": rng.choice(MONEY),
        "refund_state": rng.choice(("done", "done", "done", "open", "closed")),
        "whole": rng.choice((True, False, None)),
        "goods_state": rng.choice(("back", "sent_back", "not_sent", "with_buyer", None)),
    }


def _affiliate(rng: random.Random, orders: Rows, lines: Rows) -> dict[str, object]:
    order, line = rng.choice(orders), rng.choice([*lines, {}])
    return {
        "order_id": rng.choice((order["order_id"], line.get("order_id"))),
        "line_id": rng.choice((line.get("line_id"), None)),
        "item_id": rng.choice(ITEMS),
        "commission": rng.choice((*MONEY, None)),
        "service_fee": rng.choice((0, 3, None)),
    }


def _ad(rng: random.Random) -> dict[str, object]:
    tool = rng.choice(("item", "item", "plan", "keyword", "display"))
    day = FIRST + timedelta(days=rng.randint(0, 26))
    return {
        "kind": tool,
        "tool": tool,
        "date": day,
        "date_end": rng.choice((day, day, day, day + timedelta(days=6))),
        "campaign_id": rng.choice(("1", "2", None)) if tool != "item" else None,
        "campaign": "c" if tool != "item" else None,
        "item_id": rng.choice((*ITEMS, "I9")),
        "spend": rng.choice(MONEY),
        "ad_paid": rng.choice((*MONEY, None)),
    }


def _product(rng: random.Random) -> dict[str, object]:
    return {
        "sku": rng.choice(SKUS),
        "item_id": rng.choice(ITEMS),
        "category": rng.choice(CATEGORIES),
        "unit_cost": rng.choice((0, 3, 50, 700, None)),
        "packing_cost_unit": rng.choice((None, None, 5, 11)),
        "valid_from": rng.choice((None, None, FIRST, FIRST + timedelta(days=9))),
    }


def _fees(rng: random.Random, platform: str) -> list[dict[str, object]]:
    one = {"rule": "taobao.fee.base-software", "rate": 0.0031}
    two = {"rule": "tmall.commission.category", "rate": 0.033, "category": "没有的类目"}
    later = {**one, "rate": 0.001, "valid_from": FIRST + timedelta(days=5)}
    kinds = [[], [], [one], [one, later], [later]]
    return rng.choice([*kinds, *([[two], [later, two]] if platform == "tmall" else [])])
