"""Everything that contradicts in the promotions of a plan, the worst first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.promotions import alone, reach, together, worth
from shopkit.promotions.carts import Carts
from shopkit.promotions.judge import Bench, Places, finding

if TYPE_CHECKING:
    from shopkit.plan import Plan

CHECKS = (
    alone.moments,
    alone.fields,
    alone.bearers,
    alone.names,
    worth.too_much,
    worth.ladders,
    worth.deposits,
    worth.budgets,
    worth.gifts,
    worth.falls,
    reach.thresholds,
    together.same_names,
    together.levels,
    together.operators,
    together.personal,
    together.overlaps,
    together.assumed,
)


def promotion_findings(
    plan: Plan, lang: Lang, folder: Path | None = None, carts: Carts | None = None
) -> list[Finding]:
    """Return what is wrong with the promotions of a plan, the worst first; may be empty.

    Args:
        plan: with its lists, so that products in files are known.
        lang: of the reader.
        folder: where `shop.yaml` lies; without it places are paths without lines.
        carts: past carts, to see which thresholds any of them reached.
    """
    if not plan.promotions:
        return []
    bench, places = Bench(plan, lang, carts), Places(folder)
    points = [point for check in CHECKS for point in check(bench)]
    points.sort(key=lambda point: (-point.severity, point.position or 0))
    return [finding(point, bench, places) for point in points]
