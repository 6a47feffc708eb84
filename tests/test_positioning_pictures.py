"""The pictures of the market say what the numbers hold."""

import numpy as np
import pytest
from test_positioning import gap_market, offers_of

from shopkit.i18n import LANGS
from shopkit.plan.sections.market import Customers, Segment
from shopkit.positioning import concentration, price_bands, value_map
from shopkit.positioning.pictures import (
    bands_shown,
    concentration_shown,
    segments_shown,
    value_shown,
)


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_of_bands_marks_the_gap(lang):
    offers = gap_market([30.0] * 10).assign(told_by="搜索结果", own=[True] * 2 + [False] * 28)
    frame, words = bands_shown(price_bands(offers), offers, lang)
    assert frame["gap"].tolist() == [False, True, False]
    assert frame["own_text"].tolist() == ["2", "0", "0"]
    assert [bool(one) for one in frame["gap_text"]] == [False, True, False]
    assert "¥100–300" in words.title
    assert "搜索结果" in words.source
    assert set(words.label) == {"band", "buyers", "offers", "own", "aimed"}
    assert not frame["aimed"].any()
    aimed, _ = bands_shown(price_bands(offers), offers, lang, (60, 150))
    assert aimed["aimed"].tolist() == [True, True, False]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("units", [None, [float("nan")] * 30])
def test_without_a_gap_no_band_is_praised(lang, units):
    offers = gap_market([10.0] * 10) if units is None else gap_market([1.0] * 10)
    if units is not None:
        offers["units_30_days"] = units
    frame, words = bands_shown(price_bands(offers), offers, lang)
    assert not frame["gap"].any()
    assert words.title
    alone, said = bands_shown(price_bands(offers_of([5])), offers_of([5]), lang)
    assert len(alone) == 1
    assert said.title != words.title


def rated(own_price):
    rng = np.random.default_rng(1)
    score = np.append(rng.choice(np.arange(4.5, 5.0, 0.1), 40), 4.7)
    prices = 100 * np.exp(2 * (score - 4.5) + rng.normal(0, 0.05, 41))
    prices[-1] = own_price
    return offers_of(prices, score=score, own=[False] * 40 + [True])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("own", "word"), [(90, "便宜"), (300, "贵"), (149, "范围")])
def test_the_value_map_tells_where_the_shop_stands(lang, own, word):
    offers = rated(own)
    frame, line, words = value_shown(value_map(offers), offers, lang)
    assert list(line) == ["score", "fair", "low", "high"]
    assert frame["ours"].sum() == 1
    assert (frame["room_text"] != "").sum() == 1
    if lang == "zh":
        assert word in words.title


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_of_sellers_adds_up(lang):
    offers = offers_of([10] * 24, seller=[f"店{n}" for n in range(24)], own=[True] + [False] * 23)
    frame, words = concentration_shown(concentration(offers), offers, lang)
    assert len(frame) == 11
    assert frame["share"].sum() == pytest.approx(1)
    assert frame["rest"].tolist() == [False] * 10 + [True]
    assert frame["ours"].sum() == 1
    assert "417" in words.subtitle


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("ranges", "kinds"),
    [
        ([(18, 25), (26, 40)], []),
        ([(18, 25), (25, 40)], ["overlap"]),
        ([(18, 25), (28, 40)], ["gap"]),
        ([(18, 25), (25, 38)], ["overlap", "gap"]),
    ],
)
def test_the_picture_of_segments_shows_what_they_share_and_leave_out(ranges, kinds, lang):
    made = tuple(
        Segment(name=f"s{n}", age_from=a, age_to=b, sales_share=0.5)
        for n, (a, b) in enumerate(ranges)
    )
    customers = Customers(age_from=18, age_to=40, segments=made)
    frame, words = segments_shown(customers, lang)
    assert frame["kind"].tolist() == ["segment", "segment", *kinds]
    assert frame["text"].iloc[0] == "18–25 · 50%"
    assert all(frame["text"].iloc[2 + n] in words.title for n in range(len(kinds)))
