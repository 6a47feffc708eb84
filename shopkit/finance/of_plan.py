"""The months ahead as a plan says them: its goals or stages, rates, people, costs and cash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from shopkit.apportion import PPM
from shopkit.errors import PlanError, Problem
from shopkit.finance.chances import Doubt
from shopkit.finance.costs import FEN
from shopkit.finance.model import Model, Monthly, Rates, Timing
from shopkit.finance.timing import YEAR
from shopkit.pay.of_plan import slope_of
from shopkit.periods import month_starts
from shopkit.plan import Plan
from shopkit.plan.sections.cash import Cash
from shopkit.plan.sections.targets import Stage
from shopkit.pricing.unit import UnitTerms
from shopkit.targets import Tree, tree
from shopkit.terms import terms

Sales = Mapping[date, float | None]  # of past months by their first day, CNY
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is to be sold in the months ahead.

    Attributes:
        sales_cny: of each month.
        stages: the stage each month begins in; empty where there is none.
        per_order_cny: what an order is worth in each month; `None` where no stage says it.
        ads_rates: share of sales (0–1) the goal of each month's year gives to ads; `None` where
            no goal says it.
        untold: how many months at the end neither a stage nor a goal says anything of; they are
            left out. Earlier ones sell nothing, as those before the opening.
    """

    sales_cny: tuple[float, ...]
    stages: tuple[str, ...]
    per_order_cny: tuple[float | None, ...]
    ads_rates: tuple[float | None, ...]
    untold: int


def ahead(plan: Plan, starts: date, months: int, past: Sales | None = None) -> Ahead:
    """Return the sales of the months ahead: of the year's goal, else of the stage each day lies in.

    A goal knows the season and what is locked, a stage says one figure for all its months.

    Args:
        plan: with stages that have days, or goals of years.
        starts: a day of the first month.
        months: how many.
        past: sales of past months, for the season of a goal.
    """
    trees = {one.year: tree(one, past) for one in plan.targets}
    firsts = month_starts(starts, months)
    told = [_month(plan.stages, trees, *pair) for pair in pairwise(firsts)]
    while told and told[-1][0] is None:
        told.pop()
    goals = {one.year: one.ads_rate for one in plan.targets}
    return Ahead(
        tuple(sales or 0.0 for sales, _, _ in told),
        tuple(name for _, name, _ in told),
        tuple(each for _, _, each in told),
        tuple(goals.get(first.year) for first in firsts[: len(told)]),
        months - len(told),
    )


def _month(
    stages: tuple[Stage, ...], trees: Mapping[int, Tree], first: date, after: date
) -> tuple[float | None, str, float | None]:
    """Return the sales of a month, the stage it begins in, and what an order of it is worth."""
    length = (after - first).days
    sold = [monthly_sales(on) for on in _each_day(stages, first, length)]
    known = [cny for cny in sold if cny is not None]
    goal = trees[first.year].month(first) if first.year in trees else None
    stage = next((one for one in _each_day(stages, first, length) if one), None)
    name, each = (stage.name, stage.per_buyer_cny) if stage else ("", None)
    if goal is not None:
        return goal.sales_fen / FEN, name, goal.per_buyer_cny or each
    return (sum(known) / length if known else None), name, each


def _each_day(stages: tuple[Stage, ...], first: date, length: int) -> list[Stage | None]:
    """Return the stage of each day of a month; a stage without a first day is never on."""
    days = [first + n * DAY for n in range(length)]
    return [
        next((s for s in stages if s.starts and s.starts <= d <= (s.ends or date.max)), None)
        for d in days
    ]


def monthly_sales(stage: Stage | None) -> float | None:
    """Return the sales of a month of a stage, CNY, or those of its orders; `None` is unknown.

    A month counts 30 days of orders.
    """
    if stage is None or stage.sales_monthly_cny is not None:
        return stage.sales_monthly_cny if stage else None
    if stage.orders_daily is None or stage.per_buyer_cny is None:
        return None
    return stage.orders_daily * stage.per_buyer_cny * 30


def rates_of_past(steps: Mapping[str, float], kept: float = 1.0) -> Rates:
    """Return the shares of sales a shop has had, of the steps from paid to contribution.

    What goods cost before any came back and which share of refunded ones can be sold again make
    the cost that was borne: more refunds bear less of it.

    Args:
        steps: CNY by step as `profit.Account.steps` has them: `paid`, `refund` and each cost,
            negative, and `unknown`, net sales whose costs are not known.
        kept: share of the cost of all goods sold that was borne (0–1), the rest came back.

    Raises:
        ValueError: Nothing was paid.
    """
    paid, refund = steps.get("paid", 0.0), -steps.get("refund", 0.0)
    if paid <= 0:
        raise ValueError("nothing was paid")
    net_known = paid - refund + steps.get("unknown", 0.0)
    scale = net_known / (paid - refund) if paid > refund else 0.0

    def share(name: str, of: float) -> float | None:
        return None if name not in steps or of * scale <= 0 else -steps[name] / (of * scale)

    rate, goods = refund / paid, share("cost_goods", paid)
    again = min((1 - kept) / rate, 1.0) if rate > 0 else 0.0
    return Rates(
        refund=rate,
        goods=None if goods is None or rate * again >= 1 else goods / (1 - rate * again),
        sold_again=again,
        platform=share("cost_platform", paid - refund),
        affiliate=share("cost_affiliate", paid),
        freight=share("cost_freight", paid),
        packing=share("cost_packing", paid),
        insurance=share("cost_insurance", paid),
        ads=share("cost_ads", paid),
    )


def rates_of_unit(unit: UnitTerms, paid_cny: float) -> Rates:
    """Return the shares of sales of a shop that sells one product at a price.

    Args:
        unit: what a unit is counted with.
        paid_cny: what a buyer pays for it.
    """

    def share(cny: float | None) -> float | None:
        return None if cny is None else cny / paid_cny

    goods = share(unit.goods_cny)
    ads = unit.ads_rate if unit.ads_cny is None else share(unit.ads_cny)
    return Rates(
        refund=unit.refund_rate,
        goods=None if goods is None else goods * unit.kept_rate,
        platform=unit.platform_rate,
        affiliate=unit.affiliate_rate,
        freight=share(unit.freight_cny),
        packing=share(unit.packing_cny),
        insurance=share(unit.insurance_cny),
        ads=ads,
    )


def rates_of(plan: Plan, known: Rates, day: date, orders: Ahead | None = None) -> Rates:
    """Return the shares of sales the plan decides, and the others as they are known.

    The plan decides its ads, taxes and other shares; what a parcel costs and the platform takes
    fills what the past does not tell. For ads the goal of a year comes before the budget.

    Args:
        plan: the plan.
        known: shares of the past or of a unit.
        day: the day whose fees count.
        orders: the months ahead, for what an order is worth.
    """
    asked = terms(plan, [])
    parcel = {
        "freight": asked.freight_fen,
        "packing": asked.packing_fen,
        "insurance": asked.insurance_fen,
    }
    others = [one.rate for one in plan.costs.rates]
    charged = [charge.ppm(asked.category, day) for charge in asked.charges]
    ads, _ = _ads(plan, known, orders)
    found: dict[str, Monthly] = {"ads": ads, "sales_tax": plan.cash.tax_rate}
    if others:
        found["other"] = sum(others)
    for name, fen in parcel.items():
        if getattr(known, name) is None:
            found[name] = _a_parcel(fen, orders)
    if known.platform is None and any(ppm is not None for ppm in charged):
        found["platform"] = sum(ppm or 0 for ppm in charged) / PPM
    return replace(known, **{name: value for name, value in found.items() if value is not None})


def _ads(plan: Plan, known: Rates, orders: Ahead | None) -> tuple[Monthly, Monthly]:
    """Return the share of sales ads take and what they cost beside it, CNY, by month.

    The goal of the year comes first, then the budget's share, its amount, and the past.
    """
    share, monthly = plan.budget.ads_rate, plan.budget.ads_monthly_cny
    amount = 0.0 if share is not None else monthly or 0.0
    if share is None:
        past = known.ads if isinstance(known.ads, float) else None
        share = past if monthly is None else 0.0
    goals = orders.ads_rates if orders else ()
    if all(goal is None for goal in goals):
        return share, amount
    shares = tuple((share or 0.0) if goal is None else goal for goal in goals)
    return shares, tuple(amount if goal is None else 0.0 for goal in goals)


def _a_parcel(fen: int | None, orders: Ahead | None) -> Monthly:
    """Return what a parcel costs as a share of an order; unknown where one of both is."""
    if fen is None or orders is None:
        return None
    sold = list(zip(orders.sales_cny, orders.per_order_cny, strict=True))
    if any(sales and not each for sales, each in sold):
        return None
    return tuple(fen / FEN / each if each else 0.0 for _, each in sold)


def model_of(
    plan: Plan, known: Rates, starts: date | None = None, past: Sales | None = None
) -> Model:
    """Return the months ahead of a plan as a model.

    Pay follows the plan's posts, month by month; where sales move it the share they add is a rate.
    Without an amount of cash to begin with the capital of the budget is in hand, less what is
    put in later.

    Args:
        plan: the plan; its section `cash` says from when and for how long.
        known: shares of sales of the past (`rates_of_past`) or of a unit (`rates_of_unit`).
        starts: a day of the first month where the plan does not say it.
        past: sales of past months, for the season of a goal.

    Raises:
        PlanError: Nobody says when to begin, or what is sold in any month.
    """
    cash = plan.cash
    first = cash.starts or starts
    if first is None:
        raise PlanError(Problem("cash_no_start", "cash.starts"))
    sold = ahead(plan, first, cash.months or YEAR, past)
    if not sold.sales_cny:
        raise PlanError([*_backwards(plan.stages), Problem("cash_no_sales", "stages")])
    months = month_starts(first, len(sold.sales_cny))
    slopes = [slope_of(plan, *told) for told in zip(months, sold.sales_cny, strict=False)]
    shares = tuple(one.share for one in slopes)
    staffed = bool(plan.team.posts)
    rates = rates_of(plan, known, first, sold)
    before = _sold_before(plan, first, past)
    return Model(
        starts=first,
        sales_cny=sold.sales_cny,
        before_cny=before,
        stages=sold.stages if any(sold.stages) else (),
        rates=replace(rates, commission=shares) if staffed and any(shares) else rates,
        ads_cny=_ads(plan, known, sold)[1],
        payroll_cny=tuple(one.fixed_cny for one in slopes) if staffed else None,
        unpaid=tuple(dict.fromkeys(role for one in slopes for role in one.unknown)),
        fixed=plan.costs.fixed,
        deposits=plan.costs.deposits,
        payments=cash.payments,
        timing=_timing(cash, went_on=bool(before)),
        income_tax_rate=cash.income_tax_rate or 0.0,
        opening_cny=_opening(plan),
        least_cny=cash.least_cny or 0.0,
        discount_rate=cash.discount_rate,
    )


def _backwards(stages: tuple[Stage, ...]) -> Iterator[Problem]:
    """Yield stages that end before they begin: no day lies in them."""
    for at, one in enumerate(stages):
        if one.starts and one.ends and one.ends < one.starts:
            ends = {"starts": str(one.starts), "ends": str(one.ends)}
            yield Problem("stage_ends_first", f"stages.{at}", one.name, ends)


def _timing(cash: Cash, *, went_on: bool) -> Timing:
    return Timing(
        settlement_days=cash.settlement_days or 0,
        stock_ahead_days=cash.stock_ahead_days or 0,
        supplier_days=cash.supplier_days or 0,
        went_on=went_on,
    )


def _opening(plan: Plan) -> float:
    """Return the cash to begin with, CNY: as stated, else the capital less what comes later."""
    if plan.cash.opening_cny is not None:
        return plan.cash.opening_cny
    later = sum(max(one.amount_cny or 0.0, 0.0) for one in plan.cash.payments)
    return max((plan.budget.capital_cny or 0.0) - later, 0.0)


def _sold_before(plan: Plan, first: date, past: Sales | None) -> float | None:
    """Return what was sold in the month before the first, CNY, as the past or else a stage says."""
    before = first.replace(day=1) - DAY
    stage = _each_day(plan.stages, before, 1)[0]
    return (past or {}).get(before.replace(day=1)) or monthly_sales(stage)


def doubts_of(plan: Plan) -> list[Doubt]:
    """Return how far drivers may lie from the plan, as the plan says it.

    Of several spreads of one driver the first that can be counts, ends out of order do not: see
    `plan_findings`.
    """
    known: dict[str, Doubt] = {}
    for one in plan.cash.spreads:
        if one.low <= one.high:
            known.setdefault(one.of, Doubt.of_spread(one))
    return list(known.values())
