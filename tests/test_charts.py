"""Every chart in both languages and three widths: drawn, readable, harmless, the same twice."""

import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import pytest
import vl_convert
from charts_samples import CHARTS, HOSTILE, named, picture

from shopkit.charts import fonts, kpi
from shopkit.charts.fit import cut, text_width, wrap, wrap_cut
from shopkit.charts.look import DARK, LIGHT, SMALL, WIDTH, Look, day_axis, money_axis, month_axis
from shopkit.charts.picture import SCHEMA, VL_VERSION, spec_of, svg_of
from shopkit.i18n import LANGS

HERE = Path(__file__).parent
EVERY = [pytest.param(*case, id="-".join(case)) for case in product(CHARTS, LANGS, WIDTH)]
LAB = ("5.8", "5.21")  # the oldest and newest version 5 at hand


def sizes(node):
    """Yield every font size a spec asks for."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name.endswith(("fontSize", "FontSize")):
                yield value
            yield from sizes(value)
    elif isinstance(node, list):
        for value in node:
            yield from sizes(value)


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_a_chart_is_valid_and_drawn_without_a_warning(name, lang, size, capfd):
    look = Look(lang, size, framed=size == "wide")
    spec = picture(name, lang).spec(look)
    assert isinstance(picture(name, lang).draw(look), alt.LayerChart)  # checks as it builds
    alt.Chart.from_dict({**spec, "$schema": SCHEMA.format(6)})
    root = ET.fromstring(svg_of(spec, "alt"))
    assert capfd.readouterr().err == ""
    assert float(root.get("width")) == WIDTH[size]
    assert root.get("aria-label") == "alt"


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_versions_5_and_6_draw_the_same(name, lang, size):
    spec = picture(name, lang).spec(Look(lang, size))
    assert spec["$schema"] == SCHEMA.format(5)
    fonts.register()
    newest = {**spec, "$schema": SCHEMA.format(6)}
    drawn = {vl_convert.vegalite_to_svg(newest, vl_version=VL_VERSION)}
    drawn |= {vl_convert.vegalite_to_svg(spec, vl_version=version) for version in LAB}
    assert len(drawn) == 1


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_nothing_is_smaller_than_eleven_px(name, lang, size):
    look = Look(lang, size)
    spec = picture(name, lang).spec(look)
    assert min(sizes(spec)) >= SMALL
    drawn = re.findall(r'font-size="([\d.]+)px"', picture(name, lang).svg(look))
    assert drawn
    assert min(map(float, drawn)) >= SMALL


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_no_text_leaves_the_picture(name, lang, size):
    root = ET.fromstring(picture(name, lang).svg(Look(lang, size, framed=False)))
    width = WIDTH[size]
    for x, anchor, said, font in placed(root):
        wide = text_width(said, font) * (0.85 if said.isascii() else 0.95)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        assert left > -2, said
        assert left + wide < width + 2, said


def placed(node, x=0.0):
    """Yield x, anchor, words and font size of each text of an SVG."""
    moved = re.match(r"translate\(([-\d.]+)", node.get("transform", ""))
    x += float(moved.group(1)) if moved else 0
    if node.tag.endswith("}text"):
        lines = [part.text for part in node if part.text] or [node.text or ""]
        font = float(node.get("font-size").removesuffix("px"))
        for line in lines:
            yield x, node.get("text-anchor"), line, font
    for child in node:
        yield from placed(child, x)


@pytest.mark.parametrize(("name", "lang", "size"), EVERY)
def test_every_chart_answers_the_pointer(name, lang, size):
    spec = picture(name, lang).spec(Look(lang, size))
    hints = [part["encoding"]["tooltip"] for part in spec["layer"] if "tooltip" in part["encoding"]]
    assert hints
    assert all(hint["title"] for hint in hints[0])


def test_charts_are_the_same_in_another_process():
    code = (
        "import hashlib, json, charts_samples as s\n"
        "kept = [s.picture(n, l).bundle() for n in s.CHARTS for l in ('zh', 'en')]\n"
        "print(hashlib.sha256(json.dumps(kept).encode()).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=HERE
    )
    kept = [picture(name, lang).bundle() for name, lang in product(CHARTS, LANGS)]
    assert run.stdout.strip() == hashlib.sha256(json.dumps(kept).encode()).hexdigest()


# values told by tooltips alone
POINTED = {"trend", "target_pace", "coverage", "concentration", "life_trends_many"}


@pytest.mark.parametrize(("name", "size"), list(product(CHARTS, WIDTH)))
def test_texts_come_from_the_columns(name, size):
    draw, frame, said = CHARTS[name]
    rows = frame("zh")
    texts = [column for column in rows if column.endswith("text")]
    marked = rows.assign(
        **{column: rows[column].where(rows[column] == "", "9★9") for column in texts}
    )
    spec = spec_of(lambda: draw(marked, said("zh"), Look("zh", size)))
    assert "9★9" in svg_of(spec, "") or name in POINTED
    assert "9★9" in json.dumps(spec, ensure_ascii=False)


NAMED_BY = {
    "coverage": "kind",
    "waterfall": "step_text",
    "funnel": "stage",
    "hours_heatmap": "value_text",
    "life_curves": "name",
    "life_trends": "name",
    "life_trends_many": "name",
    "profit_bridge": "step",
    "profit_days": "moment_text",
    "profit_months": "moment_text",
    "money_curves": "name_text",
    "money_profit": "moment_text",
    "money_split": "name_text",
    "year_ribbon": "name_text",
    "work_gantt": "name_text",
    "work_load": "name_text",
    "stock_cover": "name_text",
    "stock_campaign": "name_text",
    "ahead_days": "campaign_text",
    "money_cash": "lowest_text",
    "money_fan": "value_text",
    "money_tornado": "name",
    "money_scenarios": "name",
    "service_hours": "hour_text",
    "service_levels": "agents_text",
    "service_roster": "worker",
    "team_tree": "name",
    "team_duties": "duty",
    "team_policies": "category",
    "team_hires": "name",
    "team_payroll": "name",
}


@pytest.mark.parametrize(("name", "size"), list(product(CHARTS, WIDTH)))
def test_a_hostile_name_is_only_a_name(name, size):
    draw, frame, said = CHARTS[name]
    rows = frame("zh")
    column = NAMED_BY.get(name)
    rows = rows.assign(**{column: HOSTILE}) if column else rows
    spec = spec_of(lambda: draw(rows, said("zh"), Look("zh", size)))
    root = ET.fromstring(svg_of(spec, HOSTILE))
    assert not [node for node in root.iter() if node.tag.endswith("}script")]
    assert HOSTILE not in json.dumps([part.get("transform") for part in spec["layer"]])
    expressions = re.findall(r'"(?:labelExpr|test|expr|filter)": "([^"]*)"', json.dumps(spec))
    assert not [said for said in expressions if "alert" in said]


def edge_cases(frame):
    number = [column for column in frame if pd.api.types.is_float_dtype(frame[column])]
    counts = [c for c in frame if c in {"people", "value", "before", "low", "high", "top", "level"}]
    yield "empty", frame.iloc[:0]
    yield "one row", frame.iloc[:1]
    yield "zeros", frame.assign(**dict.fromkeys(counts, 0))
    yield "unknown", frame.assign(**dict.fromkeys(counts, np.nan))
    yield "negative", frame.assign(**{column: -frame[column] for column in number})
    yield "huge", frame.assign(**dict.fromkeys(counts, 9.9e12))


@pytest.mark.parametrize(("name", "size"), list(product(CHARTS, WIDTH)))
def test_odd_frames_are_drawn_or_said_to_be_empty(name, size, capfd):
    draw, frame, said = CHARTS[name]
    for case, rows in edge_cases(frame("zh")):
        svg = svg_of(draw(rows, said("zh"), Look("zh", size)).to_dict(), "")
        assert "NaN" not in svg, case
        assert "Infinity" not in svg, case
        if case == "empty":
            assert "没有可画的数据" in svg
    assert "rror" not in capfd.readouterr().err


def test_lines_of_equal_value_keep_their_names_apart():
    frame = CHARTS["trend"][1]("zh").assign(value=100.0)
    spec = kpi.trend(frame, named("zh"), Look()).to_dict()
    shifts = {part["mark"]["dy"] for part in spec["layer"] if "dy" in part["mark"]}
    assert max(shifts) - min(shifts) >= 16


def test_rows_keep_their_order_and_equal_names_their_rows():
    frame = CHARTS["breakdown"][1]("zh").assign(category=["同名", "同名", "丙", "甲"])
    svg = svg_of(kpi.breakdown(frame, named("zh"), Look()).to_dict(), "")
    shown = re.findall(r">(同名|丙|甲)<", svg)
    assert shown == ["同名", "同名", "丙", "甲"]


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "good_text", "bad_text"])
def test_words_stand_out_from_their_ground(palette, name):
    ground, text = sorted([luminance(palette.paper), luminance(getattr(palette, name))])
    assert (text + 0.05) / (ground + 0.05) >= 4.5


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [20, 80, 300])
def test_wrapped_text_is_whole_and_cut_text_fits(lang, width):
    said = {
        "zh": "10月支付金额 ¥12.7万，差目标 ¥7.8万。",
        "en": "October paid ¥127K, short of plan.",
    }[lang]
    lines = wrap(said, 12, width)
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")
    assert text_width(cut(said, 12, width), 12) <= width
    assert len(wrap_cut(said, 12, width)) <= 2


@pytest.mark.parametrize(
    ("expression", "value", "shown"),
    [
        (money_axis("zh"), 125_000_000, "1.25亿"),
        (money_axis("zh"), -126_800, "−12.68万"),
        (money_axis("en"), 822_000, "822K"),
        (money_axis("en"), 0, "0"),
        (day_axis("zh"), 1791936000000, "10/14"),
        (day_axis("en"), 1791936000000, "14 Oct"),
        (month_axis("zh"), 1791936000000, "10月"),
    ],
)
def test_axes_speak_the_language(expression, value, shown):
    spec = {
        "data": {"values": [{"value": 1}, {"value": 2}]},
        "transform": [
            {"calculate": f"({expression.replace('datum.value', str(value))})", "as": "s"}
        ],
        "mark": "text",
        "encoding": {"text": {"field": "s", "type": "nominal"}},
    }
    spec["transform"][0]["calculate"] = spec["transform"][0]["calculate"].replace(
        "datum.index", "datum.value-1"
    )
    assert shown in vl_convert.vegalite_to_svg(spec, vl_version=VL_VERSION)
