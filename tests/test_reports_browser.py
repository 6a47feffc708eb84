"""Each report and the index in a real browser that has no network."""

import shutil
from pathlib import Path

import pytest
from report_stage import EVIL, PICTURE, write_notebook, write_rest, write_shop

from shopkit.reports import make_reports
from shopkit.reports.chapters import CHAPTERS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SAMPLES = Path(__file__).parents[1] / "data" / "sample"
NAMES = ("bathware", "cosmetics", "flagship", "jdbrand")
WIDTHS = {"desktop": 1280, "phone": 390}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two shops in two languages, one of them with a name that would like to be a script."""
    stage = tmp_path_factory.mktemp("reports")
    write_rest(stage)
    write_notebook(stage / "05_kpi.ipynb", *[f"NAME = {EVIL!r}\n{PICTURE}"] * 3)
    write_notebook(stage / "00_start.ipynb", f"NAME = 'x'\n{PICTURE}", title="读了什么")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "shopkit.reports.work.notebook_path", lambda name, lang: stage / f"{name}.ipynb"
        )
        shops = [write_shop(stage / "evil", EVIL), write_shop(stage / "plain"), stage / "none"]
        outcomes = make_reports(shops, langs=["zh", "en"], out=stage / "out", jobs=1)
    assert [bool(outcome.problem) for outcome in outcomes] == [False] * 4 + [True] * 2
    return stage / "out"


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("slug", ["evil", "plain"])
def test_every_chart_of_a_report_is_drawn_without_a_network(made, open_offline, slug, lang, width):
    page, watched = open_offline((made / slug / f"2026-10.{lang}.html").as_uri(), width)
    figures = page.locator("figure[data-sk]")
    assert figures.count() == 4
    for n in range(4):
        figures.nth(n).scroll_into_view_if_needed()
        page.locator("figure[data-sk]").nth(n).locator(".vega-embed svg:visible").wait_for()
    assert figures.count() == page.locator("figure[data-drawn]").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.errors == []
    assert watched.requests == []


@pytest.fixture(scope="module")
def sample_reports(tmp_path_factory):
    """The real notebooks on copies of the sample shops, both languages, from a pool of two."""
    stage = tmp_path_factory.mktemp("samples")
    ours = shutil.ignore_patterns("tables", "rejected.csv")
    shops = [shutil.copytree(SAMPLES / name, stage / name, ignore=ours) for name in NAMES]
    outcomes = make_reports(shops, langs=["zh", "en"], out=stage / "out", jobs=2)
    assert [outcome.problem for outcome in outcomes] == [None] * 2 * len(NAMES)
    return stage / "out"


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_sample_reports_draw_every_chart(sample_reports, open_offline, name, lang, width):
    page, watched = open_offline((sample_reports / name / f"2026-10.{lang}.html").as_uri(), width)
    figures = page.locator("figure[data-sk]")
    assert figures.count() >= 7
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        figure.locator(".vega-embed svg:visible").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".tile").count() == 6
    numbers = page.locator("h2 .no").all_inner_texts()
    assert numbers == [str(n + 1) for n in range(len(CHAPTERS))]
    assert watched.errors == []
    assert watched.requests == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", ["index.html", "index.en.html"])
def test_the_index_leads_to_every_report_and_finds_a_shop(made, open_offline, name, width):
    page, watched = open_offline((made / name).as_uri(), width)
    rows = page.locator(".idx tbody tr")
    assert rows.count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for link in page.locator(".idx a").all():
        assert (made / link.get_attribute("href")).is_file()
    page.locator("#q").fill("青禾")
    assert [row.is_visible() for row in rows.all()].count(True) == 1
    assert page.locator("#n").inner_text() == "1"
    assert watched.errors == []
    assert watched.requests == []


def test_a_script_that_got_into_the_page_does_not_run(made, open_offline, tmp_path):
    html = (made / "plain" / "2026-10.zh.html").read_text(encoding="utf-8")
    bad = "<script>window.evil = 1</script><img src='x' onerror='window.evil = 2'></body>"
    (tmp_path / "bad.html").write_text(html.replace("</body>", bad), encoding="utf-8")
    page, watched = open_offline((tmp_path / "bad.html").as_uri())
    assert page.evaluate("window.evil") is None
    assert any("Content Security Policy" in error for error in watched.errors)


def test_the_first_tab_stop_skips_to_the_content(made, open_offline):
    page, _ = open_offline((made / "plain" / "2026-10.zh.html").as_uri())
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    assert skip.bounding_box()["x"] >= 0


def test_a_report_prints_on_a4_with_its_charts(made, open_offline, tmp_path):
    page, _ = open_offline((made / "plain" / "2026-10.zh.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("figure[data-sk] .only-phone svg:visible").count() == 4
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


BESIDE = """() => [...document.querySelectorAll('.grid figure[data-sk]')].map(one => {
  const words = one.querySelector('h3').getBoundingClientRect();
  return one.querySelector('.only-wide').getBoundingClientRect().left >= words.right;
})"""


def test_a_picture_without_a_neighbour_stands_beside_its_words(made, open_offline):
    """Of three in a row the third is alone; the chapter after has a single one."""
    uri = (made / "plain" / "2026-10.zh.html").as_uri()
    page, _ = open_offline(uri, WIDTHS["desktop"])
    assert page.evaluate(BESIDE) == [False, False, True, True]
    page, _ = open_offline(uri, 900)
    assert page.evaluate(BESIDE) == [False] * 4
