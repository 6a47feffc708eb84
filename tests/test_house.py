"""What the checkout as a whole keeps to: versions, notebooks, tracked files, documents."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

from shopkit.reports.chapters import CHAPTERS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "core": PROJECT["dependencies"],
    "all": [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)],
}
LARGEST_BYTES = 1_500_000
EDITIONS = ("zh", "en")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[ez][nh]/*.ipynb"))
LONGEST_CELL = 15
# Written in pieces, so that this file may be searched as well.
BANNED = {
    "a CDN": re.compile(r"cdn\.jsdel" r"ivr|unp" r"kg\.com|esm" r"\.sh|cdn" r"js\.cloudflare"),
    "a registry": re.compile(
        r"://[a-z0-9.-]*(py" r"pi|python" r"hosted|np" r"mjs|debian)[.a-z0-9-]*"
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.-])/(ro" r"ot|ho" r"me|wo" r"rk|Us" r"ers)/[\w.]"
    ),
}


MAY_DIFFER: dict[str, int] = {}  # notebook → cells whose output nbval ignores; say why beside it


def locked(name: str) -> dict[str, list[Version]]:
    """Return the versions of every package in a lock file; markers may choose among several."""
    text = (ROOT / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    versions: dict[str, list[Version]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, flags=re.MULTILINE):
        versions.setdefault(canonicalize_name(package), []).append(Version(version))
    return versions


def tracked() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    yield from (path for name in listed.stdout.split("\0") if (path := ROOT / name).is_file())


def cells(path: Path, kind: str) -> list[dict]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", ASKED)
def test_the_lock_holds_what_the_project_asks_for(name):
    versions = locked(name)
    for line in ASKED[name]:
        asked = Requirement(line)
        found = versions.get(canonicalize_name(asked.name), [])
        assert found, f"lock/{name}.txt lacks {asked.name}: make lock"
        assert all(version in asked.specifier for version in found), f"{line}: {found}"


def test_the_core_lock_is_a_part_of_the_whole_lock():
    whole = locked("all")
    assert {name: whole.get(name) for name in locked("core")} == locked("core")


@pytest.mark.parametrize("name", ASKED)
def test_the_lock_pins_by_hash_and_names_no_address(name):
    text = (ROOT / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[\w.-]+==\S+", block) and "--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index-url" not in text


def test_conda_users_get_the_same_versions():
    asked = YAML(typ="safe").load(ROOT / "environment.yml")["dependencies"]
    python = next(line for line in asked if isinstance(line, str) and line.startswith("python="))
    assert Version(python.removeprefix("python=")) >= Version(PROJECT["requires-python"][2:])
    assert {"pip": ["-r lock/all.txt"]} in asked


def test_both_editions_hold_the_same_notebooks():
    names = {lang: {p.name for p in NOTEBOOKS if p.parent.name == lang} for lang in EDITIONS}
    assert names["zh"] == names["en"] == {f"{chapter}.ipynb" for chapter in CHAPTERS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_notebooks_are_short_told_and_executed(path):
    code = [cell for cell in cells(path, "code") if source(cell).strip()]
    assert all(cell["execution_count"] for cell in code)
    assert any(cell["outputs"] for cell in code)
    assert not [o for cell in code for o in cell["outputs"] if o["output_type"] == "error"]
    for cell in code:
        assert len(source(cell).splitlines()) <= LONGEST_CELL, source(cell)
        assert not re.search(r"^\s*(def|class) ", source(cell), flags=re.MULTILINE), source(cell)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_notebooks_name_their_edition_and_carry_no_widget_state(path):
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert metadata["language_edition"] == path.parent.name
    assert "widgets" not in metadata


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.parent.name == "zh"], ids=named)
def test_editions_share_their_code(path):
    other = path.parents[1] / "en" / path.name
    parameters = [cell for cell in cells(path, "code") if "parameters" in tags(cell)]
    assert len(parameters) == 1
    assert [tags(cell) for cell in cells(path, "code")] == [tags(c) for c in cells(other, "code")]


def tags(cell: dict) -> list[str]:
    return cell["metadata"].get("tags", [])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_no_output_is_left_unchecked(path):
    marks = ("nbval-ignore-output", "nbval-skip", "NBVAL_IGNORE_OUTPUT", "NBVAL_SKIP")
    ignored = [c for c in cells(path, "code") if any(m in str(tags(c)) + source(c) for m in marks)]
    assert len(ignored) == MAY_DIFFER.get(named(path), 0)


@pytest.mark.parametrize(
    ("what", "example"),
    [
        ("a CDN", "https://cdn." + "jsdelivr.net/npm/vega"),
        ("a registry", "https://files.python" + "hosted.org/packages"),
        ("a path of one machine", "open('/ro" + "ot/shop.yaml')"),
    ],
)
def test_what_is_banned_would_be_found(what, example):
    assert BANNED[what].search(example)


@pytest.mark.parametrize("what", BANNED)
def test_no_tracked_file_names(what):
    found = {}
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        if match := BANNED[what].search(text):
            found[named(path)] = text[max(0, match.start() - 30) : match.end() + 30]
    assert found == {}


def test_no_tracked_file_is_large():
    assert [named(path) for path in tracked() if path.stat().st_size > LARGEST_BYTES] == []


CALL = re.compile(r"`[^`\n]*\w\([^`\n]*`")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_only_cells_for_the_keyboard_tell_what_to_type(path):
    """A report's reader has nothing to call: such words stand in cells no report shows."""
    read = [cell for cell in cells(path, "markdown") if "no-report" not in tags(cell)]
    assert {
        cell["id"]: CALL.findall(source(cell)) for cell in read if CALL.search(source(cell))
    } == {}


def test_a_call_in_the_prose_would_be_found():
    assert CALL.findall("another year: `year.ribbon(1)`") == ["`year.ribbon(1)`"]
    assert not CALL.search("under `fees` in `shop.yaml` (the plan)")


SPACED = re.compile(r"[0-9}][ \u00a0]%")


def test_no_space_stands_before_a_percent_sign():
    """As pictures and tables print it: 80%, in both languages."""
    said = [*ROOT.glob("shopkit/resources/**/*.toml"), *ROOT.glob("shopkit/resources/*.csv")]
    texts = {named(path): path.read_text(encoding="utf-8") for path in said}
    texts |= {
        f"{named(path)}, {cell['id']}": source(cell)
        for path in NOTEBOOKS
        for cell in cells(path, "markdown")
    }
    found = {name: SPACED.findall(words) for name, words in texts.items()}
    assert len(found) > len(said)
    assert {name: marks for name, marks in found.items() if marks} == {}
