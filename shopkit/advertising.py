"""Words an advertisement may not use: superlatives and rankings, where they stand, what to write.

Beside them words of conduct that platforms punish: bought reviews, fake trades, borrowed designs.
The list stands in `resources/words.csv`. Three levels: `forbidden` is named by the Advertising Law
itself, `risky` is often punished, `check` depends on what is meant. What the
enforcement guide of 2023 exempts is left alone: sizes and limits of the goods, hints for use, order
in time, a shop's attitude. Not legal advice: a clean text may still be false.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from shopkit.i18n import Lang, text

Level = Literal["forbidden", "risky", "check"]
LEVELS: tuple[Level, ...] = ("forbidden", "risky", "check")
ABSOLUTE = "law.ad.9"
_TRADITIONAL = "國級極頂絕對價獨無銷類實優強質專業權終領導選創發絕顧華歡後"
_SIMPLIFIED = "国级极顶绝对价独无销类实优强质专业权终领导选创发绝顾华欢后"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = str.maketrans(_TRADITIONAL, _SIMPLIFIED) | _WIDE


@dataclass(frozen=True, slots=True)
class Found:
    """One word found in a text.

    Attributes:
        word: as it stands there.
        start: where it begins, in characters from 0.
        end: where it ends, exclusive.
        rule_id: the rule it runs against; `shopkit.rules.rule` tells more.
        level: how serious it is.
        kind: what sort of claim it is, which decides the remedy.
    """

    word: str
    start: int
    end: int
    rule_id: str
    level: Level
    kind: str

    @property
    def certain(self) -> bool:
        """Whether the law itself names the word; else a person has to decide."""
        return self.level == "forbidden"

    def why(self, lang: Lang) -> str:
        """Return how serious it is, in a language."""
        return text(f"advertising.level.{self.level}", lang)

    def remedy(self, lang: Lang) -> str:
        """Return what to write instead, in a language."""
        return text(f"advertising.remedy.{self.kind}", lang)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Words of one kind and level with the uses that are harmless."""

    kind: str
    level: Level
    rule_id: str
    words: re.Pattern[str]
    harmless: re.Pattern[str] | None

    def finds(self, said: str) -> Iterator[Found]:
        fine = {hit.start() for hit in self.harmless.finditer(said)} if self.harmless else set()
        for hit in self.words.finditer(said):
            if hit.start() not in fine:
                yield Found(hit[0], *hit.span(), self.rule_id, self.level, self.kind)


def absolute_words(said: str) -> tuple[Found, ...]:
    """Return the words of a text that an advertisement may not use, in their order.

    Of words that overlap the longest is told, of equally long ones the more serious. Traditional
    characters and full-width letters are read as their usual forms.

    Source: 广告法 第九条(三); 广告绝对化用语执法指南 (总局公告2023年第6号) for what is exempt.

    Example:
        >>> [(one.word, one.start, one.level) for one in absolute_words("国家级品质，第一次购买")]
        [('国家级', 0, 'forbidden')]
    """
    return _found(said, [entry for entry in _entries() if entry.rule_id == ABSOLUTE])


def punished_words(said: str) -> tuple[Found, ...]:
    """Return the words of a text that ask for bought reviews, fake trades or borrowed designs.

    Source: 网络反不正当竞争暂行规定 第九条; 反不正当竞争法 第七条、第九条.

    Example:
        >>> [(one.word, one.rule_id) for one in punished_words("好评返现2元")]
        [('好评返现', 'law.unfair-online.9')]
    """
    return _found(said, [entry for entry in _entries() if entry.rule_id != ABSOLUTE])


def _found(said: str, entries: Sequence[_Entry]) -> tuple[Found, ...]:
    plain = said.translate(_FOLD)
    hits = sorted(
        (found for entry in entries for found in entry.finds(plain)),
        key=lambda found: (found.start - found.end, LEVELS.index(found.level), found.start),
    )
    kept: list[Found] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return tuple(
        Found(said[one.start : one.end], one.start, one.end, one.rule_id, one.level, one.kind)
        for one in sorted(kept, key=lambda one: one.start)
    )


@cache
def _entries() -> tuple[_Entry, ...]:
    source = (files("shopkit") / "resources" / "words.csv").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in csv.DictReader(source.splitlines()))


def _entry(row: dict[str, str]) -> _Entry:
    return _Entry(
        kind=row["kind"],
        level=cast("Level", row["level"]),
        rule_id=row["rule"],
        words=re.compile(row["words"], re.IGNORECASE),
        harmless=re.compile(row["harmless"], re.IGNORECASE) if row["harmless"] else None,
    )
