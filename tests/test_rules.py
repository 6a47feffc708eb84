"""Platform rules: sound entries, editions by date, categories by any name, plans held to them."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit import rules
from shopkit.errors import PlanError
from shopkit.exports.plan_check import check_plan
from shopkit.i18n import LANGS, text, texts
from shopkit.plan import load_plan
from shopkit.rules import Range
from shopkit.rules.cited import number
from shopkit.rules.reading import read_files

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


@pytest.mark.parametrize("rule", rules.rules(), ids=lambda rule: rule.id)
@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_reads_in_both_languages(rule, lang):
    assert rule.name(lang)
    assert bool(rule.note_zh) == bool(rule.note_en)
    assert text(f"rules.topic.{rule.topic}", lang)
    assert text(f"rules.seen.{rule.seen}", lang)
    assert all(text(f"rules.platform.{name}", lang) for name in rule.platforms)
    assert not rule.unit or text(f"rules.unit.{rule.unit}", lang)
    for row in rule.table:
        stems = [key[:-3] for key in row.values if key.endswith(("_zh", "_en"))]
        assert all(
            (row.values[f"{stem}_zh"] is None) or row.values[f"{stem}_{lang}"] for stem in stems
        )
        plain = [key for key in row.values if not key.endswith(("_zh", "_en"))]
        assert all(text(f"rules.field.{stem}", lang) for stem in (*stems, *plain))


@pytest.mark.parametrize("rule", rules.rules(), ids=lambda rule: rule.id)
def test_nothing_from_memory_is_certain(rule):
    assert rule.seen != "memory" or not any([rule.certain, *(row.certain for row in rule.table)])


def test_no_text_of_a_unit_or_a_value_is_left_over():
    entries = rules.rules()
    named = {key for rule in entries for row in rule.table for key in row.values}
    stems = {key.removesuffix("_zh").removesuffix("_en") for key in named}
    assert set(texts("rules")["field"]) == stems
    assert set(texts("rules")["unit"]) == {rule.unit for rule in entries if rule.unit}
    assert set(texts("rules")["topic"]) == {rule.topic for rule in entries}


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
    assert rules.rule("tmall.fee.annual", date(2024, 9, 1)) == annual.at(date(2024, 9, 1))


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
    first, second = read_files({"rules": ENTRY + later.replace("'2024-12-31'", "null")})
    turn = date(2025, 1, 1)
    assert [first.holds(turn - timedelta(1)), first.holds(turn)] == [True, False]
    assert [second.holds(turn - timedelta(1)), second.holds(turn)] == [False, True]


@pytest.mark.parametrize("rule_id", sorted({rule.id for rule in rules.rules()}))
def test_an_edition_ends_before_the_next_begins(rule_id):
    for one, later in pairwise(rules.editions(rule_id)):
        assert one.valid_to == later.valid_from - timedelta(1)
        assert rules.rule(rule_id, one.valid_to) == one.at(one.valid_to)
        assert rules.rule(rule_id, later.valid_from) == later.at(later.valid_from)


@pytest.mark.parametrize("last", ["'2025-01-01'", "null"])
def test_overlapping_editions_are_refused_with_file_and_line(last):
    later = ENTRY.replace("2024-01-01", "2025-01-01").replace("'2024-12-31'", "null")
    first = ENTRY.replace("'2024-12-31'", last)
    with pytest.raises(ValueError, match=r"b\.yaml:2 a\.b\.c: .* a\.yaml:2 "):
        read_files({"a.yaml": first, "b.yaml": later})


def test_a_fault_is_told_with_file_and_line():
    with pytest.raises(ValueError, match=r"x\.yaml:15 a\.b\.c: 2024-02-30 is no date"):
        read_files({"x.yaml": ENTRY + ENTRY.replace("2024-01-01", "2024-02-30")})


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2013, 6, 1), 0.17),
        (date(2018, 4, 30), 0.17),
        (date(2018, 5, 1), 0.16),
        (date(2019, 4, 1), 0.13),
        (date(2026, 11, 22), 0.13),
    ],
)
def test_vat_on_goods_by_day(day, rate):
    goods = rules.rule("law.tax.vat-rates", day).table[0]
    assert (goods.name("en"), goods.values["rate"]) == ("sale of goods", rate)


def test_s000_p01_opening_min_products():
    """Ten products before the shop may open held then; today none are asked for."""
    assert rules.rule("taobao.listing.min-products", date(2013, 1, 1)).value == 10
    assert rules.rule("taobao.listing.min-products").value == 0


def test_codes_of_statement_lines_keep_their_zeros():
    lines = rules.rule("taobao.fee.statement-lines").table
    codes = [row.values["code"] for row in lines if row.values["code"]]
    assert len(codes) == 15
    assert all(isinstance(code, str) and code.startswith("0") for code in codes)


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_calendar_has_248_working_days(year):
    """Source: notices of the State Council's office for 2025 and 2026."""
    rows = rules.rule(f"holiday.public-{year}").table
    off = {
        row.values["start"] + timedelta(n)
        for row in rows
        if row.values["kind"] == "off"
        for n in range((row.values["end"] - row.values["start"]).days + 1)
    }
    worked = {row.values["date"] for row in rows if row.values["kind"] == "workday"}
    days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
    assert sum(day in worked or (day.weekday() < 5 and day not in off) for day in days) == 248


@pytest.mark.parametrize("year", range(2025, 2029))
def test_a_year_has_its_terms_and_festivals_in_order(year):
    for name, count in (("solar-terms", 24), ("lunar", 12), ("shopping-days", 11)):
        days = [row.values["date"] for row in rules.rule(f"calendar.{name}-{year}").table]
        assert len(days) == count
        assert days == sorted(days)
        assert {day.year for day in days} == {year}


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
        ("topic: fee", "topic: fees"),
        ("topic: fee", "topic: fee\n  charge: often"),
        ("source: s", "source: ''"),
        ("name_en: A", "name_en: ''"),
        ("  source: s", "  note_zh: x\n  source: s"),
        ("unit: share", "unit: share\n  unit: share"),
        ("2024-12-31", "2023-12-31"),
        ("value: 0.01", "table: [{rate: 0.1, certain: maybe}]"),
        (
            "value: 0.01\n  unit: share\n  valid_from: '2024-01-01'\n  valid_to: '2024-12-31'"
            "\n  source: s\n  seen: secondary",
            "table: [{rate: 0.1, certain: 'yes'}]\n  unit: share\n  valid_from: null"
            "\n  valid_to: null\n  source: s\n  seen: memory",
        ),
        ("seen: secondary\n  certain: 'no'", "seen: memory\n  certain: 'yes'"),
        ("  unit: share\n", "  unit: share\n  colour: red\n"),
    ],
)
def test_an_unsound_entry_is_refused_by_name(old, new):
    assert old in ENTRY
    with pytest.raises(ValueError, match=r"a\.b\.c"):
        read_files({"rules": ENTRY.replace(old, new)})


def test_the_examples_of_the_page_hold():
    page = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(block, names)
    results = re.findall(r"^(.*?)  # (.*)$", block, flags=re.MULTILINE)
    assert [eval(code, names) for code, _ in results] == [float(said) for _, said in results]
    assert len(results) == 2


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


def test_the_law_is_cited_in_english_by_a_name_of_ours_with_the_chinese_one():
    for known in rules.rules("law"):
        assert rules.cited(known, "zh") == known.source
    many = rules.cited(rules.rule("law.promo.21"), "en")
    assert many.endswith("(规范促销行为暂行规定), article 21")
    spans = {rules.cited(one, "en") for one in rules.rules("law")}
    assert any("articles 11–18" in one for one in spans)


@given(st.integers(1, 999))
def test_a_chinese_number_is_read(value):
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    said = digits[hundreds] + "百" if hundreds else ""
    said += digits[tens] + "十" if tens else "零" if hundreds and ones else ""
    assert number(said + (digits[ones] if ones else "")) == value
