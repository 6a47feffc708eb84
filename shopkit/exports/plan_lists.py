"""The plan with the products and competitors that stand in files `shop.yaml` names.

An entry of `shop.yaml` wins over one of the same name in a file; where they differ it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from shopkit.errors import PlanError, Problem
from shopkit.exports.list_rows import ListRow, rows_of
from shopkit.exports.lists import ListKind, list_kinds
from shopkit.exports.named import names_at
from shopkit.plan import Plan
from shopkit.plan.problems import refused_fields


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry of a file that `shop.yaml` has too, and says otherwise.

    Attributes:
        place: file and row.
        section: `products` or `competitors`.
        key: which entry.
        fields: the fields in which they differ.
    """

    place: str
    section: str
    key: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FromFiles:
    """What the files of one list hold: entries, each with the row it stands in."""

    kind: ListKind
    entries: tuple[BaseModel, ...] = ()
    rows: tuple[ListRow, ...] = ()

    @property
    def places(self) -> dict[str, str]:
        """Return file and row of each entry, by what tells entries apart."""
        named = zip(self.entries, self.rows, strict=True)
        return {getattr(entry, self.kind.key): row.place("") for entry, row in named}


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan with its lists.

    Attributes:
        plan: with the entries of the files behind its own.
        clashes: entries of files that `shop.yaml` itself has with other values.
        files: what the files hold, by section of the plan.
    """

    plan: Plan
    clashes: tuple[Clash, ...] = ()
    files: Mapping[str, FromFiles] = field(default_factory=dict)

    def places(self, section: str) -> dict[str, str]:
        """Return file and row of each entry the plan has from a file, by what tells it apart."""
        read = self.files.get(section)
        if read is None:
            return {}
        kept = {id(one) for one in getattr(self.plan, section)}
        own = {getattr(one, read.kind.key) for one in read.entries if id(one) in kept}
        return {key: place for key, place in read.places.items() if key in own}

    def into(self, plan: Plan) -> Plan:
        """Return another plan with the entries of the files behind its own."""
        added = {section: _merged(plan, read) for section, read in self.files.items()}
        return plan.model_copy(update=added)


def listed(plan: Plan, folder: Path, passwords: Sequence[str] = ()) -> Listed:
    """Return a plan with the entries of the files it names, and where they contradict it.

    Args:
        plan: what `shop.yaml` says; its entries come first and win.
        folder: the shop.
        passwords: what may open workbooks.

    Raises:
        PlanError: A file cannot be read, has no usable header, or rows that cannot be entries;
            every problem is told with file, row and column.
    """
    if not any(names_at(plan, kind.place) for kind in list_kinds().values()):
        return Listed(plan)
    read = _read(plan, folder, passwords)
    clashes = tuple(clash for one in read for clash in _clashing(plan, one))
    found = Listed(plan, clashes, {one.kind.section: one for one in read})
    return replace(found, plan=found.into(plan))


def _read(plan: Plan, folder: Path, passwords: Sequence[str]) -> list[FromFiles]:
    problems: list[Problem] = []
    read = []
    for kind in list_kinds().values():
        rows: list[ListRow] = []
        for name in dict.fromkeys(names_at(plan, kind.place)):
            try:
                rows += rows_of(folder, name, kind, passwords)
            except PlanError as error:
                problems += error.problems
        problems += _twice(kind, rows)
        try:
            read.append(_validated(plan, kind, rows))
        except PlanError as error:
            problems += error.problems
    if problems:
        raise PlanError(problems)
    return read


def _validated(plan: Plan, kind: ListKind, rows: Sequence[ListRow]) -> FromFiles:
    """Return rows as entries of the plan.

    Raises:
        PlanError: Some cannot be; each is told with its cell.
    """
    said = {"schema": 1, "shop": plan.shop, kind.section: [row.values for row in rows]}
    try:
        entries = getattr(Plan.model_validate(said), kind.section)
    except ValidationError as error:
        raise PlanError(_in_file(p, rows) for p in refused_fields(error).problems) from None
    return FromFiles(kind, entries, tuple(rows))


def _in_file(problem: Problem, rows: Sequence[ListRow]) -> Problem:
    """Return a problem of `products.3.price_cny` at the cell that entry comes from."""
    _, number, *field = problem.place.split(".")
    row = rows[int(number)]
    return replace(problem, place=row.place(field[0] if field else ""))


def _twice(kind: ListKind, rows: Sequence[ListRow]) -> Iterator[Problem]:
    """Yield rows of an entry that an earlier row holds."""
    first: dict[Any, ListRow] = {}
    for row in rows:
        key = row.values.get(kind.key)
        if key is not None and first.setdefault(key, row) is not row:
            values = {"first": first[key].place(kind.key)}
            yield Problem("list_twice", row.place(kind.key), str(key), values)


def _own(plan: Plan, kind: ListKind) -> dict[str, BaseModel]:
    return {getattr(entry, kind.key): entry for entry in getattr(plan, kind.section)}


def _merged(plan: Plan, read: FromFiles) -> tuple[BaseModel, ...]:
    own = _own(plan, read.kind)
    added = [entry for entry in read.entries if getattr(entry, read.kind.key) not in own]
    return (*getattr(plan, read.kind.section), *added)


def _clashing(plan: Plan, read: FromFiles) -> Iterator[Clash]:
    kind, own = read.kind, _own(plan, read.kind)
    for entry, row in zip(read.entries, read.rows, strict=True):
        key = getattr(entry, kind.key)
        if key in own:
            differ = tuple(
                field for field in row.values if getattr(own[key], field) != getattr(entry, field)
            )
            if differ:
                yield Clash(row.place(kind.key), kind.section, key, differ)
