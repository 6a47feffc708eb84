"""Where things stand in the text of a plan: ends of values, lines, columns, commented examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from shopkit.plan.tree import Node

_BLANK_OR_COMMENT = re.compile(r"(?:[ \t\r\n]|(?:(?<=\s)|^)#[^\r\n]*)*")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
BLOCK_TEXT = ("|", ">")


class Places:
    """A text with its tree, asked for places in it."""

    def __init__(self, text: str, root: Node) -> None:
        """Keep the text and the tree of it."""
        self.source, self.root = text, root

    @property
    def newline(self) -> str:
        """Return how lines end in the text."""
        return "\r\n" if "\r\n" in self.source else "\n"

    @cached_property
    def _brackets(self) -> list[tuple[int, int]]:
        return list(_brackets(self.root))

    def in_flow(self, place: int) -> bool:
        """Tell whether a place is inside brackets, where commas mean something."""
        return any(start < place < end for start, end in self._brackets)

    def content_end(self, node: Node) -> int:
        """Return where a value really ends, without the blank lines and comments after it."""
        if node.kind != "scalar":
            return node.end if node.style or not node.entries else self.content_end(last_of(node))
        if node.style in BLOCK_TEXT:
            return len(self.source[: node.end].rstrip(" \t\r\n"))
        return node.end

    def start_of(self, node: Node, n: int) -> int:
        """Return where an entry starts: its key, its dash, or itself."""
        key, value = node.entries[n]
        if key is not None:
            return key.start
        return value.start if node.style else self.dash(node, n)

    def head_end(self, node: Node, n: int) -> int:
        """Return the place behind the colon, the dash or the bracket before a value; -1 if none."""
        key, value = node.entries[n]
        if key is not None:
            return self.after(key.end, ":")
        return value.start if node.style else self.dash(node, n) + 1

    def dash(self, node: Node, n: int) -> int:
        """Return where the dash of an entry of a list stands."""
        return self.token(self.content_end(node.entries[n - 1][1])) if n else node.start

    def after(self, start: int, sign: str) -> int:
        """Return the place behind the next sign, comments passed over; -1 if it is another."""
        place = self.token(start)
        return place + 1 if self.source.startswith(sign, place) else -1

    def token(self, start: int) -> int:
        """Return where the next thing stands that is neither blank nor comment."""
        found = _BLANK_OR_COMMENT.match(self.source, start)
        return found.end() if found else start

    def line_start(self, place: int) -> int:
        """Return where the line of a place begins."""
        return max(self.source.rfind(sign, 0, place) for sign in "\r\n") + 1

    def line_end(self, place: int) -> int:
        """Return where the line of a place ends, before its newline."""
        found = _REST_OF_LINE.match(self.source, place)
        return found.end() if found else place

    def line_before(self, start: int) -> int:
        """Return where the line above one that begins at a place ends, before its newline."""
        return start - (2 if self.source[start - 2 : start] == "\r\n" else 1)

    def column(self, place: int) -> int:
        """Return how far a place is from the start of its line."""
        return place - self.line_start(place)

    def entry_column(self, place: int) -> int:
        """Return how far the entry whose colon or dash ends at a place is indented."""
        line = self.source[self.line_start(place) : place]
        return len(line) - len(line.lstrip(" -"))

    def text_column(self, node: Node) -> int:
        """Return the indentation of the lines of a text of several lines."""
        lines = self.source[node.start : node.end].splitlines()[1:]
        return min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)

    def head_comment(self, node: Node) -> str:
        """Return the comment behind the `|` of a text of several lines, with the blanks before."""
        head = self.source[node.start : self.line_end(node.start)]
        found = re.search(r"\s+#.*", head) if node.style in BLOCK_TEXT else None
        return found[0] if found else ""

    def keeps_blank_lines(self, node: Node) -> bool:
        """Tell whether the blank lines after a value belong to it: `|+`."""
        head = self.source[node.start : self.line_end(node.start)]
        return node.style in BLOCK_TEXT and "+" in head.partition("#")[0]

    def example_of(self, node: Node, key: str, column: int) -> int | None:
        """Return the end of a commented-out example of a key between the entries of a block."""
        head = re.compile(rf"^ {{{column}}}# ?{re.escape(key)}:(?=\s|$)[^\r\n]*", re.MULTILINE)
        more = re.compile(rf"\r?\n {{{column}}}#(?:  |\t)[^\r\n]*")
        places = [self.content_end(value) for _, value in node.entries]
        starts = [key.start for key, _ in node.entries[1:] if key]
        for start, end in zip(places, [*starts, self.token(places[-1])], strict=True):
            found = head.search(self.source, self.line_end(start), end)
            if found:
                place = found.end()
                while following := more.match(self.source, place, end):
                    place = following.end()
                return place
        return None


def last_of(node: Node) -> Node:
    """Return the last value of a collection."""
    return node.entries[-1][1]


def last_leaf(node: Node) -> Node:
    """Return the last single value, or collection in brackets, of a block."""
    while node.entries and not node.style:
        node = last_of(node)
    return node


def _brackets(node: Node) -> Iterator[tuple[int, int]]:
    if node.kind != "scalar" and node.style:
        yield node.start, node.end
    else:
        for _, value in node.entries:
            yield from _brackets(value)
