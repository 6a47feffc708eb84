"""`shopkit cash`: profit and cash ahead, how sure they are, the workbook; plans that cannot be."""

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from shopkit import finance
from shopkit.cli import REFUSED, app
from shopkit.exports import open_shop
from shopkit.periods import DAY
from shopkit.scenario import known_of

ROOT = Path(__file__).parents[1]
COSMETICS = ROOT / "data" / "sample" / "cosmetics"
HEAD = "schema: 1\nshop: {name: 小店, platform: taobao, lang: zh}\n"
AHEAD = """cash: {starts: 2027-01-01, months: 6, opening_cny: 20000, discount_rate: 8%}
stages:
  - {name: 起步, starts: 2027-01-01, ends: 2027-12-31, sales_monthly_cny: 50000, per_buyer_cny: 90}
"""


def run(*said: object):
    return CliRunner().invoke(app, ["cash", *(str(one) for one in said)])


def shop_with(folder: Path, *parts: str) -> Path:
    (folder / "exports").mkdir(parents=True)
    (folder / "shop.yaml").write_text(HEAD + "".join(parts), encoding="utf-8")
    return folder


def told_of(*said: object):
    done = run(*said, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def told():
    return told_of(COSMETICS)


def fen(cny):
    return round(cny * 100)


def test_months_are_those_of_the_forecast(told):
    shop = open_shop(COSMETICS)
    day = shop.last_day + DAY
    known = known_of(shop.plan, shop.tables, day)
    made = finance.forecast(finance.model_of(shop.plan, known.rates, day, known.sales))
    assert told["months"] == made.model.months == len(told["pnl"]) == len(told["cash"])
    assert [fen(one["profit_after_tax_cny"]) for one in told["pnl"]] == made.left.tolist()
    assert [fen(one["cash_closing_cny"]) for one in told["cash"]] == made.closing.tolist()
    assert told["learned_from"] == str(known.period)
    assert told["starts"] == told["pnl"][0]["date"] == "2026-11"


def test_cash_adds_up_to_the_fen_and_its_lowest_is_said(told):
    for row in told["cash"]:
        moved = fen(row["cash_opening_cny"]) + fen(row["cash_change_cny"])
        assert moved == fen(row["cash_closing_cny"])
    closing = {row["date"]: row["cash_closing_cny"] for row in told["cash"]}
    low = told["lowest"]
    assert low["cash_closing_cny"] == min(closing.values()) == closing[low["month"]]
    assert low["short_cny"] == 0


def test_chances_are_the_same_each_time_and_in_order(told):
    assert told_of(COSMETICS)["chances"] == told["chances"]
    for row in told["chances"]:
        assert row["cash_p10_cny"] <= row["cash_p50_cny"] <= row["cash_p90_cny"]
    shares = [row["short_share"] for row in told["chances"]]
    assert shares == sorted(shares)
    assert told["ruin_rate"] == shares[-1]


def test_months_may_be_chosen(told):
    short = told_of(COSMETICS, "--months", 3)
    assert short["months"] == 3
    assert short["pnl"] == told["pnl"][:3]  # cash of the last month buys for no fourth one
    assert short["cash"][:2] == told["cash"][:2]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            (
                "按月的利润和现金",
                "现金最低在",
                "每个月都不亏",
                "净现值",
                "内部收益率",
                "居中（中位数）",
            ),
        ),
        ("en", ("Profit and cash by month", "Cash is lowest in", "present value", "one in ten")),
    ],
)
def test_everything_is_printed_in_both_languages(lang, words):
    done = run(COSMETICS, "--months", 6, "--lang", lang)
    assert done.exit_code == 0
    assert [word for word in words if word not in done.stdout] == []
    assert not done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_holds_what_is_printed(tmp_path, lang):
    book = tmp_path / "cash.xlsx"
    done = run(COSMETICS, "--months", 4, "--xlsx", book, "--lang", lang, "--json")
    told = json.loads(done.stdout)
    assert str(book) in done.stderr
    held = CalamineWorkbook.from_path(book)
    numbers = [
        cell
        for name in held.sheet_names
        for row in held.get_sheet_by_name(name).to_python()
        for cell in row
        if isinstance(cell, float)
    ]
    assert told["lowest"]["cash_closing_cny"] in [round(one, 2) for one in numbers]


def test_what_the_plan_does_not_say_is_named_and_the_rest_goes_on(tmp_path):
    bare = AHEAD.replace(", opening_cny: 20000, discount_rate: 8%", "")
    told = told_of(shop_with(tmp_path / "s", bare))
    assert [one["place"] for one in told["missing"]] == [
        *("cash.opening_cny", "cash.discount_rate", "cash.spreads")
    ]
    assert (told["present_value_cny"], told["chances"], told["ruin_rate"]) == (None, None, None)
    assert told["learned_from"] is None
    assert "goods" in told["left_out"]
    assert len(told["pnl"]) == 6
    said = run(tmp_path / "s").stdout
    assert "spreads: [{of: sales, low: 0.7, high: 1.2}]" in said


@pytest.mark.parametrize(
    ("plan", "place"),
    [("", "cash.starts"), ("cash: {starts: 2027-01-01}\n", "stages")],
)
def test_a_plan_without_a_beginning_or_sales_is_refused_with_what_to_write(tmp_path, plan, place):
    done = run(shop_with(tmp_path / "s", plan))
    assert done.exit_code == REFUSED
    assert place in done.stderr
    assert "shop.yaml" in done.stderr
    assert "Traceback" not in done.stderr


WRONG = """cash:
  starts: 2027-01-01
  months: 6
  spreads: [{of: sales, low: 1.5, high: 0.5}]
  payments: [{name: 投入, on: 2030-01-01, amount_cny: 1000}]
stages:
  - {name: 起步, starts: 2027-01-01, ends: 2027-12-31, sales_monthly_cny: 50000}
  - {name: 成长, starts: 2028-06-01, ends: 2028-01-31, sales_monthly_cny: 90000}
costs:
  fixed: [{name: 房租, amount_cny: 2000, starts: 2027-06-01, ends: 2027-01-01}]
  rates: [{name: 甲, rate: 60%}, {name: 乙, rate: 60%}]
  deliveries: [{name: 快递, provinces: [火星省], first_kg: 1, first_cny: 5}]
"""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("finance.spread_backwards", 6),
        ("finance.outside", 7),
        ("finance.ends_first", 10),
        ("finance.ends_first", 12),
        ("province_unknown", 14),
    ],
)
def test_bad_input_is_named_with_its_line_and_the_rest_goes_on(tmp_path, code, line):
    told = told_of(shop_with(tmp_path / "s", WRONG))
    places = [one["place"] for one in told["findings"] if one["code"] == code]
    assert any(f"shop.yaml:{line} " in place for place in places), places
    assert told["months"] == 6


def test_shares_over_the_whole_are_an_error(tmp_path):
    told = told_of(shop_with(tmp_path / "s", WRONG))
    (found,) = [one for one in told["findings"] if one["code"] == "finance.share_beyond"]
    assert found["severity"] == "error"


@pytest.mark.parametrize("options", [["--months", 0], ["--xlsx", "a.csv"]])
def test_options_that_mean_nothing_are_refused(options):
    done = run(COSMETICS, *options)
    assert done.exit_code == REFUSED
    assert not done.stdout
