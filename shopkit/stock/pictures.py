"""What each picture of stock shows and says: a tidy frame and its words."""

from __future__ import annotations

from datetime import date
from math import ceil, isnan
from types import SimpleNamespace

import pandas as pd

from shopkit.i18n import DASH, Lang, Words, day, full_day, text, worded
from shopkit.stock.lots import is_large, lack

Shown = tuple[pd.DataFrame, Words]
ROOM = "stock_pictures"
URGENT = ("late", "now", "later", "unknown", "none")
MOST = 15  # products a picture holds
LEAST_DAYS = 60.0  # of cover that are drawn at least
TIMES = 2.5  # of the longest lead time that are drawn; beyond, bars are cut


def cover_shown(proposed: pd.DataFrame, lang: Lang, today: date | None = None) -> Shown:
    """Return the days each product lasts against its lead time, and the words.

    Args:
        proposed: what `proposals` returned.
        lang: language of the words.
        today: days of other years say their year.
    """
    place = {state: n for n, state in enumerate(URGENT)}
    order = proposed.assign(place=proposed["order_state"].map(place)).sort_values(
        ["place", "order_by", "days_of_cover"], kind="stable"
    )
    kept = order.head(MOST)
    days, leads = kept["days_of_cover"].astype(float), kept["lead_days"].astype(float)
    longest = leads.max()
    most = max(LEAST_DAYS, TIMES * (0.0 if isnan(longest) else longest))
    frame = pd.DataFrame(
        {
            "name_text": [_named(one) for one in _records(kept)],
            "state": kept["order_state"].tolist(),
            "value": days.fillna(most).clip(0, most).tolist(),
            "lead": leads.tolist(),
            "value_text": [_days(each, most, lang) for each in days],
            "lead_text": [_days(each, float("inf"), lang, unknown=True) for each in leads],
            "order_text": [_order(one, lang, today) for one in _records(kept)],
        }
    )
    pairs = zip(frame["value_text"], frame["order_text"], strict=True)
    frame["end_text"] = [text(f"{ROOM}.cover.end", lang, days=d, order=o) for d, o in pairs]
    left = len(order) - len(kept)
    more = text(f"{ROOM}.cover.left", lang, n=left) if left else ""
    roles = ("name", "value", "lead", "order", "mark", *URGENT)
    return frame, worded(
        f"{ROOM}.cover", lang, _cover_said(proposed, lang, today), *roles, left=more
    )


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _named(one: dict[str, object]) -> str:
    title = one.get("title")
    return str(title) if isinstance(title, str) and title else str(one["item_id"])


def _days(days: float, most: float, lang: Lang, *, unknown: bool = False) -> str:
    """Return days as a text; a bar that is cut says so."""
    if isnan(days):
        return DASH if unknown else text(f"{ROOM}.never", lang)
    if days > most:
        return text(f"{ROOM}.beyond", lang, n=f"{days:,.0f}")
    return text(f"{ROOM}.days", lang, n=f"{days:,.0f}")


def _order(one: dict[str, object], lang: Lang, today: date | None) -> str:
    """Return how many of a product are to be ordered, and by when."""
    state = str(one["order_state"])
    values: dict[str, object] = {"units": _units(one["order_units"])}
    by = pd.Timestamp(str(one["order_by"])) if not pd.isna(one["order_by"]) else None  # type: ignore[call-overload]
    if by is None and state == "later":
        state = "none"
    if by is not None:
        values["by"] = _dated(by, lang, today)
    if by is None and state == "late":
        state = "now"
    return text(f"{ROOM}.order.{state}", lang, **values)


def _dated(by: date, lang: Lang, today: date | None) -> str:
    """Return a day; one of another year than today's with its year."""
    return day(by, lang) if today is None or by.year == today.year else full_day(by, lang)


def _units(units: object) -> str:
    known = float(str(units)) if units is not None else float("nan")
    return DASH if isnan(known) else f"{ceil(known):,}"


def _cover_said(proposed: pd.DataFrame, lang: Lang, today: date | None) -> tuple[str, str]:
    """Return which product is the most urgent, and what to order."""
    state = proposed["order_state"]
    late, now = proposed[state == "late"], proposed[state == "now"]
    values: dict[str, object] = {"n": len(proposed), "late": len(late), "now": len(now)}
    urgent = pd.concat([late, now])
    if urgent.empty:
        later = proposed[(state == "later") & proposed["order_by"].notna()]
        if len(later):
            first = _records(later.sort_values("order_by", kind="stable").head(1))[0]
            by = _dated(pd.Timestamp(str(first["order_by"])), lang, today)
            values |= {"name": _named(first), "by": by}
            return text(f"{ROOM}.cover.title_later", lang, **values), ""
        unknown = int((state == "unknown").sum())
        key = "title_unknown" if unknown else "title_none" if len(proposed) else "title_empty"
        return text(f"{ROOM}.cover.{key}", lang, **values, unknown=unknown), ""
    first = _records(urgent.sort_values("days_of_cover", kind="stable").head(1))[0]
    values |= {"name": _named(first)}
    so = text(f"{ROOM}.cover.so", lang, name=_named(first), units=_units(first["order_units"]))
    key = "title_late" if len(late) else "title_now"
    return text(f"{ROOM}.cover.{key}", lang, **values), so


def campaign_shown(name: str, stock: pd.DataFrame, lang: Lang) -> Shown:
    """Return what a campaign has of each product, needs of it and may leave, and the words.

    Args:
        name: of the campaign.
        stock: what `campaign_stock` returned.
        lang: language of the words.
    """
    there = stock["units_planned"].astype(float).fillna(stock["stock_units"].astype(float))
    needed, left = stock["units_needed"].astype(float), stock["left_units"].astype(float).round()
    short = (needed - there).fillna(0.0)
    order = (-short).sort_values(kind="stable").index
    sold = (there - left).clip(lower=0)
    frame = pd.DataFrame(
        {
            "name_text": [_named(one) for one in _records(stock.loc[order])],
            "value": there[order].tolist(),
            "sold": sold[order].tolist(),
            "needed": needed[order].tolist(),
            "short": (short[order] > 0).tolist(),
        }
    )
    for column, numbers in (("value", there), ("sold", sold), ("left", left), ("needed", needed)):
        frame[f"{column}_text"] = [_units(each) for each in numbers[order]]
    frame["end_text"] = [_end(one, lang) for one in _records(frame)]
    lacking = frame[frame["short"]]
    values = {"name": name, "n": len(frame), "short": len(lacking)}
    if frame.empty:
        said = (text(f"{ROOM}.campaign.title_empty", lang, **values), "")
    elif len(lacking):
        most = str(lacking["name_text"].iloc[0])
        units = _units(short[order].iloc[0])
        title = text(f"{ROOM}.campaign.title_short", lang, **values, most=most, units=units)
        said = (title, _deadline(stock, lang))
    elif needed.isna().any():
        values["unknown"] = int(needed.isna().sum())
        said = (text(f"{ROOM}.campaign.title_unknown", lang, **values), "")
    else:
        total = _units(left.sum()) if left.notna().any() else DASH
        waits = (stock["order_units"] > 0).any() or (stock["order_state"] == "closed").any()
        so = _deadline(stock, lang) if waits else ""
        key = "title_planned" if stock["units_planned"].notna().all() else "title"
        said = (text(f"{ROOM}.campaign.{key}", lang, **values, left=total), so)
    roles = ("name", "value", "sold", "left", "needed", "mark")
    return frame.head(MOST), worded(f"{ROOM}.campaign", lang, said, *roles, campaign=name)


def _end(one: dict[str, object], lang: Lang) -> str:
    """Return what stands beside the bar of a product."""
    key = "lacks" if one["short"] else "holds"
    lack = float(str(one["needed"])) - float(str(one["value"])) if one["short"] else 0.0
    values = {"needed": one["needed_text"], "left": one["left_text"], "lack": _units(lack)}
    return text(f"{ROOM}.campaign.{key}", lang, **values)


def _deadline(stock: pd.DataFrame, lang: Lang) -> str:
    """Return the day by which the first of the missing units has to be ordered."""
    open_ = stock[(stock["order_units"] > 0) & stock["order_by"].notna()]
    if open_.empty and (stock["order_state"] == "closed").any():
        return text(f"{ROOM}.campaign.so_closed", lang)
    if open_.empty and (stock["order_units"] == 0).all():
        return text(f"{ROOM}.campaign.so_there", lang)
    if open_.empty:
        return text(f"{ROOM}.campaign.so_unknown", lang)
    first = _records(open_.sort_values("order_by", kind="stable").head(1))[0]
    by = day(pd.Timestamp(str(first["order_by"])), lang)
    one = SimpleNamespace(**first)
    key = "so_late" if first["order_state"] == "late" else "so_lot" if is_large(one) else "so"
    values = {"name": _named(first), "by": by, "units": _units(first["order_units"])}
    values["lack"] = _units(lack(one))
    return text(f"{ROOM}.campaign.{key}", lang, **values)
