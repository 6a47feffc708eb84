"""The sliders, the forms and the roster's files of people and money, without a browser."""

import io
from datetime import date

import pytest
from calendar_shops import HEAD
from desk_plans import team

from shopkit import finance
from shopkit.i18n import LANGS, money, text
from shopkit.plan import load_plan
from shopkit.scenario import Levers, outlook
from shopkit.widgets.money import look_at_money
from shopkit.widgets.staffing import look_at_staffing
from shopkit.widgets.staffing_desk import MONEY, TEAM, StaffingDesk
from shopkit.widgets.staffing_explorer import LEVELS, USUAL, VOLUMES, StaffingExplorer
from shopkit.widgets.staffing_files import RosterFiles

pytestmark = pytest.mark.usefixtures("unscripted")
CHATS = "chats_daily: 300, chats_at_once: 3, hands_on_rate: 0.5"
PLAN = team(2, "role: 运营, pay_monthly_cny: 8000", CHATS, region="广州")
PLAN += """pay: {employer_insurance_rate: 0.25, insurance_base_cny: 5000, housing_fund_rate: 0.05}
costs: {rates: [{name: 货款, rate: 0.5}], fixed: [{name: 房租, amount_cny: 3000, kind: rent}]}
stages: [{name: 起步, starts: 2026-11-01, ends: 2027-10-31, sales_monthly_cny: 120000}]
cash: {starts: 2026-11-01, months: 12, opening_cny: 100000, least_cny: 20000}
"""


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "shop.yaml").write_text(HEAD + PLAN, encoding="utf-8")
    return tmp_path


def values(picture, name: str) -> list[float]:
    """Return what was sent of a column of a picture."""
    rows = max(picture.sent.values(), key=len)
    return [row[name] for row in rows]


@pytest.mark.parametrize("lang", LANGS)
def test_people_pay_profit_and_cash_follow_the_sliders(shop, lang):
    view = look_at_staffing(shop, "", lang)
    explorer = StaffingExplorer(view)
    spec = explorer.cash.drawn.spec
    for volume, follow in ((1.5, False), (1.5, True), (0.5, True), (1.0, False)):
        explorer.volume.value, explorer.follow.value = volume, follow
        one = outlook(view.plan, view.known, view.day, Levers(volume=volume, follow=follow))
        low = finance.lowest(one.made).cny
        assert money(low, lang) in explorer.told.value
        assert money(low, lang) in explorer.figures.value
        closing = finance.cash(one.made)["cash_closing_cny"]
        assert values(explorer.cash, "value") == pytest.approx(closing.tolist())
        assert max(values(explorer.hours, "need")) == one.agents_peak
        if follow:
            assert one.people_planned == one.people_needed
    assert explorer.cash.drawn.spec is spec  # only numbers travelled
    sent = explorer.cash.drawn._py_to_js_updates
    assert {one["name"] for one in sent} == set(explorer.cash.sent)


def test_a_higher_target_never_takes_fewer_agents(shop):
    explorer = StaffingExplorer(look_at_staffing(shop))
    peaks = []
    for level in LEVELS:
        explorer.level.value = level
        peaks.append(explorer.now.agents_peak)
    assert peaks == sorted(peaks)
    assert peaks[0] < peaks[-1]


def test_the_scale_holds_every_place_of_the_sliders(shop):
    explorer = StaffingExplorer(look_at_staffing(shop))
    low, high = domain(explorer.cash)
    for volume in (USUAL[0], USUAL[-1]):
        for level in (LEVELS[0], LEVELS[-1]):
            explorer.volume.value, explorer.level.value = volume, level
            for follow in (False, True):
                explorer.follow.value = follow
                found = values(explorer.cash, "value")
                assert low <= min(found) <= max(found) <= high
    explorer.volume.value = VOLUMES[-1]
    low, high = domain(explorer.cash)  # drawn anew
    assert low <= min(values(explorer.cash, "value"))
    assert max(values(explorer.cash, "value")) <= high


def domain(picture) -> list[float]:
    """Return the scale of the money of a picture."""
    for layer in picture.drawn.spec["layer"]:
        scale = layer.get("encoding", {}).get("y", {}).get("scale", {})
        if layer["encoding"]["y"].get("field") == "value" and "domain" in scale:
            return scale["domain"]
    raise AssertionError("no scale")


def test_the_button_leads_back_to_the_plan(shop):
    explorer = StaffingExplorer(look_at_staffing(shop))
    before = explorer.told.value
    explorer.volume.value, explorer.follow.value = 2.0, True
    assert explorer.told.value != before
    explorer.reset.click()
    assert explorer.told.value == before


@pytest.mark.parametrize("lang", LANGS)
def test_readers_without_a_kernel_see_the_figures_of_the_plan(shop, lang):
    view = look_at_staffing(shop, "", lang)
    shown = StaffingExplorer(view)._repr_mimebundle_()
    low = money(finance.lowest(view.ahead.made).cny, lang)
    assert low in shown["text/html"]
    assert low in shown["text/plain"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_sales_has_no_sliders_but_a_sentence(tmp_path, lang):
    (tmp_path / "shop.yaml").write_text(HEAD, encoding="utf-8")
    explorer = StaffingExplorer(look_at_staffing(tmp_path, "", lang))
    assert "stages" in explorer.told.value
    assert "stages" in explorer._repr_mimebundle_()["text/plain"]


def test_what_is_typed_is_told_in_people_and_money(shop):
    view = look_at_staffing(shop)
    desk = StaffingDesk(view, TEAM)
    assert text("people.desk.follows", "zh", **_totals(view.ahead)) in desk.told.value
    desk.form.field("team.posts").lines.children[0].unfold(open_=True)
    desk.form.field("team.posts").lines.children[0].section.parts["people"].type_in(6)
    more = outlook(desk.typed(), view.known, view.day)
    assert more.people_planned == 6
    assert text("people.desk.follows", "zh", **_totals(more)) in desk.told.value


def _totals(one):
    from shopkit.widgets.staffing_explorer import totals

    return totals(one, "zh")


def test_cash_is_saved_with_what_it_was_decided_from(shop):
    desk = StaffingDesk(look_at_staffing(shop), MONEY)
    desk.form.field("cash.opening_cny").type_in(150000)
    desk.saver.write.click()
    desk.saver.confirm.click()
    plan = load_plan(shop)
    assert plan.cash.opening_cny == 150000
    (decision,) = plan.decisions
    assert decision.of == "cash"
    assert set(decision.inputs) == {"people", "stages", "targets", "costs", "team", "budget"}
    assert look_at_money(shop).decisions().rows[0][0] == "资金计划"


@pytest.mark.parametrize("lang", LANGS)
def test_the_roster_is_written_beside_the_plan(shop, lang):
    import icalendar
    import python_calamine

    files = RosterFiles(look_at_staffing(shop, "", lang))
    for which in ("planned", "enough"):
        files.which.value = which
        for kind in ("xlsx", "ics"):
            files.make[kind].click()
            path = shop / text(f"people.files.file_{kind}", lang)
            assert str(path.name) in files.status.value
            content = path.read_bytes()
            if kind == "xlsx":
                assert python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            else:
                assert icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_without_a_desk_no_roster_is_written(tmp_path):
    (tmp_path / "shop.yaml").write_text(HEAD, encoding="utf-8")
    files = RosterFiles(look_at_staffing(tmp_path))
    files.make["xlsx"].click()
    assert "team.service" in files.status.value
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".xlsx", ".ics")] == []


def test_counting_starts_on_the_day_of_the_plan(shop):
    assert look_at_staffing(shop).day == date(2026, 11, 1)


def test_sliders_move_a_plan_of_a_single_month(tmp_path):
    """One row cannot hold both ends of the scale."""
    plan = (HEAD + PLAN).replace("months: 12", "months: 1")
    (tmp_path / "shop.yaml").write_text(plan, encoding="utf-8")
    explorer = StaffingExplorer(look_at_staffing(tmp_path))
    explorer.volume.value = 1.5
    low = finance.lowest(explorer.now.made).cny
    assert money(low, "zh") in explorer.told.value
