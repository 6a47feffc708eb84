"""Small export files made by hand for tests: real headers, obviously invented people."""

import csv
import io
from pathlib import Path

from sheet_files import Rows, xls_of, xlsx_of

from shopkit.exports import FileReport, Shop, import_shop

ORDER_HEADERS = [
    "订单编号",
    "买家会员名",
    "买家支付宝账号",
    "支付单号",
    "支付详情",
    "买家应付货款",
    "买家应付邮费",
    "买家支付积分",
    "总金额",
    "返点积分",
    "买家实际支付金额",
    "买家实际支付积分",
    "订单状态",
    "买家留言",
    "收货人姓名",
    "收货地址 ",
    "运送方式",
    "联系电话 ",
    "联系手机",
    "订单创建时间",
    "订单付款时间 ",
    "宝贝标题 ",
    "宝贝种类 ",
    "物流单号 ",
    "物流公司",
    "订单备注",
    "宝贝总数量",
    "退款金额",
    "打款商家金额",
]
SECRETS = ("测试收货人", "13000000001", "幸福路", "pay@example.com", "记得轻放")
DONE = "交易成功"


def order(number: int, **changes: str) -> dict[str, str]:
    """Return one paid order as the platform writes it, with some cells changed."""
    day = number % 28 + 1
    row = dict.fromkeys(ORDER_HEADERS, "")
    row |= {
        "订单编号": f'="{1_930_679_858_000_000_000 + number}"',
        "买家会员名": f"buyer_{number % 7}",
        "买家支付宝账号": "pay@example.com",
        "买家应付货款": "1,190.00",
        "买家应付邮费": "10.00",
        "总金额": "1,200.00",
        "买家实际支付金额": "1,200.00",
        "订单状态": DONE,
        "买家留言": "记得轻放\n谢谢",
        "收货人姓名": "测试收货人",
        "收货地址 ": "浙江省 杭州市 西湖区 幸福路1号(310000)",
        "联系手机": "'13000000001",
        "订单创建时间": f"2026-10-{day:02d} 14:00:00",
        "订单付款时间 ": f"2026-10-{day:02d} 14:05:00",
        "宝贝标题 ": "浴室置物架",
        "宝贝总数量": "1",
        "退款金额": "无退款申请",
        "打款商家金额": "1200.00元",
    }
    return row | changes


def as_csv(rows, encoding="gb18030", headers=ORDER_HEADERS, delimiter=",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headers, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows, headers=ORDER_HEADERS, above=0) -> bytes:
    words = [[f"说明第 {n} 行"] for n in range(above)]
    return xlsx_of([*words, *order_table(rows, headers)], "订单")


def as_xls(rows) -> bytes:
    return xls_of(order_table(rows), "订单")


def order_table(rows=(), headers=ORDER_HEADERS) -> Rows:
    """Return the header and the cells of orders."""
    return [headers, *([row[name] for name in headers] for row in rows)]


def shop_folder(folder: Path, platform: str = "taobao", extra: str = "") -> Path:
    """Make a shop folder with an empty exports/."""
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    plan = f"schema: 1\nshop:\n  name: 测试店\n  platform: {platform}\n  lang: zh\n{extra}"
    (folder / "shop.yaml").write_text(plan, encoding="utf-8")
    (folder / "buyer.key").write_text("ab" * 32, encoding="utf-8")
    return folder


def with_file(folder: Path, name: str, content: bytes, extra: str = "") -> Path:
    shop_folder(folder, extra=extra)
    (folder / "exports" / name).write_bytes(content)
    return folder


def imported(folder: Path, name: str, content: bytes, extra: str = "") -> tuple[Shop, FileReport]:
    """Return the shop of one file and the account of that file: each row kept or rejected."""
    shop = import_shop(with_file(folder, name, content, extra))
    [file] = shop.files
    assert file.read == file.kept + file.rejected
    return shop, file


def rejected_rows(folder: Path) -> list[dict[str, str]]:
    """Return what an import told of the rows it rejected."""
    with (folder / "rejected.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
