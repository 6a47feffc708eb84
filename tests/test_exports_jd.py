"""JD orders: amounts repeated on every line, cancelled orders, and nobody in the tables."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_files import JD_ORDERS, JD_ROW, as_book, as_text, row
from mangled_files import seeded
from shop_files import imported, rejected_rows, with_file

from shopkit.exports import import_shop
from shopkit.exports.pasted import pasted

SECOND = {"商品ID": "1953814332", "商品名称": "男裤", "京东价": "339.00", "货号": "TR-02"}


def read(folder, rows, name="a.csv", encoding="gb18030"):
    content = as_text(JD_ORDERS, [row(JD_ORDERS, JD_ROW | said) for said in rows], encoding)
    return imported(folder, name, content)


def test_the_printed_order_counts_once(tmp_path):
    shop, file = read(tmp_path, [{}, SECOND])
    assert (file.kind, file.kept) == ("jd_orders", 2)
    [order] = shop.tables.orders.to_dicts()
    assert (order["due_fen"], order["paid_fen"], order["units"]) == (93_245, 93_245, 2)
    assert (order["state"], order["sent"]) == ("paid", False)
    assert (order["province"], order["city"]) == ("浙江", "杭州市")
    assert order["fee_charged_fen"] is None
    lines = shop.tables["order_lines"]
    # 758.00 less floor(164.55 × 758 ÷ 1097) and 339.00 less what is left of 164.55
    assert lines["goods_fen"].to_list() == [75_800 - 11_370, 33_900 - 5_085]
    assert lines["paid_fen"].to_list() == lines["goods_fen"].to_list()
    assert lines["sku"].to_list() == ["JK-01", "TR-02"]
    assert lines["unit_price_fen"].to_list() == [75_800, 33_900]


@pytest.mark.parametrize(
    ("said", "state", "sent"),
    [
        ("(删除)等待出库", "closed", False),
        ("（删除）等待确认收货", "closed", True),
        (" (删除) 完成", "closed", True),
        ("等待付款", "unpaid", False),
        ("等待确认收货", "shipped", True),
        ("已完成", "done", True),
    ],
)
def test_states(tmp_path, said, state, sent):
    shop, file = read(tmp_path, [{"订单状态": said}])
    [order] = shop.tables.orders.to_dicts()
    assert (order["state"], order["sent"]) == (state, sent)
    back = order["paid_fen"] if state == "closed" else None
    assert order["refund_fen"] == back
    assert shop.tables["order_lines"]["state"].to_list() == [state]
    assert not file.states


def test_unknown_states_are_told(tmp_path):
    _, file = read(tmp_path, [{"订单状态": "暂停"}])
    assert file.states == {"暂停": 1}


def test_an_order_nobody_paid_is_not_paid(tmp_path):
    shop, _ = read(tmp_path, [{"付款确认时间": "", "订单状态": "等待付款"}])
    assert shop.tables.orders.select("paid_fen", "refund_fen", "due_fen").row(0) == (0, 0, 93_245)
    assert shop.tables["order_lines"]["paid_fen"].to_list() == [0]


@pytest.mark.parametrize(
    ("settled", "balance", "due", "paid"),
    [
        ("932.45", "0.00", "932.45", 93_245),
        ("932.45", "100.00", "832.45", 93_245),  # the settled amount holds both
        ("832.45", "100.00", "832.45", 83_245),
        ("-", "100.00", "832.45", 83_245),
    ],
)
def test_the_balance_counts_where_the_settled_amount_says_so(tmp_path, settled, balance, due, paid):
    shop, _ = read(tmp_path, [{"结算金额": settled, "余额支付": balance, "应付金额": due}])
    assert shop.tables.orders["paid_fen"].to_list() == [paid]


def test_freight_is_no_discount(tmp_path):
    said = {"订单金额": "100.00", "京东价": "100.00", "应付金额": "98.00", "运费金额": "8.00"}
    shop, _ = read(tmp_path, [said | {"结算金额": "98.00"}])
    [order], [line] = shop.tables.orders.to_dicts(), shop.tables["order_lines"].to_dicts()
    assert (order["goods_fen"], order["freight_fen"], order["paid_fen"]) == (9_000, 800, 9_800)
    assert (line["goods_fen"], line["paid_fen"]) == (9_000, 9_800)


@seeded(12)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 50_000), st.integers(1, 9)), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.data(),
)
def test_every_order_is_split_to_the_fen(tmp_path_factory, orders, data):
    rows, dues = [], []
    for n, lines in enumerate(orders):
        listed = sum(price * units for price, units in lines)
        due = data.draw(st.integers(0, listed))
        dues.append(due)
        told = {"订单号": str(1000 + n), "订单金额": yuan(listed), "应付金额": yuan(due)}
        rows += [
            told | {"京东价": yuan(price), "订购数量": str(units), "结算金额": yuan(due)}
            for price, units in lines
        ]
    shop, file = read(tmp_path_factory.mktemp("shop"), rows)
    assert file.kept == len(rows)
    assert sorted(shop.tables.orders["paid_fen"]) == sorted(dues)
    sums = (
        shop.tables["order_lines"]
        .group_by("order_id")
        .agg(pl.col("paid_fen", "goods_fen").sum())
        .sort("order_id")
    )
    assert sums["paid_fen"].to_list() == dues
    assert sums["goods_fen"].to_list() == dues
    expected = [part for lines, due in zip(orders, dues, strict=True) for part in split(lines, due)]
    assert shop.tables["order_lines"].sort("source_row")["goods_fen"].to_list() == expected


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


def split(lines, due):
    """Return what each line costs after the order's discount, by running sums."""
    weights = [price * units for price, units in lines]
    total, reached, parts = sum(weights), 0, []
    for weight in weights:
        before, reached = reached, reached + weight
        discount = total - due
        parts.append(weight - (discount * reached // total - discount * before // total))
    return parts


def test_nobody_reaches_the_tables(tmp_path):
    shop, _ = read(tmp_path, [{}, {"订单号": "x", "订购数量": "幸福路"}])
    said = [shop.tables.orders.write_csv(), shop.tables["order_lines"].write_csv()]
    said += [path.read_text("utf-8") for path in tmp_path.glob("*.csv")]
    said += [(tmp_path / "tables" / "import.json").read_text("utf-8")]
    for secret in ("jd_buyer_7", "测试收货人", "13000000001", "幸福路"):
        assert not [text for text in said if secret in text]
    assert shop.tables.orders["buyer"].str.len_chars().to_list() == [16]


def test_files_that_overlap_keep_whole_orders_and_their_books(tmp_path):
    later = [{"订单状态": "完成"}, SECOND | {"订单状态": "完成"}]
    later += [{"订单号": "2", "下单时间": "2026-10-05 10:00:00"}]
    read(tmp_path, [{}, SECOND], "a.csv")
    content = as_book(JD_ORDERS, [row(JD_ORDERS, JD_ROW | said) for said in later])
    shop = import_shop(with_file(tmp_path, "b.xlsx", content))
    kept = {file.file: (file.read, file.kept, file.reasons) for file in shop.files}
    assert kept == {"a.csv": (2, 0, {"superseded": 2}), "b.xlsx": (3, 3, {})}
    assert shop.tables.orders["state"].to_list() == ["done", "paid"]
    assert shop.tables["order_lines"].height == 3
    assert len(rejected_rows(tmp_path)) == 2


@pytest.mark.parametrize(
    "lacking", ["结算金额", "余额支付", "运费金额", "货号", "京东价", "商品ID"]
)
def test_columns_that_are_not_there(tmp_path, lacking):
    headers = [name for name in JD_ORDERS if name != lacking]
    said = {name: cell for name, cell in JD_ROW.items() if name != lacking}
    shop = import_shop(with_file(tmp_path, "a.csv", as_text(headers, [row(headers, said)])))
    assert (shop.files[0].kind, shop.files[0].kept) == ("jd_orders", 1)
    assert shop.tables.orders["paid_fen"].to_list() == [93_245]
    assert shop.tables["order_lines"]["paid_fen"].to_list() == [93_245]


OTHER = {"订单号": "77", "商品ID": "9", "京东价": "100.00", "订单金额": "100.00"}
OTHER |= {"应付金额": "100.00", "结算金额": "100.00"}


@pytest.mark.parametrize(
    ("rows", "units"),
    [
        ([{}, SECOND, OTHER], 2),
        ([{}, SECOND, OTHER, {}, SECOND, OTHER], 2),  # the whole file pasted below itself
        ([{}, SECOND, {}, SECOND], 2),  # its only order
        ([{}, SECOND, OTHER, SECOND], 2),  # one row of it
        ([{}, {}, OTHER], 2),  # put into the cart twice: equal lines that stand together
        ([{}, {}, OTHER, {}, {}, OTHER], 2),
        ([{}, {}, SECOND, OTHER, {}, OTHER], 3),
        ([{}, SECOND, {}, OTHER], 3),
    ],
    ids=["once", "file", "order", "row", "equal", "equal twice", "equal and a row", "apart"],
)
def test_rows_pasted_twice_count_once_and_equal_lines_of_an_order_both(tmp_path, rows, units):
    shop, file = read(tmp_path, rows)
    order = shop.tables.orders.filter(pl.col("order_id") != "77").to_dicts()[0]
    lines = shop.tables["order_lines"].filter(pl.col("order_id") != "77")
    assert (order["units"], lines["units"].sum()) == (units, units)
    assert (order["paid_fen"], lines["paid_fen"].sum()) == (93_245, 93_245)
    assert file.kept + file.rejected == file.read == len(rows)
    assert file.reasons == ({"superseded": file.rejected} if file.rejected else {})


@seeded(40)
@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), min_size=2, max_size=5))
def test_a_list_written_below_itself_says_what_it_said_once(orders):
    """Two orders at least: an order alone, written again, may be one of equal lines."""
    lines = [{"order_id": str(n), "sku": sku} for n, order in enumerate(orders) for sku in order]
    own = pasted(numbered(lines))
    assert pasted(numbered(lines * 2)) == own + list(range(len(lines), 2 * len(lines)))
    assert len(own) == sum(len(order) - once(order) for order in orders)


def numbered(lines):
    return pl.DataFrame(lines).with_row_index("source_row", offset=2)


def once(order):
    """Return how many lines an order has before it is written again, alike lines aside."""
    half = order[: len(order) // 2]
    return len(half) if len(set(half)) > 1 and order == half * 2 else len(order)
