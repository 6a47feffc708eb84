"""The products notebook in a real JupyterLab: a title tried, the number of products saved."""

import pytest
from conftest import ROOT
from lab import copied
from playwright.sync_api import expect
from test_positioning_browser import NARROW, UNNAMED, UNTOLD, saver, typed

from shopkit.i18n import LANGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_title_is_judged_while_typed_and_the_plan_is_saved(opened, lab, notebooks, lang):
    page, watched = opened(f"{lang}/09_products.ipynb")
    product = page.locator(".jupyter-widgets select").nth(1)
    product.select_option(label="智能马桶盖")
    expect(page.locator(".shopkit-title-product")).to_contain_text("马桶盖")
    without, title = (page.locator(".jupyter-widgets input[type=text]").nth(n) for n in (0, 1))
    expect(title).to_have_value("简约智能马桶盖全铜枪灰免打孔加厚增压家用小户型")
    without.fill("增压 全铜")
    without.press("Tab")
    expect(title).not_to_have_value("简约智能马桶盖全铜枪灰免打孔加厚增压家用小户型")
    title.fill("全网第一智能马桶盖")
    title.press("Tab")
    expect(page.locator(".shopkit-title")).to_contain_text("第一")
    expect(saver(page, "write")).to_be_disabled()
    typed(page, "assortment.items", "46")
    saver(page, "write").click()
    expect(saver(page, "lines")).to_contain_text("items: 46")
    assert page.evaluate(NARROW) == []
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(UNTOLD) == []
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()
