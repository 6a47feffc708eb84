"""What is really left of each sale: contribution by line, order, product, campaign, channel, day.

The definitions, the rules of allocation and what is assumed stand in docs/profit.md.
"""

from shopkit.profit.account import Account, Books
from shopkit.profit.bridge import bridge, uncosted, unsettled
from shopkit.profit.ledger import COSTS, Ledger, ledger
from shopkit.profit.levels import Level, by
from shopkit.terms import Assumption, Terms, terms

__all__ = [
    "COSTS",
    "Account",
    "Assumption",
    "Books",
    "Ledger",
    "Level",
    "Terms",
    "bridge",
    "by",
    "ledger",
    "terms",
    "uncosted",
    "unsettled",
]
