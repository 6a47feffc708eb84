"""The promotion engine: what a buyer pays for a cart at best, and what the shop receives at worst.

    held = offers(plan)                    the promotions of a plan, compiled
    many = carts_of([Cart(...), ...])      carts as arrays
    found = priced(many, held)             found.best for the buyer, found.worst for the shop
    found.best.paid_fen, found.worst.receipt_fen, found.best.off_fen …
    priced_in_order(many, held)            carts in the order of payment, until budgets are used up
    shown = steps(cart, held, "best")      one cart: every step, who bears it, every line
    cart = read_cart(path, plan)           cart.yaml, or every problem in it
    promotion_findings(plan, "zh", folder) what contradicts in the promotions themselves

kinds                  the kinds of promotions, from resources/promotions.csv
model                  the promotions of a plan in whole fen, nothing left to default
carts, reading         carts one by one and as arrays; cart.yaml
course, chunk          in which order offers apply; what each sees of carts
amounts                what one offer takes off
walk, replay, engine   all legal combinations; the chosen ones step by step; chunks
budgets                carts in the order of payment
showing                one cart for a reader
judge, findings        what contradicts: alone (fields, days), worth (amounts), reach
                       (thresholds), together (names, groups)

How promotions are applied, and what was chosen where platforms say nothing: docs/pricing.md.
"""

from shopkit.promotions.budgets import InOrder, priced_in_order
from shopkit.promotions.carts import Buyer, Cart, CartLine, Carts, Good, carts_of
from shopkit.promotions.engine import Outcome, Priced, priced
from shopkit.promotions.findings import promotion_findings
from shopkit.promotions.kinds import BEARERS, Kind, kinds
from shopkit.promotions.model import Offer, offers
from shopkit.promotions.reading import read_cart
from shopkit.promotions.showing import Shown, steps

__all__ = [
    "BEARERS",
    "Buyer",
    "Cart",
    "CartLine",
    "Carts",
    "Good",
    "InOrder",
    "Kind",
    "Offer",
    "Outcome",
    "Priced",
    "Shown",
    "carts_of",
    "kinds",
    "offers",
    "priced",
    "priced_in_order",
    "promotion_findings",
    "read_cart",
    "steps",
]
