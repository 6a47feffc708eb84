"""Response curves, and budgets split by marginal return."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pricing_samples import made_plan
from scipy.optimize import minimize

from shopkit.errors import PlanError
from shopkit.exports import open_shop
from shopkit.periods import Period
from shopkit.spending import (
    Asked,
    Channel,
    Curve,
    assumed,
    best_split,
    channel_weeks,
    curves,
    equal,
    fit,
    fits,
    fits_shown,
    matched,
    spending_findings,
    split,
)

CURVES = st.one_of(
    st.builds(Curve, st.sampled_from(["log", "hill"]), st.floats(100, 1e6), st.floats(10, 1e5)),
    st.builds(Curve, st.just("power"), st.floats(1, 1e4), st.floats(0.05, 0.95)),
)


@st.composite
def budgets(draw):
    """Yield channels with limits and a total that suffices for the minimums."""
    made = []
    for n, curve in enumerate(draw(st.lists(CURVES, min_size=1, max_size=5))):
        least = draw(st.integers(0, 3000))
        most = draw(st.none() | st.integers(least, 20_000))
        made.append(Channel(f"c{n}", curve, least, most))
    total = draw(st.integers(0, 50_000)) + sum(one.least_cny for one in made)
    return made, float(total)


@given(CURVES, st.floats(1, 1e5), st.floats(1.01, 10))
def test_curves_rise_and_bend(curve, spend, times):
    more = curve.sales(spend * times)
    assert more > curve.sales(spend) > 0
    assert more <= times * curve.sales(spend) * (1 + 1e-12)
    assert curve.marginal(spend * times) < curve.marginal(spend)
    step = spend * 1e-4
    slope = (curve.sales(spend + step) - curve.sales(spend - step)) / (2 * step)
    assert slope == pytest.approx(curve.marginal(spend), rel=1e-4)
    assert curve.spend_at(float(curve.marginal(spend))) == pytest.approx(spend, rel=1e-6, abs=1e-6)


@given(CURVES, st.floats(1, 1e5), st.floats(0.2, 12))
def test_a_curve_over_weeks_is_each_week_alike(curve, spend, weeks):
    whole = curve.over(weeks)
    assert whole.sales(spend * weeks) == pytest.approx(weeks * curve.sales(spend))
    assert whole.marginal(spend * weeks) == pytest.approx(curve.marginal(spend))


@settings(max_examples=40)
@given(budgets())
def test_marginals_are_equal_where_no_limit_stops(made):
    channels, total = made
    found = split(channels, total)
    rows = found.channels
    free = rows[rows["limit_state"] == "free"]
    wide = free[free["spend_cny"] > 5]  # below, one fen of rounding moves the slope
    if len(wide) > 1:
        assert wide["marginal_roi"].max() == pytest.approx(wide["marginal_roi"].min(), rel=0.01)
    for row in rows.itertuples():
        assert row.spend_low_cny - 0.01 <= row.spend_cny
        assert np.isnan(row.spend_high_cny) or row.spend_cny <= row.spend_high_cny + 0.01
    if len(wide):
        slope = wide["marginal_roi"].mean()
        rows = rows[rows["spend_low_cny"] != rows["spend_high_cny"]]
        at = rows["limit_state"]
        least = [n for n in rows.index if at[n] == "least"]
        fen_more = [channels[n].curve.marginal(rows.loc[n, "spend_cny"] + 0.01) for n in least]
        assert all(one <= slope * 1.01 for one in fen_more)
        assert (rows.loc[at == "most", "marginal_roi"] >= slope * 0.99).all()


@settings(max_examples=40)
@given(budgets())
def test_everything_is_spent_to_the_fen_or_no_channel_takes_more(made):
    channels, total = made
    found = split(channels, total)
    spent = found.channels["spend_cny"].sum()
    assert spent + found.unspent_cny == pytest.approx(total, abs=1e-6)
    room = sum(one.limit_cny for one in channels)
    assert spent == pytest.approx(min(total, room), abs=1e-6)


@settings(max_examples=40)
@given(budgets(), st.randoms(use_true_random=False))
def test_no_other_split_brings_more(made, random):
    channels, total = made
    found = split(channels, total)
    x = found.channels["spend_cny"].tolist()
    pairs = zip(channels, x, strict=True)
    fen = sum(0.02 * float(one.curve.marginal(y + 0.01)) for one, y in pairs)  # of rounding
    assert found.paid_cny >= found.equal_paid_cny - fen - 1e-6
    giver, taker = random.randrange(len(x)), random.randrange(len(x))
    moved = random.random() * (x[giver] - channels[giver].least_cny)
    moved = min(moved, channels[taker].limit_cny - x[taker])
    if giver == taker or moved < 1:
        return
    x[giver], x[taker] = x[giver] - moved, x[taker] + moved
    brings = sum(float(one.curve.sales(max(y, 0))) for one, y in zip(channels, x, strict=True))
    assert brings <= found.paid_cny + fen + 1e-6


def test_a_split_by_hand():
    """Two log curves: scale ÷ (shape + spend) alike, so spends 300 and 700 of 1,000."""
    channels = [Channel("a", Curve("log", 400, 100)), Channel("b", Curve("log", 900, 200))]
    found = split(channels, 1000)
    assert found.channels["spend_cny"].tolist() == [300, 700]
    assert found.marginal == pytest.approx(1)
    assert found.equal_paid_cny < found.paid_cny
    assert equal(channels, 1000) == pytest.approx([500, 500])


def test_a_fen_of_rounding_leaves_no_channel_off_its_limit():
    """What rounding leaves over is taken from channels that are free, not from one at its most."""
    held = Channel("held", Curve("log", 9e4, 500), 0, 1500)
    free = [Channel(f"c{n}", Curve("power", 20.0 + n, 0.5), 0) for n in range(3)]
    for total in np.arange(1503.0, 1506.0, 0.37).round(2):
        found = split([held, *free], float(total)).channels.set_index("channel")
        assert found.loc["held", ["spend_cny", "limit_state"]].tolist() == [1500, "most"]
        assert found["spend_cny"].sum() == pytest.approx(total, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(budgets())
def test_a_general_optimiser_finds_nothing_better(made):
    """Sequential quadratic programming from several starts, limits as bounds."""
    channels, total = made
    total = min(total, sum(one.limit_cny for one in channels))
    found = split(channels, total)
    bounds = [(one.least_cny, min(one.limit_cny, total)) for one in channels]
    low, high = (np.array(ends) for ends in zip(*bounds, strict=True))

    def lost(x):
        pairs = zip(channels, np.maximum(x, 0), strict=True)
        return -sum(float(one.curve.sales(y)) for one, y in pairs)

    spread = (high - low).sum() or 1.0
    start = low + (high - low) * (total - low.sum()) / spread
    held = {"type": "eq", "fun": lambda x: (x.sum() - total) / max(total, 1)}
    best = minimize(lost, start, bounds=bounds, constraints=held, method="SLSQP")
    paid = np.round(best.x, 2)  # nobody pays less than a fen; steep curves sell a lot for 1e-15
    pairs = zip(channels, found.channels["spend_cny"], strict=True)
    fen = sum(0.02 * float(one.curve.marginal(y + 0.01)) for one, y in pairs)
    gap = abs(paid.sum() - total) * max(float(one.curve.marginal(1.0)) for one in channels)
    assert -lost(paid) <= found.paid_cny * (1 + 1e-6) + fen + gap


def test_what_the_last_yuan_brings_is_the_slope_of_every_free_channel():
    """A channel of a few fen, rounded, does not move what is said."""
    tiny = Channel("tiny", Curve("power", 4.0, 0.2))
    wide = Channel("wide", Curve("log", 4e4, 500))
    found = split([tiny, wide], 300)
    assert found.channels["limit_state"].tolist() == ["free", "free"]
    assert found.marginal == pytest.approx(float(wide.curve.marginal(300)), rel=1e-4)


def test_a_total_that_is_no_number_is_told_once():
    with pytest.raises(PlanError) as error:
        split([Channel("a", Curve("log", 9, 9))], float("nan"))
    assert [one.code for one in error.value.problems] == ["spending_negative"]


def test_what_tells_nothing_is_told_not_invented():
    """Two weeks, the same spend every week, none at all, sales that fall as spend grows."""
    rng = np.random.default_rng(3)
    x = rng.uniform(300, 6000, 60)
    assert fit([100, 200], [300, 500]).state == "little"
    assert fit([0] * 30, [0] * 30).state == "little"
    assert fit([500] * 30, rng.gamma(5, 300, 30)).state == "steady"
    falling = fit(x, np.maximum(9000 - 1.2 * x + rng.normal(0, 500, 60), 0))
    assert (falling.state, falling.curve) == ("unrelated", None)


def test_money_that_does_not_pay_stays():
    channels = [Channel("a", Curve("log", 400, 100)), Channel("b", Curve("log", 900, 200))]
    found = split(channels, 1000, break_even_roi=2)
    assert found.channels["spend_cny"].tolist() == [100, 250]
    assert found.unspent_cny == 650
    assert set(found.channels["limit_state"]) == {"profit"}
    assert split(channels, 1000, break_even_roi=0.5).unspent_cny == 0
    held = split([Channel("a", Curve("log", 400, 100), 150)], 1000, break_even_roi=2)
    assert held.channels["limit_state"].tolist() == ["least"]
    assert held.channels["spend_cny"].tolist() == [150]


def test_no_money_and_no_room():
    channels = [Channel("a", Curve("hill", 400, 100), 0, 50)]
    assert split(channels, 0).channels["limit_state"].tolist() == ["least"]
    full = split(channels, 80)
    assert (full.channels["spend_cny"].tolist(), full.unspent_cny) == ([50], 30)
    assert np.isnan(full.marginal)
    assert split([], 100).unspent_cny == 100


@pytest.mark.parametrize(
    ("channels", "total", "zh", "en"),
    [
        ([Channel("a", Curve("log", 9, 9), 600), Channel("b", Curve("log", 9, 9), 500)], 1000,
         "最少花费 1,100.00，差 100.00", "take 1,100.00 at the least, 100.00 more"),
        ([Channel("a", Curve("log", 9, 9), 60, 50)], 1000, "比最多花费 50.00 还多",
         "above the most"),
        ([Channel("a", Curve("log", 9, 9))] * 2, 1000, "写了两次", "given twice"),
        ([Channel("a", Curve("log", 9, 9), -1)], 1000, "不能小于 0", "below 0"),
        ([Channel("a", Curve("log", 9, 9))], float("nan"), "不能小于 0", "below 0"),
    ],
)  # fmt: skip
def test_a_budget_that_cannot_be_is_told(channels, total, zh, en):
    with pytest.raises(PlanError) as told:
        split(channels, total)
    assert zh in told.value.say("zh")
    assert en in told.value.say("en")


@pytest.mark.parametrize(
    "bad", [("log", 0, 1), ("hill", 1, -1), ("power", 1, 1.0), ("power", float("nan"), 0.5)]
)
def test_what_is_no_concave_curve_is_refused(bad):
    with pytest.raises(PlanError):
        Curve(*bad)


def test_an_assumed_curve_goes_through_its_point_and_says_so():
    curve = assumed(1000, 4000, 0.5)
    assert curve.assumed
    assert curve.sales(1000) == pytest.approx(4000)
    assert curve.sales(4000) == pytest.approx(8000)
    for bad in [(0, 1, 0.5), (1, 1, 1.0)]:
        with pytest.raises(PlanError):
            assumed(*bad)


@pytest.mark.parametrize(
    "curve", [Curve("log", 4000, 800), Curve("hill", 30_000, 3000), Curve("power", 60, 0.6)]
)
def test_a_curve_is_recovered_from_noisy_weeks(curve):
    rng = np.random.default_rng(7)
    spend = rng.uniform(300, 6000, 104)
    basket = 150
    paid = rng.poisson(curve.sales(spend) / basket) * basket
    found = fit(spend, paid)
    assert found.state == "fitted"
    seen = np.array([600, 2000, 5000])
    assert found.curve.sales(seen) == pytest.approx(curve.sales(seen), rel=0.1)
    assert found.marginal == pytest.approx(float(curve.marginal(spend.mean())), rel=0.25)
    assert found.marginal_low <= found.marginal <= found.marginal_high


def test_the_interval_of_the_slope_holds_about_as_often_as_it_says():
    curve, held = Curve("log", 4000, 800), 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        spend = rng.uniform(300, 6000, 80)
        found = fit(spend, rng.poisson(curve.sales(spend) / 150) * 150)
        true = float(curve.marginal(spend.mean()))
        held += found.marginal_low <= true <= found.marginal_high
    assert 42 <= held <= 56  # of 60, at 80 %


def test_no_curve_is_told_where_the_weeks_show_none():
    rng = np.random.default_rng(3)
    wide = rng.uniform(300, 6000, 60)
    assert fit(wide[:9], wide[:9]).state == "little"
    assert fit([], []).state == "little"
    assert fit(rng.uniform(950, 1050, 60), rng.uniform(3000, 5000, 60)).state == "steady"
    assert fit(wide, rng.poisson(20, 60) * 150).state == "unrelated"
    assert fit(wide, np.zeros(60)).state == "unrelated"
    straight = fit(wide, rng.poisson(wide * 3 / 150) * 150)
    assert straight.state == "straight"
    assert straight.curve is None
    assert np.isnan(straight.marginal)


@pytest.fixture(scope="module", params=["bathware", "cosmetics", "flagship", "jdbrand"])
def sample(request, root):
    folder = Path(root) / "data" / "sample" / request.param
    return request.param, open_shop(folder).tables


def test_channels_of_the_sample_shops_count_each_yuan_once(sample):
    name, tables = sample
    days = tables["ads"]
    period = Period(days["date"].min(), days["date"].max())
    weeks = channel_weeks(tables, period)
    assert "item" not in set(weeks["channel"])
    assert not weeks.duplicated(["channel", "date"]).any()
    campaigns = channel_weeks(tables, period, by_campaign=True)
    assert campaigns["spend_cny"].sum() == pytest.approx(weeks["spend_cny"].sum())
    if name != "jdbrand":
        assert (campaigns["channel"] == "sitewide").any()
    shown = fits_shown(fits(weeks))
    assert set(shown["channel"]) == set(weeks["channel"])
    known = shown["curve_state"] == "fitted"
    assert shown.loc[known, "marginal_roi"].notna().all()
    assert (shown.loc[known, "marginal_roi"] <= shown.loc[known, "roi"]).all()


def plan_with(**campaign):
    made = {"name": "双11", "starts": "2026-10-17", "ends": "2026-11-13", **campaign}
    return made_plan(campaigns=[made])


def known(**curves):
    """Return fits of curves that are given."""
    rng = np.random.default_rng(1)
    spend = rng.uniform(300, 6000, 200)
    return {name: fit(spend, curve.sales(spend)) for name, curve in curves.items()}


FITS = known(keyword=Curve("log", 4000, 800), sitewide=Curve("log", 12_000, 2000))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_findings_about_channels(lang):
    spend = [
        {"channel": "keyword", "budget_cny": 15_000},
        {"channel": "sitewide", "budget_cny": 3000},
    ]
    moved = spending_findings(Asked(plan_with(budget_cny=18_000, spend=spend), lang, FITS))
    assert [one.code for one in moved] == ["spending_moved"]
    assert "campaigns.0.spend" in moved[0].place
    dear = Asked(plan_with(budget_cny=18_000, spend=spend), lang, FITS, break_even_roi=6)
    assert [one.code for one in spending_findings(dear)] == ["spending_unpaid"]
    least = [one | {"least_cny": 10_000} for one in spend]
    short = Asked(plan_with(budget_cny=18_000, spend=least), lang, FITS)
    assert spending_findings(short) == []  # the campaign's own findings tell it
    with pytest.raises(PlanError) as told:
        best_split(short.plan.campaigns[0], short)
    assert "20,000.00" in told.value.say(lang)
    open_ = [{"channel": "keyword"}, {"channel": "sitewide"}]
    found = spending_findings(Asked(plan_with(budget_cny=18_000, spend=open_), lang, FITS))
    assert [one.code for one in found] == ["spending_proposed"]
    none = fit([1], [1])
    assert [one.code for one in spending_findings(Asked(made_plan(), lang, {"display": none}))] == [
        "spending_no_curve_little"
    ]


def test_channels_go_by_the_names_of_the_plan():
    spend = [{"channel": name} for name in ("全站推广", "关键词推广", "报纸")]
    found = matched(FITS | {"唇釉 测款": fit([1], [1])}, plan_with(spend=spend))
    assert set(found) == {"全站推广", "关键词推广", "唇釉 测款"}
    assert found["全站推广"] is FITS["sitewide"]
    same = matched(FITS, plan_with(spend=[{"channel": "keyword"}]))
    assert set(same) == {"keyword", "sitewide"}


def test_other_channels_keep_their_money():
    spend = [
        {"channel": "keyword"},
        {"channel": "sitewide"},
        {"channel": "报纸", "budget_cny": 4000},
    ]
    campaign = plan_with(budget_cny=18_000, spend=spend).campaigns[0]
    found = best_split(campaign, Asked(plan_with(), "zh", FITS))
    assert found.channels["spend_cny"].sum() == pytest.approx(14_000)
    open_ = plan_with(spend=spend).campaigns[0]
    assert best_split(open_, Asked(plan_with(), "zh", FITS)) is None


def test_a_channel_without_saturation_is_counted_by_a_stated_assumption():
    rng = np.random.default_rng(3)
    spend = rng.uniform(300, 6000, 60)
    told = {"plan": fit(spend, rng.poisson(spend * 3 / 150) * 150), "display": fit([1], [1])}
    assert curves(told) == {}
    made = curves(told, elasticity=0.7)
    assert set(made) == {"plan"}
    assert made["plan"].assumed
    assert made["plan"].sales(told["plan"].spend_cny) == pytest.approx(told["plan"].paid_cny)
    both = [{"channel": "plan", "budget_cny": 9000}]
    asked = Asked(plan_with(budget_cny=9000, spend=both), "zh", told, elasticity=0.7)
    assert best_split(asked.plan.campaigns[0], asked).channels["spend_cny"].tolist() == [9000]


def test_weeks_without_reports_are_none():
    empty = pd.DataFrame(columns=["channel", "date", "spend_cny", "ad_paid_cny"])
    assert fits(empty) == {}
    assert fits_shown({}).empty
