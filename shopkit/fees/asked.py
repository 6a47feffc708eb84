"""What a platform asks for: amounts and shares with their rules, and ways to open a shop."""

from __future__ import annotations

from dataclasses import dataclass

from shopkit.fees.sums import added, monthly_share
from shopkit.i18n import DASH, Lang, percent, price, text
from shopkit.rules import Range


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop the question is about; what is `None` is left open and every case is told.

    Attributes:
        platform: `taobao`, `tmall` or `jd`.
        shop_type: `flagship`, `exclusive`, `franchise` …, as in the plan.
        trademark: `R` where every trademark is registered, `TM` where one is pending.
        category: zh or en name, for the commission.
    """

    platform: str
    shop_type: str | None = None
    trademark: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a platform asks for.

    Attributes:
        low: the least it can be, CNY or a share of sales 0-1; `None` is unknown, never zero.
        high: the most it can be.
        rule_id: the rule it comes from.
        certain: whether it may be used without asking.
        zh: what it is, in Chinese.
        en: the same in English.
        share: whether it is a share of sales, not an amount.
    """

    low: float | None
    high: float | None
    rule_id: str
    certain: bool
    zh: str
    en: str
    share: bool = False

    def name(self, lang: Lang) -> str:
        """Return what it is, in a language."""
        return self.zh if lang == "zh" else self.en

    def confirm(self, lang: Lang) -> str:
        """Return the words for what was not read at its source; empty where it was."""
        return "" if self.certain else text("rules.confirm", lang)


@dataclass(frozen=True, slots=True)
class Opening:
    """One way to open: a deposit and the yearly fee beside it.

    Attributes:
        deposit: money tied up; it comes back when the shop closes in good order.
        yearly: the fee of the first year; it is gone.
    """

    deposit: Asked
    yearly: Asked

    @property
    def tied_cny(self) -> Range:
        """The capital that is frozen and comes back, in CNY."""
        return Range(self.deposit.low, self.deposit.high)

    @property
    def sunk_cny(self) -> Range:
        """What is spent for good in the first year, in CNY."""
        return Range(self.yearly.low, self.yearly.high)

    @property
    def total_cny(self) -> Range:
        """What has to be paid to open, in CNY; an end is unknown if a part of it is."""
        return Range(
            added(self.deposit.low, self.yearly.low), added(self.deposit.high, self.yearly.high)
        )

    @property
    def monthly_cny(self) -> Range:
        """The share of the yearly fee a month bears, in CNY."""
        return Range(monthly_share(self.yearly.low), monthly_share(self.yearly.high))

    @property
    def certain(self) -> bool:
        """Whether both may be used without asking."""
        return self.deposit.certain and self.yearly.certain


def said(asked: Asked, lang: Lang) -> str:
    """Return an amount or a share in reading form, with "confirm before use" if need be.

    Example:
        >>> said(Asked(0.02, 0.05, "a.b", False, "佣金", "commission", share=True), "zh")
        '2.0%–5.0%（使用前请核实）'
    """
    ends = dict.fromkeys(
        DASH if end is None else percent(end) if asked.share else price(end)
        for end in (asked.low, asked.high)
    )
    words = asked.confirm(lang)
    note = (f"（{words}）" if lang == "zh" else f" ({words})") if words else ""
    return "–".join(ends) + note
