"""Service performance (千牛 or 生意参谋), a row an agent or a span; no official header known."""

from shopkit.exports.format import Format
from shopkit.exports.tidy import PART_OF_SHOP

FORMAT = Format(
    kind="service",
    table="service",
    columns={
        "统计日期": "date",
        "日期": "date",
        "客服": "agent",
        "客服昵称": "agent",
        "客服旺旺": "agent",
        "旺旺": "agent",
        "旺旺昵称": "agent",
        "咨询人数": "asked",
        "接待人数": "served",
        "客服销售人数": "service_buyers",
        "客服销售额": "service_paid",
        "成功退款金额": "refund",
        "平均响应时长（秒）": "answer_seconds",
        "平均响应时长(秒)": "answer_seconds",
        "客户满意率": "satisfied_rate",
        "旺旺回复率": "reply_rate",
    },
    needs=(
        frozenset({"asked", "served"}),
        frozenset({"service_paid", "service_buyers", "answer_seconds"}),
    ),
    never=PART_OF_SHOP,
)
