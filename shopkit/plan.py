"""The plan of a shop, `shop.yaml`: what it says, and every problem in it with its line.

The templates in `resources/templates/shop/` show every entry with a comment; the texts in
`locales/plan.toml` say what each holds.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, NodeEvent, ScalarEvent

from shopkit.errors import OutputError, PlanError, Problem
from shopkit.files import write_whole
from shopkit.i18n import Lang, texts
from shopkit.tables import dictionary, outside

PLAN_FILE = "shop.yaml"
KEY_FILE = "buyer.key"
KEY_MODE = 0o600  # nobody else on the machine may turn hashes back into names
LARGEST_BYTES = 1_000_000
LONGEST_NAME = 100

Platform = Literal["taobao", "tmall", "jd", "other"]
AdsRule = Literal["item", "paid", "none"]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _as_written(name: object) -> object:
    """Return a name such as 1688 as text; 007 and 3.10 have lost a digit by now and stay wrong."""
    return str(name) if type(name) is int else name


Name = Annotated[str, BeforeValidator(_as_written), Field(min_length=1, max_length=LONGEST_NAME)]


class Shop(_Section):
    """The shop itself."""

    name: Name
    platform: Platform
    lang: Lang = "zh"
    opened: date | None = None
    category: Name | None = None


class Reading(_Section):
    """What the export files cannot tell by themselves."""

    paid_is_net_of_refunds: bool | None = None


class NamedFile(_Section):
    """What one export file is, where its content does not tell."""

    file: str
    kind: str


class ColumnMap(_Section):
    """Which column of the dictionary each header of a kind of file is."""

    kind: str
    columns: dict[str, str]


Money = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Costs(_Section):
    """What comes with an order beside what the platform takes; absent is unknown, never zero."""

    products: tuple[str, ...] = ()
    freight_per_parcel_cny: Money | None = None
    freight_by_province_cny: dict[str, Money] = {}
    packing_per_parcel_cny: Money | None = None
    insurance_per_parcel_cny: Money | None = None
    returned_resellable: Share | None = None
    ads_rule: AdsRule = "item"


class Fee(_Section):
    """A fee the shop really pays, instead of the platform's rule of that name."""

    rule: str
    rate: Share
    category: Name | None = None
    valid_from: date | None = None


class Plan(_Section):
    """Everything `shop.yaml` says."""

    version: Literal[1] = Field(alias="schema")
    shop: Shop
    reading: Reading = Reading()
    costs: Costs = Costs()
    fees: tuple[Fee, ...] = ()
    files: tuple[NamedFile, ...] = ()
    column_maps: tuple[ColumnMap, ...] = ()

    def named_kind(self, file: str) -> str | None:
        """Return the kind the plan gives a file, named relative to the shop folder."""
        return next((named.kind for named in self.files if named.file == file), None)

    def column_map(self, kind: str) -> dict[str, str]:
        """Return header → stem of the dictionary for a kind of file, all its maps together."""
        maps = (entry.columns for entry in self.column_maps if entry.kind == kind)
        return {
            header.strip(): stem_of(name) for columns in maps for header, name in columns.items()
        }


def stem_of(name: str) -> str:
    """Return the stem of a name as the outside knows it; anything else as it is.

    Example:
        >>> stem_of("paid_cny"), stem_of("paid"), stem_of("paid_fen")
        ('paid', 'paid', 'paid_fen')
    """
    stem = name.removesuffix("_cny")
    return stem if stem in dictionary() and outside(stem) == name else name


def load_plan(folder: Path) -> Plan:
    """Return the plan in a shop folder.

    Raises:
        PlanError: There is none, or it has problems; all of them are named, each with its line.
    """
    path = folder / PLAN_FILE
    return _read(path, _text_of(path))


def language_said(folder: Path) -> Lang | None:
    """Return the language of a plan, whatever else is wrong with it; None if it has none."""
    path = folder / PLAN_FILE
    try:
        shop = _document(path, _text_of(path)).get("shop")
    except (PlanError, AttributeError):
        return None
    said = shop.get("lang", "zh") if isinstance(shop, dict) else None
    return next((lang for lang in get_args(Lang) if lang == said), None)


def place_in(folder: Path, steps: Sequence[int | str]) -> str:
    """Return where an entry of a plan that could be read stands: `shop.yaml:7 files.0.kind`."""
    path = folder / PLAN_FILE
    return _place(path, _document(path, _text_of(path)), steps)


def guess(said: str, known: Iterable[str]) -> str:
    """Return ` (name?)` with the known name most like what was said; empty if none is."""
    close = get_close_matches(said, list(known), 1)
    return f" ({close[0]}?)" if close else ""


def _read(path: Path, said: str) -> Plan:
    document = _document(path, said)
    try:
        return Plan.model_validate(document)
    except ValidationError as error:
        raise PlanError([_problem(path, document, item) for item in error.errors()]) from None


def platform_named(said: str) -> Platform:
    """Return the platform a user wrote.

    Raises:
        PlanError: There is no such platform.
    """
    known: dict[str, Platform] = {name: name for name in get_args(Platform)}
    if said not in known:
        meaning = dict(texts("plan")["shop.platform"])
        raise PlanError(Problem("plan_value", "--platform", said, {"meaning": meaning}))
    return known[said]


def create_shop(folder: Path, platform: Platform, lang: Lang) -> Plan:
    """Make a shop folder: a commented plan, an `exports/` with a note, a key for buyers.

    Raises:
        PlanError: The folder holds something already, is a file, or has a name no plan can hold.
        OutputError: It cannot be made.
    """
    _refuse_taken(folder)
    said = _new_plan(folder, platform, lang)
    plan = _read(folder / PLAN_FILE, said)  # before anything is written
    family = platform if platform in ("jd", "other") else "alibaba"
    write_whole(folder / "exports" / "README.md", _template(f"exports.{family}.{lang}.md"))
    write_whole(folder / ".gitignore", _template("gitignore"))
    write_whole(folder / KEY_FILE, secrets.token_hex(32) + "\n", KEY_MODE)
    write_whole(folder / PLAN_FILE, said)
    return plan


def _refuse_taken(folder: Path) -> None:
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise PlanError(Problem("folder_exists", str(folder)))
        if folder.exists() and not folder.is_dir():
            raise PlanError(Problem("folder_is_file", str(folder)))
    except OSError:  # a name too long for the system, or a folder closed to the user
        raise OutputError(Problem("output_missing", str(folder))) from None


def _new_plan(folder: Path, platform: Platform, lang: Lang) -> str:
    name = folder.resolve().name[:LONGEST_NAME].strip() or "shop"
    values = {"name": json.dumps(name, ensure_ascii=False), "platform": platform}
    template = _template(f"shop.{lang}.yaml")
    return re.sub(r"\{(name|platform)\}", lambda match: values[match[1]], template)


def _template(name: str) -> str:
    source = files("shopkit") / "resources" / "templates" / "shop" / name
    return source.read_text(encoding="utf-8")


def _document(path: Path, said: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return the parsed YAML with its line marks, after refusing what a plan never needs."""
    try:
        _refuse_aliases_and_tags(path, said)
        document = YAML(typ="rt", pure=True).load(said)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PlanError(Problem("plan_syntax", _at(path, line))) from None
    except YAMLError:
        raise PlanError(Problem("plan_syntax", str(path))) from None
    return {} if document is None else document


def _text_of(path: Path) -> str:
    try:
        if not path.is_file():
            raise PlanError(Problem("no_plan", str(path.parent)))
        if path.stat().st_size > LARGEST_BYTES:
            raise PlanError(Problem("plan_too_large", str(path), None, {"limit": "1 MB"}))
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise PlanError(Problem("plan_unreadable", str(path))) from None


def _refuse_aliases_and_tags(path: Path, said: str) -> None:
    for event in YAML(typ="rt", pure=True).parse(said):
        anchored = isinstance(event, AliasEvent) or getattr(event, "anchor", None)
        tagged = isinstance(event, NodeEvent) and getattr(event, "tag", None)
        if anchored or (tagged and not (isinstance(event, ScalarEvent) and event.tag == "!")):
            raise PlanError(Problem("plan_alias", _at(path, event.start_mark.line + 1)))


def _at(path: Path, line: int) -> str:
    return f"{path}:{line}"


def _place(path: Path, document: Any, steps: Sequence[int | str]) -> str:  # noqa: ANN401
    dotted = ".".join(str(step) for step in steps)
    return f"{_at(path, _line(document, steps))} {dotted}".rstrip()


def _problem(path: Path, document: Any, item: ErrorDetails) -> Problem:  # noqa: ANN401
    steps = item["loc"]
    place = _place(path, document, steps)
    if steps == ("schema",):
        return Problem("plan_schema", place)
    if item["type"] == "extra_forbidden":
        known = _known_keys(steps)
        said = {"known": ", ".join(known), "guess": guess(str(steps[-1]), known)}
        return Problem("plan_unknown_key", place, None, said)
    values = {"meaning": _meaning(steps)}
    if item["type"] == "missing":
        return Problem("plan_missing", place, None, values)
    return Problem("plan_value", place, str(item["input"])[:60], values)


def _line(document: Any, steps: Sequence[int | str]) -> int:  # noqa: ANN401
    """Return the line of the deepest part of a path that exists in the document."""
    line, node = 1, document
    for step in steps:
        marks = getattr(getattr(node, "lc", None), "data", None) or {}
        if step not in marks:
            break
        line = marks[step][0] + 1
        node = node[step]
    return line


def _known_keys(steps: Sequence[int | str]) -> list[str]:
    """Return the keys that may stand where the last step of a path stands."""
    model: type[BaseModel] = Plan
    for step in steps[:-1]:
        if isinstance(step, str) and step in _SECTIONS:
            model = _SECTIONS[step]
    return sorted(field.alias or name for name, field in model.model_fields.items())


_SECTIONS: dict[str, type[BaseModel]] = {
    "shop": Shop,
    "reading": Reading,
    "costs": Costs,
    "fees": Fee,
    "files": NamedFile,
    "column_maps": ColumnMap,
}


def _meaning(steps: Sequence[int | str]) -> dict[str, str]:
    """Return what the field at a path holds, in both languages."""
    names = [step for step in steps if isinstance(step, str)][:2]
    known = texts("plan")
    node = known.get(".".join(names)) or known.get(names[0] if names else "") or known["plan"]
    return dict(node)
