"""Which products sell, what part each plays, how old it is, and the market's ranking."""

from shopkit.products.assortment import (
    Analysed,
    analysis,
    assortment,
    checklist,
    missing_data,
    ready_to_open,
)
from shopkit.products.clearance import (
    baskets,
    clearance,
    items_per_order,
    latest_stock,
    order_value,
    unit_costs,
)
from shopkit.products.curves import first_sales, sales_curves
from shopkit.products.findings import Evidence, findings
from shopkit.products.heroes import (
    enough_heroes,
    held_against_plan,
    heroes,
    ranked_by,
    sku_share,
    total_profit,
)
from shopkit.products.life_shown import (
    curves_shown,
    reason,
    stage_name,
    stage_tasks,
    trends_shown,
)
from shopkit.products.lifecycle import (
    STAGES,
    Known,
    growth_goal,
    life_stages,
    mature_sales,
    mature_search,
    with_ranks,
)
from shopkit.products.pareto import Concentration, concentration, in_both, pareto, visit_worth
from shopkit.products.pareto_shown import pareto_shown, verdict_said
from shopkit.products.pictures import ranking_shown
from shopkit.products.ranking import market_moves, ranking, told_by
from shopkit.products.roles import roles, roles_against_plan
from shopkit.products.roles_shown import role_reason
from shopkit.products.sheet import sheet
from shopkit.products.sold import sold
from shopkit.products.trend import Trend, trend

__all__ = [
    "STAGES",
    "Analysed",
    "Concentration",
    "Evidence",
    "Known",
    "Trend",
    "analysis",
    "assortment",
    "baskets",
    "checklist",
    "clearance",
    "concentration",
    "curves_shown",
    "enough_heroes",
    "findings",
    "first_sales",
    "growth_goal",
    "held_against_plan",
    "heroes",
    "in_both",
    "items_per_order",
    "latest_stock",
    "life_stages",
    "market_moves",
    "mature_sales",
    "mature_search",
    "missing_data",
    "order_value",
    "pareto",
    "pareto_shown",
    "ranked_by",
    "ranking",
    "ranking_shown",
    "ready_to_open",
    "reason",
    "role_reason",
    "roles",
    "roles_against_plan",
    "sales_curves",
    "sheet",
    "sku_share",
    "sold",
    "stage_name",
    "stage_tasks",
    "told_by",
    "total_profit",
    "trend",
    "trends_shown",
    "unit_costs",
    "verdict_said",
    "visit_worth",
    "with_ranks",
]
