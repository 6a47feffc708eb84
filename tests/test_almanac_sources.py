"""What the rules say of dates: all of it is used, and as certain as it was read."""

from datetime import date

import pytest

from shopkit.almanac import festival_day, platform_campaigns, shopping_days
from shopkit.rules import rule, rules

YEARS = (2025, 2026)
STARTS = {"double11": "campaign.history.double11-starts", "618": "campaign.history.618-starts"}
FIRSTS = ("presale", "stock_start", "start", "stock_waves")


def dated(platform):
    """Return the rules that date a campaign of a platform, with key and year."""
    for one in rules(platform, "campaign-date"):
        _, place, *rest = one.id.split(".")
        key, _, year = (rest[-1] if rest else "").rpartition("-")
        if place != "history" and year.isdigit():
            yield one, key, int(year)


@pytest.mark.parametrize("platform", ["taobao", "tmall", "jd"])
def test_every_dated_rule_is_a_campaign_of_its_year_as_certain_as_it_was_read(platform):
    told = list(dated(platform))
    assert told
    for one, key, year in told:
        (found,) = [each for each in platform_campaigns(platform, year) if each.key == key]
        assert (found.source, found.certain, found.assumed) == (one.id, one.certain, False)
        days = {(part.zh, part.start, part.end, part.certain) for part in found.phases}
        for row in one.table:
            start, end = (row.values.get(name) for name in ("start", "end"))
            if "结束" not in row.name("zh"):
                assert (row.name("zh"), start, end, row.certain) in days


@pytest.mark.parametrize("key", STARTS)
def test_starts_of_past_years_are_those_the_calendar_has(key):
    for row in rule(STARTS[key]).table:
        year, platform = int(row.values["year"]), row.values["platform"]
        first = [row.values.get(name) for name in FIRSTS]
        day = next((one for one in first if isinstance(one, date)), None)
        if year in YEARS and day and row.values.get("certain") != "no":
            (found,) = [one for one in platform_campaigns(platform, year) if one.key == key]
            starts = {part.start for part in found.phases} | {found.start}
            assert day in starts, (platform, year)


def test_what_was_planned_for_2027_is_assumed():
    windows = {row.name("zh"): row for row in rule("campaign.planning-2027").table}
    found = {one.name("zh"): one for one in platform_campaigns("tmall", 2027)}
    assert len(found) == len(windows)
    spans = {(one.start, one.end) for one in found.values()}
    told = {(row.values["start"], row.values["end"]) for row in windows.values()}
    assert spans == told
    assert all(one.assumed and not one.certain for one in found.values())


def test_mid_autumn_and_national_day_are_those_of_the_rules():
    for row in rule("campaign.golden-autumn").table:
        year = int(row.values["year"])
        assert festival_day("mid_autumn", year) == row.values["mid_autumn"]
        assert row.values["national_day"] == date(year, 10, 1)


@pytest.mark.parametrize("year", range(2025, 2029))
def test_shopping_days_are_those_of_the_rules(year):
    told = {row.values["date"] for row in rule(f"calendar.shopping-days-{year}").table}
    assert {one.day for one in shopping_days(year)} == told
