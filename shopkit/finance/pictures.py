"""What each picture of money ahead shows and says: a tidy frame and its words."""

from __future__ import annotations

from datetime import date
from math import isnan

import pandas as pd

from shopkit.finance.cash import Lowest
from shopkit.i18n import DASH, Lang, Words, money, month, month_tick, percent, text, worded

Shown = tuple[pd.DataFrame, Words]
ROOM = "finance_pictures"
COSTS = {
    "goods": ("cost_goods_cny",),
    "platform": ("cost_platform_cny", "cost_affiliate_cny"),
    "parcels": ("cost_freight_cny", "cost_packing_cny", "cost_insurance_cny", "cost_other_cny"),
    "ads": ("spend_cny",),
    "payroll": ("cost_payroll_cny",),
    "standing": ("cost_fixed_cny", "cost_one_off_cny", "sales_tax_cny", "income_tax_cny"),
}
SURE = 0.001  # a share nearer to none or all than this is told in words


def profit_shown(account: pd.DataFrame, lang: Lang) -> Shown:
    """Return sales, piled costs and what is left of each month, and the words.

    Args:
        account: what `pnl` returned by month.
        lang: language of the words.
    """
    sums = {name: account[list(lines)].sum(axis=1) for name, lines in COSTS.items()}
    known = {name: each for name, each in sums.items() if each.abs().sum() > 0}
    rows: list[dict[str, object]] = []
    for n, first in enumerate(account["date"]):
        at = {"n": n, "moment_text": month_tick(first, n, lang)}
        net = float(account["net_cny"].iloc[n])
        rows.append(at | _pile("sales", (0.0, net), net, lang))
        low = 0.0
        for name, each in known.items():
            cost = float(each.iloc[n])
            named = text(f"{ROOM}.profit.{name}", lang)
            rows.append(at | _pile("cost", (low, low + cost), cost, lang) | {"name": named})
            low += cost
        left = float(account["profit_after_tax_cny"].iloc[n])
        rows.append(at | _pile("left", (0.0, left), left, lang))
    columns = ["n", "moment_text", "kind", "name", "low", "high", "value_text"]
    frame = pd.DataFrame(rows, columns=columns)
    said = _profit_said(account, known, lang)
    heads = ("t", "name", "value", "sales", "left")
    return frame, worded(f"{ROOM}.profit", lang, said, *heads)


def _pile(kind: str, ends: tuple[float, float], cny: float, lang: Lang) -> dict[str, object]:
    name = text(f"{ROOM}.profit.{kind}", lang) if kind != "cost" else ""
    said = {"kind": kind, "name": name, "value_text": money(cny, lang)}
    return said | {"low": round(ends[0], 2), "high": round(ends[1], 2)}


def _profit_said(account: pd.DataFrame, costs: dict[str, pd.Series], lang: Lang) -> tuple[str, str]:
    left = account["profit_after_tax_cny"].astype(float).reset_index(drop=True)
    losing, total = left.index[left < 0], float(left.sum())
    values = {"months": len(left), "total": money(abs(total), lang)}
    if len(losing) and losing[-1] == len(left) - 1:
        key = "title_never" if total < 0 else "title_ends"
    elif total < 0:
        key = "title_loss"
    else:
        key = "title" if len(losing) else "title_always"
    if key in ("title", "title_loss"):
        values["first"] = month(account["date"].iloc[losing[-1] + 1], lang)
    title = text(f"{ROOM}.profit.{key}", lang, **values)
    net = float(account["net_cny"].sum())
    largest = max(costs, key=lambda name: float(costs[name].sum()), default="")
    if not largest or net <= 0:
        return title, ""
    named = text(f"{ROOM}.profit.{largest}", lang)
    share = percent(float(costs[largest].sum()) / net)
    return title, text(f"{ROOM}.profit.so", lang, largest=named, share=share)


def cash_shown(months: pd.DataFrame, low: Lowest, least_cny: float, lang: Lang) -> Shown:
    """Return cash and frozen deposits at the end of each month, and the words.

    Args:
        months: what `cash` returned.
        low: what `lowest` returned.
        least_cny: cash that must always be left, CNY.
        lang: language of the words.
    """
    closing, frozen = (months[f"{name}_cny"] for name in ("cash_closing", "deposits_frozen"))
    point = {"month": month(low.month, lang), "low": money(low.cny, lang)}
    here = text(f"{ROOM}.cash.lowest", lang, **point)
    frame = pd.DataFrame(
        {
            "t": months["date"],
            "t_text": [month(first, lang) for first in months["date"]],
            "value": closing.astype(float),
            "value_text": [money(cny, lang) for cny in closing],
            "frozen": frozen.astype(float),
            "frozen_text": [money(cny, lang) for cny in frozen],
            "least": float(least_cny),
            "lowest_text": [here if d == pd.Timestamp(low.month) else "" for d in months["date"]],
        }
    )
    held = float(frozen[months["date"] == pd.Timestamp(low.month)].sum())
    said = _cash_said(low, held, (least_cny, _first_short(months, least_cny)), lang)
    heads, least = ("t", "value", "frozen", "least"), money(least_cny, lang)
    return frame, worded(f"{ROOM}.cash", lang, said, *heads, least=least)


def _first_short(months: pd.DataFrame, least_cny: float) -> date | None:
    """Return the first month that ends without any cash, or without what must be left."""
    for level in (0.0, least_cny):
        short = months.loc[months["cash_closing_cny"] < level, "date"]
        if len(short):
            return pd.Timestamp(short.iloc[0]).date()
    return None


def _cash_said(
    low: Lowest, held: float, limit: tuple[float, date | None], lang: Lang
) -> tuple[str, str]:
    """Return title and what follows; `limit` is the least cash and the first month below."""
    least_cny, first = limit
    values = {"month": month(low.month, lang), "low": money(low.cny, lang)}
    values["first"] = month(first or low.month, lang)
    once = "_once" if values["first"] == values["month"] else ""
    if low.cny < 0:
        title = text(f"{ROOM}.cash.title_gone{once}", lang, **values, short=money(-low.cny, lang))
    elif low.short_cny > 0:
        said = {**values, "short": money(low.short_cny, lang)}
        title = text(f"{ROOM}.cash.title_short{once}", lang, **said)
    elif held > 0:
        title = text(f"{ROOM}.cash.title", lang, **values, frozen=money(held, lang))
    else:
        title = text(f"{ROOM}.cash.title_plain", lang, **values)
    if low.cny < 0 or low.short_cny > 0:
        return title, text(f"{ROOM}.cash.so_short", lang, first=values["first"])
    return title, text(f"{ROOM}.cash.so", lang, room=money(low.cny - least_cny, lang))


def fan_shown(months: pd.DataFrame, ruin: float, runs: int, least_cny: float, lang: Lang) -> Shown:
    """Return where the cash of the runs lies in each month, and the words with the odds.

    Args:
        months: rows of one scenario of `Chances.frame`.
        ruin: share of runs that fall below the least cash, 0-1.
        runs: how many runs there were.
        least_cny: cash that must always be left, CNY.
        lang: language of the words.
    """
    bands = {"low": "cash_p10_cny", "value": "cash_p50_cny", "high": "cash_p90_cny"}
    frame = pd.DataFrame({"t": months["date"]})
    frame["t_text"] = [month(first, lang) for first in months["date"]]
    for name, column in bands.items():
        frame[name] = months[column].astype(float)
        frame[f"{name}_text"] = [money(cny, lang) for cny in months[column]]
    frame["least"] = float(least_cny)
    last = frame.iloc[-1]
    key = "title_never" if ruin == 0 else "title_always" if ruin == 1 else "title"
    values = {"n": f"{runs:,}", "ruin": odds(ruin, lang), "middle": last["value_text"]}
    title = text(f"{ROOM}.fan.{key}", lang, **values)
    cushion = least_cny - float(frame["low"].min())
    if ruin and cushion > 0:
        so = text(f"{ROOM}.fan.so", lang, cushion=money(cushion, lang))
    else:
        so = text(f"{ROOM}.fan.so_fine", lang, low=last["low_text"])
    least = money(least_cny, lang)
    heads = ("t", *bands, "least")
    return frame, worded(f"{ROOM}.fan", lang, (title, so), *heads, least=least)


def odds(share: float, lang: Lang) -> str:
    """Return a chance in reading form; what runs can hardly tell from none or all is said so."""
    if 0 < share < SURE:
        return text(f"{ROOM}.fan.rare", lang)
    if 1 - SURE < share < 1:
        return text(f"{ROOM}.fan.nearly", lang)
    return percent(share)


def tornado_shown(drivers: pd.DataFrame, base_cny: float, lang: Lang) -> Shown:
    """Return the lowest cash at both limits of each driver, the widest first, and the words.

    Args:
        drivers: what `tornado` returned.
        base_cny: the lowest cash as planned, CNY.
        lang: language of the words.
    """
    rows = []
    base = text(f"{ROOM}.tornado.planned", lang, cny=money(base_cny, lang))
    for n, one in enumerate(drivers.to_dict("records")):
        named = text(f"{ROOM}.driver.{one['driver']}", lang)
        row = {"n": n, "name": named[:1].upper() + named[1:], "base": base_cny}
        for end in ("low", "high"):
            cny, factor = float(one[f"cash_at_{end}_cny"]), one[f"factor_{end}"]
            values = {"factor": f"{factor:g}", "cny": money(cny, lang)}
            told = text(f"{ROOM}.tornado.end", lang, **values)
            kind = "worse" if cny < base_cny else "better"
            rows.append(row | {"value": cny, "kind": kind, "end_text": told, "base_text": base})
    columns = ["n", "name", "base", "value", "kind", "end_text", "base_text"]
    frame = pd.DataFrame(rows, columns=columns).astype({"base": float, "value": float})
    if drivers.empty:
        said = (text(f"{ROOM}.tornado.title_none", lang), "")
    else:
        top = drivers.iloc[0]
        ends = sorted((float(top["cash_at_low_cny"]), float(top["cash_at_high_cny"])))
        driver = text(f"{ROOM}.driver.{top['driver']}", lang)
        values = {"worse": money(ends[0], lang), "better": money(ends[1], lang)}
        title = text(f"{ROOM}.tornado.title", lang, driver=driver, **values)
        said = (title[:1].upper() + title[1:], text(f"{ROOM}.tornado.so", lang, driver=driver))
    return frame, worded(f"{ROOM}.tornado", lang, said, "name", "value", "base")


def scenarios_shown(side: pd.DataFrame, least_cny: float, lang: Lang) -> Shown:
    """Return lowest cash, profit and payback of each scenario as blocks of bars, and the words.

    Args:
        side: what `side_by_side` returned; the first row is the plan. Without `payback_years`
            nothing is told of it: a shop that trades already has none.
        least_cny: cash that must always be left, CNY.
        lang: language of the words.
    """
    bad = side["lowest_cash_cny"].astype(float) < least_cny
    shown = {
        "lowest": (side["lowest_cash_cny"], [_lowest(one, lang) for one in _records(side)]),
        "profit": (
            side["profit_after_tax_cny"],
            [money(cny, lang) for cny in side["profit_after_tax_cny"]],
        ),
    }
    if "payback_years" in side:
        years = side["payback_years"]
        shown["payback"] = (years, [_years(n, lang) for n in years])
    rows: list[dict[str, object]] = []
    for name, (values, said) in shown.items():
        title = text(f"{ROOM}.scenarios.{name}", lang)
        rows.append({"kind": "head", "name": title, "value": float("nan"), "value_text": ""})
        most = float(values.astype(float).abs().max()) or 1.0
        for n, value in enumerate(values.astype(float)):
            worse = name == "lowest" and bool(bad.iloc[n])
            cell = {"kind": "bad" if worse else "other" if n else "plan", "value": value / most}
            named = side["plan_scenario"].iloc[n]
            rows.append(cell | {"name": named, "value_text": said[n]})
    frame = pd.DataFrame(rows, columns=["kind", "name", "value", "value_text"])
    words = worded(f"{ROOM}.scenarios", lang, _scenarios_said(side, bad, lang), "name", "value")
    return (frame if len(side) else frame.iloc[:0]), words


def _records(side: pd.DataFrame) -> list[dict[str, object]]:
    return [dict(zip(side.columns, row, strict=True)) for row in side.itertuples(index=False)]


def _lowest(one: dict[str, object], lang: Lang) -> str:
    when = month(pd.Timestamp(str(one["lowest_month"])), lang)
    cny = money(float(str(one["lowest_cash_cny"])), lang)
    return text(f"{ROOM}.scenarios.when", lang, cny=cny, month=when)


def _years(years: float, lang: Lang) -> str:
    if isnan(years):
        return text(f"{ROOM}.scenarios.never", lang)
    if not years:
        return text(f"{ROOM}.scenarios.at_once", lang)
    return text(f"{ROOM}.scenarios.years", lang, n=f"{years:.1f}")


def _scenarios_said(side: pd.DataFrame, bad: pd.Series, lang: Lang) -> tuple[str, str]:
    if side.empty:
        return text(f"{ROOM}.scenarios.title_one", lang, low=DASH), ""
    worst = side.iloc[int(side["lowest_cash_cny"].astype(float).argmin())]
    values = {"n": len(side), "worst": worst["plan_scenario"]}
    values["low"] = money(float(worst["lowest_cash_cny"]), lang)
    if len(side) == 1:
        return text(f"{ROOM}.scenarios.title_one", lang, low=values["low"]), ""
    so = text(f"{ROOM}.scenarios.so", lang)
    if bad.any():
        return text(f"{ROOM}.scenarios.title", lang, **values, bad=int(bad.sum())), so
    return text(f"{ROOM}.scenarios.title_fine", lang, **values), so
