"""Positioning: the market in numbers, the place a shop takes in it, and what is still undecided.

market, trend, since     offers as last seen; how the same products moved, in a band since a day
breaks, bands            price bands found from the data, demand and supply in each
concentration, value     shares of sellers; price against rating
study                    all of that in one go
competitors, segments    who else sells, who buys
canvas, fit              what is decided, what is missing, what does not fit
swot, evidence           lines the numbers support; where market numbers come from
brand, names             brand sheet; shop names and domains
findings                 everything to be warned of
pictures                 frames and words, ready to draw
"""

from shopkit.positioning.bands import Bands, price_bands
from shopkit.positioning.brand import BrandSheet, brand_sheet
from shopkit.positioning.canvas import Canvas, canvas
from shopkit.positioning.competitors import Statement, competitors, rivals, statement, unfilled
from shopkit.positioning.concentration import Concentration, concentration, cr, hhi
from shopkit.positioning.evidence import Sourced, sources, unproven
from shopkit.positioning.findings import findings
from shopkit.positioning.market import categories, days_seen, history, market
from shopkit.positioning.names import NameCheck, check_name, ranked_names
from shopkit.positioning.segments import Ages, beyond, gaps, overlaps, segments, unsaid
from shopkit.positioning.since import Since, band_since
from shopkit.positioning.study import Study, study
from shopkit.positioning.swot import Line, suggestions
from shopkit.positioning.trend import trend
from shopkit.positioning.value import ValueMap, value_map

__all__ = [
    "Ages",
    "Bands",
    "BrandSheet",
    "Canvas",
    "Concentration",
    "Line",
    "NameCheck",
    "Since",
    "Sourced",
    "Statement",
    "Study",
    "ValueMap",
    "band_since",
    "beyond",
    "brand_sheet",
    "canvas",
    "categories",
    "check_name",
    "competitors",
    "concentration",
    "cr",
    "days_seen",
    "findings",
    "gaps",
    "hhi",
    "history",
    "market",
    "overlaps",
    "price_bands",
    "ranked_names",
    "rivals",
    "segments",
    "sources",
    "statement",
    "study",
    "suggestions",
    "trend",
    "unfilled",
    "unproven",
    "unsaid",
    "value_map",
]
