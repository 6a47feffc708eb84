"""The view of the year: a sample shop in both languages, shops that lack parts, what is decided."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from view_things import planned, shown

from shopkit.campaigns import items, tactic
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.errors import ParameterError
from shopkit.i18n import DASH, LANGS, money, text
from shopkit.plan.decisions import decided, stale
from shopkit.plan.sections.work import Decision
from shopkit.scenario import Move, campaign_outlook
from shopkit.widgets.campaigns import look_at_campaigns
from shopkit.widgets.campaigns_desk import INPUTS
from shopkit.widgets.said import Unsaid

YEAR = (
    "state",
    "ribbon",
    "findings",
    "campaign",
    "gantt",
    "late",
    "prep",
    "notice",
    "checklist",
    "load",
    "moves",
)
YEAR += (
    "week",
    "priorities",
    "meetings",
    "contacts",
    "occasions",
    "approvals",
    "tactics",
    "work_plan",
    "decisions",
)
TRADE = ("days", "expectation", "cover", "orders", "campaign_stock", "campaign_orders")
TRADE += ("account", "verdict", "came", "channels", "curves", "split")
TOLD = (
    "week",
    "checklist",
    "occasions",
    "state",
    "ribbon",
    "findings",
    "priorities",
    "meetings",
    "tactics",
    "work_plan",
)
CAMPAIGN = "campaigns: [{name: 开业, starts: 2026-12-01, ends: 2026-12-03, kind: opening}]\n"
POSTS = "team: {posts: [{role: 运营, people: 1, pay_monthly_cny: 6000}]}\n"
ASSUMED = (
    "forecast: {visitors_daily: 200, conversion_rate: 2%, per_buyer_cny: 150, source: 同类店}\n"
)
VIEWS: dict = {}


def view(lang="zh"):
    """Return the view of a sample shop, opened once."""
    if lang not in VIEWS:
        VIEWS[lang] = look_at_campaigns("bathware", "2026-10", "", lang)
    return VIEWS[lang]


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a plan and looks at it from the first day of a month."""

    def write(*parts, lang="zh", period="2026-11"):
        return look_at_campaigns(planned(tmp_path, *parts), period, "", lang)

    return write


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", YEAR)
def test_a_sample_shop_shows_its_year(what, lang):
    assert not isinstance(shown(view(lang), what), Unsaid) or what == "decisions"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", TRADE)
def test_a_sample_shop_shows_what_its_campaign_sells_and_leaves(what, lang):
    assert not isinstance(shown(view(lang).trade, what), Unsaid)


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_that_is_only_a_name_is_told_what_to_write(written, lang):
    found = written(lang=lang)
    for of, names in ((found, YEAR), (found.trade, TRADE)):
        for what in names:
            assert isinstance(shown(of, what), Unsaid) or (of is found and what in TOLD), what
    rows = found.state().rows
    assert [bool(row[2]) for row in rows] == [False] + [True] * (len(rows) - 1)
    assert "campaigns" in str(found.campaign())
    assert "campaigns" in found.explore().told.value


def test_a_campaign_alone_is_counted_back_and_asks_for_the_rest(written):
    found = written(CAMPAIGN)
    assert isinstance(shown(found, "gantt"), Picture)
    assert isinstance(shown(found, "late"), Table)
    assert "team.posts" in str(shown(found, "load"))
    said = str(shown(found.trade, "expectation"))
    assert "forecast" in said
    assert isinstance(shown(found.trade, "days"), Unsaid)


def test_assumptions_stand_in_for_a_past_and_are_said(written):
    found = written(CAMPAIGN, POSTS, ASSUMED)
    assert isinstance(shown(found, "load"), Picture)
    assert isinstance(shown(found.trade, "days"), Picture)
    said = str(shown(found.trade, "expectation"))
    assert "同类店" in said
    assert not found.explore().trouble


def test_the_year_is_seen_after_the_period_and_without_sales_from_its_first_day(written):
    assert view().day == date(2026, 11, 1)
    assert written(CAMPAIGN).day == date(2026, 11, 1)
    assert written(CAMPAIGN).name == "开业"


def test_the_next_campaign_to_begin_is_looked_at_or_the_one_asked_for():
    assert view().name == "双12"
    assert look_at_campaigns("bathware", "2026-10", "年货节").name == "年货节"
    with pytest.raises(ParameterError):
        look_at_campaigns("bathware", "2026-10", "没有的活动")


def test_what_the_explorer_says_is_what_the_scenario_says():
    """Day, depth and lift go to the scenario as they stand; back is the plan again."""
    made = view().explore()
    one = made.campaign
    made.starts.value = one.starts - timedelta(7)
    made.rate.value, made.visitors.value = 0.8, 2.0
    move = Move(
        campaign=one.name,
        days=-7,
        discount_rate=0.8,
        visitors_lift=2.0,
        elasticity=made.elasticity,
    )
    assert made.move == move
    told = campaign_outlook(made.ground, move)
    assert made.numbers(made.now).text() == made.numbers(told).text()
    assert len(made.numbers(made.now).headers) == 4
    made._back(None)
    assert made.move.nothing
    assert made.now is made.planned


@pytest.mark.parametrize("lang", LANGS)
def test_days_that_are_over_are_said_and_the_plan_is_shown(lang):
    """Neither yesterday nor years away: the figures of the last move do not stay."""
    made = view(lang).explore()
    plan = made.figures.value
    made.starts.value = made.campaign.starts - timedelta(7)
    assert made.figures.value != plan
    today = made.view.ahead.today
    for day in (today - timedelta(1), today + timedelta(999)):
        made.starts.value = day
        assert made.figures.value == plan
        assert text("yearbook.explore.as_planned", lang) in made.told.value
    made.starts.value = today
    assert text("yearbook.explore.as_planned", lang) not in made.told.value
    assert "1 agents" not in made.told.value


@pytest.mark.parametrize("lang", LANGS)
def test_the_desk_says_what_is_wrong_and_with_which_campaign(lang):
    desk = view(lang).decide().desks["campaigns"]
    rows = desk.form.field("campaigns")
    rows.type_in([{**one, "ends": one["starts"] - timedelta(7)} for one in rows.read()[3:4]])
    desk.form._changed()
    assert "双12" in desk.told.value
    assert "2026-12-01" in desk.told.value


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("top", "field", "typed", "place"),
    [
        ("tasks", "tasks", {"what": "x", "after": ["没有的"]}, ("第 1 项任务「x」", "Task 1, “x”")),
        ("tasks", "tasks", {"what": "x", "post": "火箭师"}, ("「负责岗位」", "“Post”")),
        ("stock", "stock.products", {"product": "99999"}, ("stock.products.0",) * 2),
        ("campaigns", "campaigns", {"products": ["99999"]}, ("「双12」", "“双12”")),
    ],
)
def test_the_desk_names_what_nobody_knows(lang, top, field, typed, place):
    desk = view(lang).decide().desks[top]
    rows = desk.form.field(field)
    first = rows.read()[3:4] if top == "campaigns" else [{}]
    rows.type_in([{**first[0], **typed}])
    desk.form._changed()
    (value,) = (one for key, one in typed.items() if key != "what")
    named = value[0] if isinstance(value, list) else value
    lines = unescape(desk.told.value).split("</p>")
    (line,) = [one for one in lines if named in one]
    assert place[lang == "en"] in line


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_shop_reads_shares_in_per_cent_and_no_dashes_in_a_sentence(written, lang):
    found = written(CAMPAIGN, ASSUMED, lang=lang)
    assert "2%" in found.trade.expectation().markdown.replace("2.0%", "2%")
    explorer = found.explore()
    told = explorer.told.value.split("</p>")[0]
    assert DASH not in told.replace("–", "")


@pytest.mark.parametrize("top", ["campaigns", "stock", "forecast"])
def test_what_was_just_decided_is_not_outlived(written, top):
    found = written(CAMPAIGN, ASSUMED)
    deciding = found.decide().desks[top].saver.deciding
    plan = found.view.plan
    [made] = decided(top, date(2026, 11, 30), deciding.inputs(plan)).values()
    later = plan.model_copy(update={"decisions": (Decision.model_validate(made),)})
    assert stale(later, found.current) == []


def test_every_part_has_its_form_and_its_save():
    made = view().decide()
    assert tuple(made.desks) == tuple(INPUTS)
    for top, desk in made.desks.items():
        assert desk.tops == (top,)
        assert desk.saver.deciding.of == top
        assert not desk.form.changes()
    assert view().decide()._repr_mimebundle_()["text/plain"]


def test_files_open_with_what_they_are():
    files = view().download()
    assert files.content("ics").startswith(b"BEGIN:VCALENDAR")
    assert files.content("xlsx").startswith(b"PK")
    assert files.content("png").startswith(b"\x89PNG")
    assert files.content("pdf").startswith(b"%PDF")


def test_customers_who_agreed_are_counted_and_never_below_none():
    found = view().contacts(agreed=800, birthdays={12: 20})
    sent = found.table["messages"]
    assert set(sent) <= {0, 20, 800}
    assert 800 in set(sent)
    assert isinstance(view().contacts(agreed=-1), Unsaid)


def test_a_list_is_that_of_the_campaigns_kind_or_the_one_asked_for(written):
    opening = written(CAMPAIGN).checklist()
    lists = [items(name) for name in ("opening", "opening_theme", "stage_two")]
    assert len(opening.rows) == sum(map(len, lists)) == len(view().checklist("opening").rows)
    assert len(view().checklist("group_documents").rows) == len(items("group_documents"))
    assert "documents?" in str(view().checklist("group_document"))


def test_a_group_deal_says_which_sites_are_gone_and_whether_its_stock_suffices():
    rows = [[str(cell) for cell in row] for row in view().checklist("group_deal").rows]
    assert sum("年停了" in row[-1] for row in rows) == 2
    one = look_at_campaigns("bathware", "2026-10", "", "zh")
    there = one.ahead.ordering.campaign
    deal = one.coming.campaign.model_copy(update={"kind": "group_deal"})
    coming = replace(one.coming, campaign=deal)
    for held, said in ((there["units_needed"], "现有的够"), (there["units_needed"] - 1, "差")):
        ordering = replace(one.ahead.ordering, campaign=there.assign(stock_units=held))
        one.__dict__["ahead"] = replace(one.ahead, coming=coming, ordering=ordering)
        told = {row[1]: row[2] for row in one.checklist().rows}
        assert said in told["库存够才参加"]


@pytest.mark.parametrize("lang", LANGS)
def test_tactics_asked_for_are_costed_and_summed(lang):
    name = tactic("favourite_coupon").title(lang)
    found = view(lang).tactics({name: (300, 5), "link_exchange": 3, "web_ads": 20})
    assert money(1500, lang) in found.caption
    assert [row[2] for row in found.rows] == [money(1500, lang), money(0, lang), None]
    assert "(300, 5)" in view(lang).tactics().caption
    assert isinstance(view(lang).tactics({"auctoin": 3}), Unsaid)
    assert isinstance(view(lang).tactics({"auction": "3"}), Unsaid)


def test_the_preparation_sheet_agrees_with_forecast_and_stock():
    shown_ = view().prep().table.set_index("prep_item")["prep_value"]
    held = view().trade.expected.made.totals
    assert f"{round(held['paid_orders'].expected)} 单" in shown_["销量预估"]
    needed = view().ahead.ordering.campaign["units_needed"].sum()
    assert shown_["备货"] == f"{needed:,.0f} 件"


def test_the_most_that_ads_may_cost_is_where_the_gain_ends():
    made = view().trade.planned
    spent = -sum(fen or 0 for _, fen in made.own.ads) / 100
    said = view().trade.verdict().markdown
    assert money(spent + made.gain_cny, "zh") in said


def test_a_week_and_the_first_hundred_days_stand_on_workdays():
    worked = view().ahead.worked
    for made in (view().week(), view().first_days("2026-12-01")):
        days = made.table["due_on"].dropna()
        assert len(days)
        assert len(made.rows) == len(made.table)
    assert all(worked.is_workday(one.date()) for one in view().week().table["due_on"])
    assert isinstance(view().first_days("nonsense"), Unsaid)
