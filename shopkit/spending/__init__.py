"""How to spread money for ads over channels: what each brings, and where the next yuan does most.

    weeks = channel_weeks(tables, period)              spend and sales credited by channel and week
    found = fits(weeks)                                a concave curve each, or why there is none
    known = curves(found, elasticity=0.7)              of one week; an assumption only where stated
    split([Channel("keyword", known["keyword"].over(4), least_cny=500), …], 20_000, 2.5)

curves       log, power and Hill curves: sales, slope, spend at a slope
weeks        the ad reports by channel and week, each yuan once
fitting      curves by quasi-Poisson likelihood, with an honest refusal
split        the budget by marginal return with limits
findings     what asks for action
"""

from shopkit.spending.curves import Curve, assumed
from shopkit.spending.findings import Asked, best_split, matched, spending_findings
from shopkit.spending.fitting import Fit, curves, fit, fits, fits_shown
from shopkit.spending.split import Channel, Split, campaign_channels, equal, least_problem, split
from shopkit.spending.weeks import channel_weeks

__all__ = [
    "Asked",
    "Channel",
    "Curve",
    "Fit",
    "Split",
    "assumed",
    "best_split",
    "campaign_channels",
    "channel_weeks",
    "curves",
    "equal",
    "fit",
    "fits",
    "fits_shown",
    "least_problem",
    "matched",
    "spending_findings",
    "split",
]
