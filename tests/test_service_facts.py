"""What the source documents say of dispatch, counted from orders."""

from test_service import NOW, order
from topic_tables import tables

from shopkit import service


def bands(*hours):
    """Return how many orders left within each number of hours; `None` is later."""
    found = service.dispatch_bands(tables(orders=[order(n, h) for n, h in enumerate(hours)]), NOW)
    ends = found["hours"].astype(object).where(found["hours"].notna(), None)
    return dict(zip(ends, found["orders"], strict=True))


def test_s001_logistics_ship_within_24h():
    """On time is dispatch − order ≤ 24 h; a minute later is no longer."""
    assert bands(23, 24, 24 + 1 / 60) == {12: 0, 24: 2, 48: 1, None: 0}


def test_s001_logistics_ship_latest_48h():
    """Late is dispatch − order > 48 h."""
    assert bands(47, 48, 48 + 1 / 60) == {12: 0, 24: 0, 48: 2, None: 1}
    shop = tables(orders=[order(n, h) for n, h in enumerate((24, 48, 49, 60))])
    assert service.dispatch_days(shop, NOW)["on_time_rate"].tolist() == [0.5]
