"""What a campaign's promotions give away, by kind and by who bears it: the engine on past carts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopkit.errors import PeriodError
from shopkit.periods import Period
from shopkit.plan.sections.promotions import Promotion
from shopkit.pricing.replay import Asked, replay
from shopkit.pricing.replay_days import Days, replay_days
from shopkit.promotions import BEARERS

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.plan import Plan
    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.tables import Tables

LEAST_ORDERS = 30  # fewer do not tell what buyers put together
RECENT = timedelta(days=28)
BESIDE = ("free_freight", "gift", "deposit")  # they take nothing off the goods


@dataclass(frozen=True, slots=True)
class Part:
    """What promotions of one kind take off.

    Attributes:
        kind: of promotion; `depth` where only the planned depth is known.
        share: of what buyers pay.
        borne: the part of it each bears, by `promotions.BEARERS`, adding to 1.
    """

    kind: str
    share: float
    borne: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Discounts:
    """What a campaign gives away.

    Attributes:
        parts: by kind, the largest first.
        usual: the share of promotions that hold on any day, not in the campaign alone.
        orders: how many past orders told it; 0 where none did.
        past: their days.
    """

    parts: tuple[Part, ...]
    usual: float
    orders: int
    past: Period | None

    @property
    def share(self) -> float:
        """All of it, as a share of what buyers pay."""
        return sum(part.share for part in self.parts)

    @property
    def units_times(self) -> float:
        """How many times the units of a usual day's yuan a yuan of the campaign is."""
        return (1 + self.share) / (1 + self.usual)


def discounts(plan: Plan, campaign: Campaign, tables: Tables, day: date) -> Discounts:
    """Return what the promotions of a campaign take off what buyers pay, by kind.

    Carts of the same campaign a year ago, or of the last days where these are few, go through the
    promotions of the plan on the campaign's days. A depth none of its promotions stands for is
    one: money off on its products. Without carts the depth itself is taken for its products.

    Args:
        plan: with the campaign as it is looked at.
        campaign: of that plan.
        tables: past orders.
        day: later days are not looked at.

    Raises:
        PlanError: Promotions that allow more combinations than can be gone through.
    """
    asked = with_depth(plan, campaign)
    for days in _past_days(asked, campaign, day):
        found = replay(tables, Asked(asked, days))
        orders = len(found.orders)
        if orders >= LEAST_ORDERS:
            off = found.promotions.assign(kind=[one.kind for one in asked.promotions])
            off["usual"] = [_always(one) for one in asked.promotions]
            off = off[~off["kind"].isin(BESIDE) & (off["off_cny"] > 0)]
            paid = float(found.items["list_amount_cny"].sum() - off["off_cny"].sum())
            usual = float(off.loc[off["usual"], "off_cny"].sum())
            return Discounts(_parts(off, paid), usual / paid, orders, days.past)
    return Discounts(_by_depth(plan, campaign), 0.0, 0, None)


def _always(one: Promotion) -> bool:
    return one.starts is None and one.ends is None and one.campaign is None


def with_depth(plan: Plan, campaign: Campaign) -> Plan:
    """Return a plan in which a promotion stands for the campaign's depth."""
    rate = campaign.discount_rate
    own = [one for one in plan.promotions if one.campaign == campaign.name]
    if rate is None or rate >= 1 or any(one.pay_rate == rate for one in own):
        return plan
    made = Promotion(
        name=f"{campaign.name} {rate:g}",
        kind="official",
        campaign=campaign.name,
        starts=campaign.starts,
        ends=campaign.ends,
        products=campaign.products,
        pay_rate=rate,
    )
    return plan.model_copy(update={"promotions": (*plan.promotions, made)})


def _past_days(plan: Plan, campaign: Campaign, day: date) -> list[Days]:
    """Return the past days to look at, the best first."""
    ahead = Period(campaign.starts, campaign.ends)
    until = min(day, campaign.starts) - timedelta(days=1)
    recent = Days(campaign.name, Period(until - RECENT + timedelta(days=1), until), ahead)
    try:
        before = replay_days(plan, campaign.name).past
    except PeriodError:
        return [recent]
    same = [Days(campaign.name, before, ahead)] if before.end < min(day, campaign.starts) else []
    return [*same, recent]


def _parts(off: pd.DataFrame, paid: float) -> tuple[Part, ...]:
    """Return the kinds of promotions that took something off, as shares of what was then paid."""
    names = [f"borne_{who}_cny" for who in BEARERS]
    sums = off.groupby("kind")[["off_cny", *names]].sum()
    found = [
        Part(str(kind), row["off_cny"] / paid, tuple(row[names] / row["off_cny"]))
        for kind, row in sums.iterrows()
    ]
    return tuple(sorted(found, key=lambda part: -part.share))


def _by_depth(plan: Plan, campaign: Campaign) -> tuple[Part, ...]:
    """Return what the depth alone gives away, for a shop without past orders: of its products."""
    rate = campaign.discount_rate
    if rate is None or not 0 < rate < 1:
        return ()
    listed = {
        one.item_id: (one.price_cny or 0.0) * (one.units_monthly or 0) for one in plan.products
    }
    whole = sum(listed.values())
    own = sum(listed.get(item, 0.0) for item in campaign.products)
    share = own * rate / (own * rate + whole - own) if whole and campaign.products else 1.0
    return (Part("depth", share * (1 / rate - 1), (1.0, *(0.0,) * (len(BEARERS) - 1))),)
