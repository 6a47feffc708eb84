"""Workbooks with a password: opened in memory; what opens them is never kept or shown."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path

from shopkit.errors import ExportError, Problem

VARIABLE = "SHOPKIT_EXPORT_PASSWORD"  # may hold several, one a line
CODES = frozenset({"password_missing", "password_wrong"})
MOST_SPINS = 10_000_000  # [MS-OFFCRYPTO] 2.3.4.10 allows no more
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def from_environment() -> tuple[str, ...]:
    """Return the passwords in the environment."""
    return tuple(line for line in os.environ.get(VARIABLE, "").splitlines() if line)


def locked(data: bytes) -> bool:
    """Tell whether a file is an `.xlsx` workbook with a password."""
    return data.startswith(_COMPOUND) and _PACKAGE in data


def unlocked(path: Path, data: bytes, passwords: Sequence[str]) -> bytes:
    """Return a workbook without its password; other data as it is.

    Raises:
        ExportError: No password is known, or none opens it.
    """
    if not locked(data):
        return data
    for password in dict.fromkeys(passwords):
        if (opened := _opened(data, password)) is not None:
            return opened
    if passwords:
        raise ExportError(Problem("password_wrong", path.name))
    raise ExportError(Problem("password_missing", path.name))


def is_locked(path: Path, passwords: Sequence[str]) -> bool:
    """Tell whether a file has a password and none of these opens it."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_COMPOUND))
            data = head + file.read() if head == _COMPOUND else head
    except OSError:
        return False  # told of when it is read
    return locked(data) and all(_opened(data, one) is None for one in passwords)


def _opened(data: bytes, password: str) -> bytes | None:
    """Return the workbook inside; None where the password is not the one, or the file is broken."""
    import msoffcrypto

    opened = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        if book.info.get("spinValue", 0) > MOST_SPINS:
            return None
        book.load_key(password=password, verify_password=True)
        book.decrypt(opened)
    except Exception:  # whatever a decoder meets in a broken file
        return None
    return opened.getvalue()
