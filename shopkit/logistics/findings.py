"""Ways of delivery that cannot be, that do not fit the goods, or that are gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, listed
from shopkit.logistics.freight import NAN, TINY, province_of
from shopkit.logistics.methods import carriers, methods

if TYPE_CHECKING:
    from shopkit.plan.sections.money import Delivery


def weight_findings(
    name: str, most_kg: float, weights_kg: Sequence[float], lang: Lang
) -> Iterator[Finding]:
    """Yield that a way of delivery takes only some or none of the goods.

    Args:
        name: of the way.
        most_kg: heaviest item it takes.
        weights_kg: of the products, with packing.
        lang: language of the texts.
    """
    heavy = sum(weight > most_kg + TINY for weight in weights_kg)
    if heavy:
        said = {"name": name, "most": f"{most_kg * 1000:,.0f}", "n": heavy, "all": len(weights_kg)}
        severity = Severity.WARNING if heavy == len(weights_kg) else Severity.NOTE
        yield _finding("too_heavy", severity, lang, **said)


def abolished_findings(lang: Lang) -> Iterator[Finding]:
    """Yield the ways and carriers of the sources that are gone or no longer as described."""
    ways_gone = [one.title(lang) for one in methods() if not one.current]
    old = [*ways_gone, *(one.title(lang) for one in carriers() if not one.current)]
    if old:
        yield _finding("abolished", Severity.NOTE, lang, list=listed(old, lang))


def delivery_findings(deliveries: Sequence[Delivery], lang: Lang) -> Iterator[Finding]:
    """Yield ways of a plan to provinces nobody knows, without a price, or with days that cannot be.

    Args:
        deliveries: the plan's.
        lang: language of the texts.
    """
    for one in deliveries:
        if odd := [name for name in one.provinces if province_of(name) is None]:
            said = {"name": one.name, "list": listed(odd, lang)}
            yield _finding("province_unknown", Severity.WARNING, lang, **said)
        if one.first_cny is None:
            yield _finding("no_price", Severity.NOTE, lang, name=one.name)
        if (one.least_days or 0) > (one.most_days if one.most_days is not None else NAN):
            days = {"least": one.least_days, "most": one.most_days}
            yield _finding("days_backwards", Severity.ERROR, lang, name=one.name, **days)


def _finding(code: str, severity: Severity, lang: Lang, **said: object) -> Finding:
    found = Finding(code=code, severity=severity, place="costs.deliveries")
    return with_texts(found, f"logistics.finding.{code}", lang, said)
