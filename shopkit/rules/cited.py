"""How a rule of the law is cited: in English by an English name of ours, with the Chinese one."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from shopkit.i18n import Lang
from shopkit.rules.model import Rule

_DIGITS = {said: n for n, said in enumerate("零一二三四五六七八九")}
_TENS = {"十": 10, "百": 100}
_ARTICLES = re.compile(r"第([零一二三四五六七八九十百]+)条(?:至第([零一二三四五六七八九十百]+)条)?")


def cited(rule: Rule, lang: Lang) -> str:
    """Return where a rule stands in the law; as its source says where no English name is known.

    Example:
        >>> from shopkit.rules import rule
        >>> cited(rule("law.promo.21"), "en")
        'Interim Provisions on Promotional Activities (规范促销行为暂行规定), article 21'
    """
    known = next((zh for zh in laws() if rule.source.startswith(zh)), None)
    if lang == "zh" or known is None:
        return rule.source
    found = _ARTICLES.findall(rule.source)
    articles = ", ".join("–".join(str(number(end)) for end in one if end) for one in found)
    many = "s" if articles and not articles.isdecimal() else ""
    return f"{laws()[known]} ({known})" + (f", article{many} {articles}" if articles else "")


@cache
def laws() -> Mapping[str, str]:
    """Return the English name of each law by its Chinese one, longer ones first."""
    said = (files("shopkit") / "resources" / "laws.csv").read_text(encoding="utf-8")
    rows = sorted(csv.DictReader(said.splitlines()), key=lambda row: -len(row["zh"]))
    return MappingProxyType({row["zh"]: row["en"] for row in rows})


def number(said: str) -> int:
    """Return a Chinese number below 1,000.

    Example:
        >>> number("二十一"), number("十"), number("一百零三")
        (21, 10, 103)
    """
    whole, last = 0, 0
    for one in said:
        if one in _TENS:
            whole, last = whole + (last or 1) * _TENS[one], 0
        else:
            last = _DIGITS[one]
    return whole + last
