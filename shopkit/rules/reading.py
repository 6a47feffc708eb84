"""Rules from YAML: each entry checked, each fault told with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, cast, get_args

from shopkit.rules.model import Charge, Item, Range, Row, Rule, Topic, Value

SEEN = ("text", "secondary", "memory")
CERTAIN = {"yes": True, "no": False}
NEEDED = (
    *("id", "platform", "topic", "name_zh", "name_en", "unit", "valid_from", "valid_to"),
    *("source", "seen", "certain"),
)
OPTIONAL = ("also", "value", "table", "charge", "note_zh", "note_en")
ROW_FIELDS = ("valid_from", "valid_to", "certain")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule and where it stands: file and line."""

    place: str
    rule: Rule


def read_files(said: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules of several YAML texts, given by the names of their files.

    Raises:
        ValueError: An entry lacks something, says what cannot be, or holds at the same time as
            another of its id; the message names file, line and id.
    """
    placed = [one for name, text in said.items() for one in _read(name, text)]
    _refuse_overlaps(placed)
    return tuple(one.rule for one in placed)


def _read(name: str, said: str) -> Iterator[Placed]:
    """Yield the entries of a file; PyYAML's C reader takes a tenth of the time of ruamel's."""
    import yaml

    reader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(said)
    root = reader.get_single_node()
    for node in root.value if root else ():
        place = f"{name}:{node.start_mark.line + 1}"
        entry = cast("dict[str, Any]", reader.construct_object(node, deep=True))
        try:
            if len(entry) != len(node.value):
                raise ValueError("a key stands twice")
            yield Placed(place, _rule(entry))
        except ValueError as error:
            raise ValueError(f"{place} {entry.get('id', '?')}: {error}") from None


def _refuse_overlaps(placed: Iterable[Placed]) -> None:
    """Raise if two editions of an id hold on one day."""
    by_id: dict[str, list[Placed]] = {}
    for one in placed:
        by_id.setdefault(one.rule.id, []).append(one)
    for name, found in by_id.items():
        found.sort(key=lambda one: one.rule.valid_from or date.min)
        for one, later in pairwise(found):
            if (later.rule.valid_from or date.min) <= (one.rule.valid_to or date.max):
                raise ValueError(f"{later.place} {name}: holds while that of {one.place} does")


def _rule(entry: dict[str, Any]) -> Rule:
    _refuse_unsound(entry)
    certain = CERTAIN[entry["certain"]]
    first, last = _day(entry["valid_from"]), _day(entry["valid_to"])
    if first and last and last < first:
        raise ValueError(f"ends {last}, before {first}")
    return Rule(
        id=entry["id"],
        platforms=(entry["platform"], *entry.get("also", ())),
        topic=entry["topic"],
        zh=entry["name_zh"],
        en=entry["name_en"],
        value=_value(entry.get("value")),
        table=tuple(_row(row, certain=certain) for row in entry.get("table", ())),
        unit=entry["unit"] or "",
        charge=entry.get("charge", ""),
        valid_from=first,
        valid_to=last,
        source=entry["source"],
        seen=entry["seen"],
        certain=certain,
        note_zh=entry.get("note_zh", ""),
        note_en=entry.get("note_en", ""),
    )


def _refuse_unsound(entry: dict[str, Any]) -> None:
    missing = [key for key in NEEDED if key not in entry]
    if missing or ("value" in entry) == ("table" in entry):
        raise ValueError(f"lacks {missing or 'value or table, one of them'}")
    if extra := set(entry) - {*NEEDED, *OPTIONAL}:
        raise ValueError(f"does not know {sorted(extra)}")
    if entry["topic"] not in get_args(Topic) or entry.get("charge", "") not in get_args(Charge):
        raise ValueError(f"topic {entry['topic']}, charge {entry.get('charge')}")
    if not (entry["source"] and entry["name_zh"] and entry["name_en"]):
        raise ValueError("source and both names may not be empty")
    if ("note_zh" in entry) != ("note_en" in entry):
        raise ValueError("a note in one language only")
    if entry["seen"] not in SEEN or entry["certain"] not in CERTAIN:
        raise ValueError(f"seen {entry['seen']}, certain {entry['certain']}")
    rows = entry.get("table", ())
    sure = [entry["certain"], *(row.get("certain", "no") for row in rows)]
    if entry["seen"] == "memory" and "yes" in sure:
        raise ValueError("from memory, yet certain")


def _row(row: dict[str, Any], *, certain: bool) -> Row:
    if row.get("certain", "no") not in CERTAIN:
        raise ValueError(f"certain {row['certain']}")
    return Row(
        values={key: _value(said) for key, said in row.items() if key not in ROW_FIELDS},
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        certain=CERTAIN[row["certain"]] if "certain" in row else certain,
    )


def _value(said: object) -> Value:
    if isinstance(said, dict):
        return _range(said)
    if isinstance(said, list):
        return tuple(_item(one) for one in said)
    if isinstance(said, str):
        return _item(said)
    if said is None or isinstance(said, bool | float | int):
        return said
    raise ValueError(f"{said}")


def _range(said: dict[str, Any]) -> Range:
    if not said or set(said) - {"min", "max"}:
        raise ValueError(f"{said}")
    low, high = said.get("min"), said.get("max")
    if low is not None and high is not None and low > high:
        raise ValueError(f"{said}")
    return Range(low, high)


def _item(said: object) -> Item:
    """Return a word, or the day it spells."""
    if not isinstance(said, str):
        raise ValueError(f"{said}")
    day = _day(said) if _DAY.fullmatch(said) else None
    return day or said


def _day(said: object) -> date | None:
    try:
        return None if said is None else date.fromisoformat(str(said))
    except ValueError:
        raise ValueError(f"{said} is no date") from None
