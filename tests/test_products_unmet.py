"""Products of the plan nobody knows by their number, above all JD's, whose orders number SKUs."""

from datetime import date

import pytest
from positioning_stage import write_positioned_shop
from topic_tables import tables

from shopkit.i18n import LANGS, text
from shopkit.plan import open_plan
from shopkit.products.unmet import unmet
from shopkit.widgets.positioning import look_at_positioning

DAY = {"grain": "day", "date": date(2026, 10, 1), "date_end": date(2026, 10, 1)}


def test_a_number_nothing_tells_of_is_named():
    told = tables(item_days=[{**DAY, "item_id": "1", "title": "甲"}])
    assert unmet(told, ["1", "2"]) == ("2",)
    assert unmet(tables(), ["1", "2"]) == ()


@pytest.mark.usefixtures("unscripted")
@pytest.mark.parametrize("lang", LANGS)
def test_the_form_of_products_says_which_number_meets_no_sales(tmp_path, lang):
    shop = write_positioned_shop(tmp_path / "shop")
    head = "时间,SPU/商品id,商品名称,成交客户数,成交单量,商品访客数,成交金额"
    report = f"{head}\n2026-10-01,100710000100,四件套,10,10,100,1000\n"
    (shop / "exports" / "商品明细.csv").write_text(report, encoding="utf-8")
    changes = {"products": [{"item_id": "100710000999"}], "shop.platform": "jd"}
    open_plan(shop).with_changes(changes).save()
    desk = look_at_positioning(shop, lang=lang).fill("products")
    assert "100710000999" in desk.elsewhere.value
    assert text("decide.unmet.jd", lang).strip() in desk._repr_mimebundle_()["text/plain"]
    open_plan(shop).with_changes({"shop.platform": "taobao"}).save()
    desk = look_at_positioning(shop, lang=lang).fill("products")
    assert "100710000999" in desk.elsewhere.value
    assert text("decide.unmet.jd", lang).strip() not in desk.elsewhere.value
