"""The Python of the pages about people, money and own cells runs as printed."""

import re
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from shopkit.exports import open_shop
from shopkit.finance import lowest

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def shop():
    return open_shop(ROOT / "data" / "sample" / "jdbrand")


@pytest.mark.parametrize("page", ["staffing.md", "finance.md", "python.md"])
def test_the_example_of_a_page_runs(page, shop):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    names = {"tables": shop.tables, "plan": shop.plan, "day": DAY, "rng": np.random.default_rng(1)}
    for block in re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL):
        exec(block, names)
    assert page != "finance.md" or lowest(names["made"]).month >= date(2026, 11, 1)


def test_what_is_named_for_own_cells_is_there():
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z]+)\.(\w+)`", page.replace("`shop.yaml`", ""))
    assert len(named) > 90
    for room, name in named:
        held = hasattr(import_module(f"shopkit.{room}"), name)
        assert held or find_spec(f"shopkit.{room}.{name}"), f"{room}.{name}"
