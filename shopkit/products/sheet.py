"""What is known of each product in a period: the evidence heroes and roles are judged by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.products.ranking import ranking
from shopkit.products.sold import sold
from shopkit.tables import Tables, check
from shopkit.variants import items_of_variants

KNOWN_ENOUGH = 0.9  # of a product's sales, before its margin counts as known
COLUMNS = [
    *("item_id", "title", "paid_cny", "paid_share", "paid_units", "visitors", "visitors_share"),
    *("visitors_level", "unit_paid_cny", "price_level", "contribution_cny", "contribution_rate"),
    *("contribution_share", "campaign_share"),
]


def sheet(
    tables: Tables,
    period: Period,
    profit: pd.DataFrame | None = None,
    campaign_days: Collection[date] = (),
) -> pd.DataFrame:
    """Return each product of a period with what tells of the part it plays.

    Args:
        tables: the shop's.
        period: the days looked at.
        profit: the account by item of the same period, as `profit.by` gives it; without one every
            margin is unknown.
        campaign_days: days on which a campaign ran.

    Returns:
        One row a product, best seller first: item_id, title, paid_cny, paid_share, paid_units,
        visitors, visitors_share, visitors_level (times the median product), unit_paid_cny,
        price_level (times the median), contribution_cny, contribution_rate, contribution_share
        (NaN unless 90 % of the product's sales have known costs) and campaign_share (of its units;
        NaN without campaign days or daily sales). Unknown is NaN.
    """
    ranked = ranking(tables, period)
    made = ranked[ranked["rank"].notna()].reset_index(drop=True).astype({"item_id": "str"})
    made["unit_paid_cny"] = made["paid_cny"] / made["paid_units"].where(made["paid_units"] > 0)
    made["visitors_share"] = made["visitors"] / made["visitors"].sum(min_count=1)
    for level, name in (("visitors_level", "visitors"), ("price_level", "unit_paid_cny")):
        middle = made[name].median()
        made[level] = made[name] / (middle if middle > 0 else float("nan"))
    made = made.merge(_margins(profit, items_of_variants(tables)), "left", on="item_id")
    made = made.merge(_campaigns(tables, period, campaign_days), "left", on="item_id")
    text = ["item_id", "title"]
    numbers = {name: "float64" for name in COLUMNS if name not in text}
    return check(made[COLUMNS].astype(numbers))


def _margins(profit: pd.DataFrame | None, items: Mapping[str, str]) -> pd.DataFrame:
    names = ["item_id", "contribution_cny", "contribution_rate", "contribution_share"]
    if profit is None or profit.empty:
        return pd.DataFrame(columns=names).astype({"item_id": "str"})
    rows = profit[profit["item_id"].notna() & (profit["known_share"] >= KNOWN_ENOUGH)]
    net = rows["contribution_cny"] / rows["contribution_rate"].where(rows["contribution_rate"] != 0)
    known = rows.assign(item_id=rows["item_id"].replace(dict(items)), net=net)
    made = known.groupby("item_id", as_index=False)[["contribution_cny", "net"]].sum(min_count=1)
    made["contribution_rate"] = made["contribution_cny"] / made["net"]
    whole = made["contribution_cny"].sum()
    made["contribution_share"] = made["contribution_cny"] / (whole if whole > 0 else float("nan"))
    return made[names]


def _campaigns(tables: Tables, period: Period, days: Collection[date]) -> pd.DataFrame:
    rows = sold(tables).filter(pl.col("date").is_between(period.start, period.end))
    share = pl.col("units").filter(pl.col("date").is_in(list(days))).sum() / pl.col("units").sum()
    known = rows if days else rows.clear()
    shares = known.group_by("item_id").agg(share.alias("campaign_share")).to_dicts()
    frame = pd.DataFrame(shares, columns=["item_id", "campaign_share"])
    return frame.astype({"item_id": "str", "campaign_share": "float64"})
