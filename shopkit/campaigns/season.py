"""Words of a season in a name, held against the month."""

from __future__ import annotations

import re
from datetime import date

NOT_SEASONS = re.compile(
    r"春节|立春|春分|迎春|新春|青春|立夏|夏至|立秋|秋分|中秋|立冬|冬至|金秋"
    r"|spring festival|mid-autumn",
    re.I,
)
WORDS = {
    "spring": re.compile(r"春|\bspring\b", re.I),
    "summer": re.compile(r"夏|\bsummer\b", re.I),
    "autumn": re.compile(r"秋|\bautumn\b|\bfall\b", re.I),
    "winter": re.compile(r"冬|\bwinter\b", re.I),
}
MONTHS = {  # goods of a season sell from the month before it; clearances until its last
    "spring": {1, 2, 3, 4, 5},
    "summer": {4, 5, 6, 7, 8},
    "autumn": {7, 8, 9, 10, 11},
    "winter": {10, 11, 12, 1, 2},
}


def season_gap(name: str, day: date) -> str | None:
    """Return the season a name speaks of if a day lies in none it speaks of; else `None`.

    Example:
        >>> season_gap("秋上新", date(2014, 3, 1)), season_gap("秋上新", date(2014, 8, 20))
        ('autumn', None)
    """
    said = NOT_SEASONS.sub("", name)
    found = [season for season, word in WORDS.items() if word.search(said)]
    if not found or any(day.month in MONTHS[season] for season in found):
        return None
    return found[0]
