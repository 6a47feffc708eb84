"""What a budget claims: totals, remainders, items without amounts, the same item told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shopkit.fees import Opening
from shopkit.finance.budget import (
    Item,
    known_total,
    month_read,
    readings,
    remainder,
    without_amount,
)
from shopkit.finance.solve import runway_months
from shopkit.finance.wording import exactly, found
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed

CENT = 0.01


def total_findings(
    items: Sequence[Item], stated_cny: float | None, place: str, lang: Lang
) -> list[Finding]:
    """Return that a total is not stated, or is not what its items come to.

    Args:
        items: with or without amounts.
        stated_cny: the total as stated; `None` where none is.
        place: the budget.
        lang: language of the texts.
    """
    whole = known_total(items)
    if stated_cny is None:
        said = {"total": exactly(whole), "n": sum(one.amount_cny is not None for one in items)}
        return [found("no_total", place, lang, Severity.NOTE, **said)]
    gap = whole - stated_cny
    if abs(gap) <= CENT:
        return []
    ratio = f"{whole / stated_cny:.2f}" if stated_cny else "∞"
    said = {"total": exactly(whole), "stated": exactly(stated_cny), "gap": exactly(gap)}
    return [found("total_differs", place, lang, Severity.ERROR, gap, ratio=ratio, **said)]


def missing_findings(items: Sequence[Item], place: str, lang: Lang) -> list[Finding]:
    """Return the items that are named without an amount, and those told twice in the same words."""
    made = []
    if bare := without_amount(items):
        names = listed(list(dict.fromkeys(bare)), lang)
        made.append(found("no_amount", place, lang, n=len(bare), names=names))
    twice = [name for name, n in Counter(one.name for one in items).items() if n > 1]
    for name in twice:
        days = sorted({one.on for one in items if one.name == name and one.on})
        said = {"name": name, "days": listed([f"{day:%Y-%m}" for day in days], lang)}
        made.append(found("told_twice", place, lang, Severity.NOTE, **said))
    return made


def needed_findings(
    items: Sequence[Item], needed: Sequence[str], place: str, lang: Lang
) -> list[Finding]:
    """Return what is needed and has no line in a budget at all.

    Args:
        items: the budget.
        needed: what the plan needs, by the names its lines would have.
        place: the budget.
        lang: language of the texts.
    """
    known = {one.name for one in items}
    missing = [name for name in needed if name not in known]
    return [found("no_line", place, lang, names=listed(missing, lang))] if missing else []


def lasting_findings(
    cash_cny: float, monthly: tuple[float, float], place: str, lang: Lang
) -> list[Finding]:
    """Return how long money for daily costs lasts where it is less than three months.

    Args:
        cash_cny: the money.
        monthly: the least and the most it must pay in a month, CNY.
        place: the budget.
        lang: language of the texts.
    """
    low, high = (runway_months(cash_cny, spent) for spent in reversed(monthly))
    if low is None or high is None or low >= MONTHS_TO_LAST:
        return []
    said = {"cash": exactly(cash_cny), "low": f"{low:.2f}", "high": f"{high:.2f}"}
    span = [exactly(cny) for cny in monthly]
    return [found("lasts", place, lang, least=span[0], most=span[1], **said)]


MONTHS_TO_LAST = 3


def remainder_findings(
    stated_cny: float, named: Sequence[Item], rest: Sequence[Item], place: str, lang: Lang
) -> list[Finding]:
    """Return that what a total leaves for the rest is less than what the rest is known to cost.

    Args:
        stated_cny: the total.
        named: the items it names with their amounts.
        rest: what is named elsewhere for the rest.
        place: the budget.
        lang: language of the texts.
    """
    left, known = remainder(stated_cny, named), known_total(rest)
    if left >= known:
        return []
    said = {"left": exactly(left), "known": exactly(known), "gap": exactly(known - left)}
    names = listed([one.name for one in rest if one.amount_cny is not None], lang)
    cny = left - known
    return [found("remainder", place, lang, Severity.ERROR, cny, names=names, **said)]


def same_item_findings(
    told: Mapping[str, Sequence[float]], name: str, unit: str, lang: Lang
) -> list[Finding]:
    """Return that one item is told with several values.

    Args:
        told: the values by where they are told.
        name: the item.
        unit: `cny`, or `rate` for shares of sales.
        lang: language of the texts.

    Returns:
        Nothing where all agree; what all have in common is named.
    """
    sets = [set(values) for values in told.values()]
    if len(sets) < 2 or all(one == sets[0] for one in sets):  # noqa: PLR2004 - two places
        return []

    def shown(value: float) -> str:
        return exactly(value) if unit == "cny" else f"{value:.1%}"

    colon = "：" if lang == "zh" else ": "
    each = [f"{k}{colon}{listed([shown(v) for v in sorted(vs)], lang)}" for k, vs in told.items()]
    common = sorted(set.intersection(*sets))
    values = sorted(set.union(*sets))
    apart = shown(values[-1] - values[0])
    parts = {"each": ("；" if lang == "zh" else "; ").join(each), "apart": apart}
    code = "same_item" if common else "same_item_apart"
    said = {"common": listed([shown(one) for one in common], lang)} if common else {}
    worth = values[-1] - values[0] if unit == "cny" else None
    return [found(code, name, lang, Severity.WARNING, worth, name=name, **parts, **said)]


def opening_findings(
    stated_cny: float, ways: Mapping[str, Opening], place: str, lang: Lang
) -> list[Finding]:
    """Return that a lump sum for opening is none of the ways the fee schedule knows.

    Args:
        stated_cny: the sum.
        ways: ways to open by name, as `shopkit.fees.openings` returns them.
        place: the budget.
        lang: language of the texts.

    Returns:
        One finding with every way and its difference; and one that part of it is no deposit, as
        the sum is above the highest deposit.
    """
    totals = {name: way.total_cny.low for name, way in ways.items()}
    known = {name: cny for name, cny in totals.items() if cny is not None}
    made = []
    if known and stated_cny not in known.values():
        each = [
            f"{name} {exactly(cny)} ({exactly(stated_cny - cny)})" for name, cny in known.items()
        ]
        near = min(known.values(), key=lambda cny: abs(cny - stated_cny))
        said = {"stated": exactly(stated_cny), "each": listed(each, lang), "near": exactly(near)}
        made.append(found("opening", place, lang, Severity.WARNING, stated_cny - near, **said))
    return made


def deposit_findings(
    stated_cny: float, deposits: Sequence[float], place: str, lang: Lang
) -> list[Finding]:
    """Return that a sum called a deposit cannot be one as a whole: the rest does not come back.

    Args:
        stated_cny: the sum.
        deposits: the deposits the schedule knows, CNY.
        place: the budget.
        lang: language of the texts.
    """
    highest = max(deposits, default=0.0)
    if stated_cny <= highest or not deposits:
        return []
    low, high = stated_cny - highest, stated_cny - min(deposits)
    said = {"stated": exactly(stated_cny), "highest": exactly(highest)}
    spans = {"low": exactly(low), "high": exactly(high)}
    return [found("deposit_label", place, lang, Severity.WARNING, -low, **said, **spans)]


def combination_findings(ways: Sequence[Opening], place: str, lang: Lang) -> list[Finding]:
    """Return every way to open with what is tied up and what is gone, where there are several."""
    totals = sorted({cny for way in ways if (cny := way.total_cny.low) is not None})
    if len(totals) <= 1:
        return []

    def span(values: list[float]) -> str:
        return "–".join(dict.fromkeys(exactly(one) for one in (min(values), max(values))))

    tied = [cny for way in ways if (cny := way.tied_cny.low) is not None]
    sunk = [cny for way in ways if (cny := way.sunk_cny.low) is not None]
    said = {"totals": listed([exactly(one) for one in totals], lang)}
    parts = {"tied": span(tied), "sunk": span(sunk)}
    return [found("combinations", place, lang, Severity.NOTE, **said, **parts)]


def compared_findings(totals: Mapping[str, float], lang: Lang) -> list[Finding]:
    """Return how far budgets are apart that count different things."""
    known = {name: cny for name, cny in totals.items() if cny > 0}
    if len(known) <= 1:
        return []
    factor = max(known.values()) / min(known.values())
    each = listed([f"{name} {exactly(cny)}" for name, cny in known.items()], lang)
    place = listed(list(known), lang)
    said = {"factor": f"{factor:.0f}", "each": each}
    return [found("budgets_apart", place, lang, Severity.NOTE, **said)]


def nested_findings(items: Sequence[Item], place: str, lang: Lang) -> list[Finding]:
    """Return items under another that cost more than the one they are listed under."""
    made = []
    for parent in items:
        below = [one for one in items if one.part_of == parent.name]
        whole = known_total(below)
        if parent.amount_cny is not None and whole > parent.amount_cny:
            said = {"parent": parent.name, "amount": exactly(parent.amount_cny)}
            all_ = exactly(known_total(items))
            made.append(found("nested", place, lang, below=exactly(whole), all=all_, **said))
    return made


def reading_findings(said: str, place: str, years: int | None, lang: Lang) -> list[Finding]:
    """Return what an amount with an enumeration comma may mean, where it may mean two things."""
    known = readings(said)
    if len(known) <= 1:
        return []
    words = ["–".join(exactly(one) for one in reading) for reading in known]
    each = ["–".join(exactly(one / (years or 1)) for one in reading) for reading in known]
    values = {"first": words[0], "second": words[1], "said": said}
    yearly = {"first_year": each[0], "second_year": each[1]}
    return [found("readings", place, lang, **values, **yearly)]


def month_findings(said: str, place: str, lang: Lang) -> list[Finding]:
    """Return that a month cannot be read as written, with the one it may mean."""
    meant = month_read(said)
    if meant is None:
        return [found("month_unread", place, lang, said=said)]
    return [found("month_slip", place, lang, Severity.NOTE, said=said, month=f"{meant:%Y-%m}")]


@dataclass(frozen=True, slots=True)
class Dated:
    """Something done on a day that something else waits for.

    Attributes:
        name: what.
        ready: the day it is ready or done.
        needed: the day by which it is needed.
        needed_for: what needs it.
    """

    name: str
    ready: date
    needed: date
    needed_for: str


def late_findings(things: Sequence[Dated], lang: Lang) -> list[Finding]:
    """Return what is ready only after it is needed, or after the money for it is spent."""
    return [
        found(
            "late",
            one.name,
            lang,
            name=one.name,
            needed_for=one.needed_for,
            ready=f"{one.ready:%Y-%m-%d}",
            needed=f"{one.needed:%Y-%m-%d}",
            n=(one.ready - one.needed).days,
        )
        for one in things
        if one.ready > one.needed
    ]


def season_findings(
    name: str, day: date, months: Sequence[int], others: Sequence[date], lang: Lang
) -> list[Finding]:
    """Return that something of a season is dated outside of it, with the dates that would fit.

    Args:
        name: what.
        day: the day it is dated.
        months: the months of its season.
        others: other days of the plan it might belong to.
        lang: language of the texts.
    """
    if day.month in months:
        return []
    fits = [f"{other:%Y-%m}" for other in others if other.month in months]
    code = "season" if fits else "season_none"
    return [found(code, name, lang, name=name, day=f"{day:%Y-%m}", fits=listed(fits, lang))]
