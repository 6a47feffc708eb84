"""The profit view and its controls without a browser, on a shop of which all is known."""

from datetime import date

import profit_samples as samples
import pytest
from profit_stage import DAYS, write_profit_shop

from shopkit import profit
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import LANGS, text
from shopkit.periods import Period
from shopkit.profit import pictures
from shopkit.tables import check
from shopkit.widgets.kpi import look_at
from shopkit.widgets.pieces import whole_months
from shopkit.widgets.profit import look_at_profit
from shopkit.widgets.said import Said, Unsaid

PICTURES = ("bridge", "ranking", "days", "shares", "orders")
TABLES = ("definition", "assumptions", "campaigns", "uncosted", "findings")
pytestmark = pytest.mark.usefixtures("unscripted")


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return write_profit_shop(tmp_path_factory.mktemp("profit") / "shop")


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    return write_profit_shop(tmp_path_factory.mktemp("profit") / "bare", costs=False)


@pytest.mark.parametrize("lang", LANGS)
def test_every_method_is_a_picture_or_a_table_with_its_numbers(shop, lang):
    view = look_at_profit(shop, "2026-10", lang)
    for name in PICTURES:
        shown = getattr(view, name)()
        assert isinstance(shown, Picture), name
        assert shown.words.title, name
        assert shown.table is not None, name
        check(shown.table)
    assert all(isinstance(getattr(view, name)(), Table) for name in TABLES)
    for level in ("item", "category"):
        assert isinstance(view.ranking(level), Picture)
    assert len(view.days("month").table) == 2
    assert view.headline().markdown.startswith("**")


def test_pictures_show_what_the_topic_counted(shop):
    view = look_at_profit(shop, "2026-10")
    steps = profit.bridge(view.account.ledger, view.period)
    left = steps.loc[steps["step"] == "contribution", "amount_cny"].item()
    for level in ("sku", "item", "category", "day", "order", "line"):
        total = view.account.by(level)["contribution_cny"].sum()
        assert total == pytest.approx(left, abs=0.005), level
    table = view.bridge().table.dropna()
    assert table["amount_cny"].iloc[-1] == pytest.approx(left)
    assert table["amount_cny"].iloc[:-1].sum() == pytest.approx(left)


def test_who_loses_and_why_is_found(shop):
    found = look_at_profit(shop, "2026-10").account.found
    said = {one.cause.split("」")[0].removeprefix("「"): one for one in found}
    assert "推广费" in said["C-1 浴帘"].cause
    assert "货品成本" in said["B-1 毛巾杆"].cause
    assert {"under_break_even", "returns", "uncosted", "unconfirmed"} <= {f.code for f in found}
    assert "新品推广" in said


@pytest.mark.parametrize("rule", ["item", "paid", "none"])
def test_who_bears_the_ads_changes_who_loses_but_not_the_total(shop, rule):
    plain = look_at_profit(shop, "2026-10", ads_rule="item")
    view = look_at_profit(shop, "2026-10", ads_rule=rule)
    assert view.ads_rule == rule
    for name in ("paid", "refund", "cost_goods"):
        assert view.account.steps[name] == plain.account.steps[name]
    eaten = view.account.by("sku").set_index("sku").loc["C-1", "contribution_cny"]
    assert (eaten < 0) == (rule == "item")


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_costs_says_what_is_missing_and_how_to_add_it(bare, lang):
    view = look_at_profit(bare, "2026-10", lang)
    assert "shopkit template products" in view.headline().markdown
    assert isinstance(view.bridge(), Picture)
    silent = [view.ranking(), view.days(), view.orders(), view.campaigns(), view.findings()]
    assert all(isinstance(one, Unsaid) for one in [*silent, view.explore(), view.uncosted()])
    data, metadata = view.ranking()._repr_mimebundle_()
    assert (data["text/plain"], metadata) == (view.ranking().markdown, {"shopkit": "unsaid"})
    assert isinstance(view.definition(), Table)


def test_a_period_without_orders_says_so(shop, tmp_path):
    from report_stage import write_shop

    view = look_at_profit(write_shop(tmp_path / "days"), "2026-10", "en")
    assert view.missing == "orders"
    assert "no paid orders" in view.headline().markdown
    assert isinstance(view.bridge(), Said)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("period", ["2026-10", "2026-W43", "2026-10-01..2026-10-15"])
def test_controls_move_figures_and_pictures_and_come_back(shop, lang, period):
    explorer = look_at_profit(shop, period, lang).explore()
    first = Period.parse(period)
    start = (explorer.headline.value, explorer.figures.value, explorer.ranking.shown.words.title)
    assert explorer.period.value == explorer.view.period == first
    assert explorer.changed.value.count("<p") == 0

    explorer.period.value = explorer.period.options[0][1]
    assert explorer.headline.value != start[0]
    explorer.level.value = "category"
    assert explorer.ranking.shown.words.label["category"] in explorer.figures.value
    explorer.rule.value = "paid"
    assert "→" in explorer.changed.value or "变成" in explorer.changed.value
    assert explorer.view.ads_rule == "paid"

    explorer.reset.click()
    assert explorer.view.period == first
    assert start == (
        *(explorer.headline.value, explorer.figures.value, explorer.ranking.shown.words.title),
    )


def test_a_ledger_is_made_once_for_each_rule(shop):
    view = look_at_profit(shop, "2026-10")
    assert view.account.ledger is view.at(Period.parse("2026-09"), "item").account.ledger
    assert view.account.ledger is not view.at(view.period, "paid").account.ledger


def test_the_rate_before_ads_is_what_break_even_is_held_against(shop, bare):
    view = look_at_profit(shop, "2026-10")
    rate = view.account.rate_before_ads
    net = view.account.steps["paid"] + view.account.steps["refund"] + view.account.steps["unknown"]
    left = view.account.steps["contribution"] - view.account.steps["cost_ads"]
    assert rate == pytest.approx(left / net)
    assert look_at_profit(bare, "2026-10").account.rate_before_ads is None


def test_the_stage_covers_two_whole_months(shop):
    view = look_at_profit(shop)
    assert str(view.period) == "2026-10"
    assert len(view.account.by("day")) == 31
    assert len(view.shop.tables.order_days) == DAYS


@pytest.mark.parametrize("period", ["2026-W43", "2026-10"])
def test_months_are_whole_and_the_same_in_sales_and_profit(root, period):
    flagship = root / "data" / "sample" / "flagship"
    paid = look_at(flagship, period).trend("month").table.iloc[-1]
    left = look_at_profit(flagship, period).days("month").table.iloc[-1]
    assert str(paid["date_end"].date()) == "2026-10-31"
    assert left["date"] == paid["date"]
    assert left["paid_cny"] == pytest.approx(paid["paid_cny"])


def test_a_month_the_files_cut_is_left_out():
    first, last = date(2026, 9, 3), date(2026, 10, 25)
    assert whole_months(first, last, last) == Period(first, date(2026, 9, 30))
    assert whole_months(date(2026, 10, 3), last, last) == Period(date(2026, 10, 3), last)


@pytest.mark.parametrize("lang", LANGS)
def test_one_thing_alone_is_not_ranked(lang):
    alone = samples.skus(4).head(1).assign(contribution_cny=[9.0])
    _, words = pictures.ranking_shown(alone, "sku", samples.scope(lang))
    assert words.so == text("profit.ranking.so_one", lang)
    _, words = pictures.ranking_shown(
        alone.assign(contribution_cny=[-9.0]), "sku", samples.scope(lang)
    )
    assert words.so != text("profit.ranking.so_one", lang)
