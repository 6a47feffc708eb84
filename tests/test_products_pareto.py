"""Concentration: shares of the first fifth, the fewest that bring 80 %, the 80/20 statements."""

from math import ceil

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.i18n import LANGS
from shopkit.products import concentration, in_both, pareto, pareto_shown, visit_worth

amounts = st.lists(st.integers(0, 10**7), min_size=1, max_size=80)


def goods(values, **more):
    ids = [f"{n:03d}" for n in range(len(values))]
    return pd.DataFrame({"item_id": ids, "title": ids, "paid_cny": values} | more)


def fifth(count):
    """Shares of `count` products of which the first fifth bring exactly 80 %."""
    few = count // 5
    return [0.8 / few] * few + [0.2 / (count - few)] * (count - few)


@given(amounts)
def test_the_curve_rises_to_one_and_lies_above_the_even_line(values):
    frame = pareto(goods(values))
    spread = concentration(values)
    if sum(values) == 0:
        assert spread.few_share is None
        assert frame["paid_share"].isna().all()
        return
    assert frame["cumulative_share"].iloc[-1] == pytest.approx(1)
    assert (frame["cumulative_share"] >= frame["products_share"] - 1e-9).all()
    assert frame["paid_share"].is_monotonic_decreasing
    assert -1e-12 <= spread.gini <= 1 - 1 / len(values) + 1e-12
    assert spread.few == ceil(len(values) / 5)
    assert spread.few_share == pytest.approx(frame["cumulative_share"].iloc[spread.few - 1])
    before = frame["cumulative_share"].tolist()[: spread.needed]
    assert before[-1] >= 0.8 - 1e-6
    assert spread.needed == 1 or before[-2] < 0.8


@given(amounts, st.integers(1, 1000))
def test_concentration_does_not_depend_on_the_unit(values, factor):
    one, other = concentration(values), concentration([value * factor for value in values])
    assert one.needed == other.needed
    if one.gini is not None:
        assert one.gini == pytest.approx(other.gini)


def test_gini_of_known_lists():
    assert concentration([1, 1, 1, 1]).gini == 0
    assert concentration([0, 0, 0, 9]).gini == pytest.approx(0.75)
    assert concentration([1, 2, 3, 4]).gini == pytest.approx(0.25)


def test_s002_p2_kpi_pareto_traffic():
    """80 % of the traffic from 20 % of the products: the fifth, and the verdict on it."""
    spread = concentration(fifth(50))
    assert (spread.few, spread.needed, spread.needed_share) == (10, 10, 0.2)
    assert spread.few_share == pytest.approx(0.80)
    assert spread.verdict(0.80) == "holds"
    assert concentration([1] * 50).verdict(0.80) == "less"


def test_s002_p2_kpi_pareto_sales():
    """The same of sales; a split of a target by SKU count gives the first 20 of 100 only 20 %."""
    assert concentration(fifth(100)).few_share == pytest.approx(0.80)
    even = concentration([1] * 100)
    assert (even.few, even.few_share) == (20, pytest.approx(0.2))


def test_c_s002_pareto_two_halves():
    """80 % of traffic by one type and 80 % of sales by the other: a visit is worth 16 times."""
    assert visit_worth(visitors_share=0.2, paid_share=0.8) == pytest.approx(16)
    frame = goods(fifth(10), visitors=fifth(10)[::-1])
    assert in_both(frame, "visitors", "paid_cny") == ()
    assert in_both(frame, "paid_cny", "paid_cny") == ("000", "001")


def test_unknown_amounts_are_left_out_and_losses_have_no_gini():
    spread = concentration([5, None, float("nan"), -1])
    assert (spread.products, spread.unknown, spread.gini) == (2, 2, None)
    assert spread.few_share == pytest.approx(1.25)
    assert concentration([]).verdict() == concentration([-1, -2]).verdict() == "unknown"
    assert concentration([9, 1]).verdict() == "few"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("count", [1, 2, 7, 60])
@pytest.mark.parametrize("by", ["visitors", "paid_cny", "contribution_cny"])
def test_the_picture_says_what_it_shows(lang, count, by):
    frame = goods([100 / (n + 1) for n in range(count)]).rename(columns={"paid_cny": by})
    shown, words = pareto_shown(frame, by, "2026-10", lang)
    assert shown["value"].iloc[0] == 0
    assert len(shown) == count + 1
    few = concentration(frame[by].tolist()).few
    assert shown.loc[shown["role"] == "highlight", "x"].tolist() == [few]
    assert shown["value_text"][few] in words.title
    assert words.so
    assert "{" not in words.title + words.subtitle + words.source + words.so + words.alt


@pytest.mark.parametrize("lang", LANGS)
def test_where_some_lose_the_rule_is_not_called_exceeded(lang):
    """One earns 1,000 and one loses 900: the first two bring 911 % of what is left."""
    amounts = [1000.0, -900.0] + [1.0] * 10
    spread = concentration(amounts)
    assert spread.verdict() == "losses"
    frame = pd.DataFrame(
        {"item_id": [str(n) for n in range(12)], "title": "款", "contribution_cny": amounts}
    )
    _, words = pareto_shown(frame, "contribution_cny", "2026-10", lang)
    assert "更集中" not in words.so
    assert "More concentrated" not in words.so
    lost = frame.assign(contribution_cny=[-amount for amount in amounts])
    _, words = pareto_shown(lost.assign(contribution_cny=-1.0), "contribution_cny", "x", lang)
    assert "—" not in words.title
