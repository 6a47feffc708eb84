"""Opening a shop: lists of the sources, what is done, missing or out of date."""

from datetime import date

import pytest

from shopkit.findings import Severity
from shopkit.i18n import LANGS, text
from shopkit.opening import (
    abolished_findings,
    checklist,
    item_of,
    items,
    next_item,
    opening_findings,
    opening_state,
    personal_findings,
    progress,
    shop_type_findings,
)
from shopkit.plan.model import Plan
from shopkit.plan.sections.opening import OpeningItem
from shopkit.widgets.opening_shown import opening_table

DAY = date(2026, 11, 22)
DONE = (
    OpeningItem(item="营业执照副本", done=True),
    OpeningItem(item="trademark", done=True, valid_until=date(2026, 11, 21)),
    OpeningItem(item="supplier_id", done=True, valid_until=date(2026, 12, 10)),
    OpeningItem(item="organisation_code", done=True),
    OpeningItem(item="消防备案"),
)


def state(done=DONE, platform="tmall", lang="zh"):
    return opening_state(done, platform, DAY, lang)


def test_s000_p01_opening_process():
    """Four steps, the first with two things to have, the last with ten products."""
    steps = checklist(listing="first_shop")
    assert [item.key for item in steps] == ["member", "real_name", "publish", "trade"]
    assert len(steps[0].needs["zh"]) == 2
    assert "10" in steps[3].needs["zh"][0]


def test_s000_p01_opening_realname():
    assert items()["real_name"].needs["zh"] == ("与身份证同名的银行卡",)


def test_s003_opening_documents():
    assert len(checklist(listing="documents")) == 11
    assert {item.kind for item in checklist(listing="documents")} == {"document"}


def test_s001_launch_checklist():
    assert len(checklist(listing="launch")) == 4


def test_s003_plan_stage1():
    assert [item.key for item in checklist(listing="founding")] == [
        "company",
        "contract",
        "support",
        "apply",
    ]


def test_c_s003_shop_type():
    """Three types of shop in one plan."""
    said = {"资料": "franchise", "第一阶段": "exclusive", "主推款": "flagship"}
    (one,) = shop_type_findings(said, "zh")
    assert "3 种" in one.recomputed
    assert "专营店、专卖店、旗舰店" in one.said
    assert list(shop_type_findings({"a": "flagship", "b": "flagship"}, "zh")) == []


def test_c_x_obsolete_documents():
    """Two certificates have become one licence since, and a permit is no longer issued."""
    found = list(abolished_findings(checklist(listing="documents"), DAY, "zh"))
    assert len(found) == 3
    assert [("营业执照副本" in one.recomputed) for one in found] == [True, True, False]
    then = date(2014, 3, 1)
    assert list(abolished_findings(checklist(listing="documents"), then, "zh")) == []


def test_documents_of_people_are_not_kept_for_good():
    (one,) = personal_findings(checklist(listing="documents"), "zh")
    assert "法定代表人身份证" in one.said
    assert list(personal_findings(checklist(listing="launch"), "zh")) == []


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_done_missing_expired_expiring_or_abolished(lang):
    frame = state(lang=lang).set_index("item")["item_state"]
    title = {key: item.title(lang) for key, item in items().items()}
    assert frame[title["licence"]] == "done"
    assert frame[title["trademark"]] == "expired"
    assert frame[title["supplier_id"]] == "expiring"
    assert frame[title["organisation_code"]] == "abolished"
    assert frame[title["product_list"]] == "missing"
    assert frame["消防备案"] == "missing"
    assert (frame.index != "").all()


def test_progress_counts_what_is_in_order_of_what_is_asked_for():
    told = progress(state())
    documents = [item for item in checklist("tmall") if item.kind == "document"]
    asked = [item for item in documents if item.asked(DAY)]
    assert told["document"] == (2, len(asked))
    assert told["task"][0] == 0
    assert next_item(state()) == "注册公司"
    whole = tuple(OpeningItem(item=item.key, done=True) for item in checklist("taobao"))
    assert next_item(state(whole, "taobao")) is None


def test_a_platform_without_a_list_has_what_holds_everywhere():
    everywhere = {item.key for item in checklist("other")}
    assert "market_registration" in everywhere
    assert "licence" not in everywhere


@pytest.mark.parametrize("lang", LANGS)
def test_documents_that_run_out_are_named(lang):
    found = list(opening_findings(DONE, DAY, lang))
    assert [one.code for one in found] == [
        "opening_expired",
        "opening_expiring",
        "opening_abolished",
    ]
    assert found[0].severity == Severity.ERROR
    assert "2026" in found[0].said
    assert list(opening_findings((), DAY, lang)) == []


def test_items_are_known_by_their_names():
    assert item_of("Business licence").key == item_of(" 营业执照副本 ").key == "licence"
    assert item_of("消防备案") is None


def test_what_replaces_an_item_is_on_the_list():
    known = items()
    for item in known.values():
        assert not item.replaced_by or known[item.replaced_by].asked(DAY)
        assert item.platforms
        assert len(item.needs["zh"]) == len(item.needs["en"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_notebook_tells_what_has_run_out_first(lang):
    said = {"items": [one.model_dump() for one in DONE]}
    plan = Plan(schema=1, shop={"name": "店", "platform": "tmall"}, opening=said)
    table = opening_table(plan, DAY, lang)
    states = [row[2].text for row in table.rows]
    assert states[:2] == [text(f"opening.state.{one}", lang) for one in ("expired", "expiring")]
    assert states[-1] == text("opening.state.abolished", lang)
    state = opening_state(DONE, "tmall", DAY, lang)
    assert next_item(state) in table.caption
    for kind, (done, of) in progress(state).items():
        named = text(f"opening.kind.{kind}", lang)
        assert text("opening.progress", lang, kind=named, done=done, of=of) in table.caption
    for one in opening_findings(DONE, DAY, lang):
        assert one.action in table.caption
