"""Ways that are there for speed give what the plain way gives: pieces, numbers, tables of keys."""

import random

import numpy as np
import pandas as pd
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from profit_shops import Case, random_case

from shopkit import profit
from shopkit.apportion import EXACT_FLOAT, by_group, floor_share, ranked
from shopkit.profit.frames import joined
from shopkit.profit.matching import OrderNumbers

SHOPS = st.randoms(use_true_random=False).map(random_case)
NUMBERS = st.lists(st.integers(0, 200_000), max_size=40)
FAR_APART = st.lists(st.integers(0, 2**45), max_size=40)  # too far for a table of all keys
LEVELS = ("line", "order", "sku", "item", "category", "day", "month", "campaign", "channel")


def ints(values: list[int]) -> np.ndarray:
    return np.array(values, np.int64)


def ledger_of(case: Case, lines_at_once: int) -> profit.Ledger:
    terms = profit.terms(case.plan, case.categories)
    return profit.ledger(case.tables, terms, lines_at_once=lines_at_once)


@settings(max_examples=60, deadline=None)
@given(SHOPS, st.integers(1, 4))
def test_pieces_add_up_to_the_whole(case, lines_at_once):
    parts, whole = ledger_of(case, lines_at_once), ledger_of(case, 1000)
    assert parts.lines.equals(whole.lines)
    assert parts.cells.equals(whole.cells)
    assert parts.leftovers.equals(whole.leftovers)
    assert (parts.included, parts.left_out) == (whole.included, whole.left_out)


@settings(max_examples=25, deadline=None)
@given(SHOPS, st.integers())
def test_the_order_of_rows_read_does_not_matter(case, seed):
    tidy = Case(**{name: getattr(case, name) for name in Case.__dataclass_fields__})
    tidy.orders = sorted(case.orders, key=lambda row: row["order_id"])
    tidy.lines = sorted(
        case.lines, key=lambda r: (r["order_id"], r["line_id"] or "", r["source_row"])
    )
    random.Random(seed).shuffle(case.refunds)
    one, other = ledger_of(case, 3), ledger_of(tidy, 3)
    assert one.lines.drop("line").equals(other.lines.drop("line"))
    for level in LEVELS:
        assert profit.by(one, level).equals(profit.by(other, level)), level


@settings(max_examples=40, deadline=None)
@given(SHOPS)
def test_orders_of_one_line_are_their_lines(case):
    case.lines = list({line["order_id"]: line for line in case.lines}.values())
    made = ledger_of(case, 1000)
    orders, lines = profit.by(made, "order"), profit.by(made, "line")
    keys = ["contribution_cny", "order_id"]
    wanted = lines[orders.columns].sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(orders.sort_values(keys, ignore_index=True), wanted)
    assert orders["contribution_cny"].dropna().is_monotonic_increasing


@given(st.one_of(NUMBERS, FAR_APART))
def test_keys_are_ranked_as_by_a_set(keys):
    found, place = ranked(ints(keys))
    assert found.tolist() == sorted(set(keys))
    assert found[place].tolist() == keys


@given(st.one_of(NUMBERS, FAR_APART))
def test_rows_are_sorted_by_number_and_ties_stay(numbers):
    assert by_group(ints(numbers)).tolist() == sorted(range(len(numbers)), key=numbers.__getitem__)


@given(
    st.integers(0, 3),
    st.integers(1, 10**7),
    st.integers(1, EXACT_FLOAT),
    st.booleans(),
)
def test_a_share_is_exact_next_to_a_whole_number(off, whole, most, negative):
    parts = max(most // whole * whole - off, 0)
    amount = -1 if negative else 1
    assert floor_share(ints([amount]), ints([parts]), ints([whole])).item() == (
        amount * parts // whole
    )


IDS = st.lists(
    st.one_of(
        st.from_regex(r"[0-9]{3}", fullmatch=True),
        st.sampled_from(
            ["", "+12", "-12", " 12", "1_2", "12", "٣٤٥", "A12", "9999999999999999999"]
        ),
    ),
    max_size=12,
)


@given(IDS, IDS)
def test_orders_are_found_by_their_whole_id(known, asked):
    ids = sorted(set(known))
    numbers = OrderNumbers.of(pl.Series(ids, dtype=pl.String)).find(
        pl.Series(asked, dtype=pl.String)
    )
    assert numbers.tolist() == [ids.index(name) if name in ids else -1 for name in asked]


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(-(2**62), 2**62))), min_size=1))
def test_joined_numbers_stay_what_they_are(parts):
    frames = [pl.DataFrame({"x": pl.Series(part, dtype=pl.Int64)}) for part in parts]
    assert joined(frames)["x"].to_list() == [n for part in parts for n in part]
