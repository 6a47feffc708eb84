"""What a save is about to do, for a reader: how many entries changed, which lines, which not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from shopkit.charts.look import LIGHT
from shopkit.charts.table import STYLE, Cell, Table
from shopkit.i18n import Lang, listed, text
from shopkit.plan.changes import by_identity, plain, steps_of, value_at
from shopkit.plan.decisions import record_lines
from shopkit.plan.fields import field_path, plan_fields

if TYPE_CHECKING:
    from shopkit.plan import Draft, Proposed
    from shopkit.plan.lines import ChangedLine
    from shopkit.plan.tree import Step

NO_BREAK = "\u00a0"
WARNED = "▲"


def counted(draft: Draft, changes: Mapping[Any, object], lang: Lang) -> str:
    """Return what was changed, by part of the plan: an entry of a list counts once."""
    found: Counter[str] = Counter()
    for path, value in changes.items():
        steps = steps_of(path, dict(draft.document))
        title = plan_fields()[field_path(steps[:1])].title[lang]
        found[title] += _entries(value_at(draft.document, steps), value, steps)
    one = [text("forms.save.part", lang, title=title, n=n) for title, n in found.items()]
    return listed(one, lang)


def _entries(old: object, new: object, steps: tuple[Step, ...]) -> int:
    """Return how many entries of a list came, went or differ; 1 of anything else."""
    before, after = (by_identity(plain(one) or [], steps) for one in (old, new))
    if before is None or after is None:
        return 1
    return max(
        1, len([name for name in {**before, **after} if before.get(name) != after.get(name)])
    )


def preview(proposed: Proposed, warned: Sequence[str], lang: Lang) -> str:
    """Return the lines a save would change as HTML, what warns of them above, the record below."""
    shown, recorded = apart(proposed.lines, proposed.text)
    alarm = "".join(
        f'<p style="color:{LIGHT.bad_text};font-weight:600">{WARNED} {escape(one)}</p>'
        for one in warned
    )
    table = STYLE + lines_table(shown, lang).html() if shown else ""
    key = "record" if shown else "only_record"
    said = f"<p>{escape(text(f'forms.save.{key}', lang))}</p>" if recorded else ""
    return alarm + table + said


def apart(lines: Sequence[ChangedLine], said: str) -> tuple[list[ChangedLine], int]:
    """Return the lines an owner can judge, and how many others record the decision."""
    record = record_lines(said)
    shown = [one for one in lines if one.number not in record]
    return [one for one in shown if _says(one)], len(lines) - len(shown)


def _says(line: ChangedLine) -> bool:
    return any((said or "").strip() for said in (line.old, line.new))


def lines_table(lines: Sequence[ChangedLine], lang: Lang) -> Table:
    """Return changed lines: number, what stood there, what will."""
    heads = [text(f"forms.save.{name}", lang) for name in ("line", "old", "new")]
    rows: list[list[str | Cell | None]] = [
        [str(one.number), _code(one.old, "−", "bad_text"), _code(one.new, "+", "good_text")]
        for one in lines
    ]
    return Table(heads, rows, "rll", lang)


def _code(line: str | None, sign: str, role: Any) -> Cell | str:  # noqa: ANN401 - a table's role
    if line is None:
        return ""
    bare = line.lstrip(" ")
    indent = NO_BREAK * (len(line) - len(bare))  # a browser joins plain spaces into one
    return Cell(f"{sign} {indent}{bare}".rstrip(), role)
