"""The days of a year: workdays, festivals, campaigns of the platform, events of the shop.

`workdays` says which days the office works, by the notices of the year and the plan's agenda, and
counts in them. `festivals` dates lunar festivals, solar terms and the days people buy for;
`platform_campaigns` the platform's campaigns, as they were or as they are assumed to be;
`own_events` what the plan itself holds. Every date says where it comes from and whether it is
certain; what is not known stays unknown, and where days are needed all the same a stated fallback
is used (`PlatformCampaign.span`, `phase_days`). Years from 1950 to 2100.
"""

from shopkit.almanac.days import campaign_days
from shopkit.almanac.festivals import (
    Festival,
    FestivalKind,
    festival_day,
    festivals,
    lunar_festivals,
    shopping_days,
    solar_terms,
)
from shopkit.almanac.holidays import (
    Holiday,
    HolidayKind,
    Known,
    holidays,
    known_of,
    known_text,
)
from shopkit.almanac.names import key_of
from shopkit.almanac.own import Event, EventKind, beside, joined, own_events, phase_name
from shopkit.almanac.platform import (
    PhaseDays,
    PlatformCampaign,
    PlatformPhase,
    platform_campaigns,
    seasons,
    with_days,
)
from shopkit.almanac.problems import agenda_problems, possible_phases
from shopkit.almanac.signup import SignupLead, signup_lead, signup_window
from shopkit.almanac.workdays import Workdays, standard_workdays, workdays
from shopkit.almanac.years import FIRST_YEAR, LAST_YEAR

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Event",
    "EventKind",
    "Festival",
    "FestivalKind",
    "Holiday",
    "HolidayKind",
    "Known",
    "PhaseDays",
    "PlatformCampaign",
    "PlatformPhase",
    "SignupLead",
    "Workdays",
    "agenda_problems",
    "beside",
    "campaign_days",
    "festival_day",
    "festivals",
    "holidays",
    "joined",
    "key_of",
    "known_of",
    "known_text",
    "lunar_festivals",
    "own_events",
    "phase_name",
    "platform_campaigns",
    "possible_phases",
    "seasons",
    "shopping_days",
    "signup_lead",
    "signup_window",
    "solar_terms",
    "standard_workdays",
    "with_days",
    "workdays",
]
