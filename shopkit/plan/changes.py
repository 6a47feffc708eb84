"""Changes to a plan as a document: which entry, and what it becomes."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from shopkit.errors import PlanError, Problem
from shopkit.plan.document import dotted
from shopkit.plan.fields import entries_of, field_path, model_at, plan_fields
from shopkit.plan.sections.values import PERCENT
from shopkit.plan.tree import Step

Path = str | tuple[Step, ...]
_NAMED = re.compile(r"(?P<name>[^.\[\]]+)(?:\[(?P<key>\w+)=(?P<value>.*?)\](?=\.|$))?(?:\.|$)")


def changed(document: Mapping[Any, Any], changes: Mapping[Path, object]) -> dict[Any, Any]:
    """Return a document with its changes made; `None` or nothing in it takes an entry out.

    Sections that are left empty go too: what is not there is unknown.

    Raises:
        PlanError: A path leads nowhere.
    """
    made: dict[Any, Any] = copy.deepcopy(dict(document))
    for path, value in changes.items():
        steps = steps_of(path, made)
        if not steps:
            raise _nowhere("")
        new = plain(value)
        if new is None or new in ([], {}):
            _take_out(made, steps)
        else:
            _put(made, steps, new)
    return made


def steps_of(path: Path, document: object) -> tuple[Step, ...]:
    """Return the steps of a path: keys and numbers of list entries.

    An entry of a list may be named by what it holds; one that is not there yet is added.

    Raises:
        PlanError: It is no path.

    Example:
        >>> steps_of("products[item_id=607].role", {"products": [{"item_id": 9}, {"item_id": 607}]})
        ('products', 1, 'role')
        >>> steps_of("targets.0.month_weights.11", {})
        ('targets', 0, 'month_weights', 11)
    """
    if isinstance(path, tuple):
        return path
    steps: list[Step] = []
    end = 0
    for found in _NAMED.finditer(path):
        if found.start() != end:
            raise _nowhere(path)
        end = found.end()
        name: Step = int(found["name"]) if found["name"].isdecimal() else found["name"]
        above = value_at(document, steps)
        if isinstance(above, Mapping) and name not in above and found["name"] in above:
            name = found["name"]
        steps.append(name)
        if found["key"]:
            steps.append(_index(value_at(document, steps), found["key"], found["value"]))
            if value_at(document, steps) is None and isinstance(document, dict):
                _put(document, (*steps, found["key"]), _typed(found["value"], steps, found["key"]))
    if end != len(path):
        raise _nowhere(path)
    return tuple(steps)


def _nowhere(path: str) -> PlanError:
    return PlanError(Problem("plan_no_path", path, None, {"guess": ""}))


def _index(rows: object, key: str, value: str) -> int:
    """Return the number of the entry that holds a value; of a new one if none does."""
    known = rows if isinstance(rows, list | tuple) else ()
    holds = (
        n for n, row in enumerate(known) if isinstance(row, Mapping) and str(row.get(key)) == value
    )
    return next(holds, len(known))


def _typed(said: str, steps: Sequence[Step], key: str) -> object:
    """Return a value as the field it is for has it: 2027 of a year, "607" of an item."""
    kinds = {name: info.annotation for name, info in entries_of(model_at(steps))}
    return int(said) if kinds.get(key) is int and said.isdecimal() else said


def value_at(document: object, steps: Sequence[Step]) -> Any:  # noqa: ANN401 - whatever it holds
    """Return what stands at a place of a document; `None` if nothing does."""
    for step in steps:
        if isinstance(document, Mapping):
            document = document.get(step)
        elif isinstance(document, list | tuple) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            return None
    return document


def plain(value: object) -> Any:  # noqa: ANN401 - whatever it holds
    """Return a value as YAML knows it: mappings, lists, words, numbers, days; no defaults."""
    if isinstance(value, BaseModel):
        return plain(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, Mapping):
        return {key: plain(below) for key, below in value.items() if below is not None}
    if isinstance(value, list | tuple):
        return [plain(below) for below in value]
    return value


def alike(one: object, other: object, steps: tuple[Step, ...]) -> bool:
    """Tell whether two values of a field mean the same: `20%` and 0.2, a day and its text."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(
            alike(one[key], other[key], (*steps, key)) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(
            alike(a, b, (*steps, n)) for n, (a, b) in enumerate(zip(one, other, strict=True))
        )
    return type(_meant(one, steps)) is type(_meant(other, steps)) and bool(
        _meant(one, steps) == _meant(other, steps)
    )


def identity_of(steps: Sequence[Step]) -> str:
    """Return the key that tells the entries of a list of sections apart: the first they have."""
    return next(entries_of(model_at(steps)))[0]


def is_share(steps: Sequence[Step]) -> bool:
    """Tell whether a place holds a share, which may be written in per cent."""
    return plan_fields()[field_path(steps)].unit == "ratio"


def _meant(value: object, steps: tuple[Step, ...]) -> object:
    if isinstance(value, str) and is_share(steps) and (found := PERCENT.fullmatch(value)):
        return float(found[1]) / 100
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return float(value)


def _put(document: dict[Any, Any], steps: tuple[Step, ...], value: object) -> None:
    place: Any = document
    for n, step in enumerate(steps[:-1]):
        if value_at(place, (step,)) is None:
            _set(
                place,
                step,
                [] if isinstance(steps[n + 1], int) and not _keyed(steps[: n + 1]) else {},
                steps,
            )
        place = place[step]
    old = value_at(place, steps[-1:])
    _set(place, steps[-1], value if old is None else settled(old, value, steps), steps)


def _keyed(steps: Sequence[Step]) -> bool:
    """Tell whether numbers below a place are names (months), not places in a list."""
    return field_path(steps) == "targets.month_weights"


def _set(place: object, step: Step, value: object, steps: Sequence[Step]) -> None:
    if isinstance(place, dict):
        place[step] = value
    elif isinstance(place, list) and isinstance(step, int) and 0 <= step <= len(place):
        place[step : step + 1] = [value]
    else:
        raise _nowhere(dotted(steps))


def _take_out(document: dict[Any, Any], steps: tuple[Step, ...]) -> None:
    above = value_at(document, steps[:-1])
    if value_at(document, steps) is None and not (isinstance(above, dict) and steps[-1] in above):
        return
    del above[steps[-1]]
    if not above and len(steps) > 1:
        _take_out(document, steps[:-1])


def settled(old: object, new: object, steps: tuple[Step, ...]) -> Any:  # noqa: ANN401
    """Return a new value in the way the old one is written: unchanged parts, per cent, order."""
    if alike(old, new, steps):
        return old
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        order = [*(key for key in old if key in new), *(key for key in new if key not in old)]
        return {
            key: settled(old[key], new[key], (*steps, key)) if key in old else new[key]
            for key in order
        }
    if isinstance(old, list) and isinstance(new, list):
        return _settled_list(old, new, steps)
    if isinstance(old, str) and is_share(steps) and PERCENT.fullmatch(old):
        return _in_per_cent(new)
    return new


def _settled_list(old: list[Any], new: list[Any], steps: tuple[Step, ...]) -> list[Any]:
    known = by_identity(old, steps)
    if known is None:
        rows = [settled(a, b, (*steps, n)) for n, (a, b) in enumerate(zip(old, new, strict=False))]
        return [*rows, *new[len(rows) :]]
    key = identity_of((*steps, 0))
    return [
        settled(known.get(str(row.get(key)), row), row, (*steps, n))
        if isinstance(row, Mapping)
        else row
        for n, row in enumerate(new)
    ]


def by_identity(rows: object, steps: tuple[Step, ...]) -> dict[str, Any] | None:
    """Return the entries of a list of sections by what tells them apart; `None` if it does not."""
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return None
    if model_at(steps) is model_at(steps[:-1]):
        return None
    key = identity_of(steps)
    found = {str(row.get(key)): row for row in rows}
    return found if len(found) == len(rows) else None


def _in_per_cent(new: object) -> object:
    if isinstance(new, bool) or not isinstance(new, int | float):
        return new
    said = f"{(Decimal(repr(new)) * 100).normalize():f}"
    return f"{said}%" if float(said) / 100 == new else new
