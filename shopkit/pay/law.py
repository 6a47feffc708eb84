"""What labour law asks of pay on a day: minimum wage, overtime, probation, deductions, insurance.

Every figure comes from `resources/rules/law-labour.yaml` with its rule and whether it is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from shopkit.i18n import LANGS, Lang, percent, price, text
from shopkit.pay.money import part, to_cny, to_fen
from shopkit.rules import Range, Row, Rule, Value, careful, editions, rule

Overtime = Literal["workday", "rest_day", "holiday"]
MINIMUM = "law.labour.minimum-wage"
BRACKETS = re.compile(r"[()（）]")


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
            >>> minimum_wage("深圳", date(2026, 12, 1)).said("zh")
            '¥2,520–¥2,700（使用前请核实）'
        """
        ends = (percent(end) if rate else price(end) for end in (self.low, self.high))
        words = self.confirm(lang)
        note = (f"（{words}）" if lang == "zh" else f" ({words})") if words else ""
        return "–".join(dict.fromkeys(ends)) + note


def stated(value: float, zh: str, en: str) -> Legal:
    """Return a figure the plan states itself."""
    return Legal(value, value, "", certain=True, zh=zh, en=en)


def places(lang: Lang) -> tuple[str, ...]:
    """Return the places whose minimum wage is known, in a language."""
    return tuple(dict.fromkeys(row.name(lang) for row in rule(MINIMUM).table))


def minimum_wage(place: str, day: date) -> Legal:
    """Return the minimum wage of a place on a day, in CNY a month; unknown before its first row.

    An amount announced by then whose first day nobody saw is the upper end, to be confirmed.

    Args:
        place: name in Chinese or English, or the town in the brackets of it.
        day: the day of work.

    Raises:
        LookupError: No minimum wage of the place is known.

    Example:
        >>> minimum_wage("上海", date(2026, 1, 1)).low, minimum_wage("上海", date(2014, 1, 1)).low
        (2740.0, None)
    """
    held = rule(MINIMUM)
    rows = [row for row in held.table if place.strip().casefold() in _names(row)]
    if not rows:
        raise LookupError(place)
    first = rows[0]
    zh, en = (text("pay.legal.minimum", lang, place=first.name(lang)) for lang in LANGS)
    since = [(start, row) for row in rows if (start := _day(row, "from")) and start <= day]
    if not since:
        return Legal(None, None, MINIMUM, certain=False, zh=zh, en=en)
    now = max(since, key=lambda pair: pair[0])[1]
    low = careful(now.values["cny"])
    later = [careful(row.values["cny"]) for row in rows if _announced(row, day)]
    high = max((one for one in (low, *later) if one is not None), default=None)
    return Legal(low, high, MINIMUM, certain=now.certain and high == low, zh=zh, en=en)


def _names(row: Row) -> set[str]:
    said = [str(row.values[f"place_{lang}"]) for lang in LANGS]
    parts = [piece for name in said for piece in BRACKETS.split(name)]
    return {name.strip().casefold() for name in (*said, *parts) if name.strip()}


def _day(row: Row, name: str) -> date | None:
    value = row.values.get(name)
    return value if isinstance(value, date) else None


def _announced(row: Row, day: date) -> bool:
    known = _day(row, "announced")
    return known is not None and known <= day and _day(row, "from") is None


def overtime_multiples(day: date) -> Mapping[Overtime, Legal]:
    """Return the multiples of the hourly wage for overtime: workday, day of rest, holiday.

    Example:
        >>> [one.low for one in overtime_multiples(date(2026, 11, 1)).values()]
        [1.5, 2.0, 3.0]
    """
    held = rule("law.labour.overtime-pay", day)
    rows = zip(get_args(Overtime), held.table, strict=True)
    return {kind: _of(held, row.values["multiple"], row) for kind, row in rows}


def hourly_wage(pay_monthly_cny: float, day: date) -> float:
    """Return the hourly wage of a monthly pay, in CNY: month ÷ 21.75 days ÷ 8 hours.

    Source: 劳社部发〔2008〕3号.

    Example:
        >>> hourly_wage(3480, date(2026, 11, 1))
        20.0
    """
    return pay_monthly_cny / _hours_paid(day)


def _hours_paid(day: date) -> float:
    days = careful(rule("law.labour.pay-days", day).value)
    hours = careful(rule("law.labour.hours", day).table[0].values["hours"])
    if not days or not hours:
        raise LookupError("law.labour.hours")
    return days * hours


def overtime_pay(pay_monthly_cny: float, hours: Mapping[Overtime, float], day: date) -> float:
    """Return what hours of overtime of one person cost, in CNY, each kind in whole fen.

    Example:
        >>> overtime_pay(3480, {"workday": 10, "rest_day": 8, "holiday": 2}, date(2026, 11, 1))
        740.0
    """
    multiples = overtime_multiples(day)
    hourly = to_fen(pay_monthly_cny) / _hours_paid(day)
    return to_cny(sum(round(hourly * (multiples[kind].low or 0) * n) for kind, n in hours.items()))


def probation_share(day: date) -> float:
    """Return the least share of the agreed pay during probation, 0-1."""
    return _number("law.labour.probation-pay", day)


def deduction_share(day: date) -> float:
    """Return the largest share of a month's pay that may be held back for real damage, 0-1."""
    return _number("law.labour.wage-deduction", day)


def probation_floor(pay_monthly_cny: float, day: date, minimum: Legal | None = None) -> float:
    """Return the least pay during probation, in CNY: 80 % of the agreed, never below the minimum.

    Example:
        >>> probation_floor(4000, date(2026, 11, 1))
        3200.0
    """
    least = part(to_fen(pay_monthly_cny), probation_share(day))
    return max(to_cny(least), (minimum.careful if minimum else None) or 0.0)


def deductible(pay_monthly_cny: float, day: date, minimum: Legal | None = None) -> float:
    """Return the most that may be held back of a month's pay for real damage, in CNY.

    20 % of the month's pay, and never so much that less than the minimum wage is left. A review or
    a score is no damage: for it nothing may be held back at all.

    Example:
        >>> deductible(3000, date(2026, 11, 1), minimum_wage("上海", date(2026, 11, 1)))
        260.0
    """
    pay = to_fen(pay_monthly_cny)
    most = part(pay, deduction_share(day))
    least = to_fen((minimum.careful if minimum else None) or 0.0)
    return to_cny(max(min(most, pay - least), 0))


def insurance_rate(day: date) -> Legal:
    """Return the employer's social insurance together, as a share of the contribution base."""
    held = _latest("law.social.rates", day)
    together = held.table[-1]
    found = _of(held, together.values["rate"], together)
    return replace(found, certain=found.certain and held.holds(day))


def housing_rate(day: date) -> Legal:
    """Return the employer's housing fund as a share; of the last edition read, to be confirmed."""
    held = _latest("law.social.housing-fund", day)
    found = _of(held, held.value, None)
    return replace(found, certain=found.certain and held.holds(day))


def base_limits(average_cny: float | None, day: date) -> tuple[float | None, float | None]:
    """Return the least and the most base of contributions, in CNY: 60 % and 300 % of the average.

    Args:
        average_cny: average wage of the region, a month; `None` is unknown, and so are the limits.
        day: the day of work.

    Example:
        >>> base_limits(10_000, date(2026, 11, 1))
        (6000.0, 30000.0)
    """
    low, high = (careful(row.values["multiple"]) for row in _base(day).table)
    if average_cny is None or low is None or high is None:
        return None, None
    return average_cny * low, average_cny * high


def average_of(least_base_cny: float, day: date) -> float | None:
    """Return the regional average wage a least base of contributions is 60 % of, in CNY a month.

    Example:
        >>> average_of(6000, date(2026, 11, 1))
        10000.0
    """
    low = careful(_base(day).table[0].values["multiple"])
    return least_base_cny / low if low else None


def base_rule(day: date) -> Legal:
    """Return the limits of the contribution base as multiples of the regional average."""
    held = _base(day)
    low, high = (careful(row.values["multiple"]) for row in held.table)
    return Legal(low, high, held.id, certain=held.certain, zh=held.zh, en=held.en)


def _base(day: date) -> Rule:
    return rule("law.social.base", day)


def _latest(rule_id: str, day: date) -> Rule:
    """Return a rule of a day; where its edition has ended and none is known after it, the last."""
    known = [one for one in editions(rule_id) if one.holds(day)]
    return (known or editions(rule_id))[-1]


def _of(held: Rule, value: Value, row: Row | None) -> Legal:
    ends = value if isinstance(value, Range) else Range(careful(value), careful(value))
    zh, en = (
        " · ".join(filter(None, (held.name(lang), row.name(lang) if row else ""))) for lang in LANGS
    )
    certain = row.certain if row else held.certain
    return Legal(ends.low, ends.high, held.id, certain=certain, zh=zh, en=en)


def _number(rule_id: str, day: date) -> float:
    found = careful(rule(rule_id, day).value)
    if found is None:
        raise LookupError(rule_id)
    return found


def uncertain(figures: Iterable[Legal | None]) -> tuple[Legal, ...]:
    """Return the figures that are to be confirmed before use, each once."""
    found = (one for one in figures if one is not None and not one.certain)
    return tuple(dict.fromkeys(found))
