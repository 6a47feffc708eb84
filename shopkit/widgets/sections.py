"""Editors for sections of a plan and for lists of them, made from the plan's models."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from typing import Any

import ipywidgets

from shopkit.i18n import text
from shopkit.plan.changes import identity_of
from shopkit.plan.fields import entries_of, model_at
from shopkit.widgets.arranged import arranged, by_of
from shopkit.widgets.editors import (
    About,
    Editor,
    Steps,
    choice_of,
    kind_of,
    room_for,
    shape_at,
    wrong_lines,
)

Wrong = Mapping[Steps, str]
FOLDED, OPEN = "▸", "▾"
OWN_WIDTH = {"width": "auto", "align_self": "flex-start"}


def editor_of(about: About, value: Any) -> Editor | Section | Rows:  # noqa: ANN401
    """Return the editor of a place of the plan, at a value as the plan has it."""
    shape = shape_at(about.steps)
    if "properties" in shape:
        return Section(about, value)
    if shape.get("type") == "array" and "properties" in shape_at((*about.steps, 0)):
        return Rows(about, value)
    return Editor(about, kind_of(about), value)


def heading(said: str, helped: str = "") -> ipywidgets.HTML:
    """Return a heading inside a form, with a line that explains it."""
    small = f'<div style="font-size:12px;opacity:.75">{escape(helped)}</div>' if helped else ""
    return ipywidgets.HTML(
        f'<div role="heading" aria-level="4" style="font-weight:600;margin-top:6px">'
        f"{escape(said)}</div>{small}"
    )


class Section(ipywidgets.VBox):
    """The fields of one section, one below the other."""

    def __init__(self, about: About, value: Any, *, title: bool = True) -> None:  # noqa: ANN401
        """Start with a section as the plan has it: a mapping, or nothing."""
        self.about = about
        needed = set(shape_at(about.steps).get("required", ()))
        names = [name for name, _ in entries_of(model_at(about.steps))]
        places = [about.inside(name, needed=name in needed) for name in names]
        self.began: dict[str, Any] = dict(value or {})
        self.parts = {
            name: editor_of(place, self.began.get(name))
            for name, place in zip(names, places, strict=True)
        }
        self.wrong = ipywidgets.HTML()
        self.head = [heading(about.title)] if title else []
        self.all_shown = False
        self.rest = ipywidgets.Button(layout=OWN_WIDTH)
        self.rest.add_class("shopkit-more")
        self.rest.on_click(lambda _: self._fold())
        super().__init__()
        self.by = by_of(about.steps)
        self.arrange()
        if self.by:
            self.parts[self.by].watch(self.arrange)

    def arrange(self, wrong: Collection[str] = ()) -> None:
        """Show the fields that matter for what is filled in; none that holds something hides."""
        filled = {name for name in self.parts if self._holds(name)} | {*wrong}
        kind = self.parts[self.by].read() if self.by else None
        found = arranged(self.about.steps, tuple(self.parts), filled, kind)
        key, lang = "less" if self.all_shown else "open", self.about.lang
        self.rest.description = text(f"forms.more.{key}", lang, n=len(found.more))
        self.children = [
            *self.head,
            self.wrong,
            *(self.parts[name] for name in found.first),
            *([heading("", text("forms.more.idle", lang))] if found.idle else []),
            *(self.parts[name] for name in found.idle),
            *([self.rest] if found.more else []),
            *(self.parts[name] for name in found.more if self.all_shown),
        ]

    def _holds(self, name: str) -> bool:
        value = self.parts[name].read()
        default = shape_at(self.about.steps)["properties"][name].get("default")
        return value is not None and value != default

    def _fold(self) -> None:
        self.all_shown = not self.all_shown
        self.arrange()

    def put(self, value: Any) -> None:  # noqa: ANN401
        """Show another section."""
        self.began = dict(value or {})
        for name, part in self.parts.items():
            part.put(self.began.get(name))
        self.arrange()

    def read(self) -> dict[str, Any] | None:
        """Return what is typed; `None` where nothing is."""
        found = {name: part.read() for name, part in self.parts.items()}
        return {name: value for name, value in found.items() if value is not None} or None

    def refuse(self, found: Wrong) -> None:
        """Say what is wrong, each where it is."""
        for name, part in self.parts.items():
            part.refuse(_below(found, name))
        wrong = {str(steps[0]) for steps in found if steps} & {*self.parts}
        if any(self.parts[name] not in self.children for name in wrong):
            self.arrange(wrong)
        self.wrong.value = wrong_lines([said for steps, said in found.items() if not steps])

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever a value changes."""
        for part in self.parts.values():
            part.watch(changed)


class Row(ipywidgets.VBox):
    """One entry of a list: its name on a button that unfolds its fields."""

    def __init__(self, about: About, value: Any, rows: Rows) -> None:  # noqa: ANN401
        """Start folded; the fields are made when they are first looked at."""
        self.about, self.began, self.rows = about, value, rows
        self.section: Section | None = None
        self.unfolded = False
        self.fold = ipywidgets.Button(layout={"width": "auto", "max_width": "100%"})
        self.remove = ipywidgets.Button(layout={"width": "auto"})
        self.fold.style.button_color = "transparent"
        self.fold.on_click(lambda _: self.unfold(open_=not self.unfolded))
        self.remove.on_click(lambda _: rows.take_out(self))
        self.wrong: Wrong = {}
        self.bar = ipywidgets.HBox([self.fold, self.remove])
        super().__init__([self.bar])

    def _called(self) -> str:
        """Return its name; that of a choice as the form calls it."""
        value = self.read() or {}
        if value.get("name"):
            return str(value["name"])
        key = identity_of(self.about.steps)
        return choice_of(self.about.inside(key), str(value.get(key) or ""))

    def name(self, number: int) -> None:
        """Say which entry it is."""
        self.number = number
        self.about = self.rows.about.inside(number)
        said = self._called() or text("forms.rows.new", self.lang)
        sign = OPEN if self.unfolded else FOLDED
        shown = text("forms.rows.row", self.lang, n=number + 1, name=said)
        self.fold.description = f"{sign} {shown}"
        self.remove.description = text("forms.rows.remove", self.lang, n=number + 1)

    @property
    def lang(self) -> Any:  # noqa: ANN401 - zh or en
        """The language of every text."""
        return self.rows.about.lang

    def unfold(self, *, open_: bool) -> None:
        """Show or hide the fields."""
        if open_ and self.section is None:
            self.section = Section(self.about, self.began, title=False)
            self.section.refuse(self.wrong)
            self.section.watch(self.rows.changed)
        self.unfolded = open_
        self.children = [self.bar, self.section] if open_ and self.section else [self.bar]
        self.name(self.number)

    def read(self) -> dict[str, Any] | None:
        """Return what is typed, or what it began with."""
        return self.section.read() if self.section else self.began

    def refuse(self, found: Wrong) -> None:
        """Say what is wrong; an entry that has something wrong unfolds."""
        self.wrong = found
        if found and not self.unfolded:
            self.unfold(open_=True)
        if self.section:
            self.section.refuse(found)


class Rows(ipywidgets.VBox):
    """A list of sections: entries can be added, changed and taken out."""

    def __init__(self, about: About, value: Any) -> None:  # noqa: ANN401
        """Start with a list as the plan has it, or nothing."""
        shape = shape_at((*about.steps, 0))
        inner = [about.inside(0).inside(name).label for name in shape["properties"]]
        needed = [about.inside(0).inside(n, needed=True).label for n in shape.get("required", ())]
        self.about = About(about.steps, about.lang, room_for([*inner, *needed]))
        self.title = heading(about.title, about.help)
        self.wrong = ipywidgets.HTML()
        self.lines = ipywidgets.VBox()
        said = text("forms.rows.add", about.lang, title=about.title)
        self.add = ipywidgets.Button(description=said, layout=OWN_WIDTH)
        self.add.add_class("shopkit-add-" + "-".join(map(str, about.steps)))
        self.add.on_click(lambda _: self.put_in())
        self.watching: list[Callable[[], None]] = []
        self.put(value)
        super().__init__([self.title, self.wrong, self.lines, self.add])

    def put(self, value: Any) -> None:  # noqa: ANN401
        """Show another list."""
        self.began = value
        found = value if isinstance(value, Sequence) else []
        self._show([self._row(n, one) for n, one in enumerate(found)])

    def type_in(self, value: Any) -> None:  # noqa: ANN401
        """Show a list the plan does not hold."""
        began = self.began
        self.put(value)
        self.began = began

    def read(self) -> list[Any] | None:
        """Return the entries; one without anything in it is left out."""
        found = [row.read() for row in self.lines.children]
        said = [one for one in found if one]
        return self.began if said == list(self.began or []) else said or None

    def put_in(self, value: Any = None) -> None:  # noqa: ANN401
        """Add an entry at the end and unfold it."""
        row = self._row(len(self.lines.children), value)
        self._show([*self.lines.children, row])
        row.unfold(open_=True)
        self.changed()

    def take_out(self, row: Row) -> None:
        """Take an entry out."""
        self._show([one for one in self.lines.children if one is not row])
        self.changed()

    def changed(self) -> None:
        """Name the entries anew and tell whoever watches."""
        for number, row in enumerate(self.lines.children):
            row.name(number)
        for told in self.watching:
            told()

    def refuse(self, found: Wrong) -> None:
        """Say what is wrong, each at its entry."""
        filled = [row for row in self.lines.children if row.read()]
        for number, row in enumerate(filled):
            row.refuse(_below(found, number))
        self.wrong.value = wrong_lines([said for steps, said in found.items() if not steps])

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever an entry comes, goes or changes."""
        self.watching.append(changed)

    def _row(self, number: int, value: Any) -> Row:  # noqa: ANN401
        row = Row(self.about.inside(number), value, self)
        row.name(number)
        return row

    def _show(self, rows: Sequence[Row]) -> None:
        self.lines.children = list(rows)
        for number, row in enumerate(rows):
            row.name(number)


def _below(found: Wrong, step: int | str) -> dict[Steps, str]:
    return {steps[1:]: said for steps, said in found.items() if steps and steps[0] == step}
