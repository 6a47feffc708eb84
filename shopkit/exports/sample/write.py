"""Write the folder of a sample shop: plan, key and export files."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.drawn import draw
from shopkit.exports.sample.earnings import earnings, earnings_truth
from shopkit.exports.sample.files import export_files
from shopkit.exports.sample.offers import offer_rows
from shopkit.exports.sample.plan_files import plan_files
from shopkit.exports.sample.plan_truth import plan_truth
from shopkit.exports.sample.shops import sample_spec
from shopkit.exports.sample.spec import ShopSpec
from shopkit.exports.sample.truth import Truth, buyers_of, totals_of, truth_of
from shopkit.files import write_whole
from shopkit.periods import DAY


def write_shop(  # noqa: PLR0913 - every choice has a default
    name: str,
    folder: Path,
    *,
    seed: int | None = None,
    scale: float = 1.0,
    start: date | None = None,
    months: int | None = None,
) -> Truth:
    """Write plan, key, tables and `exports/` of a sample shop; return what is true of it.

    Args:
        name: one of `shop_names()`.
        folder: the shop's folder, made where missing; files of the same names are replaced.
        seed: what the draws start from; the shipped shop's own by default.
        scale: factor on visitors, from 0.01 to 50 and beyond.
        start: first day, the shipped shop's own by default.
        months: how many calendar months, as many as shipped by default.

    Raises:
        ParameterError: There is no sample shop of that name.
    """
    spec = sample_spec(name)
    window = window_of(spec, seed=seed, scale=scale, start=start, months=months)
    drawn = draw(spec, window)
    files = {}
    for file in export_files(drawn):
        write_whole(folder / "exports" / file.name, file.content)
        files[file.name] = {"rows": file.rows, "totals": file.totals}
    market = list(offer_rows(drawn, spec.plan.market, spec.plan.shelf))
    for file_name, content in plan_files(drawn, market).items():
        write_whole(folder / file_name, content)
    write_whole(folder / "buyer.key", key_of(spec.key) + "\n")
    earned = earnings(spec, window, drawn.orders, drawn.lines, drawn.settled)
    counted = {
        "days": totals_of(drawn.daily, "date"),
        "months": totals_of(drawn.monthly, "month"),
        "buyers": buyers_of(drawn.orders),
        "files": files,
        "earned": earnings_truth(window, earned, drawn.ads),
        "plan": plan_truth(drawn, market),
    }
    return truth_of(spec, window, counted)


def window_of(
    spec: ShopSpec,
    *,
    seed: int | None = None,
    scale: float = 1.0,
    start: date | None = None,
    months: int | None = None,
) -> Window:
    """Return the days, seed and scale to draw a shop with."""
    first = start or spec.start
    beyond = first.year * 12 + first.month - 1 + (spec.months if months is None else months)
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
