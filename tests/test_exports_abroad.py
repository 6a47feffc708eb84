"""Shopify and WooCommerce orders, other currencies, and shops of any other platform."""

from datetime import datetime

import pytest
from kind_files import SHOPIFY, SHOPIFY_ROW, WOO_ROW, WOOCOMMERCE, as_text, row
from shop_files import imported, with_file

from shopkit.exports import import_shop, open_shop

FURTHER = {"Name": "#1001", "Email": "pay@example.com", "Lineitem quantity": "1"}
FURTHER |= {"Lineitem name": "Rail", "Lineitem price": "30.00", "Lineitem sku": "RL-1"}
HOME = {"Currency": "CNY"}


def shopify(folder, rows, name="orders_export.csv", extra=""):
    """Import one file; further lines have nothing but their own columns."""
    said = [
        [one.get(header, "") for header in SHOPIFY] if "Total" not in one else row(SHOPIFY, one)
        for one in rows
    ]
    shop = import_shop(with_file(folder, name, as_text(SHOPIFY, said, "utf-8"), extra))
    file = next(file for file in shop.files if file.file == name)
    assert file.read == file.kept + file.rejected
    return shop, file


def test_further_lines_belong_to_their_order(tmp_path):
    shop, file = shopify(tmp_path, [SHOPIFY_ROW | HOME, FURTHER])
    assert (file.kind, file.read, file.kept) == ("shopify", 2, 2)
    [order] = shop.tables.orders.to_dicts()
    assert (order["paid_fen"], order["goods_fen"], order["freight_fen"]) == (10_000, 9_000, 1_000)
    assert (order["units"], order["state"], order["refund_fen"]) == (3, "shipped", 0)
    assert order["created_at"] == datetime(2025, 10, 3, 4, 9, 34)
    assert order["paid_at"] == datetime(2025, 10, 3, 4, 10)
    lines = shop.tables["order_lines"]
    assert lines["goods_fen"].to_list() == [6_000, 3_000]
    assert lines["paid_fen"].to_list() == [6_666, 3_334]
    assert lines["paid_at"].null_count() == 0
    said = shop.tables.orders.write_csv() + lines.write_csv()
    assert not [secret for secret in ("pay@example.com", "测试收货人", "310000") if secret in said]


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2025-10-02 17:09:34 -0300", datetime(2025, 10, 3, 4, 9, 34)),
        ("2025-12-31 23:30:00 +0000", datetime(2026, 1, 1, 7, 30)),
        ("2025-10-02 17:09:34 +0800", datetime(2025, 10, 2, 17, 9, 34)),
        ("2025-10-02T17:09:34+05:30", datetime(2025, 10, 2, 19, 39, 34)),
        ("2025-10-02 17:09:34", datetime(2025, 10, 2, 17, 9, 34)),
    ],
)
def test_times_are_beijings(tmp_path, said, moment):
    shop, _ = shopify(tmp_path, [SHOPIFY_ROW | HOME | {"Created at": said}])
    assert shop.tables.orders["created_at"].to_list() == [moment]


@pytest.mark.parametrize(
    ("changes", "state", "paid", "refund"),
    [
        ({"Fulfillment Status": "unfulfilled"}, "paid", 10_000, 0),
        ({"Financial Status": "pending", "Paid at": ""}, "unpaid", 0, 0),
        ({"Financial Status": "refunded", "Refunded Amount": "100"}, "closed", 10_000, 10_000),
        (
            {"Financial Status": "partially_refunded", "Refunded Amount": "30"},
            "shipped",
            10_000,
            3_000,
        ),
        ({"Cancelled at": "2025-10-03 09:00:00 -0300"}, "closed", 10_000, 0),
        ({"Paid at": ""}, "shipped", None, 0),
    ],
)
def test_states(tmp_path, changes, state, paid, refund):
    shop, file = shopify(tmp_path, [SHOPIFY_ROW | HOME | changes])
    [order] = shop.tables.orders.to_dicts()
    assert (order["state"], order["paid_fen"], order["refund_fen"]) == (state, paid, refund)
    assert not file.states


def test_orders_in_other_currencies_are_kept_and_never_added(tmp_path):
    euro = SHOPIFY_ROW | {"Name": "#1002", "Currency": "eur", "Total": "50.00"}
    home = SHOPIFY_ROW | HOME | {"Name": "#1003"}
    rows = [SHOPIFY_ROW, FURTHER, euro, home]
    shop, file = shopify(tmp_path, rows)
    assert (file.read, file.kept, file.rejected) == (4, 4, 0)
    assert shop.tables.orders["order_id"].to_list() == ["#1003"]
    assert shop.tables["order_lines"]["order_id"].to_list() == ["#1003"]
    abroad = shop.tables["foreign_orders"].sort("order_id")
    assert abroad.select("order_id", "currency", "paid_fen", "net_fen").rows() == [
        ("#1001", "USD", 10_000, 10_000),
        ("#1002", "EUR", 5_000, 5_000),
    ]
    again = open_shop(tmp_path)
    assert again.tables["foreign_orders"].height == 2


def test_a_shop_without_a_single_yuan_opens(tmp_path):
    shopify(tmp_path, [SHOPIFY_ROW, FURTHER])
    shop = open_shop(tmp_path)
    assert not shop.tables.orders.height
    assert str(shop.first_day) == "2025-10-03"
    assert shop.tables["foreign_orders"]["currency"].to_list() == ["USD"]
    assert shop.findings("en")


def test_lines_whose_order_could_not_be_read_are_not_taken_for_yuan(tmp_path):
    shop, file = shopify(tmp_path, [SHOPIFY_ROW | {"Total": "many"}, FURTHER])
    assert (file.kept, file.reasons) == (1, {"bad_number": 1})
    assert not shop.tables["order_lines"].height
    assert not shop.tables.orders.height


def test_files_that_overlap_keep_their_books(tmp_path):
    later = SHOPIFY_ROW | {"Refunded Amount": "100", "Financial Status": "refunded"}
    home = SHOPIFY_ROW | HOME | {"Name": "#1003"}
    shopify(tmp_path, [SHOPIFY_ROW, FURTHER, home], "a.csv")
    shop, _ = shopify(tmp_path, [later, FURTHER, home], "b.csv")
    for file in shop.files:
        assert file.read == file.kept + file.rejected == file.kept + sum(file.reasons.values())
    assert shop.tables["foreign_orders"]["refund_fen"].to_list() == [10_000]
    assert shop.tables["order_lines"].height == 1
    told = (tmp_path / "rejected.csv").read_text("utf-8-sig").splitlines()
    assert len(told) == 1 + sum(file.rejected for file in shop.files)


def test_plain_orders_may_name_a_currency(tmp_path):
    said = (
        "order_id,paid,paid_at,currency\n"
        "1,5,2026-10-01,\n2,5,2026-10-01,USD\n3,5,2026-10-01,人民币\n4,5,2026-10-01,cny\n"
    )
    shop = import_shop(with_file(tmp_path, "a.csv", said.encode()))
    assert shop.files[0].kept == 4
    assert sorted(shop.tables.orders["order_id"]) == ["1", "3", "4"]
    assert shop.tables["foreign_orders"]["currency"].to_list() == ["USD"]


def test_a_plan_may_map_a_column_of_currencies(tmp_path):
    extra = "column_maps:\n  - kind: tidy_orders\n    columns:\n      币别: currency\n"
    said = "order_id,paid,paid_at,币别\n1,5,2026-10-01,JPY\n"
    shop = import_shop(with_file(tmp_path, "a.csv", said.encode(), extra))
    assert shop.tables["foreign_orders"]["currency"].to_list() == ["JPY"]


def woo(folder, rows, headers=WOOCOMMERCE, extra=""):
    content = as_text(headers, [row(headers, WOO_ROW | said) for said in rows], "utf-8")
    return imported(folder, "woo.csv", content, extra)


def test_cells_of_lines(tmp_path):
    shop, file = woo(tmp_path, [{}])
    assert (file.kind, file.kept) == ("woocommerce", 1)
    [order] = shop.tables.orders.to_dicts()
    assert (order["state"], order["paid_fen"], order["freight_fen"]) == ("paid", 6_500, 500)
    assert order["goods_fen"] == 6_000
    assert order["paid_at"] == datetime(2026, 10, 3, 10)
    lines = shop.tables["order_lines"]
    assert lines.select("item_id", "sku", "units", "goods_fen", "paid_fen", "variant").rows() == [
        ("4959", None, 1, 3_000, 3_250, "size: Medium"),
        (None, "AP-1", 2, 3_000, 3_250, ""),
    ]


def test_a_cell_of_another_shape_stays_a_line(tmp_path):
    shop, _ = woo(tmp_path, [{"order_item_1": "Shelf x 2", "order_item_2": ""}])
    lines = shop.tables["order_lines"]
    assert lines.select("title", "units", "paid_fen").rows() == [("Shelf x 2", None, 6_500)]


@pytest.mark.parametrize(
    ("status", "state", "paid", "refund"),
    [
        ("wc-completed", "done", 6_500, None),
        ("refunded", "closed", 6_500, 6_500),
        ("on-hold", "unpaid", 0, None),
        ("cancelled", "closed", 0, None),
    ],
)
def test_states_of_the_plug_in(tmp_path, status, state, paid, refund):
    shop, _ = woo(tmp_path, [{"status": status}])
    [order] = shop.tables.orders.to_dicts()
    assert (order["state"], order["paid_fen"], order["refund_fen"]) == (state, paid, refund)


def test_a_guest_is_nobody(tmp_path):
    headers = [name for name in WOOCOMMERCE if name != "billing_email"]
    said = {name: cell for name, cell in WOO_ROW.items() if name in headers}
    rows = [said, said | {"order_id": "2", "customer_user": "7"}]
    content = as_text(headers, [row(headers, one) for one in rows])
    shop = import_shop(with_file(tmp_path, "woo.csv", content))
    buyers = dict(shop.tables.orders.select("order_id", "buyer").iter_rows())
    assert buyers["5001"] is None
    assert buyers["2"] is not None


def test_another_plug_in_is_mapped_in_the_plan(tmp_path):
    extra = (
        "column_maps:\n  - kind: woocommerce\n    columns:\n"
        "      Bestellung: order_id\n      Summe: due\n      Datum: created_at\n"
        "      Waehrung: currency\nfiles:\n  - {file: exports/woo.csv, kind: woocommerce}\n"
    )
    headers = ["Bestellung", "Summe", "Datum", "Waehrung", "status"]
    said = ["7", "12.00", "2026-10-03 10:00", "EUR", "completed"]
    shop = import_shop(with_file(tmp_path, "woo.csv", as_text(headers, [said]), extra))
    [order] = shop.tables["foreign_orders"].to_dicts()
    assert (order["order_id"], order["paid_fen"], order["currency"]) == ("7", 1_200, "EUR")
