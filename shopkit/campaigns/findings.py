"""Everything in the campaigns of a plan that asks for action, the worst first."""

from __future__ import annotations

from shopkit.campaigns.ahead_found import ahead_findings
from shopkit.campaigns.contacts_found import contact_findings
from shopkit.campaigns.dates_found import date_findings
from shopkit.campaigns.deals_found import deal_findings
from shopkit.campaigns.fatigue import MOST_SHARE
from shopkit.campaigns.fatigue_found import fatigue_findings
from shopkit.campaigns.goods_found import goods_findings
from shopkit.campaigns.money_found import money_findings
from shopkit.campaigns.prices_found import price_findings
from shopkit.campaigns.tactics_found import tactic_findings
from shopkit.campaigns.wording import Scope
from shopkit.findings import Finding


def campaign_findings(scope: Scope, most_share: float = MOST_SHARE) -> list[Finding]:
    """Return what asks for action in the campaigns of a plan, the worst first; may be empty.

    A promotion below its floor is found by the pricing room, stock by the stock room, and what
    channels bring by the spending room.

    Args:
        scope: plan, language, today, places.
        most_share: of a quarter's days a product may be on promotion.
    """
    found = [
        *date_findings(scope),
        *ahead_findings(scope),
        *price_findings(scope),
        *fatigue_findings(scope, most_share),
        *money_findings(scope),
        *goods_findings(scope),
        *deal_findings(scope),
        *contact_findings(scope),
        *tactic_findings(scope),
    ]
    return sorted(found, key=lambda one: -one.severity)
