"""Forecasts without history, campaigns that are over, days unlike others, what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from forecast_shops import SALE_DAYS, Truth, after, drawn, marked

from shopkit.forecast import (
    Effect,
    Goal,
    Known,
    Question,
    Refused,
    Unknown,
    assumed,
    assumptions,
    backtest,
    effect,
    effect_units,
    findings,
    forecast,
    forecast_findings,
    method_name,
    reason,
    unknown_text,
)
from shopkit.forecast.lines import METHODS
from shopkit.forecast.spells import KINDS, NEW_YEAR, named_day, spells
from shopkit.i18n import LANGS, text, texts
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign
from shopkit.tables import check

OLD = {"name": "旧店", "conversion_lift": 4}
FEBRUARY = Period(date(2028, 2, 1), date(2028, 2, 29))


def plan_of(**sections: object) -> Plan:
    told = {"schema": 1, "shop": {"name": "新店", "platform": "other"}}
    return Plan.model_validate({**told, **sections})


# ── without history ─────────────────────────────────────────────────────────

ANALOGUES = [
    {"name": "甲", "visitors_daily": 400, "conversion_rate": 0.02, "per_buyer_cny": 100},
    {"name": "乙", "visitors_daily": 500, "conversion_rate": 0.03, "visitors_lift": 2.0},
    {"name": "丙", "visitors_daily": 800, "source": "同行报告"},
]


def test_what_the_plan_states_goes_before_the_median_of_analogues():
    stated = {"visitors_daily": 300, "source": "试营业两周", "analogues": ANALOGUES, "spread": 0.4}
    found = assumed(Question(plan_of(forecast=stated), FEBRUARY), "zh")
    days = check(found.forecast.days)
    assert len(days) == 29  # a leap year
    assert (days["visitors"] == 300).all()
    assert days["conversion_rate"].to_numpy() == pytest.approx(np.full(29, 0.025))
    assert days["paid_cny"].to_numpy() == pytest.approx(np.full(29, 300 * 0.025 * 100))
    assert days["paid_low_cny"].to_numpy() == pytest.approx(0.6 * days["paid_cny"].to_numpy())
    assert found.forecast.basis == "assumed"
    assert found.forecast.totals["paid_cny"].expected == pytest.approx(29 * 750)
    said = check(assumptions(found)).set_index("figure")["source_said"]
    assert "试营业两周" in said["visitors_daily"]
    assert "甲" in said["conversion_rate"]
    assert "乙" in said["conversion_rate"]
    assert not found.missing


def test_the_spread_of_analogues_stands_where_the_plan_says_none():
    found = assumed(Question(plan_of(forecast={"analogues": ANALOGUES}), FEBRUARY), "en")
    spread = next(one for one in found.assumptions if one.figure == "spread")
    assert spread.value == pytest.approx(800 / 500 - 1)
    assert found.forecast.days["visitors"].iloc[0] == 500


def test_every_figure_names_its_source_and_what_is_missing_is_unknown():
    found = assumed(Question(plan_of(), FEBRUARY), "zh")
    assert set(found.missing) == {"visitors_daily", "conversion_rate", "per_buyer_cny"}
    assert all(one.source for one in found.assumptions)
    assert found.forecast.days["paid_cny"].isna().all()
    codes = [one.code for one in forecast_findings(Known(assumed=found), "zh")]
    assert codes == ["forecast_missing"]


def test_growth_counts_from_the_first_day_and_campaigns_lift_their_sale_days():
    campaign = {
        **{"name": "开业", "starts": "2028-02-10", "ends": "2028-02-19", "visitors_lift": 3.0},
        "phases": [
            {"phase": "warm_up", "starts": "2028-02-10", "ends": "2028-02-11"},
            {"phase": "burst", "starts": "2028-02-12", "ends": "2028-02-19"},
        ],
    }
    base = {"visitors_daily": 100, "conversion_rate": 0.5, "per_buyer_cny": 10}
    told = {
        **base,
        "growth_monthly_rate": 0.1,
        "analogues": [{"name": "旧店", "conversion_lift": 4}],
    }
    plan = plan_of(forecast=told, campaigns=[campaign])
    days = assumed(Question(plan, FEBRUARY), "en").forecast.days.set_index("date")
    assert days["visitors"].iloc[0] == 100
    assert days["visitors"].iloc[-1] == pytest.approx(100 * 1.1 ** (28 / 30.4375))
    lifted = days["visitors"] / (100 * 1.1 ** (np.arange(29) / 30.4375))
    assert lifted["2028-02-11"] == pytest.approx(1)
    assert lifted["2028-02-12"] == pytest.approx(3)
    assert days["conversion_rate"].max() == 1  # 0.5 × 4 would be more people than came
    without = assumed(Question(plan, FEBRUARY, without=("开业",)), "en").forecast.days
    assert without["conversion_rate"].max() == 0.5


# ── campaigns that are over ─────────────────────────────────────────────────


def sale_of(truth: Truth, at: int = -1) -> Campaign:
    return truth.plan().campaigns[at]


def gained(truth: Truth, seed: int) -> tuple[Effect, float]:
    """Return the effect found of the last sale, and the truth of what it brought in the end."""
    frame = drawn(seed, truth)
    found = effect(frame, truth.plan(), sale_of(truth), np.random.default_rng(1))
    assert isinstance(found, Effect)
    days = [day.date() for day in frame["date"]]
    last = replace(truth, starts=truth.starts[-1:])
    sale, dip = marked(last, days)
    times = truth.lift * truth.conversion_lift
    paid = frame["paid_cny"].to_numpy()
    return found, paid[sale].sum() * (1 - 1 / times) + paid[dip].sum() * (1 - 1 / truth.dip)


def test_what_a_sale_brought_and_pulled_forward_is_found_again():
    found, true = gained(Truth(), 3)
    assert found.net.low < true < found.net.high
    assert found.gain.expected > 0 > found.later.expected
    assert found.net.expected == pytest.approx(found.gain.expected + found.later.expected)
    assert found.actual - found.without.expected == pytest.approx(found.gain.expected)
    assert found.after.days == 10
    assert found.method == "regression_without"


def test_intervals_of_effects_hold_the_truth_as_often_as_they_say():
    held = [f.net.low <= true <= f.net.high for f, true in (gained(Truth(), s) for s in range(40))]
    assert 0.65 <= np.mean(held) <= 0.95


def test_a_sale_that_did_nothing_is_not_told_to_have_brought_anything():
    idle = Truth(lift=1.0, conversion_lift=1.0, dip=1.0)
    told = [gained(idle, seed)[0].told for seed in range(5)]
    assert sum(told) <= 2


def test_days_the_campaign_itself_does_not_move_the_forecast_without_it():
    frame, truth = drawn(3), Truth()
    one = effect(frame, truth.plan(), sale_of(truth), np.random.default_rng(1))
    inside = frame["date"].between("2025-09-01", "2025-09-10")
    more = frame.copy()
    more.loc[inside, "paid_cny"] += 1000
    other = effect(more, truth.plan(), sale_of(truth), np.random.default_rng(1))
    assert other.without == one.without
    assert other.gain.expected == pytest.approx(one.gain.expected + 1000 * SALE_DAYS)


def test_units_of_a_product_in_a_sale():
    frame, truth = drawn(3), Truth()
    units = frame[["date"]].assign(item_id="1", paid_units=frame["paid_orders"])
    found = effect_units(units, truth.plan(), sale_of(truth), np.random.default_rng(1))
    assert found.gain.low < found.actual * (1 - 1 / (1.6 * 1.2)) < found.gain.high


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda frame: frame.iloc[:610], "running"),
        (lambda frame: frame.iloc[-70:], "few_days"),
        (lambda frame: frame.iloc[-75 + 20 :], "few_days"),
        (lambda frame: frame.iloc[580:].reset_index(drop=True), "few_days"),
        (lambda frame: blank(frame, "2025-09-03", "2025-09-07"), "unknown_days"),
        (lambda frame: blank(frame, "2024-01-01", "2025-08-10"), "few_days"),
    ],
)
def test_what_cannot_be_told_is_refused(change, why):
    frame = change(drawn(3))
    found = effect(frame, Truth().plan(), sale_of(Truth()), np.random.default_rng(1))
    assert isinstance(found, Unknown)
    assert found.why == why
    assert all(unknown_text(found, lang) for lang in LANGS)


def blank(frame: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    made = frame.copy()
    made.loc[made["date"].between(start, end), [c for c in made if c != "date"]] = np.nan
    return made


def test_few_days_before_a_campaign_are_refused():
    truth = Truth(starts=("2024-01-20",))
    found = effect(drawn(3, truth), truth.plan(), sale_of(truth), np.random.default_rng(1))
    assert (found.why, found.days) == ("few_before", 19)


def test_two_campaigns_on_the_same_days_cannot_be_told_apart():
    truth = Truth()
    own = [one.model_dump(exclude_none=True, mode="json") for one in truth.plan().campaigns]
    other = {"name": "会员日", "starts": "2025-09-02", "ends": "2025-09-12"}
    plan = truth.plan(campaigns=[*own, other])
    found = effect(drawn(3), plan, plan.campaigns[-2], np.random.default_rng(1))
    assert (found.why, found.other, found.days) == ("overlap", "会员日", 9)


# ── days that are not like others ───────────────────────────────────────────


def test_days_campaigns_are_named_after():
    autumn = Period(date(2025, 10, 1), date(2025, 12, 31))
    assert named_day("double11", autumn) == date(2025, 11, 11)
    assert named_day("double12", autumn) == date(2025, 12, 12)
    assert named_day("618", Period(date(2026, 5, 13), date(2026, 6, 28))) == date(2026, 6, 18)
    assert named_day("99", autumn) is None
    assert named_day("777", Period(date(2025, 1, 1), date(2025, 12, 31))) is None
    assert named_day("nianhuo", autumn) is None


def test_a_campaign_of_the_plan_takes_the_phases_of_the_platform_on_its_own_days():
    platform = plan_of(shop={"name": "店", "platform": "tmall"})
    own = {"name": "双11", "starts": "2025-10-20", "ends": "2025-11-11"}
    joined = platform.model_copy(update={"campaigns": (Campaign.model_validate(own),)})
    autumn = Period(date(2025, 10, 1), date(2025, 11, 30))
    theirs, mine = (
        [one for one in spells(plan, autumn) if one.key == "double11"]
        for plan in (platform, joined)
    )
    assert {one.kind for one in theirs} >= {"presale", "main", "peak", "encore", "after"}
    assert {one.kind for one in mine} == {"main", "final", "peak", "after"}
    assert min(one.span.start for one in mine) == date(2025, 10, 20)
    (dip,) = (one for one in mine if one.kind == "after")
    assert dip.span == Period(date(2025, 11, 12), date(2025, 11, 21))
    assert not [o for o in spells(joined, autumn, without=("双11",)) if o.key == "double11"]


def test_phases_of_the_plan_go_before_those_of_the_platform():
    phases = [
        {"phase": "presale", "starts": "2025-10-25", "ends": "2025-10-31"},
        {"phase": "burst", "starts": "2025-11-01", "ends": "2025-11-11"},
        {"phase": "after_sales", "starts": "2025-11-12", "ends": "2025-11-20"},
    ]
    own = {"name": "双11", "starts": "2025-10-25", "ends": "2025-11-11", "phases": phases}
    plan = plan_of(shop={"name": "店", "platform": "tmall"}, campaigns=[own])
    autumn = Period(date(2025, 10, 1), date(2025, 11, 30))
    found = {one.kind: one.span for one in spells(plan, autumn) if one.key == "double11"}
    assert found["presale"] == Period(date(2025, 10, 25), date(2025, 10, 31))
    assert found["main"] == Period(date(2025, 11, 1), date(2025, 11, 11))
    assert found["after"].start == date(2025, 11, 12)


@pytest.mark.parametrize("encore", [False, True])
def test_a_campaign_on_no_day_of_the_platforms_lifts_nothing_but_its_own_encore(encore):
    phases = [
        {"phase": "preheat", "starts": "2025-12-20", "ends": "2025-12-20"},
        {"phase": "burst", "starts": "2025-12-21", "ends": "2025-12-24"},
        {"phase": "encore", "starts": "2025-12-25", "ends": "2025-12-26"},
    ][: 2 + encore]
    own = {"name": "双11", "starts": "2025-12-20", "ends": "2025-12-26", "phases": phases}
    platform, moved = (
        plan_of(shop={"name": "店", "platform": "tmall"}, campaigns=told) for told in ([], [own])
    )
    winter = Period(date(2025, 10, 1), date(2026, 1, 5))
    more = set(spells(moved, winter)) - set(spells(platform, winter))
    assert {one.kind for one in more} == ({"encore", "after"} if encore else set())


def test_days_around_the_spring_festival_and_holidays():
    found = spells(plan_of(), Period(date(2026, 2, 1), date(2026, 5, 31)))
    spans = {one.kind: one.span for one in found if one.key == "spring_festival"}
    assert spans["new_year"] == Period(date(2026, 2, 17), date(2026, 2, 23))
    assert spans["new_year_eve"].end == date(2026, 2, 16)
    assert "劳动节" in {one.key for one in found}
    assert "春节" not in {one.key for one in found}


def test_a_campaign_that_ends_before_it_starts_is_left_out():
    back = {"name": "倒着", "starts": "2026-03-10", "ends": "2026-03-01"}
    good = {"name": "正着", "starts": "2026-03-05", "ends": "2026-03-06"}
    plan = Plan.model_construct(
        shop=plan_of().shop,
        campaigns=tuple(Campaign.model_construct(**dated(c)) for c in (back, good)),
    )
    found = spells(plan, Period(date(2026, 3, 1), date(2026, 3, 31)))
    assert {one.key for one in found if one.campaign} == {"正着"}


def dated(said: dict[str, str]) -> dict[str, object]:
    days = {name: date.fromisoformat(said[name]) for name in ("starts", "ends")}
    return {**said, **days, "phases": (), "of": None}


# ── what is said ────────────────────────────────────────────────────────────


def test_every_code_has_its_words():
    known = texts("forecast")
    assert set(known["method"]) == {*METHODS, "regression_without"}
    assert set(known["spell"]) == {*KINDS, *NEW_YEAR, "weekday", "holiday", "workday"}
    for lang in LANGS:
        assert all(method_name(method, lang) for method in METHODS)
        for why in known["refused"]:
            assert reason(Refused(why, 3, 14), lang)
        for code in known["finding"]:
            assert set(known["finding"][code]) == {"said", "recomputed", "action"}


def test_how_good_it_is_is_said():
    tested = backtest(drawn(1, Truth(days=300)), Truth().plan(), np.random.default_rng(1))
    for lang in LANGS:
        said = findings.tested_text(tested, lang)
        assert f"{tested.score('paid'):.2f}" in said
        assert method_name(tested.best, lang) in said
    short = backtest(drawn(1, Truth(days=60)), Truth().plan(), np.random.default_rng(1))
    assert short.best is None
    assert findings.tested_text(short, "zh") == text("forecast.untested", "zh")
    alike = drawn(1, Truth(days=200))
    alike.loc[:, alike.columns != "date"] = alike.iloc[0, 1:].to_numpy(dtype=float)
    flat = backtest(alike, Truth().plan(), np.random.default_rng(1))
    assert flat.best is None
    assert findings.tested_text(flat, "en") == text("forecast.flat", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_goals_beyond_what_is_expected_are_findings(lang):
    frame, truth = drawn(1), Truth()
    made = forecast(
        frame, Question(truth.plan(), after(frame, 10)), "regression", np.random.default_rng(1)
    )
    likely = made.totals["paid_cny"]
    first = frame["date"].iloc[-1].date() + timedelta(days=1)
    found = {}
    for code, goal in (("goal_high", likely.high * 2), ("goal_low", likely.low / 2)):
        told = {"name": "店庆周", "starts": first, "ends": first, "sales_cny": goal}
        known = Known(goals=(Goal(Campaign.model_validate(told), made),))
        (found[code],) = forecast_findings(known, lang)
        assert found[code].code == f"forecast_{code}"
    assert found["goal_high"].cny == pytest.approx(likely.expected - likely.high * 2)
    told = {"name": "店庆周", "starts": first, "ends": first, "sales_cny": likely.expected}
    right = Known(goals=(Goal(Campaign.model_validate(told), made),))
    assert not forecast_findings(right, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_effects_that_cannot_be_told_or_lost_are_findings(lang):
    found, _ = gained(Truth(), 3)
    nothing = replace(found, net=replace(found.net, expected=-5.0, low=-10.0, high=3.0))
    lost = replace(found, net=replace(found.net, expected=-500.0, low=-900.0, high=-30.0))
    unknown = Unknown("店庆周", "overlap", 9, 10, "会员日")
    running = Unknown("双11", "running")
    known = Known(effects=(found, nothing, lost, unknown, running), untold=12)
    codes = [one.code for one in forecast_findings(known, lang)]
    assert sorted(codes) == [
        *("forecast_effect_lost", "forecast_effect_unclear", "forecast_effect_unknown"),
        "forecast_untold",
    ]
