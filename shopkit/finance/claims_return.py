"""What an investment claims to return: payback on gross or net, a year's profit against targets."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from shopkit.finance.wording import exactly, found
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed

CLOSE = 0.1  # of a stated payback
MONTHS = 12


def payback_years(invested_cny: float, yearly_cny: float) -> float | None:
    """Return the years until an investment has come back; `None` where nothing comes back.

    Example:
        >>> round(payback_years(270_650, 240_000), 2)
        1.13
    """
    return invested_cny / yearly_cny if yearly_cny > 0 else None


def payback_findings(
    stated_years: float, yearly_cny: float, invested: Mapping[str, float], lang: Lang
) -> list[Finding]:
    """Return that a stated payback does not follow from what is invested and earned.

    Args:
        stated_years: as stated.
        yearly_cny: what a year returns, CNY.
        invested: what may have been invested, by name, the stated one first, CNY.
        lang: language of the texts.

    Returns:
        Nothing where the first is within a tenth of what is stated; else what each would take, and
        the investment that would fit.
    """
    years = {name: payback_years(cny, yearly_cny) for name, cny in invested.items()}
    first = next(iter(years.values()), None)
    if first is None or abs(first - stated_years) <= CLOSE * stated_years:
        return []
    fits = stated_years * yearly_cny
    each = [f"{name} {exactly(invested[name])}: {y:.2f}" for name, y in years.items() if y]
    said = {"stated": f"{stated_years:g}", "yearly": exactly(yearly_cny), "years": f"{first:.2f}"}
    return [
        found(
            "payback",
            next(iter(invested)),
            lang,
            Severity.ERROR,
            fits - next(iter(invested.values())),
            implied=exactly(fits),
            each=listed(each, lang),
            **said,
        )
    ]


def gross_payback_findings(
    gross_cny: float,
    rates: tuple[float, float],
    invested: Mapping[str, float],
    lang: Lang,
) -> list[Finding]:
    """Return what becomes of a payback counted on gross profit once it is counted on net.

    Args:
        gross_cny: gross profit of a year, CNY.
        rates: gross and net margin, shares of turnover.
        invested: what may have been invested, by name, CNY.
        lang: language of the texts.
    """
    gross, net = rates
    turnover = gross_cny / gross
    left = turnover * net
    if left <= 0:
        return [found("payback_never", "payback", lang, Severity.ERROR)]
    each = [f"{name} {cny / left:.2f}" for name, cny in invested.items()]
    said = {
        "gross": exactly(gross_cny),
        "turnover": exactly(turnover),
        "turnover_month": exactly(turnover / MONTHS),
        "net": exactly(left),
        "each": listed(each, lang),
        "if_net": exactly(gross_cny / net),
        "if_net_month": exactly(gross_cny / net / MONTHS),
    }
    cny = left - gross_cny
    return [found("payback_gross", "payback", lang, Severity.ERROR, cny, **said)]


def first_year_findings(
    gross_cny: float, margin: float, monthly: Mapping[str, float], lang: Lang
) -> list[Finding]:
    """Return that a year's gross profit is reached in a few months of a stage that is planned.

    Args:
        gross_cny: gross profit stated for the year, CNY.
        margin: gross margin, share of turnover.
        monthly: turnover a month of each stage, CNY.
        lang: language of the texts.
    """
    fits = gross_cny / margin / MONTHS
    made = []
    for name, turnover in monthly.items():
        month = turnover * margin
        needed = ceil(gross_cny / month) if month else MONTHS
        if needed <= MONTHS / 2:
            said = {"stage": name, "turnover": exactly(turnover), "month": exactly(month)}
            gross = exactly(gross_cny)
            made.append(
                found("first_year", name, lang, n=needed, fits=exactly(fits), gross=gross, **said)
            )
    return made
