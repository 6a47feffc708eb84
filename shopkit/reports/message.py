"""A few lines to paste into a chat: what happened, why, and what to do by when."""

from __future__ import annotations

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
    pairs = ([head, last] for last, head in product(_lasts(story, comparison, lang), heads))
    lines = next(pair for pair in pairs if len("\n".join(pair)) < LIMIT)
    for sentence in filter(None, (*more, story.lead)):
        longer = [*lines[:-1], sentence, lines[-1]]
        if len("\n".join(longer)) < LIMIT:
            lines = longer
    return "\n".join(lines)


def _inert(name: str) -> str:
    """Return a name on one line, without characters that only steer a display."""
    kept = (" " if unicodedata.category(char)[0] in "CZ" else char for char in name)
    return " ".join("".join(kept).split())


def _short(story: Story, comparison: Comparison, lang: Lang) -> str:
    paid, period = story.tiles[0].value, comparison.asked.label(lang)
    return text("reports.message.short", lang, period=period, paid=paid)


def _lasts(story: Story, comparison: Comparison, lang: Lang) -> list[str]:
    """Return ways to say what to do next and by when, the fullest first."""
    if not story.findings:
        again = day(comparison.period.end + ONE_WEEK, lang)
        return [text("reports.message.nothing", lang, day=again)]
    first = story.findings[0]
    due = day(first.due or comparison.period.end + ONE_WEEK, lang)
    said = {"action": first.action, "owner": first.owner, "day": due}
    return [text(f"reports.message.{key}", lang, **said) for key in ("next", "next_short")]
