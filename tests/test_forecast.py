"""The forecast: effects found again, published error measures, intervals, what is refused.

Of 40 generated shops, 28 days each, the 80 % intervals of visitors, sales and their sums hold as
often as they say; back-tests of the four sample shops stand in the last tests.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from forecast_shops import (
    DIP_DAYS,
    FIRST,
    SALE_DAYS,
    SALES,
    WEEKDAY,
    Truth,
    after,
    drawn,
    framed,
    marked,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.exports import open_shop
from shopkit.forecast import (
    METHODS,
    Question,
    Refused,
    backtest,
    backtest_units,
    daily,
    daily_units,
    difference,
    event_needs,
    forecast,
    forecast_units,
    heroes,
    lifts,
    mase,
    naive_scale,
    promotion_sales,
    untold,
)
from shopkit.forecast.chain import ShopPast
from shopkit.forecast.features import Design
from shopkit.forecast.regression import Seen, _kept, fit
from shopkit.forecast.spells import spells
from shopkit.periods import Period
from shopkit.products.sold import days_told, sold
from shopkit.tables import check

SAMPLES = Path(__file__).parents[1] / "data" / "sample"
NAMES = ("bathware", "cosmetics", "flagship", "jdbrand")
NO_SALES = Truth(starts=())


@cache
def shop_days(seed: int = 1, truth_days: int = 640) -> pd.DataFrame:
    return drawn(seed, Truth(days=truth_days))


@cache
def sample(name: str):
    shop = open_shop(SAMPLES / name)
    return shop, daily(shop.tables)


def ahead(frame, plan, method="regression", days=28, **more):
    question = Question(plan, after(frame, days), **more)
    return forecast(frame, question, method, np.random.default_rng(1))


# ── error measures ──────────────────────────────────────────────────────────


def test_the_scaled_error_is_that_of_hyndman_and_koehler_by_hand():
    """In the sample |5−3|, |4−6|, |8−5|, |7−4| are 2, 2, 3, 3: 2.5; ahead the errors are 1, 3."""
    inside = np.array([3.0, 6.0, 5.0, 4.0, 8.0, 7.0])
    scale = naive_scale(inside, season=2)
    assert scale == pytest.approx((2 + 2 + 3 + 3) / 4)
    assert mase(np.array([9.0, 8.0]), np.array([8.0, 5.0]), scale) == pytest.approx(2 / 2.5)


@given(st.lists(st.floats(1, 1e6), min_size=15, max_size=60), st.floats(0.01, 1000))
def test_the_seasonal_naive_has_error_one_inside_its_history_whatever_the_unit(values, unit):
    inside = np.array(values)
    scale = naive_scale(inside)
    if scale > 1e-3:
        assert mase(inside[7:], inside[:-7], scale) == pytest.approx(1)
        scaled = mase(inside[7:] * unit, inside[:-7] * unit, naive_scale(inside * unit))
        assert scaled == pytest.approx(1)


def test_unknown_days_are_left_out_of_errors():
    inside = np.array([*range(14)], dtype=float)
    inside[3] = np.nan
    assert naive_scale(inside) == 7
    assert mase(np.array([np.nan, 3.0]), np.array([1.0, 4.0]), 2.0) == 0.5


# ── the regression ──────────────────────────────────────────────────────────


def test_without_priors_it_is_the_quasi_poisson_regression_of_statsmodels():
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    rng = np.random.default_rng(3)
    x = np.column_stack([np.ones(300), rng.normal(size=(300, 3))])
    money = rng.gamma(3, np.exp(x @ [4, 0.3, -0.2, 0.1]) / 3)
    days = np.arange("2024-01-01", 300, dtype="datetime64[D]")
    names = ("one", "a", "b", "c")
    rows = Design(days, names, x, np.full(4, 1e3), np.zeros((300, 0)))
    found = fit(Seen.plain(money, "money"), rows)
    plain = GLM(money, x, family=Poisson()).fit(scale="X2")
    assert found.effects == pytest.approx(plain.params, abs=2e-4)
    assert found.phi == pytest.approx(plain.scale, rel=1e-3)
    independent = (1 - found.rho) / (1 + found.rho)
    own = np.sqrt(np.diag(found.half @ found.half.T) * independent)
    assert own * np.sqrt(found.phi) == pytest.approx(plain.bse * np.sqrt(found.phi), rel=5e-3)


def test_weekdays_and_lifts_are_found_again():
    truth = Truth()
    told = lifts(shop_days(), truth.plan()).set_index(["spell", "spell_of"])
    seen = told.loc["weekday"]["lift"].to_numpy()
    assert seen / seen.mean() == pytest.approx(np.array(WEEKDAY) / np.mean(WEEKDAY), rel=0.025)
    sale, dip = told.loc["main", "店庆周"], told.loc["after", "店庆周"]
    assert sale["lift_low"] < truth.lift < sale["lift_high"]
    assert sale["lift"] == pytest.approx(truth.lift, rel=0.05)
    assert dip["lift_low"] < truth.dip < dip["lift_high"]
    assert (sale["days"], dip["days"]) == (4 * SALE_DAYS, 4 * DIP_DAYS)


def test_each_weekday_is_told_against_the_mean_of_all():
    """What one weekday is to the others is known to a few in a hundred; the level is not its."""
    told = lifts(shop_days(), Truth().plan()).set_index("spell").loc["weekday"]
    assert np.log(told["lift"]).sum() == pytest.approx(0, abs=1e-9)
    assert (told["lift_high"] / told["lift_low"]).max() < 1.06


def test_lift_and_dip_of_40_shops_lie_in_their_interval_as_often_as_it_says():
    truth = Truth()
    held: dict[str, list[bool]] = {"main": [], "after": []}
    for seed in range(40):
        told = lifts(drawn(seed, truth), truth.plan()).set_index(["spell", "spell_of"])
        for kind, lift in (("main", truth.lift), ("after", truth.dip)):
            row = told.loc[(kind, "店庆周")]
            held[kind].append(row["lift_low"] <= lift <= row["lift_high"])
    assert all(0.65 <= np.mean(told) <= 0.95 for told in held.values()), held


def test_what_was_seen_once_for_a_day_is_drawn_towards_none():
    """A day twice as good as usual in a shop of wild days says less than twenty of them."""
    once = {"name": "闪购", "starts": "2024-06-03", "ends": "2024-06-03"}
    plan = NO_SALES.plan(campaigns=[once])
    frame = drawn(4, replace(NO_SALES, days=300, noise=0.4))
    frame.loc[frame["date"] == "2024-06-03", "visitors"] = 2 * NO_SALES.visitors
    short = lifts(frame, plan).set_index("spell").loc["main", "lift"].iloc[0]
    longer = NO_SALES.plan(campaigns=[{**once, "ends": "2024-06-22"}])
    days = frame["date"].between("2024-06-04", "2024-06-22")
    frame.loc[days, "visitors"] = 2 * NO_SALES.visitors
    long = lifts(frame, longer).set_index("spell").loc["main", "lift"].iloc[-1]
    assert 1 < short < 0.9 * long < 2


def test_a_week_nobody_tells_of_is_not_a_week_without_visitors():
    frame = shop_days().copy()
    columns = [name for name in frame if name != "date"]
    frame.loc[600:606, columns] = np.nan
    plan = Truth().plan()
    whole, gappy = ahead(shop_days(), plan), ahead(frame, plan)
    assert gappy.totals["paid_cny"].expected == pytest.approx(
        whole.totals["paid_cny"].expected, rel=0.03
    )
    assert untold(frame["paid_cny"]) == 7


def test_one_day_of_bots_moves_neither_the_forecast_nor_its_interval():
    frame = shop_days().copy()
    frame.loc[300, "visitors"] = 5e6
    usual, odd = (ahead(one, Truth().plan()).totals["visitors"] for one in (shop_days(), frame))
    assert odd.expected == pytest.approx(usual.expected, rel=0.01)
    assert odd.high - odd.low == pytest.approx(usual.high - usual.low, rel=0.15)


@pytest.mark.parametrize("method", METHODS)
def test_a_shop_that_stopped_selling_is_expected_to_sell_next_to_nothing(method):
    frame = shop_days().copy()
    frame.loc[400:, ["paid_buyers", "paid_orders", "paid_cny", "conversion_rate"]] = 0
    frame.loc[400:, "per_buyer_cny"] = np.nan
    total = ahead(frame, Truth().plan(), method).totals["paid_cny"]
    assert total.low <= total.expected <= total.high
    assert total.expected < 0.01 * 28 * 1000 * 0.03 * 120


def test_a_few_days_with_buyers_do_not_tell_what_one_spends():
    frame = drawn(1, Truth(visitors=3, conversion=0.02, days=200))
    sold = int((frame["paid_orders"] > 0).sum())
    assert 0 < sold < 14
    for method in METHODS:
        made = ahead(frame, Truth().plan(), method)
        assert (made.why, made.days) == ("few_days", sold)


def test_unknown_days_at_the_end_are_days_ahead():
    frame = shop_days().copy()
    frame.loc[630:, [name for name in frame if name != "date"]] = np.nan
    made = forecast(frame, Question(Truth().plan(), after(frame)), "ets", np.random.default_rng(1))
    assert made.origin == frame["date"].iloc[629].date()
    assert len(made.days) == 28


def _gone(frame: pd.DataFrame, rows, value: float) -> pd.DataFrame:
    """Return days on some of which nothing was sold (0), or nothing is known (NaN)."""
    frame = frame.copy()
    frame.loc[rows, ["paid_buyers", "paid_orders", "paid_cny", "conversion_rate"]] = value
    frame.loc[rows, "per_buyer_cny"] = np.nan
    return frame


def _alike(days: int) -> pd.DataFrame:
    told = list(Period(FIRST, FIRST + timedelta(days=days - 1)))
    return framed(told, np.full(days, 1000), np.full(days, 30), np.full(days, 3600.0))


ODD_SHOPS = {
    "fourteen days": lambda: shop_days().iloc[:14],
    "every fifth day without a sale": lambda: _gone(shop_days(), np.arange(0, 640, 5), 0.0),
    "a third of days unknown": lambda: _gone(shop_days(), np.arange(0, 640, 3), np.nan),
    "two months unknown": lambda: _gone(shop_days(), np.arange(300, 360), np.nan),
    "all days alike": lambda: _alike(300),
    "a history that ends on the day before 29 February": lambda: shop_days(2, 58),
    "a history that ends on 29 February": lambda: shop_days(2, 60),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("odd", ODD_SHOPS)
def test_odd_histories_are_forecast_near_their_level_or_refused(odd, method):
    frame = ODD_SHOPS[odd]()
    made = ahead(frame, Truth(starts=()).plan(), method)
    if isinstance(made, Refused):
        assert (made.why, made.days < made.least) == ("few_days", True)
        return
    days = made.days
    assert days["date"].is_monotonic_increasing
    assert np.isfinite(days.drop(columns="date").to_numpy(dtype=float)).all()
    assert (days["paid_low_cny"] <= days["paid_cny"]).all()
    assert (days["paid_cny"] <= days["paid_high_cny"]).all()
    usual = frame["paid_cny"].mean() * len(days)
    assert 0.5 * usual < made.totals["paid_cny"].expected < 2 * usual


@pytest.mark.parametrize("method", ["seasonal_naive", "ets"])
def test_draws_of_sales_lie_around_what_is_expected(method):
    made = ahead(shop_days(3), Truth().plan(), method)
    mean = made.paid.draws.sum(axis=1).mean()
    assert mean == pytest.approx(made.totals["paid_cny"].expected, rel=0.02)


def test_a_back_test_knows_nothing_of_the_days_it_forecasts():
    """From each origin it says what the days up to it alone would have said."""
    frame, plan = shop_days(), Truth().plan()
    told = backtest(frame, plan, np.random.default_rng(1)).by_origin
    paid = frame.set_index("date")["paid_cny"]
    for (day, method), row in told[told["figure"] == "paid"].groupby(["date", "method"]):
        known = frame[frame["date"] <= day]
        made = ahead(known, plan, method).days.set_index("date")["paid_cny"]
        scale = naive_scale(known["paid_cny"].to_numpy())
        error = (paid[made.index] - made).abs().mean() / scale
        assert row["mase"].item() == pytest.approx(error)


# ── days ahead ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("method", METHODS)
def test_sales_are_visitors_times_conversion_times_spend_on_every_day(method):
    made = ahead(shop_days(), Truth().plan(), method)
    days = check(made.days)
    product = days["visitors"] * days["conversion_rate"] * days["per_buyer_cny"]
    assert days["paid_cny"].to_numpy() == pytest.approx(product.to_numpy())
    for name, unit in (("visitors", ""), ("paid_orders", ""), ("paid", "_cny")):
        low, high = days[f"{name}_low{unit}"], days[f"{name}_high{unit}"]
        assert ((low <= days[f"{name}{unit}"]) & (days[f"{name}{unit}"] <= high)).all()
    total = made.totals["paid_cny"]
    assert total.expected == pytest.approx(days["paid_cny"].sum())
    assert total.high - total.low < (days["paid_high_cny"] - days["paid_low_cny"]).sum()


def test_the_same_generator_gives_the_same_forecast():
    one, other = (ahead(shop_days(), Truth().plan()) for _ in range(2))
    pd.testing.assert_frame_equal(one.days, other.days)


@settings(max_examples=5)
@given(st.sampled_from([0.01, 7.0, 1000.0]))
def test_sales_in_another_currency_are_forecast_alike(unit):
    """Spend per buyer is all that moves with the unit."""
    frame = shop_days(2, 200).copy()
    money = ["paid_cny", "per_buyer_cny"]
    before = ahead(frame, Truth().plan()).totals["paid_cny"].expected
    frame[money] *= unit
    assert ahead(frame, Truth().plan()).totals["paid_cny"].expected == pytest.approx(
        before * unit, rel=1e-3
    )


def test_the_interval_grows_with_the_days_ahead():
    made = ahead(drawn(5, Truth(wander=0.03)), Truth().plan(), days=84)
    width = np.log(made.days["visitors_high"] / made.days["visitors_low"]).to_numpy()
    assert width[-14:].mean() > 1.2 * width[:14].mean()


def test_without_visitors_buyers_stand_for_them():
    frame = shop_days().assign(visitors=np.nan, conversion_rate=np.nan)
    for method in METHODS:
        made = ahead(frame, Truth().plan(), method)
        assert made.days[["visitors", "conversion_rate"]].isna().all(axis=None)
        usual = ahead(shop_days(), Truth().plan(), method)
        assert made.totals["paid_cny"].expected == pytest.approx(
            usual.totals["paid_cny"].expected, rel=0.1
        )


def test_masked_buyers_leave_orders():
    frame = shop_days().assign(paid_buyers=np.nan, conversion_rate=np.nan, per_buyer_cny=np.nan)
    made = ahead(frame, Truth().plan())
    assert made.by == "paid_orders"
    assert made.totals["paid_orders"].expected == pytest.approx(
        ahead(shop_days(), Truth().plan()).totals["paid_orders"].expected, rel=0.1
    )


def _next_sale(**lift: float):
    """Return a shop's history and its plan with one more sale, eight days after it ends."""
    frame = shop_days()
    first = frame["date"].iloc[-1].date() + timedelta(days=8)
    last = first + timedelta(days=SALE_DAYS - 1)
    past = [one.model_dump(exclude_none=True, mode="json") for one in Truth().plan().campaigns]
    new = {"name": "店庆周", "starts": str(first), "ends": str(last), **lift}
    return frame, Truth().plan(campaigns=[*past, new]), Period(first, last)


def test_a_sale_to_come_lifts_its_days_as_those_before_did():
    frame, plan, span = _next_sale()
    question = Question(plan, after(frame), without=("店庆周",))
    usual = forecast(frame, question, "regression", np.random.default_rng(1)).days
    lifted = ahead(frame, plan).days
    inside = lifted["date"].between(pd.Timestamp(span.start), pd.Timestamp(span.end))
    ratio = lifted["visitors"] / usual["visitors"]
    assert ratio[inside].to_numpy() == pytest.approx(np.full(SALE_DAYS, 1.6), rel=0.06)
    assert (ratio[lifted["date"] < pd.Timestamp(span.start)] == 1).all()
    assert ratio.iloc[-2] == pytest.approx(0.8, rel=0.06)
    assert ratio.iloc[-1] == 1
    gain = difference(frame, question, "regression", 1)
    both = lifted["paid_cny"].sum() - usual["paid_cny"].sum()
    assert gain.paid_cny.expected == pytest.approx(both)
    assert 0 < gain.paid_cny.low < gain.paid_cny.expected < gain.paid_cny.high


@pytest.mark.parametrize("said", ["年终大促", "double12", "双十二"])
def test_a_campaign_is_left_out_by_its_name_in_the_plan_and_by_the_platforms(said):
    """The plan calls its 双12 otherwise; the platform's own stays out of both as well."""
    shop = {"name": "店", "platform": "tmall"}
    one = {"name": "年终大促", "of": "double12", "starts": "2025-12-08", "ends": "2025-12-12"}
    campaigns = [{**one, "kind": "platform", "visitors_lift": 2.0}]
    plan, none = (Truth().plan(shop=shop, campaigns=told) for told in (campaigns, []))
    period = Period(date(2025, 12, 1), date(2025, 12, 31))
    frame = drawn(1, Truth(days=690, starts=()))
    left, bare, held = (
        forecast(frame, Question(*asked), "regression", np.random.default_rng(1)).days
        for asked in ((plan, period, (said,)), (none, period, ("double12",)), (plan, period))
    )
    pd.testing.assert_frame_equal(left, bare)
    inside = held["date"].between("2025-12-08", "2025-12-12")
    assert (held["visitors"] / left["visitors"])[inside].to_numpy() == pytest.approx(2, rel=0.3)
    assert "double12" not in {one.key for one in spells(plan, period, (said,))}


def test_days_a_shop_never_had_have_a_wider_interval_but_not_a_wild_one():
    """Three days of preheat, which no campaign of the shop had: told, wider, within a factor 2.5.

    What was seen stays as it was: the same fit answers both questions.
    """
    frame, plan, span = _next_sale()
    own = plan.campaigns[-1]
    first = span.start - timedelta(days=3)
    parts = [
        {"phase": "preheat", "starts": first, "ends": span.start - timedelta(days=1)},
        {"phase": "burst", "starts": span.start, "ends": span.end},
    ]
    ahead_of_sale = type(own).model_validate(own.model_dump() | {"starts": first, "phases": parts})
    phased = plan.model_copy(update={"campaigns": (*plan.campaigns[:-1], ahead_of_sale)})
    usual, told = (ahead(frame, one) for one in (plan, phased))
    assert (usual.unseen, told.unseen) == ((), ("preheat",))
    before = told.days["date"].between(pd.Timestamp(first), pd.Timestamp(span.start), "left")
    wide, narrow = (
        (made.days["visitors_high"] / made.days["visitors_low"]) for made in (told, usual)
    )
    assert (wide[before] > 1.5 * narrow[before]).all()
    assert (wide[before] < 2.5 * narrow[before]).all()
    seen = told.days["date"] < pd.Timestamp(first)
    expected = ["visitors", "conversion_rate", "paid_cny"]
    pd.testing.assert_frame_equal(told.days.loc[seen, expected], usual.days.loc[seen, expected])
    assert wide[seen].to_numpy() == pytest.approx(narrow[seen].to_numpy(), rel=0.03)


def test_a_fit_that_is_kept_is_the_one_made_anew():
    frame, plan, _ = _next_sale()
    kept = [ahead(frame, plan), ahead(frame, plan)]
    _kept.cache_clear()
    for made in kept:
        pd.testing.assert_frame_equal(made.days, ahead(frame, plan).days)
    other = frame.assign(visitors=frame["visitors"] * 2)
    assert ahead(other, plan).days["visitors"].sum() > 1.9 * kept[0].days["visitors"].sum()


def test_what_a_sale_to_come_brings_lies_in_its_interval_and_around_the_truth():
    """Of 12 shops that had three sales: the fourth lifts its ten days, the dip takes from ten."""
    starts = (*SALES[:3], str(FIRST + timedelta(days=648)))
    truth = Truth(starts=starts, days=640)
    first = date.fromisoformat(starts[-1])
    span = Period(first, first + timedelta(days=SALE_DAYS + DIP_DAYS - 1))
    more = truth.lift * truth.conversion_lift - 1
    usual = truth.visitors * truth.conversion * truth.per_buyer
    times = [more if n < SALE_DAYS else truth.dip - 1 for n in range(span.days)]
    brings = sum(
        usual * WEEKDAY[day.weekday()] * each for day, each in zip(span, times, strict=True)
    )
    question = Question(truth.plan(), span, ("店庆周",))
    made = [difference(drawn(n, truth), question, "regression", 1).paid_cny for n in range(12)]
    assert np.mean([one.expected for one in made]) == pytest.approx(brings, rel=0.07)
    assert np.mean([one.low <= brings <= one.high for one in made]) >= 0.6


def test_a_sale_moved_to_other_days_takes_its_lift_along():
    frame, plan, span = _next_sale()
    week = timedelta(days=7)
    later = plan.campaigns[-1].model_copy(
        update={"starts": span.start + week, "ends": span.end + week}
    )
    moved = plan.model_copy(update={"campaigns": (*plan.campaigns[:-1], later)})
    one, other = (ahead(frame, p, days=42).days["visitors"].to_numpy() for p in (plan, moved))
    assert other[14:24] == pytest.approx(one[7:17], rel=0.02)
    assert other[7:14] == pytest.approx(one[7:14] / 1.6, rel=0.06)


@pytest.mark.parametrize("method", METHODS)
def test_a_lift_the_plan_gives_goes_before_the_history(method):
    frame, plan, span = _next_sale(visitors_lift=3.0, conversion_lift=0.5)
    out = Question(plan, after(frame), without=("店庆周",))
    usual = forecast(frame, out, method, np.random.default_rng(1)).days
    lifted = ahead(frame, plan, method).days
    inside = lifted["date"].between(pd.Timestamp(span.start), pd.Timestamp(span.end))
    people = (lifted["visitors"] / usual["visitors"])[inside].to_numpy()
    rate = (lifted["conversion_rate"] / usual["conversion_rate"])[inside].to_numpy()
    assert people == pytest.approx(np.full(SALE_DAYS, 3.0))
    assert rate == pytest.approx(np.full(SALE_DAYS, 0.5))


def test_the_naive_takes_a_campaign_from_the_year_before():
    """Of one year's history and one sale in it, the sale a year on is the sale a year ago."""
    truth = Truth(starts=("2024-03-04",), noise=0.01, days=420)
    frame = drawn(6, truth)
    new = [
        {"name": "店庆周", "starts": s, "ends": e}
        for s, e in (("2024-03-04", "2024-03-13"), ("2025-03-03", "2025-03-12"))
    ]
    made = ahead(frame, truth.plan(campaigns=new), "seasonal_naive").days
    inside = made["date"].between("2025-03-03", "2025-03-12")
    then = frame.loc[frame["date"].between("2024-03-04", "2024-03-13"), "visitors"].to_numpy()
    assert made.loc[inside, "visitors"].to_numpy() == pytest.approx(then, rel=0.02)
    before = made["date"] < "2025-03-03"
    assert made.loc[before, "visitors"].iloc[0] == frame["visitors"].iloc[-7]


@pytest.mark.parametrize(
    ("days", "method", "why"),
    [
        (10, "seasonal_naive", "few_days"),
        (20, "ets", "few_days"),
        (50, "regression", "few_days"),
        (0, "regression", "no_history"),
    ],
)
def test_too_short_a_history_is_refused(days, method, why):
    assert ahead(shop_days(), Truth().plan()) is not None
    frame = shop_days().iloc[:days]
    question = Question(Truth().plan(), Period(date(2026, 1, 1), date(2026, 1, 7)))
    made = forecast(frame, question, method, np.random.default_rng(1))
    assert isinstance(made, Refused)
    assert made.why == why


def test_days_that_are_over_and_shops_that_sold_nothing_are_refused():
    over = Question(Truth().plan(), Period(FIRST, FIRST + timedelta(days=9)))
    assert forecast(shop_days(), over, "ets", np.random.default_rng(1)).why == "old"
    days = list(Period(FIRST, FIRST + timedelta(days=99)))
    nothing = framed(days, np.full(100, 50), np.zeros(100), np.zeros(100))
    assert ahead(nothing, Truth().plan()).why == "nothing_sold"


@pytest.mark.parametrize("wander", [0.0, 0.02])
def test_intervals_of_40_shops_hold_as_often_as_they_say(wander):
    truth = Truth(wander=wander)
    held: dict[str, list[float]] = {"visitors": [], "paid": [], "sum": []}
    for seed in range(40):
        whole = drawn(seed, truth)
        frame, then = whole.iloc[:-28], whole.iloc[-28:]
        made = ahead(frame, truth.plan())
        for name, unit in (("visitors", ""), ("paid", "_cny")):
            low, high = made.days[f"{name}_low{unit}"], made.days[f"{name}_high{unit}"]
            actual = then[f"{name}{unit}"].to_numpy()
            held[name].append(float(((actual >= low) & (actual <= high)).mean()))
        total = made.totals["paid_cny"]
        held["sum"].append(float(total.low <= then["paid_cny"].sum() <= total.high))
    share = {name: float(np.mean(told)) for name, told in held.items()}
    assert 0.72 <= share["visitors"] <= 0.92, share
    assert 0.72 <= share["paid"] <= 0.90, share
    assert 0.62 <= share["sum"] <= 0.97, share


# ── products ────────────────────────────────────────────────────────────────


def test_units_of_a_product_are_forecast_from_its_first_sale():
    rng = np.random.default_rng(8)
    days = list(Period(FIRST, FIRST + timedelta(days=299)))
    sale, _ = marked(Truth(), days)
    units = rng.poisson(5 * np.where(sale, 2.0, 1.0)).astype(float)
    units[:100] = np.nan
    item = {"item_id": "1", "date": pd.to_datetime(days), "paid_units": units}
    frame = pd.DataFrame(item)
    question = Question(Truth().plan(), after(frame))
    made = check(forecast_units(frame, question, "regression", np.random.default_rng(1)))
    assert made["units_expected"].mean() == pytest.approx(5, rel=0.15)
    assert (made["units_low"] % 1 == 0).mean() > 0.5
    tested = backtest_units(frame, Truth().plan(), np.random.default_rng(1))["1"]
    assert tested.best in METHODS
    assert tested.score("units") < 1


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("given", "times"),
    [
        ({"visitors_lift": 3.0, "conversion_lift": 0.5}, 1.5),
        ({"visitors_lift": 1.15, "conversion_lift": 1.1}, 1.265),
        ({"visitors_lift": 3.0}, 3.0),
    ],
)
def test_units_rise_by_the_lifts_of_visitors_and_conversion_together(method, given, times):
    """As orders do: a campaign said to bring 1.15 × the visitors and 1.1 × the conversion."""
    frame, plan, span = _next_sale(**given)
    units = frame[["date"]].assign(item_id="1", paid_units=frame["paid_orders"])
    held, without = (
        forecast_units(
            units, Question(plan, after(frame), out), method, np.random.default_rng(1)
        ).set_index("date")["units_expected"]
        for out in ((), ("店庆周",))
    )
    sale = slice(str(span.start), str(span.end))
    assert (held / without)[sale].to_numpy() == pytest.approx(np.full(SALE_DAYS, times))


def test_a_lift_of_conversion_alone_leaves_units_to_the_history():
    made = []
    for lift in ({}, {"conversion_lift": 1.1}):
        frame, plan, _ = _next_sale(**lift)
        units = frame[["date"]].assign(item_id="1", paid_units=frame["paid_orders"])
        question = Question(plan, after(frame))
        made.append(forecast_units(units, question, "regression", np.random.default_rng(1)))
    pd.testing.assert_frame_equal(*made)


def test_units_of_days_without_a_sale_are_zero_and_of_untold_days_unknown():
    shop, _ = sample("cosmetics")
    told = days_told(shop.tables)
    items = heroes(shop.plan)
    frame = daily_units(sold(shop.tables), told - {max(told) - timedelta(days=5)}, items)
    assert len(frame) == len(items) * len(told)
    own = frame[frame["item_id"] == items[0]].set_index("date")["paid_units"]
    assert np.isnan(own[pd.Timestamp(max(told) - timedelta(days=5))])
    assert (own == 0).any()
    lines = sold(shop.tables)
    whole = daily_units(lines, told, items)
    units = lines.filter(lines["item_id"].is_in(list(items)))["units"].sum()
    assert whole["paid_units"].sum() == units


# ── the samples ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_the_days_of_a_sample_are_those_of_its_report(name):
    shop, frame = sample(name)
    days = shop.tables.shop_days.filter(shop.tables.shop_days["grain"] == "day")
    assert len(frame) == days.height
    assert frame["paid_cny"].sum() == pytest.approx(days["paid_fen"].sum() / 100)
    assert frame["visitors"].sum() == days["visitors"].sum()
    assert ShopPast.of(frame).visited


@pytest.mark.parametrize("name", NAMES)
def test_the_best_method_of_a_sample_beats_the_naive_and_its_interval_holds(name):
    shop, frame = sample(name)
    tested = backtest(frame, shop.plan, np.random.default_rng(1))
    assert tested.best == "regression"
    assert tested.score("paid") < 0.95 * tested.score("paid", "seasonal_naive")
    assert tested.score("paid") <= tested.score("paid", "ets") + 0.01
    assert 0.7 <= tested.coverage("paid") <= 0.92
    assert tested.scores["origins"].min() >= 6
    assert not tested.refused


@pytest.mark.parametrize("name", NAMES)
def test_november_of_a_sample_is_near_the_level_of_october_with_a_peak_on_the_eleventh(name):
    shop, frame = sample(name)
    question = Question(shop.plan, Period(date(2026, 11, 1), date(2026, 11, 30)))
    made = forecast(frame, question, "regression", np.random.default_rng(1))
    october = frame.loc[frame["date"] >= "2026-10-01", "paid_cny"].sum()
    assert 0.6 * october < made.totals["paid_cny"].expected < 1.4 * october
    top = made.days.loc[made.days["visitors"].idxmax(), "date"]
    assert top == pd.Timestamp("2026-11-11")


# ── facts ───────────────────────────────────────────────────────────────────


def test_s003_calendar_big_event_prep():
    needs = event_needs(2_000, 5, 0.04, units_per_order=1.5, prepack_share=1 / 3)
    assert (needs.orders, needs.stock_units) == (400, 600)
    assert needs.boxes == pytest.approx(400 / 3)
    needs = event_needs(10_000, 3, 0.04, units_per_order=1.3, prepack_share=1 / 3)
    assert [round(x) for x in (needs.orders, needs.stock_units, needs.boxes)] == [1200, 1560, 400]


def test_s000_p09_kpi_promo_monitor():
    assert promotion_sales(10_000, 0.03, 120) == 36_000
