"""Titles from keywords: candidates within a platform's length, and what is wrong with a title."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from shopkit.advertising import absolute_words, punished_words
from shopkit.i18n import Lang, text
from shopkit.keywords.words import covers, parts_of, repeated
from shopkit.rules import careful, rules
from shopkit.tables import check

COLUMNS = ["title", "title_length", "potential_share", "keywords_covered"]
SUFFIXES = (  # what a shop's name says beyond its brand
    *("官方旗舰店", "海外旗舰店", "品牌旗舰店", "旗舰店", "专卖店", "专营店", "自营店", "企业店"),
    *("工厂店", "官方店", "店铺", "店"),
)
SHORTEST_BRAND = 2
CONSIDERED = 100
TITLE_LENGTH = ".listing.title-length"
Code = Literal["long", "repeated", "forbidden", "risky", "check", "punished", "brand"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a title must keep to.

    Attributes:
        length: the most it may measure, see `title_length`; `None` where no rule is known.
        certain: whether the rule was read at its source.
        brands: names of others that must not stand in it.
    """

    length: int | None
    certain: bool = False
    brands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a title.

    Attributes:
        code: what kind.
        word: the word it is about; for `long` the length it has.
    """

    code: Code
    word: str

    def say(self, lang: Lang, limit: int | None = None) -> str:
        """Return it in a sentence."""
        return text(f"keywords.flaw.{self.code}", lang, word=self.word, limit=limit)


def title_length(title: str) -> int:
    """Return how long a platform counts a title: a Chinese character 2, a letter or digit 1.

    Taobao says 30 Chinese characters or 60 bytes; full-width signs count 2 as well.

    Example:
        >>> title_length("增压花洒 304"), title_length("净" * 30)
        (12, 60)
    """
    return sum(1 if ord(char) < 128 else 2 for char in title)  # noqa: PLR2004


def limits(platform: str, competitors: Sequence[str] = (), day: date | None = None) -> Limits:
    """Return what titles of a platform keep to: its rule on length, and whose brands are taboo.

    Args:
        platform: the plan's.
        competitors: names of other shops and brands.
        day: the day the title is for.
    """
    brands = tuple(dict.fromkeys(filter(None, map(_brand, competitors))))
    found = [one for one in rules(platform, "listing", day) if one.id.endswith(TITLE_LENGTH)]
    if not found:
        return Limits(None, brands=brands)
    most = careful(found[-1].value)
    return Limits(None if most is None else int(most), found[-1].certain, brands)


def _brand(shop: str) -> str:
    name = shop.strip()
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            name = name.removesuffix(suffix)
            break
    return name if len(name) >= SHORTEST_BRAND else ""


def flaws(title: str, held: Limits, keywords: Collection[str] = ()) -> tuple[Flaw, ...]:
    """Return what is wrong with a title: length, repeats, forbidden words, others' brands.

    Args:
        title: as it would be listed.
        held: what it must keep to.
        keywords: the words of the keyword table, by which repeats are found.
    """
    length = title_length(title)
    found: list[Flaw] = []
    if held.length is not None and length > held.length:
        found.append(Flaw("long", str(length)))
    found.extend(Flaw("repeated", word) for word in repeated(title, keywords))
    found.extend(Flaw(one.level, one.word) for one in absolute_words(title))
    found.extend(Flaw("punished", one.word) for one in punished_words(title))
    plain = title.casefold()
    found.extend(Flaw("brand", one) for one in held.brands if one.casefold() in plain)
    return tuple(found)


def title_candidates(
    table: pd.DataFrame, begins: Sequence[str], held: Limits, count: int = 3
) -> pd.DataFrame:
    """Return titles that hold as much potential as fits, the best first.

    Keywords are added greedily, by potential and by potential for the length they add, beginning
    with each of the best keywords in turn; a word already there is not repeated; keywords with
    forbidden words or others' brands are left out; of long tables the 100 with most potential are
    used. Greedy is near the best, not surely the best.

    Args:
        table: the product's own keywords, see `relevant`.
        begins: what every title starts with, such as the own brand.
        held: what it must keep to; without a length limit nothing is built.
        count: most candidates.

    Returns:
        title, title_length, potential_share (of the table's, that its keywords hold) and
        keywords_covered. Empty where no limit is known or nothing fits.
    """
    known = table.dropna(subset=["potential"])
    words = [str(word) for word in table["keyword"]]
    pool = {
        str(word): float(worth)
        for word, worth in zip(known["keyword"], known["potential"], strict=True)
        if not flaws(str(word), Limits(None, brands=held.brands))
    }
    parts = {word: parts_of(word, words) for word in pool}
    start = " ".join(begins)
    if held.length is None or title_length(start) > held.length:
        return _scored([], parts, pool).head(0)
    best = Pool(dict(list(pool.items())[:CONSIDERED]), parts, held.length)
    firsts = ["", *list(pool)[:count]]
    ways = [(first, dense) for first in firsts for dense in (True, False)]
    made = [_filled(start, first, best, dense=dense) for first, dense in ways]
    return _scored([title for title in made if title != start], parts, pool).head(count)


@dataclass(frozen=True, slots=True)
class Pool:
    """Keywords to choose from with what each is worth, their words, and the length to fill."""

    worth: dict[str, float]
    parts: dict[str, tuple[str, ...]]
    length: int


def _filled(start: str, first: str, pool: Pool, *, dense: bool) -> str:
    """Return a title filled with keywords until nothing more fits, `first` before all others."""
    title = _fitting(start, first, pool) or start if first else start
    while True:
        now, best, gain = _held(title, pool), title, 0.0
        for longer in {_fitting(title, word, pool) for word in pool.worth} - {"", title}:
            worth = _held(longer, pool) - now
            worth /= title_length(longer) - title_length(title) if dense else 1
            if worth > 0 and (worth, longer) > (gain, best):  # texts decide between equals
                best, gain = longer, worth
        if best == title:
            return title
        title = best


def _fitting(title: str, word: str, pool: Pool) -> str:
    """Return the title with the words of a keyword it lacks; empty where they do not fit."""
    lacking = [part for part in pool.parts[word] if part.casefold() not in title.casefold()]
    longer = title + (" " if title[-1:].isascii() and title else "") + "".join(lacking)
    longer = longer.strip() if lacking else title
    return longer if title_length(longer) <= pool.length else ""


def _held(title: str, pool: Pool) -> float:
    return sum(worth for word, worth in pool.worth.items() if covers(title, pool.parts[word]))


def _scored(
    titles: Sequence[str], parts: dict[str, tuple[str, ...]], worth: dict[str, float]
) -> pd.DataFrame:
    whole = sum(worth.values())
    rows = []
    for title in dict.fromkeys(titles):
        held = [word for word in worth if covers(title, parts[word])]
        share = sum(worth[word] for word in held) / whole if whole else None
        rows.append((title, title_length(title), share, len(held)))
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"potential_share": "float64"})
    by = ["potential_share", "title_length"]
    return check(frame.sort_values(by, ascending=[False, True], ignore_index=True))
