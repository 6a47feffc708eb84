"""Both notebooks in a real JupyterLab: controls move numbers and pictures to the package's own."""

import pytest
from conftest import ROOT
from lab import Live, copied, step_back
from playwright.sync_api import expect
from shop_files import as_csv, order

from shopkit.periods import Period
from shopkit.widgets.kpi import look_at
from shopkit.widgets.start import receive

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGS = ["zh", "en"]


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


def shown_by(view, lang):
    """Return the amounts the waterfall of a view must show."""
    from shopkit.kpi import split_change
    from shopkit.kpi.pictures import change_shown

    other = view.overview.other(view.against)
    change = split_change(other, view.overview.now)
    frame, _ = change_shown(view.overview, change, lang, view.against)
    return set(frame["value_text"])


@pytest.mark.parametrize("lang", LANGS)
def test_moving_the_period_moves_figures_and_pictures(opened, notebooks, lang):
    page, watched = opened(f"{lang}/05_kpi.ipynb")
    view = look_at(notebooks.parent / "data" / "sample" / "bathware", "2026-10", "before", lang)
    headline = page.locator(".shopkit-headline")
    page.get_by_text(view.story.headline).last.wait_for()
    live = Live(page)
    live.wait_for(shown_by(view, lang))

    step_back(page)
    earlier = view.at(Period.parse("2026-09"), "before")
    headline.get_by_text(earlier.story.headline).wait_for()
    live.wait_for(shown_by(earlier, lang))
    tiles = page.locator(".jupyter-widgets table.sk-table").first
    for tile in earlier.story.tiles:
        expect(tiles).to_contain_text(tile.value)
    assert (watched.errors, watched.requests) == ([], [])


@pytest.mark.parametrize("lang", LANGS)
def test_picking_a_shop_and_adding_a_file(opened, notebooks, lang, tmp_path):
    page, watched = opened(f"{lang}/00_start.ipynb")
    picker = page.locator(".jupyter-widgets select").first
    picker.select_option(label="cosmetics")
    other = receive(notebooks.parent / "data" / "sample" / "cosmetics", lang)
    name = other.shop.plan.shop.name
    status = page.locator(".shopkit-status")
    status.get_by_text(name).wait_for()
    table = page.locator(".shopkit-files table.sk-table")
    expect(table).to_contain_text(str(other.files().rows[0][0]))
    expect(page.locator(".shopkit-so").last).to_contain_text(other.coverage().words.so)

    added = tmp_path / f"more-{lang}.csv"
    added.write_bytes(as_csv([order(n) for n in range(3)]))
    with page.expect_file_chooser() as chooser:
        page.locator("button.widget-upload").click()
    chooser.value.set_files(added)
    table.get_by_text(added.name).wait_for()
    assert not list((notebooks.parent / "data" / "sample" / "cosmetics" / "exports").glob("more*"))
    assert (notebooks.parent / "shops" / "cosmetics" / "exports" / added.name).is_file()
    assert (watched.errors, watched.requests) == ([], [])


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_is_made_and_told_what_it_needs(opened, notebooks, lang):
    page, watched = opened(f"{lang}/00_start.ipynb")
    name = page.locator(".jupyter-widgets input[type=text]")
    name.fill(f"my-{lang}")
    name.press("Tab")
    page.locator(".jupyter-widgets button").last.click()
    page.locator(".shopkit-status").get_by_text("exports").wait_for()
    assert (notebooks.parent / "shops" / f"my-{lang}" / "shop.yaml").is_file()
    assert (watched.errors, watched.requests) == ([], [])
