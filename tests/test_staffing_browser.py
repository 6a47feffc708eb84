"""People and money in a real JupyterLab: sliders moved, a roster written, a post and cash saved."""

import pytest
from conftest import ROOT
from lab import copied
from playwright.sync_api import expect
from test_positioning_browser import NARROW, UNNAMED, UNTOLD, opened_at

from shopkit import finance
from shopkit.i18n import LANGS, money, text
from shopkit.plan import load_plan
from shopkit.scenario import Levers, outlook
from shopkit.widgets.staffing import look_at_staffing

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STEPS = 3  # of the slider, a tenth each
OPENING = {"zh": 41_000, "en": 52_000}
ADDED = {"zh": 1, "en": 2}  # the second language finds what the first saved
SHOWS = """([place, said]) => [...document.querySelectorAll(`${place} .vega-embed svg text`)]
  .some(one => one.textContent.includes(said))"""


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


def lowest(one, lang: str) -> str:
    return money(finance.lowest(one.made).cny, lang)


def tells(page, one, lang: str) -> None:
    """Wait until words, figures and the picture of cash tell of an outlook."""
    expect(page.locator(".shopkit-people")).to_contain_text(lowest(one, lang))
    expect(page.locator(".shopkit-people-figures")).to_contain_text(lowest(one, lang))
    page.wait_for_function(SHOWS, arg=[".shopkit-live", lowest(one, lang)])


def volume_is_moved(page, view) -> None:
    """By keys; then the desk follows, and back to the plan."""
    tells(page, view.ahead, view.lang)
    handle = page.locator(".shopkit-people-volume [role=slider]")
    handle.scroll_into_view_if_needed()
    frame = page.locator(".shopkit-live .vega-embed svg").last.element_handle()
    handle.focus()
    for _ in range(STEPS):
        page.keyboard.press("ArrowRight")
    volume = 1 + STEPS / 10
    for follow in (False, True):
        if follow:
            page.locator(".shopkit-people-follow input").check()
        moved = outlook(view.plan, view.known, view.day, Levers(volume=volume, follow=follow))
        tells(page, moved, view.lang)
    assert frame.evaluate("one => one.isConnected")  # the same picture: only its numbers moved
    page.locator(".shopkit-people-reset").click()
    tells(page, view.ahead, view.lang)


def roster_is_written(page, folder, lang: str) -> None:
    for kind in ("xlsx", "ics"):
        page.locator(f".shopkit-roster-{kind}").click()
        name = text(f"people.files.file_{kind}", lang)
        expect(page.locator(".shopkit-roster-files")).to_contain_text(name)
        assert (folder / name).stat().st_size > 1000


def is_saved(page, field: str, said: int) -> None:
    """Type a number into a field, and save it once its line was shown."""
    saver = page.locator(".shopkit-write").last
    expect(saver).to_be_disabled()
    control = page.locator(f".shopkit-field-{field} input").last
    control.fill(str(said))
    control.press("Tab")
    expect(saver).to_be_enabled()
    saver.click()
    expect(page.locator(".shopkit-lines").last).to_contain_text(str(said))
    page.locator(".shopkit-confirm").last.click()
    expect(page.locator(".shopkit-saved").last).to_contain_text("shop.yaml")


@pytest.mark.parametrize("lang", LANGS)
def test_sliders_move_everything_a_roster_is_written_and_a_post_saved(opened, lab, notebooks, lang):
    sample = notebooks.parent / "data" / "sample" / "bathware"
    before = (sample / "shop.yaml").read_bytes()
    view = look_at_staffing(sample, "2026-10", lang)
    page, watched = opened(f"{lang}/03_staffing.ipynb")
    volume_is_moved(page, view)
    own = notebooks.parent / "shops" / "bathware"
    roster_is_written(page, own, lang)
    assert page.evaluate(NARROW) == []
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(UNTOLD) == []
    asked = view.plan.team.posts[0].people + ADDED[lang]
    page.locator("button", has_text="▸").first.click()
    is_saved(page, "team-posts-0-people", asked)
    plan = load_plan(own)
    assert plan.team.posts[0].people == asked
    assert "team" in [one.of for one in plan.decisions]
    assert (sample / "shop.yaml").read_bytes() == before
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()


@pytest.mark.parametrize("lang", LANGS)
def test_cash_is_told_while_it_is_typed_and_saved(open_offline, lab, notebooks, lang):
    """The words below the form are those of the plan as typed."""
    view = look_at_staffing(notebooks.parent / "data" / "sample" / "cosmetics", "2026-10", lang)
    page, watched = opened_at(open_offline, lab, f"{lang}/11_money.ipynb", "cosmetics")
    asked = OPENING[lang]
    cash = view.plan.cash.model_copy(update={"opening_cny": float(asked)})
    typed = view.with_plan(view.plan.model_copy(update={"cash": cash}))
    is_saved(page, "cash-opening_cny", asked)
    expect(page.locator(".shopkit-told").last).to_contain_text(lowest(typed.ahead, lang))
    assert page.evaluate(NARROW) == []
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(UNTOLD) == []
    plan = load_plan(notebooks.parent / "shops" / "cosmetics")
    assert plan.cash.opening_cny == asked
    assert "cash" in [one.of for one in plan.decisions]
    assert (watched.errors, watched.requests) == ([], [])
    lab.end_kernels()
