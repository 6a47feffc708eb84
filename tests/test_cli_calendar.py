"""`shopkit calendar`: the year, the next campaign, what is late; wrong plans leave the rest."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import vobject
from calendar_shops import HEAD, TODAY, WRONG, YEAR, shop_with
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from shopkit import campaigns, schedule
from shopkit.almanac import workdays
from shopkit.cli import REFUSED, app
from shopkit.exports.shop import open_new
from shopkit.i18n import LANGS
from shopkit.plan import load_plan
from shopkit.reports.staff import with_people

ROOT = Path(__file__).parents[1]
FLAGSHIP = ROOT / "data" / "sample" / "flagship"
WEEKS = timedelta(weeks=4)


def run(*said: object):
    return CliRunner().invoke(app, ["calendar", *(str(one) for one in said)])


def told_of(*said: object):
    done = run(*said, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def flagship():
    return told_of(FLAGSHIP, "--year", 2027, "--today", "2026-11-12")


@pytest.fixture
def shop(tmp_path):
    return shop_with(tmp_path / "s", YEAR)


def test_the_year_is_that_of_the_campaigns_topic(flagship):
    frame = campaigns.year_frame(load_plan(FLAGSHIP), 2027, "zh")
    assert len(flagship["events"]) == len(frame)
    assert [one["event"] for one in flagship["events"]] == list(frame["event"])
    of_platform = [one for one in flagship["events"] if one["lane"] == "platform"]
    assert of_platform
    assert not any(one["certain"] for one in of_platform)  # 2027 is planned, not announced
    assert flagship["remarks"] == list(campaigns.remarks(load_plan(FLAGSHIP), 2027, "zh"))


def test_the_campaign_that_begins_next_is_looked_at(flagship):
    told = flagship["campaign"]
    assert (told["name"], told["starts"]) == ("双12", "2026-12-08")
    assert told["days_left"] == (date(2026, 12, 8) - date(2026, 11, 12)).days
    assert [one["phase"] for one in told["phases"]] == ["preheat", "burst", "after_sales"]
    expected = told["expected"]
    assert expected["basis"] == "history"
    assert expected["paid_low_cny"] < expected["paid_cny"] < expected["paid_high_cny"]
    assert expected["gain_cny"] == pytest.approx(
        expected["with_cny"] - expected["without_cny"], abs=0.02
    )
    (ordered,) = flagship["campaign_stock"]
    assert ordered["units_planned"] == 60
    assert ordered["units_expected"] > 0


def test_work_is_that_of_the_schedule(flagship):
    day = date(2026, 11, 12)
    plan = with_people(open_new(FLAGSHIP), day)
    net = schedule.scheduled(schedule.net_of(plan), workdays(plan), day)
    table = schedule.task_table(net, schedule.crew(plan.team.posts), "zh")
    due = table["due_on"].fillna(table["latest_end_on"]).dt.date
    open_ones = table[~table["task_state"].isin(schedule.OVER) & (due <= day + WEEKS)]
    assert {one["task_id"] for one in flagship["tasks"]} == set(open_ones["task_id"])
    chain = schedule.critical_tasks(net, "双12")
    names = [net.net.jobs[n].title("zh") for n in chain]
    assert [one["task"] for one in flagship["campaign"]["critical_chain"]] == names
    assert all(one["over_hours"] > 0 for one in flagship["weeks"])


def test_findings_stand_by_part_and_the_worst_first(flagship):
    parts = [one["part"] for one in flagship["findings"]]
    assert set(parts) >= {"days", "work", "money", "stock", "channels"}
    assert parts == sorted(parts, key=list(dict.fromkeys(parts)).index)  # each part at once
    grades = ["note", "warning", "error"]
    for part in set(parts):
        own = [one["severity"] for one in flagship["findings"] if one["part"] == part]
        assert own == sorted(own, key=grades.index, reverse=True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            (
                "2026年1月",
                "平台活动",
                "还有 37 天",
                "报名截止",
                "关键的工作",
                "四周内到期",
                "要处理",
            ),
        ),
        (
            "en",
            ("Jan 2026", "Platform", "in 37 days", "Sign-up until", "critical tasks", "Work due"),
        ),
    ],
)
def test_everything_is_printed_in_both_languages(shop, lang, words):
    done = run(shop, "--today", TODAY, "--lang", lang)
    assert done.exit_code == 0, done.stderr
    assert [word for word in words if word not in done.stdout] == []
    assert "nan" not in done.stdout.lower()
    assert "NaT" not in done.stdout


def test_a_shop_without_sales_plans_from_its_assumptions_and_says_so(shop):
    told = told_of(shop, "--today", TODAY)
    expected = told["campaign"]["expected"]
    assert expected["basis"] == "assumed"
    assert expected["paid_cny"] == pytest.approx(500 * 0.02 * 60 * 5)
    missing = {one["place"]: one["why"] for one in told["missing"]}
    assert "exports" in missing
    assert told["orders"] is None
    (ordered,) = told["campaign_stock"]
    assert (ordered["units_planned"], ordered["units_expected"]) == (300, None)
    done = run(shop, "--today", TODAY)
    assert "按计划的假设算" in done.stdout


def test_a_bare_plan_is_told_what_is_missing_and_how_to_write_it(tmp_path):
    shop = shop_with(tmp_path / "s")
    done = run(shop, "--year", 2027)
    assert done.exit_code == 0, done.stderr
    for word in ("campaigns: [{name: ", "role: 运营", "exports/", "2027年9月"):
        assert word in done.stdout
    told = told_of(shop, "--year", 2027)
    assert (told["campaign"], told["tasks"], told["weeks"]) == (None, [], [])
    assert [one["place"] for one in told["missing"]][:2] == ["campaigns", "team.posts"]
    assert any(one["lane"] == "holiday" for one in told["events"])


def test_a_campaign_asked_for_is_shown_with_all_of_its_work(shop):
    told = told_of(shop, "--today", TODAY, "--campaign", "店庆")
    assert told["campaign"]["starts"] == "2027-02-27"
    assert {one["for_campaign"] for one in told["tasks"]} == {"店庆"}
    later = told_of(shop, "--today", "2027-06-01", "--campaign", "店庆")
    assert later["campaign"]["ends"] == "2028-02-29"


def test_wrong_entries_are_named_and_the_rest_stays(tmp_path):
    shop = shop_with(tmp_path / "s", WRONG)
    told = told_of(shop, "--today", TODAY)
    found = {one["code"]: one for one in told["findings"]}
    assert "shop.yaml:6 " in found["campaign_almanac_backwards"]["place"]
    assert found["campaign_almanac_backwards"]["said"] == "倒着的"
    assert "almanac_backwards" not in found  # told once, among the days
    english = run(shop, "--today", TODAY, "--lang", "en").stdout
    assert "倒着的. It ends on 2026-12-08" in " ".join(english.split())
    assert "甲 → " in found["schedule_cycle"]["recomputed"]
    assert found["schedule_cycle"]["recomputed"].count("→") == 3  # named in order, and back
    assert "campaign_below_least" in found
    assert told["campaign"]["name"] == "小气的"
    assert {"甲", "乙", "丙"} <= {one["task"] for one in told["tasks"]} | {
        one["task"] for one in told_of(shop, "--today", "2026-11-20")["tasks"]
    }
    assert any(one["event"] == "小气的" for one in told_of(shop, "--today", TODAY)["events"])
    done = run(shop, "--campaign", "倒着的")
    assert done.exit_code == REFUSED
    assert "2026-12-08" in done.stderr


def test_a_campaign_that_loses_is_found_where_the_plan_names_it(flagship):
    """Nobody has to open the account to read that the campaign looked at costs money."""
    money = [one for one in flagship["findings"] if one["part"] == "money"]
    (loses,) = [one for one in money if one["code"] == "campaign_money_loses"]
    assert flagship["campaign"]["name"] in loses["said"]
    assert loses["cny"] < 0
    assert loses["place"].endswith("campaigns.3")
    assert all("618" in one["said"] for one in money if one is not loses)  # the latest that is over
    assert len(money) <= 4


def test_entries_that_cannot_be_are_named_with_the_campaign(tmp_path):
    planned = YEAR.replace("units: 300}", "units: 300, presold_units: 400}")
    planned = planned.replace("spend: [", "spend: [{channel: 关键词, budget_cny: 0}, ")
    planned = planned.replace('products: ["1"]', 'products: ["1", "404"]')
    planned = planned.replace("posts: [运营]}", "posts: [宇航员]}")
    told = told_of(shop_with(tmp_path / "s", planned), "--today", TODAY)
    found = {one["code"]: one for one in told["findings"]}
    for code in ("product_unknown", "presold_over", "channel_twice"):
        assert "双12" in found[f"campaign_{code}"]["said"]
        assert "shop.yaml:" in found[f"campaign_{code}"]["place"]
    assert "404" in found["campaign_product_unknown"]["said"]
    assert "宇航员" in found["schedule_meeting"]["said"]
    assert "月会" in found["schedule_meeting"]["said"]


def test_days_off_without_an_end_leave_the_rest_of_the_calendar(tmp_path):
    off = "  days_off:\n    - {name: 停业, starts: 1950-01-01, ends: 2100-12-31}\n"
    endless = shop_with(tmp_path / "s", YEAR.replace("agenda:\n", "agenda:\n" + off))
    told = told_of(endless, "--today", TODAY)
    (long,) = [one for one in told["findings"] if "off_long" in one["code"]]
    assert long["said"] == "停业"
    assert "1950-01-01" in long["recomputed"]
    without = told_of(shop_with(tmp_path / "t", YEAR), "--today", TODAY)
    assert told["tasks"] == without["tasks"]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--year", 1800], "1950"),
        (["--year", 2101], "2100"),
        (["--today", "2027-02-29"], "2027-02-29"),
        (["--today", "明天"], "明天"),
        (["--today", "1900-01-01"], "1951"),
        (["--campaign", "双13"], "双12?"),
        (["--ics", "a.csv"], "a.ics"),
        (["--xlsx", "a.ics"], "a.xlsx"),
        (["--poster", "a.gif"], ".pdf"),
        (["--lang", "fr"], "fr"),
    ],
)
def test_options_that_mean_nothing_are_refused_by_name(shop, options, word):
    done = run(shop, *options)
    assert done.exit_code == REFUSED
    assert word in done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("today", ["2024-02-29", "2028-02-29", "1951-01-01", "2098-12-31"])
@pytest.mark.parametrize("year", [1950, 2028, 2100])
def test_any_year_is_shown_from_any_day(shop, today, year):
    done = run(shop, "--today", today, "--year", year)
    assert done.exit_code == 0, done.stderr
    assert done.exception is None


def test_a_year_without_holiday_notice_says_so(shop):
    told = told_of(shop, "--today", TODAY, "--year", 2031)
    assert any("2031" in one for one in told["remarks"])


def test_work_of_a_week_of_rest_only_falls_back_to_usual_days(tmp_path):
    rest = "agenda: {rest_weekdays: [1, 2, 3, 4, 5, 6, 7]}\n"
    shop = shop_with(tmp_path / "s", YEAR.split("agenda:")[0], rest)
    told = told_of(shop, "--today", TODAY)
    assert told["tasks"]
    assert any("agenda" in one["place"] for one in told["missing"])


def test_a_shop_that_never_wants_to_run_out_is_told_it_cannot(tmp_path):
    shop = shop_with(tmp_path / "s", YEAR.replace("lead_days: 10", "service_rate: 100%"))
    told = told_of(shop, "--today", TODAY)
    assert "stock.service_rate" in [one["place"] for one in told["missing"]]
    assert told["campaign"]["name"] == "双12"


@pytest.mark.parametrize("days", ["2095-01-01, ends: 2095-01-07", "2026-12-01, ends: 2030-12-31"])
def test_a_campaign_nobody_can_foresee_has_work_but_no_figures(tmp_path, days):
    far = f"campaigns: [{{name: 远, starts: {days}, products: [甲]}}]\n"
    shop = shop_with(tmp_path / "s", YEAR.split("campaigns:")[0].split("stock:")[0], far)
    told = told_of(shop, "--today", TODAY)
    assert told["campaign"]["expected"] is None
    assert told["campaign"]["critical_chain"]
    assert "还不知道" in run(shop, "--today", TODAY).stdout


def test_names_that_mean_something_elsewhere_stay_names(tmp_path):
    name = '=cmd|"/c calc"!A1;,\\n 😀 {x} [red]'
    tasks = (
        f"tasks: [{{what: {json.dumps(name, ensure_ascii=False)}, post: 运营, due: 2026-11-10}}]\n"
    )
    shop = shop_with(tmp_path / "s", YEAR.split("tasks:")[0].replace("店庆", "<b>%s"), tasks)
    ics, book = tmp_path / "a.ics", tmp_path / "a.xlsx"
    done = run(shop, "--today", TODAY, "--ics", ics, "--xlsx", book)
    assert done.exit_code == 0, done.stderr
    assert "=cmd" in done.stdout
    told = {one.summary.value for one in vobject.readOne(ics.read_text("utf-8")).vevent_list}
    assert f"{name}（运营）" in told
    cells = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert name in {row[2] for row in cells}


def test_a_new_shop_is_told_its_first_hundred_days(tmp_path):
    opened = HEAD.replace("lang: zh", "lang: zh, opened: 2026-11-20")
    team = "team: {posts: [{role: 店长, people: 1}]}\n"
    work = f"{team}tasks: [{{what: 年度目标拆到季度和 SKU, done: true}}]\n"
    shop = tmp_path / "s"
    (shop / "exports").mkdir(parents=True)
    (shop / "shop.yaml").write_text(opened + work, encoding="utf-8")
    asked = (shop, "--today", "2026-11-25")
    told = {one["task"]: one for one in told_of(*asked)["tasks"]}
    assert told["建每日数据记录"]["due_on"] == "2026-11-30"
    assert told["建每日数据记录"]["held_by"] == "店长"
    assert "年度目标拆到季度和 SKU" not in told  # done
    ics = tmp_path / "a.ics"
    assert run(*asked, "--year", 2027, "--ics", ics).exit_code == 0
    assert "百天复盘" in ics.read_text("utf-8").replace("\r\n ", "")
    assert not told_of(shop, "--today", "2027-02-28")["tasks"]  # the hundred days are over


@pytest.mark.parametrize(
    ("platform", "today", "words"),
    [
        ("taobao", "2026-11-22", ("年货节", "2026-12-28")),  # 双12 is too near to sign up for
        ("jd", "2027-04-01", ("618", "2027-05-13")),
        ("other", "2026-11-22", ("双12", "2026-12-12")),
    ],
)
def test_a_shop_without_campaigns_is_told_the_next_it_can_join(tmp_path, platform, today, words):
    shop = tmp_path / "s"
    (shop / "exports").mkdir(parents=True)
    (shop / "shop.yaml").write_text(HEAD.replace("taobao", platform), encoding="utf-8")
    for lang in LANGS:
        (missing,) = (
            one["why"]
            for one in told_of(shop, "--today", today, "--lang", lang)["missing"]
            if one["place"] == "campaigns"
        )
        assert all(word in missing for word in words)
        plan = missing[missing.index("campaigns: ") :].rstrip("。.")
        with (shop / "shop.yaml").open("a", encoding="utf-8") as file:
            file.write(f"{plan}\n")
        assert told_of(shop, "--today", today)["campaign"]["starts"] == words[1]
        (shop / "shop.yaml").write_text(HEAD.replace("taobao", platform), encoding="utf-8")
