"""Saving a plan: only the changed values move, two who save do not lose each other's work."""

import copy
import subprocess
import sys
import threading
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.errors import OutputError, PlanError
from shopkit.plan import Proposed, Saved, lines, open_plan
from shopkit.plan.changes import changed, steps_of
from shopkit.plan.held import held
from shopkit.plan.lines import changed_lines
from shopkit.plan.merge import merged
from shopkit.plan.sections.products import Product

PLAN = """\
# 我的店
schema: 1

shop:
  name: 店   # 招牌
  platform: jd

budget: {ads_rate: 20%, capital_cny: 20000.00}  # 别超

products:
  - item_id: "607"   # 爆款
    price_cny: 19.90
  # 新品
  - item_id: "608"
    role: profit

# costs:
#   packing_per_parcel_cny: 0.8
#   fixed:
#     - {name: 房租, amount_cny: 3000}

tasks:
  -
    what: 拍照
"""


def shop(folder: Path, said: str | bytes = PLAN) -> Path:
    data = said.encode() if isinstance(said, str) else said
    (folder / "shop.yaml").write_bytes(data)
    return folder


def codes(caught) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def text(folder: Path) -> str:
    return (folder / "shop.yaml").read_bytes().decode()


@pytest.mark.parametrize(
    "case",
    [
        ("shop.name", "青禾", "name: 店 ", "name: 青禾 "),
        ("shop.name", "007", "name: 店 ", 'name: "007" '),
        ("budget.ads_rate", 0.285, "20%", "28.5%"),
        (("budget", "capital_cny"), 21000.5, "20000.00", "21000.50"),
        (("products", 0, "price_cny"), 21, "19.90", "21.00"),
        ("products[item_id=608].role", "image", "role: profit", "role: image"),
        ("products[item_id=608].hero", True, "role: profit\n", "role: profit\n    hero: true\n"),
        (
            "products[item_id=609].role",
            "traffic",
            "role: profit\n",
            'role: profit\n  - item_id: "609"\n    role: traffic\n',
        ),
        (("products", 1), None, '\n  - item_id: "608"\n    role: profit', ""),
        ("shop.opened", date(2026, 1, 2), "platform: jd\n", "platform: jd\n  opened: 2026-01-02\n"),
        ("budget.ads_monthly_cny", 5000.0, ".00}", ".00, ads_monthly_cny: 5000}"),
        (
            "costs.packing_per_parcel_cny",
            1.2,
            "amount_cny: 3000}\n",
            "amount_cny: 3000}\ncosts:\n  packing_per_parcel_cny: 1.2\n",
        ),
        (
            "brand.culture.aim",
            "第一行\n第二行",
            "what: 拍照\n",
            "what: 拍照\n\nbrand:\n  culture:\n    aim: |-\n      第一行\n      第二行\n",
        ),
        ("tasks.0.due", date(2026, 5, 1), "what: 拍照\n", "what: 拍照\n    due: 2026-05-01\n"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_what_was_changed_moves(tmp_path, case, ends, mark):
    path, value, old, new = case
    folder = shop(tmp_path, mark + PLAN.replace("\n", ends))
    proposed = open_plan(folder).with_changes({path: value})
    assert text(folder) == mark + PLAN.replace("\n", ends)
    saved = proposed.save()
    assert PLAN.count(old) == 1
    assert text(folder) == mark + PLAN.replace(old, new).replace("\n", ends)
    assert saved.draft.plan == proposed.plan
    assert (folder / "shop.yaml.bak").read_bytes().decode() == mark + PLAN.replace("\n", ends)
    assert sorted(path.name for path in folder.iterdir()) == ["shop.yaml", "shop.yaml.bak"]


def test_the_lines_that_change_are_shown(tmp_path):
    proposed = open_plan(shop(tmp_path)).with_changes(
        {"shop.name": "新", "budget.capital_cny": 1, "tasks.0.done": True}
    )
    assert [(line.number, line.old, line.new) for line in proposed.lines] == [
        (5, "  name: 店   # 招牌", "  name: 新   # 招牌"),
        (8, PLAN.splitlines()[7], PLAN.splitlines()[7].replace("20000.00", "1.00")),
        (25, None, "    done: true"),
    ]
    assert str(proposed.lines[0]) == "   5 −   name: 店   # 招牌\n   5 +   name: 新   # 招牌"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("budget.ads_rate", 0.2),
        ("budget.ads_rate", "20%"),
        ("budget.capital_cny", 20000),
        (
            "products",
            [Product(item_id="607", price_cny=19.9), {"item_id": "608", "role": "profit"}],
        ),
        ("shop.opened", None),
        ("brand.culture", None),
    ],
)
def test_what_means_the_same_changes_nothing(tmp_path, path, value):
    proposed = open_plan(shop(tmp_path)).with_changes({path: value})
    assert proposed.lines == ()
    proposed.save()
    assert text(tmp_path) == PLAN
    assert not (tmp_path / "shop.yaml.bak").exists()


def test_all_values_no_plan_can_hold_are_named_by_their_fields(tmp_path):
    draft = open_plan(shop(tmp_path))
    with pytest.raises(PlanError) as caught:
        draft.with_changes(
            {
                "budget.ads_rate": 20,
                "products.0.price_cny": "x",
                "shop.nam": "a",
                "costs.fixed": [{}],
            }
        )
    places = {problem.place for problem in caught.value.problems}
    assert places >= {"budget.ads_rate", "products.0.price_cny", "shop.nam", "costs.fixed.0.name"}
    assert "「推广费占比」" in caught.value.say("zh")
    assert "“Price”" in caught.value.say("en")
    assert "(name?)" in caught.value.say("en")


@pytest.mark.parametrize("path", ["products.7.role", "shop.name.first"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path, path):
    with pytest.raises(PlanError) as caught:
        open_plan(shop(tmp_path)).with_changes({path: "traffic"})
    assert codes(caught) == ["plan_no_path"]


def test_changes_of_two_open_notebooks_come_together(tmp_path):
    shop(tmp_path)
    first, second = open_plan(tmp_path), open_plan(tmp_path)
    third = open_plan(tmp_path)
    first.with_changes({"shop.name": "一", "products[item_id=700].role": "image"}).save()
    second.with_changes({"budget.ads_rate": 0.25, "products[item_id=800].role": "image"}).save()
    saved = third.with_changes({"products[item_id=607].price_cny": 18}).save()
    plan = saved.draft.plan
    assert (plan.shop.name, plan.budget.ads_rate) == ("一", 0.25)
    assert [product.item_id for product in plan.products] == ["607", "608", "700", "800"]
    assert plan.products[0].price_cny == 18
    assert [str(line.new).strip() for line in saved.lines] == ["price_cny: 18.00"]
    for comment in ("# 我的店", "# 招牌", "# 别超", "# 爆款", "# 新品"):
        assert comment in text(tmp_path)


@pytest.mark.parametrize(
    ("theirs", "mine", "shown"),
    [
        ({"shop.name": "甲"}, {"shop.name": "乙"}, ("甲", "乙")),
        ({"budget": None}, {"budget.ads_rate": 0.3}, ("30%",)),
        ({"products[item_id=607].role": "image"}, {"products.0": None}, ("image",)),
        ({"prices.endings": [9]}, {"prices.endings": [8]}, ("[9]", "[8]")),
    ],
)
def test_one_place_changed_twice_is_refused_with_both_values(tmp_path, theirs, mine, shown):
    shop(tmp_path)
    first, second = open_plan(tmp_path), open_plan(tmp_path)
    first.with_changes(theirs).save()
    before = text(tmp_path)
    with pytest.raises(PlanError) as caught:
        second.with_changes(mine).save()
    assert codes(caught) == ["plan_conflict"]
    assert all(value in caught.value.say("zh") for value in shown)
    assert caught.value.say("zh") != caught.value.say("en")
    assert text(tmp_path) == before


def test_the_same_change_on_both_sides_is_no_conflict(tmp_path):
    shop(tmp_path)
    first, second = open_plan(tmp_path), open_plan(tmp_path)
    first.with_changes({"budget.ads_rate": "30%"}).save()
    assert second.with_changes({"budget.ads_rate": 0.3}).save().lines == ()


def test_two_halves_that_do_not_fit_together_are_refused(tmp_path):
    shop(tmp_path)
    first, second = open_plan(tmp_path), open_plan(tmp_path)
    first.with_changes({"positioning.price_from_cny": 50}).save()
    with pytest.raises(PlanError) as caught:
        second.with_changes({"positioning.price_to_cny": 40}).save()
    assert codes(caught) == ["plan_backwards"]
    assert "price_to_cny" not in text(tmp_path)


def test_a_file_that_is_gone_broken_or_read_only_is_left_alone(tmp_path):
    path = shop(tmp_path) / "shop.yaml"
    proposed = open_plan(tmp_path).with_changes({"shop.name": "新"})
    path.chmod(0o444)
    with pytest.raises(OutputError) as caught:
        proposed.save()
    assert codes(caught) == ["plan_read_only"]
    path.chmod(0o644)
    path.write_text("shop: [", encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        proposed.save()
    assert codes(caught) == ["plan_syntax"]
    assert path.read_text(encoding="utf-8") == "shop: ["
    path.unlink()
    with pytest.raises(PlanError) as caught:
        proposed.save()
    assert codes(caught) == ["plan_gone"]
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_loses_nothing(tmp_path, monkeypatch):
    proposed = open_plan(shop(tmp_path)).with_changes({"shop.name": "新"})

    def full(self, target):
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError):
        proposed.save()
    assert text(tmp_path) == PLAN
    assert [path.name for path in tmp_path.iterdir()] == ["shop.yaml"]


def test_rights_and_links_stay(tmp_path):
    path = shop(tmp_path) / "shop.yaml"
    path.chmod(0o640)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "shop.yaml").symlink_to(path)
    open_plan(tmp_path / "linked").with_changes({"shop.name": "新"}).save()
    assert path.stat().st_mode & 0o777 == 0o640
    assert "name: 新" in text(tmp_path)
    assert (tmp_path / "linked" / "shop.yaml").is_symlink()


def test_a_draft_of_a_sample_is_saved_into_its_working_copy(tmp_path):
    (tmp_path / "sample").mkdir()
    (tmp_path / "copy").mkdir()
    sample, copied = shop(tmp_path / "sample"), shop(tmp_path / "copy", PLAN + "risks: []\n")
    saved = open_plan(sample).with_changes({"shop.name": "新"}).save(copied)
    assert text(sample) == PLAN
    assert saved.draft.folder == copied.resolve()
    assert text(copied) == PLAN.replace("name: 店", "name: 新") + "risks: []\n"


def test_many_threads_that_save_at_once_lose_nothing(tmp_path):
    shop(tmp_path)
    drafts = [open_plan(tmp_path) for _ in range(8)]
    failed: list[BaseException] = []

    def save(n: int) -> None:
        try:
            drafts[n].with_changes({f"tasks[what=task {n}].done": True}).save()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    done = {task.what for task in open_plan(tmp_path).plan.tasks if task.done}
    assert done == {f"task {n}" for n in range(8)}


def test_two_processes_that_save_in_turns_lose_nothing(tmp_path):
    shop(tmp_path)
    code = (
        "import sys; from pathlib import Path; from shopkit.plan import open_plan\n"
        "for n in range(10):\n"
        "    draft = open_plan(Path(sys.argv[1]))\n"
        "    draft.with_changes({f'tasks[what={sys.argv[2]} {n}].done': True}).save()\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), who]) for who in "ab"]
    assert [run.wait() for run in runs] == [0, 0]
    done = {task.what for task in open_plan(tmp_path).plan.tasks if task.done}
    assert done == {f"{who} {n}" for who in "ab" for n in range(10)}


SINGLE = {
    ("shop", "name"): st.sampled_from(["甲", "乙", "a: b"]),
    ("shop", "category"): st.sampled_from([None, "服饰鞋包", "x"]),
    ("budget", "ads_rate"): st.sampled_from([None, 0.1, 0.2, "30%"]),
    ("brand", "slogan"): st.sampled_from(["一", "二\n三"]),
    ("brand", "culture", "aim"): st.sampled_from([None, "aim"]),
    ("prices", "endings"): st.sampled_from([None, [9], [8, 9]]),
    ("products", 0, "role"): st.sampled_from([None, "image", "traffic"]),
    ("products", 1, "role"): st.sampled_from([None, "image", "traffic"]),
    ("products", 1, "selling_points"): st.lists(st.sampled_from(["轻", "a #b"]), max_size=2),
}
CHANGES = st.fixed_dictionaries({}, optional=SINGLE)


def small(document: object) -> object:
    """Return a document without what is empty."""
    if isinstance(document, dict):
        return {k: small(v) for k, v in document.items() if v not in ([], {}, None)}
    return [small(v) for v in document] if isinstance(document, list) else document


@given(mine=CHANGES, theirs=CHANGES)
def test_two_drafts_merge_or_are_refused_exactly_where_they_overlap(tmp_path_factory, mine, theirs):
    folder = shop(tmp_path_factory.mktemp("shop"))
    draft = open_plan(folder)
    ours, others = draft.with_changes(mine), draft.with_changes(theirs)
    others.save()
    before = text(folder)
    clash = {
        path
        for path in set(mine) & set(theirs)
        if differs(draft, ours, path)
        and differs(draft, others, path)
        and differs(ours, others, path)
    }
    saved = saved_or_refused(ours)
    if isinstance(saved, PlanError):
        assert {problem.code for problem in saved.problems} == {"plan_conflict"}
        assert len(saved.problems) == len(clash) > 0
        assert text(folder) == before
    else:
        assert not clash
        for path in mine:
            if differs(draft, ours, path):
                assert value(saved.draft.plan, path) == value(ours.plan, path)
        for path in theirs:
            if differs(draft, others, path):
                assert value(saved.draft.plan, path) == value(others.plan, path)


def saved_or_refused(proposed: Proposed) -> Saved | PlanError:
    try:
        return proposed.save()
    except PlanError as error:
        return error


def value(plan, path):
    for step in path:
        plan = plan[step] if isinstance(step, int) else getattr(plan, step)
    return plan


def differs(one, other: Proposed, path) -> bool:
    return value(one.plan, path) != value(other.plan, path)


def test_entries_of_lists_are_told_apart_by_their_first_field():
    base = {"products": [{"item_id": n} for n in ("1", "2", "3")]}
    mine = {"products": [{"item_id": "0"}, *base["products"]]}
    theirs = {"products": [base["products"][0], {"item_id": "3", "role": "image"}]}
    both = merged(base, mine, theirs)
    assert both.conflicts == []
    assert [row["item_id"] for row in both.document["products"]] == ["0", "1", "3"]
    turned = {"products": base["products"][::-1]}
    again = {"products": [base["products"][n] for n in (1, 0, 2)]}
    assert [c.steps for c in merged(base, turned, again).conflicts] == [("products",)]


def test_changing_a_document_leaves_the_old_one_alone():
    document = {"targets": [{"year": 2027}]}
    kept = copy.deepcopy(document)
    made = changed(document, {"targets[year=2028].month_weights.11": 2.5})
    assert document == kept
    assert made["targets"][1] == {"year": 2028, "month_weights": {11: 2.5}}
    assert steps_of(("a.b", 0), {}) == ("a.b", 0)


LINES = st.lists(st.sampled_from(["a", "b", "c", "role: profit", "1", "2"]), max_size=14)


@given(LINES, LINES)
def test_changed_lines_are_what_makes_one_text_of_the_other(old, new):
    found = changed_lines("\n".join(old), "\n".join(new))
    old, new = old or [""], new or [""]  # an empty text is one empty line
    gone = [line.old for line in found if line.old is not None]
    come = [line for line in found if line.new is not None]
    assert Counter(old) - Counter(gone) + Counter(line.new for line in come) == Counter(new)
    assert all(new[line.number - 1] == line.new for line in come)
    rest = [line for n, line in enumerate(new, 1) if n not in {one.number for one in come}]
    olds = iter(old)
    assert all(line in olds for line in rest)  # what stays, stays in its order


def test_a_change_at_both_ends_of_a_long_list_compares_only_what_differs(monkeypatch):
    compared = []

    def counting(junk, one, other, **how):
        compared.append(len(one) * len(other))
        return SequenceMatcher(junk, one, other, **how)

    monkeypatch.setattr(lines, "SequenceMatcher", counting)
    entry = "- item_id: {}\n  role: profit\n  price_cny: 99\n"
    text = "".join(entry.format(n) for n in range(3000))
    changed = text.replace("profit", "image", 1)[: -len("99\n")] + "98\n"
    assert len(changed_lines(text, changed)) == 2
    assert sum(compared) < 100


def test_a_conflict_names_the_entry_it_is_about_wherever_it_stands(tmp_path):
    shop(tmp_path)
    first, second = open_plan(tmp_path), open_plan(tmp_path)
    first.with_changes({"products[item_id=608].role": "traffic"}).save()
    mine = [{"item_id": "600"}, *second.document["products"]]
    mine[2] = {**mine[2], "role": "image"}
    with pytest.raises(PlanError) as caught:
        second.with_changes({"products": mine}).save()
    [problem] = caught.value.problems
    line = text(tmp_path).splitlines().index("    role: traffic") + 1
    assert problem.place.endswith(f"shop.yaml:{line} products.1.role")


def test_a_conflict_over_an_entry_taken_out_elsewhere_names_no_other(tmp_path):
    shop(tmp_path)
    first, second = open_plan(tmp_path), open_plan(tmp_path)
    first.with_changes({("products", 0): None}).save()
    with pytest.raises(PlanError) as caught:
        second.with_changes({"products[item_id=607].role": "image"}).save()
    assert [problem.place.split()[-1] for problem in caught.value.problems] == ["products.607"]


def test_what_an_editor_writes_while_a_save_is_prepared_stays(tmp_path, monkeypatch):
    path = shop(tmp_path) / "shop.yaml"
    proposed = open_plan(tmp_path).with_changes({"shop.name": "新"})
    put_into = Proposed._put_into
    edits = iter([PLAN.replace("platform: jd", "platform: tmall")])

    def late(self, place, found):
        said = put_into(self, place, found)
        for edited in edits:
            path.write_text(edited, encoding="utf-8")
        return said

    monkeypatch.setattr(Proposed, "_put_into", late)
    plan = proposed.save().draft.plan
    assert (plan.shop.name, plan.shop.platform) == ("新", "tmall")
    assert "platform: tmall" in (tmp_path / "shop.yaml.bak").read_text(encoding="utf-8")


def test_a_folder_or_file_that_goes_while_a_save_is_prepared_is_told(tmp_path, monkeypatch):
    path = shop(tmp_path) / "shop.yaml"
    proposed = open_plan(tmp_path).with_changes({"shop.name": "新"})
    put_into = Proposed._put_into

    def late(self, place, found):
        path.unlink()
        return put_into(self, place, found)

    monkeypatch.setattr(Proposed, "_put_into", late)
    with pytest.raises(PlanError) as caught:
        proposed.save()
    assert codes(caught) == ["plan_gone"]
    with pytest.raises(OutputError) as caught, held(tmp_path / "gone" / "shop.yaml"):
        pass
    assert codes(caught) == ["output_missing"]


@pytest.mark.parametrize("path", ["products[item_id=1]x.role", "a..b", ""])
def test_what_is_no_path_is_refused_not_cut_short(tmp_path, path):
    with pytest.raises(PlanError) as caught:
        open_plan(shop(tmp_path)).with_changes({path: "x"})
    assert codes(caught) == ["plan_no_path"]


def test_an_entry_may_be_named_with_any_words(tmp_path):
    draft = open_plan(shop(tmp_path))
    saved = draft.with_changes({"tasks[what=拍[主]图.v2].done": True}).save()
    assert [task.what for task in saved.draft.plan.tasks] == ["拍照", "拍[主]图.v2"]
