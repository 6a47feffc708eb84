"""The start notebook: what was read of a shop's files, and a desk to pick, make and feed shops."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shopkit.charts.picture import Picture
from shopkit.charts.table import Cell, Table
from shopkit.exports import Shop, account, contents, open_shop
from shopkit.i18n import Lang, listed, text
from shopkit.widgets.pieces import told
from shopkit.widgets.quality import quality_panel
from shopkit.widgets.said import Said

if TYPE_CHECKING:
    from shopkit.widgets.desk import Desk

SHOWN_FINDINGS = 8  # more at once is read by nobody

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

    def panel(self) -> Table:
        """Return what was checked of the files, what came of it, and what cannot be checked."""
        return quality_panel(self.shop, self.lang, whole=True)

    def kinds(self) -> Table:
        """Return the kinds of files with their rows and days, and what each is for."""
        heads, rows = contents.kinds_shown(self.shop, self.lang)
        return Table(heads, rows, "lrrll", self.lang)

    def lacking(self) -> Table | Said:
        """Return what no file tells of, and what it would allow."""
        return self._table(contents.lacking_shown(self.shop, self.lang), "ll", "lacking")

    def tables(self) -> Table:
        """Return every table the files became: rows, days, columns known and unknown."""
        heads, rows = contents.tables_shown(self.shop, self.lang)
        return Table(heads, rows, "lrlrl", self.lang)

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
        """Return what weakens the figures, worst first; the lighter ones only by name."""
        heads = [text(f"exports.head.{head}", self.lang) for head in ("finding", "action")]
        found = self.shop.findings(self.lang)
        rows = [[told(one, self.lang), one.action] for one in found[:SHOWN_FINDINGS]]
        if lighter := found[SHOWN_FINDINGS:]:
            named = listed([one.cause for one in lighter], self.lang)
            rows.append([text("quality.many.less_urgent", self.lang, n=len(lighter)), named])
        return self._table((heads, rows), "ll", "findings")

    def orders(self) -> Table | Said:
        """Return the first paid orders as the tables hold them."""
        return self._table(account.preview_shown(self.shop, self.lang), "llrrrll", "orders")

    def opening(self) -> Table:
        """Return what the platform asks of a shop before it opens, and what runs out."""
        from shopkit.widgets.opening_shown import opening_table

        return opening_table(self.shop.plan, self.shop.last_day, self.lang)

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
