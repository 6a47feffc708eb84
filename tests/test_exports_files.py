"""Files as they lie in exports/: what may be said of a foreign one, sheets, names, changes."""

import json
import os

import pytest
from sheet_files import book_of
from shop_files import ORDER_HEADERS, SECRETS, as_csv, order, order_table, shop_folder, with_file
from typer.testing import CliRunner

from shopkit.cli import app
from shopkit.errors import ExportError
from shopkit.exports import import_shop, open_shop, shop
from shopkit.exports.foreign import sayable

ROWS = [order(n) for n in range(3)]
PERSON = ("测试收货人", "元元", "13000000001", "幸福路1号", "buyer_secret", "pay@example.com")


@pytest.mark.parametrize("other", [[], ["订单编号", "收货人姓名"]])
def test_a_file_without_a_header_tells_nobodys_data(tmp_path, other):
    lines = [*(([other]) if other else []), *[list(PERSON)] * 3]
    content = "".join(",".join(line) + "\n" for line in lines).encode()
    with_file(tmp_path, "orders.csv", as_csv(ROWS))
    made = import_shop(with_file(tmp_path, "people.csv", content))
    [error] = [file.error for file in made.files if file.error]
    run = CliRunner().invoke(app, ["import", str(tmp_path)])
    said = [run.output, error.say("zh"), error.say("en"), str(made.findings("zh"))]
    said += [(tmp_path / "tables" / "import.json").read_text("utf-8")]
    said += [(tmp_path / "rejected.csv").read_text("utf-8")]
    assert not [word for word in (*PERSON, *SECRETS) if word in "".join(said)]
    assert ("订单编号" in error.say("zh")) == bool(other)


def test_a_header_that_was_not_read_is_told_in_few_letters(tmp_path):
    headers = [*ORDER_HEADERS, "很长" * 500]
    rows = [{**order(1), headers[-1]: ""}]
    made = import_shop(with_file(tmp_path, "a.csv", as_csv(rows, headers=headers)))
    assert max(map(len, made.files[0].unmapped)) <= 30


def test_rows_of_a_sheet_nobody_knows_are_told_and_harm_nothing(tmp_path):
    customers = [["姓名"], ["甲"], ["乙"]]
    book = book_of({"订单": order_table(ROWS), "说明": [["只有一行"]], "客户": customers})
    made = open_shop(with_file(tmp_path, "book.xlsx", book))
    told = [(file.file, file.kind, file.read, file.kept, file.reasons) for file in made.files]
    assert told == [
        ("book.xlsx", "taobao_orders", 3, 3, {}),
        ("book.xlsx#客户", None, 2, 0, {"file_unknown": 2}),
    ]
    assert "sheet_unknown" in [finding.code for finding in made.findings("zh")]
    assert (tmp_path / "rejected.csv").read_text("utf-8").count("file_unknown") == 2
    assert CliRunner().invoke(app, ["import", str(tmp_path)]).exit_code == 0


def test_an_empty_sheet_beside_a_full_one_is_passed_over(tmp_path):
    both = book_of({"一": order_table(ROWS), "二": order_table()})
    made = import_shop(with_file(tmp_path, "a.xlsx", both))
    assert [(file.kept, file.error) for file in made.files] == [(3, None)]
    neither = book_of({"一": order_table(), "二": order_table()})
    made = import_shop(with_file(tmp_path, "a.xlsx", neither))
    assert [(file.kind, file.empty) for file in made.files] == [("taobao_orders", True)]


@pytest.mark.skipif(os.name == "nt", reason="names are never bytes there")
def test_a_name_in_the_old_encoding_is_refused_with_one_message(tmp_path):
    folder = shop_folder(tmp_path)
    path = os.fsencode(folder / "exports") + b"/" + "订单.csv".encode("gb18030")
    try:
        with open(path, "wb") as file:
            file.write(as_csv(ROWS))
    except OSError:
        pytest.skip("this disk has no such names")
    [file] = import_shop(folder).files
    assert (file.error and file.error.code, file.file) == ("file_name", "订单.csv")
    with pytest.raises(ExportError, match="Rename"):
        open_shop(folder)
    for options in ([], ["--json"]):
        run = CliRunner().invoke(app, ["import", str(folder), *options])
        assert run.exit_code == 2
        assert run.stderr.count("订单.csv") == 1


def test_every_name_can_be_said():
    assert sayable("订单.csv") == "订单.csv"
    sayable("\udcff\udc80x").encode("utf-8")


def test_a_file_dropped_in_while_reading_is_read_next_time(tmp_path, monkeypatch):
    with_file(tmp_path, "a.csv", as_csv(ROWS))
    settle = shop.merge.one_order_each

    def meanwhile(orders):
        with_file(tmp_path, "b.csv", as_csv([order(9)]))
        return settle(orders)

    monkeypatch.setattr(shop.merge, "one_order_each", meanwhile)
    assert import_shop(tmp_path).tables.orders.height == 3
    monkeypatch.undo()
    assert open_shop(tmp_path).tables.orders.height == 4


def test_files_in_hidden_folders_are_nobodys_exports(tmp_path):
    with_file(tmp_path, "a.csv", as_csv(ROWS))
    for folder in (".ipynb_checkpoints", "2026/.trash"):
        (tmp_path / "exports" / folder).mkdir(parents=True)
        (tmp_path / "exports" / folder / "x.csv").write_bytes(as_csv([order(9)]))
    made = import_shop(tmp_path)
    assert [file.file for file in made.files] == ["a.csv"]
    record = json.loads((tmp_path / "tables" / "import.json").read_text("utf-8"))
    assert len(record["files"]) == 1
