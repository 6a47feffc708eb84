"""The payroll of a month: every post's pay with commissions, and what the employer adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from shopkit.pay.employer import Charges, Employer
from shopkit.pay.money import summed, to_cny, to_fen
from shopkit.pay.parts import Parts, Person
from shopkit.pay.posts import Post, Sold, days_in, month_length, trial_days
from shopkit.pay.schemes import Level, Scheme, commission
from shopkit.pay.slips import PARTS, Slip, overtime_fen
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Line:
    """The month of one post.

    Attributes:
        post: which.
        slips: one a person.
        charges: what the employer adds for each.
        days: calendar days a person was in the post.
    """

    post: Post
    slips: tuple[Slip, ...]
    charges: tuple[Charges, ...]
    days: int

    def part_fen(self, name: str) -> int | None:
        """Return a part of the pay of all its people, in fen; unknown if that of one is."""
        return summed(one.parts()[name] for one in self.slips)

    @property
    def gross_fen(self) -> int | None:
        """Their pay before tax and their own insurance."""
        return summed(one.gross_fen for one in self.slips)

    @property
    def insurance_fen(self) -> int | None:
        """The employer's social insurance."""
        return summed(one.insurance_fen for one in self.charges)

    @property
    def housing_fen(self) -> int | None:
        """The employer's housing fund."""
        return summed(one.housing_fen for one in self.charges)

    @property
    def total_fen(self) -> int | None:
        """All the post costs."""
        return summed([self.gross_fen, self.insurance_fen, self.housing_fen])


@dataclass(frozen=True, slots=True)
class Payroll:
    """The payroll of a month.

    Attributes:
        month: its first day.
        lines: one a post that has people in it that month.
        employer: what the employer's charges are counted with.
    """

    month: date
    lines: tuple[Line, ...]
    employer: Employer

    @property
    def gross_fen(self) -> int | None:
        """The pay of all; unknown if that of a post is."""
        return summed(one.gross_fen for one in self.lines)

    @property
    def charges_fen(self) -> int | None:
        """What the employer adds; unknown if that of a post is."""
        return summed(f for one in self.lines for f in (one.insurance_fen, one.housing_fen))

    @property
    def total_fen(self) -> int | None:
        """Pay and charges; unknown if those of a post are."""
        return summed(one.total_fen for one in self.lines)

    @property
    def known_fen(self) -> int:
        """The least it is: every part of pay and charges that is known, the rest left out."""
        known = (fen for one in self.lines for slip in one.slips for fen in slip.parts().values())
        added = (
            f for one in self.lines for c in one.charges for f in (c.insurance_fen, c.housing_fen)
        )
        return sum(fen or 0 for fen in (*known, *added))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The roles whose pay is unknown."""
        return tuple(one.post.role for one in self.lines if one.gross_fen is None)

    def frame(self) -> pd.DataFrame:
        """Return it as a table, one row a line, to count with; NaN is unknown.

        Returns:
            date, post, department, heads, fte, pay_base_cny, pay_post_cny, pay_own_cny,
            pay_team_cny, pay_pool_cny, pay_bonus_cny, pay_welfare_cny, pay_overtime_cny,
            pay_gross_cny, employer_insurance_cny, housing_fund_cny, cost_payroll_cny.
        """
        import pandas as pd

        length = month_length(self.month)
        rows = [
            {
                "date": pd.Timestamp(self.month),
                "post": one.post.role,
                "department": one.post.department,
                "heads": one.post.people,
                "fte": one.post.people * one.days / length,
                **{f"pay_{name}_cny": _cny(one.part_fen(name)) for name in PARTS},
                "pay_gross_cny": _cny(one.gross_fen),
                "employer_insurance_cny": _cny(one.insurance_fen),
                "housing_fund_cny": _cny(one.housing_fen),
                "cost_payroll_cny": _cny(one.total_fen),
            }
            for one in self.lines
        ]
        return check(pd.DataFrame(rows, columns=[*FRAME]))

    def by_post(self) -> pd.DataFrame:
        """Return it with a row a post, whatever each of its people is paid; NaN is unknown.

        This is what may be shown: a post of people with different pay has a row each in `frame`.

        Returns:
            The columns of `frame` without the month.
        """
        rows = self.frame().drop(columns="date")
        department = rows.groupby("post", sort=False)["department"].max()  # the one that is stated
        grouped = rows.drop(columns="department").groupby("post", sort=False)
        found = grouped.agg(_whole)
        found.insert(0, "department", department)
        return check(found.reset_index().astype({"heads": "int64"}))


FRAME = (
    *("date", "post", "department", "heads", "fte", *(f"pay_{name}_cny" for name in PARTS)),
    *("pay_gross_cny", "employer_insurance_cny", "housing_fund_cny", "cost_payroll_cny"),
)


def payroll(
    posts: Sequence[Post], sold: Sold, employer: Employer, pools: Sequence[Scheme] = ()
) -> Payroll:
    """Return the payroll of a month, in exact fen.

    Own sales are those made after a chat, shared by the people paid for them by their days in the
    post; leaders of one level share the same sales as their team's; a pool is shared by the days
    of all people of its departments. Base and post pay count by calendar days.

    Args:
        posts: all posts, whether or not anybody is in them that month.
        sold: the month and its sales.
        employer: rates and base of insurance and housing fund.
        pools: schemes whose pool is shared though no post may be paid by them.

    Raises:
        LookupError: A post names a level its scheme does not have.
    """
    month = sold.month.replace(day=1)
    there = [(post, days) for post in posts if (days := days_in(post, month)) and post.people]
    parts = Parts.of(there, sold, pools)
    lines = []
    for number, (post, days) in enumerate(there):
        people = tuple(parts.people(number))
        slips = {one: _slip(post, days, sold, one) for one in set(people)}
        charges = {one: employer.charges(slips[one].gross_fen) for one in slips}
        paid = tuple(slips[one] for one in people)
        lines.append(Line(post, paid, tuple(charges[one] for one in people), days))
    return Payroll(month, tuple(lines), employer)


def _slip(post: Post, days: int, sold: Sold, person: Person) -> Slip:
    month = sold.month.replace(day=1)
    level, length, trial = post.paid_as, month_length(month), trial_days(post, month)
    share = (days - trial + trial * Fraction(repr(float(post.trial_rate)))) / length
    own, team = _commission(post, level, person)
    return Slip(
        base_fen=None if level.base_fen is None else _times(level.base_fen, share),
        post_fen=_times(level.post_fen, share),
        own_fen=summed([own, person.shop_fen]),
        team_fen=team,
        pool_fen=person.pool_fen,
        bonus_fen=to_fen(sold.bonus_cny.get(post.role, 0.0)),
        overtime_fen=overtime_fen(level.base_fen, sold.overtime.get(post.role, {}), month),
    )


def _commission(post: Post, level: Level, person: Person) -> tuple[int | None, int | None]:
    if post.scheme is None:
        return 0, 0
    own = None if person.own_fen is None else to_cny(person.own_fen)
    team = None if person.team_fen is None else to_cny(person.team_fen)
    found = commission(post.scheme, level, own or 0.0, team or 0.0)
    return (None if own is None else found.own_fen), (None if team is None else found.team_fen)


def _times(fen: int, share: Fraction) -> int:
    """Return a share of an amount in whole fen, half a fen up."""
    return (2 * fen * share.numerator + share.denominator) // (2 * share.denominator)


def _whole(cells: pd.Series[float]) -> float:
    return float(cells.sum(skipna=False))


def _cny(fen: int | None) -> float:
    return float("nan") if fen is None else to_cny(fen)
