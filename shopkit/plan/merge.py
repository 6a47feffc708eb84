"""Two changes of one plan put together, unless both changed the same place in different ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shopkit.plan.changes import alike, by_identity
from shopkit.plan.tree import Step

_ABSENT = object()
Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place both sides changed.

    Attributes:
        steps: where; entries of a list by their number on their side, by name if it has none.
        before, mine, theirs: what stood there, and what each side made of it; `None` for nothing.
    """

    steps: Steps
    before: object
    mine: object
    theirs: object


@dataclass(slots=True)
class Merged:
    """Both changes together, and where that is not possible."""

    document: dict[Any, Any] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merged(before: dict[Any, Any], mine: dict[Any, Any], theirs: dict[Any, Any]) -> Merged:
    """Return a document with what either side changed of the one both began with.

    Entries of lists of sections are told apart by their first field (item_id, name, year …), so
    that two who add to one list, or change different entries of it, do not collide.
    """
    result = Merged()
    result.document = _value((before, mine, theirs), (), result.conflicts)
    return result


def _value(sides: Sequence[Any], steps: Steps, conflicts: list[Conflict]) -> Any:  # noqa: ANN401
    before, mine, theirs = sides
    if _equal(mine, before, steps):
        return theirs
    if _equal(theirs, before, steps) or _equal(mine, theirs, steps):
        return mine
    began = {} if before is _ABSENT else before
    if all(isinstance(side, dict) for side in (began, mine, theirs)):
        return _mapping((began, mine, theirs), steps, conflicts)
    rows = [by_identity([] if side is _ABSENT else side, steps) for side in sides]
    if mine is not _ABSENT and theirs is not _ABSENT and None not in rows:
        return _rows([row or {} for row in rows], steps, conflicts)
    conflicts.append(Conflict(steps, *(None if side is _ABSENT else side for side in sides)))
    return theirs


def _equal(one: object, other: object, steps: Steps) -> bool:
    if one is _ABSENT or other is _ABSENT:
        return one is other
    return alike(one, other, steps)


def _mapping(sides: Sequence[dict[Any, Any]], steps: Steps, conflicts: list[Conflict]) -> Any:  # noqa: ANN401
    _, mine, theirs = sides
    both: dict[Any, Any] = {}
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        value = _value([side.get(key, _ABSENT) for side in sides], (*steps, key), conflicts)
        if value is not _ABSENT:
            both[key] = value
    return both if both or not steps else _ABSENT


def _rows(sides: Sequence[dict[str, Any]], steps: Steps, conflicts: list[Conflict]) -> list[Any]:
    """Return the entries of a list by their identity, in the order of whoever changed it."""
    before, mine, theirs = sides
    order = _order(before, mine, theirs)
    if order is None:
        conflicts.append(Conflict(steps, *(list(side.values()) for side in sides)))
        return list(theirs.values())
    rows, places = [], {name: number for number, name in enumerate(theirs)}
    for number, name in enumerate(order):
        found: list[Conflict] = []
        place = (*steps, places.get(name, number))
        row = _value([side.get(name, _ABSENT) for side in sides], place, found)
        gone = name not in places  # no entry of theirs is to be named in its stead
        conflicts += [replace(one, steps=(*steps, name)) if gone else one for one in found]
        if row is not _ABSENT:
            rows.append(row)
    return rows


def _order(before: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> list[str] | None:
    """Return the names in their order; `None` if both sides put the old ones in another one."""
    shared = set(before) & set(mine) & set(theirs)
    orders = [[name for name in side if name in shared] for side in (before, mine, theirs)]
    if orders[1] not in (orders[0], orders[2]) and orders[2] != orders[0]:
        return None
    lead, other = (mine, theirs) if orders[2] == orders[0] else (theirs, mine)
    result = list(lead)
    last = -1
    for name in other:
        if name in result:
            last = result.index(name)
        else:
            result.insert(last + 1, name)
            last += 1
    return result
