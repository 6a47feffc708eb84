"""Facts of the source documents: without a calculation listed, else tested by their name."""

import csv
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LISTS = sorted(TESTS.glob("facts_*.csv"))
NAMED = {
    name
    for path in TESTS.glob("test_*.py")
    for name in re.findall(r"^def (test_s00\d_\w+)", path.read_text("utf-8"), re.MULTILINE)
}


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_fact_without_a_calculation_says_why_and_where(path):
    for row in listed(path):
        assert re.fullmatch(r"s00\d\.[a-z0-9.-]+", row["fact"])
        assert row["why"]
        assert 1 <= int(row["system"]) <= 87


def test_no_fact_is_listed_twice():
    ids = [row["fact"] for path in LISTS for row in listed(path)]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_what_is_listed_has_no_test_of_its_name(path):
    names = {re.sub(r"[.-]", "_", f"test_{row['fact']}") for row in listed(path)}
    assert not names & NAMED
