"""Only like is held against like: same source, every day, people with people."""

from datetime import date, timedelta

import pandas as pd
import pytest
from shop_files import as_csv, order, with_file

from shopkit import kpi
from shopkit.exports import import_shop
from shopkit.kpi import pictures
from shopkit.periods import Period

PROVINCES = [*"粤浙苏鲁豫川鄂湘闽皖冀京沪辽赣渝"]

OCTOBER = Period.parse("2026-10")


def days(first, last, **figures):
    """Return a plain table of days with the same figures on each."""
    count = (last - first).days + 1
    names = ",".join(["date", *figures])
    lines = [
        ",".join([str(first + timedelta(days=n)), *map(str, figures.values())])
        for n in range(count)
    ]
    return "\n".join([names, *lines, ""]).encode()


FLAT = {"visitors": 100, "paid_buyers": 10, "paid": 1000}


def seen(tmp_path, files, lang="en", period=OCTOBER):
    for name, content in files.items():
        with_file(tmp_path, name, content)
    shop = import_shop(tmp_path)
    view = kpi.overview(shop.tables, period)
    return shop, view, kpi.story(view, shop.tables, lang)


def test_a_month_with_missing_days_is_not_compared(tmp_path):
    content = days(date(2026, 9, 15), date(2026, 10, 31), **FLAT)
    _, view, story = seen(tmp_path, {"a.csv": content})
    assert view.before.value("paid") == 16_000
    assert view.other("before").value("paid") is None
    assert story.headline == "Oct 2026: ¥31K paid"
    assert "14 days" in story.lead
    assert not [tile for tile in story.tiles if "%" in tile.change]
    assert kpi.split_change(view.other("before"), view.now) is None


def test_people_of_a_month_are_not_held_against_sums_of_days(tmp_path):
    month = b"date,date_end,visitors,paid_buyers,paid\n2026-10-01,2026-10-31,1500,250,31000\n"
    files = {"d.csv": days(date(2026, 9, 1), date(2026, 10, 31), **FLAT), "m.csv": month}
    _, view, _ = seen(tmp_path, files)
    assert view.now["visitors"].source == "grain"
    assert view.other("before").value("visitors") is None
    assert view.other("before").value("paid") == 30_000  # money of both adds over days
    change = kpi.split_change(view.other("before"), view.now)
    assert (change.parts_fen, change.unexplained_fen) == ({}, 100_000)
    assert not [one for one in kpi.findings(view, "zh") if one.code == "traffic_fell"]


def test_orders_are_not_held_against_the_platforms_amounts(tmp_path):
    rows = [order(n % 28, 订单编号=f"A{n}") for n in range(28)]
    files = {
        "d.csv": days(date(2026, 9, 1), date(2026, 10, 20), **FLAT),
        "o.csv": as_csv(
            [
                *rows,
                order(
                    0,
                    订单编号="B",
                    **{
                        "订单付款时间 ": "2026-10-31 10:00:00",
                        "订单创建时间": "2026-10-31 10:00:00",
                    },
                ),
            ]
        ),
    }
    _, view, _ = seen(tmp_path, files)
    assert view.now["paid"].source == "orders"
    assert view.other("before").value("paid") is None


def test_amounts_of_two_sources_are_not_told_as_one_sum(tmp_path):
    rows = [order(n % 28, 订单编号=f"A{n}") for n in range(31)]
    files = {"d.csv": days(date(2026, 10, 1), date(2026, 10, 31), **FLAT), "o.csv": as_csv(rows)}
    period = Period.parse("2026-10-01..2026-10-28")
    _, view, story = seen(tmp_path, files, period=period)
    assert view.now["paid"].source != view.now["net"].source
    assert "another source" in story.what


def test_why_net_is_unknown_is_said(tmp_path):
    rows = [order(1, 买家实际支付金额="1000.00", 退款金额="300.00")]
    period = Period.parse("2026-10-02..2026-10-02")
    _, view, story = seen(tmp_path, {"o.csv": as_csv(rows)}, period=period)
    assert (view.now.value("refund"), view.now.value("net")) == (300.0, None)
    assert "paid_is_net_of_refunds" in story.what


def test_the_funnel_has_one_source(tmp_path):
    month = b"date,date_end,visitors,paid_buyers,paid\n2026-10-01,2026-10-31,1500,250,31000\n"
    more = {**FLAT, "cart_buyers": 30, "ordering_buyers": 12}
    files = {"d.csv": days(date(2026, 10, 1), date(2026, 10, 31), **more), "m.csv": month}
    _, view, _ = seen(tmp_path, files)
    assert [step.stage for step in kpi.funnel(view.now, None)] == ["visitors", "paid_buyers"]


def test_a_step_that_falls_to_nothing_is_named(tmp_path):
    full = {"visitors": 1000, "cart_buyers": 100, "paid_buyers": 10, "paid": 100}
    none = {**full, "paid_buyers": 0, "paid": 0}
    files = {
        "a.csv": days(date(2026, 9, 1), date(2026, 9, 30), **full),
        "b.csv": days(date(2026, 10, 1), date(2026, 10, 31), **none),
    }
    _, view, story = seen(tmp_path, files)
    assert kpi.weakest(kpi.funnel(view.now, view.other("before"))).stage == "paid_buyers"
    assert "nothing_paid" in [one.code for one in story.findings]
    assert "no sales" in story.why


def test_averages_count_only_days_the_orders_cover(tmp_path):
    rows = []
    for n in range(45):  # one order of 1,200 a day, 1 September to 15 October
        day = str(date(2026, 9, 1) + timedelta(days=n))
        when = {"订单创建时间": f"{day} 14:00:00", "订单付款时间 ": f"{day} 14:05:00"}
        rows.append(order(n, 订单编号=f"A{n}", **when))
    files = {
        "o.csv": as_csv(rows),
        "d.csv": days(date(2026, 9, 1), date(2026, 10, 31), **FLAT),
    }
    shop, view, _ = seen(tmp_path, files)
    groups = kpi.breakdown(shop.tables, "weekday", OCTOBER, OCTOBER.before())
    assert (groups["paid_cny"] / groups["days"]).tolist() == [1200.0] * 7
    frame, words = pictures.breakdown_shown(view, groups, "weekday", "en", "before")
    assert set(frame["role"]) == {"muted"}
    provinces = kpi.breakdown(shop.tables, "province", OCTOBER, OCTOBER.before())
    assert provinces["before_cny"].isna().all()
    assert pictures.breakdown_shown(view, provinces, "province", "zh", "before")[1].so == ""
    assert words.title


def test_orders_without_addresses_have_a_picture_all_the_same(tmp_path):
    headers = ["订单编号", "买家实际支付金额", "订单付款时间 "]
    rows = [{name: order(n)[name] for name in headers} for n in range(20)]
    shop, view, _ = seen(
        tmp_path,
        {"o.csv": as_csv(rows, headers=headers)},
        period=Period.parse("2026-10-11..2026-10-20"),
    )
    spans = view.comparison
    groups = kpi.breakdown(shop.tables, "province", spans.period, spans.before)
    frame, words = pictures.breakdown_shown(view, groups, "province", "zh", "before")
    assert frame["category"].tolist() == ["未知"]
    assert "100%" in words.title


@pytest.mark.parametrize(
    ("lang", "unknown", "known"), [("zh", "未知", "浙江"), ("en", "unknown", "Zhejiang")]
)
def test_one_order_without_an_address_among_others_is_of_no_known_place(
    tmp_path, lang, unknown, known
):
    rows = [order(n) for n in range(20)] + [order(20, **{"收货地址 ": ""})]
    shop, view, _ = seen(tmp_path, {"o.csv": as_csv(rows)})
    groups = kpi.breakdown(shop.tables, "province", OCTOBER, OCTOBER.before())
    frame, _ = pictures.breakdown_shown(view, groups, "province", lang, "before")
    assert unknown in frame["category"].tolist()
    assert known in frame["category"].tolist()


def test_the_provinces_taken_together_do_not_lead(tmp_path):
    shop, view, _ = seen(tmp_path, {"o.csv": as_csv([order(1)])})
    groups = kpi.breakdown(shop.tables, "province", OCTOBER, OCTOBER.before())
    many = pd.concat([groups.assign(group=name) for name in PROVINCES], ignore_index=True)
    frame, words = pictures.breakdown_shown(view, many, "province", "zh", "before")
    assert frame["value"].idxmax() == len(frame) - 1
    assert words.title.startswith("粤最高")


def test_a_weekday_without_data_is_blank_and_not_zero(tmp_path):
    rows = [order(18), order(19)]  # Monday 19 and Tuesday 20 October
    week = Period.parse("2026-W43")
    shop, view, _ = seen(tmp_path, {"o.csv": as_csv(rows)}, period=week)
    hours = kpi.by_hour(shop.tables, view.comparison.asked)
    frame, _ = pictures.hours_shown(view, hours, "en")
    assert frame["weekday"].unique().tolist() == ["Mon", "Tue"]
    assert isinstance(frame, pd.DataFrame)


def test_a_group_of_few_orders_is_shown_but_not_judged(tmp_path):
    rows = [order(n % 28, 订单编号=f"A{n}") for n in range(56)]
    far = "西藏自治区 拉萨市 城关区 幸福路1号(850000)"
    rows += [order(20, 订单编号=f"B{n}", **{"收货地址 ": far}) for n in range(5)]
    shop, view, _ = seen(
        tmp_path, {"o.csv": as_csv(rows)}, period=Period.parse("2026-10-15..2026-10-28")
    )
    spans = view.comparison
    groups = kpi.breakdown(shop.tables, "province", spans.period, spans.before)
    frame, words = pictures.breakdown_shown(view, groups, "province", "en", "before")
    assert set(frame["role"]) == {"muted"}
    assert "Tibet" in frame["category"].tolist()
    assert "Tibet changed" not in words.title


def test_a_late_payment_after_the_last_export_is_no_rhythm(tmp_path):
    late = {"订单创建时间": "2026-09-30 23:50:00", "订单付款时间 ": "2026-10-01 00:05:00"}
    files = {
        "o.csv": as_csv([order(1, **late)]),
        "d.csv": days(date(2026, 9, 1), date(2026, 10, 31), **FLAT),
    }
    shop, _, _ = seen(tmp_path, files)
    assert kpi.by_hour(shop.tables, OCTOBER).empty
    assert kpi.breakdown(shop.tables, "weekday", OCTOBER, OCTOBER.before()).empty
