"""Ad and affiliate reports against what the shop report states, against each other and traffic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.reconcile.check import (
    Check,
    Days,
    Outcome,
    Value,
    at_most,
    by_day,
    unknown,
)
from shopkit.findings import Severity

if TYPE_CHECKING:
    from shopkit.tables import Tables

STATED = Days("ads_shop", "ads")
AFFILIATES = Days("affiliate_shop", "affiliate", severity=Severity.NOTE)
PLANS = Days("ads_plans", "ads")
PAID_SOURCES = (  # names of traffic sources that clicks on ads bring
    *("直通车", "万相台", "引力魔方", "超级推荐", "钻石展位", "钻展", "全站推广", "全站推"),
    *("关键词推广", "精准人群推广", "人群推广", "品销宝", "京准通", "京东快车", "快车", "购物触点"),
)
# Invalid clicks are not billed and a visitor of last night may come back without clicking.
VISITORS_ABOVE = 0.05
FEWEST_TWINS = 3  # the same spend to the fen may be chance once or twice
TWIN_FEN = 100  # and often for a few clicks


def ad_checks(tables: Tables) -> Iterator[Check]:
    """Yield what came of every comparison of ads and affiliates."""
    spent = by_day_once(tables, "spend_fen")
    yield by_day(_stated(tables, spent, "ad_cost_stated_fen"), STATED)
    yield by_day(_by_month(_stated(tables, _settled(tables), "affiliate_stated_fen")), AFFILIATES)
    yield _plans(tables)
    yield _clicks(tables)
    yield _twins(tables)


def by_day_once(tables: Tables, figure: str) -> pl.DataFrame:
    """Return a figure of all ads by day: day, ours.

    Plan and item report tell of the same money, so of those two the larger counts.
    """
    ads = tables["ads"].filter((pl.col("grain") == "day") & pl.col(figure).is_not_null())
    same = pl.col("tool").is_in(["plan", "item"])
    told = pl.when(same).then(pl.col("tool")).otherwise(pl.lit("apart")).alias("told")
    by_tool = ads.group_by(pl.col("date").alias("day"), told).agg(pl.col(figure).sum())
    apart = (pl.col("told") == "apart").alias("apart")
    most = by_tool.group_by("day", apart).agg(pl.col(figure).max())
    return most.group_by("day").agg(pl.col(figure).sum().alias("ours")).sort("day")


def _settled(tables: Tables) -> pl.DataFrame:
    """Return commission by day of settlement: day, ours (fen); shop reports leave the fee out."""
    rows = tables["affiliate"].filter(pl.col("settled_at").is_not_null())
    day = pl.col("settled_at").dt.date().alias("day")
    return rows.group_by(day).agg(pl.col("commission_fen").sum().alias("ours"))


def _stated(tables: Tables, mine: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return day, ours, theirs for the days the shop report states a cost and files reach over."""
    if not mine.height:
        return pl.DataFrame(schema={"day": pl.Date, "ours": pl.Int64, "theirs": pl.Int64})
    shop = tables.shop_days.filter((pl.col("grain") == "day") & pl.col(name).is_not_null())
    days = shop.select(pl.col("date").alias("day"), pl.col(name).alias("theirs"))
    within = days.filter(pl.col("day").is_between(mine["day"].min(), mine["day"].max()))
    both = within.join(mine, "day", "left", maintain_order="left")
    return both.select("day", pl.col("ours").fill_null(0), "theirs").sort("day")


def _by_month(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return pairs by month: a commission is stated on the day of payment or of settlement."""
    month = pl.col("day").dt.truncate("1mo")
    summed = pairs.group_by(month).agg(pl.col("ours").sum(), pl.col("theirs").sum())
    return summed.sort("day")


def _plans(tables: Tables) -> Check:
    """Return whether items spent no more than the plans; shop and content ads have no item."""
    ads = tables["ads"].filter(pl.col("grain") == "day")
    day, spent = pl.col("date").alias("day"), pl.col("spend_fen").sum()
    items = ads.filter(pl.col("tool") == "item").group_by(day).agg(spent.alias("ours"))
    plans = ads.filter(pl.col("tool") == "plan").group_by(day).agg(spent.alias("theirs"))
    return at_most(items.join(plans, "day").sort("day"), PLANS)


def _clicks(tables: Tables) -> Check:
    """Return whether paid sources brought no more visitors than the ads were clicked."""
    pairs = _clicked(_paid_visitors(tables["traffic"]), by_day_once(tables, "clicks"))
    if not pairs.height:
        return unknown("clicks_visitors", "traffic")
    off = pairs.filter(pl.col("theirs") > pl.col("ours") * (1 + VISITORS_ABOVE))
    said: dict[str, Value] = {"days": pairs.height, "off": off.height}
    if off.height:
        gap = pl.col("theirs") - pl.col("ours")
        worst = off.sort(gap, "date", descending=[True, False]).row(0, named=True)
        said |= {"day": worst["date"], "ours": worst["ours"], "theirs": worst["theirs"]}
    outcome: Outcome = "differs" if off.height else "fits"
    return Check(code="clicks_visitors", outcome=outcome, place="traffic", said=said)


def _paid_visitors(traffic: pl.DataFrame) -> pl.DataFrame:
    """Return visitors the ads brought to the whole shop: date, date_end, theirs.

    A person two sources brought clicked twice, so the leaves may be added for this.
    """
    leaf = pl.col("source_path").str.split(" > ").list.last()
    paid = leaf.str.contains_any(list(PAID_SOURCES))
    rows = traffic.filter(pl.col("leaf") & pl.col("item_id").is_null() & paid)
    one_rule = rows.filter(pl.col("attribution").eq_missing(pl.col("attribution").min()))
    return one_rule.group_by("date", "date_end").agg(pl.col("visitors").sum().alias("theirs"))


def _clicked(visitors: pl.DataFrame, clicks: pl.DataFrame) -> pl.DataFrame:
    """Return date, date_end, theirs (visitors), ours (clicks) of spans the ad reports cover."""
    reached = pl.lit(clicks["day"].min()), pl.lit(clicks["day"].max())
    within = visitors.filter((pl.col("date") >= reached[0]) & (pl.col("date_end") <= reached[1]))
    inside = (pl.col("day") >= pl.col("date"), pl.col("day") <= pl.col("date_end"))
    spans = ["date", "date_end", "theirs"]
    return within.join_where(clicks, *inside).group_by(spans).agg(pl.col("ours").sum())


def _twins(tables: Tables) -> Check:
    """Return the item-days two kinds of report tell the very same spend of."""
    ads = tables["ads"].filter((pl.col("grain") == "day") & pl.col("item_id").is_not_null())
    keys = ["date", "item_id"]
    by_kind = ads.group_by("kind", "tool", *keys).agg(pl.col("spend_fen").sum())
    real = by_kind.filter(pl.col("spend_fen") >= TWIN_FEN)
    groups = real.group_by(*keys, "spend_fen").agg(
        pl.col("kind").n_unique().alias("kinds"),
        pl.col("tool").sort().alias("tools"),
    )
    if real["kind"].n_unique() < 2:  # noqa: PLR2004 - two reports are needed to tell one thing twice
        return unknown("ads_twice", "ads")
    plain = pl.col("tools").list.eval(pl.element().is_in(["item", "plan"])).list.all()
    twins = groups.filter((pl.col("kinds") > 1) & ~plain)
    many = twins.height >= FEWEST_TWINS
    total = int(twins["spend_fen"].sum()) if many else 0
    return Check(
        code="ads_twice",
        outcome="differs" if many else "fits",
        place="ads",
        cny=total / 100,
        said={
            "off": twins.height if many else 0,
            "over_fen": total,
            "days": real["date"].n_unique(),
        },
    )
