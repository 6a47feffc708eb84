"""What pictures of money ahead say: the finding, in both languages, of what they show."""

from __future__ import annotations

from dataclasses import replace

import money_samples as samples
import pandas as pd
import pytest

from shopkit.charts.fit import text_width
from shopkit.charts.look import Look
from shopkit.charts.lowest import Scene, place
from shopkit.finance import pictures
from shopkit.finance.cash import cash, lowest, side_by_side
from shopkit.finance.chances import tornado
from shopkit.finance.forecast import forecast
from shopkit.finance.model import Model
from shopkit.finance.pnl import pnl
from shopkit.i18n import LANGS

EVERY = [samples.profit, samples.money, samples.fan, samples.drivers, samples.scenarios]
FIRST = samples.SHOP.starts


def simple(*sales, **more):
    return forecast(Model(starts=FIRST, sales_cny=tuple(sales), **more))


@pytest.mark.parametrize("shown", EVERY, ids=lambda one: one.__name__)
@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_filled_in(shown, lang):
    frame, words = shown(lang)
    said = [words.title, words.subtitle, words.source, words.so, words.alt, *words.label.values()]
    said += [str(cell) for column in frame if column.endswith("text") for cell in frame[column]]
    assert not [each for each in said if "{" in each or "nan" in each or "NaT" in each]


def test_costs_pile_up_to_what_is_not_left():
    account = pnl(forecast(samples.SHOP))
    frame, _ = pictures.profit_shown(account, "zh")
    costs = frame[frame["kind"] == "cost"].groupby("n")["high"].max().to_numpy()
    left = account["profit_after_tax_cny"].to_numpy()
    assert costs == pytest.approx(account["net_cny"].to_numpy() - left, abs=0.02)
    shown = frame[frame["kind"] == "left"]["high"].to_numpy()
    assert shown == pytest.approx(left)


@pytest.mark.parametrize(
    ("sales", "pay", "said"),
    [
        ((10.0, 10.0), 2.0, "一共赚 ¥16，没有一个月亏"),
        ((1.0, 30.0), 2.0, "一共赚 ¥27，从2026年12月起每个月都不亏"),
        ((1.0, 3.0), 2.5, "一共亏 ¥1，从2026年12月起才不亏"),
        ((1.0, 1.0), 2.0, "一共亏 ¥2，最后一个月还在亏"),
        ((30.0, 1.0), 2.0, "一共赚 ¥27，但最后一个月在亏"),
    ],
)
def test_profit_says_from_when_no_month_loses(sales, pay, said):
    title = pictures.profit_shown(pnl(simple(*sales, payroll_cny=pay)), "zh")[1].title
    assert title == f"2 个月{said}"


@pytest.mark.parametrize(
    ("opening", "least", "said"),
    [
        (1_000.0, 0.0, "现金最低在2026年12月：¥200，一直够用"),
        (1_000.0, 700.0, "2026年11月起现金低于最低要留的，2026年12月最少，只剩 ¥200，差 ¥500"),
        (1_000.0, 300.0, "2026年12月现金最少，只剩 ¥200，比最低要留的少 ¥100"),
        (300.0, 300.0, "2026年11月现金会断，2026年12月缺得最多：¥500"),
        (500.0, 300.0, "2026年12月现金会断，缺得也最多：¥300"),
    ],
)
def test_cash_says_where_it_is_lowest(opening, least, said):
    made = simple(100.0, 100.0, 600.0, payroll_cny=500.0, opening_cny=opening, least_cny=least)
    frame, words = pictures.cash_shown(cash(made), lowest(made), least, "zh")
    assert words.title == said
    assert frame.loc[frame["lowest_text"] != "", "t"].tolist() == [pd.Timestamp("2026-12-01")]


@pytest.mark.parametrize(
    ("ruin", "said"),
    [
        (0.0, "都不缺钱"),
        (0.0004, "不到 0.1%"),
        (0.123, "12.3%"),
        (0.9996, "99.9% 以上"),
        (1.0, "都会缺钱"),
    ],
)
def test_odds_are_never_more_certain_than_the_runs(ruin, said):
    months = pd.DataFrame({"date": pd.to_datetime(["2026-11-01"])})
    months = months.assign(cash_p10_cny=-5e4, cash_p50_cny=1e5, cash_p90_cny=2e5)
    words = pictures.fan_shown(months, ruin, 10_000, 0.0, "zh")[1]
    assert said in words.title
    assert "¥5万" in words.so


def test_a_tornado_tells_both_ends_and_which_is_worse():
    drivers = tornado(samples.SHOP, samples.DOUBTS)
    base = lowest(forecast(samples.SHOP)).cny
    frame, words = pictures.tornado_shown(drivers, base, "en")
    assert frame["value"].tolist() == [
        cny
        for pair in zip(drivers["cash_at_low_cny"], drivers["cash_at_high_cny"], strict=True)
        for cny in pair
    ]
    assert ((frame["kind"] == "worse") == (frame["value"] < base)).all()
    assert words.title.startswith("Cost of goods moves the lowest cash most")
    empty = pictures.tornado_shown(tornado(samples.SHOP, []), base, "en")
    assert empty[1].title == "No driver has limits"
    assert empty[0].empty


def test_scenarios_keep_their_figures_and_say_who_runs_short():
    side = side_by_side({name: forecast(one) for name, one in samples.OTHERS.items()})
    frame, words = pictures.scenarios_shown(side, samples.SHOP.least_cny, "zh")
    assert (frame["kind"] == "head").sum() == 3
    assert frame["value"].dropna().abs().max() == 1.0
    short = int((side["lowest_cash_cny"] < samples.SHOP.least_cny).sum())
    assert words.title.startswith(f"4 个情景里有 {short} 个会缺钱")
    fine = side_by_side({"一": forecast(samples.SHOP), "二": forecast(replace(samples.SHOP))})
    assert "都不缺钱" in pictures.scenarios_shown(fine, 0.0, "zh")[1].title
    alone = pictures.scenarios_shown(fine.head(1), 0.0, "zh")[1].title
    assert alone.startswith("只有一个情景")
    assert pictures.scenarios_shown(fine.head(0), 0.0, "zh")[0].empty


CURVES = {
    "rising": [22, 28, 37, 31, 31, 38, 49, 60, 66, 65, 68, 75, 82, 90],
    "falling": [80, 70, 64, 50, 41, 33, 30],
    "a dent": [50, 42, 20, 12, 30, 44, 60, 70],
    "steep dent": [60, 60, 60, 8, 60, 60, 60, 60],
    "short at first": [-30, -5, 9, 14, 30, 41, 52, 60, 70],
    "short at last": [40, 20, 4, -12],
    "above the level": [9, 9.5, 10, 14, 20, 30, 44, 60],
}


@pytest.mark.parametrize("curve", CURVES.values(), ids=CURVES)
@pytest.mark.parametrize("size", ["wide", "half", "phone"])
@pytest.mark.parametrize("said", ["2026年11月 ¥22.1万", "Nov 2026 ¥221K"])
def test_no_line_runs_through_the_words_of_the_lowest_point(curve, size, said):
    look = Look("zh", size)
    reach = max(0, *curve) - min(0, *curve)
    at, across = curve.index(min(curve)), look.width - 54.0
    unit = look.pick(270, 250, 240) / (reach * 1.24)
    scene = Scene(curve, at, [[6.7] * len(curve)], (6.0, "最低要留 ¥6万"), across, unit, look.label)
    placed = place(scene, said)
    wide, step = text_width(said, look.label), across / (len(curve) - 1)
    left = at * step - {"left": 0, "center": wide / 2, "right": wide}[placed.align]
    xs = [min(max(left + wide * n / 99, 0), across) for n in range(100)]
    gaps = []
    for x in xs:
        n = min(int(x / step), len(curve) - 2)
        seen = curve[n] + (curve[n + 1] - curve[n]) * (x / step - n)
        gaps += [abs((curve[at] - y) * unit - placed.dy) for y in (seen, 6.0, 6.7, 0.0)]
    assert min(gaps) >= 6.5  # half the height of a letter and more
    assert left >= -1
    assert left + wide <= across + 1
