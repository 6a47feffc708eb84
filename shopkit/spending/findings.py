"""What asks for action about the money of a campaign's channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from shopkit.errors import PlanError
from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import LANGS, Lang, listed, money, text
from shopkit.plan import Plan
from shopkit.plan.document import dotted
from shopkit.plan.sections.campaigns import Campaign
from shopkit.spending.curves import Curve
from shopkit.spending.fitting import Fit, curves
from shopkit.spending.split import Split, campaign_channels, split
from shopkit.tables import named_code

GAIN = 0.02  # our choice: less than this share more sales is not worth moving money
Steps = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the money of campaigns is judged by.

    Attributes:
        plan: the shop's.
        lang: of the reader.
        fits: what the weeks of each channel tell, by the name the plan uses.
        break_even_roi: sales a yuan of ads has to bring to pay for itself; `None` is unknown.
        place: where an entry of the plan stands, as file and line.
        elasticity: assumed for channels that show no saturation; `None` leaves them out.
    """

    plan: Plan
    lang: Lang
    fits: Mapping[str, Fit]
    break_even_roi: float | None = None
    place: Callable[[Steps], str] = field(default=dotted)
    elasticity: float | None = None

    @property
    def curves(self) -> dict[str, Curve]:
        """The curves there are, of one week."""
        return curves(self.fits, self.elasticity)

    def named(self, channel: str) -> str:
        """Return what a channel is called; its code in the words of the platform."""
        return named_code("channel", channel, self.lang, self.plan.shop.platform)


def matched(found: Mapping[str, Fit], plan: Plan) -> dict[str, Fit]:
    """Return fits by the names a plan uses for channels; those it does not name keep their own.

    A channel of the plan is the one of its name, else the tool that is called so, in Chinese or
    English, in full or in part: 全站推广 is 货品全站推广.

    Args:
        found: what `fits` returned, by code of the tool or name of the campaign.
        plan: with its campaigns.
    """
    platform = plan.shop.platform
    called = {
        code: [named_code("channel", code, lang, platform).casefold() for lang in LANGS]
        for code in found
    }
    told = dict.fromkeys(part.channel for one in plan.campaigns for part in one.spend)
    renamed = {
        code: name
        for name in told
        if name not in found
        for code, names in called.items()
        if any(name.casefold() in said for said in names)
    }
    return {renamed.get(code, code): one for code, one in found.items()}


def spending_findings(asked: Asked) -> list[Finding]:
    """Return what asks for action about channels and their money; may be empty."""
    campaigns = enumerate(asked.plan.campaigns)
    of_campaigns = (found for at, one in campaigns for found in _of_campaign(at, one, asked))
    return [*_without_curve(asked), *of_campaigns]


def best_split(campaign: Campaign, asked: Asked) -> Split | None:
    """Return the best split of a campaign's money over the channels whose curve is known.

    The money is its budget less what the other channels are to get; `None` where that is unknown.

    Raises:
        PlanError: The money is less than the channels take at the least.
    """
    channels, unknown = campaign_channels(campaign, asked.curves)
    others = [one.budget_cny for one in campaign.spend if one.channel in unknown]
    known = fsum(x for x in others if x is not None)
    total = campaign.budget_cny
    if total is None:
        told = [one.budget_cny for one in campaign.spend]
        total = None if None in told else fsum(x for x in told if x is not None)
    if not channels or total is None or None in others:
        return None
    return split(channels, max(total - known, 0.0), asked.break_even_roi)


def _without_curve(asked: Asked) -> Iterator[Finding]:
    by_state: dict[str, list[str]] = {}
    for name, one in asked.fits.items():
        if one.curve is None:
            by_state.setdefault(one.state, []).append(
                named_code("channel", name, asked.lang, asked.plan.shop.platform)
            )
    for state, names in by_state.items():
        said = {"channels": listed(names, asked.lang)}
        yield _finding(f"no_curve_{state}", ("campaigns",), said, asked, Severity.NOTE)


def _of_campaign(at: int, campaign: Campaign, asked: Asked) -> Iterator[Finding]:
    if campaign.ends < campaign.starts or not campaign.spend:
        return
    try:
        best = best_split(campaign, asked)
    except PlanError:  # limits and minimums that cannot be kept are told with the campaign
        return
    if best is not None and len(best.channels):
        yield from _judged(at, campaign, best, asked)


def _judged(at: int, campaign: Campaign, best: Split, asked: Asked) -> Iterator[Finding]:
    """Yield that the money would bring more elsewhere, or that part of it does not pay."""
    known = {one.name: one.curve for one in campaign_channels(campaign, asked.curves)[0]}
    planned = {one.channel: one.budget_cny for one in campaign.spend if one.channel in known}
    place = ("campaigns", at, "spend")
    said: dict[str, object] = {"name": campaign.name, "split": _parts(best, asked)}
    if best.stopped:
        said |= {
            "unspent": money(best.unspent_cny, asked.lang),
            "roi": f"{asked.break_even_roi or 0:.2f}",
        }
        yield _finding("unpaid", place, said, asked, Severity.WARNING)
        return
    if None in planned.values():
        yield _finding("proposed", place, said, asked, Severity.NOTE)
        return
    brings = fsum(float(known[name].sales(x or 0.0)) for name, x in planned.items())
    if best.paid_cny > brings * (1 + GAIN):
        said |= {"more": money(best.paid_cny - brings, asked.lang)}
        yield _finding("moved", place, said, asked, Severity.WARNING)


def _parts(best: Split, asked: Asked) -> str:
    rows = zip(best.channels["channel"], best.channels["spend_cny"], strict=True)
    return listed([f"{asked.named(name)} {money(x, asked.lang)}" for name, x in rows], asked.lang)


def _finding(
    code: str, steps: Steps, said: Mapping[str, object], asked: Asked, severity: Severity
) -> Finding:
    found = Finding(
        code=f"spending_{code}",
        severity=severity,
        place=asked.place(steps),
        owner=text("spending.owner", asked.lang),
    )
    return with_texts(found, f"spending.finding.{code}", asked.lang, said)
