"""CPU and memory of the profit tables, beside the same written in plain pandas, in one run.

    python -m benchmarks.profit [--lines 10000000]

A seeded shop is written as parquet into a temporary folder. Each way then runs in a process of
its own: profit by order, SKU, item, category, day, month, campaign and channel. Both must agree
to the fen.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_SELF

from benchmarks.measure import cpu, parser, peak_gib, run

LEVELS = ("order", "sku", "item", "category", "day", "month", "campaign", "channel")
WAYS = ("shopkit", "pandas")
SEED = 20261122
# ruff: noqa: PLR2004
SKUS, ITEMS, DAYS, CAMPAIGNS = 3000, 750, 365, 40
START = date(2024, 10, 1)
PLAN = {
    "schema": 1,
    "shop": {"name": "bench", "platform": "tmall", "category": "服饰鞋包"},
    "costs": {
        "freight_per_parcel_cny": 3.2,
        "packing_per_parcel_cny": 0.55,
        "insurance_per_parcel_cny": 0.31,
        "returned_resellable": 0.8,
    },
}
RATES = {"服饰鞋包": 50_000, "童装": 50_000, "食品": 20_000}
GOALS = {"cpu": 0.5, "gib": 3.0}


def main() -> None:
    asked = parser(__doc__, {"lines": (10_000_000, "order lines of the shop")})
    asked.add_argument("--way", choices=("make", *WAYS), help="one step alone, in the folder")
    asked.add_argument("--folder", type=Path, help="where the tables of the shop are")
    said = asked.parse_args()
    if said.way == "make":
        make(said.folder, said.lines)
    elif said.way:
        print(json.dumps(measured(said.way, said.folder)))
    else:
        compare(said.lines)


def compare(lines: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        alone("make", folder, lines)
        told = {way: json.loads(alone(way, folder, lines)) for way in WAYS}
    for way, seen in told.items():
        print(f"{way:8} {seen['cpu']:8.1f} CPU s {seen['gib']:6.2f} GiB")
    ours, plain = (told[way] for way in WAYS)
    assert ours["sums"] == plain["sums"], (ours["sums"], plain["sums"])
    print(f"ratio    {ours['cpu'] / plain['cpu']:8.2f}   goal {GOALS['cpu']}")
    print(f"memory   {ours['gib']:8.2f}   goal {GOALS['gib']} GiB; sums agree to the fen")


def alone(way: str, folder: str, lines: int) -> str:
    """Return what a step prints in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.profit", "--way", way]
    return run([*command, "--folder", folder, "--lines", str(lines)])


def measured(way: str, folder: Path) -> dict[str, object]:
    sums = by_shopkit(folder) if way == "shopkit" else by_pandas(folder)
    return {"cpu": cpu(RUSAGE_SELF), "gib": peak_gib(), "sums": sums}


def by_shopkit(folder: Path) -> dict[str, list[int]]:
    import polars as pl

    from shopkit import profit
    from shopkit.plan import Plan

    names = ("orders", "order_lines", "refunds", "affiliate", "ads", "products")
    read = {name: pl.scan_parquet(folder / f"{name}.parquet") for name in names}
    made = profit.ledger(read, profit.terms(Plan.model_validate(PLAN), RATES))
    sums = {}
    for level in LEVELS:
        frame = profit.by(made, level)
        sums[level] = [round(frame[n].sum() * 100) for n in ("paid_cny", "contribution_cny")]
    return sums


def make(folder: Path, lines: int) -> None:
    """Write the tables of a shop: about 1.6 lines an order, every cost known."""
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(SEED)
    n = int(lines / 1.6)
    per_order = rng.choice([1, 2, 3], n, p=[0.58, 0.24, 0.18])
    ids = 2_000_000_000_000_000_000 + np.arange(n) * 1000 + rng.integers(0, 1000, n)
    day = np.sort(rng.integers(0, DAYS, n))
    order = np.repeat(np.arange(n), per_order)
    total = len(order)
    popular = (rng.pareto(1.2, total) * 300).astype(np.int64) % SKUS
    sku = np.where(rng.random(total) < 0.5, popular, rng.integers(0, SKUS, total))
    units = rng.choice([1, 1, 1, 2, 3], total)
    goods = units * (2000 + sku * 7 % 9000)
    paid_line = goods * rng.integers(80, 101, total) // 100
    first = np.cumsum(per_order) - per_order
    paid = np.add.reduceat(paid_line, first) + rng.choice([0, 0, 600], n)
    refunded = rng.random(n) < 0.08
    refund = np.where(refunded, np.where(rng.random(n) < 0.7, paid, paid // 3), 0)
    unsent = refunded & (rng.random(n) < 0.4)
    origin = pl.lit(START).cast(pl.Datetime("us"))
    seconds = rng.integers(0, 86_400, n)
    pl.DataFrame({"order_id": ids, "paid_fen": paid, "refund_fen": refund}).select(
        pl.col("order_id").cast(pl.String),
        "paid_fen",
        "refund_fen",
        (origin + pl.duration(days=pl.Series(day), seconds=pl.Series(seconds))).alias("paid_at"),
        pl.Series("sent", ~unsent),
        pl.Series("state", np.where(refund == paid, "closed", "done")),
        pl.Series("province", rng.choice(["浙江", "北京", "广东"], n)),
        pl.Series("units", np.add.reduceat(units, first)),
    ).write_parquet(folder / "orders.parquet")
    line_id = ids[order] + 1 + np.arange(total) - first[order]
    lines_frame = pl.DataFrame(
        {
            "order_id": pl.Series(ids[order]).cast(pl.String),
            "line_id": pl.Series(line_id).cast(pl.String),
            "sku": pl.Series(sku).cast(pl.String) + "-SKU",
            "item_id": pl.Series(600_000_000_000 + sku % ITEMS).cast(pl.String),
            "units": units,
            "unit_price_fen": goods // units,
            "goods_fen": goods,
            "paid_fen": paid_line,
            "refund_fen": pl.Series([None], dtype=pl.Int64).new_from_index(0, total),
            "source_row": np.arange(total),
        }
    )
    lines_frame.write_parquet(folder / "order_lines.parquet")
    some = np.flatnonzero((refund[order] > 0) & (rng.random(total) < 0.5))
    pl.DataFrame(
        {
            "order_id": lines_frame["order_id"].gather(some),
            "line_id": lines_frame["line_id"].gather(some),
            "sku": lines_frame["sku"].gather(some),
            "refund_fen": paid_line[some] // rng.choice([1, 1, 2], len(some)),
            "refund_state": rng.choice(["done", "done", "done", "closed"], len(some)),
            "whole": pl.Series([None] * len(some), dtype=pl.Boolean),
            "goods_state": rng.choice(["back", "with_buyer", "not_sent"], len(some)),
        }
    ).write_parquet(folder / "refunds.parquet")
    brought = np.flatnonzero(rng.random(total) < 0.06)
    pl.DataFrame(
        {
            "order_id": lines_frame["order_id"].gather(brought),
            "line_id": lines_frame["line_id"].gather(brought),
            "item_id": lines_frame["item_id"].gather(brought),
            "commission_fen": paid_line[brought] // 20,
            "service_fee_fen": paid_line[brought] // 200,
        }
    ).write_parquet(folder / "affiliate.parquet")
    _make_ads(folder, rng)
    _make_products(folder, rng)


def _make_ads(folder: Path, rng) -> None:  # noqa: ANN001
    import numpy as np
    import polars as pl

    rows = DAYS * 300
    days = pl.Series(rng.integers(0, DAYS, rows))
    campaign = rng.integers(0, CAMPAIGNS, rows)
    frame = pl.DataFrame(
        {
            "kind": ["zhitongche"] * rows,
            "tool": ["keyword"] * rows,
            "campaign_id": pl.Series(campaign).cast(pl.String),
            "campaign": pl.Series(campaign).cast(pl.String),
            "item_id": pl.Series(600_000_000_000 + rng.integers(0, ITEMS, rows)).cast(pl.String),
            "spend_fen": rng.integers(0, 20_000, rows),
            "ad_paid_fen": rng.integers(0, 80_000, rows),
        }
    )
    date_of = (pl.lit(START) + pl.duration(days=days)).cast(pl.Date)
    general = pl.Series(np.arange(rows) % 50 == 0)
    item = pl.when(~general).then("item_id").alias("item_id")
    frame.with_columns(date_of.alias("date"), date_of.alias("date_end"), item).write_parquet(
        folder / "ads.parquet"
    )


def _make_products(folder: Path, rng) -> None:  # noqa: ANN001
    import numpy as np
    import polars as pl

    sku = np.arange(SKUS)
    half = START + timedelta(days=DAYS // 2)
    frame = pl.DataFrame(
        {
            "sku": pl.Series(sku).cast(pl.String) + "-SKU",
            "item_id": pl.Series(600_000_000_000 + sku % ITEMS).cast(pl.String),
            "title": pl.Series(sku % ITEMS).cast(pl.String) + " 商品",
            "category": np.array(list(RATES))[sku % ITEMS % len(RATES)],
            "unit_cost_fen": 800 + rng.integers(0, 2000, SKUS),
            "packing_cost_unit_fen": rng.integers(5, 60, SKUS),
        }
    ).with_columns(valid_from=pl.lit(None, pl.Date))
    later = frame.head(SKUS // 4).with_columns(
        pl.col("unit_cost_fen") + 100, valid_from=pl.lit(half)
    )
    pl.concat([frame, later]).write_parquet(folder / "products.parquet")


def by_pandas(folder: Path) -> dict[str, list[int]]:
    """Return the sums of the same tables, written as one would in plain pandas."""
    from benchmarks.profit_pandas import tables

    frames = tables(folder)
    return {
        level: [int(frames[level][n].sum()) for n in ("paid", "contribution")] for level in LEVELS
    }


if __name__ == "__main__":
    main()
