"""The text of a plan as a tree: values as Python has them, and where each stands in the text.

One pass over ruamel's events reads the values, marks them, and refuses what a plan never needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode

from shopkit.plan.slips import slip_of

DEEPEST = 20  # levels; the models go down to five
Step = int | str
Kind = Literal["scalar", "mapping", "list"]
_STR = "tag:yaml.org,2002:str"


class TreeError(ValueError):
    """A text that is no plan; `code` names the message, `line` counts from 1 (0: not known)."""

    def __init__(self, code: str, line: int, said: str | None = None) -> None:
        """Keep what the message needs."""
        super().__init__(code)
        self.code, self.line, self.said = code, line, said


@dataclass(slots=True)
class Node:
    """A value with its place.

    Attributes:
        kind: what it is.
        start, end: characters of the text it takes up; of a block also what follows it.
        line: line it starts on, from 1.
        style: `'`, `"`, `|`, `>` of a scalar, `{` of a flow collection; empty when plain or block.
        value: the value.
        entries: key (none in a list) and value of each entry.
    """

    kind: Kind
    start: int
    end: int
    line: int
    style: str
    value: Any
    entries: list[tuple[Node | None, Node]] = field(default_factory=list)

    def named(self) -> Iterator[tuple[Step, Node | None, Node]]:
        """Yield key or index, node of the key, and node of the value of each entry."""
        for number, (key, value) in enumerate(self.entries):
            yield (number if key is None else key.value), key, value

    def line_of(self, steps: Sequence[Step]) -> int:
        """Return the line of the deepest part of a path that exists, from 1."""
        line, node = 1, self
        for step in steps:
            found = next(((k, v) for name, k, v in node.named() if name == step), None)
            if found is None:
                break
            key, node = found
            line = (key or node).line
        return line


def tree_of(text: str) -> Node:
    """Return the tree of a text without byte order mark; an empty text is an empty mapping.

    Raises:
        TreeError: It is not YAML, or holds aliases, tags, a key twice, or too many levels.
    """
    try:
        root = _Builder(text).root()
    except MarkedYAMLError as error:
        raise _refused(text, error) from None
    except (YAMLError, ValueError) as error:
        if isinstance(error, TreeError):
            raise
        raise TreeError("plan_syntax", 0) from None
    if root is None or (root.value is None and not root.style):
        return Node("mapping", len(text), len(text), 1, "", {})
    return root


def _refused(text: str, error: MarkedYAMLError) -> TreeError:
    """Return what makes a text no YAML, as near to the slip of the hand as can be told."""
    began = error.context_mark
    if began and "quoted scalar" in str(error.context):
        return TreeError("plan_quote", began.line + 1)
    mark = error.problem_mark or began
    line = mark.line + 1 if mark else 0
    return TreeError(*(slip_of(text, line) or ("plan_syntax", line)))


class _Builder:
    def __init__(self, text: str) -> None:
        self._yaml = YAML(typ="rt", pure=True)
        self._events: Iterator[Any] = iter(self._yaml.parse(text))

    def root(self) -> Node | None:
        found: Node | None = None
        for event in self._events:
            if isinstance(event, NodeEvent):
                found = self._node(event, 1)
            elif isinstance(event, DocumentStartEvent) and found:
                raise TreeError("plan_syntax", event.start_mark.line + 1)
            elif isinstance(event, DocumentEndEvent) and found is None:
                return None
        return found

    def _node(self, event: NodeEvent, depth: int) -> Node:
        line = event.start_mark.line + 1
        if depth > DEEPEST:
            raise TreeError("plan_too_deep", line)
        tag = getattr(event, "tag", None)
        if isinstance(event, AliasEvent) or event.anchor or (tag and str(tag) != "!"):
            raise TreeError("plan_alias", line)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self._list(event, depth)
        assert isinstance(event, MappingStartEvent)
        return self._mapping(event, depth)

    def _scalar(self, event: ScalarEvent) -> Node:
        resolver, build = self._yaml.resolver, self._yaml.constructor
        tag = str(resolver.resolve(ScalarNode, event.value, event.implicit))
        value: Any = event.value
        make = build.yaml_constructors.get(tag) if tag != _STR else None
        if make:
            with suppress(ValueError):  # the 45th of a month stays a word, for the models to refuse
                value = make(build, ScalarNode(tag, event.value, event.start_mark))
        value = float(value) if isinstance(value, float) else value
        value = int(value) if isinstance(value, int) and str(value) == event.value else value
        start, end = event.start_mark, event.end_mark
        style = event.style or ""
        return Node("scalar", start.index, end.index, start.line + 1, style, value)

    def _list(self, event: SequenceStartEvent, depth: int) -> Node:
        start = event.start_mark
        node = Node("list", start.index, 0, start.line + 1, "{" if event.flow_style else "", [])
        for inner in self._events:
            if isinstance(inner, SequenceEndEvent):
                node.end = inner.end_mark.index
                break
            item = self._node(inner, depth + 1)
            node.entries.append((None, item))
            node.value.append(item.value)
        return node

    def _mapping(self, event: MappingStartEvent, depth: int) -> Node:
        start = event.start_mark
        node = Node("mapping", start.index, 0, start.line + 1, "{" if event.flow_style else "", {})
        for inner in self._events:
            if isinstance(inner, MappingEndEvent):
                node.end = inner.end_mark.index
                break
            key = self._node(inner, depth + 1)
            if key.kind != "scalar":
                raise TreeError("plan_syntax", key.line)
            if key.value in node.value:
                raise TreeError("plan_twice", key.line, str(key.value))
            value = self._node(next(self._events), depth + 1)
            node.entries.append((key, value))
            node.value[key.value] = value.value
        return node
