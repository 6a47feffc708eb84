"""The view of prices: every sample shop in both languages, and a shop that has nothing yet."""

import re
import shutil
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
import xlsxwriter
from conftest import ROOT
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner
from view_things import bundle

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.cli import app
from shopkit.i18n import LANGS, text
from shopkit.plan import create_shop
from shopkit.plan.sections.promotions import Promotion
from shopkit.promotions import steps
from shopkit.tables import column
from shopkit.widgets.pricing import look_at_pricing
from shopkit.widgets.pricing_cart import left_of
from shopkit.widgets.pricing_explorer import PriceExplorer
from shopkit.widgets.pricing_shown import freight_of, protection, with_freight
from shopkit.widgets.said import Said, Unsaid

EVERY = ("state", "unit", "sources", "products", "rules", "peers", "tiers", "mix", "promotions")
EVERY += ("cart", "cart_steps", "worst", "findings", "windows", "protection", "decisions")
SLOW = ("elasticity", "reasons", "best", "proposal", "constraints", "replay", "replay_said")
NOTHING = ("state", "findings", "decisions")  # are told whatever there is


@pytest.fixture(scope="module")
def uncosted(tmp_path_factory):
    """Return a sample shop without its table of costs and without its exports."""
    folder = tmp_path_factory.mktemp("uncosted") / "shop"
    skipped = shutil.ignore_patterns("exports", "tables", "成本表.xlsx", "rejected.csv")
    shutil.copytree(ROOT / "data" / "sample" / "bathware", folder, ignore=skipped)
    said = (folder / "shop.yaml").read_text(encoding="utf-8")
    (folder / "shop.yaml").write_text(said.replace("  products: [成本表.xlsx]", "  #"), "utf-8")
    return folder


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", EVERY)
def test_a_sample_shop_shows_everything(what, lang):
    shown = getattr(VIEWS.setdefault(lang, look_at_pricing("bathware", "2026-10", lang)), what)()
    assert isinstance(shown, Picture | Table | Said)
    assert not isinstance(shown, Unsaid) or what == "decisions"
    assert bundle(shown)


VIEWS: dict = {}
BASIC = "pricing.rule.basic_margin"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", [*EVERY, *SLOW])
def test_a_shop_without_anything_says_what_it_needs(what, lang, bare):
    shown = getattr(look_at_pricing(bare, "", lang), what)()
    assert what in NOTHING or isinstance(shown, Unsaid), what


@pytest.mark.parametrize("what", [*EVERY, *SLOW])
def test_prices_without_costs_or_orders_stay_unknown(what, uncosted):
    shown = getattr(look_at_pricing(uncosted), what)()
    if what in ("products", "tiers", "proposal", "constraints", "reasons", "replay", "windows"):
        assert isinstance(shown, Unsaid)
    if what == "unit":
        assert "没有成本" in shown.words.title
    if what == "cart":
        assert "到手价" in shown.words.title
        assert "没有成本" in shown.words.so


@pytest.mark.parametrize("lang", LANGS)
def test_losers_are_counted_among_those_that_keep_too_little(lang):
    """The rule of the least margin names as many products as the table of all."""
    view = VIEWS.setdefault(lang, look_at_pricing("bathware", "2026-10", lang))
    (thin,) = (row[2] for row in view.rules().rows if row[0] == text(BASIC, lang))
    loses = sum(str(row[2]).startswith("−") for row in view.products().rows)
    said = {"n": len(view.priced), "thin": int(thin), "loses": loses}
    assert view.products().caption.startswith(text("price.products.caption", lang, **said))


@pytest.mark.parametrize("lang", LANGS)
def test_every_product_that_breaks_a_rule_is_named_with_its_figures(lang):
    view = VIEWS.setdefault(lang, look_at_pricing("bathware", "2026-10", lang))
    counts = {row[0]: (row[2], row[4]) for row in view.rules().rows}
    for rule in ("basic_margin", "stable"):
        broken, named = counts[text(f"pricing.rule.{rule}", lang)]
        assert named.count(" / ") == int(broken) > 0


@pytest.mark.parametrize("lang", LANGS)
def test_a_proposal_says_first_what_it_breaks_by_rule_and_how_much_changes(lang):
    view = VIEWS.setdefault(lang, look_at_pricing("bathware", "2026-10", lang))
    so = view.proposal(-2.0).words.so
    assert so.startswith(text("price.proposal.aside", lang, list="@").split("@")[0])
    assert so.count(text("elasticity.bound.role", lang)) == 1
    assert text("price.proposal.largest", lang, most="@", allowed="10.0%").split("@")[1] in so


@pytest.mark.usefixtures("unscripted")
@pytest.mark.parametrize("lang", LANGS)
def test_a_new_shop_is_told_one_way_to_its_costs_and_the_way_works(tmp_path, lang):
    """The steps it names, done word for word."""
    shop = tmp_path / "new"
    create_shop(shop, "taobao", lang)
    with (shop / "shop.yaml").open("a", encoding="utf-8") as plan:
        plan.write('products: [{item_id: "11", name: 毛巾杆, price_cny: 59}]\n')
    view = look_at_pricing(shop, lang=lang)
    how = text("price.costs.make", lang)
    command = "shopkit template products --out costs.xlsx"
    assert command in how
    assert how in view.state().text()
    assert how in view.products().markdown
    assert how in view.unit().words.so
    assert how in unescape(PriceExplorer(view).so.value)
    out = str(shop / "costs.xlsx")
    done = CliRunner().invoke(app, [*command.split()[1:-1], out, "--lang", lang])
    assert done.exit_code == 0, done.output
    heads = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()[0]
    filled = {column("item_id").title(lang): "11", column("unit_cost").title(lang): 20}
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads)
        sheet.write_row(1, 0, [filled.get(head, "") for head in heads])
    said = (shop / "shop.yaml").read_text(encoding="utf-8")
    said = said.replace("# costs:", "costs:")
    said = re.sub(r"# (  products: )\[[^\]]*\]", r"\1[costs.xlsx]", said)
    (shop / "shop.yaml").write_text(said, encoding="utf-8")
    costed = look_at_pricing(shop, lang=lang)
    assert costed.of("11").goods_cny == 20
    assert isinstance(costed.products(), Table)
    assert how not in costed.state().text()


def test_what_a_cart_leaves_has_paid_for_its_gifts():
    """The example cart of the sample shop comes with a hose: it costs what a hose costs."""
    view = VIEWS.setdefault("zh", look_at_pricing("bathware", "2026-10", "zh"))
    found = steps(view.example, view.offers, "best")
    (gift,) = found.gifts.to_dict("records")
    cost = view.of(str(gift["item_id"])).goods_cny * int(gift["gift_units"])
    bare = left_of(view, replace(found, gifts=found.gifts.iloc[:0]))
    assert cost > 0
    assert left_of(view, found) == pytest.approx(bare - cost)


def test_price_protection_counts_with_the_prices_of_the_day_it_names():
    """A flash sale days later is no price of tomorrow."""
    view = VIEWS.setdefault("zh", look_at_pricing("bathware", "2026-10", "zh"))
    before = protection(view)
    later = Promotion(name="秒杀", kind="flash", pay_rate=0.1, starts=view.day + timedelta(days=9))
    plan = view.plan.model_copy(update={"promotions": (*view.plan.promotions, later)})
    assert before is not None
    assert str(protection(view.with_plan(plan))) == str(before)


@pytest.mark.parametrize("lang", LANGS)
def test_the_steps_of_a_cart_are_told_to_the_fen_and_add_up(lang):
    view = VIEWS.setdefault(lang, look_at_pricing("bathware", "2026-10", lang))
    for _, before, off, after, *_ in view.cart_steps().rows:
        told = [float(one.replace("¥", "").replace(",", "")) for one in (before, off, after)]
        assert told[0] - told[1] == pytest.approx(told[2], abs=0.001)


def test_freight_is_added_beside_peers_only_where_delivery_is_not_free():
    """The sample shop charges 8 and delivers free from 99 on."""
    view = VIEWS.setdefault("zh", look_at_pricing("bathware", "2026-10", "zh"))
    paid = {one.price_cny: freight_of(view, one) for one in view.priced}
    assert all(freight == (8 if price < 99 else 0) for price, freight in paid.items())
    own, charged = with_freight(view)
    assert charged == sum(price < 99 for price in paid)
    assert {total for _, total, _ in own} == {price + freight for price, freight in paid.items()}


def test_a_price_that_loses_allows_no_discount():
    view = VIEWS.setdefault("zh", look_at_pricing("bathware", "2026-10", "zh"))
    for row in view.products().rows:
        loses = row[2].startswith("−")
        assert (row[-1] == "不能再打折") == loses
        assert loses or row[-1].endswith(" 折")
