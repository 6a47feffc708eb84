"""What each post of a shop is measured by: what its files tell of that, beside what is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit import kpi, staffing
from shopkit.ads import spent
from shopkit.charts.table import Cell, Table
from shopkit.i18n import listed, text
from shopkit.service import answers, reviews
from shopkit.spans import rows_of
from shopkit.staffing.kpis import POST_FIGURES, ad_cost_share, traffic_reached
from shopkit.staffing.posts import held_roles
from shopkit.staffing.roles import roles
from shopkit.tables import column, shown
from shopkit.targets import tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shopkit.charts.table import Content
    from shopkit.i18n import Lang
    from shopkit.periods import Period
    from shopkit.plan.sections.team import Post
    from shopkit.staffing.kpis import PostFigure
    from shopkit.tables import Tables
    from shopkit.targets.months import MonthTarget
    from shopkit.widgets.staffing import StaffingView

FEN = 100
OVERVIEW = {"paid_cny": "paid", "conversion_rate": "conversion_rate", "refund_rate": "refund_rate"}
SCORES = ("score_delivery", "score_service")
LEADS_ALONE = {"service_supervisor"}  # measured by others' work: only who holds just that role
Known = dict[str, float | None]


def kpis(view: StaffingView) -> Table:
    """Return what each post the shop has is measured by: now, its target, whether it is met."""
    lang, month = view.lang, _month(view)
    values = _values(view.tables, view.period, month) if view.period else {}
    targets = _targets(view, month)
    heads = [text(f"people.kpis.{name}", lang) for name in ("post", "figure", "now", "target")]
    heads += [text(f"people.kpis.{name}", lang) for name in ("kept", "means")]
    rows: list[list[Content]] = [
        [
            named if n == 0 else "",
            *_row(one, (values.get(one.figure), targets.get(one.figure)), lang),
        ]
        for named, figures in _measured(view.posts, lang)
        for n, one in enumerate(figures)
    ]
    period = view.period.label(lang) if view.period else ""
    caption = text(f"people.kpis.{'caption' if period else 'no_sales'}", lang, period=period)
    told = ("" if lang == "zh" else " ").join([caption, *_nobody(view.posts, lang)])
    return Table(heads, rows, "llrrll", lang, told)


def _row(one: PostFigure, said: tuple[float | None, float | None], lang: Lang) -> list[Content]:
    now, target = said
    name = one.figure
    kept: Content = None
    if now is not None and target is not None:
        met = now >= target if one.better == "high" else now <= target
        kept = _verdict(lang, met=met)
    cells = [None if each is None else shown(name, each, lang) for each in said]
    told = column(name).header(lang) if column(name).dtype == "float" else column(name).title(lang)
    return [told, *cells, kept, column(name).meaning(lang)]


def _verdict(lang: Lang, *, met: bool) -> Cell:
    if met:
        return Cell(text("people.kpis.met", lang), "good_text")
    return Cell(text("people.kpis.missed", lang), "bad_text")


def _measured(posts: Sequence[Post], lang: Lang) -> list[tuple[str, tuple[PostFigure, ...]]]:
    """Return each post that is measured, as it is called, and its figures."""
    found: dict[str, list[PostFigure]] = {}
    for post in posts:
        keys = dict.fromkeys(key for role in held_roles(post) for key in _like(role.key))
        figures = [one for key in keys for one in POST_FIGURES[key]]
        if figures:
            held = found.setdefault(staffing.post_title(post.role, lang), [])
            held += [one for one in figures if one not in held]
    return [(name, tuple(figures)) for name, figures in found.items()]


def _like(role: str) -> list[str]:
    """Return the measured roles whose work a role does: itself, else those of its department."""
    if role in POST_FIGURES:
        return [role]
    known = roles()
    mine = known[role].department
    return [key for key in POST_FIGURES if known[key].department == mine and key not in LEADS_ALONE]


def _nobody(posts: Sequence[Post], lang: Lang) -> list[str]:
    """Return a sentence on the measured roles nobody holds."""
    held = {key for post in posts for role in held_roles(post) for key in _like(role.key)}
    free = [
        staffing.role_title(key, lang)
        for key in POST_FIGURES
        if key not in held and key not in LEADS_ALONE
    ]
    return [text("people.kpis.nobody", lang, list=listed(free, lang))] if free else []


def _values(tables: Tables, period: Period, month: MonthTarget | None) -> Known:
    """Return what the files tell of a period, by figure; `None` is unknown."""
    seen = kpi.headline(tables, period)
    ads = spent(tables, period)
    cost = float(ads["spend_cny"].sum()) if len(ads) else None
    aimed = month.visitors if month else None
    visitors, paid = seen.value("visitors"), seen.value("paid")
    reached = traffic_reached(visitors, aimed) if visitors is not None and aimed else None
    share = ad_cost_share(cost, paid) if cost is not None and paid else None
    return {
        **staffing.figures_of(tables, period, cost),
        **{figure: seen.value(name) for figure, name in OVERVIEW.items()},
        **_scores(tables, period),
        "answer_seconds": answers(tables, period).get("answer_seconds"),
        "team_sales_cny": answers(tables, period).get("service_paid_cny"),
        "good_rate": reviews(tables, period).get("good_rate"),
        "traffic_reached": reached,
        "ad_cost_share": share,
    }


def _scores(tables: Tables, period: Period) -> Known:
    """Return the latest scores of the shop in a period."""
    days, _ = rows_of(tables["shop_days"], period)
    known = {name: days.sort("date").drop_nulls(name)[name] for name in SCORES}
    return {name: float(told[-1]) if len(told) else None for name, told in known.items()}


def _month(view: StaffingView) -> MonthTarget | None:
    """Return the goal of the month that is looked at; `None` where there is none, or no month."""
    period = view.period
    if period is None or period.kind != "month":
        return None
    goals = [one for one in view.plan.targets if one.year == period.start.year]
    return tree(goals[0], view.known.sales).month(period.start) if goals else None


def _targets(view: StaffingView, month: MonthTarget | None) -> Mapping[str, float | None]:
    """Return what the plan aims at, by figure."""
    told: Known = {"ad_cost_share": view.plan.budget.ads_rate}
    if month is None:
        return told
    told |= {"paid_cny": month.sales_fen / FEN, "conversion_rate": month.conversion_rate}
    if month.ads_fen is not None and month.sales_fen:
        told["ad_cost_share"] = month.ads_fen / month.sales_fen
    return told | {"traffic_reached": 1.0 if month.visitors else None}
