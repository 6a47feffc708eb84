"""What texts about stock know: the language, the plan, places in it, names of products."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import DASH, Lang, full_day, listed, percent, text
from shopkit.plan import Plan
from shopkit.plan.document import dotted
from shopkit.rules import cited, rule

Steps = Sequence[str | int]
SHOWN = 5  # products named in one sentence


@dataclass(frozen=True, slots=True)
class Scope:
    """What every text about stock must know.

    Attributes:
        plan: the shop's.
        lang: language of every text.
        place: where an entry of the plan stands, as file and line.
        prices: what is received for a unit by product, CNY, where known.
    """

    plan: Plan
    lang: Lang
    place: Callable[[Steps], str] = field(default=dotted)
    prices: Mapping[str, float] = field(default_factory=dict)

    def name(self, item: str, title: object = None) -> str:
        """Return what a product is called: by the plan, else by its title or number."""
        named = (one.name for one in self.plan.products if one.item_id == item and one.name)
        return next(named, title if isinstance(title, str) and title else item)

    def product_place(self, item: str) -> str:
        """Return where a product stands in the plan: among the stock, else the products."""
        own = [n for n, one in enumerate(self.plan.stock.products) if one.product == item]
        if own:
            return self.place(("stock", "products", own[0]))
        known = [n for n, one in enumerate(self.plan.products) if one.item_id == item]
        return self.place(("products", *known[:1]))

    def campaign_place(self, name: str) -> str:
        """Return where a campaign stands in the plan."""
        known = [n for n, one in enumerate(self.plan.campaigns) if one.name == name]
        return self.place(("campaigns", *known[:1]))

    def law(self, rule_id: str) -> str:
        """Return the name of a rule of the law with its source."""
        found = rule(rule_id)
        said = {"name": found.name(self.lang), "source": cited(found, self.lang)}
        return text("stock.law", self.lang, **said)

    def several(self, said: Sequence[str]) -> str:
        """Return the first of some things as one list that says whether there are more."""
        shown = listed(list(said[:SHOWN]), self.lang)
        return text("stock.more", self.lang, list=shown) if len(said) > SHOWN else shown

    def day(self, moment: object) -> str:
        """Return a day; unknown is a dash."""
        if not isinstance(moment, date | pd.Timestamp) or pd.isna(moment):
            return DASH
        return full_day(moment.date() if isinstance(moment, pd.Timestamp) else moment, self.lang)

    def rate(self, share: float) -> str:
        """Return a chance."""
        return percent(share, 0)

    def finding(self, code: str, place: str, said: Mapping[str, object], **more: object) -> Finding:
        """Return a finding in the words of `stock.finding.<code>`."""
        severity, amount, due = more.get("severity"), more.get("cny"), more.get("due")
        known = isinstance(amount, float) and not np.isnan(amount)
        found = Finding(
            code=code,
            severity=severity if isinstance(severity, Severity) else Severity.WARNING,
            place=place,
            evidence=str(more.get("evidence", "")),
            owner=text(f"stock.owner.{more.get('owner', 'purchasing')}", self.lang),
            due=due.date() if isinstance(due, pd.Timestamp) and not pd.isna(due) else None,
            cny=round(float(str(amount)), 2) if known else None,
        )
        return with_texts(found, f"stock.finding.{code}", self.lang, said)


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a frame, by the names of its columns."""
    yield from frame.itertuples(index=False)


def units(value: float) -> str:
    """Return units in reading form: whole ones plainly, fewer than ten a day with one decimal.

    Example:
        >>> units(1400.0), units(7.14), units(float("nan"))
        ('1,400', '7.1', '—')
    """
    if np.isnan(value):
        return DASH
    few = abs(value) < 10 and abs(value - round(value)) > 0.05  # noqa: PLR2004
    return f"{value:,.1f}" if few else f"{value:,.0f}"
