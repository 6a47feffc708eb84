"""The view of people and money: every sample shop, both languages, and shops that lack parts."""

from datetime import date

import pytest
from view_things import bundle, planned, shown

from shopkit import finance
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.finance.solve import changed
from shopkit.i18n import LANGS, money
from shopkit.widgets.said import Unsaid
from shopkit.widgets.staffing import look_at_staffing

TEAM = ("state", "organisation", "duties", "hires", "policies", "hours", "levels", "roster")
TEAM += ("ways_out", "roster_enough", "loads", "findings", "decisions")
MONEY = ("payroll", "lawful", "reviews", "profit", "account", "cash", "returns", "must", "chances")
MONEY += ("tornado", "scenarios", "compared", "findings")
TOLD = ("state", "findings", "decisions")  # are told whatever there is
SALES = "stages: [{name: 起步, starts: 2026-11-01, ends: 2027-10-31, sales_monthly_cny: 50000}]\n"
CASH = "cash: {starts: 2026-11-01, months: 12, opening_cny: 100000}\n"
VIEWS: dict = {}


def view(shop="bathware", lang="zh"):
    """Return a view, opened once."""
    if (shop, lang) not in VIEWS:
        VIEWS[shop, lang] = look_at_staffing(shop, "2026-10", lang)
    return VIEWS[shop, lang]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a plan and looks at it."""

    def write(*parts, lang="zh"):
        return look_at_staffing(planned(tmp_path, *parts), "", lang)

    return write


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", TEAM)
def test_a_sample_shop_shows_its_people(what, lang):
    assert not isinstance(shown(view(lang=lang), what), Unsaid) or what == "decisions"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", MONEY)
def test_a_sample_shop_shows_its_money(what, lang):
    assert not isinstance(shown(view(lang=lang).money, what), Unsaid)


@pytest.mark.parametrize("shop", ["cosmetics", "flagship", "jdbrand"])
def test_every_sample_shop_shows_everything(shop):
    found = view(shop)
    unsaid = [what for what in TEAM if isinstance(shown(found, what), Unsaid)]
    unsaid += [what for what in MONEY if isinstance(shown(found.money, what), Unsaid)]
    assert set(unsaid) <= {"decisions"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_that_is_only_a_name_is_told_what_to_write(written, lang):
    found = written(lang=lang)
    for of, names in ((found, TEAM), (found.money, MONEY)):
        for what in names:
            assert isinstance(shown(of, what), Unsaid) or (of is found and what in TOLD), what
    rows = found.state().rows
    assert all(row[2] for row in rows)


def test_a_plan_of_sales_and_cash_alone_has_money_and_asks_for_people(written):
    found = written(SALES, CASH)
    assert isinstance(found.organisation(), Unsaid)
    assert "team.posts" in str(found.money.payroll())
    assert isinstance(found.money.cash(), Picture)
    assert "team.service" in str(found.hours())
    assert "spreads" in str(found.money.chances())


def test_people_without_sales_are_drawn_and_money_asks_for_sales(written):
    found = written("team: {posts: [{role: 客服, people: 2, pay_monthly_cny: 5000}]}\n")
    assert isinstance(found.organisation(), Picture)
    assert isinstance(found.duties(), Picture)
    said = found.money.cash()
    assert isinstance(said, Unsaid)
    assert "stages" in str(said)


@pytest.mark.parametrize("lang", LANGS)
def test_pay_is_held_against_the_law_without_any_plan_of_sales(written, lang):
    post = "{role: 客服, people: 2, pay_monthly_cny: 1500, trial_months: 8, trial_pay_rate: 90%}"
    found = written(f"team: {{region: 杭州, posts: [{post}]}}\n", lang=lang).money.lawful()
    assert isinstance(found, Table)
    assert "1,500" in found.text()


def test_bad_reviews_leave_the_base_in_the_lawful_form_only(written):
    """By source document 003 seven of them take more than a base of 2,000."""
    team = "team: {posts: [{role: 客服, people: 2, pay_monthly_cny: 2000}]}\n"
    found = written(team).money
    assert found.reviews().table.to_numpy().tolist() == [
        [0, 2000, 2000, 0],
        [1, 1700, 2000, 300],
        [3, 1100, 2000, 900],
        [7, -100, 2000, 2100],
    ]
    assert found.reviews(200).table["pay_lawful_cny"].tolist()[:2] == [2200, 2000]
    assert all(isinstance(found.reviews(odd), Unsaid) for odd in (-1, float("nan"), float("inf")))
    own = written(team, "pay: {reviews: {bad_cny: -500, hold_cny: 100}}\n").money.reviews()
    assert own.headers[1] == "计划的扣法"
    assert own.table["pay_printed_cny"].tolist()[:2] == [2100, 1600]


def test_pay_of_the_list_of_people_is_not_shown_beside_reviews():
    assert "最低工资" in view().money.reviews().caption


@pytest.mark.parametrize(
    "service", ["chats_daily: 60000", "chats_daily: 0", "chats_daily: 50, target_rate: 1"]
)
def test_arrivals_beyond_any_staffing_are_a_sentence(written, service):
    """And so is a shop nobody writes to."""
    team = f"""team:
  posts: [{{role: 客服, people: 2, pay_monthly_cny: 5000}}]
  shifts: [{{name: 早班, starts: "09:00", ends: "17:30", break_hours: 0.5}}]
  service: {{{service}, handling_seconds: 300, opens: "09:00", closes: "18:00"}}
"""
    found = written(SALES, CASH, team)
    for what in TEAM:
        shown(found, what)


def test_a_wrong_shift_is_told_in_place_of_its_roster(written):
    team = """team:
  posts: [{role: 客服, people: 2, pay_monthly_cny: 5000}]
  shifts: [{name: 早班, starts: "09:00", ends: "10:00", break_hours: 3}]
  service: {chats_daily: 50, handling_seconds: 300}
"""
    found = written(SALES, CASH, team)
    assert isinstance(shown(found, "roster"), Unsaid)
    assert isinstance(found.explore().told.value, str)


def test_the_roster_of_the_fewest_people_leaves_no_hour_that_has_a_shift_empty():
    found = view()
    least = found.enough
    assert least.short_hours == 0
    assert len(found.as_planned.task.workers) < len(least.task.workers)
    assert found.as_planned.short_hours > 0
    assert isinstance(found.ways_out(), Table)


def test_what_must_be_true_is_just_true():
    """With the opening cash that is asked for, the lowest cash is the least to be kept."""
    made = view("flagship").money.made
    asked = finance.solve_for(made.model, "opening", "lowest_cash", (0.0, 1e7)).only
    assert finance.lowest(made).cny < made.model.least_cny
    cells = {row[0]: row[3] for row in view("flagship").money.must().rows}
    assert money(asked, "zh") in cells["开始时的现金"].text
    richer = changed(made.model, "opening", asked)
    assert finance.lowest(finance.forecast(richer)).cny == pytest.approx(
        made.model.least_cny, abs=1
    )


def test_a_shop_that_trades_is_told_what_it_earns_and_a_new_one_what_comes_back(written):
    """Cash at hand is no investment: a rate on it would be any number."""
    trading = [row[0] for row in view().money.returns().rows]
    assert trading[2:] == ["店里自己挣出的现金", "折到今天", "投资回报"]
    new = [
        row[0]
        for row in written(SALES, CASH.replace("months: 12", "months: 12, discount_rate: 8%"))
        .money.returns()
        .rows
    ]
    assert new[2:] == ["多久回本", "净现值", "内部收益率"]


def test_a_scenario_that_cannot_be_is_named_and_the_others_are_shown(written):
    goal = "{year: 2027, sales_cny: 600000, locked: [{period: 2027-Q4, sales_cny: 250000}]}"
    table = written(
        f"targets: [{goal}]\n",
        CASH.replace("2026-11", "2027-01"),
        "scenarios:\n"
        "  - {name: 锁定的比全年多, changes: {targets.0.sales_cny: 200000}}\n"
        "  - {name: 多卖一些, changes: {targets.0.sales_cny: 700000}}\n",
    ).money.compared()
    assert "锁定的比全年多" in table.caption
    shown = [row[0] for row in table.rows]
    assert shown[:2] == ["照计划", "多卖一些"]
    assert "锁定的比全年多" not in shown


def test_the_account_adds_up_and_deposits_are_no_part_of_it():
    found = view().money
    account = finance.pnl(found.made, "year")
    left = account["contribution_cny"] - account["cost_payroll_cny"] - account["cost_fixed_cny"]
    left -= account["cost_one_off_cny"]
    assert left.sum() == pytest.approx(account["profit_before_tax_cny"].sum(), abs=0.05)
    assert not any("押金" in str(row[0]) or "保证金" in str(row[0]) for row in found.account().rows)


def test_scenarios_that_move_nothing_are_named(written):
    table = written(
        SALES,
        CASH,
        "scenarios:\n"
        "  - {name: 换个口号, changes: {brand.slogan: 便宜}}\n"
        "  - {name: 多卖一些, changes: {stages.0.sales_monthly_cny: 70000}}\n",
    ).money.compared()
    assert "换个口号" in table.caption
    assert "多卖一些" not in table.caption
    assert table.rows[0][0] == "照计划"


def test_posts_are_shown_and_nobody_who_holds_them(written, tmp_path):
    people = "姓名,岗位,部门,入职日期,月薪\n张三丰,客服,客服部,2025-01-01,5000\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    found = written(SALES, CASH, "lists: {people: [people.csv]}\n")
    assert [post.role for post in found.posts] == ["客服"]
    for of, names in ((found, TEAM), (found.money, MONEY)):
        for what in names:
            made = getattr(of, what)()
            assert "张三丰" not in str(bundle(made)), what


def test_the_list_of_people_is_as_old_as_the_files_and_planned_posts_come_after(written, tmp_path):
    """Who is hired before cash is counted from stays, since the files do not know them yet."""
    people = "姓名,岗位,部门,入职日期,月薪\n张三丰,客服,客服部,2025-01-01,5000\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    (tmp_path / "exports").mkdir()
    days = [f"2026-10-{n:02},1000" for n in range(1, 32)]
    (tmp_path / "exports" / "days.csv").write_text(
        "\n".join(["日期,支付金额", *days]), encoding="utf-8"
    )
    planned = """team: {posts: [
  {role: 客服, people: 1, pay_monthly_cny: 5000, starts: 2026-11-10},
  {role: 客服, people: 1, pay_monthly_cny: 5000, starts: 2026-12-10}]}
"""
    later = CASH.replace("2026-11-01", "2026-12-01")
    found = written(SALES, later, planned, "lists: {people: [people.csv]}\n")
    starts = [post.starts for post in found.plan.team.posts]
    assert starts == [date(2025, 1, 1), date(2026, 11, 10), date(2026, 12, 10)]


def test_counting_starts_on_the_day_of_the_plan_else_after_the_period(written):
    assert written(CASH).day == date(2026, 11, 1)
    assert view("bathware").day == view("bathware").plan.cash.starts


def test_the_runs_are_the_same_every_time():
    first, second = (look_at_staffing("cosmetics", "2026-10", "zh").money for _ in range(2))
    assert first.runs.frame().equals(second.runs.frame())
