"""A budget over channels by marginal return: the next yuan brings as much in each of them.

The best split of a total over concave curves spends each channel up to the same slope, unless a
limit stops it before (Kuhn–Tucker). Spend falls with the slope, so the slope is one number to be
found; and where a yuan has to bring some sales to pay for itself, no channel goes below that slope
and what is left stays unspent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, inf, isfinite, log

import numpy as np
import pandas as pd

from shopkit.errors import PlanError, Problem
from shopkit.plan.sections.campaigns import Campaign
from shopkit.spending.curves import Curve
from shopkit.tables import check

FEN = 100
PRECISION = 1e-13
STEPPED = 4.0  # times the slope, looking for one that spends too much or too little


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel money may go to.

    Attributes:
        name: of the channel.
        curve: of the whole time the budget is for.
        least_cny: least it takes.
        most_cny: most it may take; `None` is no limit.
    """

    name: str
    curve: Curve
    least_cny: float = 0.0
    most_cny: float | None = None

    @property
    def limit_cny(self) -> float:
        """The most it may take, CNY; endless where nothing limits it."""
        return inf if self.most_cny is None else self.most_cny

    def at(self, marginal: float) -> float:
        """Return its spend where a yuan more brings so much, within its limits, CNY."""
        if marginal <= 0:
            return self.limit_cny
        return min(max(self.curve.spend_at(marginal), self.least_cny), self.limit_cny)


@dataclass(frozen=True, slots=True)
class Split:
    """A budget split.

    Attributes:
        channels: one row a channel in the order given: channel, spend_low_cny, spend_high_cny
            (NaN no limit), spend_cny, ad_paid_expected_cny, marginal_roi, limit_state (free, least,
            most; profit where more would not pay for itself).
        marginal: sales the next yuan brings in every channel that is free; NaN where none is.
        unspent_cny: what no channel takes: all are at their most, or more would not pay.
        equal_paid_cny: sales of the same money in equal parts, limits kept.
        stopped: money is left because more of it would not pay for itself.
        assumed: a curve of it is an assumption.
    """

    channels: pd.DataFrame
    marginal: float
    unspent_cny: float
    equal_paid_cny: float
    stopped: bool
    assumed: bool

    @property
    def paid_cny(self) -> float:
        """Sales expected of all channels, CNY."""
        return float(self.channels["ad_paid_expected_cny"].sum())


def split(
    channels: Sequence[Channel], total_cny: float, break_even_roi: float | None = None
) -> Split:
    """Return how much each channel gets, whole fen, so that the sales together are most.

    Args:
        channels: each with its curve and limits.
        total_cny: money there is.
        break_even_roi: sales a yuan of ads has to bring to pay for itself; below that slope only
            the least of a channel is spent. `None` spends all there is.

    Raises:
        PlanError: The minimums are more than there is, a least is above its most, a name comes
            twice, or a figure is negative; it names every one.
    """
    problems = [*_problems(channels, total_cny, break_even_roi)]
    if problems:
        raise PlanError(problems)
    slope, least_slope = _slope(channels, total_cny), break_even_roi or 0.0
    stopped = slope < least_slope and _stops(channels, slope, least_slope)
    held = least_slope if stopped else slope
    spent = [one.at(held) for one in channels]
    spent = _in_fen(spent, channels, None if stopped else total_cny)
    frame = _frame(channels, spent, stopped=stopped)
    free = frame["limit_state"].isin(("free", "profit")).any()
    used = fsum(spent)
    even = equal(channels, used)
    return Split(
        frame,
        held if free else np.nan,
        round(total_cny - used, 2),
        fsum(float(one.curve.sales(x)) for one, x in zip(channels, even, strict=True)),
        stopped,
        any(one.curve.assumed for one in channels),
    )


def _stops(channels: Sequence[Channel], slope: float, least_slope: float) -> bool:
    """Tell whether a yuan that has to pay for itself leaves money unspent."""
    return any(one.at(least_slope) < one.at(slope) for one in channels)


def equal(channels: Sequence[Channel], total_cny: float) -> list[float]:
    """Return equal parts of a total, as far as the limits let them, CNY; the plain alternative."""

    def level(each: float) -> list[float]:
        return [min(max(each, one.least_cny), one.limit_cny) for one in channels]

    if fsum(level(0.0)) >= total_cny:
        return level(0.0)
    low, high = 0.0, total_cny
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if fsum(level(middle)) < total_cny else (low, middle)
    return level(high)


def campaign_channels(
    campaign: Campaign, curves: Mapping[str, Curve]
) -> tuple[tuple[Channel, ...], tuple[str, ...]]:
    """Return the channels of a campaign with its limits, and those whose curve nobody knows.

    Args:
        campaign: with its spend by channel.
        curves: by name of the channel, of one week; they are stretched over the campaign.
    """
    weeks = ((campaign.ends - campaign.starts).days + 1) / 7
    known = [one for one in campaign.spend if one.channel in curves]
    made = (
        Channel(one.channel, curves[one.channel].over(weeks), one.least_cny or 0.0, one.most_cny)
        for one in known
    )
    return tuple(made), tuple(one.channel for one in campaign.spend if one.channel not in curves)


def least_problem(least_cny: Iterable[float], total_cny: float, place: str) -> Problem | None:
    """Return that the minimums of the channels are more than there is; `None` where they are not.

    Args:
        least_cny: least of every channel.
        total_cny: money there is.
        place: where the budget stands.
    """
    least = fsum(least_cny)
    if round(least, 2) <= round(total_cny, 2):
        return None
    said = {"least": f"{least:,.2f}", "more": f"{least - total_cny:,.2f}"}
    return Problem("spending_below_least", place, f"{total_cny:,.2f}", said)


def _problems(
    channels: Sequence[Channel], total_cny: float, break_even_roi: float | None
) -> Iterator[Problem]:
    figures = {"spending.total": total_cny, "spending.break_even_roi": break_even_roi}
    for one in channels:
        figures[f"spending.{one.name}.least"] = one.least_cny
        figures[f"spending.{one.name}.most"] = one.most_cny
    for place, value in figures.items():
        if value is not None and not (isfinite(value) and value >= 0):
            yield Problem("spending_negative", place, f"{value:g}")
    for one in channels:
        if one.least_cny > one.limit_cny:
            said = {"most": f"{one.limit_cny:,.2f}"}
            place = f"spending.{one.name}.least"
            yield Problem("spending_limits", place, f"{one.least_cny:,.2f}", said)
    names = [one.name for one in channels]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem("spending_twice", "spending.channels", name)
    if total_cny >= 0:
        below = least_problem((one.least_cny for one in channels), total_cny, "spending.total")
        yield from [below] if below else []


def _slope(channels: Sequence[Channel], total_cny: float) -> float:
    """Return the slope at which the channels together spend a total.

    Where it lies between the minimums and the maximums; else one at which all stand at a limit.
    """
    from scipy.optimize import brentq

    def over(at: float) -> float:
        return fsum(one.at(exp(at)) for one in channels) - total_cny

    if fsum(one.limit_cny for one in channels) <= total_cny:
        return 0.0
    low = high = 0.0
    while over(low) < 0:
        low -= log(STEPPED)
    while over(high) > 0 and high < log(1e200):
        high += log(STEPPED)
    if over(low) == 0 or over(high) >= 0:
        return exp(low if over(low) == 0 else high)
    return exp(float(brentq(over, low, high, xtol=PRECISION, rtol=PRECISION)))


def _in_fen(
    spent: list[float], channels: Sequence[Channel], total_cny: float | None
) -> list[float]:
    """Return spends in whole fen; what rounding leaves over goes to channels no limit holds."""
    fen = [round(x * FEN) for x in spent]
    if total_cny is None:
        return [each / FEN for each in fen]
    room = min(round(total_cny * FEN), _most_fen(channels)) - sum(fen)
    held = [not one.least_cny < x < one.limit_cny for one, x in zip(channels, spent, strict=True)]
    for n in sorted(range(len(fen)), key=lambda n: (held[n], -fen[n])):
        least, most = (round(x * FEN) for x in (channels[n].least_cny, _capped(channels[n])))
        step = max(min(room, most - fen[n]), least - fen[n])
        fen[n], room = fen[n] + step, room - step
    return [each / FEN for each in fen]


def _most_fen(channels: Sequence[Channel]) -> int:
    return sum(round(_capped(one) * FEN) for one in channels)


def _capped(channel: Channel) -> float:
    return min(channel.limit_cny, 1e15)


def _frame(channels: Sequence[Channel], spent: Sequence[float], *, stopped: bool) -> pd.DataFrame:
    rows = [
        {
            "channel": one.name,
            "spend_low_cny": one.least_cny,
            "spend_high_cny": np.nan if one.most_cny is None else one.most_cny,
            "spend_cny": x,
            "ad_paid_expected_cny": float(one.curve.sales(x)),
            "marginal_roi": float(one.curve.marginal(x)),
            "limit_state": _limit(one, x, stopped=stopped),
        }
        for one, x in zip(channels, spent, strict=True)
    ]
    return check(pd.DataFrame(rows, columns=COLUMNS))


COLUMNS = [
    *("channel", "spend_low_cny", "spend_high_cny", "spend_cny", "ad_paid_expected_cny"),
    *("marginal_roi", "limit_state"),
]


def _limit(channel: Channel, spend: float, *, stopped: bool) -> str:
    if spend >= channel.limit_cny:
        return "most"
    if spend <= channel.least_cny:
        return "least"
    return "profit" if stopped else "free"
