"""What was drawn for a sample shop is found again by reading its files."""

from __future__ import annotations

from datetime import date

import pytest

from shopkit import profit
from shopkit.exports.sample import shop_names, write_shop
from shopkit.exports.shop import import_shop

MAY_REJECT = {"totals_row", "superseded"}
COSTS = ("goods", "platform", "affiliate", "freight", "packing", "insurance")


@pytest.fixture(scope="module", params=shop_names())
def read(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    truth = write_shop(request.param, folder, scale=0.3, start=date(2025, 10, 1), months=4, seed=11)
    return import_shop(folder), truth


def test_every_file_is_read_to_its_last_row(read):
    shop, truth = read
    for file in shop.files:
        assert file.error is None, file.file
        assert file.kind, file.file
        assert not file.blanked, file.file
        assert set(file.reasons) <= MAY_REJECT, file.file
    counted = {file.file: file.read for file in shop.files if file.file in truth.files}
    assert counted == {name: file["rows"] for name, file in truth.files.items()}


def test_sources_of_a_month_are_of_that_month(read):
    shop, _ = read
    spans = shop.tables["traffic"].select("date", "date_end").unique().rows()
    months = {(day.year, day.month) for day, _ in spans}
    assert all(first.day == 1 and (last - first).days >= 27 for first, last in spans)
    if shop.plan.shop.platform != "jd":
        assert months == {(2025, 10), (2025, 11), (2025, 12), (2026, 1)}


def test_the_true_profit_is_recovered_to_the_fen(read):
    shop, truth = read
    categories = shop.tables["products"]["category"].drop_nulls().unique().to_list()
    terms = profit.terms(shop.plan, categories)
    found = profit.by(profit.ledger(shop.tables, terms), "month")
    true = truth.earned["months"]

    def fen(name: str) -> list[int]:
        return [round(value * 100) for value in found[f"{name}_cny"].fillna(0)]

    for name in ("paid", "refund", *(f"cost_{part}" for part in COSTS)):
        if f"{name}_cny" in found:
            assert fen(name) == true[name], name
        else:
            assert not any(true[name]), name
    assert fen("cost_ads") == true["spend"]
    assert fen("contribution") == true["contribution"]
