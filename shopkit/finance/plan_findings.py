"""What a plan leaves open or contradicts before its months ahead are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shopkit.fees import deposit, shop_of, yearly
from shopkit.fees.asked import Asked, said
from shopkit.finance.model import Model
from shopkit.finance.wording import found
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed
from shopkit.plan import Plan


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
        *_fee_findings(plan, model.starts, lang),
        *_twice_findings(plan, lang),
    ]


def _month_findings(plan: Plan, model: Model, lang: Lang) -> Iterator[Finding]:
    """Yield that fewer months are counted than asked for, as nobody says what they sell."""
    asked = plan.cash.months
    if asked is not None and model.months < asked:
        told = {"asked": asked, "n": model.months}
        yield found("untold", "stages", lang, Severity.WARNING, **told)


def _order_findings(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield stages and spreads whose ends are out of order."""
    for at, stage in enumerate(plan.stages):
        if stage.starts and stage.ends and stage.ends < stage.starts:
            told = {"name": stage.name, "starts": str(stage.starts), "ends": str(stage.ends)}
            yield found("ends_first", f"stages.{at}", lang, Severity.ERROR, **told)
    for at, spread in enumerate(plan.cash.spreads):
        if spread.low > spread.high:
            ends = {"low": f"{spread.low:g}", "high": f"{spread.high:g}"}
            yield found("spread_backwards", f"cash.spreads.{at}", lang, Severity.ERROR, **ends)


def _fee_findings(plan: Plan, day: date, lang: Lang) -> Iterator[Finding]:
    """Yield a deposit or a yearly fee the platform asks for and the plan does not hold."""
    shop = shop_of(plan)
    if not plan.costs.deposits and (asked := _asked(deposit(shop, day), lang)):
        yield found("deposit_missing", "costs.deposits", lang, Severity.WARNING, asked=asked)
    held = [one for one in plan.costs.fixed if one.every == "year"]
    if not held and (asked := _asked(yearly(shop, day), lang)):
        yield found("fee_not_planned", "costs.fixed", lang, Severity.WARNING, asked=asked)


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
