"""Everything the notebooks can show of a shop, to be looked at all at once."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.exports import Shop, open_shop
from shopkit.i18n import Lang
from shopkit.periods import Period, compare
from shopkit.profit import Account, Books
from shopkit.widgets.channels import ChannelsView
from shopkit.widgets.kpi import KpiView
from shopkit.widgets.products import ProductsView
from shopkit.widgets.profit import ProfitView
from shopkit.widgets.said import Said
from shopkit.widgets.service import ServiceView
from shopkit.widgets.start import Receipt

SENTENCES = {"Said", "Unsaid"}
SAMPLES = sorted(
    path.parent for path in (Path(__file__).parents[1] / "data" / "sample").glob("*/shop.yaml")
)


def sample(folder: Path, platform: str = "") -> Shop:
    """Return a sample shop, as if it were on another platform."""
    shop = open_shop(folder)
    if not platform:
        return shop
    moved = shop.plan.shop.model_copy(update={"platform": platform})
    return replace(shop, plan=shop.plan.model_copy(update={"shop": moved}))


def shown(shop: Shop, period: str, lang: Lang) -> Iterator[tuple[str, Picture | Table | Said]]:
    """Yield by name every picture, table and sentence of every view of a shop in a period."""
    asked = Period.parse(period)
    comparison = compare(asked, shop.first_day, shop.last_day)
    kpi = KpiView(shop, asked, "before", lang)
    account = Account(Books(shop.tables, shop.plan), comparison, lang, "item")
    views = (kpi, ChannelsView(kpi), ProductsView(kpi), ServiceView(kpi))
    for view in (*views, ProfitView(shop, account), Receipt(shop, lang)):
        yield from _of(view)


def _of(view: Any) -> Iterator[tuple[str, Picture | Table | Said]]:
    for name, method in inspect.getmembers(type(view), inspect.isfunction):
        said = inspect.signature(method)
        given = [one for one in said.parameters.values() if one.name != "self"]
        needed = any(one.default is inspect.Parameter.empty for one in given)
        made = str(said.return_annotation).split(" | ")
        if not name.startswith("_") and not needed and {*made} <= {"Picture", "Table", *SENTENCES}:
            yield f"{type(view).__name__}.{name}", getattr(view, name)()
