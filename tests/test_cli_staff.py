"""`shopkit staff`: who does the work, what it costs, the roster; names only when asked for."""

import json
from datetime import date
from pathlib import Path

import pytest
from calendar_shops import HEAD
from desk_plans import desk
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from shopkit import finance, pay
from shopkit.cli import REFUSED, app
from shopkit.plan import load_plan

ROOT = Path(__file__).parents[1]
BATHWARE = ROOT / "data" / "sample" / "bathware"
FLAGSHIP = ROOT / "data" / "sample" / "flagship"
DAYS = 14
DESK = desk(people=4, chats_daily=60, sales_monthly_cny=90_000)


def run(*said: object):
    return CliRunner().invoke(app, ["staff", *(str(one) for one in said)])


def shop_with(folder: Path, *parts: str) -> Path:
    (folder / "exports").mkdir(parents=True)
    (folder / "shop.yaml").write_text(HEAD + "".join(parts), encoding="utf-8")
    return folder


def told_of(*said: object):
    done = run(*said, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def flagship():
    return told_of(FLAGSHIP, "--month", "2026-11", "--days", DAYS)


def test_pay_by_post_is_the_payroll_of_the_plan(flagship):
    plan = load_plan(FLAGSHIP)
    (sales,) = finance.ahead(plan, date(2026, 11, 1), 1).sales_cny
    paid = pay.payroll_of(plan, date(2026, 11, 1), sales)
    assert flagship["sales_cny"] == round(sales, 2)
    assert [one["heads"] for one in flagship["posts"]] == [1, 2, 1, 1, 1, 1]
    for name, fen in (
        ("pay_gross_cny", paid.gross_fen),
        ("charges_cny", paid.charges_fen),
        ("cost_payroll_cny", paid.total_fen),
    ):
        assert flagship[name] == fen / 100
    by_post = sum(round(one["cost_payroll_cny"] * 100) for one in flagship["posts"])
    assert by_post == paid.total_fen


def test_chats_are_answered_while_the_desk_is_open(flagship):
    hours = [one["hour_of_day"] for one in flagship["hours"]]
    assert hours == list(range(9, 24))
    orders = flagship["sales_cny"] / 310 / 30  # of the stage's buyers
    assert sum(one["chats"] for one in flagship["hours"]) == pytest.approx(orders * 2.2, rel=0.05)
    assert flagship["people_needed"] <= flagship["people_planned"] == 3


def test_a_roster_that_suffices_leaves_nothing_short(flagship):
    roster = flagship["roster"]
    assert (roster["first"], roster["days"], roster["short_hours"]) == ("2026-11-02", DAYS, 0)
    assert {one["worker"] for one in roster["workers"]} == {"售前客服1", "售前客服2", "售后客服1"}
    assert all(one["days_worked"] <= 6 * DAYS / 7 for one in roster["workers"])


def test_names_and_individual_pay_are_shown_only_when_asked_for(flagship):
    assert flagship["people"] is None
    assert "员工0" not in json.dumps(flagship, ensure_ascii=False)
    asked = told_of(FLAGSHIP, "--month", "2026-11", "--days", 7, "--with-names")
    assert [one["person"] for one in asked["people"]] == [f"员工0{n}" for n in range(1, 8)]
    assert asked["people"][0]["pay_monthly_cny"] == 8000
    assert {one["worker"] for one in asked["roster"]["workers"]} == {"员工02", "员工03", "员工04"}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("人数和工资", "占销售", "至少要 3 个客服", "每个小时都排满了", "要处理的")),
        (
            "en",
            ("People and pay", "of sales", "at least 3 people", "Every hour is covered", "To be"),
        ),
    ],
)
def test_everything_is_printed_in_both_languages(lang, words):
    done = run(FLAGSHIP, "--month", "2026-11", "--days", 7, "--lang", lang)
    assert done.exit_code == 0
    assert [word for word in words if word not in done.stdout] == []
    assert "员工0" not in done.stdout
    assert "shop.yaml" in done.stdout  # where to mend
    assert not done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_are_printed_when_asked_for(lang):
    done = run(FLAGSHIP, "--month", "2026-11", "--days", 7, "--with-names", "--lang", lang)
    assert "员工07" in done.stdout
    assert "¥4,500" in done.stdout


def test_the_roster_is_written_as_a_workbook_and_a_calendar(tmp_path):
    book, ics = tmp_path / "班表.xlsx", tmp_path / "班表.ics"
    told = told_of(shop_with(tmp_path / "s", DESK), "--month", "2027-03", "--days", 7)
    done = run(
        *(tmp_path / "s", "--month", "2027-03", "--days", 7, "--json"),
        *("--roster", book, "--ics", ics),
    )
    assert done.exit_code == 0
    assert json.loads(done.stdout) == told  # what is written is said beside it
    assert str(book) in done.stderr
    assert str(ics) in done.stderr
    worked = sum(one["days_worked"] for one in told["roster"]["workers"])
    assert ics.read_text(encoding="utf-8").count("BEGIN:VEVENT") == worked
    rows = CalamineWorkbook.from_path(book).get_sheet_by_index(2).to_python()
    assert sum(str(row[0]).startswith("客服") for row in rows) == worked


def test_a_shop_of_numbers_only_is_told_what_is_missing_and_how_to_write_it(tmp_path):
    shop = shop_with(tmp_path / "s")
    done = run(shop, "--month", "2027-03", "--with-names")
    assert done.exit_code == 0
    for word in ("handling_seconds: 240", "chats_daily: 80", "pay_monthly_cny: 4500", "lists:"):
        assert word in done.stdout
    told = told_of(shop, "--month", "2027-03")
    assert (told["hours"], told["roster"], told["posts"]) == (None, None, [])
    assert told["cost_payroll_cny"] == 0
    missing = [one["place"] for one in told["missing"]]
    assert missing == [
        *("team.posts", "stages", "team.service.handling_seconds"),
        *("team.service.chats_daily", "team.shifts", "team.posts"),
    ]


def test_a_roster_that_cannot_be_made_is_not_written(tmp_path):
    shop, book = shop_with(tmp_path / "s"), tmp_path / "x.xlsx"
    done = run(shop, "--month", "2027-03", "--roster", book)
    assert done.exit_code == REFUSED
    assert "team.shifts" in done.stderr
    assert "小店" in done.stdout  # the rest is told
    assert not book.exists()


def test_people_who_do_not_suffice_are_told_which_rule_to_relax(tmp_path):
    few = DESK.replace("people: 4", "people: 1")
    told = told_of(shop_with(tmp_path / "s", few), "--month", "2027-03", "--days", 7)
    assert told["roster"]["short_hours"] > 0
    assert told["people_needed"] > told["people_planned"] == 1
    assert {"short", "people"} <= {one["code"] for one in told["findings"]}


def test_overtime_of_a_roster_is_priced_beyond_the_payroll():
    """A sixth day of eight hours is paid twice: hours × 2 × base ÷ 21.75 ÷ 8."""
    told = told_of(BATHWARE, "--month", "2026-11")
    hours = sum(one["overtime_hours"] for one in told["roster"]["workers"])
    base = next(one["pay_base_cny"] for one in told["posts"] if one["post"] == "客服")
    paid = told["roster"]["overtime_low_cny"]
    assert hours > 0
    assert paid == pytest.approx(hours * 2 * base / 21.75 / 8, abs=0.01)
    assert paid == told["roster"]["overtime_high_cny"]
    assert f"¥{paid:,.0f}" in run(BATHWARE, "--month", "2026-11", "--lang", "en").stdout


def test_the_month_after_the_last_figures_is_the_default(tmp_path):
    assert told_of(FLAGSHIP, "--days", 7)["month"] == "2026-11"
    shop = shop_with(tmp_path / "s")
    assert "--month 2026-12" in run(shop).stderr
    starts = shop_with(tmp_path / "t", "cash: {starts: 2027-02-15}\n")
    assert told_of(starts)["month"] == "2027-02"


WRONG = """team:
  region: 火星
  posts:
    - {role: 客服, people: 2, pay_monthly_cny: 1500, starts: 2027-03-01, ends: 2026-12-31}
    - {role: 运营, people: 0}
    - {role: 客服组长, people: 1, pay_monthly_cny: 5000, scheme: 没有}
  roster: {overtime_monthly_hours: 80}
tasks: [{what: 拍图, post: 摄影师}]
"""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("post_backwards", 6),
        ("post_empty", 7),
        ("scheme_unknown", 8),
        ("task_without_post", 10),
        ("region_unknown", 4),
        ("beyond_law", 9),
    ],
)
def test_bad_input_is_named_with_its_line_and_the_rest_goes_on(tmp_path, code, line):
    shop = shop_with(tmp_path / "s", WRONG)
    told = told_of(shop, "--month", "2027-01")
    (found,) = [one for one in told["findings"] if one["code"] == code]
    assert f"shop.yaml:{line} " in found["place"]
    assert found["action"]
    assert told["cost_payroll_cny"] > 5000  # of the post that can be
    assert ("第 6 行" in run(shop, "--month", "2027-01").stdout) is True


@pytest.mark.parametrize("said", ["2027-13", "2027-W03", "spring"])
def test_what_is_no_month_is_named_by_its_option(tmp_path, said):
    done = run(shop_with(tmp_path / "s", DESK), "--month", said)
    assert done.exit_code == 2
    assert f"--month = {said}" in done.stderr
    assert "--period" not in done.stderr


def test_leaving_before_hiring_in_the_list_of_people_is_named_without_the_name(tmp_path):
    shop = shop_with(tmp_path / "s", DESK, "lists: {people: [名单.csv]}\n")
    (shop / "名单.csv").write_text(
        "姓名,岗位,入职日期,离职日期,月薪\n某甲,客服,2027-03-01,2026-12-31,4500\n", encoding="utf-8"
    )
    told = told_of(shop, "--month", "2027-01", "--days", 7)
    (found,) = [one for one in told["findings"] if one["code"] == "post_backwards"]
    assert "lists.people" in found["place"]
    assert "某甲" not in json.dumps(told, ensure_ascii=False)


PEOPLE = """姓名,岗位,部门,入职日期,离职日期,月薪
某甲,客服,客服部,2026-01-01,,4321
某乙,客服,客服部,2026-06-01,,5432
某丙,客服,客服部,2026-06-01,2026-09-30,9876
某丁,打包,仓储部,2026-06-01,,1357
"""


@pytest.fixture
def with_list(tmp_path):
    post = "{role: 客服, people: 1, pay_monthly_cny: 4000, starts: 2027-03-01}"
    later = f"team: {{region: 上海, posts: [{post}]}}\n"
    shop = shop_with(
        tmp_path / "s", later, "cash: {starts: 2026-12-01}\nlists: {people: [名单.csv]}\n"
    )
    (shop / "名单.csv").write_text(PEOPLE, encoding="utf-8")
    return shop


def test_people_of_the_list_count_by_post_and_what_each_is_paid_is_not_shown(with_list):
    told = told_of(with_list, "--month", "2027-01", "--days", 7)
    assert [(one["post"], one["heads"]) for one in told["posts"]] == [("客服", 2), ("打包", 1)]
    assert told["posts"][0]["pay_base_cny"] == 4321 + 5432
    for said in (json.dumps(told, ensure_ascii=False), run(with_list, "--days", 7).stdout):
        assert [word for word in ("4321", "4,321", "5432", "某甲", "9876") if word in said] == []


def test_planned_posts_that_begin_later_join_the_people_of_the_list(with_list):
    told = told_of(with_list, "--month", "2027-03", "--days", 7)
    assert {one["post"]: one["heads"] for one in told["posts"]} == {"客服": 3, "打包": 1}


def test_pay_of_the_list_below_the_minimum_is_placed_where_the_list_is_named(with_list):
    told = told_of(with_list, "--month", "2027-01", "--days", 7)
    found = {one["code"]: one["place"] for one in told["findings"]}
    assert "lists.people" in found["below_minimum"]


def test_people_who_left_are_not_named(with_list):
    told = told_of(with_list, "--month", "2027-01", "--days", 7, "--with-names")
    assert [one["person"] for one in told["people"]] == ["某甲", "某乙", "某丁"]
    assert told["people"][0]["pay_monthly_cny"] == 4321


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ("team: {posts: [{role: 客服, people: 1,\n  pay_monthly_cny: -100}]}\n", 4),
        ("pay: {employer_insurance_rate: 130%}\n", 3),
        ("team:\n  posts: [{role: 客服, people: 1, commission_rate: 1.5}]\n", 4),
        ("team:\n  shifts: [{name: 早, starts: '25:00', ends: '08:00'}]\n", 4),
    ],
)
@pytest.mark.parametrize("command", ["staff", "cash"])
def test_amounts_and_shares_that_cannot_be_are_refused_with_their_line(
    tmp_path, wrong, line, command
):
    shop = shop_with(tmp_path / "s", wrong)
    done = CliRunner().invoke(app, [command, str(shop), "--lang", "en"])
    assert done.exit_code == REFUSED
    assert f"shop.yaml:{line} " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "options",
    [["--days", 10], ["--month", "2026-W43"], ["--month", "x"], ["--roster", "a.csv"]],
)
def test_options_that_mean_nothing_are_refused_by_name(options):
    done = run(FLAGSHIP, *options)
    assert done.exit_code == REFUSED
    assert str(options[1]) in done.stderr
    assert not done.stdout
