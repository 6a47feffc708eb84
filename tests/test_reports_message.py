"""The message to paste into a chat: short, whole, plain, and about what is to be done."""

import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown_things import SAMPLES, sample

from shopkit.findings import Finding, Severity
from shopkit.i18n import LANGS, text, texts
from shopkit.kpi import Story, Tile, overview
from shopkit.kpi import story as kpi_story
from shopkit.periods import Period, compare
from shopkit.profit import Account, Books
from shopkit.reports.message import LIMIT, caution, message
from shopkit.reports.summary import earned, with_profit
from shopkit.widgets.kpi import look_at

LONG_EN = (
    "20 Dec 2025–15 Jan 2026 to 10 Jan: ¥12.35M paid, ¥1.23M (+1,234.5%) more than the first 22 "
)
LONG_EN += "days of the same number of days before: spend per buyer added ¥123K, visitors took ¥45K"
LONG_ZH = "2025年12月20日–2026年1月15日截至1月10日支付金额 ¥1,234.5万，"
LONG_ZH += (
    "比前一段同样天数的前 22 天多 ¥123.4万（+1,234.5%）：客单价多带来 ¥12.3万，访客拖掉 ¥4.5万"
)
FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2026, 12, 31)
PERIODS = ["2026-10", "2026-W43", "2025-12-20..2026-01-15", "2026-10-05..2026-10-05"]


def every_action(lang):
    found = texts("kpi")["finding"].values()
    for one in (said["action"] for said in found):
        yield from [one[lang]] if lang in one else [each[lang] for each in one.values()]


def story(lang, action="", headline="", lead=""):
    finding = Finding(
        code="x",
        severity=Severity.WARNING,
        place="",
        action=action,
        owner=text("kpi.owner.aftersales", lang),
        due=date(2026, 11, 7),
    )
    tile = Tile("支付金额", "¥1,234.5万", "", "muted", "", ())
    found = (finding,) if action else ()
    return Story(headline, lead, (tile,) * 6, "", "", (action,), found, ())


@st.composite
def cases(draw):
    lang = draw(st.sampled_from(LANGS))
    long = {"zh": LONG_ZH, "en": LONG_EN}[lang]
    action = draw(st.sampled_from(["", *every_action(lang)]))
    name = draw(st.text(min_size=1, max_size=100).filter(str.strip))
    headline = draw(st.sampled_from([long, long.split("，")[0].split(", ")[0]]))
    more = draw(st.lists(st.sampled_from([long, "贡献毛利 ¥12.3万。", ""]), max_size=3))
    period = Period.parse(draw(st.sampled_from(PERIODS)))
    return lang, name, story(lang, action, headline, "各步没有变化。"), period, more


@settings(deadline=None)
@given(cases())
def test_it_is_short_and_made_of_whole_sentences(case):
    lang, name, told, period, more = case
    said = message(name, told, compare(period, FIRST_DAY, LAST_DAY), lang, more)
    assert len(said) < LIMIT
    first, *rest, last = said.split("\n")
    assert set(rest) <= {told.lead, *more}
    short = text("reports.message.short", lang, period=period.label(lang), paid="¥1,234.5万")
    assert first.endswith((told.headline, short))
    ends = {"zh": r"\d+月\d+日(前）|再看)", "en": r"\d+ [A-Z][a-z]{2}\)?"}
    assert re.search(ends[lang] + r"$", last)
    assert not any(ord(char) < 32 for char in said.replace("\n", ""))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["*_[x](y)`# 店", "家\n\t居\u202e\u0000", "x" * 100, "Ω≈ç√ 🛁🛁"])
def test_an_odd_name_is_whole_and_on_one_line(lang, name):
    told = story(lang, next(every_action(lang)), {"zh": LONG_ZH, "en": LONG_EN}[lang])
    said = message(name, told, compare(Period.parse("2026-10"), FIRST_DAY, LAST_DAY), lang)
    clean = re.sub(r"[\s\u202e\u0000]+", " ", name).strip()
    assert clean in said.split("\n")[0]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("period", ["2026-10", "2026-W43", "2026-10-01..2026-10-15"])
def test_a_real_one_says_what_why_and_what_next(root, lang, period):
    view = look_at(root / "data" / "sample" / "cosmetics", period, "before", lang)
    comparison = view.overview.comparison
    said = message("青禾", view.story, comparison, lang)
    assert view.story.headline in said
    assert view.story.lead in said
    assert len(said) < LIMIT
    for finding in view.story.findings[:1]:
        assert re.split("[：；:;]", finding.action)[0] in said.split("\n")[-1]


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_action_makes_room_by_a_clause_not_by_a_cut(lang):
    action = max(every_action(lang), key=len)
    told = story(lang, action, {"zh": LONG_ZH, "en": LONG_EN}[lang], "x" * 80)
    said = message("店", told, compare(Period.parse("2026-10"), FIRST_DAY, LAST_DAY), lang)
    clause = re.split("[：；:;]", action)[0]
    assert told.headline in said
    assert action in said or f"{clause}（" in said or f"{clause} (" in said


def test_what_comes_first_has_first_claim_to_the_room():
    told = story("zh", "做", "发生了什么", "为什么")
    comparison = compare(Period.parse("2026-10"), FIRST_DAY, LAST_DAY)
    said = message("店", told, comparison, "zh", ["甲" * 200, "乙" * 200, "丙"])
    assert "甲" in said
    assert "乙" not in said
    assert said.index("甲") < said.index("丙") < said.index("为什么") < said.index("下一步")


MONTHS = [f"2026-{month:02d}" for month in range(3, 11)]
WEEKS = [f"2026-W{week}" for week in range(24, 44, 2)]


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda path: path.name)
def test_what_why_what_is_left_and_what_to_do_always_fit(folder):
    shop = sample(folder)
    books = Books(shop.tables, shop.plan)
    for period, lang in product([*MONTHS, *WEEKS], LANGS):
        view = overview(shop.tables, Period.parse(period))
        account = Account(books, view.comparison, lang, "item")
        told = with_profit(kpi_story(view, shop.tables, lang), account)
        said = message(shop.plan.shop.name, told, view.comparison, lang, [earned(account)])
        head, left, *_, last = said.split("\n")
        assert len(said) < LIMIT
        assert head.endswith(told.headline)
        assert left == earned(account) != ""
        open_ = {"zh": "退款还会增加", "en": "refunds open"}[lang]
        assert (open_ in left) == (period in ("2026-10", "2026-W42"))
        assert re.split("[：；:;]", told.findings[0].action)[0] in last


def test_room_goes_to_what_matters_most():
    comparison = compare(Period.parse("2026-10"), FIRST_DAY, LAST_DAY)
    short = text("reports.message.short", "zh", period="2026年10月", paid="¥1,234.5万")
    left, due, step = (sign * 45 for sign in "左到因")
    why = "头" * (len(short) + 46)  # as much longer as a further line
    told = story("zh", "做", why, step)
    counts = []
    for name in range(1, 210, 10):
        said = message("名" * name, told, comparison, "zh", [left, due])
        there = [words in said for words in (left, why, due, step)]
        assert there == sorted(there, reverse=True)  # nothing stands where more was left out
        assert "下一步：做" in said or not any(there)
        assert len(said) < LIMIT
        counts.append(sum(there))
    assert counts == sorted(counts, reverse=True)
    assert {*counts} == {1, 2, 3, 4}


@pytest.mark.parametrize("lang", LANGS)
def test_an_action_names_the_product_it_is_about(lang):
    for name in ("returns", "under_break_even"):
        assert "甲" in text(f"profit.finding.{name}.action", lang, name="甲")
    assert "甲" in text("profit.finding.loses.of_one", lang, name="甲", action="做")


def finding(severity):
    return Finding(code="x", severity=severity, place="")


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "数据有 2 处不可信"), ("en", "Data: 2 not to be trusted")]
)
def test_data_that_cannot_be_trusted_is_said_before_what_was_earned(lang, said):
    found = [finding(one) for one in (Severity.ERROR, Severity.WARNING, Severity.ERROR)]
    warned = caution(found, lang)
    assert warned.startswith(said)
    comparison = compare(Period.parse("2026-10"), FIRST_DAY, LAST_DAY)
    told = story(lang, action="甲", headline="乙")
    lines = message("店", told, comparison, lang, [warned, "丙", ""]).splitlines()
    assert lines[1:3] == [warned, "丙"]


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_less_than_that_is_not_said_in_a_chat(severity):
    assert caution([finding(severity)], "zh") == ""


def test_a_week_begins_a_sentence_with_a_capital(root):
    view = look_at(root / "data" / "sample" / "cosmetics", "2026-W43", "before", "en")
    assert view.story.headline.startswith("Week 43, 2026: ")
