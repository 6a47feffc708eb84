import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import get_args

import nbformat.v4 as nb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_stage import EVIL, FORMULA, write_notebook, write_shop

from shopkit.errors import ParameterError, PeriodError, ShopkitError
from shopkit.files import write_whole
from shopkit.findings import Finding, Severity
from shopkit.i18n import LANGS, text
from shopkit.kpi import Story, Tile
from shopkit.periods import Period, compare
from shopkit.plan import Platform
from shopkit.reports import make_reports
from shopkit.reports.cells import Chapter, chapter, shown
from shopkit.reports.chapters import check_parameters, declared, notebook_path
from shopkit.reports.index import index_html, write_index
from shopkit.reports.manifest import MANIFEST, merged, set_apart, versions, write_manifest
from shopkit.reports.markdown import markdown_html
from shopkit.reports.page import Report, report_html
from shopkit.reports.parts import as_json, policy, source, spark, unbroken


class Page(HTMLParser):
    """What a browser would make of a page: elements that run or load, headings, policy."""

    def __init__(self, html: str) -> None:
        """Take the page apart."""
        super().__init__()
        self.scripts, self.loads, self.levels, self.text = [], [], [], []
        self.attributes, self.inside = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        said = dict(attrs)
        self.attributes += said
        self.inside = tag
        if tag == "script":
            self.scripts.append(said.get("type"))
        if tag in {"img", "link", "script", "iframe"}:
            self.loads += [said[name] for name in ("src", "href") if said.get(name)]
        if tag in {"h1", "h2", "h3", "h4"}:
            self.levels.append(int(tag[1]))

    def handle_data(self, data):
        """Note words a reader sees."""
        if self.inside not in {"script", "style"}:
            self.text.append(data)


def story(name: str = "x") -> Story:
    tile = Tile(name, "¥5", "▼ 1%", "bad_text", name, (1.0, None, 2.0))
    found = Finding(
        code="a", severity=Severity.NOTE, place=name, cause=name, action=name, owner=name, cny=-5.0
    )
    return Story(name, name, (tile,) * 6, name, name, (name,), (found,), ((name, name),))


def entry(slug="a", *, lang="zh", period="2026-10", **figures):
    known = {"paid_cny": 100.0, "net_cny": 90.0, "conversion_rate": 0.02, "change_cny": -5.0}
    return {
        "slug": slug,
        "name": slug.upper(),
        "platform": "jd",
        "lang": lang,
        "period": period,
        "state": "done",
        "path": f"{slug}/{period}.{lang}.html",
        "inputs": [{"file": "exports/a.csv", "sha256": "0" * 64, "bytes": 1}],
        "versions": versions(),
        "figures": {**known, "change_rate": -0.05, "spark": [1.0, None], **figures},
    }


def failure(slug="z", lang="zh"):
    said = {"zh": f"{slug} 坏了", "en": f"{slug} broke"}
    kept = {"slug": slug, "name": slug, "platform": None, "lang": lang, "period": ""}
    return {**kept, "state": "failed", "message": said}


def page(name: str, lang="zh", chapters=(), platform="jd") -> str:
    period = Period.parse("2026-10")
    report = Report(
        shop=name,
        platform=platform,
        lang=lang,
        comparison=compare(period, date(2025, 1, 1), date(2026, 12, 31)),
        data_to=date(2026, 12, 31),
        story=story(name),
        quality=[Finding(code="q", severity=Severity.ERROR, place=name, said=name)],
        chapters=chapters,
        entry=entry() | {"name": name},
    )
    return report_html(report)


# --- chapters and parameters


@pytest.fixture
def notebook(tmp_path):
    return write_notebook(tmp_path / "{n}.ipynb", "1")


def test_declared_parameters_carry_type_default_and_help(notebook):
    shop = declared(notebook)["shop"]
    assert (shop.kind, shop.default, shop.help) == ("str", '"bathware"', "the shop")


def test_all_wrong_parameters_are_named_at_once(notebook):
    with pytest.raises(ParameterError) as caught:
        check_parameters(declared(notebook), {"perod": "2026-10", "shop": 3, "period": "2026-10"})
    unknown, wrong = caught.value.problems
    assert (unknown.code, wrong.code) == ("unknown_parameter", "parameter_type")
    assert "period" in unknown.say("zh")
    assert "str" in wrong.say("en")


def test_no_chapter_is_asked_for_that_does_not_exist():
    with pytest.raises(FileNotFoundError, match="99_none"):
        notebook_path("99_none", "zh")


# --- markdown and cells


def test_markdown_runs_nothing_and_asks_for_nothing():
    table = "|a|b|\n|-|-|\n|1|2|"
    bad = f"![pic](https://a.b/c.png) [x](javascript:alert(1)) $a$\n\n{EVIL} {EVIL}"
    said = f"# A\n\n{bad}\n\n{table}"
    html = markdown_html(said)
    found = Page(html)
    assert found.scripts == []
    assert found.loads == []
    assert found.levels == [2]
    assert "javascript:" not in html
    assert "$a$" in html


def output(data, **metadata):
    return nb.new_output("display_data", data, metadata=metadata)


def test_of_an_output_only_what_a_reader_can_use_is_shown():
    outputs = [
        nb.new_output("stream", name="stderr", text="Warning: x"),
        nb.new_output("stream", name="stdout", text="\x1b[31m<b>said</b>\x1b[0m\n"),
        output({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "Slider()"}),
        output({"text/markdown": "so what"}, shopkit="so"),
        output({"text/html": "<table></table>", "text/plain": "table"}),
        output({"image/png": "aGk=\n", "text/plain": "a <picture>"}),
        output({"text/markdown": f"**so** {EVIL}"}),
    ]
    kinds = [(item.kind, item.html) for item in shown(outputs)]
    assert kinds == [
        ("text", "<pre>&lt;b&gt;said&lt;/b&gt;</pre>"),
        ("table", "<table></table>"),
        (
            "figure",
            '<figure><img src="data:image/png;base64,aGk=" alt="a &lt;picture&gt;"></figure>',
        ),
        ("text", "<p><strong>so</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
    ]


def test_a_sign_stays_on_the_line_of_its_amount(monkeypatch):
    figure = '<figure><h3>少 −¥5</h3><script>"−¥5"</script><p class="so">−¥6</p></figure>'
    monkeypatch.setattr("shopkit.charts.figure.figure_html", lambda data: figure)
    (item,) = shown([output({"application/vnd.shopkit.picture+json": {}})])
    assert item.html.count('<span class="nb">−¥') == 2
    assert '"−¥5"' in item.html


def test_a_chapter_has_a_title_and_rows_of_neighbouring_figures():
    def ask(said, *data, tags=()):
        cell = nb.new_code_cell("", outputs=list(map(output, data)), metadata={"tags": list(tags)})
        return [nb.new_markdown_cell(said), cell]

    figure, table = {"image/png": "aGk="}, {"text/html": "<table></table>"}
    cells = [
        nb.new_markdown_cell("# 成交 `x`\n\nIntro."),
        *ask("## one", figure),
        *ask("## two", figure),
        *ask("## three", table),
        *ask("", figure, tags=["no-report"]),
        *ask("## four", figure),
    ]
    made = chapter(nb.new_notebook(cells=cells))
    assert made.title == "成交 `x`"
    assert "Intro." in made.intro
    assert [[block.half for block in row] for row in made.rows] == [[True, True], [False], [True]]


def test_words_about_a_picture_that_is_not_there_are_left_out():
    def ask(said, *outputs, tags=()):
        cell = nb.new_code_cell("", outputs=list(outputs), metadata={"tags": list(tags)})
        return [nb.new_markdown_cell(said), cell]

    unsaid = output({"text/markdown": "No cost table."}, shopkit="unsaid")
    cells = [
        *ask("## first", output({"text/markdown": "told"}), tags=["if-shown"]),
        *ask("## gone", unsaid, tags=["if-shown"]),
        *ask("## alone", unsaid),
        *ask("## last", output({"text/html": "<table></table>"}), tags=["if-shown"]),
    ]
    made = chapter(nb.new_notebook(cells=cells))
    blocks = [block for row in made.rows for block in row]
    prose = "".join(block.prose for block in blocks)
    assert [name for name in ("first", "gone", "alone", "last") if name in prose] == [
        *("first", "alone", "last")
    ]
    assert "No cost table." not in "".join(item.html for block in blocks for item in block.shown)


def test_a_title_that_is_not_for_the_report_still_names_the_chapter():
    goals = nb.new_markdown_cell(
        "# How is it: what, why\n\n- goal", metadata={"tags": ["no-report"]}
    )
    made = chapter(nb.new_notebook(cells=[goals, nb.new_markdown_cell("## Why")]))
    assert (made.title, made.short, made.intro) == ("How is it: what, why", "How is it", "")
    assert "Why" in made.rows[0][0].prose


# --- parts of a page


@given(st.text())
def test_any_text_keeps_its_characters_and_opens_no_element(said):
    html = str(unbroken(said))
    parsed = Page(html)
    assert set(parsed.attributes) <= {"class"}
    assert "".join(parsed.text).replace("\r", "\n") == said.replace("\r", "\n")


@given(st.recursive(st.text() | st.none() | st.integers(), st.lists))
def test_json_in_a_page_says_the_same_and_ends_no_script(value):
    said = str(as_json(value))
    assert json.loads(said) == value
    assert not set(said) & set("<>&")


@given(st.lists(st.none() | st.floats(-1e12, 1e12), max_size=12))
def test_a_spark_is_drawn_for_any_values(values):
    drawn = str(spark(values))
    assert drawn.count("<polyline") == sum(
        value is not None and (n == 0 or values[n - 1] is None) for n, value in enumerate(values)
    )
    assert "nan" not in drawn


def test_the_policy_forbids_everything_but_the_named_scripts():
    said = policy(["a()"])
    assert said.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in said
    assert "script-src 'none'" in policy([])


# --- the report page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [EVIL, FORMULA, "../../x", '" onload="alert(1)', "{{ 7*7 }}"])
def test_a_hostile_name_is_only_text(name, lang):
    found = Page(page(name, lang))
    assert found.scripts == ["application/json"]
    assert not {attribute for attribute in found.attributes if attribute.startswith("on")}
    assert sum(name in words for words in found.text) >= 5


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_loads_nothing_and_its_headings_step_by_one(lang):
    chapters = [Chapter("One", "", ()), Chapter("Two", "<p>x</p>", ())]
    found = Page(page("x", lang, chapters))
    assert [url for url in found.loads if not url.startswith("data:")] == []
    assert found.levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(found.levels, found.levels[1:], strict=False))


def test_a_page_is_the_same_on_every_run():
    assert page("青禾") == page("青禾")


# --- manifest


def test_entries_of_earlier_runs_stay_until_they_are_made_again(tmp_path):
    for known in (entry("a"), entry("b"), entry("gone")):
        write_whole(tmp_path / known["path"], "x")
    (tmp_path / entry("gone")["path"]).unlink()
    write_manifest(tmp_path, [entry("a"), entry("b"), failure("c"), entry("gone")])
    fresh = entry("a", paid_cny=7.0)
    found = merged(tmp_path, [fresh])
    assert [kept["slug"] for kept in found] == ["b", "c", "a"]
    assert found[-1] == fresh
    assert [kept["slug"] for kept in merged(tmp_path, [entry("c")])] == ["a", "b", "c"]


def test_a_shop_that_failed_for_want_of_a_name_is_looked_at_again_under_any(tmp_path):
    other = failure(set_apart("a", "f" * 12)) | {"shop": "f" * 12}
    write_whole(tmp_path / entry("a")["path"], "x")
    write_manifest(tmp_path, [entry("a") | {"shop": "e" * 12}, other])
    assert [kept["slug"] for kept in merged(tmp_path, [entry("c")])] == ["a", other["slug"], "c"]
    fresh = entry("b") | {"shop": "f" * 12}
    assert [kept["slug"] for kept in merged(tmp_path, [fresh])] == ["a", "b"]


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"schema": 1}', '{"schema":1,"reports":[3]}'])
def test_a_broken_manifest_is_rebuilt_from_the_pages(tmp_path, broken):
    said = entry("a") | {"name": EVIL}
    made = page(EVIL)
    write_whole(tmp_path / "a" / "2026-10.zh.html", made)
    write_whole(tmp_path / "b" / "2026-10.zh.html", made)  # carries the entry of another place
    (tmp_path / MANIFEST).write_text(broken, encoding="utf-8")
    assert merged(tmp_path, []) == [said]


@pytest.mark.parametrize(
    "change",
    [
        {"path": "../../etc/passwd"},
        {"slug": "../a", "path": "../a/2026-10.zh.html"},
        {"period": "../2026-10", "path": "a/../2026-10.zh.html"},
        {"lang": "fr"},
        {"figures": 3},
        {"state": "failed"},
        {"name": None},
        {"shop": 3},
    ],
)
def test_an_entry_someone_tampered_with_is_left_out(tmp_path, change):
    write_whole(tmp_path / "a" / "2026-10.zh.html", "x")
    (tmp_path / MANIFEST).write_text(json.dumps({"schema": 1, "reports": [entry("a") | change]}))
    assert merged(tmp_path, []) == []


# --- index


def names(html: str) -> list[str]:
    body = html.split("<tbody>")[1]
    return [row.split("</b>")[0].split(">")[-1] for row in _cells(body)]


def _cells(body: str) -> list[str]:
    return [
        part.replace("<a href=", "").replace("</a>", "")
        for part in body.split('<td class="name"><b>')[1:]
    ]


def test_the_largest_fall_comes_first_and_failures_last():
    entries = [
        failure("broken"),
        entry("up", change_cny=9.0),
        entry("unknown", change_cny=None),
        entry("down", change_cny=-9.0),
        entry("deep", change_cny=-90.0),
    ]
    html = index_html(entries, "zh")
    assert names(html) == ["DEEP", "DOWN", "UP", "UNKNOWN", "broken"]
    assert "broken 坏了" in html


@pytest.mark.parametrize("change", [None, float("nan"), "x"])
def test_an_unknown_change_is_a_dash_after_the_known_ones(change):
    unfair = {"change_cny": change, "change_rate": change, "spark": [change, 1.0]}
    html = index_html([entry("gaps", missing_days=3, **unfair), entry("up", change_cny=9.0)], "en")
    assert names(html) == ["UP", "GAPS"]
    row = html.split("GAPS")[1]
    assert "—" in row.split("</tr>")[0]
    assert "nan" not in html.lower().split("<tbody>")[1].split("</tbody>")[0]
    assert '<span class="chip y">incomplete, days missing: 3</span>' in row


@pytest.mark.parametrize(
    ("figures", "chip"),
    [
        ({"missing_days": 0}, '<span class="chip ">完整</span>'),
        ({"missing_days": 2, "data_warnings": 1}, '<span class="chip y">不完整，缺 2 天</span>'),
        ({"missing_days": 2, "data_errors": 1}, '<span class="chip x">1 处不可信</span>'),
    ],
)
def test_the_chip_tells_the_worst(figures, chip):
    assert chip in index_html([entry(**figures)], "zh")


def test_each_edition_prefers_its_own_language_and_covers_every_shop():
    entries = [entry("a"), entry("a", lang="en"), entry("b")]
    zh, en = index_html(entries, "zh"), index_html(entries, "en")
    assert "a/2026-10.zh.html" in zh
    assert "a/2026-10.en.html" in en
    assert "b/2026-10.zh.html" in en


def test_totals_leave_out_other_periods_and_unknown_is_not_zero():
    entries = [entry("a"), entry("b", net_cny=None), entry("c", period="2026-W43", paid_cny=1e9)]
    html = index_html(entries, "en")
    assert "2 shops: ¥200 paid" in "".join(Page(html).text)
    assert "1 shop only" in "".join(Page(html).text)


def test_older_reports_of_a_shop_stay_linked():
    html = index_html([entry("a", period="2026-09"), entry("a")], "zh")
    assert 'href="a/2026-09.zh.html"' in html
    assert html.count('<td class="name">') == 1


@pytest.mark.parametrize("name", [EVIL, FORMULA, '"><img src=x onerror=alert(1)>'])
def test_a_hostile_name_is_only_text_in_the_index(name):
    evil = entry("a") | {"name": name, "platform": name}
    broken = failure("b") | {"name": name, "message": {"zh": name, "en": name}}
    found = Page(index_html([evil, broken], "zh"))
    assert found.scripts == ["module"]
    assert "onerror" not in found.attributes
    assert any(name in words for words in found.text)


def test_the_plain_index_is_in_the_default_language(tmp_path):
    write_index(tmp_path, [entry("a")], "en")
    assert (tmp_path / "index.html").read_bytes() == (tmp_path / "index.en.html").read_bytes()
    assert 'lang="zh-CN"' in (tmp_path / "index.zh.html").read_text(encoding="utf-8")


def test_every_text_a_template_asks_for_exists():
    for template in ("base", "report", "index"):
        said = str(source(f"{template}.html.j2"))
        keys = re.findall(r"t\('([a-z_.]+)'(?:\)|, )", said)
        assert keys
        for key in keys:
            text(f"reports.{key}", "zh")


# --- a batch, without kernels


def codes(outcomes):
    return {
        outcome.slug: outcome.problem and outcome.problem.problems[0].code for outcome in outcomes
    }


def test_an_unreadable_period_stops_everything_at_once(tmp_path):
    with pytest.raises(PeriodError):
        make_reports([tmp_path], period="Oktober", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_shops_that_cannot_be_opened_fail_alone_with_one_message(tmp_path, jobs):
    (tmp_path / "empty").mkdir()
    told = []
    outcomes = make_reports(
        [tmp_path / "empty", tmp_path / "none", tmp_path / "empty"],
        out=tmp_path / "out",
        jobs=jobs,
        progress=lambda *said: told.append(said),
    )
    assert codes(outcomes) == {"empty": "no_plan", "none": "no_plan"}
    assert told == [(0, 1, 1), (0, 2, 0)]
    record = json.loads((tmp_path / "out" / MANIFEST).read_text(encoding="utf-8"))
    assert [kept["state"] for kept in record["reports"]] == ["failed", "failed"]
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "shopkit new" in index


def test_two_shops_of_one_name_both_fail(tmp_path):
    folders = [
        write_shop(tmp_path / "a", "青禾"),
        write_shop(tmp_path / "b", "青禾"),
        write_shop(tmp_path / "x" / "c", "白露"),
        write_shop(tmp_path / "y" / "C", "霜降"),
    ]
    outcomes = make_reports(folders, out=tmp_path / "out", jobs=1)
    assert [outcome.problem.problems[0].code for outcome in outcomes] == ["same_name"] * 4
    assert str(folders[0]) in outcomes[1].problem.say("zh")


def test_a_period_the_files_do_not_cover_is_one_message(tmp_path):
    shop = write_shop(tmp_path / "a")
    (outcome,) = make_reports([shop], period="2020-01", out=tmp_path / "out", jobs=1)
    assert outcome.problem.problems[0].code == "empty_period"
    assert outcome.path is None


def test_what_nobody_foresaw_becomes_one_message(tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("oops\n")

    monkeypatch.setattr("shopkit.kpi.overview", broken)
    (outcome,) = make_reports([write_shop(tmp_path / "a")], out=tmp_path / "out", jobs=1)
    assert outcome.problem.problems[0].code == "report_failed"
    assert "ZeroDivisionError: oops" in outcome.problem.say("en")


def test_an_index_held_open_is_said(tmp_path, monkeypatch):
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(ShopkitError) as caught:
        make_reports([tmp_path / "none"], out=tmp_path / "out", jobs=1)
    assert caught.value.problems[0].code == "output_missing"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("platform", get_args(Platform))
def test_a_shop_of_any_platform_has_a_page_and_a_row(platform, lang):
    assert text(f"reports.platform.{platform}", lang) in page("甲", lang, platform=platform)
    made = entry(lang=lang) | {"platform": platform}
    assert text(f"reports.platform.{platform}", lang) in index_html([made], lang)
