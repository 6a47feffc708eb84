"""Which products sell, what part each plays, how old it is, and the market's ranking."""

from shopkit.products.pareto import Concentration, concentration, in_both, pareto, visit_worth
from shopkit.products.pareto_shown import pareto_shown, verdict_said
from shopkit.products.pictures import ranking_shown
from shopkit.products.ranking import market_moves, ranking, told_by

__all__ = [
    "Concentration",
    "concentration",
    "in_both",
    "market_moves",
    "pareto",
    "pareto_shown",
    "ranking",
    "ranking_shown",
    "told_by",
    "verdict_said",
    "visit_worth",
]
