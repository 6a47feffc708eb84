"""Tables made by hand for the checks: a shop whose sources all agree, to plant one trouble in."""

from datetime import date, datetime, timedelta

import polars as pl

from shopkit.periods import Period
from shopkit.tables import Tables, empty

FIRST, DAYS = date(2026, 9, 1), 30
SPAN = Period(FIRST, FIRST + timedelta(days=DAYS - 1))
A_DAY = 10_000  # fen paid by each of the ten orders of a day


def table(name: str, rows: list[dict]) -> pl.DataFrame:
    """Return a table with the given columns filled, the others unknown."""
    schema = empty(name).schema
    full = [dict.fromkeys(schema) | row for row in rows]
    return pl.DataFrame(full, schema)


def order(day: date, number: int, **changes) -> dict:
    at = datetime(day.year, day.month, day.day, 10, number)
    return {
        "order_id": f"{day:%m%d}{number:02d}",
        "buyer": f"b{number}",
        "created_at": at,
        "paid_at": at + timedelta(minutes=5),
        "state": "done",
        "paid_fen": A_DAY,
        "refund_fen": 0,
        "net_fen": A_DAY,
        "freight_fen": 0,
        "units": 1,
        "source_file": "orders.csv",
        "source_row": number + 2,
    } | changes


def shop_day(day: date, **changes) -> dict:
    return {
        "grain": "day",
        "date": day,
        "date_end": day,
        "visitors": 500,
        "paid_fen": 10 * A_DAY,
        "paid_orders": 10,
        "paid_buyers": 10,
        "source_file": "days.csv",
        "source_row": day.day + 1,
    } | changes


def orders(**changes) -> pl.DataFrame:
    """Return ten orders a day, the given ones changed: order number → columns."""
    rows = [order(day, n) for day in SPAN for n in range(10)]
    changed = [row | changes.get(row["order_id"], {}) for row in rows]
    return table("orders", [{"refund_stated_fen": row["refund_fen"]} | row for row in changed])


def shop_days(changes=None) -> pl.DataFrame:
    """Return a row for every day, those of some days changed."""
    return table("shop_days", [shop_day(day, **(changes or {}).get(day, {})) for day in SPAN])


def tables(**given) -> Tables:
    """Return tables that agree in everything, with some of them replaced."""
    made = {"orders": orders(), "shop_days": shop_days()} | given
    cut = made.pop("cut_days", frozenset())
    return Tables(made.pop("orders"), made.pop("shop_days"), frozenset(SPAN), cut, made)
