"""Meetings with their agendas, frames of a work plan, the sheet of a big event."""

from datetime import date

import pytest
from almanac_plans import plan_of
from test_schedule import DOUBLE11, schedule_of

from shopkit.almanac import own_events, workdays
from shopkit.i18n import LANGS
from shopkit.kpi.change import Change
from shopkit.periods import Period
from shopkit.plan import Plan, load_plan
from shopkit.pricing.floor import Deal
from shopkit.schedule import (
    CADENCES,
    FRAMES,
    ITEMS,
    Expected,
    agenda_items,
    frame_steps,
    frame_title,
    meetings,
    minutes_table,
    prep_sheet,
    run_books,
    work_plan,
)
from shopkit.schedule.workplan import holds

WEEKLY = {"name": "例会", "every": "week", "weekday": 1, "posts": ["店长", "客服"]}


def test_s003_meeting_cadence():
    told = meetings(plan_of(), "zh")
    assert [one.every for one in told] == list(CADENCES) == ["week", "month", "quarter"]
    assert [one.name for one in told] == ["周会", "月会", "季度会议"]


def test_s003_meeting_weekly_agenda():
    assert list(agenda_items("week", "en").values()) == [
        "Last week's work",
        "Problems, and solutions found together",
        "Problems with other departments",
        "Next week's target",
        "Direction of the work",
    ]
    assert meetings(plan_of(), "en")[0].source == "source document 003"
    assert {one.source for one in meetings(plan_of(), "en")[1:]} == {"assumption"}


def test_s000_p09_meeting_team():
    """Meetings come round: the plan's days, moved to a workday."""
    plan = plan_of(agenda={"meetings": [WEEKLY]})
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    days = [one.span.start for one in own_events(plan, october, workdays(plan))]
    assert days == [date(2026, 10, n) for n in (8, 12, 19, 26)]


def test_s000_p10_meeting_team():
    own = meetings(plan_of(agenda={"meetings": [WEEKLY]}), "zh")
    assert [one.told_by_plan for one in own] == [True, False, False]
    assert own[0].items == agenda_items("week", "zh")
    assert own[0].posts == ("店长", "客服")


def test_s003_plan_stage4():
    """Of its four steps two are work here: the meetings and the first group deal."""
    assert [one.every for one in meetings(plan_of(), "en")][:2] == ["week", "month"]
    group_deal = run_books()["group_deal"]
    assert {step.source for step in group_deal.steps} >= {"source document 003"}
    assert run_books()["first_100_days"].step("meetings").source == "source document 003"


KNOWN = {"done": ["5 tasks done"], "target": ["goal ¥7万", "5 tasks done"], "figures": ["¥1"]}


@pytest.mark.parametrize("lang", LANGS)
def test_minutes_are_a_form_with_figures_beside_their_item(lang):
    held = [(one, None) for one in meetings(plan_of(), lang)]
    frame = minutes_table(held, KNOWN, lang)
    assert list(dict.fromkeys(frame["event"])) == [one.name for one, _ in held]
    week = frame[frame["event"] == held[0][0].name].reset_index(drop=True)
    assert week["agenda_item"].tolist()[4:] == list(agenda_items("week", lang).values())
    assert week["agenda_figures"].tolist()[4:] == [
        "5 tasks done",
        "",
        "",
        "goal ¥7万\n5 tasks done",
        "",
    ]
    assert (frame[["agenda_notes", "decided", "post"]] == "").all(axis=None)
    assert frame["due_on"].isna().all()
    assert (frame["agenda_figures"] == "¥1").sum() == 2  # of the month and of the quarter


@pytest.mark.parametrize("lang", LANGS)
def test_an_agenda_of_the_plan_stands_below_what_is_known_and_the_head_says_who_and_when(lang):
    meeting = WEEKLY | {"agenda": ["成功案例", "数据"]}
    own = meetings(plan_of(agenda={"meetings": [meeting]}), lang)[0]
    assert own.source == "plan"
    frame = minutes_table([(own, date(2026, 10, 12))], KNOWN, lang)
    assert frame["agenda_notes"].tolist()[0] == "2026-10-12"
    assert all(post in frame["agenda_notes"][1] for post in own.posts)
    assert frame["agenda_figures"][4] == "5 tasks done\ngoal ¥7万"
    assert frame["agenda_item"].tolist()[5:] == ["成功案例", "数据"]
    assert frame["agenda_item"].str.len().min() > 0


def test_s000_p04_workplan_five_steps():
    keys = [step.key for step in frame_steps("five_steps")]
    assert keys == ["goal", "research", "strategy", "tasks", "monitor"]
    assert {step.source for step in frame_steps("five_steps")} == {"source document 000"}


def test_s004_a1_workplan_five_parts():
    keys = [step.key for step in frame_steps("five_parts")]
    assert keys == ["goals", "resources", "marketing", "customers", "learning"]


def test_s002_p1_workplan_six_steps():
    keys = [step.key for step in frame_steps("six_steps")]
    assert keys == ["organisation", "positioning", "platform", "equipment", "training", "promotion"]


def test_s004_a1_workplan_resources():
    assert [step.key for step in frame_steps("resources")] == ["people", "money", "ads"]


def test_s000_p10_workplan_long_term():
    assert [step.key for step in frame_steps("long_term")] == ["brand", "market", "technology"]


def test_s003_plan2_growth():
    """Sales ÷ sales of the month before − 1 in the KPI, 1 − share paid among the prices."""
    grown = Change(20_000_000, 26_000_000, {})
    assert grown.total_fen / grown.before_fen == pytest.approx(0.3)
    assert 1 - Deal(199, 149.25).share_paid == pytest.approx(0.25)
    assert 1 - Deal(100, 120).share_paid < 0
    assert len(frame_steps("growth")) == 6


def test_frames_point_at_parts_a_plan_has():
    for frame in FRAMES:
        assert all(frame_title(frame, lang) for lang in LANGS)
        for step in frame_steps(frame):
            assert not any(
                holds(plan_of(), name) for name in step.fields if name != "shop.platform"
            )


def test_a_step_is_filled_in_part_or_missing():
    plan = plan_of(campaigns=[DOUBLE11], tasks=[{"what": "x"}])
    frame = work_plan(plan, "five_steps", "en")
    assert frame["step_state"].tolist() == ["missing", "missing", "missing", "part", "missing"]
    assert frame["missing_fields"][3]
    assert work_plan(plan, "long_term", "zh")["step_state"].tolist()[-1] == "outside"
    assert work_plan(plan, "?", "zh").empty


@pytest.mark.parametrize("shop", ["flagship", "cosmetics", "bathware", "jdbrand"])
def test_sample_shops_fill_most_of_a_work_plan(root, shop):
    plan: Plan = load_plan(root / "data" / "sample" / shop)
    told = work_plan(plan, "five_steps", "zh")["step_state"]
    assert (told != "missing").sum() >= 4


def test_s003_calendar_big_event_prep():
    """Seven things; orders, units and boxes are what the stock computes from the same figures."""
    visitors, surge, conversion, units_per_order, share = 10_000, 3, 0.04, 1.3, 1 / 3
    orders = visitors * surge * conversion
    figures = Expected(
        visitors, surge, conversion, orders, orders * units_per_order, orders * share, 96_000
    )
    schedule = schedule_of(campaigns=[DOUBLE11])
    frame = prep_sheet(schedule, "双11", figures, "en")
    assert len(frame) == len(ITEMS) == 7
    told = dict(zip(ITEMS, frame["prep_value"], strict=True))
    assert "30K visitors" in told["traffic_ratio"]
    assert told["conversion"] == "4.0%"
    assert told["stock"] == "1,560 units"
    assert told["boxes"] == "400 boxes"
    assert told["sales_estimate"].startswith("1,200 orders")
    states = dict(zip(ITEMS, frame["prep_state"], strict=True))
    assert states["service_roster"] == states["dispatch_roster"] == "open"
    assert frame["due_on"].notna().all()


def test_what_is_not_known_of_an_event_is_missing_never_zero():
    roster = {"what": "客服值班表", "campaign": "双11", "done": True}
    schedule = schedule_of(campaigns=[DOUBLE11], tasks=[roster])
    frame = prep_sheet(schedule, "双11", Expected(), "zh")
    told = dict(zip(ITEMS, frame["prep_state"], strict=True))
    assert told["stock"] == told["boxes"] == told["sales_estimate"] == "missing"
    assert told["service_roster"] == "done"
    assert (frame["prep_value"] == "").all()
    assert frame.loc[frame["prep_state"] == "missing", "prep_needs"].str.len().min() > 0
    other = prep_sheet(schedule, "?", Expected(), "zh")
    assert set(other["prep_state"]) == {"missing"}
    assert other["due_on"].isna().all()
