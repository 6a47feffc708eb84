"""What is wrong with a promotion by itself: its days, fields, bearers, names."""

from __future__ import annotations

from collections.abc import Iterator

from shopkit.findings import Severity
from shopkit.plan.sections.promotions import Promotion
from shopkit.promotions.guessing import meant
from shopkit.promotions.judge import Bench, Point
from shopkit.promotions.model import Offer

TERMS = (
    *("from_cny", "from_units", "over", "base", "pay_rate", "off_cny", "price_cny", "steps"),
    *("nth", "every", "most_times", "most_off_cny", "deposit_cny", "counts_cny"),
    *("extra_product", "extra_units"),
)
SHARES_EXACT = 1e-6
UNKNOWN = {  # field: code of what it names and nobody knows
    "products": "unknown_product",
    "except_products": "unknown_exception",
    "categories": "unknown_category",
    "campaign": "unknown_campaign",
}


def moments(bench: Bench) -> Iterator[Point]:
    """Yield promotions that hold at no moment."""
    for n, said in enumerate(bench.plan.promotions):
        if said.starts and said.ends and said.ends < said.starts:
            days = {"starts": said.starts.isoformat(), "ends": said.ends.isoformat()}
            yield Point("days", n, "ends", Severity.ERROR, days)
        if said.to_hour is not None and (said.from_hour or 0) >= said.to_hour:
            hours = {"from_hour": said.from_hour or 0, "to_hour": said.to_hour}
            yield Point("hours", n, "to_hour", Severity.ERROR, hours)


def fields(bench: Bench) -> Iterator[Point]:
    """Yield promotions that lack something, say it twice, or say what does nothing."""
    for n, (said, offer) in enumerate(bench.pairs):
        kind, given = offer.kind, _given(said)
        lacking = [name for name in kind.needs if name not in given]
        benefits = [name for name in kind.benefits if name in given]
        if lacking:
            yield Point("lacks", n, "", Severity.ERROR, {"fields": bench.titles(lacking)})
        if kind.benefits and not (benefits or offer.benefit.tiers or "nth" in given):
            code = "no_tier" if kind.name == "member" else "no_benefit"
            yield Point(code, n, "", Severity.ERROR, {"fields": bench.titles(kind.benefits)})
        if len(benefits) > 1:
            first = "steps" if "steps" in benefits else benefits[0]
            told = {"fields": bench.titles(benefits), "first": bench.titles([first])}
            yield Point("two_benefits", n, benefits[1], Severity.ERROR, told)
        if "nth" in given and "nth" in kind.takes and "pay_rate" not in given:
            yield Point("nth", n, "nth", Severity.ERROR)
        idle = [name for name in given if name not in _known(offer)]
        if idle:
            title = kind.title[bench.lang]
            yield Point("idle", n, idle[0], values={"fields": bench.titles(idle), "kind": title})


def _given(said: Promotion) -> list[str]:
    return [name for name in TERMS if getattr(said, name) not in (None, (), False)]


def _known(offer: Offer) -> set[str]:
    """Return the terms that do something for an offer."""
    known = {*offer.kind.benefits, *offer.kind.needs, *offer.kind.takes}
    if not offer.benefit.every:
        known -= {"most_times"}
    if not offer.gives and (offer.benefit.ppm is not None or offer.benefit.steps):
        known -= {"every", "most_times"}
    if offer.threshold.fen is None and offer.threshold.units is None and not offer.benefit.steps:
        known -= {"over", "every", "most_times"}
    return known


def bearers(bench: Bench) -> Iterator[Point]:
    """Yield promotions whose shares are not the whole."""
    for n, said in enumerate(bench.plan.promotions):
        whole = sum(said.borne_by.values())
        if said.borne_by and abs(whole - 1) > SHARES_EXACT:
            yield Point("bearers", n, "borne_by", Severity.ERROR, {"sum": f"{whole:.2%}"})


def names(bench: Bench) -> Iterator[Point]:
    """Yield products, categories and campaigns the plan does not know."""
    categories = {category for category, _ in bench.prices.values() if category}
    campaigns = {campaign.name for campaign in bench.plan.campaigns}
    for n, said in enumerate(bench.plan.promotions):
        told = (
            ("products", said.products, set(bench.prices)),
            ("except_products", said.except_products, set(bench.prices)),
            ("categories", said.categories, categories),
            ("campaign", [said.campaign] if said.campaign else [], campaigns),
        )
        for field, named, known in told:
            for name in named:
                if name not in known and (known or field == "campaign"):
                    values = {"what": name, "guess": meant(name, known, bench.lang)}
                    yield Point(UNKNOWN[field], n, field, values=values)
