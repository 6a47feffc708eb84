"""One small file of each kind with the headers the platforms write: invented rows only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheet_files import Rows, csv_of, xls_of, xlsx_of


def as_text(headers: Sequence[str], rows: Rows, encoding: str = "utf-8-sig") -> bytes:
    """Return a CSV file."""
    return csv_of([headers, *rows], encoding)


def as_book(headers: Sequence[str], rows: Rows, above: Rows = ()) -> bytes:
    """Return an `.xlsx` with lines above the header."""
    return xlsx_of([*above, headers, *rows], "数据")


def as_old_book(headers: Sequence[str], rows: Rows, above: Rows = ()) -> bytes:
    """Return an `.xls` with lines above the header."""
    return xls_of([*above, headers, *rows], "数据")


def row(headers: Sequence[str], said: Mapping[str, str]) -> list[str]:
    """Return one row; headers nobody gives a value have 1 in their cells.

    Raises:
        KeyError: A value for a header the file does not have.
    """
    if missing := said.keys() - set(headers):
        raise KeyError(missing)
    return [said.get(header, "1") for header in headers]


def split(text: str) -> list[str]:
    """Return headers written with commas and line breaks."""
    return [header for part in text.split("\n") for header in part.split(",") if header]


SYCM_ITEMS = split("""
统计日期,商品ID,商品名称,主商品ID,商品类型,货号,商品状态,商品标签,商品访客数
商品浏览量,平均停留时长,商品详情页跳出率,商品收藏人数,商品加购件数,商品加购人数,下单买家数,下单件数
下单金额,下单转化率,支付买家数,支付件数,支付金额,商品支付转化率,支付新买家数,支付老买家数,老买家支付金额
聚划算支付金额,访客平均价值,成功退款金额,竞争力评分,年累计支付金额,月累计支付金额,月累计支付件数
搜索引导支付转化率,搜索引导访客数,搜索引导支付买家数,结构化详情引导转化率,结构化详情引导成交占比""")
SYCM_ITEMS_SHORT = split("""
统计日期,商品ID,商品名称,货号,商品访客数,商品浏览量,商品收藏人数,商品加购件数
支付买家数,支付件数,支付金额,商品支付转化率,成功退款金额,搜索引导访客数""")
TRAFFIC = split("""
流量来源,来源明细,访客数,访客数变化,支付转化率,支付转化率变化,支付金额,支付金额变化
客单价,客单价变化,新访客,新访客变化,浏览量,浏览量变化,人均浏览量,人均浏览量变化,收藏人数,收藏人数变化
加购人数,加购人数变化,跳失率,跳失率变化,下单金额,下单金额变化,下单买家数,下单买家数变化,下单转化率
下单转化率变化,支付买家数,支付买家数变化,UV价值,UV价值变化""")
ITEM_TRAFFIC = split("""
来源名称,访客数,浏览量,支付金额,浏览量占比,店内跳转人数,跳出本店人数,收藏人数
加购人数,下单买家数,下单转化率,支付件数,支付买家数,支付转化率,直接支付买家数,收藏商品-支付买家数
粉丝支付买家数,加购商品-支付买家数""")
MARKET = split("""
日期,排名,商品信息,店铺名称,商品链接,图片链接,商品ID,商品价格,访客人数,搜索人数,成交金额
支付件数,支付转化率,UV价值""")
ZHITONGCHE = split("""
日期,计划id,计划名称,推广类型,展现量,点击量,花费,点击率,平均点击花费,千次展现花费
总收藏数,宝贝收藏数,店铺收藏数,总购物车数,直接购物车数,间接购物车数,加购成本,宝贝收藏成本,宝贝收藏转化率
加购率,总预售成交金额,总预售成交笔数,直接预售成交金额,总成交金额,直接成交金额,间接成交金额,总成交笔数
直接成交笔数,间接成交笔数,投入产出比,点击转化率,直接点击转化率,购物金充值笔数,购物金充值金额
自然流量曝光,自然流量转化金额""")
WXT_FIGURES = split("""
展现量,点击量,花费,点击率,平均点击花费,千次展现花费,总预售成交金额,总预售成交笔数
直接预售成交金额,直接预售成交笔数,间接预售成交金额,间接预售成交笔数,直接成交金额,间接成交金额,总成交金额
总成交笔数,直接成交笔数,间接成交笔数,点击转化率,投入产出比,含预售投产比,总成交成本,总购物车数
直接购物车数,间接购物车数,加购率,收藏宝贝数,收藏店铺数,店铺收藏成本,总收藏加购数,总收藏加购成本
宝贝收藏加购数,宝贝收藏加购成本,总收藏数,宝贝收藏成本,宝贝收藏率,加购成本,拍下订单笔数,拍下订单金额
直接收藏宝贝数,间接收藏宝贝数,优惠券领取量,购物金充值笔数,购物金充值金额,旺旺咨询量,引导访问量
引导访问人数,引导访问潜客数,引导访问潜客占比,入会率,入会量,引导访问率,深度访问量,平均访问页面数
成交新客数,成交新客占比,会员首购人数,会员成交金额,会员成交笔数,成交人数,人均成交笔数,人均成交金额
自然流量转化金额,自然流量曝光量""")
WXT_ITEMS = ["日期", "主体ID", "主体类型", "主体名称", *WXT_FIGURES]
WXT_PLANS = [
    *split("日期,场景ID,场景名字,原二级场景ID,原二级场景名字,计划ID,计划名字"),
    *WXT_FIGURES,
]
SITEWIDE = split("""
日期,主体ID,主体类型,主体名称,花费,净成交金额,总成交金额,净实际投产比,实际投产比,展现量
点击量,点击率,平均点击花费,千次展现花费,净成交笔数,总成交笔数,点击转化率,直接净成交金额,直接净成交笔数
总购物车数,直接购物车数,收藏宝贝数,直接收藏宝贝数,宝贝收藏加购数""")
DISPLAY = split("""
日期,计划组,计划,主体类型,主体名称,商品id,消耗,展现量,点击量,点击率,千次展现成本,点击成本
引导访问量,引导访问人数,收藏宝贝量,添加购物车量,拍下订单量,拍下订单金额,成交订单量,成交订单金额,展现转化率
点击转化率,投资回报率""")
JZT = split("""
日期,账户名称,产品线,计划类型,计划ID,推广计划,单元ID,推广单元,创意ID,推广创意,品牌ID,品牌名称
类目ID,类目名称,跟单SKU ID,人群ID,人群名称,广告定向类型,展现数,点击数,总费用,直接订单行,直接订单金额
间接订单行,间接订单金额,总订单行,总订单金额,直接购物车数,间接购物车数,总购物车数,点赞数,评论数,分享数
关注数,互动数,互动率,预售订单行,预售订单金额,下单新客数,预约数,领劵数,商品关注数,店铺关注数""")
JD_ORDERS = split("""
订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付
应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注
商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,订单完成时间,订单来源,订单渠道""")
SZ_ITEMS = split("""
时间,商品id,商品名称,一级类目,二级类目,三级类目,货号,成交金额,成交商品件数,成交单量
成交客户数,成交转化率,客单价,件单价,UV价值,商品浏览量,商品访客数,商品人均浏览量,商详平均停留时长,商品曝光次数
商品曝光人数,搜索曝光次数,搜索点击次数,搜索点击率,加购商品件数,加购客户数,加购转化率,加购金额,下单金额
下单商品件数,下单单量,下单客户数,下单转化率,下单成交转化率,取消及售后退款金额,取消及售后退款商品件数
取消及售后退款单量""")
SHOPIFY = split("""
Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing
Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at
Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku
Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street
Billing City,Billing Zip,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping City
Shipping Zip,Shipping Country,Shipping Phone,Notes,Cancelled at,Payment Method,Payment Reference
Refunded Amount,Vendor,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Phone
Shipping Province Name""")
WOOCOMMERCE = split("""
order_id,order_number_formatted,order_number,date,status,order_shipping
order_shipping_tax,order_fees,order_fee_tax,order_tax,cart_discount,order_discount,order_total
payment_method,shipping_method,customer_user,billing_first_name,billing_last_name,billing_email
shipping_first_name,shipping_city,shipping_company,customer_note,order_item_1,order_item_2,order_notes""")

DAY = "2026-10-03"
ITEM = "607834170578"
SYCM_ROW = {"统计日期": DAY, "商品ID": ITEM, "商品名称": "浴室置物架", "货号": "AP-1"}
SUBJECT = {"日期": DAY, "主体ID": ITEM, "主体类型": "商品", "主体名称": "浴室置物架"}
JD_ROW = {
    "订单号": "11729384072",
    "商品ID": "1953814331",
    "商品名称": "男装夹克",
    "订购数量": "1",
    "支付方式": "在线支付",
    "下单时间": "2026-10-03 23:19:56",
    "京东价": "758.00",
    "订单金额": "1097.00",
    "结算金额": "932.45",
    "余额支付": "0.00",
    "应付金额": "932.45",
    "订单状态": "等待出库",
    "下单帐号": "jd_buyer_7",
    "客户姓名": "测试收货人",
    "客户地址": "浙江省杭州市西湖区幸福路1号",
    "联系电话": "13000000001",
    "运费金额": "0.00",
    "付款确认时间": "2026-10-03 23:20:30",
    "货号": "JK-01",
    "订单完成时间": "",
}
SHOPIFY_ROW = {
    "Name": "#1001",
    "Email": "pay@example.com",
    "Financial Status": "paid",
    "Paid at": "2025-10-02 17:10:00 -0300",
    "Fulfillment Status": "fulfilled",
    "Fulfilled at": "2025-10-03 09:00:00 -0300",
    "Currency": "USD",
    "Subtotal": "90.00",
    "Shipping": "10.00",
    "Total": "100.00",
    "Created at": "2025-10-02 17:09:34 -0300",
    "Lineitem quantity": "2",
    "Lineitem name": "Shelf - white",
    "Lineitem price": "30.00",
    "Lineitem sku": "AP-1",
    "Lineitem discount": "0.00",
    "Shipping Name": "测试收货人",
    "Shipping Zip": "'310000",
    "Cancelled at": "",
    "Refunded Amount": "0.00",
}
WOO_ROW = {
    "order_id": "5001",
    "order_number_formatted": "#5001",
    "order_number": "5001",
    "date": "2026-10-03 10:00:00",
    "status": "processing",
    "order_shipping": "5.00",
    "order_total": "65.00",
    "customer_user": "0",
    "billing_email": "pay@example.com",
    "order_item_1": "product_id:4959|1|30|size: Medium",
    "order_item_2": "sku:AP-1|2|30|",
}
# kind → headers and cells of one row
KINDS: dict[str, list[tuple[list[str], dict[str, str]]]] = {
    "sycm_items": [(SYCM_ITEMS, SYCM_ROW), (SYCM_ITEMS_SHORT, SYCM_ROW)],
    "sycm_traffic": [
        (TRAFFIC, {"流量来源": "手淘搜索", "来源明细": "汇总"}),
        ([h for h in TRAFFIC if "新访客" not in h and "跳失" not in h], {"流量来源": "手淘搜索"}),
    ],
    "sycm_item_traffic": [(ITEM_TRAFFIC, {"来源名称": "手淘搜索"})],
    "sycm_market": [(MARKET, {"日期": DAY, "商品ID": f'"\t{ITEM}"'})],
    "zhitongche": [
        (ZHITONGCHE, {"日期": DAY}),
        ([h for h in ZHITONGCHE if h not in ("计划id", "计划名称", "推广类型")], {"日期": DAY}),
        ([*ZHITONGCHE, "关键词"], {"日期": DAY, "关键词": "置物架"}),
    ],
    "wanxiangtai_items": [(WXT_ITEMS, SUBJECT)],
    "wanxiangtai_plans": [
        (WXT_PLANS, {"日期": DAY, "计划名字": "秋季"}),
        ([*WXT_PLANS, "主体ID", "主体类型", "主体名称"], SUBJECT),
    ],
    "wanxiangtai_sitewide": [(SITEWIDE, SUBJECT)],
    "display": [(DISPLAY, {"日期": DAY, "主体类型": "商品", "商品id": ITEM})],
    "jzt_ads": [
        (JZT, {"日期": DAY}),
        (
            [{"总费用": "花费", "总购物车数": "总加购数"}.get(h, h) for h in JZT] + ["营销场景"],
            {"日期": DAY},
        ),
    ],
    "jd_orders": [(JD_ORDERS, JD_ROW)],
    "sz_items": [
        (SZ_ITEMS, {"时间": DAY, "商品id": "1953814331"}),
        (["SPU" if h == "商品id" else h for h in SZ_ITEMS], {"时间": DAY, "SPU": "1953814331"}),
    ],
    "shopify": [(SHOPIFY, SHOPIFY_ROW)],
    "woocommerce": [(WOOCOMMERCE, WOO_ROW)],
}
NAME = f"商品_{ITEM}_2026-10-01_2026-10-31"  # what files without dates and items are called
