"""What the picture of a year says: clashes, quiet months, what is assumed, in both languages."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import calendar_shown_samples as samples
import pandas as pd
import pytest
import vl_convert
from pricing_samples import made_plan

from shopkit.campaigns import year_frame
from shopkit.campaigns.pictures import Year, ribbon_shown
from shopkit.charts import campaigns, fonts
from shopkit.charts.look import Look
from shopkit.charts.picture import Picture
from shopkit.charts.timeline import Window, levels
from shopkit.i18n import LANGS


def shown(lang="zh", today=samples.TODAY, **plan):
    made = made_plan(**plan)
    return ribbon_shown(year_frame(made, 2026, lang), Year(2026, today), lang)


def one(name, starts, ends):
    return {"name": name, "kind": "small", "starts": starts, "ends": ends}


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_filled_in(lang):
    frame, words = samples.ribbon(lang)
    said = [words.title, words.subtitle, words.source, words.so, words.alt, *words.label.values()]
    said += [str(cell) for column in frame if column.endswith("text") for cell in frame[column]]
    assert not [each for each in said if "{" in each or "nan" in each or "NaT" in each]


def test_days_two_campaigns_share_are_found_and_said():
    both = [one("甲", "2026-03-01", "2026-03-10"), one("乙", "2026-03-08", "2026-03-20")]
    frame, words = shown(campaigns=both)
    clash = frame[frame["kind"] == "clash"]
    assert clash[["starts", "ends"]].to_numpy().tolist() == [
        [pd.Timestamp("2026-03-08").value, pd.Timestamp("2026-03-10").value]
    ]
    assert words.title == "2026年本店的「甲」和「乙」同时进行 3 天"
    apart = [one("甲", "2026-03-01", "2026-03-10"), one("乙", "2026-03-11", "2026-03-20")]
    frame, words = shown(campaigns=apart)
    assert not (frame["kind"] == "clash").any()
    assert "没有撞期" in words.title


def test_quiet_months_are_named():
    months = [one(f"{n}", f"2026-{n:02d}-05", f"2026-{n:02d}-07") for n in range(1, 13)]
    assert "每个月都有安排" in shown(campaigns=months)[1].title
    some = [each for each in months if each["name"] not in ("2", "8")]
    assert shown(campaigns=some)[1].title.endswith("2月、8月没有安排")
    assert shown("en", campaigns=some)[1].title.endswith("nothing in Feb, Aug")
    assert shown()[1].title == "2026年本店还没有排活动"


def test_the_next_campaign_is_said_and_a_year_without_today_draws_no_line():
    plan = {"campaigns": [one("甲", "2026-11-08", "2026-11-09")]}
    frame, words = shown(**plan)
    assert words.so.startswith("下一场是「甲」，11月8日开始，还有 7 天。")
    assert frame["today"].notna().all()
    assert shown(today=date(2027, 1, 1), **plan)[0]["today"].isna().all()
    assert shown(today=None, **plan)[1].so == ""


def test_stretches_stay_inside_the_year_and_say_what_is_assumed():
    frame, _ = samples.ribbon("zh")
    assert frame["starts"].min() >= pd.Timestamp("2026-01-01")
    assert frame["ends"].max() <= pd.Timestamp("2026-12-31")
    assert (frame["starts"] <= frame["ends"]).all()
    guessed = frame[~frame["sure"]]
    assert len(guessed)
    assert guessed["when_text"].str.endswith("（假设）").all()
    assert not frame[frame["sure"]]["when_text"].str.contains("假设").any()


def test_what_recurs_most_is_drawn_and_the_rest_counted():
    events = [{"name": f"事{n}", "every": "week", "weekday": 1 + n % 7} for n in range(8)]
    frame, words = shown(agenda={"recurring": events})
    assert frame[frame["lane"] == "recurring"]["lane_text"].nunique() == 5
    assert "另有 3 项" in words.subtitle


def test_rows_of_a_timeline_never_meet():
    spans = [(0, 10), (5, 20), (8, 9), (16, 30), (40, 50)]
    rows = levels(spans)
    for row in set(rows):
        held = [span for span, at in zip(spans, rows, strict=True) if at == row]
        assert all(low > end for (_, end), (low, _) in pairwise(held))
    assert levels(spans, 1).count(-1) == 2
    window = Window(pd.Timestamp("2026-01-01"), 10, 100.0, 200.0)
    assert window.span(pd.Timestamp("2026-01-02"), pd.Timestamp("2026-01-03")) == (110.0, 130.0)
    assert window.at(pd.Timestamp("2025-01-01")) == 100.0
    assert window.at(pd.Timestamp("2027-01-01")) == 200.0


@pytest.mark.parametrize("lang", LANGS)
def test_a_year_fills_a_sheet_of_paper(lang):
    """An A3 sheet lying on its side is 1.41 times as wide as high."""
    frame, words = samples.ribbon(lang)
    drawn = Picture(lambda look: campaigns.ribbon(frame, words, look), words, lang)
    svg = drawn.svg(Look(lang, across=1200))
    fonts.register()
    png = vl_convert.svg_to_png(svg)
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert wide == 1200
    assert high < 1200 / 1.41
    assert vl_convert.svg_to_pdf(svg).startswith(b"%PDF")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", ["wide", "half", "phone"])
def test_what_is_drawn_pale_is_named_in_the_key(lang, size):
    """Words that speak of an assumption have their sign in the picture, and no others."""
    frame, words = samples.ribbon(lang)
    named = words.label["guess"]
    assert named in str(campaigns.ribbon(frame, words, Look(lang, size)).to_dict())
    sure = frame[frame["sure"]]
    assert named not in str(campaigns.ribbon(sure, words, Look(lang, size)).to_dict())
