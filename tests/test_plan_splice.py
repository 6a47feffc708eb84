"""Splicing: a change reads back equal, and every other character stays where it was."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_texts import KEYS, SCALARS, VALUES, styled

from shopkit.plan.splice import SpliceError, same, spliced
from shopkit.plan.tree import tree_of


def collections_in(value, path=()):
    if isinstance(value, dict | list):
        yield path, value
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from collections_in(below, (*path, key))


def at(value, path):
    for step in path:
        value = value[step]
    return value


@given(styled())
def test_what_is_written_by_hand_is_read(drawn):
    document, written = drawn
    assert same(tree_of(written.text).value, document)


@given(styled(), st.data())
def test_a_changed_value_moves_nothing_else(drawn, data):
    document, written = drawn
    path = data.draw(st.sampled_from(sorted(written.spans, key=str)))
    new = data.draw(SCALARS)
    wanted = copy.deepcopy(document)
    at(wanted, path[:-1])[path[-1]] = new
    text = spliced(written.text, wanted)
    start, end = written.spans[path]
    assert same(tree_of(text).value, wanted)
    assert text.startswith(written.text[:start])
    assert text.endswith(written.text[end:])


def test_an_entry_that_comes_to_equal_its_neighbour_leaves_it_alone():
    text = "1: [甲, \"乙\", '乙']  # 三个\n"
    assert spliced(text, {1: ["甲", "甲", "乙"]}) == "1: [甲, \"甲\", '乙']  # 三个\n"
    assert spliced(text, {1: ["甲", "丙", "乙"]}) == "1: [甲, \"丙\", '乙']  # 三个\n"


@given(styled(), st.data())
def test_what_is_added_is_one_insertion(drawn, data):
    document, written = drawn
    wanted = copy.deepcopy(document)
    _, place = data.draw(st.sampled_from(list(collections_in(wanted))))
    new = data.draw(VALUES)
    if isinstance(place, list):
        place.insert(data.draw(st.integers(0, len(place))), new)
    else:
        key = data.draw(KEYS.filter(lambda key: key not in place))
        place[key] = new
    text = spliced(written.text, wanted)
    assert same(tree_of(text).value, wanted)
    if isinstance(place, dict):
        assert is_one_insertion(written.text, text)


def is_one_insertion(before: str, after: str) -> bool:
    shared = 0
    while shared < len(before) and before[shared] == after[shared : shared + 1]:
        shared += 1
    return after.endswith(before[shared:]) and len(after) > len(before)


@given(styled(), st.data())
def test_what_is_removed_takes_nothing_with_it(drawn, data):
    document, written = drawn
    wanted = copy.deepcopy(document)
    places = [(p, v) for p, v in collections_in(wanted) if len(v) > 1]
    if not places:
        return
    _, place = data.draw(st.sampled_from(places))
    key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
    del place[key]
    text = spliced(written.text, wanted)
    assert same(tree_of(text).value, wanted)
    if isinstance(place, dict):
        rest = iter(written.text)
        assert all(char in rest for char in text)  # the same characters in the same order


@given(styled(), st.data())
def test_a_document_becomes_any_other(drawn, data):
    document, written = drawn
    wanted = data.draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
    shared = data.draw(st.sampled_from(list(document)))
    wanted[shared] = document[shared]
    assert same(tree_of(spliced(written.text, wanted)).value, wanted)


@pytest.mark.parametrize(
    ("before", "key", "new", "after"),
    [
        ("a: |  # why\n  x\n  y\nb: 1\n", "a", "z", "a: z  # why\nb: 1\n"),
        (
            "a: |  # why\n   x\n\n# c\nb: 1\n",
            "a",
            "p\nq",
            "a: |-  # why\n   p\n   q\n\n# c\nb: 1\n",
        ),
        ("a: x # why\n", "a", "p\nq", 'a: "p\\nq" # why\n'),
        ("a: x", "a", "p\nq", "a: |-\n  p\n  q"),
        ("a: |+\n  x\n\nb: 1\n", "c", 2, "a: |+\n  x\n\nb: 1\n\nc: 2\n"),
        ("b: 1\na: |+\n  x\n\n", "c", 2, "b: 1\na: |+\n  x\n\nc: 2\n"),
        ("---\nb: 1\n...\n", "c", 2, "---\nb: 1\n\nc: 2\n...\n"),
        ("{b: 1}", "c", [2], "{b: 1, c: [2]}"),
        ("b: ~ # n\n", "b", 1, "b: 1 # n\n"),
        ("b: # n\n# m\nc: 1\n", "b", {"x": 1}, "b: # n\n  x: 1\n# m\nc: 1\n"),
        ("b:\n  # n\n  - 1\nc: 1\n", "b", 2, "b: 2\n  # n\nc: 1\n"),
    ],
)
def test_what_is_changed_in_odd_places(before, key, new, after):
    assert spliced(before, {**tree_of(before).value, key: new}) == after


@pytest.mark.parametrize("text", ["? a\n: 1\n", "a: {b}\n"])
def test_what_cannot_be_spliced_is_refused_not_guessed(text):
    wanted = {**tree_of(text).value, "z": 1}
    try:
        said = spliced(text, wanted)
    except SpliceError:
        return
    assert same(tree_of(said).value, wanted)


BRACKETS = st.tuples(
    st.sampled_from([" ", "  # 注一\n  ", "\n  ", "\n  # 注一\n  ", " # 注一\n\n  "]),
    st.sampled_from(["", " ", " # 注二\n ", "\n  # 注二\n  # 注三\n  "]),
    st.sampled_from(["", " # 注四", "\n  # 注四"]),
    st.sampled_from(["[]", "{}"]),
    st.sampled_from(["\n", "\r\n"]),
)


@given(BRACKETS, st.one_of(VALUES, SCALARS))
def test_comments_in_and_around_empty_brackets_stay(drawn, new):
    before, inside, after, (open_, close), newline = drawn
    text = f"a:{before}{open_}{inside}{close}{after}\nb: 1\n".replace("\n", newline)
    comments = {sign for sign in "一二三四" if f"# 注{sign}" in text}
    if not isinstance(new, dict | list):
        comments -= {"二", "三"}  # these go with the brackets
    said = spliced(text, {"a": new, "b": 1})
    assert same(tree_of(said).value, {"a": new, "b": 1})
    assert comments <= {sign for sign in "一二三四" if f"# 注{sign}" in said}


def test_an_entry_taken_out_takes_its_own_comment_whatever_key_stands_first():
    text = "products:\n- role: profit  # 甲\n  item_id: '1'\n- role: profit  # 乙\n  item_id: '2'\n"
    two = {"role": "profit", "item_id": "2"}
    left = "products:\n- role: profit  # 乙\n  item_id: '2'\n"
    assert spliced(text, {"products": [two]}, lambda steps: "item_id") == left
    image = {**two, "role": "image"}
    changed = spliced(text, {"products": [image]}, lambda steps: "item_id")
    assert changed == left.replace("profit", "image")
