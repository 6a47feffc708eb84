"""The pricing notebook in a real JupyterLab: a price moved, a cart built, a price saved."""

from dataclasses import replace

import pytest
from conftest import ROOT
from lab import copied
from playwright.sync_api import expect
from test_positioning_browser import NARROW, UNNAMED, UNTOLD, value_is_saved

from shopkit.i18n import LANGS, text
from shopkit.plan import load_plan
from shopkit.pricing import waterfall
from shopkit.pricing.pictures import cny
from shopkit.promotions import steps
from shopkit.widgets.pricing import look_at_pricing

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOWS = """([place, wanted]) => {
  const texts = [...document.querySelectorAll(`${place} .vega-embed svg text`)];
  return wanted.every(said => texts.some(one => one.textContent.trim() === said));
}"""
DRAWN = 100  # px: more than what is left of a picture that is not drawn
RAISED = {"zh": 3, "en": 7}  # the second language finds what the first saved


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


def moved(page, view, price: float) -> None:
    """Wait until words and bars tell of a price of the first product."""
    terms, lang = view.of(view.first.item_id), view.lang
    amounts = waterfall(price, terms)["amount_cny"]
    left = float(amounts.iloc[-1])
    expect(page.locator(".shopkit-price")).to_contain_text(cny(price, lang))
    expect(page.locator(".shopkit-price")).to_contain_text(cny(abs(left), lang))
    wanted = [cny(price, lang), cny(left, lang)]
    page.wait_for_function(SHOWS, arg=[".shopkit-live", wanted])


def live_pictures_are_drawn(page) -> None:
    """Each where it is looked at: an empty picture has a place but no height."""
    for place in page.locator(".shopkit-live").all():
        place.scroll_into_view_if_needed()
        drawn = place.locator("svg.marks")
        expect(drawn).to_have_count(1)
        assert min(drawn.bounding_box().get(side) for side in ("width", "height")) > DRAWN


def price_is_moved(page, view) -> None:
    """By keys and by typing; what is no price is explained in place."""
    price = view.first.price_cny
    handle = page.locator(".shopkit-price-slider [role=slider]")
    handle.scroll_into_view_if_needed()
    moved(page, view, price)
    frame = page.locator(".shopkit-live .vega-embed svg").first.element_handle()
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    moved(page, view, price + 3)
    assert frame.evaluate("one => one.isConnected")  # the same picture: only its numbers moved
    field = page.locator(".shopkit-price-typed input")
    expect(field).to_have_value(f"{price + 3:g}")
    for said in ("abc", "150.5"):
        field.fill(said)
        field.press("Tab")
        expect(page.locator(".shopkit-wrong", has_text="129.9")).to_have_count(int(said == "abc"))
    moved(page, view, 150.5)
    page.locator(".shopkit-to-plan").click()
    moved(page, view, price)


def cart_is_built(page, view) -> None:
    """More units of its first line; none at all is explained in place."""
    cart = view.example
    expect(page.locator(".shopkit-cart")).to_contain_text(paid(view, cart))
    named = page.get_by_label(text("price_desk.cart.units", view.lang))
    units = page.locator("input").and_(named).first  # the picture of the ladder says the word too
    units.fill("0")
    units.press("Tab")
    wrong = text("price_desk.cart.wrong", view.lang, n=1)
    expect(page.locator(".shopkit-cart-wrong")).to_contain_text(wrong)
    units.fill("3")
    units.press("Tab")
    first, *others = cart.lines
    cart = replace(cart, lines=(replace(first, units=3), *others))
    for place in ("cart", "cart-steps"):
        expect(page.locator(f".shopkit-{place}")).to_contain_text(paid(view, cart))


@pytest.mark.parametrize("lang", LANGS)
def test_a_price_is_moved_a_cart_built_and_a_price_saved(opened, lab, notebooks, lang):
    sample = notebooks.parent / "data" / "sample" / "bathware"
    before = (sample / "shop.yaml").read_bytes()
    view = look_at_pricing(sample, "2026-10", lang)
    page, watched = opened(f"{lang}/02_pricing.ipynb")
    live_pictures_are_drawn(page)
    price_is_moved(page, view)
    cart_is_built(page, view)
    assert page.evaluate(NARROW) == []
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(UNTOLD) == []
    asked = view.priced[0].price_cny + RAISED[lang]
    value_is_saved(page, "▸", "products-0-price_cny", f"{asked:g}", f"{asked:g}")
    plan = load_plan(notebooks.parent / "shops" / "bathware")
    assert plan.products[0].price_cny == asked
    assert "prices" in [one.of for one in plan.decisions]
    assert (sample / "shop.yaml").read_bytes() == before
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()


def paid(view, cart) -> str:
    """Return what the buyer pays at best, as a reader sees it."""
    return cny(steps(cart, view.offers, "best").paid_cny, view.lang)
