"""A shop of one's own: functions, cart, order status; and review retention."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.service import retention, review_retention, reviews
from shopkit.storefront import cart_total, functions, missing_functions, order_status
from shopkit.tables import check


def test_s002_p1_platform_cart():
    assert cart_total([(168.0, 2), (39.9, 1)]) == Decimal("375.90")
    assert cart_total([]) == 0
    with pytest.raises(ValueError, match="below 0"):
        cart_total([(1.0, -1)])


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 100)), max_size=20))
def test_a_cart_adds_up_to_the_fen_in_any_order(lines):
    carts = [(Decimal(fen) / 100, units) for fen, units in lines]
    assert cart_total(carts) * 100 == sum(fen * units for fen, units in lines)
    assert cart_total(carts[::-1]) == cart_total(carts)


@pytest.mark.parametrize("lang", LANGS)
def test_s002_p1_platform_features(lang):
    names = functions(lang)
    assert len(names) == 10
    lacking = check(missing_functions({"cart", "payment"}, lang))
    assert len(lacking) == 8
    assert names["cart"] not in lacking["function"].tolist()
    with pytest.raises(KeyError, match="teleport"):
        missing_functions({"teleport"}, lang)


def test_s002_p1_platform_order_status():
    """Four fields: order date, payment received or not, shipped or not, ship date."""
    day, sent = datetime(2026, 10, 3, 9), datetime(2026, 10, 4, 9)
    orders = [
        {"order_id": "1", "created_at": day, "paid_at": day, "shipped_at": sent},
        {"order_id": "2", "created_at": sent},
    ]
    frame = check(order_status(tables(orders=orders)))
    assert frame["order_id"].tolist() == ["2", "1"]
    assert frame["is_paid"].tolist() == [False, True]
    assert frame["is_shipped"].tolist() == [False, True]
    assert frame["ship_date"].dt.date.tolist()[1] == date(2026, 10, 4)
    untold = order_status(tables(orders=[{"order_id": "1", "created_at": day}]))
    assert untold["is_shipped"].isna().all()


def test_s001_tools_monitor():
    """review_retention = reviews_still_visible / reviews_posted, in all and per period."""
    rows = [
        {"reviewed_at": datetime(2026, month, 5), "visible": visible}
        for month, visible in [(9, True), (9, False), (10, True), (10, True), (10, None)]
    ]
    told = tables(reviews=rows)
    frame = check(retention(told))
    assert frame["visible_rate"].tolist() == [0.5, 1.0]
    assert frame["reviews"].sum() == 4
    assert review_retention(int(frame["reviews_visible"].sum()), 4) == 0.75
    october = Period.parse("2026-10")
    assert retention(told, october)["reviews"].tolist() == [2]
    assert reviews(told, october)["visible_rate"] == 1
    assert retention(tables()).empty
