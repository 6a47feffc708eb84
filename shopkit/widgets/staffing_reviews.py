"""What bad reviews leave of a month's pay: by rules that fine, and in the lawful form."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from shopkit import pay
from shopkit.charts.table import Content, Table
from shopkit.errors import PlanError, Problem
from shopkit.i18n import money, number, text
from shopkit.pay.lawful import fines_said
from shopkit.pay.money import to_cny
from shopkit.tables import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopkit.i18n import Lang
    from shopkit.widgets.staffing import StaffingView

COLUMNS = ("bad_reviews", "pay_printed_cny", "pay_lawful_cny", "pay_difference_cny")
FEW = (0, 1, 3)  # bad reviews of an ordinary month


def reviews(view: StaffingView, bonus_cny: float | None) -> Table:
    """Return what bad reviews leave of a month, as far as the whole pay is gone.

    By the plan's own rules where they fine bad reviews, else by those of source document 003.

    Args:
        view: the people.
        bonus_cny: bonus before any review; None is the plan's for a score that stays.

    Raises:
        PlanError: The bonus is no amount of money.
    """
    lang, plan = view.lang, view.plan
    own = pay.scale_of(plan.pay.reviews)
    whose = "plan" if own.bad_cny < 0 else "source"
    scale = own if whose == "plan" else pay.printed_scale()
    bonus = max(own.hold_cny, 0.0) if bonus_cny is None else bonus_cny
    if not 0 <= bonus < inf:
        raise PlanError(Problem("campaign_negative", "bonus_cny", f"{bonus:g}"))
    of, base = _base(view)
    gone = pay.worst_month(scale, base + bonus).bad
    table = pay.review_table(base, bonus, scale, sorted({*FEW, gone // 2, gone}))
    rows: list[list[Content]] = [
        [number(row[0], lang), *(money(cny, lang) for cny in row[1:])] for row in table.to_numpy()
    ]
    said = {
        "base": money(base, lang),
        "of": text(f"people.reviews.of.{of}", lang),
        "bonus": money(bonus, lang),
        "fines": fines_said(scale, lang),
    }
    caption = text(f"people.reviews.{whose}", lang, **said)
    return Table(_heads(whose, lang), rows, "rrrr", lang, caption, table=table)


def _heads(whose: str, lang: Lang) -> Sequence[str]:
    titles = {name: column(name).title(lang) for name in COLUMNS}
    if whose == "plan":
        titles["pay_printed_cny"] = text("people.reviews.as_planned", lang)
    return list(titles.values())


def _base(view: StaffingView) -> tuple[str, float]:
    """Return the base pay that is shown, CNY, and whose it is: nobody's of the list of people."""
    paid = [fen for one in pay.posts_of(view.plan) if (fen := one.paid_as.base_fen)]
    if paid and view.tables["people"].is_empty():
        return "lowest", to_cny(min(paid))
    minimum = pay.minimum_of(view.plan, view.day)
    if minimum is not None and minimum.careful:
        return "minimum", minimum.careful
    return "source", to_cny(pay.policy("service").levels[0].base_fen or 0)
