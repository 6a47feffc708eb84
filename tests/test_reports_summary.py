"""The summary of a report holds what was earned beside the figures."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from shop_files import shop_folder
from topic_tables import tables

from shopkit.exports import Shop
from shopkit.findings import Finding, Severity
from shopkit.i18n import LANGS
from shopkit.kpi import overview, story
from shopkit.periods import Period
from shopkit.plan import load_plan
from shopkit.plan.sections.targets import Target
from shopkit.profit import Account, Books
from shopkit.reports.summary import NEXT_STEPS, SHOWN_FINDINGS, with_profit, with_target

DAY = date(2026, 10, 3)


def shop(**more):
    moment = datetime.combine(DAY, time(9))
    order = {"order_id": "1", "paid_at": moment, "paid_fen": 10_000, "refund_fen": 0}
    line = {"order_id": "1", "sku": "A", "units": 1}
    return tables(orders=[order | {"units": 1, "sent": True}], order_lines=[line], **more)


@pytest.fixture
def plan(tmp_path):
    return load_plan(shop_folder(tmp_path))


def told(shop, plan, lang):
    seen = overview(shop, Period.parse("2026-10"))
    account = Account(Books(shop, plan), seen.comparison, lang, "item")
    return story(seen, shop, lang), account


@pytest.mark.parametrize("lang", LANGS)
def test_without_costs_the_summary_is_that_of_the_figures(plan, lang):
    summary, account = told(shop(), plan, lang)
    assert with_profit(summary, account) == summary


@pytest.mark.parametrize("lang", LANGS)
def test_with_costs_it_says_what_is_left_and_ranks_findings_together(plan, lang):
    known = shop(products=[{"sku": "A", "unit_cost_fen": 12_000}])
    summary, account = told(known, plan, lang)
    own = Finding(code="x", severity=Severity.WARNING, place="", action="x", cny=-1e6)
    both = with_profit(replace(summary, findings=(own,)), account)
    assert account.story.headline in both.what
    assert both.findings[0] == own
    assert {f.code for f in account.found} <= {f.code for f in both.findings}
    amounts = [abs(f.cny) for f in both.findings if f.cny is not None]
    assert amounts == sorted(amounts, reverse=True)
    assert len(both.next) <= NEXT_STEPS
    assert both.next[0] == "x"
    assert len(both.findings) <= SHOWN_FINDINGS


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "目标 ¥1,000"), ("en", "Target of Oct 2026: ¥1,000")]
)
def test_the_summary_tells_how_the_period_stands_against_its_target(tmp_path, plan, lang, said):
    seen = overview(shop(), Period.parse("2026-10"))
    summary = story(seen, shop(), lang)
    goal = Target(year=2026, sales_cny=12_000, seasonality="even")
    aimed = plan.model_copy(update={"targets": (goal,)})
    opened = Shop(tmp_path, aimed, shop(), ())
    assert said in with_target(summary, opened, seen, lang).what
    other = replace(opened, plan=plan)
    assert with_target(summary, other, seen, lang) == summary
