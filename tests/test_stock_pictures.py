"""What pictures of stock say: the most urgent product, what a campaign lacks and leaves."""

from __future__ import annotations

import calendar_shown_samples as samples
import pytest

from shopkit.i18n import LANGS
from shopkit.stock import Buying, Moment, proposals
from shopkit.stock.pictures import campaign_shown, cover_shown


@pytest.mark.parametrize("shown", [samples.cover, samples.campaign], ids=lambda one: one.__name__)
@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_filled_in(shown, lang):
    frame, words = shown(lang)
    said = [words.title, words.subtitle, words.source, words.so, words.alt, *words.label.values()]
    said += [str(cell) for column in frame if column.endswith("text") for cell in frame[column]]
    assert not [each for each in said if "{" in each or "nan" in each or "NaT" in each]


def proposed():
    return proposals(samples.cover_frame(), samples.supplied(), Buying(), Moment(samples.TODAY))


def test_the_most_urgent_stand_first_and_long_bars_are_cut():
    made = proposed()
    frame, words = cover_shown(made, "zh")
    place = ["late", "now", "later", "unknown", "none"]
    order = [place.index(state) for state in frame["state"]]
    assert order == sorted(order)
    assert "花洒 增压款" in words.title
    assert frame["value"].max() <= 75.0  # 2.5 times the longest lead time
    cut = frame["value_text"].str.endswith("»")
    assert (frame.loc[cut, "value"] == 75.0).all()
    assert frame.set_index("name_text")["value_text"]["浴室柜"] == "没有卖出 »"
    assert frame.set_index("name_text")["lead_text"]["马桶"] == "—"


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (("late", "now"), "的最晚下单日|错过最晚下单日"),
        (("now",), "现在就要下单"),
        (("later",), "都不用马上下单"),
        (("unknown",), "款没填到货天数"),
        (("none",), "款都不用下单"),
    ],
)
def test_the_title_follows_the_most_urgent_state(states, said):
    made = proposed()
    made = made[made["order_state"].isin(states)]
    if made.empty:
        made = proposed().head(2).assign(order_state=states[0])
    title = cover_shown(made, "zh")[1].title
    assert any(part in title for part in said.split("|"))


def test_days_of_another_year_say_their_year():
    made = proposed().head(1).assign(order_state="later", order_by="2027-03-05")
    assert "2027年3月5日前" in cover_shown(made, "zh", samples.TODAY)[1].title
    assert "，3月5日前" in cover_shown(made, "zh")[1].title


def test_a_campaign_says_what_it_lacks_most_and_by_when():
    stock = samples.stocked()
    frame, words = campaign_shown("双12", stock, "zh")
    there = stock["units_planned"].fillna(stock["stock_units"])
    lack = stock["units_needed"] - there
    worst = stock["title"][lack.idxmax()]
    assert frame["name_text"].iloc[0] == worst
    assert words.title.startswith(f"「双12」3 款里 {int((lack > 0).sum())} 款备货不够")
    assert worst in words.title
    open_ = stock[stock["order_units"] > 0]
    first = open_[open_["order_by"].notna()].sort_values("order_by").iloc[0]
    assert first["title"] in words.so
    known = frame["sold"].notna()
    assert (frame.loc[known, "sold"] <= frame.loc[known, "value"] + 1e-9).all()
    unknown = stock.assign(units_needed=float("nan"), left_units=float("nan"))
    assert "3 款不知道要卖多少" in campaign_shown("双12", unknown, "zh")[1].title
    assert cover_shown(proposed().iloc[:0], "zh")[1].title.startswith("没有库存数据")
    enough = stock.assign(units_planned=5000.0, left_units=4000.0)
    fine = campaign_shown("双12", enough, "en")[1]
    planned = "“双12”: the units planned suffice for 3 products; about 12,000 of them may be left"
    assert fine.title == planned
    one = enough.assign(units_planned=[5000.0, 5000.0, float("nan")], stock_units=9e9)
    there = "“双12”: stock suffices for 3 products; about 12,000 units may be left"
    assert campaign_shown("双12", one, "en")[1].title == there
    assert campaign_shown("双12", stock.iloc[:0], "zh")[1].title == "「双12」没有写备货"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_that_suffices_and_is_not_there_yet_says_what_to_order(lang):
    """Planned 60, needed 33, 15 there: the least order of 60 is not told as a plain order."""
    row = {"units_planned": 60.0, "units_needed": 33.0, "stock_units": 15.0, "left_units": 37.0}
    told = {"order_units": 60.0, "order_state": "later", "order_by": "2026-11-13"}
    stock = samples.stocked().head(1).assign(**row, **told)
    frame, words = campaign_shown("双12", stock, lang)
    assert frame["left_text"].tolist() == ["37"]
    assert {"zh": "差 18 件", "en": "lacks 18"}[lang] in words.so
    assert {"zh": "并成一单", "en": "usual order"}[lang] in words.so
    there = stock.assign(order_units=0.0, order_state="none", stock_units=90.0)
    assert campaign_shown("双12", there, lang)[1].so == ""
