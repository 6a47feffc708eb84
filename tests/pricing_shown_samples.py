"""Frames of the pictures of prices with made-up figures, for the tests of charts."""

from __future__ import annotations

from functools import partial

import pandas as pd

from shopkit.charts import pricing as charts
from shopkit.i18n import Lang, Words

LONG = "保温杯 一款名字很长很长的商品 大容量 带茶隔 办公室"
NAMES = ("增压花洒", LONG, "<script>alert(1)</script>", "Thermos flask with a long English name")
HEADS = "step amount bearer shop platform government brand category value floor least by one"
HEADS += " price name place ours alike gain"
SHORT = {"zh": "说明", "en": "Head"}


def words(lang: Lang) -> Words:
    said = {
        "zh": ("到手价 ¥503", "元", "来源：计划", "到手价 ¥503", "先看"),
        "en": ("¥503 is paid", "CNY", "Source: plan", "¥503 is paid", "Look"),
    }[lang]
    return Words(*said, label=dict.fromkeys(HEADS.split(), SHORT[lang]))


def stairs(_: Lang) -> pd.DataFrame:
    steps = [
        (0, "原价", "list", 0, 635, 635),
        (1, NAMES[1], "shop", 600, 635, 600),
        (2, NAMES[2], "shop", 570, 600, 540),
        (2, NAMES[2], "platform", 540, 570, 540),
        (3, NAMES[3], "government", 503, 540, 503),
        (4, "到手价", "paid", 0, 503, 503),
    ]
    rows = [
        {
            "n": n,
            "step": step,
            "kind": kind,
            "low": float(low),
            "high": float(high),
            "level": float(level),
            "value_text": "" if kind == "platform" else f"¥{high - low}",
            "bearer_text": kind,
        }
        for n, step, kind, low, high, level in steps
    ]
    return pd.DataFrame(rows)


def floors(_: Lang) -> pd.DataFrame:
    values, bottoms = (0.68, 0.8, 0.95, 1.0), (0.7, 0.4, float("nan"), 1.2)
    return pd.DataFrame(
        {
            "category": NAMES,
            "value": values,
            "floor": bottoms,
            "least": 0.7,
            "value_text": [f"{value:.0%}" for value in values],
            "floor_text": [f"{value:.0%}" for value in bottoms],
            "by_text": "双11官方立减＋会员价＋满减＋店铺券 199 减 15",
            "role": ["bad", "actual", "previous", "bad"],
        }
    )


def forest(_: Lang) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "category": NAMES,
            "value": [-1.8, -0.4, 2.0, -7.5],
            "low": [-2.3, -1.9, -3.0, -9.0],
            "high": [-1.3, 1.1, 7.0, -6.0],
            "value_text": ["−1.8 (−2.3…−1.3)", "−0.4 (−1.9…1.1)", "2.0 (−3.0…7.0)", "−7.5"],
            "role": ["actual", "previous", "previous", "previous"],
        }
    )


def peers(_: Lang) -> pd.DataFrame:
    own = [
        {"kind": "own", "n": n, "low": price, "name": name, "value_text": f"¥{price:g}"}
        for n, (name, price) in enumerate(zip(NAMES, (29.9, 118.0, 599.0, 3299.0), strict=True))
    ]
    told = [
        {"kind": "peer", "n": n % 4, "low": 20.0 * 1.2**n, "name": NAMES[n % 4], "value_text": "¥1"}
        for n in range(24)
    ]
    frame = pd.DataFrame([*told, *own])
    return frame.assign(
        place_text=["" if kind == "peer" else "高于 12 款里的 40%" for kind in frame["kind"]]
    )


def moves(_: Lang) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "category": NAMES,
            "value": [0.1, -0.04, 0.0, 0.02],
            "value_text": ["¥189 → ¥207", "¥99 → ¥95", "不动", "¥1,299 → ¥1,329"],
            "gain_text": ["+¥1,240", "+¥88", "¥0", "−¥12"],
            "role": ["actual", "actual", "previous", "actual"],
        }
    )


CHARTS = {
    f"price_{made.__name__}": (draw, partial(made), words)
    for draw, made in (
        (charts.stairs, stairs),
        (charts.floors, floors),
        (charts.forest, forest),
        (charts.peers, peers),
        (charts.moves, moves),
    )
}
