"""CPU of replayed carts under ten promotions at once, beside a plain scalar way, in one run.

    python -m benchmarks.promotions [--carts 100000]

Seeded carts of one to five lines on 11 November. Each way prices all of them in a process of its
own: what the buyer pays at best, what the shop gets at worst. Both must agree to the fen, cart by
cart. CPU seconds count from the carts as each way reads them one by one, and again from arrays.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Callable, Iterable
from datetime import date
from resource import RUSAGE_SELF
from typing import TYPE_CHECKING, TypeVar

from benchmarks.measure import cpu, machine, parser, peak_gib, run

if TYPE_CHECKING:
    from benchmarks.promotions_given import Cart
    from shopkit.plan import Plan

T = TypeVar("T")
WAYS = ("shopkit", "scalar")
SEED = 20261111
DAY = date(2026, 11, 11)
ITEMS, CATEGORIES = 300, ("服饰鞋包", "童装", "食品")
GOAL = 20
PROMOTIONS = [
    {"name": "单品九折", "kind": "item", "categories": ["服饰鞋包"], "pay_rate": 0.9},
    {
        "name": "晚八点秒杀",
        "kind": "flash",
        "products": [str(item) for item in range(0, ITEMS, 6)],
        "price_cny": 49,
        "from_hour": 20,
        "to_hour": 22,
    },
    {"name": "会员价", "kind": "member"},
    {
        "name": "第二件半价",
        "kind": "pieces",
        "categories": ["童装", "食品"],
        "nth": 2,
        "pay_rate": 0.5,
    },
    {
        "name": "满减",
        "kind": "spend",
        "steps": [
            {"from_cny": 199, "off_cny": 20},
            {"from_cny": 399, "off_cny": 50},
            {"from_cny": 599, "off_cny": 90},
        ],
    },
    {"name": "店铺券", "kind": "shop_coupon", "from_cny": 150, "off_cny": 15},
    {"name": "跨店满减", "kind": "cross_shop", "from_cny": 300, "off_cny": 50, "base": "item"},
    {
        "name": "平台券",
        "kind": "platform_coupon",
        "from_cny": 200,
        "off_cny": 24,
        "borne_by": {"shop": 0.3, "platform": 0.7},
    },
    {
        "name": "88VIP 券",
        "kind": "vip88_coupon",
        "from_cny": 100,
        "pay_rate": 0.95,
        "most_off_cny": 50,
    },
    {"name": "满 99 元包邮", "kind": "free_freight", "from_cny": 99},
]
TIERS = [{"name": "会员", "pay_rate": 0.97}, {"name": "高级会员", "pay_rate": 0.93}]


def main() -> None:
    asked = parser(__doc__, {"carts": (100_000, "carts of one to five lines")})
    asked.add_argument("--way", choices=WAYS, help="one way alone")
    said = asked.parse_args()
    if said.way:
        print(json.dumps((by_shopkit if said.way == "shopkit" else by_scalar)(said.carts)))
    else:
        compare(said.carts)


def compare(count: int) -> None:
    command = [sys.executable, "-m", "benchmarks.promotions", "--carts", str(count), "--way"]
    told = {way: json.loads(run([*command, way])) for way in WAYS}
    ours, plain = (told[way] for way in WAYS)
    assert ours["sums"] == plain["sums"], (ours["sums"], plain["sums"])
    print(f"{count:,} carts, {machine()}")
    print(f"shopkit, from arrays {ours['arrays']:8.2f} CPU s {ours['gib']:6.2f} GiB")
    print(f"shopkit, from carts  {ours['cpu']:8.2f} CPU s")
    print(f"scalar               {plain['cpu']:8.2f} CPU s {plain['gib']:6.2f} GiB")
    print(f"ratio                {plain['cpu'] / ours['arrays']:8.1f} from arrays")
    print(f"ratio                {plain['cpu'] / ours['cpu']:8.1f} from carts, goal {GOAL}")
    print(f"all {count:,} carts agree to the fen: {ours['sums'][:2]}")


def made(count: int) -> list[Cart]:
    """Return seeded carts: half of one line, most prices below 200 CNY, a third members."""
    from benchmarks.promotions_given import Cart, Line

    rng = random.Random(SEED)
    prices = [rng.randrange(1900, 26_000, 100) + 90 for _ in range(ITEMS)]
    carts = []
    for _ in range(count):
        bought = rng.sample(range(ITEMS), rng.choice((1, 1, 1, 2, 2, 3, 4, 5)))
        lines = tuple(
            Line(
                str(item),
                f"{item}-{rng.randrange(3)}",
                CATEGORIES[item % len(CATEGORIES)],
                rng.choice((1, 1, 1, 1, 2, 2, 3)),
                prices[item],
            )
            for item in bought
        )
        tier = rng.choice((None, None, None, None, "会员", "高级会员"))
        carts.append(
            Cart(lines, DAY, rng.randrange(24), tier, rng.random() < 0.2, freight=800)  # noqa: PLR2004
        )
    return carts


def the_plan() -> Plan:
    from shopkit.plan import Plan

    shop = {"name": "bench", "platform": "tmall"}
    said = {"schema": 1, "shop": shop, "promotions": PROMOTIONS, "members": {"tiers": TIERS}}
    return Plan.model_validate(said)


def by_shopkit(count: int) -> dict[str, object]:
    from shopkit.promotions import Buyer, Cart, CartLine, carts_of, offers, priced

    carts = [
        Cart(
            tuple(CartLine(o.item, o.units, o.price, o.sku, o.category) for o in one.lines),
            one.day,
            one.hour,
            Buyer(one.tier, one.vip88, one.new),
            one.freight,
        )
        for one in made(count)
    ]
    held = offers(the_plan())
    reading, many = timed(lambda: carts_of(carts))
    spent, found = timed(lambda: priced(many, held))
    paid, receipt = found.best.paid_fen, found.worst.receipt_fen
    return {
        "arrays": spent,
        "cpu": reading + spent,
        "gib": peak_gib(),
        "sums": sums(paid, receipt),
    }


def by_scalar(count: int) -> dict[str, object]:
    from benchmarks.promotions_given import rules
    from benchmarks.promotions_scalar import best_and_worst

    carts, plan = made(count), the_plan()
    book = rules(plan.promotions, plan.members.tiers)
    spent, found = timed(lambda: [best_and_worst(cart, book) for cart in carts])
    paid, receipt = [b.paid for b, _ in found], [w.receipt for _, w in found]
    return {"cpu": spent, "gib": peak_gib(), "sums": sums(paid, receipt)}


def timed(work: Callable[[], T]) -> tuple[float, T]:
    before = cpu(RUSAGE_SELF)
    found = work()
    return cpu(RUSAGE_SELF) - before, found


def sums(paid: Iterable[int], receipt: Iterable[int]) -> list[object]:
    """Return both totals in fen and a mark of every single cart."""
    both = [[int(fen) for fen in one] for one in (paid, receipt)]
    return [*map(sum, both), hashlib.sha256(json.dumps(both).encode()).hexdigest()]


if __name__ == "__main__":
    main()
