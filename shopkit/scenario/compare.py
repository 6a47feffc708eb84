"""Plans beside each other: people, pay, profit and cash of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from shopkit import finance
from shopkit.errors import PlanError
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.scenario.outlook import Outlook


Asked = TypeVar("Asked")
Made = TypeVar("Made")


def each_made(
    asked: Mapping[str, Asked], make: Callable[[Asked], Made]
) -> tuple[dict[str, Made], dict[str, PlanError]]:
    """Return what each scenario comes to, in their order, and what is wrong with the others.

    Args:
        asked: what is moved in each, by name.
        make: gives what it comes to; raises PlanError where it cannot be.

    Example:
        >>> each_made({"double": 2, "half": 0.5}, lambda times: times * 100)
        ({'double': 200, 'half': 50.0}, {})
    """
    made: dict[str, Made] = {}
    wrong: dict[str, PlanError] = {}
    for name, one in asked.items():
        try:
            made[name] = make(one)
        except PlanError as error:
            wrong[name] = error
    return made, wrong


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
