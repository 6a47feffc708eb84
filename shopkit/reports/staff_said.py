"""The people of a shop for a terminal: tables and sentences, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from shopkit.coverage import worker_frame
from shopkit.errors import Problem
from shopkit.finance.wording import exactly
from shopkit.i18n import DASH, Lang, full_day, listed, money, number, percent, text
from shopkit.reports.found_said import found_said, lines_of, parts_of
from shopkit.reports.staff import FEN, StaffAhead, by_hour
from shopkit.reports.terminal import Printed
from shopkit.staffing import post_title
from shopkit.tables import column

if TYPE_CHECKING:
    import pandas as pd

BASE = ("pay_base_cny", "pay_post_cny")
VARIABLE = ("pay_own_cny", "pay_team_cny", "pay_pool_cny", "pay_bonus_cny")
CHARGES = ("employer_insurance_cny", "housing_fund_cny")
WORKED = ("worker", "days_worked", "worked_hours", "overtime_hours", "night_shifts", "weekend_days")


def staff_said(ahead: StaffAhead, lang: Lang) -> Iterator[str | Printed]:
    """Yield what is printed about the people of a month: sentences, and tables between them."""
    teller = _Teller(ahead, lang)
    yield teller.head()
    yield from teller.pay()
    yield from teller.people()
    yield from teller.hours()
    yield from teller.roster()
    yield from missing_said(ahead.missing, lang)
    told = {one.code for one in ahead.desk.findings}
    yield from found_said([one for one in ahead.findings if one.code not in told], lang)


def missing_said(missing: Sequence[Problem], lang: Lang) -> Iterator[str]:
    """Yield what a plan does not say, and how to write it."""
    if missing:
        yield text("staff.missing", lang)
        yield from (f"· {one.say(lang)}" for one in missing)


class _Teller:
    def __init__(self, ahead: StaffAhead, lang: Lang) -> None:
        self.ahead, self.lang = ahead, lang

    def says(self, key: str, **values: object) -> str:
        """Return a sentence with its values."""
        return text(f"staff.{key}", self.lang, **values)

    def cny(self, fen: int | None) -> str:
        """Return an amount in reading form."""
        return DASH if fen is None else exactly(fen / FEN)

    def head(self) -> str:
        """Return whose people they are, when, and for how much business."""
        month, lines = self.ahead.month.label(self.lang), self.ahead.payroll.lines
        people = sum(one.post.people for one in lines)
        sales = money(self.ahead.sales_cny, self.lang)
        return self.says("head", shop=self.ahead.shop, month=month, people=people, sales=sales)

    def pay(self) -> Iterator[str | Printed]:
        """Yield heads and pay by post, and what it comes to."""
        payroll = self.ahead.payroll
        if not payroll.lines:
            return
        named = [column(name).title(self.lang) for name in ("post", "heads")]
        shown = [self.says(name) for name in ("fixed", "variable", "charges")]
        ends = [column(name).title(self.lang) for name in ("pay_gross", "cost_payroll")]
        heads = (*named, *shown[:2], ends[0], shown[2], ends[1])
        rows = tuple(self._post(row) for _, row in payroll.by_post().iterrows())
        yield Printed(self.says("posts"), heads, rows, "lrrrrrr")
        yield from self._total()

    def _post(self, row: pd.Series) -> tuple[str, ...]:
        sums = [row[list(names)].sum(skipna=False) for names in (BASE, VARIABLE)]
        amounts = [*sums, row["pay_gross_cny"], row[list(CHARGES)].sum(skipna=False)]
        told = (_yuan(float(cny)) for cny in (*amounts, row["cost_payroll_cny"]))
        title = post_title(str(row["post"]), self.lang)
        return (title, str(row["heads"]), *told)

    def _total(self) -> Iterator[str]:
        payroll, sales = self.ahead.payroll, self.ahead.sales_cny
        total = payroll.total_fen
        if total is None:
            roles = listed([post_title(one, self.lang) for one in payroll.unknown], self.lang)
            yield self.says("total_unknown", roles=roles, known=self.cny(payroll.known_fen))
        else:
            gross, charges = self.cny(payroll.gross_fen), self.cny(payroll.charges_fen)
            share = percent(total / FEN / sales if sales else None)
            said = {"gross": gross, "charges": charges, "total": self.cny(total)}
            yield self.says("total", **said, share=share)
        employer = payroll.employer
        rates = (employer.insurance, employer.housing)
        insurance, housing = (one.said(self.lang, rate=True) for one in rates)
        yield self.says("rates", insurance=insurance, housing=housing)

    def people(self) -> Iterator[str | Printed]:
        """Yield the people of the list, where they may be shown."""
        frame = self.ahead.people
        if frame is None:
            return
        if frame.empty:
            yield self.says("people_none")
            return
        names = ("person", "post", "hired_on", "left_on", "pay_monthly_cny")
        heads = tuple(column(name).title(self.lang) for name in names)
        rows = tuple(
            (str(row["person"]), str(row["post"]), *days, _yuan(row["pay_monthly_cny"]))
            for row in frame.to_dict("records")
            for days in [[_day(row[name]) for name in ("hired_on", "left_on")]]
        )
        yield Printed(self.says("people"), heads, rows, "llllr")

    def hours(self) -> Iterator[str | Printed]:
        """Yield chats and agents by the hour, the peak, and how many people it takes."""
        desk = self.ahead.desk
        if desk.hours is None:
            return
        frame = by_hour(desk.hours)
        rows = tuple(
            (_hour(row["hour_of_day"]), f"{row['chats']:.1f}", _count(row["agents_needed"]))
            for row in frame.to_dict("records")
        )
        names = ("hour_of_day", "chats", "agents_needed")
        heads = tuple(column(name).title(self.lang) for name in names)
        yield Printed(self.says("hours"), heads, rows, "lrr")
        if desk.hours["agents_needed"].isna().any():
            yield self.says("peak_beyond")
            return
        if not len(frame):
            return
        told = frame.to_dict("records")
        busiest = max(told, key=lambda row: (row["agents_needed"], row["chats"]))
        needed = self.says("needed_unknown")
        if desk.people_needed is not None:
            needed = self.says("needed", n=desk.people_needed)
        said = {"hour": _hour(busiest["hour_of_day"]), "agents": int(busiest["agents_needed"])}
        yield self.says("peak", **said, needed=needed, planned=self.ahead.desk_planned)

    def roster(self) -> Iterator[str | Printed]:
        """Yield what the roster comes to for everyone on it, and what it leaves short."""
        roster = self.ahead.desk.roster
        if roster is not None:
            said = {"first": full_day(roster.task.first, self.lang), "days": roster.task.days}
            heads = tuple(column(name).title(self.lang) for name in WORKED)
            rows = tuple(
                (str(row["worker"]), *(f"{row[name]:g}" for name in WORKED[1:]))
                for row in worker_frame(roster).to_dict("records")
            )
            yield Printed(self.says("roster", **said), heads, rows, "lrrrrr")
            short = number(round(roster.short_hours, 1), self.lang)
            key = "roster_short" if roster.short_hours else "roster_full"
            yield self.says(key, hours=short)
            yield from self._overtime()
        for one in self.ahead.desk.findings:
            yield from lines_of(one, parts_of(one, self.lang), self.lang)

    def _overtime(self) -> Iterator[str]:
        """Yield what the overtime of the roster costs on top of the payroll."""
        found = self.ahead.overtime
        if found is None:
            return
        hours = (found.workday_hours, found.rest_hours)
        said = dict(
            zip(("days", "rests"), (number(round(h, 1), self.lang) for h in hours), strict=True)
        )
        if found.low_cny is None or found.high_cny is None:
            yield self.says("overtime_unknown", **said)
        elif found.low_cny == found.high_cny:
            yield self.says("overtime", **said, cny=exactly(found.low_cny))
        else:
            ends = {"low": exactly(found.low_cny), "high": exactly(found.high_cny)}
            yield self.says("overtime_between", **said, **ends)


def _hour(value: float) -> str:
    return f"{int(value):02d}:00"


def _count(value: float) -> str:
    return DASH if value != value else f"{value:g}"  # noqa: PLR0124 - NaN


def _yuan(cny: float) -> str:
    return DASH if cny != cny else exactly(cny)  # noqa: PLR0124 - NaN


def _day(value: object) -> str:
    return DASH if value is None or value != value else str(value)[:10]  # noqa: PLR0124 - NaT
