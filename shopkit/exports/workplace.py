"""Where a user's shops stand: beside each other; sample shops are only ever changed as copies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from shopkit.errors import OutputError, Problem
from shopkit.files import write_whole
from shopkit.plan import PLAN_FILE

SAMPLES = ("data", "sample")
OWN = "shops"


def is_sample(folder: Path) -> bool:
    """Tell whether a shop is one of the samples that ship with shopkit."""
    return folder.resolve().parts[-3:-1] == SAMPLES


def workplace(folder: Path) -> Path:
    """Return the folder in which new shops are made, given any shop."""
    folder = folder.resolve()
    return folder.parents[2] / OWN if is_sample(folder) else folder.parent


def shops_around(*folders: Path) -> list[Path]:
    """Return these shops, their neighbours, and the user's own beside the samples; by name."""
    places = {place for f in folders for place in (f.resolve().parent, workplace(f))}
    found = {plan.parent for place in places for plan in place.glob(f"*/{PLAN_FILE}")}
    return sorted(found | {folder.resolve() for folder in folders}, key=lambda f: (f.name, str(f)))


def own(folder: Path) -> Path:
    """Return a shop that may be written to: itself, or the working copy of a sample.

    Raises:
        OutputError: The copy cannot be made.
    """
    return _copied(folder) if is_sample(folder) else folder


def saved_in(folder: Path) -> Path:
    """Return the folder a save writes to: the shop's, or of a sample that of its working copy."""
    return workplace(folder) / folder.resolve().name if is_sample(folder) else folder


def working(folder: Path) -> Path:
    """Return the shop to go on with: of a sample its working copy, once there is one."""
    copy = saved_in(folder)
    return copy if copy.is_dir() else folder


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a shop's `exports/` and return the shop; a sample is copied first.

    No export is ever lost: another content under a known name becomes `name (2).csv`.

    Raises:
        OutputError: They cannot be written.
    """
    target = own(folder)
    for name, content in files.items():
        _add(target / "exports" / Path(name).name, content)
    return target


def _add(path: Path, content: bytes) -> None:
    """Write a file under the first of its names that is free; none if one of them holds it."""
    for place in names(path):
        if not place.exists():
            write_whole(place, content)
            return
        if place.is_file() and place.read_bytes() == content:
            return


def names(path: Path) -> Iterator[Path]:
    """Yield a path and then, for ever, the same with a number: `name (2).csv`."""
    yield path
    yield from (path.with_stem(f"{path.stem} ({n})") for n in count(2))


def _copied(sample: Path) -> Path:
    """Return the working copy of a sample shop, made on first use."""
    copy = saved_in(sample)
    if copy.exists():
        return copy
    part = copy.with_name(f".{copy.name}.part")  # a copy that was broken off is never a shop
    try:
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(sample, part, ignore=shutil.ignore_patterns("tables", "rejected.csv"))
        part.rename(copy)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise OutputError(Problem("output_locked", str(copy))) from error
    return copy
