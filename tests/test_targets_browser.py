"""The targets notebook in a real JupyterLab: a goal moves its months and is saved to the copy."""

import pytest
from conftest import ROOT
from lab import copied
from playwright.sync_api import expect

from shopkit.i18n import money

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIELDS = {  # of each language, with a goal of its own: the second finds what the first saved
    "zh": ("全年销售额（元）", "锁定为（元）", "锁定", 2_400_000),
    "en": ("Sales, year (CNY)", "Lock at (CNY)", "Lock", 2_600_000),
}


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    """The notebooks beside copies of the sample shops."""
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_goal_moves_its_months_and_is_saved_to_a_copy_of_the_sample(opened, notebooks, lang):
    sample = notebooks.parent / "data" / "sample" / "flagship" / "shop.yaml"
    before = sample.read_bytes()
    page, watched = opened(f"{lang}/08_targets.ipynb")
    goal, held, lock, sales = FIELDS[lang]
    page.get_by_label(goal).fill(str(sales))
    page.get_by_label(goal).press("Enter")
    told = page.locator(".shopkit-goal")
    expect(told).to_contain_text(money(sales, lang))
    page.get_by_label(held).fill("500000")
    page.get_by_label(held).press("Enter")
    page.get_by_role("button", name=lock, exact=True).click()
    expect(page.locator(".vega-embed svg").last).to_contain_text(money(500_000, lang))
    page.locator(".shopkit-write").click()
    expect(page.locator(".shopkit-lines")).to_contain_text(f"sales_cny: {sales}")
    page.locator(".shopkit-confirm").click()
    expect(page.locator(".shopkit-saved")).to_contain_text("shop.yaml")
    assert sample.read_bytes() == before
    assert (watched.errors, watched.requests) == ([], [])
