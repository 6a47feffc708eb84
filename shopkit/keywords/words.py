"""Words inside keywords and titles, found with the keyword table itself as the dictionary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

LATIN = re.compile(r"[A-Za-z0-9.+%]+")
GAPS = re.compile(r"[\s,，、/|·_【】\[\]()（）-]+")
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
    """Return the words a keyword is made of: the shorter keywords in it and what is left.

    Example:
        >>> parts_of("增压花洒", ["花洒", "增压花洒", "淋浴"])
        ('增压', '花洒')
    """
    return segment(keyword, {word for word in keywords if word != keyword})


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
