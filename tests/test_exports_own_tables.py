"""Tables an owner fills in by hand: what is wrong with a row is told so that it can be mended."""

import polars as pl
import pytest
from positioning_stage import write_positioned_shop
from shop_files import rejected_rows

from shopkit.exports import import_shop
from shopkit.exports.cells import typed
from shopkit.exports.privacy import rejected
from shopkit.exports.template import write_template
from shopkit.findings import Severity
from shopkit.i18n import LANGS
from shopkit.widgets.positioning import look_at_positioning


def with_cells(folder, cells):
    """Put one cell each, column and text, into the first rows of the market table."""
    table = folder / "市场表.csv"
    head, *rows = table.read_text("utf-8-sig").splitlines()
    for n, (name, said) in enumerate(cells):
        parts = rows[n].split(",")
        parts[head.split(",").index(name)] = said
        rows[n] = ",".join(parts)
    table.write_text("\n".join([head, *rows]), encoding="utf-8")
    return folder


def test_what_could_not_be_read_of_a_market_is_shown_as_it_stands_and_how_it_is_written(tmp_path):
    shop = write_positioned_shop(tmp_path / "shop")
    wrong = [("单价", "59-89"), ("单价", "99起"), ("日期", "11月20日"), ("单价", "问小王")]
    import_shop(with_cells(shop, [*wrong, ("单价", "13800000000起")]))
    told = [row for row in rejected_rows(shop) if "市场表" in row["file"]]
    assert [row["value"] for row in told[:4]] == ["59-89", "99起", "11月20日", "字字字"]
    assert "138" not in told[4]["value"]
    assert all("59-89" in row["explanation"] for row in told[:2])
    assert "2026-11-20" in told[2]["explanation"]


@pytest.mark.parametrize("table", ["orders", "refunds", "reviews"])
def test_of_tables_of_buyers_no_digit_is_shown(table):
    assert rejected("59-89", table) == "99-99"
    assert rejected("138 0000 0000", "offers") == "999 9999 9999"


@pytest.mark.parametrize(
    ("said", "score"), [("4.6分", 4.6), ("４．８", 4.8), ("4.9", 4.9), ("好", None)]
)
def test_a_rating_is_read_as_a_page_shows_it(said, score):
    assert pl.DataFrame({"score": [said]}).select(typed("score")).item() == score


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_table_of_ones_own_is_there_but_empty_and_nobody_downloads_it(tmp_path, lang):
    shop = write_positioned_shop(tmp_path / "shop")
    (shop / "关键词表.csv").unlink()
    write_template("keywords", lang, shop / "关键词表.csv")
    opened = import_shop(shop)
    [found] = [one for one in opened.findings(lang) if one.code == "file_no_rows"]
    assert found.severity is Severity.NOTE
    assert not any(word in found.action for word in ("下载", "文件名", "ownload"))
    rows = look_at_positioning(shop, lang=lang).state().rows
    [todo] = [row for row in rows if "关键词表.csv" in str(row[2])]
    assert {"zh": "空表", "en": "empty"}[lang] in todo[1].text
