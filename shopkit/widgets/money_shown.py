"""Tables of the months ahead: the account by year, returns, what must be true, scenarios."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

from shopkit import finance
from shopkit.charts.table import Cell, Content, Table
from shopkit.i18n import listed, money, month, percent, text
from shopkit.tables import column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from shopkit.finance import Forecast
    from shopkit.finance.model import Model
    from shopkit.finance.solve import Goal, Solved
    from shopkit.i18n import Lang

LINES = {  # lines of the account in order; what takes is subtracted
    "paid_cny": 1,
    "refund_cny": -1,
    "net_cny": 1,
    "cost_goods_cny": -1,
    "cost_platform_cny": -1,
    "cost_affiliate_cny": -1,
    "cost_freight_cny": -1,
    "cost_packing_cny": -1,
    "cost_insurance_cny": -1,
    "cost_other_cny": -1,
    "contribution_before_ads_cny": 1,
    "spend_cny": -1,
    "contribution_cny": 1,
    "cost_payroll_cny": -1,
    "cost_fixed_cny": -1,
    "cost_one_off_cny": -1,
    "profit_before_tax_cny": 1,
    "sales_tax_cny": -1,
    "income_tax_cny": -1,
    "profit_after_tax_cny": 1,
}
ALWAYS = ("paid_cny", "net_cny", "contribution_cny", "profit_after_tax_cny")
FACTORS = {"sales": (0.0, 5.0), "price": (0.5, 2.0), "payroll": (0.0, 5.0), "fixed": (0.0, 10.0)}
FACTORS["ads"] = (0.0, 10.0)
ROOM = 10  # times the planned opening cash that is looked through
LEAST_ROOM = 1e6  # CNY, where a shop opens with little
GOALS: tuple[Goal, ...] = ("profit", "lowest_cash")


def account(years: pd.DataFrame, lang: Lang) -> Table:
    """Return every line of profit by year, with its share of net sales; empty lines left out.

    Args:
        years: what `pnl` returned by year.
        lang: language of the table.
    """
    kept = [name for name in LINES if name in ALWAYS or years[name].abs().sum() > 0]
    heads = [text("money.account.line", lang)]
    heads += [text("money.account.year", lang, year=one.year) for one in years["date"]]
    heads.append(text("money.account.share", lang))
    net = float(years["net_cny"].sum())
    rows: list[list[Content]] = []
    for name in kept:
        amounts = [LINES[name] * float(cny) for cny in years[name]]
        share = percent(sum(amounts) / net) if net else None
        said = _cny if LINES[name] > 0 else money
        rows.append([column(name).title(lang), *(said(cny, lang) for cny in amounts), share])
    return Table(heads, rows, "l" + "r" * (len(heads) - 1), lang, table=years)


def _cny(cny: float, lang: Lang) -> Content:
    said = money(cny, lang)
    return Cell(said, "bad_text") if said.startswith("−") and cny < 0 else said


def returns(made: Forecast, lang: Lang) -> Table:
    """Return lowest cash, break-even month, and what comes back of what is put in.

    Of a shop that trades already, what was put in before is not known: told instead is what its
    months earn in cash, and why that is no return.
    """
    low, model = finance.lowest(made), made.model
    even = finance.break_even_month(made)
    said: dict[str, Content] = {
        "lowest": _short(low, model.least_cny, lang),
        "even": text("money.returns.no_even", lang) if even is None else month(even, lang),
        **(_earned(made, lang) if model.timing.went_on else _come_back(made, lang)),
    }
    heads = [text(f"money.returns.{name}", lang) for name in ("what", "value", "means")]
    values = {"rate": percent(model.discount_rate), "months": model.months}
    rows: list[list[Content]] = [
        [
            text(f"money.returns.{name}", lang),
            value,
            text(f"money.returns.{name}_means", lang, **values),
        ]
        for name, value in said.items()
    ]
    return Table(heads, rows, "lll", lang)


def _come_back(made: Forecast, lang: Lang) -> dict[str, Content]:
    """Return payback, present value (where a rate is planned) and rate of return of a new shop."""
    rates = finance.rates_of_return(made)
    worth = finance.worth(made)
    said: dict[str, Content] = {"payback": _years(finance.payback_years(made), lang)}
    if worth is not None:
        said["worth"] = money(worth, lang)
    rate = percent(rates.only) if rates.only is not None else _why(rates.why, lang)
    return {**said, "rate": rate}


def _earned(made: Forecast, lang: Lang) -> dict[str, Content]:
    """Return what the months of a shop that trades already earn in cash, also in today's money."""
    worth = finance.worth(made)
    said = {"earned": _cny(float(finance.flows(made).sum()), lang)}
    if worth is not None:
        said["today"] = _cny(worth, lang)
    return {**said, "apart": text("money.returns.apart_value", lang)}


def _short(low: Any, least: float, lang: Lang) -> Content:  # noqa: ANN401 - a Lowest
    said = text("money.returns.at", lang, cny=money(low.cny, lang), month=month(low.month, lang))
    return Cell(said, "bad_text") if low.cny < least else said


def _why(why: str, lang: Lang) -> str:
    return text(f"money.returns.rate_{why}", lang)


def _years(years: float | None, lang: Lang) -> str:
    if years is None or isnan(years):
        return text("money.returns.never", lang)
    key = "years" if years else "at_once"
    return text(f"money.returns.{key}", lang, n=f"{years:.1f}")


def must(model: Model, lang: Lang) -> Table:
    """Return what one input alone must be for profit, and for cash, to hold."""
    most = max(LEAST_ROOM, ROOM * abs(model.opening_cny))
    heads = [text(f"money.must.{name}", lang) for name in ("input", "planned", *GOALS)]
    rows: list[list[Content]] = []
    for name, span in {**FACTORS, "opening": (0.0, most)}.items():
        now = money(model.opening_cny, lang) if name == "opening" else "100%"
        row: list[Content] = [text(f"money.must.of_{name}", lang), now]
        for goal in GOALS:
            if name == "opening" and goal == "profit":
                row.append(Cell(text("money.must.apart", lang), "muted"))
                continue
            now_is = model.opening_cny if name == "opening" else 1.0
            row.append(_solved(finance.solve_for(model, name, goal, span), name, now_is, lang))
        rows.append(row)
    caption = text("money.must.caption", lang, least=money(model.least_cny, lang))
    return Table(heads, rows, "lrrr", lang, caption)


def _solved(found: Solved, name: str, now: float, lang: Lang) -> Content:
    """Return at what value a goal is just met, and on which side of it."""
    if found.only is None:
        role = {"always": "good_text", "never": "bad_text"}.get(found.why, "muted")
        return Cell(text(f"money.must.{found.why}", lang), role)  # type: ignore[arg-type]
    value = money(found.only, lang) if name == "opening" else percent(found.only)
    key = "least" if found.at_high >= found.at_low else "most"
    met = now >= found.only if key == "least" else now <= found.only
    return Cell(text(f"money.must.{key}", lang, value=value), "" if met else "bad_text")


def compared(side: pd.DataFrame, wrong: Mapping[str, str], lang: Lang) -> Table:
    """Return people, payroll, profit and cash of the plan and its scenarios.

    Args:
        side: what `scenario.side_by_side` returned; the first row is the plan.
        wrong: scenarios that cannot be, and why.
        lang: language of the table.
    """
    names = ["plan_scenario", "people_planned", "people_needed", "paid_cny", "cost_payroll_cny"]
    names += ["profit_after_tax_cny", "lowest_cash_cny", "cash_closing_cny"]
    heads = [column(name).title(lang) for name in names]
    rows: list[list[Content]] = [
        [
            str(one["plan_scenario"]),
            *(None if isnan(one[name]) else f"{one[name]:g}" for name in names[1:3]),
            *(_cny(float(one[name]), lang) for name in names[3:]),
        ]
        for one in side.to_dict("records")
    ]
    same = [row[0] for row in rows[1:] if row[1:] == rows[0][1:]]
    named = listed([str(name) for name in same], lang)
    said = [text("money.scenarios.same", lang, list=named)] if same else []
    said += [text("money.scenarios.wrong", lang, name=name, why=why) for name, why in wrong.items()]
    caption = ("" if lang == "zh" else " ").join(said)
    return Table(heads, rows, "l" + "r" * 7, lang, caption, table=side)
