"""Products the stock of a plan names that nobody lists."""

from __future__ import annotations

from collections.abc import Set

from shopkit.errors import Problem
from shopkit.plan import Plan, guess


def product_problems(plan: Plan, items: Set[str]) -> tuple[Problem, ...]:
    """Return the products of `stock.products` neither the plan nor the shop's files list.

    Args:
        plan: the shop's.
        items: ids the files name; where nothing lists any product, nothing is judged.
    """
    known = {one.item_id for one in plan.products} | items
    return tuple(
        Problem(
            "stock_product", f"stock.products.{n}.product", one.product, _near(one.product, known)
        )
        for n, one in enumerate(plan.stock.products)
        if known and one.product not in known
    )


def _near(said: str, known: Set[str]) -> dict[str, object]:
    return {"guess": guess(said, sorted(known))}
