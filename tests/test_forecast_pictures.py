"""What the picture of the days ahead says: totals, what a campaign brings, the dip after it."""

from __future__ import annotations

from dataclasses import replace

import calendar_shown_samples as samples
import pandas as pd
import pytest

from shopkit.forecast.ahead import Total
from shopkit.forecast.pictures import days_shown
from shopkit.i18n import LANGS, money


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_filled_in(lang):
    frame, words = samples.days(lang)
    said = [words.title, words.subtitle, words.source, words.so, words.alt, *words.label.values()]
    said += [str(cell) for column in frame if column.endswith("text") for cell in frame[column]]
    assert not [each for each in said if "{" in each or "nan" in each or "NaT" in each]


def test_known_days_stand_before_those_ahead_and_each_has_its_figures():
    frame, _ = samples.days("zh")
    assert frame["t"].is_monotonic_increasing
    assert frame["known"].notna().sum() == 28
    ahead = frame["value"].notna()
    assert (frame["known"].notna() ^ ahead).all()
    assert (frame.loc[ahead, "low"] <= frame.loc[ahead, "value"]).all()
    assert (frame.loc[ahead, "value"] <= frame.loc[ahead, "high"]).all()
    on = frame[frame["campaign_text"] == "年底清仓"]["t"]
    assert (on.min(), on.max()) == (pd.Timestamp("2026-12-18"), pd.Timestamp("2026-12-27"))


def test_totals_and_what_the_campaign_brings_are_said():
    seen = samples.seen()
    _, words = days_shown(seen, "zh")
    total, more = seen.ahead.totals["paid_cny"], seen.brings.paid_cny
    assert all(money(cny, "zh") in words.title for cny in (total.expected, total.low, total.high))
    assert money(more.expected, "zh", sign=True) in words.so
    sales = seen.without.days["paid_cny"] - seen.ahead.days["paid_cny"]
    lost = sales[seen.ahead.days["date"] > "2026-12-27"].clip(lower=0).sum()
    assert f"少卖 {money(lost, 'zh')}" in words.so


def test_what_is_not_sure_is_not_claimed():
    seen = samples.seen()
    unsure = replace(seen.brings, paid_cny=Total(500.0, -900.0, 2000.0))
    assert "还说不准" in days_shown(replace(seen, brings=unsure), "zh")[1].so
    guessed = replace(seen.ahead, basis="assumed")
    words = days_shown(replace(seen, ahead=guessed), "zh")[1]
    assert "按假设" in words.title
    assert words.so == "没有历史，数字只和假设一样可靠。"


def test_without_a_second_forecast_nothing_is_compared():
    seen = replace(samples.seen(), without=None, brings=None, left_out="")
    frame, words = days_shown(seen, "zh")
    assert frame["without"].isna().all()
    assert set(frame["without_text"]) == {""}
    assert words.so == ""
    flat = replace(samples.seen(0.0), brings=None)
    assert days_shown(flat, "zh")[1].so == ""


@pytest.mark.parametrize("lang", LANGS)
def test_days_the_shop_never_had_are_said_to_be_less_sure(lang):
    seen = samples.seen()
    _, usual = days_shown(seen, lang)
    _, words = days_shown(replace(seen, ahead=replace(seen.ahead, unseen=("preheat",))), lang)
    said = {"zh": "没有过预热的日子", "en": "(preheat)"}[lang]
    assert said in words.so
    assert said not in usual.so
