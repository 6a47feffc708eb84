"""The text of `shop.yaml` as YAML, after refusing what a plan never needs, and its line marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, NodeEvent, ScalarEvent

from shopkit.errors import PlanError, Problem

PLAN_FILE = "shop.yaml"
LARGEST_BYTES = 1_000_000

Step = int | str


def text_of(path: Path) -> str:
    """Return what stands in a plan file.

    Raises:
        PlanError: There is none, it is too large, or it is not UTF-8 text.
    """
    try:
        if not path.is_file():
            raise PlanError(Problem("no_plan", str(path.parent)))
        if path.stat().st_size > LARGEST_BYTES:
            raise PlanError(Problem("plan_too_large", str(path), None, {"limit": "1 MB"}))
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise PlanError(Problem("plan_unreadable", str(path))) from None


def document_of(path: Path, said: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return the parsed YAML with its line marks.

    Raises:
        PlanError: It is not YAML, or holds aliases or tags.
    """
    try:
        _refuse_aliases_and_tags(path, said)
        document = YAML(typ="rt", pure=True).load(said)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PlanError(Problem("plan_syntax", at_line(path, line))) from None
    except YAMLError:
        raise PlanError(Problem("plan_syntax", str(path))) from None
    return {} if document is None else document


def place_in(folder: Path, steps: Sequence[Step]) -> str:
    """Return where an entry of a plan that could be read stands: `shop.yaml:7 files.0.kind`."""
    path = folder / PLAN_FILE
    return place(path, document_of(path, text_of(path)), steps)


def place(path: Path, document: Any, steps: Sequence[Step]) -> str:  # noqa: ANN401
    """Return where an entry stands: file, line, path."""
    return f"{at_line(path, line_of(document, steps))} {dotted(steps)}".rstrip()


def dotted(steps: Iterable[Step]) -> str:
    """Return a path as it is written: `files.0.kind`."""
    return ".".join(str(step) for step in steps)


def at_line(path: Path, line: int) -> str:
    """Return a file with a line number."""
    return f"{path}:{line}"


def line_of(document: Any, steps: Sequence[Step]) -> int:  # noqa: ANN401
    """Return the line of the deepest part of a path that exists in the document."""
    line, node = 1, document
    for step in steps:
        marks = getattr(getattr(node, "lc", None), "data", None) or {}
        if step not in marks:
            break
        line = marks[step][0] + 1
        node = node[step]
    return line


def _refuse_aliases_and_tags(path: Path, said: str) -> None:
    for event in YAML(typ="rt", pure=True).parse(said):
        anchored = isinstance(event, AliasEvent) or getattr(event, "anchor", None)
        tagged = isinstance(event, NodeEvent) and getattr(event, "tag", None)
        if anchored or (tagged and not (isinstance(event, ScalarEvent) and event.tag == "!")):
            raise PlanError(Problem("plan_alias", at_line(path, event.start_mark.line + 1)))
