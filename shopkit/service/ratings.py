"""Two scales of one thing: the share of good reviews and the average score out of five.

A good review counts 5 points, a bad one 1, a neutral one 3. Between share and score stands what the
other reviews are: without neutral ones each share is one score; with them it is a range.
Source: source documents 002 (98.5 % good) and 003 (4.6–4.8 points).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import pandas as pd

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, percent
from shopkit.tables import check

GOOD, NEUTRAL, BAD = 5.0, 3.0, 1.0
TINY = 1e-9  # rounding


@dataclass(frozen=True, slots=True)
class Converted:
    """A target on both scales.

    Attributes:
        good_rate: share of good reviews, 0–1.
        score: average score, 1–5, with no neutral reviews.
        score_high: average score if every other review were neutral.
    """

    good_rate: float
    score: float
    score_high: float


def score_of(good_rate: float, neutral_rate: float = 0.0) -> float:
    """Return the average score, 1–5, of a share of good reviews.

    Args:
        good_rate: share of good reviews, 0–1.
        neutral_rate: share of neutral ones, 0–1; the rest is bad.

    Raises:
        ValueError: The shares are no shares, or more than the whole.

    Example:
        >>> round(score_of(0.985), 2)
        4.94
    """
    bad = 1 - good_rate - neutral_rate
    if min(good_rate, neutral_rate) < 0 or bad < -TINY:
        raise ValueError(f"shares: good {good_rate}, neutral {neutral_rate}")
    return good_rate * GOOD + neutral_rate * NEUTRAL + bad * BAD


def good_rate_of(score: float, neutral_rate: float = 0.0) -> float:
    """Return the share of good reviews, 0–1, behind an average score.

    Args:
        score: average score, 1–5.
        neutral_rate: share of neutral reviews, 0–1.

    Raises:
        ValueError: No share gives this score with so many neutral reviews.

    Example:
        >>> round(good_rate_of(4.7), 3)
        0.925
    """
    rate = (score - BAD - neutral_rate * (NEUTRAL - BAD)) / (GOOD - BAD)
    if not -TINY <= rate <= 1 - neutral_rate + TINY:
        raise ValueError(f"score: {score}, neutral {neutral_rate}")
    return rate


def converted(good_rate: float | None = None, score: float | None = None) -> Converted:
    """Return a target given on one scale on both of them.

    Raises:
        ValueError: Not exactly one of them is given, or it lies off its scale.
    """
    if (good_rate is None) == (score is None):
        raise ValueError("give a share or a score")
    rate = good_rate_of(score or 0.0) if good_rate is None else good_rate
    return Converted(rate, score_of(rate), score_of(rate, 1 - rate))


def bad_allowed(orders_daily: float, good_rate: float, review_rate: float = 1.0) -> float:
    """Return how many reviews a day may be other than good at a target.

    Args:
        orders_daily: orders of a day.
        good_rate: share of good reviews aimed at.
        review_rate: share of orders that are reviewed; all of them where nobody knows.

    Example:
        >>> round(bad_allowed(200, 0.985), 2), round(bad_allowed(200, 0.985, 0.3), 2)
        (3.0, 0.9)
    """
    return orders_daily * review_rate * (1 - good_rate)


def good_needed(good: int, other: int, target: float) -> int | None:
    """Return how many good reviews in a row bring the share back to a target; `None` if never.

    Example:
        >>> good_needed(195, 5, 0.985), good_needed(197, 3, 0.985)
        (134, 0)
    """
    if target >= 1:
        return None if other else 0
    return max(0, ceil(other / (1 - target) - good - other - TINY))


def rating_targets(
    targets: Sequence[Converted], orders_daily: float, review_rate: float = 1.0
) -> pd.DataFrame:
    """Return targets on both scales with the bad reviews each allows.

    Args:
        targets: what `converted` returned.
        orders_daily: orders of an average day.
        review_rate: share of orders (0–1) that are reviewed.

    Returns:
        One row a target: good_rate, score (without neutral reviews), orders_daily, bad_per_day.
    """
    rows = [
        {
            "good_rate": one.good_rate,
            "score": one.score,
            "orders_daily": float(orders_daily),
            "bad_per_day": bad_allowed(orders_daily, one.good_rate, review_rate),
        }
        for one in targets
    ]
    columns = ["good_rate", "score", "orders_daily", "bad_per_day"]
    return check(pd.DataFrame(rows, columns=columns))


def rating_findings(good_rate: float, score: float, lang: Lang) -> list[Finding]:
    """Return that two targets, one a share and one a score, cannot both be normal; may be empty.

    They fit while the score lies between the one without neutral reviews and the one where every
    other review is neutral.

    Args:
        good_rate: share of good reviews aimed at.
        score: average score aimed at.
        lang: language of the texts.
    """
    one = converted(good_rate=good_rate)
    if round(one.score, 2) <= score <= round(one.score_high, 2):
        return []
    said = {
        "rate": percent(good_rate),
        "score": f"{score:g}",
        "as_score": f"{one.score:.2f}",
        "as_rate": percent(good_rate_of(score)),
    }
    apart = Finding(code="rating_scales", severity=Severity.WARNING, place="stages")
    return [with_texts(apart, "service.rating.apart", lang, said)]
