"""Workbooks with a password: opened by environment, prompt or desk; never kept, never told."""

import io

import pytest
from shop_files import shop_folder, with_file
from taobao_files import table, xlsx_of
from typer.testing import CliRunner

from shopkit.cli import app
from shopkit.errors import ExportError
from shopkit.exports import import_shop, open_shop
from shopkit.exports.passwords import VARIABLE, from_environment, is_locked, locked, unlocked

WORD, OTHER = "Zq-测试 99", "pear-777"
PLAIN = xlsx_of(table("1d"))


def sealed(content: bytes, password: str) -> bytes:
    """Return a workbook with a password, as Excel and the platforms write it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def locked_book():
    return sealed(PLAIN, WORD)


@pytest.fixture(autouse=True)
def no_password(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def folder(tmp_path, locked_book):
    return with_file(tmp_path / "shop", "orders.xlsx", locked_book)


def everything_written(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_comes_out_is_what_went_in(tmp_path, locked_book):
    assert locked(locked_book)
    assert not locked(PLAIN)
    assert unlocked(tmp_path / "a.xlsx", locked_book, [OTHER, WORD]) == PLAIN
    assert unlocked(tmp_path / "a.xlsx", PLAIN, []) == PLAIN


@pytest.mark.parametrize(("given", "code"), [([], "password_missing"), ([OTHER], "password_wrong")])
def test_without_the_right_one_the_file_is_named_in_both_languages(folder, given, code):
    [file] = import_shop(folder, given).files
    assert file.error.code == code
    assert not (folder / "tables").exists()
    for lang in ("zh", "en"):
        assert file.error.say(lang).startswith("orders.xlsx")
        assert OTHER not in file.error.say(lang)
    with pytest.raises(ExportError, match=r"orders\.xlsx"):
        open_shop(folder, given)


def test_the_environment_may_hold_several_one_a_line(folder, monkeypatch):
    monkeypatch.setenv(VARIABLE, f"{OTHER}\n\n{WORD}\r\n")
    assert from_environment() == (OTHER, WORD)
    assert open_shop(folder).tables.orders.height == 3


def test_tables_open_again_without_it_and_hold_no_trace_of_it(folder, monkeypatch):
    first = import_shop(folder, [WORD])
    again = open_shop(folder)
    assert first.tables.orders.equals(again.tables.orders)
    written = everything_written(folder)
    assert WORD.encode() not in written
    assert WORD.encode("utf-16-le") not in written
    (folder / "exports" / "more.xlsx").write_bytes(sealed(xlsx_of(table("refunds")), OTHER))
    with pytest.raises(ExportError, match=r"more\.xlsx"):
        open_shop(folder, [WORD])
    assert open_shop(folder, [OTHER, WORD]).tables["refunds"].height == 3


def test_a_broken_file_with_a_password_is_one_message(tmp_path, locked_book):
    for cut in (len(locked_book) // 2, len(locked_book) - 700):
        [file] = import_shop(with_file(tmp_path, "a.xlsx", locked_book[:cut]), [WORD]).files
        assert file.error.code in ("password_wrong", "file_unreadable")


def test_is_locked_asks_only_where_a_password_is_missing(folder, tmp_path):
    path = folder / "exports" / "orders.xlsx"
    assert is_locked(path, [])
    assert is_locked(path, [OTHER])
    assert not is_locked(path, [OTHER, WORD])
    (tmp_path / "plain.xlsx").write_bytes(PLAIN)
    assert not is_locked(tmp_path / "plain.xlsx", [])
    assert not is_locked(tmp_path / "none.xlsx", [])


def at_a_terminal(monkeypatch):
    monkeypatch.setattr("typer.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)


def test_import_asks_on_a_terminal_until_it_opens(folder, monkeypatch):
    at_a_terminal(monkeypatch)
    run = CliRunner().invoke(app, ["import", str(folder)], input=f"{OTHER}\n{WORD}\n")
    assert run.exit_code == 0, run.output
    assert run.output.count("orders.xlsx") == 3  # asked, asked again, read
    assert WORD not in run.output
    assert OTHER not in run.output


def test_enter_passes_over_a_file(folder, monkeypatch):
    at_a_terminal(monkeypatch)
    run = CliRunner().invoke(app, ["import", str(folder), "--lang", "en"], input="\n")
    assert run.exit_code == 2
    assert "has a password, and none was given" in run.output


@pytest.mark.parametrize("args", [["--json"], []])
def test_nobody_is_asked_by_a_machine(folder, monkeypatch, args):
    if args:
        at_a_terminal(monkeypatch)
    run = CliRunner().invoke(app, ["import", str(folder), *args], input=f"{WORD}\n")
    assert run.exit_code == 2
    assert "SHOPKIT_EXPORT_PASSWORD" in run.output


def test_the_desk_asks_reads_and_forgets(folder, tmp_path):
    from shopkit.widgets.desk import Desk
    from shopkit.widgets.start import Receipt

    plain = with_file(tmp_path / "open", "a.xlsx", PLAIN)
    desk = Desk(Receipt(open_shop(plain), "zh"))
    assert desk.door.layout.display == "none"
    desk.shop.value = next(place for name, place in desk.shop.options if name == "shop")
    assert desk.door.layout.display == "flex"
    assert "orders.xlsx" in desk.status.value
    for typed, shown in ((OTHER, "flex"), (WORD, "none")):
        desk.password.value = typed
        desk.unlock.click()
        assert desk.password.value == ""
        assert desk.door.layout.display == shown
        assert typed not in desk.status.value + desk.files.value
    assert "orders.xlsx" in desk.files.value
    desk.again.click()
    assert "orders.xlsx" in desk.files.value


def test_a_shop_without_files_needs_no_password(tmp_path):
    assert import_shop(shop_folder(tmp_path), [WORD]).files == ()
