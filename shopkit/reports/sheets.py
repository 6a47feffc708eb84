"""The numbers behind an executed notebook's pictures and tables, each as one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shopkit.charts.picture import PICTURE
from shopkit.charts.typed import TABLE, typed
from shopkit.findings import Finding, by_money
from shopkit.i18n import Lang, text
from shopkit.reports.cells import seen

_HEADING = re.compile(r"^#{1,3}\s+(.+?)\s*#*\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table behind a picture, or one shown as it is.

    Attributes:
        question: the heading it stands under in the report; short.
        title: what the picture says; empty for a table.
        subtitle: what is drawn, of which period.
        source: where the numbers come from.
        columns: names of the dictionary.
        rows: values as JSON has them; None is unknown.
    """

    question: str
    title: str
    subtitle: str
    source: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def sheets(notebook: Any) -> Iterator[Sheet]:  # noqa: ANN401 - nbformat has no types
    """Yield the tables behind what a reader of a report sees of a notebook, in its order."""
    question = ""
    for cell in seen(notebook):
        if cell.cell_type == "markdown":
            question = next(reversed(_HEADING.findall(cell.source)), question)
        elif cell.cell_type == "code":
            yield from _of_outputs(cell.outputs, question)


def _of_outputs(outputs: Iterable[Any], question: str) -> Iterator[Sheet]:
    for output in outputs:
        data = output.get("data", {})
        words = data.get(PICTURE, {})
        if found := words.get("table") or data.get(TABLE):
            title, subtitle, source = (words.get(n, "") for n in ("title", "subtitle", "source"))
            yield Sheet(question, title, subtitle, source, found["columns"], found["rows"])


def findings_sheet(findings: Sequence[Finding], lang: Lang) -> Sheet:
    """Return the findings of a report's first page, most money first."""
    import pandas as pd

    rows = [
        (
            one.cny,
            " · ".join(said for said in (one.said, one.cause, one.evidence) if said),
            one.action,
            one.owner,
            one.due,
        )
        for one in by_money(findings)
    ]
    names = ["amount_cny", "finding", "action", "who", "due_on"]
    behind = typed(pd.DataFrame(rows, columns=names))
    heading, hint = (text(f"reports.report.{key}", lang) for key in ("findings", "findings_hint"))
    return Sheet(heading, heading, hint, "", behind["columns"], behind["rows"])
