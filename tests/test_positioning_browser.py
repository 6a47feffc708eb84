"""From a new shop to a saved decision in a real JupyterLab, reading nothing but the notebooks."""

import pytest
from conftest import ROOT
from lab import copied, run_all
from playwright.sync_api import expect
from positioning_stage import write_market

from shopkit.i18n import LANGS, text
from shopkit.plan import load_plan
from shopkit.plan.fields import plan_fields

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NARROW = """() => [...document.querySelectorAll('.jupyter-widgets .widget-label, .jupyter-button')]
  .filter(one => one.offsetParent && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.textContent)"""
UNNAMED = """() => [...document.querySelectorAll(
    '.jupyter-widgets :is(input:not([type=file]), textarea, select)')]
  .filter(one => one.offsetParent && !(one.labels && one.labels.length)
    && !one.getAttribute('aria-label'))
  .map(one => one.outerHTML.slice(0, 200))"""

UNTOLD = """() => [...document.querySelectorAll('.jupyter-widgets [title=null]')]
  .filter(one => one.offsetParent).map(one => one.textContent)"""


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


def typed(page, path: str, said: str) -> None:
    """Type into the last field of a place of the plan, and leave it."""
    field = page.locator(f".shopkit-field-{path.replace('.', '-')} :is(input, textarea)").last
    field.fill(said)
    field.press("Tab")


def saver(page, label: str):
    """Return the buttons and words below the last form, the positioning's."""
    return page.locator(f".shopkit-{label}").last


def value_is_saved(page, opens: str, field: str, value: str, line: str) -> None:
    """Type a value into a field of an entry, and save it once its line was shown."""
    expect(saver(page, "write")).to_be_disabled()
    page.locator("button", has_text=opens).first.click()
    control = page.locator(f".shopkit-field-{field} input").last
    control.fill(value)
    control.press("Tab")
    expect(saver(page, "write")).to_be_enabled()
    saver(page, "write").click()
    expect(saver(page, "lines")).to_contain_text(line)
    saver(page, "confirm").click()
    expect(saver(page, "saved")).to_contain_text("shop.yaml")


def opened_at(opened_page, lab, notebook: str, shop: str):
    """Open a notebook, name the shop in its first code cell as a reader would, and run it."""
    page, watched = opened_page(lab.address(notebook), 1440, 1000)
    page.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for(timeout=60_000)
    cell = (
        page.locator(".jp-CodeCell .cm-content", has_text="parameters")
        .or_(page.locator(".jp-CodeCell .cm-content", has_text="bathware"))
        .first
    )
    cell.click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type(f'shop: str = "{shop}"')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type('period: str = ""')
    assert run_all(page) == []
    return page, watched


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_shop_comes_to_a_saved_decision(opened, open_offline, lab, notebooks, lang):
    name = f"home-{lang}"
    folder = notebooks.parent / "shops" / name
    page, _ = opened(f"{lang}/00_start.ipynb")
    field = page.locator(".jupyter-widgets input[type=text]")
    field.fill(name)
    field.press("Tab")
    page.locator(".jupyter-widgets button").last.click()
    page.locator(".shopkit-status").get_by_text(name).first.wait_for()
    assert load_plan(folder).positioning.style is None

    page, watched = opened_at(open_offline, lab, f"{lang}/01_positioning.ipynb", name)
    page.locator(".shopkit-make-offers").click()
    page.locator(".shopkit-gathered").get_by_text(text("decide.desk.file_offers", lang)).wait_for()
    assert load_plan(folder).lists.market

    expect(saver(page, "write")).to_be_disabled()
    expect(saver(page, "why")).to_contain_text(text("forms.save.unchanged", lang))
    typed(page, "positioning.price_from_cny", "abc")
    title = plan_fields()["positioning.price_from_cny"].title[lang]
    wrong = page.locator(".shopkit-wrong", has_text="✕").last
    expect(wrong).to_contain_text(title)
    expect(saver(page, "why")).to_contain_text("1")
    expect(saver(page, "write")).to_be_disabled()
    typed(page, "positioning.price_from_cny", "159")
    typed(page, "positioning.price_to_cny", "259")
    typed(page, "positioning.category", "四件套")
    typed(page, "positioning.difference", "面料检测报告随货寄出")
    expect(saver(page, "write")).to_be_enabled()
    assert page.evaluate(NARROW) == []
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(UNTOLD) == []
    saver(page, "write").click()
    expect(saver(page, "lines")).to_contain_text("price_to_cny: 259")
    assert load_plan(folder).positioning.category is None
    saver(page, "confirm").click()
    expect(saver(page, "saved")).to_contain_text("shop.yaml")
    plan = load_plan(folder)
    assert (plan.positioning.price_from_cny, plan.positioning.price_to_cny) == (159, 259)
    assert [one.of for one in plan.decisions] == ["positioning"]
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()


@pytest.mark.parametrize("lang", LANGS)
def test_the_band_moves_the_picture_and_the_form(open_offline, lab, notebooks, lang):
    """With a market table; the keyboard alone moves the slider."""
    from shopkit.plan import create_shop, open_plan

    folder = notebooks.parent / "shops" / f"market-{lang}"
    create_shop(folder, "taobao", lang)
    write_market(folder)
    lists = {("lists", "market"): ["市场表.csv"], ("lists", "keywords"): ["关键词表.csv"]}
    prices = {"positioning.price_from_cny": 159, "positioning.price_to_cny": 259}
    open_plan(folder).with_changes({**lists, **prices}).save()
    page, watched = opened_at(open_offline, lab, f"{lang}/01_positioning.ipynb", folder.name)
    told = page.locator(".shopkit-band").last
    expect(told).to_contain_text("¥159")
    handle = page.locator(".shopkit-band-slider [role=slider]").first
    handle.focus()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    expect(told).to_contain_text("¥150–")
    low = page.locator(".shopkit-field-positioning-price_from_cny input").last
    expect(low).to_have_value("150")
    expect(saver(page, "write")).to_be_enabled()
    saver(page, "reset").click()
    expect(low).to_have_value("159")
    drawn = page.locator(".jupyter-widgets .vega-embed svg")
    assert drawn.count() == 1
    assert page.evaluate(NARROW) == []
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()
