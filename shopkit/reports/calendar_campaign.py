"""The campaign ahead: its phases, the work that decides whether it is ready, what it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shopkit import campaigns, schedule
from shopkit.almanac import Event, own_events, phase_name, possible_phases
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign
from shopkit.reports.calendar_expected import Expected, Learned, Told, expected_of
from shopkit.reports.plain import plain


@dataclass(frozen=True, slots=True)
class Link:
    """A critical task.

    Attributes:
        task: what it is called.
        starts_on, due_on: the last day it may begin on and the last day to be done.
        state: how it stands.
    """

    task: str
    starts_on: date | None
    due_on: date | None
    state: schedule.State


@dataclass(frozen=True, slots=True, eq=False)
class Coming:
    """A campaign seen from a day.

    Attributes:
        at: its place in the plan.
        campaign: as the plan has it.
        days_left: until its first day; negative once it runs.
        phases: the plan's, else the platform's on its days.
        chain: its critical tasks, in order of their last starts.
        expected: what it is expected to bring; of one that is over what it brought;
            `None` where nobody can foresee it.
    """

    at: int
    campaign: Campaign
    days_left: int
    phases: tuple[Event, ...]
    chain: tuple[Link, ...]
    expected: Told

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.campaign.starts, self.campaign.ends)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """Return it as docs/json-contract.md says."""
        one = self.campaign
        return {
            "name": one.name,
            "kind": one.kind,
            "starts": str(one.starts),
            "ends": str(one.ends),
            "days_left": self.days_left,
            "signup_by": plain(one.signup_by),
            "phases": [_phase(event, lang) for event in self.phases],
            "critical_chain": [_link(link) for link in self.chain],
            "expected": self.expected.as_json() if isinstance(self.expected, Expected) else None,
        }


def _phase(event: Event, lang: Lang) -> Mapping[str, Any]:
    return {
        "phase": event.phase,
        "phase_name": phase_said(event, lang),
        "starts": str(event.span.start),
        "ends": str(event.span.end),
        "certain": event.certain,
    }


def phase_said(event: Event, lang: Lang) -> str:
    """Return what a phase is called: by the plan's word for it, else by the platform's."""
    return phase_name(event.phase, lang) if event.phase else (event.words or ("", ""))[lang == "en"]


def _link(link: Link) -> Mapping[str, Any]:
    days = {"latest_start_on": plain(link.starts_on), "due_on": plain(link.due_on)}
    return {"task": link.task, **days, "task_state": link.state}


def next_campaign(plan: Plan, today: date) -> campaigns.Held | None:
    """Return the campaign that runs or begins next; `None` where none is to come."""
    to_come = [one for one in campaigns.held(plan) if one.campaign.ends >= today]
    return min(to_come, key=lambda one: (one.campaign.starts, one.at), default=None)


def coming_of(one: campaigns.Held, net: schedule.Schedule, learned: Learned, lang: Lang) -> Coming:
    """Return a campaign seen from the day its tasks are seen from.

    Args:
        one: the campaign.
        net: every task of the shop on its days.
        learned: what the past tells.
        lang: language of names and sentences.
    """
    campaign, place = one.campaign, f"campaigns.{one.at}"
    # phases of a plan's own may begin before the campaign and end after it
    span = Period(min([campaign.starts, *_ends(campaign)]), max([campaign.ends, *_ends(campaign)]))
    phases = tuple(
        event
        for event in own_events(learned.plan, span, net.worked)
        if event.kind == "phase" and (event.place == place or event.place.startswith(f"{place}."))
    )
    return Coming(
        at=one.at,
        campaign=campaign,
        days_left=(campaign.starts - net.today).days,
        phases=phases,
        chain=_chain(net, campaign.name, lang),
        expected=expected_of(campaign, learned, net.today, lang),
    )


def _ends(campaign: Campaign) -> list[date]:
    return [day for part in possible_phases(campaign) for day in (part.starts, part.ends)]


def _chain(net: schedule.Schedule, campaign: str, lang: Lang) -> tuple[Link, ...]:
    starts, ends = net.latest
    return tuple(
        Link(
            net.net.jobs[n].title(lang),
            _day(starts[n].item()),
            _day(ends[n].item()),
            net.states[n],
        )
        for n in schedule.critical_tasks(net, campaign)
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
