"""Sentences and tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST_ROOM = 30  # of what may be broken over lines beside columns that may not


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

    The first `whole` columns are never broken over lines, so that they can be copied.
    """
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for head, side in zip(heads, align, strict=True):
        table.add_column(head, justify="right" if side == "r" else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    lines = [heads, *rows]
    kept = [max(cell_len(line[place]) for line in lines) + 1 for place in range(whole)]
    for place, room in enumerate(kept):
        table.columns[place].min_width = room - 1
    least = sum(kept) + LEAST_ROOM if whole else 0
    Console(width=max(Console().width, least), highlight=False, markup=False).print(table)
