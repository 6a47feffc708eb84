"""Findings about the days of campaigns: impossible, overlapping, too dense, late to sign up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from shopkit.almanac import (
    PlatformCampaign,
    agenda_problems,
    beside,
    joined,
    signup_lead,
    signup_window,
)
from shopkit.almanac.years import FIRST_YEAR, LAST_YEAR
from shopkit.campaigns.held import PRICED, Held, held
from shopkit.campaigns.leads import holidays_without_plan
from shopkit.campaigns.season import season_gap
from shopkit.campaigns.wording import Scope, named, steps_of
from shopkit.campaigns.year import quiet_months, year_frame
from shopkit.errors import Problem
from shopkit.findings import Finding, Severity
from shopkit.i18n import listed
from shopkit.i18n import month as month_name
from shopkit.plan.sections.campaigns import Campaign

SOON = timedelta(days=14)  # our choice: a sign-up this near is said
SIGNED = ("报名", "sign up", "sign-up", "signup")  # words of a task that sees to it


def date_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with days, in the order of the plan; one wrong entry hides no other."""
    for problem in agenda_problems(scope.plan):
        yield _impossible(problem, scope)
    found = held(scope.plan)
    for one in sorted(found, key=lambda one: one.at):
        yield from _of_one(one, scope)
    for first, second in combinations(found, 2):
        yield from _overlap(first, second, scope)
    yield from _rest(found, scope)
    yield from _holidays(scope)
    yield from _quiet(scope)


def _impossible(problem: Problem, scope: Scope) -> Finding:
    return Finding(
        code=f"campaign_{problem.code}",
        severity=Severity.ERROR,
        place=scope.place(steps_of(problem.place)),
        said=problem.value or "",
        recomputed=problem.wrong(scope.lang),
        cause=problem.remedy(scope.lang),
        action=scope.said("left_out"),
        owner=scope.said("owner.ops"),
    )


def _of_one(one: Held, scope: Scope) -> Iterator[Finding]:
    campaign, steps = one.campaign, ("campaigns", one.at)
    outside = [
        part
        for part in campaign.phases
        if part.phase in PRICED and not campaign.starts <= part.starts <= part.ends <= campaign.ends
    ]
    if outside and all(part.starts <= part.ends for part in outside):
        part = outside[0]
        said = named(campaign) | {"phase": scope.days(part.starts, part.ends)}
        said["days"] = scope.days(campaign.starts, campaign.ends)
        yield scope.finding("phase_outside", steps, said)
    wrong_season = season_gap(campaign.name, one.first)
    if wrong_season:
        said = named(campaign) | {"season": scope.said(f"season.{wrong_season}")}
        said["day"] = scope.day(one.first)
        yield scope.finding("season", steps, said)
    if campaign.ends >= scope.today:
        theirs = joined(scope.plan, campaign)
        yield from _signup(one, theirs, scope)
        yield from _platform(one, theirs, scope)


def _signup(one: Held, theirs: PlatformCampaign | None, scope: Scope) -> Iterator[Finding]:
    """Yield that a sign-up was missed or is due, unless a task says it is done."""
    campaign = one.campaign
    if campaign.starts <= scope.today or _signed(campaign, scope):
        return
    steps: tuple[str | int, ...] = ("campaigns", one.at, "signup_by")
    last, assumed = campaign.signup_by, False
    if last is None:
        last, assumed = (_their_last(theirs), True) if theirs else (None, True)
    if last is None:
        return
    said = named(campaign) | {"last": scope.day(last), "starts": scope.day(campaign.starts)}
    if last >= campaign.starts and not assumed:
        yield scope.finding("signup_after", steps, said, severity=Severity.ERROR)
        return
    code = "signup_missed" if last < scope.today else "signup_due"
    if assumed:
        lead = signup_lead(scope.plan.shop.platform)
        code, said = f"{code}_assumed", said | {"least": lead.least_days, "most": lead.most_days}
    if last < scope.today:
        yield scope.finding(code, steps, said, due=scope.today)
    elif last - scope.today <= SOON:
        yield scope.finding(code, steps, said, severity=Severity.NOTE, due=last)


def _their_last(theirs: PlatformCampaign) -> date | None:
    """Return the last day of the platform's sign-up, dated or assumed."""
    dated = [part.end for part in theirs.phases if part.phase == "signup" and part.end]
    window = signup_window(theirs)
    return max(dated) if dated else window.end if window else None


def _signed(campaign: Campaign, scope: Scope) -> bool:
    """Tell whether a task of the campaign about its sign-up is done."""
    return any(
        task.done
        and (task.campaign == campaign.name or campaign.name in task.what)
        and any(word in task.what.lower() for word in SIGNED)
        for task in scope.plan.tasks
    )


def _platform(one: Held, theirs: PlatformCampaign | None, scope: Scope) -> Iterator[Finding]:
    """Yield that a campaign lies outside the platform's, or that the platform's is assumed."""
    campaign, steps = one.campaign, ("campaigns", one.at)
    if theirs is None:
        other = beside(scope.plan, campaign)
        if other and other.span:
            said = named(campaign) | {"theirs": other.title(scope.lang)}
            said["days"] = scope.days(other.span.start, other.span.end)
            yield scope.finding("beside", steps, said)
        return
    said = named(campaign) | {"theirs": theirs.title(scope.lang)}
    if theirs.span is None:
        return
    said["days"] = scope.days(theirs.span.start, theirs.span.end)
    if theirs.assumed or theirs.open or not theirs.certain:
        code = "assumed" if theirs.assumed else "unsure"
        yield scope.finding(code, steps, said, severity=Severity.NOTE)
    last = max(one.last, campaign.ends)
    early, late = one.first < theirs.span.start, last > theirs.span.end
    if early or late:
        said["ours"] = scope.days(one.first, last)
        loose = (theirs.assumed or theirs.open) and not late  # days after it were thought to count
        severity = Severity.NOTE if loose else Severity.WARNING
        yield scope.finding("outside", steps, said, severity=severity)


def _overlap(first: Held, second: Held, scope: Scope) -> Iterator[Finding]:
    """Yield that two campaigns sell one product on the same days."""
    if first.last < second.first or second.last < first.first:
        return
    products = first.shares(second)
    days = first.meets(second) if products is not None else []
    if products is None or not days or days[-1].end < scope.today:
        return
    rates = {first.campaign.discount_rate, second.campaign.discount_rate}
    said = {
        "name": first.name,
        "other": second.name,
        "products": scope.products(products),
        "days": scope.days(days[0].start, days[-1].end),
        "n": sum((span.end - span.start).days + 1 for span in days),
    }
    severity = Severity.NOTE if len(rates) == 1 and None not in rates else Severity.WARNING
    yield scope.finding(
        "overlap", ("campaigns", second.at), said, severity=severity, due=days[0].start
    )


def _rest(found: tuple[Held, ...], scope: Scope) -> Iterator[Finding]:
    """Yield that two campaigns follow each other faster than the plan wants."""
    least = scope.plan.agenda.least_rest_days
    ahead = [one for one in found if one.campaign.kind != "small"]
    for first, second in pairwise(ahead) if least else ():
        gap = (second.first - first.last).days - 1
        if 0 <= gap < (least or 0) and second.first >= scope.today:
            said = {"name": first.name, "other": second.name, "n": gap, "least": least}
            said["day"] = scope.day(first.last + timedelta(days=(least or 0) + 1))
            yield scope.finding("rest", ("campaigns", second.at), said)


def _holidays(scope: Scope) -> Iterator[Finding]:
    open_ = holidays_without_plan(scope.plan, scope.today)
    if open_:
        days = [f"{one.name(scope.lang)} {scope.day(one.span.start)}" for one in open_]
        said = {"holidays": listed(days, scope.lang)}
        due = open_[0].span.start - timedelta(days=7)
        more = {"severity": Severity.NOTE, "due": max(due, scope.today)}
        yield scope.finding("holidays", ("campaigns",), said, **more)


def _quiet(scope: Scope) -> Iterator[Finding]:
    """Yield the months left of the year in which a shop that has campaigns plans nothing."""
    year = scope.today.year
    if not scope.plan.campaigns or not FIRST_YEAR <= year <= LAST_YEAR:
        return
    frame = year_frame(scope.plan, year, scope.lang)
    left = [month for month in quiet_months(frame, year) if month > scope.today.month]
    if left:
        names = [month_name(date(year, month, 1), scope.lang) for month in left]
        said = {"year": year, "months": listed(names, scope.lang)}
        yield scope.finding("quiet", ("campaigns",), said, severity=Severity.NOTE)
