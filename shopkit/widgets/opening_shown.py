"""What a platform asks of a shop before it opens, and how far this one is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from shopkit import opening
from shopkit.charts.table import Cell, Table
from shopkit.i18n import Lang, listed, text
from shopkit.widgets.pieces import sentences

if TYPE_CHECKING:
    from shopkit.plan import Plan

HEADS = ("kind", "item", "state", "until", "note")
URGENT = ("expired", "expiring", "missing", "done", "abolished")  # in this order


def opening_table(plan: Plan, day: date, lang: Lang) -> Table:
    """Return every step, document and task with how far it is, what has run out first.

    Args:
        plan: the shop's.
        day: day it is looked at.
        lang: language of every text.
    """
    state = opening.opening_state(plan.opening.items, plan.shop.platform, day, lang)
    ranked = sorted(state.to_dict("records"), key=lambda row: URGENT.index(row["item_state"]))
    heads = [text(f"opening.head.{head}", lang) for head in HEADS]
    rows = [_row(row, lang) for row in ranked]
    counted = [
        text("opening.progress", lang, kind=text(f"opening.kind.{kind}", lang), done=done, of=of)
        for kind, (done, of) in opening.progress(state).items()
    ]
    said = [text("opening.caption", lang, list=listed(counted, lang))]
    if first := opening.next_item(state):
        said.append(text("opening.next", lang, item=first))
    return Table(heads, rows, "lllll", lang, sentences([*said, *_found(plan, day, lang)], lang))


def _row(row: dict[Any, Any], lang: Lang) -> list[str | Cell | None]:
    state = str(row["item_state"])
    until = row["valid_until"]
    notes = []
    if row["needs"]:
        notes.append(text("opening.note.needs", lang, list=row["needs"]))
    if row["replaced_by"]:
        notes.append(text("opening.note.replaced", lang, item=row["replaced_by"]))
    if not row["certain"]:
        notes.append(text("opening.note.confirm", lang))
    return [
        text(f"opening.kind.{row['item_kind']}", lang),
        str(row["item"]),
        Cell(text(f"opening.state.{state}", lang), "bad_text" if state == "expired" else ""),
        f"{until:%Y-%m-%d}" if until == until else None,  # noqa: PLR0124 - NaT
        ("；" if lang == "zh" else "; ").join(notes),
    ]


def _found(plan: Plan, day: date, lang: Lang) -> list[str]:
    """Return what has run out or soon will, and which copies hold personal data."""
    asked = [one for one in opening.checklist(plan.shop.platform) if one.asked(day)]
    found = [
        *opening.opening_findings(plan.opening.items, day, lang),
        *opening.personal_findings(asked, lang),
    ]
    return [part for one in found for part in (one.said, one.recomputed, one.action)]
