"""What each post is measured by, and what the next campaign takes in packers, agents, nights."""

from datetime import date, timedelta
from math import ceil

import pytest
from calendar_shops import HEAD
from desk_plans import team

from shopkit import coverage
from shopkit.errors import PlanError
from shopkit.i18n import LANGS, text
from shopkit.scenario import Known
from shopkit.scenario.rush import Packing, next_campaign, rush_of
from shopkit.staffing.kpis import POST_FIGURES
from shopkit.tables import column
from shopkit.widgets.said import Unsaid
from shopkit.widgets.staffing import look_at_staffing

PACKER = "role: 打包, pay_monthly_cny: 4500"
CHATS = "chats_per_order: 2, chats_at_once: 2, hands_on_rate: 0.6"
TEAM = team(4, PACKER, CHATS)
NIGHT = team(4, PACKER, CHATS, night=True)
STAGE = """stages:
  - {name: 起步, starts: 2026-10-01, ends: 2027-12-31, sales_monthly_cny: 600000,
     per_buyer_cny: 100}
cash: {starts: 2026-11-01, months: 12, opening_cny: 100000}
"""
CAMPAIGN = """campaigns:
  - {name: 过去的, starts: 2026-10-01, ends: 2026-10-03, sales_cny: 1}
  - {name: 后一个, starts: 2027-03-01, ends: 2027-03-03, sales_cny: 1}
  - {name: 双12, starts: 2026-12-08, ends: 2026-12-11, sales_cny: 330000}
"""


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a plan and looks at it."""

    def write(*parts, lang="zh"):
        (tmp_path / "shop.yaml").write_text("".join([HEAD, *parts]), encoding="utf-8")
        return look_at_staffing(tmp_path, "", lang)

    return write


def rushed(view, packing=None):
    found = next_campaign(view.plan, view.day)
    return rush_of(view.plan, view.known, found, packing or Packing())


def test_the_next_campaign_is_the_first_that_begins_on_the_day_or_later(written):
    view = written(TEAM, STAGE, CAMPAIGN)
    assert next_campaign(view.plan, date(2026, 12, 8)).name == "双12"
    assert next_campaign(view.plan, date(2026, 12, 9)).name == "后一个"
    assert next_campaign(view.plan, date(2027, 12, 1)) is None


def test_orders_of_a_campaign_and_of_the_days_beside_it_are_those_of_the_month(written):
    """Campaign and other days together sell what the plan says of their month."""
    found = rushed(written(TEAM, STAGE, CAMPAIGN))
    assert found.rush.orders == pytest.approx(3300)
    assert found.orders_usual * 27 + found.rush.orders == pytest.approx(6000)
    assert found.rush.multiple == pytest.approx(825 / 100)


def test_every_parcel_is_packed_once_and_by_as_many_as_it_takes(written):
    """Those of usual days, a third of the campaign's ahead, the rest while it lasts."""
    found = rushed(written(TEAM, STAGE, CAMPAIGN), Packing(days_ahead=5, parcels=80))
    usual, ahead, own, _ = found.spells
    assert ((ahead.last - ahead.first).days + 1, own.first) == (5, ahead.last + timedelta(1))
    packed = (ahead.parcels_daily - usual.parcels_daily) * 5 + own.parcels_daily * 4
    assert packed == pytest.approx(found.rush.orders)
    assert (ahead.parcels_daily - usual.parcels_daily) * 5 == coverage.prepacked(3300)
    for spell in found.spells:
        assert spell.packers == ceil(spell.parcels_daily / 80)


def test_chats_multiply_on_its_days_alone_and_take_more_people(written):
    usual, ahead, own, after = rushed(written(NIGHT, STAGE, CAMPAIGN)).spells
    assert own.chats_daily == pytest.approx(usual.chats_daily * 8.25)
    assert ahead.chats_daily == after.chats_daily == usual.chats_daily
    assert own.agents_peak > usual.agents_peak
    assert own.people_needed > usual.people_needed
    assert (after.first, after.last) == (date(2026, 12, 14), date(2026, 12, 16))
    assert after.people_needed >= usual.people_needed


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_more_than_usual_is_told(written, lang):
    view = written(NIGHT, STAGE, CAMPAIGN, lang=lang)
    told = view.campaign()
    usual, _, own, _ = rushed(view).spells
    extra = own.people_needed - usual.people_needed
    assert len(told.rows) == 4
    assert f"{extra}" in told.caption
    assert text("people.rush.no_night", lang) not in told.caption
    assert (
        text("people.rush.no_night", lang)
        in written(TEAM, STAGE, CAMPAIGN, lang=lang).campaign().caption
    )


def test_a_plan_without_a_campaign_or_its_sales_is_told_what_to_write(written):
    assert "campaigns" in str(written(TEAM, STAGE).campaign())
    unsold = "campaigns: [{name: 双12, starts: 2026-12-08, ends: 2026-12-11}]\n"
    told = written(TEAM, STAGE, unsold).campaign()
    assert isinstance(told, Unsaid)
    assert "campaigns 双12" in told.markdown
    view = written(TEAM, CAMPAIGN)
    with pytest.raises(PlanError):
        rush_of(view.plan, Known(), view.plan.campaigns[2], Packing())


def test_a_campaign_of_a_plan_that_says_nothing_of_chats_still_has_its_parcels(written):
    told = written(STAGE, CAMPAIGN, "team: {posts: [{role: 打包, people: 1}]}\n").campaign()
    assert all(row[1] and row[2] for row in told.rows)
    assert all(row[3] is row[4] is row[5] is None for row in told.rows)


@pytest.mark.parametrize("lang", LANGS)
def test_posts_are_measured_by_what_the_files_and_the_plan_tell(lang):
    table = look_at_staffing("flagship", "2026-10", lang).kpis()
    posts = [str(row[0]) for row in table.rows if row[0]]
    assert len(posts) == len(set(posts)) == 6
    told = {str(row[1]): row for row in table.rows}
    paid = told[column("paid_cny").title(lang)]
    assert all(paid[2:5])
    assert all((row[2] and row[3]) or row[4] is None for row in table.rows)
    assert told[column("refund_rate").title(lang)][3] is None  # the plan aims at none


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_files_has_its_figures_and_no_value(written, lang):
    table = written(TEAM, STAGE, lang=lang).kpis()
    assert {row[n] for row in table.rows for n in (2, 4)} == {None}
    assert text("people.kpis.no_sales", lang) in table.caption
    assert len(table.rows) == len(POST_FIGURES["service"]) + len(POST_FIGURES["warehouse"])


def test_posts_nobody_knows_are_told_apart_from_no_posts(written):
    unknown = written("team: {posts: [{role: 观星, people: 1}]}\n").kpis()
    none = written().kpis()
    assert isinstance(unknown, Unsaid)
    assert isinstance(none, Unsaid)
    assert str(unknown) != str(none)
