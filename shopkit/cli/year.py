"""The year: campaigns, the work towards them, what to order, and files of all that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.cli.shared import Folder, JsonOption, LangOption, named, print_json, refusals
from shopkit.i18n import Lang, text

if TYPE_CHECKING:
    from shopkit.reports.calendar_ahead import CalendarAhead

IcsOption = Annotated[
    Path | None, typer.Option(metavar="FILE.ics", help="手机日历写到哪里 · write a calendar")
]
TasksOption = Annotated[
    Path | None, typer.Option(metavar="FILE.xlsx", help="任务表写到哪里 · write the task list")
]
PosterOption = Annotated[
    Path | None, typer.Option(metavar="FILE.png|.pdf", help="全年海报写到哪里 · write a poster")
]
TodayOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="从哪天看，默认是数据之后的那天 · default: after the data"),
]


def calendar(  # noqa: PLR0913, PLR0917 - each is an option of the command
    folder: Folder,
    year: Annotated[
        int | None, typer.Option(help="看哪一年，默认今年 · the year, by default this one")
    ] = None,
    campaign: Annotated[
        str | None, typer.Option(metavar="NAME", help="看哪个活动，默认下一个 · default: the next")
    ] = None,
    today: TodayOption = None,
    ics: IcsOption = None,
    xlsx: TasksOption = None,
    poster: PosterOption = None,
    with_holidays: Annotated[
        bool, typer.Option("--with-holidays", help="日历里也放节假日 · holidays in the .ics, too")
    ] = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """一年的活动：该做什么、订什么、来得及吗 · A year of campaigns: work, orders, what is late."""
    from shopkit.clock import today as now
    from shopkit.reports.calendar_ahead import Wanted, calendar_ahead
    from shopkit.reports.calendar_said import calendar_said
    from shopkit.reports.terminal import print_parts

    with refusals(lang, folder) as said:
        for path, *suffixes in ((ics, ".ics"), (xlsx, ".xlsx"), (poster, ".png", ".pdf")):
            named(path, *suffixes)
        ahead = calendar_ahead(folder, Wanted(year, campaign, today, now(), said))
        if as_json:
            print_json(ahead.as_json(said))
        else:
            print_parts(calendar_said(ahead, said))
        _write(ahead, (ics, xlsx, poster), said, holidays=with_holidays)


def _write(
    ahead: CalendarAhead, asked: Iterable[Path | None], lang: Lang, *, holidays: bool
) -> None:
    """Write the files asked for; none where one of them cannot be made."""
    from shopkit.files import write_whole
    from shopkit.reports.calendar_files import calendar_ics
    from shopkit.reports.calendar_poster import poster
    from shopkit.reports.task_list import task_list

    make: dict[str, Callable[[], bytes]] = {
        ".ics": lambda: calendar_ics(ahead, lang, holidays=holidays),
        ".xlsx": lambda: task_list(ahead, lang),
        ".png": lambda: poster(ahead, "png", lang),
        ".pdf": lambda: poster(ahead, "pdf", lang),
    }
    made = [(path, make[path.suffix.lower()]()) for path in asked if path is not None]
    for path, content in made:
        write_whole(path, content)
        typer.echo(text("staff.wrote", lang, path=path), err=True)
