"""One look for every picture: colours by role, sizes, type, and the last step of every chart.

Colours are named by what they mean, never by hue. Good and bad are teal and vermilion, not
green and red: Chinese readers take red for "up", and one man in twelve cannot tell the two
apart. Roles that meet in one picture also differ in lightness, so a grey print still reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from shopkit.charts.fit import text_width, wrap
from shopkit.i18n import Lang, Words

if TYPE_CHECKING:
    import altair as alt

Size = Literal["wide", "half", "phone"]
Option = Any  # what altair takes in one place: too many types to name
T = TypeVar("T")

# The bundled subset first, so that text is measured alike on every machine; then the Chinese
# face of each system; sans-serif closes the list, or text in an unknown font vanishes.
FAMILY = "Shopkit Sans SC"
FONT_CHART = (
    f'"{FAMILY}", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", '
    '"Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
)
TITLE, SUBTITLE, LABEL, SMALL = 16, 12.5, 12, 11  # px; nothing below SMALL
WIDTH: dict[Size, int] = {"wide": 720, "half": 500, "phone": 342}  # px of the whole picture


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role; contrast against `paper` in the comments of the light palette."""

    paper: str = "#FFFFFF"
    panel: str = "#F6F7F9"
    ink: str = "#1F2933"  # text and totals: 14.8
    muted: str = "#5B6672"  # axis labels, subtitles: 5.9
    grid: str = "#E6E9ED"
    rule: str = "#8A95A1"  # zero lines and frames of hollow marks
    actual: str = "#1F4E79"  # what happened: 8.7
    actual_soft: str = "#9DBAD5"
    previous: str = "#B4BDC7"  # the period before
    plan: str = "#1F2933"  # a tick, hollow bar or dashed line, never a filled bar
    forecast: str = "#4C86BA"
    band: str = "#CFE0EF"
    good: str = "#1B998B"  # fills only: 3.5
    bad: str = "#B8401F"
    good_text: str = "#0B6E66"  # 6.1
    bad_text: str = "#A8381A"  # 6.5
    highlight: str = "#E8A317"  # fills only, a word beside it
    neutral: str = "#CBD2D9"
    unknown: str = "#FFFFFF"  # hollow, in a dashed frame
    categorical: tuple[str, ...] = (
        *("#1F4E79", "#E8A317", "#1B998B", "#B8401F"),
        *("#8566AA", "#7DB3DE", "#59636E", "#EBB5C4"),
    )
    sequential: tuple[str, ...] = (
        *("#F1F5F9", "#D3E2F0", "#A9C7E1", "#78A5CB"),
        *("#4A7FAE", "#27598A", "#123A61"),
    )


LIGHT = Palette()
DARK = Palette(
    paper="#14191F",
    panel="#1C232B",
    ink="#E8ECF0",
    muted="#A3AEBA",
    grid="#2A333D",
    rule="#6F7B88",
    actual="#7FB2E5",
    actual_soft="#3F6488",
    previous="#56616D",
    plan="#E8ECF0",
    forecast="#9CC6EE",
    band="#243E57",
    good="#3FC1B0",
    bad="#F0805C",
    good_text="#5AD1C2",
    bad_text="#FF9C7C",
    highlight="#F2B736",
    neutral="#3A4550",
    unknown="#14191F",
    categorical=(
        *("#7FB2E5", "#F2B736", "#3FC1B0", "#F0805C"),
        *("#B497DA", "#B9DAF5", "#A3AEBA", "#F2C3D0"),
    ),
    sequential=(
        *("#1C2732", "#22384E", "#2A5074", "#38709F"),
        *("#5A95C7", "#92BFE6", "#D3E7F8"),
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is drawn.

    Attributes:
        lang: language of its texts and numbers.
        size: `wide` for a notebook, `half` for a column of a report, `phone` for a narrow screen.
        framed: False where the page sets title and subtitle as text.
        dark: True on a dark ground.
        across: px of the whole picture where it is not the usual one: a poster.
    """

    lang: Lang = "zh"
    size: Size = "wide"
    framed: bool = True
    dark: bool = False
    across: int = 0

    @property
    def c(self) -> Palette:
        """Return the colours by role."""
        return DARK if self.dark else LIGHT

    @property
    def phone(self) -> bool:
        """Return whether the screen is narrow: fewer ticks, shorter labels, taller rows."""
        return self.size == "phone"

    @property
    def width(self) -> int:
        """Return the width of the whole picture in px."""
        return self.across or WIDTH[self.size]

    @property
    def label(self) -> float:
        """Return the size of labels in px."""
        return LABEL - 0.5 if self.phone else LABEL

    def pick(self, wide: T, half: T, phone: T) -> T:
        """Return the one of three values that belongs to this size."""
        return {"wide": wide, "half": half, "phone": phone}[self.size]


def money_axis(lang: Lang) -> str:
    """Return the Vega expression that labels an axis in 万 and 亿 or K and M; d3 knows neither."""
    steps = {"zh": (1e8, "亿", 1e4, "万"), "en": (1e6, "M", 1e3, "K")}
    high, high_name, low, low_name = steps[lang]
    size = "abs(datum.value)"
    shown = (
        f"{size}>={high:.0f}?format({size}/{high:.0f},'~f')+'{high_name}':"
        f"{size}>={low:.0f}?format({size}/{low:.0f},'~f')+'{low_name}':format({size},',~f')"
    )
    return f"(datum.value<0?'\u2212':'')+({shown})"


def day_axis(lang: Lang) -> str:
    """Return the Vega expression for ticks that are days: 10/14 / 14 Oct."""
    return f"utcFormat(datum.value,'{'%-m/%-d' if lang == 'zh' else '%-d %b'}')"


def month_axis(lang: Lang) -> str:
    """Return the Vega expression for months as ticks; the first and a January say the year."""
    name = "(utcmonth(datum.value)+1)+'月'" if lang == "zh" else "utcFormat(datum.value,'%b')"
    year = "utcyear(datum.value)+'年'" if lang == "zh" else "''+utcyear(datum.value)"
    return f"utcmonth(datum.value)==0||datum.index==0?[{name},{year}]:{name}"


def _title_config(look: Look) -> dict[str, Any]:
    return {
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
        "color": look.c.ink,
        "font": FONT_CHART,
        "fontSize": TITLE - look.phone,
        "fontWeight": "bold",
        "lineHeight": 22,
        "subtitleFont": FONT_CHART,
        "subtitleFontSize": SUBTITLE - look.phone * 0.5,
        "subtitleColor": look.c.muted,
        "subtitlePadding": 6,
        "subtitleLineHeight": 17,
    }


def _axis_config(look: Look) -> dict[str, Any]:
    return {
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "labelColor": look.c.muted,
        "labelFont": FONT_CHART,
        "labelFontSize": look.label,
        "labelLimit": 400,
        "titleFont": FONT_CHART,
        "titleFontSize": LABEL,
        "titleFontWeight": "normal",
        "titleColor": look.c.muted,
        "titlePadding": 8,
        "gridColor": look.c.grid,
        "gridWidth": 1,
    }


def config(look: Look) -> dict[str, Any]:
    """Return the Vega-Lite config of every picture, valid in versions 5 and 6."""
    c = look.c
    return {
        "aria": False,  # the picture as a whole is named; its parts would only repeat numbers
        "background": c.paper,
        "font": FONT_CHART,
        "padding": {"left": 2, "right": 6, "top": 4, "bottom": 4},
        "view": {"stroke": None},
        "title": _title_config(look),
        "axis": _axis_config(look),
        "axisX": {"grid": False, "titleAnchor": "end"},
        "axisY": {"tickCount": 5},
        "axisBand": {"grid": False, "labelColor": c.ink},
        "line": {"strokeWidth": 2.25, "strokeCap": "round", "strokeJoin": "round"},
        "bar": {"color": c.actual},
        "rule": {"color": c.rule, "strokeWidth": 1},
        "point": {"filled": True, "size": 60, "color": c.actual, "opacity": 1},
        "text": {"font": FONT_CHART, "fontSize": LABEL, "color": c.ink},
    }


def _heading(words: Words, look: Look) -> tuple[list[str], list[str]]:
    """Return the lines of title and subtitle; the source stands behind the subtitle if it fits."""
    room = look.width - 12
    note = f"{words.subtitle} · {words.source}"
    if text_width(note, SUBTITLE) < room:
        small = [note]
    else:
        small = wrap(words.subtitle, SUBTITLE, room) + wrap(words.source, SUBTITLE, room)
    return wrap(words.title, TITLE, room), small


def finish(
    layers: Sequence[alt.Chart], words: Words, look: Look, height: float, **data: Option
) -> alt.LayerChart:
    """Return layers as a whole chart, with its size in px, title and look: always the last step."""
    import altair as alt

    heading: dict[str, Any] = {}
    if look.framed:
        title, small = _heading(words, look)
        heading = {"title": alt.TitleParams(title, subtitle=small)}
    # all at once, because every later change of an altair chart copies the whole of it
    return alt.LayerChart(
        layer=layers,
        width=look.width,
        height=height,
        description=words.alt,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        config=alt.Config(**config(look)),
        **heading,
        **data,
    )
