"""Campaigns in a real JupyterLab: date and slider moved, files written, campaign and task saved."""

from datetime import timedelta

import pytest
from conftest import ROOT
from lab import copied
from playwright.sync_api import expect
from test_positioning_browser import NARROW, UNNAMED, UNTOLD

from shopkit.campaign_money import demand_of
from shopkit.i18n import LANGS, full_day, money, text
from shopkit.plan import load_plan
from shopkit.scenario import Move, campaign_outlook, campaigns_side_by_side
from shopkit.widgets.campaigns import look_at_campaigns
from shopkit.widgets.campaigns_desk import INPUTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LATER, OFF = 3, 9  # days: some on the platform's, none of them
DEPTH = 0.05  # a step of its slider
TARGET = {"zh": 81_000, "en": 82_000}  # CNY; the second language finds what the first saved
TASK = {"zh": 0, "en": 1}
SHOWS = """said => [...document.querySelectorAll('.shopkit-live .vega-embed svg text')]
  .some(one => one.textContent.includes(said))"""
FILES = {"ics": b"BEGIN:VCALENDAR", "xlsx": b"PK", "png": b"\x89PNG", "pdf": b"%PDF"}


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    return copied(ROOT / "notebooks", ROOT / "data" / "sample", tmp_path_factory.mktemp("house"))


def tells(page, outlook, lang: str) -> None:
    """Wait until words, figures and the picture of cash tell of a campaign as it was moved."""
    row = campaigns_side_by_side({"": outlook}).iloc[0]
    for place in (".shopkit-campaign", ".shopkit-campaign-figures"):
        for said in (full_day(row["starts"].date(), lang), money(row["paid_cny"], lang)):
            expect(page.locator(place)).to_contain_text(said)
    page.wait_for_function(SHOWS, arg=money(row["lowest_cash_cny"], lang))


def is_moved(page, view) -> None:
    """To later days, deeper, off the platform's days, and back to the plan."""
    ground, one, lang = view.trade.ground, view.coming.campaign, view.lang
    known = demand_of(ground, view.tables, one.name).value
    words = page.locator(".shopkit-campaign")

    def at(**moved):
        return campaign_outlook(ground, Move(campaign=one.name, elasticity=known, **moved))

    def begins(days: int) -> None:
        starts = (one.starts + timedelta(days)).isoformat()
        page.locator(".shopkit-campaign-starts input").fill(starts)

    tells(page, at(), lang)
    begins(LATER)
    tells(page, at(days=LATER), lang)
    outside = text("yearbook.explore.outside_platform", lang, n=LATER, days="\n")
    expect(words).to_contain_text(outside.splitlines()[-1])
    handle = page.locator(".shopkit-campaign-depth [role=slider]")
    handle.focus()
    page.keyboard.press("ArrowLeft")
    rate = round(one.discount_rate - DEPTH, 2)
    tells(page, at(days=LATER, discount_rate=rate), lang)
    begins(OFF)
    tells(page, at(days=OFF, discount_rate=rate), lang)
    expect(words).to_contain_text(text("yearbook.explore.left_platform", lang))
    page.locator(".shopkit-campaign-reset").click()
    tells(page, at(), lang)


def files_are_written(page, folder, lang: str) -> None:
    for kind, begins in FILES.items():
        page.locator(f".shopkit-year-{kind}").click()
        name = text(f"yearbook.files.file_{kind}", lang)
        expect(page.locator(".shopkit-year-files")).to_contain_text(name)
        assert (folder / name).read_bytes().startswith(begins)


def desk(page, top: str, lang: str):
    """Open the tab of a part of the plan and return its form."""
    page.locator(".widget-tab .lm-TabBar-tab", has_text=text(f"yearbook.desk.{top}", lang)).click()
    return page.locator(".widget-tab-contents > .jupyter-widgets:visible")


def is_saved(form, line: str) -> None:
    form.locator(".shopkit-write").click()
    expect(form.locator(".shopkit-lines")).to_contain_text(line)
    form.locator(".shopkit-confirm").click()
    expect(form.locator(".shopkit-saved")).to_contain_text("shop.yaml")


@pytest.mark.parametrize("lang", LANGS)
def test_a_campaign_is_moved_its_files_written_and_its_decision_saved(opened, notebooks, lang):
    sample = notebooks.parent / "data" / "sample" / "bathware"
    own = notebooks.parent / "shops" / "bathware"
    before = (sample / "shop.yaml").read_bytes()
    view = look_at_campaigns(own if own.is_dir() else sample, "2026-10", "", lang)
    page, watched = opened(f"{lang}/04_campaigns.ipynb")
    is_moved(page, view)
    files_are_written(page, own, lang)
    for top in INPUTS:
        desk(page, top, lang)
        for complaint in (NARROW, UNNAMED, UNTOLD):
            assert page.evaluate(complaint) == []

    form = desk(page, "campaigns", lang)
    at = view.plan.campaigns.index(view.coming.campaign)
    form.locator("button", has_text="▸").nth(at).click()
    control = form.locator(f".shopkit-field-campaigns-{at}-sales_cny input")
    control.fill(str(TARGET[lang]))
    control.press("Tab")
    is_saved(form, str(TARGET[lang]))

    form = desk(page, "tasks", lang)
    form.locator("button", has_text="▸").nth(TASK[lang]).click()
    done = form.locator(f".shopkit-field-tasks-{TASK[lang]}-done select")
    done.select_option(label=text("forms.value.true", lang))
    is_saved(form, "done: true")

    plan = load_plan(own)
    assert (plan.campaigns[at].sales_cny, plan.tasks[TASK[lang]].done) == (TARGET[lang], True)
    assert {"campaigns", "tasks"} <= {one.of for one in plan.decisions}
    assert (sample / "shop.yaml").read_bytes() == before
    assert (watched.errors, watched.requests) == ([], [])
