"""What a period's figures ask someone to do, with the money at stake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from shopkit.findings import Finding, Severity, by_money
from shopkit.i18n import Lang, money, number, percent, price, text
from shopkit.kpi.change import Change, split_change
from shopkit.kpi.figures import Headline
from shopkit.kpi.funnel import verdict, z_score
from shopkit.kpi.overview import Against, Overview
from shopkit.kpi.wording import relative, title_text

TRAFFIC_FALL, SPEND_FALL = -0.05, -0.03  # smaller falls come and go by themselves
REFUND_RISE = 0.02  # two percentage points
UNPAID_SHARE = 0.05
ONE_WEEK = timedelta(days=7)


def findings(view: Overview, lang: Lang, against: Against = "before") -> list[Finding]:
    """Return what changed for the worse beyond chance, most money first; may be empty."""
    other = view.other(against)
    found = list(_unpaid(view, lang))
    if other:
        change = split_change(other, view.now)
        found += [*_by_factor(view, other, change, lang), *_refunds(view, view.fair[against], lang)]
        found += _standstill(view, other, lang)
    return by_money(found)


def _finding(view: Overview, code: str, lang: Lang, owner: str, **said: object) -> Finding:
    action, cny = str(said.pop("action", "")), said.pop("cny", None)
    cause, evidence = (text(f"kpi.finding.{code}.{p}", lang, **said) for p in ("cause", "evidence"))
    return Finding(
        code=code,
        severity=Severity.WARNING,
        place=str(view.comparison.asked),
        cause=cause,
        evidence=evidence.strip(),
        action=action or text(f"kpi.finding.{code}.action", lang),
        owner=text(f"kpi.owner.{owner}", lang),
        due=view.comparison.period.end + ONE_WEEK,
        cny=float(cny) if isinstance(cny, (int, float)) else None,
    )


def _by_factor(
    view: Overview, other: Headline, change: Change | None, lang: Lang
) -> Iterator[Finding]:
    if change is None or not change.parts_fen:
        return
    worth = {name: fen / 100 for name, fen in change.parts_fen.items()}
    if worth["conversion_rate"] < 0:
        yield from _conversion(view, other, worth["conversion_rate"], lang)
    if (_fall(view, other, "visitors")) < TRAFFIC_FALL:
        yield _traffic(view, other, worth["visitors"], lang)
    if (_fall(view, other, "per_buyer")) < SPEND_FALL:
        yield _spend(view, other, worth["per_buyer"], lang)


def _fall(view: Overview, other: Headline, name: str) -> float:
    return relative(view.now.value(name), other.value(name)) or 0.0


def _conversion(view: Overview, other: Headline, cny: float, lang: Lang) -> Iterator[Finding]:
    moved = verdict(view.now, other)
    if not moved.whole.clear:
        return
    now, old = view.now.value("conversion_rate") or 0, other.value("conversion_rate") or 0
    z = abs(z_score(now, view.now.value("visitors") or 0, old, other.value("visitors") or 0))
    step = moved.fell
    stage = step.stage if step else "none"
    where = ""
    if step:
        name = text(f"kpi.stage.{stage}", lang)
        before, rate = percent(step.before), percent(step.rate)
        where = text("kpi.lead.steps", lang, stage=name, before=before, now=rate)
    yield _finding(
        *(view, "conversion_fell", lang, "design" if stage == "cart_buyers" else "ops"),
        before=percent(old, 2),
        now=percent(now, 2),
        visitors=number(view.now.value("visitors"), lang),
        buyers=number(view.now.value("paid_buyers"), lang),
        z=f"{z:.1f}",
        step=where,
        action=text(f"kpi.finding.conversion_fell.action.{stage}", lang),
        cny=cny,
    )


def _traffic(view: Overview, other: Headline, cny: float, lang: Lang) -> Finding:
    now, old = view.now.value("visitors"), other.value("visitors")
    return _finding(
        *(view, "traffic_fell", lang, "ads"),
        before=number(old, lang),
        now=number(now, lang),
        rate=percent(relative(now, old), sign=True),
        amount=money(-cny, lang),
        cny=cny,
    )


def _spend(view: Overview, other: Headline, cny: float, lang: Lang) -> Finding:
    now, old = view.now.value("per_buyer") or 0, other.value("per_buyer") or 0
    return _finding(
        *(view, "spend_fell", lang, "ops"),
        before=price(old),
        now=price(now),
        buyers=number(view.now.value("paid_buyers"), lang),
        each=price(old - now),
        cny=cny,
    )


def _refunds(view: Overview, other: Headline | None, lang: Lang) -> Iterator[Finding]:
    """Yield a finding where more is refunded; refunds still to come only make that worse."""
    now, old = view.now.value("refund_rate"), other.value("refund_rate") if other else None
    paid = view.now.value("paid")
    if now is None or old is None or paid is None or now - old < REFUND_RISE:
        return
    cny = -(now - old) * paid
    yield _finding(
        *(view, "refunds_rose", lang, "aftersales"),
        name=title_text(view.now, "refund_rate", lang),
        still=text("kpi.finding.refunds_rose.still", lang) if view.grows("refund_rate") else "",
        before=percent(old),
        now=percent(now),
        refund=money(view.now.value("refund"), lang),
        paid=money(paid, lang),
        amount=money(-cny, lang),
        cny=round(cny, 2),
    )


def _standstill(view: Overview, other: Headline, lang: Lang) -> Iterator[Finding]:
    """Yield a finding where something was paid before and nothing now."""
    before = other.value("paid")
    if view.now.value("paid") == 0 and before:
        said = {"before": money(before, lang)}
        yield _finding(view, "nothing_paid", lang, "ops", **said, cny=-before)


def _unpaid(view: Overview, lang: Lang) -> Iterator[Finding]:
    ordered, paid = view.now["ordered"], view.now["paid"]
    if ordered.value is None or paid.value is None or ordered.source != paid.source:
        return
    lost = ordered.value - paid.value
    if lost <= UNPAID_SHARE * ordered.value:
        return
    yield _finding(
        *(view, "unpaid_orders", lang, "service"),
        amount=money(lost, lang),
        rate=percent(lost / ordered.value),
        ordered=money(ordered.value, lang),
        paid=money(paid.value, lang),
        cny=-round(lost, 2),
    )
