"""What labour law asks of hours and pay on a day: overtime, probation, deductions.

Every figure comes from `resources/rules/law-labour.yaml` with its rule and whether it is certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from shopkit.pay.legal import Legal, legal, number
from shopkit.pay.money import part, to_cny, to_fen
from shopkit.rules import Row, careful, rule

Overtime = Literal["workday", "rest_day", "holiday"]


def overtime_multiples(day: date) -> Mapping[Overtime, Legal]:
    """Return the multiples of the hourly wage for overtime: workday, day of rest, holiday.

    Example:
        >>> [one.low for one in overtime_multiples(date(2026, 11, 1)).values()]
        [1.5, 2.0, 3.0]
    """
    held = rule("law.labour.overtime-pay", day)
    rows = zip(get_args(Overtime), held.table, strict=True)
    return {kind: legal(held, row.values["multiple"], row) for kind, row in rows}


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
    return number("law.labour.probation-pay", day)


def deduction_share(day: date) -> float:
    """Return the largest share of a month's pay that may be held back for real damage, 0-1."""
    return number("law.labour.wage-deduction", day)


def probation_contracts(day: date) -> Mapping[int, Row]:
    """Return the contracts of the law, the shortest first, by the months of probation they allow.

    Source: rule `law.labour.probation`.

    Example:
        >>> list(probation_contracts(date(2026, 11, 1)))
        [0, 1, 2, 6]
    """
    rows = rule("law.labour.probation", day).table
    return {int(careful(row.values["months"]) or 0): row for row in rows}


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
        >>> from shopkit.pay.minimum import minimum_wage
        >>> deductible(3000, date(2026, 11, 1), minimum_wage("上海", date(2026, 11, 1)))
        260.0
    """
    pay = to_fen(pay_monthly_cny)
    most = part(pay, deduction_share(day))
    least = to_fen((minimum.careful if minimum else None) or 0.0)
    return to_cny(max(min(most, pay - least), 0))
