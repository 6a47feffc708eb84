"""Reports of one shop or many."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.cli.shared import FAILED, REFUSED, PeriodOption, language, refusals
from shopkit.i18n import Lang, money, text

if TYPE_CHECKING:
    from shopkit.reports import Outcome


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

    with refusals(lang[0] if lang else None, folders[0]) as said:
        langs = [language(one) for one in lang] if lang else None
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
