"""A figure of the law: its ends, its rule, whether it may be used without asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shopkit.i18n import LANGS, Lang, percent, price, text
from shopkit.rules import Range, Row, Rule, Value, careful, rule


@dataclass(frozen=True, slots=True)
class Legal:
    """A figure of the law on a day.

    Attributes:
        low: the least it can be: CNY, a share 0-1 or a multiple; `None` is unknown, never zero.
        high: the most it can be.
        rule_id: the rule it comes from; empty where the plan states it.
        certain: whether it may be used without asking.
        zh: what it is, in Chinese.
        en: the same in English.
    """

    low: float | None
    high: float | None
    rule_id: str
    certain: bool
    zh: str
    en: str

    @property
    def careful(self) -> float | None:
        """The value a careful plan counts with: the most."""
        return self.high

    def name(self, lang: Lang) -> str:
        """Return what it is, in a language."""
        return self.zh if lang == "zh" else self.en

    def confirm(self, lang: Lang) -> str:
        """Return the words for what was not read at its source; empty where it was."""
        return "" if self.certain else text("rules.confirm", lang)

    def said(self, lang: Lang, *, rate: bool = False) -> str:
        """Return it in reading form, in CNY or as a rate, with "confirm before use" if need be.

        Example:
            >>> Legal(2520, 2700, "a.b", False, "最低工资", "minimum wage").said("zh")
            '¥2,520–¥2,700（使用前请核实）'
        """
        ends = (percent(end) if rate else price(end) for end in (self.low, self.high))
        words = self.confirm(lang)
        note = (f"（{words}）" if lang == "zh" else f" ({words})") if words else ""
        return "–".join(dict.fromkeys(ends)) + note


def stated(value: float, zh: str, en: str) -> Legal:
    """Return a figure the plan states itself."""
    return Legal(value, value, "", certain=True, zh=zh, en=en)


def uncertain(figures: Iterable[Legal | None]) -> tuple[Legal, ...]:
    """Return the figures that are to be confirmed before use, each once."""
    found = (one for one in figures if one is not None and not one.certain)
    return tuple(dict.fromkeys(found))


def legal(held: Rule, value: Value, row: Row | None = None) -> Legal:
    """Return a value of a rule, or of one of its rows."""
    ends = value if isinstance(value, Range) else Range(careful(value), careful(value))
    zh, en = (
        " · ".join(filter(None, (held.name(lang), row.name(lang) if row else ""))) for lang in LANGS
    )
    certain = row.certain if row else held.certain
    return Legal(ends.low, ends.high, held.id, certain=certain, zh=zh, en=en)


def number(rule_id: str, day: date) -> float:
    """Return the one value of a rule on a day.

    Raises:
        LookupError: There is no such rule, or its value is unknown.
    """
    found = careful(rule(rule_id, day).value)
    if found is None:
        raise LookupError(rule_id)
    return found
