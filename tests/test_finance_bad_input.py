"""Plans that cannot be, through `shopkit cash`: named where they stand, in both languages."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from finance_by_hand import FIRST
from test_finance_plan import plan
from typer.testing import CliRunner

from shopkit.cli import REFUSED, app
from shopkit.finance.findings import model_findings
from shopkit.finance.forecast import forecast
from shopkit.finance.model import Model, Rates
from shopkit.finance.of_plan import model_of
from shopkit.finance.plan_findings import plan_findings
from shopkit.i18n import LANGS
from shopkit.plan.sections.money import Deposit, FixedCost

CASH = {"starts": "2027-01-01", "months": "6", "opening_cny": "20000", "discount_rate": "8%"}
SECTIONS = {
    "stages": "stages:\n  - {name: 起步, starts: 2027-01-01, ends: 2027-12-31, "
    "sales_monthly_cny: 50000, per_buyer_cny: 90}\n",
    "team": "team:\n  posts:\n    - {role: 客服, people: 1, pay_monthly_cny: 4000}\n",
    "costs": "costs:\n  fixed:\n    - {name: 房租, amount_cny: 2000}\n",
}


def cash_with(**changes):
    held = {name: value for name, value in (CASH | changes).items() if value is not None}
    return "cash:\n" + "".join(f"  {name}: {value}\n" for name, value in held.items())


def shop(folder, lang="zh", **sections):
    """Return a shop of a small plan, some of its sections as given."""
    head = f"schema: 1\nshop: {{name: 小店, platform: taobao, lang: {lang}}}\n"
    held = {"cash": cash_with()} | SECTIONS | sections
    (folder / "exports").mkdir(parents=True)
    (folder / "shop.yaml").write_text(head + "".join(held.values()), encoding="utf-8")
    return folder


def run(folder, *options):
    return CliRunner().invoke(app, ["cash", str(folder), *options])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("section", "said", "where"),
    [
        ("cash", cash_with(starts="0001-01-01"), "4 cash.starts"),
        ("cash", cash_with(starts="9999-12-01"), "4 cash.starts"),
        ("cash", cash_with(opening_cny="1e300"), "6 cash.opening_cny"),
        ("cash", cash_with(months="0"), "5 cash.months"),
        ("cash", cash_with(months="400"), "5 cash.months"),
        ("cash", cash_with(spreads="[{of: weather, low: 0.5, high: 1}]"), "8 cash.spreads.0.of"),
        ("team", SECTIONS["team"].replace("4000", "-4000"), "12 team.posts.0.pay_monthly_cny"),
        ("costs", SECTIONS["costs"].replace("}", ", kind: wages}"), "15 costs.fixed.0.kind"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_line(tmp_path, lang, section, said, where):
    done = run(shop(tmp_path / "s", lang, **{section: said}))
    assert done.exit_code == REFUSED
    (told,) = done.stderr.splitlines()
    assert f"shop.yaml:{where} = " in told


GAP = """stages:
  - {name: 一, starts: 2027-01-01, ends: 2027-01-31, sales_monthly_cny: 50000}
  - {name: 二, starts: 2027-04-01, ends: 2027-12-31, sales_monthly_cny: 50000}
"""
TWICE = """stages:
  - {name: 后, starts: 2027-03-01, sales_monthly_cny: 50000}
  - {name: 先, starts: 2027-01-01, ends: 2027-06-30, sales_monthly_cny: 50000}
"""
ADS = """targets:
  - {year: 2027, sales_cny: 1200000, seasonality: even, ads_rate: 10%}
budget: {ads_rate: 8%, ads_monthly_cny: 9000}
"""
UNPAID = "team:\n  posts:\n    - {role: 客服, people: 1}\n"
AWAY = SECTIONS["team"].replace("4000", "4000, starts: 2027-05-01, ends: 2027-01-01")
BACK = "costs:\n  deposits: [{name: 押金, amount_cny: 1, paid: 2027-03-01, returned: 2027-02-01}]\n"
OVER = "costs:\n  rates: [{name: 甲, rate: 60%}, {name: 乙, rate: 60%}]\n"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("sections", "code", "told"),
    [
        ({"stages": GAP}, "nothing_told", (8, "2027")),
        ({"stages": TWICE}, "stages_overlap", (10, "先")),
        ({"x": ADS}, "ads_over", (18, "10,000")),
        ({"x": ADS}, "ads_rate_over", (17, "10.0%")),
        ({"team": UNPAID}, "pay_unknown", (11, "客服")),
        ({"team": AWAY}, "ends_first", (11, "客服")),
        ({"costs": BACK}, "ends_first", (14, "押金")),
        ({"costs": OVER}, "share_beyond", (14, "120.0%")),
        ({"cash": cash_with(opening_cny=-5000)}, "opens_short", (6, "5,000")),
        ({"cash": cash_with(settlement_days=900)}, "no_payback_yet", (3, "¥252,600")),
        ({"cash": cash_with(spreads="[{of: ads, low: 2, high: 1}]")}, "spread_backwards", (8, "2")),
    ],
)
def test_what_cannot_be_or_is_left_open_is_found_with_its_line(
    tmp_path, lang, sections, code, told
):
    line, word = told
    done = run(shop(tmp_path / "s", lang, **sections), "--json")
    ahead = json.loads(done.stdout)
    (one,) = (one for one in ahead["findings"] if one["code"] == f"finance.{code}")
    assert f"shop.yaml:{line} " in one["place"]
    assert word in one["said"] + one["recomputed"]
    assert one["action"]
    assert len(ahead["pnl"]) == ahead["months"]


BACKWARDS = SECTIONS["stages"].replace("2027-12-31", "2026-12-31")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("sections", "wanted"),
    [
        ({"cash": cash_with(starts=None)}, ["shop.yaml:3 cash.starts"]),
        ({"cash": ""}, ["shop.yaml:1 cash.starts"]),
        ({"stages": ""}, ["shop.yaml:1 stages"]),
        ({"stages": BACKWARDS}, ["shop.yaml:9 stages.0 = 起步", "shop.yaml:8 stages"]),
    ],
)
def test_a_plan_nothing_can_be_counted_of_says_where_and_why(tmp_path, lang, sections, wanted):
    done = run(shop(tmp_path / "s", lang, **sections))
    assert done.exit_code == REFUSED
    told = done.stderr.splitlines()
    assert len(told) == len(wanted)
    assert all(place in line for place, line in zip(wanted, told, strict=True))


def test_all_that_is_unknown_is_named(tmp_path):
    bare = shop(tmp_path / "s", team="", costs="costs: {fixed: [{name: 房租}]}\n")
    said = run(bare).stdout
    assert all(name in said for name in ("人员成本", "销售税费", "房租"))


def test_a_profit_before_goods_or_pay_is_no_profit():
    """What weighs most is an error where it is unknown, and stands before everything else."""
    known = Rates(**{one.name: 0.05 for one in fields(Rates)})
    whole = Model(starts=FIRST, sales_cny=(1_000.0,), rates=known, payroll_cny=10.0)
    for rates, severity in ((replace(known, packing=None), "WARNING"), (Rates(), "ERROR")):
        found = model_findings(replace(whole, rates=rates), "en")
        (one,) = (one for one in found if one.code == "finance.left_out")
        assert one.severity.name == severity


@pytest.mark.parametrize(("monthly", "missed"), [(1_000, False), (999, True)])
def test_a_yearly_fee_may_be_planned_by_the_month(monthly, missed):
    """JD asks 1,000 a month: 12,000 a year."""
    told = plan(
        shop={"name": "a", "platform": "jd"},
        stages=[{"name": "s", "starts": "2026-11-01", "sales_monthly_cny": 9000}],
        costs={"fixed": [{"name": "platform", "amount_cny": monthly}]},
        cash={"starts": "2026-11-01", "months": 2},
    )
    found = plan_findings(told, model_of(told, Rates()), "en")
    assert any(one.code == "finance.fee_not_planned" for one in found) is missed


def test_refunds_take_what_is_a_share_of_net_sales_with_them():
    """Half is refunded: platform and tax take their shares of the other half, together 90 %."""
    rates = Rates(refund=0.5, goods=0.2, platform=0.2, sales_tax=0.2)
    model = Model(starts=FIRST, sales_cny=(1_000.0,), rates=rates)
    codes = {one.code for one in model_findings(model, "en")}
    assert "finance.shares_together" not in codes
    over = replace(model, rates=replace(rates, goods=0.31))
    assert "finance.shares_together" in {one.code for one in model_findings(over, "en")}


def test_the_days_cash_may_begin_are_told(tmp_path):
    told = run(shop(tmp_path / "s", cash=cash_with(starts="9999-12-01"))).stderr
    assert "2100-12-31" in told


def test_a_cost_of_any_number_of_years_is_borne_by_the_months_that_count():
    lasting = FixedCost(name="brand", amount_cny=1_200, every="once", years=1_000_000_000)
    early = FixedCost(name="rent", amount_cny=1_000, starts=date(1, 1, 1))
    made = forecast(Model(starts=FIRST, sales_cny=(0.0,) * 2, fixed=(lasting, early)))
    assert made.profit["fixed"].tolist() == [-100_000] * 2
    assert made.cash["fixed_paid"].tolist() == [-220_000, -100_000]


def test_a_deposit_that_comes_back_before_it_is_paid_is_left_out():
    backwards = Deposit(name="a", amount_cny=5, paid=date(2026, 12, 9), returned=FIRST)
    gone = Deposit(name="b", amount_cny=7, returned=date(2020, 2, 1))
    made = forecast(Model(starts=FIRST, sales_cny=(0.0,) * 2, deposits=(backwards, gone)))
    assert not made.closing.any()
    assert not made.frozen.any()


def test_one_post_without_pay_does_not_hide_the_pay_of_the_others():
    told = {"stages": [{"name": "s", "starts": "2026-11-01", "sales_monthly_cny": 9000}]}
    known = {"role": "仓库", "people": 1, "pay_monthly_cny": 5000}
    posts = [known, {"role": "客服", "people": 1}]
    cash = {"starts": "2026-11-01", "months": 2}
    both, one = (
        model_of(plan(**told, cash=cash, team={"posts": each}), Rates())
        for each in (posts, [known])
    )
    assert both.payroll_cny == one.payroll_cny
    assert (both.unpaid, one.unpaid) == (("客服",), ())


def test_ads_follow_the_goal_of_the_year_before_the_budget():
    """What a scenario changes of a goal's ads moves the months of that year, and only them."""
    stage = {"name": "s", "starts": "2026-11-01", "sales_monthly_cny": 9000}
    goal = {"year": 2027, "sales_cny": 120_000, "seasonality": "even", "ads_rate": 0.1}
    told = {"stages": [stage], "cash": {"starts": "2026-12-01", "months": 2}, "targets": [goal]}
    found = model_of(plan(**told, budget={"ads_rate": 0.08}), Rates(ads=0.5))
    assert (found.rates.ads, found.ads_cny) == ((0.08, 0.1), (0.0, 0.0))
    found = model_of(plan(**told, budget={"ads_monthly_cny": 700}), Rates(ads=0.5))
    assert (found.rates.ads, found.ads_cny) == ((0.0, 0.1), (700.0, 0.0))
    found = model_of(plan(**told), Rates(ads=0.5))
    assert (found.rates.ads, found.ads_cny) == ((0.5, 0.1), (0.0, 0.0))
    assert model_of(plan(**(told | {"targets": []})), Rates(ads=0.5)).rates.ads == 0.5


SCENARIOS = """scenarios:
  - {name: 好, changes: {stages.0.sales_monthly_cny: 60000}}
  - {name: 无, changes: {costs.nothing: 3}}
  - {name: 错, changes: {cash.months: many}}
  - {name: 静, changes: {shop.name: 大店}}
  - {name: 空, changes: {}}
"""


@pytest.mark.parametrize("lang", LANGS)
def test_scenarios_stand_beside_the_plan_and_those_that_cannot_be_are_named(tmp_path, lang):
    folder = shop(tmp_path / "s", lang, x=SCENARIOS)
    told = json.loads(run(folder, "--json").stdout)
    assert [one["plan_scenario"] for one in told["scenarios"]] == ["好", "静", "空"]
    plan_paid = sum(row["paid_cny"] for row in told["pnl"])
    assert [one["paid_cny"] for one in told["scenarios"]] == [plan_paid * 1.2, plan_paid, plan_paid]
    assert told["scenarios"][1]["lowest_month"] == told["lowest"]["month"]
    found = [one for one in told["findings"] if "scenario" in one["code"]]
    said = {one["code"].removeprefix("finance."): one["place"] for one in found}
    assert len(found) == 4
    assert "shop.yaml:20 " in said["scenario_still"]
    assert "shop.yaml:21 " in said["scenario_empty"]
    whys = [one["recomputed"] for one in found if one["code"] == "finance.scenario_wrong"]
    assert "costs.nothing" in whys[0]
    assert "cash.months = many" in whys[1]
    assert "好" in run(folder).stdout
