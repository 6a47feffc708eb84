"""The architecture, as data: which room may import which, and what every room keeps to."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import shopkit
from shopkit.i18n import LANGS, texts

BASE = {
    "advertising",
    "almanac",
    "errors",
    "i18n",
    "findings",
    "periods",
    "tables",
    "layouts",
    "spans",
    "plan",
    "roles",
    "rules",
    "files",
    "sums",
    "apportion",
    "terms",
    "promotions",
    "variants",
}
ABOVE_THE_PLAN = {"advertising", "almanac", "plan", "promotions", "roles", "rules", "terms"}
TOPICS = {
    "actions",
    "ads",
    "campaigns",
    "channels",
    "coverage",
    "elasticity",
    "fees",
    "forecast",
    "keywords",
    "kpi",
    "logistics",
    "opening",
    "pay",
    "positioning",
    "pricing",
    "products",
    "profit",
    "schedule",
    "service",
    "spending",
    "staffing",
    "stages",
    "stock",
    "storefront",
    "targets",
}
MAY_IMPORT = {
    "i18n": set(),
    "advertising": {"i18n"},
    "almanac": {"errors", "i18n", "periods", "plan", "rules"},
    "findings": {"i18n"},
    "errors": {"i18n"},
    "periods": {"errors", "i18n"},
    "layouts": set(),
    "tables": {"errors", "i18n", "layouts"},
    "spans": {"periods", "tables"},
    "sums": set(),
    "apportion": set(),
    "terms": {"apportion", "i18n", "plan", "rules"},
    "files": {"errors", "i18n"},
    "variants": {"tables"},
    "plan": BASE - ABOVE_THE_PLAN,
    "rules": BASE - ABOVE_THE_PLAN,
    "promotions": BASE - {"advertising", "almanac", "promotions", "roles", "terms"},
    "roles": {"i18n", "plan"},
    **dict.fromkeys(TOPICS, BASE),  # never each other
    "pace": BASE | {"kpi", "targets"},  # composes two topics for notebook and report
    "measured": BASE | TOPICS,  # composes what posts are measured by
    "scenario": BASE | TOPICS | {"finance"},  # composes what moves together
    "campaign_money": BASE | TOPICS | {"finance", "scenario"},  # composes a campaign's account
    "finance": BASE | TOPICS,  # composes what topics cost and earn into profit and cash
    "clock": set(),
    "exports": BASE,
    "charts": {"errors", "i18n", "tables", "files"},  # never a topic: a chart cannot calculate
    "widgets": BASE
    | TOPICS
    | {"exports", "charts", "clock", "finance", "measured", "pace", "reports"}
    | {"scenario", "campaign_money"},
    "reports": BASE
    | TOPICS
    | {"exports", "charts", "finance", "pace", "scenario", "campaign_money"},
    "cli": BASE | TOPICS | {"clock", "exports", "reports"},
    "__main__": {"cli"},
}
HEAVY = {
    "altair",
    "IPython",
    "nbconvert",
    "pandas",
    "papermill",
    "polars",
    "pydantic",
    "scipy",
    "statsmodels",
    "vl_convert",
}
LONGEST = 400
HOUSE = Path(shopkit.__file__).parent
MODULES = sorted(path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py")
LOCALES = sorted(path.stem for path in (HOUSE / "resources" / "locales").glob("*.toml"))


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno}: write imports in full"
            module = node.module or ""
            own = [f"shopkit.{a.name}" for a in node.names if not a.name.startswith("__")]
            names = own if module == "shopkit" else [module]
        yield from (name.split(".")[1] for name in names if name.startswith("shopkit."))


def first_words(path: Path, function: str) -> set[str]:
    """Return the literal first argument of every call of a function in a module."""
    calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and node.args)
    called = (
        call for call in calls if isinstance(call.func, ast.Name) and call.func.id == function
    )
    return {
        call.args[0].value
        for call in called
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def leaves(node: dict, path: str = "") -> Iterator[tuple[str, dict]]:
    """Yield each text of a locale file with its key: what holds strings is a text."""
    if any(isinstance(value, str) for value in node.values()):
        yield path, node
        return
    for key, value in node.items():
        yield from leaves(value, f"{path}.{key}".strip("."))


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_only_point_down(path):
    room = room_of(path)
    assert set(imported_rooms(path)) - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


CLOCKS = {"today", "now", "utcnow", "localtime", "gmtime", "ctime", "asctime"}
WAITS = {"monotonic", "perf_counter", "sleep"}  # of `time`: these tell no hour of any day


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_one_room_reads_the_clock(path):
    """What a pressed button writes may hold the day; what is computed and shown may not."""
    nodes = list(ast.walk(tree(path)))
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    asked = {func.attr for func in called if isinstance(func, ast.Attribute)} & CLOCKS
    of_time = [node for node in nodes if isinstance(node, ast.Attribute)]
    asked |= {node.attr for node in of_time if ast.unparse(node.value) == "time"} - WAITS
    imports = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module == "time"]
    asked |= {alias.name for node in imports for alias in node.names} - WAITS
    assert not asked or room_of(path) == "clock"


@pytest.mark.parametrize("module", ["shopkit", "shopkit.periods", "shopkit.cli"])
def test_importing_loads_nothing_heavy(module):
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert not HEAVY & set(run.stdout.split())


def test_every_public_name_can_be_loaded():
    assert {name for name in shopkit.__all__ if not hasattr(shopkit, name)} == set()


@pytest.mark.parametrize("room", LOCALES)
def test_texts_stand_in_both_languages_with_the_same_placeholders(room):
    for key, said in leaves(texts(room)):
        assert set(said) == set(LANGS), f"{room}.{key}"
        assert all(isinstance(words, str) and words for words in said.values()), f"{room}.{key}"
        found = {lang: placeholders(said[lang]) for lang in LANGS}
        assert found["zh"] == found["en"], f"{room}.{key}: {found}"


@pytest.mark.parametrize("room", LOCALES)
def test_findings_of_a_room_say_the_same_parts(room):
    """A part without a text stays empty: forgetting one must show here."""
    told = [one for one in texts(room).get("finding", {}).values() if "zh" not in one]
    parts = {"said", "recomputed", "cause", "action"}
    assert len({frozenset(parts & set(one)) for one in told}) <= 1


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_texts_asked_for_exist(path):
    for key in first_words(path, "text"):
        room, _, rest = key.partition(".")
        assert rest in dict(leaves(texts(room))), key


def test_every_problem_has_its_texts_and_every_text_its_problem():
    raised = set().union(*(first_words(path, "Problem") for path in MODULES))
    sources = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    known = set(texts("errors"))
    assert raised <= known
    assert {code for code in known if f'"{code}"' not in sources} == set()


@pytest.mark.parametrize("name", ["kpi.py", "trend.py"])
def test_charts_are_built_with_altair(name):
    """Altair is fixed by the person we build for: chart functions return altair charts.

    Keep them fast with altair's own switches (schemapi debug mode off, to_dict(validate=False)),
    not by writing specs as plain JSON.
    """
    said = (HOUSE / "charts" / name).read_text(encoding="utf-8")
    assert "import altair as alt" in said, test_charts_are_built_with_altair.__doc__
