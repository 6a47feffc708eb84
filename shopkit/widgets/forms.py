"""Forms made from the plan's models: what is typed, what changes, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit.charts.table import STYLE, Table
from shopkit.errors import PlanError, Problem
from shopkit.i18n import DASH, Lang, text
from shopkit.plan.changes import changed, plain, steps_of, value_at
from shopkit.plan.fields import entries_of, field_path, model_at, plan_fields
from shopkit.plan.merge import merged
from shopkit.widgets.editors import (
    About,
    Editor,
    Steps,
    choice_of,
    kind_of,
    room_for,
    shape_at,
)
from shopkit.widgets.sections import Rows, Section, editor_of

if TYPE_CHECKING:
    from shopkit.plan import Draft

LONGEST_SHOWN, LONGEST_ENTRY = 400, 60


class Form(ipywidgets.VBox):
    """Fields for parts of a plan.

    Attributes:
        draft: the plan it began with.
        problems: what is wrong with what is typed.
    """

    def __init__(self, draft: Draft, paths: tuple[str, ...], lang: Lang) -> None:
        """Start with what the plan says.

        Args:
            draft: the plan.
            paths: parts of it: sections, lists of them, or single fields.
            lang: language of every text.
        """
        self.draft, self.lang = draft, lang
        self.problems: tuple[Problem, ...] = ()
        self.watching: list[Callable[[], None]] = []
        places = [steps_of(path, {}) for path in paths]
        room = room_for([label for steps in places for label in _labels(About(steps, lang))])
        self.parts = {
            steps: editor_of(About(steps, lang, room), value_at(draft.document, steps))
            for steps in places
        }
        for part in self.parts.values():
            part.watch(self._changed)
        super().__init__(list(self.parts.values()))

    def changes(self) -> dict[Any, object]:
        """Return the changes typed, by place of the plan; `None` takes out."""
        found: dict[Any, object] = {}
        for steps, part in self._single():
            before, value = plain(value_at(self.draft.document, steps)), plain(part.read())
            same = value == before or (value is None and before in (None, [], {}))
            default = shape_at(steps[:-1])["properties"][steps[-1]].get("default")
            if not same and not (before is None and value == default):
                found[steps] = value
        return found

    def _single(self) -> Iterator[tuple[Steps, Editor | Rows]]:
        """Yield the place and editor of every field and list, so that little of a file changes."""
        for steps, part in self.parts.items():
            yield from _single(steps, part)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever a value changes, after it was looked at."""
        self.watching.append(changed)

    def reset(self) -> None:
        """Show what the plan says."""
        for steps, part in self.parts.items():
            part.put(value_at(self.draft.document, steps))
        self._changed()

    def rebase(self, draft: Draft) -> None:
        """Go on from another state of the plan; what was typed stays, beside what others wrote."""
        typed = changed(self.draft.document, self.changes())
        both = merged(self.draft.document, draft.document, typed).document
        self.draft = draft
        for steps, part in self._single():
            part.put(value_at(draft.document, steps))
            if value_at(both, steps) != value_at(draft.document, steps):
                part.type_in(value_at(both, steps))
        self._changed()

    def field(self, path: str) -> Any:  # noqa: ANN401 - an editor of any kind
        """Return the editor of a place."""
        return self._part(steps_of(path, {}))[1]

    def value(self, path: str) -> Any:  # noqa: ANN401 - a value of any kind
        """Return what is typed at a place."""
        return self.field(path).read()

    def stray(self) -> list[Problem]:
        """Return the problems that belong to none of the form's fields."""
        return [
            one
            for one in self.problems
            if not any(_steps(one)[: len(above)] == above for above in self.parts)
        ]

    def _part(self, steps: Steps) -> tuple[Steps, Any]:
        [above] = [one for one in self.parts if steps[: len(one)] == one]
        part: Any = self.parts[above]
        for step in steps[len(above) :]:
            part = part.parts[step]
        return above, part

    def _changed(self) -> None:
        """Look at everything typed and say in place what is wrong with it."""
        try:
            self.draft.checked(self.changes())
            self.problems = ()
        except PlanError as error:
            self.problems = error.problems
        found = {_steps(one): _explained(one, self.lang) for one in self.problems}
        for above, part in self.parts.items():
            length = len(above)
            below = {s[length:]: said for s, said in found.items() if s[:length] == above}
            part.refuse(below)
        for told in self.watching:
            told()

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the form, and for readers without a kernel what the plan says."""
        return {**dict(super()._repr_mimebundle_(**options) or {}), **self.twin()}

    def twin(self) -> dict[str, str]:
        """Return what stands for the form where no kernel runs: what the plan says."""
        table = self.said()
        live = f"<p>{escape(text('forms.save.live', self.lang))}</p>"
        return {"text/html": STYLE + table.html() + live, "text/plain": table.text()}

    def said(self) -> Table:
        """Return what the plan says of the form's fields as a table."""
        heads = [text(f"forms.static.{name}", self.lang) for name in ("field", "value")]
        rows = [
            [about.title, shown_value(value_at(self.draft.document, about.steps), about)]
            for steps in self.parts
            for about in _leaves(About(steps, self.lang))
        ]
        return Table(heads, rows, "ll", self.lang)


def shown_value(value: object, about: About) -> str | None:
    """Return a value of the plan in reading form; `None` is not given."""
    value = plain(value)
    if value is None or value in ([], {}):
        return None
    if isinstance(value, Mapping):
        value = str(kind_of(about).shown(value)).splitlines()
    if isinstance(value, list):
        parts = [_entry(one, about) for one in value]
        said = ("；" if about.lang == "zh" else "; ").join(parts)
        return said if len(said) <= LONGEST_SHOWN else said[:LONGEST_SHOWN] + "…"
    if isinstance(value, str):
        return choice_of(about, value)
    if isinstance(value, bool):
        return text(f"forms.value.{'true' if value else 'false'}", about.lang)
    if about.field.unit == "ratio" and isinstance(value, int | float):
        return f"{value * 100:.10g}%"
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _entry(value: object, about: About) -> str:
    """Return an entry of a list in a few words."""
    if not isinstance(value, Mapping):
        return str(value)
    below = about.inside(0)
    stop = "，" if about.lang == "zh" else ", "
    said = {name: shown_value(one, below.inside(name)) for name, one in value.items()}
    whole = stop.join(one or DASH for one in said.values())
    return whole if len(whole) <= LONGEST_ENTRY else whole[:LONGEST_ENTRY] + "…"


def _leaves(about: About) -> list[About]:
    """Return the places a form shows a row each for: fields and lists."""
    if "properties" not in shape_at(about.steps):
        return [about]
    names = [name for name, _ in entries_of(model_at(about.steps))]
    return [leaf for name in names for leaf in _leaves(about.inside(name))]


def _labels(about: About) -> list[str]:
    return [leaf.label for leaf in _leaves(about)]


def _single(steps: Steps, part: Editor | Section | Rows) -> Iterator[tuple[Steps, Editor | Rows]]:
    if not isinstance(part, Section):
        yield steps, part
        return
    for name, below in part.parts.items():
        yield from _single((*steps, name), below)


def _steps(problem: Problem) -> Steps:
    return tuple(int(s) if s.isdecimal() else s for s in problem.place.split("."))


def _explained(problem: Problem, lang: Lang) -> str:
    """Return what is wrong with a value; how it is written, the help beside the field says."""
    if problem.code == "plan_missing":
        return text("forms.value.missing", lang)
    if problem.code == "plan_share":
        return text("forms.value.share", lang, **problem.values)
    if problem.code != "plan_value":
        return problem.explain(lang)
    said, hint = problem.value or "", problem.values["hint"]
    title = plan_fields()[field_path(_steps(problem))].title[lang]
    told = text("forms.value.bad", lang, title=title, said=said)
    return told + (hint[lang] if isinstance(hint, Mapping) else "")
