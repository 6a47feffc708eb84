"""What is wrong with the amounts of a promotion: too much, too little, worse than less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from shopkit.findings import Severity
from shopkit.i18n import listed
from shopkit.promotions.judge import Bench, Point, yuan
from shopkit.promotions.model import PPM, Offer


def too_much(bench: Bench) -> Iterator[Point]:
    """Yield promotions that would take off more than there is."""
    for n, (_, offer) in enumerate(bench.pairs):
        off, field = _off_a_unit(offer)
        low = {item: cny for item, cny in bench.scoped(offer).items() if cny is not None}
        less = sorted((cny, item) for item, cny in low.items() if off is not None and cny < off)
        if less and off is not None:
            cny, item = less[0]
            told = {
                "off": yuan(off),
                "item": bench.item(item),
                "price": yuan(cny),
                "count": len(less),
            }
            if offer.level == "line":
                yield Point("below_zero", n, field, values=told)
            else:
                yield Point("more_than_unit", n, field, Severity.NOTE, told)
        for least, off_fen in _fixed(offer):
            if least is not None and off_fen > least:
                told = {"off": yuan(off_fen), "least": yuan(least)}
                yield Point("more_than_threshold", n, _where(offer), values=told)


def _off_a_unit(offer: Offer) -> tuple[int | None, str]:
    """Return what an offer takes off every unit it is about, at least, and which field says so."""
    benefit = offer.benefit
    if offer.kind.name == "deposit":
        return (benefit.counts_fen or 0) - (benefit.deposit_fen or 0), "counts_cny"
    free = offer.threshold.fen is None and (offer.threshold.units or 1) == 1
    if offer.level == "line" or (offer.level == "cart" and free and not benefit.steps):
        return (benefit.off_fen if benefit.ppm is None else None), "off_cny"
    return None, ""


def _fixed(offer: Offer) -> Iterator[tuple[int | None, int]]:
    """Yield threshold and amount off of an offer on the cart and of its steps, in fen."""
    if offer.level != "cart":
        return
    for step in offer.benefit.steps:
        if step.off_fen is not None and step.ppm is None:
            yield step.threshold.fen, step.off_fen
    if not offer.benefit.steps and offer.benefit.off_fen is not None and offer.benefit.ppm is None:
        yield offer.threshold.fen, offer.benefit.off_fen


def _where(offer: Offer) -> str:
    return "steps" if offer.benefit.steps else "off_cny"


def ladders(bench: Bench) -> Iterator[Point]:
    """Yield ladders whose steps do not rise, or of which a higher one gives less."""
    for n, (said, offer) in enumerate(bench.pairs):
        told = [(step.from_cny or 0, step.from_units or 0) for step in said.steps]
        if any(after <= before for before, after in pairwise(told)):
            yield Point("steps_order", n, "steps")
        steps = offer.benefit.steps
        for lower, higher in pairwise(steps):
            at = higher.threshold.fen
            less = _step_off(higher.ppm, higher.off_fen, at)
            more = _step_off(lower.ppm, lower.off_fen, at)
            if less is not None and more is not None and less < more:
                mark = yuan(at) if at else str(higher.threshold.units)
                told_off = {"at": mark, "less": _off(less, at), "more": _off(more, at)}
                yield Point("step_less", n, "steps", values=told_off)


def _step_off(ppm: int | None, off_fen: int | None, at: int | None) -> float | None:
    """Return what a step takes off an amount; of units only, the share or the amount it names."""
    if ppm is not None:
        return (PPM - ppm) / PPM * (at or 1)
    return off_fen


def _off(amount: float, at: int | None) -> str:
    return f"{amount:.0%}" if not at and amount < 1 else yuan(round(amount))


def deposits(bench: Bench) -> Iterator[Point]:
    """Yield deposits that count for less than they are."""
    for n, (_, offer) in enumerate(bench.pairs):
        paid, counts = offer.benefit.deposit_fen, offer.benefit.counts_fen
        if offer.kind.name != "deposit" or paid is None or counts is None:
            continue
        if counts < paid:
            told = {"deposit": yuan(paid), "counts": yuan(counts)}
            yield Point("deposit_less", n, "counts_cny", Severity.ERROR, told)


def budgets(bench: Bench) -> Iterator[Point]:
    """Yield promotions whose budget does not last for a single use."""
    for n, (_, offer) in enumerate(bench.pairs):
        for field, most in (("budget_cny", offer.budget_fen), ("budget_units", offer.budget_uses)):
            if most == 0:
                yield Point("no_budget", n, field)
        use = _one_use(offer)
        if use is not None and offer.budget_fen and offer.budget_fen < use:
            told = {"budget": yuan(offer.budget_fen), "use": yuan(use)}
            yield Point("small_budget", n, "budget_cny", values=told)


def _one_use(offer: Offer) -> int | None:
    """Return the least an order takes that uses an offer, in fen; None is not known."""
    benefit, least = offer.benefit, offer.threshold.fen
    fixed = [off for _, off in _fixed(offer)]
    if fixed:
        return min(fixed)
    if benefit.ppm is not None and least and benefit.nth is None:
        return least * (PPM - benefit.ppm) // PPM
    if offer.level == "line" and benefit.off_fen is not None and benefit.ppm is None:
        return benefit.off_fen * (offer.threshold.units or 1)
    return None


def gifts(bench: Bench) -> Iterator[Point]:
    """Yield gifts the buyer has to order or claim by itself."""
    for n, (_, offer) in enumerate(bench.pairs):
        if offer.gives and offer.claimed:
            yield Point("gift_ordered", n, "claimed")


def falls(bench: Bench) -> Iterator[Point]:
    """Yield promotions under which a fuller cart pays less than one just below the threshold."""
    for n, (_, offer) in enumerate(bench.pairs):
        told = [(least, off) for least, off in _fixed(offer) if least and 0 < off <= least]
        if told:
            pairs = [f"{yuan(least)} → {yuan(least - off)}" for least, off in told]
            marks = {"pairs": listed(pairs, bench.lang)}
            yield Point("falls", n, _where(offer), Severity.NOTE, marks)
        units, ppm = offer.threshold.units, offer.benefit.ppm
        plain = offer.level == "cart" and offer.benefit.nth is None
        if plain and units and ppm is not None and units * ppm < (units - 1) * PPM:
            counts = {"units": units, "fewer": units - 1}
            yield Point("falls_units", n, "from_units", Severity.NOTE, counts)
