"""Heroes and roles: what the data suggests, why, and how well a made shop's roles are found."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.plan.sections.products import Product
from shopkit.products import (
    enough_heroes,
    held_against_plan,
    heroes,
    role_reason,
    roles,
    roles_against_plan,
    sheet,
    sku_share,
    sold,
    total_profit,
)
from shopkit.tables import check

NOW = Period.parse("2026-10")
UNKNOWN = float("nan")
SHEET = [
    *("visitors", "visitors_share", "visitors_level", "unit_paid_cny", "price_level"),
    *("contribution_cny", "contribution_rate", "contribution_share", "campaign_share"),
]


def evidence(*rows):
    """Return a sheet from a few cells a product; the rest is unknown."""
    ids = [{"item_id": f"{n}", "title": f"款 {n}"} for n in range(len(rows))]
    cells = [own | dict.fromkeys(SHEET, UNKNOWN) | row for own, row in zip(ids, rows, strict=True)]
    frame = pd.DataFrame(cells)
    return frame.assign(paid_share=frame["paid_cny"] / frame["paid_cny"].sum())


def earning(paid, units, rate):
    return {"paid_cny": paid, "paid_units": units} | {
        "contribution_cny": paid * rate,
        "contribution_rate": rate,
    }


def with_shares(frame):
    return frame.assign(
        contribution_share=frame["contribution_cny"] / frame["contribution_cny"].sum()
    )


def test_heroes_bring_half_and_lose_nothing():
    frame = with_shares(
        evidence(
            earning(900.0, 50, -0.1),
            earning(800.0, 90, 0.1),
            earning(700.0, 40, 0.3),
            earning(600.0, 40, 0.3),
            earning(500.0, 5, 0.9),
        )
    )
    chosen = check(heroes(frame))
    assert chosen["item_id"].tolist() == ["4", "2", "3", "1", "0"]
    assert chosen["hero"].tolist() == [False, True, True, True, False]
    assert chosen["hero_type"].tolist() == ["earning", "earning", "earning", "pulling", "pulling"]


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=60), st.integers(1, 5))
def test_there_are_never_more_heroes_than_asked_for(amounts, most):
    frame = evidence(*({"paid_cny": float(paid), "paid_units": 99} for paid in amounts))
    chosen = heroes(frame, most=most)
    assert 1 <= chosen["hero"].sum() <= most
    assert chosen["hero"].tolist() == sorted(chosen["hero"], reverse=True)
    assert chosen["paid_cny"].is_monotonic_decreasing
    assert chosen["hero_type"].isna().all()


def test_without_evidence_nothing_is_a_hero():
    assert not heroes(evidence({"paid_cny": 9.0, "paid_units": 29})).hero.any()
    assert heroes(evidence({"paid_cny": 9.0, "paid_units": 29}).iloc[:0]).empty


def test_s001_product_hero_count():
    assert [enough_heroes(n) for n in (2, 3, 4, 5, 6)] == [False, True, True, True, False]
    assert enough_heroes(2, 1, 2)


def test_s001_product_hero_promo_sku_ratio():
    assert sku_share(3, 60) == 0.05
    assert sku_share(12, 60) == 0.2
    assert sku_share(3, 0) is None


def test_s002_p2_product_hero_two():
    """2 of 40-45 styles are 4.4-5.0 %; a fifth of them would be 8 or 9."""
    assert round(sku_share(2, 45), 3) == 0.044
    assert sku_share(2, 40) == 0.05
    assert [round(0.2 * skus) for skus in (40, 45)] == [8, 9]


def test_s002_p2_product_two_types():
    goods = pd.DataFrame(
        {
            "hero_type": ["pulling", "earning", "pulling", "earning", None],
            "unit_margin_cny": [0.5, 12.0, 1.0, 20.0, UNKNOWN],
            "paid_units": [1000, 50, 400, 10, 3],
        }
    )
    made = check(total_profit(goods))
    assert made["hero_type"].tolist()[:2] == ["pulling", "earning"]
    assert made["contribution_cny"].tolist()[:2] == [900, 800]
    assert made["contribution_cny"].isna().tolist() == [False, False, True]
    assert made["contribution_cny"].sum() == (goods["unit_margin_cny"] * goods["paid_units"]).sum()


def test_a_hero_of_the_plan_that_does_not_sell_is_told():
    frame = evidence({"paid_cny": 9.0, "paid_units": 50}, {"paid_cny": 1.0, "paid_units": 50})
    plan = [Product(item_id="1", hero=True), Product(item_id="new", name="新款", hero=True)]
    both = held_against_plan(heroes(frame), [*plan, Product(item_id="x")])
    assert both["item_id"].tolist() == ["0", "1", "new"]
    assert both["hero"].tolist() == [True, False, False]
    assert both["hero_planned"].tolist() == [False, True, True]
    assert both["title"].tolist()[2] == "新款"


def made_shop(seed, units):
    """Return a sheet whose roles are known, drawn with noise of counting and of costs."""
    draw = np.random.default_rng(seed)
    kinds = {  # share of products; visitors, price, margin, campaign share around these
        "traffic": (0.2, 3.0, 0.7, 0.10, 0.15),
        "profit": (0.4, 1.0, 1.1, 0.40, 0.15),
        "image": (0.1, 0.6, 3.5, 0.45, 0.10),
        "campaign": (0.1, 1.0, 0.8, 0.15, 0.50),
        None: (0.2, 0.5, 0.9, 0.20, 0.15),
    }
    truth = [kind for kind, row in kinds.items() for _ in range(int(row[0] * 40))]
    rows = []
    for kind in truth:
        _, seen, dear, rate, campaign = kinds[kind]
        price = 100 * dear * draw.lognormal(0, 0.15)
        sold_units = draw.poisson(units * seen / dear)
        margin = rate + draw.normal(0, 0.04)
        rows.append(
            earning(sold_units * price, sold_units, margin)
            | {
                "visitors_level": seen * draw.lognormal(0, 0.2),
                "price_level": price / 100,
                "campaign_share": draw.binomial(max(sold_units, 1), campaign) / max(sold_units, 1),
            }
        )
    return with_shares(evidence(*rows)), truth


@pytest.mark.parametrize(("units", "found"), [(400, 0.95), (60, 0.9), (30, 0.6)])
def test_the_roles_of_made_shops_are_found(units, found):
    """Of the products that have a role, at least this share is found; wrong ones are rare."""
    hits = misses = wrong = 0
    for seed in range(20):
        frame, truth = made_shop(seed, units)
        for said, real in zip(roles(frame)["role"], truth, strict=True):
            hits += real is not None and said == real
            misses += real is not None and said != real
            wrong += said is not None and said != real
    assert hits / (hits + misses) >= found
    assert wrong / (hits + misses + wrong) <= 0.02


def test_an_unknown_margin_is_never_called_profit():
    cells = {"paid_cny": 500.0, "paid_units": 100, "price_level": 1.0, "visitors_level": 1.0}
    frame = evidence(*[cells] * 4, cells | {"price_level": 0.7, "visitors_level": 3.0})
    assert roles(frame)["role"].tolist() == [None] * 4 + ["traffic"]


def test_a_few_units_make_no_role_but_image():
    cells = {"paid_cny": 500.0, "paid_units": 10, "visitors_level": 9.0, "contribution_rate": 0.1}
    frame = evidence(*[cells | {"price_level": 0.5}] * 4, cells | {"price_level": 3.0})
    assert roles(frame)["role"].tolist() == [None] * 4 + ["image"]


def test_a_few_products_are_not_held_against_a_median_that_is_one_of_them():
    """A lone product is at the median of itself and brings all of the contribution."""
    alone = with_shares(evidence(earning(900.0, 90, 0.1) | {"price_level": 1.0}))
    assert roles(alone)["role"].tolist() == [None]
    unknown = {"paid_cny": 900.0, "paid_units": 90, "price_level": 1.0, "visitors_level": 1.0}
    one_known = evidence(earning(900.0, 90, 0.1) | {"price_level": 1.0}, *[unknown] * 6)
    one_known["contribution_share"] = one_known["contribution_cny"] / 90.0
    assert roles(one_known)["role"].isna().all()


@pytest.mark.parametrize("lang", LANGS)
def test_a_reason_names_no_number_that_is_unknown(lang):
    cheap = {"paid_cny": 500.0, "paid_units": 300, "price_level": 0.5}
    frame = evidence(cheap, *[cheap | {"paid_units": 100, "price_level": 1.0}] * 5)
    row = roles(frame).to_dict("records")[0]
    assert row["role"] == "traffic"
    assert "—" not in role_reason(row, lang)
    assert "300" in role_reason(row, lang)
    known = row | {"contribution_rate": 0.1}
    assert "10%" in role_reason(known, lang)


def test_levels_of_a_shop_nobody_visits_are_unknown():
    """Half of the products had no visitor: the median is 0, and nothing is infinitely seen."""
    cells = [
        {"date": NOW.start, "date_end": NOW.end, "grain": "month", "item_id": str(n)}
        | {"visitors": 0 if n < 5 else 9, "paid_fen": 500, "paid_units": 1, "title": str(n)}
        for n in range(8)
    ]
    assert sheet(tables(item_days=cells), NOW)["visitors_level"].isna().all()


def test_roles_that_differ_from_the_plan_come_first():
    frame, _ = made_shop(1, 400)
    suggested = roles(frame)
    first = suggested[suggested["role"] == "profit"].iloc[-1]["item_id"]
    plan = [Product(item_id=first, role="image"), Product(item_id="none")]
    both = check(roles_against_plan(suggested, plan))
    assert both["item_id"].tolist()[0] == first
    assert both["role_planned"].tolist()[0] == "image"
    assert both["role_planned"].isna().sum() == len(both) - 1


def shop():
    """Two products sold by code and by title, one of them on a campaign day."""
    days = [datetime(2026, 10, 3), datetime(2026, 10, 4)]
    orders = [{"order_id": str(n), "paid_at": day, "paid_fen": 900} for n, day in enumerate(days)]
    lines = [
        {"order_id": "0", "sku": "A-1", "title": "甲", "units": 2, "unit_price_fen": 300},
        {"order_id": "1", "sku": "A-2", "title": "甲", "units": 1, "unit_price_fen": 300},
        {"order_id": "1", "sku": None, "title": "乙", "units": 1, "unit_price_fen": 600},
        {"order_id": "9", "sku": "A-1", "title": "没付款", "units": 9, "unit_price_fen": 300},
    ]
    costs = [{"sku": "A-1", "item_id": "a"}, {"sku": "A-2", "item_id": "a"}]
    span = {"kind": "sycm_items", "grain": "month", "date": NOW.start, "date_end": NOW.end}
    seen = [
        span | {"item_id": "a", "title": "甲", "visitors": 30, "paid_fen": 900, "paid_units": 3},
        span | {"item_id": "b", "title": "乙", "visitors": 10, "paid_fen": 600, "paid_units": 1},
    ]
    return tables(orders=orders, order_lines=lines, products=costs, item_days=seen)


def test_lines_get_their_item_from_the_cost_table_or_the_item_report():
    rows = sold(shop())
    assert dict(rows.group_by("item_id").agg(rows["units"].sum()).rows()).keys() == {"a", "b"}
    assert rows["units"].to_list() == [2, 1, 1]


def test_skus_a_platform_numbers_count_for_their_item():
    """JD's orders and cost tables name SKUs, its item report the item they belong to."""
    span = {"kind": "sz_items", "grain": "day", "date": NOW.start, "date_end": NOW.start}
    seen = [span | {"item_id": "100", "title": "甲", "paid_fen": 900, "paid_units": 3}]
    costs = [{"sku": f"A-{n}", "item_id": f"10{n}", "title": "甲"} for n in (1, 2)]
    orders = [{"order_id": "1", "paid_at": datetime(2026, 10, 1), "paid_fen": 900}]
    lines = [
        {"order_id": "1", "item_id": f"10{n}", "title": f"甲 {n}", "units": n, "paid_fen": n * 300}
        for n in (1, 2)
    ]
    told = tables(orders=orders, order_lines=lines, products=costs, item_days=seen)
    assert set(sold(told)["item_id"]) == {"100"}
    account = pd.DataFrame(
        {
            "item_id": ["101", "102"],
            "contribution_cny": [1.0, 3.0],
            "contribution_rate": [0.5, 0.3],
            "known_share": [1.0, 1.0],
        }
    )
    row = sheet(told, NOW, account).iloc[0]
    assert row["contribution_cny"] == 4
    assert row["contribution_rate"] == pytest.approx(4 / 12)


def test_the_sheet_gathers_what_is_known_and_leaves_the_rest_unknown():
    account = pd.DataFrame(
        {
            "item_id": ["a", "b", None],
            "contribution_cny": [4.0, 3.0, -1.0],
            "contribution_rate": [0.4, 0.5, UNKNOWN],
            "known_share": [1.0, 0.5, UNKNOWN],
        }
    )
    frame = sheet(shop(), NOW, account, {date(2026, 10, 4)}).set_index("item_id")
    assert frame["visitors_share"].to_dict() == {"a": 0.75, "b": 0.25}
    assert frame["visitors_level"].to_dict() == {"a": 1.5, "b": 0.5}
    assert frame["unit_paid_cny"].to_dict() == {"a": 3, "b": 6}
    assert frame["contribution_share"].to_dict()["a"] == 1
    assert frame["contribution_cny"].isna().to_dict() == {"a": False, "b": True}
    assert frame["campaign_share"].to_dict() == {"a": pytest.approx(1 / 3), "b": 1}
    bare = sheet(shop(), NOW)
    assert bare[["contribution_rate", "campaign_share"]].isna().all(axis=None)
    assert sheet(tables(), NOW).empty
    assert roles(sheet(tables(), NOW)).empty
