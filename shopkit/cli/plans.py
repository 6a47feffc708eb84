"""What the plan says, and what may stand in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shopkit.cli.shared import Folder, LangOption, print_json, refusals


def show(
    folder: Folder,
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="costs.ads_rule，空着就列出全部 · empty: all")
    ] = "",
    lang: LangOption = None,
) -> None:
    """计划里写了什么，写在哪里 · What the plan says, and where."""
    from shopkit.exports.plan_places import placed
    from shopkit.plan.showing import shown, shown_one
    from shopkit.reports.terminal import print_table

    with refusals(lang, folder) as said:
        in_lists = list(placed(folder, path))
        if not in_lists and (one := shown_one(folder, path, said)):
            typer.echo(one)
            return
        heads, rows, after = shown(folder, path, said, in_lists)
        print_table(heads, rows, "llll", whole=3)
        typer.echo(after, nl=bool(after))


def schema(lang: LangOption = None) -> None:
    """shop.yaml 的 JSON Schema，给编辑器用 · The JSON schema of shop.yaml, for editors."""
    from shopkit.plan.schema import plan_schema

    with refusals(lang, Path()) as said:
        print_json(plan_schema(said))
