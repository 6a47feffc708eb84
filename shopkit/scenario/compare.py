"""Plans beside each other: people, pay, profit and cash of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from shopkit import finance
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.scenario.outlook import Outlook


def side_by_side(outlooks: Mapping[str, Outlook]) -> pd.DataFrame:
    """Return outlooks as a table, a row each; NaN is unknown.

    Returns:
        The columns of `finance.side_by_side`, and agents_peak, people_planned, people_needed.
    """
    frame = finance.side_by_side({name: one.made for name, one in outlooks.items()})
    made = outlooks.values()
    return check(
        frame.assign(
            agents_peak=_floats(one.agents_peak for one in made),
            people_planned=_floats(one.people_planned for one in made),
            people_needed=_floats(one.people_needed for one in made),
        )
    )


def _floats(held: Iterable[int | None]) -> list[float]:
    return [float("nan") if one is None else float(one) for one in held]
