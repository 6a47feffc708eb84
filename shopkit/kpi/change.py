"""The change of the amount paid between two periods, split exactly into its three factors."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shopkit.kpi.figures import Headline

FACTORS = ("visitors", "conversion_rate", "per_buyer")


@dataclass(frozen=True, slots=True)
class Change:
    """Where a change of the amount paid came from, in fen; the parts add up to the change.

    Attributes:
        before_fen: paid in the span compared with.
        now_fen: paid in the period.
        parts_fen: what each factor added or took; empty where it cannot be told.
        unexplained_fen: the rest; the whole change where a factor is zero or unknown.
    """

    before_fen: int
    now_fen: int
    parts_fen: dict[str, int]
    unexplained_fen: int = 0

    @property
    def total_fen(self) -> int:
        """The whole change."""
        return self.now_fen - self.before_fen


def split_change(before: Headline, now: Headline) -> Change | None:
    """Return the change of 支付金额 split into visitors × conversion × spend per buyer.

    The logarithmic mean Divisia index gives each factor L(now, before) · ln(ratio of the factor),
    which leaves no residue; fen are shared by largest remainder. `None` if either amount is
    unknown. Where a factor is zero or unknown, or the three come from different sources, the
    whole change is unexplained. `before` is what is fairly compared with `now`.

    Source: Ang, B. W. (2005), "The LMDI approach to decomposition analysis: a practical guide",
    Energy Policy 33(7), 867–871.
    """
    paid = before.value("paid"), now.value("paid")
    if paid[0] is None or paid[1] is None:
        return None
    amounts = round(paid[0] * 100), round(paid[1] * 100)
    ratios = [_ratio(before, now, name) for name in FACTORS]
    if not _one_source(now) or not all(ratios) or not _complete(ratios, amounts):
        return Change(*amounts, {}, amounts[1] - amounts[0])
    weight = log_mean(*amounts)
    exact = [weight * math.log(ratio) for ratio in ratios if ratio]
    shares = whole_parts(exact, amounts[1] - amounts[0])
    return Change(*amounts, dict(zip(FACTORS, shares, strict=True)))


def _ratio(before: Headline, now: Headline, name: str) -> float | None:
    old, new = before.value(name), now.value(name)
    return new / old if old and new else None


def _complete(ratios: list[float | None], amounts: tuple[int, int]) -> bool:
    """Tell whether the factors give the whole change, as they do for figures of one source."""
    product = math.prod(ratio or 0 for ratio in ratios)
    return math.isclose(product * amounts[0], amounts[1], rel_tol=1e-9, abs_tol=1)


def _one_source(figures: Headline) -> bool:
    return len({figures[name].source for name in ("paid", "visitors", "paid_buyers")}) == 1


def log_mean(a: float, b: float) -> float:
    """Return the logarithmic mean of two positive amounts, in their unit.

    Example:
        >>> round(log_mean(100, 200), 4), log_mean(5, 5)
        (144.2695, 5)
    """
    return a if a == b else (b - a) / math.log(b / a)


def whole_parts(exact: list[float], total: int) -> list[int]:
    """Return whole numbers near the exact parts that add up to the total: largest remainder.

    Example:
        >>> whole_parts([1.4, 1.4, 1.2], 4)
        [2, 1, 1]
    """
    floors = [math.floor(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda i: floors[i] - exact[i])
    spare = total - sum(floors)
    return [floor + (i in order[:spare]) for i, floor in enumerate(floors)]
