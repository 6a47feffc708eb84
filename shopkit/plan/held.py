"""Holding a folder for oneself while its plan is written."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shopkit.errors import OutputError, Problem

LONGEST_WAIT_S = 10.0
_PAUSE_S = 0.02


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Yield when no other process or thread holds the folder of a file; let go afterwards.

    Nothing is left behind: the system lets go of what a process held that was killed.

    Raises:
        OutputError: Another one holds it for too long, or the folder is gone or closed.
    """
    end = time.monotonic() + LONGEST_WAIT_S
    try:
        while (handle := _taken(path)) is None:
            if time.monotonic() > end:
                raise OutputError(Problem("output_locked", str(path)))
            time.sleep(_PAUSE_S)
    except OSError:
        raise OutputError(Problem("output_missing", str(path.parent))) from None
    try:
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _taken(path: Path) -> int | None:
        """Return a file that exists for one at a time and goes when it is closed."""
        flags = os.O_CREAT | os.O_EXCL | os.O_TEMPORARY
        with suppress(FileExistsError, PermissionError):
            return os.open(path.with_name(f".{path.name}.lock"), flags)
        return None

else:

    def _taken(path: Path) -> int | None:
        """Return the folder, open and locked; where the file system knows no locks, just open."""
        import fcntl

        handle = os.open(path.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:
            return handle
        return handle
