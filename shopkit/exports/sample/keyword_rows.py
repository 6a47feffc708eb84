"""The keyword table of a sample shop, with a few words sought by many and offered by few."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.offers import offer_days
from shopkit.exports.sample.order_rows import Cell
from shopkit.exports.sample.plan_spec import Keywords

HEADER = ("日期", "关键词", "搜索指数", "点击率", "转化率", "在线商品数")
_STREAM = 23
_DATES = 2
_SOUGHT = 52_000  # of a bare root, before spread
_NARROWS = 0.14  # what a trait leaves of that
_PER_SEARCH = 9.0  # items on offer for each point of the search index
_RARE = 0.06  # what of these a gem meets


def keyword_words(keywords: Keywords) -> list[str]:
    """Return the words of the table: roots, then a trait before each root, then planted ones."""
    plain = [*keywords.roots, *(t + r for r in keywords.roots for t in keywords.traits)]
    return list(dict.fromkeys([*plain, *keywords.gems, *keywords.absolute]))


def keyword_rows(keywords: Keywords, window: Window) -> Iterator[list[Cell]]:
    """Yield the table: a row a word and day."""
    words = keyword_words(keywords)
    rng = np.random.default_rng([window.seed, _STREAM])
    roots = np.array([word in keywords.roots for word in words])
    gems = np.array([word in keywords.gems for word in words])
    sought = _SOUGHT * np.where(roots, 1.0, _NARROWS) * np.exp(rng.normal(0, 0.5, len(words)))
    offered = sought * _PER_SEARCH * np.exp(rng.normal(0, 0.35, len(words)))
    offered *= np.where(gems, _RARE, 1.0)
    click = rng.uniform(0.03, 0.06, len(words)) * np.where(roots, 1.0, 1.5)
    convert = rng.uniform(0.008, 0.02, len(words)) * np.where(roots, 1.0, 1.8)
    yield list(HEADER)
    days = offer_days(window)[-_DATES:]
    for at, day in enumerate(days):
        wobble = np.exp(rng.normal(0, 0.06, len(words))) * 0.95 ** (len(days) - 1 - at)
        for n, word in enumerate(words):
            yield [
                str(day),
                word,
                round(float(sought[n] * wobble[n])),
                round(float(click[n]), 4),
                round(float(convert[n]), 4),
                round(float(offered[n])),
            ]
