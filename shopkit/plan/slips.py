"""Slips of the hand that make a plan no YAML: which one it is, and on which line."""

from __future__ import annotations

import re

NEAR = 3  # lines before the one YAML stops at; a value runs on until a colon ends it
_SLIPS = {
    "plan_tab": re.compile(r" *\t"),
    "plan_wide_colon": re.compile(r"\s*(?:- +)?\w+\s*："),
    "plan_no_colon": re.compile(r"\s*(?:- +)?[a-z_]+(?: +[^\s:#]|:[^\s:/])[^:]*$"),
}


def slip_of(said: str, stops: int) -> tuple[str, int] | None:
    r"""Return the code of the slip that explains why YAML stops at a line, and its own line.

    Args:
        said: the text.
        stops: the line, from 1.

    Example:
        >>> slip_of("shop:\n\tname: a", 2), slip_of("a：1\nb: 2", 2), slip_of("a: 1", 1)
        (('plan_tab', 2), ('plan_wide_colon', 1), None)
    """
    lines = said.splitlines()
    near = range(max(stops - NEAR, 1), min(stops, len(lines)) + 1)
    found = ((code, n) for n in near for code in _SLIPS if _SLIPS[code].match(lines[n - 1]))
    return next(found, None)
