"""The value map on mixed markets: one kind of goods to compare, an axis and a line one can read."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import vl_convert
from positioning_samples import value
from positioning_stage import write_positioned_shop
from test_positioning import offers_of

from shopkit.charts.look import Look
from shopkit.charts.positioning import value_map as draw
from shopkit.i18n import LANGS
from shopkit.positioning import value_map
from shopkit.positioning.pictures import value_shown
from shopkit.widgets.positioning import look_at_positioning
from shopkit.widgets.said import Unsaid


def mixed():
    rng = np.random.default_rng(3)
    prices = np.concatenate([rng.uniform(9, 30, 20), rng.uniform(700, 1830, 20)])
    return offers_of(prices, score=np.round(rng.uniform(4.5, 5, 40), 1))


def spec(points, line, words):
    return draw(points, line, words, Look()).to_dict()


def parts(node, key):
    """Yield every value of a key anywhere in a spec."""
    if isinstance(node, dict):
        yield from (v for k, v in node.items() if k == key)
        node = list(node.values())
    if isinstance(node, list):
        yield from (found for one in node for found in parts(one, key))


def test_every_line_of_a_wide_axis_has_its_price_up_to_the_top():
    offers = mixed()
    made = spec(*value_shown(value_map(offers), offers, "zh"))
    [ticks] = {tuple(one) for one in parts(made, "values") if isinstance(one[0], float)}
    scales = [one for one in parts(made, "scale") if one and one.get("type") == "log"]
    assert scales
    low, high = scales[0]["domain"]
    assert ticks[-1] == high >= offers["unit_price_cny"].max()
    assert low <= ticks[0]
    assert all(b / a <= 2.5 for a, b in pairwise(ticks))
    assert {*parts(made, "labelOverlap")} == {False}
    drawn = vl_convert.vegalite_to_svg(made)
    assert all(f">{one:,.0f}</text>" in drawn for one in ticks)


@pytest.mark.parametrize(("end", "align"), [(0, "right"), (-1, "left")])
def test_the_name_of_the_going_rate_keeps_off_the_dots(end, align):
    points, line, words = value("zh")
    here = line.iloc[end]
    dot = points.iloc[[0]].assign(score=here["score"], price_cny=here["fair"])
    middle = points[(points["score"] - points["score"].median()).abs() < 0.2]
    made = spec(pd.concat([dot, middle], ignore_index=True), line, words)
    marks = [
        layer["mark"]
        for layer in made["layer"]
        if layer.get("mark", {}).get("type") == "text" and layer["mark"].get("dy") == -9
    ]
    assert {one["align"] for one in marks} == {align}


@pytest.mark.parametrize("lang", LANGS)
def test_one_category_or_range_of_prices_is_compared_alone(tmp_path, lang):
    view = look_at_positioning(write_positioned_shop(tmp_path / "shop"), lang=lang)
    every = view.value()
    near = view.value(prices=(150, 100))
    assert len(near.table) < len(every.table)
    assert near.table["unit_price_cny"].between(100, 150).all()
    assert len(view.value(category="四件套").table) == len(every.table)
    none = view.value(category="浴缸")
    assert isinstance(none, Unsaid)
    assert "四件套" in none.markdown
