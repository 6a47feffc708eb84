"""Pictures, tables and figures as notebooks and pages keep them: whole, escaped, drawn offline."""

import importlib
import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import altair as alt
import nbformat
import pytest
import vl_convert
from charts_samples import CHARTS, HOSTILE, picture

from shopkit.charts import bundle, fonts
from shopkit.charts.figure import FIGURE_CSS, figure_html, inert_json
from shopkit.charts.look import FAMILY
from shopkit.charts.picture import PICTURE, SVG, VEGALITE, Picture, rounded
from shopkit.charts.table import Cell, Table
from shopkit.i18n import LANGS, Words


@pytest.fixture
def shown(monkeypatch):
    """Return what a picture displays: a list of data and metadata."""
    kept = []
    display = importlib.import_module("IPython.display")
    monkeypatch.setattr(
        display, "display", lambda data, raw, metadata: kept.append((data, metadata))
    )
    return kept


def notebook_of(outputs):
    cells = [
        nbformat.v4.new_output("display_data", data=data, metadata=meta) for data, meta in outputs
    ]
    cell = nbformat.v4.new_code_cell("picture", outputs=cells)
    return nbformat.v4.new_notebook(cells=[cell])


@pytest.mark.parametrize("name", CHARTS)
def test_a_notebook_with_pictures_is_valid(name, shown):
    picture(name, "zh")._ipython_display_()
    nbformat.validate(notebook_of(shown))
    (data, meta), *follows = shown
    assert set(data) == {VEGALITE, SVG, PICTURE, "text/plain"}
    assert set(data[PICTURE]) == {"title", "subtitle", "source", "alt", "so", "half", "phone"}
    said = [(so["text/markdown"], so_meta) for so, so_meta in follows]
    assert said == [(so, {"shopkit": "so"}) for so in [data[PICTURE]["so"]] if so]
    assert meta[VEGALITE]["embed_options"]["actions"] is False


def bars(values):
    return alt.Chart(alt.InlineData(values=values)).mark_bar().encode(x="a:N")


def test_what_follows_is_left_out_where_nothing_does(shown):
    words = Words("标题", "副题", "来源", "说明")
    Picture(lambda look: bars([]), words, "zh")._ipython_display_()
    assert len(shown) == 1


def test_the_pages_draw_without_the_title_the_notebook_draws_with():
    kept = picture("funnel", "zh").bundle()
    assert "title" in kept[VEGALITE]
    assert "title" not in kept[PICTURE]["half"]
    assert "title" not in kept[PICTURE]["phone"]


def test_numbers_have_six_digits_and_unknown_is_null():
    assert rounded([1 / 3, 123456789.0, float("inf"), True, 12345678, "a"]) == [
        *(0.333333, 123457000.0, None),
        *(True, 12345678, "a"),
    ]


def test_the_bundled_font_is_the_one_that_draws():
    fonts.register()
    text = '<text x="5" y="30" font-size="20" font-family="{}">{}</text>'
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">{}</svg>'
    nothing = vl_convert.svg_to_png(frame.format(""))
    for char in "支鑫−▲▼¥»…％é":
        drawn = vl_convert.svg_to_png(frame.format(text.format(FAMILY, char)))
        assert drawn != nothing, char


class Elements(HTMLParser):
    """The elements and texts of a piece of HTML."""

    def __init__(self, html: str) -> None:
        """Read the whole piece."""
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep a text."""
        self.texts.append(data)


def test_a_figure_holds_texts_and_a_drawing_with_its_spec_for_each_width():
    kept = picture("trend", "zh").bundle()
    found = Elements(figure_html(kept))
    assert figure_html(kept) == figure_html(kept[PICTURE])
    tags = [tag for tag, _ in found.tags]
    assert tags[:3] == ["figure", "h3", "p"]
    assert [tags.count(name) for name in ("svg", "script", "div")] == [2, 2, 2]
    classes = [attributes.get("class") for tag, attributes in found.tags if tag == "div"]
    assert classes == ["only-wide", "only-phone"]
    specs = [json.loads(said) for said in found.texts if said.startswith("{")]
    assert specs == [kept[PICTURE]["half"], kept[PICTURE]["phone"]]
    for _, attributes in (item for item in found.tags if item[0] == "svg"):
        assert attributes["role"] == "img"
        assert attributes["aria-label"] == kept[PICTURE]["alt"]
        assert "viewbox" in attributes
        assert "width" not in attributes


def test_hostile_words_and_names_are_only_text():
    hostile = Words(*[f'"{HOSTILE}</script><!--'] * 5)
    kept = Picture(lambda look: bars([{"a": HOSTILE}]), hostile, "zh").bundle()
    found = Elements(figure_html(kept))
    scripts = [attributes for tag, attributes in found.tags if tag == "script"]
    assert scripts == [{"type": "application/json"}] * 2
    assert inert_json(f"{HOSTILE}&\u2028").isascii()
    assert json.loads(inert_json(HOSTILE)) == HOSTILE


def test_a_table_escapes_aligns_and_names_its_cells():
    rows = [[HOSTILE, "¥28.6万", Cell("▼ 7.7%", "bad_text")], ["合计", None, ""]]
    table = Table(["来源", "支付金额", '"变化'], rows, "lrr", "zh", "流量来源", total=True)
    found = Elements(table.html())
    assert "script" not in [tag for tag, _ in found.tags]
    assert HOSTILE in found.texts
    cells = [attributes for tag, attributes in found.tags if tag == "td"]
    assert [cell["data-h"] for cell in cells[:3]] == ["来源", "支付金额", '"变化']
    assert "text-align:left" in cells[0]["style"]
    assert cells[2]["class"] == "r bad"
    assert ("tr", {"class": "sum"}) in found.tags
    assert "—" in found.texts
    assert {attributes["scope"] for tag, attributes in found.tags if tag == "th"} == {"col"}


def test_a_table_is_kept_as_html_and_text_and_refuses_ragged_rows():
    kept = Table(["a"], [["1"]], "r", "en")._repr_mimebundle_()
    assert kept["text/plain"] == "a\n1"
    assert "<style>" in kept["text/html"]
    with pytest.raises(ValueError, match="1 columns"):
        Table(["a"], [["1", "2"]], "r", "en")


@pytest.fixture
def builder(monkeypatch, tmp_path):
    """Return a stand-in for the slow builder, with an empty cache folder and a count of builds."""
    made = SimpleNamespace(count=0, folder=tmp_path / "cache")

    def build(snippet, vl_version):
        made.count += 1
        return f"/* 二 </script> <!-- */ {snippet}"

    monkeypatch.setattr(vl_convert, "javascript_bundle", build)
    monkeypatch.setattr(bundle, "cache_folder", lambda: made.folder)
    bundle.vega_bundle.cache_clear()
    yield made
    bundle.vega_bundle.cache_clear()


def again():
    bundle.vega_bundle.cache_clear()
    return bundle.vega_bundle()


def test_the_script_is_built_once_and_never_ends_its_element(builder):
    assert bundle.vega_bundle() == again()
    assert builder.count == 1
    assert "</script" not in again()
    assert "<!--" not in again()


def test_a_damaged_copy_is_built_again(builder):
    whole = bundle.vega_bundle()
    kept = next(builder.folder.iterdir())
    kept.write_text(kept.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    assert again() == whole
    assert builder.count == 2


def test_a_folder_that_cannot_be_written_costs_only_time(builder):
    builder.folder.parent.mkdir(exist_ok=True)
    builder.folder.write_text("a file where the folder should be")
    assert bundle.vega_bundle() == again()
    assert builder.count == 2


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_the_cache_is_the_users_own(system, monkeypatch, tmp_path):
    monkeypatch.setattr(bundle.sys, "platform", system)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(bundle.Path, "home", lambda: tmp_path)
    assert bundle.cache_folder().is_relative_to(tmp_path)


SCRIPT = '<script type="module">'
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


def page_of(lang):
    figures = "".join(figure_html(picture(name, lang).bundle()) for name in CHARTS)
    return (
        '<!doctype html><html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><meta name="viewport" '
        f'content="width=device-width"><style>body{{margin:16px}}{FIGURE_CSS}</style>'
        f"<main>{figures}</main>{SCRIPT}{bundle.vega_bundle()}</script></html>"
    )


def texts_of(page):
    """Return the texts of every drawing on show, figure by figure."""
    find = "boxes => boxes.map(b => [...b.querySelectorAll('svg text')].map(t => t.textContent))"
    return page.locator("[data-sk-box]:visible").evaluate_all(find)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_comes_alive_offline_and_says_the_same(lang, width, tmp_path, open_offline):
    static, live = tmp_path / "static.html", tmp_path / "live.html"
    live.write_text(page_of(lang), encoding="utf-8")
    static.write_text(page_of(lang).split(SCRIPT, maxsplit=1)[0], encoding="utf-8")
    still, _ = open_offline(static.as_uri(), width)
    page, watched = open_offline(live.as_uri(), width)
    warned = []
    page.on("console", lambda message: warned.append(message.text))
    page.reload()
    for n, figure in enumerate(page.locator("figure").all()):
        figure.scroll_into_view_if_needed()
        page.locator("figure").nth(n).and_(page.locator("[data-drawn]")).wait_for()
    assert page.locator("[data-sk-box][data-drawn]:visible svg.marks").count() == len(CHARTS)
    assert page.locator("[data-sk-box][data-drawn]:not(:visible)").count() == 0
    assert texts_of(page) == texts_of(still)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (watched.errors, watched.requests, warned) == ([], [], [])


@pytest.mark.browser
def test_a_tooltip_says_what_the_label_says(tmp_path, open_offline):
    path = tmp_path / "page.html"
    path.write_text(page_of("zh"), encoding="utf-8")
    page, _ = open_offline(path.as_uri())
    figure = page.locator("figure").nth([*CHARTS].index("unit_marked"))
    box = figure.locator("[data-drawn]")
    figure.scroll_into_view_if_needed()
    box.wait_for()
    box.locator(".mark-rect path").first.hover()
    tip = page.locator("#vg-tooltip-element.visible")
    tip.wait_for()
    assert re.search(r"¥|—", tip.inner_text())
    assert tip.locator("script").count() == 0


@pytest.mark.browser
def test_without_the_script_the_drawings_stay(tmp_path, open_offline):
    path = tmp_path / "page.html"
    static = page_of("zh").split(SCRIPT, maxsplit=1)[0]
    path.write_text(static, encoding="utf-8")
    page, _ = open_offline(path.as_uri(), 390)
    assert page.locator("[data-sk-box]:visible svg").count() == len(CHARTS)
    page.emulate_media(media="print")
    assert page.locator(".only-phone svg:visible").count() == len(CHARTS)
