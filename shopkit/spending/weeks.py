"""What each channel spent and brought in each whole week, from the reports of the ad tools."""

from __future__ import annotations

import pandas as pd
import polars as pl

from shopkit.periods import DAY, Period
from shopkit.sums import known_sum
from shopkit.tables import Tables, as_pandas, check

SAME_MONEY = ("plan", "item")  # two reports of one tool; the former names its campaigns
WHOLE = "sitewide"  # 全站推广 bids over all places at once: one channel, never split
WEEK = 7


def channel_weeks(tables: Tables, period: Period, *, by_campaign: bool = False) -> pd.DataFrame:
    """Return spend and sales credited to every channel by whole week.

    Of the two reports that tell the same money, by plan and by item, each day counts that by plan,
    else that by item. Rows that tell of more than a day are left out, as are the weeks at the ends
    of which only a part lies in the period or in the reports. Sitewide promotion is one channel.

    Args:
        tables: the shop's.
        period: days asked for.
        by_campaign: a channel is a campaign of a tool instead of a tool; sitewide stays one.

    Returns:
        One row a channel and week: channel (name of the campaign, else code of the tool), date
        (its Monday), spend_cny, ad_paid_cny. Empty without reports.
    """
    inside = pl.col("date").is_between(period.start, period.end)
    days = tables["ads"].filter(inside & (pl.col("date") == pl.col("date_end")))
    known = _counted_once(days).with_columns(
        channel=_named(by_campaign), week=pl.col("date").dt.truncate("1w")
    )
    if known.height:
        known = known.filter(_whole(known))
    weeks = known.group_by("channel", "week").agg(*map(known_sum, ("spend_fen", "ad_paid_fen")))
    tidy = weeks.rename({"week": "date"}).sort("channel", "date")
    return check(as_pandas(tidy.select("channel", "date", "spend_fen", "ad_paid_fen")))


def _counted_once(days: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of days, of two reports of one money the first one there is."""
    plan, item = (pl.col("tool") == name for name in SAME_MONEY)
    covered = days.filter(plan)["date"].unique().implode()
    return days.filter(~(item & pl.col("date").is_in(covered)))


def _named(by_campaign: bool) -> pl.Expr:
    tool = pl.when(pl.col("tool") == SAME_MONEY[1]).then(pl.lit(SAME_MONEY[0]))
    told = tool.otherwise(pl.col("tool"))
    if not by_campaign:
        return told
    named = pl.when(pl.col("tool") != WHOLE).then(pl.col("campaign"))
    return pl.coalesce(named, told)


def _whole(days: pl.DataFrame) -> pl.Expr:
    """Return whether a week lies wholly between the first and the last day told."""
    first, last = days["date"].min(), days["date"].max()
    sunday = pl.col("week") + (WEEK - 1) * DAY
    return (pl.col("week") >= pl.lit(first)) & (sunday <= pl.lit(last))
