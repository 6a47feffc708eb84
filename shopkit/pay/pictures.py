"""What the picture of a month's payroll shows and says: a tidy frame and its words."""

from __future__ import annotations

from math import isnan

import pandas as pd

from shopkit.i18n import Lang, Words, listed, money, month, percent, text, worded
from shopkit.pay.money import to_cny
from shopkit.pay.payroll import Payroll
from shopkit.roles import post_title

ROOM = "pay_pictures.payroll"
PARTS = {
    "base": ("pay_base_cny", "pay_post_cny"),
    "commission": ("pay_own_cny", "pay_team_cny", "pay_pool_cny"),
    "other": ("pay_bonus_cny", "pay_welfare_cny", "pay_overtime_cny"),
    "charges": ("employer_insurance_cny", "housing_fund_cny"),
}


def posts_named(made: Payroll, lang: Lang) -> pd.DataFrame:
    """Return `Payroll.by_post` with each post as it is called in a language, CNY."""
    rows = made.by_post()
    return rows.assign(post=[post_title(one, lang) for one in rows["post"]])


def payroll_shown(made: Payroll, lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return what each post costs in a month, part on part, the dearest first, and the words.

    A part nobody knows is left out, and the total of its post says so.
    """
    table = posts_named(made, lang)
    sums = {part: table[list(names)].sum(axis=1, skipna=False) for part, names in PARTS.items()}
    parts = pd.DataFrame(sums).astype(float)
    parts = parts.loc[:, (parts.fillna(1) != 0).any()]
    totals = table["cost_payroll_cny"].astype(float)
    order = parts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    rows: list[dict[str, object]] = []
    for n, at in enumerate(order):
        named = {"post": table["post"][at], "n": int(table["heads"][at])}
        row = {"n": n, "name": text(f"{ROOM}.people", lang, **named)}
        total = totals[at]
        told = text(f"{ROOM}.unknown", lang) if isnan(total) else money(total, lang)
        rows += _parts(parts.loc[at], row, told, lang)
    columns = ["n", "name", "part", "low", "high", "value_text", "total_text"]
    frame = pd.DataFrame(rows, columns=columns).astype({"low": float, "high": float})
    said = _said(made, table, totals, lang)
    return frame, worded(ROOM, lang, said, "name", "part", "value", "unknown")


def _parts(
    parts: pd.Series, row: dict[str, object], told: str, lang: Lang
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    low = 0.0
    for part, amount in parts.items():
        high = low if isnan(amount) else low + amount
        cell = {"part": text(f"{ROOM}.{part}", lang), "low": low, "high": high}
        cell |= {"value_text": money(amount, lang), "total_text": "" if rows else told}
        rows.append(row | cell)
        low = high
    return rows


def _said(made: Payroll, table: pd.DataFrame, totals: pd.Series, lang: Lang) -> tuple[str, str]:
    named = month(made.month, lang)
    if table.empty:
        return text(f"{ROOM}.title_none", lang, month=named), ""
    if made.total_fen is None or made.gross_fen is None or made.charges_fen is None:
        posts = table.loc[totals.isna(), "post"].tolist()
        values = {"month": named, "total": money(to_cny(made.known_fen), lang), "n": len(posts)}
        title = text(f"{ROOM}.title_unknown", lang, **values)
        return title, text(f"{ROOM}.so_unknown", lang, posts=listed(posts, lang))
    total, charges = to_cny(made.total_fen), to_cny(made.charges_fen)
    top = int(totals.argmax())
    share = percent(float(totals.iloc[top]) / total if total else None, 0)
    values = {"month": named, "total": money(total, lang), "post": table["post"].iloc[top]}
    values |= {"share": share, "charges": money(charges, lang)}
    rate = f"¥{charges / to_cny(made.gross_fen):.2f}" if made.gross_fen else ""
    so = text(f"{ROOM}.so", lang, rate=rate) if rate and charges else ""
    return text(f"{ROOM}.title", lang, **values), so
