"""Both notebooks in a real JupyterLab: controls move numbers and pictures to the package's own."""

import pytest
from conftest import ROOT
from lab import Lab, copied, run_all
from shop_files import as_csv, order

from shopkit.periods import Period
from shopkit.widgets.kpi import look_at
from shopkit.widgets.start import receive

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGS = ["zh", "en"]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def lab(place, tmp_path_factory):
    server = Lab(place, tmp_path_factory.mktemp("lab"))
    yield server
    server.close()


@pytest.fixture
def opened(lab, open_offline):
    """Open a notebook, run it, and return (page, watched); its kernel ends with the test."""

    def run(notebook):
        page, watched = open_offline(lab.address(notebook), 1440, 1000)
        assert run_all(page) == []
        return page, watched

    yield run
    lab.end_kernels()


def texts_of(page, picture):
    """Return what is written in a live picture."""
    found = page.locator(".vega-embed svg").nth(picture).locator("text")
    return {said.strip() for said in found.all_text_contents() if said.strip()}


def shown_by(view, lang):
    """Return the amounts the waterfall of a view must show."""
    from shopkit.kpi import split_change
    from shopkit.kpi.pictures import change_shown

    other = view.overview.other(view.against)
    change = split_change(other, view.overview.now)
    frame, _ = change_shown(view.overview, change, lang, view.against)
    return set(frame["value_text"])


@pytest.mark.parametrize("lang", LANGS)
def test_moving_the_period_moves_figures_and_pictures(opened, place, lang):
    page, watched = opened(f"{lang}/05_kpi.ipynb")
    view = look_at(place.parent / "data" / "sample" / "bathware", "2026-10", "before", lang)
    headline = page.locator(".shopkit-headline")
    page.get_by_text(view.story.headline).last.wait_for()
    live = page.locator(".jp-OutputArea-output .vega-embed svg")
    live.nth(1).wait_for()
    number = live.count() - 2
    assert shown_by(view, lang) <= texts_of(page, number)

    slider = page.locator(".jupyter-widgets [role=slider]").first
    slider.focus()
    page.keyboard.press("ArrowLeft")
    earlier = view.at(Period.parse("2026-09"), "before")
    headline.get_by_text(earlier.story.headline).wait_for()
    page.wait_for_function(
        """([at, wanted]) => {
          const drawn = [...document.querySelectorAll('.jp-OutputArea-output .vega-embed svg')][at];
          const texts = [...drawn.querySelectorAll('text')].map(text => text.textContent);
          return wanted.every(said => texts.includes(said));
        }""",
        arg=[number, sorted(shown_by(earlier, lang))],
    )
    for tile in earlier.story.tiles:
        assert tile.value in page.locator(".jupyter-widgets table.sk-table").first.inner_text()
    assert (watched.errors, watched.requests) == ([], [])


@pytest.mark.parametrize("lang", LANGS)
def test_picking_a_shop_and_adding_a_file(opened, place, lang, tmp_path):
    page, watched = opened(f"{lang}/00_start.ipynb")
    picker = page.locator(".jupyter-widgets select").first
    picker.select_option(label="cosmetics")
    other = receive(place.parent / "data" / "sample" / "cosmetics", lang)
    name = other.shop.plan.shop.name
    status = page.locator(".shopkit-status")
    status.get_by_text(name).wait_for()
    table = page.locator(".shopkit-files table.sk-table")
    assert other.files().rows[0][0] in table.inner_text()
    start = other.coverage().words.so
    assert start in page.locator(".shopkit-so").last.inner_text()

    added = tmp_path / f"more-{lang}.csv"
    added.write_bytes(as_csv([order(n) for n in range(3)]))
    with page.expect_file_chooser() as chooser:
        page.locator("button.widget-upload").click()
    chooser.value.set_files(added)
    table.get_by_text(added.name).wait_for()
    assert not list((place.parent / "data" / "sample" / "cosmetics" / "exports").glob("more*"))
    assert (place.parent / "shops" / "cosmetics" / "exports" / added.name).is_file()
    assert (watched.errors, watched.requests) == ([], [])


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_is_made_and_told_what_it_needs(opened, place, lang):
    page, watched = opened(f"{lang}/00_start.ipynb")
    name = page.locator(".jupyter-widgets input[type=text]")
    name.fill(f"my-{lang}")
    name.press("Tab")
    page.locator(".jupyter-widgets button").last.click()
    page.locator(".shopkit-status").get_by_text("exports").wait_for()
    assert (place.parent / "shops" / f"my-{lang}" / "shop.yaml").is_file()
    assert (watched.errors, watched.requests) == ([], [])
