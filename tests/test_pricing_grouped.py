"""Findings by problem: each told once, its law once, what is only good to know last."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.findings import Finding, Severity
from shopkit.i18n import LANGS, texts
from shopkit.pricing.grouped import ALIKE, grouped
from shopkit.pricing.wording import lines_said

CODES = ["loses", "least_margin", "reference", "reference_last", "tiers_lose", "promotion_falls"]
FINDINGS = st.lists(
    st.builds(
        Finding,
        code=st.sampled_from([*CODES, "promotion_days"]),
        severity=st.sampled_from(list(Severity)),
        place=st.just("/shop/shop.yaml:7 promotions.0"),
        cause=st.sampled_from(["甲亏了", "乙亏了。", "a loses"]),
        evidence=st.sampled_from(["", "某法第一条", "某法第二条。"]),
        action=st.sampled_from(["提价", "下架。"]),
        cny=st.none() | st.integers(-9999, 0).map(float),
    ),
    max_size=12,
)


@given(FINDINGS, st.sampled_from(LANGS))
def test_every_finding_is_told_in_one_group_and_no_amount_is_lost(found, lang):
    groups = grouped(found, lang)
    assert sum(len(one.told) for one in groups) == len(found)
    assert sum(one.cny or 0 for one in groups) == pytest.approx(sum(f.cny or 0 for f in found))
    assert sorted(one.severity == Severity.NOTE for one in groups) == [
        one.severity == Severity.NOTE for one in groups
    ]
    for one in groups:
        assert one.problem[-1] in "。."
        assert one.action or all(told.action for told in one.told)
        assert all(told.lines for told in one.told)
    named = [one.code for one in groups if one.code in CODES and one.code != "tiers_lose"]
    assert len(named) == len(set(named))


def test_a_law_all_places_share_is_said_once():
    rows = [
        Finding(code=code, severity=Severity.ERROR, place="", cause=cause, evidence="某法第一条")
        for code, cause in (("reference", "甲"), ("reference_last", "乙"))
    ]
    (group,) = grouped(rows, "zh")
    assert group.problem.count("某法第一条") == 1
    assert [one.said for one in group.told] == ["甲。", "乙。"]
    (alone,) = grouped(rows[:1], "zh")
    assert alone.alone
    assert alone.problem == "甲。某法第一条。"


@pytest.mark.parametrize("room", ["pricing", "promotions"])
def test_texts_of_findings_call_fields_by_their_titles_and_rules_by_their_names(room):
    """Keys of the plan and ids of rules are for machines; a file to type by hand is not here."""
    told = [*texts(room)["group"].values()]
    told += [part for one in texts(room)["finding"].values() for part in one.values()]
    for said in (one[lang] for one in told for lang in LANGS):
        bare = re.sub(r"\{[^}]*\}", "", said)
        assert not re.search(r"[a-z]+_[a-z]+|\blaw\.|[a-z]+\.[a-z]+:", bare), said


def test_lines_of_several_files_are_said_file_by_file():
    place = "/a/shop.yaml:9 promotions.0、/a/商品清单.xlsx:7、/a/shop.yaml:3、b.xlsx#表1:2 价格"
    told = ["shop.yaml 第 3、9 行", "商品清单.xlsx 第 7 行", "b.xlsx#表1 第 2 行"]
    assert lines_said(place, "zh").split("；") == told
    assert lines_said("products.3", "en") == ""


def test_problems_in_two_wordings_are_codes_there_are():
    known = {*texts("pricing")["finding"], *CODES}
    known |= {f"promotion_{code}" for code in texts("promotions")["finding"]}
    assert {*ALIKE, *ALIKE.values()} <= known
