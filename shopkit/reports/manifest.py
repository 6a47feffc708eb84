"""What reports there are and how each was made: OUT/manifest.json, kept over many runs."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import shopkit
from shopkit.errors import PeriodError
from shopkit.files import safe_name, write_whole
from shopkit.periods import Period
from shopkit.plan import KEY_FILE, PLAN_FILE

SCHEMA = 1
MANIFEST = "manifest.json"
_MADE_WITH = ("altair", "pandas", "papermill", "polars", "vl-convert-python")
_ENTRY = re.compile(r'<script type="application/json" id="entry">(.*?)</script>', re.DOTALL)
_NEEDED = {"slug": str, "name": str, "lang": str, "period": str, "state": str}

Entry = dict[str, Any]


@cache
def versions() -> dict[str, str]:
    """Return the versions of what makes a report, by name."""
    found = {"shopkit": shopkit.__version__, "Python": platform.python_version()}
    return found | {name: metadata.version(name) for name in _MADE_WITH}


def inputs(folder: Path) -> list[dict[str, object]]:
    """Return name, SHA-256 and size in bytes of the plan and every export of a shop."""
    from shopkit.exports.reading import export_files

    return [_input(path, folder) for path in (folder / PLAN_FILE, *export_files(folder))]


def _input(path: Path, folder: Path) -> dict[str, object]:
    with path.open("rb") as file:
        digest = sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    name = path.relative_to(folder).as_posix()
    return {"file": name, "sha256": digest.hexdigest(), "bytes": path.stat().st_size}


def shop_id(folder: Path) -> str:
    """Return what tells a shop from others of its name, also after it moved: a hash of its key.

    Empty where it has no key yet: then nothing of it was ever read.
    """
    try:
        key = (folder / KEY_FILE).read_bytes().strip()
    except OSError:
        return ""
    return sha256(b"shop of " + key).hexdigest()[:12]


def taken(out: Path, slug: str, shop: str) -> Entry | None:
    """Return a report of another shop under the same name in paths, if OUT holds one."""
    reports = (entry for entry in _earlier(out) if entry["state"] == "done")
    same = (entry for entry in reports if entry["slug"].casefold() == slug.casefold())
    return next((entry for entry in same if shop and entry.get("shop", shop) != shop), None)


def merged(out: Path, fresh: Iterable[Entry]) -> list[Entry]:
    """Return the entries of earlier runs whose reports still exist, then those of this run."""
    new = list(fresh)
    return [entry for entry in _earlier(out) if not _replaced(entry, new)] + new


def _replaced(old: Entry, new: list[Entry]) -> bool:
    """Tell whether this run says something newer: the same report, or a failure looked at again."""
    same = [entry for entry in new if old["slug"] == entry["slug"] or _was_apart(old, entry)]
    span = (old["lang"], old["period"])
    return any(old["state"] == "failed" or (e["lang"], e["period"]) == span for e in same)


def set_apart(slug: str, shop: str) -> str:
    """Return the slug under which a shop fails whose own belongs to another shop."""
    return f"{slug}-{shop}"


def _was_apart(old: Entry, entry: Entry) -> bool:
    """Tell whether a shop, by now perhaps renamed, failed because its slug was another's."""
    return bool(entry.get("shop")) and old["slug"].endswith(set_apart("", entry["shop"]))


def _earlier(out: Path) -> list[Entry]:
    """Return the entries on record; those inside the reports themselves if the record is broken."""
    try:
        record = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        entries = record["reports"] if record["schema"] == SCHEMA else []
        kept = [entry for entry in entries if _sound(entry)]
        whole = len(kept) == len(entries) and bool(kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        kept, whole = [], False
    found = kept if whole else [*kept, *_rebuilt(out, kept)]
    return [e for e in found if e["state"] == "failed" or (out / e["path"]).is_file()]


def _rebuilt(out: Path, known: list[Entry]) -> Iterator[Entry]:
    """Yield the entries that pages under OUT carry and the record does not have."""
    paths = {entry.get("path") for entry in known}
    for page in sorted(out.glob("*/*.html")):
        where = page.relative_to(out).as_posix()
        if where in paths:
            continue
        try:
            match = _ENTRY.search(page.read_text(encoding="utf-8"))
            entry: Entry = json.loads(match[1]) if match else {}
        except (OSError, ValueError):
            continue
        if entry and _sound(entry) and entry["path"] == where:
            yield entry


def _sound(entry: Any) -> bool:  # noqa: ANN401 - whatever stands in the file
    """Tell whether an entry has what the index needs, and stays inside OUT."""
    if not isinstance(entry, dict):
        return False
    if any(not isinstance(entry.get(name), kind) for name, kind in _NEEDED.items()):
        return False
    if not isinstance(entry.get("shop", ""), str):
        return False
    if entry["lang"] not in {"zh", "en"} or not isinstance(entry.get("figures", {}), dict):
        return False
    if entry["state"] == "failed":
        return isinstance(entry.get("message"), dict)
    expected = f"{entry['slug']}/{entry['period']}.{entry['lang']}.html"
    named = safe_name(entry["slug"]) == entry["slug"] and _is_period(entry["period"])
    return named and entry["state"] == "done" and entry.get("path") == expected


def _is_period(said: str) -> bool:
    try:
        return str(Period.parse(said)) == said
    except PeriodError:
        return False


def write_manifest(out: Path, entries: Iterable[Entry]) -> None:
    """Write OUT/manifest.json.

    Raises:
        OutputError: It cannot be written.
    """
    record = {"schema": SCHEMA, "versions": versions(), "reports": list(entries)}
    write_whole(out / MANIFEST, json.dumps(record, ensure_ascii=False, indent=2) + "\n")
