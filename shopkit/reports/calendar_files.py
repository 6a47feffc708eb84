"""A year of campaigns as a calendar (ics) for everybody's telephone.

Tasks are all-day events: telephones leave to-dos (VTODO) of an imported file out. Days are plain
dates, the same in every zone. An entry keeps its id when its days move, so that importing again
moves it instead of doubling it; the same year seen from the same day gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from shopkit import campaigns, schedule
from shopkit.almanac import holidays as holidays_of
from shopkit.almanac import own_events
from shopkit.almanac.rounds import round_of
from shopkit.errors import PlanError, Problem
from shopkit.i18n import DASH, Lang, full_day, listed, text
from shopkit.periods import DAY, Period
from shopkit.reports.calendar_ahead import CalendarAhead, with_due
from shopkit.reports.roster_files import BEIJING
from shopkit.roles import post_title

if TYPE_CHECKING:
    from icalendar import Event

    from shopkit.plan.sections.agenda import Meeting, Recurring

WEEKDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST = 28  # days of the shortest month
MORNING = timedelta(hours=9)
EVE = MORNING - DAY  # nine in the morning of the day before
SIGNUP_ALARMS = (3 * -DAY + MORNING, EVE)
STEPS = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar.

    Attributes:
        key: what it is, whatever its days.
        title: what is shown.
        span: its days.
        category: campaign, task, meeting, holiday.
        said: lines shown below the title.
        alarms: how long after midnight of its first day a telephone rings.
        rule: how it comes round; empty is once.
        except_on: days on which it comes round but is not held.
    """

    key: str
    title: str
    span: Period
    category: str
    said: tuple[str, ...] = ()
    alarms: tuple[timedelta, ...] = ()
    rule: dict[str, Any] = field(default_factory=dict)
    except_on: tuple[date, ...] = ()


def calendar_ics(ahead: CalendarAhead, lang: Lang, *, holidays: bool = False) -> bytes:
    """Return a year as a calendar: campaigns, sign-up, work that is open, meetings.

    Args:
        ahead: the year; nobody's name is in it.
        lang: language of every text.
        holidays: whether public holidays and workdays in their place are entries, too.

    Raises:
        PlanError: The year holds nothing, and an empty calendar is none.
    """
    from icalendar import Calendar

    told = list(entries(ahead, lang, holidays=holidays))
    if not told:
        raise PlanError(Problem("calendar_empty", "campaigns", None, {"year": ahead.year}))

    found = Calendar()
    name = text("calendar.files.calendar", lang, shop=ahead.shop)
    for key, value in {
        "prodid": "-//shopkit//calendar//",
        "version": "2.0",
        "calscale": "GREGORIAN",
        "method": "PUBLISH",
        "name": name,
        "x-wr-calname": name,
        "x-wr-timezone": "Asia/Shanghai",
    }.items():
        found.add(key, value)
    stamp = datetime.combine(ahead.today, time(), BEIJING).astimezone(UTC)
    for entry in told:
        found.add_component(_event(entry, ahead.shop, stamp, lang))
    return bytes(found.to_ical())


def entries(ahead: CalendarAhead, lang: Lang, *, holidays: bool) -> Iterator[Entry]:
    """Yield the entries of a year, each with a key of its own."""
    held = [*_campaigns(ahead, lang), *_tasks(ahead, lang), *_rounds(ahead, lang)]
    if holidays:
        held += _holidays(ahead, lang)
    seen: Counter[str] = Counter()
    for entry in held:
        seen[entry.key] += 1
        yield _keyed(entry, seen[entry.key])


def _keyed(entry: Entry, n: int) -> Entry:
    """Return an entry whose key tells it from those before it of the same name."""
    return entry if n == 1 else replace(entry, key=f"{entry.key}|{n}")


def _event(entry: Entry, shop: str, stamp: datetime, lang: Lang) -> Event:
    from icalendar import Alarm, Event

    made = Event()
    category = text(f"calendar.files.category_{entry.category}", lang)
    for name, value in {
        "uid": f"{sha256(f'{shop}|{entry.key}'.encode()).hexdigest()[:32]}@shopkit",
        "dtstamp": stamp,
        "dtstart": entry.span.start,
        "dtend": entry.span.end + DAY,  # the day after the last one
        "summary": entry.title,
        "description": "\n".join(entry.said),
        "categories": [category],
        "transp": "TRANSPARENT",  # the day stays free for appointments
        "rrule": entry.rule,
        "exdate": list(entry.except_on),
    }.items():
        if value:
            made.add(name, value)
    for after in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", after)
        made.add_component(alarm)
    return made


def _campaigns(ahead: CalendarAhead, lang: Lang) -> Iterator[Entry]:
    """Yield campaigns that touch the year, with their phases and the end of sign-up."""
    year = _year(ahead)
    for one in campaigns.held(ahead.plan):
        campaign, phases = one.campaign, list(_phases(ahead, one.at, lang))
        key = f"campaign|{campaign.name}"
        days = Period(campaign.starts, campaign.ends)
        if _touches(days, year):
            yield Entry(key, campaign.name, days, "campaign", alarms=(EVE,))
        for code, title, span, certain in phases:
            said = () if certain else (text("calendar.files.assumed", lang),)
            if _touches(span, year):
                yield Entry(f"{key}|{code}", title, span, "campaign", said)
        until = campaign.signup_by
        if until and _touches(Period(until, until), year):
            title = text("calendar.files.signup", lang, name=campaign.name)
            alarms = () if until < ahead.today else SIGNUP_ALARMS
            yield Entry(f"{key}|signup", title, Period(until, until), "campaign", alarms=alarms)


def _phases(ahead: CalendarAhead, at: int, lang: Lang) -> Iterator[tuple[str, str, Period, bool]]:
    """Yield code, title, days and certainty of the phases of a campaign."""
    campaign = ahead.plan.campaigns[at]
    ends = [day for part in campaign.phases for day in (part.starts, part.ends)]
    span = Period(min([campaign.starts, *ends]), max([campaign.ends, *ends]))
    place = f"campaigns.{at}"
    for event in own_events(ahead.plan, span, ahead.worked):
        own = event.place == place or event.place.startswith(f"{place}.")
        if event.kind == "phase" and own:
            code = event.phase or (event.words or ("", ""))[0]
            yield code, event.title(lang), event.span, event.certain


def _tasks(ahead: CalendarAhead, lang: Lang) -> Iterator[Entry]:
    """Yield open work that is due in the year or is for one of its campaigns."""
    year = _year(ahead)
    told = with_due(ahead.tasks)
    held = {
        one.name
        for one in campaigns.held(ahead.plan)
        if _touches(Period(one.campaign.starts, one.campaign.ends), year)
    }
    for n, row in enumerate(told.to_dict("records")):
        if row["task_state"] in schedule.OVER or row["due_on"] != row["due_on"]:
            continue
        due, job = row["due_on"].date(), ahead.net.net.jobs[n]
        if due.year == ahead.year or row["for_campaign"] in held:
            key = job.step.key if job.step else f"plan|{job.names[0]}"
            yield Entry(
                f"task|{row['for_campaign']}|{key}",
                _task_title(row, lang),
                Period(due, due),
                "task",
                _task_said(row, lang),
                () if due < ahead.today else (EVE, MORNING),
            )


def _task_title(row: dict[Any, Any], lang: Lang) -> str:
    post = row["held_by"] or row["post"] or text("calendar.files.no_post", lang)
    if row["for_campaign"]:
        said = {"name": row["for_campaign"], "task": row["task"], "post": post}
        return text("calendar.files.task_of", lang, **said)
    return text("calendar.files.task", lang, task=row["task"], post=post)


def _task_said(row: dict[Any, Any], lang: Lang) -> tuple[str, ...]:
    starts = row["latest_start_on"]
    known = full_day(starts.date(), lang) if starts == starts else DASH  # noqa: PLR0124 - NaT
    told = [
        text("calendar.files.latest_start", lang, day=known),
        text("calendar.files.state", lang, state=schedule.state_title(row["task_state"], lang)),
    ]
    if row["checklist"]:
        told.append(text("calendar.files.checklist", lang, list=row["checklist"]))
    return tuple(told)


def _rounds(ahead: CalendarAhead, lang: Lang) -> Iterator[Entry]:
    """Yield meetings and what comes round, as rules; what is moved off a day of rest, by itself."""
    year, agenda = _year(ahead), ahead.plan.agenda
    held = own_events(ahead.plan, year, ahead.worked)
    told: list[tuple[str, str, Meeting | Recurring]] = [
        *(("meeting", f"agenda.meetings.{n}", one) for n, one in enumerate(agenda.meetings)),
        *(("recurring", f"agenda.recurring.{n}", one) for n, one in enumerate(agenda.recurring)),
    ]
    for kind, place, one in told:
        own = [e for e in held if e.place == place and e.span.start.year == ahead.year]
        yield from _round(one, [event.span for event in own], kind, year, lang)


def _round(
    one: Meeting | Recurring, spans: Sequence[Period], kind: str, year: Period, lang: Lang
) -> Iterator[Entry]:
    named = list(round_of(one).days(year))
    days = {span.start: span for span in spans}
    if not days:
        return
    key, category = f"{kind}|{one.name}", "meeting" if kind == "meeting" else "campaign"
    said = _round_said(one, lang)
    long = next(iter(days.values())).end - next(iter(days))
    if named:
        off = tuple(day for day in named if day not in days)
        first = Period(named[0], named[0] + long)
        rule = _rule(one, named)
        yield Entry(key, one.name, first, category, said, (MORNING,), rule, off)
    for day in sorted(set(days) - set(named)):
        moved = f"{key}|{day}"
        yield Entry(moved, one.name, days[day], category, said, (MORNING,))


def _rule(one: Meeting | Recurring, named: Sequence[date]) -> dict[str, Any]:
    """Return how something comes round, until its last day in the year.

    The 29th to 31st are the last day of months that are shorter: of the days from the 28th on
    that a month has, the last.
    """
    until = {"until": [named[-1]]}
    if one.every == "week":
        return {"freq": ["weekly"], "byday": [WEEKDAY[named[0].weekday()]], **until}
    day = one.day or named[0].day
    days = list(range(SHORTEST, day + 1)) if day > SHORTEST else [day]
    month = {"bymonthday": days, **({"bysetpos": [-1]} if len(days) > 1 else {})}
    if one.every == "year":
        return {"freq": ["yearly"], "bymonth": [named[0].month], **month, **until}
    return {"freq": ["monthly"], "interval": [STEPS[one.every]], **month, **until}


def _round_said(one: Meeting | Recurring, lang: Lang) -> tuple[str, ...]:
    told = []
    posts = getattr(one, "posts", ()) or tuple(p for p in (getattr(one, "post", None),) if p)
    if posts:
        names = listed([post_title(name, lang) for name in posts], lang)
        told.append(text("calendar.files.posts", lang, list=names))
    if one.hours:
        told.append(text("calendar.files.hours", lang, hours=f"{one.hours:g}"))
    if agenda := getattr(one, "agenda", ()):
        told.append(text("calendar.files.agenda", lang, list=listed(list(agenda), lang)))
    return tuple(told)


def _holidays(ahead: CalendarAhead, lang: Lang) -> Iterator[Entry]:
    for off in holidays_of(ahead.year):
        said = () if off.certain else (text("calendar.files.unofficial", lang),)
        kind = text(f"calendar.event_kind.{off.kind}", lang)
        title = off.name(lang) if off.kind == "workday" else f"{off.name(lang)} · {kind}"
        key = f"holiday|{ahead.year}|{off.zh}|{off.kind}"
        yield Entry(key, title, off.span, "holiday", said)


def _year(ahead: CalendarAhead) -> Period:
    return Period(date(ahead.year, 1, 1), date(ahead.year, 12, 31))


def _touches(span: Period, year: Period) -> bool:
    return span.start <= year.end and span.end >= year.start
