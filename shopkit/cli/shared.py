"""What every command shares: its options, its language, what it says when it cannot."""

from __future__ import annotations

import contextlib
import json
import locale
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopkit.errors import ParameterError, Problem, ShopkitError
from shopkit.i18n import LANGS, Lang

if TYPE_CHECKING:
    from shopkit.exports import Shop

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts
FAILED, REFUSED = 1, 2  # exit codes: some of a batch failed; it could not be done as asked

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="店铺文件夹 · the shop folder")]
LangOption = Annotated[
    str | None, typer.Option("--lang", help="zh | en，默认用店铺的语言 · default: the shop's")
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]
PeriodOption = Annotated[
    str | None, typer.Option(help="2026-10 | 2026-W43 | 2026-10-01..2026-10-15")
]


def language(said: str) -> Lang:
    """Return a language asked for.

    Raises:
        ParameterError: There is no such language.
    """
    for lang in LANGS:
        if said == lang:
            return lang
    raise ParameterError(Problem("unknown_lang", "--lang", said))


@contextlib.contextmanager
def refusals(lang: str | None, folder: Path) -> Iterator[Lang]:
    """Yield the language to speak; say in it what the user has to mend, and leave with 2."""
    spoken = _spoken(folder)
    try:
        spoken = language(lang) if lang else spoken
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


def named(path: Path | None, *suffixes: str) -> None:
    """Refuse a file to be written whose name does not end as what it holds.

    Raises:
        ParameterError: It ends otherwise.
    """
    if path is not None and path.suffix.lower() not in suffixes:
        name = path.with_suffix(suffixes[0]).name if path.name else f"x{suffixes[0]}"
        values = {"suffix": " | ".join(suffixes), "name": name}
        raise ParameterError(Problem("workbook_suffix", str(path), None, values))


def warn(shop: Shop, lang: Lang, told: Collection[str] = ()) -> None:
    """Say on stderr what weakens the figures, apart from what is told anyway."""
    for finding in shop.findings(lang):
        if finding.code not in told:
            typer.echo(f"· {finding.cause}　{finding.evidence}　{finding.action}", err=True)


def print_json(value: object) -> None:
    """Print a value as JSON that a person can read, too."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
