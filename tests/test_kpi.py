"""The headline figures, against an independent computation with pandas and the known truth."""

import json
from datetime import date, timedelta
from math import isclose, prod
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop_files import as_csv, order, with_file

from shopkit import kpi
from shopkit.exports import import_shop, open_shop
from shopkit.kpi.change import FACTORS, whole_parts
from shopkit.kpi.figures import FIGURES, Figure, Headline
from shopkit.kpi.funnel import z_score
from shopkit.periods import Period
from shopkit.tables import check

ROOT = Path(__file__).parents[1]
OCTOBER = Period.parse("2026-10")
SHOPS = ("bathware", "cosmetics")


@pytest.fixture(scope="module", params=SHOPS)
def shop(request):
    return open_shop(ROOT / "data" / "sample" / request.param)


@pytest.fixture(scope="module")
def truth(shop):
    said = (ROOT / "tests" / "truth" / f"{shop.folder.name}.json").read_text(encoding="utf-8")
    return json.loads(said)


def by_pandas(shop, period):
    """Compute from the orders with pandas alone, row by row in yuan."""
    orders = pd.DataFrame(shop.tables.orders.to_dicts())
    day = orders["paid_at"].dt.date
    paid = orders[(day >= period.start) & (day <= period.end)]
    return {
        "paid": paid["paid_fen"].sum() / 100,
        "paid_orders": len(paid),
        "paid_units": paid["units"].sum(),
    }


@pytest.mark.parametrize("said", ["2026-10", "2025-11", "2026-W07", "2026-06-01..2026-06-20"])
def test_platform_rows_and_orders_tell_the_same(shop, said):
    period = Period.parse(said)
    figures = kpi.headline(shop.tables, period)
    for name, value in by_pandas(shop, period).items():
        assert figures.value(name) == pytest.approx(value, abs=0.005), name


def test_every_month_of_the_truth_is_found(shop, truth):
    months = pd.DataFrame(truth["months"]).set_index("month")
    for month, known in months.iterrows():
        figures = kpi.headline(shop.tables, Period.parse(month))
        assert round(figures.value("paid") * 100) == known["paid_fen"], month
        assert figures.value("paid_orders") == known["paid_orders"], month
        if figures["visitors"].source == "grain":
            assert figures.value("visitors") == known["visitors"], month
            assert figures.value("paid_buyers") == known["paid_buyers"], month


def test_people_of_a_month_come_from_the_month_and_else_are_labelled():
    bathware, cosmetics = (open_shop(ROOT / "data" / "sample" / name) for name in SHOPS)
    assert kpi.headline(bathware.tables, OCTOBER)["visitors"].source == "grain"
    assert kpi.headline(cosmetics.tables, OCTOBER)["visitors"].source == "days"
    [visitors] = [
        tile
        for tile in kpi.story(kpi.overview(cosmetics.tables, OCTOBER), cosmetics.tables, "zh").tiles
        if tile.name.startswith("访客数")
    ]
    assert "按日相加" in visitors.name


def test_ratios_are_made_of_their_parts(shop):
    figures = kpi.headline(shop.tables, OCTOBER)
    conversion = figures.value("paid_buyers") / figures.value("visitors")
    assert figures.value("conversion_rate") == pytest.approx(conversion)
    assert figures.value("per_buyer") == pytest.approx(
        figures.value("paid") / figures.value("paid_buyers")
    )
    assert figures.value("net") == pytest.approx(figures.value("paid") - figures.value("refund"))


def test_what_the_files_cannot_tell_is_null(tmp_path):
    rows = [order(n, 买家会员名="t**1", 退款金额="") for n in range(3)]
    tables = import_shop(with_file(tmp_path, "a.csv", as_csv(rows))).tables
    said = kpi.overview(tables, Period.parse("2026-10-01..2026-10-03")).as_json()
    assert said["paid_cny"] == 3600.0
    assert said["paid_orders"] == 3
    for name in ("visitors", "paid_buyers", "conversion_rate", "refund_cny", "net_cny"):
        assert said[name] is None, name
    assert said["before"] is None


def test_missing_days_are_named_and_a_fuller_source_is_preferred(tmp_path):
    days = "日期,访客数,支付金额,支付买家数\n2026-10-01,10,100,1\n2026-10-03,10,100,1\n"
    with_file(tmp_path, "days.csv", days.encode())
    shop = import_shop(with_file(tmp_path, "a.csv", as_csv([order(0), order(1), order(2)])))
    figures = kpi.headline(shop.tables, Period.parse("2026-10-01..2026-10-03"))
    assert (figures.value("paid"), figures["paid"].source) == (3600.0, "orders")
    assert figures["paid"].missing == ()
    assert (figures.value("visitors"), figures["visitors"].missing) == (20, (date(2026, 10, 2),))


def test_an_unfinished_month_is_compared_with_as_many_days(shop):
    view = kpi.overview(shop.tables, Period.parse("2026-10-20..2026-11-10"))
    said = view.as_json()
    assert (said["to_date"], said["end"]) == (True, "2026-10-31")
    assert view.before.period == Period(date(2026, 9, 28), date(2026, 10, 9))


def test_json_is_plain_and_money_has_two_decimals(shop):
    said = kpi.overview(shop.tables, OCTOBER).as_json()
    assert json.loads(json.dumps(said)) == said
    for name in ("paid_cny", "net_cny", "per_buyer_cny"):
        assert round(said[name], 2) == said[name]
    assert isinstance(said["paid_orders"], int)


@pytest.mark.parametrize("grain", ["day", "week", "month"])
def test_series_cover_the_period_once(shop, grain):
    frame = kpi.series(shop.tables, OCTOBER, grain)
    check(frame)
    assert frame["date"].iloc[0].date() == OCTOBER.start
    assert frame["date_end"].iloc[-1].date() == OCTOBER.end
    assert frame["paid_cny"].sum() == pytest.approx(
        kpi.headline(shop.tables, OCTOBER).value("paid"), abs=0.01
    )


def figures_of(visitors, buyers, paid_fen):
    values = {"visitors": visitors, "paid_buyers": buyers, "paid": paid_fen / 100}
    values["conversion_rate"] = buyers / visitors if visitors else None
    values["per_buyer"] = paid_fen / 100 / buyers if buyers else None
    known = {name: Figure() for name in FIGURES}
    known |= {name: Figure(value, "days") for name, value in values.items()}
    return Headline(OCTOBER, known)


AMOUNTS = st.tuples(st.integers(1, 10**7), st.integers(1, 10**6), st.integers(1, 10**11))


@given(AMOUNTS, AMOUNTS)
def test_the_parts_of_a_change_add_up_to_the_fen(before, now):
    change = kpi.split_change(figures_of(*before), figures_of(*now))
    assert sum(change.parts_fen.values()) == change.total_fen == now[2] - before[2]
    assert change.unexplained_fen == 0


@given(AMOUNTS, AMOUNTS)
def test_a_factor_that_rose_never_takes(before, now):
    old, new = figures_of(*before), figures_of(*now)
    change = kpi.split_change(old, new)
    for name in FACTORS:
        rose = new.value(name) - old.value(name)
        assert change.parts_fen[name] >= -1 if rose >= 0 else change.parts_fen[name] <= 1


@given(AMOUNTS, AMOUNTS)
def test_turning_time_round_turns_every_part_round(before, now):
    there = kpi.split_change(figures_of(*before), figures_of(*now)).parts_fen
    back = kpi.split_change(figures_of(*now), figures_of(*before)).parts_fen
    assert all(abs(there[name] + back[name]) <= 2 for name in FACTORS)


@pytest.mark.parametrize("before", [(0, 0, 0), (10, 0, 0), (10, 1, 0)])
def test_with_a_factor_of_zero_the_whole_change_is_unexplained(before):
    change = kpi.split_change(figures_of(*before), figures_of(10, 1, 500))
    assert (change.parts_fen, change.unexplained_fen) == ({}, 500 - before[2])


def test_a_worked_example_of_the_split():
    """Sales double because visitors double: the index gives all of it to visitors.

    And when conversion falls by a quarter while spend rises by a third, the two cancel exactly.
    """
    change = kpi.split_change(figures_of(1000, 100, 100_000), figures_of(2000, 200, 200_000))
    assert change.parts_fen == {"visitors": 100_000, "conversion_rate": 0, "per_buyer": 0}
    change = kpi.split_change(figures_of(1000, 100, 90_000), figures_of(1000, 75, 90_000))
    assert change.total_fen == 0
    assert change.parts_fen["conversion_rate"] == -change.parts_fen["per_buyer"]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6))
def test_whole_parts_stay_near_and_add_up(parts):
    total = round(sum(parts))
    whole = whole_parts(parts, total)
    assert sum(whole) == total or abs(sum(parts) - total) > len(parts)
    assert all(abs(w - p) <= 1 for w, p in zip(whole, parts, strict=True))


def test_z_against_a_published_value():
    """A worked textbook exercise: 56 of 195 smokers against 251 of 605 others, z = -3.19."""
    assert isclose(z_score(56 / 195, 195, 251 / 605, 605), -3.19, abs_tol=0.005)


def test_the_planted_fall_of_bathware_is_found():
    shop = open_shop(ROOT / "data" / "sample" / "bathware")
    view = kpi.overview(shop.tables, OCTOBER)
    weak = kpi.weakest(kpi.funnel(view.now, view.before))
    assert weak.stage == "cart_buyers"
    assert kpi.findings(view, "zh")[0].code == "conversion_fell"
    assert kpi.split_change(view.before, view.now).parts_fen["conversion_rate"] < 0


def test_two_draws_from_one_truth_name_no_step():
    """With the same rates and people, nothing may be named; a fall of a third must be."""
    base = {"visitors": 40_000, "cart_buyers": 5_000, "ordering_buyers": 1_000, "paid_buyers": 900}

    def figures(**changes):
        known = {name: Figure() for name in FIGURES}
        values = {**base, **changes}
        return Headline(OCTOBER, known | {n: Figure(v, "days") for n, v in values.items()})

    assert kpi.weakest(kpi.funnel(figures(cart_buyers=5_060), figures())) is None
    assert kpi.weakest(kpi.funnel(figures(cart_buyers=3_300), figures())).stage == "cart_buyers"


def test_hours_add_up_and_show_the_planted_peaks(shop):
    hours = kpi.by_hour(shop.tables, Period(date(2025, 10, 8), date(2026, 10, 31)))
    assert len(hours) == 168
    paid = shop.tables.orders.filter(pl.col("paid_at").dt.date() >= date(2025, 10, 8)).height
    assert hours["paid_orders"].sum() == paid
    by_hour = hours.groupby("hour")["paid_orders"].sum()
    assert set(by_hour.nlargest(6).index) == {14, 15, 16, 19, 20, 21}


@pytest.mark.parametrize("by", kpi.BREAKDOWNS)
def test_a_breakdown_adds_up_to_the_total(shop, by):
    groups = kpi.breakdown(shop.tables, by, OCTOBER, OCTOBER.before())
    for column, period in (("paid_cny", OCTOBER), ("before_cny", OCTOBER.before())):
        assert groups[column].sum() == pytest.approx(by_pandas(shop, period)["paid"], abs=0.01)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("said", ["2026-10", "2025-10", "2026-W43", "2026-10-25..2026-11-08"])
def test_a_story_is_told_in_one_language(shop, said, lang):
    story = kpi.story(kpi.overview(shop.tables, Period.parse(said)), shop.tables, lang)
    told = [story.headline, story.lead, story.what, story.why, *story.next]
    told += [part for tile in story.tiles for part in (tile.name, tile.value, tile.change)]
    told += [part for one in story.findings for part in (one.cause, one.evidence, one.action)]
    chinese = [any("\u4e00" <= sign <= "\u9fff" for sign in text) for text in told]
    assert not any(chinese) if lang == "en" else all(chinese[:4])
    assert not [text for text in told if "{" in text or "None" in text or "nan" in text]
    assert len(story.tiles) == 6


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_planted_amount_is_never_lost(tmp_path_factory, data):
    """Whatever the split of orders over files, each counts once."""
    numbers = data.draw(st.lists(st.integers(0, 400), min_size=1, max_size=30, unique=True))
    folder = tmp_path_factory.mktemp("shop")
    halves = data.draw(st.lists(st.sampled_from(numbers), max_size=10))
    with_file(folder, "a.csv", as_csv([order(n) for n in numbers]))
    if halves:
        with_file(folder, "b.csv", as_csv([order(n) for n in halves], "utf-8"))
    shop = import_shop(folder)
    assert shop.tables.orders["paid_fen"].sum() == 120_000 * len(numbers)
    assert sum(file.kept for file in shop.files) == len(numbers)
    assert prod([1, *[file.read == file.kept + file.rejected for file in shop.files]])
    first = shop.first_day
    assert kpi.headline(shop.tables, Period(first, first + timedelta(days=40))).value(
        "paid"
    ) == pytest.approx(1200 * len(numbers))


def test_s000_p10_kpi_analysis_sales_is_traffic_times_conversion_times_order_value(shop):
    figures = kpi.headline(shop.tables, OCTOBER)
    product = prod(figures.value(name) for name in FACTORS)
    assert product == pytest.approx(figures.value("paid"))


def test_s001_kpi_daily_log_has_its_four_figures_every_day(shop):
    log = kpi.series(shop.tables, OCTOBER, "day")
    four = log[["visitors", "page_views", "conversion_rate", "bounce_rate"]]
    assert len(four) == 31
    assert not four.isna().any(axis=None)


def test_s000_p01_kpi_funnel_multiplies_to_its_end(shop):
    steps = kpi.funnel(kpi.headline(shop.tables, OCTOBER), None)
    reached = steps[0].people * prod(step.rate for step in steps[1:])
    assert reached == pytest.approx(steps[-1].people)


def test_s000_p02_service_peak_hours_are_six_and_bring_more_than_their_share(shop):
    hours = kpi.by_hour(shop.tables, Period(date(2025, 10, 8), date(2026, 10, 31)))
    peak = [*range(14, 17), *range(19, 22)]
    share = hours.loc[hours["hour"].isin(peak), "paid_orders"].sum() / hours["paid_orders"].sum()
    assert len(peak) == 6
    assert share > 1.5 * 6 / 24
