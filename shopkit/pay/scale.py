"""A scale of what reviews and the score add to a bonus, and what it comes to when looked at."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopkit.plan.sections.pay import ReviewPay

STARS = range(1, 6)
BEST = 5
STEP = 0.1  # of the score


@dataclass(frozen=True, slots=True)
class Scale:
    """What reviews and the score add to a bonus, in CNY; what takes away is negative.

    Attributes:
        neutral_cny: a neutral review.
        bad_cny: a bad review.
        hold_cny: a score that stays.
        up_cny: each step of the score up.
        down_cny: each step down.
        step: how much of the score a step is.
        stars: stars whose amount the scale names.
    """

    neutral_cny: float
    bad_cny: float
    hold_cny: float
    up_cny: float
    down_cny: float
    step: float = STEP
    stars: tuple[int, ...] = ()

    @property
    def fines(self) -> bool:
        """Whether anything takes money away."""
        return min(self.neutral_cny, self.bad_cny, self.down_cny, self.hold_cny) < 0


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in a month: reviews and the score.

    Attributes:
        neutral: neutral reviews.
        bad: bad reviews.
        before: the score of the month before; `None` is unknown and changes nothing.
        now: the score of this month.
    """

    neutral: int = 0
    bad: int = 0
    before: float | None = None
    now: float | None = None


@cache
def printed_scale() -> Scale:
    """Return the scale of source document 003."""
    source = (files("shopkit") / "resources" / "pay_reviews.csv").read_text(encoding="utf-8")
    rows = {row["event"]: row for row in csv.DictReader(source.splitlines())}
    stars = tuple(int(row["stars"]) for row in rows.values() if row["stars"])
    each = {name: float(row["amount_cny"]) for name, row in rows.items()}
    return Scale(
        neutral_cny=each["neutral"],
        bad_cny=each["bad"],
        hold_cny=each["hold"],
        up_cny=each["up"],
        down_cny=each["down"],
        step=float(rows["up"]["step"]),
        stars=stars,
    )


def scale_of(said: ReviewPay) -> Scale:
    """Return the scale of a plan; what it does not say changes nothing."""
    return Scale(
        neutral_cny=said.neutral_cny or 0.0,
        bad_cny=said.bad_cny or 0.0,
        hold_cny=said.hold_cny or 0.0,
        up_cny=said.up_cny or 0.0,
        down_cny=said.down_cny or 0.0,
    )


def change(scale: Scale, month: Month) -> float:
    """Return what reviews and score add to the bonus, in CNY; negative takes away.

    Example:
        >>> change(printed_scale(), Month(before=4.7, now=4.8))
        100.0
    """
    reviews = month.neutral * scale.neutral_cny + month.bad * scale.bad_cny
    return reviews + score_change(scale, month)


def score_change(scale: Scale, month: Month) -> float:
    """Return what the score alone adds, in CNY, by whole and broken steps."""
    if month.before is None or month.now is None:
        return 0.0
    steps = round((month.now - month.before) / scale.step, 9)
    if steps == 0:
        return scale.hold_cny
    return round(steps * scale.up_cny if steps > 0 else -steps * scale.down_cny, 2)


def reviews_until(amount_cny: float, scale: Scale) -> int | None:
    """Return how many bad reviews take more than an amount; `None` where they take nothing.

    Example:
        >>> reviews_until(2000, printed_scale())
        7
    """
    each = -scale.bad_cny
    return floor(amount_cny / each + 1e-9) + 1 if each > 0 else None


def worst_month(scale: Scale, pay_cny: float) -> Month:
    """Return the mildest month whose fines take more than a pay; the score falling a step if none.

    Example:
        >>> worst_month(printed_scale(), 2000).bad
        7
    """
    bad = reviews_until(pay_cny, scale)
    if bad is not None:
        return Month(bad=bad)
    neutral = reviews_until(pay_cny, replace(scale, bad_cny=scale.neutral_cny))
    if neutral is not None:
        return Month(neutral=neutral)
    return Month(before=float(BEST), now=BEST - scale.step)


def daily_fines(reviews: float, good_rate: float, scale: Scale) -> tuple[float, float]:
    """Return the least and the most a day's reviews that are not good cost by the scale, in CNY.

    Example:
        >>> daily_fines(200, 0.985, printed_scale())
        (300.0, 900.0)
    """
    other = ceil(round(reviews * (1 - good_rate), 9))
    ends = sorted(-each * other for each in (scale.neutral_cny, scale.bad_cny))
    return ends[0], ends[1]


def undefined_stars(scale: Scale) -> tuple[int, ...]:
    """Return the stars a scale says nothing about; the best review costs nothing by itself.

    Example:
        >>> undefined_stars(printed_scale())
        (2, 4)
    """
    if not scale.stars:
        return ()
    return tuple(star for star in STARS if star not in (*scale.stars, BEST))


def round_trip(scale: Scale) -> float:
    """Return what one step up and one down add together, in CNY: 0 in a fair scale.

    Example:
        >>> round_trip(printed_scale())
        -100.0
    """
    return scale.up_cny + scale.down_cny


def percent_of_score(before: float, now: float) -> float:
    """Return the change of a score as a share of it.

    Example:
        >>> round(percent_of_score(4.7, 4.8), 4)
        0.0213
    """
    return now / before - 1


def bonus_implied(scale: Scale, before: float) -> tuple[float, float]:
    """Return the bonus whose percentage a step up and one down would be, in CNY.

    A rule worded as "the percentage by which the score changes" needs one and the same.

    Example:
        >>> [round(one) for one in bonus_implied(printed_scale(), 4.7)]
        [4700, 9400]
    """
    share = scale.step / before
    return scale.up_cny / share, -scale.down_cny / share
