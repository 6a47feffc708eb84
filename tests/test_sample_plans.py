"""The plans and market tables of the sample shops: complete, consistent with the exports, true."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel
from sample_files import all_rows, digits

from shopkit.advertising import absolute_words
from shopkit.exports.plan_check import check_plan
from shopkit.exports.plan_lists import listed
from shopkit.exports.sample import sample_spec, shop_names, write_shop
from shopkit.exports.shop import import_shop
from shopkit.plan import Plan, load_plan
from shopkit.targets import tree

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "sample"
BY_INTENT = {"decisions", "reading", "files", "column_maps"}  # saved by shopkit, or not needed
UNSTATED = {"cosmetics": {"fees"}, "flagship": {"fees"}}  # the platform's own rules hold
names = pytest.mark.parametrize("name", shop_names())


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {name: listed(load_plan(SHIPPED / name), SHIPPED / name).plan for name in shop_names()}


@pytest.fixture(scope="module")
def truths() -> dict[str, dict]:
    folder = ROOT / "tests" / "truth"
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in shop_names()}


@pytest.fixture(scope="module")
def market() -> dict[str, list[dict]]:
    return {name: _rows(SHIPPED / name / "市场表.xlsx") for name in shop_names()}


def _rows(path: Path) -> list[dict]:
    header, *rows = all_rows(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def _latest(rows: list[dict]) -> list[dict]:
    return [row for row in rows if row["日期"] == max(row["日期"] for row in rows)]


def _texts(value: object):
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


@names
def test_every_section_is_filled_but_those_left_empty_by_intent(name, plans):
    plan = plans[name]
    filled = {key for key in plan.model_fields_set if getattr(plan, key)}
    assert set(Plan.model_fields) - filled == BY_INTENT | UNSTATED.get(name, set())


@names
def test_no_field_of_a_section_is_open(name, plans):
    plan = plans[name]
    sections = [plan.brand, plan.brand.culture, plan.brand.image, plan.positioning, plan.market]
    sections += [plan.customers, plan.assortment, plan.prices, plan.team, plan.costs, plan.budget]
    for section in sections:
        assert all(
            getattr(section, key) not in (None, "", (), {}) for key in type(section).model_fields
        )
    for side in ("strengths", "weaknesses", "opportunities", "threats"):
        assert getattr(plan.positioning.swot, side)
    assert any(line.evidence for line in plan.positioning.swot.strengths)


@names
def test_the_plan_names_only_files_fees_and_places_that_are_there(name, plans):
    check_plan(SHIPPED / name, plans[name])
    assert not listed(load_plan(SHIPPED / name), SHIPPED / name).clashes


def test_one_shop_keeps_products_and_competitors_in_files(plans):
    bare = load_plan(SHIPPED / "jdbrand")
    assert bare.products == bare.competitors == ()
    assert 3 <= sum(product.hero for product in plans["jdbrand"].products) <= 5


@names
def test_products_and_their_prices_are_those_of_the_exports(name, plans):
    spec = sample_spec(name)
    said = [(p.item_id, p.category, p.price_cny) for p in plans[name].products]
    assert said == [(p.item, p.category, p.prices[-1][1]) for p in spec.products]
    items = {product.item for product in spec.products}
    assert all(items.issuperset(campaign.products) for campaign in plans[name].campaigns)
    known = {product.name for product in plans[name].products}
    assert all(known.issuperset(segment.products) for segment in plans[name].customers.segments)
    assert all(product.role and product.selling_points for product in plans[name].products)


@names
def test_shares_of_targets_segments_and_channels_add_to_one(name, plans):
    plan = plans[name]
    shares = [list(target.category_shares.values()) for target in plan.targets]
    shares += [list(target.role_shares.values()) for target in plan.targets]
    shares += [[segment.sales_share for segment in plan.customers.segments]]
    shares += [[channel.sales_share for channel in plan.channels]]
    for parts in shares:
        assert math.isclose(sum(parts), 1.0, abs_tol=1e-9)
    categories = {product.category for product in plan.products}
    assert all(set(target.category_shares) == categories for target in plan.targets)


@names
def test_of_the_months_of_2026_some_reached_their_target_and_some_missed_it(name, plans, truths):
    (goal,) = (target for target in plans[name].targets if target.year == 2026)
    months = truths[name]["months"]
    sold = dict(zip(months["month"], months["paid_fen"], strict=True))
    made = [(sold[str(one.period)], one.sales_fen) for one in tree(goal).months[:10]]
    reached = sum(was >= meant for was, meant in made)
    assert 3 <= reached <= 7
    assert all(0.7 < was / meant < 1.3 for was, meant in made)
    assert not any(was == meant for was, meant in made)


def test_the_amounts_of_seed_003_stand_at_a_third_for_s003_target_ladder(plans):
    stages = [stage.sales_monthly_cny for stage in plans["flagship"].stages]
    assert [round(stage * 3, -4) for stage in stages] == [30_000, 300_000, 500_000]


def test_jd_quarters_follow_their_sku_counts_for_s001_target_decomposition(plans):
    goal = plans["jdbrand"].targets[0]
    quarters = [lock.sales_cny for lock in goal.locked]
    assert quarters == [skus * 15_000 for skus in (20, 24, 22, 30)]
    assert sum(quarters) == goal.sales_cny


def test_segments_overlap_only_where_it_is_planted(plans):
    shared = defaultdict(list)
    for name, plan in plans.items():
        for low, high in pairwise(plan.customers.segments):
            shared[name] += range(high.age_from, low.age_to + 1)
    assert {name: ages for name, ages in shared.items() if ages} == {"cosmetics": [25]}


@names
def test_posts_hold_no_person_and_slogans_no_absolute_word(name, plans):
    plan = plans[name]
    posts = {post.role for post in plan.team.posts}
    assert {task.post for task in plan.tasks} <= posts
    assert not absolute_words(plan.brand.slogan)
    assert not [found for said in _texts(plan) for found in absolute_words(said) if found.certain]


@names
def test_every_market_number_says_that_it_is_invented(name, plans, market):
    plan = plans[name]
    told = [*plan.market.numbers, *plan.market.trends, *plan.competitors]
    assert all(one.source.startswith("示例数据，虚构") for one in told)
    assert {row["来源"] for row in market[name]} == {"示例数据，虚构"}


@names
def test_competitors_are_offers_of_the_market_table(name, plans, market):
    offers = {
        (row["店铺"], row["价格"], row["近30天销量"], row["评分"], row["日期"])
        for row in market[name]
    }
    for one in plans[name].competitors:
        said = (one.name, one.price_cny, one.units_30_days, one.rating, str(one.as_of))
        assert said in offers


@names
def test_scenarios_change_what_is_in_the_plan(name, plans):
    said = plans[name].model_dump(by_alias=True)
    for scenario in plans[name].scenarios:
        for path, value in scenario.changes.items():
            at = said
            for step in path.split("."):
                at = at[int(step)] if isinstance(at, list | tuple) else at[step]
            assert at != value


@names
def test_offers_lie_in_the_bands_and_none_between(name, market, truths):
    true = truths[name]["plan"]["market"]
    latest = _latest(market[name])
    assert 60 <= len(latest) <= 200
    assert sorted({row["日期"] for row in market[name]}) == true["dates"]
    for band in true["bands"]:
        inside = [row for row in latest if band["low"] <= row["价格"] <= band["high"]]
        assert len(inside) == band["offers"]
        assert sum(row["近30天销量"] for row in inside) == band["units"]
        assert {band["low"], band["high"]} <= {row["价格"] for row in inside}
    assert sum(band["offers"] for band in true["bands"]) == len(latest)
    for low, high in true["edges"]:
        assert not [row for row in latest if low < row["价格"] < high]


@names
def test_the_planted_gap_has_most_demand_an_offer_in_units_and_in_money(name, truths):
    true = truths[name]["plan"]["market"]
    for figure in ("units", "amount_fen"):
        each = [band[figure] / band["offers"] for band in true["bands"]]
        assert each.index(max(each)) == true["gap_band"]
    gaps = sorted(band["gap"] for band in true["bands"])
    assert gaps[-1] >= 1.5 * gaps[-2]


@names
def test_the_line_from_price_to_score_can_be_found_again(name, market, truths):
    true = truths[name]["plan"]["market"]["quality"]
    scored = [row for row in _latest(market[name]) if row["评分"] and row["本店"] == "否"]
    doublings = np.log2([row["价格"] / 100 for row in scored])
    slope, level = np.polyfit(doublings, [row["评分"] for row in scored], 1)
    assert slope == pytest.approx(true["per_doubling"], abs=0.015)
    assert level == pytest.approx(true["at_100"], abs=0.03)


@names
def test_offers_grow_and_shrink_as_they_were_made_to(name, market, truths):
    lives = truths[name]["plan"]["market"]["lives"]
    units = defaultdict(list)
    for row in sorted(market[name], key=lambda row: row["日期"]):
        units[digits(row["商品ID"])].append(row["近30天销量"])
    low, high = {"growth": 1, "maturity": 0.7, "decline": 0}, {"growth": 9, "maturity": 1.4}
    for item, life in lives.items():
        assert (len(units[item]) == 1) == (life == "introduction")
        if life != "introduction" and min(units[item]) >= 30:
            assert low[life] < units[item][-1] / units[item][0] < high.get(life, 1)


@names
def test_own_offers_say_what_was_sold_in_thirty_days(name, market, truths):
    own = [row for row in _latest(market[name]) if row["本店"] == "是"]
    days, bands = truths[name]["days"], truths[name]["plan"]["market"]["bands"]
    assert sum(row["近30天销量"] for row in own) == sum(days["paid_units"][-30:])
    assert len(own) == sum(band["own"] for band in bands) == len(sample_spec(name).products)


@names
def test_planted_keywords_have_few_items_for_their_searches(name, truths):
    true = truths[name]["plan"]["keywords"]
    rows = _latest(_rows(SHIPPED / name / "关键词表.xlsx"))
    worth = {
        row["关键词"]: row["搜索指数"] * row["点击率"] * row["转化率"] / row["在线商品数"]
        for row in rows
    }
    best = sorted(worth, key=worth.__getitem__, reverse=True)[: len(true["gems"])]
    assert set(best) == set(true["gems"])
    assert all(absolute_words(word) for word in true["absolute"])


@names
def test_stages_say_how_levels_change_and_are_clear_away_from_the_thresholds(name, truths):
    for one in truths[name]["plan"]["stages"]:
        change = one["monthly_change"]
        assert one["stage"] == (
            "growth" if change >= 0.03 else "decline" if change <= -0.03 else "maturity"
        )
        assert one["clear"] == (abs(abs(change) - 0.03) >= 0.01)


@names
def test_every_list_is_read_to_its_last_row_without_a_complaint(name, tmp_path):
    write_shop(name, tmp_path, scale=0.05, start=sample_spec(name).start, months=2, seed=3)
    shop = import_shop(tmp_path)
    lists = [file for file in shop.files if file.kind in {"offers", "keywords", "products"}]
    assert len(lists) == 3
    for file in lists:
        assert file.error is None
        assert file.kept == file.read > 0
        assert not file.blanked
        assert not file.unmapped
    assert shop.plan.products
    assert shop.plan.competitors
