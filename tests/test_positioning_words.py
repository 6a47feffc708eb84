"""What an owner reads of the market: prices and methods in words of a shop, not of a textbook."""

import re
from pathlib import Path

import pytest
from test_positioning import gap_market, offers_of

from shopkit.i18n import LANGS, texts
from shopkit.plan.sections.market import Customers, Segment
from shopkit.positioning import concentration, price_bands
from shopkit.positioning.pictures import bands_shown, concentration_shown
from shopkit.positioning.segments import segment_findings

NOTEBOOKS = Path(__file__).parent.parent / "notebooks" / "src"
JARGON = re.compile(r"Fisher|Jenks|核密度|densit|log price|对数|自然间断|natural break")


@pytest.mark.parametrize(("lang", "said"), [("zh", "100 元以下"), ("en", "below ¥100")])
def test_a_band_open_below_is_said_in_words_and_short_on_the_axis(lang, said):
    offers = gap_market([5.0] * 10)
    offers["units_30_days"] = [50.0 + n for n in range(10)] + [5.0] * 20
    found = price_bands(offers)
    assert found.gap == 0
    frame, words = bands_shown(found, offers, lang)
    assert frame["band"].iloc[0] == "<100"
    assert said in words.title
    assert said in words.so
    assert "<" not in words.title + words.so


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_of_the_market_names_a_method_of_statistics(lang):
    told = [one[lang] for part in texts("positioning").values() for one in _said(part)]
    assert [one for one in told if JARGON.search(one)] == []
    assert not JARGON.search((NOTEBOOKS / "01_positioning.py").read_text("utf-8"))


def _said(part):
    if {"zh", "en"} <= part.keys():
        yield part
    else:
        yield from (one for inner in part.values() for one in _said(inner))


@pytest.mark.parametrize("lang", LANGS)
def test_the_index_of_concentration_says_what_its_ends_are(lang):
    sellers = [f"店{n}" for n in range(24)]
    _, words = concentration_shown(
        concentration(made := offers_of([10] * 24, seller=sellers)), made, lang
    )
    assert "HHI" not in words.subtitle
    assert "1,000" in words.so
    assert "10,000" in words.so


@pytest.mark.parametrize(("lang", "off"), [("zh", "+10.0 个百分点"), ("en", "+10.0 pp")])
def test_what_shares_miss_of_a_whole_is_said_in_percentage_points(lang, off):
    parts = [Segment(name="a", age_from=18, age_to=25, sales_share=0.6)]
    parts.append(Segment(name="b", age_from=26, age_to=40, sales_share=0.5))
    found = segment_findings(Customers(segments=tuple(parts)), lang)
    [one] = [one for one in found if "shares_sum" in one.code]
    assert off in one.evidence


def test_notebooks_name_the_menu_in_the_words_it_has():
    told = [path.read_text("utf-8") for path in NOTEBOOKS.glob("0[019]_*.py")]
    assert len(told) == 3
    for text in told:
        assert "Run → Run All Cells" in text
        assert "运行 → 运行所有单元格" in text


def test_the_start_leads_a_new_shop_to_its_place_and_asks_for_a_shop_as_the_others_do():
    start = (NOTEBOOKS / "00_start.py").read_text("utf-8")
    place = (NOTEBOOKS / "01_positioning.py").read_text("utf-8")
    assert start.count("](01_positioning.ipynb)") == 2
    asked = [re.findall(r'^shop: str = "bathware"  # (.+)$', one, re.M) for one in (start, place)]
    assert asked[0] == asked[1]
