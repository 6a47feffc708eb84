"""What advertising costs and brings: tools, campaigns, keywords and affiliates.

What a platform credits to its ads (`ad_paid`) counts every sale within its attribution window; it
is held against the spend, never added to what the shop sold.
"""

from __future__ import annotations

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.spans import by_kind
from shopkit.sums import known_sum, over
from shopkit.tables import Tables, as_pandas

SUMS = ("impressions", "clicks", "spend_fen", "ad_paid_fen", "ad_orders")
FIGURES = [
    *("spend_fen", "spend_share", "impressions", "clicks", "click_rate", "per_click_fen"),
    *("ad_orders", "ad_paid_fen", "roi"),
]
RATIOS = {  # part and whole
    "click_rate": ("clicks", "impressions"),
    "per_click_fen": ("spend_fen", "clicks"),
    "roi": ("ad_paid_fen", "spend_fen"),
}
AFFILIATES = [
    *("item_id", "title", "orders", "paid_fen", "commission_fen", "service_fee_fen"),
    *("commission_rate", "per_order_fen"),
]
FEWEST_CLICKS = 100  # below, one sale more or less turns the verdict


def spent(tables: Tables, period: Period, by: tuple[str, ...] = ("tool",)) -> pd.DataFrame:
    """Return what each tool, campaign or keyword cost and what the platform credits to it.

    A plan report and an item report of the same days tell of the same money: the item report
    counts, and of the plan report the days it has alone and what it spent beyond, as in the
    profit; for campaigns the other way round.

    Sources: click rate = clicks ÷ impressions, cost per click = spend ÷ clicks, return = sales ÷
    spend, the three measures of a promoter in source document 003; the platform's own reports
    compute them alike.

    Args:
        tables: the shop's tables.
        period: days asked for.
        by: columns to group by: tool, campaign, item_id, title, keyword.

    Returns:
        One row a group, most spend first: the columns of `by`, spend_cny, spend_share (0–1),
        impressions, clicks, click_rate, per_click_cny, ad_orders, ad_paid_cny, roi (NaN without
        spend). Groups with no value in the last column of `by` are left out, so a table of
        keywords holds keywords only.
    """
    richer, poorer = ("plan", "item") if by[-1] == "campaign" else ("item", "plan")
    rows = counted_once(tables, period, richer, poorer).filter(pl.col(by[-1]).is_not_null())
    ratios = (_of_told(*terms).alias(name) for name, terms in RATIOS.items())
    sums = rows.group_by(by).agg(*map(known_sum, SUMS), *ratios)
    share = over("spend_fen", pl.col("spend_fen").sum()).alias("spend_share")
    ordered = sums.with_columns(share).sort(
        ["spend_fen", *by], descending=[True, *(False for _ in by)]
    )
    return as_pandas(ordered.select(*by, *FIGURES))


def _of_told(part: str, whole: str) -> pl.Expr:
    """Return a ratio of sums over the rows that tell both."""
    both = pl.col(part).is_not_null() & pl.col(whole).is_not_null()
    return over(pl.col(part).filter(both).sum(), pl.col(whole).filter(both).sum())


def counted_once(tables: Tables, period: Period, richer: str, poorer: str) -> pl.DataFrame:
    """Return the ad rows of a period, of two reports of the same money each yuan once.

    On days both tools hold, the rows of the richer count, and of the poorer only what it spent
    beyond them: one row without an item or campaign. Spans that overlap are days taken together.
    """
    told = by_kind(tables["ads"], period)
    rows = pl.concat([tables["ads"].clear(), *told]).sort("date", maintain_order=True)
    same = pl.col("tool").is_in([richer, poorer])
    opens = pl.col("date") > pl.col("date_end").cum_max().shift(1)
    pair = rows.filter(same).with_columns(opens.fill_null(value=True).cum_sum().alias("run"))
    rich, poor = pl.col("tool") == richer, pl.col("tool") == poorer
    twice = (rich.any() & poor.any()).over("run")
    once = pair.filter(~(twice & poor)).drop("run")
    beyond = _spend(poor) - _spend(rich)
    more = pair.filter(twice).group_by("run").agg(pl.col("date").min(), spend_fen=beyond)
    more = more.filter(pl.col("spend_fen") > 0).drop("run").with_columns(tool=pl.lit(poorer))
    return pl.concat([rows.filter(~same), once, more], how="diagonal")


def _spend(whose: pl.Expr) -> pl.Expr:
    return pl.col("spend_fen").filter(whose).sum()


def verdicts(frame: pd.DataFrame, break_even_roi: float | None) -> list[str]:
    """Return for each row of `spent` what its return means: go, stop, little or unknown.

    Args:
        frame: columns roi, clicks.
        break_even_roi: the return at which a yuan of ads brings a yuan of contribution.
    """
    return [
        _verdict(roi, clicks, break_even_roi)
        for roi, clicks in zip(frame["roi"], frame["clicks"], strict=True)
    ]


def _verdict(roi: float, clicks: float, break_even_roi: float | None) -> str:
    if break_even_roi is None or pd.isna(roi):
        return "unknown"
    if pd.isna(clicks) or clicks < FEWEST_CLICKS:
        return "little"
    return "go" if roi >= break_even_roi else "stop"


def affiliates(tables: Tables, period: Period) -> pd.DataFrame:
    """Return for each product what affiliates sold and took, by the time the order was placed.

    Commission = amount paid × commission rate (source document 003); the settlement file has the
    amounts, so they are summed and the rate is recomputed.

    Returns:
        One row a product, most commission first: item_id, title, orders, paid_cny,
        commission_cny, service_fee_cny, commission_rate (0–1, commission ÷ paid), per_order_cny
        (commission and fee ÷ orders). Empty without a settlement file.
    """
    placed = pl.coalesce("created_at", "done_at", "settled_at").dt.date()
    rows = tables["affiliate"].filter(placed.is_between(period.start, period.end))
    sums = rows.group_by("item_id").agg(
        pl.col("title").drop_nulls().last(),
        pl.col("order_id").n_unique().cast(pl.Int64).alias("orders"),
        *map(known_sum, ("paid_fen", "commission_fen", "service_fee_fen")),
    )
    told = pl.sum_horizontal("commission_fen", "service_fee_fen")  # as profit counts them
    figures = sums.with_columns(
        over("commission_fen", "paid_fen").alias("commission_rate"),
        over(told, "orders").alias("per_order_fen"),
    )
    ordered = figures.sort(["commission_fen", "item_id"], descending=[True, False], nulls_last=True)
    return as_pandas(ordered.select(AFFILIATES))
