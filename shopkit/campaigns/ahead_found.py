"""Findings about the platform's next campaigns that the plan has nothing for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from shopkit.almanac import (
    PlatformCampaign,
    key_of,
    platform_campaigns,
    signup_window,
    with_days,
)
from shopkit.almanac.years import LAST_YEAR
from shopkit.campaigns.held import held
from shopkit.campaigns.wording import Scope
from shopkit.findings import Finding, Severity
from shopkit.periods import Period

NEAR = timedelta(days=60)  # our choice: a campaign further away is no news yet
MOST = 2  # campaigns told of


def ahead_findings(scope: Scope) -> Iterator[Finding]:
    """Yield the platform's next campaigns for which nothing is planned, the first ones.

    A warning where the plan has no campaign to come at all, else a note: a shop need not join all.
    """
    ours = [one for one in held(scope.plan) if one.campaign.ends >= scope.today]
    severity = Severity.NOTE if ours else Severity.WARNING
    for theirs, days in unplanned(scope)[:MOST]:
        state, said, due = _signup(theirs, scope)
        said |= {
            "theirs": theirs.title(scope.lang),
            "n": (days.start - scope.today).days,
            "days": scope.days(days.start, days.end),
            "assumed": scope.said("ahead.assumed") if theirs.assumed or theirs.open else "",
        }
        said |= {name: scope.said(f"ahead.{name}.{state}", **said) for name in ("signup", "do")}
        yield scope.finding("ahead", ("campaigns",), said, severity=severity, due=due)


def unplanned(scope: Scope) -> list[tuple[PlatformCampaign, Period]]:
    """Return the platform's campaigns that begin soon, by first day, without one of the plan.

    One of the plan is for it where it has its name, or any of its days.
    """
    ours = [one.campaign for one in held(scope.plan) if one.campaign.ends >= scope.today]
    keys = {key_of(one.of or one.name) for one in ours}
    years = range(scope.today.year, min(scope.today.year + 1, LAST_YEAR) + 1)
    found = []
    for one in (
        one for year in years for one in platform_campaigns(scope.plan.shop.platform, year)
    ):
        dated = with_days(one)
        if dated is None or dated.span is None or dated.key in keys:
            continue
        days = dated.span
        near = scope.today < days.start <= scope.today + NEAR
        if near and not any(one.starts <= days.end and one.ends >= days.start for one in ours):
            found.append((dated, days))
    return sorted(found, key=lambda pair: pair[1].start)


def _signup(theirs: PlatformCampaign, scope: Scope) -> tuple[str, dict[str, object], date | None]:
    """Return how its sign-up stands, with its days and what is to be done by when."""
    dated = [part for part in theirs.phases if part.phase == "signup" and part.end]
    assumed = signup_window(theirs)
    first, last = (
        (dated[0].start, dated[-1].end)
        if dated
        else (assumed.start, assumed.end)
        if assumed
        else (None, None)
    )
    if last is None:
        return "unknown", {}, None
    sure = "" if dated else scope.said("ahead.by_years")
    said: dict[str, object] = {"last": scope.day(last), "sure": sure}
    if last < scope.today:
        return "closed", said, scope.today
    if first is not None and first > scope.today:
        return "later", said | {"first": scope.day(first)}, last
    return "open", said, last
