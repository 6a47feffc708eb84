"""What the market topic may claim: beyond chance, of one kind of goods, of enough shops."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_positioning import gap_market, offer, offers_of, tables_of
from test_positioning_plan import plan_of, study_of

from shopkit import positioning
from shopkit.i18n import LANGS
from shopkit.plan.sections.market import Customers, Segment
from shopkit.positioning import concentration, price_bands, value_map
from shopkit.positioning.fit import fit_findings
from shopkit.positioning.pictures import (
    bands_shown,
    concentration_shown,
    segments_shown,
    value_shown,
)
from shopkit.positioning.ranks import ahead
from shopkit.positioning.segments import segment_findings


def test_a_market_where_price_does_not_matter_rarely_shows_a_gap():
    """Without the test of ranks nearly every second of these markets had one."""
    rng = np.random.default_rng(7)
    found = 0
    for _ in range(60):
        logs = rng.choice([4.0, 4.8, 5.6], 40) + rng.normal(0, 0.1, 40)
        units = np.round(np.exp(rng.normal(4, 1.1, 40)))
        found += price_bands(offers_of(np.round(np.exp(logs), 1), units)).gap is not None
    assert found <= 6


def test_a_gap_of_a_few_offers_that_all_sell_is_still_found():
    prices = [50.0 + n for n in range(10)] + [150.0, 155, 160, 165] + [450.0 + n for n in range(10)]
    found = price_bands(offers_of(prices, [10.0 + n for n in range(10)] + [40.0] * 4 + [9.0] * 10))
    assert found.gap == 1


@given(st.lists(st.integers(0, 50), min_size=2, max_size=40), st.data())
def test_ranks_lie_as_far_above_chance_as_the_others_lie_below(values, data):
    inside = pd.Series(
        data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    )
    told = pd.Series(values, dtype=float)
    found, other = ahead(told, inside), ahead(told, ~inside)
    assert (np.isnan(found) and np.isnan(other)) or found == pytest.approx(-other, abs=1e-9)
    assert np.isnan(found) == (inside.all() or not inside.any() or told.nunique() == 1)


def test_the_rank_sum_of_a_known_case():
    """Ranks 4, 5, 6 of six: 15 against 10.5 expected with a variance of 5.25."""
    found = ahead(pd.Series([1.0, 2, 3, 4, 5, 6]), pd.Series([False] * 3 + [True] * 3))
    assert found == pytest.approx(4.5 / np.sqrt(5.25))


@pytest.mark.parametrize("lang", LANGS)
def test_offers_without_units_are_told_beside_the_bands(lang):
    offers = gap_market([float("nan")] * 4 + [30.0] * 6)
    _, words = bands_shown(price_bands(offers), offers, lang)
    assert "4" in words.so.split("。" if lang == "zh" else ". ")[-2 if lang == "zh" else -1]
    whole = gap_market([30.0] * 10)
    assert words.so != bands_shown(price_bands(whole), whole, lang)[1].so


@pytest.mark.parametrize("lang", LANGS)
def test_few_shops_tell_nothing_of_concentration(lang):
    """With five alike shops the index is 2,000: high by arithmetic, not by the market."""
    offers = offers_of([10.0] * 20, seller=[f"店{n % 5}" for n in range(20)])
    found = concentration(offers)
    assert found.level == "high"
    assert found.few
    _, words = concentration_shown(found, offers, lang)
    assert "集中度高" not in words.title
    assert "highly" not in words.title
    assert "5" in words.title
    lines = positioning.suggestions(study_of(offers), lang)
    assert not any(line.side == "threats" for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_units_of_unnamed_shops_are_told(lang):
    sellers = [f"店{n}" for n in range(15)] + [None] * 5
    offers = offers_of([10.0] * 20, seller=sellers)
    _, words = concentration_shown(concentration(offers), offers, lang)
    assert "25.0%" in words.so


def kinds(own_price=60.0):
    """Return drains near ¥30 and toilets near ¥2,000 with better ratings; one drain is ours."""
    rng = np.random.default_rng(3)
    prices = [*np.round(30 * np.exp(rng.normal(0, 0.1, 20)), 1), own_price]
    prices += list(np.round(2000 * np.exp(rng.normal(0, 0.1, 20))))
    score = [*rng.choice([4.5, 4.6], 20), 4.5, *rng.choice([4.7, 4.8], 20)]
    return offers_of(prices, score=score, own=[False] * 20 + [True] + [False] * 20)


@pytest.mark.parametrize("lang", LANGS)
def test_goods_of_different_kinds_have_no_going_rate(lang):
    """The line would say that 0.1 of rating multiplies the price, and call a dear drain cheap."""
    offers = kinds()
    found = value_map(offers)
    assert found.sloped
    assert found.per_tenth > 1
    assert found.mixed
    shown, _, words = value_shown(found, offers, lang)
    assert (shown["room_text"] == "").all()
    said = words.title + words.so
    assert not any(word in said for word in ("便宜约", "贵了约", "cheaper", "dearer", "0.1"))
    plan = plan_of(prices={"method": "market"})
    assert [one.code for one in fit_findings(plan, study_of(kinds(9000)), lang)] == []
    whats = [line.what for line in positioning.suggestions(study_of(offers), lang)]
    assert not any("同样评分" in what or "same rating" in what for what in whats)


@pytest.mark.parametrize("lang", LANGS)
def test_where_rating_says_nothing_of_price_none_of_that_rating_are_spoken_of(lang):
    prices = [100.0 + n for n in range(19)] + [50]
    offers = offers_of(prices, score=4.8, own=[False] * 19 + [True])
    _, _, words = value_shown(value_map(offers), offers, lang)
    assert "同样评分" not in words.title
    assert "rating" not in words.title
    assert "50" in words.title or "58" in words.title


def test_a_rating_above_the_others_by_chance_is_no_strength():
    score = [4.7] + [4.5, 4.6, 4.7, 4.8] * 7
    one = offers_of([10.0] * 29, score=score, own=[True] + [False] * 28)
    assert positioning.suggestions(study_of(one), "zh") == ()
    score = [4.8] * 8 + [4.5, 4.6] * 10
    many = offers_of([10.0] * 28, score=score, own=[True] * 8 + [False] * 20)
    assert [line.side for line in positioning.suggestions(study_of(many), "zh")] == ["strengths"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_hole_between_segments_is_found_without_a_range(lang):
    made = (
        Segment(name="a", age_from=18, age_to=25),
        Segment(name="b", age_from=40, age_to=50),
    )
    customers = Customers(segments=made)
    assert [str(one) for one in positioning.gaps(customers)] == ["26–39"]
    shown, words = segments_shown(customers, lang)
    assert shown["kind"].tolist() == ["segment", "segment", "gap"]
    assert "26–39" in words.title
    (hole,) = [one for one in segment_findings(customers, lang) if "hole" in one.code]
    assert "age_from" not in hole.evidence


@pytest.mark.parametrize("lang", LANGS)
def test_bands_without_an_end_are_named_as_people_say_them(lang):
    prices = [50.0 + n for n in range(10)] + [450.0 + n for n in range(10)]
    offers = offers_of(prices, [10.0] * 10 + [40.0 + n for n in range(10)], date=pd.NaT)
    found = price_bands(offers)
    assert found.gap == 1
    shown, words = bands_shown(found, offers, lang)
    said = words.title + words.so + positioning.suggestions(study_of(offers), lang)[0].what
    assert said.count({"zh": "元及以上", "en": "and above"}[lang]) == 3
    assert not set("<≥") & set(said)
    assert shown["band"].tolist()[-1].startswith("≥")  # short on the axis
    assert "—" not in words.source


def test_no_rating_is_not_a_rating_of_nothing():
    rows = [offer(str(n), 10 + n, score=score) for n, score in enumerate([0.0, 4.8, 5.5, None])]
    assert positioning.market(tables_of(rows))["score"].notna().tolist() == [
        False,
        True,
        False,
        False,
    ]
