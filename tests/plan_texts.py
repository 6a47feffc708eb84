"""Hand-styled plans for tests: random comments, quotes, brackets, indentation and line ends."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

COMMENTS = ["# note", "# 说明：别改", "#", "# a: 1", "# - x", "# 'quote\" {[", "# 🛁 #"]
PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]*(?: [A-Za-z0-9\u4e00-\u9fff]+)*")
TAKEN = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
LITERAL = re.compile(
    r"[a-z\u4e00-\u9fff #:]*[a-z\u4e00-\u9fff](\n[a-z\u4e00-\u9fff #:]*[a-z\u4e00-\u9fff])*"
)
WORDS = st.one_of(
    st.sampled_from(
        ["浴室置物架", "a b", "true", "007", "3.10", "", " x ", "a: b", "x # y", "- z"]
    ),
    st.sampled_from(
        ["2026-10-01", "~", "it's", 'say "hi"', "🛁", "50%", "第一行\n第二行", "a\nb\n"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
SCALARS = st.one_of(
    WORDS,
    st.integers(-1000, 10**12),
    st.floats(0, 1e9, allow_nan=False).map(lambda x: round(x, 3)),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
KEYS = st.sampled_from(["name", "price", "日期", "a", "b c", "新疆", "x1", "swot"]) | st.integers(
    1, 12
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    ),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)

Path = tuple[Any, ...]


@dataclass
class Styled:
    """A text with the characters each single value takes up, by path."""

    text: str = ""
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)


@st.composite
def styled(draw, documents=DOCUMENTS) -> tuple[dict, Styled]:
    """Return a document and one way somebody may have written it down."""
    document = draw(documents)
    writer = _Writer(draw)
    writer.mapping(document, (), 0)
    writer.noise(0)
    out = writer.out
    if draw(st.booleans()) and not writer.open_text:
        out.text = out.text.rstrip("\n")
    if draw(st.booleans()):
        out = windows(out)
    return document, out


def windows(out: Styled) -> Styled:
    """Return a text with the line ends of Windows."""

    def moved(place: int) -> int:
        return place + out.text.count("\n", 0, place)

    spans = {path: (moved(start), moved(end)) for path, (start, end) in out.spans.items()}
    return Styled(out.text.replace("\n", "\r\n"), spans)


class _Writer:
    """Writes a document as somebody might, drawing each choice."""

    def __init__(self, draw) -> None:
        self.draw, self.out, self.open_text = draw, Styled(), False

    def maybe(self, odds: int = 4) -> bool:
        return self.draw(st.integers(0, odds)) == odds

    def put(self, said: str) -> None:
        self.out.text += said

    def noise(self, column: int) -> None:
        """Comments and blank lines between entries."""
        while self.maybe():
            line = self.draw(st.sampled_from(["", *COMMENTS]))
            self.put(" " * column * bool(line) + line + "\n")

    def end_line(self, *, text: bool = False) -> None:
        if self.maybe() and not text:
            self.put(self.draw(st.sampled_from(["  ", " "])) + self.draw(st.sampled_from(COMMENTS)))
        self.put("\n")
        self.open_text = text

    def mapping(self, document: dict, path: Path, column: int, *, behind: bool = False) -> None:
        for key, value in document.items():
            if not behind:
                self.noise(column)
                self.put(" " * column)
            behind = False
            self.put(self.key(key) + (" " if self.maybe(9) else "") + ":")
            self.value(value, (*path, key), column)

    def key(self, key: object) -> str:
        quoted = isinstance(key, str) and self.maybe(9)
        return json.dumps(key, ensure_ascii=False) if quoted else str(key)

    def items(self, rows: list, path: Path, column: int, *, behind: bool = False) -> None:
        for n, value in enumerate(rows):
            if not behind:
                self.noise(column)
                self.put(" " * column)
            behind = False
            self.put("-")
            gap = self.draw(st.integers(1, 3))
            if isinstance(value, dict) and not self.maybe():
                self.put(" " * gap)
                self.mapping(value, (*path, n), column + 1 + gap, behind=True)
            elif isinstance(value, list) and self.maybe():
                self.put(" " * gap)
                self.items(value, (*path, n), column + 1 + gap, behind=True)
            else:
                self.value(value, (*path, n), column)

    def value(self, value: object, path: Path, column: int) -> None:
        if isinstance(value, dict | list):
            self.collection(value, path, column)
        elif isinstance(value, str) and LITERAL.fullmatch(value) and self.maybe(2):
            self.literal(value, path, column)
        else:
            self.put(" " * self.draw(st.integers(1, 3)))
            self.scalar(value, path, flow=False)
            self.end_line()

    def collection(self, value: dict | list, path: Path, column: int) -> None:
        if self.maybe(3):
            self.put(" ")
            self.flow(value, path, column + 1)
            self.end_line()
            return
        self.end_line()
        deeper = column + self.draw(st.integers(1, 4))
        if isinstance(value, dict):
            self.mapping(value, path, deeper)
        else:
            same = path and not isinstance(path[-1], int) and self.maybe(1)
            self.items(value, path, column if same else deeper)

    def literal(self, value: str, path: Path, column: int) -> None:
        self.put(" ")
        start = len(self.out.text)
        indent = " " * (column + self.draw(st.integers(1, 4)))
        mark = "|2-" if indent == " " * (column + 2) and value[0] == " " else "|-"
        if value[0] == " " and mark == "|-":
            self.put(json.dumps(value, ensure_ascii=False))
            self.out.spans[path] = (start, len(self.out.text))
            self.end_line()
            return
        self.put(mark + "\n" + "\n".join(indent + line for line in value.split("\n")))
        self.out.spans[path] = (start, len(self.out.text))
        self.end_line(text=True)

    def flow(self, value: object, path: Path, column: int) -> None:
        if not isinstance(value, dict | list):
            self.scalar(value, path, flow=True)
            return
        open_, close = "{}" if isinstance(value, dict) else "[]"
        entries = list(value.items() if isinstance(value, dict) else enumerate(value))
        self.put(open_)
        for n, (key, below) in enumerate(entries):
            self.flow_gap(column)
            if isinstance(value, dict):
                self.put(self.key(key) + ": ")
            self.flow(below, (*path, key), column)
            if n + 1 < len(entries) or self.maybe(9):
                self.put(",")
            self.put(" " if n + 1 < len(entries) else "")
        self.flow_gap(column)
        self.put(close)

    def flow_gap(self, column: int) -> None:
        if self.maybe(6):
            comment = " " + self.draw(st.sampled_from(COMMENTS)) if self.maybe(2) else ""
            self.put(comment + "\n" + " " * column)

    def scalar(self, value: object, path: Path, *, flow: bool) -> None:
        start = len(self.out.text)
        self.put(self.written(value))
        self.out.spans[path] = (start, len(self.out.text))

    def written(self, value: object) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, float):
            return f"{value:.3f}" if self.maybe() else repr(value)
        if not isinstance(value, str):
            return str(value)
        ways = [double(value)]
        if PLAIN.fullmatch(value) and value.lower() not in TAKEN:
            ways.append(value)
        if re.fullmatch(r"[ -~\u4e00-\u9fff]*", value):
            ways.append("'" + value.replace("'", "''") + "'")
        return self.draw(st.sampled_from(ways))


def double(value: str) -> str:
    """Return words in double quotes, all that is not plain escaped."""
    said = json.dumps(value, ensure_ascii=False)
    return re.sub(r"[^ -~\u4e00-\u9fff]", lambda m: f"\\U{ord(m[0]):08X}", said)
