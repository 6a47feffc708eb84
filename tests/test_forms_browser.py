"""The form of promotions in a real JupyterLab: another kind asks for other fields."""

import nbformat
import pytest
from conftest import ROOT
from lab import copied
from playwright.sync_api import expect
from test_positioning_browser import NARROW, UNNAMED, UNTOLD, saver

from shopkit.i18n import LANGS, text
from shopkit.plan import load_plan
from shopkit.promotions.kinds import kinds

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CELL = """from shopkit.widgets.pricing import look_at_pricing
look_at_pricing('../../data/sample/bathware', '2026-10', '{lang}').decide()"""
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
HEIGHT = 700  # px of a promotion unfolded, at most: it fits on a screen


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    made = copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))
    for lang in LANGS:
        alone = nbformat.v4.new_notebook(metadata=KERNEL)
        alone.cells = [nbformat.v4.new_code_cell(CELL.format(lang=lang))]
        nbformat.write(alone, made / lang / "form.ipynb")
    return made


def field(page, name: str):
    """Return a field of the last promotion unfolded."""
    place = f"[class*='shopkit-field-promotions-'][class*='-{name}']"
    return page.locator(f"{place} :is(input, select)").last


@pytest.mark.parametrize("lang", LANGS)
def test_another_kind_asks_for_other_fields_and_keeps_what_was_typed(opened, lab, notebooks, lang):
    page, watched = opened(f"{lang}/form.ipynb")
    titles = {name: kind.title[lang] for name, kind in kinds().items()}
    page.locator(".shopkit-add-promotions").click()
    field(page, "name").fill("九折")
    expect(page.locator("[class*='-off_cny']")).to_have_count(0)
    field(page, "kind").select_option(label=titles["spend"])
    for name, said in (("from_cny", "1000"), ("off_cny", "20")):
        field(page, name).fill(said)
        field(page, name).press("Tab")
    expect(page.locator("[class*='-deposit_cny']")).to_have_count(0)
    entries = page.locator(".shopkit-add-promotions").locator("xpath=..").locator("> div").nth(2)
    assert entries.locator("> div").last.bounding_box()["height"] < HEIGHT
    field(page, "kind").select_option(label=titles["gift"])
    expect(field(page, "off_cny")).to_have_value("20")
    expect(page.get_by_text(text("forms.more.idle", lang))).to_be_visible()
    expect(field(page, "extra_product")).to_be_visible()
    page.locator(".shopkit-more").last.click()
    expect(field(page, "order")).to_be_visible()
    assert page.evaluate(NARROW) == []
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(UNTOLD) == []
    field(page, "kind").select_option(label=titles["spend"])
    saver(page, "write").click()
    expect(saver(page, "lines")).to_contain_text("off_cny: 20")
    expect(saver(page, "lines")).not_to_contain_text("inputs")
    saver(page, "confirm").click()
    expect(saver(page, "saved")).to_contain_text("shop.yaml")
    plan = load_plan(notebooks.parent / "shops" / "bathware")
    assert (plan.promotions[-1].kind, plan.promotions[-1].off_cny) == ("spend", 20)
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()
