"""The plan file: what is read, and every problem said with its line in both languages."""

import os
import re
from pathlib import Path

import pytest
from shop_files import as_csv, order, with_file

from shopkit.errors import OutputError, PlanError
from shopkit.exports import import_shop
from shopkit.plan import create_shop, document, load_plan, place_in


def plan_in(folder: Path, said: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "shop.yaml").write_text(said, encoding="utf-8")
    return folder


GOOD = "schema: 1\nshop:\n  name: 店\n  platform: jd\n"


@pytest.mark.parametrize("platform", ["taobao", "tmall", "jd", "other"])
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


def test_a_file_is_no_place_for_a_shop(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(PlanError, match="a file, not a folder"):
        create_shop(tmp_path / "notes.txt", "jd", "zh")
    with pytest.raises(OutputError, match="cannot be written to"):
        create_shop(tmp_path / "notes.txt" / "shop", "jd", "zh")
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["{platform}", "{name} {platform}", "{", "1688", "x\\1"])
def test_a_folder_name_is_never_a_template(tmp_path, name):
    assert create_shop(tmp_path / name, "jd", "zh").shop.name == name
    assert load_plan(tmp_path / name).shop.name == name


def test_a_long_folder_name_is_cut(tmp_path):
    folder = tmp_path / ("long" * 30)
    assert create_shop(folder, "jd", "en").shop.name == "long" * 25
    assert load_plan(folder).shop.name == "long" * 25


def test_a_folder_name_no_system_or_plan_can_hold_leaves_nothing_behind(tmp_path):
    with pytest.raises(OutputError, match="cannot be written to"):
        create_shop(tmp_path / ("x" * 300), "jd", "zh")
    with pytest.raises(PlanError, match="not valid YAML"):
        create_shop(tmp_path / "del\x7f", "jd", "zh")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_the_owner_may_read_the_key(tmp_path):
    create_shop(tmp_path / "new", "jd", "zh")
    made = with_file(tmp_path / "old", "a.csv", as_csv([order(1)]))
    (made / "buyer.key").unlink()
    import_shop(made)
    modes = [(tmp_path / name / "buyer.key").stat().st_mode & 0o777 for name in ("new", "old")]
    assert modes == [0o600] * 2


def test_a_number_may_be_a_name(tmp_path):
    assert load_plan(plan_in(tmp_path, GOOD.replace("店", "1688"))).shop.name == "1688"


def test_signs_nobody_sees_leave_names_and_texts(tmp_path):
    text = GOOD.replace("店", '"店\\u0007\\e[31m\\x00一"') + 'tasks: [{what: "甲\\u000b\\n乙"}]\n'
    plan = load_plan(plan_in(tmp_path, text))
    assert plan.shop.name == "店[31m一"
    assert plan.tasks[0].what == "甲\n乙"
    with pytest.raises(PlanError):
        load_plan(plan_in(tmp_path, GOOD.replace("店", '"\\u0007"')))


@pytest.mark.parametrize("name", ["true", "2026-10-01", "3.10", "007", "~", "[a]"])
def test_what_yaml_takes_for_something_else_asks_for_quotes(tmp_path, name):
    with pytest.raises(PlanError) as caught:
        load_plan(plan_in(tmp_path, GOOD.replace("店", name)))
    assert caught.value.problems[0].place.endswith("shop.yaml:3 shop.name")
    assert "in quotes" in caught.value.say("en")
    assert "加引号" in caught.value.say("zh")


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


@pytest.mark.parametrize(
    ("said", "share"), [("0.2", 0.2), ("20%", 0.2), ("98.5 %", 0.985), ("1", 1)]
)
def test_a_share_may_be_written_in_per_cent(tmp_path, said, share):
    plan = load_plan(plan_in(tmp_path, GOOD + f"budget: {{ads_rate: {said}}}\n"))
    assert plan.budget.ads_rate == pytest.approx(share)


def test_twenty_is_no_share_and_the_message_offers_both_readings(tmp_path):
    with pytest.raises(PlanError) as caught:
        load_plan(plan_in(tmp_path, GOOD + "budget:\n  ads_rate: 20\n"))
    assert [problem.code for problem in caught.value.problems] == ["plan_share"]
    assert "20% or 0.2" in caught.value.say("en")
    assert "20% 或 0.2" in caught.value.say("zh")


def test_a_range_the_wrong_way_round_is_refused_where_it_stands(tmp_path):
    segment = "customers:\n  segments:\n    - {name: 甲, age_from: 40, age_to: 18}\n"
    with pytest.raises(PlanError) as caught:
        load_plan(plan_in(tmp_path, GOOD + segment))
    assert caught.value.problems[0].place.endswith("shop.yaml:7 customers.segments.0")
    assert "40" in caught.value.say("zh")


def test_a_wrong_type_deep_in_a_long_list_is_found(tmp_path):
    lines = "".join(f'  - {{item_id: "{n}", price_cny: {n}}}\n' for n in range(500))
    said = lines.replace("price_cny: 321}", "price_cny: abc}")
    with pytest.raises(PlanError) as caught:
        load_plan(plan_in(tmp_path, GOOD + "products:\n" + said))
    assert caught.value.problems[0].place.endswith("shop.yaml:327 products.321.price_cny")


def test_all_problems_at_once(tmp_path):
    with pytest.raises(PlanError) as caught:
        load_plan(plan_in(tmp_path, "schema: 1\nshop:\n  nam: a\n  platform: x\n  lang: fr\n"))
    assert len(caught.value.problems) == 4
    assert "(name?)" in caught.value.say("zh")


def test_a_plan_is_parsed_once_until_its_text_changes(tmp_path, monkeypatch):
    parsed = []
    whole = document.tree_of
    monkeypatch.setattr(document, "tree_of", lambda said: parsed.append(said) or whole(said))
    folder = plan_in(tmp_path / "s", GOOD)
    first = load_plan(folder)
    assert load_plan(folder) == first
    assert place_in(folder, ("shop", "platform")).endswith("shop.yaml:4 shop.platform")
    assert len(parsed) == 1
    plan_in(folder, GOOD.replace("jd", "tmall"))
    assert load_plan(folder).shop.platform == "tmall"


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


def of_orders(**columns: str) -> str:
    lines = "".join(f"      {header}: {name}\n" for header, name in columns.items())
    return f"column_maps:\n  - kind: taobao_orders\n    columns:\n{lines}"


@pytest.mark.parametrize(
    ("extra", "line", "code", "guess"),
    [
        (of_orders(昵称="nosuch"), 9, "plan_unknown_name", ""),
        (of_orders(总金额="due", 昵称="byer"), 10, "plan_unknown_name", "(buyer?)"),
        (of_orders(总金额="paid_fen"), 9, "plan_unknown_name", "(paid?)"),
        (of_orders(昵称="source_row"), 9, "plan_unknown_name", ""),
        (of_orders(总金额="net"), 9, "plan_unknown_name", ""),
        (of_orders(昵称="visitors"), 9, "plan_unknown_name", ""),
        (
            of_orders(总金额="due").replace("orders", "order"),
            7,
            "plan_unknown_name",
            "(taobao_orders?)",
        ),
        (
            "files:\n  - {file: exports/a.csv, kind: taobao_order}\n",
            7,
            "plan_unknown_name",
            "(taobao_orders?)",
        ),
        (
            "files:\n  - {file: exports/b.csv, kind: taobao_orders}\n",
            7,
            "plan_no_file",
            "(exports/a.csv?)",
        ),
        ("files:\n  - {file: ./exports/a.csv, kind: tidy_days}\n", 7, "plan_no_file", ""),
    ],
)
def test_names_the_readers_do_not_know_are_placed(tmp_path, extra, line, code, guess):
    folder = with_file(tmp_path, "a.csv", as_csv([order(1)]), extra)
    with pytest.raises(PlanError) as caught:
        import_shop(folder)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert re.search(rf"shop\.yaml:{line}\b", problem.place)
    assert guess in problem.say("zh")
    assert problem.say("zh") != problem.say("en")


def test_the_plans_columns_win_over_the_formats_own(tmp_path):
    row = order(1, 总金额="7.00", 买家实际支付金额="5.00")
    for name in ("paid", "paid_cny"):
        folder = with_file(tmp_path / name, "a.csv", as_csv([row]), of_orders(总金额=name))
        orders = import_shop(folder).tables.orders
        assert orders["paid_fen"].to_list() == [700]
        assert orders["due_fen"].to_list() == [None]
