"""Positioning: the market in numbers, the place a shop takes in it, and what is still undecided.

market, trend            offers as last seen; how the same products moved
breaks, bands            price bands found from the data, demand and supply in each
concentration, value     shares of sellers; price against rating
competitors, segments    who else sells, who buys
canvas, swot, brand      what is decided, what is missing, what does not fit
names                    shop names and domains
pictures                 frames and words, ready to draw
"""

from shopkit.positioning.bands import Bands, price_bands
from shopkit.positioning.concentration import Concentration, concentration, cr, hhi
from shopkit.positioning.market import categories, days_seen, history, market
from shopkit.positioning.trend import trend
from shopkit.positioning.value import ValueMap, value_map

__all__ = [
    "Bands",
    "Concentration",
    "ValueMap",
    "categories",
    "concentration",
    "cr",
    "days_seen",
    "hhi",
    "history",
    "market",
    "price_bands",
    "trend",
    "value_map",
]
