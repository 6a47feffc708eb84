"""What a platform asks of a shop on a day: deposit, yearly fee, shares of sales.

A deposit is tied up and comes back; a yearly fee and the shares of sales are gone. Every amount
names its rule and says whether it is to be confirmed before use; where only limits are known both
are kept. Wages, offices, equipment and decoration are not the platform's and are not in it.
"""

from shopkit.fees.asked import Asked, Opening, Shop, said
from shopkit.fees.schedule import deposit, openings, refund_tiers, shares, shop_of, yearly
from shopkit.fees.sums import commission_cny, fixed_investment_cny, monthly_share, refund_share

__all__ = [
    "Asked",
    "Opening",
    "Shop",
    "commission_cny",
    "deposit",
    "fixed_investment_cny",
    "monthly_share",
    "openings",
    "refund_share",
    "refund_tiers",
    "said",
    "shares",
    "shop_of",
    "yearly",
]
