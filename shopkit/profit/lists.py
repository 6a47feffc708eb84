"""What each table of profit shows: headers and rows, already in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from shopkit.i18n import DASH, Lang, money, number, percent, text
from shopkit.profit.wording import (
    COSTS,
    NO_CAMPAIGN,
    PARTS,
    REFUND,
    Scope,
    capital,
    cost_text,
    known,
    left_out_text,
    names,
)
from shopkit.tables import column, named_code

Listed = tuple[list[str], list[list[str]]]
SHOWN = 12  # rows of a table; the workbook has all
EXPLORED = 5  # rows of the table beside controls


def heads(lang: Lang, *keys: str) -> list[str]:
    """Return the headers of a table by their keys."""
    return [text(f"profit.table.{key}", lang) for key in keys]


def campaigns_shown(campaigns: pd.DataFrame, scope: Scope) -> Listed:
    """Return what each campaign cost, claims to have sold and leaves, losses first."""
    lang = scope.lang
    keys = ("campaign", "channel", "spend", "ad_paid", "roi", "break_even_roi", "contribution")
    last = campaigns["channel"].isin(NO_CAMPAIGN)
    ordered = pd.concat([campaigns[~last].head(SHOWN), campaigns[last]])
    called = zip(names(ordered, "campaign", scope), ordered.to_dict("records"), strict=True)
    rows = [
        [name, *_campaign(row, scope), money(row["contribution_cny"], lang)] for name, row in called
    ]
    return heads(lang, *keys), rows


def _campaign(row: Mapping[Any, Any], scope: Scope) -> list[str]:
    """Return channel, spend, claimed sales and returns; what is no campaign has none of them."""
    lang = scope.lang
    if row["channel"] in NO_CAMPAIGN:
        return [""] + [DASH] * 4
    return [
        named_code("channel", row["channel"], lang, scope.platform),
        money(row["spend_cny"], lang),
        money(row["ad_paid_cny"], lang),
        _ratio(row["roi"]),
        _ratio(row["break_even_roi"]),
    ]


def groups_shown(groups: pd.DataFrame, level: str, scope: Scope) -> Listed:
    """Return what each thing of a level was paid, leaves, and at which rate, losses first."""
    lang = scope.lang
    called = zip(names(groups, level, scope), groups.to_dict("records"), strict=True)
    rows = [
        [
            name,
            money(row["paid_cny"], lang),
            money(row["contribution_cny"], lang),
            percent(known(row["contribution_rate"])),
        ]
        for name, row in called
    ]
    titles = [text(f"profit.ranking.{key}", lang) for key in ("second", "value", "first")]
    return [text(f"profit.level.{level}", lang), *map(capital, titles)], rows[:EXPLORED]


def _ratio(value: float | None) -> str:
    value = known(value)
    return DASH if value is None else f"{value:.2f}"


def uncosted_shown(missing: pd.DataFrame, scope: Scope) -> Listed:
    """Return the products without a cost, the largest first."""
    lang = scope.lang
    rows = [
        [name, money(row["paid_cny"], lang), number(row["lines"], lang)]
        for name, row in zip(names(missing, "sku", scope), missing.to_dict("records"), strict=True)
    ]
    return heads(lang, "sku", "paid", "lines"), rows[:SHOWN]


def definition_shown(scope: Scope) -> Listed:
    """Return what a contribution is made of: each item, how it is counted, whether it is."""
    lang = scope.lang
    rows = []
    for name in ("paid", "refund", *COSTS):
        how = column(REFUND if name == "refund" else name).meaning(lang)
        if name == "cost_ads":
            how = f"{how} · {text(f'profit.rule.{scope.ads_rule}', lang)}"
        counted = "no" if name in scope.left_out else "yes" if name != "paid" else "start"
        rows.append([_item(name, scope), how, text(f"profit.table.{counted}", lang)])
    rules = [name for name in scope.left_out if name not in ("refund", *COSTS)]
    how, no = text("profit.table.no_rate", lang), text("profit.table.no", lang)
    rows += [[cost_text(name, scope), how, no] for name in rules]
    return heads(lang, "item", "how", "counted"), rows


def _item(name: str, scope: Scope) -> str:
    part = name.removeprefix("cost_")
    if part in PARTS or name == "refund":
        return capital(cost_text(name, scope))
    return column(name).title(scope.lang)


def bridge_table(steps: Mapping[str, float], scope: Scope) -> pd.DataFrame:
    """Return the steps from the amount paid to the contribution, in CNY; not given is unknown."""
    rows: list[tuple[str, Any]] = [(_step(name, scope), cny) for name, cny in steps.items()]
    rows[-1:-1] = [(capital(left_out_text(name, scope)), None) for name in scope.left_out]
    return pd.DataFrame(rows, columns=["step", "amount_cny"]).astype({"amount_cny": "float64"})


def shares_table(
    now: Mapping[str, float], before: Mapping[str, float], scope: Scope
) -> pd.DataFrame:
    """Return what each cost takes of net sales, a share, and what it took in the period before."""
    named = {name: capital(cost_text(name, scope)) for name in now}
    rows = [(named[name], rate, before.get(name)) for name, rate in now.items()]
    frame = pd.DataFrame(rows, columns=["step", "net_share", "net_share_before"])
    return frame.astype({"net_share_before": "float64"})


def _step(name: str, scope: Scope) -> str:
    if name in ("paid", "unknown", "contribution"):
        return text(f"profit.bridge.{name}", scope.lang)
    return capital(cost_text(name, scope))
