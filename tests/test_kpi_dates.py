"""Refunds by refund date and by payment date are two figures, and never go by one name."""

import re
import tomllib
from pathlib import Path

import pytest

from shopkit import kpi, profit
from shopkit.exports import open_shop
from shopkit.kpi import behind, pictures
from shopkit.kpi.wording import ON_DATES, stem_told
from shopkit.periods import Period
from shopkit.profit.wording import REFUND
from shopkit.tables import column, dictionary

ROOT = Path(__file__).parents[1]
OCTOBER = Period.parse("2026-10")
BY = {"grain": "in_span", "days": "in_span", "orders": "of_paid"}
DATES = {
    "in_span": {"zh": "（按退款日）", "en": "(by refund date)"},
    "of_paid": {"zh": "（按付款日）", "en": "(by payment date)"},
}


@pytest.fixture(scope="module", params=["bathware", "jdbrand"])
def seen(request):
    shop = open_shop(ROOT / "data" / "sample" / request.param)
    return shop, kpi.overview(shop.tables, OCTOBER)


def test_the_samples_have_one_of_each():
    sources = {
        name: kpi.overview(open_shop(ROOT / "data" / "sample" / name).tables, OCTOBER)
        .now["net"]
        .source
        for name in ("bathware", "jdbrand")
    }
    assert {name: BY[source] for name, source in sources.items()} == {
        "bathware": "in_span",
        "jdbrand": "of_paid",
    }


def test_what_an_action_is_measured_by_says_its_date(seen):
    shop, view = seen
    way = BY[view.now["net"].source]
    told = {
        n: kpi.measured(shop.tables, n, Period.parse("2026-09"), OCTOBER).told for n in ON_DATES
    }
    assert told == {name: f"{name}_{way}" for name in ON_DATES}
    assert kpi.measured(shop.tables, "paid", Period.parse("2026-09"), OCTOBER).told == "paid"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_refund_and_net_figure_says_its_date(seen, lang):
    shop, view = seen
    way = BY[view.now["net"].source]
    date, other = DATES[way][lang], DATES["of_paid" if way == "in_span" else "in_span"][lang]
    story = kpi.story(view, shop.tables, lang)
    named = {tile.name for tile in story.tiles} | {name for name, _ in story.definitions}
    assert {f"{column(f'{n}_{way}').title(lang)}" for n in ("net", "refund_rate")} <= named
    assert story.what.count(date) == 2
    assert other not in story.what + "".join(sorted(named))
    _, rows = pictures.figures_shown(view, "before", lang)
    titled = [row[0] for row in rows]
    assert [column(f"{n}_{way}").title(lang) in titled for n in ON_DATES] == [True] * 3
    assert not {column(name).title(lang) for name in ON_DATES} & {*titled, *named}
    table = behind.figures_table(view, "before", lang)
    assert {f"{name}_{way}" for name in ON_DATES} <= set(table["figure"])


@pytest.mark.parametrize("name", sorted(ON_DATES))
def test_what_a_figure_goes_by_has_its_kind_and_says_its_date(name):
    plain = column(name)
    for way, said in DATES.items():
        entry = dictionary()[f"{name}_{way}"]
        assert (entry.dtype, entry.unit, entry.adds_over) == (
            plain.dtype,
            plain.unit,
            plain.adds_over,
        )
        assert (entry.zh, entry.en) == (plain.zh + said["zh"], f"{plain.en} {said['en']}")


def test_the_line_of_recent_periods_has_one_date(seen):
    shop, view = seen
    [net] = [tile for tile in kpi.story(view, shop.tables, "en").tiles if "Net sales" in tile.name]
    asked, told = OCTOBER, []
    for _ in net.spark:
        told.append(kpi.headline(shop.tables, asked))
        asked = asked.before()
    wanted = stem_told(view.now, "net")
    for value, figures in zip(reversed(net.spark), told, strict=True):
        assert value == (figures.value("net") if stem_told(figures, "net") == wanted else None)


def test_net_sales_of_jd_are_known_and_those_of_the_orders_of_profit():
    """The independent sum of what profit calls net sales: paid less refunds of those lines."""
    shop = open_shop(ROOT / "data" / "sample" / "jdbrand")
    figures = kpi.headline(shop.tables, OCTOBER)
    ledger = profit.ledger(shop.tables, profit.terms(shop.plan, []))
    steps = dict(profit.bridge(ledger, OCTOBER)[["step", "amount_cny"]].itertuples(index=False))
    assert figures["net"].source == "orders"
    assert figures.value("net") == pytest.approx(steps["paid"] + steps["refund"], abs=0.005)
    assert "net_unknown" not in {finding.code for finding in shop.findings("zh")}


def test_profit_counts_by_payment_date_and_says_so():
    path = ROOT / "shopkit" / "resources" / "locales" / "profit.toml"
    said = path.read_text(encoding="utf-8")
    assert not re.findall(r"净销售额(?!（按付款日）)", said)
    assert not re.findall(r"net sales(?! \(by payment date\))", said)
    cost = tomllib.loads(said)["cost"]["refund"]
    assert all(cost[lang].endswith(DATES["of_paid"][lang]) for lang in ("zh", "en"))
    assert column(REFUND).meaning("zh") != column("refund").meaning("zh")
