"""The profit notebook in a real JupyterLab, and its chapter without costs on a page offline."""

import shutil

import pytest
from conftest import ROOT
from lab import Live, step_back
from playwright.sync_api import expect
from profit_stage import write_profit_shop

from shopkit.periods import Period
from shopkit.profit import pictures
from shopkit.reports import make_reports
from shopkit.widgets.profit import look_at_profit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGS = ["zh", "en"]
DRAWN = {"whole": 7, "bare": 1}  # pictures of a chapter with costs, and without


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    """The notebook beside a shop of which all is known, in the place of the sample it names."""
    house = tmp_path_factory.mktemp("house")
    unread = shutil.ignore_patterns("src")
    write_profit_shop(house / "data" / "sample" / "bathware")
    return shutil.copytree(ROOT / "notebooks", house / "notebooks", ignore=unread)


def amounts(view) -> set[str]:
    """Return the amounts the bridge of a view must show."""
    frame, _ = pictures.bridge_shown(list(view.account.steps.items()), view.scope)
    return set(frame["value_text"])


@pytest.mark.parametrize("lang", LANGS)
def test_controls_move_the_bridge_the_ranking_and_the_table(opened, notebooks, lang):
    page, watched = opened(f"{lang}/06_profit.ipynb")
    view = look_at_profit(notebooks.parent / "data" / "sample" / "bathware", "2026-10", lang)
    headline = page.locator(".shopkit-headline")
    expect(headline).to_contain_text(view.account.story.headline)
    live = Live(page)
    live.wait_for(amounts(view))

    step_back(page)
    earlier = view.at(Period.parse("2026-09"), "item")
    expect(headline).to_contain_text(earlier.account.story.headline)
    live.wait_for(amounts(earlier))

    level, rule = (page.locator(".jupyter-widgets select").nth(n) for n in (0, 1))
    level.select_option(index=1)
    figures = page.locator(".shopkit-figures table.sk-table")
    for row in earlier.groups("item").rows:
        expect(figures).to_contain_text(row[0])
    rule.select_option(index=1)
    spread = view.at(earlier.period, "paid")
    for row in spread.groups("item").rows:
        expect(figures).to_contain_text(row[2])
    expect(page.locator(".shopkit-changed")).not_to_be_empty()
    expect(page.locator(".shopkit-so").last).to_contain_text(spread.ranking("item").words.so)
    assert (watched.errors, watched.requests) == ([], [])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Reports of the shop and of the same without costs, by the real notebooks."""
    stage = tmp_path_factory.mktemp("reports")
    shops = [write_profit_shop(stage / "whole"), write_profit_shop(stage / "bare", costs=False)]
    plan = stage / "bare" / "shop.yaml"
    plan.write_text(plan.read_text("utf-8").replace("测试小店", "无成本小店"), encoding="utf-8")
    outcomes = make_reports(shops, langs=["zh", "en"], out=stage / "out", jobs=1)
    assert [outcome.problem for outcome in outcomes] == [None] * 4
    return stage / "out"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", DRAWN)
def test_the_chapter_is_as_long_as_what_is_known(made, open_offline, slug, lang, width):
    page, watched = open_offline((made / slug / f"2026-10.{lang}.html").as_uri(), width)
    title = {"zh": "真正赚了多少", "en": "What was really earned"}[lang]
    chapter = page.locator("section.chapter", has_text=title)
    figures = chapter.locator("figure[data-sk]")
    assert figures.count() == DRAWN[slug]
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        figure.locator(".vega-embed svg:visible").wait_for()
    assert ("shopkit template products" in chapter.inner_text()) == (slug == "bare")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (watched.errors, watched.requests) == ([], [])
