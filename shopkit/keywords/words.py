"""Words inside keywords and titles, found with the keyword table itself as the dictionary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

LATIN = re.compile(r"[A-Za-z0-9.+%]+")
GAPS = re.compile(r"[\s,，、/|·_【】\[\]()（）-]+")
SHARED_BY = 3
SHORTEST = 2  # one character alone is no word: 女 stays with what stands beside it


def segment(said: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    """Return the words of a text, longest known word first, from left to right.

    What stands between known words is a word of its own; Latin letters and digits stay together.
    Forward maximum matching: its dictionary is the table of what buyers type, which knows the
    words of the trade better than a general one.

    Example:
        >>> segment("增压花洒套装 304不锈钢", {"花洒", "套装", "不锈钢"})
        ('增压', '花洒', '套装', '304', '不锈钢')
    """
    known = {word.casefold() for word in vocabulary if len(word) >= SHORTEST}
    longest = max(map(len, known), default=0)
    words: list[str] = []
    for part in GAPS.split(said):
        words.extend(_words(part, known, longest))
    return tuple(words)


def _words(part: str, known: Collection[str], longest: int) -> Iterable[str]:
    start, rest = 0, ""
    while start < len(part):
        word = _word_at(part, start, known, longest)
        if not word:
            rest += part[start]
            start += 1
            continue
        if rest:
            yield rest
        yield word
        start, rest = start + len(word), ""
    if rest:
        yield rest


def _word_at(part: str, start: int, known: Collection[str], longest: int) -> str:
    """Return the longest known word, else the run of Latin letters, that starts at a place."""
    for end in range(min(len(part), start + longest), start + SHORTEST - 1, -1):
        if part[start:end].casefold() in known:
            return part[start:end]
    found = LATIN.match(part, start)
    return found[0] if found else ""


def parts_of(keyword: str, keywords: Collection[str]) -> tuple[str, ...]:
    """Return the words a keyword is made of, found with the other keywords.

    Words are the shorter keywords in it, beginnings and ends that three keywords or more share,
    and what is left.

    Example:
        >>> parts_of("增压花洒", ["花洒", "增压花洒", "淋浴"])
        ('增压', '花洒')
        >>> parts_of("免打孔地漏", ["免打孔地漏", "免打孔浴室柜", "免打孔马桶盖"])
        ('免打孔', '地漏')
    """
    known = _vocabulary(tuple(keywords))
    return tuple(atom for part in GAPS.split(keyword) if part for atom in _atoms(part, known))


def _atoms(word: str, known: Collection[str]) -> Iterator[str]:
    """Yield the smallest words in a word: those shorter than itself, and so on."""
    parts = tuple(_words(word, known, len(word) - 1))
    if len(parts) < 2:  # noqa: PLR2004 - nothing shorter in it
        yield word
        return
    for part in parts:
        yield from _atoms(part, known)


@lru_cache(maxsize=8)
def _vocabulary(keywords: tuple[str, ...]) -> frozenset[str]:
    """Return the keywords and the ends that several of them share."""
    words = frozenset(word.casefold() for word in keywords if len(word) >= SHORTEST)
    ends = [word[-size:] for word in words for size in range(SHORTEST, len(word))]
    starts = [word[:size] for word in words for size in range(SHORTEST, len(word))]
    shared = {*_longest(starts, str.startswith), *_longest(ends, str.endswith)}
    return words | shared


def _longest(pieces: Iterable[str], holds: Callable[[str, str], bool]) -> Iterator[str]:
    """Yield what enough keywords share, of pieces of one word only the longest."""
    counts = {piece: n for piece, n in Counter(pieces).items() if n >= SHARED_BY}
    for piece, n in counts.items():
        longer = (one for one in counts if len(one) > len(piece) and holds(one, piece))
        if all(counts[one] < n for one in longer):
            yield piece


def covers(title: str, parts: Sequence[str]) -> bool:
    """Tell whether a title holds every word of a keyword; their order is free.

    Example:
        >>> covers("浴室增压手持花洒", ("增压", "花洒")), covers("浴室花洒", ("增压", "花洒"))
        (True, False)
    """
    plain = title.casefold()
    return all(word.casefold() in plain for word in parts)


def repeated(title: str, keywords: Collection[str]) -> tuple[str, ...]:
    """Return the words of two or more characters that stand twice in a title, in their order.

    Example:
        >>> repeated("轮滑鞋成人溜冰鞋轮滑鞋", {"轮滑鞋", "溜冰鞋"})
        ('轮滑鞋',)
    """
    found = segment(title, keywords)
    words = [part.casefold() for word in found for part in parts_of(word, keywords)]
    twice = (word for word in words if len(word) >= SHORTEST and words.count(word) > 1)
    return tuple(dict.fromkeys(twice))


def keyword_gap(hot: Iterable[str], title: str) -> tuple[str, ...]:
    """Return the hot keywords a title does not hold yet: hot keywords - those of the own title.

    Example:
        >>> keyword_gap(["增压花洒", "淋浴", "花洒"], "手持花洒 增压")
        ('淋浴',)
    """
    words = tuple(dict.fromkeys(hot))
    return tuple(word for word in words if not covers(title, parts_of(word, words)))


def head_word(title: str, keywords: Collection[str]) -> str:
    """Return the word that says what a product is; empty where the keywords do not tell.

    What a Chinese title is about stands at its end, or at the end of a part of it: of the runs of
    characters there, the one most keywords hold, two at least. A suggestion; a person may name it
    better.

    Example:
        >>> head_word("浣石 增压花洒 三档", ["恒温花洒", "花洒枪灰", "加厚地漏", "增压面盆"])
        '花洒'
    """
    for part in reversed([part for part in GAPS.split(title) if part]):
        ends = [part[start:] for start in range(len(part) - SHORTEST + 1)]
        held = {end: sum(end in word for word in keywords) for end in ends}
        best = max(ends, key=lambda end: held[end], default="")  # the longest of equals
        if best and held[best] > 1:
            return best
    return ""
