"""A few lines to paste into a chat: what happened, why, and what to do by when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from shopkit.findings import Finding, Severity
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

    Whole sentences are left out where there is no room; nothing is ever cut. What was paid and
    whom to ask by when always stand there. Room goes first to the action, then to what `more`
    says first (what was earned), to why the amount changed, to the rest of `more` (an action that
    is due), to the step of the funnel that moved, and last to how the action goes on.

    Args:
        name: the shop's, at most 100 characters.
        story: the summary of the period.
        comparison: the period.
        lang: language.
        more: further sentences, the most important first; empty ones say nothing.
    """
    heads = [
        text("reports.message.head", lang, name=inert(name), said=said)
        for said in (_short(story, comparison, lang), story.headline)
    ]
    lasts = _lasts(story, comparison, lang)
    first, *others = more or [""]
    wished = [
        *(("last", lasts[1]), ("first", first), ("head", heads[1])),
        *((f"other {n}", said) for n, said in enumerate(others)),
        *(("lead", story.lead), ("last", lasts[2])),
    ]
    slots = ("head", "first", *(f"other {n}" for n in range(len(others))), "lead", "last")
    kept = {"head": heads[0], "last": lasts[0]}
    for slot, said in wished:
        longer = {**kept, slot: said}
        kept = longer if said and _fits(longer.values()) else kept
    return "\n".join(kept[slot] for slot in slots if slot in kept)


def _fits(lines: Iterable[str]) -> bool:
    return len("\n".join(lines)) < LIMIT


def inert(name: str) -> str:
    """Return a name on one line, without characters that only steer a display."""
    kept = (" " if unicodedata.category(char)[0] in "CZ" else char for char in name)
    return " ".join("".join(kept).split())


def caution(found: Iterable[Finding], lang: Lang) -> str:
    """Return that the data behind a message cannot be trusted; empty where nothing says so."""
    n = sum(one.severity is Severity.ERROR for one in found)
    return text("reports.message.caution", lang, n=n) if n else ""


def _short(story: Story, comparison: Comparison, lang: Lang) -> str:
    paid, period = story.tiles[0].value, comparison.asked.label(lang)
    return text("reports.message.short", lang, period=period, paid=paid)


def _lasts(story: Story, comparison: Comparison, lang: Lang) -> list[str]:
    """Return ways to say what to do by when: pointing to it, in its first clause, in full."""
    if not story.findings:
        again = day(comparison.period.end + ONE_WEEK, lang)
        return [text("reports.message.nothing", lang, day=again)] * 3
    first = story.findings[0]
    due = day(first.due or comparison.period.end + ONE_WEEK, lang)
    said = {"owner": first.owner, "day": due}
    clause = re.split("[：；:;]", first.action)[0]
    return [
        text("reports.message.next_short", lang, **said),
        text("reports.message.next", lang, **said, action=clause),
        text("reports.message.next", lang, **said, action=first.action),
    ]
