"""What a cart pays under promotions, one cart and one combination at a time, in plain integers.

Written from the rules in docs/pricing.md alone, never from `shopkit/promotions`: the tests hold
the engine to it, and `benchmarks.promotions` measures the engine beside it. At its turn a
promotion is used or not; what cannot be declined is; each way to the end is a combination.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from benchmarks.promotions_given import BEARERS, NOTHING, PPM, Cart, Rule, Rung, fen

HALF = PPM // 2


@dataclass(frozen=True, slots=True)
class Use:
    """One promotion used: what came off, by bearer, by line; a gift and its units."""

    place: int
    group: str
    off: int
    bearers: tuple[int, ...]
    by_line: tuple[int, ...]
    gift: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Amounts of the lines now, those after all single-item promotions, and how it came to it."""

    units: tuple[int, ...]
    amounts: tuple[int, ...]
    item_amounts: tuple[int, ...]
    others: tuple[int, ...]
    freight: int
    deposit: int
    uses: tuple[Use, ...] = ()

    @property
    def paid(self) -> int:
        """What the buyer pays, freight included, in fen."""
        return sum(self.amounts) + self.freight

    @property
    def receipt(self) -> int:
        """What the shop gets: what is paid and what others bear of the goods, in fen."""
        return self.paid + sum(self.others)

    @property
    def used(self) -> tuple[int, ...]:
        """The places in the plan of what was used."""
        return tuple(sorted(use.place for use in self.uses))

    def rank(self, fen: int) -> tuple[int, int, tuple[int, ...]]:
        """Return what combinations are compared by: fen, then fewest, then first in the plan.

        A gift takes nothing off and does not count.
        """
        places = tuple(sorted(use.place for use in self.uses if use.off))
        return fen, len(places), places


def rated(amount: int, rate: int) -> int:
    """Return a share of an amount, half a fen rounded up."""
    return (amount * rate + HALF) // PPM


def apportion(amount: int, weights: Sequence[int]) -> list[int]:
    """Return the parts of an amount by weights: floor(A·W_k/W_n) − floor(A·W_{k−1}/W_n)."""
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    parts, upto, before = [], 0, 0
    for weight in weights:
        upto += weight
        now = amount * upto // whole
        parts.append(now - before)
        before = now
    return parts


def best(cart: Cart, book: Sequence[Rule]) -> State:
    """Return the legal combination with which the buyer pays least."""
    return min(combinations(cart, book), key=lambda state: state.rank(state.paid))


def worst(cart: Cart, book: Sequence[Rule]) -> State:
    """Return the legal combination with which the shop gets least."""
    return min(combinations(cart, book), key=lambda state: state.rank(state.receipt))


def best_and_worst(cart: Cart, book: Sequence[Rule]) -> tuple[State, State]:
    """Return both, of one walk through all legal combinations."""
    found = list(combinations(cart, book))
    return (
        min(found, key=lambda state: state.rank(state.paid)),
        min(found, key=lambda state: state.rank(state.receipt)),
    )


def in_order(carts: Sequence[Cart], book: Sequence[Rule]) -> Iterator[State]:
    """Yield the best of each cart; the one that exceeds a budget still gets the whole of it."""
    spent = {rule.place: [0, 0] for rule in book}
    for cart in carts:
        book = [replace(rule, used_up=_used_up(rule, *spent[rule.place])) for rule in book]
        state = best(cart, book)
        for use in state.uses:
            spent[use.place][0] += use.off
            spent[use.place][1] += 1
        yield state


def _used_up(rule: Rule, amount: int, times: int) -> bool:
    most, most_times = fen(rule.said.budget_cny), rule.said.budget_units
    return (most is not None and amount >= most) or (most_times is not None and times >= most_times)


def combinations(cart: Cart, book: Sequence[Rule]) -> Iterator[State]:
    """Yield where each legal combination ends."""
    there = [(rule, scope(rule, cart)) for rule in book if holds(rule, cart)]
    turns = list(dict.fromkeys(rule.group for rule in book if rule.level == "line"))
    later = [(rule, lines) for rule, lines in there if rule.level != "line"]
    for named in _named([rule for rule, _ in there if rule.level == "line" and rule.claimed]):
        lined = [
            (rule, lines)
            for rule, lines in there
            if rule.level == "line" and (not rule.claimed or rule.place in named)
        ]
        state = single_items(cart, lined, turns)
        taken = frozenset(
            rule.group for rule, _ in lined if any(use.place == rule.place for use in state.uses)
        )
        yield from _walk(state, later, taken, frozenset())


def _named(claimed: list[Rule]) -> Iterator[set[int]]:
    """Yield every choice of at most one promotion of each group."""
    groups: dict[str, list[int | None]] = {}
    for rule in claimed:
        groups.setdefault(rule.group, [None]).append(rule.place)
    for choice in product(*groups.values()):
        yield {place for place in choice if place is not None}


def _walk(
    state: State,
    later: list[tuple[Rule, list[int]]],
    taken: frozenset[str],
    owed: frozenset[str],
) -> Iterator[State]:
    """Yield every end from here; a group owed must still be taken by one of its own."""
    for place, (rule, lines) in enumerate(later):
        after = at_its_turn(rule, lines, state)
        if after is None:
            continue
        if rule.said.kind == "gift":  # no choice: it takes nothing off, and nobody declines it
            state = after
        elif rule.group not in taken:
            yield from _walk(after, later[place + 1 :], taken | {rule.group}, owed - {rule.group})
            if not rule.claimed:
                owed |= {rule.group}
    if not owed:
        yield _without_gifts(state, taken)


def _without_gifts(state: State, taken: frozenset[str]) -> State:
    """Return the cart without gifts of groups of which something else was used."""
    gone, kept = set(taken), []
    for use in state.uses:
        if use.off or use.group not in gone:
            kept.append(use)
            gone.add(use.group)
    return replace(state, uses=tuple(kept))


def holds(rule: Rule, cart: Cart) -> bool:
    """Return whether a promotion is for this day, this hour and this buyer."""
    said = rule.said
    if rule.used_up:
        return False
    if (said.starts and cart.day < said.starts) or (said.ends and cart.day > said.ends):
        return False
    if said.from_hour is not None or said.to_hour is not None:
        start = 0 if said.from_hour is None else said.from_hour
        end = 24 if said.to_hour is None else said.to_hour
        if cart.hour is None or not start <= cart.hour < end:
            return False
    fits = {"all": True, "member": cart.tier is not None, "vip88": cart.vip88, "new": cart.new}
    return fits[rule.audience]


def scope(rule: Rule, cart: Cart) -> list[int]:
    """Return the lines a promotion is for."""
    said = rule.said
    found = []
    for place, line in enumerate(cart.lines):
        names = (line.item, line.sku)
        asked = said.products or said.categories
        within = any(n in said.products for n in names) or line.category in said.categories
        if (within or not asked) and not any(name in said.except_products for name in names):
            found.append(place)
    return found


def reached(rung: Rung, amount: int, units: int, over: bool) -> bool:
    """Return whether a threshold is reached, its amount exceeded where it must be."""
    by_amount = rung.amount is None or amount >= rung.amount + (1 if over else 0)
    return by_amount and (rung.units is None or units >= rung.units)


def single_items(cart: Cart, lined: list[tuple[Rule, list[int]]], turns: list[str]) -> State:
    """Return the cart after its line promotions: group by group the best on each line."""
    start = tuple(line.units * line.price for line in cart.lines)
    units = tuple(line.units for line in cart.lines)
    state = State(units, start, start, (0,) * len(start), cart.freight, 0)
    for group in turns:
        members = [(rule, lines) for rule, lines in lined if rule.group == group]
        if not members:
            continue
        offs = [_line_offs(rule, lines, state.amounts, cart) for rule, lines in members]
        chosen = [max(range(len(members)), key=lambda m: offs[m][n]) for n in range(len(start))]
        for member, (rule, _) in enumerate(members):
            own = [off if chosen[n] == member else 0 for n, off in enumerate(offs[member])]
            if any(own):
                state = _taken(state, rule, own)
                due = sum(cart.lines[n].units for n, off in enumerate(own) if off) * rule.deposit
                state = replace(state, deposit=state.deposit + due)
    return replace(state, item_amounts=state.amounts)


def _line_offs(rule: Rule, lines: list[int], amounts: Sequence[int], cart: Cart) -> list[int]:
    if rule.said.kind == "add_on":
        return _add_on(rule, lines, amounts, cart)
    offs = [0] * len(amounts)
    for n in lines:
        amount, units = amounts[n], cart.lines[n].units
        if reached(rule.first, amount, units, rule.said.over):
            left = _left_on_line(rule, amount, units, cart.tier)
            offs[n] = max(0, amount - max(0, left))
    return offs


def _left_on_line(rule: Rule, amount: int, units: int, tier: str | None) -> int:
    rung = rule.first
    if rule.said.kind == "deposit":
        return amount - units * (rule.counts - rule.deposit)
    if rung.ppm is not None:
        return rated(amount, rung.ppm)
    if rung.off is not None:
        return amount - units * rung.off
    if rule.price is not None:
        return units * rule.price
    return rated(amount, rule.tiers.get(tier or "", PPM)) if rule.said.kind == "member" else amount


def _add_on(rule: Rule, lines: list[int], amounts: Sequence[int], cart: Cart) -> list[int]:
    offs = [0] * len(amounts)
    wanted = rule.said.extra_product
    at = next((n for n, e in enumerate(cart.lines) if wanted in (e.item, e.sku)), None)
    others = [n for n in lines if n != at]
    if at is None or rule.price is None or not others:
        return offs
    amount, units = sum(amounts[n] for n in others), sum(cart.lines[n].units for n in others)
    if reached(rule.first, amount, units, rule.said.over):
        whole = cart.lines[at].units
        some = min(_extra(rule), whole)
        offs[at] = max(0, amounts[at] * some // whole - some * rule.price)
    return offs


def _extra(rule: Rule) -> int:
    return 1 if rule.said.extra_units is None else rule.said.extra_units


def at_its_turn(rule: Rule, lines: list[int], state: State) -> State | None:
    """Return the cart after a promotion on it as a whole; None if it changes nothing."""
    counted = state.item_amounts if rule.item_base else state.amounts
    amount, units = sum(counted[n] for n in lines), sum(state.units[n] for n in lines)
    if not lines or not reached(rule.first, amount, units, rule.said.over):
        return None
    if rule.said.kind == "free_freight":
        none = [0] * len(state.amounts)
        return (
            replace(_taken(state, rule, none, state.freight), freight=0) if state.freight else None
        )
    if rule.said.kind == "gift":
        return _given(rule, state, _times(rule, amount, units))
    offs = _offs(rule, lines, state, (amount, units))
    return _taken(state, rule, offs) if any(offs) else None


def _times(rule: Rule, amount: int, units: int) -> int:
    if not rule.every:
        return 1
    times = amount // rule.first.amount if rule.first.amount else 1
    if rule.first.amount is None and rule.first.units:
        times = units // rule.first.units
    return times if rule.said.most_times is None else min(times, rule.said.most_times)


def _offs(rule: Rule, lines: list[int], state: State, counted: tuple[int, int]) -> list[int]:
    """Return what comes off each line of the cart, in fen."""
    now = [state.amounts[n] for n in lines]
    own = _nth_offs(rule, lines, state) if rule.said.nth and not rule.rungs else None
    off = _whole_off(rule, sum(now), counted) if own is None else sum(own)
    off = min(off, sum(now) if rule.most is None else rule.most, sum(now))
    offs = [0] * len(state.amounts)
    for n, part in zip(lines, apportion(off, now if own is None else own), strict=True):
        offs[n] = part
    return offs


def _nth_offs(rule: Rule, lines: list[int], state: State) -> list[int]:
    parts = []
    for n in lines:
        cheaper = state.units[n] // (rule.said.nth or 1)
        part = state.amounts[n] * cheaper // state.units[n]
        parts.append(part - rated(part, PPM if rule.first.ppm is None else rule.first.ppm))
    return parts


def _whole_off(rule: Rule, now: int, counted: tuple[int, int]) -> int:
    rung, times = rule.first, _times(rule, *counted)
    if rule.rungs:
        over = rule.said.over
        rung = next((r for r in reversed(rule.rungs) if reached(r, *counted, over)), NOTHING)
        times = 1
    if rung.ppm is not None:
        return now - rated(now, rung.ppm)
    return times * (rung.off or 0)


def _given(rule: Rule, state: State, times: int) -> State | None:
    units = _extra(rule) * times
    if not units or rule.said.extra_product is None:
        return None
    none = (0,) * len(state.amounts)
    use = Use(
        rule.place, rule.group, 0, (0,) * len(BEARERS), none, (rule.said.extra_product, units)
    )
    return replace(state, uses=(*state.uses, use))


def _taken(state: State, rule: Rule, offs: Sequence[int], freight: int = 0) -> State:
    """Return the cart with the offs of its lines taken, and who bears them written down."""
    off = sum(offs) + freight
    bearers = apportion(off, rule.shares)
    others = apportion(sum(bearers[1:]), offs) if any(offs) else [0] * len(offs)
    return replace(
        state,
        amounts=tuple(a - o for a, o in zip(state.amounts, offs, strict=True)),
        others=tuple(a + o for a, o in zip(state.others, others, strict=True)),
        uses=(*state.uses, Use(rule.place, rule.group, off, tuple(bearers), tuple(offs))),
    )
