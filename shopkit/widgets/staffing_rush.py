"""The days around a campaign as a table: parcels, packers, chats, agents, and what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.charts.table import Table
from shopkit.coverage import serves
from shopkit.i18n import day, money, number, text
from shopkit.reports.calendar_expected import learned_from
from shopkit.reports.staff import day_after
from shopkit.scenario import Move, seen_of, trade_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shopkit.charts.table import Content
    from shopkit.i18n import Lang
    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.scenario import Trade
    from shopkit.scenario.rush import Rushed, Spell
    from shopkit.widgets.staffing import StaffingView

HEADS = ("days", "parcels", "packers", "chats", "agents", "people")
FELT = 1.2  # times a usual day: what lies below drowns in the difference between weekdays


def foreseen(view: StaffingView, one: Campaign) -> Trade:
    """Return what a campaign is foreseen to sell: as the campaigns' notebook foresees it.

    Args:
        view: the people of the shop.
        one: of its plan.

    Raises:
        PlanError: It ends before it starts.
    """
    after = day_after(view.view.shop)
    method = learned_from(view.tables, view.plan, after).method if after else None
    return trade_of(
        view.plan, seen_of(view.tables, after or view.day, method), Move(campaign=one.name)
    )


def campaign(view: StaffingView, found: Rushed) -> Table:
    """Return the days around a campaign, what each takes, and in words how many people more."""
    lang = view.lang
    heads = [text(f"people.rush.{name}", lang) for name in HEADS]
    rows: list[list[Content]] = [
        [
            text(
                f"people.rush.{one.kind}",
                lang,
                first=day(one.first, lang),
                last=day(one.last, lang),
            ),
            _count(one.parcels_daily, lang),
            _count(one.packers, lang),
            _count(one.chats_daily, lang),
            _count(one.agents_peak, lang),
            _count(one.people_needed, lang),
        ]
        for one in found.spells
    ]
    gap = "" if lang == "zh" else " "
    return Table(heads, rows, "lrrrrr", lang, gap.join(_said(view, found)))


def _count(value: float | None, lang: Lang) -> str | None:
    return None if value is None else number(round(value), lang)


def _said(view: StaffingView, found: Rushed) -> Iterator[str]:
    """Yield what a campaign comes to, in sentences."""
    lang, rush, usual = view.lang, found.rush, found.orders_usual
    values = {
        "name": found.campaign.name,
        "sales": money(found.campaign.sales_cny, lang),
        "orders": round(rush.orders),
        "daily": _count(rush.orders_daily, lang),
        "most": _count(found.most_daily, lang),
        "usual": _count(usual, lang),
        "times": f"{rush.multiple:.1f}",
        "prepacked": round(rush.orders * rush.prepacked_share),
    }
    known_days = found.basis == "forecast"
    stated = "so" if usual else "so_alone"
    yield text(f"people.rush.{'foreseen' if known_days else stated}", lang, **values)
    if known_days and found.goal_orders is not None:
        times = found.goal_orders / rush.orders
        goal = {"sales": values["sales"], "orders": round(found.goal_orders)}
        yield text("people.rush.goal", lang, times=f"{times:.1f}", **goal)
    packers, people = (_most(found.spells, name) for name in ("packers", "people_needed"))
    told = {"packers": packers[0], "extra": packers[1], "people": people[0], "agents": people[1]}
    desk = sum(post.people for post in view.posts if serves(post))
    if usual:
        known = "more" if packers[1] or people[1] else "same"
        key = known if people[0] else "packers_only"
        yield text(f"people.rush.{key}", lang, desk=desk, **told)
        if rush.multiple < FELT and not known_days:
            yield text("people.rush.small", lang)
    if found.night is None:
        yield text("people.rush.no_night", lang)


def _most(spells: Iterable[Spell], name: str) -> tuple[int, int]:
    """Return the most of something on any day, and how many more that is than usual."""
    known = [getattr(one, name) or 0 for one in spells]
    return max(known), max(known) - known[0]
