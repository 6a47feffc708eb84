"""What each picture of ad money shows and says: a tidy frame and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

import numpy as np
import pandas as pd

from shopkit.i18n import DASH, Lang, Words, money, price, text, worded
from shopkit.spending.split import Channel, Split

Shown = tuple[pd.DataFrame, Words]
ROOM = "spending_pictures"
POINTS = 60  # of a curve
FURTHER = 1.35  # times the larger spend a curve is drawn to
REACH = 0.35  # of the spend a slope line is drawn to both sides
GAIN = 0.02  # our choice: less than this share more sales is not worth moving money
NOTHING = 1.0  # CNY that count as none


def curves_shown(
    channels: Sequence[Channel], best: Split, now: Mapping[str, float], lang: Lang
) -> Shown:
    """Return the curve of each channel with its spend now and proposed, and the words.

    Args:
        channels: with their curves over the time of the budget.
        best: what `split` returned for them.
        now: spend at present by channel, CNY; what is missing is unknown.
        lang: language of the words.
    """
    spends = dict(zip(best.channels["channel"], best.channels["spend_cny"], strict=True))
    most = max([*spends.values(), *now.values(), 1.0]) * FURTHER
    rows: list[dict[str, object]] = []
    for n, one in enumerate(channels):
        held = _Held(n, one, lang)
        limit = min(most, one.limit_cny)
        rows += [held.point("curve", x) for x in np.linspace(0.0, limit, POINTS)]
        if one.name in spends:
            rows += held.slope(float(spends[one.name]))
            rows.append(held.point("best", float(spends[one.name])))
        if now.get(one.name) is not None:
            rows.append(held.point("now", float(now[one.name])))
    columns = ["n", "name_text", "kind", "spend", "value"]
    columns += ["spend_text", "value_text", "marginal_text"]
    frame = pd.DataFrame(rows, columns=columns)
    roles = ("name", "spend", "value", "marginal", "now", "best", "slope")
    said = _curves_said(channels, best, now, lang)
    return frame, worded(f"{ROOM}.curves", lang, said, *roles, note=_note(best, lang))


class _Held:
    """A channel that rows are made of."""

    def __init__(self, n: int, channel: Channel, lang: Lang) -> None:
        self.n, self.channel, self.lang = n, channel, lang

    def point(self, kind: str, spend: float) -> dict[str, object]:
        """Return the row of a spend on the curve."""
        value = float(self.channel.curve.sales(spend))
        return self._row(kind, spend, value, float(self.channel.curve.marginal(max(spend, 0.01))))

    def slope(self, spend: float) -> list[dict[str, object]]:
        """Return both ends of the line that touches the curve at a spend."""
        if spend < NOTHING:
            return []
        value, marginal = self.channel.curve.sales(spend), self.channel.curve.marginal(spend)
        ends = (spend * (1 - REACH), spend * (1 + REACH))
        told = [(x, float(value + marginal * (x - spend))) for x in ends]
        return [self._row("slope", x, y, float(marginal)) for x, y in told]

    def _row(self, kind: str, spend: float, value: float, marginal: float) -> dict[str, object]:
        return {
            "n": self.n,
            "name_text": self.channel.name,
            "kind": kind,
            "spend": round(spend, 2),
            "value": round(value, 2),
            "spend_text": money(spend, self.lang),
            "value_text": money(value, self.lang),
            "marginal_text": price(marginal),
        }


def _curves_said(
    channels: Sequence[Channel], best: Split, now: Mapping[str, float], lang: Lang
) -> tuple[str, str]:
    """Return what the money brings more where it is proposed, or that it is well placed."""
    if not channels:
        return text(f"{ROOM}.curves.title_none", lang), ""
    paid = {one.name: one.curve for one in channels}
    known = all(now.get(name) is not None for name in paid)
    values: dict[str, object] = {"paid": money(best.paid_cny, lang)}
    so = _equal(best, lang)
    if not known:
        return text(f"{ROOM}.curves.title_plain", lang, **values), so
    before = sum(float(curve.sales(float(now[name]))) for name, curve in paid.items())
    more = best.paid_cny - before
    values |= {"more": money(abs(more), lang), "before": money(before, lang)}
    spent = float(best.channels["spend_cny"].sum())
    same = abs(spent - sum(float(now[name]) for name in paid)) < max(NOTHING, spent * GAIN)
    if not same:
        values |= {"spent": money(spent, lang)}
        return text(f"{ROOM}.curves.title_other", lang, **values), so
    key = "title" if more > GAIN * before else "title_same"
    return text(f"{ROOM}.curves.{key}", lang, **values), so


def _equal(best: Split, lang: Lang) -> str:
    """Return what the next yuan brings in every free channel, and what is better not spent."""
    if isnan(best.marginal):
        return ""
    several = len(best.channels) > 1
    said = text(f"{ROOM}.equal", lang, marginal=price(best.marginal)) if several else ""
    if best.unspent_cny < NOTHING:
        return said
    key = "stopped" if best.stopped else "full"
    return (said + text(f"{ROOM}.{key}", lang, cny=money(best.unspent_cny, lang))).strip()


def split_shown(best: Split, now: Mapping[str, float], lang: Lang) -> Shown:
    """Return what each channel is to get beside what it gets now, the largest first, and the words.

    Args:
        best: what `split` returned.
        now: spend at present by channel, CNY; what is missing is unknown.
        lang: language of the words.
    """
    rows = []
    order = best.channels.sort_values("spend_cny", ascending=False, kind="stable")
    for one in order.to_dict("records"):
        name, state = str(one["channel"]), str(one["limit_state"])
        before = float(now.get(name, float("nan")))
        row = {"name_text": name, "state": state, "value": float(one["spend_cny"])}
        row |= {"before": before, "value_text": money(one["spend_cny"], lang)}
        row |= {"before_text": DASH if isnan(before) else money(before, lang)}
        row |= {"marginal_text": price(one["marginal_roi"])}
        row |= {"limit_text": text(f"{ROOM}.limit.{state}", lang)}
        rows.append(row | {"end_text": _end(row, state, lang)})
    columns = ["name_text", "state", "value", "before", "value_text", "before_text"]
    frame = pd.DataFrame(rows, columns=[*columns, "marginal_text", "limit_text", "end_text"])
    moved = {
        name: more
        for name, more in zip(frame["name_text"], frame["value"] - frame["before"], strict=True)
        if not isnan(more)
    }
    at = max(moved, key=lambda name: abs(moved[name]), default="")
    values: dict[str, object] = {"n": len(frame), "total": money(frame["value"].sum(), lang)}
    key = "title" if len(frame) else "title_none"
    if moved and abs(moved[at]) >= NOTHING:
        values |= {"name": at, "cny": money(abs(moved[at]), lang)}
        key = "title_more" if moved[at] > 0 else "title_less"
    title = text(f"{ROOM}.split.{key}", lang, **values)
    roles = ("name", "value", "before", "marginal", "limit")
    said = title, _equal(best, lang)
    return frame, worded(f"{ROOM}.split", lang, said, *roles, note=_note(best, lang))


def _note(best: Split, lang: Lang) -> str:
    """Return that curves are assumed; a picture is read without the words around it, too."""
    return text(f"{ROOM}.assumed", lang) if best.assumed else ""


def _end(row: dict[str, object], state: str, lang: Lang) -> str:
    """Return what stands beside the bar of a channel."""
    known = row["before_text"] != DASH
    values = {"before": row["before_text"], "after": row["value_text"]}
    moved = text(f"{ROOM}.{'moved' if known else 'gets'}", lang, **values)
    marginal = text(f"{ROOM}.marginal", lang, cny=row["marginal_text"])
    limit = row["limit_text"] if state in ("least", "most") else ""
    return " · ".join(str(each) for each in (moved, limit or marginal) if each)
