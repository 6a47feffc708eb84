"""The positioning notebook's views and desks without a browser."""

from datetime import date

import pytest
from positioning_stage import write_positioned_shop

from shopkit import positioning
from shopkit.charts.picture import Picture
from shopkit.i18n import LANGS, text
from shopkit.plan import create_shop, decided, inputs_of, load_plan, open_plan
from shopkit.widgets.controls import LivePicture
from shopkit.widgets.positioning import look_at_positioning
from shopkit.widgets.said import Unsaid

pytestmark = pytest.mark.usefixtures("unscripted")
SHOWN = ("bands", "sellers", "value", "segments")


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_shop_says_what_it_needs_and_can_begin(tmp_path, lang):
    create_shop(tmp_path / "new", "taobao", lang)
    view = look_at_positioning(tmp_path / "new", lang=lang)
    assert all(isinstance(getattr(view, name)(), Unsaid) for name in SHOWN)
    assert len(view.state().rows) == 6
    view.gather().make["offers"].click()
    assert len(load_plan(tmp_path / "new").lists.market) == 1
    assert look_at_positioning(tmp_path / "new", lang=lang).decide().band is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_band_moves_form_and_picture_and_is_saved_with_what_it_was_decided_from(tmp_path, lang):
    shop = write_positioned_shop(tmp_path / "shop")
    view = look_at_positioning(shop, lang=lang)
    assert all(isinstance(getattr(view, name)(), Picture) for name in SHOWN)
    desk = view.decide()
    assert desk.band.value == (159, 259)
    desk.band.value = (100, 150)
    assert set(desk.form.changes().values()) == {100, 150}
    assert "¥100" in desk.holds.value
    desk.form.field("positioning.price_to_cny").control.value = "190"
    assert desk.band.value == (100, 190)
    desk.saver.write.click()
    desk.saver.confirm.click()
    [decision] = load_plan(shop).decisions
    assert set(decision.inputs) == {"offers", "keywords", "competitors", "customers"}
    shown = look_at_positioning(shop, lang=lang).decisions().text()
    assert "▲" not in shown
    table = shop / "市场表.csv"
    head, *rows = table.read_text("utf-8-sig").splitlines()
    table.write_text("\n".join([head, *sorted(rows, reverse=True)]), encoding="utf-8")
    assert "▲" not in look_at_positioning(shop, lang=lang).decisions().text()
    table.write_text(table.read_text("utf-8-sig").replace("四件套1号", "三件套"), encoding="utf-8")
    assert "▲" in look_at_positioning(shop, lang=lang).decisions().text()


def test_a_price_typed_between_the_steps_of_the_slider_or_beyond_it_stays(tmp_path):
    """The slider answers with the round price it shows; the price typed is what is saved."""
    desk = look_at_positioning(write_positioned_shop(tmp_path / "shop")).decide()
    low, high = (desk.form.field(f"positioning.price_{end}_cny").control for end in ("from", "to"))
    step, most = desk.band.step, desk.band.max
    low.value, high.value = str(100 + step * 0.4), str(most * 3)
    desk.band.value = (100, most)
    assert (low.value, high.value) == (str(100 + step * 0.4), str(most * 3))
    desk.band.value = (100 + 2 * step, most)
    assert (float(low.value), high.value) == (100 + 2 * step, str(most * 3))


def with_rivals_in_a_file(shop):
    """Let a shop have a competitor in shop.yaml and two in a list file, one of them the same."""
    changes = {"lists.competitors": ["对手.csv"], "competitors": [{"name": "甲", "price_cny": 120}]}
    open_plan(shop).with_changes(changes).save()
    (shop / "对手.csv").write_text("名称,价格\n甲,110\n乙,99\n", encoding="utf-8")
    return shop


@pytest.mark.parametrize("lang", LANGS)
def test_entries_of_list_files_are_named_and_part_of_what_is_decided(tmp_path, lang):
    shop = with_rivals_in_a_file(write_positioned_shop(tmp_path / "shop"))
    view = look_at_positioning(shop, lang=lang)
    desk = view.fill("competitors")
    twin = desk._repr_mimebundle_()["text/plain"]
    for said in (desk.elsewhere.value, twin):
        assert "对手.csv:2 甲" in said
        assert "对手.csv:3 乙" in said
    assert [one.name for one in desk.typed().competitors] == ["甲", "乙"]
    deciding = view.decide()
    deciding.form.field("positioning.style").control.value = "北欧"
    deciding.saver.write.click()
    deciding.saver.confirm.click()
    assert "▲" not in look_at_positioning(shop, lang=lang).decisions().text()
    assert deciding.saver.write.disabled
    (shop / "对手.csv").write_text("名称,价格\n乙,98\n", encoding="utf-8")
    again = look_at_positioning(shop, lang=lang)
    assert "▲" in again.decisions().text()
    assert not again.decide().saver.write.disabled


@pytest.mark.parametrize("lang", LANGS)
def test_more_heroes_than_a_shop_can_push_are_told_before_saving(tmp_path, lang):
    shop = write_positioned_shop(tmp_path / "shop")
    products = [{"item_id": f"90{n}", "hero": True} for n in range(6)]
    open_plan(shop).with_changes({"products": products}).save()
    desk = look_at_positioning(shop, lang=lang).fill("products")
    assert text("decide.heroes.many", lang, n=6) in desk.told.value
    open_plan(shop).with_changes({"products": products[:5]}).save()
    five = look_at_positioning(shop, lang=lang).fill("products")
    assert text("decide.heroes.many", lang, n=5)[:8] not in five.told.value
    open_plan(shop).with_changes({"products": [{"item_id": "901"}]}).save()
    none = look_at_positioning(shop, lang=lang).fill("products")
    assert text("decide.heroes.none", lang) in none.told.value


def test_a_picture_that_gives_way_to_a_sentence_comes_back(tmp_path):
    """Its chart stays where it is: one taken out and put back is not always drawn again."""
    view = look_at_positioning(write_positioned_shop(tmp_path / "shop"))
    live = LivePicture(view.bands())
    children, chart = live.children, live.drawn
    live.show(Unsaid("—"))
    assert live.children == children
    assert chart.layout.display == "none"
    live.show(view.bands_with(100, 150))
    assert live.children == children
    assert (live.drawn, chart.layout.display) == (chart, None)
    live.clear()
    assert chart.layout.display == "none"


def table_of_days(*days):
    """Return a market table with the price and units of offers as they were on some days."""
    head = "日期,商品ID,商品,店铺,单价,近30天销量"
    rows = [f"{day},{n},商品{n},店铺{n},{price},{units}" for day, n, price, units in days]
    return "\n".join([head, *rows]) + "\n"


@pytest.mark.parametrize("lang", LANGS)
def test_a_band_decided_on_an_older_market_says_what_it_brought_then_and_brings_now(tmp_path, lang):
    """Offer 1 stays, 2 leaves the band, 3 was not seen before, 4 was never in it."""
    shop = write_positioned_shop(tmp_path / "shop")
    then, now = "2026-10-20", "2026-11-20"
    before = [(then, 1, 200, 30), (then, 2, 180, 10), (then, 4, 50, 900)]
    since = [(now, 1, 190, 40), (now, 2, 300, 99), (now, 3, 200, 500), (now, 4, 55, 900)]
    (shop / "市场表.csv").write_text(table_of_days(*before), encoding="utf-8")
    view = look_at_positioning(shop, lang=lang)
    inputs = {**view.current, **inputs_of(view.plan, "competitors", "customers")}
    record = decided("positioning", date(2026, 10, 21), inputs)
    other = decided("customers", date(2026, 10, 21), {"offers": view.current["offers"]})
    open_plan(shop).with_changes({**record, **other}).save()
    assert "▲" not in look_at_positioning(shop, lang=lang).decisions().text()
    (shop / "市场表.csv").write_text(table_of_days(*before, *since), encoding="utf-8")
    seen = look_at_positioning(shop, lang=lang)
    found = positioning.band_since(positioning.history(seen.tables), date(2026, 10, 21), (159, 259))
    assert (found.items, found.then_cny, found.now_cny) == (2, 7800, 7600)
    said = seen.decisions().text()
    assert "¥7,800" in said
    assert "200" in said
    assert text("decide.worth.customers", lang) in said
    (shop / "市场表.csv").write_text(table_of_days(*since), encoding="utf-8")
    said = look_at_positioning(shop, lang=lang).decisions().text()
    assert text("decide.worth.not_seen", lang) in said
    open_plan(shop).with_changes({"competitors.0.price_cny": 88}).save()
    (shop / "市场表.csv").write_text(table_of_days(*before), encoding="utf-8")
    said = look_at_positioning(shop, lang=lang).decisions().text()
    assert text("decide.worth.not_offers", lang) in said
