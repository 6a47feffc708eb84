"""What promotions there are, what a plan of one holds, and what tactics cost, need and may do.

The lists stand in `resources/campaigns/`; what the law says of a tactic is held against the rules,
and of an unlawful one the lawful form stands beside it. Not legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from types import MappingProxyType
from typing import Literal, cast

import pandas as pd

from shopkit.campaigns.lists import table
from shopkit.campaigns.wording import law
from shopkit.errors import PlanError, Problem
from shopkit.i18n import Lang, listed, percent, text
from shopkit.plan import Plan, guess
from shopkit.plan.sections.campaigns import Campaign
from shopkit.tables import check

Status = Literal["lawful", "conditional", "unlawful"]
SMALL = ("small", "member_day")  # kinds that need neither goal nor money of their own


@dataclass(frozen=True, slots=True)
class Tactic:
    """A way to promote.

    Attributes:
        key: stable name.
        listing: list of a source: `eleven`, `six` or `others`.
        kind: kind of the promotion it is in the plan; empty where it is none.
        cost: what one use costs: per_click, per_message, off_each, gift_each, freight_each,
            insurance_each, loss_each (cost less price), share_of_sales, hours, none.
        zh, en: name.
        needs: what must be there first, by language.
        least_items: products the shop must have; 0 any number.
        status: lawful, conditional on the lawful form, or unlawful as the source has it.
        laws: ids of rules.
        form: how it may be done, by language; empty where nothing is to be heeded.
        until: year it came to an end; empty while it is there.
        words: a pattern by which a plan that uses it is known; empty where none is looked for.
    """

    key: str
    listing: str
    kind: str
    cost: str
    zh: str
    en: str
    needs: Mapping[Lang, str]
    least_items: int
    status: Status
    laws: tuple[str, ...]
    form: Mapping[Lang, str]
    until: str
    words: str

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


@cache
def tactics() -> Mapping[str, Tactic]:
    """Return every tactic by its key."""
    return MappingProxyType({row["key"]: _tactic(row) for row in table("tactics")})


def _tactic(row: Mapping[str, str]) -> Tactic:
    return Tactic(
        row["key"],
        row["list"],
        row["kind"],
        row["cost"],
        row["zh"],
        row["en"],
        {"zh": row["needs_zh"], "en": row["needs_en"]},
        int(row["least_items"] or 0),
        cast("Status", row["status"]),
        tuple(row["laws"].split()),
        {"zh": row["form_zh"], "en": row["form_en"]},
        row["until"],
        row["words"],
    )


def tactic(key: str) -> Tactic:
    """Return a tactic by its key, or by its name in any language.

    Raises:
        PlanError: There is none of this name; the closest one is named.
    """
    for one in tactics().values():
        if key in (one.key, one.zh, one.en):
            return one
    names = [name for one in tactics().values() for name in (one.key, one.zh, one.en)]
    raise PlanError(Problem("campaign_tactic", "tactic", key, {"known": guess(key, names)}))


def tactic_cost(key: str, uses: float, each_cny: float | None = None) -> float | None:
    """Return what a tactic costs, CNY; `None` where the cost of one use is not known.

    Args:
        key: of the tactic.
        uses: clicks, messages, units, parcels, orders, hours, or sales in CNY, by its `cost`.
        each_cny: what one costs; of a share of sales the share, 0–1; of a loss the cost less price.

    Raises:
        PlanError: There is no such tactic, or a figure is negative.

    Example:
        >>> tactic_cost("favourite_coupon", 300, 5), tactic_cost("link_exchange", 3)
        (1500, 0.0)
    """
    found = tactic(key)
    negative = [x for x in (uses, each_cny) if x is not None and x < 0]
    if negative:
        raise PlanError(Problem("campaign_negative", f"tactic.{key}", f"{negative[0]:g}"))
    if found.cost == "none":
        return 0.0
    return None if each_cny is None else uses * each_cny


def missing_items(key: str, items: int) -> int:
    """Return how many products a shop lacks for a tactic.

    Source: shop VIP needs 50 (source document 002).

    Example:
        >>> missing_items("shop_vip", 45), missing_items("shop_vip", 60)
        (5, 0)
    """
    return max(tactic(key).least_items - items, 0)


Use = float | Sequence[float]  # how many times; or with it what one costs, CNY


def tactics_shown(
    lang: Lang, uses: Mapping[str, Use] | None = None, products: int | None = None
) -> pd.DataFrame:
    """Return tactics with what they cost, need and may do.

    Args:
        lang: of the texts.
        uses: which, and what each takes, see `tactic_cost`; all of them without it.
        products: how many the shop has or plans; `None` is unknown.

    Returns:
        One row a tactic: tactic, cost_basis, tactic_cost_cny (NaN unknown), needs (with what is
        missing), lawful (lawful, conditional, unlawful), laws, lawful_form.

    Raises:
        PlanError: There is no tactic of a name, or what it takes cannot be.
    """
    rows = [
        {
            "tactic": one.title(lang),
            "cost_basis": text(f"campaigns.cost.{one.cost}", lang),
            "tactic_cost_cny": cost,
            "needs": one.needs[lang] + _missing(one, products, lang),
            "lawful": one.status,
            "laws": listed([law(rule_id, lang) for rule_id in one.laws], lang),
            "lawful_form": one.form[lang],
        }
        for one, cost in _used(uses)
    ]
    columns = ["tactic", "cost_basis", "tactic_cost_cny", "needs", "lawful", "laws", "lawful_form"]
    return check(pd.DataFrame(rows, columns=columns).astype({"tactic_cost_cny": float}))


def _used(uses: Mapping[str, Use] | None) -> list[tuple[Tactic, float | None]]:
    """Return tactics with what each costs, CNY; all where none is chosen.

    Nothing is counted of what is unlawful.
    """
    if uses is None:
        return [(one, None) for one in tactics().values()]
    if not isinstance(uses, Mapping):
        raise PlanError(Problem("campaign_uses", "tactic", str(uses)))
    costs = {name: tactic_cost(name, *_figures(name, said)) for name, said in uses.items()}
    found = [(tactic(name), cost) for name, cost in costs.items()]
    return [(one, None if one.status == "unlawful" else cost) for one, cost in found]


def _figures(name: str, said: Use) -> tuple[float, float | None]:
    """Return how often a tactic is used and what one costs, `None` unknown.

    Raises:
        PlanError: It is neither one number nor two.
    """
    figures = [*said] if isinstance(said, list | tuple) else [said]
    numbers = [one for one in figures if isinstance(one, int | float) and isfinite(one)]
    if numbers != figures or not 1 <= len(figures) <= 2:  # noqa: PLR2004 - uses, and each
        raise PlanError(Problem("campaign_uses", f"tactic.{name}", str(said)))
    return numbers[0], (numbers[1] if len(numbers) > 1 else None)


def _missing(one: Tactic, products: int | None, lang: Lang) -> str:
    """Return in words how many products a shop lacks for a tactic; empty where none or unknown."""
    if products is None or not missing_items(one.key, products):
        return ""
    lack = missing_items(one.key, products)
    return text("campaigns.products_missing", lang, products=products, n=lack)


def lacks(plan: Plan, campaign: Campaign) -> tuple[str, ...]:
    """Return which fields of a campaign's plan are still empty: rules, products, goal, budget.

    Time, rules and budget make a promotion plan (source document 000, plan 9); time is always
    there. Rules are its depth or a promotion of its name; small campaigns and member days need
    neither goal nor budget, an opening is of the whole shop.
    """
    own = any(one.campaign == campaign.name for one in plan.promotions)
    small = campaign.kind in SMALL
    absent = {
        "rules": campaign.discount_rate is None and not own,
        "products": not campaign.products and campaign.kind != "opening" and not small,
        "goal": campaign.sales_cny is None and not small,
        "budget": campaign.budget_cny is None and not campaign.spend and not small,
    }
    return tuple(name for name, is_absent in absent.items() if is_absent)


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a campaign, made from the one record so that they cannot differ.

    Attributes:
        banner: one line for the picture.
        rules: sentences for the page.
    """

    banner: str
    rules: tuple[str, ...]


def notice(plan: Plan, campaign: Campaign, lang: Lang) -> Notice:
    """Return banner and rules of a campaign from what the plan says of it.

    Published rules have to be the real ones; generating both from one record keeps them so.
    """
    from shopkit.campaigns.wording import Scope

    scope = Scope(plan, lang, campaign.starts)
    said: dict[str, object] = {
        "name": campaign.name,
        "days": scope.days(campaign.starts, campaign.ends),
        "products": scope.products(campaign.products),
    }
    lines = ["notice_time", "notice_scope"]
    depth = campaign.discount_rate
    if depth is not None:
        said |= {"depth": _depth(depth, lang)}
        lines.append("notice_depth")
    told = tuple(text(f"campaigns.{key}", lang, **said) for key in lines)
    own = (one.name for one in plan.promotions if one.campaign == campaign.name)
    more = [text("campaigns.notice_promotion", lang, promotion=name) for name in own]
    banner = "banner_depth" if depth is not None else "banner"
    return Notice(text(f"campaigns.{banner}", lang, **said), (*told, *more))


def _depth(rate: float, lang: Lang) -> str:
    """Return a discount as the language says it: 8.5 折, 15% off."""
    return f"{rate * 10:.2g} 折" if lang == "zh" else f"{percent(1 - rate, 0)} off"
