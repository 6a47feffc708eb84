"""A campaign's parcels against its packers: counted by hand, never later with more of them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from calendar_shops import TODAY, YEAR, shop_with
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables
from typer.testing import CliRunner

from shopkit.almanac import workdays
from shopkit.cli import app
from shopkit.coverage import packers
from shopkit.errors import PlanError
from shopkit.exports.shop import open_new
from shopkit.forecast import daily
from shopkit.i18n import LANGS
from shopkit.plan import Plan
from shopkit.reports.calendar_ahead import Wanted, calendar_ahead
from shopkit.scenario import Course, Move, Seen, Trade, seen_of, sending
from shopkit.scenario import trade_of as trade_from
from shopkit.scenario.rush import PARCELS
from shopkit.stock import Scope, dispatch_findings, dispatch_text, promise

ROOT = Path(__file__).parents[1] / "data" / "sample"
SHOPS = ("bathware", "cosmetics", "flagship", "jdbrand")
STARTS = date(2026, 6, 1)  # a Monday
DIP = 10  # days after a campaign a trade tells of
PACKER = {"role": "打包", "people": 2}
NOBODY = {"role": "运营", "people": 3}
BY_HAND = (700, 300)
NOTHING = daily(tables())  # no past: what is left is as it was foreseen


def plan_of(posts=(PACKER,), rest=(), stock=24, **campaign):
    one = {"name": "店庆", "kind": "small", "starts": STARTS, "ends": STARTS + timedelta(1)}
    said = {
        "schema": 1,
        "shop": {"name": "店", "platform": "other"},
        "team": {"posts": list(posts)},
        "agenda": {"rest_weekdays": list(rest)},
        "campaigns": [{**one, **campaign}],
    }
    return Plan.model_validate(
        said | ({} if stock is None else {"stock": {"dispatch_hours": stock}})
    )


def trade_of(plan, orders=BY_HAND):
    """Return a campaign whose orders of each day are stated; many come after it."""
    one = plan.campaigns[0]
    told = np.array([*orders, *[9999.0] * DIP])  # orders after it delay none of its own
    days = tuple(one.starts + timedelta(n) for n in range(len(told)))
    course = Course(told, told, told, told, told[None, :])
    move = Move(campaign=one.name)
    rest = {"spread": 0.1, "basis": "history", "method": None}
    return Trade(plan, one, move, days, course, course, 1.0, 1.0, 1.0, **rest)


def sent(plan, orders=BY_HAND, today=STARTS):
    return sending(trade_of(plan, orders), Seen(NOTHING), workdays(plan), today)


def test_a_queue_counted_by_hand():
    """700 and 300 orders, two packers of 100 a day, 24 hours.

    By the end of the second day 400 are packed, 300 of the first day are late; by the end of the
    third 600, so all 300 of the second day are. 700 in two days take 350 a day: four packers.
    """
    made = sent(plan_of())
    assert PARCELS == 100  # source document 003
    assert made.queue.capacity == [200] * 3  # until the last of them are due
    found = promise(made.queue)
    assert (found.late_parcels, found.first_late) == (600, STARTS)
    assert found.capacity_needed == 350
    assert made.needed == packers(350, PARCELS) == 4
    assert promise(sent(plan_of([{**PACKER, "people": 4}])).queue).kept
    assert not promise(sent(plan_of([{**PACKER, "people": 3}])).queue).kept
    longer = promise(sent(plan_of(stock=48)).queue)  # 600 of 700 by the third day, 800 by the next
    assert (longer.late_parcels, longer.first_late) == (100 + 200, STARTS)


def test_a_third_is_packed_ahead_where_the_run_book_says_so():
    made = sent(plan_of(run_book="big_event"))
    assert made.queue.prepacked_share == pytest.approx(1 / 3)
    assert made.queue.arrived[-1] == pytest.approx(1000 * 2 / 3)
    assert promise(made.queue).capacity_needed == pytest.approx(700 * 2 / 3 / 2)
    assert made.needed == 3
    assert sent(plan_of()).queue.prepacked_share == 0


def test_days_off_pack_nothing_unless_the_run_book_has_everybody_pack():
    """A campaign on a Saturday and Sunday, the shop's days of rest."""
    days = {"starts": STARTS + timedelta(5), "ends": STARTS + timedelta(6)}
    resting = sent(plan_of(rest=(6, 7), **days), today=STARTS)
    assert resting.queue.capacity == [0, 0, 200]
    assert (resting.needed, promise(resting.queue).first_late) == (None, days["starts"])
    packing = sent(plan_of(rest=(6, 7), run_book="big_event", **days), today=STARTS)
    assert packing.queue.capacity == [200, 200, 200]


def test_only_people_there_on_a_day_pack_on_it():
    comes = {"role": "仓库", "people": 1, "starts": STARTS + timedelta(2)}
    goes = {"role": "客服和打包", "people": 1, "ends": STARTS}
    made = sent(plan_of([NOBODY, comes, goes], stock=48))
    assert made.queue.capacity == [100, 0, 100, 100]


@pytest.mark.parametrize("posts", [(), (NOBODY,), ({**PACKER, "people": 0},)])
def test_people_nobody_states_are_unknown(posts):
    made = sent(plan_of(posts))
    assert made.queue is None
    assert made.needed == 4  # what it takes is known all the same
    (found,) = dispatch_findings(made, Scope(plan_of(posts), "zh"))
    assert found.code == "stock_dispatch_unknown"


def test_without_a_promise_or_orders_or_days_left_there_is_nothing_to_say():
    assert sent(plan_of(stock=None)) is None
    assert sent(plan_of(), (np.nan, 1)) is None
    assert sent(plan_of(), today=STARTS + timedelta(2)) is None
    left = sent(plan_of(), today=STARTS + timedelta(1))
    assert (left.queue.starts, left.queue.parcels) == (STARTS + timedelta(1), [300, 0])
    assert len(sent(plan_of(stock=10**9)).queue.days) < 50
    with pytest.raises(PlanError) as told:
        sent(plan_of(stock=12))
    assert told.value.say("zh") != told.value.say("en")


@given(
    orders=st.lists(st.integers(0, 2000), min_size=1, max_size=9),
    people=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    hours=st.sampled_from([24, 48, 72]),
    book=st.sampled_from(["big_event", None]),
    rest=st.sampled_from([(), (7,), (6, 7)]),
)
def test_more_packers_are_never_later_and_those_needed_keep_it(
    *, orders, people, hours, book, rest
):
    def made(count):
        ends = STARTS + timedelta(len(orders) - 1)
        told = plan_of([{**PACKER, "people": count}], rest, hours, run_book=book, ends=ends)
        return sent(told, orders)

    few, many = (promise(made(count).queue) for count in (people[0], sum(people)))
    assert many.late_parcels <= few.late_parcels + 1e-6
    assert (many.first_late or date.max) >= (few.first_late or date.max)
    needed = made(1).needed
    if needed is None:
        assert not many.kept
        return
    assert promise(made(max(needed, 1)).queue).kept
    if needed > 1:
        assert not promise(made(needed - 1).queue).kept


@cache
def seen(shop):
    return calendar_ahead(ROOT / shop, Wanted(None, None, TODAY, date.fromisoformat(TODAY), "zh"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("shop", SHOPS)
def test_sample_shops_are_told_whether_their_promise_is_kept(shop, lang):
    ahead = seen(shop)
    made = ahead.ordering.sending
    orders = ahead.coming.expected.made.totals["paid_orders"].expected
    assert made.campaign == ahead.coming.campaign.name
    assert sum(made.queue.parcels) == pytest.approx(orders)  # of one that runs, of its days left
    said = dispatch_text(made, lang)
    assert "48" in said
    assert bool(re.search(r"[\u4e00-\u9fff]", said)) == (lang == "zh")
    kept = {"zh": "赶得上", "en": "kept"}[lang] in said
    assert kept == promise(made.queue).kept
    found = list(dispatch_findings(made, Scope(ahead.plan, lang)))
    assert (not found) == kept
    codes = [one.code for part, ones in ahead.found for one in ones if part == "stock"]
    assert ("stock_dispatch" in codes) == (not kept)


def test_what_a_campaign_sold_so_far_moves_the_parcels_of_its_days_left():
    """Twice as many buyers on the days of Double 11 told: more parcels than without them."""
    shop, today = open_new(ROOT / "bathware"), date.fromisoformat(TODAY)
    plan, seen_then = shop.plan, seen_of(shop.tables, today)
    one = next(each for each in plan.campaigns if each.name == "双11")
    told = seen_then.daily.copy()
    had = told["date"] >= np.datetime64(one.starts)
    assert one.starts < today <= one.ends
    assert had.any()
    for name in ("conversion_rate", "paid_buyers", "paid_orders", "paid_cny"):
        told.loc[had, name] *= 2
    trade = trade_from(plan, seen_then, Move(campaign="双11"))

    def parcels(past):
        return sum(
            sending(trade, replace(seen_then, daily=past), workdays(plan), today).queue.parcels
        )

    assert parcels(told) > 1.2 * parcels(seen_then.daily)
    foreseen = trade.held.orders[trade.inside][(today - one.starts).days :].sum()
    assert parcels(seen_then.daily[~had]) == pytest.approx(foreseen)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("people", "words"),
    [
        (None, {"zh": "没有打包的人", "en": "nobody who packs"}),
        (1, {"zh": "赶得上", "en": "kept"}),
    ],
)
def test_the_calendar_says_it_in_the_campaigns_section(tmp_path, lang, people, words):
    post = "" if people is None else f"    - {{role: 打包, people: {people}}}\n"
    year = YEAR.replace("stock: {lead_days: 10}", "stock: {lead_days: 10, dispatch_hours: 48}")
    folder = shop_with(tmp_path / "s", year.replace("  posts:\n", f"  posts:\n{post}"))
    done = CliRunner().invoke(app, ["calendar", str(folder), "--today", TODAY, "--lang", lang])
    assert done.exit_code == 0, done.stderr
    assert words[lang] in " ".join(done.stdout.split())


@pytest.mark.parametrize("lang", LANGS)
def test_a_promise_of_less_than_a_day_is_named_and_leaves_the_stock(tmp_path, lang):
    year = YEAR.replace("stock: {lead_days: 10}", "stock: {lead_days: 10, dispatch_hours: 12}")
    folder = shop_with(tmp_path / "s", year)
    told = calendar_ahead(folder, Wanted(None, None, TODAY, date.fromisoformat(TODAY), lang))
    assert [one.place for one in told.ordering.missing if "dispatch" in one.place]
    assert told.ordering.campaign is not None
