"""What the months ahead ask for: cash that does not reach, losses that do not end, slips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import numpy as np

from shopkit.finance.cash import break_even_month, flows, lowest, payback_years
from shopkit.finance.costs import FEN
from shopkit.finance.forecast import Forecast, total
from shopkit.finance.model import Model, Rates
from shopkit.finance.pnl import VARIABLE
from shopkit.finance.solve import runway, solve_for
from shopkit.finance.wording import exactly, found
from shopkit.findings import Finding, Severity, by_money
from shopkit.i18n import Lang, listed, month, percent, under
from shopkit.periods import month_starts
from shopkit.tables import column

MOST = 10.0  # times the plan: more sales than that are no plan
SHOWN = 12
HEAVY = {"goods", "payroll"}  # without them no profit is worth telling
PLACES = {  # of what shares are written; the others come from costs and the past
    "ads": "budget.ads_rate",
    "sales_tax": "cash.tax_rate",
    "other": "costs.rates",
    "commission": "pay",
}


def forecast_findings(made: Forecast, lang: Lang) -> list[Finding]:
    """Return what a forecast asks for, the most money first.

    Cash below the least, a shop that ends at a loss or loses on each sale, money that does not
    come back within the horizon, dates and shares that cannot be, and what is left out.
    """
    return by_money(
        [
            *_cash_findings(made, lang),
            *_profit_findings(made, lang),
            *_return_findings(made, lang),
            *model_findings(made.model, lang),
        ]
    )


def _cash_findings(made: Forecast, lang: Lang) -> Iterator[Finding]:
    """Yield that cash falls below what must be left: when, and what would have to be put in."""
    model, low, first = made.model, lowest(made), runway(made)
    if model.opening_cny < model.least_cny:
        cny = model.opening_cny - model.least_cny
        opens = {"opening": exactly(model.opening_cny), "least": exactly(model.least_cny)}
        told = opens | {"short": exactly(-cny)}
        yield found("opens_short", "cash.opening_cny", lang, Severity.WARNING, cny, **told)
    if first is None:
        return
    said = {"least": exactly(model.least_cny), "short": exactly(low.short_cny)}
    months = {"first": month(made.firsts[first], lang), "low": month(low.month, lang)}
    cny = -low.short_cny
    frozen = int(made.frozen[made.firsts.index(low.month)]) / FEN
    parts = {"cash": exactly(low.cny), "frozen": exactly(frozen)}
    code = "short_at_once" if made.firsts[first] == low.month else "short"
    yield found(code, "cash", lang, Severity.ERROR, cny, **said, **months, **parts)


def _profit_findings(made: Forecast, lang: Lang) -> Iterator[Finding]:
    """Yield that each sale loses, or that the last month does; and the sales that would do."""
    lines = made.profit
    after_ads = total(lines, ["paid", "refund", *VARIABLE, "ads"])
    paid = int(lines["paid"].sum())
    if paid and int(after_ads.sum()) < 0:
        rate = percent(int(after_ads.sum()) / paid)
        yield found(
            "sale_loses", "cash", lang, Severity.ERROR, int(after_ads.sum()) / FEN, rate=rate
        )
        return
    if break_even_month(made) is not None:
        return
    needed = solve_for(made.model, "sales", "last_profit", (0.0, MOST))
    last = int(made.left[-1]) / FEN
    factor = needed.only
    code = "loss_goes_on" if factor else "loss_never_ends"
    said = {"month": month(made.firsts[-1], lang), "loss": exactly(-last)}
    sales = int(lines["paid"][-1]) / FEN * (factor or 0.0)
    yield found(
        code,
        "stages",
        lang,
        Severity.ERROR,
        last,
        factor=f"{factor or 0:.2f}",
        sales=exactly(sales),
        **said,
    )


def _return_findings(made: Forecast, lang: Lang) -> Iterator[Finding]:
    """Yield that what is spent does not come back within the horizon.

    Of a shop that trades already only a loss tells it: nobody knows what was put in before.
    """
    left = float(flows(made, closed=True).sum())
    if payback_years(made) is not None or (made.model.timing.went_on and left >= 0):
        return
    said = {"n": made.model.months, "left": exactly(left)}
    code = "no_payback" if left < 0 else "no_payback_yet"
    yield found(code, "cash", lang, Severity.WARNING, min(left, 0.0), **said)


def model_findings(model: Model, lang: Lang) -> list[Finding]:
    """Return what of a model cannot be, or is left out, whatever comes of it."""
    return [
        *_amount_findings(model, lang),
        *_share_findings(model, lang),
        *_date_findings(model, lang),
        *_left_out_findings(model, lang),
    ]


def _amount_findings(model: Model, lang: Lang) -> Iterator[Finding]:
    """Yield sales, ads and pay below zero."""
    told = {
        "stages": (column("paid").title(lang), model.sales_cny),
        "budget": (column("spend").title(lang), model.ads_cny),
        "team": (column("cost_payroll").title(lang), model.payroll_cny),
    }
    for place, (name, value) in told.items():
        if (model.by_month(value) < 0).any():
            yield found("below_zero", place, lang, Severity.ERROR, name=name)


def _share_findings(model: Model, lang: Lang) -> Iterator[Finding]:
    """Yield shares of sales below 0 or above 1, and all of them together above 1."""
    held = {one.name: model.by_month(getattr(model.rates, one.name)) for one in fields(Rates)}
    for name, values in held.items():
        if (values < 0).any() or (values > 1).any():
            worst = percent(float(values[np.argmax(np.abs(values))]))
            said = {"name": under("finance.workbook.share", lang)[name], "rate": worst}
            place = PLACES.get(name, "costs")
            yield found("share_beyond", place, lang, Severity.ERROR, **said)
    kept = 1 - held["refund"]
    parts = {name: held[name] * kept for name in ("platform", "sales_tax")}
    parts["goods"] = held["goods"] * (1 - held["refund"] * held["sold_again"])
    together = np.sum([*(held | parts | {"sold_again": 0 * kept}).values()], axis=0)
    if (together > 1).any():
        whole = percent(float(together.max()))
        yield found("shares_together", "costs", lang, Severity.ERROR, rate=whole)


def _date_findings(model: Model, lang: Lang) -> Iterator[Finding]:
    """Yield costs and deposits that end before they begin, and payments outside of the horizon."""
    firsts = month_starts(model.starts, model.months)
    for at, cost in enumerate(model.fixed):
        if cost.starts and cost.ends and cost.ends < cost.starts:
            said = {"name": cost.name, "starts": str(cost.starts), "ends": str(cost.ends)}
            yield found("ends_first", f"costs.fixed.{at}", lang, Severity.ERROR, **said)
    for at, one in enumerate(model.deposits):
        if one.paid and one.returned and one.returned < one.paid:
            said = {"name": one.name, "starts": str(one.paid), "ends": str(one.returned)}
            yield found("ends_first", f"costs.deposits.{at}", lang, Severity.ERROR, **said)
    for at, put in enumerate(model.payments):
        if not firsts[0] <= put.on < firsts[-1]:
            said = {"name": put.name, "day": str(put.on)}
            span = {"first": month(firsts[0], lang), "last": month(firsts[-2], lang)}
            yield found("outside", f"cash.payments.{at}", lang, **said, **span)


def _left_out_findings(model: Model, lang: Lang) -> Iterator[Finding]:
    """Yield what nothing is known of, and posts whose pay is known in part."""
    if model.unpaid:
        names = listed(list(model.unpaid), lang)
        yield found("pay_unknown", "team.posts", lang, Severity.WARNING, names=names)
    if model.left_out:
        known = under("finance.left_out", lang)
        more = [known.get(one, one) for one in model.left_out]
        ends = "…" if len(more) > SHOWN else ""
        said = {"n": len(more), "names": listed(more[:SHOWN], lang) + ends}
        grave = not HEAVY.isdisjoint(model.left_out)
        yield found(
            "left_out", "costs", lang, Severity.ERROR if grave else Severity.WARNING, **said
        )
