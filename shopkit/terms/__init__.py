"""What a shop's sales are counted with: rates, prices and rules, each with where it comes from."""

from shopkit.terms.charges import PLAN, Assumption, Charge, Rate, Terms, short_province, terms
from shopkit.terms.prices import Prices, prices

__all__ = [
    "PLAN",
    "Assumption",
    "Charge",
    "Prices",
    "Rate",
    "Terms",
    "prices",
    "short_province",
    "terms",
]
