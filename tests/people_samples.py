"""Made-up service desks, teams and payrolls, and the pictures made of them."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
from coverage_tasks import BY_DAY, PEAKS, TWO_DAYS_OFF, needed

from shopkit.charts import coverage, finance, profit, staffing
from shopkit.coverage import Desk, Roster, cover_frame, numbered, task_of
from shopkit.coverage import pictures as service
from shopkit.i18n import Lang
from shopkit.pay import Post as Paid
from shopkit.pay import Sold, employer, payroll, pictures
from shopkit.plan.sections.team import Post
from shopkit.staffing import (
    Volume,
    compare,
    duty_coverage,
    duty_matrix,
    organisation,
    staff_months,
)
from shopkit.staffing import pictures as team

HOSTILE = "<script>alert(1)</script>"
MARCH = date(2027, 3, 1)
POSTS = [
    Post(role="店长", people=1, pay_monthly_cny=12_000, department="管理"),
    Post(role="运营主管", people=1, pay_monthly_cny=9_000, department="运营部"),
    Post(role="推广", people=2, pay_monthly_cny=7_000, department="运营部", also=["文案"]),
    Post(role="美工", people=1, pay_monthly_cny=6_000, department="运营部", starts="2027-01-10"),
    Post(role="客服主管", people=1, pay_monthly_cny=6_500, department="客服部"),
    Post(role="售前客服", people=6, pay_monthly_cny=4_500, department="客服部"),
    Post(role="售后客服", people=2, pay_monthly_cny=4_500, department="客服部", starts=MARCH),
    Post(role="仓管", people=3, pay_monthly_cny=5_000, department="仓储部", starts="2027-03-16"),
    Post(role=HOSTILE, people=1, pay_monthly_cny=5_500, department="财务部"),
]


@cache
def roster(people: int = 12) -> Roster:
    """Return a roster laid by hand: five days on, two off, shifts in turn."""
    task = task_of(needed(900), BY_DAY, numbered(people, "客服"), TWO_DAYS_OFF)
    who, day = np.indices((people, task.days))
    worked = np.where((day + who) % 7 < 5, (who + day // 7) % 3, -1)
    return Roster(task, worked, 0.0)


def hours(lang: Lang):
    """Return the hours of one day of that roster."""
    cover = cover_frame(roster(9))
    day = cover[cover["date"] == cover["date"].max()]
    return service.hours_shown(day, PEAKS, {"zh": "周日", "en": "Sunday"}[lang], lang)


def levels(lang: Lang):
    return service.levels_shown(120, Desk(180, 3), lang)


def shifts(lang: Lang):
    return service.roster_shown(roster(), lang)


def tree(lang: Lang):
    return team.organisation_shown(organisation(POSTS, "示例店", lang), lang)


def duties(lang: Lang):
    return team.duties_shown(
        duty_matrix(POSTS, lang), duty_coverage(POSTS, lang, need="core"), lang
    )


def policies(lang: Lang):
    volume = Volume(500_000, per_order_cny=100)
    return team.policies_shown(compare(volume, lang, POSTS), volume, 0.07, lang)


def hires(lang: Lang):
    return team.hires_shown(staff_months(POSTS, date(2026, 11, 1), 12, lang), lang)


def pay(lang: Lang):
    posts = [
        Paid(
            post.role,
            post.people,
            post.department,
            post.pay_monthly_cny,
            commission_rate=0.004 if post.people > 3 else 0.0,
        )
        for post in POSTS
    ]
    posts.append(Paid("主播", 2, "直播部", None))
    month = date(2026, 11, 1)
    return pictures.payroll_shown(payroll(posts, Sold(month, 500_000), employer(month)), lang)


def _chart(draw, made):
    shown = cache(made)
    return draw, lambda lang: shown(lang)[0], lambda lang: shown(lang)[1]


CHARTS: dict[str, tuple] = {
    "service_hours": _chart(coverage.hours, hours),
    "service_levels": _chart(coverage.levels, levels),
    "service_roster": _chart(coverage.roster, shifts),
    "team_tree": _chart(staffing.organisation, tree),
    "team_duties": _chart(staffing.duties, duties),
    "team_policies": _chart(profit.bars, policies),
    "team_hires": _chart(staffing.hires, hires),
    "team_payroll": _chart(finance.payroll, pay),
}
