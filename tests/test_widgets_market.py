"""What the positioning notebook says of a market table that is missing or partly unreadable."""

import re
from pathlib import Path

import pytest
from positioning_stage import write_positioned_shop

from shopkit.exports import find_shop
from shopkit.files import safe_name
from shopkit.i18n import LANGS, texts
from shopkit.plan import create_shop
from shopkit.widgets.positioning import look_at_positioning


@pytest.mark.parametrize("lang", LANGS)
def test_rows_of_the_market_table_nobody_could_read_are_told_where_the_market_is_shown(
    tmp_path, lang
):
    shop = write_positioned_shop(tmp_path / "shop")
    assert not any("rejected.csv" in str(row[2]) for row in _state(shop, lang))
    table = shop / "市场表.csv"
    head, first, second, *rest = table.read_text("utf-8-sig").splitlines()
    broken = [_with_price(head, line, "约 39") for line in (first, second)]
    table.write_text("\n".join([head, *broken, *rest]), encoding="utf-8")
    [told] = [row[2].text for row in _state(shop, lang) if "rejected.csv" in str(row[2])]
    assert "2" in told
    assert "39-59" in told


def _state(shop, lang):
    return look_at_positioning(shop, lang=lang).state().rows


def _with_price(head, line, said):
    return ",".join(
        said if name == "单价" else cell
        for name, cell in zip(head.split(","), line.split(","), strict=True)
    )


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_market_table_no_part_speaks_of_one(tmp_path, lang):
    create_shop(tmp_path / "new", "taobao", lang)
    view = look_at_positioning(tmp_path / "new", lang=lang)
    for name in ("offers", "bands", "sellers", "trend", "value", "rivals", "swot"):
        assert getattr(view, name)() == view.none("offers")


def test_what_is_found_names_fields_and_no_paths_of_the_file():
    path = re.compile(r"\b[a-z]+\.[a-z_]+|\b[a-z]+_[a-z_]+")
    said = [one for entry in texts("positioning")["finding"].values() for one in entry.values()]
    spoken = (re.sub(r"\{[^}]*\}", "", one[lang]) for one in said for lang in LANGS)
    assert [one for one in spoken if path.search(one.replace("shop.yaml", ""))] == []


@pytest.mark.parametrize("name", ["Linen Home", "青禾 家居", "棉语(总店)"])
def test_a_shop_made_at_the_desk_is_found_by_the_name_typed_there(tmp_path, monkeypatch, name):
    (tmp_path / "shops").mkdir()
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "shops" / safe_name(name)
    create_shop(folder, "taobao", "zh")
    assert find_shop(name).resolve() == folder
    assert find_shop("nowhere at all") == Path("nowhere at all")
