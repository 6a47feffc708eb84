"""Text that fits: its estimated width, lines of it, and a shorter form of it."""

from __future__ import annotations

import re

_NARROW = " .,:;'|il()·"
_NO_START = "，。、；：！？）」』”’％%,.;:!?)"
# a number keeps the sign or word that counts it: ¥12.7万, 10月, 4款
_TOKEN = re.compile(
    r"[A-Za-z0-9¥$%.,:;+\-−–×/&'’()]+(?:(?<=\d)[万亿年月日时点个款件笔人天元])?|\s+|.", re.DOTALL
)
_WIDE_FROM = 0x2E7F  # from here on Unicode holds the square scripts
ELLIPSIS = "…"


def _em(char: str) -> float:
    if ord(char) > _WIDE_FROM:
        return 1.0
    return 0.34 if char in _NARROW else 0.57


def text_width(text: str, size: float) -> float:
    """Return the estimated width of a text in px; a Chinese character is one em wide.

    Example:
        >>> text_width("支付金额", 12)
        48.0
    """
    return size * sum(map(_em, text))


def wrap(text: str, size: float, width: float) -> list[str]:
    """Return lines that fit a width in px, broken at spaces or between Chinese characters.

    Example:
        >>> wrap("转化率下滑吃掉 ¥12.7万，客单价没能补上", 16, 200)
        ['转化率下滑吃掉 ¥12.7万，', '客单价没能补上']
    """
    lines: list[str] = []
    line = ""
    for token in _TOKEN.findall(text):
        if not line or token[0] in _NO_START or text_width(line + token, size) <= width:
            line += token
        else:
            lines.append(line.strip())
            line = token.lstrip()
    return [*lines, line.strip()] if line.strip() else lines


def cut(text: str, size: float, width: float) -> str:
    """Return the text, or as much of it as fits a width in px, closed by an ellipsis.

    Example:
        >>> cut("关键词推广智能计划", 12, 66)
        '关键词推…'
    """
    if text_width(text, size) <= width:
        return text
    room = width - text_width(ELLIPSIS, size)
    while text and text_width(text, size) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrap_cut(text: str, size: float, width: float) -> list[str]:
    """Return one or two lines that fit a width in px; the second may end in an ellipsis.

    Example:
        >>> wrap_cut("Content: short video and live rooms", 12, 130)
        ['Content: short video', 'and live rooms']
    """
    lines = wrap(text, size, width)
    first = lines[0] if lines else ""
    rest = text.strip().removeprefix(first).strip()
    return [cut(line, size, width) for line in (first, rest) if line or line is first]
