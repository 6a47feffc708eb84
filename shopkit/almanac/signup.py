"""How long before a campaign merchants sign up: observed twice, so assumed and never certain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from shopkit.almanac.platform import PlatformCampaign
from shopkit.periods import Period
from shopkit.rules import Range, rule

LEADS = "campaign.lead-times"


@dataclass(frozen=True, slots=True)
class SignupLead:
    """How many days before the first sale merchants sign up.

    Attributes:
        least_days, most_days: the limits of what was observed.
        observed: on this platform; else on others, whose limits are taken together.
        certain: never: a few campaigns only.
        source: id of the rule.
    """

    least_days: int
    most_days: int
    observed: bool
    certain: bool
    source: str


def signup_lead(platform: str) -> SignupLead:
    """Return how many days before a campaign its sign-up lies, an assumption.

    Example:
        >>> signup_lead("jd").least_days, signup_lead("jd").most_days, signup_lead("tmall").observed
        (20, 25, False)
    """
    found = rule(LEADS)
    told = {row.values["platform"]: row.values["lead_days"] for row in found.table}
    own = told.get(platform)
    spans = [one for one in ([own] if own else told.values()) if isinstance(one, Range)]
    least = min(int(one.low) for one in spans if one.low is not None)
    most = max(int(one.high) for one in spans if one.high is not None)
    return SignupLead(least, most, bool(own), False, found.id)


def signup_window(campaign: PlatformCampaign) -> Period | None:
    """Return the days on which the sign-up of a campaign is assumed; `None` without a first day.

    Where the rules date the sign-up itself, it is a phase of the campaign.
    """
    if campaign.start is None:
        return None
    lead = signup_lead(campaign.platform)
    first = campaign.start - timedelta(lead.most_days)
    return Period(first, campaign.start - timedelta(lead.least_days))
