"""Editors for single values of a plan: a control with label, help line and what is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from html import escape
from typing import Any

import ipywidgets

from shopkit.charts.fit import text_width
from shopkit.charts.look import LIGHT
from shopkit.i18n import Lang, text, texts
from shopkit.plan.fields import PlanField, field_path, plan_fields
from shopkit.plan.model import Plan
from shopkit.plan.sections.values import LONGEST_NAME, PERCENT
from shopkit.plan.tree import Step
from shopkit.widgets.named import Names, code_at, names_at

Steps = tuple[Step, ...]
Shape = Mapping[str, Any]
FONT = 13  # px of a label in JupyterLab
LEAST = 11 * FONT
FIELD = 320  # px of what is typed in
BESIDE = 280  # px of the help line, below the field where there is less room
_DIGITS = re.compile(r"[+-]?\d+(\.\d+)?")
_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff）]) (?!\d)|(?<!\d) (?=[\u4e00-\u9fff（])"
)  # stood around a code
_SAME = re.compile(r"([^\s：、（）]+)（\1）")  # what a code means, once it is named
_OF_FILE = re.compile(  # not in a form
    r"，加引号$|，写成 20[\d-]+$|，写成清单(?=$|；)"
    r"|, in quotes$|, written 20[\d-]+$|, as a list(?=$|;)"
)
_KEYS = "each with"  # words before it are no keys, as `of` of a campaign
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_AROUND = re.compile(r"^[¥￥]\s*|\s*元$")  # the unit stands in the label
_WAN = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*万")


@dataclass(frozen=True)
class About:
    """What an editor must know of its place.

    Attributes:
        steps: where it stands in the plan.
        lang: language of every text.
        room: px of its label.
        needed: whether a section cannot do without it.
    """

    steps: Steps
    lang: Lang
    room: float = LEAST
    needed: bool = False

    @property
    def field(self) -> PlanField:
        """Return what the plan says of the field."""
        return plan_fields()[field_path(self.steps)]

    @property
    def title(self) -> str:
        """Return what the field is called."""
        return self.field.title[self.lang]

    @property
    def label(self) -> str:
        """Return the title with its unit; a share is typed in per cent or as it is."""
        said = self.title
        if self.field.unit not in ("", "ratio"):
            unit = text(f"plan.unit.{self.field.unit}", self.lang)
            said = text("forms.label.unit", self.lang, title=said, unit=unit)
        return text("forms.label.needed", self.lang, title=said) if self.needed else said

    @property
    def help(self) -> str:
        """Return the help line; keys and codes of the file are called what the form calls them."""
        shape, lang = shape_at(self.steps), self.lang
        inner = shape_at((*self.steps, 0)) if shape.get("type") == "array" else shape
        below = self.inside(0) if inner is not shape else self
        if "properties" not in inner:
            below, inner = replace(self, steps=self.steps[:-1]), shape_at(self.steps[:-1])
        plain = lang == "en" and inner is shape_at(self.steps[:-1])  # `style` is a word there
        keys = (key for key in inner["properties"] if "_" in key or not plain)
        names = {key: below.inside(key).title for key in keys}
        names |= {one: choice_name(self, one) for one in (*_choices(shape), *_keys(shape))}
        names |= names_at(self.field.path, lang)
        if shape.get("type") == "boolean":
            names |= {said: text(f"forms.value.{said}", lang) for said in ("true", "false")}
        named = re.compile("|".join(rf"(?<![\w.]){re.escape(one)}(?![\w.])" for one in names))
        raw = self.field.help[lang]
        own = texts("forms")["hint"].get(self.field.path)
        if own:
            return str(own[lang])
        at = max(raw.find(_KEYS), 0)
        told = named.sub(lambda found: names[found[0]], raw[at:]) if names else raw[at:]
        said = raw[:at] + told
        said = _SAME.sub(r"\1", _GAP.sub("", said)) if said != raw else raw
        return _OF_FILE.sub("", said)

    def inside(self, step: Step, *, needed: bool = False) -> About:
        """Return the same for a place below."""
        return replace(self, steps=(*self.steps, step), needed=needed)


@dataclass(frozen=True)
class Kind:
    """How values of one kind are typed.

    Attributes:
        control: makes the control from label, tooltip, style and layout.
        shown: a value of the plan as the control holds it.
        read: what the control holds as a value of the plan; `None` is not given.
        help: text the help line is set in.
    """

    control: Callable[..., ipywidgets.DOMWidget]
    shown: Callable[[Any], Any]
    read: Callable[[Any], Any]
    help: str = "one"


class Editor(ipywidgets.VBox):
    """A labelled control for one value of the plan."""

    def __init__(self, about: About, kind: Kind, value: object) -> None:
        """Start with what the plan says, `None` for nothing."""
        self.about, self.kind = about, kind
        helped = about.help.rstrip("。.")
        self.help = text(f"forms.help.{kind.help}", about.lang, help=helped)
        self.control = kind.control(
            description=about.label,
            tooltip=self.help,
            style={"description_width": f"{about.room:.0f}px"},
            layout={"width": f"{about.room + FIELD:.0f}px", "max_width": "100%"},
        )
        self.control.add_class("shopkit-field-" + "-".join(map(str, about.steps)))
        self.note = ipywidgets.HTML(layout={"flex": f"1 1 {BESIDE}px", "max_width": "640px"})
        self.put(value)
        self.refuse({})
        layout = {"margin": "0 0 6px", "flex_flow": "row wrap"}
        super().__init__([self.control, self.note], layout=layout)

    def put(self, value: object) -> None:
        """Show another value of the plan."""
        self.began = value
        self.shown = self.kind.shown(value)
        self.control.value = self.shown

    def type_in(self, value: object) -> None:
        """Show a value the plan does not hold."""
        self.control.value = self.kind.shown(value)

    def read(self) -> Any:  # noqa: ANN401 - a value of any kind
        """Return the value typed; one nobody touched is as the plan has it."""
        return (
            self.began if self.control.value == self.shown else self.kind.read(self.control.value)
        )

    def refuse(self, found: Mapping[Steps, str]) -> None:
        """Say what is wrong with the value, by place inside it, or only what belongs here."""
        self.note.value = _note(self.help, list(found.values()), 8)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever the value changes."""
        self.control.observe(lambda _: changed(), names="value")


def _note(helped: str, wrong: Sequence[str], away: int) -> str:
    """Return the help line and the problems, beside the control."""
    style = f"margin:5px 0 0 {away}px;line-height:1.4"
    said = "".join(
        f'<div style="color:{LIGHT.bad_text};font-weight:600">✕ {escape(one)}</div>'
        for one in wrong
    )
    return (
        f'<div style="{style}"><div style="font-size:12px;opacity:.75">{escape(helped)}</div>'
        f'<div role="status" aria-live="polite" class="shopkit-wrong">{said}</div></div>'
    )


def wrong_lines(wrong: Sequence[str]) -> str:
    """Return problems that belong to no single control."""
    return _note("", wrong, 0) if wrong else ""


def room_for(labels: Sequence[str]) -> float:
    """Return the px the longest of some labels takes, so that none is cut."""
    return max([LEAST, *(text_width(label, FONT) * 1.06 + 10 for label in labels)])


@cache
def _schema() -> Shape:
    return Plan.model_json_schema(by_alias=True)


def shape_at(steps: Steps) -> Shape:
    """Return the JSON schema of a place of the plan, without the null of what may be missing."""
    shape: Shape = _schema()
    for step in steps:
        below = shape["items"] if isinstance(step, int) else shape["properties"][step]
        shape = _plain(below)
    return shape


def _plain(shape: Shape) -> Shape:
    if "anyOf" in shape:
        shape = next(one for one in shape["anyOf"] if one.get("type") != "null")
    return _schema()["$defs"][shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape


def choice_name(about: About, value: str) -> str:
    """Return what a value of a choice is called, by its field where the word means several."""
    leaf = about.field.path.rpartition(".")[2]
    own = value in texts("forms")["choice_of"].get(leaf, ())
    return text(f"forms.choice_of.{leaf}.{value}" if own else f"forms.choice.{value}", about.lang)


def choice_of(about: About, said: str) -> str:
    """Return what a value is called where its field is a choice, else the value."""
    if named := names_at(about.field.path, about.lang):
        return named.get(str(code_at(about.field.path, said)), said)
    return choice_name(about, said) if said in _choices(shape_at(about.steps)) else said


def _choices(shape: Shape) -> tuple[str, ...]:
    return tuple(shape.get("enum", ()))


def _keys(shape: Shape) -> tuple[str, ...]:
    """Return the names a mapping may have, where only some may stand."""
    return tuple(shape.get("propertyNames", {}).get("enum", ()))


def kind_of(about: About) -> Kind:
    """Return how the value of a single field is typed."""
    shape, lang = shape_at(about.steps), about.lang
    if "enum" in shape:
        return _choice([(choice_name(about, one), one) for one in shape["enum"]], about)
    if shape["type"] == "boolean":
        yes_no = [(text(f"forms.value.{said}", lang), said == "true") for said in ("true", "false")]
        return _choice(yes_no, about)
    if shape["type"] == "array":
        return _lines(_number if shape["items"]["type"] == "integer" else str.strip)
    if shape["type"] == "string":
        return _words(shape, about)
    if shape["type"] == "object":
        return _pairs({one: choice_name(about, one) for one in _keys(shape)}, about)
    return SHARE if _is_share(about) else NUMBER


def _words(shape: Shape, about: About) -> Kind:
    if named := names_at(about.field.path, about.lang):
        return _named(named, about)
    if shape.get("format") == "date":
        return Kind(ipywidgets.DatePicker, _day, lambda value: value)
    return LONG if shape.get("maxLength", 0) > LONGEST_NAME else WORD


def _is_share(about: About) -> bool:
    return about.field.unit == "ratio"


def _choice(named: list[tuple[str, Any]], about: About) -> Kind:
    default = shape_at(about.steps[:-1])["properties"][about.steps[-1]].get("default")
    options = (
        named if default is not None else [(text("forms.value.none", about.lang), None), *named]
    )
    known = {value for _, value in options}
    return Kind(
        partial(ipywidgets.Dropdown, options=options),
        lambda value: value if value in known else default,
        lambda value: value,
    )


def _named(named: Mapping[str, str], about: About) -> Kind:
    codes = [(name, code) for code, name in named.items()]
    options = [(text("forms.value.none", about.lang), None), *codes]
    return Kind(
        partial(Names, options=options),
        partial(code_at, about.field.path),
        lambda value: value,
    )


def _day(value: object) -> date | None:
    if isinstance(value, str):
        return datetime.fromisoformat(value).date()  # the plan takes midnight of a day too
    return value if isinstance(value, date) else None


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _typed(value: str) -> str | None:
    return value.strip() or None


def _number(said: str) -> Any:  # noqa: ANN401 - a number, or what nobody can read as one
    said = said.strip()
    plain = _AROUND.sub("", unicodedata.normalize("NFKC", said))
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if _DIGITS.fullmatch(plain):
        return float(plain) if "." in plain else int(plain)
    if found := _WAN.fullmatch(plain):
        many = Decimal(found[1]) * 10_000
        return int(many) if many == int(many) else float(many)
    return said or None


def _share_said(value: object) -> str:
    known = isinstance(value, int | float) and 0 <= value <= 1
    return f"{float(value) * 100:.10g}%" if known else _said(value)  # type: ignore[arg-type]


def _share(said: str) -> Any:  # noqa: ANN401 - a share, or what nobody can read as one
    found = PERCENT.fullmatch(said)
    return float(found[1]) / 100 if found else _number(said)


def _lines(read: Callable[[str], Any]) -> Kind:
    return Kind(
        partial(ipywidgets.Textarea, rows=2, continuous_update=False),
        lambda value: "\n".join(map(str, value or [])),
        lambda said: [read(line) for line in said.splitlines() if line.strip()] or None,
        "lines",
    )


def _pairs(named: Mapping[str, str], about: About) -> Kind:
    """Return how names with a number each are typed, one a line; names of the file are read too."""
    known = {said: key for key, said in named.items()}
    said_of = _share_said if _is_share(about) else _said

    def shown(value: Any) -> str:  # noqa: ANN401 - names and numbers
        return "\n".join(f"{named.get(n, n)}: {said_of(one)}" for n, one in (value or {}).items())

    def read(said: str) -> dict[Any, Any] | None:
        parts = (re.split("[:：]", line, maxsplit=1) for line in said.splitlines() if line.strip())
        found = {name.strip(): (value or [""])[0] for name, *value in parts}
        return {known.get(name, _number(name)): _share(one) for name, one in found.items()} or None

    return Kind(partial(ipywidgets.Textarea, rows=2, continuous_update=False), shown, read, "pairs")


_TEXT = partial(ipywidgets.Text, continuous_update=False)
WORD = Kind(_TEXT, _said, _typed)
LONG = Kind(partial(ipywidgets.Textarea, rows=2, continuous_update=False), _said, _typed)
NUMBER = Kind(_TEXT, _said, _number)
SHARE = Kind(_TEXT, _share_said, _share)
