"""Dispatch in time, answers, reviews."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit import service
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.tables import check

NOW = Period.parse("2026-10")
PAID = datetime(2026, 10, 5, 10)


def order(number, hours, paid_at=PAID, **more):
    left = None if hours is None else paid_at + timedelta(minutes=round(hours * 60))
    own = {"order_id": str(number), "paid_at": paid_at, "paid_fen": 100, "refund_fen": 0}
    return own | {"shipped_at": left, "sent": left is not None} | more


@given(st.lists(st.integers(0, 200 * 60), min_size=1, max_size=30))
def test_every_judged_order_is_in_one_band(minutes):
    shop = tables(orders=[order(n, m / 60) for n, m in enumerate(minutes)])
    bands = service.dispatch_bands(shop, NOW)
    check(bands)
    assert bands["orders"].sum() == len(minutes)
    assert bands["orders_share"].sum() == pytest.approx(1)
    assert bands["orders"].iloc[-1] == sum(m > 48 * 60 for m in minutes)
    median = sorted(minutes)[len(minutes) // 2] / 60
    if len(minutes) % 2:
        assert service.dispatch_hours(shop, NOW) == pytest.approx(median)


def test_what_never_had_to_leave_is_not_late_and_what_waits_is_not_judged_too_soon():
    refunded = order(1, None, refund_fen=100)
    waiting = order(2, None, paid_at=datetime(2026, 10, 30))
    forgotten = order(3, None, paid_at=datetime(2026, 10, 1))
    untold = order(5, None, paid_at=datetime(2026, 10, 1), sent=True)
    left = order(4, 10, datetime(2026, 10, 31))
    shop = tables(orders=[refunded, waiting, forgotten, untold, left])
    days = service.dispatch_days(shop, NOW)
    assert days["orders"].sum() == 2
    assert service.dispatch_bands(shop, NOW)["orders"].tolist() == [1, 0, 0, 1]


def test_no_time_of_dispatch_is_no_figure():
    shop = tables(orders=[order(1, None)])
    assert service.dispatch_bands(shop, NOW).empty
    assert service.dispatch_days(shop, NOW).empty
    assert service.dispatch_hours(shop, NOW) is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_says_how_many_were_late(lang):
    shop = tables(orders=[order(n, 20) for n in range(9)] + [order(9, 60)])
    bands, days = service.dispatch_bands(shop, NOW), service.dispatch_days(shop, NOW)
    hours = service.dispatch_hours(shop, NOW)
    _, words = service.dispatch_shown(bands, days, hours, NOW.label(lang), lang)
    assert "90.0%" in words.title
    assert "20" in words.title
    assert words.so.startswith("1 ")


def test_answers_are_weighted_by_the_people_served():
    own = {"grain": "month", "date": NOW.start, "date_end": NOW.end, "kind": "service"}
    told = [
        own | {"agent": "a", "served": 30, "answer_seconds": 10.0, "service_paid_fen": 500},
        own | {"agent": "b", "served": 10, "answer_seconds": 50.0},
    ]
    found = service.answers(tables(service=told), NOW)
    assert found["answer_seconds"] == pytest.approx(20)
    assert found["service_paid_cny"] == 5
    assert found["asked"] is None
    assert service.answers(tables(), NOW) == {}


def test_retention_is_the_share_still_visible():
    told = [
        {"reviewed_at": PAID, "item_id": str(n), "rating": "good", "visible": n != 0}
        for n in range(4)
    ]
    found = service.reviews(tables(reviews=told), NOW)
    assert found == {"reviews": 4, "good_rate": 1, "visible_rate": 0.75}
