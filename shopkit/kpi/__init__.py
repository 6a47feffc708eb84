"""How the shop is doing: figures of a period, where a change came from, when buyers pay."""

from shopkit.kpi.breakdown import BREAKDOWNS, By, breakdown
from shopkit.kpi.change import Change, split_change
from shopkit.kpi.figures import FIGURES, Figure, Headline, headline
from shopkit.kpi.funnel import Step, funnel, weakest
from shopkit.kpi.overview import Against, Grain, Overview, covered, overview, series
from shopkit.kpi.rhythm import busiest_hours, by_hour

__all__ = [
    "BREAKDOWNS",
    "FIGURES",
    "Against",
    "By",
    "Change",
    "Figure",
    "Grain",
    "Headline",
    "Overview",
    "Step",
    "breakdown",
    "busiest_hours",
    "by_hour",
    "covered",
    "funnel",
    "headline",
    "overview",
    "series",
    "split_change",
    "weakest",
]
