"""The notebook of promotions in a real JupyterLab: a threshold moved, a promotion saved."""

import pytest
from conftest import ROOT
from lab import copied
from playwright.sync_api import expect
from test_positioning_browser import NARROW, UNNAMED, UNTOLD, value_is_saved

from shopkit.i18n import LANGS
from shopkit.plan import load_plan
from shopkit.pricing.thresholds_shown import tried_shown
from shopkit.widgets.pricing import look_at_pricing
from shopkit.widgets.promotions import PromotionsView

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OFF = {"zh": 18, "en": 21}  # the second language finds what the first saved


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


def threshold_is_moved(page, view: PromotionsView) -> None:
    """By keys; the sentence and the name of the line in the picture follow."""
    handle = page.locator(".shopkit-threshold-slider [role=slider]")
    handle.scroll_into_view_if_needed()
    at = [at for _, at in view.explore().at.options]
    for n in (0, 2):
        handle.focus()
        for _ in range(n):
            page.keyboard.press("ArrowRight")
        price = at[at.index(199.0) + n]
        reached = sum(paid >= price for paid in view.paid)
        expect(page.locator(".shopkit-threshold")).to_contain_text(f"{reached:,}")
        _, marks, _ = tried_shown(view.paid, price, view.days, view.lang)
        drawn = page.locator(".shopkit-live .vega-embed svg text")
        expect(drawn.filter(has_text=marks["name_text"].iloc[0]).first).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_a_threshold_is_moved_and_a_promotion_saved(opened, lab, notebooks, lang):
    sample = notebooks.parent / "data" / "sample" / "bathware"
    before = (sample / "shop.yaml").read_bytes()
    page, watched = opened(f"{lang}/10_promotions.ipynb")
    threshold_is_moved(page, PromotionsView(look_at_pricing(sample, "2026-10", lang)))
    assert page.evaluate(NARROW) == []
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(UNTOLD) == []
    value_is_saved(
        page,
        "店铺券 199 减 15",
        "promotions-4-off_cny",
        f"{OFF[lang]:g}",
        f"off_cny: {OFF[lang]:g}",
    )
    plan = load_plan(notebooks.parent / "shops" / "bathware")
    assert plan.promotions[4].off_cny == OFF[lang]
    assert "promotions" in [one.of for one in plan.decisions]
    assert (sample / "shop.yaml").read_bytes() == before
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()
