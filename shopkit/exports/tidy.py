"""Headers of plain tables: the dictionary's own names, in either language."""

from __future__ import annotations

from collections.abc import Iterable

from shopkit.tables import column, outside

PRIVATE = {"source_file", "source_row", "grain", "net"}  # shopkit's own, never read from a file


def headers_of(stems: Iterable[str]) -> dict[str, str]:
    """Return header → stem: the stem, its name in yuan, its Chinese and its English name.

    Example:
        >>> headers_of(["paid"])
        {'paid': 'paid', 'paid_cny': 'paid', '支付金额': 'paid', 'Paid': 'paid'}
    """
    named = [(stem, column(stem)) for stem in stems if stem not in PRIVATE]
    spellings = [(outside(stem), entry.zh, entry.en) for stem, entry in named]
    return {
        header: stem
        for (stem, _), others in zip(named, spellings, strict=True)
        for header in (stem, *others)
    }
