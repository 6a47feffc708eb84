"""Findings about tactics of a plan: unlawful ones, exceptions to the floor, what VIP needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shopkit.advertising import punished_words
from shopkit.campaigns.held import held
from shopkit.campaigns.types import missing_items, tactic, tactics
from shopkit.campaigns.wording import Scope, Steps, law
from shopkit.findings import Finding, Severity
from shopkit.i18n import percent

NOT_DONE = re.compile(
    r"(?:不|别|勿|禁|停|删|没|\bno|\bnot|\bnever|\bwithout|\bagainst)[^，。,;；]{0,6}$", re.I
)
VIP = "shop_vip"
Hit = tuple[str, str, str]  # the word, its laws, what to do instead


def tactic_findings(scope: Scope) -> Iterator[Finding]:
    """Yield unlawful tactics named anywhere, exceptions to the floor that do not fit, VIP's need.

    A word the plan itself rejects ("no fake orders") is no tactic of it.
    """
    for steps, said in _texts(scope):
        yield from _unlawful(steps, said, scope)
    yield from _exceptions(scope)
    yield from _vip(scope)


def _texts(scope: Scope) -> Iterator[tuple[Steps, str]]:
    """Yield what the plan says it does, with its place."""
    plan = scope.plan
    for n, one in enumerate(plan.campaigns):
        yield ("campaigns", n), one.name
        yield ("campaigns", n, "approval"), one.approval.purpose or ""
        yield from ((("campaigns", n, "spend", at), of.channel) for at, of in enumerate(one.spend))
    yield from ((("promotions", n), one.name) for n, one in enumerate(plan.promotions))
    yield from ((("channels", n), one.channel) for n, one in enumerate(plan.channels))
    yield from ((("tasks", n), one.what) for n, one in enumerate(plan.tasks))
    rounds = enumerate(plan.agenda.recurring)
    yield from ((("agenda", "recurring", n), one.name) for n, one in rounds)


def _unlawful(steps: Steps, said: str, scope: Scope) -> Iterator[Finding]:
    for start, (word, laws, instead) in sorted(
        (_punished(said, scope) | _known(said, scope)).items()
    ):
        if not NOT_DONE.search(said[:start]):
            values = {"word": word, "text": said, "instead": instead}
            more = {"severity": Severity.ERROR, "evidence": laws}
            yield scope.finding("unlawful", steps, values, **more)


def _known(said: str, scope: Scope) -> dict[int, Hit]:
    """Return tactics of the library by the place of their word."""
    seen = ((one, re.search(one.words, said, re.I)) for one in tactics().values() if one.words)
    return {
        hit.start(): (hit[0], scope.law(*one.laws), one.form[scope.lang])
        for one, hit in seen
        if hit
    }


def _punished(said: str, scope: Scope) -> dict[int, Hit]:
    """Return words of bought reviews, fake trades and borrowed designs by their place."""
    return {
        one.start: (one.word, law(one.rule_id, scope.lang), one.remedy(scope.lang))
        for one in punished_words(said)
        if one.level != "check"
    }


def _exceptions(scope: Scope) -> Iterator[Finding]:
    """Yield exceptions that are no campaign, and campaigns below the floor that are no exception.

    Source: an event used in a rule is in the calendar, and every event is an exception or not
    (source document 002 names 双11 in a rule only, and its main event in no list).
    """
    plan = scope.plan
    prices, names = plan.prices, {one.name for one in plan.campaigns}
    for n, name in enumerate(prices.exempt_campaigns if names else ()):
        if name not in names:
            yield scope.finding("exempt_unknown", ("prices", "exempt_campaigns", n), {"name": name})
    least = prices.least_discount_rate
    if least is None:
        return
    for one in sorted(held(plan), key=lambda each: each.at):
        depth = one.campaign.discount_rate
        ahead = one.campaign.ends >= scope.today
        if (
            ahead
            and depth is not None
            and depth < least
            and one.name not in prices.exempt_campaigns
        ):
            said = {"name": one.name, "depth": percent(depth, 0), "least": percent(least, 0)}
            steps = ("campaigns", one.at, "discount_rate")
            yield scope.finding("not_exempt", steps, said, due=max(one.first, scope.today))


def _vip(scope: Scope) -> Iterator[Finding]:
    """Yield that fewer products are planned than a VIP programme is said to need."""
    planned = scope.plan.assortment.items
    cheaper = any((one.pay_rate or 1) < 1 for one in scope.plan.members.tiers)
    if planned and cheaper and missing_items(VIP, planned):
        need = tactic(VIP).least_items
        said = {"items": planned, "least": need, "n": missing_items(VIP, planned)}
        steps = ("assortment", "items")
        yield scope.finding("vip_items", steps, said, severity=Severity.NOTE)
