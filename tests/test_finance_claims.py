"""What the source documents claim of money, and what it comes to when it is counted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import shopkit.finance
from shopkit.fees import Shop, commission_cny, openings
from shopkit.finance.budget import (
    Item,
    budget,
    by_month,
    known_total,
    month_read,
    readings,
    remainder,
    side_by_side,
    total_cost_cny,
    without_amount,
    yearly_cny,
)
from shopkit.finance.claims_account import (
    ads_budgets_findings,
    ads_findings,
    fee_findings,
    implied_turnover,
    staff_findings,
    unlimited_findings,
)
from shopkit.finance.claims_budget import (
    Dated,
    combination_findings,
    compared_findings,
    deposit_findings,
    lasting_findings,
    late_findings,
    missing_findings,
    month_findings,
    needed_findings,
    nested_findings,
    opening_findings,
    reading_findings,
    remainder_findings,
    same_item_findings,
    season_findings,
    total_findings,
)
from shopkit.finance.claims_return import (
    first_year_findings,
    gross_payback_findings,
    payback_findings,
    payback_years,
)
from shopkit.finance.pnl import Shares
from shopkit.findings import Severity
from shopkit.i18n import LANGS, texts

ACCOUNT = Shares(
    0.4,
    {"ads": 0.1, "staff": 0.06, "platform": 0.05, "parcels": 0.05, "tax": 0.045, "venue": 0.02},
)
BANDS = {10_000: 4_000, 50_000: 15_000, 80_000: 17_500, 100_000: 34_000}
START = [
    Item(name="stock", amount_cny=10_000),
    Item(name="daily", amount_cny=5_000),
    Item(name="promotion", amount_cny=5_000),
]
IT = [
    Item(name="UPS", amount_cny=10_000),
    Item(name="website", amount_cny=25_000, years=5, part_of="UPS"),
    Item(name="office", amount_cny=300_000, part_of="UPS"),
    Item(name="hotline", amount_cny=10_000),
    Item(name="firewall"),
    Item(name="clients"),
    Item(name="lines"),
    Item(name="website promotion"),
]
EARLY = "hardware, early wages"
TIMELINE = [
    Item(name="deposit", amount_cny=160_000, on=date(2014, 2, 1)),
    Item(name=EARLY, on=date(2014, 3, 1)),
    Item(name=EARLY, on=date(2014, 7, 1)),
    Item(name="campaign", amount_cny=400_000, on=date(2014, 8, 1)),
]
IN_2014 = date(2014, 3, 1)
THEN = date(2012, 6, 1)
INVESTED = {"stated": 270_650.0, "dated": 560_000.0, "with ads": 591_000.0}


def only(findings):
    """Return the one finding, with texts in it."""
    (one,) = findings
    assert one.said
    assert one.recomputed
    assert one.action
    return one


def ways():
    """Return the cheaper way to open by trademark, as that document has it."""
    return {mark: openings(Shop("tmall", "franchise", mark), IN_2014)[0] for mark in ("R", "TM")}


def test_s003_finance_pl_table():
    assert ACCOUNT.net == pytest.approx(0.075)
    shown = ACCOUNT.frame().set_index("budget_item")["figure_share"]
    assert shown["gross_margin"] == 0.4
    assert shown[["ads", "staff", "platform", "parcels", "tax", "venue"]].sum() == pytest.approx(
        -0.325
    )
    assert shown["net"] == pytest.approx(0.075)


def test_s003_finance_net_margin():
    """Net is gross less every share; a share nobody knows leaves it unknown."""
    assert Shares(0.4, {"a": 0.325}).net == pytest.approx(0.075)
    bare = Shares(0.4, {"a": 0.325, "b": None})
    assert (bare.net, bare.missing) == (None, ("b",))


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_pl_vs_staff_table(lang):
    """With the real cost of people the account is negative in every band."""
    nets = {10_000: -0.265, 50_000: -0.165, 80_000: -0.08375, 100_000: -0.205}
    evens = {4_000: 29_630, 15_000: 111_111, 17_500: 129_630, 34_000: 251_852}
    for turnover, cost in BANDS.items():
        real = ACCOUNT.with_amount("staff", cost, turnover).net
        assert real == pytest.approx(nets[turnover]), turnover
        assert ACCOUNT.break_even_cny("staff", cost) == pytest.approx(evens[cost], abs=0.5)
    found = staff_findings(ACCOUNT, "staff", BANDS.items(), lang)
    assert len(found) == 4
    assert all(one.severity == Severity.ERROR and one.cny < 0 for one in found)
    assert "251,852" in found[0].recomputed
    stated = only(staff_findings(ACCOUNT, "staff", [(50_000, 16_500)], lang))
    assert "−19.5%" in stated.recomputed
    printed = only(staff_findings(ACCOUNT, "staff", [(800_000, 17_500)], lang))
    assert "11.3%" in printed.recomputed
    assert printed.cny > 0
    hopeless = Shares(0.4, {"ads": 0.5, "staff": 0.06})
    only(staff_findings(hopeless, "staff", [(50_000, 15_000)], lang))


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_pl_missing_annual_fee(lang):
    one = only(fee_findings(ACCOUNT, "fee", 30_000, (50_000, 100_000), lang))
    for said in ("¥2,500", "¥50,000: 5.0%", "¥100,000: 2.5%", "¥400,000", "¥33,333"):
        assert said in one.recomputed
    assert not fee_findings(Shares(0.4, {"fee": 0.05}), "fee", 30_000, (), lang)
    assert not fee_findings(ACCOUNT, "fee", 0, (), lang)
    only(fee_findings(Shares(0.1, {"a": 0.2}), "fee", 30_000, (1_000,), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_stage2_ads_equal_turnover(lang):
    one = only(ads_findings(30_000, 30_000, ACCOUNT, "ads", lang))
    for said in ("100.0%", "10.0%", "¥3,000", "¥12,000"):
        assert said in one.recomputed
    assert one.cny == -27_000
    assert not ads_findings(3_000, 30_000, ACCOUNT, "ads", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_ztc_no_limit(lang):
    one = only(unlimited_findings(ACCOUNT, "ads", lang))
    assert ACCOUNT.highest_share("ads") == pytest.approx(0.175)
    assert ACCOUNT.break_even_roi("ads") == pytest.approx(5.71, abs=0.005)
    for said in ("22.5%", "17.5%", "5.71"):
        assert said in one.recomputed
    only(unlimited_findings(Shares(0.2, {"ads": 0.1, "staff": 0.3}), "ads", lang))


@pytest.mark.parametrize("lang", LANGS)
def test_c_x_ad_budget(lang):
    assert [implied_turnover(cny, 0.1) for cny in (100, 1_000, 30_000)] == pytest.approx(
        [1_000, 10_000, 300_000]
    )
    one = only(ads_budgets_findings([100, 1_000, 30_000], 0.1, lang))
    assert "¥30,000 → ¥300,000" in one.recomputed
    assert not ads_budgets_findings([100, 100], 0.1, lang)


def test_s003_finance_cost_blocks():
    """Labour, goods and operation are the whole cost."""
    staff, goods, operation = 6_000.0, 60_000.0, 26_500.0
    assert total_cost_cny(staff, goods, operation) == 100_000 - 7_500


def test_s000_p03_budget_total():
    assert known_total(START) == 20_000
    assert budget(START)["amount_share"].tolist() == [0.5, 0.25, 0.25]
    assert not total_findings(START, 20_000, "budget", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_c_s000_p03_budget_missing_lines(lang):
    lines = only(needed_findings(START, ("wages", "equipment", "stock"), "budget", lang))
    assert "wages" in lines.said
    assert "stock" not in lines.said
    one = only(lasting_findings(5_000, (4_000, 6_000), "daily", lang))
    assert "0.83" in one.recomputed
    assert "1.25" in one.recomputed
    assert not lasting_findings(50_000, (4_000, 6_000), "daily", lang)
    assert not needed_findings(START, ("stock",), "budget", lang)


def test_s000_p08_it_budget_table():
    frame = budget(IT).set_index("budget_item")
    assert known_total(IT) == 345_000
    assert frame["amount_cny"].sum() == 345_000
    assert frame["amount_cny"].isna().sum() == 4


def test_s000_p08_it_website():
    assert yearly_cny(IT[1]) == 5_000
    assert readings("2、5万/5年") == ((25_000.0,), (20_000.0, 50_000.0))


@pytest.mark.parametrize("lang", LANGS)
def test_c_s000_p08_website_amount(lang):
    one = only(reading_findings("2、5萬/5年", "website", 5, lang))
    for said in ("¥25,000", "¥5,000", "¥20,000–¥50,000", "¥4,000–¥10,000"):
        assert said in one.recomputed
    assert not reading_findings("25000", "website", 5, lang)
    assert not reading_findings("5、2万", "website", 5, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s000_p08_budget_total(lang):
    assert "¥345,000" in only(total_findings(IT, None, "it", lang)).recomputed
    assert len(without_amount(IT)) == 4
    assert "firewall" in only(missing_findings(IT, "it", lang)).said


@pytest.mark.parametrize("lang", LANGS)
def test_c_s000_p08_numbering(lang):
    one = only(nested_findings(IT, "it", lang))
    for said in ("¥325,000", "¥345,000"):
        assert said in one.recomputed
    assert "¥10,000" in one.said


def test_s003_finance_investment_timeline():
    frame = by_month(TIMELINE)
    assert frame["amount_total_cny"].tolist() == [160_000, 560_000]
    assert [str(day.date()) for day in frame["date"]] == ["2014-02-01", "2014-08-01"]


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_investment_timeline_sum(lang):
    one = only(total_findings(TIMELINE, 270_650, "investment", lang))
    for said in ("¥560,000", "2.07"):
        assert said in one.recomputed
    more = [*TIMELINE, Item(name="ads", amount_cny=30_000), Item(name="software", amount_cny=1_000)]
    assert "2.18" in only(total_findings(more, 270_650, "investment", lang)).recomputed


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_timeline_duplicate(lang):
    bare, twice = missing_findings(TIMELINE, "timeline", lang)
    assert "2" in bare.said
    assert "2014-03" in twice.said
    assert "2014-07" in twice.said


def test_s003_finance_investment_breakdown():
    named = [Item(name="deposit", amount_cny=160_000), Item(name="campaign", amount_cny=100_000)]
    assert remainder(270_650, named) == 10_650


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_investment_remainder(lang):
    named = [Item(name="deposit", amount_cny=160_000), Item(name="campaign", amount_cny=100_000)]
    rest = [Item(name="ads", amount_cny=30_000), Item(name="software", amount_cny=1_000)]
    one = only(remainder_findings(270_650, named, rest, "investment", lang))
    assert "¥10,650" in one.said
    assert "¥31,000" in one.recomputed
    wages = [Item(name="a month of wages", amount_cny=7_000)]
    assert not remainder_findings(270_650, named, wages, "investment", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_jhs_400k_vs_100k(lang):
    told = {"timeline": [400_000.0], "breakdown": [100_000.0]}
    assert "¥300,000" in only(same_item_findings(told, "campaign", "cny", lang)).recomputed


@pytest.mark.parametrize("lang", LANGS)
def test_c_x_tmall_deposit(lang):
    told = {"first": [50_000.0, 100_000.0], "second": [100_000.0, 150_000.0]}
    one = only(same_item_findings(told, "deposit", "cny", lang))
    assert "¥100,000" in one.recomputed


@pytest.mark.parametrize("lang", LANGS)
def test_c_x_tmall_annual_fee(lang):
    told = {"first": [30_000.0, 60_000.0], "second": [30_000.0]}
    assert "¥30,000" in only(same_item_findings(told, "fee", "cny", lang)).recomputed
    assert not same_item_findings({"a": [1.0], "b": [1.0]}, "fee", "cny", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_x_commission_rate(lang):
    told = {"first": [0.02, 0.03], "second": [0.05]}
    one = only(same_item_findings(told, "commission", "rate", lang))
    assert "5.0%" in one.said
    assert one.cny is None
    charged = [commission_cny(100_000, rate) for told_rates in told.values() for rate in told_rates]
    assert charged == [2_000, 3_000, 5_000]


def test_what_three_places_agree_on_is_not_found_fault_with():
    """Five per cent in the list of fees, in the account and in the rule of refunds."""
    told = {"fees": [0.05], "account": [0.05], "refunds": [0.05]}
    assert not same_item_findings(told, "commission", "rate", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_opening_16w_vs_fees(lang):
    one = only(opening_findings(160_000, ways(), "opening", lang))
    for said in ("¥130,000 (¥30,000)", "¥180,000 (−¥20,000)"):
        assert said in one.recomputed
    earlier = {str(n): way for n, way in enumerate(openings(Shop("tmall", "flagship"), THEN))}
    assert not opening_findings(160_000, earlier, "opening", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_deposit_label(lang):
    deposits = [way.tied_cny.low for way in ways().values()]
    one = only(deposit_findings(160_000, deposits, "opening", lang))
    for said in ("¥150,000", "¥10,000", "¥60,000"):
        assert said in one.recomputed
    assert not deposit_findings(100_000, deposits, "opening", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s000_p02_fee_combinations(lang):
    one = only(combination_findings(openings(Shop("tmall", "flagship"), THEN), "fees", lang))
    for said in ("¥80,000", "¥110,000", "¥130,000", "¥160,000"):
        assert said in one.recomputed
    for said in ("¥50,000–¥100,000", "¥30,000–¥60,000"):
        assert said in one.recomputed


@pytest.mark.parametrize("lang", LANGS)
def test_c_x_startup_budget(lang):
    totals = {"taobao": 20_000.0, "mall": 80_000.0, "mall, dear": 160_000.0}
    totals |= {"stated": 270_650.0, "dated": 560_000.0}
    assert "28" in only(compared_findings(totals, lang)).recomputed
    frozen = [Item(name="d", amount_cny=100_000, refundable=True), Item(name="f", amount_cny=6e4)]
    frame = side_by_side({"taobao": START, "mall": frozen}).set_index("plan_scenario")
    assert frame.loc["mall"].tolist() == [160_000, 100_000, 60_000]
    assert frame.loc["taobao", "amount_spent_cny"] == 20_000


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_date_typo(lang):
    assert month_read("20142") == date(2014, 2, 1)
    assert "2014-02" in only(month_findings("20142", "timeline", lang)).recomputed
    only(month_findings("201413", "timeline", lang))


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_timeline_q1_after_start(lang):
    """The first quarter is planned when the third stage has begun, after it is over."""
    task = Dated("plan of the first quarter", date(2014, 4, 1), date(2013, 12, 31), "first quarter")
    assert "91" in only(late_findings([task], lang)).recomputed


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_timeline_winter_test(lang):
    """Winter comes after the money of August is spent."""
    task = Dated("test in winter", date(2014, 12, 1), date(2014, 8, 1), "campaign money")
    assert "122" in only(late_findings([task], lang)).recomputed
    assert not late_findings([Dated("a", date(2014, 1, 1), date(2014, 8, 1), "b")], lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_timeline_autumn_opening(lang):
    """New autumn goods fit the second date, July, not the opening in March."""
    autumn = (7, 8, 9, 10)
    one = only(season_findings("opening", IN_2014, autumn, [date(2014, 7, 1)], lang))
    assert "2014-07" in one.recomputed
    only(season_findings("opening", IN_2014, autumn, [], lang))
    assert not season_findings("opening", date(2014, 8, 1), autumn, [], lang)


def test_s003_finance_payback():
    assert payback_years(270_650, 240_000) == pytest.approx(1.13, abs=0.005)
    assert payback_years(600_000, 240_000) == 2.5
    assert payback_years(1, 0) is None


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_payback(lang):
    one = only(payback_findings(2.5, 240_000, INVESTED, lang))
    for said in ("1.13", "¥600,000", "2.33", "2.46"):
        assert said in one.recomputed
    assert not payback_findings(2.5, 240_000, {"with ads": 591_000.0}, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_payback_gross_not_net(lang):
    sums = {"stated": 270_650.0, "implied": 600_000.0}
    one = only(gross_payback_findings(240_000, (0.4, 0.075), sums, lang))
    parts = ("¥600,000", "¥50,000", "¥45,000", "6.01", "13.33", "¥3,200,000", "¥266,667")
    for said in parts:
        assert said in one.recomputed
    only(gross_payback_findings(240_000, (0.4, -0.1), sums, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_c_s003_first_year_gross_vs_targets(lang):
    monthly = {"stage 2": 30_000.0, "stage 3": 300_000.0}
    one = only(first_year_findings(240_000, 0.4, monthly, lang))
    for said in ("¥120,000", "2", "¥50,000"):
        assert said in one.recomputed


def test_every_finding_has_its_texts_and_every_text_its_finding():
    room = Path(shopkit.finance.__file__).parent
    told = [*room.glob("*.py"), room.parent / "reports" / "cash_scenarios.py"]
    sources = "".join(path.read_text(encoding="utf-8") for path in told)
    known = set(texts("finance")["found"])
    assert {code for code in known if f'"{code}"' not in sources} == set()
    assert set(re.findall(r'found\(\s*"(\w+)"', sources)) <= known
