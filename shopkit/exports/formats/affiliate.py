"""淘宝客 settlement (淘宝联盟 → CPS 订单结算): one row a line of an order that was settled."""

from shopkit.exports.format import Format

FORMAT = Format(
    kind="affiliate",
    table="affiliate",
    columns={
        "淘宝父订单编号": "order_id",
        "淘宝子订单编号": "line_id",
        "商品id": "item_id",
        "商品ID": "item_id",
        "商品名称": "title",
        "计划名称": "campaign",
        "成交商品数": "units",
        "实际成交价格": "paid",
        "佣金比例": "commission_rate",
        "佣金": "commission",
        "服务费金额": "service_fee",
        "创建时间": "created_at",
        "确认收货时间": "done_at",
        "淘客结算时间": "settled_at",
        "账户支出时间": "settled_at",
    },
    needs=(frozenset({"order_id"}), frozenset({"commission", "service_fee"})),
    either=frozenset({"commission", "service_fee"}),
    whole_rows=True,  # some lack a cell, and then an order's number would be a promoter's name
)
