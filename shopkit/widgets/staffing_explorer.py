"""Sliders for volume and service: agents, people, payroll, profit and cash follow at once."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from shopkit import coverage, finance
from shopkit.charts import coverage as desk_charts
from shopkit.charts import finance as charts
from shopkit.charts.picture import Picture
from shopkit.charts.table import STYLE, Content, Table
from shopkit.errors import PlanError
from shopkit.finance import pictures
from shopkit.i18n import money, month, number, percent, text
from shopkit.scenario import Levers, outlook
from shopkit.widgets import staffing_shown as shown
from shopkit.widgets.controls import LAYOUT, labelled, say, slider, spoken
from shopkit.widgets.controls import STYLE as CONTROL
from shopkit.widgets.following import FollowingFrame, Numbers
from shopkit.widgets.sections import OWN_WIDTH

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Lang, Words
    from shopkit.scenario import Outlook
    from shopkit.widgets.staffing import StaffingView

USUAL = tuple(n / 10 for n in range(5, 21))  # times the plan; both pictures hold these
VOLUMES = (*USUAL, 2.5, 3.0, 4.0, 5.0)  # further on they are drawn anew
LEVELS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98)
FIGURES = ("orders", "agents", "needed", "desk", "payroll", "profit", "lowest", "closing")
IN_MONEY = FIGURES[4:]


class StaffingExplorer(ipywidgets.VBox):
    """What a shop comes to at whatever volume and service the reader slides to."""

    def __init__(self, view: StaffingView) -> None:
        """Start at the plan."""
        self.view, self.lang = view, view.lang
        self.told = spoken("shopkit-people")
        try:
            self.planned = view.ahead
        except PlanError as error:
            self.trouble = error.say(self.lang)
            say(self.told, *self.trouble.splitlines())
            super().__init__([self.told])
            return
        self.trouble = ""
        self.kept = {(1.0, self.start_level, False): self.planned}
        self.volume = self._slider("volume", VOLUMES, 1.0)
        rates = tuple(sorted({*LEVELS, self.start_level}))
        self.level = self._slider("level", rates, self.start_level)
        self.follow = ipywidgets.Checkbox(
            value=False, **labelled(self._said("follow")), indent=False, layout=LAYOUT
        )
        self.follow.add_class("shopkit-people-follow")
        self.reset = ipywidgets.Button(description=self._said("reset"), layout=OWN_WIDTH)
        self.reset.add_class("shopkit-people-reset")
        self.figures = spoken("shopkit-people-figures")
        self.hours, self.cash = FollowingFrame("hour_text"), FollowingFrame("t", "lowest_text")
        self._draw(USUAL[-1])
        self._show()
        self.reset.on_click(self._back)
        controls = (self.volume, self.level, self.follow)
        for control in controls:
            control.observe(self._moved, names="value")
        parts = [*controls, self.reset, self.told, ipywidgets.HTML(STYLE), self.figures]
        super().__init__([*parts, self.hours, self.cash])

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - as ipywidgets has it
        """Return the controls, and for readers without a kernel the figures of the plan."""
        said = self.trouble or self._said("static")
        table = "" if self.trouble else STYLE + self.numbers(self.planned).html()
        plain = "" if self.trouble else "\n" + self.numbers(self.planned).text()
        twin = {"text/html": f"<p>{escape(said)}</p>{table}", "text/plain": said + plain}
        return {**dict(super()._repr_mimebundle_(**options) or {}), **twin}

    def _said(self, key: str, **values: object) -> str:
        return text(f"people.explore.{key}", self.lang, **values)

    def _slider(
        self, name: str, values: tuple[float, ...], start: float
    ) -> ipywidgets.SelectionSlider:
        pairs = [(percent(value, 0), value) for value in values]
        made = slider(self._said(name), pairs, start)
        made.add_class(f"shopkit-people-{name}")
        made.style = {**CONTROL, "description_width": "13em"}
        return made

    @property
    def start_level(self) -> float:
        """The plan's share of chats to be taken in time."""
        desk = coverage.desk_of(self.view.plan)
        return desk.target_rate if desk else coverage.Desk(1).target_rate

    @property
    def now(self) -> Outlook:
        """What the plan comes to as the controls stand."""
        return self._at(self.volume.value, self.level.value, follow=self.follow.value)

    def _at(self, volume: float, level: float, *, follow: bool) -> Outlook:
        asked = (volume, level, follow)
        if asked not in self.kept:
            rate = None if level == self.start_level else level
            levers = Levers(volume=volume, target_rate=rate, follow=follow)
            self.kept[asked] = outlook(self.view.plan, self.view.known, self.view.day, levers)
        return self.kept[asked]

    def _draw(self, most: float) -> None:
        """Draw both pictures so that they hold every place the sliders can go to.

        Args:
            most: the largest volume they hold.
        """
        self.most = most
        ends = [
            self._at(volume, level, follow=follow)
            for volume in (VOLUMES[0], most)
            for level, follow in ((LEVELS[-1], True), (self.start_level, False))
        ]
        frame, words = self._cash(self.planned)
        frames = [self._cash(one)[0] for one in ends]
        wide = _widened(frame, frames, "value")
        self.cash.draw(self._picture("cash", charts.cash, wide, words), _rows(frame))
        if self.planned.week is None:
            return
        frame, words = self._hours(self.planned)
        wide = _widened(frame, [self._hours(one)[0] for one in ends], "need")
        self.hours.draw(self._picture("hours", desk_charts.hours, wide, words), _rows(frame))

    def _picture(self, name: str, draw: Any, wide: pd.DataFrame, words: Words) -> Picture:  # noqa: ANN401 - a chart function
        title = self._said(name)
        words = replace(words, title=title, alt=self._said("alt", what=title), so="")
        return Picture(lambda look: draw(wide, words, look), words, self.lang)

    def _cash(self, one: Outlook) -> tuple[pd.DataFrame, Words]:
        months, low = finance.cash(one.made), finance.lowest(one.made)
        return pictures.cash_shown(months, low, one.made.model.least_cny, self.lang)

    def _hours(self, one: Outlook) -> tuple[pd.DataFrame, Words]:
        if one.week is None:
            raise ValueError("asked for only where chats are known")
        return shown.busiest(one.week, coverage.peaks_of(self.view.plan), self.lang)

    def _moved(self, _: Any) -> None:  # noqa: ANN401 - a change of a trait
        self._show()

    def _back(self, _: Any) -> None:  # noqa: ANN401
        self.volume.value, self.level.value, self.follow.value = 1.0, self.start_level, False

    def _show(self) -> None:
        """Let figures, pictures and words follow the controls."""
        now = self.now
        if self.volume.value > self.most:
            self._draw(VOLUMES[-1])
        self.cash.follow(_rows(self._cash(now)[0]))
        if now.week is not None:
            self.hours.follow(_rows(self._hours(now)[0]))
        self.figures.value = self.numbers(now).html()
        values = totals(now, self.lang)
        values |= {"volume": self.volume.label, "rate": self.level.label}
        same = now is self.planned
        low, least = finance.lowest(now.made), now.made.model.least_cny
        said = {"short": money(low.short_cny, self.lang), "least": money(least, self.lang)}
        short = self._said("short", **said) if low.short_cny > 0 else ""
        say(self.told, self._said("so_same" if same else "so", **values), short)

    def numbers(self, now: Outlook) -> Table:
        """Return the figures as planned, as they are now, and what changed."""
        before, after = figures(self.planned), figures(now)
        heads = [self._said(name) for name in ("figure", "planned", "moved", "change")]
        rows: list[list[Content]] = [
            [
                self._said(name),
                _told(name, before[name], self.lang),
                _told(name, after[name], self.lang),
                _difference(name, before[name], after[name], self.lang),
            ]
            for name in FIGURES
        ]
        shown_columns = 2 if now is self.planned else len(heads)
        return Table(
            heads[:shown_columns],
            [row[:shown_columns] for row in rows],
            "lrrr"[:shown_columns],
            self.lang,
        )


def figures(one: Outlook) -> dict[str, float | None]:
    """Return what a plan comes to in a few figures; money in CNY, None is unknown."""
    made = one.made
    account = finance.pnl(made)
    return {
        "orders": one.orders_daily,
        "agents": one.agents_peak,
        "needed": one.people_needed,
        "desk": one.people_planned,
        "payroll": float(account["cost_payroll_cny"].sum()),
        "profit": float(account["profit_after_tax_cny"].sum()),
        "lowest": finance.lowest(made).cny,
        "closing": int(made.closing[-1]) / 100,
    }


def totals(one: Outlook, lang: Lang) -> dict[str, object]:
    """Return what a plan comes to, in words, for a sentence."""
    found, low = figures(one), finance.lowest(one.made)
    said = {name: _told(name, found[name], lang) or "—" for name in FIGURES}
    needed = one.people_needed
    return {
        **said,
        "needed": "?" if needed is None else needed,
        "month": month(low.month, lang),
        "months": one.made.model.months,
    }


def _told(name: str, value: float | None, lang: Lang) -> str | None:
    if value is None:
        return None
    return money(value, lang) if name in IN_MONEY else number(value, lang)


def _difference(name: str, before: float | None, after: float | None, lang: Lang) -> str | None:
    if before is None or after is None:
        return None
    said = money if name in IN_MONEY else number
    return said(after - before, lang, sign=True)


def _rows(frame: pd.DataFrame) -> Numbers:
    known = frame.astype(object).where(frame.notna(), None)
    return [{str(name): one for name, one in row.items()} for row in known.to_dict("records")]


def _widened(frame: pd.DataFrame, others: list[pd.DataFrame], column: str) -> pd.DataFrame:
    """Return a frame whose column reaches as far as those of the others, for the scale.

    The row of the lowest cash keeps its value: where its words stand depends on it.
    """
    known = [float(one[column].min()) for one in [frame, *others]]
    most = [float(one[column].max()) for one in [frame, *others]]
    wide = frame[column].astype(float).tolist()
    named = frame["lowest_text"] if "lowest_text" in frame else [""] * len(frame)
    free = [n for n, said in enumerate(named) if not said]
    rows = free if len(free) > 1 else range(len(frame))
    for n, end in zip(rows, (max(most), min(known)), strict=False):
        wide[n] = end
    return frame.assign(**{column: wide})
