"""Targets in a notebook without a browser: what is shown adds up, the controls solve and lock."""

from datetime import date, timedelta

import pytest
from shop_files import with_file

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import LANGS, text
from shopkit.plan import create_shop, load_plan, open_plan
from shopkit.tables import check
from shopkit.widgets.kpi import look_at
from shopkit.widgets.said import Unsaid
from shopkit.widgets.targets import TargetsView, look_at_targets

pytestmark = pytest.mark.usefixtures("unscripted")
PLAN = """
targets:
  - year: 2026
    sales_cny: 365000
    conversion_rate: 2%
    per_buyer_cny: 50
    ads_rate: 8%
    category_shares: {甲: 0.6}
    role_shares: {traffic: 0.5, profit: 0.5}
stages:
  - {name: 起步, orders_daily: 30, conversion_rate: 2%}
  - {name: 稳定, orders_daily: 200, conversion_rate: 2%}
"""
PICTURES, TABLES = ("pace", "year", "ladder"), ("needed", "shares", "effect", "breakdown", "steps")


def days_csv(first: date, last: date) -> bytes:
    """Return days of 1,000 visitors, 20 buyers and 1,000 CNY; twice as much on the 11th."""
    head = "日期,访客数,支付买家数,支付金额"
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    times = [2 if day.day == 11 else 1 for day in days]
    lines = [f"{d},{1000 * t},{20 * t},{1000 * t}" for d, t in zip(days, times, strict=True)]
    return "\n".join([head, *lines]).encode()


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("targets") / "shop"
    return with_file(folder, "日.csv", days_csv(date(2024, 9, 1), date(2026, 10, 20)), PLAN)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    folder = tmp_path_factory.mktemp("targets") / "bare"
    return with_file(folder, "日.csv", days_csv(date(2026, 9, 1), date(2026, 10, 20)))


def view(shop, lang="zh", period="2026-10"):
    return TargetsView(look_at(shop, period, "before", lang))


@pytest.mark.parametrize("lang", LANGS)
def test_every_method_is_a_picture_or_a_table_with_its_numbers(shop, lang):
    seen = view(shop, lang)
    for name in (*PICTURES, *TABLES):
        shown = getattr(seen, name)()
        assert isinstance(shown, Picture if name in PICTURES else Table), name
        assert shown.table is not None, name
        check(shown.table)


@pytest.mark.parametrize(
    "name", ["pace", "year", "ladder", "needed", "shares", "breakdown", "steps"]
)
def test_a_plan_without_targets_says_what_it_needs(bare, name):
    said = getattr(view(bare), name)()
    assert isinstance(said, Unsaid)
    assert "目标" in said.markdown or "targets" in said.markdown


def test_a_running_month_is_paced_by_the_same_month_a_year_ago(shop):
    now = view(shop).progress
    assert (now.days_done, now.days_left) == (20, 11)
    assert now.actual["paid"] == 21_000
    assert now.run_rate_cny == pytest.approx(32_000, rel=1e-6)  # the one big day is over
    assert "¥3.2万" in view(shop).pace().words.title


def test_the_season_comes_from_whole_months_before_the_year(shop):
    tree = view(shop).trees[0]
    assert tree.weights_from == "year"
    assert view(shop).months[max(view(shop).months)] is None  # October is not over
    assert sum(month.sales_fen for month in tree.months) == 365_000_00


def test_a_shop_without_a_goal_is_proposed_twelve_months_like_the_latest(bare, shop):
    """One known month is no year: it counts twelve times, and it is said."""
    assert view(bare).proposal(2027).sales_cny == 31_000 * 12
    assert "只有 1 个月" in view(bare).explore(2027).origin.value
    assert view(shop).proposal(2026).sales_cny == 365_000
    assert "计划里 2026 年" in view(shop).explore(2026).origin.value
    year = view(shop).proposal(2027)
    assert year.sales_cny == sum(view(shop).past) == 377_000
    assert "最近 12 个整月" in view(shop).explore(2027).origin.value


@pytest.mark.parametrize(("lang", "names"), [("zh", "2026年第1季度"), ("en", "Q1 2026")])
def test_spans_of_a_goal_are_called_by_their_names(shop, lang, names):
    table = view(shop, lang).breakdown("quarter")
    assert next(row[0] for row in table.rows) == names
    assert "2026-01-01" not in table.text()
    assert len(table.headers) == len(table.rows[0]) == len(table.align)
    assert "date" in table.table.columns
    assert (
        view(shop, lang).breakdown("month").rows[9][0]
        == {"zh": "2026年10月", "en": "Oct 2026"}[lang]
    )


def test_people_are_sums_of_days_wherever_terms_are_shown(tmp_path):
    """The platform counts 15,000 different visitors in October; its days add up to 32,000."""
    folder = with_file(tmp_path, "日.csv", days_csv(date(2026, 9, 1), date(2026, 10, 31)), PLAN)
    month = "统计日期,访客数,支付买家数,支付金额\n2026-10-01~2026-10-31,15000,500,32000\n"
    (folder / "exports" / "月.csv").write_text(month, encoding="utf-8")
    seen = view(folder)
    assert seen.kpi.overview.now.value("visitors") == 15_000
    effect = seen.effect().table.set_index("figure")["value_before"]
    assert (effect["visitors"], effect["conversion_rate"]) == (32_000, 0.02)
    assert effect["per_buyer"] == pytest.approx(50)
    assert seen.solve().terms["visitors"].value == 32_000
    assert seen.proposal(2027).conversion_rate == 0.02


def test_a_conversion_nobody_can_reach_is_called_so(tmp_path):
    """A goal a hundred times the sales, with the visitors of today."""
    plan = PLAN.replace("365000", "36500000").replace("2%\n    per", "90%\n    per")
    folder = with_file(tmp_path, "日.csv", days_csv(date(2025, 9, 1), date(2026, 10, 20)), plan)
    [row] = [row for row in view(folder).needed().rows if row[0] == "支付转化率"]
    assert "做不到" in row[-1].text


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_any_sales_sets_its_goal(tmp_path, lang):
    """A new shop has no figures, but stages and goals: nothing is red, the rest says why."""
    create_shop(tmp_path / "new", "taobao", lang)
    seen = look_at_targets(tmp_path / "new", "2026-11", lang=lang)
    for name in (*PICTURES, *TABLES):
        assert isinstance(getattr(seen, name)(), Unsaid), name
    assert seen.solve().terms["visitors"].value == 10_000
    goal = seen.explore()
    assert text("targets.goal.from_no_past", lang) in goal.origin.value
    saver = goal.save()
    goal.sales.value, goal.rate.value, goal.each.value = 360_000, 2, 60
    saver.write.click()
    saver.confirm.click()
    [target] = load_plan(tmp_path / "new").targets
    assert (target.year, target.sales_cny) == (2026, 360_000)
    again = look_at_targets(tmp_path / "new", lang=lang)
    assert isinstance(again.breakdown(), Table)
    assert isinstance(again.year(), Picture)
    assert isinstance(again.decided(), Table)


def test_the_solver_solves_the_term_asked_for(shop):
    solver = view(shop).solve()
    solver.unknown.value = "visitors"
    solver.terms["sales_cny"].value = 200 * 50
    solver.terms["per_buyer_cny"].value = 50
    solver.terms["conversion_rate"].value = 2
    assert solver.terms["visitors"].value == 10_000
    assert solver.terms["visitors"].disabled
    assert "1万 访客" in solver.result.value


def test_what_cannot_be_solved_is_said_in_its_place(shop):
    solver = view(shop, "en").solve()
    solver.unknown.value = "conversion_rate"
    solver.terms["visitors"].value = 0
    assert "0" in solver.result.value
    assert solver.effect.value == ""


def test_a_locked_month_stays_and_can_be_released(shop):
    goal = view(shop).explore()
    goal.month.value, goal.held.value = "2026-11", 100_000
    goal.lock.click()
    year = goal.view.tree(goal.target)
    assert year.months[10].sales_fen == 100_000_00
    assert sum(month.sales_fen for month in year.months) == 365_000_00
    goal.release.click()
    assert goal.target.locked == ()


def test_a_goal_that_cannot_hold_is_explained_and_the_picture_stays(shop):
    goal = view(shop).explore()
    before = goal.months.shown
    goal.held.value = 1_000_000
    goal.lock.click()
    assert "锁定的部分比总数" in goal.told.value
    assert goal.months.shown is before
    goal.reset()
    assert goal.target == view(shop).proposal(2026)


def test_moving_the_goal_moves_the_months(shop):
    goal = view(shop).explore()
    goal.sales.value = 730_000
    assert "¥73万" in goal.told.value
    assert "¥73万" in goal.months.shown.words.title


def test_a_goal_is_saved_line_by_line_and_read_back(tmp_path):
    folder = with_file(tmp_path, "日.csv", days_csv(date(2026, 1, 1), date(2026, 10, 20)), PLAN)
    goal = view(folder).explore()
    saver = goal.save()
    assert saver.write.disabled
    goal.rate.value, goal.month.value, goal.held.value = 2.5, "2026-11", 60_000
    goal.lock.click()
    before = (folder / "shop.yaml").read_text(encoding="utf-8")
    saver.write.click()
    assert (folder / "shop.yaml").read_text(encoding="utf-8") == before
    saver.confirm.click()
    after = (folder / "shop.yaml").read_text(encoding="utf-8")
    assert "conversion_rate: 2.5%" in after
    assert "category_shares: {甲: 0.6}" in after
    [target] = load_plan(folder).targets
    assert (target.conversion_rate, target.locked[0].sales_cny) == (0.025, 60_000)
    assert [one.of for one in load_plan(folder).decisions] == ["targets"]
    assert saver.write.disabled


@pytest.mark.parametrize("rate", ["7%", "0.0007", "2.333333333333333%", "0.0285"])
def test_a_rate_nobody_moved_is_no_change(tmp_path, rate):
    said = PLAN.replace("conversion_rate: 2%\n    per", f"conversion_rate: {rate}\n    per")
    folder = with_file(tmp_path, "日.csv", days_csv(date(2026, 1, 1), date(2026, 10, 20)), said)
    goal = view(folder).explore()
    assert goal.changes() == {}
    goal.ads.value = 7
    assert goal.changes() == {"targets[year=2026].ads_rate": 0.07}


def test_what_others_changed_of_a_goal_stays_beside_what_was_moved(tmp_path):
    folder = with_file(tmp_path, "日.csv", days_csv(date(2026, 1, 1), date(2026, 10, 20)), PLAN)
    goal = view(folder).explore()
    saver = goal.save()
    goal.rate.value = 2.5
    others = {"sales_cny": 500_000, "month_weights": {11: 2.0}, "seasonality": "weights"}
    changes = {f"targets[year=2026].{name}": value for name, value in others.items()}
    open_plan(folder).with_changes(changes).save()
    saver.again.click()
    assert goal.changes() == {"targets[year=2026].conversion_rate": 0.025}
    goal.reset()
    assert goal.changes() == {}
    saver.write.click()
    saver.confirm.click()
    [target] = load_plan(folder).targets
    assert (target.sales_cny, target.seasonality, target.month_weights[11]) == (5e5, "weights", 2)


def test_the_goal_of_a_sample_is_the_one_of_its_working_copy(tmp_path):
    sample = tmp_path / "data" / "sample" / "home"
    with_file(sample, "日.csv", days_csv(date(2026, 1, 1), date(2026, 10, 20)), PLAN)
    for rate in (2.5, 3):
        goal = view(sample).explore()
        goal.rate.value = rate
        saver = goal.save()
        saver.write.click()
        assert str(tmp_path / "shops") in saver.lines.value
        saver.confirm.click()
        [target] = load_plan(tmp_path / "shops" / "home").targets
        assert target.conversion_rate == rate / 100
    assert load_plan(sample).targets[0].conversion_rate == 0.02


def test_a_new_year_is_added_to_the_plan(tmp_path):
    folder = with_file(tmp_path, "日.csv", days_csv(date(2025, 10, 1), date(2026, 10, 20)))
    goal = view(folder).explore(2027)
    saver = goal.save()
    saver.write.click()
    saver.confirm.click()
    [target] = load_plan(folder).targets
    assert (target.year, target.sales_cny) == (2027, goal.target.sales_cny)


def test_a_goal_that_cannot_hold_is_not_saved(tmp_path):
    folder = with_file(tmp_path, "日.csv", days_csv(date(2026, 1, 1), date(2026, 10, 20)), PLAN)
    goal = view(folder).explore()
    saver = goal.save()
    goal.held.value = 1e9
    goal.lock.click()
    assert saver.write.disabled


def test_a_goal_decided_before_a_month_was_over_is_stale_with_its_gap(tmp_path):
    first, later = date(2026, 1, 1), date(2026, 10, 20)
    folder = with_file(tmp_path, "日.csv", days_csv(first, date(2026, 8, 31)), PLAN)
    seen = view(folder, period="2026-08")
    assert "还没有记下" in seen.decided().markdown
    goal = seen.explore()
    goal.rate.value = 3
    saver = goal.save()
    saver.write.click()
    saver.confirm.click()
    assert "2026年" in view(folder, period="2026-08").decided().text()
    (folder / "exports" / "日.csv").write_bytes(days_csv(first, later))
    outlived = view(folder, period="2026-09")
    assert "各月的销售额" in outlived.decided().text()
    brought = sum(paid for paid in outlived.months.values() if paid is not None)
    due = sum(month.sales_fen / 100 for month in outlived.trees[0].months[:9])
    assert outlived.trees[0].gap_cny(outlived.months) == pytest.approx(brought - due)
