"""Changing values in the text of a plan so that every other character stays where it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from shopkit.plan import written
from shopkit.plan.places import BLOCK_TEXT, Places, last_leaf
from shopkit.plan.tree import Node, Step, TreeError, tree_of
from shopkit.plan.written import Style

Steps = tuple[Step, ...]
Named = Callable[[Steps], str | None]
_END_MARK = re.compile(r"^\.\.\.", re.MULTILINE)
_SPACES = re.compile(r"[ \t]*")


class SpliceError(ValueError):
    """A text laid out in a way no change could be put into safely."""


def spliced(text: str, wanted: Mapping[str, Any], named: Named | None = None) -> str:
    """Return the text with its values changed to the wanted ones, all else as it was.

    Args:
        text: YAML without byte order mark; its line ends, comments, order and quotes stay.
        wanted: what the text is to say: mappings, lists, words, numbers, days.
        named: the key that tells the sections of a list from each other, by the path of the
            list; without it the first they have.

    Raises:
        SpliceError: The changed text would not say it; nothing may be written then.
        TreeError: The text is no YAML.
    """
    root = tree_of(text)
    if same(root.value, wanted):
        return text
    work = _Splice(Places(text, root), named or _first_key)
    work.mapping(root, wanted, ())
    changed = work.text()
    try:
        said = tree_of(changed).value
    except TreeError:
        raise SpliceError from None
    if not same(said, wanted):
        raise SpliceError
    return changed


def same(one: object, other: object) -> bool:
    """Tell whether two values are written for the same thing: 1 is 1.0, but neither true nor "1".

    Example:
        >>> same(1, 1.0), same(1, True), same([{"a": "1"}], [{"a": 1}])
        (True, False, False)
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isinstance(one, bool) == isinstance(other, bool) and one == other
    return type(one) is type(other) and one == other


class _Splice:
    """The edits of one text: from, to, what stands there instead."""

    def __init__(self, places: Places, named: Named) -> None:
        self.at, self.source, self.named = places, places.source, named
        self.edits: list[tuple[int, int, str]] = []

    def text(self) -> str:
        """Return the source with its edits; several at one place keep their order."""
        parts, place = [], 0
        for first, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            start = first if new else max(first, place)  # what two removals share goes once
            if start < place or end < start:
                raise SpliceError
            parts += [self.source[place:start], new]
            place = end
        return "".join([*parts, self.source[place:]])

    def change(self, start: int, end: int, new: str) -> None:
        self.edits.append((start, end, new))

    def value(self, node: Node, n: int, new: object, above: Steps) -> None:
        """Change one value of a collection, given the path of the collection."""
        key, old = node.entries[n]
        if same(old.value, new):
            return
        steps = (*above, key.value if key else n)
        if _shares(old, new) and isinstance(new, Mapping):
            self.mapping(old, new, steps)
        elif _shares(old, new) and isinstance(new, list):
            self.list(old, new, steps)
        else:
            self.replace(old, new, self.at.head_end(node, n))

    def mapping(self, node: Node, wanted: Mapping[Any, Any], steps: Steps) -> None:
        names = [key.value for key, _ in node.entries if key]
        for n, name in enumerate(names):
            if name in wanted:
                self.value(node, n, wanted[name], steps)
        self.remove(node, [n for n, name in enumerate(names) if name not in wanted])
        for key in wanted:
            if key not in node.value:
                self.add_key(node, key, wanted[key], top=not steps)

    def list(self, node: Node, wanted: Sequence[Any], steps: Steps) -> None:
        key = self.named(steps)
        before, after = ([_mark(row, key) for row in rows] for rows in (node.value, wanted))
        gone: list[int] = []
        for a, b, c, d in _aligned(before, after):
            both = min(b - a, d - c)
            for n in range(both):
                self.value(node, a + n, wanted[c + n], steps)
            gone += range(a + both, b)
            if d - c > both:
                self.insert(node, a + both, wanted[c + both : d])
        self.remove(node, gone)

    def replace(self, old: Node, new: object, head: int) -> None:
        """Put a value in the place of another; `head` is behind the colon or dash before it."""
        start, end = old.start, self.at.content_end(old)
        column = self.at.entry_column(head) + written.STEP
        filled = isinstance(new, Mapping | list) and bool(new)
        if start == end or (not old.entries and old.kind != "scalar" and filled):
            self.put_below(old, new, head)
        elif old.kind != "scalar" and not old.style and "\n" in self.source[head:start]:
            self.replace_block(old, new, head)
        elif written.is_literal(new) and self.may_be_literal(old):
            column = max(column, self.at.text_column(old) if old.style in BLOCK_TEXT else 0)
            first, *rest = written.literal("", str(new), column)
            self.change(start, end, first.strip() + self.at.head_comment(old))
            self.below(end, rest)
        else:
            style = Style(old.style, self.at.in_flow(start), self.source[start:end])
            self.change(start, end, written.flow(new, style) + self.at.head_comment(old))

    def may_be_literal(self, old: Node) -> bool:
        """Tell whether lines may stand where a single value does: no bracket or comment follows."""
        end = self.at.content_end(old)
        alone = not self.source[end : self.at.line_end(end)].strip()
        return old.kind == "scalar" and alone and not self.at.in_flow(old.start)

    def replace_block(self, old: Node, new: object, head: int) -> None:
        start, end = self.at.line_start(old.start), self.at.content_end(old)
        if isinstance(new, Mapping | list) and new:
            least = self.at.entry_column(head) + (0 if isinstance(new, list) else written.STEP)
            lines = written.below(new, max(self.at.column(old.start), least))
            self.change(start, end, self.at.newline.join(lines))
        else:
            self.change(head, head, f" {written.flow(new, Style())}")
            self.change(self.at.line_before(start), end, "")

    def put_below(self, old: Node, new: object, head: int) -> None:
        """Put a value where none stands: behind the name, or as lines below it."""
        flow, end = self.at.in_flow(head), self.at.content_end(old)
        if isinstance(new, Mapping | list) and new and not flow:
            if old.style and "#" in self.source[head:end]:  # [ # none yet
                self.change(old.start, end, self.commented(old, new))
                return
            self.change(head, end, "")
            lines = written.below(new, self.at.entry_column(head) + written.STEP)
            self.below(max(head, old.end), lines)
        else:
            said, there = written.flow(new, Style(flow=flow)), old.start < end
            self.change(old.start if there else head, end, said if there else f" {said}")

    def commented(self, old: Node, new: object) -> str:
        """Return a collection in brackets, with the comments in those of the empty one there."""
        said = written.flow(new, Style())
        inside = self.source[old.start + 1 : self.at.content_end(old) - 1]
        return f"{said[:-1]}{inside}{said[-1]}"

    def below(self, place: int, lines: Iterable[str]) -> None:
        """Add lines below the line of a place."""
        end = self.at.line_end(place)
        self.change(end, end, "".join(self.at.newline + line for line in lines))

    def add_key(self, node: Node, key: object, value: object, *, top: bool) -> None:
        if node.style:
            self.add_in_flow(node, f"{written.scalar(key, Style(flow=True))}: ", value)
            return
        column = self.at.column(node.start)
        first, *rest = written.entry(key, value, column)
        lines = [" " * column + first, *rest]
        example = self.at.example_of(node, str(key), column)
        if example is not None:
            self.below(example, lines)
        elif top:
            self.add_section(node, lines)
        else:
            self.add_lines(node, lines)

    def add_in_flow(self, node: Node, head: str, value: object) -> None:
        said = head + written.flow(value, Style(flow=True))
        if not node.entries:
            self.change(node.start + 1, node.start + 1, said)
            return
        end = self.at.content_end(node)
        end = self.at.content_end(node.entries[-1][1]) if node.entries else end
        self.change(end, end, f", {said}")

    def add_lines(self, node: Node, lines: Sequence[str]) -> None:
        """Add lines below the last entry of a block."""
        leaf = last_leaf(node)
        if self.at.keeps_blank_lines(leaf):
            newline = self.at.newline
            ended = self.source[: leaf.end].endswith(("\n", "\r"))
            said = newline.join(lines)
            self.change(leaf.end, leaf.end, said + newline if ended else newline + said)
        else:
            self.below(self.at.content_end(node), lines)

    def add_section(self, node: Node, lines: Sequence[str]) -> None:
        """Add a section at the end of the text, a blank line before it."""
        if self.at.keeps_blank_lines(last_leaf(node)):
            self.add_lines(node, lines)
            return
        mark = _END_MARK.search(self.source, self.at.content_end(node))
        end = mark.start() if mark else len(self.source)
        newline, body = self.at.newline, self.at.newline.join(lines)
        ended = self.source[:end].endswith(("\n", "\r"))
        said = newline + body + newline if ended else newline * 2 + body
        self.change(end, end, said)

    def insert(self, node: Node, index: int, new: Sequence[Any]) -> None:
        if node.style:
            self.insert_in_flow(node, index, new)
            return
        column = self.at.column(node.start)
        brackets = node.entries[max(index - 1, 0)][1].style == "{"
        blocks = [self.item(one, column, brackets=brackets) for one in new]
        lines = [line for first, *rest in blocks for line in (" " * column + first, *rest)]
        if index == len(node.entries):
            self.add_lines(node, lines)
        elif index:
            self.below(self.at.content_end(node.entries[index - 1][1]), lines)
        else:
            said = self.at.newline.join([*lines, " " * column])
            self.change(node.start, node.start, said[column:])

    def insert_in_flow(self, node: Node, index: int, new: Sequence[Any]) -> None:
        said = [written.flow(one, Style(flow=True)) for one in new]
        if index:
            end = self.at.content_end(node.entries[index - 1][1])
            self.change(end, end, "".join(f", {one}" for one in said))
        else:
            start = self.at.start_of(node, 0)
            self.change(start, start, "".join(f"{one}, " for one in said))

    def item(self, value: object, column: int, *, brackets: bool) -> Sequence[str]:
        if brackets and isinstance(value, Mapping | list):
            return [f"- {written.flow(value, Style())}"]
        return written.item(value, column)

    def remove(self, node: Node, gone: Sequence[int]) -> None:
        for n in gone:
            start, end = self.at.start_of(node, n), self.at.content_end(node.entries[n][1])
            line = self.at.line_start(start)
            if node.style:
                self.remove_in_flow(node, n, set(gone))
            elif self.source[line:start].strip(" "):
                self.remove_inline(node, n, set(gone))
            elif line:
                self.change(self.at.line_before(line), self.at.line_end(end), "")
            else:
                last = self.at.line_end(end)
                newline = self.at.newline if self.source[last:] else ""
                self.change(0, last + len(newline), "")

    def remove_inline(self, node: Node, n: int, gone: set[int]) -> None:
        """Remove the first entry behind a dash; the next one moves up to it."""
        start, end = self.at.start_of(node, n), self.at.content_end(node.entries[n][1])
        kept = min((k for k in range(n, len(node.entries)) if k not in gone), default=n)
        following = self.at.start_of(node, kept) if kept == n + 1 else end
        between = self.source[end:following]
        self.change(start, end if between.strip() else following, "")

    def remove_in_flow(self, node: Node, n: int, gone: set[int]) -> None:
        """Remove an entry in brackets with the comma after it, of the last ones the one before."""
        start, end = self.at.start_of(node, n), self.at.content_end(node.entries[n][1])
        if any(k not in gone for k in range(n + 1, len(node.entries))):
            comma = self.at.after(end, ",")
            spaces = _SPACES.match(self.source, comma)
            self.change(start, end, "")
            self.change(comma - 1, spaces.end() if spaces else comma, "")
        else:
            comma = self.at.after(self.at.content_end(node.entries[n - 1][1]), ",")
            blank = not self.source[comma:start].strip()
            self.change(comma - 1, start if blank else comma, "")
            self.change(start, end, "")


def _shares(old: Node, new: object) -> bool:
    """Tell whether something of a collection stays, so that the rest of it is left alone."""
    if old.kind == "mapping":
        return isinstance(new, Mapping) and any(key in old.value for key in new)
    return old.kind == "list" and isinstance(new, list) and bool(new) and bool(old.entries)


def _aligned(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return which entries become which, as ranges; place by place where that moves no more."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    codes = matcher.get_opcodes()
    moved = sum(max(b - a, d - c) for tag, a, b, c, d in codes if tag != "equal")
    changed = sum(old != new for old, new in zip(before, after, strict=False))
    if len(before) == len(after) and changed <= moved:
        return [(0, len(before), 0, len(after))]
    return [(a, b, c, d) for _, a, b, c, d in codes]


def _first_key(_: Steps) -> None:
    """Return no key: what a list of sections is told apart by is not known."""


def _mark(row: object, key: str | None) -> str:
    """Return what tells an entry of a list from the others: a section's name, or first value."""
    if not isinstance(row, Mapping):
        return repr(row)
    return repr(row[key] if key in row else next(iter(row.values()), None))
