"""Which values a profit was counted with, what they did to it, and which nobody confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from shopkit.i18n import DASH, Lang, full_day, percent, price, text, texts
from shopkit.profit.lists import Listed, heads
from shopkit.profit.wording import Scope
from shopkit.rules import Rule, editions, rule
from shopkit.terms import PLAN, Assumption


def assumptions_shown(used: Sequence[Assumption], scope: Scope) -> Listed:
    """Return every value: what it is, how much, where from, whether to confirm it before use."""
    lang = scope.lang
    rows = [
        [name_text(one, lang), value_text(one, lang), _source(one, lang), _certain(one, lang)]
        for one in in_force(used, scope.comparison.period.end)
    ]
    return heads(lang, "assumption", "value", "source", "certain"), rows


def in_force(used: Sequence[Assumption], day: date) -> list[Assumption]:
    """Return those that hold on a day: of several editions the latest that has begun."""
    latest: dict[tuple[str, str], Assumption] = {}
    for one in used:
        begun, key = one.valid_from or date.min, (one.rule, one.category)
        if begun <= day and (key not in latest or (latest[key].valid_from or date.min) <= begun):
            latest[key] = one
    return list(latest.values())


def name_text(one: Assumption, lang: Lang) -> str:
    """Return what a value is of: the rule or the entry of the plan, and its category."""
    own = texts("profit")["assumption"].get(one.rule.removeprefix("costs."))
    said = own[lang] if own else _rule_name(one.rule, lang)
    if not one.category:
        return said
    return f"{said}（{one.category}）" if lang == "zh" else f"{said} ({_category(one, lang)})"


def _rule_name(rule_id: str, lang: Lang) -> str:
    try:
        return rule(rule_id).name(lang)
    except LookupError:  # a fee the plan names itself
        return rule_id


def _category(one: Assumption, lang: Lang) -> str:
    """Return a category in a language: that of its row in the rule, or the province."""
    rows = [row for edition in _editions(one.rule) for row in edition.table]
    if found := next((row for row in rows if row.name("zh") == one.category), None):
        return found.name(lang)
    if one.category in texts("provinces"):
        return text(f"provinces.{one.category}", lang)
    return one.category


def _editions(rule_id: str) -> Sequence[Rule]:
    try:
        return editions(rule_id)
    except LookupError:
        return ()


def value_text(one: Assumption, lang: Lang) -> str:
    """Return a value in reading form; of a range its limits, of which the upper is counted."""
    if one.value is None:
        return DASH
    if isinstance(one.value, str):
        return text(f"profit.rule.{one.value}", lang)
    if one.rule.endswith("_cny"):
        return price(one.value)
    if one.low is not None and one.low != one.value:
        limits = {"low": _rate(one.low), "high": _rate(one.value)}
        return text("profit.table.range", lang, **limits)
    return _rate(one.value)


def _rate(value: float) -> str:
    return percent(value, 2).replace(".00%", "%")


def _source(one: Assumption, lang: Lang) -> str:
    since = (
        text("profit.table.since", lang, day=full_day(one.valid_from, lang))
        if one.valid_from
        else ""
    )
    origin = PLAN if one.source == PLAN else text("profit.table.rule", lang)
    return f"{origin}{since}"


def _certain(one: Assumption, lang: Lang) -> str:
    if one.value is None:
        return text("profit.table.not_given", lang)
    if one.source == PLAN:
        return text("profit.table.given", lang)
    return text(f"profit.table.{'checked' if one.certain else 'confirm'}", lang)


def unconfirmed(
    lines: pd.DataFrame, used: Sequence[Assumption], scope: Scope
) -> Iterator[tuple[str, str, float | None]]:
    """Yield each rate in force that nobody confirmed: its name, its value, what it took in CNY.

    Args:
        lines: `by` line: paid_cny, refund_cny, category.
        used: the values the profit was counted with.
        scope: period and language.
    """
    net = (lines["paid_cny"] - lines["refund_cny"]).clip(lower=0)
    for one in in_force(used, scope.comparison.period.end):
        if one.certain or one.what != "cost_platform":
            continue
        if not isinstance(one.value, float | int) or not one.value:  # a fee of 0 took nothing
            continue
        base = net[_is_of(one, lines)].sum() if one.category else net.sum()
        yield name_text(one, scope.lang), value_text(one, scope.lang), float(base) * one.value


def _is_of(one: Assumption, lines: pd.DataFrame) -> pd.Series:
    """Tell which lines are of the category a value holds for."""
    rows = [
        r for edition in editions(one.rule) for r in edition.table if r.name("zh") == one.category
    ]
    held = {
        said for said in lines["category"].dropna().unique() if any(r.is_of(said) for r in rows)
    }
    return lines["category"].isin(held)
