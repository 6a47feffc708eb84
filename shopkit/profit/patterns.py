"""Pictures of profit over time, over costs and over sizes of an order: frames and their words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shopkit.i18n import Lang, day, money, month, number, percent, points, price, text
from shopkit.profit.pictures import Shown, labelled, labels, words_of
from shopkit.profit.wording import COSTS, Scope, capital, cost_text

CLEAR_POINTS = 0.005  # a share that moved less is called level


def days_shown(series: pd.DataFrame, grain: str, scope: Scope) -> Shown:
    """Return the contribution of each day or month, with its rate.

    Args:
        series: `by` of day or month: date, contribution_cny, contribution_rate.
        grain: day or month.
        scope: period, language, costs left out.
    """
    lang, value = scope.lang, series["contribution_cny"]
    frame = pd.DataFrame(
        {
            "moment_text": _moments(series["date"], grain, lang),
            "value": value,
            "kind": ["loss" if v < 0 else "gain" for v in value],
            "value_text": [money(v, lang) for v in value],
            "rate_text": [percent(v) for v in series["contribution_rate"]],
        }
    )
    title, so = _days_words(series, grain, scope)
    words = words_of(f"{grain}s", scope, title, so)
    return frame, labelled(words, **labels("days", lang, "moment", "value", "rate"))


def _moments(dates: pd.Series, grain: str, lang: Lang) -> list[str]:
    """Return what stands below each bar; the first month and a January say their year."""
    if grain == "day":
        return [f"{d.month}/{d.day}" if lang == "zh" else day(d, lang) for d in dates]
    said = []
    for n, moment in enumerate(dates):
        year, _, name = month(moment, "zh").partition("年")
        short = name if lang == "zh" else month(moment, "en").split()[0]
        mark = (f"{year}年" if lang == "zh" else year) if n == 0 or moment.month == 1 else ""
        said.append(f"{short}|{mark}" if mark else short)
    return said


def _days_words(series: pd.DataFrame, grain: str, scope: Scope) -> tuple[str, str]:
    lang, value = scope.lang, series["contribution_cny"]
    if value.dropna().empty:
        return text("profit.days.title_none", lang, period=scope.period), ""
    named = [(month if grain == "month" else day)(moment, lang) for moment in series["date"]]
    best, worst = int(value.argmax()), int(value.argmin())
    said = {
        "best": named[best],
        "best_amount": money(float(value.iloc[best]), lang),
        "worst": named[worst],
        "worst_amount": money(float(value.iloc[worst]), lang),
        "n": int((value < 0).sum()),
        "loss": money(-float(value[value < 0].sum()), lang),
    }
    way = "loss" if said["n"] else "gain"
    so = [text(f"profit.days.so_{way}", lang, **said)]
    so += [text("profit.days.so_open", lang)] if scope.comparison.refunds_open else []
    return text(f"profit.{grain}s.title_{way}", lang, **said), ("" if lang == "zh" else " ").join(
        so
    )


def net_of(steps: Mapping[str, float]) -> float:
    """Return net sales of the lines whose costs are all known, in CNY, from a bridge's steps."""
    return sum(steps.get(name, 0.0) for name in ("paid", "refund", "unknown"))


def shares_of(steps: Mapping[str, float]) -> dict[str, float]:
    """Return each cost, the refunds and the contribution as shares of net sales.

    Refunds are held against what was paid.
    """
    paid, net = steps.get("paid", 0.0), net_of(steps)
    if net <= 0:
        return {}
    costs = {name: -cny / net for name, cny in steps.items() if name in COSTS}
    refund = {"refund": -steps["refund"] / paid} if "refund" in steps else {}
    return {**refund, **costs, "contribution": steps.get("contribution", 0.0) / net}


def shares_shown(now: Mapping[str, float], before: Mapping[str, float], scope: Scope) -> Shown:
    """Return what each cost takes of net sales, beside the period before.

    Args:
        now: name of a cost (refund, cost_goods …, contribution) = its share of net sales.
        before: the same of the period before; empty where nothing is known.
        scope: period, language, costs left out.
    """
    lang = scope.lang
    moves = _moves(now, before, scope)
    frame = pd.DataFrame(
        {
            "category": [capital(cost_text(name, scope)) for name in now],
            "value": list(now.values()),
            "before": [before.get(name, float("nan")) for name in now],
            "value_text": [percent(rate) for rate in now.values()],
            "before_text": [percent(before.get(name)) for name in now],
            "change_text": [_moved(moves.get(name), lang) for name in now],
            "role": [_role(name, moves.get(name)) for name in now],
        }
    )
    title, so = _shares_words(now, moves, scope)
    if before and scope.comparison.refunds_open:
        so += ("" if scope.lang == "zh" or not so else " ") + text(
            "profit.shares.so_open", scope.lang
        )
    words = words_of("shares", scope, title, so, "category", "value")
    return frame, labelled(words, before=scope.comparison.before.label(lang))


def _moves(now: Mapping[str, float], before: Mapping[str, float], scope: Scope) -> dict[str, float]:
    """Return the changes that can be told; while refunds are open only costs that rose.

    Refunds to come make net sales smaller, so such a share can only grow further.
    """
    moves = {name: rate - before[name] for name, rate in now.items() if name in before}
    if not scope.comparison.refunds_open:
        return moves
    return {n: change for n, change in moves.items() if n in COSTS and change >= CLEAR_POINTS}


def _moved(change: float | None, lang: Lang) -> str:
    if change is None:
        return ""
    shown = points(abs(change), lang, 1).lstrip("+")
    return f"{'▲' if change > 0 else '▼'} {shown}" if abs(change) >= CLEAR_POINTS / 10 else shown


def _role(name: str, change: float | None) -> str:
    if change is None or abs(change) < CLEAR_POINTS:
        return "muted"
    return "good_text" if (change > 0) == (name == "contribution") else "bad_text"


def _shares_words(
    now: Mapping[str, float], moves: Mapping[str, float], scope: Scope
) -> tuple[str, str]:
    lang, costs = scope.lang, {n: rate for n, rate in now.items() if n != "contribution"}
    if not costs:
        return text("profit.shares.title_none", lang, period=scope.period), ""
    top = max(costs, key=costs.__getitem__)
    said = {"name": cost_text(top, scope), "rate": percent(costs[top])}
    rises = {n: change for n, change in moves.items() if n in costs}
    most = max(rises, key=rises.__getitem__, default="")
    least = min(rises, key=rises.__getitem__, default="")
    if least and rises[most] < CLEAR_POINTS and -rises[least] >= CLEAR_POINTS:
        down = points(-rises[least], lang, 1).lstrip("+")
        fall = {"fall": cost_text(least, scope), "points": down}
        title = text("profit.shares.title_fall", lang, **said, **fall)
        return capital(title), text("profit.shares.so_fall", lang, **fall)
    if not most or rises[most] < CLEAR_POINTS:
        so = text("profit.shares.so_level", lang) if moves else ""
        return capital(text("profit.shares.title", lang, **said)), so
    rise = {"rise": cost_text(most, scope), "points": points(rises[most], lang, 1).lstrip("+")}
    title = text("profit.shares.title_rise", lang, **said, **rise)
    so = text("profit.shares.so_rise", lang, yuan=price(rises[most] * 100), **rise)
    return capital(title), so


def orders_shown(bands: pd.DataFrame, scope: Scope) -> Shown:
    """Return what an order of each size leaves.

    Args:
        bands: one row a band, smallest first: order_from_cny, order_to_cny (NaN without end),
            orders, orders_share, left_per_order_cny.
        scope: period, language, costs left out.
    """
    lang, value = scope.lang, bands["left_per_order_cny"]
    edges = zip(bands["order_from_cny"], bands["order_to_cny"], strict=True)
    sizes = [_band(low, high, lang) for low, high in edges]
    frame = pd.DataFrame(
        {
            "category": sizes,
            "value": value,
            "kind": ["loss" if v < 0 else "gain" for v in value],
            "value_text": [price(v) for v in value],
            "first_text": [percent(v) for v in bands["orders_share"]],
            "second_text": [number(v, lang) for v in bands["orders"]],
        }
    )
    title, so = _orders_words(bands, sizes, scope)
    words = words_of("orders", scope, title, so, "category", "value", "first", "second")
    return frame, words


def _band(low: float, high: float, lang: Lang) -> str:
    if pd.isna(high):
        return text("profit.orders.above", lang, low=f"{low:,.0f}")
    return text("profit.orders.between", lang, low=f"{low:,.0f}", high=f"{high:,.0f}")


def _orders_words(bands: pd.DataFrame, sizes: list[str], scope: Scope) -> tuple[str, str]:
    lang, each = scope.lang, bands["left_per_order_cny"]
    if each.dropna().empty:
        return text("profit.orders.title_none", lang, period=scope.period), ""
    losing = [n for n, value in enumerate(each) if value < 0]
    best = int(each.argmax())
    said = {"best": sizes[best], "best_amount": price(float(each.iloc[best]))}
    if not losing:
        worst = int(each.argmin())
        said |= {"worst": sizes[worst], "worst_amount": price(float(each.iloc[worst]))}
        title = text("profit.orders.title_gain", lang, **said)
        return title, text("profit.orders.so_gain", lang, **said)
    worst = max(losing, key=lambda n: bands["orders"].iloc[n])
    said |= {
        "worst": sizes[worst],
        "worst_amount": price(-float(each.iloc[worst])),
        "share": percent(float(bands["orders_share"].iloc[losing].sum()), 0),
    }
    title = text("profit.orders.title_loss", lang, **said)
    return title, text("profit.orders.so_loss", lang, **said)
