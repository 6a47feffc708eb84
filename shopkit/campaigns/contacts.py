"""When customers who agreed are written to, on which occasion, how often and at which hours.

Only counts are needed, never a person: how many agreed, how many of these have a birthday in a
month. Nobody is written to without consent, more often than the plan allows, or outside its hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

import pandas as pd

from shopkit.almanac import Workdays, holidays, own_events, workdays
from shopkit.almanac.years import held_year
from shopkit.campaigns.lists import table
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.tables import check

State = Literal["planned", "capped", "no_consent", "unknown"]
DAY_HOURS = 24
SOLEMN = ("清明节",)  # the dead are remembered: no day for greetings or offers
COLUMNS = [
    *("date", "occasion", "event", "customers_agreed", "messages"),
    *("from_hour", "to_hour", "contact_state"),
]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A reason to write to customers.

    Attributes:
        key: stable name.
        zh, en: name.
        trigger: what dates it: campaign, new_products, member_day, holiday, birthday, anniversary;
            empty where it is a way, not a day.
        rank: which goes first where the cap does not allow all; 1 is first.
        personal: whether it needs personal data.
        status: lawful only on conditions, or unlawful as the source has it.
        laws: ids of rules.
        form: how it may be done, by language.
    """

    key: str
    zh: str
    en: str
    trigger: str
    rank: int
    personal: bool
    status: Literal["conditional", "unlawful"]
    laws: tuple[str, ...]
    form: Mapping[Lang, str]

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


def occasions() -> tuple[Occasion, ...]:
    """Return every occasion, in the order of the list."""
    return tuple(
        Occasion(
            row["key"],
            row["zh"],
            row["en"],
            row["trigger"],
            int(row["rank"]),
            row["personal"] == "yes",
            cast("Literal['conditional', 'unlawful']", row["status"]),
            tuple(row["laws"].split()),
            {"zh": row["form_zh"], "en": row["form_en"]},
        )
        for row in table("occasions")
    )


@dataclass(frozen=True, slots=True)
class Audience:
    """How many customers may be written to.

    Attributes:
        agreed: those who agreed to messages and did not opt out; `None` is unknown.
        birthdays: of these with a birthday they gave themselves, by month.
        anniversaries: of these with the anniversary of a purchase, by month.
    """

    agreed: int | None = None
    birthdays: Mapping[int, int] = field(default_factory=dict)
    anniversaries: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Contact:
    day: date
    occasion: Occasion
    event: str
    customers: int | None
    everyone: bool


def contact_plan(
    plan: Plan, year: int, audience: Audience, lang: Lang, worked: Workdays | None = None
) -> pd.DataFrame:
    """Return when customers are written to in a year.

    Where more occasions for everyone fall into a month than `agenda.contacts.most_monthly` allows,
    the first by rank stay. A birthday or an anniversary counts for those it is about: where a
    month's places are all taken it is left out too.

    Args:
        plan: the shop's, with its campaigns, agenda and contacts.
        year: 1950 to 2100.
        audience: counts of those who agreed.
        lang: of the names.
        worked: the shop's workdays, where they are at hand.

    Returns:
        One row an occasion: date, occasion, event (what it is about), customers_agreed (NaN
        unknown), messages (0 where none is sent, NaN unknown), from_hour, to_hour (NaN not said),
        contact_state (planned, capped, no_consent, unknown), by day.

    Raises:
        PlanError: The year lies outside 1950 to 2100.
    """
    span = Period(date(held_year(year), 1, 1), date(year, 12, 31))
    found = sorted(
        (
            *_of_shop(plan, span, audience, worked or workdays(plan)),
            *_of_holidays(year, audience, lang),
            *_of_months(year, audience),
        ),
        key=lambda one: (one.day, one.occasion.rank, one.event),
    )
    kept = _within_cap(found, plan.agenda.contacts.most_monthly)
    hours = plan.agenda.contacts.from_hour, plan.agenda.contacts.to_hour
    rows = [_row(one, one in kept, hours, lang) for one in found]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    counts = dict.fromkeys(("customers_agreed", "messages", "from_hour", "to_hour"), float)
    return check(frame.astype({"date": "datetime64[ns]", **counts}))


def contact_hour(
    orders_by_hour: Sequence[float], hours: tuple[int, int] | None = None
) -> int | None:
    """Return the hour in which most orders of a group are placed; `None` without any.

    Source: contact hour = mode of the hours of orders (source document 000, plan 2), of a group of
    customers instead of each one, which would be a profile.

    Args:
        orders_by_hour: orders placed from each hour of the day, 24 numbers.
        hours: the hours allowed, the last one excluded; any without it.

    Example:
        >>> contact_hour([0] * 20 + [5, 9, 2, 7], (9, 21)), contact_hour([0] * 24)
        (20, None)
    """
    first, last = hours or (0, DAY_HOURS)
    allowed = range(first, min(last, DAY_HOURS))
    best = max(allowed, key=lambda hour: orders_by_hour[hour], default=None)
    return best if best is not None and orders_by_hour[best] > 0 else None


def _triggered() -> dict[str, Occasion]:
    return {one.trigger: one for one in occasions() if one.trigger}


def _of_shop(plan: Plan, span: Period, audience: Audience, worked: Workdays) -> Iterator[_Contact]:
    """Yield campaigns, launches and member days that begin in a span."""
    by = _triggered()
    for one in own_events(plan, span, worked):
        if one.span.start not in span or one.kind not in ("campaign", "recurring"):
            continue
        if one.kind == "recurring" and not one.campaign_kind:
            continue
        occasion = by.get(one.campaign_kind or "", by["campaign"])
        yield _Contact(one.span.start, occasion, one.name, audience.agreed, everyone=True)


def _of_holidays(year: int, audience: Audience, lang: Lang) -> Iterator[_Contact]:
    told = set(SOLEMN)
    for off in holidays(year):
        if off.kind != "workday" and off.zh not in told and off.span.start.year == year:
            told.add(off.zh)
            occasion, name = _triggered()["holiday"], off.name(lang)
            yield _Contact(off.span.start, occasion, name, audience.agreed, everyone=True)


def _of_months(year: int, audience: Audience) -> Iterator[_Contact]:
    for trigger, counts in (
        ("birthday", audience.birthdays),
        ("anniversary", audience.anniversaries),
    ):
        for month, customers in sorted(counts.items()):
            day, occasion = date(year, month, 1), _triggered()[trigger]
            yield _Contact(day, occasion, "", customers, everyone=False)


def _within_cap(found: Sequence[_Contact], most: int | None) -> list[_Contact]:
    """Return the contacts a customer may get, the first by rank in each month."""
    if most is None:
        return list(found)
    kept: list[_Contact] = []
    for month in sorted({one.day.month for one in found}):
        ranked = sorted(
            (one for one in found if one.day.month == month),
            key=lambda one: (not one.everyone, one.occasion.rank),
        )
        kept += ranked[:most]
    return kept


def _row(
    one: _Contact, kept: bool, hours: tuple[int | None, int | None], lang: Lang
) -> tuple[object, ...]:
    state: State = "planned" if kept else "capped"
    if one.customers is None:
        state = "unknown" if kept else state
    elif not one.customers:
        state = "no_consent"
    sent = one.customers if state in ("planned", "unknown") else 0
    said = one.occasion.title(lang), one.event or None
    return (one.day, *said, one.customers, sent, *hours, state)
