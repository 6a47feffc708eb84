"""The frame of a year of campaigns, and what of it asks for action."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from almanac_plans import plan_of
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.campaigns import (
    LANES,
    Scope,
    campaign_findings,
    fatigue,
    held,
    holidays_without_plan,
    protection_days,
    quiet_months,
    remarks,
    season_gap,
    year_frame,
)
from shopkit.errors import PlanError
from shopkit.findings import Severity
from shopkit.i18n import LANGS
from shopkit.plan import load_plan

SHOPS = ("bathware", "cosmetics", "flagship", "jdbrand")
TODAY = date(2026, 9, 1)


def campaign(name="秋夜", starts="2026-09-20", ends="2026-09-25", **more):
    """Return a campaign that lacks nothing."""
    full = {"products": ["1"], "sales_cny": 9000, "discount_rate": 0.9, "kind": "small"}
    return {"name": name, "starts": starts, "ends": ends, **full, **more}


def codes(plan, today=TODAY, lang="zh", **more):
    found = campaign_findings(Scope(plan, lang, today), **more)
    return {one.code.removeprefix("campaign_") for one in found} - {"holidays", "quiet", "ahead"}


def found(plan, code, today=TODAY, lang="zh"):
    named = [one for one in campaign_findings(Scope(plan, lang, today)) if code in one.code]
    assert len(named) == 1
    return named[0]


def test_a_whole_year_stands_in_lanes():
    plan = plan_of(
        campaigns=[campaign(kind="member_day")],
        agenda={
            "recurring": [{"name": "会员日", "every": "month", "day": 8, "kind": "member_day"}],
            "meetings": [{"name": "周会", "every": "week", "weekday": 1}],
        },
    )
    frame = year_frame(plan, 2026, "zh")
    assert set(frame["lane"]) == set(LANES)
    assert frame["lane"].tolist() == sorted(frame["lane"], key=LANES.index)
    assert (frame["starts"] <= frame["ends"]).all()
    assert frame[["starts", "ends"]].dtypes.map(str).unique().tolist() == ["datetime64[ns]"]
    assert (frame.loc[frame["lane"] == "term"].shape[0]) == 24
    assert (frame.loc[frame["lane"] == "recurring"].shape[0]) == 12
    sources = frame.loc[frame["lane"] == "campaign", "source"]
    assert sources.tolist() == ["campaigns.0"]


def test_the_past_is_as_it_was_and_the_future_assumed():
    was, will = (year_frame(plan_of(), year, "en") for year in (2025, 2027))
    of = was[(was["event"] == "Double 11 2025") & (was["phase"] == "presale")]
    assert len(of) == 1
    assert not will.loc[will["lane"] == "platform", "certain"].any()
    eleven = will[will["event"] == "Double 11 2027"].iloc[0]
    assert (eleven["starts"], eleven["ends"]) == (
        pd.Timestamp("2027-10-08"),
        pd.Timestamp("2027-11-14"),
    )
    newyear = year_frame(plan_of(), 2026, "zh")
    assert "2027年年货节" in set(newyear["event"])  # it begins in December


def test_a_year_without_notices_is_said():
    plan = plan_of()
    assert len(remarks(plan, 2027, "zh")) == 2
    assert "2027" in remarks(plan, 2027, "en")[0]
    assert remarks(plan, 2026, "zh")[0].startswith("2026 年有的平台活动")
    stated = {"days_off": [{"name": "春节", "starts": "2027-02-05", "ends": "2027-02-11"}]}
    assert len(remarks(plan_of(agenda=stated), 2027, "zh")) == 1
    assert "没有这个平台" in remarks(plan_of("other"), 2026, "zh")[0]
    far = remarks(plan, 2040, "en")
    assert len(far) == 2
    assert not year_frame(plan, 2040, "zh").empty
    with pytest.raises(PlanError):
        year_frame(plan, 1900, "zh")


def test_months_without_anything_are_named():
    plan = plan_of(campaigns=[campaign(starts="2026-02-28", ends="2026-03-01")])
    frame = year_frame(plan, 2026, "zh")
    assert quiet_months(frame, 2026) == (1, *range(4, 13))
    assert found(plan, "quiet").said == (
        "2026 年后面这些月没有活动：2026年10月、2026年11月、2026年12月。"
    )
    round_ = {"recurring": [{"name": "会员日", "every": "month", "day": 31, "kind": "member_day"}]}
    assert quiet_months(year_frame(plan_of(agenda=round_), 2024, "zh"), 2024) == ()


@pytest.mark.parametrize("lang", LANGS)
def test_bad_entries_are_told_and_the_rest_stands(lang):
    plan = plan_of(
        campaigns=[
            campaign("倒过来", "2026-11-11", "2026-11-01"),
            campaign("闰日", "2028-02-29", "2028-02-29"),
            campaign("太远", "2300-01-01", "2300-01-02"),
            campaign(
                "阶段倒过来",
                "2026-10-01",
                "2026-10-09",
                phases=[{"phase": "burst", "starts": "2026-10-05", "ends": "2026-10-03"}],
            ),
        ],
        agenda={"recurring": [{"name": "会员日", "every": "month"}]},
    )
    told = campaign_findings(Scope(plan, lang, TODAY))
    errors = [one for one in told if one.severity == Severity.ERROR]
    assert {one.place for one in errors} == {
        "campaigns.0",
        "campaigns.2",
        "campaigns.3.phases.0",
        "agenda.recurring.0",
    }
    assert all(one.cause and one.action for one in errors)
    assert [one.name for one in held(plan)] == ["阶段倒过来", "闰日"]
    frame = year_frame(plan, 2028, lang)
    assert frame.loc[frame["lane"] == "campaign", "event"].tolist() == ["闰日"]


def test_overlap_on_one_product_names_its_days():
    plan = plan_of(
        campaigns=[
            campaign("甲", "2026-09-20", "2026-09-25", products=["1", "2"]),
            campaign("乙", "2026-09-25", "2026-09-28", products=["2"], discount_rate=0.8),
            campaign("丙", "2026-09-20", "2026-09-28", products=["3"]),
        ],
        products=[{"item_id": "2", "name": "杯"}],
    )
    one = found(plan, "overlap")
    assert one.severity == Severity.WARNING
    assert one.said == "「甲」和「乙」都卖杯。"
    assert one.recomputed == "2026年9月25日 有 1 天同时在卖。"
    whole = plan_of(campaigns=[campaign("甲"), campaign("乙", products=[])])
    assert found(whole, "overlap").severity == Severity.NOTE  # same price
    assert "overlap" not in codes(whole, date(2026, 9, 26))


def test_only_days_on_sale_overlap():
    phases = [
        {"phase": "warm_up", "starts": "2026-09-20", "ends": "2026-09-22"},
        {"phase": "burst", "starts": "2026-09-23", "ends": "2026-09-25"},
    ]
    plan = plan_of(
        campaigns=[
            campaign("甲", phases=phases),
            campaign("乙", "2026-09-20", "2026-09-22", discount_rate=0.95),
        ]
    )
    assert "overlap" not in codes(plan)


def test_less_rest_than_the_plan_wants():
    pair = [
        campaign("甲", "2026-09-20", "2026-09-25", kind="holiday", budget_cny=1),
        campaign("乙", "2026-09-29", "2026-10-02", kind="holiday", products=["2"], budget_cny=1),
    ]
    plan = plan_of(campaigns=pair, agenda={"least_rest_days": 7})
    one = found(plan, "rest")
    assert "只有 3 天" in one.recomputed
    assert "2026年10月3日" in one.action
    assert "rest" not in codes(plan_of(campaigns=pair, agenda={"least_rest_days": 3}))
    assert "rest" not in codes(plan_of(campaigns=pair))


def test_a_missed_signup_is_told_until_a_task_says_it_is_done():
    entry = campaign("双11", "2026-10-20", "2026-11-11", signup_by="2026-08-20")
    plan = plan_of(campaigns=[entry])
    assert found(plan, "signup").code == "campaign_signup_missed"
    done = {"what": "双11 报名", "done": True}
    assert "signup_missed" not in codes(plan_of(campaigns=[entry], tasks=[done]))
    assert "signup_due" in codes(plan, date(2026, 8, 10))
    assert "signup_missed" not in codes(plan, date(2026, 10, 25))
    after = plan_of(campaigns=[entry | {"signup_by": "2026-10-20"}])
    assert found(after, "signup").severity == Severity.ERROR


def test_a_signup_nobody_dated_is_assumed_by_the_lead_times():
    entry = campaign("双11", "2027-10-20", "2027-11-11")
    plan = plan_of(campaigns=[entry])
    one = found(plan, "signup", date(2027, 10, 1))
    assert one.code == "campaign_signup_missed_assumed"
    assert "假设" in one.recomputed
    assert "signup_due_assumed" in codes(plan, date(2027, 9, 15))
    assert not {"signup_due", "signup_due_assumed"} & codes(plan, date(2027, 5, 1))


def test_a_campaign_outside_the_platforms_is_told():
    beside = plan_of(campaigns=[campaign("七夕", "2026-06-01", "2026-06-05")])
    assert found(beside, "beside", date(2026, 5, 1)).severity == Severity.WARNING
    outside = plan_of(campaigns=[campaign("七夕", "2026-08-10", "2026-08-25")])
    assert "outside" in codes(outside, date(2026, 7, 1))
    inside = plan_of(campaigns=[campaign("七夕", "2026-08-10", "2026-08-19")])
    assert not {"outside", "beside"} & codes(inside, date(2026, 7, 1))
    assumed = plan_of(campaigns=[campaign("七夕", "2027-08-01", "2027-08-05")])
    assert "assumed" in codes(assumed)


def test_phases_on_sale_lie_inside_the_campaign():
    phases = [{"phase": "burst", "starts": "2026-09-20", "ends": "2026-09-30"}]
    assert "phase_outside" in codes(plan_of(campaigns=[campaign(phases=phases)]))
    before = [{"phase": "signup", "starts": "2026-08-20", "ends": "2026-08-30"}]
    assert "phase_outside" not in codes(plan_of(campaigns=[campaign(phases=before)]))


def pair(before, after, gap, **sections):
    """Return a plan of two campaigns on one product some days apart."""
    first, second = date(2026, 9, 10), date(2026, 9, 12) + timedelta(gap)
    return plan_of(
        campaigns=[
            campaign("甲", str(first), "2026-09-12", discount_rate=before),
            campaign("乙", str(second), str(second), discount_rate=after),
        ],
        **sections,
    )


def test_a_lower_price_inside_the_protection_window():
    assert protection_days(Scope(plan_of(), "zh", TODAY)) == (15, False)
    assert protection_days(Scope(plan_of("jd"), "zh", TODAY)) == (7, False)
    assert protection_days(Scope(plan_of("other"), "zh", TODAY)) == (0, False)
    assert "protection" in codes(pair(0.9, 0.8, 15))
    assert "protection" not in codes(pair(0.9, 0.8, 16))
    assert "protection" not in codes(pair(0.8, 0.9, 10))
    own = pair(0.9, 0.8, 30, prices={"price_protection_days": 30})
    assert found(own, "protection").evidence == ""
    assert "请确认" in found(pair(0.9, 0.8, 10), "protection").recomputed


def test_a_promise_of_the_lowest_price_looks_back():
    promise = {"lowest_within_days": 15}
    assert "not_lowest" in codes(pair(0.8, 0.9, 15, prices=promise))
    assert "not_lowest" not in codes(pair(0.8, 0.9, 16, prices=promise))
    assert "not_lowest" not in codes(pair(0.9, 0.8, 10, prices=promise))
    assert "not_lowest" not in codes(pair(0.8, 0.9, 15))


def test_a_discount_needs_a_higher_price_in_the_seven_days_before():
    one = found(pair(0.8, 0.8, 7), "no_base")
    assert one.severity == Severity.ERROR
    assert "规范促销行为暂行规定" in one.evidence
    assert "no_base" not in codes(pair(0.8, 0.8, 8))
    assert "no_base" not in codes(pair(0.9, 0.8, 5))


def test_fatigue_counts_the_days_of_a_quarter_once():
    plan = plan_of(
        campaigns=[
            campaign("甲", "2026-07-01", "2026-07-31"),
            campaign("乙", "2026-07-15", "2026-08-14"),
            campaign("丙", "2026-08-14", "2026-08-20", products=[]),
        ],
        agenda={
            "recurring": [{"name": "会员日", "every": "month", "day": 1, "kind": "member_day"}]
        },
    )
    rows = fatigue(plan).set_index(["quarter", "item_id"])["days_promoted"].to_dict()
    own, whole = (n for _, n in sorted(rows.items(), key=lambda kv: -kv[1]))
    assert (own, whole) == (51 + 1, 7 + 3)
    assert "fatigue" in codes(plan)
    assert "fatigue" not in codes(plan, most_share=0.6)
    assert "fatigue" not in codes(plan, date(2026, 10, 1))


def test_a_campaign_of_a_century_counts_every_day_of_it_once():
    plan = plan_of(
        campaigns=[
            campaign("甲", "2000-01-01", "2100-12-31"),
            campaign("乙", "2000-01-01", "2100-12-31", products=["9"]),
        ]
    )
    rows = fatigue(plan)
    assert rows["days_promoted"].sum() == 2 * ((date(2100, 12, 31) - date(2000, 1, 1)).days + 1)
    assert len(rows) == 2 * 4 * 101
    assert (rows["promoted_share"] == 1).all()
    assert len(fatigue(plan, date(2100, 1, 1))) == 2 * 4
    told = [one for one in campaign_findings(Scope(plan, "zh", TODAY)) if "fatigue" in one.code]
    assert len(told) == 1
    said = told[0].said
    assert "2026 年第 3 季度至 2028 年第 4 季度" in said
    days = (date(2028, 12, 31) - date(2026, 7, 1)).days + 1
    assert f"有 {days} 天" in said


def test_quarters_of_fatigue_are_told_together_only_where_they_meet():
    plan = plan_of(
        campaigns=[
            campaign("甲", "2026-10-01", "2027-02-28"),
            campaign("乙", "2027-07-01", "2027-08-31"),
            campaign("丙", "2027-07-01", "2027-08-31", products=["9"]),
        ]
    )
    told = [one for one in campaign_findings(Scope(plan, "en", TODAY)) if "fatigue" in one.code]
    assert [one.said for one in told] == [
        "Q4 2026 – Q1 2027: 1 on promotion for 151 days.",
        "Q3 2027: 1, 9 on promotion for 62 days.",
    ]
    assert "That is 83%, above 40%" in told[0].recomputed


@pytest.mark.parametrize(
    ("most", "share", "limit"),
    [(0.4, "54%", "40%"), (0.54, "54.3%", "54.0%"), (0.543, "54.35%", "54.30%")],
)
def test_a_share_is_told_with_the_digits_that_set_it_apart(most, share, limit):
    plan = plan_of(campaigns=[campaign("甲", "2026-10-01", "2026-11-19")])
    for lang in LANGS:
        (told,) = [
            one
            for one in campaign_findings(Scope(plan, lang, TODAY), most)
            if "fatigue" in one.code
        ]
        assert share in told.recomputed
        assert limit in told.recomputed


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 40), st.sampled_from(["1", "2", ""])),
        max_size=6,
    )
)
@settings(max_examples=40)
def test_shares_never_leave_their_quarter(spans):
    made = []
    for n, (first, long, item) in enumerate(spans):
        starts = date(2026, 1, 1) + timedelta(first)
        ends = starts + timedelta(long)
        made.append(campaign(f"c{n}", str(starts), str(ends), products=[item] if item else []))
    rows = fatigue(plan_of(campaigns=made))
    assert rows["promoted_share"].between(0, 1).all()
    assert not rows.duplicated(["quarter", "item_id"]).any()
    counted = rows.groupby("quarter")["days_promoted"].max().sum()
    all_days = {
        date(2026, 1, 1) + timedelta(first + n) for first, long, _ in spans for n in range(long + 1)
    }
    assert counted <= len(all_days)


@given(
    st.lists(
        st.tuples(
            st.dates(date(2025, 6, 1), date(2027, 12, 1)),
            st.integers(-3, 60),
            st.sampled_from(["618", "双11", "年货节", "自己的", "七夕"]),
            st.none() | st.floats(0.3, 1),
        ),
        max_size=5,
    ),
    st.sampled_from(LANGS),
)
@settings(max_examples=30)
def test_any_campaigns_are_judged_without_failing(entries, lang):
    made = [
        campaign(name, str(first), str(first + timedelta(long)), discount_rate=rate, kind=None)
        for first, long, name, rate in entries
    ]
    plan = plan_of(campaigns=made)
    told = campaign_findings(Scope(plan, lang, TODAY))
    assert all(one.said or one.cause for one in told)
    backwards = sum(long < 0 for _, long, _, _ in entries)
    assert sum(one.code == "campaign_almanac_backwards" for one in told) == backwards
    assert [one.severity for one in told] == sorted((o.severity for o in told), reverse=True)


def test_a_season_in_a_name_fits_its_month():
    assert season_gap("秋上新", date(2014, 3, 1)) == "autumn"
    assert season_gap("Autumn arrivals", date(2026, 9, 1)) is None
    assert season_gap("春节年货", date(2026, 1, 20)) is None
    assert season_gap("中秋", date(2026, 9, 20)) is None
    assert season_gap("秋冬上新", date(2026, 12, 1)) is None


def test_c_s003_timeline_autumn_opening_does_not_fit_march():
    plan = plan_of(campaigns=[campaign("秋上新开业", "2026-03-10", "2026-03-20", kind="opening")])
    assert "秋季" in found(plan, "season", date(2026, 3, 1)).said


def test_s000_p01_calendar_holiday_plan_names_holidays_without_one():
    near = date(2026, 9, 1)
    assert [one.zh for one in holidays_without_plan(plan_of(), near)] == ["中秋节", "国庆节"]
    plan = plan_of(campaigns=[campaign(starts="2026-09-20", ends="2026-09-22")])
    assert [one.zh for one in holidays_without_plan(plan, near)] == ["国庆节"]


def test_s000_p10_calendar_platform_events_are_in_every_year():
    for year in (2025, 2026, 2027):
        frame = year_frame(plan_of(), year, "zh")
        for name, day in (("双11", f"{year}-11-11"), ("618", f"{year}-06-18")):
            there = frame[frame["event"] == f"{year}年{name}"]
            at = pd.Timestamp(day)
            assert ((there["starts"] <= at) & (there["ends"] >= at)).any()


def test_s003_calendar_year_is_2014():
    frame = year_frame(plan_of(), 2014, "zh")
    assert "2014-01-31" in frame.loc[frame["event"] == "春节", "starts"].astype(str).tolist()
    assert not frame.loc[frame["lane"] == "platform", "certain"].any()
    assert "2014" in remarks(plan_of(), 2014, "zh")[0]


def test_s002_p2_calendar_half_year_holds_its_campaigns():
    frame = year_frame(plan_of(), 2026, "zh")
    half = frame[frame["starts"] >= "2026-07-01"]
    assert {"2026年双11", "2026年双12"} <= set(half["event"])


@pytest.mark.parametrize("shop", SHOPS)
def test_sample_shops(shop, root):
    plan = load_plan(Path(root) / "data" / "sample" / shop)
    for lang in LANGS:
        told = campaign_findings(Scope(plan, lang, date(2026, 11, 1)))
        assert {one.severity for one in told} <= {Severity.NOTE, Severity.WARNING}
        assert {"campaign_unreviewed", "campaign_approval_unasked"} <= {one.code for one in told}
        assert not any("{" in one.said + one.recomputed + one.action for one in told)
        for year in (2026, 2027):
            frame = year_frame(plan, year, lang)
            assert not frame.empty
            assert not frame.duplicated().any()


def ahead(plan, today, lang="zh"):
    found = campaign_findings(Scope(plan, lang, today))
    return [one for one in found if one.code == "campaign_ahead"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_a_plan_is_told_what_the_platform_has_next(lang):
    """Sixteen days before Double 12: its sign-up is over, that of the New Year goods is open."""
    first, second = ahead(plan_of(), date(2026, 11, 22), lang)
    assert {"zh": "双12还有 16 天", "en": "Double 12 2026 begins in 16 days"}[lang] in first.said
    assert {"zh": "2026年12月8日", "en": "8 Dec 2026"}[lang] in first.said
    assert {"zh": "按往年推的", "en": "assumed"}[lang] in first.said
    assert {"zh": "已经截止", "en": "sign-up ended"}[lang] in first.recomputed
    assert {"zh": "没有为它安排", "en": "Nothing is planned"}[lang] in first.recomputed
    assert {"zh": "还来得及", "en": "still open"}[lang] in second.recomputed
    assert (first.severity, second.due) == (Severity.WARNING, date(2026, 12, 11))
    _, later = ahead(plan_of(), date(2026, 11, 5), lang)
    assert {"zh": "还没开始", "en": "not open yet"}[lang] in later.recomputed


def test_what_is_planned_or_far_away_is_not_told_as_coming():
    joined_one = plan_of(campaigns=[campaign("双12", "2026-12-08", "2026-12-12")])
    told = ahead(joined_one, date(2026, 11, 22))
    assert [one.severity for one in told] == [Severity.NOTE]  # the New Year goods festival only
    assert "年货节" in told[0].said
    own = plan_of(campaigns=[campaign("店庆", "2026-12-10", "2026-12-10")])
    assert not any("双12" in one.said for one in ahead(own, date(2026, 11, 22)))
    (only,) = ahead(plan_of(), date(2026, 9, 30))
    assert "双11" in only.said


@given(st.dates(date(2025, 1, 1), date(2027, 10, 1)))
@settings(max_examples=40)
def test_never_more_than_two_campaigns_within_sixty_days_are_told(today):
    told = ahead(plan_of(), today, "en")
    assert len(told) <= 2
    for one in told:
        days = int(one.said.split(" begins in ")[1].split(" day")[0])
        assert 0 < days <= 60


@pytest.mark.parametrize("lang", LANGS)
def test_days_after_the_platforms_campaign_are_a_warning_even_where_it_is_assumed(lang):
    """双12 until the 19th: nothing of the platform is behind its last week, the after-sales."""
    phases = [
        {"phase": "burst", "starts": "2026-12-08", "ends": "2026-12-12"},
        {"phase": "after_sales", "starts": "2026-12-13", "ends": "2026-12-19"},
    ]
    long = plan_of(campaigns=[campaign("双12", "2026-12-08", "2026-12-19", phases=phases)])
    one = found(long, "outside", date(2026, 11, 1), lang)
    assert one.severity == Severity.WARNING
    assert {"zh": "12月19日", "en": "19 Dec"}[lang] in one.said
    assert {"zh": "不给涨幅", "en": "lifts nothing"}[lang] in one.recomputed
    early = plan_of(campaigns=[campaign("双12", "2026-12-06", "2026-12-12")])
    assert found(early, "outside", date(2026, 11, 1)).severity == Severity.NOTE
