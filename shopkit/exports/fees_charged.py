"""Platform fees the files state against what the rule, or the plan instead of it, would charge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.reconcile.check import Check, Outcome, Value, agreement, differs, unknown
from shopkit.findings import Severity
from shopkit.rules import Rule, careful, rules

if TYPE_CHECKING:
    from shopkit.plan import Fee, Plan

PPM = 1_000_000
ROUNDING_FEN = 2  # a fee of several lines is rounded for each of them


def fee_check(orders: pl.DataFrame, plan: Plan) -> Check:
    """Return whether the fee of each finished order is that of the rule on what it kept.

    A stated fee of 0 is left out: many lists fill the column with it and charge the fee on the
    statement of the account instead.
    """
    done = (pl.col("state") == "done") & (pl.col("fee_charged_fen") > 0)
    stated = orders.filter(
        done & pl.col("paid_at").is_not_null() & pl.col("paid_fen").is_not_null()
    )
    day = pl.col("paid_at").dt.date()
    days = stated.select(day.unique()).to_series()
    rates = {one: rate for one in days if (rate := rate_on(plan, one)) is not None}
    kept = (pl.col("paid_fen") - pl.col("refund_fen").fill_null(0)).clip(0)
    ppm = day.replace_strict(
        list(rates),
        [round(rate * PPM) for rate in rates.values()],
        default=None,
        return_dtype=pl.Int64,
    )
    theirs = ((kept * ppm + PPM // 2) // PPM).alias("theirs")
    pairs = stated.select("order_id", pl.col("fee_charged_fen").alias("ours"), theirs).drop_nulls()
    if not pairs.height:
        return unknown("fees_charged", "orders", Severity.NOTE)
    return _told(pairs, max(rates.values()), sure=_sure(plan, max(rates)))


def _told(pairs: pl.DataFrame, rate: float, *, sure: bool) -> Check:
    off = pairs.filter(differs("ours", "theirs", ROUNDING_FEN))
    gap = int(off.select((pl.col("ours") - pl.col("theirs")).sum()).item() or 0)
    said: dict[str, Value] = {"orders": pairs.height, "off": off.height, "gap_fen": gap}
    said |= {"ours_fen": int(off["ours"].sum()), "theirs_fen": int(off["theirs"].sum())}
    outcome: Outcome = "differs" if off.height else "fits"
    return Check(
        code="fees_charged",
        outcome=outcome,
        place="orders",
        severity=Severity.WARNING if sure else Severity.NOTE,
        share=agreement(pairs),
        cny=gap / 100,
        cause="rule_sure" if sure else "rule_unsure",
        said={**said, "rate": rate},
    )


def rate_on(plan: Plan, day: date) -> float | None:
    """Return what the platform takes of an amount paid on a day, 0–1.

    `None` where a part of it is not one number: a commission by category the plan gives no rate
    for.
    """
    parts = [_part(rule, plan, day) for rule in _charged(plan, day)]
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def _charged(plan: Plan, day: date) -> list[Rule]:
    """Return the rules that take a share of sales on a day: by themselves, or by the plan."""
    named = {fee.rule for fee in plan.fees}
    there = rules(plan.shop.platform, day=day)
    return [
        rule for rule in there if rule.charge == "default" or (rule.charge and rule.id in named)
    ]


def _part(rule: Rule, plan: Plan, day: date) -> float | None:
    fee = _fee(plan.fees, rule.id, day)
    if fee:
        return None if fee.category else fee.rate
    return careful(rule.value)


def _fee(fees: tuple[Fee, ...], rule: str, day: date) -> Fee | None:
    """Return the entry of the plan for a rule that is in force on a day, the latest of them."""
    there = [fee for fee in fees if fee.rule == rule and (fee.valid_from or date.min) <= day]
    return max(there, key=lambda fee: fee.valid_from or date.min, default=None)


def _sure(plan: Plan, day: date) -> bool:
    """Tell whether every rate was read at its source or is the shop's own."""
    return all(rule.certain or _fee(plan.fees, rule.id, day) for rule in _charged(plan, day))
