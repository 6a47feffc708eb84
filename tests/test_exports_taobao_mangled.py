"""Mangled Taobao exports: never a traceback, every row kept or rejected, no person told."""

import contextlib

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mangled_files import NASTY, audited, seeded, speeds, spoilt
from sheet_files import csv_of
from shop_files import imported, with_file
from taobao_files import GENERATIONS, HEADERS, PERSON, WRITERS, headers_of, row

from shopkit.errors import ExportError
from shopkit.exports.format import formats
from shopkit.exports.sheets import read_sheets

KINDS = ["1a", "1b", "1c", "1d+", *HEADERS]


@st.composite
def mangled(draw):
    """Return header and rows of an export after cells, rows, columns and headers were changed."""
    headers = list(headers_of(draw(st.sampled_from(KINDS))))
    rows = [row(headers, n) for n in range(draw(st.integers(0, 6)))]
    for _ in range(draw(st.integers(0, 8))):
        if rows:
            place = draw(st.integers(0, len(headers) - 1))
            rows[draw(st.integers(0, len(rows) - 1))][place] = draw(NASTY)
    order = draw(st.permutations(range(len(headers)))) if draw(st.booleans()) else None
    dropped = draw(st.sets(st.integers(0, len(headers) - 1), max_size=3))
    places = [i for i in order or range(len(headers)) if i not in dropped]
    table = [[line[i] for i in places] for line in [headers, *rows]]
    changed = draw(st.integers(0, 1))
    for _ in range(changed):
        table[0][draw(st.integers(0, len(places) - 1))] = draw(NASTY)
    for line in table[1:]:
        ragged = draw(st.sampled_from(["", "", "", "cut", "long", "shift"]))
        if ragged == "cut":
            del line[draw(st.integers(0, len(line) - 1)) :]
        elif ragged == "long":
            line += ["", draw(NASTY)]
        elif ragged == "shift":
            line.insert(draw(st.integers(0, len(line))), draw(NASTY))
    if draw(st.booleans()):
        table.append(["合计", *[""] * (len(places) - 1)])
    if draw(st.booleans()):
        table.insert(0, ["导出说明"])
    return table, bool(changed)


def account(folder):
    """Return the shop, held to the books and to the promise that no person is in what it wrote."""
    shop = audited(folder)
    for file in shop.files:
        if file.kind and not file.error:
            assert shop.tables[formats()[file.kind].table].height == file.kept
    ours = [folder / "rejected.csv", *folder.glob("tables/*.json")]
    said = "".join(path.read_text("utf-8-sig") for path in ours if path.exists())
    for table in ("orders", *shop.tables.others):
        said += shop.tables[table].select(pl.selectors.string()).write_csv()
    assert not [word for word in PERSON if word in said]
    return shop


def whole(kind, count):
    """Return header and rows of an export nobody changed."""
    return [headers_of(kind), *(row(headers_of(kind), n) for n in range(count))]


@speeds(60, 400)
def test_mangled_tables(tmp_path_factory, examples):
    @seeded(examples)
    @given(mangled(), st.sampled_from(sorted(WRITERS)))
    def run(made, name):
        rows, headers_changed = made
        shop = account(with_file(tmp_path_factory.mktemp("shop"), name, WRITERS[name](rows)))
        if not headers_changed:
            [file] = shop.files
            plain = {f"tidy_{formats()[kind].table}" for kind in HEADERS}
            assert file.kind in {*HEADERS, "taobao_orders", *plain, None}
            if file.kind and name != "old.xls":
                filled = [line for line in rows if any(str(cell).strip() for cell in line)]
                head = next(n for n, line in enumerate(filled) if line != ["导出说明"])
                assert file.read == len(filled) - head - 1

    run()


@speeds(60, 400)
def test_mangled_bytes(tmp_path_factory, examples):
    made = {
        f"{kind}.{name}": write(whole(kind, 4))
        for kind in ("refunds", "affiliate", "stock")
        for name, write in WRITERS.items()
    }

    @seeded(examples)
    @given(spoilt(made))
    def run(file):
        account(with_file(tmp_path_factory.mktemp("shop"), *file))

    run()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_download_may_break_off_anywhere(tmp_path, encoding):
    content = csv_of(whole("stock", 2), encoding)
    path = tmp_path / "a.csv"
    for end in range(len(content)):
        path.write_bytes(content[:end])
        with contextlib.suppress(ExportError):
            assert read_sheets(path)


def test_the_kinds_are_all_there():
    assert set(GENERATIONS) >= set(KINDS[:4])
    assert formats().keys() >= HEADERS.keys()


def test_a_cell_with_line_breaks_is_one_cell(tmp_path):
    headers = headers_of("refunds")
    content = csv_of([headers, row(headers, 1, 买家退款说明="一\n二\r\n三")])
    _, file = imported(tmp_path, "a.csv", content)
    assert (file.read, file.kept) == (1, 1)
