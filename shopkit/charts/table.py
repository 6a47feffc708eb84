"""Tables as HTML: text left, numbers right, a rule under the header, every cell escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from shopkit.charts.look import LIGHT
from shopkit.charts.typed import TABLE, typed
from shopkit.i18n import DASH, Lang
from shopkit.tables import column, shown

if TYPE_CHECKING:
    import pandas as pd

Role = Literal["good_text", "bad_text", "muted", ""]

CLASSES: dict[Role, str] = {"good_text": "good", "bad_text": "bad", "muted": "flat", "": ""}
# Wide screens only: on a phone the page of a report turns the rows into cards by its own rules.
STYLE = f"""<style>@media(min-width:641px),print{{
table.sk-table{{border-collapse:collapse;border:0;font-size:14px;line-height:1.45;margin:0;
font-variant-numeric:tabular-nums}}
table.sk-table tr,table.sk-table tbody tr:nth-child(even),table.sk-table tr:hover{{
background:none}}
table.sk-table th,table.sk-table td{{padding:7px 14px 7px 0;border:0;max-width:36em;
vertical-align:top;border-bottom:1px solid #8884}}
table.sk-table thead th{{font-size:12.5px;font-weight:600;vertical-align:bottom;
border-bottom:1.5px solid currentColor}}
table.sk-table .r,table.sk-table .n{{white-space:nowrap}}
table.sk-table tr.sum td{{border-top:1.5px solid currentColor;font-weight:700}}}}
table.sk-table caption{{text-align:left;caption-side:top;font-weight:600;padding:0 0 4px}}
table.sk-table .good{{color:{LIGHT.good_text}}}table.sk-table .bad{{color:{LIGHT.bad_text}}}
table.sk-table .flat{{color:{LIGHT.muted}}}</style>"""


class Cell(NamedTuple):
    """A cell whose text has a role: good, bad or beside the point."""

    text: str
    role: Role = ""


Content = str | Cell | None


@dataclass(frozen=True)
class Table:
    """A table a notebook and a report show alike.

    Attributes:
        headers: one a column.
        rows: cells already in the reader's language; None is unknown and shown as a dash.
        align: one letter a column: `l` for text, `n` for a word or a day that stays on one line,
            `r` for numbers.
        lang: language of the cells.
        caption: what the table holds, read out before it; empty where a heading says so.
        total: whether the last row is the sum of the others.
        table: the numbers behind the cells, columns named by the dictionary; a report's workbook
            shows them. None where the table is not for further work.

    Example:
        >>> rows = [["搜索", "¥28.6万"], ["其他", None]]
        >>> print(Table(["来源", "支付金额"], rows, "lr", "zh").text())
        来源 | 支付金额
        搜索 | ¥28.6万
        其他 | —
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[Content]]
    align: str
    lang: Lang
    caption: str = ""
    total: bool = False
    table: pd.DataFrame | None = None

    def __post_init__(self) -> None:
        """Refuse a row that is longer or shorter than the header."""
        wanted = len(self.headers)
        if {len(self.align), *map(len, self.rows)} - {wanted}:
            raise ValueError(f"every row and align must have {wanted} columns")

    def html(self) -> str:
        """Return the table element alone."""
        lang = "zh-CN" if self.lang == "zh" else "en"
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        heads = "".join(map(_head, self.headers, self.align))
        last = len(self.rows) - 1
        body = "".join(
            self._row(row, is_sum=self.total and n == last) for n, row in enumerate(self.rows)
        )
        return (
            f'<table class="sk-table stack" lang="{lang}">{caption}'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _row(self, row: Sequence[Content], *, is_sum: bool) -> str:
        cells = "".join(map(_cell, row, self.headers, self.align))
        return f'<tr class="sum">{cells}</tr>' if is_sum else f"<tr>{cells}</tr>"

    def text(self) -> str:
        """Return the table as plain lines, its cells parted by a bar."""
        lines = [self.headers, *([_as_cell(cell).text for cell in row] for row in self.rows)]
        return "\n".join(" | ".join(line) for line in lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        """Return what a notebook keeps of the table."""
        behind = {} if self.table is None else {TABLE: typed(self.table)}
        return {"text/html": STYLE + self.html(), "text/plain": self.text(), **behind}


TEXTS = ("id", "text", "state", "person", "date", "time", "flag")


def table_of(frame: pd.DataFrame, lang: Lang, first: int | None = None) -> Table:
    """Return a frame named by the dictionary as a table.

    Args:
        frame: columns named as outside tables.
        lang: language of headers and numbers.
        first: how many rows are shown; the workbook gets all of them.
    """
    kinds = [column(str(name)).dtype in TEXTS for name in frame.columns]
    heads = [column(str(name)).title(lang) for name in frame.columns]
    rows = [
        [_reading(str(name), row[name], lang) for name in frame.columns]
        for row in frame.head(first or len(frame)).to_dict("records")
    ]
    align = "".join("l" if is_text else "r" for is_text in kinds)
    return Table(heads, rows, align, lang, table=frame)


def _reading(name: str, value: Any, lang: Lang) -> str | None:  # noqa: ANN401 - any cell
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT
        return None
    if column(name).dtype in TEXTS:
        return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else str(value)
    return shown(name, value, lang)


def _as_cell(cell: Content) -> Cell:
    if cell is None:
        return Cell(DASH, "muted")
    return cell if isinstance(cell, Cell) else Cell(cell)


def _align(side: str, classes: str = "") -> str:
    """Return class and inline alignment: the one thing JupyterLab's own rules must not override."""
    names = " ".join(name for name in (side.strip("l"), classes) if name)
    named = f' class="{names}"' if names else ""
    return f'{named} style="text-align:{"right" if side == "r" else "left"}"'


def _head(said: str, side: str) -> str:
    return f'<th scope="col"{_align(side)}>{escape(said)}</th>'


def _cell(content: Content, header: str, side: str) -> str:
    cell = _as_cell(content)
    attributes = _align(side, CLASSES[cell.role])
    return f'<td data-h="{escape(header, quote=True)}"{attributes}>{escape(cell.text)}</td>'
