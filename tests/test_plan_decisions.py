"""Decisions know what they were decided from, and say when that is no longer so."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.plan import open_plan
from shopkit.plan.decisions import Stale, decided, findings, fingerprint, inputs_of, stale, title_of

PLAN = """\
schema: 1
shop: {name: 店, platform: jd}
costs:
  freight_per_parcel_cny: 4.5
  freight_by_province_cny: {新疆: 18, 西藏: 20}
products:
  - {item_id: "1", price_cny: 99}
"""
DAY = date(2026, 10, 1)
PATHS = (
    "costs.freight_per_parcel_cny",
    "costs.freight_by_province_cny",
    "products",
    "budget.ads_rate",
)


@pytest.fixture
def draft(tmp_path):
    (tmp_path / "shop.yaml").write_text(PLAN, encoding="utf-8")
    draft = open_plan(tmp_path)
    inputs = {**inputs_of(draft.plan, *PATHS), "orders": "abc"}
    return draft.with_changes(decided("positioning", DAY, inputs)).save().draft


def test_a_decision_is_fresh_as_long_as_its_inputs_are(draft):
    assert stale(draft.plan, {"orders": "abc"}) == []
    turned = draft.with_changes({"costs.freight_by_province_cny": {"西藏": 20.0, "新疆": 18}})
    assert stale(turned.plan, {"orders": "abc"}) == []
    assert stale(draft.with_changes({"shop.name": "x"}).plan) == []


@pytest.mark.parametrize(
    ("changes", "current", "changed"),
    [
        ({"costs.freight_per_parcel_cny": 5}, {}, (PATHS[0],)),
        ({"costs.freight_by_province_cny.新疆": 19}, {}, (PATHS[1],)),
        ({"products.0.price_cny": 98}, {"orders": "abd"}, ("products", "orders")),
        ({"budget.ads_rate": 0}, {}, ("budget.ads_rate",)),
        ({"costs": None}, {}, PATHS[:2]),
    ],
)
def test_a_changed_input_makes_it_stale(draft, changes, current, changed):
    [found] = stale(draft.with_changes(changes).plan, current)
    assert (found.of, found.on, set(found.changed)) == ("positioning", DAY, set(changed))
    assert found.cny is None


def test_deciding_again_replaces_the_record(draft):
    changed = draft.with_changes({"products.0.price_cny": 98}).save().draft
    inputs = inputs_of(changed.plan, "products")
    again = changed.with_changes(decided("positioning", date(2026, 11, 1), inputs)).save().draft
    [decision] = again.plan.decisions
    assert decision.on == date(2026, 11, 1)
    assert stale(again.plan) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_effect_in_cny_is_told_where_it_is_known(draft, lang):
    plan = draft.with_changes({"costs.freight_per_parcel_cny": 5}).plan
    found = stale(plan, effect=lambda one: -1200.0 if one.of == "positioning" else None)
    [said] = findings(found, lang)
    assert said.cny == -1200.0
    assert "¥1,200" in said.evidence
    assert ("每单快递费" if lang == "zh" else "Freight a parcel") in said.cause
    [unknown] = findings([Stale("targets", DAY, ("orders",))], lang)
    assert (unknown.cny, unknown.evidence) == (None, "")


def test_hashes_hold_content_and_nothing_else():
    assert (
        fingerprint(4)
        == fingerprint(4.0)
        == fingerprint(Decimal("4.00"))
        == fingerprint(np.int64(4))
    )
    assert fingerprint(0.1) == fingerprint(np.float64(0.1)) == fingerprint(Decimal("0.1"))
    assert fingerprint(-0.0) == fingerprint(0)
    values = [
        None,
        "",
        0,
        False,
        "0",
        [],
        {},
        [0],
        date(2026, 1, 1),
        "2026-01-01",
        float("nan"),
        1e300,
    ]
    assert len({fingerprint(value) for value in values}) == len(values)
    assert fingerprint({1: 2}) != fingerprint({"1": 2})
    assert fingerprint(date(2026, 10, 1)) == "e40f66150eec519a"
    with pytest.raises(TypeError):
        fingerprint(object())


KEYS = st.text(max_size=5) | st.integers(1, 12)


@given(
    st.dictionaries(KEYS, st.floats(allow_nan=False) | st.text(max_size=3), max_size=6),
    st.randoms(),
)
def test_the_order_of_keys_does_not_matter(value, random):
    keys = list(value)
    random.shuffle(keys)
    assert fingerprint({key: value[key] for key in keys}) == fingerprint(value)


def test_an_input_of_one_entry_is_read_from_that_entry(tmp_path):
    said = PLAN + '  - {item_id: "2", price_cny: 49}\ndecisions: [{of: "a..b", on: 2026-10-01}]\n'
    (tmp_path / "shop.yaml").write_text(said, encoding="utf-8")
    plan = open_plan(tmp_path).plan
    price = "products[item_id={}].price_cny"
    found = inputs_of(plan, price.format(2), price.format(3), "products[item_id=3]")
    assert list(found.values()) == [49, None, None]
    assert title_of("a..b", "zh") == "a..b"


def test_what_stands_there_by_default_is_no_change(tmp_path):
    told = "products:\n  - {item_id: '1', hero: false}\ncustomers: {}\n"
    head = "schema: 1\nshop: {name: 店, platform: jd}\n"
    prints = []
    for said in (told, told.replace(", hero: false", ""), told.replace("customers: {}\n", "")):
        (tmp_path / "shop.yaml").write_text(head + said, encoding="utf-8")
        plan = open_plan(tmp_path).plan
        prints.append({fingerprint(value) for value in inputs_of(plan, "products").values()})
    assert prints[0] == prints[1] == prints[2]
