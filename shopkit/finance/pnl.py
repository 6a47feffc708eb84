"""The account of profit by month, stage or year; and the account in shares of turnover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from shopkit.finance.costs import FEN
from shopkit.finance.forecast import Forecast
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

By = Literal["month", "stage", "year"]
PARCELS = ("freight", "packing", "insurance", "other")
VARIABLE = ("goods", "platform", "affiliate", *PARCELS)
STANDING = ("payroll", "fixed", "one_off")


def pnl(made: Forecast, by: By = "month") -> pd.DataFrame:
    """Return the account of profit, CNY; costs are positive and taken away.

    Args:
        made: the forecast.
        by: a row for each month, each stage in its order (months without one together), or each
            calendar year.

    Returns:
        One row a month, stage or year; `date` is its first month.
    """
    import pandas as pd

    cells = {name: amounts / FEN for name, amounts in _lines(made).items()}
    frame = pd.DataFrame({"date": pd.to_datetime(made.firsts), **cells})
    stages = made.model.stages or ("",) * made.model.months
    frame.insert(1, "shop_stage", list(stages))
    if by != "month":
        key = frame["shop_stage"] if by == "stage" else frame["date"].dt.year
        firsts = {"date": "min", "shop_stage": "first"}
        sums = dict.fromkeys(cells, "sum")
        grouped = frame.groupby(key.to_numpy(), sort=False)
        frame = grouped.agg(firsts | sums).reset_index(drop=True)
        frame[list(cells)] = frame[list(cells)].round(2)
    net = frame["net_cny"].to_numpy(float)
    left = frame["profit_after_tax_cny"].to_numpy(float)
    frame["profit_rate"] = np.divide(left, net, out=np.full(len(net), np.nan), where=net != 0)
    return check(frame)


def _lines(made: Forecast) -> dict[str, np.ndarray]:
    """Return every line as it is shown, fen, in the order in which it is counted."""
    lines = made.profit
    net = lines["paid"] + lines["refund"]
    before_ads = net + sum(lines[name] for name in VARIABLE)
    return {
        "paid_cny": lines["paid"],
        "refund_cny": -lines["refund"],
        "net_cny": net,
        **{f"cost_{name}_cny": -lines[name] for name in VARIABLE},
        "contribution_before_ads_cny": before_ads,
        "spend_cny": -lines["ads"],
        "contribution_cny": before_ads + lines["ads"],
        **{f"cost_{name}_cny": -lines[name] for name in STANDING},
        "profit_before_tax_cny": made.before_tax,
        "sales_tax_cny": -lines["sales_tax"],
        "income_tax_cny": -lines["income_tax"],
        "profit_after_tax_cny": made.left,
    }


@dataclass(frozen=True, slots=True)
class Shares:
    """An account in shares of turnover.

    Attributes:
        margin: gross margin, share of turnover.
        costs: shares of turnover by name, in their order; `None` is unknown.
    """

    margin: float
    costs: Mapping[str, float | None]

    @property
    def missing(self) -> tuple[str, ...]:
        """Costs that are named without a share."""
        return tuple(name for name, share in self.costs.items() if share is None)

    @property
    def net(self) -> float | None:
        """What is left of turnover; unknown where a cost is.

        Example:
            >>> round(Shares(0.4, {"ads": 0.1, "staff": 0.06}).net, 4)
            0.24
        """
        known = [share for share in self.costs.values() if share is not None]
        return None if self.missing else self.margin - sum(known)

    def without(self, *names: str) -> Shares:
        """Return the same without some costs."""
        kept = {name: share for name, share in self.costs.items() if name not in names}
        return replace(self, costs=kept)

    def with_amount(self, name: str, amount_cny: float, turnover_cny: float) -> Shares:
        """Return the same with a cost that is an amount at a turnover.

        Raises:
            ValueError: There is no turnover to share it over.
        """
        if turnover_cny <= 0:
            raise ValueError("turnover_cny must be above zero")
        return replace(self, costs={**self.costs, name: amount_cny / turnover_cny})

    def break_even_cny(self, name: str, amount_cny: float) -> float | None:
        """Return the turnover that covers an amount which is counted as this cost, CNY.

        Returns:
            `None` where nothing of turnover is left to cover it, whatever the turnover.
        """
        left = self.without(name).net
        return amount_cny / left if left is not None and left > 0 else None

    def highest_share(self, name: str) -> float | None:
        """Return the share of turnover a cost may take before nothing is left."""
        return self.without(name).net

    def break_even_roi(self, ads: str) -> float | None:
        """Return the turnover each yuan of ads must bring so that nothing is lost."""
        share = self.highest_share(ads)
        return 1 / share if share is not None and share > 0 else None

    def frame(self) -> pd.DataFrame:
        """Return the account as rows, the shares taken away negative."""
        import pandas as pd

        rows: list[tuple[str, float | None]] = [("gross_margin", self.margin)]
        rows += [(name, None if s is None else -s) for name, s in self.costs.items()]
        shown = pd.DataFrame([*rows, ("net", self.net)], columns=["budget_item", "figure_share"])
        shown["figure_share"] = shown["figure_share"].astype(float)
        return check(shown)
