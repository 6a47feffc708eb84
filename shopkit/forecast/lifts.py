"""What the history says of campaigns and holidays: how many times a usual day each has."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from shopkit.forecast.asked import Question, ahead_of
from shopkit.forecast.chain import ShopPast, tables_of
from shopkit.forecast.features import Design
from shopkit.forecast.lines import LEAST, Past, Refused
from shopkit.forecast.numbers import WEEK, Flags, days_of
from shopkit.forecast.regression import Fit, Seen, fit
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.tables import check

NORMAL_80 = 1.2815515655446004  # two-sided 80 % of a normal distribution
NO_LIFTS = ("one", "trend", "season", "step")
COLUMNS = ("spell", "spell_of", "days", "lift", "lift_low", "lift_high")


def lifts(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame | Refused:
    """Return how many times the visitors of a usual day each kind of day has (else buyers).

    Args:
        frame: what `daily` returned.
        plan: the shop's.

    Returns:
        One row a weekday (1 Monday … 7, against the mean of all), kind of day and campaign: spell,
        spell_of (empty: what all have in common), days (seen), lift, lift_low, lift_high (80 %
        interval). Seen on few days it is drawn towards what all campaigns have in common, and
        that towards 1.
    """
    past = ShopPast.of(frame)
    known = int(frame["paid_cny"].notna().sum())
    if known < LEAST["regression"]:
        return Refused("few_days" if known else "no_history", known, LEAST["regression"])
    days = days_of(past.frame["date"])
    first: date = days[0].item()
    ahead = ahead_of(
        Question(plan, Period(days[-1].item(), days[-1].item())), first, days[-1].item()
    )
    values = past.values(past.first_factor)
    features = tables_of(Past(days, values, "visitors"), ahead)
    found = fit(Seen.plain(values), features.past)
    return check(_rows(found, features.past, np.isfinite(values)))


def _rows(found: Fit, rows: Design, known: Flags) -> pd.DataFrame:
    at = {name: place for place, name in enumerate(found.names)}
    told = []
    for name, place in at.items():
        kind, _, key = name.partition(":")
        if kind in NO_LIFTS:
            continue
        parts = np.zeros(len(at))
        parts[[at[kind], place] if key and kind in at else [place]] = 1.0
        if kind == "weekday":  # the level of all seven tells nothing of one of them
            parts[[at[f"weekday:{n + 1}"] for n in range(WEEK)]] -= 1 / WEEK
        effect = float(parts @ found.effects)
        half = NORMAL_80 * float(np.linalg.norm(parts @ found.half))
        days = int((rows.table[known][:, place] > 0).sum())
        if days:
            ends = np.exp([effect, effect - half, effect + half])
            told.append((kind, key, days, *map(float, ends)))
    return pd.DataFrame(told, columns=list(COLUMNS))
