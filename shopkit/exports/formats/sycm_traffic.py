"""生意参谋 traffic sources of the whole shop and of one item.

The sources are a tree: what a leaf and its parent say is the same visitors, so only leaves add.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from shopkit.exports import cells
from shopkit.exports.format import Format, Join

LEVEL = " > "
WHOLE = ("汇总", "整体", "全部", "合计")  # the finer source is the parent itself
SAME = ["date", "date_end", "item_id", "attribution"]  # a tree is of one span, item and rule


def _path(levels: Sequence[pl.Expr]) -> pl.Expr:
    """Return a source from its root to its leaf; a level that only sums up is none."""
    names = [cells.bare(level) for level in levels]
    told = [pl.when(~name.is_in(WHOLE)).then(name) for name in names]
    path = pl.concat_str(told, separator=LEVEL, ignore_nulls=True)
    summed = pl.any_horizontal(name.is_in(WHOLE) for name in names)
    return pl.when(path != "").then(path).when(summed).then(pl.lit(WHOLE[0]))


def _with_leaves(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with whether nothing finer stands below in the same file."""
    same = [name for name in SAME if name in rows.columns]
    level = pl.col("source_path").str.split(LEVEL)
    deep = rows.select(*same, level.alias("_level"), level.list.len().alias("_depth"))
    parents = [
        deep.filter(pl.col("_depth") > n).select(
            *same, pl.col("_level").list.head(n).list.join(LEVEL).alias("source_path")
        )
        for n in range(1, max(deep["_depth"].to_list(), default=1))
    ]
    if not parents:
        return rows.with_columns(leaf=pl.lit(value=True))
    above = pl.concat(parents).unique().with_columns(_parent=pl.lit(value=True))
    found = rows.join(
        above, on=[*same, "source_path"], how="left", nulls_equal=True, maintain_order="left"
    )
    return found.with_columns(leaf=pl.col("_parent").is_null()).drop("_parent")


SOURCES = Join(
    (
        ("一级来源", "一级流量来源", "流量来源", "来源名称"),
        ("二级来源", "二级流量来源", "来源明细"),
        ("三级来源", "三级流量来源"),
    ),
    _path,
)
FIGURES = {
    "统计日期": "date",
    "日期": "date",
    "归属原则": "attribution",
    "访客数": "visitors",
    "浏览量": "page_views",
    "新访客": "new_visitors",
    "新访客数": "new_visitors",
    "收藏人数": "favourites",
    "商品收藏人数": "favourites",
    "加购人数": "cart_buyers",
    "商品加购人数": "cart_buyers",
    "下单买家数": "ordering_buyers",
    "下单金额": "ordered",
    "支付买家数": "paid_buyers",
    "支付件数": "paid_units",
    "支付金额": "paid",
}
ITEM_MARKS = frozenset(
    {
        *("商品ID", "商品id", "商品Id", "浏览量占比", "店内跳转人数", "跳出本店人数"),
        *("直接支付买家数", "收藏商品-支付买家数", "粉丝支付买家数", "加购商品-支付买家数"),
    }
)
LABELLED = r"(?:ID|Id|id)\D{0,3}(\d{6,20})(?!\d)"
LONG = r"(?<!\d)(?!20\d\d[01]\d)(\d{9,15})(?!\d)"  # no moment such as 202610311200
NEEDS = (frozenset({"source_path"}), frozenset({"visitors", "paid"}))
SHOP = Format(
    kind="sycm_traffic",
    table="traffic",
    columns=FIGURES,
    joins={"source_path": SOURCES},
    needs=NEEDS,
    never=ITEM_MARKS,
    totals=frozenset({"source_path"}),
    derive=_with_leaves,
)
ITEM = Format(
    kind="sycm_item_traffic",
    table="traffic",
    columns={**FIGURES, "商品ID": "item_id", "商品id": "item_id", "商品Id": "item_id"},
    joins={"source_path": SOURCES},
    needs=NEEDS,
    marks=ITEM_MARKS,
    totals=frozenset({"source_path"}),
    named={"item_id": f"{LABELLED}|{LONG}"},
    derive=_with_leaves,
)
FORMATS = (SHOP, ITEM)
