"""Promotions the source documents name, and where two of them contradict each other."""

from promotion_shops import best, cart, held, line, run

from shopkit.promotions import steps

FLOOR = 0.7  # source document 002: no sale below seven tenths of the list price
SECOND_HALF = {"kind": "pieces", "nth": 2, "pay_rate": 0.5}
FREE_FROM_3 = {"kind": "free_freight", "from_cny": 200, "from_units": 3, "over": True}
SAMPLE = {"kind": "gift", "extra_product": "sample", "from_cny": 200}
TIERS = {
    "members": {
        "tiers": [
            {"name": "普通会员", "pay_rate": 0.98},
            {"name": "高级会员", "pay_rate": 0.95},
            {"name": "VIP会员", "pay_rate": 0.9},
        ]
    }
}


def tier(rate: float) -> dict[str, object]:
    return {"members": {"tiers": [{"name": "会员", "pay_rate": rate}]}}


def three_for(cny: float):
    return cart(line("a", 1, 50), line("b", 1, 50), line("c", 1, cny - 100), freight=8)


def test_s003_promotion_second_half_price():
    assert best(cart(line("a", 2, 100)), SECOND_HALF) == 2 * 100 * 0.75
    assert best(cart(line("a", 1, 100)), SECOND_HALF) == 100
    assert best(cart(line("a", 3, 100)), SECOND_HALF) == 250


def test_s003_promotion_second_half_price_under_a_member_price_breaks_the_floor():
    pair = cart(line("a", 2, 1000), member="会员")
    assert best(pair, SECOND_HALF, {"kind": "member"}, **tier(0.93)) / 2000 == 0.6975
    assert best(pair, SECOND_HALF, {"kind": "member"}, **tier(0.9334)) / 2000 >= FLOOR
    assert best(pair, SECOND_HALF, {"kind": "member"}, **tier(0.9333)) / 2000 < FLOOR


def test_s000_p02_promotion_tactics_one_free_is_below_the_floor_and_second_half_above():
    pair = cart(line("a", 2, 100))
    assert best(pair, {"kind": "pieces", "nth": 2, "pay_rate": 0}) / 200 == 0.5 < FLOOR
    assert best(pair, SECOND_HALF) / 200 == 0.75 > FLOOR


def test_s003_promotion_free_shipping_200():
    assert best(three_for(200.01), FREE_FROM_3) == 200.01
    assert best(three_for(200), FREE_FROM_3) == 208
    assert best(cart(line("a", 2, 150), freight=8), FREE_FROM_3) == 308


def test_s003_promotion_sample_200():
    shown = steps(three_for(200), held(SAMPLE), "best")
    assert shown.gifts[["item_id", "gift_units"]].to_numpy().tolist() == [["sample", 1]]
    assert shown.paid_cny == 208
    assert "sample" not in set(shown.lines["item_id"])  # a gift is no line and no order
    assert steps(three_for(199.99), held(SAMPLE), "best").gifts.empty


def test_s003_promotion_sample_200_is_given_at_exactly_200_where_delivery_is_not_free():
    at_200 = run(three_for(200), FREE_FROM_3, SAMPLE).best
    assert at_200.used.tolist() == [[False, True]]
    assert run(three_for(200.01), FREE_FROM_3, SAMPLE).best.used.tolist() == [[True, True]]


def test_s002_p2_pricing_vip():
    assert best(cart(line("a", 1, 50), member="会员"), {"kind": "member"}, **tier(0.95)) == 47.5
    assert best(cart(line("a", 1, 50)), {"kind": "member"}, **tier(0.95)) == 50


def test_s002_p2_pricing_vip_and_free_delivery_below_a_floor_on_the_price():
    offers = [{"kind": "item", "pay_rate": 0.7}, {"kind": "free_freight"}]
    vip = {"kind": "member", "group": "vip"}  # on top of the single-item discount
    delivery = 8

    def left(member: str | None) -> float:
        one = cart(line("a", 1, 50), member=member, freight=delivery)
        return run(one, *offers, vip, **tier(0.95)).worst.receipt_fen[0] / 100 - delivery

    assert best(cart(line("a", 1, 50)), offers[0]) == 35
    assert left(None) == 27
    assert left("会员") == 25.25


def test_s001_promotion_member_price():
    price = {"kind": "member", "pay_rate": 0.88}  # its own rate stands for every tier
    assert best(cart(line("a", 1, 100), member="会员"), price) == 88
    assert best(cart(line("a", 1, 100)), price) == 100


def test_s003_membership_tiers():
    paid = {
        name: best(cart(line("a", 1, 100), member=name), {"kind": "member"}, **TIERS)
        for name in ("普通会员", "高级会员", "VIP会员", None)
    }
    assert paid == {"普通会员": 98, "高级会员": 95, "VIP会员": 90, None: 100}
