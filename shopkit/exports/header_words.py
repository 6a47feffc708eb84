"""What the words of headers mean: which say the same, which may be quoted, which are private."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shopkit.exports.format import formats
from shopkit.tables import column, dictionary

LIGHT = 0.25  # weight of a word that hardly matters
SAME_WORDS, ALIKE = 0.95, 0.9  # likeness of headers with the same meanings; most of any others
PERSONS_NAME = frozenset({"会员", "标题"})  # what a buyer is called, not the account
LONGEST_HEADER = 20  # characters; a longer cell is a sentence or an address
_ASIDE = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z']+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PERSONAL = re.compile(r"[\d@#*\\]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary: word → what it means, light meanings, things, private words."""

    meanings: Mapping[str, tuple[str, ...]]
    light: frozenset[str]
    things: frozenset[str]
    private: frozenset[str]
    longest: int


@cache
def _words() -> _Words:
    path = files("shopkit") / "resources" / "header_words.toml"
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    english = (re.findall(r"[a-z]{2,}", name.lower()) for name in known_headers())
    alone = (*said["light"]["words"], *said["other"]["words"], *(w for ws in english for w in ws))
    meanings: dict[str, tuple[str, ...]] = {word: (word,) for word in alone}
    for meaning, spellings in said["same"].items():
        meanings |= dict.fromkeys((meaning, *spellings), (meaning,))
    meanings |= {word: tuple(means.split()) for word, means in said["whole"].items()}
    private = frozenset(said["private"]["words"])
    meanings |= {word: (word,) for word in private - meanings.keys()}
    light = frozenset(one for word in said["light"]["words"] for one in meanings[word])
    things = frozenset(said["things"]["words"])
    return _Words(meanings, light, things, private, max(map(len, meanings)))


def cut(header: str) -> list[str]:
    """Return the longest known words a header is made of; what is no word stands by itself.

    Example:
        >>> cut("买家实付金额"), cut("OrderNo"), cut("收货省份(必填)")
        (['买家', '实付', '金额'], ['order', 'no'], ['收货', '省份'])
    """
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", header))
    plain = _ASIDE.sub(" ", spaced) if _ASIDE.sub("", spaced).strip() else spaced
    return [word for run in _RUNS.findall(plain.lower()) for word in _cut_run(run)]


def _cut_run(run: str) -> Iterator[str]:
    known = _words()
    if run.isascii():
        parts = list(_longest_words(run)) if run not in known.meanings else [run]
        yield from parts if all(part in known.meanings for part in parts) else [run]
    else:
        yield from _longest_words(run)


def _longest_words(run: str) -> Iterator[str]:
    known = _words()
    start = 0
    while start < len(run):
        ends = range(min(len(run), start + known.longest), start, -1)
        end = next((end for end in ends if run[start:end] in known.meanings), start + 1)
        yield run[start:end]
        start = end


@cache
def meanings(header: str) -> frozenset[str]:
    """Return what a header says, whatever the language or the platform's word for it."""
    known = _words().meanings
    return frozenset(one for word in cut(header) for one in known.get(word, (word,)))


@cache
def likeness(header: str, name: str) -> float:
    """Return how alike two headers are, 0–1: equal, of the same meanings, or of some of them."""
    if header == name:
        return 1.0
    mine, theirs = meanings(header), meanings(name)
    if mine == theirs and mine:
        return SAME_WORDS
    both = _weight(mine) + _weight(theirs)
    shared = ALIKE * 2 * _weight(mine & theirs) / both if both else 0.0
    return shared / 2 if _of_others(mine, theirs) else shared


def _of_others(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two headers name things, and none of them alike: an order and an item."""
    things = _words().things
    return bool(mine & things and theirs & things and not mine & theirs & things)


def _weight(said: frozenset[str]) -> float:
    light = said & _words().light
    return len(said) - len(light) * (1 - LIGHT)


def is_private(header: str) -> bool:
    """Tell whether a header names what shopkit never reads: a name, a phone, a message.

    Example:
        >>> is_private("买家姓名"), is_private("Phone"), is_private("买家会员名")
        (True, True, False)
    """
    if header in known_headers():
        return False
    return bool(_words().private & set(cut(header))) or meanings(header) >= PERSONS_NAME


def is_sayable(cell: str) -> bool:
    """Tell whether a cell may be quoted: a known header, or made of nothing but header words.

    Example:
        >>> is_sayable("付款日期"), is_sayable("张三丰"), is_sayable("13000000001")
        (True, False, False)
    """
    if cell in known_headers():
        return True
    bare = cell.lstrip("*")  # marks a column that has to be filled in
    if not bare or len(bare) > LONGEST_HEADER or _PERSONAL.search(bare):
        return False
    words = cut(bare)
    return all(map(_is_word, words)) and any(len(word) > 1 for word in words)


def _is_word(word: str) -> bool:
    return word in _words().meanings


@cache
def known_headers() -> frozenset[str]:
    """Return every header any reader knows."""
    named = (names for known in formats().values() for names in known.headers.values())
    return frozenset(header for names in named for header in names)


@cache
def names_of(table: str, stem: str) -> frozenset[str]:
    """Return every name a column of a table goes by: in its files and in the dictionary."""
    alike = (known for known in formats().values() if known.table == table)
    headers = {header for known in alike for header in known.headers.get(stem, ())}
    entry = column(stem) if stem in dictionary() else None
    return frozenset(headers | ({stem, entry.zh, entry.en} if entry else {stem}))
