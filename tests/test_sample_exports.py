"""The files of a sample shop tell of the same orders, and look as the platforms write them."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from sample_files import (
    all_rows,
    day,
    digits,
    fen,
    files_of,
    header_of,
    latest_orders,
    named_rows,
    rows_of,
    shop_rows,
)

from shopkit.exports.sample import sample_spec, shop_names, write_shop

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "sample"
TAOBAO = [name for name in shop_names() if sample_spec(name).platform != "jd"]
taobao = pytest.mark.parametrize("name", TAOBAO)
# Header rows as seen in public, word for word, and where the first cell of one is found.
HEADERS = {
    ("bathware", "ExportOrderList202312"): (
        "订单编号",
        "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,"
        "买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址,运送方式,联系电话,"
        "联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,"
        "店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,"
        "特权订金订单id,是否上传合同照片,是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,"
        "异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,新零售交易类型,新零售导购门店名称,"
        "新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店,确认收货时间,"
        "打款商家金额,含应开票给个人的个人红包",
    ),
    ("cosmetics", "ExportOrderDetailList"): (
        "订单编号",
        "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,创建时间",
    ),
    ("bathware", "ExportOrderDetailList"): (
        "子订单编号",
        "子订单编号,主订单编号,商品标题,商品价格,购买数量,商品属性,套餐信息,订单状态,商家编码,"
        "买家应付货款,买家实付金额,退款状态,退款金额,订单创建时间,订单付款时间,商品ID,商家备注",
    ),
    ("cosmetics", "货品全站推广"): (
        "日期",
        "日期,主体ID,主体类型,主体名称,花费,净成交金额,总成交金额,净实际投产比,实际投产比,展现量,"
        "点击量,点击率,平均点击花费,千次展现花费,净成交笔数,总成交笔数,点击转化率,直接净成交金额,"
        "直接净成交笔数,总购物车数,直接购物车数,收藏宝贝数,直接收藏宝贝数,宝贝收藏加购数",
    ),
    ("flagship", "店铺流量来源"): (
        "流量来源",
        "流量来源,来源明细,访客数,访客数变化,支付转化率,支付转化率变化,支付金额,支付金额变化,客单价,"
        "客单价变化,新访客,新访客变化,浏览量,浏览量变化,人均浏览量,人均浏览量变化,收藏人数,"
        "收藏人数变化,加购人数,加购人数变化,跳失率,跳失率变化,下单金额,下单金额变化,下单买家数,"
        "下单买家数变化,下单转化率,下单转化率变化,支付买家数,支付买家数变化,UV价值,UV价值变化",
    ),
    ("bathware", "市场排行"): (
        "排名",
        "日期,排名,商品信息,店铺名称,商品链接,图片链接,商品ID,商品价格,访客人数,搜索人数,成交金额,"
        "支付件数,支付转化率,UV价值",
    ),
    ("bathware", "商品库"): (
        "商品Id",
        "商品Id,类目id,类目名称,商品标题,一口价,导购标题,商家编码,发货时间,最长发货时间,销售属性,"
        "属性对,发货时间,skuId,价格（元）,数量,商家编码,生产日期（年/月/日）,保质期",
    ),
    ("jdbrand", "京东订单"): (
        "订单号",
        "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,"
        "订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,"
        "商家备注,商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,"
        "订单完成时间,订单来源,订单渠道",
    ),
    ("jdbrand", "京准通"): (
        "日期",
        "日期,账户名称,产品线,计划类型,计划ID,推广计划,单元ID,推广单元,创意ID,推广创意,品牌ID,品牌名称,"
        "类目ID,类目名称,跟单SKU ID,人群ID,人群名称,广告定向类型,展现数,点击数,总费用,直接订单行,"
        "直接订单金额,间接订单行,间接订单金额,总订单行,总订单金额,直接购物车数,间接购物车数,"
        "总购物车数,点赞数,评论数,分享数,关注数,互动数,互动率,预售订单行,预售订单金额,下单新客数,"
        "预约数,领劵数,商品关注数,店铺关注数",
    ),
}
KINDS = {
    *("ExportOrderList", "ExportOrderDetailList", "售后退款", "退款管理", "售后登记", "店铺_整体"),
    *(
        "商品_全部",
        "店铺流量来源",
        "商品流量来源",
        "市场排行",
        "商品报表",
        "计划报表",
        "货品全站推广",
    ),
    *(
        "直通车报表",
        "钻展报表",
        "淘宝客订单结算",
        "商品库",
        "客服绩效",
        "评价",
        "京东订单",
        "京东商智",
    ),
    *("京准通", "店铺每日概况"),
}


@pytest.fixture(scope="module")
def lines() -> dict[str, list[dict]]:
    return {name: rows_of(SHIPPED / name, "ExportOrderDetailList", "商家编码") for name in TAOBAO}


def count(cell: object) -> int:
    return int(str(cell).replace(",", ""))


def test_every_kind_of_file_occurs_and_no_other():
    found = [path.name for name in shop_names() for path in (SHIPPED / name / "exports").iterdir()]
    assert {kind for kind in KINDS if any(kind in file for file in found)} == KINDS
    assert not [file for file in found if not any(kind in file for kind in KINDS)]


@pytest.mark.parametrize(
    ("where", "told"), HEADERS.items(), ids=["-".join(where) for where in HEADERS]
)
def test_headers_are_those_seen_in_public(where, told):
    name, label = where
    first, header = told
    assert header_of(files_of(SHIPPED / name, label)[0], first) == header.split(",")


@taobao
def test_lines_of_an_order_are_its_amounts(name, lines):
    orders = {digits(row["订单编号"]): row for row in latest_orders(SHIPPED / name)}
    units, paid = Counter(), Counter()
    new = "主订单编号" in lines[name][0]
    for row in lines[name]:
        order = digits(row["主订单编号" if new else "订单编号"])
        units[order] += int(row["购买数量"])
        paid[order] += fen(row["买家实付金额"]) if new else 0
    assert set(units) == set(orders)
    assert all(units[order] == int(row["宝贝总数量"]) for order, row in orders.items())
    if new:
        assert all(paid[o] == fen(row["买家实际支付金额"]) for o, row in orders.items())
        numbers = [row["子订单编号"] for row in lines[name]]
        assert len(set(numbers)) == len(numbers)
        assert {len(number) for number in numbers} == {19}


@taobao
def test_refunds_given_are_those_of_the_orders_and_of_the_shop_days(name):
    given, by_day = Counter(), Counter()
    for row in rows_of(SHIPPED / name, "退款", "退款编号"):
        if row["退款状态"] == "退款成功":
            given[row["订单编号"]] += fen(row["退款总额"])
            by_day[str(day(row["退款完结时间"]))] += fen(row["退款总额"])
    said = {
        digits(row["订单编号"]): fen(row["退款金额"])
        for row in latest_orders(SHIPPED / name)
        if row["退款金额"] != "无退款申请"
    }
    assert dict(given) == said
    for row in shop_rows(SHIPPED / name, "日"):
        assert fen(row["成功退款金额"]) == by_day[row["统计日期"]]


@taobao
def test_products_of_a_span_sum_to_the_shop(name):
    paid = Counter()
    for row in rows_of(SHIPPED / name, "商品_全部", "商品ID"):
        paid[row["统计日期"]] += fen(row["支付金额"])
        assert count(row["支付买家数"]) <= count(row["商品访客数"])
    days = {row["统计日期"]: fen(row["支付金额"]) for row in shop_rows(SHIPPED / name, "日")}
    for span, amount in paid.items():
        first, _, last = span.partition("~")
        inside = [value for when, value in days.items() if first <= when <= (last or first)]
        assert amount == sum(inside)


def _spent(folder: Path, label: str, key: str) -> dict[str, Counter]:
    found: dict[str, Counter] = defaultdict(Counter)
    for row in rows_of(folder, label, "日期"):
        spent = row["消耗"] if "消耗" in row else row["花费"]
        found[row["日期"]][row[key]] += 0 if spent == "nan" else fen(spent)
    return found


@taobao
def test_ad_reports_agree_with_each_other_and_with_the_shop_days(name):
    folder = SHIPPED / name
    plans, items = _spent(folder, "计划报表", "计划ID"), _spent(folder, "商品报表", "主体ID")
    assert all(items[when].total() <= plans[when].total() for when in plans)
    assert sum(spent.total() for spent in items.values()) > 0
    reports = [plans, _spent(folder, "货品全站推广", "主体ID")]
    reports += [_spent(folder, "直通车报表", "计划id"), _spent(folder, "钻展报表", "计划")]
    columns = ("直通车消耗", "钻石展位消耗", "关键词推广花费", "精准人群推广花费", "全站推广花费")
    for row in shop_rows(folder, "日"):
        stated = sum(fen(row[column]) for column in columns if column in row)
        assert stated == sum(report[row["统计日期"]].total() for report in reports)


@taobao
def test_affiliates_are_stated_on_the_day_of_settlement(name):
    settled = Counter()
    for row in rows_of(SHIPPED / name, "淘宝客", "淘宝父订单编号"):
        assert all(cell.endswith("\t") for cell in row.values() if cell)
        settled[str(day(row["淘客结算时间"].strip()))] += fen(row["佣金"].strip())
    for row in shop_rows(SHIPPED / name, "日"):
        assert fen(row["淘宝客佣金"]) == settled[row["统计日期"]]


@taobao
def test_leaf_sources_sum_to_what_was_paid_and_never_exceed_clicks(name):
    clicks: Counter = Counter()
    for label in ("商品报表", "货品全站推广", "计划报表"):
        for row in rows_of(SHIPPED / name, label, "日期"):
            clicks[row["日期"][:7], label] += int(row["点击量"])
    paid = Counter()
    for row in shop_rows(SHIPPED / name, "日"):
        paid[row["统计日期"][:7]] += fen(row["支付金额"])
    for path in files_of(SHIPPED / name, "店铺流量来源"):
        month = re.findall(r"\d{4}-\d{2}", path.name)[0]
        rows = named_rows(path, "流量来源")
        leaves = [row for row in rows if row["来源明细"] != "汇总"]
        parents = [row for row in rows if row["来源明细"] == "汇总"]
        assert sum(fen(row["支付金额"]) for row in leaves) == paid[month]
        assert sum(fen(row["支付金额"]) for row in parents) == paid[month]
        bought = {row["来源明细"]: count(row["访客数"]) for row in leaves}
        assert bought.get("货品全站推广", 0) <= clicks[month, "货品全站推广"]
        searched = bought.get("关键词推广", 0) + bought.get("精准人群推广", 0)
        assert searched <= clicks[month, "计划报表"]


def test_jd_repeats_the_order_amount_and_marks_what_was_cancelled():
    rows = rows_of(SHIPPED / "jdbrand", "京东订单", "订单号")
    amounts: dict[str, set] = defaultdict(set)
    listed: Counter = Counter()
    for row in rows:
        amounts[row["订单号"]].add((row["订单金额"], row["应付金额"], row["订单状态"]))
        listed[row["订单号"]] += fen(row["京东价"]) * int(row["订购数量"])
    assert len(amounts) < len(rows)
    assert all(len(said) == 1 for said in amounts.values())
    for order, ((total, _, _),) in amounts.items():
        assert fen(total) == listed[order]
    states = {row["订单状态"] for row in rows}
    usual = {"(删除)等待付款", "(删除)等待出库", "等待出库", "等待确认收货", "完成"}
    assert usual <= states <= usual | {"等待付款"}


def test_jd_products_of_the_last_months_sum_to_the_days_and_to_the_total():
    for path in files_of(SHIPPED / "jdbrand", "京东商智"):
        *rows, total = named_rows(path, "商品id")
        assert total["商品id"] == "合计"
        assert fen(total["成交金额"]) == sum(fen(row["成交金额"]) for row in rows)
    paid = Counter()
    for row in rows_of(SHIPPED / "jdbrand", "京东商智", "商品id")[:-1]:
        paid[row["时间"]] += fen(row["成交金额"])
    days = rows_of(SHIPPED / "jdbrand", "店铺每日概况", "日期")
    for row in days:
        assert paid.get(row["日期"], fen(row["支付金额"])) == fen(row["支付金额"])


@pytest.mark.parametrize("name", shop_names())
def test_costs_are_known_where_they_are_meant_to_be(name):
    rows = named_rows(SHIPPED / name / "成本表.xlsx", "商家编码")
    known = {row["商家编码"] for row in rows}
    wanted = {p.sku(v) for p in sample_spec(name).products for v in range(len(p.variants))}
    assert len(wanted - known) == (2 if name == "cosmetics" else 0)
    assert any(row["生效日期"] for row in rows)
    stages = Counter(row["商家编码"] for row in rows)
    assert {len(product.costs) for product in sample_spec(name).products} >= set(stages.values())


def test_a_product_library_lies_about_its_size_and_repeats_headers():
    (path,) = files_of(SHIPPED / "bathware", "商品库")
    header = header_of(path, "商品Id")
    assert Counter(header)["商家编码"] == Counter(header)["发货时间"] == 2
    assert len(all_rows(path)) > 10


def test_market_numbers_start_with_a_tab_and_name_no_real_shop():
    rows = rows_of(SHIPPED / "bathware", "市场排行", "排名")
    assert all(row["商品ID"].startswith("\t") for row in rows)
    assert all(re.fullmatch(r"示例同行\d\d店", row["店铺名称"]) for row in rows)
    assert all(row["商品链接"].startswith("https://example.com/") for row in rows)


@pytest.mark.parametrize("name", shop_names())
def test_no_person_is_in_any_file(name):
    private = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|[\w.]+@(?!example\.com)\w+\.\w+")
    for path in (SHIPPED / name / "exports").iterdir():
        for row in all_rows(path)[:400]:
            for cell in row:
                assert not private.search(str(cell)) or str(cell).startswith("'130"), path.name


@pytest.mark.parametrize("name", shop_names())
def test_what_was_earned_adds_up_by_month_and_by_sku(name):
    truth = json.loads((ROOT / "tests" / "truth" / f"{name}.json").read_text("utf-8"))
    months, skus = truth["earned"]["months"], truth["earned"]["skus"]
    for figure in skus.keys() - {"sku"}:
        assert sum(months[figure]) == sum(skus[figure])
    assert months["paid"] == truth["months"]["paid_fen"]
    assert months["refund"] == truth["months"]["refunded_later_fen"]
    assert (months["known_lines"] == months["lines"]) == (name != "cosmetics")
    for left, before, spent in zip(
        months["contribution"], months["before_ads"], months["spend"], strict=True
    ):
        assert left == before - spent


@pytest.mark.parametrize("name", shop_names())
def test_any_start_and_length_is_written(name, tmp_path):
    truth = write_shop(name, tmp_path, scale=0.02, start=date(2024, 2, 1), months=3, seed=8)
    assert sum(truth.earned["months"]["paid"]) == sum(truth.days["paid_fen"])
