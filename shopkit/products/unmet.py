"""Products of the plan that the exports do not know under the number the plan gives them."""

from __future__ import annotations

from collections.abc import Iterable

from shopkit.products.sold import sold
from shopkit.tables import Tables


def unmet(tables: Tables, planned: Iterable[str]) -> tuple[str, ...]:
    """Return the item ids nothing that was sold or reported on has; none without such files.

    JD's order lines number SKUs where plan, market table and item report number products: they
    are joined by the code or the title in cost table and item report, see `sold`. Where neither
    holds one, a product of the plan meets no sales.

    Args:
        tables: the shop's.
        planned: ids of the plan's products.
    """
    known = {*sold(tables)["item_id"], *tables["item_days"]["item_id"].drop_nulls()}
    return tuple(item for item in planned if known and item not in known)
