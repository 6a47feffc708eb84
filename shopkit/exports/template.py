"""Empty plain tables to fill in: a header row of dictionary names, every column explained."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from shopkit.errors import ParameterError, Problem
from shopkit.exports.aside import kind_of
from shopkit.exports.format import Format, formats
from shopkit.exports.tidy import PRIVATE
from shopkit.files import write_whole
from shopkit.i18n import LANGS, Lang, text
from shopkit.tables import column

COSTS = "products"  # the one table the plan names, which need not be in exports/
KINDS = {
    **{"orders": "tidy_orders", "shop_days": "tidy_days"},
    **{kind: kind for kind in (COSTS, "offers", "keywords")},
}
EXAMPLES = {
    "id": "1930679858170647",
    "time": "2026-10-03 14:05:00",
    "date": "2026-10-03",
    "count": "12",
    "people": "12",
    "money": "128.00",
    "price": "64.00",
    "ratio": "12.5%",
    "margin": "12.5%",
    "float": "12.5",
}
WIDTH, LONGEST = 18, 60  # characters


def template_tables() -> dict[str, Format]:
    """Return the tables a template can be had of, with the format that reads it."""
    plain = {known.table: known for known in formats().values() if known.kind.startswith("tidy_")}
    return {table: formats()[kind] for table, kind in KINDS.items()} | plain


def purpose(table: str, lang: Lang) -> str:
    """Return what a template is for."""
    return text(f"exports.template.{table}", lang)


def stems_of(known: Format) -> list[str]:
    """Return the columns of a template, those it cannot do without first."""
    stems = [stem for stem in dict.fromkeys(known.columns.values()) if stem not in PRIVATE]
    needed = frozenset[str]().union(*known.needs)
    return sorted(stems, key=lambda stem: stem not in needed)


def write_template(table: str, lang: Lang, out: Path) -> None:
    """Write an empty table as `.xlsx`, with a sheet of notes, or as `.csv`.

    Raises:
        ParameterError: There is no such table, the name ends otherwise, or the file is there.
        OutputError: It cannot be written.
    """
    known = template_tables().get(table)
    if known is None:
        names = ", ".join(template_tables())
        raise ParameterError(Problem("unknown_template", "TABLE", table, {"known": names}))
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise ParameterError(Problem("template_suffix", "--out", out.name))
    if out.exists():  # it may have been filled in
        raise ParameterError(Problem("template_exists", "--out", out.name))
    made = _workbook(known, lang) if out.suffix.lower() == ".xlsx" else _text(known, lang)
    write_whole(out, made)


def _headers(known: Format, lang: Lang) -> list[str]:
    return [column(stem).title(lang) for stem in stems_of(known)]


def _text(known: Format, lang: Lang) -> bytes:
    said = io.StringIO(newline="")
    csv.writer(said).writerow(_headers(known, lang))
    return said.getvalue().encode("utf-8-sig")  # Excel takes UTF-8 for GBK without it


def _workbook(known: Format, lang: Lang) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        as_text = book.add_format({"num_format": "@"})  # Excel cuts long numbers to 15 digits
        sheet = book.add_worksheet(known.table)
        for place, (stem, name) in enumerate(
            zip(stems_of(known), _headers(known, lang), strict=True)
        ):
            exact = kind_of(stem) in ("id", "text", "person")
            sheet.set_column(place, place, WIDTH, as_text if exact else None)
            sheet.write_string(0, place, name, head)
        sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(_said("sheet", lang))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        notes.set_column(0, 3, WIDTH, wrapped)
        notes.set_column(4, 4, LONGEST, wrapped)
        for number, row in enumerate(notes_of(known, lang)):
            notes.write_row(number, 0, row, head if number == 1 else None)
    return buffer.getvalue()


def notes_of(known: Format, lang: Lang) -> Iterator[list[str]]:
    """Yield the rows of the sheet of notes: what the table is for, then each column."""
    yield [notes_title(lang), purpose(known.table, lang)]
    yield [_said(f"head.{name}", lang) for name in ("column", "name", "needed", "example", "what")]
    for stem in stems_of(known):
        entry = column(stem)
        needed, example = _needed(known, stem, lang), _example(known, stem)
        yield [entry.title(lang), stem, needed, example, entry.meaning(lang)]


def _needed(known: Format, stem: str, lang: Lang) -> str:
    """Return whether a column has to be there: always, or one of several."""
    groups = [group for group in known.needs if stem in group]
    if not groups:
        return ""
    return _said("always" if frozenset({stem}) in groups else "one_of", lang)


def _example(known: Format, stem: str) -> str:
    words = known.words.get(stem)
    return " / ".join(dict.fromkeys(words.values())) if words else EXAMPLES.get(kind_of(stem), "")


def notes_title(lang: Lang) -> str:
    """Return what the first cell of a sheet of notes says."""
    return _said("notes", lang)


def is_notes(first: str) -> bool:
    """Tell by its first cell whether a sheet holds the notes of a template."""
    return first in (notes_title(lang) for lang in LANGS)


def _said(key: str, lang: Lang) -> str:
    return text(f"exports.notes.{key}", lang)
