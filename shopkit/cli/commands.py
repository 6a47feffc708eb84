"""The commands in the order of the help, and how the command line begins."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import typer

from shopkit.cli import ahead, batch, figures, log, plans, shops, year

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

COMMANDS: dict[str, Callable[..., None]] = {
    "new": shops.new,
    "import": shops.import_,
    "template": shops.template,
    "kpi": figures.kpi,
    "price": figures.price,
    "staff": ahead.staff,
    "cash": ahead.cash,
    "calendar": year.calendar,
    "report": batch.report,
    "show": plans.show,
    "schema": plans.schema,
    "act": log.act,
}
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)


def main() -> None:
    """Run the command line with UTF-8 output on every system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


@app.callback()
def shopkit() -> None:
    """把平台导出的文件变成可信的经营报告 · From platform exports to a report to trust."""
