"""The conclusion of a period's profit in words: what is left, what took it, how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from shopkit.i18n import money, percent, text
from shopkit.profit.wording import Scope, capital, cost_text, losing, share


@dataclass(frozen=True, slots=True)
class Story:
    """The conclusion, in one language.

    Attributes:
        headline: what is left of what was paid.
        lead: what takes most, how many lose money, and what share of sales all this is about.
    """

    headline: str
    lead: str


def story(
    steps: Mapping[str, float], shares: Mapping[str, float], skus: pd.DataFrame, scope: Scope
) -> Story:
    """Return the conclusion of a period.

    Args:
        steps: the steps of the bridge by name, in CNY.
        shares: cost = its share of net sales.
        skus: `by` sku.
        scope: period, language, costs left out.
    """
    lang, left, paid = scope.lang, steps.get("contribution", 0.0), steps.get("paid", 0.0)
    headline = text(
        f"profit.headline.{'gain' if left >= 0 else 'loss'}",
        lang,
        period=scope.period,
        paid=money(paid, lang),
        left=money(left, lang),
        before=scope.before,
        rate=percent(shares.get("contribution")),
    )
    if scope.comparison.refunds_open:
        headline = text("profit.headline.open", lang, said=headline)
    parts = [_top(shares, scope), _losers(skus, scope), _known(steps, scope)]
    return Story(headline, ("" if lang == "zh" else " ").join(part for part in parts if part))


def _top(shares: Mapping[str, float], scope: Scope) -> str:
    costs = {n: rate for n, rate in shares.items() if n not in ("contribution", "refund")}
    if not costs:
        return ""
    top = max(costs, key=costs.__getitem__)
    said = {"name": cost_text(top, scope), "rate": percent(costs[top])}
    return capital(text("profit.headline.top", scope.lang, **said))


def _losers(skus: pd.DataFrame, scope: Scope) -> str:
    losses = losing(skus)["contribution_cny"]
    if losses.empty:
        return text("profit.headline.no_losers", scope.lang)
    said = {"n": len(losses), "amount": money(-float(losses.sum()), scope.lang)}
    return text("profit.headline.losers", scope.lang, **said)


def _known(steps: Mapping[str, float], scope: Scope) -> str:
    """Return what share of sales the figure is about, where it is not all of them."""
    unknown, net = -steps.get("unknown", 0.0), steps.get("paid", 0.0) + steps.get("refund", 0.0)
    if unknown <= 0:
        return ""
    rate = share(net - unknown, net)
    return text("profit.headline.part", scope.lang, rate=percent(rate))
