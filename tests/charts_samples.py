"""One picture of each kind with made-up figures, for the tests of charts."""

from __future__ import annotations

from datetime import date, timedelta

import calendar_shown_samples
import money_samples
import pandas as pd
import people_samples
import positioning_samples
import pricing_shown_samples
import products_samples
import profit_samples
import promotions_shown_samples
import targets_samples
import unit_samples

from shopkit.charts import exports, kpi
from shopkit.charts.picture import Picture
from shopkit.i18n import WEEKDAYS, Words, day, money, percent

HOSTILE = "<script>alert(1)</script>"
LABELS = {
    "zh": ("项目 金额 步骤 人数 占上一步 上月 占上一步 时 星期 买家数 日期 10月 9月 来源"),
    "en": ("Step Amount Stage People Rate Before Next hour Day Buyers Date October September From"),
}
NAMES = "step amount stage people rate before next hour day buyers t now before_name category"


def words(lang: str) -> Words:
    labels = dict(zip(NAMES.split(), LABELS[lang].split(), strict=True))
    labels |= {"value": labels["now"], "kind": labels["category"], "span": labels["t"]}
    said = {
        "zh": (
            "转化率少卖 ¥12.7万",
            "支付金额，2026年10月",
            "来源：生意参谋",
            "转化率吃掉增长",
            "先换回旧图",
        ),
        "en": ("Conversion cost ¥127K", "Paid, October 2026", "Source: export", "A fall", "Act"),
    }[lang]
    return Words(*said, label=labels)


def named(lang: str) -> Words:
    """Return the words of charts in which `before` names a line, not a share."""
    base = words(lang)
    return Words(**{**_fields(base), "label": {**base.label, "before": base.label["before_name"]}})


def _fields(base: Words) -> dict:
    return {name: getattr(base, name) for name in Words.__dataclass_fields__}


def waterfall(lang: str) -> pd.DataFrame:
    steps = [
        ("9月", "Sep", "start", 0, 846e3, 846e3),
        ("访客数", "Visitors", "up", 846e3, 917e3, 917e3),
        ("支付转化率", "Conversion rate", "down", 790e3, 917e3, 790e3),
        ("无法分解", "Not explained", "unexplained", 790e3, 822e3, 822e3),
        ("10月", "Oct", "end", 0, 822e3, 822e3),
    ]
    rows = [
        {
            "step": zh if lang == "zh" else en,
            "kind": kind,
            "low": float(low),
            "high": high,
            "top": high,
            "level": level,
            "step_text": f"{zh if lang == 'zh' else en}|+8.9%",
            "value_text": money(high - low, lang),
        }
        for zh, en, kind, low, high, level in steps
    ]
    return pd.DataFrame(rows)


def funnel(lang: str) -> pd.DataFrame:
    stages = {"zh": "访客 加购 下单 支付", "en": "Visitors Carts Ordered Paid"}[lang].split()
    people = [186_400, 18_830, 6_104, 4_884]
    return pd.DataFrame(
        {
            "stage": stages,
            "people": people,
            "people_text": [f"{count:,}" for count in people],
            "rate_text": ["", "10.1%", "32.4%", "80.0%"],
            "before_text": ["", "上月 11.9%", "上月 32.1%", "上月 79.9%"],
            "worst": [False, True, False, False],
        }
    )


def hours_heatmap(lang: str) -> pd.DataFrame:
    rows = [
        {"weekday": name, "hour": hour, "value": (hour * 7 + n * 3) % 90 + 1}
        for n, name in enumerate(WEEKDAYS[lang])
        for hour in range(24)
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(value_text=frame["value"].astype(str), top=frame["value"] > 84)


def trend(lang: str) -> pd.DataFrame:
    first = {"now": date(2026, 10, 1), "before": date(2026, 9, 1)}
    rows = []
    for series, start in first.items():
        for n in range(30):
            value = None if series == "now" and n in {14, 16} else 25e3 + (n * 37 % 11) * 1e3
            text = money(value, lang)
            shown = day(start + timedelta(n), lang)
            rows.append((first["now"] + timedelta(n), series, value, text, shown))
    return pd.DataFrame(rows, columns=["t", "series", "value", "value_text", "t_text"])


def breakdown(lang: str) -> pd.DataFrame:
    values, before = [286e3, 198e3, -12e3, 76e3], [310e3, 161e3, 9e3, None]
    names = ["手淘搜索", "关键词推广（智能计划·全店通投·人群溢价）" * 2, HOSTILE, "内容|营销'\"\\"]
    return pd.DataFrame(
        {
            "category": names,
            "value": values,
            "before": before,
            "value_text": [money(value, lang) for value in values],
            "before_text": [money(value, lang) for value in before],
            "change_text": ["▼ 7.7%", "▲ 23.0%", "▼", percent(None)],
            "role": ["bad_text", "good_text", "bad_text", "muted"],
        }
    )


def coverage(lang: str) -> pd.DataFrame:
    spans = [("订单", "2025-10-01", "2026-03-09"), ("订单", "2026-03-20", "2026-11-01")]
    rows = [*spans, ("店铺日数据，每天一行", "2025-10-01", "2026-11-01")]
    frame = pd.DataFrame(rows, columns=["kind", "start", "end"])
    return frame.assign(span_text=frame["start"] + " – " + frame["end"])


CHARTS = {
    "coverage": (exports.coverage, coverage, words),
    "waterfall": (kpi.waterfall, waterfall, words),
    "funnel": (kpi.funnel, funnel, words),
    "hours_heatmap": (kpi.hours_heatmap, hours_heatmap, words),
    "trend": (kpi.trend, trend, named),
    "breakdown": (kpi.breakdown, breakdown, named),
    **calendar_shown_samples.CHARTS,
    **money_samples.CHARTS,
    **people_samples.CHARTS,
    **positioning_samples.CHARTS,
    **pricing_shown_samples.CHARTS,
    **products_samples.CHARTS,
    **profit_samples.CHARTS,
    **promotions_shown_samples.CHARTS,
    **targets_samples.CHARTS,
    **unit_samples.CHARTS,
}


def picture(name: str, lang: str) -> Picture:
    draw, frame, said = CHARTS[name]
    rows, texts = frame(lang), said(lang)
    return Picture(lambda look: draw(rows, texts, look), texts, lang)
