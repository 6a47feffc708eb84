"""A few lines to paste into a chat: what happened, why, and what to do by when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from shopkit.i18n import Lang, day, text

if TYPE_CHECKING:
    from shopkit.kpi import Story
    from shopkit.periods import Comparison

LIMIT = 300  # a message has fewer characters
HEAD_COST = (0.0, 2.0)  # how many further sentences the reason in the headline is worth
LAST_COST = (0.0, 0.5, 3.0)  # the same for how an action goes on, and for what it is
ONE_WEEK = timedelta(days=7)


def message(
    name: str, story: Story, comparison: Comparison, lang: Lang, more: Sequence[str] = ()
) -> str:
    """Return fewer than 300 characters of plain text, ending with the next action and its date.

    Whole sentences are left out where there is no room; nothing is ever cut.

    Args:
        name: the shop's, at most 100 characters.
        story: the summary of the period.
        comparison: the period.
        lang: language.
        more: further sentences, the most important first: an action that is due, profit; empty
            ones say nothing.
    """
    heads = [
        text("reports.message.head", lang, name=_inert(name), said=said)
        for said in (story.headline, _short(story, comparison, lang))
    ]
    lasts = _lasts(story, comparison, lang)
    extra = [sentence for sentence in (*more, story.lead) if sentence]
    tries = [
        (lines, len(lines) - head_cost - last_cost)
        for (last, last_cost), (head, head_cost) in product(
            zip(lasts, LAST_COST, strict=False), zip(heads, HEAD_COST, strict=True)
        )
        if (lines := _filled(head, extra, last))
    ]
    best, _ = max(tries, key=lambda one: one[1])
    return "\n".join(best)


def _filled(head: str, extra: Sequence[str], last: str) -> list[str]:
    """Return as many lines as there is room for; none where not even first and last fit."""
    lines = [head, last]
    if not _fits(lines):
        return []
    for sentence in extra:
        longer = [*lines[:-1], sentence, last]
        lines = longer if _fits(longer) else lines
    return lines


def _fits(lines: Sequence[str]) -> bool:
    return len("\n".join(lines)) < LIMIT


def _inert(name: str) -> str:
    """Return a name on one line, without characters that only steer a display."""
    kept = (" " if unicodedata.category(char)[0] in "CZ" else char for char in name)
    return " ".join("".join(kept).split())


def _short(story: Story, comparison: Comparison, lang: Lang) -> str:
    paid, period = story.tiles[0].value, comparison.asked.label(lang)
    return text("reports.message.short", lang, period=period, paid=paid)


def _lasts(story: Story, comparison: Comparison, lang: Lang) -> list[str]:
    """Return ways to say what to do by when: in full, in its first clause, by pointing to it."""
    if not story.findings:
        again = day(comparison.period.end + ONE_WEEK, lang)
        return [text("reports.message.nothing", lang, day=again)]
    first = story.findings[0]
    due = day(first.due or comparison.period.end + ONE_WEEK, lang)
    said = {"owner": first.owner, "day": due}
    clause = re.split("[：；:;]", first.action)[0]
    return [
        text("reports.message.next", lang, **said, action=first.action),
        text("reports.message.next", lang, **said, action=clause),
        text("reports.message.next_short", lang, **said),
    ]
