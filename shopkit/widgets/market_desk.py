"""Buttons that make an empty market or keyword table, and take in one that is filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import ipywidgets

from shopkit.errors import ShopkitError
from shopkit.exports.template import write_template
from shopkit.exports.workplace import names, own
from shopkit.files import write_whole
from shopkit.i18n import text
from shopkit.plan import open_plan
from shopkit.widgets.controls import dropdown, labelled, say, spoken, without_kernel

if TYPE_CHECKING:
    from shopkit.widgets.positioning import PositioningView

ListKind = Literal["offers", "keywords"]
NAMED: dict[ListKind, str] = {"offers": "market", "keywords": "keywords"}  # key under `lists`


class MarketDesk(ipywidgets.VBox):
    """What brings the tables of the market into the shop folder and names them in the plan."""

    def __init__(self, view: PositioningView) -> None:
        """Offer both tables."""
        self.folder, self.lang = view.shop.folder, view.lang
        self.make = {kind: self._button(kind) for kind in NAMED}
        kinds = [(text(f"decide.have.{kind}", self.lang), kind) for kind in NAMED]
        self.kind = dropdown(self._said("as"), kinds, "offers")
        self.drop = ipywidgets.FileUpload(
            **labelled(self._said("drop")), accept=".xlsx,.csv", layout={"width": "fit-content"}
        )
        self.status = spoken("shopkit-gathered")
        self.drop.observe(self._dropped, names="value")
        made = ipywidgets.HBox(list(self.make.values()))
        super().__init__([made, self.kind, self.drop, self.status])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the buttons, and a line for readers without a kernel."""
        twin = without_kernel("forms.save.live", self.lang)
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _said(self, key: str, **values: object) -> str:
        return text(f"decide.desk.{key}", self.lang, **values)

    def _button(self, kind: ListKind) -> ipywidgets.Button:
        said = self._said(f"make_{kind}")
        button = ipywidgets.Button(description=said, layout={"width": "auto"})
        button.add_class(f"shopkit-make-{kind}")
        button.on_click(lambda _: self._make(kind))
        return button

    def _make(self, kind: ListKind) -> None:
        """Write an empty table beside the plan, unless one is there, and name it."""
        try:
            folder = own(self.folder)
            path = folder / self._said(f"file_{kind}")
            there = path.exists()
            if not there:
                write_template(kind, self.lang, path)
            _name(folder, kind, path.name)
        except ShopkitError as error:
            say(self.status, *error.say(self.lang).splitlines())
            return
        say(self.status, self._said("there" if there else "made", path=path))

    def _dropped(self, _: Any) -> None:  # noqa: ANN401
        """Put a table into the shop folder, never over another, and name it."""
        for file in self.drop.value:
            try:
                folder = own(self.folder)
                path = _free(folder / Path(file["name"]).name)
                write_whole(path, bytes(file["content"]))
                _name(folder, self.kind.value, path.name)
            except ShopkitError as error:
                say(self.status, *error.say(self.lang).splitlines())
                return
            say(self.status, self._said("taken", path=path))


def _free(path: Path) -> Path:
    """Return a path nothing stands at: the one asked for, or one with a number."""
    return next(place for place in names(path) if not place.exists())


def _name(folder: Path, kind: ListKind, name: str) -> None:
    """Write the name of a table into the plan, unless it stands there."""
    draft = open_plan(folder)
    named: tuple[str, ...] = getattr(draft.plan.lists, NAMED[kind])
    if name not in named:
        draft.with_changes({("lists", NAMED[kind]): [*named, name]}).save()
