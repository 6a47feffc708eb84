"""Which products sell, which rose and fell, and the market's ranking."""

from shopkit.products.pictures import ranking_shown
from shopkit.products.ranking import market_moves, ranking, told_by

__all__ = ["market_moves", "ranking", "ranking_shown", "told_by"]
