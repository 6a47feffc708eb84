"""Targets: the sales equation, a year's goal broken down, stages, and what became of them."""

from shopkit.targets.actual import day_sums
from shopkit.targets.days import SpanTarget, day_weights, span_target
from shopkit.targets.equation import Equation, sensitivity, solve
from shopkit.targets.growth import each_month, grown, shares
from shopkit.targets.ladder import ladder, visitors_for
from shopkit.targets.months import MonthTarget
from shopkit.targets.pictures import standing
from shopkit.targets.progress import COUNTED, Progress, progress
from shopkit.targets.seasons import MONTHS, own_weights
from shopkit.targets.split import split, split_around
from shopkit.targets.tree import Level, Tree, seasoned, tree

__all__ = [
    "COUNTED",
    "MONTHS",
    "Equation",
    "Level",
    "MonthTarget",
    "Progress",
    "SpanTarget",
    "Tree",
    "day_sums",
    "day_weights",
    "each_month",
    "grown",
    "ladder",
    "own_weights",
    "progress",
    "seasoned",
    "sensitivity",
    "shares",
    "solve",
    "span_target",
    "split",
    "split_around",
    "standing",
    "tree",
    "visitors_for",
]
