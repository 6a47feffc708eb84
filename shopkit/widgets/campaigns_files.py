"""Buttons that write a year into the shop folder: calendar, task list, poster."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.errors import ShopkitError
from shopkit.exports.workplace import own
from shopkit.files import write_whole
from shopkit.i18n import text
from shopkit.widgets.controls import labelled, say, spoken

if TYPE_CHECKING:
    from shopkit.widgets.campaigns import CampaignsView

KINDS = ("ics", "xlsx", "png", "pdf")


class CampaignFiles(ipywidgets.VBox):
    """What writes the year for telephones, for the desk and for the wall."""

    def __init__(self, view: CampaignsView) -> None:
        """Offer every kind of file."""
        self.view, self.lang = view, view.lang
        self.holidays = ipywidgets.Checkbox(
            value=False, **labelled(self._said("holidays")), indent=False
        )
        self.make = {kind: self._button(kind) for kind in KINDS}
        self.status = spoken("shopkit-year-files")
        super().__init__([self.holidays, ipywidgets.HBox(list(self.make.values())), self.status])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the buttons, and a line for readers without a kernel."""
        said = self._said("static")
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        return {**bundle, "text/html": f"<p>{escape(said)}</p>", "text/plain": said}

    def _said(self, key: str, **values: object) -> str:
        return text(f"yearbook.files.{key}", self.lang, **values)

    def _button(self, kind: str) -> ipywidgets.Button:
        button = ipywidgets.Button(description=self._said(f"make_{kind}"), layout={"width": "auto"})
        button.add_class(f"shopkit-year-{kind}")
        button.on_click(lambda _: self._write(kind))
        return button

    def content(self, kind: str) -> bytes:
        """Return a file of the year.

        Args:
            kind: ics, xlsx, png or pdf.

        Raises:
            ShopkitError: The plan cannot be read.
        """
        from shopkit.reports.calendar_files import calendar_ics
        from shopkit.reports.calendar_poster import poster
        from shopkit.reports.task_list import task_list

        ahead = self.view.ahead
        if kind == "ics":
            return calendar_ics(ahead, self.lang, holidays=self.holidays.value)
        if kind == "xlsx":
            return task_list(ahead, self.lang)
        return poster(ahead, "png" if kind == "png" else "pdf", self.lang)

    def _write(self, kind: str) -> None:
        """Write the file beside the plan and say where it is."""
        try:
            content = self.content(kind)
            path = own(self.view.view.shop.folder) / self._said(f"file_{kind}")
            write_whole(path, content)
        except ShopkitError as error:
            say(self.status, *error.say(self.lang).splitlines())
            return
        say(self.status, self._said("made", path=path))
