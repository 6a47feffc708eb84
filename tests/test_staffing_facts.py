"""What the source documents calculate about staff, fed into public functions."""

from datetime import date

import pytest

from shopkit.plan.sections.team import Post
from shopkit.staffing import (
    additions,
    band_groups,
    band_policies,
    band_table,
    deadline,
    department_title,
    duty_matrix,
    heads,
    heads_printed,
    hired,
    holes,
    implied_wages,
    lead_criteria,
    mended,
    needs_lead,
    order_policies,
    organisation,
    role_of,
    role_sets,
    role_table,
    roles,
    running_heads,
    staff_cost,
    stage_policies,
    team_size,
    unfilled,
    without_post,
)
from shopkit.staffing.kpis import (
    POST_FIGURES,
    ad_cost_share,
    pages_per_visit,
    quality_return_share,
    traffic_reached,
    wrong_parcel_rate,
)

TABLE = band_policies()["source_003"]
ORDERS = {rule.role: rule for rule in order_policies()["source_003"].rules}
FIVE = tuple(Post(role=name, people=1) for name in ("客服", "推广", "物流", "运营主管", "财务"))


def band(turnover):
    return next(one for one in TABLE.bands if one.turnover_cny == turnover)


def counts(name):
    return [len(told) for told in role_sets()[name].duties.values()]


def test_s000_p02_staffing_org():
    """Five posts of one person each."""
    assert team_size(stage_policies()["source_000_2"]) == (5, 5)
    assert heads(FIVE) == 5
    assert organisation(FIVE, "shop", "zh").nodes["heads"].iloc[0] == 5


def test_s000_p02_role_duty_count():
    """7 + 4 + 4 + 4 + 3 + 6 = 28."""
    mall = role_sets()["mall"]
    assert sorted(counts("mall")) == [3, 4, 4, 4, 6, 7]
    assert len(mall.duties) == 6
    assert sum(counts("mall")) == 28
    assert role_table(mall, "zh")["duties"].sum() == 28


@pytest.mark.parametrize(
    ("role", "duties"),
    [
        ("operations_manager", 7),
        ("service", 4),
        ("logistics", 4),
        ("designer", 4),
        ("finance", 3),
        ("promoter", 6),
    ],
)
def test_the_six_posts_of_document_000_have_their_duties(role, duties):
    assert len(role_sets()["mall"].duties[role]) == duties


def test_s000_p03_staffing_heads():
    """1 + (1..2) = 2..3."""
    assert team_size(stage_policies()["source_000_3"]) == (2, 3)


def test_s000_p01_staffing_phases():
    first = stage_policies()["source_000_1"]
    assert [team_size(first, stage.name) for stage in first.stages] == [(1, 1), (2, 2)]


def test_s001_staffing_growth_roles():
    assert len(hired(stage_policies()["source_001"])) == 5
    assert team_size(stage_policies()["source_001"]) == (0, 0)  # roles without numbers


def test_s002_p1_staffing_roles():
    assert len(role_sets()["web"].duties) == 8


def test_s002_p1_staffing_deadline():
    """Mid-April is the 11th to the 20th; which year, nobody says."""
    found = deadline("整体岗位进度在4月中旬到位")
    assert (found.month, found.day_from, found.day_to, found.year) == (4, 11, 20, None)
    assert found.last(2027) == date(2027, 4, 20)
    posts = (Post(role="美工", people=1, starts=date(2027, 5, 1)), Post(role="客服", people=1))
    assert unfilled(posts, found.last(2027)) == ("美工",)


def test_s002_p2_staffing_initial():
    """Operations, a designer and an agent; promotion is done by operations until somebody comes."""
    start = stage_policies()["source_002"]
    assert team_size(start) == (3, 3)
    assert hired(start)["promoter"] == (0, 0)
    extra = [role for role, (least, _) in hired(start).items() if least and role != "operator"]
    assert len(extra) == 2


def test_s002_p2_role_customer_service():
    assert len(role_sets()["lean"].duties["service"]) == 3


def test_s002_p2_role_designer():
    """Depth of visit = page views ÷ visitors; on campaign days the designer helps to pack."""
    assert pages_per_visit(35_000, 10_000) == 3.5
    assert pages_per_visit(35_000, 0) is None
    assert "event_packing" in role_sets()["lean"].duties["designer"]
    assert POST_FIGURES["designer"][0].figure == "pages_per_visit"


def test_s003_role_table():
    """5 + 4 + 4 + 4 + 4 + 4 + 4 + 3 + 3 = 35 duties of nine roles."""
    assert counts("nine") == [5, 4, 4, 4, 4, 4, 4, 3, 3]
    assert sum(counts("nine")) == 35
    assert len(role_sets()["nine"].duties) == 9


def test_s003_role_product_specialist():
    assert len(role_sets()["bands"].duties["product_specialist"]) == 4


def test_s003_role_planner_copy():
    assert len(role_sets()["bands"].duties["planner"]) == 2


def test_s003_role_cs_dept():
    assert len(role_sets()["bands"].duties["service"]) == 3


def test_s003_staffing_departments():
    """Six departments; one person may hold several of them at first."""
    six = role_sets()["functions"]
    assert len({roles()[role].department for role in six.duties}) == 6
    one = (Post(role="店主", people=1, also=tuple(six.duties)),)
    done = set(duty_matrix(one, "zh")["duty"])
    assert {"数据分析", "打包"} <= {role_of(name).zh for name in ("数据分析", "打包")}
    assert {"配货与打包发货", "经营数据分析"} <= done
    assert department_title("service", "zh") == "客服部"


def test_s003_staffing_stage2_hires():
    assert team_size(stage_policies()["source_003"], "2") == (3, 3)


def test_s003_staffing_stage3_hires():
    """3 + 5 = 8."""
    policy = stage_policies()["source_003"]
    frame = running_heads(policy, "zh")
    third = frame[frame["shop_stage"] == "3"]
    assert third["heads_high"].sum() == 5
    assert third["heads_total_high"].unique() == [8]
    told = hired(policy, "3")
    assert (told["service"], told["designer"]) == ((3, 3), (2, 2))


def test_s003_kpi_warehouse():
    """Wrong parcels ÷ parcels; returns for quality ÷ returns; and the score of dispatch."""
    assert wrong_parcel_rate(3, 1_200) == 0.0025
    assert quality_return_share(6, 24) == 0.25
    assert [one.better for one in POST_FIGURES["warehouse"]] == ["high", "low", "low"]


def test_s003_kpi_cs_supervisor():
    assert [one.figure for one in POST_FIGURES["service_supervisor"]] == [
        "own_sales_cny",
        "team_sales_cny",
    ]


def test_s003_kpi_promo_supervisor():
    """Ads ÷ sales, and visitors ÷ those aimed at."""
    assert ad_cost_share(50_000, 500_000) == 0.1
    assert traffic_reached(9_000, 10_000) == 0.9
    assert ad_cost_share(1, 0) is None
    assert traffic_reached(1, 0) is None
    assert len(POST_FIGURES["promotion_lead"]) == 2


def test_s003_staffing_cost_ratio():
    """6 % to 7 % of turnover."""
    assert (TABLE.share_from, TABLE.share_to) == (0.06, 0.07)
    assert staff_cost(500_000, 0.06) == 30_000
    assert staff_cost(500_000, 0.07) == pytest.approx(35_000)


def test_s003_staffing_table():
    """Departments added up, and as share of turnover."""
    frame = band_table(TABLE)
    assert frame["turnover_cny"].tolist() == [10_000, 50_000, 800_000, 100_000]
    assert frame["staff_cost_cny"].tolist() == [4_000, 15_000, 17_500, 34_000]
    assert frame["heads"].tolist() == [2, 6, 7, 12]
    assert frame["staff_share"].tolist() == pytest.approx([0.4, 0.3, 0.021875, 0.34])


def test_s003_staffing_10k():
    """2 × 2,000 = 4,000, 40 % of 10,000."""
    one = band(10_000)
    wages = implied_wages(TABLE)
    assert wages[0, "service"] == 2_000
    assert one.cost_cny == one.heads * wages[0, "service"] == one.stated_cny == 4_000
    assert one.share == 0.4


def test_s003_staffing_50k():
    """6,500 + 3,000 + 3,000 + 2,500 = 15,000, 30 % of 50,000."""
    one = band(50_000)
    assert [group.cost_cny for group in one.groups] == [6_500, 3_000, 3_000, 2_500]
    assert one.cost_cny == one.budget_cny == 15_000
    assert one.share == 0.3
    assert one.heads == 6


def test_s003_staffing_50k_stated_total():
    one = band(50_000)
    assert one.stated_cny == 16_500
    assert one.stated_cny / one.turnover_cny == 0.33


def test_s003_staffing_80k():
    """6,500 + 3,000 + 3,000 + 5,000 = 17,500: 2.19 % of 800,000, 21.9 % of 80,000."""
    one = band(800_000)
    assert one.cost_cny == 17_500
    assert one.share == 0.021875
    right = mended(TABLE).bands[2]
    assert (right.turnover_cny, right.share) == (80_000, 0.21875)


def test_s003_staffing_80k_reasons():
    """One in logistics is added, the others stay."""
    assert additions(TABLE, 1, 2) == {"logistics": 1}


def test_s003_staffing_100k():
    """9,000 + 8,000 + 3,000 + 3,000 + 8,000 + 3,000 = 34,000, 34 % of 100,000."""
    one = band(100_000)
    assert [g.cost_cny for g in one.groups] == [9_000, 8_000, 3_000, 3_000, 8_000, 3_000]
    assert (one.cost_cny, one.share, one.heads) == (34_000, 0.34, 12)


def test_s003_staffing_implied_wages():
    """6,500 = 2,500 + 2 × 2,000; 9,000 = 3,000 + 3 × 2,000; 8,000 = 2 × 4,000 and more."""
    wages = implied_wages(TABLE)
    assert {pay for (_, role), pay in wages.items() if role == "service"} == {2_000}
    supervisors = [wages[at, "service_supervisor"] for at in (1, 2, 3)]
    assert supervisors == [2_500, 2_500, 3_000]
    assert [wages[at, "designer"] for at in (1, 2, 3)] == [3_000, 3_000, 4_000]
    assert {pay for (_, role), pay in wages.items() if role == "logistics"} == {2_500}
    assert wages[3, "logistics_lead"] == 3_000
    assert [wages[3, role] for role in ("promoter", "product_specialist", "planner")] == [3_000] * 3
    frame = band_groups(TABLE, "zh")
    leads = frame["leads"] * frame["lead_pay_cny"].fillna(0)
    assert (frame["staff"] * frame["pay_cny"] + leads == frame["staff_cost_cny"]).all()


def test_s003_staffing_100k_additions():
    """7 + 5 = 12."""
    added = additions(TABLE, 2, 3)
    assert sorted(added) == sorted(
        ["service", "designer", "product_specialist", "logistics_lead", "planner"]
    )
    assert TABLE.bands[2].heads + sum(added.values()) == TABLE.bands[3].heads == 12


def test_s003_staffing_cs_split():
    """Pre-sale and after-sale are two groups."""
    service = {"presale", "aftersale"}
    assert service == set(roles()["service"].covers)
    assert without_post(["售前客服", "售后客服"], ["客服"]) == ()


def test_s003_staffing_logistics_lead_at_3():
    """A lead from three people on, as the table has it."""
    assert TABLE.lead_from == 3
    for one in TABLE.bands:
        for group in one.groups:
            if group.department == "logistics":
                assert needs_lead(group.heads, TABLE.lead_from) == bool(group.leads)


def test_s003_staffing_cs_largest():
    """Customer service is the largest group in every band, alone or with another."""
    for one in TABLE.bands:
        largest = max(group.heads for group in one.groups)
        assert next(g.heads for g in one.groups if g.department == "service") == largest


def test_s003_staffing_cs_supervisor():
    assert len(lead_criteria("zh")) == len(set(lead_criteria("en").values())) == 3


def test_s003_staffing_promo_dept_4():
    assert stage_policies()["source_003"].stages[-1].promised == {"promotion": 4}


def test_s003_staffing_orders_per_cs():
    """One more at 50–100 orders, one more at 150–250."""
    rule = ORDERS["service"]
    printed = [heads_printed(rule, orders) for orders in (20, 50, 100, 120, 150, 250, 260)]
    assert printed == [None, 2, 2, None, 3, 3, None]  # one agent is there already


def test_s003_staffing_orders_per_promoter():
    """One promoter at 50–150 orders, one campaign applicant at 150–250."""
    assert [heads_printed(ORDERS["promoter"], n) for n in (50, 150)] == [1, 1]
    assert [heads_printed(ORDERS["campaign_applicant"], n) for n in (150, 250)] == [1, 1]


def test_s003_staffing_orders_per_packer():
    """One packer at 50–100 orders a day, two at 150–250."""
    rule = ORDERS["packer"]
    assert rule.per == "day"
    assert [heads_printed(rule, n) for n in (75, 200)] == [1, 2]


def test_s003_staffing_ratio_table():
    inner = [hole for role in ("service", "packer") for hole in holes(ORDERS[role])]
    assert inner.count((100, 150)) == 2
