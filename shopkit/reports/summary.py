"""The one-page summary of a report: the figures, what was really earned, how the target stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shopkit.findings import by_money
from shopkit.i18n import Lang, money, percent, text

if TYPE_CHECKING:
    from shopkit.exports import Shop
    from shopkit.kpi import Overview, Story
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
    steps = tuple(dict.fromkeys(one.action for one in found if one.action))[:NEXT_STEPS]
    return replace(
        told,
        what=_joined(told.what, account.story.headline, account.lang),
        next=steps or told.next,
        findings=tuple(found),
    )


def with_target(told: Story, shop: Shop, overview: Overview, lang: Lang) -> Story:
    """Return the story with how the period stands against its target; unchanged without one.

    Args:
        told: the summary so far.
        shop: the shop with its plan.
        overview: the figures of the period.
        lang: language of the sentence.
    """
    from shopkit import targets
    from shopkit.pace import Pace

    stands = Pace(shop.plan, shop.tables, overview).progress
    if stands is None:
        return told
    said = targets.standing(stands, overview.comparison.asked.label(lang), lang)
    return replace(told, what=_joined(told.what, said, lang))


def _joined(told: str, more: str, lang: Lang) -> str:
    return f"{told}{'' if lang == 'zh' else ' '}{more}{'。' if lang == 'zh' else '.'}"


def earned(account: Account) -> str:
    """Return what is left of what was paid, in a few words; empty where that is unknown."""
    if account.missing:
        return ""
    left = account.steps["contribution"]
    said = text(
        f"reports.message.{'lost' if left < 0 else 'left'}",
        account.lang,
        left=money(left, account.lang),
        before=account.scope.before,
        rate=percent(account.rates.get("contribution")),
    )
    still = account.comparison.refunds_open
    return text("reports.message.open", account.lang, said=said) if still else said
