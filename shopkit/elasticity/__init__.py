"""Demand from price: the elasticity of a product from its own history, and its best price."""

from shopkit.almanac import campaign_days
from shopkit.elasticity.best import Asked, BestPrice, best_price
from shopkit.elasticity.days import item_days
from shopkit.elasticity.demand import Elasticity, elasticity
from shopkit.elasticity.wording import method, reason

__all__ = [
    "Asked",
    "BestPrice",
    "Elasticity",
    "best_price",
    "campaign_days",
    "elasticity",
    "item_days",
    "method",
    "reason",
]
