"""Empty plain tables to fill in: a header row of dictionary names, every column explained."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shopkit.errors import ParameterError, Problem
from shopkit.exports.aside import kind_of
from shopkit.exports.format import Format, formats
from shopkit.exports.lists import ListKind, example, header_titles, is_text, list_kinds
from shopkit.exports.named import COSTS, NAMED_AT
from shopkit.exports.notes import notes_title
from shopkit.exports.notes import said as _said
from shopkit.exports.tidy import PRIVATE
from shopkit.files import write_whole
from shopkit.i18n import Lang, text, texts
from shopkit.tables import column

KINDS = {
    **{"orders": "tidy_orders", "shop_days": "tidy_days"},
    **{kind: kind for kind in (COSTS, "offers", "keywords", "people")},
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
EXAMPLES_OF = {"score": "4.8"}  # where one of its kind would mislead
WIDTH, LONGEST = 18, 60  # characters


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty table.

    Attributes:
        name: of its sheet.
        heads: its headers.
        exact: for each header whether its cells are kept as they are written.
        notes: rows of the sheet of notes.
    """

    name: str
    heads: list[str]
    exact: list[bool]
    notes: list[list[str]]


def template_names() -> list[str]:
    """Return every table a template can be had of, the lists of the plan last."""
    return [*template_tables(), *list_kinds()]


def blank_table(name: str, lang: Lang) -> Blank:
    """Return the empty table of a name.

    Raises:
        ParameterError: There is no such table.
    """
    if name in list_kinds():
        return _of_list(list_kinds()[name], lang)
    known = template_tables().get(name)
    if known is None:
        names = ", ".join(template_names())
        raise ParameterError(Problem("unknown_template", "TABLE", name, {"known": names}))
    exact = [kind_of(stem) in ("id", "text", "person") for stem in stems_of(known)]
    heads = [column(stem).title(lang) for stem in stems_of(known)]
    named = texts("exports")["sheet_name"].get(known.table, {})
    return Blank(named.get(lang, known.table), heads, exact, list(notes_of(known, lang)))


def _of_list(kind: ListKind, lang: Lang) -> Blank:
    notes = [[notes_title(lang), purpose(kind.template, lang)], _note_heads(lang)]
    for key, field in kind.fields.items():
        needed = _said("always", lang) if key == kind.key else ""
        title, help_ = field.title[lang], field.help[lang]
        notes.append([title, key, needed, example(kind, key, lang), help_])
    exact = [is_text(kind, key) for key in kind.fields]
    return Blank(kind.template, header_titles(kind, lang), exact, notes)


def template_tables() -> dict[str, Format]:
    """Return the tables a template can be had of, with the format that reads it."""
    plain = {known.table: known for known in formats().values() if known.kind.startswith("tidy_")}
    return {table: formats()[kind] for table, kind in KINDS.items()} | plain


def purpose(table: str, lang: Lang) -> str:
    """Return what a template is for."""
    return text(f"exports.template.{table}", lang)


def what_next(table: str, lang: Lang, out: Path) -> str:
    """Return where a template goes once it is filled in, and what names it."""
    if table not in NAMED_AT:
        return text("cli.template", lang, path=out)
    section, key = NAMED_AT[table]
    return text("cli.template_named", lang, path=out, name=out.name, section=section, entry=key)


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
    blank = blank_table(table, lang)
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise ParameterError(Problem("template_suffix", "--out", out.name))
    if out.exists():  # it may have been filled in
        raise ParameterError(Problem("template_exists", "--out", out.name))
    made = _workbook(blank, lang) if out.suffix.lower() == ".xlsx" else _text(blank)
    write_whole(out, made)


def _text(blank: Blank) -> bytes:
    said = io.StringIO(newline="")
    csv.writer(said).writerow(blank.heads)
    return said.getvalue().encode("utf-8-sig")  # Excel takes UTF-8 for GBK without it


def _workbook(blank: Blank, lang: Lang) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        as_text = book.add_format({"num_format": "@"})  # Excel cuts long numbers to 15 digits
        sheet = book.add_worksheet(blank.name)
        for place, (name, exact) in enumerate(zip(blank.heads, blank.exact, strict=True)):
            sheet.set_column(place, place, WIDTH, as_text if exact else None)
            sheet.write_string(0, place, name, head)
        sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(_said("sheet", lang))
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        notes.set_column(0, 3, WIDTH, wrapped)
        notes.set_column(4, 4, LONGEST, wrapped)
        for number, row in enumerate(blank.notes):
            notes.write_row(number, 0, row, head if number == 1 else None)
    return buffer.getvalue()


def notes_of(known: Format, lang: Lang) -> Iterator[list[str]]:
    """Yield the rows of the sheet of notes: what the table is for, then each column."""
    yield [notes_title(lang), purpose(known.table, lang)]
    yield _note_heads(lang)
    for stem in stems_of(known):
        entry = column(stem)
        needed, example = _needed(known, stem, lang), _example(known, stem, lang)
        yield [entry.title(lang), stem, needed, example, _meaning(known, stem, lang)]


def _meaning(known: Format, stem: str, lang: Lang) -> str:
    """Return what a column of a table holds, where that is not what it holds in every table."""
    own = texts("exports")["meaning"].get(known.table, {}).get(stem)
    return str(own[lang]) if own else column(stem).meaning(lang)


def _needed(known: Format, stem: str, lang: Lang) -> str:
    """Return whether a column has to be there: always, or one of several."""
    groups = [group for group in known.needs if stem in group]
    if not groups:
        return ""
    return _said("always" if frozenset({stem}) in groups else "one_of", lang)


def _example(known: Format, stem: str, lang: Lang) -> str:
    if words := known.words.get(stem):
        return " / ".join(dict.fromkeys(words.values()))
    if kind_of(stem) == "flag":
        return _said("flag", lang)
    return EXAMPLES_OF.get(stem) or EXAMPLES.get(kind_of(stem), "")


def _note_heads(lang: Lang) -> list[str]:
    return [_said(f"head.{name}", lang) for name in ("column", "name", "needed", "example", "what")]
