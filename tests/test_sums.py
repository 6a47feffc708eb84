"""Sums and ratios of what is known in part."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from shopkit.sums import beside, known_sum, over

amounts = st.none() | st.integers(-(10**12), 10**12)
sold = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 10**9))


@given(st.lists(st.tuples(st.sampled_from("ab"), amounts)))
def test_a_sum_is_unknown_only_where_nothing_is_known(rows):
    frame = pl.DataFrame(rows, {"shop": pl.String, "paid_fen": pl.Int64}, orient="row")
    found = dict(frame.group_by("shop").agg(known_sum("paid_fen")).rows())
    for shop in {shop for shop, _ in rows}:
        known = [fen for own, fen in rows if own == shop and fen is not None]
        assert found[shop] == (sum(known) if known else None)


@given(amounts, amounts)
def test_a_ratio_has_a_positive_whole(part, whole):
    frame = pl.DataFrame({"part": [part], "whole": [whole]}, {"part": pl.Int64, "whole": pl.Int64})
    (found,) = frame.select(over("part", "whole")).to_series()
    known = part is not None and whole is not None and whole > 0
    assert found == (part / whole if known else None)
    assert frame.select(over(pl.col("part"), pl.col("whole"))).to_series().to_list() == [found]


def table(paid):
    schema = {"item_id": pl.String, "title": pl.String, "paid_fen": pl.Int64}
    rows = [(item, item.upper(), fen) for item, fen in paid.items()]
    return pl.DataFrame(rows, schema, orient="row")


@given(sold, sold)
def test_two_periods_beside_each_other_keep_both_totals(now, before):
    frame = beside(table(now), table(before), "item_id", ("paid_fen",))
    assert set(frame["item_id"]) == {*now, *before}
    for item, fen, old in frame.select("item_id", "paid_fen", "paid_before_fen").rows():
        assert (fen, old) == (now.get(item, 0), before.get(item, 0))
    gone = frame.filter(pl.col("title").is_null())["title_before"]
    assert set(gone) == {item.upper() for item in before if item not in now}


@given(sold)
def test_a_period_nothing_is_known_of_stays_unknown(now):
    frame = beside(table(now), None, "item_id", ("paid_fen",))
    assert dict(frame.select("item_id", "paid_fen").rows()) == now
    assert frame["paid_before_fen"].null_count() == len(now)


def test_an_unknown_amount_of_a_told_period_stays_unknown():
    frame = beside(table({"a": None}), table({"a": None}), "item_id", ("paid_fen",))
    assert frame.select("paid_fen", "paid_before_fen").row(0) == (None, None)
