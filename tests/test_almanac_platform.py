"""Campaigns of the platforms: the past as it was, the future assumed and marked so."""

from datetime import date

import pytest
from almanac_plans import plan_of

from shopkit import rules
from shopkit.almanac import (
    campaign_days,
    festival_day,
    key_of,
    platform_campaigns,
    seasons,
    signup_lead,
    signup_window,
    with_days,
)
from shopkit.almanac.platform import OPEN_END, same_date
from shopkit.almanac.years import named_rows
from shopkit.errors import PlanError
from shopkit.i18n import LANGS
from shopkit.periods import Period

PLATFORMS = ("taobao", "tmall", "jd")
LUNAR = {"nianhuo": "spring_festival", "qixi": "qixi"}


def campaign(platform: str, key: str, year: int):
    return next(one for one in platform_campaigns(platform, year) if one.key == key)


def test_double_11_of_2025_as_it_was():
    """Source: campaign.taobao.double11-2025."""
    one = campaign("tmall", "double11", 2025)
    assert (one.start, one.end) == (date(2025, 10, 15), date(2025, 11, 14))
    assert (one.certain, one.assumed, one.moved_from) == (True, False, None)
    assert one.source == "campaign.taobao.double11-2025"
    assert one.title("zh") == "2025年双11"
    assert [(part.phase, part.start, part.hour) for part in one.phases] == [
        ("presale", date(2025, 10, 15), 20),
        ("burst", date(2025, 10, 20), 20),
        ("burst", date(2025, 10, 31), None),
        ("burst", date(2025, 11, 7), None),
        ("burst", date(2025, 11, 11), None),
        ("encore", date(2025, 11, 12), None),
    ]
    assert [part.certain for part in one.phases] == [True, True, False, True, True, True]


def test_an_unknown_end_stays_unknown_and_is_counted_as_in_the_nearest_year():
    one = campaign("taobao", "618", 2026)
    assert (one.start, one.end, one.open) == (date(2026, 5, 13), None, True)
    before = campaign("taobao", "618", 2025)
    peak = next(part for part in before.phases if part.zh == "巅峰期")
    assert one.likely_end == date(2026, 6, 15) + (before.end - peak.start)
    assert one.span == Period(date(2026, 5, 13), date(2026, 6, 20))
    peak = one.phase_days()[-1]
    assert (peak.phase.zh, str(peak.span), peak.sure) == (
        "巅峰期",
        "2026-06-15..2026-06-20",
        False,
    )
    assert date(2026, 6, 18) <= one.span.end <= date(2026, 6, 21)  # the note of the rule


def test_an_unknown_end_no_year_tells_of_is_counted_by_the_fallback():
    nianhuo = campaign("taobao", "nianhuo", 2025)
    assert (nianhuo.end, nianhuo.likely_end) == (None, None)
    assert nianhuo.span == Period(date(2025, 1, 2), date(2025, 1, 6) + OPEN_END)
    qixi = campaign("taobao", "qixi", 2025)
    assert (qixi.start, qixi.span) == (None, Period(date(2025, 8, 23), date(2025, 8, 29)))


def test_words_that_name_no_phase_stay_words():
    phases = campaign("jd", "618", 2026).phases
    assert [(part.phase, part.name("en")) for part in phases] == [
        (None, "red packets"),
        (None, "main phase, concert"),
        ("burst", "climax"),
    ]


def test_what_was_not_found_is_there_without_days_and_can_be_assumed():
    one = campaign("tmall", "double12", 2026)
    assert (one.span, one.phase_days(), signup_window(one)) == (None, (), None)
    likely = with_days(one)
    assert likely is not None
    assert (str(likely.span), likely.assumed, likely.moved_from) == (
        "2026-12-08..2026-12-12",
        True,
        2025,
    )
    known = campaign("tmall", "double11", 2025)
    assert with_days(known) is known
    assert str(with_days(campaign("tmall", "99", 2026)).span) == "2026-09-06..2026-09-11"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_2027_is_planned_for_and_marked_assumed(platform):
    found = platform_campaigns(platform, 2027)
    assert [one.key for one in found] == [
        *("nianhuo", "38", "618", "qixi", "99", "double11", "double12"),
    ]
    assert all(one.assumed and not one.certain and not one.phases for one in found)
    assert {one.source for one in found} == {"campaign.planning-2027"}
    assert str(found[0].span) == "2026-12-28..2027-01-31"


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    ("year", "source"), [(1950, 2025), (2023, 2025), (2028, 2027), (2100, 2027)]
)
def test_other_years_are_moved_from_the_nearest(platform, year, source):
    found, other = platform_campaigns(platform, year), platform_campaigns(platform, source)
    assert {one.key for one in found} == {one.key for one in other}
    assert all(one.assumed and not one.certain and one.moved_from == source for one in found)
    assert not any(part.certain for one in found for part in one.phases)
    for one in found:
        before = next(each for each in other if each.key == one.key)
        if one.key in LUNAR and before.span:
            ahead = festival_day(LUNAR[one.key], year) - one.span.start
            assert ahead == festival_day(LUNAR[one.key], source) - before.span.start
        elif before.start:
            assert (one.start.month, one.start.day) == (before.start.month, before.start.day)
        assert before.span is None or abs(one.span.days - before.span.days) <= 1


@pytest.mark.parametrize(
    ("platform", "year", "key", "start", "end"),
    [
        ("tmall", 2024, "618", "2024-05-20", "2024-06-20"),
        ("jd", 2024, "618", "2024-05-31", None),
        ("taobao", 2024, "double11", "2024-10-14", None),
        ("tmall", 2022, "double11", "2022-10-24", None),
        ("tmall", 2021, "double11", "2021-10-20", None),
    ],
)
def test_years_of_which_only_the_start_is_known_start_then(platform, year, key, start, end):
    """Rules campaign.history: starts of past years, and of one the end."""
    (one,) = (each for each in platform_campaigns(platform, year) if each.key == key)
    assert str(one.start) == start
    assert one.source == f"campaign.history.{key}-starts"
    assert (one.certain, one.assumed) == (end is not None, end is None)  # else the end is assumed
    assert end is None or str(one.end) == end
    assert one.phases == ()
    others = [each for each in platform_campaigns(platform, year) if each.key == "38"]
    assert all(each.assumed for each in others)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("year", range(2023, 2031))
def test_phases_lie_inside_in_order(platform, year):
    for one in platform_campaigns(platform, year):
        days = one.phase_days()
        starts = [part.span.start for part in days]
        assert starts == sorted(starts)
        for part in days:
            assert one.span.start <= part.span.start <= part.span.end <= one.span.end
        assert all(one.name(lang) for lang in LANGS)


def test_other_platforms_have_no_campaigns():
    assert platform_campaigns("other", 2026) == () == seasons("other", 2026)
    with pytest.raises(PlanError):
        platform_campaigns("jd", 2101)


def test_school_seasons_come_every_year_and_are_never_certain():
    found = seasons("jd", 2027)
    assert [(one.key, str(one.span)) for one in found] == [
        ("school_spring", "2027-02-15..2027-03-05"),
        ("school_autumn", "2027-08-20..2027-09-10"),
    ]
    assert all(one.assumed and not one.certain for one in (*found, *seasons("jd", 2026)))


def test_the_lead_of_the_sign_up_is_an_assumption():
    """Source: campaign.lead-times."""
    jd, tmall = signup_lead("jd"), signup_lead("tmall")
    assert (jd.least_days, jd.most_days, jd.observed) == (20, 25, True)
    assert (tmall.least_days, tmall.most_days, tmall.observed) == (17, 47, False)
    assert not jd.certain
    window = signup_window(campaign("jd", "618", 2027))
    assert window == Period(date(2027, 4, 18), date(2027, 4, 23))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        *[("双11", "double11"), ("天猫双十一", "double11"), ("2026 Double 11", "double11")],
        *[("京东618", "618"), ("618大促", "618"), ("年终好价节", "double12"), ("38", "38")],
        *[
            ("2027年货节", "nianhuo"),
            ("七夕", "qixi"),
            ("清仓", None),
            ("2026", None),
            ("天猫", None),
        ],
        *[("2026年双 11", "double11"), ("JD 618 2026", "618")],
    ],
)
def test_campaigns_are_known_by_their_names(said, key):
    assert key_of(said) == key


def test_no_name_means_two_campaigns():
    said = [
        name
        for row in named_rows("campaigns")
        for name in {row["key"], *(row[at].casefold() for at in ("zh", "en"))}
    ]
    assert len(said) == len(set(said))


def test_every_dated_campaign_of_the_rules_is_named():
    keys = {row["key"] for row in named_rows("campaigns")}
    for platform in PLATFORMS:
        for year in (2025, 2026, 2027):
            assert {one.key for one in platform_campaigns(platform, year)} <= keys


def test_every_mapped_phase_is_one_of_the_rules():
    rows = [row for rule in rules.rules(topic="campaign-date") for row in rule.table]
    said = {row.values.get("phase_zh") for row in rows}
    assert {row["said"] for row in named_rows("phases")} <= said


def test_days_of_jd_reach_back_though_its_new_year_festival_begins_in_december():
    span = Period(date(2024, 6, 1), date(2025, 1, 19))
    found = campaign_days(plan_of("jd"), span)
    assert found[date(2024, 6, 18)] == "618 2024"
    assert found[date(2025, 1, 10)] == "nianhuo 2024"
    assert set(found) <= set(span)


def test_the_plans_campaigns_go_before_the_platforms():
    own = [{"name": "店庆", "starts": "2025-06-10", "ends": "2025-06-18"}]
    found = campaign_days(plan_of(campaigns=own), Period(date(2025, 6, 9), date(2025, 6, 19)))
    assert found[date(2025, 6, 9)] == found[date(2025, 6, 19)] == "618 2025"
    assert found[date(2025, 6, 10)] == found[date(2025, 6, 18)] == "店庆 2025"


def test_a_leap_day_moves_to_the_28th():
    assert same_date(date(2028, 2, 29), 2027) == date(2027, 2, 28)
    assert same_date(date(2024, 2, 29), 2028) == date(2028, 2, 29)
