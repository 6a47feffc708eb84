"""Which source counts where several tell the same thing: the one table of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Precedence:
    """The order in which sources are asked for one thing.

    Attributes:
        what: what they tell of, `quality.precedence.<what>`.
        sources: whom to ask, the first that knows counts, `quality.source.<name>`.
        rule: where that is done.
        checked: what is only held against it, `quality.checked_only.<name>`.
    """

    what: str
    sources: tuple[str, ...]
    rule: str
    checked: str = "none"


PRECEDENCE = (
    Precedence("figures", ("grain", "days", "orders"), "shopkit.kpi.figures", "shop_days"),
    Precedence(
        "same_order",
        ("later_state", "more_refunded", "reaches_further"),
        "shopkit.exports.merge.one_order_each",
    ),
    Precedence("same_span", ("reaches_further",), "shopkit.exports.merge.one_row_a_span"),
    Precedence("same_key", ("reaches_further",), "shopkit.exports.merge.one_file_each"),
    Precedence(
        "refunds",
        ("larger_refund", "no_refund_there", "refund_untold"),
        "shopkit.exports.refunds",
        "both_refunds",
    ),
    Precedence("line_paid", ("line", "line_goods", "line_price", "line_units"), "shopkit.profit"),
    Precedence("unit_cost", ("by_sku", "by_item", "unknown"), "shopkit.profit"),
    Precedence("platform_fee", ("plan_fees", "rules", "unknown"), "shopkit.profit", "fee_charged"),
    Precedence("ad_spend", ("ad_reports",), "shopkit.profit", "ad_cost_stated"),
    Precedence("wanxiangtai", ("items", "plans_rest"), "shopkit.profit"),
    Precedence("affiliate", ("settlements",), "shopkit.profit", "affiliate_stated"),
)
