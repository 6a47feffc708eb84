"""An executed notebook as a chapter: its title, its opening words, and blocks of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

from shopkit.charts.picture import PICTURE
from shopkit.reports.kernels import HIDDEN, SKIPPED
from shopkit.reports.markdown import markdown_html

WIDGET = "application/vnd.jupyter.widget-view+json"
UNSEEN = {SKIPPED, HIDDEN, "parameters", "injected-parameters"}
IF_SHOWN = "if-shown"  # tag of a cell without which the words before it mean nothing
UNTOLD = {"so", "unsaid"}  # what stands below a picture, or in the place of one

Kind = Literal["figure", "table", "text"]
_TITLE = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_SIGNED = re.compile("[−+]¥[0-9,.]+")
_WORDS = re.compile(r'(?:<h3>|<p class="so">)[^<]*')
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing a cell shows: what it is, and its HTML."""

    kind: Kind
    html: str


@dataclass(slots=True)
class Block:
    """Words and the outputs they introduce."""

    prose: str = ""
    shown: list[Shown] = field(default_factory=list)

    @property
    def half(self) -> bool:
        """Whether it takes half a row: one figure and the words before it."""
        return [item.kind for item in self.shown] == ["figure"]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A notebook in reading form.

    Attributes:
        title: its first heading, plain text.
        intro: HTML of what the opening cell says below the title.
        rows: blocks in order; several in one row are halves that stand side by side.
    """

    title: str
    intro: str
    rows: tuple[tuple[Block, ...], ...]

    @property
    def short(self) -> str:
        """The title as far as its first colon, for the contents list."""
        return re.split("：|: ", self.title)[0]


def chapter(notebook: Any) -> Chapter:  # noqa: ANN401 - nbformat has no types
    """Return an executed notebook as a chapter."""
    cells = seen(notebook)
    intro = ""
    if cells and (match := _title_of(cells[0])):
        intro = markdown_html(cells.pop(0).source[match.end() :])
    return Chapter(_title(notebook), intro, tuple(_rows(_blocks(cells))))


def seen(notebook: Any) -> list[Any]:  # noqa: ANN401
    """Return the cells a reader of a report sees."""
    return [cell for cell in notebook.cells if UNSEEN.isdisjoint(_tags(cell))]


def _tags(cell: Any) -> list[str]:  # noqa: ANN401
    return list(cell.metadata.get("tags", []))


def _title(notebook: Any) -> str:  # noqa: ANN401
    """Return the notebook's first heading, also where its cell is not part of the report."""
    found = (match[1].strip() for cell in notebook.cells if (match := _title_of(cell)))
    return next(found, "")


def _title_of(cell: Any) -> re.Match[str] | None:  # noqa: ANN401
    return _TITLE.match(cell.source) if cell.cell_type == "markdown" else None


def _blocks(cells: Iterable[Any]) -> Iterator[Block]:
    """Yield blocks: each begins with the words that follow an output."""
    block = Block()
    for cell in cells:
        if cell.cell_type == "markdown":
            if block.shown:
                yield block
                block = Block()
            block.prose += markdown_html(cell.source)
        elif cell.cell_type == "code":
            block.shown.extend(shown(cell.outputs))
            if not block.shown and IF_SHOWN in _tags(cell):
                block.prose = ""  # words about a picture that is not there
    if block.prose or block.shown:
        yield block


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield rows: neighbouring halves together, everything else alone."""
    halves: list[Block] = []
    for block in blocks:
        if block.half:
            halves.append(block)
            continue
        if halves:
            yield tuple(halves)
            halves = []
        yield (block,)
    if halves:
        yield tuple(halves)


def shown(outputs: Iterable[Any]) -> Iterator[Shown]:
    """Yield what a reader sees of a cell's outputs; live controls and warnings are not part."""
    for output in outputs:
        if output.output_type == "stream":
            if output.name == "stdout" and output.text.strip():
                yield Shown("text", _pre(output.text))
        elif output.output_type in {"display_data", "execute_result"}:
            if output.metadata.get("shopkit") in UNTOLD or WIDGET in output.data:
                continue
            if item := _of_data(output.data):
                yield item


def _of_data(data: Any) -> Shown | None:  # noqa: ANN401
    """Return the best form of one output, or None where it holds nothing a page can show."""
    if PICTURE in data:
        from shopkit.charts.figure import figure_html

        return Shown("figure", _held(figure_html(data)))
    if "text/html" in data:
        return Shown("table", data["text/html"])
    if "text/markdown" in data:
        return Shown("text", markdown_html(data["text/markdown"]))
    for mime in ("image/png", "image/jpeg", "image/svg+xml"):
        if mime in data:
            return Shown("figure", _image(mime, data))
    return Shown("text", _pre(data["text/plain"])) if "text/plain" in data else None


def _held(figure: str) -> str:
    """Return a figure whose words keep a sign on the line of its amount."""
    return _WORDS.sub(lambda m: _SIGNED.sub(r'<span class="nb">\g<0></span>', m[0]), figure)


def _image(mime: str, data: Any) -> str:  # noqa: ANN401
    from base64 import b64encode

    content = data[mime]
    if mime == "image/svg+xml":
        content = b64encode(content.encode()).decode()
    alt = escape(data.get("text/plain", ""))
    return f'<figure><img src="data:{mime};base64,{"".join(content.split())}" alt="{alt}"></figure>'


def _pre(said: str) -> str:
    return f"<pre>{escape(_ANSI.sub('', said).rstrip())}</pre>"
