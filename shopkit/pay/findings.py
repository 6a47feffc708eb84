"""Everything about a plan's pay that asks for action, the most money first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from shopkit.findings import Finding, Severity, by_money
from shopkit.i18n import Lang, listed, text
from shopkit.pay.contradictions import stacked
from shopkit.pay.lawful import (
    Agreed,
    Fined,
    below_minimum,
    fines,
    probation_long,
    probation_low,
)
from shopkit.pay.legal import Legal
from shopkit.pay.minimum import places
from shopkit.pay.money import summed, to_cny
from shopkit.pay.of_plan import minimum_of, payroll_of, posts_of
from shopkit.pay.payroll import Line, Payroll
from shopkit.pay.posts import Post
from shopkit.pay.scale import scale_of, worst_month
from shopkit.pay.schemes import scheme_of
from shopkit.pay.wording import Place, Weight, cny, finding, rate_said
from shopkit.plan.document import dotted

if TYPE_CHECKING:
    from shopkit.plan import Plan

Steps = Sequence[str | int]
EXAMPLE_CNY = 10_000  # a sale large enough for commissions of a tenth of a per cent


@dataclass(frozen=True, slots=True)
class Scope:
    """What the findings are about.

    Attributes:
        plan: the shop's.
        lang: language of every text.
        month: the month looked at.
        sales_cny: its sales; `None` is unknown.
        place: where an entry of the plan stands, as file and line.
        private: whether pay is that of people of a list who may not be shown: nothing tells it.
    """

    plan: Plan
    lang: Lang
    month: date
    sales_cny: float | None
    place: Callable[[Steps], str] = field(default=dotted)
    private: bool = False

    def at(self, *steps: str | int) -> Place:
        """Return the place of an entry of the plan."""
        return Place(self.lang, self.place(steps))

    def post_at(self, post: Post) -> Place:
        """Return the place of a post of the plan."""
        return self.at("team", "posts", posts_of(self.plan).index(post))


def pay_findings(scope: Scope) -> list[Finding]:
    """Return what the plan's pay of a month breaks, leaves open or contradicts."""
    month = payroll_of(scope.plan, scope.month, scope.sales_cny)
    minimum = minimum_of(scope.plan, month.month)
    return by_money(
        [
            *_open(month, scope),
            *_named(scope),
            *_twice(scope),
            *_region(scope),
            *_minimum(month, minimum, scope),
            *_probation(minimum, scope),
            *_schemes(scope),
            *_reviews(month, minimum, scope),
        ]
    )


def _open(month: Payroll, scope: Scope) -> Iterator[Finding]:
    """Yield the posts whose pay is unknown, and that silent orders are where pay needs them."""
    for line in month.lines:
        if line.part_fen("base") is None:
            yield finding("pay_unknown", scope.post_at(line.post), {"role": line.post.role})
    needs = [one.post.role for one in month.lines if _needs_silent(one)]
    if needs and scope.plan.pay.silent_order_rate is None:
        said = {"roles": listed(list(dict.fromkeys(needs)), scope.lang)}
        yield finding("silent_unknown", scope.at("pay"), said)


def _needs_silent(line: Line) -> bool:
    return None in (line.part_fen("own"), line.part_fen("team"), line.part_fen("pool"))


def _named(scope: Scope) -> Iterator[Finding]:
    """Yield schemes, levels and departments that are named and not described."""
    schemes = {one.name: one for one in scope.plan.pay.schemes}
    for number, post in enumerate(scope.plan.team.posts):
        at = partial(scope.at, "team", "posts", number)
        scheme = schemes.get(post.scheme or "")
        said = {"role": post.role, "scheme": post.scheme, "level": post.level}
        if post.scheme is not None and scheme is None:
            known = listed(list(schemes), scope.lang) or "—"
            yield finding("scheme_unknown", at("scheme"), {**said, "known": known})
        levels = [one.name for one in scheme.levels] if scheme else []
        if scheme and post.commission_rate:
            more = {**said, "rate": rate_said(post.commission_rate)}
            yield finding("two_commissions", at("commission_rate"), more, Weight(Severity.NOTE))
        if scheme and post.level is not None and post.level not in levels:
            known = listed(levels, scope.lang) or "—"
            yield finding("level_unknown", at("level"), {**said, "known": known})
    there = {one.department for one in scope.plan.team.posts}
    for number, one in enumerate(scope.plan.pay.schemes):
        where = scope.at("pay", "schemes", number)
        if one.pool_rate and not there & set(one.pool_departments):
            yield finding("pool_of_nobody", where, {"scheme": one.name})


def _twice(scope: Scope) -> Iterator[Finding]:
    """Yield schemes, levels of one and steps of one that are told apart by nothing."""
    schemes = scope.plan.pay.schemes
    yield from _repeated("scheme", [one.name for one in schemes], scope, "pay", "schemes")
    for number, one in enumerate(schemes):
        steps = ("pay", "schemes", number)
        yield from _repeated("level", [level.name for level in one.levels], scope, *steps, "levels")
        starts = [cny(step.from_cny) for step in one.steps]
        yield from _repeated("step", starts, scope, *steps, "steps")


def _repeated(
    kind: str, names: Sequence[str], scope: Scope, *steps: str | int
) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if name in names[:number]:
            said = {"what": text(f"pay.twice.{kind}", scope.lang), "name": name}
            yield finding("named_twice", scope.at(*steps, number), said)


def _region(scope: Scope) -> Iterator[Finding]:
    region = scope.plan.team.region
    known = {"known": listed(list(places(scope.lang)), scope.lang)}
    if region is None and scope.plan.team.posts:
        yield finding("region_missing", scope.at("team"), known, Weight(Severity.NOTE))
    elif region is not None and minimum_of(scope.plan, scope.month) is None:
        yield finding("region_unknown", scope.at("team", "region"), {**known, "region": region})


def _minimum(month: Payroll, minimum: Legal | None, scope: Scope) -> Iterator[Finding]:
    for line in month.lines:
        level, people = line.post.paid_as, line.post.people
        commission = summed(line.part_fen(name) for name in ("own", "team", "pool"))
        if level.base_fen is None or commission is None:
            continue  # told as unknown
        other = commission / people
        base = to_cny(level.base_fen + level.post_fen)
        agreed = Agreed(line.post.role, base, people, round(other / 100, 2))
        found = below_minimum(agreed, minimum, scope.post_at(line.post))
        yield from (_discreet(one, line.post, scope) for one in found)


def _discreet(one: Finding, post: Post, scope: Scope) -> Finding:
    """Return a finding about what people are paid, without the amounts where they are private."""
    if not scope.private:
        return one
    said = {"role": post.role, "heads": post.people}
    return replace(
        one,
        said=text("pay.private.said", scope.lang, **said),
        recomputed=text(f"pay.private.{one.code}", scope.lang),
        cause=text("pay.private.cause", scope.lang),
        action=text("pay.private.action", scope.lang),
        cny=None,
    )


def _probation(minimum: Legal | None, scope: Scope) -> Iterator[Finding]:
    """Yield probation that is longer or paid less than the law lets it."""
    for number, post in enumerate(posts_of(scope.plan)):
        if not post.trial_months:
            continue
        base, where = post.paid_as.base_fen, scope.at("team", "posts", number)
        yield from probation_long(post.role, post.trial_months, scope.month, where)
        if base is not None:
            agreed = Agreed(post.role, to_cny(base + post.paid_as.post_fen), post.people)
            found = probation_low(agreed, post.trial_rate, scope.month, where, minimum)
            yield from (_discreet(one, post, scope) for one in found)


def _schemes(scope: Scope) -> Iterator[Finding]:
    """Yield what the levels of a scheme that are held earn together of one sale."""
    paid = posts_of(scope.plan)
    for number, said in enumerate(scope.plan.pay.schemes):
        scheme, where = scheme_of(said), scope.at("pay", "schemes", number)
        held = {one.paid_as.name for one in paid if one.scheme == scheme}
        there = tuple(one for one in scheme.levels if one.name in held)
        yield from stacked(replace(scheme, levels=there), EXAMPLE_CNY, where)
        rates = [one.own_rate + one.team_rate for one in scheme.levels]
        whole = sum(rates) + scheme.pool_rate
        if whole > 1:
            weight = Weight(Severity.ERROR)
            known = {"scheme": said.name, "rate": rate_said(whole)}
            yield finding("more_than_sales", where, known, weight)


def _reviews(month: Payroll, minimum: Legal | None, scope: Scope) -> Iterator[Finding]:
    """Yield the fines of the plan, held against the lowest base pay in the month they exceed it.

    Where that is private, against the minimum wage.
    """
    bases = [line.post.paid_as.base_fen for line in month.lines]
    lowest = min((to_cny(one) for one in bases if one), default=None)  # an owner may have none
    scale = scale_of(scope.plan.pay.reviews)
    if lowest is None:
        return
    if scope.private and minimum is not None and minimum.careful:
        lowest = minimum.careful
    fined = Fined(lowest, 0.0, worst_month(scale, lowest))
    for one in fines(scale, fined, month.month, scope.at("pay", "reviews"), minimum):
        yield replace(one, cny=None)  # how many reviews there will be is unknown
