"""What does not hold in a table of headcount by turnover: sums, order, shares, steps, wages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shopkit.findings import Finding
from shopkit.i18n import DASH, Lang, listed, percent
from shopkit.roles import role_title
from shopkit.staffing.band_figures import (
    break_even_turnover,
    implied_turnover,
    implied_wages,
    marginal_share,
    staff_cost,
)
from shopkit.staffing.bands import Band, BandPolicy, out_of_order
from shopkit.staffing.library import without_post
from shopkit.staffing.wording import error, warning, worth, yuan


def _place(policy: BandPolicy, band: Band) -> str:
    return f"{policy.key}, {band.turnover_cny:,.0f}"


def total_findings(policy: BandPolicy, lang: Lang) -> Iterator[Finding]:
    """Yield each total or budget of a band that is not the sum of its departments."""
    for band in policy.bands:
        told = {said for said in (band.budget_cny, band.stated_cny) if said is not None}
        for stated in sorted(told - {band.cost_cny}):
            off = stated - band.cost_cny
            said = {"stated": yuan(stated), "sum": yuan(band.cost_cny), "off": yuan(off)}
            rate = percent(off / band.cost_cny, 0, sign=True) if band.cost_cny else DASH
            found = error("band_total", _place(policy, band), lang, rate=rate, **said)
            yield worth(found, abs(off))


def order_findings(policy: BandPolicy, lang: Lang) -> Iterator[Finding]:
    """Yield each band whose turnover breaks the order, with what it likely was."""
    for at, likely in out_of_order(policy).items():
        band = policy.bands[at]
        said = {"printed": yuan(band.turnover_cny), "cost": yuan(band.cost_cny)}
        said |= {"share": percent(band.share, 2)}
        if likely is None:
            yield error("band_order_open", _place(policy, band), lang, **said)
        else:
            then = percent(band.cost_cny / likely, 1)
            known = {"likely": yuan(likely), "then": then}
            yield error("band_order", _place(policy, band), lang, **said, **known)


def share_findings(policy: BandPolicy, lang: Lang) -> Iterator[Finding]:
    """Yield each band whose cost is no share of turnover as the same source demands."""
    low, high = policy.share_from, policy.share_to
    if low is None or high is None:
        return
    for band in policy.bands:
        if low <= band.share <= high:
            continue
        yield warning(
            "band_share",
            _place(policy, band),
            lang,
            low=percent(low, 0),
            high=percent(high, 0),
            cost=yuan(band.cost_cny),
            turnover=yuan(band.turnover_cny),
            share=percent(band.share),
            needed_from=yuan(implied_turnover(band.cost_cny, high)),
            needed_to=yuan(implied_turnover(band.cost_cny, low)),
        )


def marginal_findings(policy: BandPolicy, gross_margin: float, lang: Lang) -> Iterator[Finding]:
    """Yield each step at which staff takes more of the added turnover than its gross margin.

    Args:
        policy: with rising turnovers (`mended`).
        gross_margin: of turnover, 0–1.
        lang: language of the texts.
    """
    for before, band in zip(policy.bands, policy.bands[1:], strict=False):
        rate = marginal_share(policy, band)
        if not rate > gross_margin:
            continue
        yield warning(
            "band_marginal",
            _place(policy, band),
            lang,
            turnover=yuan(band.turnover_cny - before.turnover_cny),
            cost=yuan(band.cost_cny - before.cost_cny),
            rate=percent(rate),
            margin=percent(gross_margin, 0),
        )


def target_findings(
    policy: BandPolicy, targets_cny: Sequence[float], lang: Lang
) -> Iterator[Finding]:
    """Yield the monthly targets that lie above the last band, if any."""
    last = max(band.turnover_cny for band in policy.bands)
    out = [target for target in targets_cny if target > last]
    if out:
        listing = listed([yuan(target) for target in out], lang)
        said = {"n": len(out), "all": len(targets_cny), "list": listing}
        yield warning("band_beyond", policy.key, lang, last=yuan(last), **said)


def wage_findings(policy: BandPolicy, lang: Lang) -> Iterator[Finding]:
    """Yield each role whose implied pay changes from one band to the next."""
    wages = implied_wages(policy)
    last: dict[str, float] = {}
    for (at, role), pay in wages.items():
        before = last.get(role)
        if before is not None and pay != before:
            band = policy.bands[at]
            people = _people(band, role)
            found = warning(
                "band_wage",
                _place(policy, band),
                lang,
                role=role_title(role, lang),
                before=yuan(before),
                after=yuan(pay),
                n=people,
                expected=yuan(people * before),
                stated=yuan(people * pay),
            )
            yield worth(found, people * (pay - before))
        last[role] = pay


def _people(band: Band, role: str) -> int:
    staff = sum(group.staff for group in band.groups if group.role == role)
    return staff + sum(group.leads for group in band.groups if group.lead == role)


def title_findings(
    policy: BandPolicy, levels: Mapping[str, float], lang: Lang
) -> Iterator[Finding]:
    """Yield each lead of the table who is paid like several levels of a pay scheme.

    Args:
        policy: the table of bands.
        levels: base pay of each level of the scheme, CNY a month, by its name.
        lang: language of the texts.
    """
    paid: dict[str, set[float]] = {}
    for (_, role), pay in implied_wages(policy).items():
        paid.setdefault(role, set()).add(pay)
    leads = {group.lead for band in policy.bands for group in band.groups if group.leads}
    for role in sorted(leads):
        like = [name for name, base in levels.items() if base in paid[role]]
        if len(paid[role]) > 1 and len(like) > 1:
            pays = listed([yuan(pay) for pay in sorted(paid[role])], lang)
            said = {"role": role_title(role, lang), "pays": pays, "levels": listed(like, lang)}
            yield warning("band_title", policy.key, lang, **said)


def role_findings(
    described: Sequence[str], policy: BandPolicy, wage_cny: float, lang: Lang
) -> Iterator[Finding]:
    """Yield the roles that are described and costed in no band, if any.

    Args:
        described: roles of the descriptions.
        policy: the table of bands.
        wage_cny: monthly pay assumed for each of them.
        lang: language of the texts.
    """
    groups = [group for band in policy.bands for group in band.groups]
    costed = {name for g in groups for name in (g.role, g.lead if g.leads else g.role)}
    if missing := without_post(described, costed):
        cost = len(missing) * wage_cny
        turnovers = [band.turnover_cny for band in policy.bands]
        shares = [f"{yuan(t)}: {percent(cost / t)}" for t in turnovers]
        names = listed([role_title(name, lang) for name in missing], lang)
        said = {"list": names, "cost": yuan(cost), "wage": yuan(wage_cny)}
        found = warning("role_uncosted", policy.key, lang, shares=listed(shares, lang), **said)
        yield worth(found, cost)


def profit_findings(policy: BandPolicy, contribution_rate: float, lang: Lang) -> Iterator[Finding]:
    """Yield each band that loses money once its own staff is paid.

    Args:
        policy: the table of bands.
        contribution_rate: what is left of turnover before staff, 0–1.
        lang: language of the texts.
    """
    for band in policy.bands:
        net = contribution_rate - band.share
        if net < 0:
            even = break_even_turnover(band.cost_cny, contribution_rate)
            said = {"share": percent(band.share), "rate": percent(contribution_rate)}
            said |= {"net": percent(net), "even": yuan(even)}
            loss = staff_cost(band.turnover_cny, net)
            yield worth(warning("band_loss", _place(policy, band), lang, **said), -loss)
