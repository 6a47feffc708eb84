"""Findings about the money of campaigns: what is missing, what does not add up, approvals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import fsum

from shopkit.campaigns.approvals import over_cny, planned_cny, review_by, state
from shopkit.campaigns.held import Held, held
from shopkit.campaigns.types import lacks
from shopkit.campaigns.wording import Scope, named
from shopkit.findings import Finding, Severity
from shopkit.i18n import listed, money

SLACK = 0.005  # CNY
SOON = timedelta(days=14)


def money_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with goals, budgets and approvals, in the order of the plan."""
    for one in sorted(held(scope.plan), key=lambda one: one.at):
        yield from _missing(one, scope)
        yield from _sums(one, scope)
        yield from _twice(one, scope)
        yield from _limits(one, scope)
        yield from _approval(one, scope)


def _missing(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield which fields a campaign still lacks; small ones need no goal and budget."""
    missing = lacks(scope.plan, one.campaign)
    if one.campaign.ends < scope.today or not missing:
        return
    fields = [scope.said(f"lacks.{name}") for name in missing]
    said = named(one.campaign) | {"fields": listed(fields, scope.lang)}
    due = max(one.campaign.starts - SOON, scope.today)
    more = {"severity": Severity.NOTE, "due": due}
    yield scope.finding("incomplete", ("campaigns", one.at), said, **more)


def _sums(one: Held, scope: Scope) -> Iterator[Finding]:
    budget, parts = one.campaign.budget_cny, one.campaign.spend
    if budget is None or not parts:
        return
    told = [part.budget_cny for part in parts]
    known = fsum(x for x in told if x is not None)
    open_ = None in told
    over, under = known - budget > SLACK, budget - known > SLACK
    if over or (under and not open_):
        said = named(one.campaign) | {
            "budget": money(budget, scope.lang),
            "sum": money(known, scope.lang),
            "gap": money(abs(known - budget), scope.lang),
        }
        code = "spend_over" if over else "spend_under"
        yield scope.finding(code, ("campaigns", one.at, "spend"), said, owner="ads")


def _twice(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield the channels that are given more than once: no best split can be found for them."""
    names = [part.channel.strip().casefold() for part in one.campaign.spend]
    for n, part in enumerate(one.campaign.spend):
        if names.index(names[n]) < n:
            said = named(one.campaign) | {"channel": part.channel.strip()}
            steps = ("campaigns", one.at, "spend", n)
            yield scope.finding("channel_twice", steps, said, severity=Severity.ERROR, owner="ads")


def _limits(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield the channels whose money lies outside their limits, and limits that cannot be kept."""
    for n, part in enumerate(one.campaign.spend):
        least, most, planned = part.least_cny, part.most_cny, part.budget_cny
        steps = ("campaigns", one.at, "spend", n)
        said = named(one.campaign) | {
            "channel": part.channel,
            "least": money(least, scope.lang),
            "most": money(most, scope.lang),
            "planned": money(planned, scope.lang),
        }
        error = {"severity": Severity.ERROR, "owner": "ads"}
        if least is not None and most is not None and least > most:
            yield scope.finding("limits_backwards", steps, said, **error)
        elif planned is not None and least is not None and planned < least - SLACK:
            yield scope.finding("below_least", steps, said, owner="ads")
        elif planned is not None and most is not None and planned > most + SLACK:
            yield scope.finding("above_most", steps, said, owner="ads")
    least_all = fsum(part.least_cny or 0.0 for part in one.campaign.spend)
    budget = one.campaign.budget_cny
    if budget is not None and least_all > budget + SLACK:
        said = named(one.campaign) | {
            "least": money(least_all, scope.lang),
            "budget": money(budget, scope.lang),
        }
        more = {"severity": Severity.ERROR, "owner": "ads"}
        yield scope.finding("least_above_budget", ("campaigns", one.at, "spend"), said, **more)


def _approval(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with the approval of a campaign that takes money."""
    campaign, record = one.campaign, one.campaign.approval
    planned = planned_cny(campaign)
    if not planned and record.granted_cny is None:
        return
    steps = ("campaigns", one.at, "approval")
    said = named(campaign) | {
        "money": money(planned, scope.lang),
        "granted": money(record.granted_cny, scope.lang),
        "asked": money(record.amount_cny, scope.lang),
        "starts": scope.day(campaign.starts),
        "by": scope.day(review_by(campaign)),
    }
    now = state(campaign, scope.today)
    near = campaign.starts <= scope.today + SOON
    if now in ("unasked", "asked") and campaign.ends >= scope.today:
        severity = Severity.WARNING if near else Severity.NOTE
        due = max(campaign.starts - timedelta(days=7), scope.today)
        yield scope.finding(f"approval_{now}", steps, said, severity=severity, due=due)
    if over_cny(campaign):
        said["over"] = money(over_cny(campaign), scope.lang)
        yield scope.finding("approval_over", steps, said, owner="boss")
    late = [day for day in (record.asked_on, record.granted_on) if day and day > campaign.starts]
    if late:
        yield scope.finding("approval_late", steps, said | {"day": scope.day(max(late))})
    if record.asked_on and record.granted_on and record.granted_on < record.asked_on:
        days = {"asked": scope.day(record.asked_on), "granted": scope.day(record.granted_on)}
        yield scope.finding("approval_backwards", steps, said | days)
    if record.reviewed_on is None and review_by(campaign) < scope.today:
        yield scope.finding("unreviewed", steps, said, due=scope.today)
