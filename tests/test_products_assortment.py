"""The assortment: counts, missing data, analysis, checklists, and findings of products."""

import pandas as pd
import pytest
from topic_tables import tables

from shopkit.i18n import LANGS, texts
from shopkit.plan.sections.products import Assortment, Product
from shopkit.products import (
    Analysed,
    Evidence,
    analysis,
    assortment,
    checklist,
    findings,
    missing_data,
    ready_to_open,
    role_reason,
)

NAN = float("nan")


def test_s000_p01_opening_min_products():
    assert [ready_to_open(count) for count in (0, 9, 10, 50)] == [False, False, True, True]
    assert ready_to_open(5, least=3)


def test_c_x_product_count():
    """10 to open, 40-45 compressed, 50 to fill: two parameters, held against the shop's count."""
    frame = assortment(38, Assortment(items=60), "en").set_index("needed")
    assert frame["items_missing"].to_dict() == {60: 22, 10: 0, 40: 2, 50: 12}
    assert len(assortment(1, Assortment(), "zh")) == 3


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_missing_of_a_product_is_listed(lang):
    costs = [
        {"sku": "a-1", "item_id": "a", "title": "甲", "unit_price_fen": 100, "unit_cost_fen": 50},
        {"sku": "a-2", "item_id": "a"},
        {"sku": "b-1", "item_id": "b", "title": "乙"},
    ]
    told = tables(products=costs, stock=[{"item_id": "a", "stock_units": 0}])
    whole = Product(
        item_id="a", category="x", role="profit", listed_on="2026-01-01", selling_points=("好",)
    )
    assert missing_data(told, [whole], lang)["item_id"].tolist() == ["b"]
    bare = missing_data(told, [Product(item_id="c"), whole], lang)
    assert bare["item_id"].tolist() == ["c", "b"]
    names = texts("products")["missing"]
    assert all(said[lang] in bare["missing"][0] for said in names.values())
    assert missing_data(tables(), [], lang).empty


@pytest.mark.parametrize("lang", LANGS)
def test_a_product_is_analysed_in_four_dimensions(lang):
    bare = analysis(Analysed(), lang)
    known = analysis(Analysed(120.0, 100.0, 5000.0, 0.3, ("免打孔",), ("静音",)), lang)
    assert len(bare) == len(known) == 4
    assert "+20%" in known["finding"][0]
    assert "免打孔" in known["finding"][2]
    assert known["finding"][3] == "静音"
    assert not set(bare["finding"]) & set(known["finding"])
    held = analysis(Analysed(missing_keywords=()), lang)["finding"][2]
    assert held not in (bare["finding"][2], known["finding"][2])


@pytest.mark.parametrize("lang", LANGS)
def test_the_checklists_are_as_long_as_their_sources(lang):
    lengths = {"planning": 3, "design": 5, "set": 4, "pictures": 4, "launch": 3, "listing": 3}
    assert {name: len(checklist(name, lang)) for name in lengths} == lengths
    assert list(checklist("pictures", lang)) == ["shoot", "process", "upload", "publish"]
    assert set(texts("products")["checklist"]) == {*lengths, "upkeep"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("margin", [0.3, NAN])
@pytest.mark.parametrize("role", ["traffic", "profit", "image", "campaign", None])
def test_every_role_has_a_reason(role, margin, lang):
    row = dict.fromkeys(
        ["visitors_level", "price_level", "contribution_share", "campaign_share"], 1.2
    )
    said = role_reason(row | {"role": role, "contribution_rate": margin, "paid_units": 9}, lang)
    assert said
    assert "{" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_findings_name_what_differs_and_what_it_is_worth(lang):
    heroes = pd.DataFrame(
        {
            "item_id": ["a", "d", "e", "f", "b"],
            "title": ["甲", "丁", "戊", "己", None],
            "rank": [1.0, 2.0, 4.0, 6.0, NAN],
            "contribution_cny": [500.0, NAN, -5.0, 3.0, NAN],
            "hero": [True, False, False, False, False],
            "hero_planned": [False, True, True, True, True],
        }
    )
    roles = pd.DataFrame(
        {
            "item_id": ["a", "b"],
            "title": ["甲", "乙"],
            "role": ["traffic", None],
            "role_planned": ["profit", "image"],
            "contribution_rate": [0.1, NAN],
            "price_level": [0.8, NAN],
            "visitors_level": [2.0, NAN],
        }
    )
    clear = pd.DataFrame(
        {
            "item_id": ["a", "b"],
            "title": ["甲", "乙"],
            "life_stage": ["decline", None],
            "stock_units": [9.0, 5.0],
            "days_of_cover": [NAN, 200.0],
            "stock_cost_cny": [90.0, NAN],
        }
    )
    missing = missing_data(tables(), [Product(item_id="c")], lang)
    found = findings(Evidence(heroes, roles, clear, missing), "2026-10", lang)
    codes = [one.code for one in found]
    assert codes[0] == "clear_stock"
    assert found[0].cny == 90
    assert sorted(codes) == sorted(
        ["clear_stock"] * 2
        + ["hero_losing", "hero_weak", "hero_missed", "role_differs", "data_missing"]
    )
    only = heroes[heroes["item_id"].isin(["d", "b"])]
    (unsold,) = findings(Evidence(only), "2026-10", lang)
    assert unsold.code == "hero_unsold"
    assert "—" not in unsold.evidence
    assert all("{" not in one.cause + one.evidence + one.action for one in found)
    assert findings(Evidence(), "", lang) == []
