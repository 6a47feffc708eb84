"""How long people work in a day, and how much of it is kept for what comes up."""

from __future__ import annotations

from shopkit.plan import Plan

HOURS_DAILY = 8.0  # the law's day, where the plan does not say
BUFFER_RATE = 0.2  # assumed where the plan does not say


def hours_daily(plan: Plan) -> float:
    """Return the hours one person works in a day."""
    said = plan.agenda.hours_daily
    return HOURS_DAILY if said is None else said


def buffer_rate(plan: Plan) -> float:
    """Return the share of the hours kept for what comes up, 0 to 1; a fifth is assumed."""
    said = plan.agenda.buffer_rate
    return BUFFER_RATE if said is None else said
