"""The plan file: what is read, and every problem said with its line in both languages."""

from pathlib import Path

import pytest

from shopkit.errors import PlanError
from shopkit.plan import create_shop, load_plan


def plan_in(folder: Path, said: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "shop.yaml").write_text(said, encoding="utf-8")
    return folder


GOOD = "schema: 1\nshop:\n  name: 店\n  platform: jd\n"


@pytest.mark.parametrize("platform", ["taobao", "tmall", "jd"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_shop_reads_back(tmp_path, platform, lang):
    plan = create_shop(tmp_path / 'my: "shop" #1 <script>', platform, lang)
    assert (plan.shop.platform, plan.shop.lang) == (platform, lang)
    assert plan.shop.name == 'my: "shop" #1 <script>'
    assert (tmp_path / plan.shop.name / "exports" / "README.md").is_file()


def test_a_new_shop_never_overwrites(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(PlanError, match="not empty"):
        create_shop(tmp_path, "jd", "zh")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("said", "line", "code"),
    [
        ("schema: 2\nshop: {name: a, platform: jd}\n", 1, "plan_schema"),
        ("schema: 1\nshop:\n  platform: jd\n", 2, "plan_missing"),
        (GOOD.replace("jd", "ebay"), 4, "plan_value"),
        (GOOD + "  langg: zh\n", 5, "plan_unknown_key"),
        (GOOD + "files:\n  - {file: a.csv, kind: x}\n  - {file: b.csv}\n", 7, "plan_missing"),
        ("schema: 1\nshop: [1, 2\n", 3, "plan_syntax"),
        ("a: &x 1\n", 1, "plan_alias"),
        ("a: 1\nb: !!python/object:os.system 1\n", 2, "plan_alias"),
    ],
)
def test_problems_are_placed(tmp_path, said, line, code):
    with pytest.raises(PlanError) as caught:
        load_plan(plan_in(tmp_path, said))
    problem = caught.value.problems[0]
    assert problem.code == code
    assert f"shop.yaml:{line}" in problem.place
    assert caught.value.say("zh") != caught.value.say("en")


def test_all_problems_at_once(tmp_path):
    with pytest.raises(PlanError) as caught:
        load_plan(plan_in(tmp_path, "schema: 1\nshop:\n  nam: a\n  platform: x\n  lang: fr\n"))
    assert len(caught.value.problems) == 4
    assert "(name?)" in caught.value.say("zh")


def test_files_no_plan_can_be_read_from(tmp_path):
    with pytest.raises(PlanError, match="not a shop folder"):
        load_plan(tmp_path)
    (tmp_path / "shop.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlanError, match="cannot be opened"):
        load_plan(tmp_path)
    (tmp_path / "shop.yaml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(PlanError, match="larger than 1 MB"):
        load_plan(tmp_path)


def test_column_maps_of_a_kind_add_up(tmp_path):
    first, second = "{kind: a, columns: {'订单 ': order_id}}", "{kind: a, columns: {p: paid}}"
    maps = f"column_maps:\n  - {first}\n  - {second}\n"
    plan = load_plan(plan_in(tmp_path, GOOD + maps))
    assert plan.column_map("a") == {"订单": "order_id", "p": "paid"}
    assert plan.column_map("b") == {}
