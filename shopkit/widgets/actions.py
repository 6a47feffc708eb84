"""A form that adds a line to the shop's action log, when its button is pressed and only then."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import actions, kpi
from shopkit.charts.table import Cell, Table
from shopkit.errors import ShopkitError
from shopkit.exports.action_log import LOG_FILE, add_line, read_log
from shopkit.exports.workplace import own
from shopkit.i18n import Lang, text, texts
from shopkit.tables import column
from shopkit.widgets.controls import LAYOUT, STYLE, dropdown, labelled, say, spoken
from shopkit.widgets.said import Said, Unsaid, plain

if TYPE_CHECKING:
    from shopkit.exports import Shop

A_WEEK = timedelta(days=6)  # from the first day to the last
HEADERS = "lllllrll"


def became(shop: Shop, as_of: date, lang: Lang) -> Table | Said:
    """Return what became, by a day, of a shop's actions begun by then, the latest first."""
    measure, grows = partial(kpi.measured, shop.tables), partial(kpi.refunds_to_come, shop.tables)
    ruler = actions.Ruler(kpi.FIGURES, measure, kpi.is_clear, grows)
    try:
        found = actions.review(read_log(shop.folder, actions.COLUMNS), as_of, ruler, LOG_FILE)
    except ShopkitError as error:
        return Said(plain(error.say(lang)))
    wrong = [problem.say(lang) for problem in found.problems]
    begun = [one for one in found.outcomes if one.action.date <= as_of]
    if not begun:
        none = Unsaid(text("actions.said.none", lang))
        return Said("\n\n".join(map(plain, wrong))) if wrong else none
    heads, rows, roles = actions.outcomes_shown(begun, lang)
    cells: list[list[str | Cell | None]] = [
        [*row[:-1], Cell(row[-1], role)] for row, role in zip(rows, roles, strict=True)
    ]
    cells += [[None, Cell(said, "bad_text"), *[None] * (len(heads) - 2)] for said in wrong]
    table = actions.outcomes_table(begun, lang)
    return Table(heads, cells, HEADERS, lang, table=table)


class ActionForm(ipywidgets.VBox):
    """Fields for one action, and the log's answer."""

    def __init__(self, shop: Shop, start: date, lang: Lang) -> None:
        """Offer the first day after the figures and a check a week on."""
        self.shop, self.lang = shop, lang
        self.action = ipywidgets.Text(**labelled(self._said("action")), style=STYLE, layout=LAYOUT)
        roles = [said[lang] for said in texts("kpi")["owner"].values()]
        self.who = dropdown(self._said("who"), [(role, role) for role in roles], roles[1])
        self.date = self._day("date", start)
        self.check_on = self._day("check_on", start + A_WEEK)
        figures = [(column(name).title(lang), name) for name in kpi.FIGURES]
        figures = [(self._said("any"), ""), *figures]
        self.figure = dropdown(self._said("figure"), figures, "conversion_rate")
        self.expected = ipywidgets.Text(
            **labelled(self._said("expected")), style=STYLE, layout=LAYOUT
        )
        self.save = ipywidgets.Button(description=self._said("save"))
        self.status = spoken("shopkit-status")
        self.save.on_click(self._saved)
        fields = [self.action, self.who, self.date, self.check_on, self.figure, self.expected]
        super().__init__([*fields, self.save, self.status])

    def _said(self, key: str, **values: object) -> str:
        return text(f"actions.form.{key}", self.lang, **values)

    def _day(self, key: str, value: date) -> ipywidgets.DatePicker:
        return ipywidgets.DatePicker(
            **labelled(self._said(key)), value=value, style=STYLE, layout=LAYOUT
        )

    def _saved(self, _: Any) -> None:  # noqa: ANN401
        """Add the line, or say what is wrong with it."""
        typed = {name: str(getattr(self, name).value or "") for name in actions.COLUMNS[1:7]}
        try:
            line = actions.action_of(typed, kpi.FIGURES, self._place)
            folder = own(self.shop.folder)
            number = add_line(folder, actions.fields_of(line, self.lang), self.lang)
        except ShopkitError as error:
            say(self.status, *error.say(self.lang).splitlines())
            return
        copied = self._said("copied", folder=folder) if folder != self.shop.folder else ""
        values = {"id": number, "date": line.date, "check_on": line.check_on}
        added = text("actions.said.added", self.lang, **values, path=folder / LOG_FILE)
        say(self.status, copied, added)

    def _place(self, name: str) -> str:
        return self._said(name)
