"""Which products sell, what part each plays, how old it is, and the market's ranking."""

from shopkit.products.heroes import (
    enough_heroes,
    held_against_plan,
    heroes,
    ranked_by,
    sku_share,
    total_profit,
)
from shopkit.products.pareto import Concentration, concentration, in_both, pareto, visit_worth
from shopkit.products.pareto_shown import pareto_shown, verdict_said
from shopkit.products.pictures import ranking_shown
from shopkit.products.ranking import market_moves, ranking, told_by
from shopkit.products.roles import roles, roles_against_plan
from shopkit.products.sheet import sheet
from shopkit.products.sold import sold

__all__ = [
    "Concentration",
    "concentration",
    "enough_heroes",
    "held_against_plan",
    "heroes",
    "in_both",
    "market_moves",
    "pareto",
    "pareto_shown",
    "ranked_by",
    "ranking",
    "ranking_shown",
    "roles",
    "roles_against_plan",
    "sheet",
    "sku_share",
    "sold",
    "told_by",
    "total_profit",
    "verdict_said",
    "visit_worth",
]
