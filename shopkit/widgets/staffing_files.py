"""Buttons that write a roster into the shop folder: a workbook, and calendars for telephones."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.clock import today
from shopkit.errors import ShopkitError
from shopkit.exports.workplace import own
from shopkit.files import write_whole
from shopkit.i18n import text
from shopkit.reports.roster_files import Heading, roster_calendar, roster_workbook
from shopkit.widgets.controls import dropdown, say, spoken
from shopkit.widgets.said import Unsaid

if TYPE_CHECKING:
    from shopkit.widgets.staffing import StaffingView

KINDS = {"xlsx": roster_workbook, "ics": roster_calendar}


class RosterFiles(ipywidgets.VBox):
    """What writes the roster of the plan's people, or of as many as it takes."""

    def __init__(self, view: StaffingView) -> None:
        """Offer both kinds of files."""
        self.view, self.lang = view, view.lang
        names = [(self._said(name), name) for name in ("planned", "enough")]
        self.which = dropdown(self._said("which"), names, "planned")
        self.make = {kind: self._button(kind) for kind in KINDS}
        self.status = spoken("shopkit-roster-files")
        super().__init__([self.which, ipywidgets.HBox(list(self.make.values())), self.status])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the buttons, and a line for readers without a kernel."""
        said = self._said("static")
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        return {**bundle, "text/html": f"<p>{escape(said)}</p>", "text/plain": said}

    def _said(self, key: str, **values: object) -> str:
        return text(f"people.files.{key}", self.lang, **values)

    def _button(self, kind: str) -> ipywidgets.Button:
        button = ipywidgets.Button(description=self._said(f"make_{kind}"), layout={"width": "auto"})
        button.add_class(f"shopkit-roster-{kind}")
        button.on_click(lambda _: self._write(kind))
        return button

    def _write(self, kind: str) -> None:
        """Write the file beside the plan and say where it is."""
        try:
            planned = self.which.value == "planned"
            roster = self.view.as_planned if planned else self.view.enough
            if isinstance(roster, Unsaid):
                say(self.status, roster.markdown)
                return
            heading = Heading(self.view.plan.shop.name, today(), self.lang)
            path = own(self.view.view.shop.folder) / self._said(f"file_{kind}")
            write_whole(path, KINDS[kind](roster, heading))
        except ShopkitError as error:
            say(self.status, *error.say(self.lang).splitlines())
            return
        say(self.status, self._said("made", path=path))
