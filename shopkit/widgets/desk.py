"""A desk for shops: pick one, make one, put files in; table and picture follow at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.errors import ShopkitError
from shopkit.exports import import_shop, open_shop
from shopkit.exports.passwords import CODES
from shopkit.exports.workplace import put, shops_around, workplace
from shopkit.files import safe_name
from shopkit.i18n import Lang, text
from shopkit.plan import create_shop
from shopkit.widgets.controls import LAYOUT, STYLE, LivePicture, dropdown, labelled, say, spoken

if TYPE_CHECKING:
    from shopkit.widgets.start import Receipt


class Desk(ipywidgets.VBox):
    """Controls over the shops around the notebook, and what was read of the picked one."""

    def __init__(self, receipt: Receipt) -> None:
        """Start at the notebook's own shop."""
        self.receipt = receipt
        here = receipt.shop.folder.resolve()
        self.shop = dropdown(self._said("shop"), _named(shops_around(here)), here)
        self.drop = ipywidgets.FileUpload(**labelled(self._said("drop")), multiple=True)
        self.again = ipywidgets.Button(description=self._said("again"))
        self.name = ipywidgets.Text(**labelled(self._said("name")), style=STYLE, layout=LAYOUT)
        platforms = [(self._said(name), name) for name in ("taobao", "tmall", "jd", "other")]
        self.platform = dropdown(self._said("platform"), platforms, "taobao")
        self.create = ipywidgets.Button(description=self._said("create"))
        self.password = ipywidgets.Password(
            description=self._said("password"), style=STYLE, layout=LAYOUT
        )
        self.unlock = ipywidgets.Button(description=self._said("unlock"))
        self.door = ipywidgets.HBox([self.password, self.unlock])
        self.passwords: tuple[str, ...] = ()  # as long as the desk lives; no trait, never sent
        self.status, self.files = spoken("shopkit-status"), spoken("shopkit-files")
        self.picture = LivePicture(receipt.coverage())
        self._show(receipt)
        self.shop.observe(self._picked, names="value")
        self.drop.observe(self._dropped, names="value")
        self.again.on_click(self._asked_again)
        self.create.on_click(self._created)
        self.unlock.on_click(self._unlocked)
        feed = ipywidgets.HBox([self.drop, self.again])
        made = [self.name, self.platform, self.create]
        shown = [feed, self.status, self.door, self.files, self.picture]
        super().__init__([self.shop, *shown, *made])

    @property
    def lang(self) -> Lang:
        """The language of the notebook."""
        return self.receipt.lang

    def _said(self, key: str, **values: object) -> str:
        return text(f"exports.desk.{key}", self.lang, **values)

    def _picked(self, _: Any) -> None:  # noqa: ANN401
        self._open(self.shop.value)

    def _open(self, folder: Path, said: str = "") -> None:
        """Read a shop and show it; what is wrong with it is said in place."""
        from shopkit.widgets.start import Receipt

        try:
            if not any(path.name != "README.md" for path in (folder / "exports").glob("*")):
                self._show_none(said, self._said("empty", folder=folder / "exports"))
                return
            self._show(Receipt(open_shop(folder, self.passwords), self.lang), said)
        except ShopkitError as error:
            self._refuse(error, said)

    def _refuse(self, error: ShopkitError, said: str = "") -> None:
        """Say what is wrong; where a file has a password, ask for it."""
        self._show_none(said, *error.say(self.lang).splitlines())
        self._ask(needed=any(problem.code in CODES for problem in error.problems))

    def _ask(self, *, needed: bool) -> None:
        self.door.layout.display = "flex" if needed else "none"

    def _unlocked(self, _: Any) -> None:  # noqa: ANN401
        """Read the shop with what was typed, and forget it in the field, which a page may keep."""
        given, self.password.value = self.password.value, ""
        if given:
            self.passwords += (given,)
            self._open(self.shop.value)

    def _show_none(self, *said: str) -> None:
        """Say why there is nothing to show, and take away what was shown of another shop."""
        self._ask(needed=False)
        self.files.value = ""
        self.picture.clear()
        say(self.status, *said)

    def _show(self, receipt: Receipt, said: str = "") -> None:
        self.receipt = receipt
        self._ask(needed=False)
        files = receipt.shop.files
        totals = {n: f"{sum(getattr(f, n) for f in files):,}" for n in ("read", "kept", "rejected")}
        name = receipt.shop.plan.shop.name
        self.files.value = receipt.files().html()
        self.picture.show(receipt.coverage())
        say(self.status, said, self._said("read", name=name, files=len(files), **totals))

    def _asked_again(self, _: Any) -> None:  # noqa: ANN401
        try:
            import_shop(self.shop.value, self.passwords)
        except ShopkitError as error:
            self._refuse(error)
            return
        self._open(self.shop.value)

    def _dropped(self, _: Any) -> None:  # noqa: ANN401
        """Put the files into the shop, or into a copy of a sample shop, and read it."""
        contents = {file["name"]: bytes(file["content"]) for file in self.drop.value}
        if not contents:
            return
        try:
            folder = put(self.shop.value, contents)
        except ShopkitError as error:
            say(self.status, *error.say(self.lang).splitlines())
            return
        said = self._said("copied", folder=folder) if folder != self.shop.value else ""
        self._offer(folder, said)

    def _created(self, _: Any) -> None:  # noqa: ANN401
        if not self.name.value.strip():
            say(self.status, self._said("unnamed"))
            return
        folder = workplace(self.shop.value) / safe_name(self.name.value)
        try:
            create_shop(folder, self.platform.value, self.lang)
        except ShopkitError as error:
            say(self.status, *error.say(self.lang).splitlines())
            return
        self._offer(folder, self._said("made", folder=folder))

    def _offer(self, folder: Path, said: str) -> None:
        """Add a shop to the list, pick it and show it."""
        self.shop.unobserve(self._picked, names="value")
        self.shop.options = _named(shops_around(folder, *(f for _, f in self.shop.options)))
        self.shop.value = folder
        self.shop.observe(self._picked, names="value")
        self._open(folder, said)


def _named(folders: list[Path]) -> list[tuple[str, Path]]:
    return [(folder.name, folder) for folder in folders]
