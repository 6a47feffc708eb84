"""How many days of each quarter products are sold at a promotional price."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pandas as pd

from shopkit.almanac import own_events, workdays
from shopkit.campaigns.held import Held, held, merged
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.tables import check

MOST_SHARE = 0.4  # our choice: on promotion longer, buyers wait for the next one
COLUMNS = ["quarter", "item_id", "days_promoted", "promoted_share"]
QUARTER = 3


def fatigue(plan: Plan, since: date | None = None) -> pd.DataFrame:
    """Return for each quarter how long the shop and its products are on promotion.

    A campaign without products, and what recurs with the kind of a campaign, is of the whole shop
    and counts for every product.

    Args:
        plan: the shop's.
        since: quarters that ended before are left out.

    Returns:
        One row a quarter and product with campaigns of its own, and one of the whole shop:
        quarter (`2026 Q4`), item_id (empty is the whole shop), days_promoted, promoted_share (0–1).
    """
    found = held(plan)
    spans = [*_whole(found), *_recurring(plan, found, since)]
    whole = _counted(spans)
    own: dict[str, list[Period]] = {}
    for one in found:
        for item in one.campaign.products:
            own.setdefault(item, []).extend(one.sale)
    alone = {item: _counted(days) for item, days in own.items()}
    joint = {item: _counted([*days, *spans]) for item, days in own.items()}
    first = 0 if since is None else _quarter(since)
    quarters = {quarter for one in found for span in one.sale for quarter in _quarters(span)}
    rows = [
        _row(quarter, item, days[quarter])
        for quarter in sorted(one for one in quarters if one >= first)
        for item, days in ((None, whole), *joint.items())
        if (whole if item is None else alone[item])[quarter]
    ]
    return check(pd.DataFrame(rows, columns=COLUMNS))


def _quarter(day: date) -> int:
    """Return the number of a day's quarter, counted from year 0."""
    return day.year * 4 + (day.month - 1) // QUARTER


def _quarters(span: Period) -> range:
    return range(_quarter(span.start), _quarter(span.end) + 1)


def _of(quarter: int) -> Period:
    """Return the days of a quarter."""
    year, n = divmod(quarter, 4)
    last = date(year, n * QUARTER + QUARTER, 1)
    return Period(date(year, n * QUARTER + 1, 1), Period.of_month(last).end)


def _counted(spans: Iterable[Period]) -> Counter[int]:
    """Return how many days of each quarter lie in any of some spans, each day once."""
    counts: Counter[int] = Counter()
    for span in merged(spans):
        for quarter in _quarters(span):
            part = _of(quarter)
            first, last = max(span.start, part.start), min(span.end, part.end)
            counts[quarter] += (last - first).days + 1
    return counts


def _row(quarter: int, item: str | None, days: int) -> tuple[str, str | None, int, float]:
    span = _of(quarter)
    name = f"{span.start.year} Q{quarter % 4 + 1}"
    return name, item, days, days / ((span.end - span.start).days + 1)


def _whole(found: Iterable[Held]) -> Iterator[Period]:
    """Yield the days on sale of campaigns of the whole shop."""
    for one in found:
        if not one.campaign.products:
            yield from one.sale


def _recurring(plan: Plan, found: Sequence[Held], since: date | None) -> Iterator[Period]:
    """Yield what recurs as a campaign in the quarters in which campaigns are sold."""
    if not found or not any(one.kind for one in plan.agenda.recurring):
        return
    start = max(min(one.first for one in found), since or date.min)
    end = max(one.last for one in found)
    if start > end:
        return
    span = Period(_of(_quarter(start)).start, _of(_quarter(end)).end)
    for one in own_events(plan, span, workdays(plan)):
        if one.kind == "recurring" and one.campaign_kind:
            yield one.span
