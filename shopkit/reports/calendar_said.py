"""The year of a shop for a terminal: the months, the campaign ahead, work, stock, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from shopkit import forecast, schedule
from shopkit.findings import Severity
from shopkit.i18n import DASH, Lang, day, full_day, listed, money, month, number, text
from shopkit.reports.calendar_ahead import CalendarAhead
from shopkit.reports.calendar_campaign import Coming, phase_said
from shopkit.reports.calendar_stock import order_states
from shopkit.reports.found_said import lines_of, parts_of
from shopkit.reports.staff_said import missing_said
from shopkit.reports.terminal import Printed
from shopkit.stock import dispatch_text
from shopkit.stock.wording import units
from shopkit.tables import column

LANES = {
    "platform": ("platform", "season"),
    "days": ("holiday", "festival", "shopping"),
    "own": ("campaign",),
}
ASSUMED = {"holiday": "unofficial"}
SOON = timedelta(weeks=8)
URGENT = ("late", "now")
TASK = ("task", "for_campaign", "due_on", "latest_start_on", "task_state")
WEEK = ("week_starts_on", "load_hours", "capacity_hours", "over_hours")
ORDER = ("order_units", "order_by", "order_state", "stock_units")


def calendar_said(ahead: CalendarAhead, lang: Lang) -> Iterator[str | Printed]:
    """Yield what is printed about a year: sentences, and tables between them."""
    teller = _Teller(ahead, lang)
    yield teller.says("head", shop=ahead.shop, year=ahead.year, today=full_day(ahead.today, lang))
    yield teller.year()
    yield from teller.comes_round()
    yield from (teller.says("remark", said=said) for said in ahead.remarks)
    if ahead.coming is not None:
        yield from teller.campaign(ahead.coming)
    yield from teller.work()
    yield from teller.stock()
    yield from missing_said(ahead.missing, lang)
    yield from teller.found()


class _Teller:
    def __init__(self, ahead: CalendarAhead, lang: Lang) -> None:
        self.ahead, self.lang = ahead, lang

    def says(self, key: str, **values: object) -> str:
        """Return a sentence with its values."""
        return text(f"calendar.{key}", self.lang, **values)

    def heads(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return titles of columns."""
        return tuple(column(name).title(self.lang) for name in names)

    def days(self, first: date, last: date) -> str:
        """Return some days with their years."""
        if first == last:
            return full_day(first, self.lang)
        ends = {"first": full_day(first, self.lang), "last": full_day(last, self.lang)}
        return self.says("dates", **ends)

    def when(self, value: object) -> str:
        """Return a day, without its year where that is the one it is seen from."""
        if not isinstance(value, date) or pd.isna(value):
            return DASH
        on = date(value.year, value.month, value.day)
        short = on.year == self.ahead.today.year
        return day(on, self.lang) if short else full_day(on, self.lang)

    def year(self) -> Printed:
        """Return the months of the year: platform, holidays, campaigns of the shop."""
        frame = self.ahead.events
        whole = frame[frame["phase"].isna() & frame["phase_name"].isna()]
        off = tuple(whole.loc[whole["lane"] == "holiday", "event"])
        twice = [any(one.startswith(event) for one in off) for event in whole["event"]]
        whole = whole[(whole["lane"] != "festival") | ~np.array(twice, dtype=bool)]
        rows = tuple(
            (
                month(date(self.ahead.year, n, 1), self.lang),
                *(self._of_month(whole[whole["lane"].isin(lanes)], n) for lanes in LANES.values()),
            )
            for n in range(1, 13)
        )
        heads = tuple(self.says(name) for name in ("month", *LANES))
        return Printed(self.says("year", year=self.ahead.year), heads, rows, "llll")

    def _of_month(self, rows: pd.DataFrame, n: int) -> str:
        first = pd.Timestamp(self.ahead.year, 1, 1)
        begins = rows["starts"].where(rows["starts"] >= first, first)
        here = rows[begins.dt.month == n].sort_values("starts", kind="stable")
        return "\n".join(self._event(row) for row in here.to_dict("records"))

    def _event(self, row: dict[Any, Any]) -> str:
        first, last = (day(row[name].date(), self.lang) for name in ("starts", "ends"))
        year = self.ahead.year
        name = row["event"].removeprefix(f"{year}年").removesuffix(f" {year}")
        key = "one_day" if first == last else "span"
        mark = "" if row["certain"] else self.says(ASSUMED.get(row["lane"], "assumed"))
        return self.says(key, first=first, last=last, name=name, mark=mark)

    def comes_round(self) -> Iterator[str]:
        """Yield what comes round, and how often in the year."""
        rows = self.ahead.events
        names = rows.loc[rows["lane"].isin(("recurring", "meeting")), "event"]
        counts = names.value_counts(sort=False)
        told = [self.says("times", name=name, n=n) for name, n in counts.items()]
        if told:
            yield self.says("comes_round", list=listed(told, self.lang))

    def campaign(self, one: Coming) -> Iterator[str]:
        """Yield when the campaign is, its phases, what decides whether it is ready, its sales."""
        campaign, today = one.campaign, self.ahead.today
        said = {"name": campaign.name, "days": self.days(campaign.starts, campaign.ends)}
        if campaign.ends < today:
            yield self.says("over", **said)
        elif one.days_left > 0:
            yield self.says("ahead", **said, left=one.days_left)
        else:
            yield self.says("running", **said, left=(campaign.ends - today).days + 1)
        if campaign.signup_by and campaign.signup_by >= today:
            yield self.says("signup", day=full_day(campaign.signup_by, self.lang))
        if one.phases:
            yield self.says("phases", list=listed([self._phase(p) for p in one.phases], self.lang))
        if one.chain:
            links = [self.says("link", task=k.task, day=self.when(k.due_on)) for k in one.chain]
            yield self.says("chain", n=len(links), list=listed(links, self.lang))
        yield from self.expected(one)
        if self.ahead.ordering.sending is not None:
            yield dispatch_text(self.ahead.ordering.sending, self.lang)

    def _phase(self, event: Any) -> str:  # noqa: ANN401
        days = "–".join(
            dict.fromkeys(day(one, self.lang) for one in (event.span.start, event.span.end))
        )
        mark = "" if event.certain else self.says("assumed")
        return self.says("phase", name=phase_said(event, self.lang), days=days, mark=mark)

    def expected(self, one: Coming) -> Iterator[str]:
        """Yield what the campaign is expected to bring, or brought."""
        told = one.expected
        if told is None:
            yield self.says("expected_none")
            return
        if isinstance(told, forecast.Unknown):
            yield forecast.unknown_text(told, self.lang)
            return
        if isinstance(told, forecast.Effect):
            yield self._effect(told)
            return
        paid = told.made.totals["paid_cny"]
        if told.assumed is not None and told.assumed.missing:
            names = [text(f"forecast.figure.{name}", self.lang) for name in told.assumed.missing]
            yield self.says("expected_open", names=listed(names, self.lang))
            return
        said = {
            **self._total(paid, "paid"),
            "orders": number(round(told.made.totals["paid_orders"].expected), self.lang),
            "done": money(told.done_cny, self.lang),
        }
        begun = one.days_left <= 0
        yield self.says("expected_rest" if begun else "expected", **said)
        gain = told.gain
        if gain is not None:
            sums = {"with_it": gain.with_cny, "without": gain.without_cny}
            known = {name: money(value, self.lang) for name, value in sums.items()}
            key = "gain_rest" if begun else "gain"
            yield self.says(key, **known, **self._total(gain.paid_cny, "gain"))
        told_by = self.says("by_assumption", why=told.told) if told.assumed else told.told
        if told_by:
            yield told_by

    def _total(self, total: forecast.Total, name: str) -> dict[str, str]:
        values = {name: total.expected, "low": total.low, "high": total.high}
        return {key: money(value, self.lang) for key, value in values.items()}

    def _effect(self, told: forecast.Effect) -> str:
        sums = {
            "actual": told.actual,
            "without": told.without.expected,
            "gain": told.gain.expected,
            "later": told.later.expected,
        }
        said = {name: money(float(value), self.lang) for name, value in sums.items()}
        return self.says("effect", **said, **self._total(told.net, "net"))

    def work(self) -> Iterator[str | Printed]:
        """Yield the work due, by post, and the weeks that hold too much of it."""
        due, coming = self.ahead.due, self.ahead.coming
        title, none = self.says("due"), self.says("due_none")
        if self.ahead.asked and coming:
            name = coming.campaign.name
            title, none = (self.says(key, name=name) for key in ("due_of", "due_of_none"))
        rows = tuple(self._task(row) for row in due.to_dict("records"))
        heads = self.heads(("post", *TASK))
        yield Printed(title, heads, rows, "llllll") if rows else none
        busy = self.ahead.over_booked
        weeks = tuple(
            (
                str(row["post"]),
                self.when(row["week_starts_on"]),
                *(f"{round(row[name], 1):g}" for name in WEEK[1:]),
            )
            for row in busy.to_dict("records")
        )
        heads = self.heads(("post", *WEEK))
        title = self.says("over_booked")
        yield Printed(title, heads, weeks, "llrrr") if weeks else self.says("over_booked_none")

    def _task(self, row: dict[Any, Any]) -> tuple[str, ...]:
        asked = row["post"] or DASH
        held = row["held_by"] or self.says("nobody", post=asked)
        days = (self.when(row[name]) for name in ("due_on", "latest_start_on"))
        state = schedule.state_title(row["task_state"], self.lang)
        return (held, row["task"], row["for_campaign"] or DASH, *days, state)

    def stock(self) -> Iterator[str | Printed]:
        """Yield what to order in eight weeks, and for the campaign."""
        ordering, coming = self.ahead.ordering, self.ahead.coming
        if ordering.orders is not None:
            rows = self._orders(ordering.orders, everyday=True)
            heads = self.heads(("title", *ORDER))
            yield (
                Printed(self.says("orders"), heads, rows, "lrllr")
                if rows
                else self.says("orders_none")
            )
        if ordering.campaign is not None and coming is not None:
            rows = self._orders(ordering.campaign, everyday=False)
            days = (coming.campaign.ends - self.ahead.today).days + 1
            key = "orders_running" if coming.days_left < 0 else "orders_campaign"
            title = self.says(key, name=coming.campaign.name, n=days)
            heads = self.heads(("title", "units_needed", "units_planned", *ORDER))
            yield Printed(title, heads, rows, "lrrrllr")

    def _orders(self, frame: pd.DataFrame, *, everyday: bool) -> tuple[tuple[str, ...], ...]:
        soon = pd.Timestamp(self.ahead.today + SOON)
        urgent = frame["order_state"].isin(URGENT)
        shown = frame[urgent | (frame["order_by"] <= soon)] if everyday else frame
        shown = shown.assign(state_said=order_states(shown, self.lang))
        more = () if everyday else ("units_needed", "units_planned")
        return tuple(
            (
                str(row["title"]),
                *(units(row[name]) for name in more),
                units(row["order_units"]),
                self.when(row["order_by"]),
                row["state_said"],
                units(row["stock_units"]),
            )
            for row in shown.sort_values("order_by", kind="stable").to_dict("records")
        )

    def found(self) -> Iterator[str]:
        """Yield findings by part, the notes among them only counted."""
        notes, told = 0, False
        for part, found in self.ahead.found:
            wrong = [one for one in found if one.severity > Severity.NOTE]
            notes += len(found) - len(wrong)
            if wrong:
                told = True
                yield self.says("found", part=self.says(f"part.{part}"))
            for one in wrong:
                yield from lines_of(one, parts_of(one, self.lang), self.lang)
        if not told:
            yield text("found.none", self.lang)
        if notes:
            yield text("found.notes", self.lang, notes=notes)
