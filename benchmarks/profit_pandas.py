"""The profit tables in plain pandas: the alternative that `benchmarks.profit` measures.

Vectorised, columns projected, merges on the keys as they come; the same definitions as far as
the benchmark's shop needs them (every amount known, no two reports of one ad tool).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.profit import RATES

BASE, POINTS, RESELLABLE = 6_000, 5_000, 800_000
PARCEL = {"freight": 320, "packing": 55, "insurance": 31}
COSTS = ["goods", "platform", "affiliate", "ads", "freight", "packing", "insurance"]
MONEY = ["paid", "refund", *COSTS, "contribution"]


def share(amount, ppm):  # noqa: ANN001, ANN201
    return (amount * ppm + 500_000) // 1_000_000


def apportion(amount: pd.Series, weight: pd.Series, key: pd.Series) -> pd.Series:
    """Return a group's amount (on every row of it) split by weight."""
    upto = weight.groupby(key, sort=False).cumsum()
    whole = weight.groupby(key, sort=False).transform("sum")
    return amount * upto // whole - amount * (upto - weight) // whole


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    lines = paid_lines(folder)
    lines = with_refunds(lines, folder)
    lines = with_costs(lines, folder)
    lines, ads, spare = with_ads(lines, folder)
    lines["contribution"] = lines["paid"] - lines["refund"] - lines[COSTS].sum(axis=1)
    keys = {
        "order": "order_id",
        "sku": "sku",
        "item": "item_id",
        "category": "category",
        "day": "day",
        "month": "month",
    }
    made = {}
    for level, key in keys.items():
        groups = lines.groupby(key, sort=False)
        sums = groups[MONEY].sum().assign(lines=groups.size())
        unsold = pd.DataFrame({"contribution": [-spare]})
        made[level] = pd.concat([sums, unsold]).fillna(0).sort_values("contribution")
    made["campaign"] = campaigns(lines, ads)
    made["channel"] = made["campaign"].groupby("channel")[["paid", "contribution"]].sum()
    return made


def paid_lines(folder: Path) -> pd.DataFrame:
    columns = ["order_id", "paid_at", "paid_fen", "refund_fen", "sent", "state", "province"]
    orders = pd.read_parquet(folder / "orders.parquet", columns=columns)
    orders = orders[orders["paid_at"].notna()]
    columns = ["order_id", "line_id", "sku", "item_id", "units", "paid_fen", "source_row"]
    lines = pd.read_parquet(folder / "order_lines.parquet", columns=columns)
    lines = lines.rename(columns={"paid_fen": "weight"}).merge(orders, on="order_id")
    lines = lines.sort_values(["order_id", "line_id", "source_row"], ignore_index=True)
    lines["day"] = lines["paid_at"].dt.normalize()
    lines["order"] = pd.factorize(lines["order_id"])[0]  # groups faster by number than by text
    lines["paid"] = apportion(lines["paid_fen"], lines["weight"], lines["order"])
    return lines.drop(columns=["weight", "paid_at", "source_row"])


def with_refunds(lines: pd.DataFrame, folder: Path) -> pd.DataFrame:
    rows = pd.read_parquet(folder / "refunds.parquet")
    rows = rows[rows["refund_state"] == "done"]
    rows["back"] = rows["refund_fen"].where(rows["goods_state"].isin(["back", "sent_back"]))
    by_line = rows.groupby(["order_id", "line_id"], sort=False)[["refund_fen", "back"]]
    by_line = by_line.sum(min_count=1).rename(columns={"refund_fen": "told"})
    lines = lines.merge(by_line.reset_index(), on=["order_id", "line_id"], how="left")
    export = lines["order_id"].isin(rows["order_id"])
    told = lines["told"].fillna(0).astype("int64")
    rest = lines["refund_fen"] - told.groupby(lines["order"], sort=False).transform("sum")
    lines["refund"] = told + apportion(rest.clip(lower=0), lines["paid"], lines["order"])
    total = lines["refund"].groupby(lines["order"], sort=False).transform("sum")
    whole = total >= lines["paid_fen"]
    lines["ships"] = lines["sent"] | ~whole
    came = ~export & (lines["state"] == "closed") & lines["sent"] & whole
    lines["back_all"] = came | (lines["back"] >= lines["paid"])
    lines["back"] = lines["back"].fillna(0).astype("int64")
    return lines.drop(columns=["told", "sent", "state"])


def with_costs(lines: pd.DataFrame, folder: Path) -> pd.DataFrame:
    products = pd.read_parquet(folder / "products.parquet")
    since = pd.to_datetime(products["valid_from"]).fillna(pd.Timestamp(1900, 1, 1))
    products = products.assign(since=since.astype(lines["day"].dtype)).sort_values("since")
    first = products.drop_duplicates("sku")[
        ["sku", "unit_cost_fen", "packing_cost_unit_fen", "category"]
    ]
    lines = lines.merge(first, on="sku", how="left")
    later = products[products.duplicated("sku")][["sku", "since", "unit_cost_fen"]]
    lines = lines.merge(later, on="sku", how="left", suffixes=("", "_later"))
    changed = lines["day"] >= lines["since"]
    cost = lines["unit_cost_fen"].mask(changed, lines["unit_cost_fen_later"]).astype("int64")
    bought = lines["units"] * cost
    back = (bought * lines["back"] // lines["paid"].clip(lower=1)).mask(lines["back_all"], bought)
    ships = lines["ships"]
    lines["goods"] = (bought - share(back, RESELLABLE)).where(ships, 0)
    base = (lines["paid"] - lines["refund"]).clip(lower=0)
    rate = lines["category"].map(RATES)
    lines["platform"] = share(base, BASE) + share(base, POINTS) + share(base, rate)
    lines = lines.drop(
        columns=["back", "back_all", "since", "unit_cost_fen", "unit_cost_fen_later"]
    )
    promoted = pd.read_parquet(folder / "affiliate.parquet")
    promoted["affiliate"] = promoted["commission_fen"] + promoted["service_fee_fen"]
    promoted = promoted.groupby(["order_id", "line_id"], sort=False)["affiliate"].sum()
    lines = lines.merge(promoted.reset_index(), on=["order_id", "line_id"], how="left")
    lines["brought"] = lines["affiliate"].notna()
    lines["affiliate"] = lines["affiliate"].fillna(0).astype("int64")
    for name, price in PARCEL.items():
        amount = pd.Series(np.where(ships, price, 0), lines.index)
        lines[name] = apportion(amount, lines["units"], lines["order"])
    lines["packing"] += (lines["units"] * lines["packing_cost_unit_fen"]).where(ships, 0)
    return lines


def with_ads(lines: pd.DataFrame, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    ads = pd.read_parquet(folder / "ads.parquet")
    ads["day"] = pd.to_datetime(ads["date"]).astype(lines["day"].dtype)
    lines["month"] = lines["day"].dt.to_period("M").dt.start_time.astype(lines["day"].dtype)
    ads["month"] = ads["day"].dt.to_period("M").dt.start_time.astype(lines["day"].dtype)
    lines["ads"] = 0
    of_items = ads[ads["item_id"].notna()]
    left = allocate(lines, of_items, ["item_id", "day"])
    left = allocate(lines, left, ["item_id", "month"])
    more = allocate(lines, ads[ads["item_id"].isna()], ["day"])
    more = allocate(lines, more, ["month"])
    return lines, ads, int(left["spend_fen"].sum() + more["spend_fen"].sum())


def allocate(lines: pd.DataFrame, spend: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Add spend to the lines of its key, in place; return the rows that met none."""
    sums = spend.groupby(key, sort=False)["spend_fen"].sum().rename("sum").reset_index()
    sums["n"] = np.arange(len(sums))
    found = lines[key].merge(sums, on=key, how="left")
    rows = found["n"].notna().to_numpy()
    number = found.loc[rows, "n"].astype("int64").reset_index(drop=True)
    amount = found.loc[rows, "sum"].astype("int64").reset_index(drop=True)
    weight = lines.loc[rows, "paid"].reset_index(drop=True)
    lines.loc[rows, "ads"] += apportion(amount, weight, number).to_numpy()
    met = (
        spend[key].merge(
            sums.loc[sums["n"].isin(number.unique()), key], on=key, how="left", indicator=True
        )["_merge"]
        == "both"
    )
    return spend[~met.to_numpy()]


def campaigns(lines: pd.DataFrame, ads: pd.DataFrame) -> pd.DataFrame:
    """Return paid and contribution of each campaign, of promoters and of the rest."""
    lines = lines.assign(before=lines["contribution"] + lines["ads"])
    money = [*[n for n in MONEY if n not in ("ads", "contribution")], "before"]
    brought = lines.loc[lines["brought"], money].sum()
    items = lines[~lines["brought"]].groupby("item_id")[money].sum()
    spend = ads.groupby("campaign_id")["spend_fen"].sum()
    told = ads[ads["item_id"].notna() & (ads["ad_paid_fen"] > 0)]
    told = told.groupby(["item_id", "campaign_id"])["ad_paid_fen"].sum().reset_index()
    sold, rest = handed(items.reset_index(), told, "item_id", money)
    shop = rest[money].sum().to_frame().T.assign(item_id="")
    general = ads[ads["item_id"].isna() & (ads["ad_paid_fen"] > 0)]
    general = general.groupby("campaign_id")["ad_paid_fen"].sum().reset_index()
    more, rest = handed(shop, general.assign(item_id=""), "item_id", money)
    both = pd.concat([sold, more]).groupby("campaign_id")[money].sum()
    both["contribution"] = both["before"] - spend.reindex(both.index).fillna(0).astype("int64")
    both["channel"] = "keyword"
    none = rest[money].sum().to_frame().T.assign(channel="none", contribution=rest["before"].sum())
    promoters = brought.to_frame().T.assign(channel="affiliate", contribution=brought["before"])
    return pd.concat([both, none, promoters])


def handed(
    wholes: pd.DataFrame, told: pd.DataFrame, key: str, money: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    sums = told.groupby(key)["ad_paid_fen"].sum()
    left = (wholes["paid"] - wholes[key].map(sums).fillna(0).astype("int64")).clip(lower=0)
    rest = wholes[[key]].assign(campaign_id=None, ad_paid_fen=left)
    rows = pd.concat([told, rest]).merge(wholes, on=key)
    rows = rows.sort_values([key, "campaign_id"], na_position="last", ignore_index=True)
    for name in money:
        amount = rows[name].astype("int64").astype(object)  # the products do not fit 64 bits
        rows[name] = apportion(amount, rows["ad_paid_fen"], rows[key]).astype("int64")
    given = rows["campaign_id"].notna()
    return rows[given], rows[~given]
