"""When order lists were downloaded, and what each download holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.order_rows import Snapshot
from shopkit.exports.sample.spec import ShopSpec
from shopkit.periods import DAY, Period

_SETTLED = timedelta(days=21)  # by then nothing happens to an order any more
_EARLY = timedelta(days=7)
_WITH_TOTAL = 2  # the third file ends with a totals row
_AGAIN_FROM = 20  # day of the month an early download is repeated from


def snapshots(spec: ShopSpec, window: Window) -> list[Snapshot]:
    """Return the downloads of order lists in the order they were made."""
    firsts = [day for day in window.days if day.day == 1 or day == window.first]
    made = [_monthly(spec, window, at, day) for at, day in enumerate(firsts)]
    if spec.quirks.overlap and len(made) > 1:
        early = made[-2]
        since = max(early.since, early.since.replace(day=_AGAIN_FROM))
        again = replace(early, since=since, known=window.last, at=_morning(window.last, 21))
        made.append(again)
    return made


def _monthly(spec: ShopSpec, window: Window, position: int, since: date) -> Snapshot:
    until = Period.of_month(since).end
    next_to_last = until + DAY == window.last.replace(day=1)
    wait = _EARLY if spec.quirks.overlap and next_to_last else _SETTLED
    known = min(until + wait, window.last)
    return Snapshot(
        since,
        until,
        known,
        _morning(known, position),
        commas=spec.quirks.spoilt and position % 3 == 1,
        total=spec.quirks.spoilt and position == _WITH_TOTAL,
    )


def _morning(known: date, minute: int) -> datetime:
    """Return the morning after; the minute keeps two downloads of one day apart in name."""
    return datetime.combine(known + DAY, time(9, minute % 60))


def halves(days: tuple[date, ...]) -> list[range]:
    """Return the numbers of the days of every half-year; files of many days end with one."""
    keys = [(day.year * 12 + day.month - 1) // 6 for day in days]
    return [range(keys.index(key), len(keys) - keys[::-1].index(key)) for key in sorted(set(keys))]


def half_snapshots(window: Window) -> list[Snapshot]:
    """Return the downloads of half-years, made when their orders were settled."""
    spans = [(window.days[rows[0]], window.days[rows[-1]]) for rows in halves(window.days)]
    known = [min(until + _SETTLED, window.last) for _, until in spans]
    return [
        Snapshot(since, until, day, _morning(day, 30 + at))
        for at, ((since, until), day) in enumerate(zip(spans, known, strict=True))
    ]
