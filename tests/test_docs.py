"""Documents keep up with the package: generated pages, links, the list of systems."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from taobao_files import GENERATIONS

from shopkit.exports import open_shop
from shopkit.exports.sample import sample_spec, shop_names
from shopkit.kpi import overview
from shopkit.kpi.figures import SOURCES
from shopkit.periods import Period
from shopkit.plan import load_plan
from shopkit.reports.calendar_ahead import Wanted as YearWanted
from shopkit.reports.calendar_ahead import calendar_ahead
from shopkit.reports.cart import priced_cart
from shopkit.reports.cash_ahead import cash_ahead
from shopkit.reports.staff import Wanted, staff_ahead
from shopkit.tables import dictionary

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
SYSTEMS = range(1, 88)
NOT_YET = "not yet"
CHAPTERS = sorted(path.stem for path in (ROOT / "notebooks" / "src").glob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """Return the anchors GitHub gives the headings of a page."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_generated_pages_are_up_to_date():
    run = subprocess.run(
        [sys.executable, DOCS / "build.py", "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        linked = page.parent / name if name else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_places_the_readme_names_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named_here = re.findall(
        r"`((?:shopkit|notebooks|data|docs|tests|lock|benchmarks|\.ci)/[^`*]*)`", text
    )
    assert named_here
    assert [place for place in named_here if not (ROOT / place).exists()] == []


def commands(page: Path) -> list[str]:
    """Return the commands of a page's code blocks, without notes and languages."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = (re.sub(r" +#.*", "", line) for block in blocks for line in block.splitlines())
    return [re.sub(r"--lang (zh|en)", "--lang", line) for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("en", "zh"),
    [("README.md", "README.zh.md"), ("docs/getting-started.md", "docs/getting-started.zh.md")],
)
def test_both_languages_say_the_same_commands(en, zh):
    assert commands(ROOT / en) == commands(ROOT / zh) != []


def test_every_make_target_named_in_a_document_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for page in PAGES:
        asked = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(asked) <= targets, named(page)


def systems() -> list[list[str]]:
    """Return number, names and place of every system of the coverage page."""
    lines = (DOCS / "coverage.md").read_text(encoding="utf-8").splitlines()
    return [line.strip("| ").split(" | ") for line in lines if re.match(r"\| \d", line)]


def test_coverage_lists_every_system_once_and_says_where_it_lives():
    assert [int(row[0]) for row in systems()] == list(SYSTEMS)
    for number, _, _, where in systems():
        places = re.findall(r"`([^`]+)`", where)
        assert places or NOT_YET in where, number
        assert [place for place in places if not (ROOT / place).exists()] == []


COUNTED = {  # how many there are, and the words around that number in English and in Chinese
    "systems": (lambda: len(systems()), r"the (\w+) systems", r"计划中的 (\d+) 个系统"),
    "systems that exist": (
        lambda: sum(not where.startswith(NOT_YET) for *_, where in systems()),
        r"\[(\w+) exist\]\(docs/coverage",
        r"\[完成了 ?(\w+?) ?个\]\(docs/coverage",
    ),
    "notebooks": (lambda: len(CHAPTERS), r"in (\w+) notebooks \(", r"：(\w+)个笔记本（"),
    "sample shops": (lambda: len(shop_names()), r"the (\w+) sample shops", r"生成(\w+)家示例店铺"),
    "made-up shops": (lambda: len(shop_names()), r"\| (\w+) made-up shops", r"\| (\w+)家虚构店铺"),
    "generations": (
        lambda: len({name[:2] for name in GENERATIONS}),
        r"all (\w+) generations of headers",
        r"历年(\w+)种表头",
    ),
}
ENGLISH = [
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
]
CHINESE = [*"〇一二三四五六七八九十", "十一", "十二"]


def spelled(said: str) -> int:
    """Return a number written in digits or, up to twelve, as a word."""
    words = {word: n for n in range(13) for word in (ENGLISH[n], CHINESE[n])} | {"两": 2}
    return words[said.lower()] if said.lower() in words else int(said)


@pytest.mark.parametrize("what", COUNTED)
@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_what_the_readme_counts_is_as_many(page, what):
    count, *patterns = COUNTED[what]
    [told] = re.findall(patterns[page == "README.zh.md"], (ROOT / page).read_text("utf-8"))
    assert spelled(told) == count(), f"{page} says {told} {what}"


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readme_names_every_notebook_and_the_months_of_the_samples(page):
    text = (ROOT / page).read_text("utf-8")
    assert set(re.findall(r"`(\d\d_\w+)`", text)) == set(CHAPTERS)
    told = Counter(map(int, re.findall(r"(\d+) (?:months|个月)[)）]", text)))
    months = Counter(sample_spec(name).months for name in shop_names())
    assert told == {many: months[many] for many in told}


def test_the_coverage_page_counts_its_systems():
    intro = (DOCS / "coverage.md").read_text("utf-8").split("\n## ")[0]
    assert set(re.findall(r"\d+", intro)) == {str(len(SYSTEMS))}


def keys(value: object) -> set[str]:
    """Return every key of a JSON value, those of counts and sources by name left out."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    if not isinstance(value, dict):
        return set()
    inner = (keys(part) for key, part in value.items() if key not in ("reasons", "sources"))
    return set(value).union(*inner)


def test_the_json_contract_lists_every_key_and_no_other():
    shop = open_shop(ROOT / "data" / "sample" / "bathware")
    files = {"files": [file.as_json() for file in shop.files]}
    figures = overview(shop.tables, Period.parse("2026-10")).as_json()
    cart = priced_cart(ROOT / "data" / "sample" / "flagship", DOCS / "cart-example.yaml", "en")
    staff = staff_ahead(shop.folder, Wanted("2026-11", 7, True, "en")).as_json("en")
    cash = cash_ahead(shop.folder, 6, "en").as_json("en")
    asked = YearWanted(None, None, "2026-11-12", date(2026, 11, 12), "en")
    year = calendar_ahead(shop.folder, asked).as_json("en")
    text = (DOCS / "json-contract.md").read_text(encoding="utf-8")
    _, first, second, third, fourth, fifth, sixth = text.split("\n## ")
    frame, sources, listed = re.split(r"\n(?=Sources|Figures)", second)
    assert listed_keys(first) | {"files", "start", "end"} == keys(files)
    assert listed_keys(sources) == set(SOURCES)
    assert listed_keys(third) == keys(cart.as_json()) | {"gift_units"}
    assert listed_keys(frame) | listed_keys(listed) == keys(figures)
    shared = keys(cart.as_json()["findings"]) | {"place", "why"}
    assert listed_keys(fourth) | shared == keys(staff) | shared
    assert listed_keys(fifth) | shared == keys(cash) | shared
    assert listed_keys(sixth) | shared == keys(year) | shared


def listed_keys(section: str) -> set[str]:
    """Return what stands as code in the first column of a section's tables."""
    firsts = re.findall(r"^\| (`[^|]*) \|", section, flags=re.MULTILINE)
    return {name for first in firsts for name in re.findall(r"`([^`]+)`", first)}


def test_every_dependency_is_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = {
        Requirement(line).name for lines in [project["dependencies"], *extras] for line in lines
    }
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([^|]+) \|", text.split("## Left out")[0], flags=re.MULTILINE)
    explained = {name for cell in cells for name in cell.split(", ")}
    assert explained - {"library", "---"} == asked


def test_examples_of_shop_yaml_are_plans(tmp_path):
    text = (DOCS / "export-formats.md").read_text(encoding="utf-8")
    head = "schema: 1\nshop: {name: x, platform: jd}\n"
    examples = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    (tmp_path / "shop.yaml").write_text(head + "".join(examples), encoding="utf-8")
    plan = load_plan(tmp_path)
    assert plan.files
    assert set(plan.column_map("tidy_orders").values()) <= set(dictionary())


def test_a_column_stands_in_the_dictionary_once():
    rows = (ROOT / "shopkit" / "resources" / "columns.csv").read_text(encoding="utf-8").splitlines()
    names = [row.split(",", 1)[0] for row in rows]
    assert len(names) == len({*names})
