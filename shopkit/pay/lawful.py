"""Where pay breaks labour law, each with the lawful form: not legal advice, with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed, text
from shopkit.pay.law import (
    deductible,
    deduction_share,
    probation_contracts,
    probation_floor,
    probation_share,
)
from shopkit.pay.legal import Legal
from shopkit.pay.payroll import Payroll
from shopkit.pay.reviews import as_printed, lawful
from shopkit.pay.scale import Month, Scale, change
from shopkit.pay.wording import (
    Place,
    Weight,
    cny,
    fen_said,
    finding,
    legal_said,
    rate_said,
    whole_percent,
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person of a role is paid for ordinary hours, a month.

    Attributes:
        role: what the post is called.
        base_cny: base and post pay.
        heads: how many people.
        other_cny: commission of the month; overtime and welfare do not count here.
    """

    role: str
    base_cny: float
    heads: int = 1
    other_cny: float = 0.0


def below_minimum(agreed: Agreed, minimum: Legal | None, where: Place) -> list[Finding]:
    """Return that pay for ordinary hours is below the local minimum wage, or only sales lift it.

    Args:
        agreed: the pay.
        minimum: the minimum wage of the place; `None` or unknown says nothing.
        where: place and language.
    """
    if minimum is None or minimum.low is None or minimum.careful is None:
        return []
    pay, least = agreed.base_cny + agreed.other_cny, minimum.careful
    said = {
        "role": agreed.role,
        "base": cny(agreed.base_cny),
        "pay": cny(pay),
        "heads": agreed.heads,
        "minimum": legal_said(minimum, where.lang),
        "gap": cny(least - pay),
        "least": cny(least),
    }
    if pay == 0:
        return [finding("unpaid", where, said, Weight(Severity.NOTE))]
    if pay < minimum.low:
        gap = (least - pay) * agreed.heads
        return [finding("below_minimum", where, said, Weight(Severity.ERROR, gap, (minimum,)))]
    if pay < least:
        return [finding("maybe_below_minimum", where, said, Weight(legal=(minimum,)))]
    if agreed.base_cny < least:
        return [finding("base_below_minimum", where, said, Weight(Severity.NOTE, None, (minimum,)))]
    return []


@dataclass(frozen=True, slots=True)
class Fined:
    """Whom fines meet.

    Attributes:
        base_cny: base pay a month.
        bonus_cny: bonus of the month; a source that does not state it means none.
        month: what happened in the worst month looked at.
    """

    base_cny: float
    bonus_cny: float
    month: Month


def fines(
    scale: Scale, fined: Fined, day: date, where: Place, minimum: Legal | None = None
) -> list[Finding]:
    """Return that reviews are fined, what the worst month leaves, and the lawful form.

    Args:
        scale: what reviews and score add or take.
        fined: pay and month they are held against.
        day: a day of the month.
        where: place and language.
        minimum: the minimum wage of the place.
    """
    if not scale.fines:
        return []
    printed = as_printed(fined.base_cny, fined.bonus_cny, scale, fined.month)
    allowed = lawful(fined.base_cny, fined.bonus_cny, scale, fined.month)
    said = {
        "fines": fines_said(scale, where.lang),
        "base": cny(fined.base_cny),
        "taken": cny(max(-change(scale, fined.month), 0.0)),
        "month": month_said(fined.month, where.lang),
        "printed": cny(printed.pay_cny),
        "lawful": cny(allowed.pay_cny),
        "most": cny(deductible(fined.base_cny + fined.bonus_cny, day, minimum)),
        "share": whole_percent(deduction_share(day)),
    }
    severity = Severity.ERROR if printed.from_base_cny else Severity.WARNING
    code = "fines_exceed_pay" if printed.pay_cny < 0 else "fines"
    gap = allowed.pay_cny - printed.pay_cny
    return [finding(code, where, said, Weight(severity, gap or None, (minimum,)))]


def fines_said(scale: Scale, lang: Lang) -> str:
    """Return what a scale takes away, in words."""
    taken = {
        "neutral": scale.neutral_cny,
        "bad": scale.bad_cny,
        "hold": scale.hold_cny,
        "down": scale.down_cny,
    }
    said = [
        text(f"pay.fine.{name}", lang, amount=cny(-each), step=f"{scale.step:g}")
        for name, each in taken.items()
        if each < 0
    ]
    return listed(said, lang)


def month_said(month: Month, lang: Lang) -> str:
    """Return what happened in a month, in words."""
    said = [
        text(f"pay.month.{name}", lang, n=count)
        for name, count in (("neutral", month.neutral), ("bad", month.bad))
        if count
    ]
    if month.before is not None and month.now is not None and month.before != month.now:
        scores = {"before": f"{month.before:g}", "now": f"{month.now:g}"}
        said.append(text("pay.month.score", lang, **scores))
    return listed(said, lang)


def deducted_too_much(
    pay_cny: float, deducted_cny: float, day: date, where: Place, minimum: Legal | None = None
) -> list[Finding]:
    """Return that more is held back for damage than the law allows of a month's pay.

    Args:
        pay_cny: the month's pay.
        deducted_cny: what is held back.
        day: a day of the month.
        where: place and language.
        minimum: the minimum wage of the place.
    """
    most = deductible(pay_cny, day, minimum)
    if deducted_cny <= most:
        return []
    said = {
        "deducted": cny(deducted_cny),
        "pay": cny(pay_cny),
        "most": cny(most),
        "share": whole_percent(deduction_share(day)),
    }
    gap = deducted_cny - most
    return [finding("deducted_too_much", where, said, Weight(Severity.ERROR, gap, (minimum,)))]


def probation_low(
    agreed: Agreed, trial_rate: float, day: date, where: Place, minimum: Legal | None = None
) -> list[Finding]:
    """Return that pay during probation is below 80 % of the agreed or below the minimum wage.

    Args:
        agreed: the pay after probation.
        trial_rate: share of it that is paid during probation.
        day: a day of it.
        where: place and language.
        minimum: the minimum wage of the place.
    """
    least, paid = probation_floor(agreed.base_cny, day, minimum), agreed.base_cny * trial_rate
    if paid >= least - 0.005:  # half a fen
        return []
    said = {
        "role": agreed.role,
        "rate": rate_said(trial_rate),
        "paid": cny(paid),
        "least": cny(least),
        "base": cny(agreed.base_cny),
        "share": whole_percent(probation_share(day)),
    }
    gap = (least - paid) * agreed.heads
    return [finding("probation_low", where, said, Weight(Severity.ERROR, gap, (minimum,)))]


def probation_long(role: str, trial_months: int, day: date, where: Place) -> list[Finding]:
    """Return that no contract allows so long a probation, or the shortest that does.

    Up to a month any contract of three months or more does, so nothing is said.

    Args:
        role: what the post is called.
        trial_months: months of probation.
        day: a day of it.
        where: place and language.
    """
    if trial_months <= 1:
        return []
    allowed = probation_contracts(day)
    said: dict[str, object] = {"role": role, "n": trial_months, "most": max(allowed)}
    fit = [row.name(where.lang) for most, row in allowed.items() if most >= trial_months]
    if not fit:
        return [finding("probation_long", where, said, Weight(Severity.ERROR))]
    said["contract"] = fit[0]
    return [finding("probation_contract", where, said, Weight(Severity.NOTE))]


def charges_missing(budget_cny: float, month: Payroll, where: Place) -> list[Finding]:
    """Return that a staff budget has no room for social insurance and housing fund.

    Args:
        budget_cny: what the budget says people cost a month.
        month: the payroll of the same people.
        where: place and language.
    """
    gross, charges = month.gross_fen, month.charges_fen
    if gross is None or not charges or budget_cny * 100 >= gross + charges:
        return []
    said = {
        "budget": cny(budget_cny),
        "gross": fen_said(gross),
        "charges": fen_said(charges),
        "insurance": legal_said(month.employer.insurance, where.lang),
        "housing": legal_said(month.employer.housing, where.lang),
    }
    weight = Weight(Severity.ERROR, charges / 100, month.employer.to_confirm)
    return [finding("charges_missing", where, said, weight)]
