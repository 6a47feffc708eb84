"""Write the folder of a sample shop: plan, key and export files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from shopkit.exports.sample.demand import Window, draw_demand
from shopkit.exports.sample.order_csv import csv_bytes
from shopkit.exports.sample.order_rows import Snapshot, rows_of
from shopkit.exports.sample.order_xlsx import order_book
from shopkit.exports.sample.orders import Orders, draw_orders
from shopkit.exports.sample.shared import MONTHS, START
from shopkit.exports.sample.shops import sample_spec
from shopkit.exports.sample.spec import ShopSpec
from shopkit.exports.sample.sycm import half_years, opened_rows, shop_days_bytes
from shopkit.exports.sample.totals import Totals, by_day, by_month
from shopkit.exports.sample.truth import Truth, buyers_of, totals_of, truth_of
from shopkit.files import write_whole
from shopkit.periods import DAY, Period

_SETTLED = timedelta(days=21)  # by then nothing happens to an order any more
_EARLY = timedelta(days=7)
_WITH_TOTAL = 2  # the third file ends with a totals row
_AGAIN_FROM = 20  # day of the month an early download is repeated from


@dataclass(frozen=True, slots=True)
class _File:
    """One export file: name, content, data rows and how many of them are totals rows."""

    name: str
    content: bytes
    rows: int
    totals: int = 0


def write_shop(  # noqa: PLR0913 - every choice has a default
    name: str,
    folder: Path,
    *,
    seed: int | None = None,
    scale: float = 1.0,
    start: date | None = None,
    months: int | None = None,
) -> Truth:
    """Write `shop.yaml`, `buyer.key` and `exports/` of a sample shop; return what is true of it.

    Args:
        name: `cosmetics` or `bathware`.
        folder: the shop's folder, made where missing; files of the same names are replaced.
        seed: what the draws start from; the shipped shop's own by default.
        scale: factor on visitors, from 0.01 to 50 and beyond.
        start: first day, 1 October 2025 by default.
        months: how many calendar months, 13 by default.

    Raises:
        ParameterError: There is no sample shop of that name.
    """
    spec = sample_spec(name)
    window = window_of(spec, seed=seed, scale=scale, start=start, months=months)
    demand = draw_demand(spec, window)
    orders = draw_orders(spec, window, demand)
    daily = by_day(spec, window, demand, orders)
    monthly = by_month(window, daily, orders)
    files = {}
    for file in _exports(spec, window, orders, (daily, monthly)):
        write_whole(folder / "exports" / file.name, file.content)
        files[file.name] = {"rows": file.rows, "totals": file.totals}
    write_whole(folder / "shop.yaml", _plan(spec, window))
    write_whole(folder / "buyer.key", key_of(spec.key) + "\n")
    counted = {"days": totals_of(daily, "date"), "months": totals_of(monthly, "month")}
    return truth_of(spec, window, counted | {"buyers": buyers_of(orders), "files": files})


def window_of(
    spec: ShopSpec,
    *,
    seed: int | None = None,
    scale: float = 1.0,
    start: date | None = None,
    months: int | None = None,
) -> Window:
    """Return the days, seed and scale to draw a shop with."""
    first = start or START
    beyond = first.year * 12 + first.month - 1 + (MONTHS if months is None else months)
    last = date(beyond // 12, beyond % 12 + 1, 1) - DAY
    if last < first or scale <= 0:
        raise ValueError(f"months={months}, scale={scale}: both must be above zero")
    opened = spec.opened if start is None else min(spec.opened, first)
    return Window(first, last, opened, spec.seed if seed is None else seed, scale)


def key_of(name: str) -> str:
    """Return the fixed key a sample's buyers are hashed with, 64 hexadecimal digits.

    Example:
        >>> len(key_of("cosmetics"))
        64
    """
    return hashlib.sha256(f"shopkit sample {name}".encode()).hexdigest()


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


def _exports(
    spec: ShopSpec, window: Window, orders: Orders, totals: tuple[Totals, Totals]
) -> Iterator[_File]:
    for snapshot in snapshots(spec, window):
        yield _order_file(spec, window, orders, snapshot)
    daily, monthly = totals
    daily = opened_rows(daily, daily.figures["visitors"])
    for rows in half_years(daily):
        yield _shop_days_file(spec, daily, rows)
    if spec.quirks.month_grain:
        yield _shop_days_file(spec, monthly, range(len(monthly.starts)))


def _order_file(spec: ShopSpec, window: Window, orders: Orders, snapshot: Snapshot) -> _File:
    rows = len(rows_of(orders, window.first, snapshot))
    kind = spec.quirks.orders
    make = order_book if kind == "xlsx" else csv_bytes
    name = f"ExportOrderList{snapshot.at:%Y%m%d%H%M}.{kind}"
    content = make(spec, orders, window.first, snapshot)
    return _File(name, content, rows + snapshot.total, int(snapshot.total))


def _shop_days_file(spec: ShopSpec, totals: Totals, rows: range) -> _File:
    grain = "日" if totals.starts == totals.ends else "月"
    first, last = totals.starts[rows[0]], totals.ends[rows[-1]]
    name = f"【生意参谋平台】店铺_整体_{grain}_{first}_{last}.{spec.quirks.shop_days}"
    return _File(name, shop_days_bytes(spec, totals, rows), len(rows))


def _plan(spec: ShopSpec, window: Window) -> str:
    notes = "".join(f"# {note}\n" for note in spec.notes)
    return (
        f"{notes}schema: 1\n\nshop:\n"
        f"  name: {spec.name}\n"
        f"  platform: {spec.platform}\n"
        "  lang: zh            # 报告默认语言：zh 或 en\n"
        f"  opened: {window.opened}  # 开店日期\n"
    )
