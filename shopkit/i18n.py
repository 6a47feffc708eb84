"""Texts by key, and numbers and dates in reading form, in Chinese and English.

A text lives in `resources/locales/<room>.toml` and is named `<room>.<key>`; each has `zh` and
`en` side by side. The language is always an argument, never a global.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal, cast, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

MINUS, DASH = "\u2212", "—"
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one picture or table, already in the reader's language.

    Attributes:
        title: the finding, one sentence with a number.
        subtitle: what is drawn, its unit and period.
        source: where the numbers come from.
        alt: what a reader who cannot see it must know.
        so: what follows from it; empty where nothing does.
        label: short words inside the picture, by role.
    """

    title: str
    subtitle: str
    source: str
    alt: str
    so: str = ""
    label: dict[str, str] = field(default_factory=dict)


@cache
def texts(room: str) -> dict[str, Any]:
    """Return every text of one room, as the tables of its locale file."""
    path = files("shopkit") / "resources" / "locales" / f"{room}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class _Filled(Formatter):
    """Fills in values; `{n:day is|days are}` says the one form after 1 and the other else."""

    def format_field(self, value: object, spec: str) -> str:
        """Return a value as a text shows it."""
        if "|" not in spec:
            return str(super().format_field(value, spec))
        one, more = spec.split("|")
        return f"{value} {one if str(value) == '1' else more}"


_FILLED = _Filled()


def text(key: str, lang: Lang, **values: object) -> str:
    """Return the text of a key in a language, with its values filled in.

    Raises:
        KeyError: The key or its language does not exist.

    Example:
        >>> text("columns.unit.CNY", "zh")
        '元'
    """
    room, *path = key.split(".")
    node = texts(room)
    for step in path:
        node = node[step]
    template = cast("str", node[lang])
    return _FILLED.vformat(template, (), values) if values else template


def under(key: str, lang: Lang) -> dict[str, str]:
    """Return the texts that stand right under a key, by their last names and in their order.

    Example:
        >>> list(under("columns.code.life_stage", "en").values())
        ['Introduction', 'Growth', 'Maturity', 'Decline']
    """
    room, *path = key.split(".")
    node = texts(room)
    for step in path:
        node = node[step]
    return {name: said[lang] for name, said in node.items()}


def worded(key: str, lang: Lang, said: tuple[str, str], *roles: str, **values: object) -> Words:
    """Return the words of a picture around its title and what follows from it.

    Args:
        key: of its texts: subtitle, source and the short words inside it.
        lang: language of the texts.
        said: the title, and what follows from it.
        roles: the short words, by name.
        values: what they say.
    """
    title, so = said
    subtitle, source = (text(f"{key}.{part}", lang, **values) for part in ("subtitle", "source"))
    labels = {role: text(f"{key}.{role}", lang, **values) for role in roles}
    return Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def tools(platform: str, lang: Lang) -> dict[str, str]:
    """Return what a platform calls its own tools, by the name texts give them.

    Example:
        >>> tools("jd", "zh")["affiliate"], tools("other", "zh")["affiliate"]
        ('京挑客', '联盟推广')
    """
    return {role: names[platform][lang] for role, names in texts("platforms").items()}


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _trimmed(value: float, digits: int) -> str:
    shown = f"{value:,.{digits}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _sign(value: float, shown: str, *, plus: bool) -> str:
    """Return the sign a shown number deserves; what rounds to nothing has none."""
    if not any(char in "123456789" for char in shown):
        return ""
    return MINUS if value < 0 else "+" if plus and value > 0 else ""


_STEPS: dict[Lang, tuple[tuple[float, float, str, int], ...]] = {
    # from this size on, divide by, name, decimals
    "zh": ((1e8, 1e8, "亿", 2), (1e4, 1e4, "万", 1)),
    "en": ((1e9, 1e9, "B", 2), (1e6, 1e6, "M", 2), (1e4, 1e3, "K", 0)),
}


def number(value: float | None, lang: Lang, *, sign: bool = False, unit: str = "") -> str:
    """Return a count or an amount in reading form; unknown is a dash, never zero.

    Example:
        >>> number(186400, "zh"), number(186400, "en"), number(4884, "zh"), number(None, "zh")
        ('18.6万', '186K', '4,884', '—')
    """
    if value is None or not _known(value):
        return DASH
    size = abs(value)
    for start, base, name, digits in _STEPS[lang]:
        if size >= start * 0.99995:
            shown = _trimmed(size / base, digits if size / base < 1000 else 0) + name  # noqa: PLR2004
            break
    else:
        shown = f"{size:,.0f}" if size >= 100 or size == int(size) else f"{size:,.1f}"  # noqa: PLR2004
    return f"{_sign(value, shown, plus=sign)}{unit}{shown}"


def money(value: float | None, lang: Lang, *, sign: bool = False) -> str:
    """Return an amount of yuan in reading form, the sign before the ¥.

    Example:
        >>> money(822423, "zh"), money(822423, "en"), money(-126800, "zh", sign=True)
        ('¥82.2万', '¥822K', '−¥12.7万')
    """
    return number(value, lang, sign=sign, unit="¥")


def price(value: float | None, *, sign: bool = False) -> str:
    """Return a price or another amount per unit, in yuan with at most one decimal.

    Example:
        >>> price(168.4), price(169.0), price(-9.5, sign=True)
        ('¥168.4', '¥169', '−¥9.5')
    """
    if value is None or not _known(value):
        return DASH
    shown = _trimmed(abs(value), 1)
    return f"{_sign(value, shown, plus=sign)}¥{shown}"


def percent(rate: float | None, digits: int = 1, *, sign: bool = False) -> str:
    """Return a rate between 0 and 1 as per cent.

    Example:
        >>> percent(0.0262, 2), percent(-0.028, sign=True)
        ('2.62%', '−2.8%')
    """
    if rate is None or not _known(rate):
        return DASH
    shown = f"{abs(rate) * 100:,.{digits}f}%"
    return f"{_sign(rate, shown, plus=sign)}{shown}"


def points(difference: float | None, lang: Lang, digits: int = 2) -> str:
    """Return a difference of two rates in percentage points.

    Example:
        >>> points(-0.0043, "zh"), points(-0.0043, "en")
        ('−0.43 个百分点', '−0.43 pp')
    """
    shown = percent(difference, digits, sign=True)
    return shown if shown == DASH else shown[:-1] + (" 个百分点" if lang == "zh" else " pp")


def day(value: date, lang: Lang) -> str:
    """Return a day in reading form: 10月14日 / 14 Oct."""
    if lang == "zh":
        return f"{value.month}月{value.day}日"
    return f"{value.day} {MONTHS_EN[value.month - 1]}"


def full_day(value: date, lang: Lang) -> str:
    """Return a day with its year: 2026年10月14日 / 14 Oct 2026."""
    return (
        f"{value.year}年{day(value, lang)}" if lang == "zh" else f"{day(value, lang)} {value.year}"
    )


def month(value: date, lang: Lang) -> str:
    """Return a month with its year: 2026年10月 / Oct 2026."""
    if lang == "zh":
        return f"{value.year}年{value.month}月"
    return f"{MONTHS_EN[value.month - 1]} {value.year}"


def month_tick(first: date, place: int, lang: Lang) -> str:
    """Return a month's name on an axis; the first place and each January say the year below it.

    Example:
        >>> month_tick(date(2026, 11, 1), 0, "en"), month_tick(date(2026, 12, 1), 1, "zh")
        ('Nov|2026', '12月')
    """
    zh = lang == "zh"
    named = f"{first.month}月" if zh else MONTHS_EN[first.month - 1]
    year = f"{first.year}年" if zh else str(first.year)
    return f"{named}|{year}" if place == 0 or first.month == 1 else named


def listed(items: list[str], lang: Lang) -> str:
    """Return several words as one list: 甲、乙 / a, b."""
    return ("、" if lang == "zh" else ", ").join(items)
