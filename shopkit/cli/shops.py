"""A shop's folder: made, read, and tables to fill in for what no reader knows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.cli.shared import Folder, JsonOption, LangOption, print_json, refusals, warn
from shopkit.errors import ShopkitError
from shopkit.i18n import Lang, listed, number, text

if TYPE_CHECKING:
    from shopkit.exports import FileReport, Shop


def new(
    folder: Folder,
    platform: Annotated[str, typer.Option(help="taobao | tmall | jd | other")] = "taobao",
    lang: LangOption = None,
) -> None:
    """新建店铺文件夹 · Make a shop folder."""
    from shopkit.plan import create_shop, platform_named

    with refusals(lang, folder) as said:
        create_shop(folder, platform_named(platform), said)
        typer.echo(text("cli.made", said, folder=folder))


def import_(folder: Folder, lang: LangOption = None, as_json: JsonOption = False) -> None:
    """读取 exports/，说明每个文件读到了什么 · Read exports/ and say what was read."""
    from shopkit.exports import import_shop
    from shopkit.exports.shop import unread

    with refusals(lang, folder) as said:
        shop = import_shop(folder, () if as_json else _asked_for(folder, said))
        if as_json:
            print_json({"files": [file.as_json() for file in shop.files]})
        else:
            typer.echo("\n".join(_file_line(file, said) for file in shop.files))
            _print_proposals(shop, said)
        problems = unread(shop)
        warn(shop, said, told={problem.code for problem in problems})
        if problems:
            raise ShopkitError(problems)


def template(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]")] = None,
    lang: LangOption = None,
    out: Annotated[Path | None, typer.Option(help="X.xlsx | X.csv")] = None,
) -> None:
    """没有现成读取方式的数据：空表模板 · Empty tables to fill in, for exports nobody can read."""
    from shopkit.exports import template as templates

    with refusals(lang, Path()) as said:
        if table is None:
            lines = [
                f"{name}　{templates.purpose(name, said)}" for name in templates.template_names()
            ]
            typer.echo("\n".join(lines))
            return
        path = out or Path(f"{table}.xlsx")
        templates.write_template(table, said, path)
        typer.echo(templates.what_next(table, said, path))


def _asked_for(folder: Path, lang: Lang) -> list[str]:
    """Return the passwords of workbooks, typed unseen; without a terminal nobody is asked."""
    if not sys.stdin.isatty():
        return []
    from shopkit.exports.foreign import sayable
    from shopkit.exports.passwords import from_environment, is_locked
    from shopkit.exports.reading import input_files
    from shopkit.plan import load_plan

    known = list(from_environment())
    for path in input_files(folder, load_plan(folder)):
        asked = "password"
        while is_locked(path, known):
            question = text(f"cli.{asked}", lang, file=sayable(path.name))
            given = typer.prompt(question, "", hide_input=True, show_default=False, err=True)
            if not given:
                break
            known.append(given)
            asked = "password_again"
    return known


def _print_proposals(shop: Shop, lang: Lang) -> None:
    """Print what to paste into the plan so that files no reader knows are read."""
    for file in shop.files:
        if file.proposal:
            told = {"file": file.file, "told": file.proposal.said(lang)}
            key = "cli.proposal" if file.proposal.columns else "cli.proposal_lacking"
            typer.echo(text(key, lang, **told))
            typer.echo(file.proposal.yaml())


def _file_line(file: FileReport, lang: Lang) -> str:
    kind = text(f"exports.kind.{file.kind or 'unknown'}", lang)
    said = {"file": file.file, "kind": kind, "read": number(file.read, lang)}
    said |= {"kept": number(file.kept, lang), "rejected": number(file.rejected, lang)}
    line = text("cli.file", lang, **said)
    why = [f"{text(f'exports.reason.{code}', lang)} × {n}" for code, n in file.reasons.items()]
    if why:
        line += text("cli.why", lang, why=listed(why, lang))
    if file.start:
        line += text("cli.span", lang, start=file.start, end=file.end)
    return line
