"""Saving what a form holds: the lines that change are shown, then written, then it is said where.

A sample shop is never written to: its working copy is. Nothing is written unless a button is
pressed, so a notebook that is only run, by papermill or by a test, saves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

import ipywidgets

from shopkit.charts.table import Cell, Table
from shopkit.clock import today
from shopkit.errors import ShopkitError
from shopkit.exports.workplace import is_sample, own, saved_in, working
from shopkit.i18n import Lang, full_day, listed, text
from shopkit.plan import PLAN_FILE, Plan, decided, open_plan, stale
from shopkit.plan.decisions import title_of
from shopkit.plan.saving import BACKUP_FILE
from shopkit.widgets.controls import say, spoken
from shopkit.widgets.preview import apart, counted, preview
from shopkit.widgets.said import Said, Unsaid

if TYPE_CHECKING:
    from shopkit.errors import Problem
    from shopkit.plan import Draft, Proposed, Stale

Inputs = Callable[[Plan], Mapping[str, object]]


@dataclass(frozen=True)
class Deciding:
    """What a save decides.

    Attributes:
        of: the part of the plan, as a path.
        inputs: what it is decided from, given the plan: values by path, fingerprints by table.
    """

    of: str
    inputs: Inputs


class Savable(Protocol):
    """What can be saved: a form, or controls that stand for a part of the plan."""

    lang: Lang
    draft: Draft
    problems: list[Problem]

    def changes(self) -> dict[Any, object]:
        """Return the changes typed, by place of the plan; `None` takes out."""
        ...

    def stray(self) -> list[Problem]:
        """Return the problems that are not shown beside a field."""
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever a value changes."""
        ...

    def reset(self) -> None:
        """Show what the plan says."""
        ...

    def rebase(self, draft: Draft) -> None:
        """Go on from another state of the plan; what was typed stays."""
        ...


class Saver(ipywidgets.VBox):
    """Buttons below a form: back to the plan, show what would change, write it."""

    def __init__(self, form: Savable, deciding: Deciding | None = None) -> None:
        """Watch the form."""
        self.form, self.deciding, self.lang = form, deciding, form.lang
        self.proposed: Proposed | None = None
        self.saved: list[Callable[[Draft], None]] = []
        self.warned: list[Callable[[Plan], Iterable[str]]] = []  # asked before anything is written
        names = ("reset", "write", "confirm", "cancel", "again")
        self.buttons = {name: self._button(name) for name in names}
        for name in names:
            setattr(self, name, self.buttons[name])
        self.reset.on_click(lambda _: form.reset())
        self.write.on_click(lambda _: self._propose())
        self.confirm.on_click(lambda _: self._write())
        self.cancel.on_click(lambda _: self._looked())
        self.again.on_click(lambda _: self._read_again())
        self.why, self.status = spoken("shopkit-why"), spoken("shopkit-saved")
        self.lines = spoken("shopkit-lines")
        self.first = ipywidgets.HBox([self.reset, self.write])
        self.second = ipywidgets.HBox([self.confirm, self.cancel])
        form.watch(self._looked)
        super().__init__([self.first, self.why, self.lines, self.second, self.again, self.status])
        self._looked()

    if TYPE_CHECKING:
        reset: ipywidgets.Button
        write: ipywidgets.Button
        confirm: ipywidgets.Button
        cancel: ipywidgets.Button
        again: ipywidgets.Button

    def _button(self, name: str) -> ipywidgets.Button:
        said = text(f"forms.save.{name}", self.lang)
        button = ipywidgets.Button(description=said, layout={"width": "auto"})
        button.add_class(f"shopkit-{name}")
        return button

    def _said(self, key: str, **values: object) -> str:
        return text(f"forms.save.{key}", self.lang, **values)

    def _looked(self) -> None:
        """Say how things stand; a button that cannot be pressed has its reason beside it."""
        self.proposed = None
        self.lines.value = ""
        _show(self.second, shown=False)
        _show(self.again, shown=False)
        changed, wrong = self.form.changes(), len(self.form.problems)
        self.reset.disabled = not changed
        self.write.disabled = bool(wrong) or not (changed or self._outlived())
        if wrong:
            stray = [one.explain(self.lang) for one in self.form.stray()]
            say(self.why, self._said("wrong", n=wrong), *stray)
        elif changed:
            say(self.why, self._said("ready", what=counted(self.form.draft, changed, self.lang)))
        else:
            say(self.why, self._said("only_decided" if self._outlived() else "unchanged"))

    def _outlived(self) -> bool:
        """Tell whether the plan's decision was made from something else than there is now."""
        if self.deciding is None:
            return False
        plan = self.form.draft.plan
        return any(one.of == self.deciding.of for one in stale(plan, self.deciding.inputs(plan)))

    def _propose(self) -> None:
        """Show the lines a save would change."""
        try:
            self.proposed = self._proposed()
        except ShopkitError as error:
            self._refuse(error)
            return
        target = saved_in(self.form.draft.folder) / PLAN_FILE
        say(self.status, self._said("checking"))  # what warns may take some seconds
        warned = [said for ask in self.warned for said in ask(self.proposed.plan)]
        self.lines.value = (
            f"<p>{escape(self._said('will', path=target))}</p>"
            f"{preview(self.proposed, warned, self.lang)}"
        )
        say(self.status)
        _show(self.second, shown=True)

    def _proposed(self) -> Proposed:
        draft, changes = self.form.draft, self.form.changes()
        if self.deciding is None:
            return draft.with_changes(changes)
        plan = open_plan(working(draft.folder)).checked(changes)  # with what others decided
        record = decided(self.deciding.of, today(), self.deciding.inputs(plan))
        return draft.with_changes({**changes, **record})

    def _write(self) -> None:
        """Write what was shown, and say where and when."""
        if self.proposed is None:
            return
        try:
            folder = own(self.form.draft.folder)
            saved = self.proposed.save(folder)
        except ShopkitError as error:
            self._refuse(error)
            return
        copied = is_sample(self.form.draft.folder)
        draft = open_plan(folder)
        self.form.draft = draft
        self.form.reset()
        path = folder / PLAN_FILE
        at = f"{datetime.fromtimestamp(path.stat().st_mtime):%Y-%m-%d %H:%M}"
        shown, _ = apart(saved.lines, draft.text)
        values = {"path": path, "at": at, "n": len(shown), "backup": BACKUP_FILE}
        say(
            self.status,
            self._said("copy", path=folder) if copied else "",
            self._said("wrote" if shown else "dated" if saved.lines else "same", **values),
        )
        for told in self.saved:
            told(draft)

    def _refuse(self, error: ShopkitError) -> None:
        """Say why nothing was written; what was typed stays, and the plan can be read again."""
        _show(self.second, shown=False)
        self.lines.value = ""
        say(self.status, self._said("refused"), *error.say(self.lang).splitlines())
        _show(self.again, shown=True)

    def _read_again(self) -> None:
        """Take in what others wrote, and keep what was typed."""
        try:
            draft = open_plan(working(self.form.draft.folder))
        except ShopkitError as error:
            self._refuse(error)
            return
        self.form.rebase(draft)
        say(self.status, self._said("reread"))


def decisions_table(
    plan: Plan,
    current: Mapping[str, object],
    lang: Lang,
    named: Mapping[str, str] | None = None,
    worth: Callable[[Stale], str] | None = None,
) -> Table | Said:
    """Return the decisions of a plan, and which of them their inputs have outlived.

    Args:
        plan: the plan.
        current: inputs as they are now, by name.
        lang: language of the table.
        named: what inputs that are no part of the plan are called.
        worth: what a change of inputs is worth in CNY, in words, or why nobody can tell.
    """
    if not plan.decisions:
        return Unsaid(text("forms.decided.none", lang))
    outlived = {one.of: one for one in stale(plan, current)}
    heads = [text(f"forms.decided.{name}", lang) for name in ("part", "on", "state")]
    rows: list[list[str | Cell | None]] = [
        [
            title_of(one.of, lang),
            full_day(one.on, lang),
            _state(outlived.get(one.of), lang, named or {}, worth),
        ]
        for one in plan.decisions
    ]
    return Table(heads, rows, "lll", lang)


def _state(
    one: Stale | None,
    lang: Lang,
    named: Mapping[str, str],
    worth: Callable[[Stale], str] | None,
) -> Cell:
    if one is None:
        return Cell(text("forms.decided.fresh", lang), "good_text")
    inputs = [named.get(name) or title_of(name, lang) for name in one.changed]
    said = text("forms.decided.stale", lang, inputs=listed(list(dict.fromkeys(inputs)), lang))
    return Cell(said + (worth(one) if worth else ""), "bad_text")


def _show(box: ipywidgets.DOMWidget, *, shown: bool) -> None:
    box.layout.display = "flex" if shown else "none"
