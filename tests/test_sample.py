"""The shipped sample shops: regenerated to the byte, and true to what their truth files say."""

from __future__ import annotations

import io
import json
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from sample_files import day, fen, latest_orders, moment, order_rows, shop_rows

from shopkit.errors import ParameterError
from shopkit.exports.sample import sample_spec, shop_names, write_shop
from shopkit.exports.sample.__main__ import main
from shopkit.exports.sample.write import key_of

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "sample"
TRUTH = ROOT / "tests" / "truth"
MADE_HERE = {"tables", "rejected.csv"}
names = pytest.mark.parametrize("name", shop_names())
TAOBAO = sorted(name for name in shop_names() if sample_spec(name).platform != "jd")
taobao = pytest.mark.parametrize("name", TAOBAO)
LARGE = {"bathware", "flagship"}


@pytest.fixture(scope="session")
def truths() -> dict[str, dict]:
    return {name: json.loads((TRUTH / f"{name}.json").read_text("utf-8")) for name in shop_names()}


def _content(data: bytes):
    """Return what must be equal: bytes, but the members of a zip where zlib packs differently."""
    if "ng" not in zlib.ZLIB_RUNTIME_VERSION or not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _files(folder: Path) -> dict[str, Path]:
    every = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path
        for name, path in every.items()
        if path.is_file() and name.split("/")[0] not in MADE_HERE
    }


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[pytest.mark.slow] * (n in LARGE)) for n in shop_names()]
)
def test_shipped_files_are_made_again_byte_for_byte(name, tmp_path):
    truth = write_shop(name, tmp_path)
    shipped, again = _files(SHIPPED / name), _files(tmp_path)
    assert sorted(shipped) == sorted(again)
    for file, path in shipped.items():
        assert _content(path.read_bytes()) == _content(again[file].read_bytes()), file
    assert (TRUTH / f"{name}.json").read_bytes() == truth.as_json().encode()


def test_the_shipped_samples_and_their_truths_stay_small():
    size = sum(p.stat().st_size for name in shop_names() for p in _files(SHIPPED / name).values())
    assert size < 20_000_000
    assert all((TRUTH / f"{name}.json").stat().st_size < 200_000 for name in shop_names())


@taobao
def test_daily_sums_of_orders_equal_those_of_the_shop_days(name, truths):
    paid, count, who = Counter(), Counter(), defaultdict(set)
    for row in latest_orders(SHIPPED / name):
        when = str(day(row["订单付款时间"]))
        paid[when] += fen(row["买家实际支付金额"])
        count[when] += when != "None"
        who[when].add(row["买家会员名"])
    days = dict(zip(truths[name]["days"]["date"], range(10_000), strict=False))
    for row in shop_rows(SHIPPED / name, "日"):
        when = row["统计日期"]
        assert fen(row["支付金额"]) == paid[when] == truths[name]["days"]["paid_fen"][days[when]]
        assert int(row["支付父订单数"].replace(",", "")) == count[when]
        if not sample_spec(name).quirks.masked:
            assert int(row["支付买家数"]) == len(who[when])
    assert sum(paid.values()) == sum(truths[name]["days"]["paid_fen"])


@taobao
def test_visitors_and_refunds_of_the_shop_days_are_the_true_ones(name, truths):
    days = truths[name]["days"]
    for row in shop_rows(SHIPPED / name, "日"):
        at = days["date"].index(row["统计日期"])
        assert int(row["访客数"].replace(",", "")) == days["visitors"][at]
        assert fen(row["成功退款金额"]) == days["refund_fen"][at]


@taobao
def test_amounts_of_an_order_belong_together(name):
    for row in latest_orders(SHIPPED / name):
        due, paid = fen(row["总金额"]), fen(row["买家实际支付金额"])
        none = row["退款金额"] == "无退款申请"
        refund = 0 if none else fen(row["退款金额"])
        assert fen(row["买家应付货款"]) + fen(row["买家应付邮费"]) == due
        assert paid == (due if row["订单付款时间"] else 0)
        assert fen(row["打款商家金额"]) == paid - refund
        assert none or refund > 0


@taobao
def test_refunds_of_orders_are_the_true_ones_by_month_of_payment(name, truths):
    refunds = Counter()
    for row in latest_orders(SHIPPED / name):
        if row["退款金额"] != "无退款申请":
            refunds[f"{day(row['订单付款时间']):%Y-%m}"] += fen(row["退款金额"])
    months = truths[name]["months"]
    true = dict(zip(months["month"], months["refunded_later_fen"], strict=True))
    assert dict(refunds) == {month: value for month, value in true.items() if value}


@names
def test_hours_of_payment_peak_when_the_seeds_say(name):
    hours = Counter(
        moment(row["订单付款时间"]).hour
        for row in latest_orders(SHIPPED / name)
        if row["订单付款时间"]
    )
    peaks = [14, 15, 16, 19, 20, 21]
    assert set(peaks) == {hour for hour, _ in hours.most_common(6)}


def test_repeat_purchase_can_be_counted_from_the_files(truths):
    orders = Counter(
        row["买家会员名"] for row in latest_orders(SHIPPED / "cosmetics") if row["订单付款时间"]
    )
    buyers = truths["cosmetics"]["buyers"]
    assert len(orders) == buyers["paid"]
    assert sum(times > 1 for times in orders.values()) == buyers["twice"]
    assert sum(orders.values()) - len(orders) == buyers["returning_orders"]


def test_people_of_a_month_are_fewer_than_the_sum_of_its_days(truths):
    days, months = truths["bathware"]["days"], truths["bathware"]["months"]
    rows = shop_rows(SHIPPED / "bathware", "月")
    assert [row["统计日期"][:7] for row in rows] == months["month"]
    for at, month in enumerate(months["month"]):
        inside = [n for n, when in enumerate(days["date"]) if when.startswith(month)]
        for people in ("visitors", "paid_buyers", "cart_buyers"):
            daily = [days[people][n] for n in inside]
            assert max(daily) <= months[people][at] < sum(daily)
        assert int(rows[at]["访客数"].replace(",", "")) == months["visitors"][at]


def test_files_show_the_quirks_of_the_platform():
    rows = order_rows(SHIPPED / "cosmetics")
    ids = Counter(row["订单编号"] for row in rows)
    assert ids["合计"] == 1
    assert max(ids.values()) == 2
    assert all(i.startswith('="') and i.endswith('"') for i in ids if i != "合计")
    assert any("\n" in row["买家留言"] for row in rows)
    assert any("," in row["总金额"] for row in rows)
    assert {row["宝贝标题"][0] for row in rows if row["宝贝标题"]} >= {"=", "+", "@"}
    states = {row["订单状态"] for row in rows}
    assert states >= {"等待买家付款", "交易关闭", "交易成功", "买家已付款，等待卖家发货"}
    stars = {row["买家会员名"] for row in order_rows(SHIPPED / "bathware")}
    assert all("**" in star for star in stars)
    assert len(stars) < 500


def test_a_later_download_knows_more_of_the_same_orders():
    seen: dict[str, dict] = {}
    changed = 0
    for row in order_rows(SHIPPED / "cosmetics"):
        before = seen.setdefault(row["订单编号"], row)
        changed += before["订单状态"] != row["订单状态"]
    assert changed > 50


def test_no_parcel_leaves_while_couriers_rest():
    sent = {row["统计日期"]: row["发货包裹数"] for row in shop_rows(SHIPPED / "bathware", "日")}
    assert {sent[f"2026-02-{n}"] for n in range(12, 23)} == {"0"}
    assert int(sent["2026-02-23"]) > 50


def test_visitors_rise_and_conversion_falls_in_the_last_month(truths):
    months = truths["bathware"]["months"]
    now, before = ({key: months[key][at] for key in months} for at in (-1, -2))
    assert now["visitors"] > 1.1 * before["visitors"]
    assert now["cart_buyers"] / now["visitors"] < 0.9 * before["cart_buyers"] / before["visitors"]
    assert now["paid_fen"] < before["paid_fen"]


@pytest.mark.parametrize("scale", [0.01, 0.2, 4.0])
@names
def test_any_size_is_written_and_consistent(name, scale, tmp_path):
    truth = write_shop(name, tmp_path, scale=scale, months=2, seed=5)
    orders = latest_orders(tmp_path)
    assert sum(fen(row["买家实际支付金额"]) for row in orders) == sum(truth.days["paid_fen"])
    assert sum(truth.months["paid_fen"]) == sum(truth.days["paid_fen"])
    assert len(order_rows(tmp_path)) == sum(
        file["rows"]
        for label, file in truth.files.items()
        if label.startswith(("ExportOrderList", "京东订单"))
    )


def test_seeds_differ_and_the_same_seed_does_not(tmp_path):
    one, two, again = (
        write_shop("bathware", tmp_path / str(n), seed=seed, scale=0.1, months=1).as_json()
        for n, seed in enumerate((1, 2, 1))
    )
    assert one == again
    assert one != two


def test_the_command_writes_a_shop_and_its_truth(tmp_path):
    truth = tmp_path / "truth.json"
    shop = ["cosmetics", str(tmp_path / "shop"), "--truth", str(truth)]
    main([*shop, "--scale", "0.05", "--months", "1", "--seed", "3"])
    assert (tmp_path / "shop" / "buyer.key").read_text().strip() == key_of("cosmetics")
    assert json.loads(truth.read_text("utf-8"))["seed"] == 3


def test_an_unknown_sample_is_named_with_the_nearest():
    with pytest.raises(ParameterError, match="cosmetics"):
        sample_spec("cosmetic")


def test_a_shop_needs_months_and_a_size(tmp_path):
    with pytest.raises(ValueError, match="above zero"):
        write_shop("bathware", tmp_path, months=0)
    with pytest.raises(ValueError, match="above zero"):
        write_shop("bathware", tmp_path, scale=0)


def test_missing_xlwt_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlwt", None)
    with pytest.raises(ModuleNotFoundError, match="dev"):
        write_shop("cosmetics", tmp_path, scale=0.1, months=1)
