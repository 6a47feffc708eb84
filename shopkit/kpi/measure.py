"""One figure before and after, like held against like."""

from __future__ import annotations

from typing import NamedTuple

from shopkit.kpi.figures import RATIOS, Headline, comparable, headline
from shopkit.kpi.overview import covered
from shopkit.kpi.wording import BY_PAYMENT, stem_told
from shopkit.periods import Period, refunds_open
from shopkit.tables import Tables, dictionary


class Measured(NamedTuple):
    """A figure of two spans.

    Attributes:
        before: its value in the earlier span; `None` where it cannot be held against `after`.
        after: its value in the later span.
        trials_before: what stands behind it: visitors of a rate, else orders or people.
        trials_after: the same in the later span.
        share: it is a share of those.
        told: the dictionary name it goes by, with the date its refunds are counted by.
    """

    before: float | None
    after: float | None
    trials_before: float | None
    trials_after: float | None
    share: bool
    told: str


def measured(tables: Tables, name: str, before: Period, after: Period) -> Measured:
    """Return a figure of two spans, known only where both have every day from one source."""
    now = headline(tables, after)
    old = comparable(tables, before, now)
    whole = _people_behind(name)
    return Measured(
        before=old.value(name),
        after=None if now[name].missing else now.value(name),
        trials_before=_trials(old, name, whole),
        trials_after=_trials(now, name, whole),
        share=bool(whole),
        told=stem_told(now, name),
    )


def refunds_to_come(tables: Tables, told: str, span: Period) -> bool:
    """Return whether refunds still to come will change a figure, by its name in the dictionary."""
    return told.endswith(BY_PAYMENT) and refunds_open(span, covered(tables).end)


def _people_behind(name: str) -> str:
    """Return what a rate is a share of, where it counts people; empty for any other figure."""
    if name == "bounce_rate":
        return "visitors"
    part, whole = RATIOS.get(name, ("", ""))
    counted = ("people", "count")
    is_share = bool(part) and all(dictionary()[n].dtype in counted for n in (part, whole))
    return whole if is_share else ""


def _trials(figures: Headline, name: str, whole: str) -> float | None:
    if whole:
        return figures.value(whole)
    if dictionary()[name].dtype in ("people", "count"):
        return figures.value(name)
    orders = figures.value("paid_orders")
    return figures.value("paid_buyers") if orders is None else orders
