"""Profit and cash ahead for a terminal: tables and sentences, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from shopkit import finance
from shopkit.finance.wording import exactly
from shopkit.i18n import Lang, listed, money, month, percent, text
from shopkit.reports.cash_ahead import PLANNED, CashAhead
from shopkit.reports.found_said import found_said
from shopkit.reports.staff_said import missing_said
from shopkit.reports.terminal import Printed
from shopkit.tables import column

LINES = ("paid_cny", "contribution_cny", "cost_payroll_cny")
COMPARED = ("paid_cny", "profit_after_tax_cny", "lowest_cash_cny", "lowest_month")
QUANTILES = ("cash_p10_cny", "cash_p50_cny", "cash_p90_cny")


def cash_said(ahead: CashAhead, lang: Lang) -> Iterator[str | Printed]:
    """Yield what is printed about the months ahead: sentences, and tables between them."""
    teller = _Teller(ahead, lang)
    yield teller.head()
    yield teller.months()
    yield from teller.decisive()
    yield from teller.chances()
    yield from teller.scenarios()
    yield teller.rests_on()
    yield from missing_said(ahead.missing, lang)
    yield from found_said(ahead.findings, lang)


class _Teller:
    def __init__(self, ahead: CashAhead, lang: Lang) -> None:
        self.ahead, self.lang, self.made = ahead, lang, ahead.made
        self.pnl, self.cash = finance.pnl(ahead.made), finance.cash(ahead.made)

    def says(self, key: str, **values: object) -> str:
        """Return a sentence with its values."""
        return text(f"ahead.{key}", self.lang, **values)

    def head(self) -> str:
        """Return whose months, how many, and what they earn in all."""
        profit, net = self.pnl["profit_after_tax_cny"].sum(), self.pnl["net_cny"].sum()
        return self.says(
            "head",
            shop=self.ahead.shop,
            first=month(self.made.firsts[0], self.lang),
            months=self.made.model.months,
            sales=money(self.pnl["paid_cny"].sum(), self.lang),
            profit=money(profit, self.lang),
            rate=percent(profit / net if net else None),
        )

    def months(self) -> Printed:
        """Return what each month sells, costs, leaves, and the cash at its end."""
        named = [column(name).title(self.lang) for name in LINES]
        ends = [column(name).title(self.lang) for name in ("profit_after_tax", "cash_closing")]
        heads = (self.says("month"), *named, self.says("fixed"), *ends)
        fixed = self.pnl["cost_fixed_cny"] + self.pnl["cost_one_off_cny"]
        told = [self.pnl[name] for name in LINES]
        told += [fixed, self.pnl["profit_after_tax_cny"], self.cash["cash_closing_cny"]]
        rows = tuple(
            (f"{first:%Y-%m}", *(exactly(float(each.iloc[n])) for each in told))
            for n, first in enumerate(self.made.firsts)
        )
        return Printed(self.says("months"), heads, rows, "lrrrrrr")

    def decisive(self) -> Iterator[str]:
        """Yield the lowest cash, when the shop no longer loses, payback and returns."""
        low, least = finance.lowest(self.made), self.made.model.least_cny
        said = {"month": month(low.month, self.lang), "cash": exactly(low.cny)}
        key = "lowest_short" if low.short_cny else "lowest"
        yield self.says(key, **said, least=exactly(least), short=exactly(low.short_cny))
        begins = finance.break_even_month(self.made)
        if begins is None:
            yield self.says("break_even_none")
        else:
            yield self.says("break_even", month=month(begins, self.lang))
        if not self.made.model.timing.went_on:
            yield self._payback()
        yield from self._returns()

    def _payback(self) -> str:
        years = finance.payback_years(self.made)
        if years is None:
            return self.says("payback_none")
        return self.says("payback" if years else "payback_now", years=f"{years:.1f}")

    def _returns(self) -> Iterator[str]:
        value, returns = self.ahead.present_value_cny, self.ahead.returns
        if value is not None:
            rate = percent(self.made.model.discount_rate)
            key = "value_ahead" if self.made.model.timing.went_on else "value"
            yield self.says(key, rate=rate, value=exactly(value))
        rates = listed([percent(rate) for rate in returns.yearly], self.lang)
        yield self.says(f"why.{returns.why}", rate=rates)

    def chances(self) -> Iterator[str | Printed]:
        """Yield how sure the cash is: of each half year and of the last month."""
        if self.ahead.chances is None:
            return
        frame = self.ahead.chances.frame()
        last = frame.iloc[-1]
        shown = frame.iloc[[n for n in range(len(frame)) if n % 6 == 5 or n == len(frame) - 1]]  # noqa: PLR2004
        heads = tuple(self.says(name) for name in ("month", "low", "middle", "high", "short"))
        yield Printed(
            self.says("unsure"), heads, tuple(_chance(row) for _, row in shown.iterrows()), "lrrrr"
        )
        cny = dict(
            zip(("low", "middle", "high"), (exactly(last[q]) for q in QUANTILES), strict=True)
        )
        runs, ruin = f"{finance.RUNS:,}", percent(self.ahead.chances.ruin(PLANNED))
        yield self.says(
            "chances", runs=runs, ruin=ruin, month=month(last["date"], self.lang), **cny
        )

    def scenarios(self) -> Iterator[Printed]:
        """Yield the plan and its scenarios beside each other."""
        held = self.ahead.scenarios
        if not held.made:
            return
        side = held.beside(self.says("planned"), self.made)
        named = [column(name).title(self.lang) for name in (*COMPARED, "cash_closing_cny")]
        heads = (self.says("scenario"), *named)
        rows = tuple(_scenario(row) for row in side.to_dict("records"))
        yield Printed(self.says("scenarios"), heads, rows, "lrrrlr")

    def rests_on(self) -> str:
        """Return which past the shares of sales are of."""
        if self.ahead.learned_from is None:
            return self.says("past_none")
        return self.says("past", period=self.ahead.learned_from.label(self.lang))


def _scenario(row: Mapping[Any, Any]) -> tuple[str, ...]:
    cny = [exactly(float(row[name])) for name in (*COMPARED[:3], "cash_closing_cny")]
    return (str(row["plan_scenario"]), *cny[:3], f"{row['lowest_month']:%Y-%m}", cny[3])


def _chance(row: pd.Series) -> tuple[str, ...]:
    cny = (exactly(float(row[name])) for name in QUANTILES)
    return (f"{row['date']:%Y-%m}", *cny, percent(row["short_share"]))
