"""What an account in shares of turnover claims, held against staff, fees and ads as amounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shopkit.fees import monthly_share
from shopkit.finance.pnl import Shares
from shopkit.finance.wording import exactly, found
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, percent

MONTHS = 12
A_POINT = 0.01


def staff_findings(
    shares: Shares, staff: str, bands: Iterable[tuple[float, float]], lang: Lang
) -> list[Finding]:
    """Return the bands of turnover in which the real cost of people contradicts the account.

    Args:
        shares: the account, its share of staff by that name.
        staff: the name of that share.
        bands: monthly turnover and what its people cost, CNY.
        lang: language of the texts.

    Returns:
        A finding for each band that makes a loss or is off by more than a point: the net margin
        it really has, and the turnover that would carry its people. The first is worst.
    """
    made = [_band(shares, staff, band, lang) for band in bands]
    return sorted((one for one in made if one), key=lambda one: one.cny or 0.0)


def _band(shares: Shares, staff: str, band: tuple[float, float], lang: Lang) -> Finding | None:
    turnover, cost = band
    stated, real = shares.net, shares.with_amount(staff, cost, turnover).net
    if stated is None or real is None or (real >= 0 and abs(real - stated) <= A_POINT):
        return None
    even = shares.break_even_cny(staff, cost)
    code = "staff_share" if real < stated else "staff_share_better"
    return found(
        code if even else "staff_never",
        f"{staff} · {exactly(turnover)}",
        lang,
        Severity.ERROR if real < 0 else Severity.WARNING,
        (real - stated) * turnover,
        turnover=exactly(turnover),
        cost=exactly(cost),
        stated=percent(stated),
        real=percent(real),
        even=exactly(even or 0.0),
    )


def fee_findings(
    shares: Shares, fee: str, yearly_cny: float, turnovers: Sequence[float], lang: Lang
) -> list[Finding]:
    """Return that an account lacks a fee of the year, and what share of turnover it really is.

    Args:
        shares: the account.
        fee: the name the fee would have in it.
        yearly_cny: what a year costs, CNY.
        turnovers: monthly turnovers at which its share is told.
        lang: language of the texts.

    Returns:
        Nothing where the account holds the fee or there is none.
    """
    if fee in shares.costs or not yearly_cny:
        return []
    month = monthly_share(yearly_cny) or 0.0
    net = shares.net
    joined = "、" if lang == "zh" else ", "
    of_each = joined.join(f"{exactly(one)}: {percent(month / one)}" for one in turnovers if one)
    code = "fee_missing" if net and net > 0 else "fee_missing_loss"
    said = {
        "month": exactly(month),
        "shares": of_each,
        "cover": exactly(yearly_cny / net if net else 0),
        "cover_month": exactly(month / net if net else 0),
    }
    return [
        found(
            code,
            fee,
            lang,
            Severity.WARNING,
            -yearly_cny,
            fee=fee,
            yearly=exactly(yearly_cny),
            **said,
        )
    ]


def ads_findings(
    spent_cny: float, turnover_cny: float, shares: Shares, ads: str, lang: Lang
) -> list[Finding]:
    """Return that ads take more of a turnover than the account allows them.

    Args:
        spent_cny: ads of a period, CNY.
        turnover_cny: turnover aimed at in the same period, CNY.
        shares: the account, with a share of ads.
        ads: its name.
        lang: language of the texts.
    """
    allowed_rate = shares.costs.get(ads) or 0.0
    allowed = allowed_rate * turnover_cny
    if spent_cny <= allowed or not turnover_cny:
        return []
    implied = spent_cny / allowed_rate if allowed_rate else 0.0
    said = {
        "spent": exactly(spent_cny),
        "turnover": exactly(turnover_cny),
        "rate": percent(spent_cny / turnover_cny),
        "allowed_rate": percent(allowed_rate),
        "allowed": exactly(allowed),
        "gross": exactly(shares.margin * turnover_cny),
        "implied": exactly(implied),
    }
    return [found("ads_above", ads, lang, Severity.WARNING, allowed - spent_cny, **said)]


def unlimited_findings(shares: Shares, ads: str, lang: Lang) -> list[Finding]:
    """Return the limit that ads without one still have: the share that leaves nothing.

    Returns:
        One finding with the highest share and the return each yuan must bring at least; that there
        is none where nothing is left even without ads.
    """
    highest, roi = shares.highest_share(ads), shares.break_even_roi(ads)
    if highest is None or roi is None:
        return [found("ads_never", ads, lang, Severity.ERROR)]
    said = {"highest": percent(highest), "roi": f"{roi:.2f}", "margin": percent(shares.margin)}
    others = shares.margin - highest
    return [found("ads_unlimited", ads, lang, others=percent(others), **said)]


def implied_turnover(spent_cny: float, ads_rate: float) -> float:
    """Return the turnover at which ads are a share of it, CNY.

    Example:
        >>> implied_turnover(30_000, 0.1)
        300000.0
    """
    return spent_cny / ads_rate


def ads_budgets_findings(budgets: Sequence[float], ads_rate: float, lang: Lang) -> list[Finding]:
    """Return the turnovers that budgets of ads mean, where they are far apart.

    Args:
        budgets: ads a month in CNY, of several plans.
        ads_rate: share of turnover ads may take.
        lang: language of the texts.
    """
    if len(set(budgets)) <= 1:
        return []
    joined = "、" if lang == "zh" else ", "
    each = [f"{exactly(one)} → {exactly(implied_turnover(one, ads_rate))}" for one in budgets]
    said = {"rate": percent(ads_rate), "each": joined.join(each)}
    return [found("ads_budgets", "ads", lang, Severity.NOTE, **said)]
