"""The schema for editors, the complete example, the new shop's examples, and what show tells."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from shopkit.cli import REFUSED, app
from shopkit.plan import create_shop, open_plan
from shopkit.plan.fields import entries_of, plan_fields
from shopkit.plan.model import Plan
from shopkit.plan.reading import plan_of
from shopkit.plan.schema import plan_schema
from shopkit.plan.tree import tree_of

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "data" / "sample").glob("*/shop.yaml"))
EXAMPLE = ROOT / "docs" / "plan-example.yaml"
TEMPLATES = ROOT / "shopkit" / "resources" / "templates" / "shop"
GOOD = "schema: 1\nshop: {name: 店, platform: jd}\n"


def as_json(value):
    """Return a document as an editor sees it: keys are words, days are text."""
    if isinstance(value, dict):
        return {str(key): as_json(below) for key, below in value.items()}
    if isinstance(value, list):
        return [as_json(below) for below in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(text: str, lang: str = "en") -> list[str]:
    checker = jsonschema.Draft7Validator(plan_schema(lang))
    found = checker.iter_errors(as_json(tree_of(text).value))
    return sorted(".".join(map(str, error.absolute_path)) for error in found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_schema_is_one_and_explains_every_field(lang):
    schema = plan_schema(lang)
    jsonschema.Draft7Validator.check_schema(schema)
    json.dumps(schema, allow_nan=False)
    said = dict(described(schema))
    assert set(said) == {*plan_fields()} - {"plan"}
    for path, (title, help_) in said.items():
        assert title == plan_fields()[path].title[lang]
        assert help_.startswith(plan_fields()[path].help[lang])


def described(schema, above=""):
    for name, shape in schema.get("properties", {}).items():
        path = f"{above}.{name}".strip(".")
        yield path, (shape["title"], shape["description"])
        yield from described(shape.get("items", shape), path)


@pytest.mark.parametrize("path", [*SAMPLES, EXAMPLE], ids=lambda path: path.parent.name)
def test_real_plans_keep_to_the_schema(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("extra", "place"),
    [
        ("budget: {ads_rate: 20}", "budget.ads_rate"),
        ("budgets: {}", ""),
        ("products: [{item_id: a, role: hero}]", "products.0.role"),
        ("products: [{name: a}]", "products.0"),
        (
            "targets: [{year: 2027, sales_cny: 1, month_weights: {13: 1}}]",
            "targets.0.month_weights",
        ),
        ("costs: {fixed: [{name: 房租, amount_cny: -1}]}", "costs.fixed.0.amount_cny"),
    ],
)
def test_what_the_plan_refuses_the_schema_marks(extra, place):
    assert faults(GOOD + extra) == [place]


@pytest.mark.parametrize("extra", ["brand:", "budget: {ads_rate: 20%}", "shop2: 1"])
def test_schema_and_plan_agree(tmp_path, extra):
    text = GOOD + extra
    fine = not faults(text)
    assert fine == (extra != "shop2: 1")
    if fine:
        plan_of(tmp_path / "shop.yaml", text)


def test_the_example_says_something_of_every_section():
    plan = plan_of(EXAMPLE, EXAMPLE.read_text(encoding="utf-8"))
    written = tree_of(EXAMPLE.read_text(encoding="utf-8")).value
    assert list(written) == [key for key, _ in entries_of(Plan)]
    assert plan.targets[0].month_weights[11] == 2.2
    page = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
    assert all(f"| `{path}` |" in page for path in plan_fields() if path != "plan")


def examples(lang: str) -> dict[str, str]:
    """Return the commented-out examples of a new plan, uncommented, by section."""
    text = (TEMPLATES / f"shop.{lang}.yaml").read_text(encoding="utf-8")
    found = re.findall(r"^# (\w+):\n((?:#  .*\n)+)", text, flags=re.MULTILINE)
    return {name: re.sub("^# ", "", f"# {name}:\n{body}", flags=re.M) for name, body in found}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_example_of_a_new_plan_may_be_used(tmp_path, lang):
    blocks = examples(lang)
    sections = {key for key, _ in entries_of(Plan)}
    assert set(blocks) == sections - {"schema", "shop", "decisions"}
    for name, block in blocks.items():
        assert getattr(plan_of(tmp_path, GOOD + block), name)
    plan_of(tmp_path, GOOD + "".join(blocks.values()))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_saved_into_a_new_plan_stands_behind_its_example(tmp_path, lang):
    create_shop(tmp_path / "a", "taobao", lang)
    draft = open_plan(tmp_path / "a")
    changes = {"positioning.price_to_cny": 80, "shop.opened": date(2026, 1, 2), "tasks.0.what": "x"}
    saved = draft.with_changes(changes).save()
    lines = saved.draft.text.splitlines()
    place = lines.index("positioning:")
    assert lines[place - 1].startswith("#   difference:")
    assert lines[place + 1] == "  price_to_cny: 80"
    assert lines[lines.index("  opened: 2026-01-02") - 1].startswith("  # opened:")
    assert [line for line in lines if line in draft.text.splitlines()] == draft.text.splitlines()


def run(*said: object):
    return CliRunner().invoke(app, [str(one) for one in said])


def test_the_schema_is_printed():
    done = run("schema", "--lang", "zh")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == plan_schema("zh")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("costs.packing_per_parcel_cny", ["每单包装费", "0.8 元", "shop.yaml:4", "一个包裹"]),
        ("costs.ads_rule", ["item", "没有写，按默认值"]),
        ("brand.slogan", ["—", "没有写", "口号"]),
        ("brand", ["—　(没有写)"]),
        ("tasks", ["—　(没有写)", "任务清单"]),
        ("lists.products", ["商品.csv", "shop.yaml:7"]),
        ("products", ["商品.csv:2", "products[item_id=607].role", "image"]),
        ("products[item_id=607].price_cny", ["商品.csv:2 ", "19.9 元"]),
        ("costs.fixed", ["shop.yaml:6", "costs.fixed.0.amount_cny", "2500 元"]),
        ("costs.fixed.0.name", ["房租"]),
        ("", ["shop.yaml:2", "shop.platform", "还没有写的部分", "商品"]),
    ],
)
def test_show_says_what_stands_where(tmp_path, path, said):
    extra = (
        "costs:\n  packing_per_parcel_cny: 0.8\n  fixed:\n    - {name: 房租, amount_cny: 2500}\n"
        "lists: {products: [商品.csv]}\n"
    )
    rows = "商品 ID,商品角色,售价\n607,image,19.9\n"
    (tmp_path / "商品.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "shop.yaml").write_text(GOOD + extra, encoding="utf-8")
    for lang in ("zh", "en"):
        done = run("show", tmp_path, path, "--lang", lang)
        assert done.exit_code == 0, done.stderr
        shown = done.stdout.replace("\n", "")
        if lang == "zh":
            assert [word for word in said if word not in shown] == []


def test_show_keeps_a_path_on_one_line_and_leaves_fingerprints_out(tmp_path):
    """A path can be copied however narrow the screen; digests are nothing to read."""
    path = "customers.segments.0.price_from_cny"
    extra = (
        f"customers:\n  segments:\n    - {{name: {'很长的名字' * 8}, age_from: 20, age_to: 30,"
        " price_from_cny: 10}\n"
        "decisions:\n  - {of: positioning, on: 2026-10-01, inputs: {offers: 0123456789abcdef}}\n"
    )
    (tmp_path / "shop.yaml").write_text(GOOD + extra, encoding="utf-8")
    said = run("show", tmp_path, "--lang", "zh").stdout
    assert any(f" {path} " in line for line in said.splitlines())
    assert "positioning" in said
    assert "0123456789abcdef" not in said
    assert "0123456789abcdef" in run("show", tmp_path, "decisions", "--lang", "zh").stdout


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("costs.ads_rul", "(ads_rule?)"),
        ("bugdet", "(budget?)"),
        ("tasks.4", ""),
        ("shop.name.x", ""),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_refuses_what_is_nowhere(tmp_path, path, near, lang):
    (tmp_path / "shop.yaml").write_text(GOOD, encoding="utf-8")
    done = run("show", tmp_path, path, "--lang", lang)
    assert done.exit_code == REFUSED
    assert near in done.stderr
    assert "Traceback" not in done.stderr
