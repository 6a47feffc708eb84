"""What a plan leaves open or contradicts before its months ahead are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import numpy as np

from shopkit.fees import deposit, shop_of, yearly
from shopkit.fees.asked import Asked, said
from shopkit.finance.costs import EVERY
from shopkit.finance.model import Model
from shopkit.finance.of_plan import doubts_of
from shopkit.finance.timing import YEAR
from shopkit.finance.wording import exactly, found
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed, month, percent, text
from shopkit.periods import month_starts
from shopkit.plan import Plan
from shopkit.plan.sections.money import FixedCost


def plan_findings(plan: Plan, model: Model, lang: Lang) -> list[Finding]:
    """Return what of a plan is left out of its months ahead, or was counted twice.

    Args:
        plan: the plan.
        model: what was made of it.
        lang: language of the texts.
    """
    return [
        *_month_findings(plan, model, lang),
        *_order_findings(plan, lang),
        *_spread_findings(plan, lang),
        *_overlap_findings(plan, lang),
        *_ads_findings(plan, model, lang),
        *_fee_findings(plan, model.starts, lang),
        *_twice_findings(plan, lang),
    ]


def _month_findings(plan: Plan, model: Model, lang: Lang) -> Iterator[Finding]:
    """Yield that fewer months are counted than asked for, or some without any sales in between."""
    asked = plan.cash.months
    if asked is not None and model.months < asked:
        told = {"asked": asked, "n": model.months}
        yield found("untold", "stages", lang, Severity.WARNING, **told)
    if silent := _silent(plan, model):
        months = listed([month(one, lang) for one in silent], lang)
        yield found("nothing_told", "stages", lang, Severity.WARNING, months=months)


def _silent(plan: Plan, model: Model) -> list[date]:
    """Return months that no stage and no goal tells anything of, those before the opening not."""
    firsts = month_starts(model.starts, model.months)[:-1]
    stages = model.stages or ("",) * model.months
    opens = 0 if model.timing.went_on else int(np.argmax(np.asarray(model.sales_cny) > 0))
    goals = {one.year for one in plan.targets}
    return [
        first
        for first, stage in list(zip(firsts, stages, strict=True))[opens:]
        if not stage and first.year not in goals
    ]


def _order_findings(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield stages and posts whose ends are out of order."""
    dated = [
        *((f"stages.{at}", one.name, one.starts, one.ends) for at, one in enumerate(plan.stages)),
        *(("team.posts", one.role, one.starts, one.ends) for one in plan.team.posts),
    ]
    for place, name, starts, ends in dated:
        if starts and ends and ends < starts:
            told = {"name": name, "starts": str(starts), "ends": str(ends)}
            yield found("ends_first", place, lang, Severity.ERROR, **told)


def _spread_findings(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield spreads whose ends are out of order, and those of a driver that has one already."""
    held = {doubt.of: doubt for doubt in doubts_of(plan)}
    counted: set[str] = set()
    for at, spread in enumerate(plan.cash.spreads):
        place, span = f"cash.spreads.{at}", {"low": f"{spread.low:g}", "high": f"{spread.high:g}"}
        if spread.low > spread.high:
            yield found("spread_backwards", place, lang, Severity.ERROR, **span)
        elif spread.of in counted:
            first = held[spread.of]
            told = {"first_low": f"{first.low:g}", "first_high": f"{first.high:g}"}
            name = text(f"finance_pictures.driver.{spread.of}", lang)
            yield found("spread_twice", place, lang, Severity.WARNING, name=name, **span, **told)
        else:
            counted.add(spread.of)


def _overlap_findings(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield stages that share days: those count for the one that stands first."""
    dated = [
        (at, one.name, one.starts, one.ends or date.max)
        for at, one in enumerate(plan.stages)
        if one.starts and one.starts <= (one.ends or date.max)
    ]
    for (_, name, begins, stops), (at, other, starts, ends) in combinations(dated, 2):
        first, last = max(begins, starts), min(stops, ends)
        if first <= last:
            told = {"name": name, "other": other, "starts": str(first), "ends": str(last)}
            yield found("stages_overlap", f"stages.{at}", lang, Severity.WARNING, **told)


def _ads_findings(plan: Plan, model: Model, lang: Lang) -> Iterator[Finding]:
    """Yield ads beyond what the budget says they may take: a goal's share, and months' amounts."""
    limit, most = plan.budget.ads_rate, plan.budget.ads_monthly_cny
    for at, goal in enumerate(plan.targets):
        if limit is not None and (goal.ads_rate or 0.0) > limit:
            told = {"limit": percent(limit), "rate": percent(goal.ads_rate), "year": goal.year}
            yield found("ads_rate_over", f"targets.{at}.ads_rate", lang, Severity.WARNING, **told)
    if most is None:
        return
    ads = np.asarray(model.sales_cny) * model.by_month(model.rates.ads)
    over, at = ads > most, int(np.argmax(ads))
    if over.any():
        when = month(month_starts(model.starts, model.months)[at], lang)
        amounts = {"limit": exactly(most), "most": exactly(ads[at])}
        told = {"n": int(over.sum()), "month": when, **amounts}
        cny = float((most - ads[over]).sum())
        yield found("ads_over", "budget.ads_monthly_cny", lang, Severity.WARNING, cny, **told)


def _fee_findings(plan: Plan, day: date, lang: Lang) -> Iterator[Finding]:
    """Yield a deposit or a yearly fee the platform asks for and the plan does not hold.

    A fee paid by the month is held if its year comes to what is asked.
    """
    shop = shop_of(plan)
    if not plan.costs.deposits and (asked := _asked(deposit(shop, day), lang)):
        yield found("deposit_missing", "costs.deposits", lang, Severity.WARNING, asked=asked)
    ways = yearly(shop, day)
    sums = {cny for way in ways for cny in (way.low, way.high)}
    held = any(one.every == "year" or _a_year(one) in sums for one in plan.costs.fixed)
    if not held and (asked := _asked(ways, lang)):
        yield found("fee_not_planned", "costs.fixed", lang, Severity.WARNING, asked=asked)


def _a_year(cost: FixedCost) -> float | None:
    """Return what a regular cost comes to in a year, CNY; `None` if it is unknown or comes once."""
    if cost.every == "once" or cost.amount_cny is None:
        return None
    return cost.amount_cny * YEAR / EVERY[cost.every]


def _asked(ways: tuple[Asked, ...], lang: Lang) -> str:
    """Return what is asked for in words; empty where it may be nothing."""
    if not ways or any(not one.low for one in ways):
        return ""
    return listed(list(dict.fromkeys(said(one, lang) for one in ways)), lang)


def _twice_findings(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield costs of people that stand beside posts with pay."""
    named = [one.name for one in plan.costs.fixed if one.kind == "people"]
    if named and plan.team.posts:
        names = listed(named, lang)
        yield found("people_twice", "costs.fixed", lang, Severity.WARNING, names=names)
