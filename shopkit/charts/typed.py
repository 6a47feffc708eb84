"""The numbers behind a picture or a table, as compact JSON that keeps what kind each one is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from shopkit.tables import check, column, is_code

if TYPE_CHECKING:
    import pandas as pd

TABLE = "application/vnd.shopkit.table+json"
DECIMALS = {"money": 2, "price": 2, "ratio": 6, "margin": 6, "float": 4, "value": 6}

Typed = dict[str, Any]


def typed(frame: pd.DataFrame) -> Typed:
    """Return a frame as `{"columns": [names], "rows": [[values]]}`; unknown is null.

    Amounts keep two decimals, rates six; days are `2026-10-01`, times `2026-10-01T08:30:00`.

    Raises:
        ValueError: A column is not in the dictionary, or not named as outside tables, or holds
            codes, see `tables.in_words`.

    Example:
        >>> import pandas as pd
        >>> typed(pd.DataFrame({"date": [pd.Timestamp(2026, 10, 1)], "paid_cny": [float("nan")]}))
        {'columns': ['date', 'paid_cny'], 'rows': [['2026-10-01', None]]}
    """
    names = [str(name) for name in check(frame).columns]
    columns = [[_plain(value, name) for value in frame[name]] for name in names]
    return {"columns": names, "rows": [list(row) for row in zip(*columns, strict=True)]}


def _plain(value: Any, name: str) -> Any:  # noqa: ANN401 - whatever a frame holds
    """Return one value as JSON has it, of the kind its column is."""
    dtype = column(name).dtype
    if value is None or value != value or str(value) == "NaT":  # noqa: PLR0124 - NaN
        return None
    if dtype in ("date", "time"):
        moment = value.isoformat()
        return moment[:10] if dtype == "date" else moment[:19]
    if dtype in DECIMALS:
        return _number(float(value), DECIMALS[dtype])
    if dtype in ("count", "people"):
        return _number(float(value), 0)
    if is_code(name, value):
        raise ValueError(f"{name}: {value} is a code, not a word")
    return bool(value) if dtype == "flag" else str(value)


def _number(value: float, digits: int) -> float | int | None:
    if not math.isfinite(value):
        return None
    shown = round(value, digits) + 0.0
    return int(shown) if shown == int(shown) else shown
