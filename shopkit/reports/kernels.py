"""Runs notebooks through papermill in a kernel of this very Python.

All notebooks of one shop share a kernel, one after the other, each with an empty namespace:
starting Python and loading pandas costs several times what the cells cost. No two shops meet in
one process.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from shopkit.errors import Problem, ShopkitError
from shopkit.reports.launch import skip_format_grammar

SKIPPED = "no-report"  # cells for a person at the keyboard: not run and not shown
START_SECONDS = 120
CELL_SECONDS = 600
FRESH, HIDDEN = "%reset -f", "fresh-start"
_QUIET = ("--HistoryManager.enabled=False", "--log-level=ERROR")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")

Run = Callable[[Path, Mapping[str, object]], Any]


@contextmanager
def open_kernel() -> Iterator[Run]:
    """Yield a function that runs a notebook with parameters and returns it executed (nbformat).

    The kernel starts with the first notebook, works in an empty folder of its own, and is gone
    when the context ends. The function raises ShopkitError where a cell failed, ran for too long,
    or the kernel died; the next notebook then gets a new one.
    """
    skip_format_grammar()
    with tempfile.TemporaryDirectory(prefix="shopkit-", ignore_cleanup_errors=True) as folder:
        kernel = _Kernel(folder)
        try:
            yield kernel.run
        finally:
            kernel.stop()


class _Kernel:
    """One kernel at a time."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.manager: Any = None

    def run(self, path: Path, given: Mapping[str, object]) -> Any:  # noqa: ANN401
        """Return one executed notebook."""
        self._start()
        import nbformat
        from papermill import PapermillExecutionError  # type: ignore[import-untyped]

        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        try:
            return _execute(self.manager, notebook, given)
        except PapermillExecutionError as error:
            cell = _cell_name(notebook, error.source, error.cell_index)
            detail = _last_line(error.ename, error.evalue)
        except Exception as error:  # it hangs or is dead: what it was doing is not known
            self.stop()
            cell, detail = "?", _last_line(type(error).__name__, str(error))
        values = {"cell": cell, "detail": detail}
        raise ShopkitError(Problem("notebook_failed", path.name, None, values))

    def _start(self) -> None:
        if self.manager is not None:
            return
        from jupyter_core.utils import run_sync

        self.manager = _manager_class()(**own_line(self.folder))
        extra = [*_QUIET, f"--ipython-dir={self.folder}"]
        run_sync(self.manager.start_kernel)(extra_arguments=extra, cwd=self.folder)

    def stop(self) -> None:
        """End the kernel at once; what it holds is in the executed notebooks."""
        from jupyter_core.utils import run_sync

        manager, self.manager = self.manager, None
        if manager is not None:
            manager.hang_up()
            if manager.has_kernel:
                run_sync(manager.shutdown_kernel)(now=True)


def own_line(folder: str) -> dict[str, str]:
    """Return how a manager talks to its kernel: over files of this folder.

    Two kernels that start at once can pick the same port. Windows has nothing but ports, and a
    folder whose path is too long for a socket leaves nothing else.
    """
    from zmq import IPC_PATH_MAX_LEN

    place = Path(folder) / "kernel.json"
    if os.name == "nt" or len(f"{place.with_suffix('')}-ipc-0".encode()) > IPC_PATH_MAX_LEN:
        return {}
    return {"transport": "ipc", "connection_file": str(place)}


def _execute(manager: Any, notebook: Any, given: Mapping[str, object]) -> Any:  # noqa: ANN401
    import papermill
    from nbformat.v4 import new_code_cell

    hidden = {"tags": [HIDDEN]}
    fresh = new_code_cell(FRESH, metadata=hidden)  # type: ignore[no-untyped-call]
    started = type(notebook)(notebook, cells=[fresh, *notebook.cells])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of papermill's own dependencies
        return papermill.execute_notebook(
            started,
            None,
            dict(given),
            progress_bar=False,
            kernel_name="python3",
            start_timeout=START_SECONDS,
            execution_timeout=CELL_SECONDS,
            km=manager,
            skip_cells_with_tag=SKIPPED,
        )


@cache
def _manager_class() -> type:
    """Return a manager whose kernels are this Python, whatever kernelspecs are installed."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    argv = [sys.executable, "-m", "shopkit.reports.launch", "-f", "{connection_file}"]

    class OwnKernelManager(AsyncKernelManager):
        """Starts this Python, and remembers the connections made to it."""

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(argv=argv, display_name="Python 3", language="python", env=_env())

        def client(self, **options: Any) -> Any:  # noqa: ANN401
            made = super().client(**options)
            self.__dict__.setdefault("made", []).append(made)
            return made

        def hang_up(self) -> None:
            for made in self.__dict__.pop("made", []):
                made.stop_channels()

    return OwnKernelManager


def _env() -> dict[str, str]:
    """Return what a kernel is told: readable files, no debugger's check, few threads."""
    return {
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "POLARS_MAX_THREADS": os.environ.get("POLARS_MAX_THREADS", "2"),
    }


def _cell_name(notebook: Any, source: str, index: int) -> str:  # noqa: ANN401
    """Return the name of the cell with this code; papermill's index counts injected cells."""
    names = [cell.get("id", "") for cell in notebook.cells if cell.source == source]
    return names[0] if names and names[0] else str(index)


def _last_line(name: str, said: str) -> str:
    lines = [line.strip() for line in _ANSI.sub("", said).splitlines() if line.strip()]
    return f"{name}: {lines[-1][:300]}" if lines else name
