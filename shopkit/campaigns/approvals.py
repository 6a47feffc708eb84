"""The money of campaigns: asked for, granted, spent, reviewed; and what of it is in order.

Paid promotion is asked for in writing by a post, granted by another before anything is spent, and
its effect and cost are reviewed afterwards (source document 000, plan 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum
from typing import Literal

import numpy as np
import pandas as pd

from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign
from shopkit.tables import check

State = Literal["unasked", "asked", "granted", "running", "to_review", "reviewed"]
REVIEW_DAYS = 7  # our choice: by then refunds of a campaign are mostly known
COLUMNS = [
    *("campaign", "approval_state", "planned_cny", "asked_on", "asked_for_cny", "granted_on"),
    *("granted_cny", "over_cny", "review_by", "reviewed_on"),
]


def planned_cny(campaign: Campaign) -> float | None:
    """Return the money a campaign is to take, CNY: its budget, else what its channels are to get.

    `None` where neither is said.
    """
    if campaign.budget_cny is not None:
        return campaign.budget_cny
    told = [one.budget_cny for one in campaign.spend if one.budget_cny is not None]
    return fsum(told) if told else None


def state(campaign: Campaign, today: date) -> State:
    """Return how far the money of a campaign has come on a day."""
    record = campaign.approval
    if record.reviewed_on is not None and record.reviewed_on <= today:
        return "reviewed"
    granted = record.granted_on is not None or record.granted_cny is not None
    if granted and campaign.ends < today:
        return "to_review"
    if granted:
        return "running" if campaign.starts <= today else "granted"
    return "asked" if record.asked_on is not None or record.amount_cny is not None else "unasked"


def review_by(campaign: Campaign, days: int = REVIEW_DAYS) -> date:
    """Return the last day on which a campaign is to be reviewed."""
    return campaign.ends + timedelta(days=days)


def over_cny(campaign: Campaign) -> float | None:
    """Return by how much a campaign's money exceeds what was granted, CNY; `None` is unknown."""
    money, granted = planned_cny(campaign), campaign.approval.granted_cny
    return None if money is None or granted is None else max(money - granted, 0.0)


def approvals(plan: Plan, today: date) -> pd.DataFrame:
    """Return the approval of every campaign, as the plan has them.

    Returns:
        One row a campaign: campaign, approval_state, planned_cny, asked_on, asked_for_cny,
        granted_on, granted_cny, over_cny (NaN unknown), review_by, reviewed_on (dates datetime64,
        NaT unknown).
    """
    rows = [
        (
            one.name,
            state(one, today),
            planned_cny(one),
            one.approval.asked_on,
            one.approval.amount_cny,
            one.approval.granted_on,
            one.approval.granted_cny,
            over_cny(one),
            review_by(one),
            one.approval.reviewed_on,
        )
        for one in plan.campaigns
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    dates = dict.fromkeys(("asked_on", "granted_on", "review_by", "reviewed_on"), "datetime64[s]")
    money = dict.fromkeys((name for name in COLUMNS if name.endswith("_cny")), float)
    return check(frame.astype({**dates, **money}))


@dataclass(frozen=True, slots=True)
class Effect:
    """What promotion brought for what it cost; unknown is NaN.

    Attributes:
        roi: sales credited to ads ÷ what the ads cost.
        per_order_cny: ads ÷ orders they brought, CNY.
        margin_left_cny: contribution of these sales less the ads, CNY; below 0 ads cost too much.
    """

    roi: float
    per_order_cny: float
    margin_left_cny: float

    @property
    def pays(self) -> bool | None:
        """Whether ads stayed within the contribution margin; `None` is unknown."""
        return None if np.isnan(self.margin_left_cny) else self.margin_left_cny >= 0


def effect(
    ad_cny: float, ad_paid_cny: float, orders: float, margin_rate: float | None = None
) -> Effect:
    """Return what promotion brought for what it cost.

    Source: analyse effect and spend, source document 000, plans 1 and 5: roi = ad sales ÷ ad cost,
    cost per order = ad cost ÷ orders, and ad cost is to stay within the contribution margin.

    Args:
        ad_cny: what the ads cost.
        ad_paid_cny: sales credited to them.
        orders: orders credited to them.
        margin_rate: contribution before ads as a share of sales; `None` is unknown.

    Example:
        >>> effect(2000, 9000, 80, 0.3)
        Effect(roi=4.5, per_order_cny=25.0, margin_left_cny=700.0)
    """
    left = np.nan if margin_rate is None else ad_paid_cny * margin_rate - ad_cny
    roi = ad_paid_cny / ad_cny if ad_cny else np.nan
    return Effect(roi, ad_cny / orders if orders else np.nan, left)
