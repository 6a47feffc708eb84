"""The views of products and keywords, and the desk that tries titles, without a browser."""

import pytest
from positioning_stage import KEYWORDS, _write, write_positioned_shop

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import LANGS, text
from shopkit.plan import create_shop, load_plan, open_plan
from shopkit.widgets.assortment import look_at_products
from shopkit.widgets.keywords import KeywordsView
from shopkit.widgets.said import Said, Unsaid

pytestmark = pytest.mark.usefixtures("unscripted")
JUDGED = ("pareto", "heroes", "roles", "curves", "trends", "work", "clearance")


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_files_says_what_it_needs(tmp_path, lang):
    create_shop(tmp_path / "new", "taobao", lang)
    goods = look_at_products(tmp_path / "new", lang=lang)
    words = KeywordsView(goods)
    assert all(isinstance(getattr(goods, name)(), Unsaid) for name in JUDGED)
    assert isinstance(words.potential(), Unsaid)
    assert isinstance(words.titles(), Unsaid)
    assert isinstance(words.moves(), Unsaid)
    assert [row[1].text for row in goods.state().rows] == [text("decide.have.none", lang)] * 5
    assert all(row[2] for row in goods.state().rows)
    assert isinstance(goods.findings(), Said)
    assert isinstance(goods.decisions(), Unsaid)
    desk = words.desk()
    assert desk.product.value == ""
    assert desk.title.value == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("shop", ["bathware", "flagship", "cosmetics", "jdbrand"])
def test_every_sample_shows_its_products_and_says_what_each_picture_tells(root, lang, shop):
    goods = look_at_products(root / "data" / "sample" / shop, "2026-10", lang)
    drawn = [goods.pareto(), goods.pareto("visitors"), goods.curves(), goods.trends()]
    assert all(isinstance(one, Picture) and one.words.title and one.words.alt for one in drawn)
    told = [goods.heroes(), goods.roles(), goods.assortment()]
    assert all(isinstance(one, Table) and one.caption for one in told)
    assert len(goods.roles().headers) == 5
    assert len(goods.assortment().rows) == 5


def test_campaign_days_are_not_taken_for_growth(root):
    """As the subtitle says: what a campaign sells is left out of curves and of stages."""
    goods = look_at_products(root / "data" / "sample" / "flagship", "2026-10")
    days = goods.campaign_days
    assert {day.isoformat() for day in days} >= {"2026-05-31", "2026-06-20", "2026-10-17"}
    weeks = goods.sold["date"].dt.date
    assert goods.sold["days"].max() <= 7
    assert not any(day in set(weeks) for day in days if day.isoformat().startswith("2026-06-08"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_title_holds_words_of_its_own_product_only(tmp_path, lang):
    folder = tmp_path / "shop"
    create_shop(folder, "taobao", lang)
    names = ["全棉四件套", "轻奢四件套", "不锈钢保温杯", "大容量保温杯", "儿童四件套", "车载保温杯"]
    rows = [["2026-10-20", name, 9000 - n, 0.08, 0.02, 900] for n, name in enumerate(names)]
    _write(folder / "words.csv", [KEYWORDS, *rows])
    goods = [
        {"item_id": "1", "name": "水洗四件套套装", "hero": True},
        {"item_id": "2", "name": "便携保温杯"},
        {"item_id": "3", "name": "礼品卡"},
    ]
    changes = {("lists", "keywords"): ["words.csv"], ("products",): goods}
    open_plan(folder).with_changes(changes).save()
    assert len(load_plan(folder).products) == 3
    words = KeywordsView(look_at_products(folder, lang=lang))
    [first, second, third] = words.titles().rows
    assert "四件套" in first[1]
    assert "保温杯" not in first[1]
    assert "保温杯" in second[1]
    assert "四件套" not in second[1]
    assert third[2:] == [None, None, None]
    desk = words.desk()
    assert "四件套" in desk.title.value
    desk.product.value = "便携保温杯"
    assert "不锈钢" in desk.title.value
    desk.without.value = "不锈钢 车载"
    assert "不锈钢" not in desk.title.value
    assert "大容量" in desk.title.value
    desk.title.value = "全网第一保温杯"
    assert "第一" in desk.of_title.value
    desk.product.value = "礼品卡"
    assert desk.title.value == "礼品卡"


def test_products_are_decided_and_held_against_what_they_were_decided_from(tmp_path):
    shop = write_positioned_shop(tmp_path / "shop")
    goods = look_at_products(shop)
    assert isinstance(goods.decisions(), Unsaid)
    desk = goods.fill()
    assert set(desk.tops) == {"products", "assortment"}
    desk.form.field("assortment.items").control.value = "45"
    desk.saver.write.click()
    desk.saver.confirm.click()
    assert load_plan(shop).assortment.items == 45
    again = look_at_products(shop)
    assert isinstance(again.decisions(), Table)
    assert "45" in again.assortment().text()


@pytest.mark.parametrize("lang", LANGS)
def test_keywords_are_held_against_the_look_before(root, lang):
    words = KeywordsView(look_at_products(root / "data" / "sample" / "flagship", "2026-10", lang))
    moved = words.moves()
    assert len(moved.rows) == 12
    whole = moved.table.dropna(subset=["change_rate"]).sort_values("change_rate")
    assert whole["keyword"].iloc[-1] in moved.caption
    assert whole["keyword"].iloc[0] in moved.caption
    assert (whole["rank_before"] - whole["rank"] == whole["rank_change"]).all()
