"""Values as YAML text: in the style of what stood there, quoted where they would be misread."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shopkit.plan.tree import TreeError, tree_of

LONGEST_FLOW = 60  # characters; longer lists get a line an entry
STEP = 2  # blanks a level
# As ruamel's reader: what may stand in a text; line breaks other than \n would be folded away.
_UNSAYABLE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LITERAL = re.compile(r"[^\s](?:[^\n]*[^\s])?(?:\n+[^\s](?:[^\n]*[^\s])?)*")
_PLAIN = re.compile(r"[^\W\d_](?:[\w -]*\w)?")
_NOT_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_DECIMALS = re.compile(r"[-+]?\d+\.(\d+)")


@dataclass(frozen=True, slots=True)
class Style:
    """How a value is written.

    Attributes:
        quote: the quotes, `|` or `>` of what stood there; empty for none.
        flow: whether it stands inside brackets, where commas and brackets mean something.
        was: the text that stood there, for its decimals.
    """

    quote: str = ""
    flow: bool = False
    was: str = ""


def scalar(value: object, style: Style) -> str:
    """Return a single value on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, style.was)
    if isinstance(value, date):
        return value.isoformat()
    return _words(str(value), style)


def _number(value: float, was: str) -> str:
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return f"{'-' if value < 0 else ''}.inf"
    said = f"{Decimal(repr(value)):f}"
    said = said.removesuffix(".0")
    decimals = _DECIMALS.fullmatch(was)
    if decimals and len(decimals[1]) > 1:  # 19.90 becomes 21.50
        whole, _, rest = said.partition(".")
        said = f"{whole}.{rest.ljust(len(decimals[1]), '0')}"
    return said


def _words(said: str, style: Style) -> str:
    tame = not _UNSAYABLE.search(said)
    if not style.quote and tame and _PLAIN.fullmatch(said) and said.lower() not in _NOT_WORDS:
        return said
    single = "'" + said.replace("'", "''") + "'"
    ways = [single] if style.quote == "'" and tame else []
    if style.quote != '"' and tame and said == said.strip() and "\t" not in said:
        ways.append(said)
    return next((way for way in ways if _reads(way, said, flow=style.flow)), _escaped(said))


def _reads(way: str, said: str, *, flow: bool) -> bool:
    """Tell whether a text is read as these words where it is put, and as nothing else."""
    try:
        found = tree_of(f"[{way}, {way}]" if flow else f"a:\n  - {way}\nb: {way} # c").value
    except TreeError:
        return False
    wanted: object = [said, said] if flow else {"a": [said], "b": said}
    return bool(found == wanted) and _is_words(found)


def _is_words(found: Any) -> bool:  # noqa: ANN401 - any tree
    if isinstance(found, dict):
        return all(map(_is_words, found.values()))
    return all(map(_is_words, found)) if isinstance(found, list) else isinstance(found, str)


def _escaped(said: str) -> str:
    return _UNSAYABLE.sub(_escape, json.dumps(said, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08X}"


def flow(value: object, style: Style) -> str:
    """Return any value on one line, collections in brackets."""
    inner = Style(flow=True)
    if isinstance(value, Mapping):
        pairs = (f"{scalar(key, inner)}: {flow(below, inner)}" for key, below in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(below, inner) for below in value)}]"
    return scalar(value, style)


def entry(key: object, value: object, column: int) -> list[str]:
    """Return the lines of a key and its value, the first without its indentation."""
    return _put(f"{scalar(key, Style())}:", value, column)


def item(value: object, column: int) -> list[str]:
    """Return the lines of an entry of a list, the first without its indentation."""
    if isinstance(value, Mapping) and value:
        inner = column + STEP
        lines = _entries(value, inner)
        return [f"- {lines[0].lstrip(' ')}", *lines[1:]]
    return _put("-", value, column)


def below(value: Mapping[Any, Any] | list[Any], column: int) -> list[str]:
    """Return the lines of a collection, each with its indentation."""
    if isinstance(value, Mapping):
        return _entries(value, column)
    return list(_indented((item(one, column) for one in value), column))


def _entries(value: Mapping[Any, Any], column: int) -> list[str]:
    return list(_indented((entry(key, one, column) for key, one in value.items()), column))


def _indented(blocks: Iterable[list[str]], column: int) -> Iterator[str]:
    for first, *rest in blocks:
        yield " " * column + first
        yield from rest


def _put(head: str, value: object, column: int) -> list[str]:
    if isinstance(value, Mapping | list) and value:
        one = flow(value, Style())
        nested = isinstance(value, Mapping) or any(isinstance(v, Mapping | list) for v in value)
        if nested or len(one) > LONGEST_FLOW:
            return [head, *below(value, column + STEP)]
    if isinstance(value, str) and is_literal(value):
        return literal(head, value, column + STEP)
    return [f"{head} {flow(value, Style())}"]


def literal(head: str, value: str, column: int) -> list[str]:
    """Return the lines of a text of several lines as it is read: `|`."""
    lines = value.split("\n")
    return [f"{head} |-", *((" " * column + line) if line else "" for line in lines)]


def is_literal(value: object) -> bool:
    """Tell whether a value is a text that may be written over several lines."""
    return (
        isinstance(value, str)
        and "\n" in value
        and not _UNSAYABLE.search(value.replace("\n", ""))
        and bool(_LITERAL.fullmatch(value))
    )
