"""Seeded random carts and promotions, small, with sums that lie exactly at the thresholds."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.promotions_given import Cart, Line, Rule, rules
from benchmarks.promotions_scalar import best
from shopkit.plan import Plan

Said = dict[str, object]
DAYS = tuple(date(2026, 11, day) for day in (10, 11, 12))
ITEMS = {  # item → category, SKUs
    "I0": ("C0", ("S0", "S1")),
    "I1": ("C0", ("S2",)),
    "I2": ("C1", ("S3", "S4")),
    "I3": (None, (None,)),
}
TIERS = [{"name": "T0"}, {"name": "T1", "pay_rate": 0.95}, {"name": "T2", "pay_rate": 0.883}]
PRICES = (1, 3, 50, 333, 999, 2500, 4999, 5000, 5001, 9900, 10_000, 15_000, 29_999)
RATES = (0.0, 0.333333, 0.5, 0.7, 0.75, 0.85, 0.88, 0.93, 0.95, 0.999999, 1.0)
OFFS = (0.01, 0.5, 3.0, 5.0, 9.99, 10.0, 20.0, 50.0, 300.0)
ROUND = (0.5, 9.9, 50.0, 99.0, 100.0, 150.0, 200.0, 300.0)
ONE_ON_A_LINE = ("item", "flash", "member", "subsidy")
COUPONS = ("shop_coupon", "platform_coupon", "vip88_coupon", "red_packet")
KINDS = (
    *ONE_ON_A_LINE,
    *COUPONS,
    "add_on",
    "deposit",
    "pieces",
    "spend",
    "spend",
    "official",
    "cross_shop",
    "state_subsidy",
    "free_freight",
    "gift",
)
LINE_KINDS = {*ONE_ON_A_LINE, "add_on", "deposit"}
LONGEST = 7


@dataclass(frozen=True)
class Case:
    """Carts and the promotions of a plan, as YAML would say them."""

    carts: tuple[Cart, ...]
    promotions: tuple[Said, ...]

    @property
    def plan(self) -> Plan:
        """The plan as shopkit reads it."""
        return plan_of(self.promotions)

    @property
    def book(self) -> list[Rule]:
        """The promotions as the reference takes them."""
        plan = self.plan
        return rules(plan.promotions, plan.members.tiers)


def plan_of(promotions: tuple[Said, ...] | list[Said], tiers: list[Said] | None = None) -> Plan:
    """Return a plan with these promotions; each may do without a name."""
    named = [{"name": f"P{place}", **said} for place, said in enumerate(promotions)]
    members = {"tiers": TIERS if tiers is None else tiers}
    shop = {"name": "x", "platform": "tmall"}
    return Plan.model_validate({"schema": 1, "shop": shop, "promotions": named, "members": members})


def random_case(rng: random.Random, carts: int = 10, dearer: int = 1) -> Case:
    """Return some carts and up to seven promotions, all kinds equally often."""
    case = Case(tuple(_cart(rng, dearer) for _ in range(carts)), ())
    for _ in range(rng.randint(1, LONGEST)):
        case = replace(case, promotions=(*case.promotions, _promotion(rng, case)))
    return case


def _cart(rng: random.Random, dearer: int) -> Cart:
    lines = tuple(_line(rng, dearer) for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 5))))
    return Cart(
        lines,
        rng.choice(DAYS),
        rng.choice((None, 0, 7, 8, 19, 20, 23)),
        rng.choice((None, None, "T0", "T1", "T2", "no such tier")),
        rng.random() < 0.4,
        rng.random() < 0.3,
        rng.choice((0, 0, 600, 800, 1250)),
    )


def _line(rng: random.Random, dearer: int) -> Line:
    item = rng.choice(list(ITEMS))
    category, skus = ITEMS[item]
    units = rng.choice((1, 1, 1, 2, 2, 3, 5))
    return Line(item, rng.choice(skus), category, units, dearer * rng.choice(PRICES))


def _promotion(rng: random.Random, case: Case) -> Said:
    kind = rng.choice(KINDS)
    said: Said = {"kind": kind} | _when(rng) | _for_what(rng) | BENEFITS[kind](rng, case)
    if kind in LINE_KINDS:
        said |= _maybe(rng, 0.2, group=rng.choice(("single", "vip", "a", "shop_coupon")))
        said |= _maybe(rng, 0.2, order=rng.choice((5, 10, 14, 15, 16)))
        said |= _maybe(rng, 0.15, claimed=True)
    else:
        said |= _maybe(rng, 0.25, group=rng.choice(("a", "single", "shop_offer", "shop_coupon")))
        said |= _maybe(rng, 0.3, order=rng.choice((10, 20, 30, 45, 50, 85)))
        said |= _maybe(rng, 0.3, claimed=rng.random() < 0.5)
        said |= _maybe(rng, 0.3, base=rng.choice(("item", "current")))
    said |= _maybe(rng, 0.25, audience=rng.choice(("all", "member", "vip88", "new")))
    return said | _maybe(rng, 0.3, borne_by=rng.choice(BORNE))


BORNE = (
    {"shop": 0.5, "platform": 0.5},
    {"shop": 0.333333, "platform": 0.333333, "government": 0.333334},
    {"platform": 0.15, "brand": 0.85},
    {"government": 1.0},
    {"shop": 1.0},
    {"shop": 0.7, "brand": 0.2, "government": 0.1},
)


def _maybe(rng: random.Random, share: float, **said: object) -> Said:
    return said if rng.random() < share else {}


def _when(rng: random.Random) -> Said:
    said: Said = _maybe(rng, 0.2, starts=rng.choice(DAYS), ends=DAYS[-1])
    if rng.random() < 0.2:
        said |= {"ends": rng.choice(DAYS)}
        said |= {"starts": DAYS[0] - timedelta(days=1)} if "starts" in said else {}
    if rng.random() < 0.1:
        hours = rng.choice(((8, 20), (20, 24), (0, 8), (20, None), (None, 8)))
        named = zip(("from_hour", "to_hour"), hours, strict=True)
        said |= {name: hour for name, hour in named if hour is not None}
    return said


def _for_what(rng: random.Random) -> Said:
    said: Said = {}
    if rng.random() < 0.25:
        said["products"] = rng.sample(("I0", "I1", "I2", "I3", "S1", "S3"), rng.randint(1, 3))
    if rng.random() < 0.15:
        said["categories"] = rng.sample(("C0", "C1", "C9"), rng.randint(1, 2))
    if rng.random() < 0.15:
        said["except_products"] = rng.sample(("I0", "I2", "S0", "S4"), rng.randint(1, 2))
    return said


def _amount(rng: random.Random, case: Case) -> float:
    """Return a threshold in CNY: a round one, or what a cart comes to now, or a fen beside it."""
    if rng.random() < 0.4:
        return rng.choice(ROUND)
    cart = rng.choice(case.carts)
    fen = sum(line.units * line.price for line in cart.lines)
    if rng.random() < 0.7:
        fen = sum(best(cart, case.book).amounts)
    fen = fen // rng.choice((1, 1, 1, 2)) + rng.choice((0, 0, 0, -1, 1))
    return max(fen, 1) / 100


def _threshold(rng: random.Random, case: Case, without: float = 0.3) -> Said:
    if rng.random() < without:
        return {}
    said: Said = {}
    which = rng.random()
    if which < 0.75:
        said["from_cny"] = _amount(rng, case)
    if which > 0.6:
        said["from_units"] = rng.randint(1, 4)
    return said | _maybe(rng, 0.2, over=True)


def _benefit(rng: random.Random) -> Said:
    if rng.random() < 0.5:
        return {"pay_rate": rng.choice(RATES)}
    return {"off_cny": rng.choice(OFFS)}


def _on_a_line(rng: random.Random, case: Case) -> Said:
    said = _benefit(rng) if rng.random() < 0.75 else {"price_cny": rng.choice((0.0, 0.5, 39.9))}
    return said | _threshold(rng, case, without=0.8)


def _member(rng: random.Random, case: Case) -> Said:
    own = _maybe(rng, 0.2, pay_rate=rng.choice(RATES)) or _maybe(rng, 0.2, price_cny=39.9)
    return own | _threshold(rng, case, without=0.9)


def _add_on(rng: random.Random, case: Case) -> Said:
    said: Said = {"extra_product": rng.choice(("I0", "I2", "S1", "I3")), "price_cny": 0.5}
    return said | _threshold(rng, case) | _maybe(rng, 0.4, extra_units=rng.randint(1, 3))


def _deposit(rng: random.Random, case: Case) -> Said:
    return {"deposit_cny": rng.choice((1.0, 5.0)), "counts_cny": rng.choice((7.5, 10.0, 80.0))}


def _pieces(rng: random.Random, case: Case) -> Said:
    which = rng.random()
    if which < 0.4:
        said: Said = {"nth": rng.choice((2, 2, 3)), "pay_rate": rng.choice((0.0, 0.5, 0.333333))}
        said |= _threshold(rng, case, without=0.7)
    elif which < 0.7:
        steps = [{"from_units": n} | _benefit(rng) for n in sorted(rng.sample(range(1, 6), 2))]
        said = {"steps": steps} | _maybe(rng, 0.2, over=True)
    else:
        said = {"from_units": rng.randint(1, 4)} | _benefit(rng)
        said |= _maybe(rng, 0.2, over=True) | _maybe(rng, 0.2, every=True)
    return _without_every_rate(said) | _maybe(rng, 0.2, most_off_cny=rng.choice(OFFS))


def _spend(rng: random.Random, case: Case) -> Said:
    which = rng.random()
    if which < 0.35:
        amounts = sorted({_amount(rng, case) for _ in range(3)})
        said: Said = {"steps": [{"from_cny": amount} | _benefit(rng) for amount in amounts]}
        said |= _maybe(rng, 0.2, over=True)
    elif which < 0.6:
        said = _every(rng, case)
    else:
        said = {"from_cny": _amount(rng, case)} | _benefit(rng) | _maybe(rng, 0.2, over=True)
    return said | _maybe(rng, 0.15, most_off_cny=rng.choice(OFFS))


def _every(rng: random.Random, case: Case) -> Said:
    said: Said = {"from_cny": _amount(rng, case), "off_cny": rng.choice(OFFS), "every": True}
    return said | _maybe(rng, 0.4, most_times=rng.randint(1, 3)) | _maybe(rng, 0.15, over=True)


def _without_every_rate(said: Said) -> Said:
    return said if "off_cny" in said else {k: v for k, v in said.items() if k != "every"}


def _coupon(rng: random.Random, case: Case) -> Said:
    said = _threshold(rng, case) | _benefit(rng)
    return said | _maybe(rng, 0.3, most_off_cny=rng.choice(OFFS))


def _free_freight(rng: random.Random, case: Case) -> Said:
    return _threshold(rng, case)


def _gift(rng: random.Random, case: Case) -> Said:
    said: Said = {"extra_product": rng.choice(("I0", "G1"))} | _threshold(rng, case)
    said |= _maybe(rng, 0.4, extra_units=rng.randint(1, 3))
    if len({"from_cny", "from_units"} & set(said)) == 1:
        said |= _maybe(rng, 0.4, every=True) | _maybe(rng, 0.2, most_times=2)
    return said


BENEFITS: dict[str, Callable[[random.Random, Case], Said]] = {
    **dict.fromkeys(ONE_ON_A_LINE, _on_a_line),
    **dict.fromkeys(COUPONS, _coupon),
    "member": _member,
    "add_on": _add_on,
    "deposit": _deposit,
    "pieces": _pieces,
    "spend": _spend,
    "official": _coupon,
    "cross_shop": _every,
    "state_subsidy": _coupon,
    "free_freight": _free_freight,
    "gift": _gift,
}
