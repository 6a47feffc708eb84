"""Keywords: potential, words inside words, titles that fit, and what is wrong with one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.i18n import LANGS
from shopkit.keywords import (
    Flaw,
    Limits,
    covers,
    days_seen,
    flaws,
    head_word,
    keyword_gap,
    keyword_moves,
    keywords_shown,
    limits,
    parts_of,
    potential,
    ranked_keywords,
    relevant,
    repeated,
    segment,
    seo_elements,
    title_candidates,
    title_length,
)
from shopkit.periods import Period
from shopkit.products import market_moves
from shopkit.tables import check

DAY, LATER = date(2026, 9, 1), date(2026, 10, 1)
WORDS = [
    *("花洒", "增压花洒", "淋浴花洒套装", "手持花洒", "不锈钢"),
    *("免打孔", "浴室置物架", "免打孔置物架", "304不锈钢花洒"),
]
FREE = Limits(60)


def row(keyword, index=1000, items=100, day=DAY, **more):
    own = {"date": day, "keyword": keyword, "search_index": index, "click_rate": 0.05}
    return own | {"conversion_rate": 0.02, "items_competing": items} | more


def shop(*rows):
    return tables(keywords=rows or [row(word, 1000 * n) for n, word in enumerate(WORDS, 1)])


def test_s001_tools_dropdown_words():
    """Potential = search index x click rate / product count, per keyword and in the table."""
    assert potential(30_000, 0.08, 1200) == pytest.approx(2.0)
    assert potential(30_000, 0.08, 1200, 0.05) == pytest.approx(0.1)
    assert potential(30_000, 0.08, 0) is None
    frame = check(ranked_keywords(shop(row("a", 30_000, 1200), row("b", 30_000, 600)), 100.0))
    assert frame["keyword"].tolist() == ["b", "a"]
    assert frame["potential"].tolist() == [pytest.approx(2.5), pytest.approx(1.25)]
    assert frame["potential_orders"].tolist() == [pytest.approx(0.05), pytest.approx(0.025)]
    assert frame["effective_sales_cny"].tolist() == [pytest.approx(5), pytest.approx(2.5)]
    assert frame["potential_share"].sum() == pytest.approx(1)


def test_what_is_unknown_of_a_keyword_stays_unknown_and_comes_last():
    known, bare = row("a"), row("b", 9999, None)
    frame = ranked_keywords(shop(bare, known))
    assert frame["keyword"].tolist() == ["a", "b"]
    assert frame["rank"].isna().tolist() == [False, True]
    assert frame["effective_sales_cny"].isna().all()
    assert ranked_keywords(tables()).empty


def test_of_a_keyword_the_latest_day_counts():
    told = shop(row("a", 10, day=LATER), row("a", 99, day=DAY))
    assert ranked_keywords(told)["search_index"].tolist() == [10]
    assert days_seen(told) == (DAY, LATER)


def test_s001_tools_market_board():
    """rank_change = rank_t0 - rank_t1, of the market's products and of keywords."""
    told = shop(row("a", 10), row("b", 20), row("a", 30, day=LATER), row("c", 5, day=LATER))
    frame = check(keyword_moves(told, LATER, DAY))
    assert frame["keyword"].tolist() == ["a", "c"]
    assert frame["rank_change"].tolist()[0] == 2 - 1
    assert frame["rank_change"].isna().tolist() == [False, True]
    assert frame["change_rate"].tolist()[0] == pytest.approx(2)
    now, before = Period.parse("2026-10"), Period.parse("2026-09")
    places = [
        {"grain": "month", "date": p.start, "date_end": p.end, "kind": "k"}
        | {"rank": rank, "item_id": "x", "category": "浴室"}
        for p, rank in ((before, 7), (now, 3))
    ]
    assert market_moves(tables(market=places), now, before)["rank_change"].tolist() == [4]


def test_s000_p05_product_analysis_dimensions():
    """keyword_gap = hot keywords - keywords of the own title."""
    hot = ["增压花洒", "花洒", "免打孔", "304不锈钢"]
    assert keyword_gap(hot, "手持增压花洒") == ("免打孔", "304不锈钢")
    assert keyword_gap(hot, "") == tuple(hot)
    assert keyword_gap(hot, "".join(hot)) == ()


def test_words_of_a_keyword_are_found_in_any_order():
    assert parts_of("增压花洒", WORDS) == ("增压", "花洒")
    assert parts_of("304不锈钢花洒", WORDS) == ("304", "不锈钢", "花洒")
    assert covers("花洒 浴室 增压", parts_of("增压花洒", WORDS))
    assert segment("LED 灯", set()) == ("LED", "灯")
    assert repeated("花洒套装 增压 花洒", WORDS) == ("花洒",)
    assert repeated("花洒 增压", WORDS) == ()


@given(st.text("花洒增压套装ab1 ", max_size=30), st.sets(st.sampled_from(WORDS)))
def test_no_character_is_lost_between_words(said, vocabulary):
    assert "".join(segment(said, vocabulary)) == said.replace(" ", "")


def test_s000_p05_channel_seo_elements():
    assert [len(seo_elements(lang)) for lang in LANGS] == [6, 6]


@pytest.mark.parametrize(
    ("title", "length"), [("", 0), ("花洒", 4), ("A4纸", 4), ("花洒，", 6), ("净" * 30, 60)]
)
def test_a_chinese_character_counts_two(title, length):
    assert title_length(title) == length


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.integers(1, 10**5)), min_size=1, max_size=9),
    st.integers(10, 80),
)
def test_a_built_title_keeps_its_limit_and_repeats_nothing(rows, limit):
    table = ranked_keywords(shop(*(row(word, index) for word, index in rows)))
    made = title_candidates(table, ["浣石"], Limits(limit))
    assert made["title"].is_unique
    assert made["potential_share"].is_monotonic_decreasing
    for title in made["title"]:
        assert title.startswith("浣石")
        assert flaws(title, Limits(limit), table["keyword"].tolist()) == ()


def test_a_title_without_a_limit_to_fear_holds_every_keyword():
    table = ranked_keywords(shop())
    best = check(title_candidates(table, [], Limits(500))).iloc[0]
    assert best["potential_share"] == pytest.approx(1)
    assert best["keywords_covered"] == len(WORDS)


def test_the_greedy_title_is_near_the_best_of_all():
    """Of all sets of keywords that fit, the best holds little more than the built title."""
    table = ranked_keywords(shop())
    worth = dict(zip(table["keyword"], table["potential_share"], strict=True))
    best = 0.0
    for chosen in range(2 ** len(WORDS)):
        words: list[str] = []
        for n, word in enumerate(WORDS):
            if chosen >> n & 1:
                words += [part for part in parts_of(word, WORDS) if part not in "".join(words)]
        title = "".join(words)
        if title_length(title) <= 30:
            held = (share for word, share in worth.items() if covers(title, parts_of(word, WORDS)))
            best = max(best, sum(held))
    built = title_candidates(table, [], Limits(30))["potential_share"].max()
    assert built >= 0.9 * best


def test_nothing_is_built_without_a_rule_or_room():
    table = ranked_keywords(shop())
    assert title_candidates(table, [], Limits(None)).empty
    assert title_candidates(table, ["很长的品牌名字"], Limits(10)).empty
    assert title_candidates(ranked_keywords(tables()), [], FREE).empty


def test_forbidden_words_and_brands_of_others_are_never_built_in():
    told = shop(row("最好的花洒", 10**6), row("苜遥花洒", 10**6), row("花洒"))
    held = Limits(60, brands=("苜遥",))
    made = title_candidates(ranked_keywords(told), [], held)
    assert made["title"].tolist() == ["花洒"]


def test_flaws_of_a_title_are_all_told():
    held = Limits(20, brands=("苜遥",))
    found = flaws("苜遥 国家级花洒 增压花洒 好评返现", held, WORDS)
    assert [flaw.code for flaw in found] == ["long", "repeated", "forbidden", "punished", "brand"]
    assert [flaw.word for flaw in found] == ["33", "花洒", "国家级", "好评返现", "苜遥"]
    for lang in LANGS:
        assert len({flaw.say(lang, held.length) for flaw in found}) == 5
        for code in ("risky", "check"):
            assert "花洒" in Flaw(code, "花洒").say(lang)


def test_limits_come_from_the_rules_and_brands_from_shop_names():
    found = limits("taobao", ["苜遥官方旗舰店", "朔桉专营店", "x店", "汐芷"])
    assert found.brands == ("苜遥", "朔桉", "汐芷")
    assert found.length == 60
    assert limits("other").length is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_marks_what_the_title_holds(lang):
    frame, words = keywords_shown(ranked_keywords(shop()), "增压花洒", "2026-09-01", lang)
    assert frame.set_index("category")["held"].to_dict()["增压花洒"]
    assert not frame.set_index("category")["held"].to_dict()["免打孔"]
    assert "{" not in words.title + words.subtitle + words.so + words.alt
    one, words = keywords_shown(ranked_keywords(shop(row("花洒"))), "花洒", "", lang)
    assert one["role"].tolist() == ["muted"]
    assert words.title


def test_a_title_is_built_from_the_words_of_its_own_product():
    table = ranked_keywords(shop())
    assert head_word("增压淋浴花洒", WORDS) == "花洒"
    assert head_word("夹克", WORDS) == head_word("", WORDS) == ""
    own = check(relevant(table, ["置物架"]))
    assert sorted(own["keyword"]) == ["免打孔置物架", "浴室置物架"]
    assert own["rank"].tolist() == [1, 2]
    assert own["potential_share"].sum() == pytest.approx(1)
    best = title_candidates(own, [], FREE)["title"].tolist()[0]
    assert "花洒" not in best
    assert len(relevant(table, [])) == len(table)
    assert relevant(table, ["夹克"]).empty
    assert relevant(table, ["置物架"], ["免打孔"])["keyword"].tolist() == ["浴室置物架"]


@pytest.mark.parametrize("lang", LANGS)
def test_words_nobody_searches_or_clicks_are_not_missed_in_a_title(lang):
    rows = [
        {"keyword": "花洒", "search_index": 12_000, "click_rate": 0.05, "items_competing": 300},
        {"keyword": "增压花洒", "search_index": 0, "click_rate": 0.05, "items_competing": 10},
        {"keyword": "淋浴", "search_index": 100, "click_rate": 0.0, "items_competing": 5},
    ]
    shown, words = keywords_shown(ranked_keywords(tables(keywords=rows)), "", "10-01", lang)
    assert shown["category"].tolist() == ["花洒"]
    assert "淋浴" not in words.so
    none = [row | {"search_index": 0} for row in rows]
    _, words = keywords_shown(ranked_keywords(tables(keywords=none)), "", "10-01", lang)
    assert not any(row["keyword"] in words.title for row in rows)
    assert words.so == ""
