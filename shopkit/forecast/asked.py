"""What is asked of a forecast: which days, which campaigns run, what they are said to lift."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

import numpy as np

from shopkit.forecast.numbers import Dates, Floats, days_of
from shopkit.forecast.spells import Spell, left_out, own_key, spells
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign

Factor = Literal["visitors", "conversion", "per_buyer", "units"]
FACTORS: tuple[Factor, ...] = get_args(Factor)
SALE_PHASES = ("burst", "encore")  # those in which buyers pay: a lift that is given is theirs


@dataclass(frozen=True, slots=True)
class Question:
    """What a forecast is asked.

    Attributes:
        plan: the shop's: platform, campaigns and the lifts it gives them.
        period: the days asked for.
        without: campaigns that do not happen, by name in the plan or key of the platform.
    """

    plan: Plan
    period: Period
    without: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """The days after a history, and what happens on them and happened before.

    Attributes:
        days: every day from the one after the history to the last asked for.
        before: spells that touch the history.
        possible: spells of the days ahead, those that were left out as well.
        coming: spells of the days ahead by factor; those whose lift is given are not among them.
        lift: logarithm of the given lift of each day by factor; 0 where none is given.
    """

    days: Dates
    before: tuple[Spell, ...]
    possible: tuple[Spell, ...]
    coming: Mapping[Factor, tuple[Spell, ...]]
    lift: Mapping[Factor, Floats]


def ahead_of(question: Question, first: date, origin: date) -> Ahead:
    """Return what happens from the day after an origin to the end of a question.

    Args:
        question: what is asked.
        first: first day of the history.
        origin: last day of it.
    """
    coming = Period(origin + timedelta(days=1), max(question.period.end, origin))
    days = days_of(list(coming)) if coming.start <= coming.end else days_of([])
    found = spells(question.plan, coming, question.without) if len(days) else ()
    given = {factor: _given(question, factor) for factor in FACTORS}
    return Ahead(
        days=days,
        before=spells(question.plan, Period(first, origin)),
        possible=spells(question.plan, coming) if len(days) else (),
        coming={f: tuple(s for s in found if not _covered(s, given[f])) for f in FACTORS},
        lift={f: _lifts(days, given[f]) for f in FACTORS},
    )


def _given(question: Question, factor: Factor) -> list[tuple[Campaign, float]]:
    """Return the campaigns of the plan whose lift of a factor the plan gives, with it."""
    told = ((one, _lift(one, factor)) for one in question.plan.campaigns)
    out = left_out(question.plan, question.without)
    return [
        (one, lift)
        for one, lift in told
        if lift is not None and one.starts <= one.ends and own_key(one) not in out
    ]


def _lift(one: Campaign, factor: Factor) -> float | None:
    """Return the lift a plan gives a factor; `None` where it gives none.

    Units follow visitors × conversion. A lift of conversion alone leaves them to the history, which
    cannot tell the two apart in units.
    """
    if factor == "units":
        people = one.visitors_lift
        return None if people is None else people * (one.conversion_lift or 1.0)
    return {"visitors": one.visitors_lift, "conversion": one.conversion_lift}.get(factor)


def _covered(spell: Spell, given: list[tuple[Campaign, float]]) -> bool:
    """Tell whether a lift that is given stands for a spell; the dip afterwards stays."""
    return (
        spell.campaign
        and spell.kind != "after"
        and any(
            own_key(one) == spell.key
            and spell.span.start <= one.ends
            and spell.span.end >= one.starts
            for one, _ in given
        )
    )


def _lifts(days: Dates, given: list[tuple[Campaign, float]]) -> Floats:
    total = np.zeros(len(days))
    for one, lift in given:
        on = np.zeros(len(days), dtype=bool)
        for span in sale_days(one):
            on |= (days >= np.datetime64(span.start)) & (days <= np.datetime64(span.end))
        total += np.where(on, np.log(lift), 0.0)
    return total


def sale_days(campaign: Campaign) -> tuple[Period, ...]:
    """Return the days of a campaign on which buyers pay: its sale phases, else all of it."""
    told = tuple(
        Period(part.starts, part.ends)
        for part in campaign.phases
        if part.phase in SALE_PHASES and part.starts <= part.ends
    )
    return told or (Period(campaign.starts, campaign.ends),)
