"""What typed tasks name that nobody knows: each one line with task, field, value and remedy."""

from datetime import date, timedelta

import pytest
from almanac_plans import plan_of
from test_schedule import DEAL, TODAY

from shopkit.i18n import LANGS
from shopkit.schedule import task_problems, tasks_said

TEAM = {"posts": [{"role": "店长", "people": 1, "also": ["美工", "摄影师"]}]}
WRONG = {
    "after": ({"after": ["测款", "测歀"]}, "schedule_after", "tasks.1.after.1", "测歀"),
    "post": ({"post": "火箭师"}, "schedule_post", "tasks.1.post", "火箭师"),
    "campaign": ({"campaign": "dael"}, "schedule_campaign", "tasks.1.campaign", "dael"),
    "days": ({"days": 5000}, "schedule_days", "tasks.1.days", "5000"),
    "year": ({"due": date(1900, 1, 1)}, "schedule_year", "tasks.1", "拍图"),
    "circle": ({"after": ["拍图"]}, "schedule_cycle", "tasks.1", None),
}


def plan_with(**said):
    tasks = [{"what": "定价"}, {"what": "拍图", "campaign": "deal", **said}]
    return plan_of(campaigns=[DEAL], tasks=tasks, team=TEAM)


@pytest.mark.parametrize("key", WRONG)
def test_what_nobody_knows_is_one_line_with_its_place_in_both_languages(key):
    said, code, place, value = WRONG[key]
    plan = plan_with(**said)
    (one,) = task_problems(plan, TODAY)
    assert (one.code, one.place, one.value) == (code, place, value)
    (zh,), (en,) = (tasks_said(plan, TODAY, lang) for lang in LANGS)
    assert zh.startswith("第 2 项任务「拍图」")
    assert en.startswith("Task 2, “拍图”")
    assert (value or "拍图") in zh
    assert (value or "拍图") in en
    assert not {"{", "}"} & set(zh + en)


def test_the_field_is_called_as_in_the_form_and_the_nearest_name_offered():
    (zh,) = tasks_said(plan_with(post="摄形师"), TODAY, "zh")
    assert "的「负责岗位」 = 摄形师：团队里没有人担任这个岗位 (摄影师?)" in zh
    (en,) = tasks_said(plan_with(after=["Test the style"]), TODAY, "en")
    assert "“After” = Test the style: no task is called that" in en


def test_what_is_known_is_no_problem():
    for known in (
        {"post": "美工", "after": ["定价", "测款"]},
        {"post": "designer"},
        {"post": "火箭师", "done": True},
    ):
        assert task_problems(plan_with(**known), TODAY + timedelta(1)) == ()
    nobody = plan_of(tasks=[{"what": "x", "post": "火箭师"}])
    assert task_problems(nobody, TODAY) == ()
