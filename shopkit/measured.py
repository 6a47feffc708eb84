"""What the posts of a shop are measured by: what its files tell of that, what its plan aims at.

The figures of posts are those of `staffing`; what they are now is told by `kpi`, `service` and
`ads`, what is aimed at by `targets`. None of them knows another; they are composed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import kpi, staffing
from shopkit.ads import spent
from shopkit.service import answers, reviews
from shopkit.spans import rows_of
from shopkit.staffing.kpis import ad_cost_share, traffic_reached
from shopkit.targets import tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pandas as pd

    from shopkit.i18n import Lang
    from shopkit.periods import Period
    from shopkit.plan import Plan
    from shopkit.plan.sections.team import Post
    from shopkit.tables import Tables
    from shopkit.targets.months import MonthTarget

FEN = 100
OVERVIEW = {"paid_cny": "paid", "conversion_rate": "conversion_rate", "refund_rate": "refund_rate"}
SCORES = ("score_delivery", "score_service")
Known = dict[str, float | None]


@dataclass(frozen=True)
class Measured:
    """What the posts of a shop are measured by.

    Attributes:
        plan: with what it aims at.
        tables: what the shop's files hold.
        period: the days looked at; `None` without sales.
        sales: CNY of past months by their first day, for the season of a year's goal.
    """

    plan: Plan
    tables: Tables
    period: Period | None
    sales: Mapping[date, float | None] | None = None

    def sheet(self, posts: Sequence[Post], lang: Lang) -> pd.DataFrame:
        """Return what some posts are measured by, as `staffing.kpi_sheet` does."""
        return staffing.kpi_sheet(posts, self.now, self.aimed, lang)

    @cached_property
    def month(self) -> MonthTarget | None:
        """The goal of the month that is looked at; `None` where there is none, or no month."""
        period = self.period
        if period is None or period.kind != "month":
            return None
        goals = [one for one in self.plan.targets if one.year == period.start.year]
        return tree(goals[0], self.sales).month(period.start) if goals else None

    @cached_property
    def now(self) -> Known:
        """What the files tell of the days, by figure; `None` is unknown."""
        return _values(self.tables, self.period, self.month) if self.period else {}

    @cached_property
    def aimed(self) -> Known:
        """What the plan aims at, by figure; `None` where it does not say."""
        told: Known = {"ad_cost_share": self.plan.budget.ads_rate}
        month = self.month
        if month is None:
            return told
        told |= {"paid_cny": month.sales_fen / FEN, "conversion_rate": month.conversion_rate}
        if month.ads_fen is not None and month.sales_fen:
            told["ad_cost_share"] = month.ads_fen / month.sales_fen
        return told | {"traffic_reached": 1.0 if month.visitors else None}


def _values(tables: Tables, period: Period, month: MonthTarget | None) -> Known:
    seen, service = kpi.headline(tables, period), answers(tables, period)
    ads = spent(tables, period)
    cost = float(ads["spend_cny"].sum()) if len(ads) else None
    aimed = month.visitors if month else None
    visitors, paid = seen.value("visitors"), seen.value("paid")
    reached = traffic_reached(visitors, aimed) if visitors is not None and aimed else None
    return {
        **staffing.figures_of(tables, period, cost),
        **{figure: seen.value(name) for figure, name in OVERVIEW.items()},
        **_scores(tables, period),
        "answer_seconds": service.get("answer_seconds"),
        "team_sales_cny": service.get("service_paid_cny"),
        "good_rate": reviews(tables, period).get("good_rate"),
        "traffic_reached": reached,
        "ad_cost_share": ad_cost_share(cost, paid) if cost is not None and paid else None,
    }


def _scores(tables: Tables, period: Period) -> Known:
    """Return the latest scores of the shop in a period."""
    days, _ = rows_of(tables["shop_days"], period)
    known = {name: days.sort("date").drop_nulls(name)[name] for name in SCORES}
    return {name: float(told[-1]) if len(told) else None for name, told in known.items()}
