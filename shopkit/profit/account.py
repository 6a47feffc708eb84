"""What a shop earned in one period: its ledger, its figures, the conclusion and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.periods import Comparison, Period
from shopkit.plan import AdsRule, Plan
from shopkit.profit import patterns
from shopkit.profit.assumptions import unconfirmed
from shopkit.profit.bridge import bridge, uncosted, unsettled
from shopkit.profit.findings import Evidence, findings
from shopkit.profit.ledger import Ledger, ledger
from shopkit.profit.levels import Level, by
from shopkit.profit.story import Story, story
from shopkit.profit.wording import Scope, share
from shopkit.tables import Tables
from shopkit.terms import Terms, terms


@dataclass(frozen=True)
class Books:
    """One shop's ledgers, one for each way to allocate ad spend, each made once.

    Attributes:
        tables: what the exports hold.
        plan: the shop's costs and fees.
    """

    tables: Tables
    plan: Plan
    made: dict[AdsRule, Ledger] = field(default_factory=dict)

    def terms(self, rule: AdsRule) -> Terms:
        """Return what the profit is counted with."""
        costs = self.plan.costs.model_copy(update={"ads_rule": rule})
        categories = self.tables["products"]["category"].drop_nulls().unique().to_list()
        return terms(self.plan.model_copy(update={"costs": costs}), categories)

    def ledger(self, rule: AdsRule) -> Ledger:
        """Return the ledger of every line of the shop."""
        if rule not in self.made:
            self.made[rule] = ledger(self.tables, self.terms(rule))
        return self.made[rule]


@dataclass(frozen=True)
class Account:
    """What one shop earned in one period, in numbers and words.

    Attributes:
        books: the shop's ledgers.
        comparison: the period as far as the files reach, and the one before.
        lang: language of every text.
        ads_rule: how ad spend is allocated.
    """

    books: Books
    comparison: Comparison
    lang: Lang
    ads_rule: AdsRule

    @cached_property
    def ledger(self) -> Ledger:
        """Every line of the shop with its costs."""
        return self.books.ledger(self.ads_rule)

    @cached_property
    def scope(self) -> Scope:
        """What every text must know."""
        return Scope(
            *(self.comparison, self.lang, tuple(self.ledger.left_out), self.ads_rule),
            platform=self.books.plan.shop.platform,
        )

    def by(self, level: Level) -> pd.DataFrame:
        """Return the profit of each thing of a level in the period."""
        return by(self.ledger, level, self.comparison.period)

    @cached_property
    def steps(self) -> dict[str, float]:
        """The way from the amount paid to the contribution, in CNY."""
        return self.steps_of(self.comparison.period)

    def steps_of(self, period: Period) -> dict[str, float]:
        """Return the same way for another period."""
        frame = bridge(self.ledger, period)
        unused = (frame["step"] == "unknown") & (frame["amount_cny"] == 0)
        known = ~frame["step"].isin(self.scope.left_out) | (frame["amount_cny"] != 0)
        told = frame[known & ~unused]  # refunds of closed orders are known where others are not
        return dict(zip(told["step"], told["amount_cny"].astype(float), strict=True))

    @cached_property
    def rates(self) -> dict[str, float]:
        """What each cost takes of net sales."""
        return patterns.shares_of(self.steps)

    @property
    def rate_before_ads(self) -> float | None:
        """What is left of net sales before ads, a share; `None` while goods have no cost."""
        if self.missing:
            return None
        left = self.steps["contribution"] - self.steps.get("cost_ads", 0.0)
        return share(left, patterns.net_of(self.steps))

    @property
    def break_even_roi(self) -> float | None:
        """The sales a yuan of ads must bring to lose nothing; `None` where no such return is known.

        Source: 1 ÷ contribution rate before ads; a rate of zero or less has no break-even.
        """
        rate = self.rate_before_ads
        return 1 / rate if rate is not None and rate > 0 else None

    @cached_property
    def missing(self) -> str:
        """Why there is no profit to tell; empty where there is one."""
        if not self.steps.get("paid"):
            return "orders"
        if "cost_goods" in self.scope.left_out:
            return "costs"
        known = self.by("sku")["contribution_cny"].notna().any()
        return "" if known else "unmatched"

    @cached_property
    def story(self) -> Story:
        """The conclusion in words."""
        return story(self.steps, self.rates, self.by("sku"), self.scope)

    @cached_property
    def found(self) -> list[Finding]:
        """What asks for action, most money first; nothing where there is no profit to tell."""
        if self.missing:
            return []
        lines, used = self.by("line"), self.books.terms(self.ads_rule).assumptions
        seen = Evidence(
            skus=self.by("sku"),
            lines=lines,
            campaigns=self.by("campaign"),
            uncosted=uncosted(self.ledger, self.comparison.period),
            shares=self.rates,
            unconfirmed=list(unconfirmed(lines, used, self.scope)),
            unsettled=unsettled(self.ledger, self.comparison.period),
        )
        return findings(seen, self.scope)
