"""A year of orders imported, beside a bare `pandas.read_csv` of the same files, in one run.

    python -m benchmarks.imports [--rows 85000] [--months 12] [--text-only]

The files are made here, from a seed: the 61 columns of today's order list, every odd month a GBK
text with the quirks of real downloads (numbers as `="…"`, tabs, thousands commas, 元, remarks
with line breaks and quotes, headers ending in a space), every even month a workbook. Each way runs
in a process of its own; its CPU seconds count from the moment the libraries are loaded.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from benchmarks.measure import machine, parser, run

HEADER_LINE = (
    "订单编号,买家会员名,买家支付宝账号,支付单号,支付详情,买家应付货款,买家应付邮费,"
    "买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,"
    "收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,"
    "宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,"
    "买家服务费,发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,"
    "是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,"
    "集分宝抵扣,是否是O2O交易,新零售交易类型,新零售导购门店名称,新零售导购门店id,"
    "新零售发货门店名称,新零售发货门店id,退款金额,预约门店,确认收货时间,打款商家金额,"
    "含应开票给个人的个人红包,是否信用购,体验期结束时间,前N有礼,配送类型,主订单编号"
)
HEADERS = HEADER_LINE.split(",")
PLACES = (
    "浙江省 杭州市 西湖区",
    "广东省 深圳市 南山区",
    "上海 上海市 徐汇区",
    "四川省 成都市 武侯区",
)
REMARKS = ("", "", "", "轻放", '要"大号"的，\n谢谢', "周末送\t到", '5" 的管子')
CLOSED = "交易关闭"
STATES = ("交易成功", "交易成功", "交易成功", "卖家已发货，等待买家确认", CLOSED)
YEAR = 2025
CPU_GOAL, MEMORY_GOAL = 3.0, 2.0
PLAIN = """
import sys, time
import pandas
began = time.process_time()
for path in sys.argv[1:]:
    pandas.read_csv(path, dtype=str, encoding="gb18030")
"""
OURS = """
import sys, time
from pathlib import Path
from shopkit.exports import import_shop
from shopkit.exports.format import formats
import pydantic, polars
formats()
began = time.process_time()
shop = import_shop(Path(sys.argv[1]))
assert not [file for file in shop.files if file.error or file.rejected], shop.files
"""
TOLD = """
spent = time.process_time() - began
from benchmarks.measure import peak_gib
print(spent, peak_gib())
"""


@dataclass(frozen=True)
class Cost:
    """What a way costs: seconds of CPU, peak memory in GiB."""

    cpu: float
    gib: float


def main() -> None:
    said = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        texts, books = shops(Path(folder), said)
        plain = measured(PLAIN, *sorted((texts / "exports").iterdir()))
        ours = measured(OURS, texts)
        whole = None if said.text_only else measured(OURS, books)
    tell(said, plain, ours, whole)


def arguments() -> argparse.Namespace:
    numbers = {"rows": (85_000, "orders in each file"), "months": (12, "files, half workbooks")}
    asked = parser(__doc__, numbers)
    asked.add_argument("--text-only", action="store_true", help="leave the workbooks out")
    return asked.parse_args()


def shops(folder: Path, said: argparse.Namespace) -> tuple[Path, Path]:
    """Return a shop with the text files and one with them and the workbooks."""
    texts, whole = (folder / name for name in ("texts", "whole"))
    for shop in (texts, whole):
        (shop / "exports").mkdir(parents=True)
        plan = "schema: 1\nshop:\n  name: bench\n  platform: taobao\n  lang: zh\n"
        (shop / "shop.yaml").write_text(plan, encoding="utf-8")
    for month in range(1, said.months + 1):
        name = f"ExportOrderList{YEAR}{month:02d}"
        if month % 2:
            path = texts / "exports" / f"{name}.csv"
            write_text(path, orders(month, said.rows))
            (whole / "exports" / path.name).hardlink_to(path)
        elif not said.text_only:
            write_book(whole / "exports" / f"{name}.xlsx", orders(month, said.rows))
    return texts, whole


def orders(month: int, count: int) -> Iterator[dict[str, str]]:
    """Yield the orders of a month, made from a seed of its own."""
    chance = random.Random(month)
    days = calendar.monthrange(YEAR, month)[1]
    for n in range(count):
        yield order(chance, n + month * 10_000_000, n * days // count + 1, month)


def order(chance: random.Random, number: int, day: int, month: int) -> dict[str, str]:
    """Return one order as the platform writes it: people invented, quirks real."""
    goods, units = chance.randrange(1_000, 300_000), chance.randrange(1, 4)
    state = chance.choice(STATES)
    hour, minute = chance.randrange(24), chance.randrange(59)
    at = f"{YEAR}-{month:02d}-{day:02d} {hour:02d}"
    refund = f"{goods / 100:.2f}" if state == CLOSED else "无退款申请"
    return {
        "订单编号": f'="{1_930_679_858_000_000_000 + number}"',
        "买家会员名": f"buyer_{chance.randrange(400_000)}",
        "买家支付宝账号": f"p{number}@example.com",
        "支付单号": f"{number}{number}",
        "支付详情": f"支付宝付款 {goods / 100:.2f}元",
        "买家应付货款": f"{goods / 100:,.2f}",
        "买家应付邮费": "0.00",
        "买家支付积分": "0",
        "总金额": f"{goods / 100:,.2f}",
        "返点积分": "0",
        "买家实际支付金额": f"{goods / 100:,.2f}",
        "买家实际支付积分": "0",
        "订单状态": state,
        "买家留言": chance.choice(REMARKS),
        "收货人姓名": f"收货人{number % 997}",
        "收货地址 ": f"{chance.choice(PLACES)} 幸福路{number % 500}号(310000)",
        "运送方式": "快递",
        "联系电话 ": "'",
        "联系手机": f"'1300000{number % 10_000:04d}",
        "订单创建时间": f"{at}:{minute:02d}:07",
        "订单付款时间 ": f"{at}:{minute + 1:02d}:31",
        "宝贝标题 ": f"免打孔浴室置物架 第{number % 300}款",
        "宝贝种类 ": "1",
        "物流单号 ": f"No:{70_000_000_000 + number}\t",
        "物流公司": "某快递",
        "订单备注": chance.choice(REMARKS),
        "宝贝总数量": str(units),
        "店铺Id": "0",
        "店铺名称": "测试店",
        "订单关闭原因": "订单未关闭" if state != CLOSED else "买家不想要了",
        "卖家服务费": "0元",
        "买家服务费": "0元",
        "是否手机订单": "手机订单",
        "是否代付": "否",
        "退款金额": refund,
        "确认收货时间": f"{at}:59:59" if state == STATES[0] else "",
        "打款商家金额": f"{goods / 100:.2f}元",
        "是否信用购": "否",
        "主订单编号": f'="{1_930_679_858_000_000_000 + number}"',
    }


def write_text(path: Path, rows: Iterator[dict[str, str]]) -> None:
    with path.open("w", encoding="gb18030", newline="") as out:
        table = csv.writer(out)
        table.writerow(HEADERS)
        table.writerows([row.get(name, "") for name in HEADERS] for row in rows)


def write_book(path: Path, rows: Iterator[dict[str, str]]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("订单")
        sheet.write_row(0, 0, HEADERS)
        for r, row in enumerate(rows, 1):
            for c, name in enumerate(HEADERS):
                if cell := row.get(name):
                    sheet.write_string(r, c, cell.removeprefix('="').removesuffix('"'))


def measured(script: str, *paths: Path) -> Cost:
    """Return what a script costs in a process of its own."""
    cpu, gib = run([sys.executable, "-c", script + TOLD, *map(str, paths)]).split()
    return Cost(float(cpu), float(gib))


def tell(said: argparse.Namespace, plain: Cost, ours: Cost, whole: Cost | None) -> None:
    print(machine())
    print(f"{said.months} months of {said.rows:,} orders, {len(HEADERS)} columns")
    print(f"{'':40}{'CPU s':>8}{'peak GiB':>10}")
    print(f"{'pandas.read_csv, text files':40}{plain.cpu:8.1f}{plain.gib:10.2f}")
    print(f"{'shopkit import, text files':40}{ours.cpu:8.1f}{ours.gib:10.2f}")
    if whole:
        print(f"{'shopkit import, texts and workbooks':40}{whole.cpu:8.1f}{whole.gib:10.2f}")
    peak = max(cost.gib for cost in (ours, whole) if cost)
    print(f"CPU against bare pandas: {ours.cpu / plain.cpu:.2f} × (goal at most {CPU_GOAL:g} ×)")
    print(f"peak memory: {peak:.2f} GiB (goal under {MEMORY_GOAL:g})")


if __name__ == "__main__":
    main()
