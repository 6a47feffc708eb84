"""By how much a figure should change: 0.3 percentage points, 10 %, or an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from shopkit.i18n import Lang, text
from shopkit.tables import dictionary

Kind = Literal["points", "share", "amount"]
_SAID = re.compile(
    r"(?P<way>\+|-|−|up|down|提高|增加|上升|降低|减少|下降)?\s*¥?\s*(?P<size>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<unit>pp|个?百分点|%|％|万|元|cny|[人笔件次])?",
    re.IGNORECASE,
)
_DOWN = ("-", "−", "down", "降低", "减少", "下降")
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Expected:
    """A change, with its sign.

    Attributes:
        size: 0.003 for 0.3 points, 0.1 for 10 %, else in the figure's own unit.
        kind: points of a rate, a share of what it was, or an amount.
    """

    size: float
    kind: Kind


def expected_of(said: str, figure: str) -> Expected | None:
    """Return the change somebody wrote; `None` where it is no change of this figure.

    Example:
        >>> expected_of("+0.3pp", "conversion_rate")
        Expected(size=0.003, kind='points')
        >>> expected_of("降低 5%", "visitors"), expected_of("+0.3pp", "visitors")
        (Expected(size=-0.05, kind='share'), None)
    """
    match = _SAID.fullmatch(said.strip())
    if not match or not figure:
        return None
    unit = (match["unit"] or "").lower()
    kind: Kind = "points" if unit in ("pp", "百分点", "个百分点") else "amount"
    kind = "share" if unit in ("%", "％") else kind
    rate = dictionary()[figure].dtype in ("ratio", "margin")
    if (kind == "points" and not rate) or (kind == "amount" and rate):
        return None
    size = Decimal(match["size"].replace(",", "")) * (10_000 if unit == "万" else 1)
    size = size if kind == "amount" else size / 100
    if not 0 < size < LARGEST:
        return None
    return Expected(float(-size if (match["way"] or "").lower() in _DOWN else size), kind)


def expected_said(expected: Expected, lang: Lang) -> str:
    """Return a change in words that a spreadsheet takes for text and `expected_of` reads.

    Example:
        >>> expected_said(Expected(0.003, "points"), "zh")
        '提高 0.3 个百分点'
    """
    size = Decimal(repr(abs(expected.size)))
    size = size if expected.kind == "amount" else size * 100
    shown = f"{size:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    way = "down" if expected.size < 0 else "up"
    unit = "" if expected.kind == "amount" else text(f"actions.unit.{expected.kind}", lang)
    return text(f"actions.way.{way}", lang, size=shown, unit=unit)
