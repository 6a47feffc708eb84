"""From posts with their dates to people and pay of every month; training and probation counted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.i18n import Lang
from shopkit.periods import DAY, month_starts, months_after
from shopkit.roles import post_title
from shopkit.staffing.posts import department_name, on
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.team import Post

FEN = 100
SUMS = ("heads", "fte", "fte_working", "heads_training", "heads_trial")
COLUMNS = ["date", "department", "post", *SUMS, "pay_cny"]


def staff_months(posts: Sequence[Post], first: date, count: int, lang: Lang) -> pd.DataFrame:
    """Return people and pay of every post in every month, for as long as it is filled.

    A month is a calendar month; pay of a post that begins or ends within it counts by its days.
    Pay is the fixed pay the post itself names, on probation its share, also in training; what a
    scheme of pay adds and the employer's charges are counted by `shopkit.pay`.

    Args:
        posts: the plan's. One without a first day is filled from before: trained, not on trial.
        first: a day of the first month.
        count: how many months.
        lang: language of department names.

    Returns:
        One row a month and post: date (first of the month), department, post, heads (people at
        some time of the month), fte (their days ÷ days of the month), fte_working (the same
        without days of training), heads_training and heads_trial (people in it at some time of
        the month), pay_cny (NaN unknown).
    """
    rows = [
        row
        for month in month_starts(first, count)[:-1]
        for post in on(posts, None)
        for row in _row(post, month, lang)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    kinds = {"heads": "int64", "heads_training": "int64", "heads_trial": "int64"}
    return check(frame.astype({**kinds, "fte": float, "fte_working": float, "pay_cny": float}))


def _row(post: Post, month: date, lang: Lang) -> Iterator[dict[str, object]]:
    """Yield the row of a post in a month; none where it is not filled in it."""
    days = monthrange(month.year, month.month)[1]
    begins = max(month, post.starts or month)
    ends = min(month + timedelta(days=days), _after(post))
    if ends <= begins:
        return
    trained = _trained(post.starts, post.training_days or 0) if post.starts else month
    trial = months_after(post.starts, post.trial_months or 0) if post.starts else month
    on_trial = max(0, (min(ends, trial) - begins).days)
    learning = max(0, (min(ends, trained) - begins).days)
    present = (ends - begins).days
    yield {
        "date": pd.Timestamp(month),
        "department": department_name(post, lang),
        "post": post_title(post.role, lang),
        "heads": post.people,
        "fte": post.people * present / days,
        "fte_working": post.people * (present - learning) / days,
        "heads_training": post.people if learning else 0,
        "heads_trial": post.people if on_trial else 0,
        "pay_cny": _pay(post, present, on_trial, days),
    }


def _trained(starts: date, days: int) -> date:
    """Return the first day after so many days of training."""
    return starts + min(days, (date.max - starts).days) * DAY


def _after(post: Post) -> date:
    """Return the first day a post is no longer filled; one that never ends has none."""
    return date.max if post.ends in {None, date.max} else post.ends + DAY


def _pay(post: Post, present: int, on_trial: int, days: int) -> float:
    """Return the pay of all people of a post in a month, CNY, each to the fen; NaN if unknown.

    Without a share for probation the agreed pay is paid.
    """
    if post.pay_monthly_cny is None:
        return float("nan")
    rate = Fraction(repr(1.0 if post.trial_pay_rate is None else post.trial_pay_rate))
    share = (present - on_trial + on_trial * rate) / days
    fen = floor(round(post.pay_monthly_cny * FEN) * share + Fraction(1, 2))
    return post.people * fen / FEN


def staff_by_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Return people and pay of the whole team by month.

    Args:
        rows: what `staff_months` returned.

    Returns:
        One row a month: date, heads, fte, fte_working, heads_training, heads_trial, pay_cny (NaN
        where the pay of a post is unknown).
    """
    grouped = rows.groupby("date", sort=True)
    frame = grouped[list(SUMS)].sum()
    whole = grouped["pay_cny"].count() == grouped.size()
    frame["pay_cny"] = grouped["pay_cny"].sum().round(2).where(whole)
    return check(frame.reset_index())


def unfilled(posts: Sequence[Post], day: date) -> tuple[str, ...]:
    """Return the posts that are not filled on a day, such as a deadline for all of them."""
    filled = on(posts, day)
    return tuple(post.role for post in posts if post not in filled)
