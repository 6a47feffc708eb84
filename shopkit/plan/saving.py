"""Opening, changing and saving a plan: what changes is shown first, nothing else is touched."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shopkit.errors import OutputError, PlanError, Problem
from shopkit.files import write_whole
from shopkit.plan import changes as changing
from shopkit.plan.document import (
    LARGEST_BYTES,
    PLAN_FILE,
    document_of,
    place,
    refuse_large,
    text_of,
)
from shopkit.plan.held import held
from shopkit.plan.lines import ChangedLine, changed_lines
from shopkit.plan.merge import Conflict, merged
from shopkit.plan.model import Plan
from shopkit.plan.problems import refused, refused_fields
from shopkit.plan.splice import SpliceError, spliced
from shopkit.plan.tree import Node
from shopkit.plan.written import Style, flow

BACKUP_FILE = "shop.yaml.bak"
_MARK = "\ufeff"
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as it was when it was opened.

    Attributes:
        folder: the shop.
        text: what `shop.yaml` held, without byte order mark.
        plan: what it says.
        document: the same as mappings and lists, as written.
        fingerprint: SHA-256 of the file.
    """

    folder: Path
    text: str
    plan: Plan
    document: dict[Any, Any] = field(repr=False)
    fingerprint: str

    def checked(self, changes: Mapping[changing.Path, object]) -> Plan:
        """Return what the plan would say with changes, without looking at its text.

        Raises:
            PlanError: Values no plan can hold; all are named, each by the path of its field.
        """
        return _validated(changing.changed(self.document, changes))

    def with_changes(self, changes: Mapping[changing.Path, object]) -> Proposed:
        """Return what a save would write; nothing is written yet.

        Args:
            changes: path → new value; `None` takes an entry out, the number after the last entry
                of a list adds one. A path is a tuple of keys and numbers, or a text such as
                `costs.packing_per_parcel_cny` or `products[item_id=607].role`.

        Raises:
            PlanError: Values no plan can hold; all are named, each by the path of its field.
        """
        document = changing.changed(self.document, changes)
        plan = _validated(document)
        text = _spliced(self.folder / PLAN_FILE, self.text, document)
        return Proposed(self, text, plan, document, changed_lines(self.text, text))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A changed plan that is not saved yet.

    Attributes:
        draft: what it began with.
        text: what the file would hold.
        plan: what it would say.
        document: the same as mappings and lists.
        lines: the lines that change, old beside new.
    """

    draft: Draft
    text: str
    plan: Plan
    document: dict[Any, Any] = field(repr=False)
    lines: tuple[ChangedLine, ...] = ()

    def save(self, folder: Path | None = None) -> Saved:
        """Write the changes into `shop.yaml` as it is now, and return the plan saved.

        What others changed in the meantime stays. The previous file becomes `shop.yaml.bak`.

        Args:
            folder: where to; of a sample shop its working copy. Without it, where it came from.

        Raises:
            PlanError: The same place was changed elsewhere in another way, or the file is gone or
                cannot be read; nothing is written.
            OutputError: The file is read-only or open elsewhere; nothing is written.
        """
        path = ((folder or self.draft.folder) / PLAN_FILE).resolve()
        if not path.parent.is_dir() or not path.is_file():
            raise PlanError(Problem("plan_gone", str(path)))
        with held(path):
            found = _opened(path)
            while not _written(path, found.text, text := self._put_into(path, found)):
                found = _opened(path)  # an editor, which knows of no lock, was faster
            return Saved(_opened(path), changed_lines(found.text, text))

    def _put_into(self, path: Path, found: Draft) -> str:
        """Return the text of the file as it is now with these changes."""
        if found.text == self.draft.text:
            return self.text
        both = merged(self.draft.document, self.document, found.document)
        if both.conflicts:
            tree = document_of(path, found.text)
            raise PlanError([_conflict(path, tree, conflict) for conflict in both.conflicts])
        text = _spliced(path, found.text, both.document)
        _plan_of(path, document_of(path, text))
        return text


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the plan as it is now, and the lines that changed in the file."""

    draft: Draft
    lines: tuple[ChangedLine, ...]


def open_plan(folder: Path) -> Draft:
    """Return the plan of a shop folder, ready to be changed.

    Raises:
        PlanError: There is none, or it has problems; all of them are named, each with its line.
    """
    return _opened(folder / PLAN_FILE)


def _opened(path: Path) -> Draft:
    text = text_of(path)
    tree = document_of(path, text)
    plan = _plan_of(path, tree)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return Draft(path.parent, text, plan, tree.value, fingerprint)


def _plan_of(path: Path, tree: Node) -> Plan:
    try:
        return Plan.model_validate(tree.value)
    except ValidationError as error:
        raise refused(path, tree, error) from None


def _validated(document: Mapping[Any, Any]) -> Plan:
    try:
        return Plan.model_validate(document)
    except ValidationError as error:
        raise refused_fields(error) from None


def _spliced(path: Path, text: str, document: Mapping[Any, Any]) -> str:
    try:
        changed = spliced(text, document, changing.identity_of)
    except SpliceError:
        raise PlanError(Problem("plan_layout", str(path))) from None
    if len(changed.encode()) > LARGEST_BYTES:
        raise refuse_large(path)
    return changed


def _written(path: Path, seen: str, text: str) -> bool:
    """Keep the previous file as the backup and put the new one in its place, in one step each.

    Tells whether it was done: a file that no longer holds what was seen is left alone.
    """
    if text == seen:
        return True
    try:
        mode, before = path.stat().st_mode, path.read_bytes()
    except OSError:
        raise PlanError(Problem("plan_gone", str(path))) from None
    if not mode & stat.S_IWUSR:
        raise OutputError(Problem("plan_read_only", str(path)))
    if before.decode("utf-8-sig", errors="replace") != seen:
        return False
    mark = _MARK if before.startswith(_MARK.encode()) else ""
    rights = stat.S_IMODE(mode)
    write_whole(path.with_name(BACKUP_FILE), before, rights)
    write_whole(path, mark + text, rights)
    return True


def _conflict(path: Path, tree: Node, conflict: Conflict) -> Problem:
    shown = {
        "before": _shown(conflict.before),
        "mine": _shown(conflict.mine),
        "theirs": _shown(conflict.theirs),
    }
    return Problem("plan_conflict", place(path, tree, conflict.steps), None, shown)


def _shown(value: object) -> str:
    if value is None:
        return "—"
    said = flow(value, Style())
    return said if len(said) <= _LONGEST_SHOWN else said[: _LONGEST_SHOWN - 1] + "…"
