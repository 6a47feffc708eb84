"""The view of prices: every sample shop in both languages, and a shop that has nothing yet."""

import shutil

import pytest
from conftest import ROOT

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.i18n import LANGS
from shopkit.widgets.pricing import look_at_pricing
from shopkit.widgets.said import Said, Unsaid

EVERY = ("state", "unit", "sources", "products", "rules", "peers", "tiers", "mix", "promotions")
EVERY += ("cart", "cart_steps", "worst", "findings", "windows", "protection", "decisions")
SLOW = ("elasticity", "reasons", "best", "proposal", "constraints", "replay", "replay_said")
NOTHING = ("state", "findings", "decisions")  # are told whatever there is


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Return a shop that is only a name."""
    folder = tmp_path_factory.mktemp("bare")
    text = "schema: 1\nshop: {name: 空店, platform: taobao}\n"
    (folder / "shop.yaml").write_text(text, encoding="utf-8")
    return folder


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
    assert shown._repr_mimebundle_() if not isinstance(shown, Picture) else shown.bundle()


VIEWS: dict = {}


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
