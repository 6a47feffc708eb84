"""The view of promotions: every sample shop, a shop that has nothing, and what is moved by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_things import bundle

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import LANGS
from shopkit.plan.sections.promotions import Members, MemberTier, Promotion
from shopkit.pricing.thresholds_shown import added_margin, baskets_shown, edges, levels
from shopkit.promotions import offers
from shopkit.widgets.ladder import LadderExplorer
from shopkit.widgets.pricing import look_at_pricing
from shopkit.widgets.promotions import PromotionsView
from shopkit.widgets.said import Said, Unsaid
from shopkit.widgets.threshold_explorer import ThresholdExplorer

EVERY = ("baskets", "thresholds", "edges", "members", "points", "auctions", "effect")
ALWAYS = ("auction_steps", "decisions")
VIEWS: dict = {}


def look(lang: str = "zh", shop: str = "bathware") -> PromotionsView:
    made = VIEWS.get((shop, lang)) or PromotionsView(look_at_pricing(shop, "2026-10", lang))
    return VIEWS.setdefault((shop, lang), made)


def planned(*promotions: Promotion, **more):
    """Return the sample shop with other promotions."""
    view = look().price
    return view.plan.model_copy(update={"promotions": promotions, **more})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", [*EVERY, *ALWAYS])
def test_a_sample_shop_shows_everything(what, lang):
    shown = getattr(look(lang), what)()
    assert isinstance(shown, Picture | Table | Said)
    assert not isinstance(shown, Unsaid) or what in ("decisions", "effect")
    assert bundle(shown)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", EVERY)
def test_a_shop_without_anything_says_what_it_needs(what, lang, bare):
    view = PromotionsView(look_at_pricing(bare, "", lang))
    assert isinstance(getattr(view, what)(), Unsaid)
    assert view.state().rows
    assert view.explore().told.value
    assert LadderExplorer(view.price).told.value


def test_every_threshold_of_the_whole_shop_is_told_once():
    """Neither what is only for some products nor what the platform pays is a cost of the shop."""
    told = [(one.offer.name, one.from_cny, one.cost_cny) for one in look().levels]
    assert told == [
        ("满 99 包邮", 99, 8),
        ("店铺券 199 减 15", 199, 15),
        ("满减", 300, 20),
        ("满减", 1000, 80),
    ]


def test_a_gift_of_unknown_cost_is_not_free():
    plan = planned(
        Promotion(name="满送", kind="gift", from_cny=100, extra_product="690020000002"),
        Promotion(name="满折", kind="spend", from_cny=100, pay_rate=0.9),
    )
    made = levels(plan, offers(plan), look().price.day, {"690020000002": None})
    assert [(one.offer.name, one.cost_cny) for one in made] == [("满送", None), ("满折", 10)]


def test_what_reaches_a_threshold_is_what_the_histogram_marks():
    view = look()
    rows, table = view.thresholds().rows, view.thresholds().table
    _, marks, _ = baskets_shown(view.paid, view.levels, "", "zh")
    for row, said in zip(rows, marks["name_text"], strict=False):
        assert f"{row[2]} 到得了" in said
    reached = [sum(paid >= one.from_cny for paid in view.paid) for one in view.levels]
    assert table["orders_reached"].tolist() == reached
    assert table["offer_cost_cny"].tolist() == [
        n * one.cost_cny for n, one in zip(reached, view.levels, strict=True)
    ]


@given(st.lists(st.floats(0.01, 20_000), min_size=1, max_size=60))
def test_every_order_is_in_one_band(paid):
    frame, _, _ = baskets_shown(paid, (), "10 月", "zh")
    assert frame["value"].sum() == pytest.approx(1)
    assert (frame["high"] > frame["low"]).all()


def test_from_holds_at_the_threshold_and_above_only_beyond_it():
    plan = planned(
        Promotion(name="满", kind="spend", from_cny=200, off_cny=30),
        Promotion(name="超过", kind="spend", from_cny=200, off_cny=30, over=True),
    )
    day = look().price.day
    made = levels(plan, offers(plan), day, {})
    cells = {name: paid for name, *paid, _ in edges(made, day, 0.0, "zh")}
    assert cells == {"满": ["¥199.99", "¥170", "¥170.01"], "超过": ["¥199.99", "¥200", "¥170.01"]}


def test_a_yuan_more_leaves_what_refunds_goods_and_platform_do_not_take():
    past = look().price.past
    parts = ("refund_cny", "cost_goods_cny", "cost_platform_cny", "cost_affiliate_cny")
    taken = sum(past[part].sum() for part in parts)
    assert added_margin(past) == pytest.approx(1 - taken / past["paid_cny"].sum())
    assert added_margin(past.iloc[:0]) is None


def test_points_without_their_share_and_secret_member_prices_are_said():
    tiers = (MemberTier(name="老客", from_cny=500, pay_rate=0.9, people=10),)
    members = Members(tiers=tiers, points_per_yuan=1, point_value_cny=0.01, birthday_off_cny=20)
    view = look()
    said = PromotionsView(view.price.with_plan(planned(members=members))).points().markdown
    assert re.search(r"多少人会兑还不知道", said)
    assert "一年 ¥200" in said
    assert "会员规则还没公开" in said


def test_auctions_name_products_where_orders_number_their_variants():
    rows = look(shop="jdbrand").auctions().rows
    assert not any(re.search(r"\d{6}", str(row[1])) for row in rows)


def test_moving_a_threshold_moves_the_words_and_the_picture():
    live = ThresholdExplorer(look())
    assert live.at.value == 199
    before = live.picture.shown.words.title
    live.at.value = 149.0 if 149.0 in [at for _, at in live.at.options] else 139.0
    assert live.picture.shown.words.title != before
    reached = sum(paid >= live.at.value for paid in look().paid)
    assert f"{reached:,} 本来就够" in live.told.value
    live.cost.value = 0.0
    assert "白送 ¥0" in live.told.value


def test_the_mix_starts_at_the_plan_and_earns_the_fixed_costs_where_it_says():
    live = LadderExplorer(look(shop="flagship").price)
    planned = live.mix
    assert planned.unit_cny * planned.units == pytest.approx(live.view.balance.total_cny)
    said = int(re.search(r"高档占到 (\d+)%", live.told.value)[1]) / 100
    left = planned.units * planned.with_high(said).unit_cny
    assert left == pytest.approx(live.fixed, rel=0.05)
    live.high.value = live.high.options[0][1]
    assert live.mix.shares["high"] == 0
    live.back.click()
    assert live.mix == planned


def test_the_desk_of_promotions_is_of_the_sample_and_names_its_decision():
    desk = look().decide()
    assert desk.tops == ("promotions", "members")
    decided = desk._deciding(desk.tops[0])
    assert decided.of == "promotions"
    assert {"products", "asked", "costs", "fees"} <= set(decided.inputs(desk.view.plan))
