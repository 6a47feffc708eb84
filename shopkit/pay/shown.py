"""A table of pay: what reviews do by the printed rules and in the lawful form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shopkit.pay.reviews import as_printed, lawful
from shopkit.pay.scale import Month, Scale
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd


def review_table(
    base_cny: float, bonus_cny: float, scale: Scale, counts: Iterable[int]
) -> pd.DataFrame:
    """Return what a month of bad reviews leaves by the printed rules and in the lawful form.

    Args:
        base_cny: base pay.
        bonus_cny: bonus before any review.
        scale: what reviews add or take.
        counts: numbers of bad reviews, one a row.

    Returns:
        bad_reviews, pay_printed_cny, pay_lawful_cny, pay_difference_cny.
    """
    import pandas as pd

    rows = [
        (
            count,
            as_printed(base_cny, bonus_cny, scale, Month(bad=count)).pay_cny,
            lawful(base_cny, bonus_cny, scale, Month(bad=count)).pay_cny,
        )
        for count in counts
    ]
    names = ["bad_reviews", "pay_printed_cny", "pay_lawful_cny"]
    frame = pd.DataFrame(rows, columns=names)
    return check(frame.assign(pay_difference_cny=frame.iloc[:, 2] - frame.iloc[:, 1]))
