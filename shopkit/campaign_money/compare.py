"""Moves of a campaign beside each other: what moves together, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.scenario import campaigns_side_by_side
from shopkit.tables import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from shopkit.campaign_money.planned import Planned


def side_by_side(moves: Mapping[str, Planned]) -> pd.DataFrame:
    """Return moves of a campaign as a table, a row each; NaN and NaT are unknown.

    Returns:
        The columns of `scenario.campaigns_side_by_side`, and contribution_cny (of its days),
        contribution_gain_cny (against no campaign, the dip after it included) with the ends of
        its 80 % interval.
    """
    made = moves.values()
    frame = campaigns_side_by_side({name: one.outlook for name, one in moves.items()})
    ends = [one.gain_interval_cny or (None, None) for one in made]
    return check(
        frame.assign(
            contribution_cny=_floats(one.contribution_cny for one in made),
            contribution_gain_cny=_floats(one.gain_cny for one in made),
            contribution_gain_low_cny=_floats(low for low, _ in ends),
            contribution_gain_high_cny=_floats(high for _, high in ends),
        )
    )


def _floats(held: Iterable[float | None]) -> list[float]:
    return [float("nan") if one is None else float(one) for one in held]
