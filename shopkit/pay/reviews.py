"""Pay for reviews: the rules as a source document prints them, and the lawful form beside them.

The printed form takes fines from the bonus and then from the base pay: labour law knows no ground
for that. It is computed as history only. The lawful form is a bonus that never falls below zero
and leaves the base untouched; what it depends on is published before the month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from shopkit.pay.money import part, to_cny, to_fen
from shopkit.pay.scale import Month, Scale, change


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a month comes to in one form.

    Attributes:
        bonus_cny: what is left of the bonus.
        from_base_cny: what is taken out of the base pay.
        pay_cny: base and bonus together.
    """

    bonus_cny: float
    from_base_cny: float
    pay_cny: float


def as_printed(base_cny: float, bonus_cny: float, scale: Scale, month: Month) -> Outcome:
    """Return a month by the printed rules: what exceeds the bonus comes out of the base pay.

    History, not to be applied: it may even end below zero.

    Example:
        >>> from shopkit.pay.scale import printed_scale
        >>> as_printed(2000, 0, printed_scale(), Month(bad=7)).pay_cny
        -100.0
    """
    left = bonus_cny + change(scale, month)
    taken = max(-left, 0.0)
    return Outcome(max(left, 0.0), taken, base_cny - taken + max(left, 0.0))


def lawful(base_cny: float, bonus_cny: float, scale: Scale, month: Month) -> Outcome:
    """Return a month in the lawful form: the bonus ends at zero, the base is paid in full.

    Example:
        >>> from shopkit.pay.scale import printed_scale
        >>> lawful(2000, 0, printed_scale(), Month(bad=7)).pay_cny
        2000.0
    """
    left = max(bonus_cny + change(scale, month), 0.0)
    return Outcome(left, 0.0, base_cny + left)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A published ground of a bonus.

    Attributes:
        name: what is measured, such as satisfaction or reply rate.
        weight: its share of the bonus, 0-1.
        attained: how much of the goal was reached; below 0 counts 0, above 1 counts 1.
    """

    name: str
    weight: float
    attained: float


def criteria_bonus(bonus_cny: float, criteria: Sequence[Criterion]) -> float:
    """Return a bonus by published criteria, in CNY: from zero up to the whole, never a fine.

    Raises:
        ValueError: The weights do not add up to 1, or one is negative.

    Example:
        >>> half = [Criterion("satisfaction", 0.6, 0.5), Criterion("reply rate", 0.4, 1.2)]
        >>> criteria_bonus(500, half)
        350.0
    """
    weights = [one.weight for one in criteria]
    if not isclose(sum(weights), 1.0, abs_tol=1e-9) or min(weights) < 0:
        raise ValueError(f"weights {weights}")
    share = sum(one.weight * min(max(one.attained, 0.0), 1.0) for one in criteria)
    return to_cny(part(to_fen(bonus_cny), min(round(share, 12), 1.0)))
