"""Goals beside what the shop brought: people as sums of days, whatever the month's report says."""

import pytest
from topic_tables import tables

from shopkit.kpi import overview
from shopkit.pace import Pace
from shopkit.periods import Period
from shopkit.plan.model import Plan
from shopkit.plan.sections.shop import Shop
from shopkit.plan.sections.targets import Target

OCTOBER = Period.parse("2026-10")
GOAL = Target(
    year=2026, sales_cny=365_000, seasonality="even", conversion_rate=0.02, per_buyer_cny=50
)


def plan(*goals):
    return Plan(schema=1, shop=Shop(name="店", platform="taobao"), targets=goals)


def test_people_of_a_month_are_those_of_its_days_added_up():
    """The platform counts 15,000 visitors of the month; 31 days of 1,000 are 31,000."""
    one = {"visitors": 1000, "paid_buyers": 20, "paid_fen": 1000_00}
    days = [{"grain": "day", "date": day, "date_end": day, **one} for day in OCTOBER]
    month = {"grain": "month", "date": OCTOBER.start, "date_end": OCTOBER.end, "visitors": 15_000}
    files = tables(shop_days=[*days, month | {"paid_buyers": 400, "paid_fen": 31_000_00}])
    seen = overview(files, OCTOBER)
    assert seen.now.value("visitors") == 15_000
    pace = Pace(plan(GOAL), files, seen)
    assert pace.progress.actual == {"paid": 31_000, "visitors": 31_000, "paid_buyers": 620}
    assert pace.progress.target.sales_cny == pytest.approx(365_000 / 12, abs=0.01)
    assert pace.trees[0].target == GOAL
    assert Pace(plan(), files, seen).progress is None
