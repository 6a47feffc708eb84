"""What pictures of service, teams and pay say: the finding, in both languages."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import people_samples as samples
import pytest
from coverage_tasks import PEAKS

from shopkit.coverage import Desk, Roster, served
from shopkit.coverage import pictures as service
from shopkit.i18n import LANGS
from shopkit.pay import Post as Paid
from shopkit.pay import Sold, employer, payroll
from shopkit.pay.pictures import payroll_shown, posts_named
from shopkit.plan.sections.team import Post
from shopkit.staffing import Volume, compare, duty_coverage, duty_matrix, organisation, staff_months
from shopkit.staffing import pictures as team

EVERY = [samples.hours, samples.levels, samples.shifts, samples.tree]
EVERY += [samples.duties, samples.policies, samples.hires, samples.pay]


@pytest.mark.parametrize("shown", EVERY, ids=lambda one: one.__name__)
@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_filled_in(shown, lang):
    frame, words = shown(lang)
    said = [words.title, words.subtitle, words.source, words.so, words.alt, *words.label.values()]
    said += [str(cell) for column in frame if column.endswith("text") for cell in frame[column]]
    assert not [each for each in said if "{" in each or "nan" in each or "inf" in each.split()]


def hours(need, there=None):
    frame = pd.DataFrame({"hour_of_day": range(24), "agents_needed": np.array(need, float)})
    if there is not None:
        lack = np.maximum(frame["agents_needed"] - there, 0)
        frame = frame.assign(agents_there=np.array(there, float), agents_short=lack)
    return frame


def test_the_hour_that_lacks_most_is_named_and_each_run_says_its_worst():
    need = [0] * 8 + [2] * 6 + [5] * 3 + [2] * 7
    there = [0] * 8 + [2] * 6 + [4, 3, 5] + [1, 2, 2, 2, 2, 2, 2]
    frame, words = service.hours_shown(hours(need, there), PEAKS, "周一", "zh")
    assert words.title == "周一最缺人的是 15 点：缺 2 人，全天缺 4 个人工时"
    assert frame.loc[frame["gap_text"] != "", "hour_text"].tolist() == ["15", "17"]
    assert frame.loc[frame["peak"], "hour_text"].tolist() == ["14", "15", "16", "19", "20", "21"]
    assert frame.loc[frame["peak_text"] != "", "hour_text"].tolist() == ["14", "19"]


@pytest.mark.parametrize(
    ("need", "there", "said"),
    [
        ([1] * 24, [1] * 24, "人手都够"),
        ([1] * 23 + [3], None, "最忙的 23 点要 3 人，全天要 26 个人工时"),
        ([0] * 24, None, "没有咨询"),
        ([1] * 22 + [np.nan] * 2, None, "2 个小时的咨询多到"),
    ],
)
def test_a_day_says_whether_it_is_covered(need, there, said):
    assert said in service.hours_shown(hours(need, there), PEAKS, "周一", "zh")[1].title


def test_of_hours_that_need_as_many_the_one_with_most_chats_is_busiest():
    day = hours([1] * 24).assign(chats=[2.0] * 20 + [9.0] + [2.0] * 3)
    words = service.hours_shown(day, PEAKS, "周一", "zh")[1]
    assert "最忙的 20 点" in words.title
    assert "柱子" not in words.subtitle  # nobody is drawn there


def test_service_is_that_of_the_desk_and_the_least_is_marked():
    desk = Desk(180, target_rate=0.8, target_seconds=20)
    frame, words = service.levels_shown(200, desk, "zh")
    least = frame[frame["kind"] == "least"].iloc[0]
    assert least["agents_text"] == "14 人"
    assert least["value"] == pytest.approx(0.8884, abs=5e-5)
    assert "要 14 人，89%" in words.title
    assert f"只有 {served(200, 13, desk).level:.0%}" in words.title
    assert (frame["kind"] == "below").sum() == service.AROUND


def test_a_roster_shows_every_day_of_everybody():
    made = samples.roster()
    frame, words = service.roster_shown(made, "zh")
    assert len(frame) == made.worked.size
    assert (frame["shift_text"] != "").sum() == (made.worked != -1).sum()
    assert words.title == f"12 人排 28 天，还缺 {made.short_hours:.0f} 个人工时"
    idle = Roster(made.task, np.full_like(made.worked, -1), 0.0)
    assert (service.roster_shown(idle, "zh")[0]["shift_text"] == "").all()


def test_the_tree_holds_every_box_below_its_parent():
    found = organisation(samples.POSTS, "店", "zh")
    frame, words = team.organisation_shown(found, "zh")
    assert len(frame) == len(found.nodes)
    below = frame[frame["parent"].notna()]
    depth = frame.set_index("n")["depth"]
    assert (below["depth"].to_numpy() == depth[below["parent"]].to_numpy() + 1).all()
    assert words.title == "店共 18 人，客服部最多，占 50%"
    assert "还没有任何岗位" in team.organisation_shown(organisation([], "店", "zh"), "zh")[1].title


def test_duties_nobody_does_come_first_and_people_of_one_title_add_up():
    posts = [Post(role="店长", people=1), Post(role="运营主管", people=1)]
    matrix, covered = duty_matrix(posts, "en"), duty_coverage(posts, "en", need="core")
    frame, words = team.duties_shown(matrix, covered, "en")
    assert frame["state"].tolist() == sorted(
        frame["state"], key=["nobody", "single", "shared"].index
    )
    assert not frame.duplicated(["n", "post"]).any()
    assert f"{(covered['heads'] == 0).sum()} duties are done by nobody" in words.title
    assert frame["n"].nunique() <= team.MOST_DUTIES


def test_a_plan_above_its_limit_says_by_how_much():
    posts = [Post(role="客服", people=10, pay_monthly_cny=5_000)]
    volume = Volume(500_000)
    frame, words = team.policies_shown(compare(volume, "zh", posts), volume, 0.08, "zh")
    assert words.title == "计划里的人力占营业额 10.0%，超过上限 8.0%"
    assert words.so.startswith("上限是 8.0%：要么少 2 人左右，要么营业额做到 ¥62.5万")
    assert frame["kind"].iloc[0] == "loss"
    free = team.policies_shown(compare(volume, "zh", posts), volume, None, "zh")
    assert free[0]["kind"].iloc[0] == "gain"
    assert team.policies_shown(compare(volume, "zh"), volume, None, "zh")[1].title.startswith(
        "同样"
    )


def test_hires_pile_up_to_the_team_of_each_month():
    rows = staff_months(samples.POSTS, date(2026, 11, 1), 12, "zh")
    frame, words = team.hires_shown(rows, "zh")
    tops = frame.groupby("n")["high"].max()
    assert tops.tolist() == rows.groupby("date")["heads"].sum().tolist()
    assert words.title == "12 个月里从 12 人到 18 人，2027年3月加人最多：5 人"
    flat = staff_months(samples.POSTS[:1], date(2026, 11, 1), 3, "zh")
    assert team.hires_shown(flat, "zh")[1].title == "3 个月里一直是 1 人"
    many = [Post(role=f"岗{n}", people=1, department=f"部{n}") for n in range(9)]
    piled = team.hires_shown(staff_months(many, date(2026, 11, 1), 1, "zh"), "zh")[0]
    assert piled["name"].iloc[-1] == "其他"
    assert piled["high"].max() == 9


def test_payroll_piles_up_to_its_total():
    month = date(2026, 11, 1)
    posts = [Paid("客服", 2, "客服部", 5_000.0), Paid("美工", 1, "运营部", 6_000.0)]
    made = payroll(posts, Sold(month, 100_000), employer(month))
    frame, words = payroll_shown(made, "zh")
    ends = frame.groupby("n")["high"].max().sum()
    assert ends == pytest.approx(made.total_fen / 100)
    assert "客服占" in words.title
    assert frame["total_text"].iloc[0] != ""
    unknown = payroll([*posts, Paid("主播", 1, "直播部", None)], Sold(month, 1e5), employer(month))
    frame, words = payroll_shown(unknown, "zh")
    assert "1 个岗位的工资还不知道" in words.title
    assert frame["total_text"].iloc[-len(set(frame["part"]))] == "还不知道"
    assert (
        "没有任何岗位" in payroll_shown(payroll([], Sold(month, 0), employer(month)), "zh")[1].title
    )


def test_posts_of_a_payroll_are_called_as_in_the_language():
    """What is paid to each stays what it is; a post nobody knows keeps its name."""
    month = date(2026, 11, 1)
    posts = [Paid("客服", 2, "客服部", 5_000.0), Paid("星探", 1, "运营部", 6_000.0)]
    made = payroll(posts, Sold(month, 0), employer(month))
    assert posts_named(made, "zh").equals(made.by_post())
    named = posts_named(made, "en")
    assert named["post"].tolist() == ["Service agent", "星探"]
    assert named.drop(columns="post").equals(made.by_post().drop(columns="post"))
    assert payroll_shown(made, "en")[0]["name"].iloc[0].startswith("Service agent")


def test_people_of_one_post_share_a_bar_whatever_each_is_paid():
    month = date(2026, 11, 1)
    paid = [Paid("客服", 1, "a", 4321.0), Paid("客服", 1, "a", 5432.0)]
    frame, words = payroll_shown(payroll(paid, Sold(month, 0), employer(month)), "zh")
    assert frame["name"].nunique() == 1
    assert "2" in frame["name"].iloc[0]
    assert not [one for one in ("4,321", "5,432") if one in f"{frame.to_csv()}{words}"]
