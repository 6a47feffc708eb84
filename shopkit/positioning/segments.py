"""Who buys: segments of customers, whether they part the range of ages, and what each brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed, percent, points
from shopkit.positioning.wording import hint, note, titles
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.market import Customers, Segment

PERSONA = ("gender", "age_from", "occupation", "location")  # sex, age, occupation, place
EXACT = 0.005  # shares written as whole per cent add up this far


@dataclass(frozen=True, slots=True)
class Ages:
    """A range of ages, both ends belonging to it, and the segments it is about."""

    age_from: int
    age_to: int
    segments: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as it is written: 26, 18–25."""
        same = self.age_from == self.age_to
        return str(self.age_from) if same else f"{self.age_from}–{self.age_to}"


def segments(customers: Customers, sales_cny: float | None = None) -> pd.DataFrame:
    """Return the segments as a table, in the order of the plan.

    Args:
        customers: the section of the plan.
        sales_cny: sales the shares are of, e.g. the target of a year.

    Returns:
        One row a segment: segment, gender (code), age_from, age_to (included), price_from_cny,
        price_to_cny, sales_share (NaN unknown), amount_cny (share × sales; NaN unknown).
    """
    rows = [
        {
            "segment": one.name,
            "gender": one.gender,
            "age_from": one.age_from,
            "age_to": one.age_to,
            "price_from_cny": one.price_from_cny,
            "price_to_cny": one.price_to_cny,
            "sales_share": one.sales_share,
        }
        for one in customers.segments
    ]
    names = [*("segment", "gender", "age_from", "age_to", "price_from_cny", "price_to_cny")]
    frame = pd.DataFrame(rows, columns=[*names, "sales_share"])
    figures = ["price_from_cny", "price_to_cny", "sales_share"]
    frame[figures] = frame[figures].astype(float)
    frame["amount_cny"] = frame["sales_share"] * (float("nan") if sales_cny is None else sales_cny)
    return check(frame)


def overlaps(customers: Customers) -> tuple[Ages, ...]:
    """Return the ages that belong to two segments of the same people, for each such pair.

    Both ends of a segment belong to it: 18–25 and 25–40 share those aged 25. Segments of
    different sexes share nobody.
    """
    found = []
    for one, other in combinations(customers.segments, 2):
        low, high = max(one.age_from, other.age_from), min(one.age_to, other.age_to)
        if low <= high and _same_people(one, other):
            found.append(Ages(low, high, (one.name, other.name)))
    return tuple(found)


def _same_people(one: Segment, other: Segment) -> bool:
    return one.gender == other.gender or "all" in (one.gender, other.gender)


def gaps(customers: Customers) -> tuple[Ages, ...]:
    """Return the ages of the whole range that belong to no segment.

    An end of the range nobody has set is that of the segments, so that a hole between two of them
    is found in any case.
    """
    if not customers.segments:
        return ()
    first = min(one.age_from for one in customers.segments)
    last = max(one.age_to for one in customers.segments)
    low = first if customers.age_from is None else customers.age_from
    high = last if customers.age_to is None else customers.age_to
    told = {age for one in customers.segments for age in range(one.age_from, one.age_to + 1)}
    return _runs([age for age in range(low, high + 1) if age not in told])


def beyond(customers: Customers) -> tuple[Ages, ...]:
    """Return for each segment that leaves the whole range of ages the part outside of it."""
    low = 0 if customers.age_from is None else customers.age_from
    high = 200 if customers.age_to is None else customers.age_to
    parts = [
        (one, [age for age in range(one.age_from, one.age_to + 1) if not low <= age <= high])
        for one in customers.segments
    ]
    return tuple(Ages(a.age_from, a.age_to, (one.name,)) for one, out in parts for a in _runs(out))


def _runs(ages: list[int]) -> tuple[Ages, ...]:
    runs: list[list[int]] = []
    for age in ages:
        if runs and age == runs[-1][-1] + 1:
            runs[-1].append(age)
        else:
            runs.append([age])
    return tuple(Ages(run[0], run[-1]) for run in runs)


def unsaid(segment: Segment) -> tuple[str, ...]:
    """Return which of the four fields of a persona are empty: sex, age, occupation, place."""
    return tuple(name for name in PERSONA if getattr(segment, name) is None)


def segment_findings(customers: Customers, lang: Lang) -> Iterator[Finding]:
    """Yield where segments overlap, leave ages out, or bring shares that do not add to 1."""
    place = "customers.segments"
    for both in overlaps(customers):
        first, second = both.segments
        yield note("segments_overlap", place, lang, ages=both, first=first, second=second)
    if missed := gaps(customers):
        whole = customers.age_from is not None and customers.age_to is not None
        code = "segments_gap" if whole else "segments_hole"
        yield note(code, place, lang, ages=listed([str(one) for one in missed], lang))
    for out in beyond(customers):
        yield note("segments_beyond", place, lang, ages=out, name=out.segments[0])
    yield from _shares(customers, lang)
    for one in customers.segments:
        if missing := unsaid(one):
            fields = titles((f"customers.segments.{name}" for name in missing), lang)
            yield hint("persona_unsaid", place, lang, name=one.name, fields=fields)


def _shares(customers: Customers, lang: Lang) -> Iterator[Finding]:
    place = "customers.segments"
    shares = {one.name: one.sales_share for one in customers.segments}
    known = [share for share in shares.values() if share is not None]
    total = sum(known)
    lacking = [name for name, share in shares.items() if share is None]
    if known and lacking:
        said = {"list": listed(lacking, lang), "left": percent(max(1 - total, 0))}
        yield hint("shares_unsaid", place, lang, **said)
    if (known and not lacking and abs(total - 1) > EXACT) or total > 1 + EXACT:
        off = points(total - 1, lang, 1)
        yield note("shares_sum", place, lang, total=percent(total), off=off)
