"""What became of a shop's actions: its log held against its figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shopkit.errors import ShopkitError
from shopkit.i18n import Lang

if TYPE_CHECKING:
    from datetime import date

    from shopkit.actions import Review
    from shopkit.exports import Shop
    from shopkit.periods import Period


def reviewed(shop: Shop, as_of: date) -> Review:
    """Return what became, by a day, of every action in a shop's log.

    Raises:
        ExportError: The log has no header anybody knows.
    """
    from shopkit import actions, kpi
    from shopkit.exports.action_log import LOG_FILE, read_log

    measure, grows = partial(kpi.measured, shop.tables), partial(kpi.refunds_to_come, shop.tables)
    ruler = actions.Ruler(kpi.FIGURES, measure, kpi.is_clear, grows)
    return actions.review(read_log(shop.folder, actions.COLUMNS), as_of, ruler, LOG_FILE)


def due(shop: Shop, period: Period, lang: Lang) -> str:
    """Return what became of the actions due in a period; empty where none is, or no log."""
    from shopkit import actions

    try:
        found = reviewed(shop, period.end)
    except ShopkitError:  # the chapter says what is wrong with the log
        return ""
    return actions.due_text(found.outcomes, period, lang)
