"""`actions.csv` as operators and Excel leave it, the commands over it, and the form."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_stage import write_shop
from typer.testing import CliRunner

from shopkit.actions import COLUMNS
from shopkit.cli import REFUSED, app
from shopkit.errors import ExportError, OutputError
from shopkit.exports.action_log import LOG_FILE, add_line, read_log
from shopkit.i18n import LANGS, text

FIELDS = dict.fromkeys(COLUMNS, "") | {"date": "2026-10-05", "action": "换主图, “新”\n"}
FIELDS["action"] = "换主图, “新”"


def run(*said: object):
    return CliRunner().invoke(app, [str(one) for one in said])


def headers(lang):
    return [text(f"actions.column.{name}", lang) for name in COLUMNS]


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_log_opens_in_excel(tmp_path, lang):
    assert read_log(tmp_path, COLUMNS) == []
    assert add_line(tmp_path, FIELDS, lang) == "1"
    data = (tmp_path / LOG_FILE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[0].split(",") == headers(lang)
    assert read_log(tmp_path, COLUMNS) == [(2, {**FIELDS, "id": "1"})]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_log_saved_again_by_a_spreadsheet_is_read_and_kept_byte_by_byte(
    tmp_path, lang, encoding, separator
):
    heads = [*reversed(headers(lang)), "我的列"]
    row = ["备", "+10%", "访客数", "2026/10/11", "运营", "直播", "2026/10/5", "7", "自己写的"]
    lines = [heads, row, [""] * 9]
    said = "\r\n".join(separator.join(line) for line in lines)  # no line end at the end
    data = said.encode(encoding)
    (tmp_path / LOG_FILE).write_bytes(data)
    ((number, line),) = read_log(tmp_path, COLUMNS)
    assert number == 2
    assert line["expected"] == "+10%"
    assert add_line(tmp_path, FIELDS, lang) == "8"
    whole = (tmp_path / LOG_FILE).read_bytes()
    assert whole.startswith(data)
    assert [said["id"] for _, said in read_log(tmp_path, COLUMNS)] == ["7", "8"]
    assert read_log(tmp_path, COLUMNS)[1][1]["action"] == FIELDS["action"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)))
def test_what_was_added_is_what_is_read_whatever_it_is(tmp_path_factory, said):
    folder = tmp_path_factory.mktemp("log")
    for one in said:
        add_line(folder, {**FIELDS, "action": f"x{one}", "note": one.strip() and f"y{one}"}, "zh")
    if said:
        assert [line["action"] for _, line in read_log(folder, COLUMNS)] == [f"x{s}" for s in said]


@pytest.mark.parametrize("evil", ["=cmd|'/c calc'!A1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula_and_none_is_changed(tmp_path, evil):
    add_line(tmp_path, {**FIELDS, "action": evil}, "zh")
    said = (tmp_path / LOG_FILE).read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(said)))[1][2] == f"'{evil}"
    assert read_log(tmp_path, COLUMNS)[0][1]["action"] == evil


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", '动作,日期\n"open'.encode(), b"\xff\xff\xff"])
def test_a_file_that_is_no_log_is_left_alone(tmp_path, data):
    (tmp_path / LOG_FILE).write_bytes(data)
    with pytest.raises(ExportError) as refused:
        add_line(tmp_path, FIELDS, "zh")
    assert "编号,日期" in refused.value.say("zh")
    assert "id,date" in refused.value.say("en")
    assert (tmp_path / LOG_FILE).read_bytes() == data


def test_a_number_nobody_counted_to_is_not_counted_on(tmp_path):
    first = f"编号,日期,动作\n{'9' * 5000},2026-10-05,a\n7,2026-10-05,b\n"
    (tmp_path / LOG_FILE).write_text(first, encoding="utf-8")
    assert add_line(tmp_path, dict.fromkeys(COLUMNS, ""), "zh") == "8"


def test_a_log_open_elsewhere_is_said_and_stays_whole(tmp_path, monkeypatch):
    add_line(tmp_path, FIELDS, "zh")
    before = (tmp_path / LOG_FILE).read_bytes()

    def held(*_):
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", held)
        with pytest.raises(OutputError) as refused:
            add_line(tmp_path, FIELDS, "zh")
    assert "Excel" in refused.value.say("zh")
    (tmp_path / f".~lock.{LOG_FILE}#").touch()  # LibreOffice says so itself
    with pytest.raises(OutputError):
        add_line(tmp_path, FIELDS, "zh")
    assert (tmp_path / LOG_FILE).read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


@pytest.fixture
def shop(tmp_path):
    return write_shop(tmp_path / "shop")


@pytest.mark.parametrize("lang", LANGS)
def test_an_action_is_logged_and_its_outcome_listed(shop, lang):
    nothing = run("act", shop, "--lang", lang)
    assert nothing.exit_code == 0
    assert text("actions.said.none", lang) in nothing.stdout
    options = ["--who", "运营", "--figure", "paid", "--date", "2026-10-05"]
    done = run("act", shop, "直播", *options, "--expect", "-5%", "--lang", lang)
    assert done.exit_code == 0
    assert LOG_FILE in done.stdout
    listed = run("act", shop, "--lang", lang).stdout
    assert "直播" in listed
    assert "2026-10-05" in (shop / LOG_FILE).read_text(encoding="utf-8-sig")


def test_without_a_day_it_begins_on_the_monday_after_the_files(shop):
    run("act", shop, "a")  # the files end on Saturday, 31 October
    assert "1,2026-11-02,a,,2026-11-08," in (shop / LOG_FILE).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("said", "message"),
    [
        (["--check", "11-30"], "--check = 11-30"),
        (["--check", "2026-01-01"], "2026-11-02"),
        (["--figure", "visitor"], "visitors?"),
        (["--figure", "visitors", "--expect", "3pp"], "--expect = 3pp"),
        (["--expect", "3%"], "--figure"),
    ],
)
def test_what_cannot_be_logged_is_refused_in_both_languages(shop, lang, said, message):
    done = run("act", shop, "a", *said, "--lang", lang)
    assert done.exit_code == REFUSED
    assert message in done.stderr
    assert not (shop / LOG_FILE).exists()


def test_a_bad_line_is_named_when_listing(shop):
    (shop / LOG_FILE).write_text("日期,动作\n?,a\n2026-10-05,b\n", encoding="utf-8")
    done = run("act", shop)
    assert done.exit_code == REFUSED
    assert "b" in done.stdout
    assert f"{LOG_FILE}:2, date = ?" in done.stderr
    assert done.stderr.count(f"{LOG_FILE}:2") == 1  # no check date was written, so none is wrong
