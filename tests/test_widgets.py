"""Controls without a browser: what they offer, what they show, and what they put where."""

import pytest
from report_stage import write_shop
from shop_files import as_csv, order, shop_folder, with_file

from shopkit.charts.picture import Picture
from shopkit.exports.workplace import put
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.widgets.kpi import look_at
from shopkit.widgets.start import receive

RANGE = "2026-10-01..2026-10-15"
pytestmark = pytest.mark.usefixtures("unscripted")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("period", ["2026-10", "2026-W43", RANGE, "2026-09-20..2026-10-31"])
def test_the_explorer_starts_at_its_own_period_and_comes_back_to_it(tmp_path, lang, period):
    explorer = look_at(write_shop(tmp_path / "a"), period, lang=lang).explore()
    first = Period.parse(period)
    headline = explorer.headline.value
    assert (explorer.period.value, explorer.view.period) == (first, first)
    assert explorer.period.label == first.label(lang)

    explorer.grain.value = "month" if first.kind == "week" else "week"
    explorer.period.value = explorer.period.options[0][1]
    explorer.against.value, explorer.by.value = "year_ago", "province"
    assert explorer.view.period == explorer.period.value != first

    explorer.reset.click()
    assert (explorer.period.value, explorer.view.period) == (first, first)
    assert (explorer.against.value, explorer.by.value) == ("before", "weekday")
    assert explorer.headline.value == headline


def test_a_range_stands_among_months_and_weeks_in_order(tmp_path):
    explorer = look_at(write_shop(tmp_path / "a"), RANGE).explore()
    spans = [span for _, span in explorer.period.options]
    assert list(map(str, spans)) == ["2026-09", RANGE, "2026-10"]
    explorer.grain.value = "week"
    spans = [span for _, span in explorer.period.options]
    assert spans == sorted(spans)
    assert Period.parse(RANGE) in spans


@pytest.fixture
def desk(tmp_path):
    """A desk at a shop beside which stand one without files and one with a broken file."""
    shop_folder(tmp_path / "empty")
    with_file(tmp_path / "broken", "a.csv", b"")
    with_file(tmp_path / "planless", "a.csv", as_csv([order(1)]), extra="  nme: x\n")
    return receive(with_file(tmp_path / "good", "a.csv", as_csv([order(1), order(2)]))).desk()


@pytest.mark.parametrize("name", ["empty", "broken", "planless"])
def test_nothing_of_the_last_shop_stays_when_another_cannot_be_shown(tmp_path, desk, name):
    assert isinstance(desk.picture.shown, Picture)
    desk.shop.value = tmp_path / name
    assert {"empty": "exports", "broken": "a.csv", "planless": "nme"}[name] in desk.status.value
    assert desk.files.value == ""
    assert desk.picture.drawn.layout.display == "none"
    desk.again.click()
    assert desk.files.value == ""

    desk.shop.value = tmp_path / "good"
    assert "a.csv" in desk.files.value
    assert isinstance(desk.picture.shown, Picture)
    assert desk.picture.drawn.layout.display is None


def test_a_plan_that_breaks_takes_its_table_away(tmp_path, desk):
    (tmp_path / "good" / "shop.yaml").write_text("schema: 1\n", encoding="utf-8")
    desk.again.click()
    assert "shop.yaml" in desk.status.value
    assert desk.files.value == ""
    assert desk.picture.drawn.layout.display == "none"


def test_a_dropped_file_never_replaces_another(tmp_path):
    shop = shop_folder(tmp_path / "a")
    for content in (b"one", b"two", b"three", b"two", b"one"):
        assert put(shop, {"../订单.csv": content}) == shop
    files = {path.name: path.read_bytes() for path in (shop / "exports").iterdir()}
    assert files == {"订单.csv": b"one", "订单 (2).csv": b"two", "订单 (3).csv": b"three"}
