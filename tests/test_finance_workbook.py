"""The workbook of cash: LibreOffice finds from its formulas what shopkit wrote beside them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from test_finance_chances import SHOP

from shopkit.finance.forecast import forecast
from shopkit.finance.model import Timing
from shopkit.i18n import LANGS, text
from shopkit.plan.sections.cash import Payment
from shopkit.plan.sections.money import Deposit, FixedCost
from shopkit.reports.cash_workbook import cash_workbook_bytes

DAY = date(2026, 11, 22)
NO_OFFICE = "no LibreOffice here: apt install libreoffice-calc-nogui to run the workbook's formulas"
NAMES = ("soffice", "libreoffice")
FULL = replace(
    SHOP,
    sales_cny=(30_000.01, 31_000.0, 30_000.0, *(300_000.0 + 777.77 * n for n in range(9))),
    rates=replace(SHOP.rates, ads=tuple(0.2 - 0.01 * n for n in range(12)), commission=0.004),
    ads_cny=(500.0,) * 12,
    discount_rate=0.1,
    least_cny=5_000.0,
    fixed=(
        *SHOP.fixed,
        FixedCost(name="=website", amount_cny=25_000, every="once", years=5),
        FixedCost(name="warehouse", amount_cny=2_000, starts=date(2027, 2, 10)),
        FixedCost(name="unknown"),
    ),
    deposits=(
        Deposit(name="platform", amount_cny=50_000),
        Deposit(name="campaign", amount_cny=10_000, paid=DAY, returned=date(2027, 3, 2)),
    ),
    payments=(
        Payment(name="capital", on=DAY, amount_cny=120_000),
        Payment(name="loan back", on=date(2027, 8, 1), amount_cny=-20_000),
    ),
)
CASES = {
    "full": FULL,
    "losing": replace(FULL, sales_cny=(1_000.0,) * 12, timing=Timing(supplier_days=40)),
    "one month": replace(
        SHOP, sales_cny=(50_000.0,), discount_rate=None, timing=Timing(goes_on=False)
    ),
    "open before": replace(
        FULL,
        before_cny=12_000.5,
        timing=Timing(settlement_days=40, stock_ahead_days=33, went_on=True),
    ),
    "credit": replace(FULL, timing=Timing(supplier_days=45, stock_ahead_days=3, went_on=True)),
    "beyond any rate": replace(
        SHOP, sales_cny=(0.0, *(900_000.0,) * 5), deposits=(), timing=Timing(goes_on=False)
    ),
    "large": replace(SHOP, sales_cny=(900_000.0,) * 5, deposits=(), income_tax_rate=0.25),
}


def written(model, lang="en"):
    return cash_workbook_bytes("Shop", DAY, forecast(model), lang)


def cells(data):
    """Return every sheet as rows of values."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def without_values(data):
    """Return the workbook with formulas only: whoever opens it has to calculate."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            said = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                said = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", said)
            new.writestr(item, said)
    return held.getvalue()


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """A function that lets LibreOffice calculate several workbooks in one go."""
    office = next(filter(None, map(shutil.which, NAMES)), None)
    if office is None:
        pytest.skip(NO_OFFICE)

    def calculate(books):
        place = tmp_path_factory.mktemp("office")
        paths = []
        for name, data in books.items():
            paths.append(place / f"{name}.xlsx")
            paths[-1].write_bytes(data)
        home = f"-env:UserInstallation={(place / 'home').as_uri()}"
        asked = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
        command = [office, home, *asked, str(place / "out"), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return {name: Path(place / "out" / f"{name}.xlsx").read_bytes() for name in books}

    return calculate


def agree(found, wanted):
    """Hold two workbooks to each other: numbers to the fen, everything else as it is."""
    assert list(found) == list(wanted)
    count = 0
    for name, rows in wanted.items():
        for at, (row, other) in enumerate(zip(rows, found[name], strict=False)):
            for place, (one, two) in enumerate(zip(row, other, strict=False)):
                where = f"{name} {at + 1}:{place + 1}"
                if isinstance(one, float):
                    assert two == pytest.approx(one, abs=0.011, rel=1e-7), where
                    count += 1
                else:
                    assert two == one, where
        assert len(found[name]) >= len(rows)
    return count


def test_libreoffice_finds_from_the_formulas_what_stands_beside_them(recalculated):
    books = {name: written(model) for name, model in CASES.items()}
    found = recalculated({name: without_values(data) for name, data in books.items()})
    for name, data in books.items():
        assert agree(cells(found[name]), cells(data)) > 100, name


def test_a_changed_input_moves_everything_as_the_changed_plan_does(recalculated):
    """Sales of the first months, the share of goods and the days of stock, in the sheet alone."""
    data = written(FULL)
    changed = replace(
        FULL,
        sales_cny=(12_345.0, *FULL.sales_cny[1:]),
        rates=replace(FULL.rates, goods=0.55),
        timing=replace(FULL.timing, stock_ahead_days=45, went_on=True),
    )
    wanted = cells(written(changed))
    swapped = recalculated({"changed": without_values(with_inputs(data, written(changed)))})
    agree(cells(swapped["changed"]), wanted)


def with_inputs(data, other):
    """Return a workbook whose plain numbers on the sheet of inputs are those of another."""
    held = io.BytesIO()
    number = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*>)<v>([^<]*)</v>')
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(io.BytesIO(other)) as new,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for item in old.infolist():
            said = old.read(item)
            if item.filename == "xl/worksheets/sheet2.xml":
                values = {cell: value for _, cell, value in number.findall(new.read(item.filename))}
                said = number.sub(
                    lambda m, v=values: m[1] + b"<v>" + v.get(m[2], m[3]) + b"</v>", said
                )
            made.writestr(item, said)
    return held.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_the_values_beside_the_formulas_are_those_of_the_forecast(lang):
    made = forecast(FULL)
    sheets = cells(written(FULL, lang))
    cash = sheets[text("finance.workbook.cash", lang)]
    rows = {row[0]: row for row in cash}
    closing = "期末现金" if lang == "zh" else "Closing cash"
    assert rows[closing][2:14] == pytest.approx((made.closing / 100).tolist())
    assert list(sheets) == [
        text(f"finance.workbook.{name}", lang)
        for name in ("summary", "inputs", "profit", "cash", "timing")
    ]


def test_the_same_forecast_gives_the_same_bytes():
    assert written(FULL) == written(FULL)


def test_what_is_unknown_is_named_and_blank():
    said = cells(written(replace(FULL, rates=replace(FULL.rates, insurance=None))))
    assert any("return insurance" in str(row[0]) and "unknown" in row[0] for row in said["Summary"])
    inputs = {row[0]: row for row in said["Inputs"]}
    assert inputs["Return insurance, of what is paid"][1:4] == ["unknown, left out", "", ""]


def test_a_name_that_looks_like_a_formula_stays_text():
    with zipfile.ZipFile(io.BytesIO(written(FULL))) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>website" not in sheet
