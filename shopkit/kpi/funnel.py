"""The way from visit to payment: people at each step, and what of it moved beyond chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from shopkit.kpi.figures import Headline

STAGES = ("visitors", "cart_buyers", "ordering_buyers", "paid_buyers")
CLEAR_Z = 3.0  # beyond three standard errors, and
CLEAR_CHANGE = 0.03  # by at least 3 % of the rate: smaller changes are not worth acting on
Way = Literal["alone", "weak", "better", "spread", "steady"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel.

    Attributes:
        stage: stem of the people who reach it.
        people: how many, now.
        rate: share of the step before, now; `None` for the first.
        before: the same share in the span compared with.
        clear: the share fell or rose by more than chance and by enough to matter.
    """

    stage: str
    people: float
    rate: float | None
    before: float | None
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of the way to payment moved by more than chance; every text about it asks this one.

    Attributes:
        whole: visitors to buyers as one step: the conversion rate.
        fell: the step whose share clearly fell most, if any did.
        rose: the step whose share clearly rose most, if any did.
        moved: how many steps clearly fell or rose.
        compared: any share is known before and now.
    """

    whole: Step
    fell: Step | None
    rose: Step | None
    moved: int
    compared: bool

    @property
    def way(self) -> Way:
        """Which of them to tell: a fall, else a rise, else conversion that moved as a whole."""
        if not self.compared:
            return "alone"
        if self.fell:
            return "weak"
        if self.rose:
            return "better"
        return "spread" if self.whole.clear else "steady"

    def by_chance(self, factor: str) -> bool:
        """Tell whether a factor of the amount paid is a rate that chance moves as far."""
        return factor == "conversion_rate" and self.compared and not self.whole.clear


def verdict(now: Headline, before: Headline | None) -> Verdict:
    """Return what of the way to payment moved by more than chance, each step and all of it."""
    steps = funnel(now, before)
    ends = ["visitors", "paid_buyers"]
    one_source = now[ends[0]].source == now[ends[1]].source != "none"
    whole = _step(ends, 1, now, before) if one_source else Step(ends[1], 0, None, None)
    return Verdict(
        whole=whole,
        fell=weakest(steps),
        rose=_strongest(steps),
        moved=sum(step.clear for step in steps),
        compared=any(step.before is not None for step in steps),
    )


def funnel(now: Headline, before: Headline | None) -> list[Step]:
    """Return the steps whose people are known, each with its share of the step before."""
    source = now[STAGES[0]].source  # people of two sources are no shares of each other
    known = [s for s in STAGES if now.value(s) is not None and now[s].source == source]
    return [_step(known, number, now, before) for number in range(len(known))]


def _step(known: list[str], number: int, now: Headline, before: Headline | None) -> Step:
    stage = known[number]
    people = now.value(stage) or 0
    if number == 0:
        return Step(stage, people, None, None)
    previous = known[number - 1]
    trials = now.value(previous)
    rate = people / trials if trials else None
    old_trials = before.value(previous) if before else None
    old_people = before.value(stage) if before else None
    if rate is None or not trials or not old_trials or old_people is None:
        return Step(stage, people, rate, None)
    old = old_people / old_trials
    return Step(stage, people, rate, old, is_clear(rate, trials, old, old_trials))


def is_clear(rate: float, trials: float, old: float, old_trials: float) -> bool:
    """Tell whether two rates differ by more than chance, and by enough to act on."""
    far = abs(z_score(rate, trials, old, old_trials)) > CLEAR_Z
    return far and abs(rate - old) >= CLEAR_CHANGE * old


def z_score(rate: float, trials: float, old: float, old_trials: float) -> float:
    """Return by how many standard errors two proportions differ (pooled two-proportion z).

    Source: Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", 3rd ed.,
    chapter 3.

    Example:
        >>> round(z_score(0.30, 100, 0.20, 100), 3)
        1.633
    """
    pooled = (rate * trials + old * old_trials) / (trials + old_trials)
    error = (
        math.sqrt(pooled * (1 - pooled) * (1 / trials + 1 / old_trials)) if 0 < pooled < 1 else 0
    )
    return (rate - old) / error if error else 0.0


def weakest(steps: list[Step]) -> Step | None:
    """Return the step whose share clearly fell most, relative to before; `None` if none did."""
    fallen = [s for s in steps if s.clear and (s.rate or 0) < (s.before or 0)]
    return min(fallen, key=lambda s: (s.rate or 0) / (s.before or 1), default=None)


def _strongest(steps: list[Step]) -> Step | None:
    """Return the step whose share clearly rose most, relative to before; `None` if none did."""
    risen = [s for s in steps if s.clear and (s.rate or 0) > (s.before or 0)]
    return max(risen, key=lambda s: (s.rate or 0) / (s.before or 1), default=None)
