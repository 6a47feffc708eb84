"""The text of `shop.yaml` as YAML, after refusing what a plan never needs, and its line marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from shopkit.errors import PlanError, Problem
from shopkit.plan.tree import Node, Step, TreeError, tree_of

PLAN_FILE = "shop.yaml"
LARGEST_BYTES = 1_000_000


def text_of(path: Path) -> str:
    """Return what stands in a plan file.

    Raises:
        PlanError: There is none, it is too large, or it is not UTF-8 text.
    """
    try:
        if not path.is_file():
            raise PlanError(Problem("no_plan", str(path.parent)))
        if path.stat().st_size > LARGEST_BYTES:
            raise refuse_large(path)
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise PlanError(Problem("plan_unreadable", str(path))) from None


def refuse_large(path: Path) -> PlanError:
    """Return the error of a plan that is larger than one is read."""
    return PlanError(Problem("plan_too_large", str(path), None, {"limit": "1 MB"}))


def document_of(path: Path, said: str) -> Node:
    """Return the parsed YAML with its places.

    Raises:
        PlanError: It is not YAML, or holds aliases, tags or a key twice.
    """
    try:
        document = tree_of(said)
    except TreeError as error:
        where = at_line(path, error.line) if error.line else str(path)
        raise PlanError(Problem(error.code, where, error.said)) from None
    return document


def place_in(folder: Path, steps: Sequence[Step]) -> str:
    """Return where an entry of a plan that could be read stands: `shop.yaml:7 files.0.kind`."""
    path = folder / PLAN_FILE
    return place(path, shared_document(path, text_of(path)), steps)


@lru_cache(maxsize=4)
def shared_document(path: Path, said: str) -> Node:
    """Return the parsed YAML for those who only read it: a shop's plan and its many places.

    Raises:
        PlanError: As `document_of`.
    """
    return document_of(path, said)


def place(path: Path, document: Node, steps: Sequence[Step]) -> str:
    """Return where an entry stands: file, line, path."""
    return f"{at_line(path, document.line_of(steps))} {dotted(steps)}".rstrip()


def dotted(steps: Iterable[Step]) -> str:
    """Return a path as it is written: `files.0.kind`."""
    return ".".join(str(step) for step in steps)


def at_line(path: Path, line: int) -> str:
    """Return a file with a line number."""
    return f"{path}:{line}"
