"""What may be told of a table no reader knows: words of headers, never what its rows hold."""

from __future__ import annotations

import os
from collections.abc import Sequence

from shopkit.exports.format import formats
from shopkit.exports.header_words import is_sayable
from shopkit.exports.intake import HEADER_WITHIN, bare_header
from shopkit.exports.privacy import masked
from shopkit.exports.sheets import Row
from shopkit.plan import Plan

SHOWN_CELLS, SHOWN_LENGTH = 12, 120


def header_words(plan: Plan) -> frozenset[str]:
    """Return every word that is known to be a header and no content of a row."""
    words: set[str] = set()
    for kind, known in formats().items():
        words |= {header for names in known.headers.values() for header in names}
        words |= known.never | plan.column_map(kind).keys()
    return frozenset(words)


def headers_told(rows: Sequence[Row], plan: Plan) -> str:
    """Return the likeliest header row: header words as they are, of other cells only the shape.

    A file without a header has people in every row, so only what is made of header words is quoted.
    """
    known = header_words(plan)
    headed = [[bare_header(cell) for cell in row] for row in rows[:HEADER_WITHIN]]
    best = max(headed, key=lambda row: (len(known & set(row)), sum(map(bool, row))))
    told = known | set(filter(is_sayable, best))
    shown = [cell if cell in told else masked(cell)[:8] for cell in best if cell]
    return ", ".join(shown[:SHOWN_CELLS])[:SHOWN_LENGTH]


def sayable(name: str) -> str:
    r"""Return a file name as text; one in the old Chinese encoding as its owner would read it.

    Example:
        >>> sayable("订单.csv"), sayable("\udcb6\udca9\udcb5\udca5.csv")
        ('订单.csv', '订单.csv')
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name
