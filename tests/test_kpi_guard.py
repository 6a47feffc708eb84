"""One guard decides whether conversion moved by more than chance, and every text asks it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop_files import with_file

from shopkit import kpi
from shopkit.errors import PeriodError
from shopkit.exports import import_shop, open_shop
from shopkit.i18n import LANGS
from shopkit.kpi import pictures
from shopkit.kpi.figures import FIGURES, RATIOS, Figure, Headline
from shopkit.kpi.funnel import STAGES
from shopkit.kpi.overview import Overview
from shopkit.kpi.story import headline_text, lead_text
from shopkit.periods import Period, compare

ROOT = Path(__file__).parents[1]
OCTOBER = Period.parse("2026-10")
COMPARISON = compare(OCTOBER, Period.parse("2025-01").start, OCTOBER.end)
STEADY = "各步转化的变化都在正常波动以内"
NOISE = "正常波动以内"


@dataclass(frozen=True)
class Told:
    """Everything that is said of two spans."""

    headline: str
    lead: str
    title: str
    so: str
    so_change: str
    codes: list[str]
    change: kpi.Change
    verdict: kpi.Verdict


def figures(period, people, each=300.0):
    """Return figures of a span whose stages had so many people, who paid so much each."""
    values = dict(zip(STAGES, people, strict=True))
    values["paid"] = round(people[-1] * each, 2)
    for name, (part, whole) in RATIOS.items():
        if part in values and whole in values and values[whole]:
            values[name] = values[part] / values[whole]
    known = {name: Figure(values.get(name), "days") for name in FIGURES}
    return Headline(period, known)


def told(now, before, lang="zh", each=(300.0, 300.0)):
    old, new = figures(OCTOBER.before(), before, each[0]), figures(OCTOBER, now, each[1])
    view = Overview(COMPARISON, new, old, None, {"before": old, "year_ago": None})
    change = kpi.split_change(old, new)
    steps = kpi.funnel(new, old)
    _, funnel = pictures.funnel_shown(view, steps, lang, "before")
    _, waterfall = pictures.change_shown(view, change, lang, "before")
    return Told(
        headline=headline_text(view, old, change, lang, "before"),
        lead=lead_text(view, old, lang, "before"),
        title=funnel.title,
        so=funnel.so,
        so_change=waterfall.so,
        codes=[one.code for one in kpi.findings(view, lang)],
        change=change,
        verdict=kpi.verdict(new, old),
    )


def test_a_change_of_conversion_within_chance_is_called_so_everywhere():
    said = told((5276, 659, 151, 140), (5352, 644, 126, 120))
    assert said.change.parts_fen["conversion_rate"] > 0.1 * said.change.before_fen
    assert said.verdict.way == "steady"
    assert STEADY not in said.lead
    assert "转化率从 2.24% 到 2.65%" in said.lead
    assert NOISE in said.lead
    assert NOISE in said.headline
    assert NOISE in said.title
    fell = told((5352, 644, 126, 120), (5276, 659, 151, 140))
    assert NOISE in fell.headline
    assert NOISE in fell.so_change
    assert "conversion_fell" not in fell.codes


def test_a_level_conversion_is_steady():
    said = told((6000, 700, 150, 120), (5000, 583, 125, 100))
    assert STEADY in said.lead
    assert "转化率" not in said.headline


def test_a_step_that_rose_is_not_called_steady():
    said = told((50_000, 9000, 1800, 1600), (50_000, 6000, 1200, 1067))
    assert said.verdict.way == "better"
    assert "「加购」" in said.lead
    assert "加购" in said.title
    assert NOISE not in said.headline + said.lead + said.so_change


def test_conversion_may_fall_over_several_steps_and_none_alone():
    people = [(40_000, 3950, 770, 635), (40_000, 4150, 880, 760)]
    said = told(*people)
    assert said.verdict.way == "spread"
    assert said.verdict.whole.clear
    assert "没有哪一步单独明显" in said.lead
    assert "没有哪一步单独明显" in said.title
    assert "conversion_fell" in said.codes
    assert NOISE not in said.headline + said.so_change
    english = told(*people, lang="en")
    assert "none alone" in english.lead


def test_nothing_to_compare_is_no_steady_funnel():
    view = Overview(COMPARISON, figures(OCTOBER, (1000, 100, 20, 15)), None, None, {"before": None})
    _, words = pictures.funnel_shown(view, kpi.funnel(view.now, None), "zh", "before")
    assert NOISE not in words.title + words.so
    assert "上一期" in words.so


PEOPLE = st.tuples(
    st.integers(200, 100_000), *(st.floats(0.05, 0.6) for _ in range(2)), st.floats(0.5, 1.0)
).map(lambda drawn: down(*drawn))


def down(visitors, *rates):
    """Return people at each stage, of whom a share reaches the next one."""
    people = [visitors]
    for rate in rates:
        people.append(max(1, round(people[-1] * rate)))
    return tuple(people)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(PEOPLE, PEOPLE)
def test_no_two_texts_contradict_each_other(now, before):
    said = told(now, before)
    whole, way = said.verdict.whole, said.verdict.way
    told_of = abs(said.change.parts_fen["conversion_rate"]) > 0.02 * said.change.before_fen
    if STEADY in said.lead:
        assert way == "steady"
        assert not told_of  # nothing else speaks of conversion
    if NOISE in said.headline:
        assert not whole.clear
    if "conversion_fell" in said.codes:
        assert whole.clear
        assert NOISE not in said.headline + said.lead + said.so_change
    if whole.clear:
        assert way != "steady"
        assert NOISE not in said.headline
        assert (whole.rate < whole.before) == ("conversion_fell" in said.codes)


@pytest.mark.parametrize(("name", "week"), [("jdbrand", "2026-W43"), ("bathware", "2026-W30")])
def test_a_week_of_the_samples_within_chance(name, week):
    shop = open_shop(ROOT / "data" / "sample" / name)
    view = kpi.overview(shop.tables, Period.parse(week))
    for lang, words in (("zh", ("正常波动以内",)), ("en", ("within chance",))):
        story = kpi.story(view, shop.tables, lang)
        assert words[0] in story.headline
        assert words[-1] in story.lead
        assert story.lead in story.why


@pytest.mark.parametrize("lang", LANGS)
def test_files_that_tell_of_no_sales_are_refused_in_words(tmp_path, lang):
    lines = b"order_id,paid_at,paid_cny,sku\nA1,2026-10-01 10:00:00,100,X\n"
    shop = import_shop(with_file(tmp_path, "lines.csv", lines))
    assert shop.tables.orders.is_empty()
    with pytest.raises(PeriodError) as caught:
        kpi.overview(shop.tables, Period.parse("2026-10"))
    assert "tidy_orders" in caught.value.say(lang)
