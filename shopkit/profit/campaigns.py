"""Profit by ad campaign and by channel, by the sales the platform credits to each campaign.

What the items of a period brought is split over the campaigns by the sales credited to them, at
most what the item sold; a campaign credited with sales of no named item shares what is left of
the shop in the same way. The rest came without ads, promoters' lines are a channel of their own,
and each campaign bears its own spend.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import polars as pl

from shopkit.apportion import Groups, ints, split
from shopkit.periods import Period
from shopkit.profit.ads import SAME_MONEY
from shopkit.profit.frames import within
from shopkit.profit.ledger import Ledger
from shopkit.profit.shown import shown
from shopkit.profit.sums import money_columns
from shopkit.sums import known_sum, over

AFFILIATE, NO_AD, CARRIED = "affiliate", "none", "carried"  # channels that are no ad tool
WANXIANGTAI = "wanxiangtai"
PARTY = ("channel", "campaign_id", "campaign")


def by_campaign(ledger: Ledger, period: Period | None) -> pd.DataFrame:
    """Return the profit of each campaign, of promoters, and of what came without ads."""
    return _shown(_parties(ledger, period), PARTY)


def by_channel(ledger: Ledger, period: Period | None) -> pd.DataFrame:
    """Return the profit of each ad tool, of promoters, and of what came without ads."""
    parties = _parties(ledger, period)
    sums = [pl.col(name).sum() for name in parties.columns if name not in (*PARTY, *CLAIMED)]
    claimed = map(known_sum, CLAIMED)
    return _shown(parties.group_by("channel").agg(*sums, *claimed), ("channel",))


def _shown(rows: pl.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    rate = over("before_fen", "known_net_fen")
    ratios = rows.with_columns(
        spend_fen=pl.col("cost_ads_fen"),
        roi=over("ad_paid_fen", "told_fen"),
        break_even_roi=over(pl.lit(1.0), rate),
    )
    return shown(ratios.drop("before_fen", "told_fen"), key)


def _parties(ledger: Ledger, period: Period | None) -> pl.DataFrame:
    """Return what each campaign, promoters and the rest brought and bore, in fen."""
    cells = within(ledger.cells, period)
    money = [*SHARED, *(n for n in money_columns(ledger.included) if n not in APART)]
    cells = cells.with_columns(
        pl.col(money[len(SHARED) :]).fill_null(0),
        before_fen=pl.col("contribution_fen").fill_null(0) + pl.col("known_ads_fen"),
    )
    credited = _credits(ledger, period)
    bought = cells.filter(~pl.col("affiliate")).join(
        ledger.names.products.lazy().select("product", "item_id"), "product"
    )
    items = bought.group_by("item_id").agg(pl.col(money).sum()).sort("item_id").collect()
    brought = cells.filter("affiliate").select(pl.col(money).sum(), pl.len().alias("n")).collect()
    of_items = _split(items, credited.drop_nulls("item_id"), "item_id", money)
    rest = of_items.filter(pl.col("channel") == NO_AD).select(pl.col(money).sum())
    shop = rest.with_columns(item_id=pl.lit(""))
    named = credited.filter(pl.col("item_id").is_null()).with_columns(item_id=pl.lit(""))
    of_shop = _split(shop, named, "item_id", money)
    promoters = brought.filter(pl.col("n") > 0).with_columns(channel=pl.lit(AFFILIATE)).drop("n")
    parts = [of_items.filter(pl.col("channel") != NO_AD), of_shop, promoters]
    sold = pl.concat(parts, how="diagonal").select(*PARTY, *money)
    bore = credited.group_by(PARTY).agg(pl.col("cost_ads_fen").sum(), *map(known_sum, CLAIMED))
    rows = (
        pl.concat([sold, bore], how="diagonal")
        .group_by(PARTY)
        .agg(pl.col(*money, "cost_ads_fen").sum(), *map(known_sum, CLAIMED))
    )
    rows = rows.with_columns(contribution_fen=pl.col("before_fen") - pl.col("cost_ads_fen"))
    return pl.concat([rows, _carried(ledger, period, rows)], how="diagonal_relaxed")


SHARED = ("before_fen", "unknown_paid_fen", "known_net_fen")
CLAIMED = ("ad_paid_fen", "told_fen")  # unknown where no report tells: 0 would be a return of 0
APART = ("cost_ads_fen", "contribution_fen")


def _credits(ledger: Ledger, period: Period | None) -> pl.DataFrame:
    """Return spend and credited sales of a period by campaign and item.

    Columns: cost_ads_fen, ad_paid_fen (null where the report does not tell), told_fen (the spend
    of which it does).
    """
    days = within(ledger.spend.rename({"date": "day"}), period)
    channel = pl.when(pl.col("tool").is_in(SAME_MONEY)).then(pl.lit(WANXIANGTAI))
    named = days.with_columns(
        channel=channel.otherwise("tool"),
        cost_ads_fen="spend_fen",
        told_fen=pl.when(pl.col("ad_paid_fen").is_not_null()).then("spend_fen"),
    )
    sums = [pl.col("cost_ads_fen").sum(), *map(known_sum, CLAIMED)]
    return named.group_by(*PARTY, "item_id").agg(sums).sort(*PARTY, "item_id").collect()


def _split(
    wholes: pl.DataFrame, credited: pl.DataFrame, key: str, money: Sequence[str]
) -> pl.DataFrame:
    """Return wholes split over the campaigns credited with them, the rest under no ad.

    Args:
        wholes: key and money; paid_fen is the most that can be credited.
        credited: key, campaign and ad_paid_fen.
        key: what a whole is.
        money: columns to split.
    """
    told = credited.filter(pl.col("ad_paid_fen") > 0).join(wholes.select(key), key, how="semi")
    sums = told.group_by(key).agg(pl.col("ad_paid_fen").sum().alias("sum"))
    left = wholes.join(sums, key, how="left", nulls_equal=True).select(
        key,
        pl.lit(NO_AD).alias("channel"),
        pl.max_horizontal(pl.col("paid_fen") - pl.col("sum").fill_null(0), 0).alias("ad_paid_fen"),
    )
    rows = pl.concat([told.select(key, *PARTY, "ad_paid_fen"), left], how="diagonal")
    rows = rows.join(wholes.select(key).with_row_index("n"), key, nulls_equal=True)
    rest = pl.col("channel") == NO_AD
    rows = rows.sort("n", rest, *PARTY, nulls_last=True)
    groups = Groups.of(ints(rows["n"]))
    weights = ints(rows["ad_paid_fen"])
    parts = [pl.Series(name, split(ints(wholes[name]), weights, groups)) for name in money]
    return rows.select(PARTY).with_columns(parts)


def _carried(ledger: Ledger, period: Period | None, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the difference to the lines: spend carried to or from other days of its month.

    Spend on a day without a sale goes to sales of that month, perhaps outside the period; what
    lines with unknown costs bear of it is in no contribution.
    """
    sold = (
        within(ledger.cells, period).select(pl.col(TOTALS).sum())
        if "cost_ads" in (ledger.included)
        else None
    )
    if sold is None:
        return rows.head(0)
    left = within(ledger.leftovers, period).select(pl.col("cost_ads_fen").sum()).collect().item()
    ads, contribution = sold.collect().row(0)
    gap = {
        "cost_ads_fen": ads + left - rows["cost_ads_fen"].sum(),
        "contribution_fen": contribution - left - rows["contribution_fen"].sum(),
    }
    if not any(gap.values()):
        return rows.head(0)
    money = (name for name in rows.columns if name.endswith("_fen") and name not in CLAIMED)
    nothing = dict.fromkeys(money, 0)
    return pl.DataFrame([{"channel": CARRIED, **nothing, **gap}])


TOTALS = ("cost_ads_fen", "contribution_fen")
