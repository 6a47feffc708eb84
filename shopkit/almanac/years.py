"""The years the almanac reaches, and the tables of its names."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from shopkit.errors import PlanError, Problem
from shopkit.rules import Rule, rule, rules

FIRST_YEAR, LAST_YEAR = 1950, 2100


def held_year(year: int, place: str = "year") -> int:
    """Return a year the almanac holds.

    Raises:
        PlanError: It lies outside 1950 to 2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PlanError(year_problem(year, place))
    return year


def year_problem(year: int, place: str) -> Problem:
    """Return that a year lies outside those the almanac holds."""
    ends = {"first": FIRST_YEAR, "last": LAST_YEAR}
    return Problem("almanac_year", place, str(year), ends)


def rule_of_year(name: str, year: int) -> Rule | None:
    """Return the rule that dates something in a year, `holiday.public`; `None` if there is none."""
    rule_id = f"{name}-{year}"
    return rule(rule_id) if rule_id in _dated() else None


@cache
def _dated() -> frozenset[str]:
    return frozenset(one.id for one in rules(topic="holiday"))


@cache
def named_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one of the almanac's tables: festivals, campaigns, phases."""
    path = files("shopkit") / "resources" / "almanac" / f"{name}.csv"
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
