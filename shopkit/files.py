"""Files that appear whole or not at all, under names and with cells that harm nothing."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

from shopkit.errors import OutputError, Problem

_UNSAFE = re.compile(r"[^\w\u4e00-\u9fff-]+")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}


def write_whole(path: Path, content: bytes | str, mode: int = 0o644) -> None:
    """Write a file beside its place and move it there in one step; folders are made.

    Args:
        path: where it goes.
        content: what it holds; text becomes UTF-8.
        mode: who may read and write it, as far as the system knows such rights.

    Raises:
        OutputError: The folder cannot be written to, its name is no file's, or the file is held
            open elsewhere.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:
        raise OutputError(Problem("output_missing", str(path.parent))) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        part.chmod(mode)
        part.replace(path)
    except OSError as error:
        nowhere = error.errno == errno.ENAMETOOLONG or path.is_dir()
        code = "output_place" if nowhere else "output_locked"
        raise OutputError(Problem(code, str(path))) from error
    finally:
        part.unlink(missing_ok=True)


def safe_name(said: str) -> str:
    """Return a name that is one harmless path component on every system.

    Example:
        >>> safe_name("../../x"), safe_name("青禾 家居"), safe_name("CON"), safe_name("...")
        ('x', '青禾-家居', 'shop-CON', 'shop')
    """
    name = _UNSAFE.sub("-", said).strip("-_")[:80] or "shop"
    return f"shop-{name}" if name.lower() in _RESERVED else name


def harmless_cell(said: str) -> str:
    """Return a cell no spreadsheet takes for a formula.

    Example:
        >>> harmless_cell("=cmd|'/c calc'!A1")
        "'=cmd|'/c calc'!A1"
    """
    return f"'{said}" if said[:1] in {"=", "+", "-", "@", "\t", "\r"} else said
