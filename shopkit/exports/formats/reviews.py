"""Reviews as collectors keep them; no official header row is known. Their words are never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.exports import cells
from shopkit.exports.format import Format, Join

if TYPE_CHECKING:
    import polars as pl


def _followed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return reviews with no for those that nothing was added to."""
    import polars as pl

    if "followed_up" not in rows.columns:
        return rows
    return rows.with_columns(pl.col("followed_up").fill_null(value=False))


FORMAT = Format(
    kind="reviews",
    table="reviews",
    columns={
        "评价时间": "reviewed_at",
        "订单编号": "order_id",
        "商品id": "item_id",
        "商品ID": "item_id",
        "skuid": "sku_id",
        "颜色分类": "variant",
        "评价分类": "rating",
    },
    needs=(frozenset({"reviewed_at"}), frozenset({"item_id", "order_id"})),
    joins={"followed_up": Join((("追评时间",), ("追评内容",)), cells.first_told)},
    words={"rating": {"好评": "good", "中评": "neutral", "差评": "bad"}},
    derive=_followed,
)
