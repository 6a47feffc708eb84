"""The share of good reviews and the average score are one target on two scales."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.exports import open_shop
from shopkit.i18n import LANGS, text
from shopkit.periods import Period
from shopkit.service import (
    bad_allowed,
    converted,
    good_needed,
    good_rate_of,
    rating_findings,
    rating_targets,
    reviews,
    score_of,
)
from shopkit.widgets.kpi import look_at
from shopkit.widgets.service import ServiceView

SHARES = st.floats(0, 1)


def test_s002_p2_target_positive_rate():
    """Good ÷ all reviews is 98.5 % or more: 197 of 200 hold it, 196 do not."""
    assert good_needed(197, 3, 0.985) == 0
    assert good_needed(196, 4, 0.985) > 0


def test_c_x_rating_scales():
    """4.7 points are 92.5 % good, 98.5 % good are 4.94 points."""
    assert round(good_rate_of(4.7), 3) == 0.925
    assert round(score_of(0.985), 2) == 4.94
    (one,) = rating_findings(0.985, 4.7, "zh")
    assert "4.94" in one.recomputed
    assert "92.5%" in one.recomputed
    assert rating_findings(0.985, 4.95, "zh") == []  # with some neutral reviews
    assert rating_findings(0.985, 4.98, "zh") != []


@given(SHARES, SHARES)
def test_score_and_share_are_each_others_inverse(good, part):
    neutral = (1 - good) * part
    score = score_of(good, neutral)
    assert 1 - 1e-9 <= score <= 5 + 1e-9
    assert good_rate_of(score, neutral) == pytest.approx(good, abs=1e-9)


@given(SHARES)
def test_a_target_lies_between_no_and_only_neutral_others(rate):
    one = converted(good_rate=rate)
    assert one.score <= one.score_high + 1e-9
    assert converted(score=one.score).good_rate == pytest.approx(rate, abs=1e-9)


@given(st.integers(0, 5_000), st.integers(0, 50), st.sampled_from([0.9, 0.95, 0.985, 0.99]))
def test_so_many_good_reviews_are_just_enough(good, other, target):
    more = good_needed(good, other, target)
    assert (good + more) / max(1, good + more + other) >= target - 1e-9 or not good + more + other
    if more:
        assert (good + more - 1) / (good + more - 1 + other) < target


def test_without_any_bad_review_the_whole_is_reached_and_else_never():
    assert good_needed(10, 0, 1) == 0
    assert good_needed(10, 1, 1) is None


@pytest.mark.parametrize(
    ("call", "given_values"),
    [
        (score_of, (0.8, 0.3)),
        (score_of, (-0.1,)),
        (good_rate_of, (5.2,)),
        (good_rate_of, (1.5, 0.9)),
    ],
)
def test_shares_and_scores_off_their_scale_are_refused(call, given_values):
    with pytest.raises(ValueError, match=r"shares|score"):
        call(*given_values)


@pytest.mark.parametrize("given_values", [{}, {"good_rate": 0.9, "score": 4.7}])
def test_a_target_is_given_on_one_scale(given_values):
    with pytest.raises(ValueError, match="share or a score"):
        converted(**given_values)


@pytest.mark.parametrize("lang", LANGS)
def test_bad_reviews_a_day(lang):
    frame = rating_targets([converted(0.985), converted(score=4.7)], 200)
    assert frame["bad_per_day"].tolist() == pytest.approx([3.0, 15.0])
    assert frame["score"].round(2).tolist() == [4.94, 4.7]
    assert bad_allowed(200, 0.985, 0.5) == pytest.approx(1.5)
    assert rating_targets([], 200).empty
    assert rating_findings(0.985, 4.7, lang)[0].action


def view_of(folder, lang="zh"):
    return ServiceView(look_at(folder, "2026-10", "before", lang))


@pytest.mark.parametrize("lang", LANGS)
def test_targets_of_stages_are_shown_on_both_scales(root, lang):
    """18 orders a day at 98.5 % allow 8 bad reviews in 30 days."""
    table = view_of(root / "data" / "sample" / "flagship", lang).ratings()
    assert table.rows[-1] == ["成熟", "98.5%", "4.94", "18", "8"]
    shop = open_shop(root / "data" / "sample" / "flagship")
    found = reviews(shop.tables, Period.parse("2026-10"))
    good = round(found["good_rate"] * found["reviews"])
    assert str(good_needed(good, int(found["reviews"]) - good, 0.985)) in table.caption


def test_without_reviews_only_the_targets_are_shown(root):
    table = view_of(root / "data" / "sample" / "bathware").ratings()
    assert table.caption == text("service.rating.caption", "zh")
