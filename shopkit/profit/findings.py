"""What a period's profit asks someone to do, with the money at stake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd

from shopkit.findings import Finding, Severity, by_money
from shopkit.i18n import listed, money, number, percent, text, tools
from shopkit.profit.wording import COSTS, Scope, cost_text, losing, names, share

NAMED = 3  # products and campaigns that get a finding of their own
ONE_WEEK = timedelta(days=7)
OWNERS = {
    **{"refund": "aftersales", "goods": "buying", "platform": "finance", "affiliate": "ads"},
    **{"ads": "ads", "freight": "logistics", "packing": "logistics", "insurance": "aftersales"},
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything findings are made from.

    Attributes:
        skus: `by` sku.
        lines: `by` line.
        campaigns: `by` campaign.
        uncosted: SKUs without cost, largest first.
        unsettled: lines that came back, of which nobody says how many can be sold again.
        shares: cost = its share of net sales of the whole shop.
        unconfirmed: assumptions nobody confirmed: what it is, its value, its effect in CNY.
    """

    skus: pd.DataFrame
    lines: pd.DataFrame
    campaigns: pd.DataFrame
    uncosted: pd.DataFrame
    shares: Mapping[str, float]
    unconfirmed: Sequence[tuple[str, str, float | None]] = ()
    unsettled: pd.DataFrame | None = None


def findings(seen: Evidence, scope: Scope) -> list[Finding]:
    """Return what loses money, what is missing and what must be confirmed, most money first."""
    return by_money(
        [
            *_losers(seen, scope),
            *_campaigns(seen.campaigns, scope),
            *_returns(seen.lines, scope),
            *_uncosted(seen, scope),
            *_unsettled(seen, scope),
            *_unconfirmed(seen, scope),
        ]
    )


def _finding(scope: Scope, code: str, owner: str, **said: Any) -> Finding:  # noqa: ANN401
    action, cny, way = said.pop("action", ""), said.pop("cny", None), said.pop("way", "cause")
    key = f"profit.finding.{code}"
    return Finding(
        code=code,
        severity=said.pop("severity", Severity.WARNING),
        place=str(scope.comparison.asked),
        cause=text(f"{key}.{way}", scope.lang, **said),
        evidence=text(f"{key}.evidence", scope.lang, **said),
        action=action or text(f"{key}.action", scope.lang, **said),
        owner=text(f"profit.owner.{owner}", scope.lang),
        due=scope.comparison.period.end + ONE_WEEK,
        cny=None if cny is None else round(float(cny), 2),
    )


def _losers(seen: Evidence, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each of the largest losers, and one for the others together."""
    skus = seen.skus.assign(name=names(seen.skus, "sku", scope))
    losers = losing(skus)
    for row in losers.head(NAMED).to_dict("records"):
        yield _loser(row, seen, scope)
    rest = losers.iloc[NAMED:]
    if len(rest):
        cny = float(rest["contribution_cny"].sum())
        said = {"n": len(rest), "amount": money(-cny, scope.lang)}
        paid = money(float(rest["paid_cny"].sum()), scope.lang)
        yield _finding(scope, "losers_rest", "ops", cny=cny, paid=paid, **said)


def _loser(row: Mapping[Any, Any], seen: Evidence, scope: Scope) -> Finding:
    net = row["paid_cny"] - row["refund_cny"]
    part = eaten_by(row, seen.shares)
    taken = share(row["refund_cny"], row["paid_cny"]) if part == "refund" else None
    rate = taken if part == "refund" else share(row[f"cost_{part}_cny"], net)
    lang = scope.lang
    return _finding(
        *(scope, "loses", OWNERS[part]),
        way="cause_all" if net <= 0 else "cause_refund" if part == "refund" else "cause",
        name=row["name"],
        amount=money(-row["contribution_cny"], lang),
        part=cost_text(part, scope),
        rate=percent(rate),
        usual=percent(seen.shares.get("refund" if part == "refund" else f"cost_{part}")),
        n=number(row["lines"], lang),
        paid=money(row["paid_cny"], lang),
        refund=money(row["refund_cny"], lang),
        action=_of_one(row["name"], part, scope),
        cny=row["contribution_cny"],
    )


def _of_one(name: str, part: str, scope: Scope) -> str:
    """Return what to do about what eats a product's profit, naming the product."""
    key, said = "profit.finding.loses", tools(scope.platform, scope.lang)
    action = text(f"{key}.action.{part}", scope.lang, **said)
    return text(f"{key}.of_one", scope.lang, name=name, action=action)


def eaten_by(row: Mapping[Any, Any], usual: Mapping[str, float]) -> str:
    """Return which part takes more of a row than of the shop, by the most money.

    Example:
        >>> row = {"paid_cny": 100.0, "refund_cny": 0.0, "cost_ads_cny": 60.0}
        >>> eaten_by(row | {"cost_goods_cny": 55.0}, {"cost_ads": 0.1, "cost_goods": 0.5})
        'ads'
    """
    net = row["paid_cny"] - row["refund_cny"]
    above = {"refund": row["refund_cny"] - usual.get("refund", 0.0) * row["paid_cny"]}
    for name in COSTS:
        cost = row.get(f"{name}_cny")
        if cost is not None and cost == cost:  # noqa: PLR0124 - NaN
            above[name.removeprefix("cost_")] = cost - usual.get(name, 0.0) * max(net, 0.0)
    return max(above, key=above.__getitem__)


def _campaigns(campaigns: pd.DataFrame, scope: Scope) -> Iterator[Finding]:
    """Yield the campaigns that lose money even by the platform's own count of their sales."""
    nothing = _sold_nothing(campaigns)
    under = campaigns[(campaigns["roi"] < campaigns["break_even_roi"]) | nothing]
    made = under["ad_paid_cny"] / under["break_even_roi"]
    lost = made.mask(nothing, 0.0) - under["spend_cny"]
    under = under.assign(lost=lost, name=names(under, "campaign", scope))
    for row in under.sort_values("lost", kind="stable").head(NAMED).to_dict("records"):
        yield _finding(
            *(scope, "under_break_even", "ads"),
            way="cause" if row["ad_paid_cny"] else "cause_nothing",
            name=row["name"],
            roi=f"{row['roi']:.2f}",
            even=f"{row['break_even_roi']:.2f}",
            spend=money(row["spend_cny"], scope.lang),
            claimed=money(row["ad_paid_cny"], scope.lang),
            amount=money(-row["lost"], scope.lang),
            cny=row["lost"],
        )


def _sold_nothing(campaigns: pd.DataFrame) -> pd.Series:
    """Tell which campaigns spent and are credited with nothing, where their report has credits."""
    credits_told = campaigns.groupby("channel")["ad_paid_cny"].transform("sum") > 0
    spent = (campaigns["spend_cny"] > 0) & campaigns["campaign"].notna()
    return spent & credits_told & (campaigns["ad_paid_cny"] == 0)


def _returns(lines: pd.DataFrame, scope: Scope) -> Iterator[Finding]:
    """Yield the products whose fully refunded lines cost most."""
    whole = lines[(lines["paid_cny"] > 0) & (lines["refund_cny"] >= lines["paid_cny"])]
    whole = whole.dropna(subset="contribution_cny")
    whole = whole.assign(name=names(whole, "sku", scope))
    costs = [f"{name}_cny" for name in COSTS if f"{name}_cny" in whole]
    sums = whole.groupby("name")[["contribution_cny", *costs]].sum()
    counts = whole["name"].value_counts()
    for name, row in sums.nsmallest(NAMED, "contribution_cny").iterrows():
        if row["contribution_cny"] >= 0 or not (row[costs] > 0).any():
            return  # refunded above what was paid is told of with the data
        parts = [
            text("profit.finding.returns.part", scope.lang, **_part(cost, row[cost], scope))
            for cost in sorted(costs, key=lambda cost: -row[cost])[:NAMED]
            if row[cost] > 0
        ]
        yield _finding(
            *(scope, "returns", "aftersales"),
            name=name,
            n=int(counts[str(name)]),
            amount=money(-row["contribution_cny"], scope.lang),
            parts=listed(parts, scope.lang),
            cny=row["contribution_cny"],
        )


def _part(cost: str, cny: float, scope: Scope) -> dict[str, str]:
    return {
        "name": cost_text(cost.removesuffix("_cny"), scope),
        "amount": money(cny, scope.lang),
    }


def _uncosted(seen: Evidence, scope: Scope) -> Iterator[Finding]:
    missing = seen.uncosted
    if missing.empty:
        return
    paid = float(missing["paid_cny"].sum())
    yield _finding(
        *(scope, "uncosted", "finance"),
        n=len(missing),
        paid=money(paid, scope.lang),
        rate=percent(share(paid, float(seen.lines["paid_cny"].sum()))),
        names=listed(names(missing.head(NAMED), "sku", scope), scope.lang),
    )


def _unsettled(seen: Evidence, scope: Scope) -> Iterator[Finding]:
    """Yield that returned goods have no cost because their share to be sold again is not given."""
    if seen.unsettled is None or not seen.unsettled["lines"].sum():
        return
    lines, paid = (float(seen.unsettled[name].sum()) for name in ("lines", "paid_cny"))
    yield _finding(
        *(scope, "unsettled", "aftersales"),
        n=number(lines, scope.lang),
        paid=money(paid, scope.lang),
        rate=percent(share(paid, float(seen.lines["paid_cny"].sum()))),
    )


def _unconfirmed(seen: Evidence, scope: Scope) -> Iterator[Finding]:
    for name, value, cny in seen.unconfirmed:
        yield _finding(
            *(scope, "unconfirmed", "finance"),
            severity=Severity.NOTE,
            name=name,
            value=value,
            amount=money(cny, scope.lang),
            cny=None if cny is None else -abs(cny),
        )
