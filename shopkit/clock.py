"""The one room that reads the clock.

Whatever is computed or shown depends on files, plan and parameters alone, so that a report of last
month says the same tomorrow. Only a pressed button asks what day it is, as the day of a decision is
part of what it writes, and a shop without any sales, which has no last month: its goal and its
calendar begin today.
"""

from __future__ import annotations

from datetime import date


def today() -> date:
    """Return the day it is on the user's machine."""
    return date.today()
