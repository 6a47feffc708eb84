"""Taobao exports made by hand for tests: header rows as the platform wrote them, invented cells."""

from sheet_files import csv_of, xls_of, xlsx_of

FIRST = (
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,"
    "买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址,运送方式,联系电话,"
    "联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,"
    "店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,"
)
SECOND = "特权订金订单id,是否上传合同照片,是否上传小票,是否代付,"
THIRD = "定金排名,修改后的sku,修改后的收货地址,异常信息,"
CARDS = "天猫卡券抵扣,集分宝抵扣,是否是O2O交易"
RETAIL = (
    ",新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,"
    "退款金额,预约门店,确认收货时间,打款商家金额,含应开票给个人的个人红包"
)
NEWEST = RETAIL + ",是否信用购,体验期结束时间,前N有礼,配送类型,主订单编号"
LATER = ",直播返现状态,返现金额,延迟发货自动赔付金额,预售订单,发货时间,商家备忘"
SPACED = ("收货地址", "联系电话", "订单付款时间", "宝贝标题", "宝贝种类", "物流单号")


def _newest() -> list[str]:
    names = (FIRST + SECOND + THIRD + CARDS + NEWEST).split(",")
    names[3:3] = ["支付单号", "支付详情"]
    return [f"{name} " if name in SPACED else name for name in names]


GENERATIONS = {
    "1a": (FIRST + THIRD).rstrip(",").split(","),
    "1a41": (FIRST + "特权订金订单id," + THIRD + CARDS).split(","),
    "1b": (FIRST + SECOND + THIRD + CARDS).split(","),
    "1c": (FIRST + SECOND + THIRD + CARDS + RETAIL).split(","),
    "1d": _newest(),
    "1d+": [*_newest(), *LATER[1:].split(",")],
}
HEADERS = {
    "taobao_lines_old": (
        "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码"
    ),
    "taobao_lines": (
        "子订单编号,主订单编号,商品标题,商品价格,购买数量,商品属性,套餐信息,订单状态,商家编码,"
        "买家应付货款,买家实付金额,退款状态,退款金额,订单创建时间,订单付款时间,商品ID,商家备注"
    ),
    "refunds": (
        "订单编号,退款编号,支付宝交易号,订单付款时间,商品编码,退款完结时间,买家会员名称,买家实际支付金额,"
        "宝贝标题,买家退款金额,手工退款/系统退款,是否需要退货,退款的申请时间,超时时间,退款状态,货物状态,"
        "退货物流信息,发货物流信息,客服介入状态,卖家真实姓名,卖家真实姓名,卖家退货地址,卖家邮编,卖家电话,"
        "卖家手机,退货物流单号,退货物流公司,买家退款原因,买家退款说明,买家退货时间,责任方,售中或售后,"
        "商家备注,完结时间,部分退款/全部退款,审核操作人,商家编码"
    ),
    "affiliate": (
        "确认收货时间,账户支出时间,淘客结算时间,创建时间,计划名称,商品id,商品名称,实际成交价格,成交商品数,"
        "佣金比例,佣金,服务费率,服务费金额,淘宝父订单编号,淘宝子订单编号,来源或淘客昵称,团长名称,"
        "是否预售未付尾款订单,备注"
    ),
    "stock": (
        "商品Id,类目id,类目名称,商品标题,一口价,导购标题,商家编码,发货时间,最长发货时间,销售属性,属性对,"
        "发货时间,skuId,价格（元）,数量,商家编码,生产日期（年/月/日）,保质期"
    ),
    "reviews": "评论,昵称,追评内容,追评时间,评价时间,商品id,颜色分类,评价分类,skuid",
    "service": (
        "日期,客服昵称,客服销售额,客服销售人数,客服销售占比,客服销售客单价,成功退款金额,净销售额,咨询人数,"
        "接待人数,询单转化率,平均响应时长（秒）,客户满意率,旺旺回复率"
    ),
}
PERSON = ("测试收货人", "13000000001", "幸福路1号", "pay@example.com", "昵称甲", "请放门口")
ORDER = 1_930_679_858_000_000_000
# headers = what a cell under them says
SAID = """
订单编号,主订单编号 = ="{order}"
淘宝父订单编号 = {order}{tab}
子订单编号 = ="{line}"
淘宝子订单编号 = {line}{tab}
退款编号 = ="{refund}"
订单状态 = 卖家已发货，等待买家确认
订单关闭原因 = 订单未关闭
订单创建时间 = 2016/5/{day} 22:02
订单付款时间 = 2016-05-{day:02} 22:05:09
创建时间 = 2016-05-{day:02} 22:02:00{tab}
退款的申请时间 = 2016-05-{day:02} 23:00:00
退款完结时间 = 2016-06-{day:02} 10:00:00
确认收货时间 = 2016-06-{day:02} 12:00:00
淘客结算时间 = 2016-06-{day:02} 13:00:00{tab}
评价时间 = 2016-07-{day:02} 12:00:00
日期 = 2016-05-{day:02}
买家会员名,买家会员名称 = 会员{member}
收货人姓名,卖家真实姓名 = {name}
卖家手机 = {phone}
联系手机 = '{phone}
卖家退货地址 = {street}
收货地址 = 浙江省 杭州市 西湖区 {street}(310000)
买家支付宝账号 = {account}
昵称,客服昵称 = {nick}
来源或淘客昵称,团长名称 = {nick}{tab}
买家留言,买家退款说明,商家备注,评论,追评内容 = {note}
买家应付货款,买家实付金额 = 588.00
买家应付邮费 = 10.00
总金额,买家实际支付金额 = 598.00
打款商家金额 = 598.00元
卖家服务费,买家服务费 = 0元
退款金额 = 无退款申请
买家退款金额 = 449
退款状态 = 退款成功
部分退款/全部退款 = 全部退款
是否需要退货 = 是
货物状态 = 已寄回
退货物流信息 = 已签收
买家退款原因 = 不想要了
物流单号 = No:9900
宝贝标题,标题,商品标题 = 浴室置物架
商品名称 = 浴室置物架{tab}
宝贝总数量,购买数量 = 2
价格,商品价格,一口价 = 299.00
价格（元） = 259.00
商品属性 = 颜色分类：白色
商家编码 = A-{n}
外部系统编号 = OUT-{n}
商品ID,商品Id = 60783{n:04}
商品id = 60783{n:04}{tab}
skuId,skuid = 50{n:04}
类目名称 = 浴室用品
数量 = 40
销售属性 = 颜色:白
颜色分类 = 白色
评价分类 = 好评
计划名称 = 通用计划{tab}
实际成交价格 = 588.00{tab}
成交商品数 = 2{tab}
佣金比例 = 5.00%{tab}
佣金 = 29.40{tab}
服务费率 = 1.00%{tab}
服务费金额 = 5.88{tab}
客服销售额 = 12,345.60
客服销售人数 = 41
成功退款金额 = -
咨询人数 = 1,200
接待人数 = 1,180
平均响应时长（秒） = 32.50
客户满意率 = 98.40%
旺旺回复率 = 99.10%
"""
CELLS = {
    header: said
    for headers, said in (line.split(" = ", 1) for line in SAID.strip().split("\n"))
    for header in headers.split(",")
}


def facts(number: int) -> dict[str, object]:
    """Return what differs between rows, and the people every row tells of."""
    people = zip(("name", "phone", "street", "account", "nick", "note"), PERSON, strict=True)
    return dict(people) | {
        "n": number,
        "order": ORDER + number,
        "line": ORDER + 500 + number,
        "refund": 7_000_000 + number,
        "member": number % 3,
        "day": number % 28 + 1,
        "tab": "\t",
    }


def headers_of(kind: str) -> list[str]:
    """Return the header row of a kind, an order list by its generation."""
    return GENERATIONS.get(kind) or HEADERS[kind].split(",")


def row(headers: list[str], number: int, **changes: str) -> list[str]:
    """Return one row as the platform writes it, some cells changed by their header."""
    told, names = facts(number), [name.strip() for name in headers]
    return [changes.get(name, CELLS.get(name, "").format(**told)) for name in names]


def table(kind: str, count: int = 3, **changes: str) -> list[list[str]]:
    """Return header and rows of one export."""
    headers = headers_of(kind)
    return [headers, *(row(headers, n, **changes) for n in range(count))]


WRITERS = {
    "gbk.csv": csv_of,
    "utf8.csv": lambda rows: csv_of(rows, "utf-8"),
    "bom.csv": lambda rows: csv_of(rows, "utf-8-sig"),
    "utf16.csv": lambda rows: csv_of(rows, "utf-16"),
    "new.xlsx": xlsx_of,
    "old.xls": xls_of,
}
