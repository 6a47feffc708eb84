"""The commands, `shopkit new | import | price | report …`; all that is heavy loads when used."""

from __future__ import annotations

import contextlib
import io
import json
import locale
import os
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.errors import ParameterError, Problem, ShopkitError
from shopkit.i18n import LANGS, Lang, listed, money, number, text

if TYPE_CHECKING:
    from shopkit.exports import FileReport, Shop
    from shopkit.kpi import Overview
    from shopkit.reports import Outcome

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts
FAILED, REFUSED = 1, 2  # exit codes: some of a batch failed; it could not be done as asked

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="店铺文件夹 · the shop folder")]
LangOption = Annotated[
    str | None, typer.Option("--lang", help="zh | en，默认用店铺的语言 · default: the shop's")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]
PeriodOption = Annotated[
    str | None, typer.Option(help="2026-10 | 2026-W43 | 2026-10-01..2026-10-15")
]


def main() -> None:
    """Run the command line with UTF-8 output on every system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


@app.callback()
def shopkit() -> None:
    """把平台导出的文件变成可信的经营报告 · From platform exports to a report to trust."""


@app.command()
def new(
    folder: Folder,
    platform: Annotated[str, typer.Option(help="taobao | tmall | jd | other")] = "taobao",
    lang: LangOption = None,
) -> None:
    """新建店铺文件夹 · Make a shop folder."""
    from shopkit.plan import create_shop, platform_named

    with _refusals(lang, folder) as said:
        create_shop(folder, platform_named(platform), said)
        typer.echo(text("cli.made", said, folder=folder))


@app.command("import")
def import_(folder: Folder, lang: LangOption = None, as_json: JsonOption = False) -> None:
    """读取 exports/，说明每个文件读到了什么 · Read exports/ and say what was read."""
    from shopkit.exports import import_shop
    from shopkit.exports.shop import unread

    with _refusals(lang, folder) as said:
        shop = import_shop(folder, () if as_json else _asked_for(folder, said))
        if as_json:
            _print_json({"files": [file.as_json() for file in shop.files]})
        else:
            typer.echo("\n".join(_file_line(file, said) for file in shop.files))
            _print_proposals(shop, said)
        problems = unread(shop)
        _warn(shop, said, told={problem.code for problem in problems})
        if problems:
            raise ShopkitError(problems)


@app.command()
def template(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]")] = None,
    lang: LangOption = None,
    out: Annotated[Path | None, typer.Option(help="X.xlsx | X.csv")] = None,
) -> None:
    """没有现成读取方式的数据：空表模板 · Empty tables to fill in, for exports nobody can read."""
    from shopkit.exports import template as templates

    with _refusals(lang, Path()) as said:
        if table is None:
            lines = [
                f"{name}　{templates.purpose(name, said)}" for name in templates.template_names()
            ]
            typer.echo("\n".join(lines))
            return
        path = out or Path(f"{table}.xlsx")
        templates.write_template(table, said, path)
        typer.echo(templates.what_next(table, said, path))


@app.command()
def kpi(
    folder: Folder,
    period: PeriodOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """核心指标 · Headline figures of a period."""
    from shopkit.exports import open_shop
    from shopkit.kpi import overview
    from shopkit.periods import Period

    with _refusals(lang, folder) as said:
        asked = Period.parse(period) if period else None
        shop = open_shop(folder)
        asked = asked or Period.latest_full_month(shop.first_day, shop.last_day)
        view = overview(shop.tables, asked)
        if as_json:
            _print_json(view.as_json())
        else:
            _print_figures(view, said)
        _warn(shop, said)


@app.command()
def price(
    folder: Folder,
    cart: Annotated[Path, typer.Option(metavar="CART.YAML", help="购物车 · the cart")],
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """一个购物车：到手价、谁承担、店铺剩多少 · What a cart costs its buyer and leaves the shop."""
    from shopkit.reports.cart import priced_cart
    from shopkit.reports.cart_said import cart_said
    from shopkit.reports.terminal import print_parts

    with _refusals(lang, folder) as said:
        priced = priced_cart(folder, cart, said)
        if as_json:
            _print_json(priced.as_json())
        else:
            print_parts(cart_said(priced, said))


@app.command()
def report(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...")],
    period: PeriodOption = None,
    out: Annotated[Path, typer.Option(help="报告放在哪里 · where reports go")] = Path("reports"),
    lang: Annotated[
        list[str] | None, typer.Option("--lang", help="zh | en，可以写两次 · may be given twice")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="同时做几家 · shops at a time")] = None,
) -> None:
    """生成离线报告 · Make reports that open with no network."""
    from shopkit.periods import Period
    from shopkit.reports import make_reports

    with _refusals(lang[0] if lang else None, folders[0]) as said:
        langs = [_language(one) for one in lang] if lang else None
        if period:
            Period.parse(period)
        with _progress(said) as tell:
            outcomes = make_reports(
                folders, period=period, langs=langs, out=out, jobs=jobs, progress=tell
            )
        _print_outcomes(outcomes, out, said)
        if len(set(folders)) == 1:
            _print_messages(outcomes, out)
        if any(outcome.problem for outcome in outcomes):
            raise typer.Exit(FAILED if len(set(folders)) > 1 else REFUSED)


@app.command()
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

    with _refusals(lang, folder) as said:
        in_lists = list(placed(folder, path))
        if not in_lists and (one := shown_one(folder, path, said)):
            typer.echo(one)
            return
        heads, rows, after = shown(folder, path, said, in_lists)
        print_table(heads, rows, "llll", whole=3)
        typer.echo(after, nl=bool(after))


@app.command()
def schema(lang: LangOption = None) -> None:
    """shop.yaml 的 JSON Schema，给编辑器用 · The JSON schema of shop.yaml, for editors."""
    from shopkit.plan.schema import plan_schema

    with _refusals(lang, Path()) as said:
        _print_json(plan_schema(said))


@app.command()
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

    with _refusals(lang, folder) as said:
        shop = open_shop(folder)
        if not action:
            _print_actions(shop, said)
            return
        typed = {"action": action, "who": who, "figure": figure, "expected": expect, "note": note}
        _add_action(shop, {**typed, "date": date, "check_on": check}, said)


def _language(said: str) -> Lang:
    for lang in LANGS:
        if said == lang:
            return lang
    raise ParameterError(Problem("unknown_lang", "--lang", said))


@contextlib.contextmanager
def _refusals(lang: str | None, folder: Path) -> Iterator[Lang]:
    """Yield the language to speak; say in it what the user has to mend, and leave with 2."""
    spoken = _spoken(folder)
    try:
        spoken = _language(lang) if lang else spoken
        yield spoken
    except ShopkitError as error:
        typer.echo(error.say(spoken), err=True)
        raise typer.Exit(REFUSED) from None


def _spoken(folder: Path) -> Lang:
    """Return the shop's language; where its plan names none, the one of the system."""
    from shopkit.plan import language_said

    return language_said(folder) or _of_system()


def _of_system() -> Lang:
    """Return the language the environment asks for, installed or not; else that of the system."""
    asked = next((said for name in LOCALES if (said := os.environ.get(name))), "")
    said = asked or locale.getlocale()[0] or ""
    return "zh" if said.lower().startswith(("zh", "chinese")) else "en"


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


def _warn(shop: Shop, lang: Lang, told: Collection[str] = ()) -> None:
    """Say on stderr what weakens the figures, apart from what is told anyway."""
    for finding in shop.findings(lang):
        if finding.code not in told:
            typer.echo(f"· {finding.cause}　{finding.evidence}　{finding.action}", err=True)


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


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_figures(view: Overview, lang: Lang) -> None:
    from shopkit.kpi.pictures import figures_shown
    from shopkit.kpi.wording import period_text
    from shopkit.reports.terminal import print_table

    heads, rows = figures_shown(view, "before", lang)
    print_table(heads, rows, "lrrrl", period_text(view, lang))


@contextlib.contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[int, int, int], None]]:
    """Yield what the batch calls with shops done, failed and left."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(text("cli.working", lang), total=None)

        def tell(done: int, failed: int, left: int) -> None:
            said = text("cli.progress", lang, done=done, failed=failed, left=left)
            bar.update(task, total=done + failed + left, completed=done + failed, description=said)

        yield tell


def _print_outcomes(outcomes: list[Outcome], out: Path, lang: Lang) -> None:
    failed = {f"{one.name}: {one.problem.say(lang)}" for one in outcomes if one.problem}
    for problem in sorted(failed):  # one line, though each language failed of it
        typer.echo(problem, err=True)
    for outcome in outcomes:
        if not outcome.problem:
            paid = money(outcome.figures.get("paid_cny"), lang)
            typer.echo(f"{outcome.name}　{outcome.period}　{paid}　{outcome.path}")
    typer.echo(text("cli.index", lang, path=(out / "index.html").resolve()))


def _print_messages(outcomes: list[Outcome], out: Path) -> None:
    """Print what is ready to be pasted into a chat, each edition apart."""
    for outcome in outcomes:
        if not outcome.problem:
            said = (out / outcome.entry["message"]).read_text(encoding="utf-8")
            typer.echo(f"\n{said}", nl=False)


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
