"""What pictures of ad money say: what a split brings, the last yuan, what is moved."""

from __future__ import annotations

import calendar_shown_samples as samples
import numpy as np
import pytest

from shopkit.i18n import LANGS
from shopkit.spending import Channel, Curve, split
from shopkit.spending.pictures import curves_shown, split_shown

PAIR = [Channel("甲", Curve("log", 9000, 2500)), Channel("乙", Curve("log", 3000, 2500))]


@pytest.mark.parametrize("shown", [samples.curves, samples.split], ids=lambda one: one.__name__)
@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_filled_in(shown, lang):
    frame, words = shown(lang)
    said = [words.title, words.subtitle, words.source, words.so, words.alt, *words.label.values()]
    said += [str(cell) for column in frame if column.endswith("text") for cell in frame[column]]
    assert not [each for each in said if "{" in each or "nan" in each or "NaT" in each]


def test_points_lie_on_their_curves_and_lines_are_as_steep_as_the_next_yuan():
    best = split(PAIR, 6000)
    frame, _ = curves_shown(PAIR, best, {"甲": 1000.0, "乙": 5000.0}, "zh")
    for n, channel in enumerate(PAIR):
        rows = frame[frame["n"] == n]
        held = rows[rows["kind"] != "slope"]
        there = channel.curve.sales(held["spend"].to_numpy())
        assert held["value"].to_numpy() == pytest.approx(there, abs=0.05)
        line = rows[rows["kind"] == "slope"]
        rise = np.diff(line["value"])[0] / np.diff(line["spend"])[0]
        assert rise == pytest.approx(best.marginal, rel=1e-3)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"甲": 1000.0, "乙": 5000.0}, "同样的钱换个分法"),
        ({"甲": 9000.0, "乙": 5000.0}, "花 ¥6,000 预计成交"),
        ({"甲": 1000.0}, "按最好的分法"),
    ],
)
def test_the_title_compares_only_the_same_money(now, said):
    assert said in curves_shown(PAIR, split(PAIR, 6000), now, "zh")[1].title


def test_a_split_that_is_the_best_is_not_said_to_bring_more():
    best = split(PAIR, 6000)
    now = dict(zip(best.channels["channel"], best.channels["spend_cny"], strict=True))
    assert "差不多最好" in curves_shown(PAIR, best, now, "zh")[1].title
    assert split_shown(best, now, "zh")[1].title == "¥6,000 分给 2 个渠道"
    assert "没有一个渠道" in curves_shown([], split([], 0.0), {}, "zh")[1].title
    assert split_shown(split([], 0.0), {}, "zh")[1].title == "没有可以分钱的渠道"


def test_limits_and_money_better_kept_are_said():
    held = [Channel("甲", Curve("log", 9000, 2500), most_cny=500.0), PAIR[1]]
    best = split(held, 20_000, break_even_roi=0.5)
    frame, words = split_shown(best, {"甲": 400.0}, "zh")
    assert "剩下的" in words.so
    assert "先不花" in words.so
    by_name = frame.set_index("name_text")
    assert by_name["end_text"]["甲"] == "¥400 → ¥500 · 到了上限"
    assert by_name["before_text"]["乙"] == "—"
    assert frame["value"].is_monotonic_decreasing
    assumed = [Channel("丙", Curve("power", 100, 0.5, assumed=True))]
    words = curves_shown(assumed, split(assumed, 100), {}, "zh")[1]
    assert "有的曲线是假设的" in words.subtitle


@pytest.mark.parametrize(("lang", "said"), [("zh", "假设"), ("en", "assumed")])
def test_a_split_that_rests_on_an_assumption_says_so_in_its_picture(lang, said):
    guessed = [*PAIR, Channel("丙", Curve("power", 100, 0.5, assumed=True))]
    assert said in split_shown(split(guessed, 6000), {}, lang)[1].subtitle
    assert said not in split_shown(split(PAIR, 6000), {}, lang)[1].subtitle
