"""What a figure of profit is called, over which days, and which costs it leaves out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from shopkit.i18n import Lang, day, listed, text, texts, tools
from shopkit.periods import Comparison
from shopkit.rules import rule
from shopkit.tables import named_code

PARTS = ("goods", "platform", "affiliate", "ads", "freight", "packing", "insurance")
COSTS = tuple(f"cost_{part}" for part in PARTS)
REFUND = "refund_of_paid"  # what the dictionary calls refunds of the orders paid in a period
NAMED = 3  # costs left out that stand in a title; of more their number does
NO_CAMPAIGN = ("affiliate", "none", "carried")  # channels that are no ad tool


@dataclass(frozen=True, slots=True)
class Scope:
    """What every text of profit must know.

    Attributes:
        comparison: the period and the one before.
        lang: language of every text.
        left_out: costs of which the shop says nothing, as `cost_freight`; never taken as zero.
        ads_rule: how ad spend is shared out: item, paid or none.
        platform: whose names of tools are used.
    """

    comparison: Comparison
    lang: Lang
    left_out: tuple[str, ...] = ()
    ads_rule: str = "item"
    platform: str = "other"

    @property
    def period(self) -> str:
        """The name of the period, with the last day covered where it is unfinished."""
        said = self.comparison.asked.label(self.lang)
        if not self.comparison.to_date:
            return said
        last = day(self.comparison.period.end, self.lang)
        return text("profit.to_date", self.lang, period=said, day=last)

    @property
    def before(self) -> str:
        """What has not been taken off: `，未扣快递费` / ` before freight`; empty if nothing."""
        if not self.left_out:
            return ""
        if len(self.left_out) > NAMED:
            return text("profit.before_many", self.lang, n=len(self.left_out))
        return text("profit.before", self.lang, list=costs_text(self.left_out, self))

    @property
    def source(self) -> str:
        """Where the figures come from."""
        return text("profit.source", self.lang)


def cost_text(name: str, scope: Scope) -> str:
    """Return the short name of a cost, of refunds, of the contribution, or of a platform rule."""
    stem = name.removeprefix("cost_")
    if stem in texts("profit")["cost"]:
        return text(f"profit.cost.{stem}", scope.lang, **tools(scope.platform, scope.lang))
    try:
        return rule(name).name(scope.lang)
    except LookupError:  # a fee the plan names itself
        return name


def left_out_text(name: str, scope: Scope) -> str:
    """Return the short name of what is left out: of refunds those of closed orders are not."""
    if name == "refund":
        return text("profit.refund_later", scope.lang)
    return cost_text(name, scope)


def costs_text(names: Sequence[str], scope: Scope) -> str:
    """Return costs that are left out as one list."""
    named = [left_out_text(name, scope) for name in names]
    if scope.lang == "zh" or len(named) < 2:  # noqa: PLR2004
        return listed(named, scope.lang)
    return f"{listed(named[:-1], scope.lang)} and {named[-1]}"


def names(frame: pd.DataFrame, level: str, scope: Scope) -> list[str]:
    """Return what the rows of a level are called: code and title, or why there is none."""
    rows = frame.to_dict("records")
    if level == "campaign":
        return [_campaign(row, scope) for row in rows]
    return [_name(row, level, scope.lang) for row in rows]


def _campaign(row: dict[Any, Any], scope: Scope) -> str:
    """Return the name of a campaign; of what has none that of its channel."""
    own = "" if row["channel"] in NO_CAMPAIGN else _word(row["campaign"])
    return own or named_code("channel", row["channel"], scope.lang, scope.platform)


def _name(row: dict[Any, Any], level: str, lang: Lang) -> str:
    code, said = _word(row[level if level != "item" else "item_id"]), _word(row.get("title"))
    if row.get("only_ads") and not code:
        return text("profit.unnamed.only_ads", lang)
    if level == "item" and said:
        return said
    if not code:
        return said or text(f"profit.unnamed.{level}", lang)
    return f"{code} {said}" if level == "sku" and said else code


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def losing(groups: pd.DataFrame) -> pd.DataFrame:
    """Return the products that were sold at a loss, the largest loss first."""
    sold = groups[(groups["contribution_cny"] < 0) & (groups["paid_cny"] > 0)]
    return sold.sort_values("contribution_cny", kind="stable")


def known(value: float | None) -> float | None:
    """Return a number, or None where it is unknown."""
    return None if value is None or math.isnan(value) else float(value)


def share(part: float | None, whole: float | None) -> float | None:
    """Return a part of a whole as a rate; unknown without both or of nothing.

    Example:
        >>> share(-5.0, 20.0), share(1.0, 0.0), share(None, 3.0)
        (-0.25, None, None)
    """
    return None if part is None or not whole else part / whole


def capital(said: str) -> str:
    """Return a sentence that begins with a capital letter.

    Example:
        >>> capital("goods take most"), capital("货品成本")
        ('Goods take most', '货品成本')
    """
    return said[:1].upper() + said[1:]
