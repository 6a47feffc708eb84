"""The employer's rates of social insurance and housing fund, and the limits of their base."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shopkit.pay.legal import Legal, legal
from shopkit.rules import Rule, careful, editions, rule


def insurance_rate(day: date) -> Legal:
    """Return the employer's social insurance together, as a share of the contribution base."""
    held = _latest("law.social.rates", day)
    together = held.table[-1]
    found = legal(held, together.values["rate"], together)
    return replace(found, certain=found.certain and held.holds(day))


def housing_rate(day: date) -> Legal:
    """Return the employer's housing fund as a share; of the last edition read, to be confirmed."""
    held = _latest("law.social.housing-fund", day)
    found = legal(held, held.value)
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
