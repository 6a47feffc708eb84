"""The one-page summary of a report: the shop's figures and what it really earned, as one story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shopkit.findings import by_money
from shopkit.i18n import money, percent, text

if TYPE_CHECKING:
    from shopkit.kpi import Story
    from shopkit.profit import Account

SHOWN_FINDINGS = 8
NEXT_STEPS = 3


def with_profit(told: Story, account: Account) -> Story:
    """Return the story of the figures with what was earned in it; unchanged where that is unknown.

    Findings of both stand together, most money first; what to do next are the first of them.

    Args:
        told: the summary of the figures.
        account: what the shop earned in the same period, in the same language.
    """
    if account.missing:
        return told
    found = by_money([*told.findings, *account.found])[:SHOWN_FINDINGS]
    gap = "" if account.lang == "zh" else " "
    steps = tuple(dict.fromkeys(one.action for one in found if one.action))[:NEXT_STEPS]
    return replace(
        told,
        what=f"{told.what}{gap}{account.story.headline}{'。' if account.lang == 'zh' else '.'}",
        next=steps or told.next,
        findings=tuple(found),
    )


def earned(account: Account) -> str:
    """Return what is left of what was paid, in a few words; empty where that is unknown."""
    if account.missing:
        return ""
    left = account.steps["contribution"]
    return text(
        f"reports.message.{'lost' if left < 0 else 'left'}",
        account.lang,
        left=money(left, account.lang),
        before=account.scope.before,
        rate=percent(account.rates.get("contribution")),
    )
