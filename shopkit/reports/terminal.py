"""Sentences and tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import JustifyMethod

LEAST_ROOM = 30  # of what may be broken over lines beside columns that may not
FEWEST = 8  # of one column that may be broken
BETWEEN = 2  # columns


@dataclass(frozen=True, slots=True)
class Printed:
    """A table for a terminal: its title, heads, rows, and `l` or `r` for each column."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str


def print_parts(parts: Iterable[str | Printed]) -> None:
    """Print sentences, a line each, and tables between them."""
    import typer

    for part in parts:
        if isinstance(part, str):
            typer.echo(part)
        else:
            print_table(part.heads, part.rows, part.align, part.title)


def print_table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    align: str,
    title: str = "",
    *,
    whole: int = 0,
) -> None:
    """Print rows under their header; `r` in `align` puts a column to the right.

    Figures are never broken over lines, nor is one word above them; nor are the first `whole`
    columns, so that they can be copied. Rather than that, lines are longer than the window.
    """
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    least = LEAST_ROOM if whole else 0
    for place, (head, side) in enumerate(zip(heads, align, strict=True)):
        cells = [row[place] for row in rows]
        held = place < whole or (side == "r" and _figures(head, cells))
        justify: JustifyMethod = "right" if side == "r" else "left"
        table.add_column(head, justify=justify, overflow="fold", no_wrap=held)
        least += (max(map(cell_len, (head, *cells))) if held else FEWEST) + BETWEEN
    for row in rows:
        table.add_row(*row)
    Console(width=max(Console().width, least), highlight=False, markup=False).print(table)


def _figures(head: str, cells: Sequence[str]) -> bool:
    """Tell whether nothing in a column is to be broken: neither its cells nor its head."""
    from rich.cells import cell_len

    widest = max(map(cell_len, cells), default=0)
    wide = cell_len(head) > len(head)  # Chinese is broken anywhere
    short = cell_len(head) <= widest or not (wide or " " in head)
    return short and not any(" " in one for one in cells)
