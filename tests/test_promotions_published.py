"""Worked examples others have published; the sums are theirs, or say where ours differ."""

import pytest
from promotion_shops import best, cart, line, run

TROUSERS, SHIRT, BOOTS = line("trousers", 1, 100), line("shirt", 1, 50), line("boots", 1, 200)
CLOTHES = cart(TROUSERS, SHIRT, BOOTS, freight=20)
OFF_TROUSERS = {"kind": "item", "products": ["trousers"], "off_cny": 20}
OFF_SHIRTS = {"kind": "item", "products": ["shirt"], "off_cny": 10}


def test_product_discounts_and_free_delivery():
    """Shopify Help Center, Combining discounts: examples (help.shopify.com, zh-CN)."""
    free = {"kind": "free_freight", "from_cny": 100, "over": True}
    assert best(CLOTHES) == 370
    assert best(CLOTHES, OFF_TROUSERS, OFF_SHIRTS, free) == 320


def test_a_product_discount_then_a_share_of_the_order():
    """Shopify Help Center, Combining discounts: examples (help.shopify.com, zh-CN)."""
    found = run(CLOTHES, OFF_TROUSERS, {"kind": "shop_coupon", "pay_rate": 0.9}).best
    assert found.line_paid_fen.sum() == 297_00
    assert found.paid_fen[0] == 317_00


@pytest.mark.parametrize(
    ("others", "offers", "lines"),
    [
        ([], [], [5100, 4250]),
        ([], [{"kind": "item", "products": ["SKU1"], "off_cny": 10}], [4250, 4250]),
        ([line("SKU3", 1, 40)], [], [5100, 4250, 4000]),
    ],
)
def test_an_order_discount_is_borne_by_lines_in_proportion(others, offers, lines):
    """Salesforce B2C Commerce, Promotion proration logic (help.salesforce.com)."""
    order = {"kind": "spend", "from_cny": 100, "pay_rate": 0.85, "except_products": ["SKU3"]}
    one = cart(line("SKU1", 1, 60), line("SKU2", 1, 50), *others)
    assert run(one, *offers, order).best.line_paid_fen.tolist() == [lines]


def test_ten_yuan_off_three_of_ten_yuan_leaves_no_fen_over():
    """Issue 356 of macrozheng/mall: three times 3.33 is not 10."""
    one = cart(line("a", 1, 10), line("b", 1, 10), line("c", 1, 10))
    paid = run(one, {"kind": "shop_coupon", "off_cny": 10}).best.line_paid_fen[0]
    assert paid.tolist() == [667, 667, 666]
    assert paid.sum() == 2000


def test_a_rate_and_money_off_every_hundred_in_either_order():
    """Exam question on coupons, CSDN 132837058: 200 is 184 is 174; the other way 180 is 165.6.

    There the 165.6 is cut to 165; here a fen is a fen.
    """
    every = {"kind": "spend", "from_cny": 100, "off_cny": 10, "every": True}
    rate = {"kind": "shop_coupon", "pay_rate": 0.92}
    assert best(cart(line("a", 1, 200)), every | {"order": 40}, rate | {"order": 30}) == 174
    assert best(cart(line("a", 1, 200)), every | {"order": 20}, rate | {"order": 30}) == 165.6
    for spent, paid in ((100, 90), (199, 189), (200, 180), (299, 279)):
        assert best(cart(line("a", 1, spent)), every) == paid


def test_thresholds_on_the_price_of_goods_let_both_coupons_stack():
    """CRMEB manual, How an order is paid, 3.1 (doc.crmeb.com): 100 less 20 less 20 is 60."""
    shop = {"kind": "shop_coupon", "from_cny": 100, "off_cny": 20, "base": "item"}
    platform = {"kind": "platform_coupon", "from_cny": 100, "off_cny": 20, "base": "item"}
    found = run(cart(line("A", 1, 100)), shop, platform)
    assert found.best.paid_fen[0] == 60_00
    assert found.worst.receipt_fen[0] == 80_00  # the platform bears its own coupon
    current = [{**shop, "base": "current"}, {**platform, "base": "current"}]
    assert best(cart(line("A", 1, 100)), *current) == 80  # the second one no longer reaches 100


def test_two_off_a_product_from_twenty_on():
    """WeChat Pay community, coupon for a single product: 30 paid with 2 off is 28."""
    assert best(cart(line("a", 1, 30)), {"kind": "item", "from_cny": 20, "off_cny": 2}) == 28


@pytest.mark.parametrize(("bought", "to_pay"), [(3, 2), (4, 3), (6, 4)])
def test_buy_two_get_one(bought, to_pay):
    """Volcano Engine, article 2333059, on buy two get one of the same product."""
    third_free = {"kind": "pieces", "nth": 3, "pay_rate": 0}
    assert best(cart(line("a", bought, 9.9)), third_free) * 100 == to_pay * 990


@pytest.mark.parametrize(("spent", "paid"), [(50, 52), (49.99, 52.99)])
def test_a_bottle_for_two_more_from_fifty_on(spent, paid):
    """Exercise of a Java course, CSDN 119429160: from 50, two more buy a bottle (3 here)."""
    deal = {"kind": "add_on", "extra_product": "cola", "from_cny": 50, "price_cny": 2}
    assert best(cart(line("a", 1, spent), line("cola", 1, 3)), deal) == paid


def test_exactly_the_threshold_is_reached():
    """A question of an introduction to Python: 50 off from 200 on, 200 included."""
    offer = {"kind": "spend", "from_cny": 200, "off_cny": 50}
    paid = {spent: best(cart(line("a", 1, spent)), offer) for spent in (199.99, 200)}
    assert paid == {199.99: 199.99, 200: 150}
