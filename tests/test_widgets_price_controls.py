"""The price slider, the cart builder and the forms of prices, without a browser."""

from datetime import date

import pytest
from profit_stage import write_profit_shop

from shopkit import pricing
from shopkit.i18n import LANGS, text
from shopkit.plan import create_shop, load_plan, open_plan
from shopkit.pricing.newly import touched_by
from shopkit.pricing.pictures import cny
from shopkit.promotions import steps
from shopkit.widgets.cart_builder import CartBuilder
from shopkit.widgets.following import FollowingPicture
from shopkit.widgets.price_desk import PriceDesk
from shopkit.widgets.pricing import look_at_pricing
from shopkit.widgets.pricing_explorer import PriceExplorer

pytestmark = pytest.mark.usefixtures("unscripted")
PLAN = """
products:
  - {item_id: item1, name: 浴室置物架, category: 居家日用, price_cny: 119, hero: true}
  - {item_id: item2, name: 毛巾杆, category: 居家日用, price_cny: 59}
  - {item_id: item5, name: 花洒支架, category: 居家日用, price_cny: 69}
prices:
  target_margin_rate: 0.5
  least_margin_rate: 0.2
  freight_charged_cny: 8
members:
  tiers: [{name: 银卡, from_cny: 0, pay_rate: 0.95}]
promotions:
  - {name: 会员价, kind: member}
  - {name: 满100减10, kind: spend, from_cny: 100, off_cny: 10}
  - {name: 平台券, kind: platform_coupon, from_cny: 100, off_cny: 6, borne_by: {platform: 1}}
  - {name: 满99包邮, kind: free_freight, from_cny: 99}
"""
NO_ADS = "price_desk.unit.none_left"


@pytest.fixture
def shop(tmp_path):
    folder = write_profit_shop(tmp_path / "shop")
    with (folder / "shop.yaml").open("a", encoding="utf-8") as plan:
        plan.write(PLAN)
    return folder


def rows_of(picture: FollowingPicture) -> list[dict]:
    """Return what was sent of the bars of a picture."""
    return max(picture.sent.values(), key=len)


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_words_and_bars_follow_the_slider(shop, lang):
    view = look_at_pricing(shop, "2026-10", lang)
    explorer = PriceExplorer(view)
    spec = explorer.picture.drawn.spec
    terms = view.of("item1")
    for price in (explorer.slider.min, 110.0, explorer.slider.max):
        explorer.slider.value = price
        left = pricing.waterfall(price, terms)["amount_cny"].iloc[-1]
        assert cny(abs(left), lang) in explorer.told.value
        first, *_, last = rows_of(explorer.picture)
        assert (first["high"], last["level"]) == (price, pytest.approx(left))
        assert last["value_text"] == cny(left, lang)
        assert explorer.typed.number == price
    assert explorer.picture.drawn.spec is spec  # only numbers travelled
    sent = explorer.picture.drawn._py_to_js_updates
    assert {one["name"] for one in sent} == set(explorer.picture.sent)


@pytest.mark.parametrize("lang", LANGS)
def test_the_scale_holds_every_price_of_the_slider(shop, lang):
    explorer = PriceExplorer(look_at_pricing(shop, "2026-10", lang))
    spec = explorer.picture.drawn.spec
    scales = [
        layer["encoding"]["x"]["scale"]["domain"]
        for layer in spec["layer"]
        if "domain" in layer.get("encoding", {}).get("x", {}).get("scale", {})
    ]
    low, high = scales[0]
    for price in (explorer.slider.min, explorer.slider.max):
        explorer.slider.value = price
        rows = rows_of(explorer.picture)
        assert low <= min(row["low"] for row in rows)
        assert max(row["high"] for row in rows) <= high * 1.04  # a hollow box may lean over


def test_prices_worth_knowing_are_marked_reached_and_told(shop):
    view = look_at_pricing(shop, "2026-10")
    explorer = PriceExplorer(view)
    terms = view.of("item1")
    floor, least, target = (explorer.at[name] for name in ("floor", "least", "target"))
    assert terms.left(floor) == pytest.approx(0, abs=0.005)
    assert terms.margin_rate(least) == pytest.approx(0.2, abs=1e-4)
    assert terms.margin_rate(target) == pytest.approx(0.5, abs=1e-4)
    explorer.jumps["floor"].click()
    assert explorer.typed.number == floor
    assert cny(least, "zh") in explorer.told.value
    explorer.slider.value = explorer.slider.min
    assert cny(floor, "zh") in explorer.told.value
    explorer.jumps["plan"].click()
    assert (explorer.price, explorer.slider.value) == (119, 119)
    assert text("price_desk.unit.same", "zh") in explorer.told.value


def test_a_price_typed_beyond_the_slider_stretches_it_and_bad_ones_are_explained(shop):
    explorer = PriceExplorer(look_at_pricing(shop, "2026-10"))
    figures, still = explorer.figures.value, text("price_desk.unit.still", "zh", price="¥119")
    for bad in ("abc", "0", "-5", "", "1e9", "99999999"):
        explorer.typed.control.value = bad
        assert "✕" in explorer.typed.note.value
        assert still in explorer.told.value  # whose figures they are
        assert explorer.figures.value == figures
    explorer.typed.control.value = "￥119.90元"
    assert "✕" not in explorer.typed.note.value
    assert still not in explorer.told.value
    assert (explorer.price, explorer.slider.value) == (119.9, 120)  # a step the slider has
    far = explorer.slider.max * 2
    explorer.typed.control.value = str(far)
    assert explorer.slider.max >= far
    assert rows_of(explorer.picture)[0]["high"] == far


@pytest.mark.parametrize("lang", LANGS)
def test_each_figure_names_whether_nothing_is_lost_or_the_least_margin_kept(shop, lang):
    view = look_at_pricing(shop, "2026-10", lang)
    explorer = PriceExplorer(view)
    terms = view.of("item1")
    for price in (explorer.slider.min, 119.0, 3 * explorer.slider.max):
        explorer.typed.control.value = str(price)
        table = explorer._numbers()
        assert [row[0] for row in table.rows] == [
            text("price_desk.unit.lossless", lang),
            text("price_desk.unit.kept", lang, rate="20%"),
        ]
        for rate, row in zip((0.0, 0.2), table.rows, strict=True):
            _, needed, ads, roi, share = (getattr(cell, "text", cell) for cell in row)
            floor = pricing.floor_price(terms, rate)
            most = pricing.most_ad_cost(terms, price, rate)
            assert needed == cny(floor, lang)
            assert ads == (cny(most, lang) if most > 0 else text(NO_ADS, lang))
            if most > 0:  # ads of so much leave just the margin, and bring so many sales each
                paid = price * terms.net_rate
                assert float(roi) == pytest.approx(paid / most, abs=0.006)
            else:
                assert roi == text(NO_ADS, lang)
            none = text("price.products.no_discount", lang)
            assert (share == none) == (floor > 0.99 * price)


@pytest.mark.parametrize("lang", LANGS)
def test_a_product_without_a_cost_is_said_and_keeps_its_controls(shop, lang):
    explorer = PriceExplorer(look_at_pricing(shop, "2026-10", lang))
    explorer.product.value = "item5"
    assert explorer.at == {}
    assert all(explorer.jumps[name].disabled for name in ("floor", "least", "target"))
    assert "—" in explorer.figures.value
    explorer.slider.value = explorer.slider.max
    assert text("price.unit.not_told", lang) in [
        row["value_text"] for row in rows_of(explorer.picture)
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_prices_says_what_to_do(tmp_path, lang):
    create_shop(tmp_path / "new", "taobao", lang)
    view = look_at_pricing(tmp_path / "new", lang=lang)
    assert text("price_desk.unit.none", lang) in PriceExplorer(view).told.value
    assert text("price_desk.cart.none", lang) in CartBuilder(view).told.value
    desk = PriceDesk(view)
    assert desk.form.field("prices.method").control.value is None
    for one in (PriceExplorer(view), CartBuilder(view), desk):
        assert one._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_cart_is_built_and_told_step_by_step(shop, lang):
    view = look_at_pricing(shop, "2026-10", lang)
    builder = CartBuilder(view)
    assert builder.cart == view.example
    for line in tuple(builder.lines.children):
        line.remove.click()
    assert text("price_desk.cart.empty", lang) in builder.wrong.value
    builder.pick.value = "item1"
    builder.add.click()
    builder.lines.children[0].units.control.value = "2"
    builder.buyer.member.value = "银卡"
    builder.buyer.day.value = date(2026, 10, 20)
    builder.freight.control.value = "8"
    cart = builder.cart
    assert [(line.item_id, line.units) for line in cart.lines] == [("item1", 2)]
    best, worst = (steps(cart, view.offers, which) for which in ("best", "worst"))
    assert cny(best.paid_cny, lang) in builder.told.value
    for name, paid in zip(best.steps["promotion"], best.steps["after_cny"], strict=True):
        assert name in builder.tables.value
        assert cny(paid, lang) in builder.tables.value
    assert best.steps["borne_platform_cny"].sum() == 6
    assert cny(6, lang) in builder.tables.value
    same = text("price_desk.cart.worst_same", lang) in builder.tables.value
    assert same == (worst.used == best.used)
    builder.back.click()
    assert builder.cart == view.example


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_with_a_cart_is_said_where_it_is_and_the_result_stays(shop, lang):
    builder = CartBuilder(look_at_pricing(shop, "2026-10", lang))
    before = builder.tables.value
    line = builder.lines.children[0]
    for field, bad, key in (
        (line.units, "1.5", "bad_units"),
        (line.units, "0", "bad_units"),
        (line.units, "<b>", "bad_units"),
        (line.price, "-1", "bad_price"),
        (builder.freight, "x", "bad_freight"),
    ):
        good = field.control.value
        field.control.value = bad
        assert text(f"price_desk.cart.{key}", lang, most=f"{field.allowed.high:,}") in (
            field.note.value
        )
        assert text("price_desk.cart.wrong", lang, n=1) in builder.wrong.value
        assert builder.tables.value == before
        field.control.value = good
    builder.buyer.day.value = None
    assert "✕" in builder.buyer.note.value
    builder.back.click()
    assert builder.buyer.note.value == ""
    assert text("price_desk.cart.wrong", lang, n=1) not in builder.wrong.value
    line = builder.lines.children[0]
    line.units.control.value, line.price.control.value = "100000", "10000000"
    for _ in range(5):
        builder.add.click()
        last = builder.lines.children[-1]
        last.units.control.value, last.price.control.value = "100000", "10000000"
    assert text("price_desk.cart.bad_cart", lang) in builder.wrong.value


@pytest.mark.parametrize("lang", LANGS)
def test_a_price_is_saved_with_what_it_was_decided_from_and_outlives_it(shop, lang):
    view = look_at_pricing(shop, "2026-10", lang)
    desk = PriceDesk(view)
    row = desk.form.field("products").lines.children[0]
    row.unfold(open_=True)
    row.section.parts["price_cny"].control.value = "129"
    desk.saver.write.click()
    assert "129" in desk.saver.lines.value
    desk.saver.confirm.click()
    plan = load_plan(shop)
    assert plan.products[0].price_cny == 129
    [decision] = plan.decisions
    assert decision.of == "prices"
    assert set(decision.inputs) >= {"products", "offers", "promotions", "members", "costs"}
    assert "▲" not in look_at_pricing(shop, "2026-10", lang).decisions().text()
    cost = shop / "products.csv"
    cost.write_text(cost.read_text("utf-8").replace("41.0", "47.0"), encoding="utf-8")
    assert "▲" in look_at_pricing(shop, "2026-10", lang).decisions().text()


@pytest.mark.parametrize("lang", LANGS)
def test_promotions_that_contradict_are_told_while_they_are_typed(shop, lang):
    desk = PriceDesk(look_at_pricing(shop, "2026-10", lang))
    row = desk.form.field("promotions").lines.children[1]
    row.unfold(open_=True)
    before = desk.told.value
    row.section.parts["starts"].control.value = date(2026, 11, 11)
    row.section.parts["ends"].control.value = date(2026, 11, 1)
    assert desk.told.value != before
    assert "满100减10" in desk.told.value
    row.section.parts["off_cny"].control.value = "abc"
    assert "✕" in row.section.parts["off_cny"].note.value
    assert desk.saver.write.disabled
    desk.saver.reset.click()
    assert desk.told.value == before


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_typed_price_or_promotion_would_break_is_told_before_it_is_saved(shop, lang):
    desk = PriceDesk(look_at_pricing(shop, "2026-10", lang))
    before = desk.told.value
    product = desk.form.field("products").lines.children[0]
    product.unfold(open_=True)
    price = product.section.parts["price_cny"].control
    price.value = "129"
    assert desk.told.value == before  # dearer breaks nothing
    price.value = "39"
    loses = text("price.newly.loses", lang, list="@").split("@")[0]
    assert loses in desk.told.value
    assert "浴室置物架" in desk.told.value
    price.value = "119"
    assert desk.told.value == before  # what is broken already is told elsewhere
    promotion = desk.form.field("promotions").lines.children[1]
    promotion.unfold(open_=True)
    parts = promotion.section.parts
    parts["from_cny"].control.value, parts["off_cny"].control.value = "50", "200"
    free = text("price.newly.free", lang, list="@").split("@")[0]
    assert free in desk.told.value
    desk.saver.write.click()
    assert free in desk.saver.lines.value


def test_only_the_products_a_change_touches_are_looked_at(shop):
    plan = load_plan(shop)
    products = [plan.products[0].model_copy(update={"price_cny": 39.0}), *plan.products[1:]]
    after = plan.model_copy(update={"products": tuple(products)})
    assert touched_by(plan, plan) == []
    assert [one.item_id for one in touched_by(plan, after)] == ["item1"]
    every = after.model_copy(update={"promotions": ()})
    assert touched_by(plan, every) == list(every.products)


def test_products_of_a_list_file_are_said_and_part_of_what_is_decided(shop):
    open_plan(shop).with_changes({"lists.products": ["商品.csv"]}).save()
    (shop / "商品.csv").write_text("item_id,name,price_cny\nitem4,防滑垫,29\n", encoding="utf-8")
    desk = PriceDesk(look_at_pricing(shop, "2026-10"))
    assert "商品.csv" in desk.elsewhere.value
