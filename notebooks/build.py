"""Builds both editions of every notebook from its one source, runs them and keeps the outputs.

    python notebooks/build.py            build and run all
    python notebooks/build.py 05_kpi     only these
    python notebooks/build.py --check    only compare the sources, run nothing

A source (`notebooks/src/NN_topic.py`, py:percent) names its cells. A cell with `lang` belongs to
one edition; a Chinese cell and its English twin share a name, and the English one carries in `of`
the fingerprint of the Chinese text it translates: when that changes, the build asks for the
translation to be looked at again.
"""

from __future__ import annotations

import hashlib
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

from shopkit.reports.kernels import own_line

HERE = Path(__file__).parent
LANGS = ("zh", "en")
LONGEST_CELL = 15
AT_ONCE = 2
KEPT_WITHOUT_KERNEL = "application/vnd.jupyter.widget-view+json"
NAME = re.compile(r"[a-z0-9-]{1,40}")


class SourceError(ValueError):
    """A source breaks a rule of this folder; says where and what to do."""


def cells_of(source: Path) -> list[Any]:
    """Return the cells of a source after checking names, lengths and translations."""
    cells = jupytext.read(source).cells
    for cell in cells:
        name = cell.metadata.get("title", "")
        if not NAME.fullmatch(name):
            raise SourceError(f"{source.name}: name this cell (# %% name): {cell.source[:60]!r}")
        if cell.cell_type == "code" and len(cell.source.splitlines()) > LONGEST_CELL:
            raise SourceError(f"{source.name}, {name}: longer than {LONGEST_CELL} lines")
    _check_pairs(source, cells)
    return cells


def _check_pairs(source: Path, cells: list[Any]) -> None:
    by_lang = {
        lang: {c.metadata["title"]: c for c in cells if c.metadata.get("lang") == lang}
        for lang in LANGS
    }
    alone = by_lang["zh"].keys() ^ by_lang["en"].keys()
    if alone:
        raise SourceError(f"{source.name}: no translation of {', '.join(sorted(alone))}")
    for name, cell in by_lang["zh"].items():
        wanted = fingerprint(cell.source)
        if by_lang["en"][name].metadata.get("of") != wanted:
            raise SourceError(
                f"{source.name}, {name}: the Chinese text changed since it was translated. "
                f'Look at the English cell, then set of="{wanted}" in its header.'
            )
    names = [c.metadata["title"] for c in cells if c.metadata.get("lang") != "en"]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SourceError(f"{source.name}: used twice: {', '.join(sorted(twice))}")


def fingerprint(text: str) -> str:
    """Return eight hex digits of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def edition(source: Path, lang: str) -> Any:  # noqa: ANN401 - nbformat has no types
    """Return one edition, not yet run: its cells with stable ids."""
    kept = [c for c in cells_of(source) if c.metadata.get("lang", lang) == lang]
    notebook = nbformat.v4.new_notebook(cells=[_cell(c) for c in kept])
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "language_edition": lang,
        "source": f"notebooks/src/{source.name}",
    }
    return notebook


def _cell(cell: Any) -> Any:  # noqa: ANN401
    make = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
    tags = list(cell.metadata.get("tags", []))
    made = make(cell.source, metadata={"tags": tags} if tags else {})
    made["id"] = cell.metadata["title"]
    return made


def executed(notebook: Any, folder: Path) -> Any:  # noqa: ANN401
    """Return the notebook with its outputs, run where it will stand."""
    place = {"metadata": {"path": str(folder)}}
    with TemporaryDirectory(prefix="shopkit-") as own:
        line = Config(KernelManager=own_line(own))
        NotebookClient(notebook, timeout=300, resources=place, config=line).execute()
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), 1):
        cell.execution_count = number
        cell.metadata.pop("execution", None)
        for output in cell.outputs:
            output.get("data", {}).pop(KEPT_WITHOUT_KERNEL, None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def build(names: list[str]) -> None:
    """Write both editions of the named sources, or of all, two at a time."""
    sources = sorted((HERE / "src").glob("*.py"))
    chosen = [s for s in sources if not names or s.stem in names]
    with ProcessPoolExecutor(AT_ONCE) as pool:
        for path in pool.map(written, *zip(*product(chosen, LANGS), strict=True)):
            print(path.relative_to(HERE.parent))


def written(source: Path, lang: str) -> Path:
    """Return where an edition stands now, with its outputs."""
    folder = HERE / lang
    folder.mkdir(exist_ok=True)
    path = folder / f"{source.stem}.ipynb"
    nbformat.write(executed(edition(source, lang), folder), path)
    return path


def stale() -> list[str]:
    """Return the editions whose cells are not those of their source."""
    found = []
    for source in sorted((HERE / "src").glob("*.py")):
        for lang in LANGS:
            path = HERE / lang / f"{source.stem}.ipynb"
            kept = nbformat.read(path, 4).cells if path.is_file() else []
            wanted = edition(source, lang).cells
            if [(c.id, c.source) for c in kept] != [(c.id, c.source) for c in wanted]:
                found.append(path.relative_to(HERE.parent).as_posix())
    return found


if __name__ == "__main__":
    try:
        if "--check" in sys.argv:
            sys.exit("\n".join(f"{path}: run make notebooks" for path in stale()) or 0)
        build(sys.argv[1:])
    except SourceError as error:
        sys.exit(str(error))
