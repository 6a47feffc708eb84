"""Ways of delivery: freight by weight, by which a parcel can go, the cheapest and the fastest."""

import math
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.findings import Severity
from shopkit.i18n import LANGS, text
from shopkit.logistics import (
    Parcel,
    abolished_findings,
    carriers,
    cheapest,
    courier_cost,
    delivery_findings,
    fastest,
    freight,
    method_table,
    methods,
    province_of,
    ways,
    weight_findings,
)
from shopkit.plan.sections.money import Delivery
from shopkit.widgets.profit import look_at_profit

COURIER = Delivery(
    name="快递", first_kg=1, first_cny=8, next_kg=1, next_cny=2.5, least_days=2, most_days=4
)
LETTER = Delivery(
    name="挂号信", first_kg=0.02, first_cny=4.2, most_kg=0.02, least_days=3, most_days=5
)
FAR = Delivery(
    name="航空", provinces=("新疆", "西藏"), first_kg=1, first_cny=20, least_days=1, most_days=2
)
UNKNOWN = Delivery(name="新快递", least_days=1, most_days=1)


def named(key):
    return next(one for one in methods() if one.key == key)


def test_s000_p03_logistics_methods():
    assert len(methods()) == 6
    assert method_table("zh")["delivery"].tolist()[0] == "普通包裹"
    assert named("express_parcel").faster_than == "ordinary"
    assert named("ems").faster_than == "express_parcel"
    assert named("own").city_only


def test_s000_p03_logistics_ordinary_days():
    assert (named("ordinary").least_days, named("ordinary").most_days) == (7, 15)


def test_s000_p03_logistics_registered_weight():
    assert named("registered").most_kg == 0.02
    assert freight(LETTER, 0.02) == 4.2
    assert freight(LETTER, 0.021) is None


def test_s000_p03_logistics_registered_days():
    assert (named("registered").least_days, named("registered").most_days) == (3, 5)


def test_s000_p03_logistics_courier_saving():
    """EMS × (1 − 0.5)."""
    assert courier_cost(20) == 10
    table = method_table("zh", 20).set_index("delivery")["freight_cny"]
    assert (table["EMS"], table["民营快递"]) == (20, courier_cost(20))


def test_s000_p02_logistics_recommended_carriers():
    assert len(carriers()) == 4
    assert [one.key for one in carriers() if not one.current] == ["fenghuo"]


def test_c_s000_p03_registered_letter():
    """Hardly a cosmetic with its packing weighs 20 g or less."""
    (one,) = weight_findings("挂号信", 0.02, [0.05, 0.18, 0.3], "zh")
    assert one.severity == Severity.WARNING
    assert "20 克" in one.said
    assert next(weight_findings("挂号信", 0.02, [0.01, 0.3], "zh")).severity == Severity.NOTE
    assert list(weight_findings("快递", 30, [0.05], "zh")) == []


def test_c_x_obsolete():
    """Ordinary parcels and a carrier of 2009 are named as current."""
    (one,) = abolished_findings("zh")
    assert "普通包裹" in one.said
    assert "风火天地" in one.said


@given(st.floats(0.001, 40), st.floats(0.001, 40))
def test_a_heavier_parcel_is_never_cheaper(one, other):
    low, high = sorted([one, other])
    assert freight(COURIER, low) <= freight(COURIER, high)


@given(st.integers(0, 60))
def test_a_parcel_on_the_edge_of_a_step_pays_for_the_steps_below(steps):
    weight = 0.3 + 0.1 * steps
    way = Delivery(name="x", first_kg=0.3, first_cny=3.01, next_kg=0.1, next_cny=0.17)
    assert freight(way, weight) == pytest.approx(3.01 + 0.17 * steps, abs=1e-9)


def test_what_is_unknown_stays_unknown():
    assert freight(UNKNOWN, 1) is None
    assert freight(Delivery(name="x", first_kg=1, first_cny=8), 2) is None
    assert freight(Delivery(name="x", first_cny=8), 2) == 8  # one price, whatever it weighs


@pytest.mark.parametrize("lang", LANGS)
def test_the_cheapest_and_the_fastest_that_fit(lang):
    many = [UNKNOWN, LETTER, FAR, COURIER]
    here = ways(many, Parcel(0.4, "浙江", 100), lang)
    assert here["feasible"].tolist() == [True, None, False, False]
    assert (cheapest(here), fastest(here)) == ("快递", "快递")
    assert here["freight_share"].iloc[0] == 0.08
    there = ways(many, Parcel(0.4, "新疆维吾尔自治区"), lang)
    assert (cheapest(there), fastest(there)) == ("快递", "航空")
    assert math.isnan(there["freight_share"].iloc[0])
    soon = ways(many, Parcel(0.01, "新疆", within_days=3), lang)
    assert cheapest(soon) == "航空"
    assert len(soon[soon["why"] != ""]) == 2


def test_no_way_fits():
    none = ways([LETTER], Parcel(3), "zh")
    assert (cheapest(none), fastest(none)) == (None, None)
    assert ways([], Parcel(3), "zh").empty


@pytest.mark.parametrize("lang", LANGS)
def test_ways_that_cannot_be_are_named(lang):
    odd = Delivery(name="x", provinces=("浙江省", "乌有"), least_days=5, most_days=2)
    found = {one.code: one for one in delivery_findings([odd, COURIER], lang)}
    assert set(found) == {"province_unknown", "no_price", "days_backwards"}
    assert "乌有" in found["province_unknown"].said
    assert "浙江" not in found["province_unknown"].said
    assert found["days_backwards"].severity == Severity.ERROR


def test_provinces_are_known_by_their_long_and_english_names():
    assert [province_of(name) for name in ("内蒙古自治区", "Inner Mongolia", "内蒙")] == [
        "内蒙古",
        "内蒙古",
        None,
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_notebook_tells_the_way_of_each_weight(root, lang):
    """A parcel of 20 kg is cheapest by freight, and a courier brings it sooner."""
    view = look_at_profit(root / "data" / "sample" / "bathware", "2026-10", lang)
    rows = {row[0]: row[1:] for row in view.freight().rows}
    assert rows["20 kg"] == ["大件物流", "¥38", "普通快递", "2–4", "¥39.4"]
    assert rows["50 kg"][2:4] == ["大件物流", "4–9"]
    nowhere = view.freight([300]).rows
    assert nowhere == [["300 kg", text("logistics.none_fits", lang), None, None, None, None]]


def test_a_plan_without_ways_of_delivery_is_told_what_to_write(root, tmp_path):
    folder = shutil.copytree(root / "data" / "sample" / "bathware", tmp_path / "shop")
    plan = (folder / "shop.yaml").read_text(encoding="utf-8")
    start = plan.index("  deliveries:")
    end = plan.index("\n\n", start)
    (folder / "shop.yaml").write_text(plan[:start] + plan[end:], encoding="utf-8")
    assert "costs.deliveries" in look_at_profit(folder, "2026-10").freight().markdown
