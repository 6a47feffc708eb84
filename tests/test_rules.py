"""Platform rules: sound entries, editions by date, categories by any name, plans held to them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from shopkit import rules
from shopkit.errors import PlanError
from shopkit.exports.plan_check import check_plan
from shopkit.plan import load_plan
from shopkit.rules import Range, read_rules

ENTRY = """
- id: a.b.c
  platform: taobao
  topic: fee
  name_zh: 甲
  name_en: A
  value: 0.01
  unit: share
  valid_from: '2024-01-01'
  valid_to: '2024-12-31'
  source: s
  seen: secondary
  certain: 'no'
"""


@pytest.mark.parametrize("rule", rules.rules(), ids=lambda rule: rule.id)
def test_every_rule_is_sound(rule):
    assert rule.source
    assert rule.zh
    assert rule.en
    assert not (rule.seen == "memory" and rule.certain)
    rows = [row.values for row in rule.table]
    for values in [{"rate": rule.value}, *rows] if "share" in rule.unit else rows:
        rate = values.get("rate")
        for share in (rate.low, rate.high) if isinstance(rate, Range) else (rate,):
            assert share is None or 0 <= share <= 1


def test_ids_of_one_time_are_unique():
    days = {r.valid_from for r in rules.rules() if r.valid_from}
    for day in days:
        held = [rule.id for rule in rules.rules(day=day)]
        assert len(held) == len(set(held))


def test_published_values_stand():
    """The base software fee: 0.6 % from 1 September 2024, as announced on 26 July 2024."""
    assert rules.rule("taobao.fee.base-software").value == 0.006
    with pytest.raises(LookupError):
        rules.rule("taobao.fee.base-software", date(2024, 8, 31))
    assert rules.rule("taobao.fee.base-software", date(2024, 9, 1)).platforms == ("taobao", "tmall")


def test_rows_have_dates_of_their_own():
    annual = rules.rule("tmall.fee.annual")
    assert [row.values["amount_cny"] for row in annual.at(date(2024, 8, 31)).table] == [
        30000,
        60000,
    ]
    assert [row.values["amount_cny"] for row in annual.at(date(2024, 9, 1)).table] == [0]


@pytest.mark.parametrize(
    "name", ["服饰鞋包", "apparel, shoes, bags", "Apparel, Shoes, Bags", " 服饰鞋包 "]
)
def test_a_category_is_found_by_any_name(name):
    row = rules.rule("tmall.commission.category").row(name)
    assert row.values["rate"] == 0.05
    assert row.certain  # of the row, though the rule is not


def test_one_of_several_names_in_a_row_is_enough():
    row = rules.rule("tmall.commission.category").row("童装")
    assert row.values["rate"] == Range(0.02, 0.05)
    assert rules.careful(row.values["rate"]) == 0.05
    assert not row.certain


def test_an_unknown_name_is_answered_with_the_closest():
    with pytest.raises(LookupError, match="服饰鞋包"):
        rules.rule("tmall.commission.category").row("服饰鞋")
    with pytest.raises(LookupError, match="base-software"):
        rules.rule("taobao.fee.base-softwear")


def test_unknown_is_never_zero():
    assert rules.rule("jd.fee.transaction").value is None
    assert rules.careful(rules.rule("jd.fee.transaction").value) is None
    assert rules.careful(Range(0.1, None)) is None


def test_a_later_edition_takes_over_on_its_day():
    later = ENTRY.replace("0.01", "0.02").replace("2024-01-01", "2025-01-01")
    first, second = read_rules(ENTRY + later.replace("'2024-12-31'", "null"))
    turn = date(2025, 1, 1)
    assert [first.holds(turn - timedelta(1)), first.holds(turn)] == [True, False]
    assert [second.holds(turn - timedelta(1)), second.holds(turn)] == [False, True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  unit: share\n", ""),
        ("value: 0.01", "table: []\n  value: 1"),
        ("value: 0.01", "value: {min: 2, max: 1}"),
        ("value: 0.01", "value: {least: 2}"),
        ("value: 0.01", "value: [1]"),
        ("2024-01-01", "2024-02-30"),
        ("certain: 'no'", "certain: maybe"),
        ("seen: secondary", "seen: hearsay"),
        ("seen: secondary\n  certain: 'no'", "seen: memory\n  certain: 'yes'"),
        ("  unit: share\n", "  unit: share\n  colour: red\n"),
    ],
)
def test_an_unsound_entry_is_refused_by_name(old, new):
    assert old in ENTRY
    with pytest.raises(ValueError, match=r"a\.b\.c"):
        read_rules(ENTRY.replace(old, new))


def shop(folder: Path, fees: str, costs: str = "") -> Path:
    head = "schema: 1\nshop:\n  name: x\n  platform: tmall\n"
    (folder / "shop.yaml").write_text(head + costs + fees, encoding="utf-8")
    (folder / "exports").mkdir()
    return folder


def test_sound_fees_pass(tmp_path):
    fees = """fees:
  - {rule: taobao.fee.base-software, rate: 0.006}
  - {rule: tmall.commission.category, rate: 0.03, category: 服饰鞋包}
  - {rule: tmall.commission.category, rate: 0.03, category: 手工皂}
  - {rule: taobao.payment.huabei, rate: 0.002}
"""
    costs = "costs:\n  freight_by_province_cny: {浙江: 2.5, 新疆维吾尔自治区: 12}\n"
    folder = shop(tmp_path, fees, costs)
    check_plan(folder, load_plan(folder))


@pytest.mark.parametrize(
    ("fee", "line", "guess"),
    [
        ("rule: taobao.fee.base-sofware, rate: 0.006", 6, "taobao.fee.base-software"),
        ("rule: jd.commission.category, rate: 0.006", 6, "tmall.commission.category"),
        ("rule: taobao.commission.taobaoke, rate: 0.006", 6, ""),
        ("rule: tmall.commission.category, rate: 0.03, category: 服饰鞋", 6, "服饰鞋包"),
    ],
)
def test_a_fee_nobody_knows_is_told_with_its_line(tmp_path, fee, line, guess):
    folder = shop(tmp_path, f"fees:\n  - {{{fee}}}\n")
    with pytest.raises(PlanError) as caught:
        check_plan(folder, load_plan(folder))
    assert f"shop.yaml:{line} fees.0" in caught.value.problems[0].place
    assert guess in caught.value.say("zh")
    assert guess in caught.value.say("en")


def test_a_province_nobody_knows_is_told(tmp_path):
    folder = shop(tmp_path, "", "costs:\n  freight_by_province_cny: {浙冮: 2.5}\n")
    with pytest.raises(PlanError, match="freight_by_province_cny"):
        check_plan(folder, load_plan(folder))
