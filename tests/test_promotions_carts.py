"""cart.yaml: what it leaves open comes from the plan; every bad cart is told with its line."""

from __future__ import annotations

from datetime import date

import pytest
from promotion_shops import plan_with

from shopkit.errors import CartError
from shopkit.promotions import Buyer, Cart, CartLine, read_cart

PLAN = plan_with(
    members={"tiers": [{"name": "高级会员", "pay_rate": 0.9}]},
    products=[{"item_id": "600", "price_cny": 99, "category": "灯"}, {"item_id": "601"}],
    prices={"freight_charged_cny": 8},
)
LINES = 'at: 2026-11-11\nlines: [{product: "600"}]\n'


def read(folder, said: str | bytes) -> Cart:
    path = folder / "cart.yaml"
    path.write_bytes(said.encode() if isinstance(said, str) else said)
    return read_cart(path, PLAN)


def refused(folder, said: str | bytes) -> CartError:
    with pytest.raises(CartError) as caught:
        read(folder, said)
    assert caught.value.say("zh") != caught.value.say("en")
    return caught.value


def test_a_cart_says_who_buys_what_and_when(tmp_path):
    found = read(
        tmp_path,
        "at: 2026-11-11\nhour: 20\nbuyer: {member: 高级会员, vip88: true, new: true}\n"
        "lines:\n  - {product: 600, units: 2, price_cny: 88.88, category: 桌, sku: k}\n"
        "freight_cny: 0\n",
    )
    lines = (CartLine("600", 2, 8888, "k", "桌"),)
    assert found == Cart(lines, date(2026, 11, 11), 20, Buyer("高级会员", vip88=True, new=True), 0)


def test_what_a_cart_leaves_open_is_as_the_plan_says(tmp_path):
    found = read(tmp_path, LINES)
    assert found.lines == (CartLine("600", 1, 9900, None, "灯"),)
    assert (found.hour, found.buyer, found.freight_fen) == (None, Buyer(), 800)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("", ["cart_missing", "cart_missing"]),
        ("[]", ["cart_value"]),
        ("just words", ["cart_value"]),
        ("at: 2026-11-11\nlines: []\n", ["cart_value"]),
        ("at: 2026-11-11\nlines:\n", ["cart_missing"]),
        ("at: 2026-11-11\nlines: 5\n", ["cart_value"]),
        ("at: 2026-11-11\nlines: [5]\n", ["cart_value"]),
        ("at: 2026-11-11\nlines: [{units: 2}]\n", ["cart_missing"]),
        (LINES.replace("2026-11-11", "yesterday"), ["cart_value"]),
        (LINES.replace("2026-11-11", "7"), ["cart_value"]),
        (LINES.replace("2026-11-11", "2026-11-31"), ["cart_value"]),
        (LINES + "hour: 24\n", ["cart_value"]),
        (LINES + "hour: true\n", ["cart_value"]),
        (LINES + "hour: 8.5\n", ["cart_value"]),
        (LINES + "freight_cny: -1\n", ["cart_value"]),
        (LINES + "freight_cny: .inf\n", ["cart_value"]),
        (LINES + "buyer: 高级会员\n", ["cart_value"]),
        (LINES + "buyer: {vip88: maybe}\n", ["cart_value"]),
        (LINES + "buyer: {member: 高级}\n", ["cart_member"]),
        (LINES + "buyers: {member: 高级会员}\n", ["cart_unknown_key"]),
        (LINES.replace("}", ", units: 0}"), ["cart_value"]),
        (LINES.replace("}", ", units: 1.5}"), ["cart_value"]),
        (LINES.replace("}", ", units: 100001}"), ["cart_value"]),
        (LINES.replace("}", ", price_cny: -0.01}"), ["cart_value"]),
        (LINES.replace("}", ", price_cny: .nan}"), ["cart_value"]),
        (LINES.replace("}", ", price: 5}"), ["cart_unknown_key"]),
        (LINES.replace("600", "601"), ["cart_no_price"]),
        (LINES.replace("600", "60"), ["cart_no_price"]),
        (LINES.replace("}", ", units: 100000, price_cny: 1e9}"), ["cart_too_much"]),
        (LINES + "at: 2026-11-12\n", ["plan_twice"]),
        (LINES + "hour: [20\n", ["plan_syntax"]),
        ("at: &a 2026-11-11\nlines: *a\n", ["plan_alias"]),
        ("[" * 1000, ["plan_too_deep"]),
        (b"\xff\xfe\x00", ["cart_unreadable"]),
        (b" " * 1_000_001, ["cart_unreadable"]),
    ],
)
def test_what_is_no_cart_is_refused(tmp_path, said, codes):
    assert [problem.code for problem in refused(tmp_path, said).problems] == codes


def test_a_cart_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CartError, match="cannot be opened"):
        read_cart(tmp_path / "cart.yaml", PLAN)


def test_all_problems_come_at_once_each_with_its_line_and_what_was_meant(tmp_path):
    error = refused(
        tmp_path,
        "at: 2026-11-45\nhour: 24\nbuyer: {member: 高级会圆, vip: true}\n"
        'lines:\n  - {product: "60", units: 0}\n  - {product: "601"}\n',
    )
    lines = [problem.place.split("cart.yaml:")[1] for problem in error.problems]
    assert lines == ["1", "2", "3", "3", "5", "5", "6"]
    named = [problem.values.get("item", {}).get("en", "") for problem in error.problems]
    assert {*named} == {
        *("“at”", "“hour”", "“vip”", ""),
        *("“units” of item 1", "item 1", "item 2"),
    }
    assert "不知道第 2 个商品的售价" in error.say("zh")
    assert "（是不是 高级会员？）" in error.say("zh")
    assert "(did you mean vip88?)" in error.say("en")
    assert "Expected: the hour of payment" in error.say("en")


@pytest.mark.parametrize("said", [LINES, "\ufeff" + LINES, LINES.replace("\n", "\r\n")])
def test_marks_and_line_ends_of_other_systems_are_read(tmp_path, said):
    assert len(read(tmp_path, said).lines) == 1
