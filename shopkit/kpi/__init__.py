"""How the shop is doing: figures of a period, where a change came from, when buyers pay."""

from shopkit.kpi.breakdown import BREAKDOWNS, By, breakdown
from shopkit.kpi.change import Change, split_change
from shopkit.kpi.figures import FIGURES, Figure, Headline, headline
from shopkit.kpi.findings import findings
from shopkit.kpi.funnel import Step, Verdict, funnel, is_clear, verdict, weakest
from shopkit.kpi.measure import Measured, measured, refunds_to_come
from shopkit.kpi.overview import Against, Grain, Overview, covered, has_sales, overview, series
from shopkit.kpi.past import paid_by_day, paid_by_month
from shopkit.kpi.rhythm import busiest_hours, by_hour
from shopkit.kpi.story import Story, Tile, story

__all__ = [
    "BREAKDOWNS",
    "FIGURES",
    "Against",
    "By",
    "Change",
    "Figure",
    "Grain",
    "Headline",
    "Measured",
    "Overview",
    "Step",
    "Story",
    "Tile",
    "Verdict",
    "breakdown",
    "busiest_hours",
    "by_hour",
    "covered",
    "findings",
    "funnel",
    "has_sales",
    "headline",
    "is_clear",
    "measured",
    "overview",
    "paid_by_day",
    "paid_by_month",
    "refunds_to_come",
    "series",
    "split_change",
    "story",
    "verdict",
    "weakest",
]
