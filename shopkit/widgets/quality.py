"""The data-quality panel as a table: the same in every notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.charts.table import Cell, Role, Table
from shopkit.exports.panel import panel
from shopkit.i18n import Lang, text

if TYPE_CHECKING:
    from shopkit.exports import Shop

ROLES: dict[str, Role] = {"fits": "good_text", "differs": "bad_text", "unknown": "muted"}


def quality_panel(shop: Shop, lang: Lang, *, whole: bool = False) -> Table:
    """Return what was checked of a shop's files, what came of it, and the verdict.

    Args:
        shop: the shop.
        lang: language of every text.
        whole: one row for every check instead of a row that counts them.
    """
    heads = [text(f"quality.panel.head_{name}", lang) for name in ("what", "result", "verdict")]
    rows: list[list[str | Cell | None]] = [
        [row.what, row.result, Cell(row.verdict, ROLES[row.outcome])]
        for row in panel(shop, lang, whole=whole)
    ]
    return Table(heads, rows, "lll", lang)
