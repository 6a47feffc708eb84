"""Festivals, terms and shopping days: the rules, what is computed, and a second library agree.

Computed with lunar_python; the rules were made with lunardate and cnlunar; cnlunar holds both to.
"""

from collections import Counter
from datetime import datetime, timedelta

import cnlunar
import pytest

from shopkit.almanac import (
    festival_day,
    festivals,
    lunar_festivals,
    shopping_days,
    solar_terms,
)
from shopkit.almanac.festivals import computed
from shopkit.errors import PlanError

RULED, YEARS = range(2025, 2029), range(2020, 2036)
LUNAR = {
    "laba": (12, 8),
    "little_new_year_north": (12, 23),
    "little_new_year_south": (12, 24),
    "spring_festival": (1, 1),
    "lantern": (1, 15),
    "dragon_head": (2, 2),
    "dragon_boat": (5, 5),
    "qixi": (7, 7),
    "zhongyuan": (7, 15),
    "mid_autumn": (8, 15),
    "double_ninth": (9, 9),
}


@pytest.mark.parametrize("year", RULED)
@pytest.mark.parametrize("kind", ["lunar", "term", "shopping"])
def test_what_is_computed_agrees_with_the_rules(kind, year):
    ruled = [one for one in festivals(year) if one.kind == kind]
    assert all(one.source == f"calendar.{_NAME[kind]}-{year}" for one in ruled)
    told = {(one.key, one.day, one.zh, one.en) for one in computed(kind, year)}
    assert {(one.key, one.day, one.zh, one.en) for one in ruled} == told


_NAME = {"lunar": "lunar", "term": "solar-terms", "shopping": "shopping-days"}


@pytest.mark.parametrize("year", YEARS)
def test_lunar_festivals_agree_with_a_second_library(year):
    for one in lunar_festivals(year):
        if one.key != "new_year_eve":
            said = cnlunar.Lunar(datetime(one.day.year, one.day.month, one.day.day))
            assert (said.lunarMonth, said.lunarDay) == LUNAR[one.key]
            assert not said.isLunarLeapMonth
    eve = festival_day("new_year_eve", year)
    assert eve == festival_day("spring_festival", year) - timedelta(1)


def test_no_lunar_festival_is_missing():
    found = Counter(one.key for year in YEARS for one in lunar_festivals(year))
    assert set(found) == {*LUNAR, "new_year_eve"}
    assert all(found[key] == len(YEARS) for key, (month, _) in LUNAR.items() if month < 12)
    assert all(abs(count - len(YEARS)) <= 1 for count in found.values())


@pytest.mark.parametrize("year", YEARS)
def test_solar_terms_agree_with_a_second_library(year):
    ours = {one.zh: (one.day.month, one.day.day) for one in solar_terms(year)}
    assert ours == cnlunar.Lunar(datetime(year, 6, 1)).thisYearSolarTermsDic


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("spring_festival", "2020-01-25"),
        ("spring_festival", "2033-01-31"),
        ("mid_autumn", "2020-10-01"),
        ("mid_autumn", "2033-09-08"),  # the year whose leap month many tables had wrong
        ("mid_autumn", "1978-09-17"),
        ("dragon_boat", "2023-06-22"),
        ("winter_solstice", "2024-12-21"),
        ("clear_and_bright", "2024-04-04"),
        ("mothers_day", "2024-05-12"),
        ("fathers_day", "2030-06-16"),
    ],
)
def test_published_days(key, day):
    """Sources: calendars of the Purple Mountain and the Hong Kong Observatory."""
    assert str(festival_day(key, int(day[:4]))) == day


@pytest.mark.parametrize("year", [1950, 1983, 2012, 2029, 2057, 2099, 2100])
def test_every_year_of_the_almanac_has_its_days_in_order(year):
    found = festivals(year)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert {one.day.year for one in found} == {year}
    assert all(one.computed for one in found)
    assert len([one for one in found if one.kind == "term"]) == 24
    assert len([one for one in found if one.kind == "shopping"]) == 11
    once = [one.key for one in found if one.kind == "lunar" and not one.key.startswith("l")]
    assert len(once) == len(set(once)) == 8


def test_a_day_of_the_last_lunar_month_may_come_twice_or_never():
    def laba(year: int) -> list[str]:
        return [str(one.day) for one in lunar_festivals(year) if one.key == "laba"]

    assert laba(2022) == ["2022-01-10", "2022-12-30"]
    assert laba(2023) == []


def test_names_stand_in_both_languages():
    found = shopping_days(2040)
    assert [one.name("zh") for one in found][:2] == ["情人节", "妇女节"]
    assert found[0].name("en") == "Valentine's Day"


@pytest.mark.parametrize("ask", [festivals, lunar_festivals, solar_terms, shopping_days])
@pytest.mark.parametrize("year", [1949, 2101])
def test_a_year_outside_is_refused(ask, year):
    with pytest.raises(PlanError):
        ask(year)
