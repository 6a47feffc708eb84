"""Stages of a shop: the models and their work, and where a shop stands."""

from datetime import date

import pytest

from shopkit.i18n import LANGS
from shopkit.plan.sections.targets import Stage
from shopkit.stages import model, models, reached, shop_stage, standing, tasks
from shopkit.tables import check

LADDER = (
    Stage(name="1", starts=date(2026, 1, 1), ends=date(2026, 3, 31), sales_monthly_cny=30_000),
    Stage(name="2", starts=date(2026, 4, 1), ends=date(2026, 9, 30), sales_monthly_cny=300_000),
    Stage(name="3", starts=date(2026, 10, 1), sales_monthly_cny=500_000),
)


def test_s001_stage_task_counts():
    """6 + 6 + 5 = 17."""
    counts = [len(phase.tasks) for phase in model("three").phases]
    assert counts == [6, 6, 5]
    assert len(tasks(model("three"), "zh")) == sum(counts) == 17


def test_models_have_three_or_four_stages_as_their_sources_say():
    found = {one.key: [len(phase.tasks) for phase in one.phases] for one in models()}
    assert found["simple"] == [2, 2, 2]
    assert found["four"] == [4, 3, 5, 0]
    assert found["founding"] == [4, 5, 7, 4]
    assert found["hit"][1:] == [6, 6, 8]
    keys = [phase.key for one in models() for phase in one.phases]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("lang", LANGS)
def test_every_stage_and_task_reads_in_both_languages(lang):
    for one in models():
        frame = check(tasks(one, lang))
        assert one.title(lang)
        assert len(frame) == sum(len(phase.tasks) for phase in one.phases)
        assert frame["task"].str.len().min() > 1
        last = one.phases[-1]
        assert len(tasks(one, lang, last)) == len(last.tasks)


@pytest.mark.parametrize(
    ("day", "sales", "names", "behind"),
    [
        (date(2026, 2, 1), 10_000, ("1", None, "1"), False),
        (date(2026, 5, 1), 40_000, ("2", "1", "2"), False),
        (date(2026, 11, 1), 40_000, ("3", "1", "2"), True),
        (date(2026, 11, 1), 600_000, ("3", "3", None), False),
        (date(2025, 1, 1), None, (None, None, None), False),
    ],
)
def test_a_shop_stands_by_its_dates_and_by_its_level(day, sales, names, behind):
    found = standing(LADDER, day, sales)
    named = (found.by_date, found.by_level, found.next)
    assert tuple(one and one.name for one in named) == names
    assert found.behind is behind


def test_an_unknown_level_is_neither_reached_nor_missed():
    both = Stage(name="x", sales_monthly_cny=100, orders_daily=10)
    assert reached(both, 200, None) is None
    assert reached(both, 50, None) is False
    assert reached(both, 200, 10) is True
    assert reached(Stage(name="x"), 200, 10) is None
    assert standing([both], date(2026, 1, 1)).next is None


def test_a_young_shop_opens_whatever_it_sells():
    assert shop_stage(1, -0.9) == "opening"
    assert shop_stage(3, 0.10) == "growth"
    assert shop_stage(3, 0.09) == "maturity"
