"""Where a plan's pay contradicts itself: its budget, its scheme, its scale, its titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shopkit.findings import Finding, Severity
from shopkit.i18n import listed, text
from shopkit.pay.money import summed, to_cny
from shopkit.pay.payroll import Payroll
from shopkit.pay.reviews import Criterion
from shopkit.pay.scale import Scale, bonus_implied, percent_of_score, round_trip, undefined_stars
from shopkit.pay.schemes import Scheme, stack, stacked_rate
from shopkit.pay.slips import PARTS
from shopkit.pay.wages import Jump, Wage, grades_of, wage_jumps
from shopkit.pay.wording import Place, Weight, cny, fen_said, finding, rate_said


def left_out(budget_cny: float, month: Payroll, where: Place) -> list[Finding]:
    """Return what a staff budget leaves out of the payroll it stands for: commission, charges.

    Args:
        budget_cny: what the budget says people cost a month.
        month: the payroll of the same people, with commissions at the target's sales.
        where: place and language.
    """
    total = month.total_fen
    if total is None or to_cny(total) <= budget_cny:
        return []
    parts = {name: summed(line.part_fen(name) for line in month.lines) for name in PARTS}
    gap = to_cny(total) - budget_cny
    said = {
        "budget": cny(budget_cny),
        "total": fen_said(total),
        "gap": cny(gap),
        "base": fen_said(summed([parts["base"], parts["post"]])),
        "own": fen_said(parts["own"]),
        "team": fen_said(parts["team"]),
        "pool": fen_said(parts["pool"]),
        "charges": fen_said(month.charges_fen),
    }
    weight = Weight(Severity.ERROR, gap, month.employer.to_confirm)
    return [finding("left_out", where, said, weight)]


def stacked(scheme: Scheme, sale_cny: float, where: Place) -> list[Finding]:
    """Return what all levels together are paid for one sale, where more than one is.

    Args:
        scheme: the way of paying.
        sale_cny: sales to show it on.
        where: place and language.
    """
    paid = [(name, rate) for name, rate in stack(scheme.levels) if rate]
    if len(paid) < 2:  # noqa: PLR2004
        return []
    named = [f"{level_name(name, where)} {rate_said(rate)}" for name, rate in paid]
    rate = stacked_rate(scheme.levels)
    said = {
        "levels": listed(named, where.lang),
        "rate": rate_said(rate),
        "sale": cny(sale_cny),
        "amount": cny(sale_cny * rate),
    }
    return [finding("stacked", where, said, Weight(Severity.NOTE))]


def level_name(name: str, where: Place) -> str:
    """Return what a level is called; one of a plan as it stands there."""
    return text(f"pay.level.{name}", where.lang) if name in NAMED else name


NAMED = ("staff", "leader", "manager", "supervisor")


def wage_findings(wages: Sequence[Wage], where: Place) -> list[Finding]:
    """Return wages that change between bands without a stated reason."""
    return [_jump(one, where) for one in wage_jumps(wages)]


def _jump(one: Jump, where: Place) -> Finding:
    said = {
        "who": f"{one.now.department} {level_name(one.now.grade, where)}",
        "before": cny(one.before.wage_cny),
        "now": cny(one.now.wage_cny),
        "heads": one.now.heads,
        "expected": cny(one.expected_cny),
        "stated": cny(one.expected_cny + one.difference_cny),
        "difference": cny(one.difference_cny),
        "band_before": cny(one.before.band_cny),
        "band": cny(one.now.band_cny),
    }
    return finding("wage_jump", where, said, Weight(cny=one.difference_cny))


def titles(wages: Sequence[Wage], department: str, scheme: Scheme, where: Place) -> list[Finding]:
    """Return a title that the wages of its bands map to several levels of the scheme, or to none.

    Args:
        wages: implied by the staffing table.
        department: whose supervisors.
        scheme: how the department is paid.
        where: place and language.
    """
    paid = {one.wage_cny: None for one in wages if _leads(one, department)}
    levels = grades_of(wages, department, "supervisor", scheme)
    if not paid or len(levels) == 1:
        return []
    named = [level_name(name, where) for name in levels]
    said = {
        "title": f"{department} {level_name('supervisor', where)}",
        "wages": listed([cny(wage) for wage in paid], where.lang),
        "levels": listed(named, where.lang) or text("pay.no_level", where.lang),
    }
    return [finding("title_of_levels", where, said)]


def _leads(wage: Wage, department: str) -> bool:
    return wage.department == department and wage.grade == "supervisor"


def uneven_scale(scale: Scale, score: float, where: Place) -> list[Finding]:
    """Return a rule worded as a percentage of the score whose examples come from no one bonus.

    Args:
        scale: what steps of the score add.
        score: the score of the examples before they change.
        where: place and language.
    """
    up, down = bonus_implied(scale, score)
    if round_trip(scale) == 0 or not (scale.up_cny and scale.down_cny):
        return []
    said = {
        "score": f"{score:g}",
        "higher": f"{score + scale.step:.1f}",
        "lower": f"{score - scale.step:.1f}",
        "percent": rate_said(percent_of_score(score, score + scale.step)),
        "up": cny(scale.up_cny),
        "down": cny(scale.down_cny),
        "net": cny(round_trip(scale)),
        "bonus_up": cny(up),
        "bonus_down": cny(down),
    }
    return [finding("uneven_scale", where, said, Weight(cny=round_trip(scale)))]


def open_scale(scale: Scale, where: Place) -> list[Finding]:
    """Return the stars a scale of reviews says nothing about."""
    missing = undefined_stars(scale)
    if not missing:
        return []
    said = {
        "known": listed([str(star) for star in sorted(scale.stars)], where.lang),
        "missing": listed([str(star) for star in missing], where.lang),
    }
    return [finding("open_scale", where, said, Weight(Severity.NOTE))]


def unpaid_goals(
    goals: Iterable[str], criteria: Sequence[Criterion], where: Place
) -> list[Finding]:
    """Return goals called important that no part of the pay depends on.

    Args:
        goals: what the plan says matters, such as satisfaction.
        criteria: what the bonus depends on; none where there are only commissions.
        where: place and language.
    """
    paid = {one.name for one in criteria if one.weight > 0}
    return list(_unpaid([goal for goal in goals if goal not in paid], sorted(paid), where))


def _unpaid(goals: Sequence[str], paid: Sequence[str], where: Place) -> Iterator[Finding]:
    for goal in goals:
        others = listed(list(paid), where.lang) or text("pay.only_sales", where.lang)
        yield finding("unpaid_goal", where, {"goal": goal, "paid": others})
