"""Sentences and tables of a campaign's sales, stock and money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from shopkit import campaign_money, forecast, spending
from shopkit.charts.table import Cell, Content, Table
from shopkit.i18n import DASH, full_day, listed, money, number, percent, text
from shopkit.reports.calendar_expected import Expected
from shopkit.reports.calendar_stock import state_said
from shopkit.tables import in_words
from shopkit.widgets.campaigns_shown import BAD, TOLD, heads, on, says
from shopkit.widgets.said import Said, Unsaid, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.campaign_money import Actual, Planned
    from shopkit.i18n import Lang
    from shopkit.reports.calendar_campaign import Coming
    from shopkit.spending import Fit

FEN = 100
SHARES = ("conversion_rate", "growth_monthly_rate", "spread")
URGENT = ("late", "now")


def _range(total: forecast.Total, name: str, lang: Lang) -> dict[str, str]:
    values = {name: total.expected, "low": total.low, "high": total.high}
    return {key: money(value, lang) for key, value in values.items()}


def expectation(coming: Coming, lang: Lang) -> Said:
    """Return what a campaign is expected to bring, in a few sentences; of one over, what it did."""
    held = coming.expected
    if held is None:
        return Unsaid(plain(text("calendar.expected_none", lang)))
    if isinstance(held, forecast.Unknown):
        return Unsaid(plain(forecast.unknown_text(held, lang)))
    if isinstance(held, forecast.Effect):
        sums = {
            "actual": held.actual,
            "without": held.without.expected,
            "gain": held.gain.expected,
            "later": held.later.expected,
        }
        said = {name: money(float(value), lang) for name, value in sums.items()}
        return Said(plain(text("calendar.effect", lang, **said, **_range(held.net, "net", lang))))
    if held.assumed is not None and held.assumed.missing:
        names = [text(f"forecast.figure.{name}", lang) for name in held.assumed.missing]
        return Unsaid(plain(says("none.assumptions", lang, list=listed(names, lang))))
    return Said("\n\n".join(plain(one) for one in _expected(held, coming, lang) if one))


def _expected(held: Expected, coming: Coming, lang: Lang) -> list[str]:
    begun = "_rest" if coming.days_left <= 0 else ""
    paid = held.made.totals["paid_cny"]
    orders = number(round(held.made.totals["paid_orders"].expected), lang)
    known = {"orders": orders, "done": money(held.done_cny, lang)}
    lines = [text(f"calendar.expected{begun}", lang, **_range(paid, "paid", lang), **known)]
    if held.gain is not None:
        sums = {"with_it": held.gain.with_cny, "without": held.gain.without_cny}
        said = {name: money(value, lang) for name, value in sums.items()}
        gain = _range(held.gain.paid_cny, "gain", lang)
        lines.append(text(f"calendar.gain{begun}", lang, **said, **gain))
    by = text("calendar.by_assumption", lang, why=held.told) if held.assumed else held.told
    return [*lines, by, *(_assumptions(held.assumed, lang) if held.assumed else [])]


def _assumptions(held: forecast.Assumed, lang: Lang) -> list[str]:
    """Return what is assumed: figure, value, source."""
    return [
        says(
            "assumed.one" if pd.notna(row["value_assumed"]) else "assumed.open",
            lang,
            figure=text(f"forecast.figure.{row['figure']}", lang),
            value=_assumed(row["figure"], row["value_assumed"], lang),
            source=row["source_said"] or says("assumed.no_source", lang),
        )
        for row in forecast.assumptions(held).to_dict("records")
    ]


def _assumed(figure: str, value: float, lang: Lang) -> str:
    """Return a figure that is assumed as a person writes it; unknown is a dash."""
    if pd.isna(value):
        return DASH
    return percent(value) if figure in SHARES else number(value, lang)


ORDER = ("title", "stock_units", "days_of_cover", "order_units", "order_by", "order_state")


def orders(frame: pd.DataFrame, lang: Lang) -> Table | Said:
    """Return what to order until when, the most urgent first."""
    wanted = frame[frame["order_units"].fillna(0) > 0]
    if wanted.empty:
        return Said(text("calendar.orders_none", lang))
    order = wanted.sort_values("order_by", kind="stable")
    rows = [_order(row, ORDER[1:4], lang) for row in order.head(TOLD).to_dict("records")]
    n = int(order["order_state"].isin(URGENT).sum())
    caption = says("order.caption", lang, n=n, all=len(order))
    return Table(heads(ORDER, lang), rows, "lrrrnl", lang, caption, table=order)


FOR = (
    *("title", "units_expected", "units_needed", "units_planned", "order_units"),
    *("order_by", "order_state"),
)


def campaign_orders(frame: pd.DataFrame, lang: Lang) -> Table:
    """Return what to order for a campaign until when."""
    order = frame.sort_values("order_by", kind="stable")
    rows = [_order(row, FOR[1:5], lang) for row in order.head(TOLD).to_dict("records")]
    by = order["deadline_on"].min()
    caption = says("order.deadline", lang, day=on(by, lang) or "—")
    return Table(heads(FOR, lang), rows, "lrrrrnl", lang, caption, table=order)


def _order(row: Mapping[Any, Any], numbers: tuple[str, ...], lang: Lang) -> list[Content]:
    state = state_said(row, lang)
    return [
        str(row["title"]),
        *(None if pd.isna(row[name]) else number(round(row[name]), lang) for name in numbers),
        on(row["order_by"], lang),
        Cell(state, "bad_text") if row["order_state"] in BAD else state,
    ]


def _cny(value: float, lang: Lang) -> Content:
    return None if pd.isna(value) else money(value, lang)


def _account(frame: pd.DataFrame, names: tuple[str, ...], lang: Lang) -> Table:
    rows: list[list[Content]] = [
        [
            campaign_money.line_name(row["account_line"], lang, row["account_of"]),
            *(_cny(row[name], lang) for name in names),
        ]
        for row in frame.to_dict("records")
    ]
    titles = heads(("account_line", *names), lang)
    return Table(titles, rows, "l" + "r" * len(names), lang, total=True, table=frame)


def _told(frame: pd.DataFrame, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that hold anything."""
    return tuple(name for name in names if frame[name].notna().any())


def account(one: Planned, lang: Lang) -> Table:
    """Return what a campaign is planned to leave, line by line."""
    frame = one.lines
    return _account(frame, _told(frame, ("forecast_cny", "goal_cny", "without_cny")), lang)


def verdict(one: Planned, lang: Lang) -> Said:
    """Return what a campaign adds to what is left, how it was found, what is unknown."""
    lines = []
    ends = one.gain_interval_cny
    if one.gain_cny is not None and ends is not None:
        said = {"gain": money(abs(one.gain_cny), lang), "low": money(ends[0], lang)}
        key = "gain" if one.gain_cny >= 0 else "loss"
        lines.append(says(f"money.{key}", lang, **said, high=money(ends[1], lang)))
    if one.gain_before_ads_cny is not None:
        most = one.gain_before_ads_cny - (one.without.ads or 0) / FEN
        lines.append(says(f"money.most{'' if most > 0 else '_none'}", lang, most=money(most, lang)))
    lines.append(campaign_money.planned_method(one, lang))
    if one.unknown:
        names = campaign_money.line_names(dict.fromkeys(one.unknown), lang)
        lines.append(says("money.unknown", lang, list=names))
    return Said("\n\n".join(plain(line) for line in lines if line))


def came(one: Actual, lang: Lang) -> Table:
    """Return the account of a campaign that is over beside what was planned."""
    frame, names = one.lines, ("forecast_cny", "goal_cny", "actual_cny", "actual_gap_cny")
    made = _account(frame, _told(frame, names), lang)
    days = {"first": full_day(one.period.start, lang), "last": full_day(one.period.end, lang)}
    gap = "" if lang == "zh" else " "
    said = [says("money.came", lang, name=one.campaign.name, **days), *_effect(one, lang)]
    return replace(made, caption=gap.join(said))


def _effect(one: Actual, lang: Lang) -> list[str]:
    """Return what a campaign added against the same days without it, or why nobody can tell."""
    lines = []
    ends = one.gain_interval_cny
    if one.gain_cny is not None and ends is not None:
        values = {"gain": abs(one.gain_cny), "low": ends[0], "high": ends[1]}
        said = {name: money(value, lang) for name, value in values.items()}
        key = "added" if one.gain_cny >= 0 else "dropped"
        lines.append(says(f"money.{key}", lang, name=one.campaign.name, **said))
    if one.over_budget_cny is not None:
        key = "over" if one.over_budget_cny > 0 else "under"
        lines.append(says(f"money.{key}", lang, cny=money(abs(one.over_budget_cny), lang)))
    lines.append(campaign_money.actual_method(one, lang))
    if one.refunds_open:
        lines.append(says("money.refunds", lang))
    return [line for line in lines if line]


def named_fits(fits: Mapping[str, Fit], lang: Lang) -> pd.DataFrame:
    """Return what the weeks of each channel tell, its state in words."""
    frame = in_words(spending.fits_shown(fits).drop(columns="curve"), lang)
    return frame.assign(curve_state=[says(f"fit.{code}", lang) for code in frame["curve_state"]])
