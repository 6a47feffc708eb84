"""What the money of a campaign asks for: losses, depth, budget, cash, days without orders.

One finding a cause: stock ordered too late is told by `stock`, sales by `forecast`, and what a
move takes for granted by the explorer that moves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from shopkit import finance
from shopkit.campaign_money.wording import line_names, text_of
from shopkit.findings import Finding, Severity, by_money, with_texts
from shopkit.i18n import DASH, Lang, listed, money, percent, price
from shopkit.i18n import month as month_name
from shopkit.plan.document import dotted
from shopkit.pricing import UnitTerms, deepest_discount

if TYPE_CHECKING:
    from shopkit.campaign_money.actual import Actual
    from shopkit.campaign_money.planned import Planned
    from shopkit.plan.sections.campaigns import Campaign

Steps = Sequence[str | int]
SHOWN = 5
OVER = 0.02  # of the budget: less is no overspending
OWNERS = {"budget": "ads", "over_budget": "ads", "cash": "buyer"}
SLACK = 0.005  # CNY, and of a price


@dataclass(frozen=True, slots=True)
class Scope:
    """What every finding about a campaign's money must know.

    Attributes:
        lang: of the reader.
        today: the day it is looked at.
        place: where an entry of the plan stands, as file and line.
        terms: what a unit of each product is counted with, see `pricing.all_terms`.
    """

    lang: Lang
    today: date
    place: Callable[[Steps], str] = field(default=dotted)
    terms: Mapping[str, UnitTerms] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Made:
    """How findings about one campaign are made."""

    scope: Scope
    plan_campaigns: tuple[Campaign, ...]
    campaign: Campaign

    def __call__(
        self,
        code: str,
        field_: str = "",
        said: Mapping[str, object] | None = None,
        severity: Severity = Severity.WARNING,
        cny: float | None = None,
    ) -> Finding:
        """Return a finding in the words of `finding.<code>`; `said` is what they say."""
        names = [one.name for one in self.plan_campaigns]
        steps: list[str | int] = ["campaigns", names.index(self.campaign.name)]
        found = Finding(
            code=f"campaign_money_{code}",
            severity=severity,
            place=self.scope.place([*steps, *([field_] if field_ else [])]),
            owner=text_of(f"owner.{OWNERS.get(code, 'ops')}", self.scope.lang),
            cny=cny,
        )
        told = {"name": self.campaign.name, **(said or {})}
        return with_texts(found, f"campaign_money.finding.{code}", self.scope.lang, told)


def planned_findings(planned: Planned, scope: Scope) -> list[Finding]:
    """Return what the money of a planned campaign asks for, the most money first."""
    made = _Made(scope, planned.ground.plan.campaigns, planned.campaign)
    return by_money(
        [
            *_gain(planned, made),
            *_depth(planned, made),
            *_cash(planned, made),
            *_unknown(planned, made),
        ]
    )


def _gain(planned: Planned, made: _Made) -> Iterator[Finding]:
    """Yield that a campaign loses against no campaign, and whether its ads are why."""
    gain, ends, room = planned.gain_cny, planned.gain_interval_cny, planned.gain_before_ads_cny
    if gain is None or ends is None or gain >= -SLACK:
        return
    lang = made.scope.lang
    ads = [fen for _, fen in planned.own.ads]
    spent = None if None in ads else -sum(fen or 0 for fen in ads) / 100
    usual = -(planned.without.ads or 0) / 100
    dearer = room is not None and spent is not None and spent > usual
    begun = planned.campaign.starts <= made.scope.today
    said = {
        "gain": money(gain, lang),
        "low": money(ends[0], lang),
        "high": money(ends[1], lang),
        "spent": DASH if spent is None else money(spent, lang),
        "usual": money(usual, lang),
        "room": money(usual + (room or 0.0), lang),
        "still": text_of("still", lang) if dearer else "",
        "open": _open(planned.unknown, lang),
        "do": text_of("do.running" if begun else "do.ahead", lang),
    }
    code = "budget" if dearer and (room or 0.0) >= 0 else "loses"
    severity = Severity.ERROR if ends[1] < 0 else Severity.WARNING
    field_ = "budget_cny" if code == "budget" else ""
    yield made(code, field_, said=said, cny=gain, severity=severity)


def _open(lines: Sequence[str], lang: Lang) -> str:
    """Return which lines nobody tells of, as the end of a sentence."""
    if not lines:
        return ""
    return text_of("open", lang, lines=line_names(dict.fromkeys(lines), lang))


def _depth(planned: Planned, made: _Made) -> Iterator[Finding]:
    """Yield the products that lose on every unit at the planned depth, ads not counted."""
    rate, terms = planned.campaign.discount_rate, made.scope.terms
    if rate is None:
        return
    listed_at = {one.item_id: one for one in planned.ground.plan.products}
    found = []
    for item in planned.campaign.products:
        one = listed_at.get(item)
        if one is None or not one.price_cny or item not in terms:
            continue
        least = deepest_discount(terms[item].before_ads, one.price_cny)
        if least is not None and rate < least - SLACK:
            found.append((one.name or item, least))
    if found:
        names = [f"{name} {percent(least)}" for name, least in found[:SHOWN]]
        said = {"rate": percent(rate), "products": listed(names, made.scope.lang), "n": len(found)}
        yield made("break_even", "discount_rate", said=said, severity=Severity.ERROR)


def _cash(planned: Planned, made: _Made) -> Iterator[Finding]:
    """Yield that stock bought ahead takes the cash below what must be left."""
    full, bare = planned.outlook.made, planned.outlook.bare
    if full is None or bare is None:
        return
    least, low, other = full.model.least_cny, finance.lowest(full), finance.lowest(bare)
    if low.cny >= least or other.cny < least:
        return
    lang, stock = made.scope.lang, planned.outlook.supplied
    said = {
        "cash": money(low.cny, lang),
        "month": month_name(low.month, lang),
        "least": money(least, lang),
        "tied": money((stock.left_cny or 0.0) + (stock.tied_cny or 0.0), lang),
    }
    yield made("cash", "stock", said=said, cny=low.cny - least, severity=Severity.ERROR)


def _unknown(planned: Planned, made: _Made) -> Iterator[Finding]:
    """Yield that nobody can tell what a campaign leaves, though its sales are known."""
    if planned.contribution_cny is None and not planned.outlook.trade.missing:
        names = line_names(dict.fromkeys(planned.unknown), made.scope.lang)
        yield made("unknown", said={"lines": names}, severity=Severity.NOTE)


def actual_findings(actual: Actual, scope: Scope) -> list[Finding]:
    """Return what the money of a campaign that ran asks for, the most money first."""
    made = _Made(scope, actual.planned.ground.plan.campaigns, actual.campaign)
    return by_money([*_spent(actual, made), *_brought(actual, made), *_missing(actual, made)])


def _spent(actual: Actual, made: _Made) -> Iterator[Finding]:
    over, spent = actual.over_budget_cny, actual.spent_cny
    if over is None or spent is None or not over > OVER * (spent - over):
        return
    said = {"spent": price(spent), "budget": price(spent - over), "over": price(over)}
    yield made("over_budget", "budget_cny", said=said, cny=-over)


def _brought(actual: Actual, made: _Made) -> Iterator[Finding]:
    """Yield that a campaign lost, or that nobody can tell whether it did."""
    lang, gain, ends = made.scope.lang, actual.gain_cny, actual.gain_interval_cny
    if gain is None or ends is None or ends[0] >= 0:
        return
    said = {
        "gain": money(gain, lang),
        "low": money(ends[0], lang),
        "high": money(ends[1], lang),
        "later": text_of("later", lang) if actual.refunds_open else "",
    }
    if ends[1] < 0:
        yield made("lost", said=said, cny=gain)
    else:
        yield made("unclear", said=said, severity=Severity.NOTE)


def _missing(actual: Actual, made: _Made) -> Iterator[Finding]:
    if actual.missing:
        yield made("days_missing", said={"n": actual.missing, "of": actual.period.days})
