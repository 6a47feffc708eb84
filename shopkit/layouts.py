"""The tables: which columns each has, in the order they stand; money by its stem."""

from __future__ import annotations

STATES = ("unpaid", "paid", "shipped", "done", "closed")  # in the order an order passes them

SOURCE = ("source_file", "source_row")
SPAN = ("grain", "date", "date_end")
ORDERS = (
    *("order_id", "buyer", "created_at", "paid_at", "shipped_at", "done_at", "state", "sent"),
    *("closed_why", "goods", "freight", "due", "paid", "refund", "refund_stated", "net"),
    *("fee_charged", "received", "title", "units", "province", "city", *SOURCE),
)
SHOP_DAYS = (
    *(*SPAN, "visitors", "page_views", "bounce_rate", "stay_seconds"),
    *("favourites", "cart_buyers", "cart_units", "ordering_buyers", "ordered_orders", "ordered"),
    *("ordered_units", "paid_buyers", "paid_orders", "paid_units", "paid", "refund"),
    *("new_visitors", "old_visitors", "old_buyers", "old_paid", "ad_cost_stated"),
    *("affiliate_stated", "reviews", "score_item", "score_delivery", "score_service", *SOURCE),
)
ORDER_LINES = (
    *("order_id", "line_id", "item_id", "sku_id", "sku", "title", "variant", "units"),
    *("unit_price", "goods", "paid", "refund", "state", "created_at", "paid_at", *SOURCE),
)
REFUNDS = (
    *("refund_id", "order_id", "line_id", "sku", "title", "refund", "refund_state", "whole"),
    *("needs_return", "goods_state", "reason", "created_at", "refunded_at", *SOURCE),
)
ITEM_DAYS = (
    *("kind", *SPAN, "item_id", "title", "item_code", "visitors", "page_views", "impressions"),
    *("favourites", "cart_buyers", "cart_units", "ordering_buyers", "ordered_units", "ordered"),
    *("paid_buyers", "paid_orders", "paid_units", "paid", "new_buyers", "old_buyers", "old_paid"),
    *("refund", "search_visitors", "search_buyers", "bounce_rate", "stay_seconds", *SOURCE),
)
TRAFFIC = (
    *("kind", *SPAN, "item_id", "source_path", "leaf", "attribution", "visitors", "page_views"),
    *("new_visitors", "favourites", "cart_buyers", "ordering_buyers", "ordered", "paid_buyers"),
    *("paid_units", "paid", *SOURCE),
)
ADS = (
    *("kind", *SPAN, "tool", "campaign_id", "campaign", "item_id", "title", "keyword"),
    *("impressions", "clicks", "spend", "ad_paid", "ad_direct_paid", "ad_orders", "ad_carts"),
    *("ad_favourites", *SOURCE),
)
AFFILIATE = (
    *("order_id", "line_id", "item_id", "title", "campaign", "units", "paid", "commission_rate"),
    *("commission", "service_fee", "created_at", "done_at", "settled_at", *SOURCE),
)
STOCK = (
    *("date", "item_id", "sku_id", "sku", "item_code", "title", "category", "variant"),
    *("unit_price", "stock_units", *SOURCE),
)
SERVICE = (
    *("kind", *SPAN, "agent", "asked", "served", "service_buyers", "service_paid", "refund"),
    *("answer_seconds", "satisfied_rate", "reply_rate", *SOURCE),
)
REVIEWS = (
    *("reviewed_at", "order_id", "item_id", "sku_id", "variant", "rating", "followed_up"),
    *("visible", *SOURCE),
)
MARKET = (
    *("kind", *SPAN, "rank", "item_id", "title", "category", "unit_price", "visitors"),
    *("searchers", "paid_units", "paid", *SOURCE),
)
PRODUCTS = (
    *("sku", "item_id", "title", "category", "unit_price", "unit_cost", "packing_cost_unit"),
    *("valid_from", *SOURCE),
)
OFFERS = (
    *("date", "item_id", "title", "seller", "category", "unit_price", "units_30_days", "score"),
    *("review_count", "selling_points", "own", "told_by", *SOURCE),
)
KEYWORDS = (
    *("date", "keyword", "search_index", "click_rate", "conversion_rate", "items_competing"),
    *SOURCE,
)
PEOPLE = (
    *("person", "post", "department", "shift", "hired_on", "left_on", "pay_monthly", "pay_level"),
    *SOURCE,
)
TABLES = {
    "orders": ORDERS,
    "order_lines": ORDER_LINES,
    "refunds": REFUNDS,
    "shop_days": SHOP_DAYS,
    "item_days": ITEM_DAYS,
    "traffic": TRAFFIC,
    "ads": ADS,
    "affiliate": AFFILIATE,
    "stock": STOCK,
    "service": SERVICE,
    "reviews": REVIEWS,
    "market": MARKET,
    "products": PRODUCTS,
    "offers": OFFERS,
    "keywords": KEYWORDS,
    "people": PEOPLE,
    "foreign_orders": (*ORDERS, "currency"),
}
