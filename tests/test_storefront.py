"""A shop of one's own: functions, cart, order status; and reviews still visible."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.errors import ParameterError
from shopkit.i18n import LANGS, text
from shopkit.periods import Period
from shopkit.service import reviews
from shopkit.storefront import cart_total, functions, missing_functions, order_status
from shopkit.tables import check
from shopkit.widgets.channels import ChannelsView
from shopkit.widgets.kpi import look_at


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


@pytest.mark.parametrize("lang", LANGS)
def test_the_notebook_tells_what_a_shop_of_ones_own_lacks(root, lang):
    folder = root / "data" / "sample" / "bathware"
    channels = ChannelsView(look_at(folder, "2026-10", "before", lang))
    table = channels.own_shop("cart", "payment")
    yes, no = (text(f"channels.register.{word}", lang) for word in ("yes", "no"))
    assert {row[0] for row in table.rows if row[2] == yes} == {"cart", "payment"}
    assert sum(row[2] == no for row in table.rows) == 8
    assert "8" in table.caption
    assert channels.own_shop(*functions(lang)).caption == text("channels.own.whole", lang)
    with pytest.raises(ParameterError) as refused:
        channels.own_shop("teleport")
    assert "teleport" in refused.value.say(lang)


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
    """Review retention = reviews still visible / reviews posted, by period; untold ones apart."""
    rows = [
        {"reviewed_at": datetime(2026, month, 5), "visible": visible}
        for month, visible in [(9, True), (9, False), (10, True), (10, True), (10, None)]
    ]
    told = tables(reviews=rows)
    for month, share in (("2026-09", 0.5), ("2026-10", 1.0)):
        assert reviews(told, Period.parse(month))["visible_rate"] == share
    assert reviews(told, Period.parse("2026-09-01..2026-10-31"))["visible_rate"] == 0.75
    assert reviews(tables(), Period.parse("2026-10")) == {}
