"""Findings about how customers are to be written to."""

from __future__ import annotations

from collections.abc import Iterator

from shopkit.campaigns.wording import Scope
from shopkit.findings import Finding, Severity

CONSENT = ("law.cpl.29", "law.ad.43")
EARLY, LATE = 8, 21  # our choice: earlier or later a message disturbs


def contact_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what the plan's rules for contacts lack; nothing where it has none at all."""
    rules = scope.plan.agenda.contacts
    told = (rules.most_monthly, rules.from_hour, rules.to_hour)
    if all(one is None for one in told):
        return
    steps = ("agenda", "contacts")
    first, last = rules.from_hour, rules.to_hour
    said = {"first": first, "last": last, "early": EARLY, "late": LATE}
    if first is not None and last is not None and first >= last:
        yield scope.finding("contact_hours", steps, said, severity=Severity.ERROR, owner="service")
    elif (first is not None and first < EARLY) or (last is not None and last > LATE):
        yield scope.finding("contact_early", steps, said, owner="service")
    if rules.most_monthly is None:
        law = scope.law(*CONSENT)
        more = {"severity": Severity.NOTE, "owner": "service", "evidence": law}
        yield scope.finding("contact_cap", steps, said, **more)
