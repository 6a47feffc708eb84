"""The months ahead: who does the work and what it costs, profit and cash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.cli.shared import Folder, JsonOption, LangOption, named, print_json, refusals
from shopkit.errors import PlanError
from shopkit.i18n import Lang, text

if TYPE_CHECKING:
    from shopkit.reports.cash_ahead import CashAhead
    from shopkit.reports.staff import StaffAhead

RosterOption = Annotated[
    Path | None, typer.Option(metavar="FILE.xlsx", help="排班表写到哪里 · write the roster")
]
CalendarOption = Annotated[
    Path | None, typer.Option(metavar="FILE.ics", help="排班日历写到哪里 · write its calendar")
]


def staff(  # noqa: PLR0913, PLR0917 - each is an option of the command
    folder: Folder,
    month: Annotated[
        str | None, typer.Option(help="2026-12，默认是数据之后的那个月 · the one after the data")
    ] = None,
    days: Annotated[int, typer.Option(help="排 7、14、21 或 28 天 · 7, 14, 21 or 28 days")] = 28,
    roster: RosterOption = None,
    ics: CalendarOption = None,
    with_names: Annotated[
        bool, typer.Option("--with-names", help="显示姓名和个人工资 · show names and their pay")
    ] = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """谁来做、要多少钱、客服够不够 · Who does the work, what it costs, and whether it suffices."""
    from shopkit.reports.staff import Wanted, staff_ahead
    from shopkit.reports.staff_said import staff_said
    from shopkit.reports.terminal import print_parts

    with refusals(lang, folder) as said:
        for path, suffix in ((roster, ".xlsx"), (ics, ".ics")):
            named(path, suffix)
        ahead = staff_ahead(folder, Wanted(month, days, with_names, said))
        if as_json:
            print_json(ahead.as_json(said))
        else:
            print_parts(staff_said(ahead, said))
        _write_roster(ahead, roster, ics, said)


def _write_roster(ahead: StaffAhead, book: Path | None, ics: Path | None, lang: Lang) -> None:
    """Write the roster's files that are asked for.

    Raises:
        PlanError: There is no roster, and why.
    """
    if book is None and ics is None:
        return
    from shopkit.files import write_whole
    from shopkit.reports.roster_files import Heading, roster_calendar, roster_workbook

    roster = ahead.desk.roster
    if roster is None:
        raise PlanError(ahead.desk.missing or ahead.missing)
    heading = Heading(ahead.shop, roster.task.first, lang)
    made = ((book, roster_workbook), (ics, roster_calendar))
    for path, write in made:
        if path is not None:
            write_whole(path, write(roster, heading))
            typer.echo(text("staff.wrote", lang, path=path), err=True)


def cash(
    folder: Folder,
    months: Annotated[
        int | None, typer.Option(min=1, max=120, help="几个月，默认按计划 · default: the plan's")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="测算表写到哪里 · write the workbook")
    ] = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """往后几个月的利润和现金，够不够用 · Profit and cash ahead, and whether it suffices."""
    from shopkit.reports.cash_ahead import cash_ahead
    from shopkit.reports.cash_said import cash_said
    from shopkit.reports.terminal import print_parts

    with refusals(lang, folder) as said:
        named(xlsx, ".xlsx")
        ahead = cash_ahead(folder, months, said)
        if as_json:
            print_json(ahead.as_json(said))
        else:
            print_parts(cash_said(ahead, said))
        if xlsx is not None:
            _write_cash(ahead, xlsx, said)


def _write_cash(ahead: CashAhead, path: Path, lang: Lang) -> None:
    from shopkit.files import write_whole
    from shopkit.reports.cash_workbook import cash_workbook_bytes

    made = ahead.made
    write_whole(path, cash_workbook_bytes(ahead.shop, made.firsts[0], made, lang))
    typer.echo(text("staff.wrote", lang, path=path), err=True)
