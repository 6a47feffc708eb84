"""Traffic sources and the register of channels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.channels import channel_of, overlap, register, sources, sources_shown
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.tables import check

NOW, BEFORE = Period.parse("2026-10"), Period.parse("2026-09")


def source(path, visitors, period=NOW, **more):
    own = {"grain": "month", "date": period.start, "date_end": period.end, "kind": "sycm_sources"}
    return own | {"source_path": path, "visitors": visitors, "leaf": True} | more


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
def test_parents_never_count(visitors):
    leaves = [source(f"付费 > {n}", count) for n, count in enumerate(visitors)]
    parent = source("付费", sum(visitors), leaf=False)
    frame = sources(tables(traffic=[parent, *leaves]), NOW)
    check(frame)
    assert sorted(frame["visitors"]) == sorted(visitors)


def test_one_attribution_counts_and_item_rows_do_not():
    told = [
        source("搜索", 100, attribution="每一次访问来源"),
        source("搜索", 70, attribution="最后一次访问来源"),
        source("搜索", 9, attribution="每一次访问来源", item_id="7"),
    ]
    assert sources(tables(traffic=told), NOW)["visitors"].tolist() == [100]


def test_change_worth_and_overlap():
    told = [
        source("搜索", 120, paid_fen=60_000, paid_buyers=6),
        source("直通车", 100),
        source("搜索", 100, BEFORE),
    ]
    whole = {"grain": "month", "date": NOW.start, "date_end": NOW.end, "visitors": 200}
    shop = tables(traffic=told, shop_days=[whole])
    frame = sources(shop, NOW, BEFORE)
    assert frame["change_rate"].tolist()[0] == pytest.approx(0.2)
    assert frame["per_visitor_cny"].tolist()[0] == pytest.approx(5)
    assert overlap(shop, NOW) == pytest.approx(0.1)
    assert overlap(tables(traffic=told), NOW) is None


@given(st.lists(st.tuples(st.integers(1, 10**5), st.floats(0, 1)), min_size=1, max_size=6))
def test_s003_kpi_promo_stats(drawn):
    """Each source's conversion is what it sold to over who came by it, for any shop."""
    came = {f"来源{n}": (many, int(many * share)) for n, (many, share) in enumerate(drawn)}
    told = [source(path, many, paid_buyers=bought) for path, (many, bought) in came.items()]
    frame = sources(tables(traffic=told), NOW).set_index("source_path")
    for path, (many, bought) in came.items():
        assert frame.loc[path, "conversion_rate"] * many == pytest.approx(bought)


def test_a_leaf_of_one_period_only_had_no_visitors_in_the_other():
    told = [
        source("搜索", 120),
        source("新", 5),
        source("搜索", 100, BEFORE),
        source("旧", 9, BEFORE),
    ]
    frame = check(sources(tables(traffic=told), NOW, BEFORE))
    assert frame["source_path"].tolist() == ["搜索", "新", "旧"]
    assert frame["visitors"].tolist() == [120, 5, 0]
    assert frame["visitors_before"].tolist() == [100, 0, 9]
    assert frame["change_rate"].tolist()[::2] == [pytest.approx(0.2), -1]
    shown, _ = sources_shown(frame, None, ("2026-10", "2026-09"), "zh")
    assert shown["before"].tolist() == [100, 0, 9]
    assert shown["before_text"].tolist() == ["100", "0", "9"]


def test_people_of_a_month_are_not_held_against_a_sum_of_days():
    days = [source("搜索", 9, Period(day, day), grain="day") for day in BEFORE]
    frame = sources(tables(traffic=[source("搜索", 120), *days]), NOW, BEFORE)
    assert frame["visitors_before"].isna().all()
    _, words = sources_shown(frame, None, ("2026-10", "2026-09"), "zh")
    assert "2026-09" not in words.subtitle
    month = {"grain": "month", "date": BEFORE.start, "date_end": BEFORE.end, "visitors": 100}
    assert overlap(tables(traffic=days, shop_days=[month]), BEFORE) is None
    own = [
        {"grain": "day", "date": day, "date_end": day, "visitors": 6 if day.day > 1 else None}
        for day in BEFORE
    ]
    assert overlap(tables(traffic=days, shop_days=[month, *own]), BEFORE) is None
    own[0]["visitors"] = 6
    found = overlap(tables(traffic=days, shop_days=[month, *own]), BEFORE)
    assert found == pytest.approx(0.5)


def test_what_no_report_tells_of_a_leaf_is_unknown_not_zero():
    frame = sources(tables(traffic=[source("直通车", 100)]), NOW)
    assert frame[["paid_cny", "paid_buyers", "per_visitor_cny"]].isna().all(axis=None)


def test_every_word_of_the_register_leads_to_its_channel():
    for key, one in register().items():
        assert one.became in {"", *register()}
        for word in one.words:
            assert channel_of(f"某处 > {word}").key == key


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_tells_the_worth_of_a_visitor(lang):
    told = [source("搜索", 500, paid_fen=100_000), source("推荐", 400, paid_fen=400_000)]
    _, words = sources_shown(sources(tables(traffic=told), NOW), 0.12, ("2026-10", ""), lang)
    assert "推荐" in words.so
    assert "¥10" in words.so
    assert "12%" in words.so
