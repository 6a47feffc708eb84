"""Bad values in files and tables, the findings they become, and the panel that sums them up."""

import pkgutil
from dataclasses import replace
from datetime import date, datetime

import polars as pl
import pytest
from shop_files import as_csv, order, shop_folder, with_file
from trust_tables import A_DAY, FIRST, SPAN, orders, shop_days, table, tables

from shopkit.exports import import_shop
from shopkit.exports.account import coverage_shown
from shopkit.exports.bad_input import bad_input, downloaded
from shopkit.exports.contents import kinds_shown, lacking_shown, tables_shown
from shopkit.exports.fees_charged import fee_check
from shopkit.exports.panel import panel
from shopkit.exports.precedence import PRECEDENCE
from shopkit.exports.reconcile import reconciled
from shopkit.exports.wording import finding, floored, result
from shopkit.findings import Severity
from shopkit.i18n import LANGS, text, texts
from shopkit.kpi.figures import SOURCES
from shopkit.layouts import TABLES
from shopkit.plan import load_plan
from shopkit.widgets.start import SHOWN_FINDINGS, Receipt

COSTS = "sku,成本价\nA,12.00\nB,5\n"


def bad(told, code):
    return next(one for one in bad_input(told) if one.code == code)


def line(key, sku, fen, **more):
    return {"order_id": key, "sku": sku, "units": 1, "paid_fen": fen} | more


def cost(sku, fen, file="costs.csv", row=2, **more):
    return {"sku": sku, "unit_cost_fen": fen, "source_file": file, "source_row": row} | more


def products(*rows):
    return table("products", list(rows))


def test_sound_tables_hold_nothing_bad():
    told = tables(
        order_lines=table("order_lines", [line("091000", "A", 5_000, unit_price_fen=6_000)]),
        products=products(cost("A", 1_200)),
    )
    assert {one.outcome for one in bad_input(told)} == {"fits"}


def test_costs_that_disagree_are_told_with_both_values_and_files():
    told = products(
        cost("A", 1_200, "a.csv"),
        cost("A", 1_300, "b.csv"),
        cost("B", 500, "a.csv", 3),
        cost("B", 500, "b.csv", 3),
        cost("C", 700, "a.csv", 4, valid_from=date(2026, 1, 1)),
        cost("C", 800, "a.csv", 5, valid_from=date(2026, 7, 1)),
    )
    found = bad(tables(products=told), "cost_conflict")
    assert found.said["list"] == ["A: ¥12.00 (a.csv) / ¥13.00 (b.csv)"]
    assert found.severity == Severity.ERROR
    twice = bad(tables(products=told), "products_twice")
    assert (twice.said["list"], twice.severity) == (["B"], Severity.NOTE)


def test_two_cost_files_that_disagree_are_found_when_a_shop_is_read(tmp_path):
    shop_folder(tmp_path, extra="costs:\n  products: [a.csv, b.csv]\n")
    (tmp_path / "a.csv").write_text(COSTS, encoding="utf-8")
    (tmp_path / "b.csv").write_text("sku,成本价\nA,13\n", encoding="utf-8")
    (tmp_path / "exports" / "o.csv").write_bytes(as_csv([order(1)]))
    told = {one.code: one for one in import_shop(tmp_path).findings("en")}
    assert "A: ¥12.00 (a.csv) / ¥13.00 (b.csv)" in told["cost_conflict"].evidence


def test_a_cost_of_nothing_that_is_sold_is_no_row_of_a_cost_table(tmp_path):
    shop_folder(tmp_path, extra="costs:\n  products: [a.csv]\n")
    costs = "sku,商品ID,成本价\nA,,12\n,77,13\n,,14\n"
    (tmp_path / "a.csv").write_text(costs, encoding="utf-8")
    (tmp_path / "exports" / "o.csv").write_bytes(as_csv([order(1)]))
    shop = import_shop(tmp_path)
    (file,) = (file for file in shop.files if file.file == "a.csv")
    assert (file.kept, file.reasons) == (2, {"missing_value": 1})
    assert "a.csv,4,sku," in (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig")


def test_what_was_sold_without_a_cost_is_told_by_money():
    rows = [line(key, f"S{n}", 1_000 * n) for n, key in enumerate(orders()["order_id"][:9])]
    rows += [line("091000", None, 500, item_id="77"), line("091001", None, 400, item_id="88")]
    known = [cost("S8", 1), cost("S7", 1, valid_from=date(2026, 12, 1))]
    known.append(cost(None, 1, item_id="77"))
    told = tables(
        orders=orders().filter(pl.col("order_id").is_in([row["order_id"] for row in rows])),
        order_lines=table("order_lines", rows),
        products=products(*known),
    )
    found = bad(told, "cost_missing")
    total, bare = 36_000 + 900, 28_000 + 400
    assert (found.said["off"], found.said["fen"]) == (9, bare)
    assert found.share == pytest.approx(1 - bare / total)
    assert found.said["list"] == [f"S{n} ¥{n * 10}.00" for n in (7, 6, 5, 4, 3)]


def test_costs_that_disagree_are_none():
    sold = orders().head(5)
    rows = [line(key, sku, 1_000) for key, sku in zip(sold["order_id"], "ABCDE", strict=True)]
    rows[3]["item_id"], rows[4]["item_id"] = "77", "88"
    later = date(2026, 1, 1)
    known = products(
        *(cost("A", 1, "a.csv"), cost("A", 2, "b.csv")),
        *(cost("B", 1, "a.csv"), cost("B", 2, "b.csv"), cost("B", 3, "a.csv", valid_from=later)),
        *(cost("C", 1, "a.csv"), cost("C", 1, "b.csv")),
        *(cost("D1", 1, item_id="77"), cost("D2", 2, item_id="77")),
        *(cost("E1", 1, item_id="88"), cost("E2", 1, item_id="88")),
    )
    told = tables(orders=sold, order_lines=table("order_lines", rows), products=known)
    found = bad(told, "cost_missing")
    assert found.said["list"] == ["A ¥10.00", "D ¥10.00"]
    assert found.share == pytest.approx(3 / 5)


def test_the_cost_of_an_order_without_lines_is_unknown():
    sold, known = orders().head(2), products(cost("A", 1))
    rows = table("order_lines", [line(sold["order_id"][0], "A", A_DAY)])
    found = bad(tables(orders=sold, order_lines=rows, products=known), "cost_missing")
    assert (found.outcome, found.share) == ("fits", 0.5)


def test_without_a_cost_table_nothing_is_said_about_single_products():
    told = tables(order_lines=table("order_lines", [line("091000", "A", 5_000)]))
    assert bad(told, "cost_missing").outcome == "unknown"


def test_prices_of_nothing_are_counted():
    told = tables(
        orders=orders(**{"091000": {"paid_fen": 0}}),
        order_lines=table("order_lines", [line("091000", "A", 0, unit_price_fen=0)]),
    )
    found = bad(told, "zero_prices")
    assert (found.said["orders"], found.said["lines"], found.said["costs"]) == (1, 1, 0)
    assert found.severity == Severity.NOTE
    rows = table(
        "order_lines", [line("091000", "A", 500, units=0), line("091001", "A", 0, units=0)]
    )
    found = bad(tables(order_lines=rows), "zero_prices")
    assert (found.said["units"], found.said["off"], found.severity) == (1, 1, Severity.WARNING)
    assert "1 行付了款却没有件数" in finding(found, "zh").cause
    free = replace(told, others={"products": products(cost("A", 0))})
    assert bad(free, "zero_prices").severity == Severity.WARNING


def test_orders_paid_before_they_were_placed_are_found():
    early = {"091000": {"paid_at": datetime(2026, 9, 9)}}
    found = bad(tables(orders=orders(**early)), "paid_before_created")
    assert (found.said["off"], found.said["fen"]) == (1, A_DAY)
    assert found.said["list"] == ["orders.csv:2"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ExportOrderList202609150900.csv", datetime(2026, 9, 15, 9, 1)),
        ("orders.csv", None),
        ("a202602310900.csv", None),
        ("12345678901234567890.csv", None),
    ],
)
def test_the_name_of_a_file_may_tell_when_it_was_downloaded(name, expected):
    assert downloaded(name) == expected


def test_orders_later_than_their_download_are_impossible():
    late = {"091500": {"source_file": "ExportOrderList202609142300.csv"}}
    found = bad(tables(orders=orders(**late)), "future_dates")
    assert (found.said["off"], found.said["day"]) == (1, date(2026, 9, 15))
    assert found.severity == Severity.ERROR


def test_a_handful_of_orders_far_off_all_others_is_impossible():
    far = {"091500": {"paid_at": datetime(2036, 9, 15), "created_at": datetime(2036, 9, 15)}}
    assert bad(tables(orders=orders(**far)), "future_dates").said["off"] == 1
    later = orders().with_columns(pl.col("created_at", "paid_at").dt.offset_by("3mo"))
    rest = pl.concat([orders(), later.with_columns(pl.col("order_id") + "b")])
    assert bad(tables(orders=rest), "future_dates").outcome == "fits"  # a season's pause


def test_more_buyers_than_visitors_cannot_be():
    days = shop_days({date(2026, 9, 10): {"visitors": 9}})
    found = bad(tables(shop_days=days), "buyers_above_visitors")
    assert (found.said["ours"], found.said["theirs"], found.said["off"]) == (10, 9, 1)


def test_orders_in_other_currencies_are_told_apart_and_never_added():
    rows = [
        {"order_id": "1", "currency": "USD", "paid_fen": 1_050},
        {"order_id": "2", "currency": "USD", "paid_fen": 950},
        {"order_id": "3", "currency": "EUR", "paid_fen": 123_456},
    ]
    found = bad(tables(foreign_orders=table("foreign_orders", rows)), "foreign_currency")
    assert found.said["list"] == ["EUR 1,234.56 (1)", "USD 20.00 (2)"]
    assert found.cny is None


# ---- fees


def plan_of(tmp_path, platform="taobao", extra=""):
    return load_plan(shop_folder(tmp_path, platform, extra))


def test_fees_that_do_not_match_the_rule_come_back_to_the_fen(tmp_path):
    every = {key: {"fee_charged_fen": 60} for key in orders()["order_id"]}  # 0.6 %
    plan = plan_of(tmp_path)
    assert fee_check(orders(**every), plan).outcome == "fits"
    every["091000"], every["091001"] = {"fee_charged_fen": 160}, {"fee_charged_fen": 0}
    found = fee_check(orders(**every), plan)
    assert (found.said["off"], found.said["gap_fen"], found.said["orders"]) == (1, 100, 299)
    assert (found.cause, found.severity) == ("rule_unsure", Severity.NOTE)
    for lang in LANGS:
        assert "0.60%" in finding(found, lang).evidence


def test_nothing_is_charged_on_what_was_refunded(tmp_path):
    back = {"091000": {"fee_charged_fen": 30, "refund_fen": A_DAY // 2}}
    assert fee_check(orders(**back), plan_of(tmp_path)).outcome == "fits"


def test_the_rate_of_the_plan_counts_instead_of_the_rule(tmp_path):
    fee = "fees:\n  - {rule: taobao.fee.base-software, rate: 0.01}\n"
    plan = plan_of(tmp_path, extra=fee)
    assert fee_check(orders(**{"091000": {"fee_charged_fen": 100}}), plan).outcome == "fits"
    assert fee_check(orders(**{"091000": {"fee_charged_fen": 60}}), plan).said["gap_fen"] == -40


def test_fees_are_unknown_where_they_are_not_told_or_the_rate_is_by_category(tmp_path):
    told = orders(**{"091000": {"fee_charged_fen": 60}})
    assert fee_check(told, plan_of(tmp_path, "tmall")).outcome == "unknown"
    assert fee_check(told, plan_of(tmp_path, "other")).outcome == "unknown"
    assert fee_check(orders(), plan_of(tmp_path)).outcome == "unknown"


# ---- in words


def every_trouble():
    early = {"091000": {"paid_at": datetime(2026, 9, 9), "refund_fen": 2 * A_DAY}}
    changed = {
        day: {"paid_fen": 1, "paid_orders": 1, "paid_buyers": 900, "ad_cost_stated_fen": 9_999}
        for day in SPAN
    }
    spend = {"kind": "k", "grain": "day", "date": FIRST, "date_end": FIRST, "spend_fen": 500}
    return tables(
        orders=orders(**early),
        shop_days=shop_days(changed),
        order_lines=table("order_lines", [line("091000", "A", 5, unit_price_fen=0)]),
        products=products(cost("B", 0), cost("B", 0), cost("B", 5, "b.csv")),
        ads=table("ads", [spend | {"tool": tool} for tool in ("plan", "item")]),
    )


@pytest.mark.parametrize("lang", LANGS)
def test_every_check_can_be_put_in_words(lang):
    told = every_trouble()
    checks = reconciled(told) + bad_input(told)
    off = [one for one in checks if one.outcome == "differs"]
    assert len(off) >= 10
    for one in off:
        said = finding(one, lang)
        assert min(map(len, (said.cause, said.evidence, said.action))) > 5
    for one in checks:
        if "name" in texts("quality")["check"][one.code]:
            assert result(one, lang)


def test_every_check_has_texts_and_every_text_its_check():
    told = every_trouble()
    codes = {one.code for one in reconciled(told) + bad_input(told)}
    assert codes | {"fees_charged", "refunds_untold"} == set(texts("quality")["check"])


def test_the_table_of_precedence_is_what_the_code_does():
    told = {entry.what: entry for entry in PRECEDENCE}
    assert told["figures"].sources == SOURCES
    for entry in PRECEDENCE:
        for key in ("precedence", entry.what), *(("source", name) for name in entry.sources):
            assert set(texts("quality")[key[0]][key[1]]) == set(LANGS)
        where = pkgutil.resolve_name(entry.rule)
        assert where.__doc__
    used = {name for entry in PRECEDENCE for name in entry.sources}
    assert used == set(texts("quality")["source"])
    assert {entry.checked for entry in PRECEDENCE} == set(texts("quality")["checked_only"])


def test_what_agrees_is_rounded_down():
    assert (floored(0.99999), floored(1.0), floored(0.0009)) == ("99.9%", "100.0%", "0.0%")


# ---- of files


def days_csv(amount):
    return f"日期,访客数,支付金额\n2026-10-02,10,{amount}\n2026-10-03,10,{amount}\n".encode()


def test_many_files_with_the_same_trouble_are_one_finding(tmp_path):
    for number in range(5):
        rows = [order(number), order(number + 10, 订单编号="")]
        with_file(tmp_path, f"o{number}.csv", as_csv(rows))
    shop = import_shop(tmp_path)
    [found] = [one for one in shop.findings("en") if one.code == "rows_rejected"]
    assert found.cause.startswith("5 files")
    assert found.evidence.endswith("and 2 more.")


def test_worst_findings_come_first(tmp_path):
    with_file(tmp_path, "o.csv", as_csv([order(n, 退款金额="9999") for n in range(3)]))
    severities = [one.severity for one in import_shop(tmp_path).findings("zh")]
    assert severities == sorted(severities, reverse=True)
    assert severities[0] == Severity.ERROR


def test_findings_and_checks_are_made_once_a_shop(tmp_path):
    shop = import_shop(with_file(tmp_path, "o.csv", as_csv([order(1, 退款金额="9999")])))
    assert shop.checks is shop.checks
    assert shop.findings("zh")[0] is shop.findings("zh")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_says_what_was_checked_and_what_could_not_be(tmp_path, lang):
    with_file(tmp_path, "days.csv", days_csv(5))
    shop = import_shop(with_file(tmp_path, "o.csv", as_csv([order(n) for n in range(28)])))
    short, whole = panel(shop, lang), panel(shop, lang, whole=True)
    assert len(short) <= 8 < len(whole)
    assert {row.outcome for row in whole} == {"fits", "differs", "unknown"}
    assert all(row.what and row.result and row.verdict for row in whole)
    agree = short[3]
    assert agree.outcome == "differs"
    assert {row.verdict[0] for row in whole} == {"✓", "!", "—"}


def test_the_table_of_findings_names_the_lighter_ones_only(tmp_path, monkeypatch):
    shop = import_shop(with_file(tmp_path, "o.csv", as_csv([order(1, 退款金额="9999")])))
    many = shop.findings("zh")[:1] * (SHOWN_FINDINGS + 3)
    monkeypatch.setitem(shop._told, "zh", many)
    shown = Receipt(shop, "zh").findings()
    assert len(shown.rows) == SHOWN_FINDINGS + 1
    assert "3" in shown.rows[-1][0]


@pytest.mark.parametrize("lang", LANGS)
def test_kinds_tables_and_what_is_lacking_are_told(tmp_path, lang):
    with_file(tmp_path, "days.csv", days_csv(5))
    with_file(tmp_path, "note.csv", "甲,乙\n1,2\n".encode())
    shop = import_shop(with_file(tmp_path, "o.csv", as_csv([order(1)])))
    heads, kinds = kinds_shown(shop, lang)
    assert [row[1] for row in kinds] == ["1", "1", "1"]
    assert all(len(row) == len(heads) for row in kinds)
    lacking = lacking_shown(shop, lang)[1]
    assert len(lacking) == len(TABLES) - 1 - 2  # other currencies are never lacking
    assert [row[1] for row in tables_shown(shop, lang)[1]][:2] == ["1", "0"]


@pytest.mark.parametrize("lang", LANGS)
def test_an_impossible_date_leaves_no_claim_that_every_day_is_there(tmp_path, lang):
    far = {"订单创建时间": "2046-10-05 12:00:00", "订单付款时间 ": "2046-10-05 12:00:00"}
    rows = as_csv([order(1), order(2), order(3, **far)])
    shop = import_shop(with_file(tmp_path, "ExportOrderList202611011200.csv", rows))
    days = panel(shop, lang)[2]
    assert days.outcome == "differs"
    assert "2046" in days.result
    shown = coverage_shown(shop, lang)[1]
    assert shown.so == text("exports.coverage.so_wrong", lang)
    assert "2046" in shown.title
