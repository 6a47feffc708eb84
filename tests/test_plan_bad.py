"""Plans nobody can use: every problem is named at once, and nothing takes long or breaks."""

import pytest

from shopkit.errors import PlanError
from shopkit.plan import language_said, load_plan

GOOD = "schema: 1\nshop:\n  name: 店\n  platform: jd\n"


def problems(folder, said: str | bytes):
    data = said.encode() if isinstance(said, str) else said
    (folder / "shop.yaml").write_bytes(data)
    with pytest.raises(PlanError) as caught:
        load_plan(folder)
    assert caught.value.say("zh") != caught.value.say("en")
    return caught.value.problems


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("[" * 50_000, "plan_too_deep"),
        ("{a: " * 50_000, "plan_too_deep"),
        ("- " * 50_000, "plan_too_deep"),
        ("".join(f"{' ' * n}a:\n" for n in range(600)), "plan_too_deep"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "plan_alias"),
        ("a: !!python/object/apply:os.system [x]\n", "plan_alias"),
        ("a: !!binary eA==\n", "plan_alias"),
        (GOOD + "---\na: 1\n", "plan_syntax"),
        (GOOD + "x: \x07\n", "plan_syntax"),
        (GOOD + "? [1, 2]\n: 3\n", "plan_syntax"),
        (GOOD + "shop: {name: a, platform: jd}\n", "plan_twice"),
        (b"\xff\xfea\x00", "plan_unreadable"),
        (b" " * 10_000_000, "plan_too_large"),
    ],
    ids=range(13),
)
def test_what_is_no_plan_is_refused(tmp_path, said, code):
    assert [problem.code for problem in problems(tmp_path, said)] == [code]


@pytest.mark.parametrize("said", ["- a\n- b\n", "text\n", "12\n", "[]\n"])
def test_what_is_no_mapping_is_refused(tmp_path, said):
    assert {problem.code for problem in problems(tmp_path, said)} == {"plan_value"}


@pytest.mark.parametrize("said", ["", "# only notes\n", "---\n", "~\n"])
def test_an_empty_plan_lacks_what_every_plan_has(tmp_path, said):
    found = problems(tmp_path, said)
    assert [problem.place.split()[-1] for problem in found] == ["schema", "shop"]


def test_unknown_names_are_told_at_every_depth(tmp_path):
    said = GOOD + (
        "brandd: 1\nbrand:\n  culture:\n    aimm: x\n"
        "positioning:\n  swot:\n    strengths:\n      - {what: a, evidenze: b}\n"
        "targets:\n  - {year: 2027, sales_cny: 1, locked: [{period: 2027-01, visitor: 3}]}\n"
        "<<: {a: 1}\n"
    )
    found = problems(tmp_path, said)
    assert {problem.code for problem in found} == {"plan_unknown_key"}
    guesses = [problem.values["guess"] for problem in found]
    assert sorted(guesses) == ["", " (aim?)", " (brand?)", " (evidence?)", " (visitors?)"]
    assert all(f"shop.yaml:{n} " in " ".join(p.place for p in found) for n in (5, 8, 12, 14, 15))


def test_all_problems_of_five_hundred_products_come_at_once(tmp_path):
    rows = [f'  - {{item_id: "{n}", price_cny: {n}, role: profit}}\n' for n in range(500)]
    rows[17] = rows[17].replace("profit", "hero")
    rows[250] = rows[250].replace("250,", "[1],")
    rows[499] = rows[499].replace('item_id: "499", ', "")
    found = problems(tmp_path, GOOD + "products:\n" + "".join(rows) + "budget: {ads_rate: 20}\n")
    assert [(problem.code, problem.place.split()[-1]) for problem in found] == [
        ("plan_value", "products.17.role"),
        ("plan_value", "products.250.price_cny"),
        ("plan_missing", "products.499.item_id"),
        ("plan_share", "budget.ads_rate"),
    ]


@pytest.mark.parametrize("day", ["2026-13-45", "2026-02-30", "0000-00-00", "2026-10-01 25:00:00"])
def test_a_day_that_does_not_exist_has_its_line(tmp_path, day):
    [problem] = problems(tmp_path, GOOD + f"  opened: {day}\n")
    assert problem.code == "plan_value"
    assert problem.place.endswith("shop.yaml:5 shop.opened")


@pytest.mark.parametrize("number", [".inf", ".nan", "-1", "1e999", "abc", "true", "[1]", "1,5"])
def test_no_money(tmp_path, number):
    [problem] = problems(tmp_path, GOOD + f"costs:\n  packing_per_parcel_cny: {number}\n")
    assert problem.code == "plan_value"


def test_sections_with_nothing_but_notes_are_not_there(tmp_path):
    (tmp_path / "shop.yaml").write_text(
        GOOD + "brand:\n  # slogan: x\nproducts:\ncosts:\n  fixed:\n", encoding="utf-8"
    )
    plan = load_plan(tmp_path)
    assert plan.brand.slogan is None
    assert plan.products == plan.costs.fixed == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("\tslogan: 好用", "plan_tab"),
        ("  slogan：好用", "plan_wide_colon"),
        ("  slogan 好用", "plan_no_colon"),
        ("  slogan:好用", "plan_no_colon"),
        ('  slogan: "好用', "plan_quote"),
    ],
)
def test_a_slip_of_the_hand_is_named_on_its_own_line_in_the_language_of_the_shop(
    tmp_path, line, code
):
    said = f"{GOOD}  lang: zh\nbrand:\n{line}\n  culture:\n    aim: 省心\n"
    [problem] = problems(tmp_path, said)
    assert (problem.code, problem.place.rpartition(":")[2]) == (code, "7")
    assert language_said(tmp_path) == "zh"


def test_the_language_of_a_plan_in_another_coding_is_known(tmp_path):
    (tmp_path / "shop.yaml").write_bytes(f"{GOOD}  lang: zh\n".encode("gb18030"))
    assert language_said(tmp_path) == "zh"
    (tmp_path / "shop.yaml").write_bytes(b"\xff\xfea\x00")
    assert language_said(tmp_path) is None


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("positioning: {price_from_cny: 九十}", "只写数字"),
        ('positioning: {price_from_cny: "1,200"}', "只写数字"),
        ("positioning: {price_from_cny: -5}", "不能小于 0"),
        ("positioning: {category: [四件套]}", "写成一段文字"),
        ("positioning: {product_types: 四件套}", "写成清单"),
        ("positioning: 四件套", "名称: 值"),
        ("assortment: {items: 45.5}", "只写整数"),
        ("competitors: [{name: 甲, rating: 48}]", "不能大于 5"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_how_to_write_it(tmp_path, said, hint):
    [problem] = problems(tmp_path, f"{GOOD}{said}\n")
    assert hint in problem.explain("zh")


def test_ends_the_wrong_way_round_are_shown_as_they_are_written(tmp_path):
    said = GOOD + "positioning: {price_from_cny: 200, price_to_cny: 100}\n"
    [problem] = problems(tmp_path, said)
    assert "200 " in problem.explain("zh")
    assert "200.0" not in problem.explain("zh")
