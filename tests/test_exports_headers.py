"""Headers in other words: how many are recovered, why, and that the map proposed for them works."""

import json
from collections import Counter

import pytest
from shop_files import shop_folder, with_file
from typer.testing import CliRunner

from shopkit.cli import app
from shopkit.exports import import_shop, open_shop
from shopkit.exports.format import formats
from shopkit.exports.header_words import is_private, is_sayable
from shopkit.exports.intake import bare_header
from shopkit.exports.proposal import proposed
from shopkit.exports.tidy import mappable
from shopkit.plan import load_plan, stem_of

SHORT = "订单编号,付款日期,实付款,买家姓名,手机号,收货省份,商品标题\n"
ROW = "A{n},2026-10-0{n} 10:00:00,12.50,某某,13000000001,浙江省,毛巾\n"
TABLE = (SHORT + "".join(ROW.format(n=n) for n in (1, 2, 3))).encode()
# the words shops put for those of the platforms, by hand; the longest first
SWAPS = [
    {"付款": "支付", "时间": "日期", "编号": "号", "金额": "额", "宝贝": "产品", "数量": "量"},
    {
        "订单编号": "单号",
        "买家": "客户",
        "支付": "成交",
        "名称": "名",
        "标题": "名称",
        "人数": "数",
    },
    {"买家实际支付金额": "实付款", "买家实付金额": "实收款", "展现量": "曝光量", "花费": "消耗"},
    {"买家": "", "统计": "", "总": "", "商品": "", "订单": ""},
    {"创建": "下单", "收货地址": "省份", "邮费": "运费", "浏览量": "PV", "访客数": "UV"},
    {"件数": "件", "笔数": "单数", "点击量": "点击数", "收藏": "关注", "购物车": "加购"},
]
BRACKETS = ("{}(元)", "{}：", " {} ", "{}（必填）", "*{}")


def renamed(header, swap):
    for said, other in swap.items():
        header = header.replace(said, other) or header
    return header


def variants(known):
    """Yield header → stem of a kind whose headers a shop has put in other words."""
    own = {stem: names[0] for stem, names in known.headers.items() if stem in mappable(known)}
    own = {stem: name for stem, name in own.items() if stem not in known.joins}
    spellings = [lambda name, swap=swap: renamed(name, swap) for swap in SWAPS]
    spellings += [lambda name, form=form: form.format(name) for form in BRACKETS]
    for spelling in spellings:
        heads = {bare_header(spelling(name)): stem for stem, name in own.items()}
        if len(heads) == len(own):
            yield heads


def kept_headers(known):
    """Return headers no map can stand for: a mark of the kind, and what several columns make."""
    joined = [join.parts[0][0] for join in known.joins.values()]
    return [*sorted(known.marks - known.columns.keys() - {*joined})[:1], *joined]


def named(proposal):
    columns = proposal.columns if proposal else {}
    return {header: stem_of(name) for header, name in columns.items()}


OURS = {"products", "offers", "keywords", "people"}  # headers named by the dictionary itself
PLATFORM = [kind for kind in formats() if not kind.startswith("tidy_") and kind not in OURS]


def recovered(plan, kind):
    """Return how many headers in other words are found again, wrongly found, and not found."""
    known, count = formats()[kind], Counter()
    marks = kept_headers(known)
    for heads in variants(known):
        found = named(proposed([[*heads, *marks]], plan, kind))
        for header in heads.keys() - known.columns.keys():
            told = found.get(header)
            right = "right" if told == heads[header] else "wrong"
            count[right if told else "lost"] += 1
    return count


def test_most_headers_in_other_words_are_found_again(tmp_path):
    plan = load_plan(shop_folder(tmp_path))
    told = {kind: recovered(plan, kind) for kind in PLATFORM}
    total = sum(told.values(), Counter())
    assert total.total() > 1000
    assert total["right"] >= 0.85 * total.total(), told
    assert total["wrong"] <= 0.01 * total.total(), told


@pytest.mark.parametrize("kind", PLATFORM)
def test_a_map_proposed_for_other_words_makes_the_file_that_kind(tmp_path, kind):
    plan = load_plan(shop_folder(tmp_path))
    marks = kept_headers(formats()[kind])
    whole = 0
    for heads in variants(formats()[kind]):
        row = [*heads, *marks]
        said = proposed([row], plan, kind)
        if said and said.columns and not said.missing:
            given = f"files:\n  - {{file: exports/a.csv, kind: {kind}}}\n"
            content = (",".join(f'"{cell}"' for cell in row) + "\n").encode()
            shop = import_shop(with_file(tmp_path, "a.csv", content, given + said.yaml()))
            assert [file.kind for file in shop.files] == [kind]
            assert {*named(said).values()} <= {*shop.files[0].columns}
            whole += 1
    assert whole >= 3


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (SHORT.strip(), {"付款日期": "paid_at", "实付款": "paid", "收货省份": "province"}),
        (
            "Order No,Pay date,Amount,Customer name,Phone,Province,Product title",
            {"Order No": "order_id", "Pay date": "paid_at", "Amount": "paid"},
        ),
    ],
)
def test_a_plain_table_is_read_with_its_proposal(tmp_path, headers, columns):
    content = (headers + "\n" + "".join(ROW.format(n=n) for n in (1, 2, 3))).encode()
    folder = with_file(tmp_path, "a.csv", content)
    [file] = import_shop(folder).files
    assert named(file.proposal).items() >= columns.items()
    assert len(file.proposal.private) == 2
    for lang in ("zh", "en"):
        run = CliRunner().invoke(app, ["import", str(folder), "--lang", lang])
        assert file.proposal.yaml() in run.stdout
        assert all(header in run.stdout for header in file.proposal.private)
        assert not [word for word in ("某某", "13000000001") if word in run.output]
    shop = open_shop(with_file(tmp_path, "a.csv", content, file.proposal.yaml()))
    assert shop.tables.orders["paid_fen"].to_list() == [1250] * 3
    assert shop.tables.orders["province"].to_list() == ["浙江"] * 3
    assert not [one for one in shop.findings("zh") if one.code == "columns_left"]


def test_each_column_says_why_it_was_chosen(tmp_path):
    [file] = import_shop(with_file(tmp_path, "a.csv", TABLE)).files
    assert file.proposal.why.keys() == file.proposal.columns.keys()
    assert file.proposal.why["付款日期"] == "支付时间"
    assert '"付款日期": paid_at  # = 支付时间' in file.proposal.yaml()


def test_cells_that_contradict_a_header_speak_against_it(tmp_path):
    plan = load_plan(shop_folder(tmp_path))
    heads = ["订单编号", "付款日期", "付款", "实付款"]
    good = proposed([heads, ["A1", "2026-10-01", "微信", "12.5"]], plan, None)
    assert named(good)["实付款"] == "paid"
    assert "付款" not in good.columns
    bad = proposed([heads, ["A1", "周一", "微信", "很多"]], plan, None)
    assert not {"付款日期", "实付款"} & (bad.columns.keys() if bad else set())


PARTIAL = """column_maps:
  - kind: tidy_orders
    columns: {"付款日期": paid_at, "实付款": paid}
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_columns_a_map_leaves_out_are_told_once_with_what_to_add(tmp_path, lang):
    folder = with_file(tmp_path, "a.csv", TABLE, PARTIAL)
    shop = open_shop(folder)
    [found] = [one for one in shop.findings(lang) if one.code == "columns_left"]
    assert '"收货省份": province' in found.action
    assert '"商品标题": title' in found.action
    assert "买家姓名" in found.evidence
    assert "买家姓名" not in found.action
    assert open_shop(folder).files == shop.files
    run = CliRunner().invoke(app, ["import", str(folder), "--lang", lang])
    assert run.exit_code == 0
    assert run.stderr.count('"收货省份": province') == 1
    added = PARTIAL.replace("}", ', "收货省份": province, "商品标题": title}')
    whole = open_shop(with_file(tmp_path, "a.csv", TABLE, added))
    assert whole.tables.orders["title"].to_list() == ["毛巾"] * 3
    assert "columns_left" not in [one.code for one in whole.findings(lang)]


def test_a_file_read_without_a_map_tells_of_no_columns(tmp_path):
    content = "order_id,paid,paid_at,收货省份\nA1,5,2026-10-01 10:00:00,浙江\n".encode()
    shop = open_shop(with_file(tmp_path, "a.csv", content))
    assert shop.files[0].left_out is None


@pytest.mark.parametrize(
    ("header", "private", "sayable"),
    [
        ("买家姓名", True, True),
        ("手机号", True, True),
        ("Phone", True, True),
        ("Customer name", True, True),
        ("买家会员名", False, True),
        ("收货省份", False, True),
        ("*付款日期", False, True),
        ("王金元", False, False),
        ("t**1", False, False),
    ],
)
def test_what_names_a_person_is_private_and_what_is_one_is_never_said(header, private, sayable):
    assert (is_private(header), is_sayable(header)) == (private, sayable)


def test_harmless_headers_are_said_and_cells_of_people_are_not(tmp_path):
    table = "手机号,收货省份,备注,付款日期\n13000000001,浙江,记得轻放,2026-10-01\n".encode()
    [file] = import_shop(with_file(tmp_path, "a.csv", table)).files
    assert all(word in file.error.say("zh") for word in ("手机号", "收货省份", "付款日期"))
    kept = json.loads((tmp_path / "tables" / "import.json").read_text("utf-8"))
    assert "13000000001" not in str(kept)
