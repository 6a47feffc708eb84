"""What contradicts between promotions: names, groups, operators, prices by person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from shopkit.findings import Severity
from shopkit.i18n import listed
from shopkit.promotions.carts import LARGEST_UNITS, Buyer, Cart, CartLine, carts_of
from shopkit.promotions.engine import priced
from shopkit.promotions.judge import Bench, Point
from shopkit.promotions.model import Offer, When

ANY_DAY = date(2026, 1, 1)
ALWAYS = When(None, None, None, None, "all")
ANY_ITEM, SHOWN = "?", 3
A_PRICE = 10_000  # fen, for products whose price nobody knows
PERSONAL = ("member", "new")  # 88VIP has public rules of the platform


def same_names(bench: Bench) -> Iterator[Point]:
    """Yield promotions called like one before them."""
    first: dict[str, int] = {}
    for n, said in enumerate(bench.plan.promotions):
        if first.setdefault(said.name, n) != n:
            yield Point("twice", n, "name", values={"number": first[said.name] + 1})


def levels(bench: Bench) -> Iterator[Point]:
    """Yield groups of promotions on lines and on carts: one line used shuts out the cart's."""
    for n, offer in enumerate(bench.offers):
        mates = [one for one in bench.offers[:n] if one.group == offer.group]
        across = [one for one in mates if (one.level == "line") != (offer.level == "line")]
        if across:
            told = {"group": offer.group, "other": bench.named(across[0].position)}
            yield Point("group_levels", n, "group", Severity.NOTE, told)


def operators(bench: Bench) -> Iterator[Point]:
    """Yield campaigns in which some thresholds must be reached and others exceeded."""
    by_campaign: dict[str, list[int]] = {}
    for n, (said, offer) in enumerate(bench.pairs):
        has = offer.threshold.fen is not None or offer.threshold.units is not None
        if said.campaign and (has or offer.benefit.steps):
            by_campaign.setdefault(said.campaign, []).append(n)
    for campaign, members in by_campaign.items():
        over = [n for n in members if bench.offers[n].threshold.over]
        reach = [n for n in members if n not in over]
        if over and reach:
            others = listed([bench.named(n) for n in reach], bench.lang)
            for n in over:
                yield Point("operators", n, "over", values={"campaign": campaign, "others": others})


def personal(bench: Bench) -> Iterator[Point]:
    """Yield prices that depend on the buyer while the rules of members are not public."""
    if bench.plan.members.published:
        return
    for n, offer in enumerate(bench.offers):
        if offer.when.audience in PERSONAL:
            yield Point("personal", n, "audience" if bench.plan.promotions[n].audience else "kind")


def assumed(bench: Bench) -> Iterator[Point]:
    """Yield once that order and bearers of kinds are assumed where the plan does not say them."""
    told = zip(bench.plan.promotions, bench.offers, strict=True)
    kinds = [
        offer.kind.title[bench.lang]
        for said, offer in told
        if not offer.kind.certain and (said.order is None or not said.borne_by)
    ]
    if kinds:
        names = listed(list(dict.fromkeys(kinds)), bench.lang)
        yield Point("assumed", None, "", Severity.NOTE, {"kinds": names})


def overlaps(bench: Bench) -> Iterator[Point]:
    """Yield promotions that hold together with others of their group: which of them is used."""
    for n, offer in enumerate(bench.offers):
        mates = [one for one in bench.offers[:n] if _exclusive(one, offer)]
        mates = [one for one in mates if _meet(one.when, offer.when)]
        lines = {one.position: _shared(bench, one, offer) for one in mates}
        mates = [one for one in mates if lines[one.position]]
        if mates:
            found = [line for one in mates for line in lines[one.position]]
            yield _winner(bench, offer, mates, found)


def _exclusive(one: Offer, other: Offer) -> bool:
    """Tell whether only one of two is ever used; coupons with thresholds of their own are meant."""
    alike = one.claimed == other.claimed and (one.level == "line") == (other.level == "line")
    meant = one.claimed and not _same(one, other)
    return one.group == other.group and alike and not (one.gives or other.gives or meant)


def _same(one: Offer, other: Offer) -> bool:
    ladder = one.benefit.steps or other.benefit.steps
    return one.threshold == other.threshold and not ladder


def _covers(bench: Bench, one: Offer, other: Offer) -> bool:
    """Tell whether two are about the same products, so that one of them is for nothing."""
    told = bench.scoped(one).keys() == bench.scoped(other).keys()
    return one.scope == other.scope or (told and bool(bench.scoped(one)))


def _meet(one: When, other: When) -> bool:
    """Tell whether there is a moment at which both hold."""
    both = (one, other)
    first = max(when.starts or date.min for when in both)
    last = min(when.ends or date.max for when in both)
    hour = max(when.from_hour or 0 for when in both)
    return first <= last and hour < min(_until(when) for when in both)


def _until(when: When) -> int:
    return 24 if when.to_hour is None else when.to_hour


def _shared(bench: Bench, one: Offer, other: Offer) -> list[CartLine]:
    """Return a line of each product both are about that reaches both thresholds."""
    told = bench.scoped(one).keys() & bench.scoped(other).keys()
    if told:
        return [_line(item, *bench.prices[item], (one, other)) for item in sorted(told)]
    names = [ANY_ITEM, *sorted(one.scope.products | other.scope.products)]
    categories = [None, *sorted(one.scope.categories | other.scope.categories)]
    return [
        _line(name, category, None, (one, other))
        for name in names[bool(bench.prices) :]
        for category in categories
        if one.scope.holds(name, None, category) and other.scope.holds(name, None, category)
    ]


def _line(item: str, category: str | None, price: int | None, both: Iterable[Offer]) -> CartLine:
    price = price or A_PRICE
    least = max((offer.threshold.units or 0) + 1 for offer in both)
    enough = max((offer.threshold.fen or 0) // price + 1 for offer in both)
    return CartLine(item, min(max(least, enough), LARGEST_UNITS), price, None, category)


def _winner(bench: Bench, offer: Offer, mates: list[Offer], lines: list[CartLine]) -> Point:
    all_of_them = [replace(one, when=ALWAYS) for one in (*mates, offer)]
    tiers = [name for one in all_of_them for name, _ in one.benefit.tiers]
    buyer = Buyer(tiers[0] if tiers else "?", vip88=True, new=True)
    carts = carts_of([Cart((line,), ANY_DAY, None, buyer) for line in lines])
    used = np.flatnonzero(priced(carts, all_of_them).best.used.any(axis=0))
    winners = [bench.named(all_of_them[n].position) for n in used]
    alike = [one for one in mates if _same(one, offer) and _covers(bench, one, offer)]
    severity = Severity.WARNING if alike else Severity.NOTE
    items = list(dict.fromkeys(line.item_id for line in lines if line.item_id != ANY_ITEM))
    told: dict[str, object] = {
        "other": listed([bench.named(one.position) for one in mates], bench.lang),
        "items": listed([bench.item(one) for one in items[:SHOWN]], bench.lang) or "—",
        "count": len(items),
    }
    if len(winners) == 1:
        told["winner"] = winners[0]
    code = "overlap" if len(winners) == 1 else "overlap_both"
    return Point(code, offer.position, "", severity, told)
