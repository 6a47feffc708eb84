"""The log of actions: a line added, or what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.cli.shared import Folder, LangOption, refusals
from shopkit.errors import ShopkitError
from shopkit.i18n import Lang, text

if TYPE_CHECKING:
    from shopkit.exports import Shop


def act(  # noqa: PLR0913, PLR0917 - each is an option of the command
    folder: Folder,
    action: Annotated[str, typer.Argument(help="做什么；空着就列出 · what; empty lists all")] = "",
    who: Annotated[str, typer.Option(help="谁来做（角色）· who does it (a role)")] = "",
    check: Annotated[str, typer.Option(help="检查日期 · day of the check")] = "",
    figure: Annotated[str, typer.Option(help="支付转化率 | conversion_rate …")] = "",
    expect: Annotated[str, typer.Option(help="+0.3pp | +10% | +1000")] = "",
    date: Annotated[
        str, typer.Option(help="从哪天开始，默认是数据之后的第一个星期一 · first day")
    ] = "",
    note: Annotated[str, typer.Option(help="备注 · note")] = "",
    lang: LangOption = None,
) -> None:
    """记一条动作，或看看结果 · Log an action, or see what became of all."""
    from shopkit.exports import open_shop

    with refusals(lang, folder) as said:
        shop = open_shop(folder)
        if not action:
            _print_actions(shop, said)
            return
        typed = {"action": action, "who": who, "figure": figure, "expected": expect, "note": note}
        _add_action(shop, {**typed, "date": date, "check_on": check}, said)


def _add_action(shop: Shop, typed: dict[str, str], lang: Lang) -> None:
    """Add a line to the log; without a day it begins on the Monday after the files."""
    from shopkit import actions, kpi
    from shopkit.exports.action_log import LOG_FILE, add_line
    from shopkit.exports.workplace import own
    from shopkit.periods import DAY, Period

    typed["date"] = typed["date"] or str(Period.of_week(shop.last_day + 7 * DAY).start)
    options = {"action": "ACTION", "check_on": "--check", "expected": "--expect"}
    line = actions.action_of(typed, kpi.FIGURES, lambda name: options.get(name, f"--{name}"))
    folder = own(shop.folder)
    number = add_line(folder, actions.fields_of(line, lang), lang)
    values = {"id": number, "date": line.date, "check_on": line.check_on}
    typer.echo(text("actions.said.added", lang, **values, path=folder / LOG_FILE))


def _print_actions(shop: Shop, lang: Lang) -> None:
    from shopkit import actions
    from shopkit.reports.became import reviewed
    from shopkit.reports.terminal import print_table

    found = reviewed(shop, shop.last_day)
    heads, rows, _ = actions.outcomes_shown(found.outcomes, lang)
    if rows:
        print_table(heads, rows, "lllllrll")
    elif not found.problems:
        typer.echo(text("actions.said.none", lang))
    if found.problems:
        raise ShopkitError(found.problems)
