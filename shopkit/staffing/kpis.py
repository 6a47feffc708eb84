"""What each post is measured by: a register of figures, their formulas, a sheet with targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import pandas as pd
import polars as pl

from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.roles import held_roles, post_title, roles
from shopkit.spans import rows_of
from shopkit.tables import Tables, check

if TYPE_CHECKING:
    from shopkit.plan.sections.team import Post

WRONG_WORDS = "发错|错发|漏发|少件|少发"  # reasons that say a parcel held the wrong goods
QUALITY_WORDS = "质量|破损|瑕疵|做工"
LEADS_ALONE = {"service_supervisor"}  # measured by others' work: only who holds just that role
Better = Literal["high", "low"]
FEN = 100


@dataclass(frozen=True, slots=True)
class PostFigure:
    """A figure a post is measured by.

    Attributes:
        figure: name of a column of the dictionary.
        better: whether more or less of it is better.
    """

    figure: str
    better: Better = "high"


def _measured(*names: str) -> tuple[PostFigure, ...]:
    return tuple(PostFigure(n[1:], "low") if n[0] == "-" else PostFigure(n) for n in names)


POST_FIGURES: Mapping[str, tuple[PostFigure, ...]] = MappingProxyType(
    {
        "warehouse": _measured("score_delivery", "-wrong_parcel_rate", "-quality_return_share"),
        "service_supervisor": _measured("own_sales_cny", "team_sales_cny"),
        "promotion_lead": _measured("traffic_reached", "-ad_cost_share"),
        "designer": _measured("pages_per_visit"),
        "service": _measured("-answer_seconds", "score_service", "good_rate"),
        "operations_manager": _measured("paid_cny", "conversion_rate", "-refund_rate"),
    }
)


def wrong_parcel_rate(wrong: float, parcels: float) -> float | None:
    """Return the share of parcels that held the wrong goods, 0–1; `None` without parcels.

    Example:
        >>> wrong_parcel_rate(3, 1_200)
        0.0025
    """
    return wrong / parcels if parcels else None


def quality_return_share(quality: float, returns: float) -> float | None:
    """Return the share of returns that are for quality, 0–1; `None` without returns."""
    return quality / returns if returns else None


def ad_cost_share(ad_cost_cny: float, sales_cny: float) -> float | None:
    """Return what ads cost as share of sales, 0–1 and more; `None` without sales.

    Example:
        >>> ad_cost_share(30_000, 300_000)
        0.1
    """
    return ad_cost_cny / sales_cny if sales_cny else None


def traffic_reached(visitors: float, target: float) -> float | None:
    """Return visitors as share of those aimed at; `None` without a target.

    Example:
        >>> traffic_reached(9_000, 10_000)
        0.9
    """
    return visitors / target if target else None


def pages_per_visit(page_views: float, visitors: float) -> float | None:
    """Return how many pages a visitor looks at; `None` without visitors.

    Example:
        >>> pages_per_visit(35_000, 10_000)
        3.5
    """
    return page_views / visitors if visitors else None


def kpi_sheet(
    posts: Sequence[Post],
    values: Mapping[str, float | None],
    targets: Mapping[str, float | None],
    lang: Lang,
) -> pd.DataFrame:
    """Return what some posts are measured by, beside its target.

    A post is measured by the figures of the roles whose work its people do.

    Args:
        posts: those a shop has.
        values: figure → value; what is missing is unknown.
        targets: figure → target; what is missing has none.
        lang: language of posts.

    Returns:
        One row a post, as it is called, and figure: post, figure (a column of the dictionary),
        value_now and value_target (NaN unknown), kept (whether the target is met; missing where
        either is unknown).
    """
    rows = [
        {
            "post": post,
            "figure": one.figure,
            "value_now": _float(values.get(one.figure)),
            "value_target": _float(targets.get(one.figure)),
            "kept": _kept(one, values.get(one.figure), targets.get(one.figure)),
        }
        for post, figures in _measured_posts(posts, lang).items()
        for one in figures
    ]
    return check(
        pd.DataFrame(rows, columns=["post", "figure", "value_now", "value_target", "kept"])
    )


def unmeasured(posts: Sequence[Post]) -> tuple[str, ...]:
    """Return the keys of the measured roles whose work none of some posts does."""
    held = {key for post in posts for role in held_roles(post) for key in _like(role.key)}
    return tuple(key for key in POST_FIGURES if key not in held | LEADS_ALONE)


def _measured_posts(posts: Sequence[Post], lang: Lang) -> dict[str, list[PostFigure]]:
    """Return each post that is measured, as it is called, and its figures."""
    found: dict[str, list[PostFigure]] = {}
    for post in posts:
        keys = dict.fromkeys(key for role in held_roles(post) for key in _like(role.key))
        figures = [one for key in keys for one in POST_FIGURES[key]]
        if figures:
            held = found.setdefault(post_title(post.role, lang), [])
            held += [one for one in figures if one not in held]
    return found


def _like(role: str) -> list[str]:
    """Return the measured roles whose work a role does: itself, else those of its department."""
    if role in POST_FIGURES:
        return [role]
    known = roles()
    mine = known[role].department
    return [key for key in POST_FIGURES if known[key].department == mine and key not in LEADS_ALONE]


def _float(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _kept(one: PostFigure, value: float | None, target: float | None) -> bool | None:
    if value is None or target is None:
        return None
    return value >= target if one.better == "high" else value <= target


def figures_of(
    tables: Tables, period: Period, ad_cost_cny: float | None = None
) -> dict[str, float | None]:
    """Return the figures of posts a shop's tables tell for a period; `None` what they do not.

    Wrong parcels and quality are told by the reasons of refunds, so that both are at least so
    many: a buyer who gives another reason is not counted.

    Args:
        tables: the shop's.
        period: the days asked for.
        ad_cost_cny: what ads cost in it, each yuan once; `None` if unknown.
    """
    days, _ = rows_of(tables["shop_days"], period)
    back = _within(tables["refunds"], "refunded_at", period)
    returned = back.filter(pl.col("needs_return").fill_null(value=False))
    sent = _within(tables["orders"], "shipped_at", period).height if back.height else 0
    paid = _total(days, "paid_fen")
    sales = None if paid is None else paid / FEN
    return {
        "paid_cny": sales,
        "wrong_parcel_rate": wrong_parcel_rate(_named(back, WRONG_WORDS), sent),
        "quality_return_share": quality_return_share(
            _named(returned, QUALITY_WORDS), returned.height
        ),
        "pages_per_visit": _ratio(_total(days, "page_views"), _total(days, "visitors")),
        "ad_cost_share": _ratio(ad_cost_cny, sales),
    }


def _within(rows: pl.DataFrame, name: str, period: Period) -> pl.DataFrame:
    return rows.filter(pl.col(name).dt.date().is_between(period.start, period.end))


def _ratio(over: float | None, under: float | None) -> float | None:
    return over / under if over is not None and under else None


def _named(rows: pl.DataFrame, words: str) -> int:
    return rows.filter(pl.col("reason").fill_null("").str.contains(words)).height


def _total(rows: pl.DataFrame, name: str) -> float | None:
    known = rows[name].drop_nulls()
    return float(known.sum()) if known.len() else None
