"""The start notebook: what was read of a shop's files, and a desk to pick, make and feed shops."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shopkit.charts.picture import Picture
from shopkit.charts.table import Cell, Table
from shopkit.exports import Shop, account, open_shop
from shopkit.i18n import Lang, text
from shopkit.widgets.said import Said

if TYPE_CHECKING:
    from shopkit.widgets.desk import Desk

Shown = tuple[list[str], list[list[str]]]


@dataclass(frozen=True)
class Receipt:
    """What was read of one shop; each method is one table or picture.

    Attributes:
        shop: the shop.
        lang: language of every text.
    """

    shop: Shop
    lang: Lang

    def files(self) -> Table:
        """Return every file: what it is, rows read, kept and rejected, its days."""
        heads, rows = account.files_shown(self.shop, self.lang)
        return Table(heads, rows, "llrrrl", self.lang, table=account.files_table(self.shop))

    def rejects(self) -> Table | Said:
        """Return how many rows of which file were rejected, and why."""
        shown = self._table(account.rejects_shown(self.shop, self.lang), "llr", "rejects")
        if isinstance(shown, Said):
            return shown
        return replace(shown, table=account.rejects_table(self.shop, self.lang))

    def unread(self) -> Table | Said:
        """Return the columns nobody asked for, names and addresses among them."""
        return self._table(account.unread_shown(self.shop, self.lang), "ll")

    def coverage(self) -> Picture:
        """Return which days the files cover."""
        from shopkit.charts import exports as charts

        frame, words = account.coverage_shown(self.shop, self.lang)
        table = account.coverage_table(self.shop, self.lang)
        return Picture(lambda look: charts.coverage(frame, words, look), words, self.lang, table)

    def findings(self) -> Table | Said:
        """Return what weakens the figures, worst first."""
        heads = [text(f"exports.head.{head}", self.lang) for head in ("finding", "action")]
        found = self.shop.findings(self.lang)
        rows = [
            [
                f"{one.cause}。{one.evidence}"
                if self.lang == "zh"
                else f"{one.cause}. {one.evidence}",
                one.action,
            ]
            for one in found
        ]
        return self._table((heads, rows), "ll", "findings")

    def orders(self) -> Table | Said:
        """Return the first paid orders as the tables hold them."""
        return self._table(account.preview_shown(self.shop, self.lang), "llrrrll", "orders")

    def desk(self) -> Desk:
        """Return controls to pick, make and feed shops."""
        from shopkit.widgets.desk import Desk

        return Desk(self)

    def _table(self, shown: Shown, align: str, clean: str = "") -> Table | Said:
        heads, rows = shown
        if clean and not rows:
            return Said(text(f"exports.clean.{clean}", self.lang))
        cells: list[list[str | Cell | None]] = [list(row) for row in rows]
        return Table(heads, cells, align, self.lang)


def receive(shop: str | Path, lang: Lang = "zh") -> Receipt:
    """Return what was read of a shop.

    Args:
        shop: a shop folder or the name of a sample shop.
        lang: `zh` or `en`.

    Raises:
        PlanError: There is no such shop.
        ExportError: A file is broken, or there is none.
    """
    return Receipt(open_shop(shop), lang)
