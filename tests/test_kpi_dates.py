"""Refunds by refund date and by payment date are two figures, and never go by one name."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from shopkit import kpi, profit
from shopkit.exports import open_shop
from shopkit.kpi import behind, pictures
from shopkit.kpi.story import TILES
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


@pytest.fixture(scope="module")
def jd():
    return open_shop(ROOT / "data" / "sample" / "jdbrand")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("period", "still"), [("2026-W43", True), ("2026-08", False)])
def test_refunds_still_coming_in_are_not_held_against_finished_ones(jd, lang, period, still):
    view = kpi.overview(jd.tables, Period.parse(period))
    told = kpi.story(view, jd.tables, lang)
    tiles = dict(zip(TILES, told.tiles, strict=True))
    note = {"zh": "退款还会增加", "en": "more refunds still to come"}[lang]
    for name, tile in tiles.items():
        grows = still and name in ON_DATES
        assert tile.value != "—"
        assert (tile.note == note) == grows
        assert ("▲" in tile.change or "▼" in tile.change) != grows
        assert not grows or tile.role == "muted"
    assert (view.other("before").value("net") is None) == still
    assert ({"zh": "还会增加", "en": "more to come"}[lang] in told.what) == still
    table = behind.figures_table(view, "before", lang).set_index("figure")
    assert table["change_rate"].isna()["net_of_paid"] == still
    assert not table["change_rate"].isna()["paid"]


def test_a_rise_of_refunds_is_found_while_they_come_in_and_says_so(jd):
    view = kpi.overview(jd.tables, Period.parse("2026-W43"))
    figures = view.fair["before"].figures
    low = replace(figures["refund_rate"], value=0.0)
    fair = replace(view.fair["before"], figures=figures | {"refund_rate": low})
    more = replace(view, fair={"before": fair})
    [found] = [one for one in kpi.findings(more, "zh") if one.code == "refunds_rose"]
    assert found.evidence.endswith("退款还会增加。")


def test_an_action_waits_for_refunds_counted_by_payment_date(jd):
    october, august = OCTOBER, Period.parse("2026-08")
    assert kpi.refunds_to_come(jd.tables, "refund_rate_of_paid", october)
    assert not kpi.refunds_to_come(jd.tables, "refund_rate_of_paid", august)
    assert not kpi.refunds_to_come(jd.tables, "refund_rate_in_span", october)
    assert not kpi.refunds_to_come(jd.tables, "paid", october)
