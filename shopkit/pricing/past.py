"""What a product's own sales say of its next one: refunds, parcels, promoters, ads."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import polars as pl

from shopkit.tables import Tables
from shopkit.terms import Terms, prices

ENOUGH_LINES = 20  # fewer say little of returns: the shop as a whole speaks for them
PER_PAID = {"refund": "refund_rate", "cost_affiliate": "affiliate_rate", "cost_ads": "ads_rate"}
PER_UNIT = {
    **{"cost_ads": "ads_cny", "cost_freight": "freight_cny", "cost_packing": "packing_cny"},
    "cost_insurance": "insurance_cny",
}


@dataclass(frozen=True, slots=True)
class Past:
    """Averages of past sales; what the files do not tell is not among them.

    Attributes:
        lines: how many lines they are made of.
        rates: by name of the term: shares of what was paid, CNY of a unit, `kept_rate`.
        units: units sold by SKU.
    """

    lines: int
    rates: dict[str, float]
    units: dict[str, float]


def pasts(lines: pd.DataFrame, costs: pd.DataFrame, by: str) -> tuple[Past, dict[str, Past]]:
    """Return the averages of the whole shop and of each product.

    Args:
        lines: paid lines as the chapter of profit counts them: item_id, sku, date, units,
            paid_cny, refund_cny and a column for each cost known.
        costs: what the goods of each line cost, its units all kept: `bought_cny`, by row.
        by: `item_id` or `sku`.
    """
    sold = lines.assign(bought_cny=costs["bought_cny"])
    sold = sold[sold["units"] > 0]
    groups = {str(key): _past(own) for key, own in sold.groupby(by)}
    return _past(sold), groups


def bought(lines: pd.DataFrame, tables: Tables, terms: Terms) -> pd.DataFrame:
    """Return what the goods of each line cost by the cost tables of its day: bought_cny."""
    key = ["sku", "item_id"]
    named = pl.DataFrame({name: [_word(v) for v in lines[name]] for name in key}, _texts(key))
    products = named.unique().sort(key).with_row_index("product")
    told = named.join(products, key, how="left", nulls_equal=True, maintain_order="left")
    days = [None if pd.isna(day) else day for day in pd.to_datetime(lines["date"]).dt.date]
    listed = prices(
        products.with_columns(category=pl.lit(None, pl.String)), tables["products"], terms
    )
    unit = listed.on(told.with_columns(pl.Series("day", days, pl.Date)))[0]
    cny = unit.cast(pl.Float64).to_numpy() / 100
    return pd.DataFrame({"bought_cny": cny * lines["units"].to_numpy()}, index=lines.index)


def _texts(names: list[str]) -> dict[str, pl.DataType]:
    return dict.fromkeys(names, pl.String())


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _past(lines: pd.DataFrame) -> Past:
    rates = {name: _ratio(lines, f"{cost}_cny", "paid_cny") for cost, name in PER_PAID.items()}
    rates |= {name: _ratio(lines, f"{cost}_cny", "units") for cost, name in PER_UNIT.items()}
    rates["kept_rate"] = _ratio(lines, "cost_goods_cny", "bought_cny")
    units = lines.dropna(subset="sku").groupby("sku")["units"].sum()
    return Past(
        lines=len(lines),
        rates={name: rate for name, rate in rates.items() if rate is not None},
        units={str(sku): float(n) for sku, n in units.items()},
    )


def _ratio(lines: pd.DataFrame, part: str, whole: str) -> float | None:
    """Return a sum as a share of another, of the lines that tell both."""
    if part not in lines:
        return None
    both = lines[[part, whole]].astype("float64").dropna()
    total = float(both[whole].sum())
    return float(both[part].sum()) / total if total > 0 else None
