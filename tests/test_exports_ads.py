"""Reports of ads: which tool, which item, and that no ratio and no follow-up article is read."""

from datetime import date

import pytest
from kind_files import (
    DAY,
    DISPLAY,
    ITEM,
    JZT,
    SITEWIDE,
    SUBJECT,
    WXT_ITEMS,
    WXT_PLANS,
    ZHITONGCHE,
    as_book,
    as_text,
    row,
    split,
)
from shop_files import imported, with_file

from shopkit.exports import import_shop

RATIOS = {
    "点击率",
    "平均点击花费",
    "千次展现花费",
    "投入产出比",
    "点击转化率",
    "加购率",
    "加购成本",
}


def read(folder, content, name="a.csv"):
    shop, file = imported(folder, name, content)
    assert {*file.unmapped} >= RATIOS & {*file.unmapped}
    return shop.tables["ads"], file


@pytest.mark.parametrize(
    ("subject", "item"), [("商品", ITEM), ("店铺", None), ("自定义人群", None), ("", ITEM)]
)
def test_only_a_subject_that_is_an_item_has_its_number(tmp_path, subject, item):
    said = SUBJECT | {"主体类型": subject, "花费": "12.30", "总成交金额": "1,000", "点击率": "0.05"}
    ads, file = read(tmp_path, as_text(WXT_ITEMS, [row(WXT_ITEMS, said)]))
    [one] = ads.to_dicts()
    assert (one["tool"], one["kind"], one["item_id"]) == ("item", "wanxiangtai_items", item)
    assert (one["spend_fen"], one["ad_paid_fen"], one["impressions"]) == (1_230, 100_000, 1)
    assert {*file.unmapped} >= RATIOS


def test_plans_tell_of_the_same_money_under_their_own_name(tmp_path):
    said = {"日期": DAY, "场景名字": "货品全站推广", "计划ID": "88", "计划名字": "秋季"}
    ads, _ = read(tmp_path, as_book(WXT_PLANS, [row(WXT_PLANS, said)]))
    [one] = ads.to_dicts()
    assert (one["tool"], one["kind"]) == ("plan", "wanxiangtai_plans")
    assert (one["campaign_id"], one["campaign"], one["item_id"]) == ("88", "秋季", None)


def test_the_printed_row_of_sitewide_promotion(tmp_path):
    said = split("2026-07-31,10001,商品,测试商品,nan,12.34,15.00,nan,3.0,100,5,5%,nan,10,1,2,20%")
    said += split("5.00,1,3,2,1,0,4")
    ads, file = read(tmp_path, as_text(SITEWIDE, [said], "gb18030"))
    [one] = ads.to_dicts()
    assert (file.kind, one["tool"]) == ("wanxiangtai_sitewide", "sitewide")
    assert (one["spend_fen"], one["ad_paid_fen"], one["ad_orders"]) == (None, 1_500, 2)
    assert (one["ad_carts"], one["ad_favourites"], one["item_id"]) == (3, 1, "10001")


@pytest.mark.parametrize("lacking", [(), ("计划id", "计划名称", "推广类型")])
@pytest.mark.parametrize("more", [(), ("关键词",)])
def test_keyword_ads_by_account_plan_or_word(tmp_path, lacking, more):
    headers = [*(name for name in ZHITONGCHE if name not in lacking), *more]
    values = {"日期": DAY, "花费": "8.88", "计划名称": "浴室", "关键词": "置物架"}
    said = {name: cell for name, cell in values.items() if name in headers}
    ads, _ = read(tmp_path, as_text(headers, [row(headers, said)], "gb18030"))
    [one] = ads.to_dicts()
    assert (one["tool"], one["spend_fen"]) == ("keyword", 888)
    assert one["campaign"] == (None if lacking else "浴室")
    assert one["keyword"] == ("置物架" if more else None)


@pytest.mark.parametrize(("subject", "item"), [("商品", ITEM), ("店铺", None)])
def test_display_ads_have_words_of_their_own(tmp_path, subject, item):
    said = {"日期": DAY, "主体类型": subject, "商品id": ITEM, "消耗": "5.5", "成交订单金额": "60"}
    ads, _ = read(tmp_path, as_text(DISPLAY, [row(DISPLAY, said)]))
    [one] = ads.to_dicts()
    assert (one["tool"], one["spend_fen"], one["ad_paid_fen"]) == ("display", 550, 6_000)
    assert one["item_id"] == item


@pytest.mark.parametrize("newer", [{}, {"总费用": "花费", "总购物车数": "总加购数"}])
def test_the_article_an_order_was_followed_to_is_not_the_one_advertised(tmp_path, newer):
    headers = [newer.get(name, name) for name in JZT]
    said = {"日期": DAY, newer.get("总费用", "总费用"): "3.21", "跟单SKU ID": "100012"}
    said |= {"账户名称": "某某公司", newer.get("总购物车数", "总购物车数"): "6"}
    ads, file = read(tmp_path, as_text(headers, [row(headers, said)]))
    [one] = ads.to_dicts()
    assert (file.kind, one["tool"], one["item_id"]) == ("jzt_ads", "jd", None)
    assert (one["spend_fen"], one["ad_carts"]) == (321, 6)
    assert "某某公司" not in ads.write_csv()


def test_an_unreadable_amount_a_total_and_a_missing_spend(tmp_path):
    rows = [
        SUBJECT | {"花费": "1.00"},
        SUBJECT | {"花费": "贵"},
        SUBJECT | {"花费": "-1"},
        SUBJECT | {"主体ID": "合计"},
        SUBJECT | {"日期": ""},
    ]
    ads, file = read(tmp_path, as_text(WXT_ITEMS, [row(WXT_ITEMS, said) for said in rows]))
    assert ads["spend_fen"].to_list() == [100]
    assert file.reasons == {"bad_number": 1, "negative": 1, "totals_row": 1, "missing_value": 1}


def test_files_that_overlap_count_once_and_kinds_stand_beside_each_other(tmp_path):
    old = [SUBJECT | {"花费": "1.00"}, SUBJECT | {"日期": "2026-10-02", "花费": "2.00"}]
    new = [SUBJECT | {"花费": "3.00"}, SUBJECT | {"日期": "2026-10-04", "花费": "4.00"}]
    for name, rows in (("a.csv", old), ("b.csv", new)):
        with_file(tmp_path, name, as_text(WXT_ITEMS, [row(WXT_ITEMS, said) for said in rows]))
    said = {"日期": DAY, "花费": "5.00"}
    shop = import_shop(with_file(tmp_path, "c.csv", as_text(WXT_PLANS, [row(WXT_PLANS, said)])))
    ads = shop.tables["ads"].sort("date", "kind")
    assert ads["spend_fen"].to_list() == [200, 300, 500, 400]
    assert ads["date"].to_list()[0] == date(2026, 10, 2)
