"""What is on sale and not there is told once, and only where it is so."""

from datetime import date, timedelta

import pytest
from pricing_samples import made_plan
from topic_tables import tables

from shopkit import forecast, schedule, stock
from shopkit.almanac import workdays
from shopkit.i18n import LANGS
from shopkit.reports.calendar_expected import Learned
from shopkit.reports.calendar_stock import ordering_of

COUNTED = date(2026, 10, 31)
TODAY = COUNTED + timedelta(days=1)
SALE = {"name": "双12", "starts": "2026-12-08", "ends": "2026-12-12"}
PLAN = {
    "stock": {"products": [{"product": "runs_out", "lead_days": 7}]},
    "campaigns": [SALE | {"stock": [{"product": "presale", "presold_units": 20}]}],
}


def row(item, units):
    return {"date": COUNTED, "item_id": item, "title": item, "stock_units": units}


def day(item, sold, ago=0):
    when = COUNTED - timedelta(days=ago)
    said = {"date": when, "date_end": when, "item_id": item, "visitors": 5, "paid_units": sold}
    return said | {"kind": "item_days", "grain": "day", "title": item, "paid_fen": sold * 100}


HELD = tables(
    stock=[
        *(row(name, 0) for name in ("never", "runs_out", "presale", "off_sale", "sold_out")),
        row("beyond", -3),
        row("plenty", 50),
    ],
    item_days=[
        *(day("runs_out", 4, ago) for ago in range(28)),
        *(day("plenty", 1, ago) for ago in range(28)),
        *(day(name, 0) for name in ("never", "presale", "sold_out")),
        day("off_sale", 0, 3),
        day("sold_out", 2, 20),
        day("beyond", 3),
    ],
)


@pytest.mark.parametrize("lang", LANGS)
def test_s001_inventory_sync_and_virtual_styles_reach_the_calendar(lang):
    plan = made_plan(**PLAN)
    learned = Learned(HELD, plan, TODAY, forecast.daily(HELD), None)
    net = schedule.scheduled(schedule.net_of(plan), workdays(plan), TODAY)
    ordering = ordering_of(learned, net, None)
    found = {one.code: one for one in ordering.findings(stock.Scope(plan, lang), learned, "")}
    assert "beyond" in found["stock_oversold"].said
    assert "sold_out" in found["stock_oversold"].said
    assert "never" in found["stock_virtual"].said
    assert "runs_out" in found["stock_runs_out"].said
    told = found["stock_oversold"].said + found["stock_virtual"].said
    for other in ("runs_out", "presale", "off_sale", "plenty"):
        assert other not in told
