"""What became of the actions, in words: a table, the numbers behind it, a sentence for a chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from shopkit.actions.expected import expected_said
from shopkit.actions.outcome import Outcome
from shopkit.i18n import Lang, day, listed, percent, points, text
from shopkit.periods import Period
from shopkit.tables import check, column, dictionary, shown

if TYPE_CHECKING:
    import pandas as pd

HEADS = ("date", "action", "who", "check_on", "figure", "change", "expected", "verdict")
SPOKEN = 30  # characters of an action that a chat message names
Role = Literal["good_text", "bad_text", "muted", ""]
ROLES: dict[str, Role] = {"met": "good_text", "not": "bad_text"}
Row = tuple[str, ...]


def outcomes_shown(found: Sequence[Outcome], lang: Lang) -> tuple[list[str], list[Row], list[Role]]:
    """Return header, rows and the role of each row's verdict, the latest action first."""
    ordered = sorted(found, key=lambda one: one.action.date, reverse=True)
    named = (text(f"actions.column.{name}", lang) for name in HEADS)
    heads = [name[:1].upper() + name[1:] for name in named]
    roles = [ROLES.get(one.verdict, "muted") for one in ordered]
    return heads, [_row(one, lang) for one in ordered], roles


def _row(one: Outcome, lang: Lang) -> Row:
    action = one.action
    return (
        day(action.date, lang),
        action.action,
        action.who,
        day(action.check_on, lang),
        column(one.figure).title(lang) if one.figure else "",
        change_said(one, lang),
        expected_said(action.expected, lang) if action.expected else "",
        text(f"actions.verdict.{one.verdict}", lang),
    )


def change_said(one: Outcome, lang: Lang) -> str:
    """Return a figure before and after and its change: 2.10% → 2.50%（+0.40 个百分点）."""
    name, before, after = one.figure, one.before, one.after
    if before is None or after is None:
        return ""
    rate = dictionary()[name].dtype in ("ratio", "margin")
    change = points(after - before, lang) if rate else _share(before, after)
    values = [shown(name, value, lang) for value in (before, after)]
    return text("actions.said.before_after", lang, before=values[0], after=values[1], change=change)


def _share(before: float, after: float) -> str:
    return percent(after / before - 1 if before else None, sign=True)


def outcomes_table(found: Sequence[Outcome], lang: Lang) -> pd.DataFrame:
    """Return the actions with figures before and after in their own units."""
    import pandas as pd

    rows = [
        {
            "date": one.action.date,
            "action": one.action.action,
            "who": one.action.who,
            "check_on": one.action.check_on,
            "figure": one.figure or None,
            "value_before": one.before,
            "value_now": one.after,
            "expected": expected_said(one.action.expected, lang) if one.action.expected else None,
            "verdict": text(f"actions.verdict.{one.verdict}", lang),
        }
        for one in found
    ]
    return check(pd.DataFrame(rows))


def due_text(found: Sequence[Outcome], period: Period, lang: Lang) -> str:
    """Return what became of the actions whose check date lies in a period; empty if none does."""
    due = [one for one in found if one.action.check_on in period and one.verdict != "early"]
    if not due:
        return ""
    last = max(due, key=lambda one: one.action.check_on)
    verdict = text(f"actions.verdict.{last.verdict}", lang)
    if len(due) == 1 and len(last.action.action) <= SPOKEN:
        said = change_said(last, lang)
        key = "actions.said.due_one" if said else "actions.said.due_bare"
        name = column(last.figure).title(lang) if said else ""
        values = {"action": last.action.action, "figure": name, "change": said}
        return text(key, lang, **values, verdict=verdict)
    counts = Counter(text(f"actions.verdict.{one.verdict}", lang) for one in due)
    parts = [text("actions.said.count", lang, verdict=name, n=n) for name, n in counts.items()]
    return text("actions.said.due_many", lang, n=len(due), parts=listed(parts, lang))
