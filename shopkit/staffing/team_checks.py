"""What does not hold between stages, targets, tasks and the people who are hired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed, number, percent
from shopkit.roles import role_key, role_title
from shopkit.staffing.band_figures import staff_cost
from shopkit.staffing.bands import BandPolicy, band_of, beyond
from shopkit.staffing.deadlines import deadline
from shopkit.staffing.library import department_title, without_post
from shopkit.staffing.stages import (
    StagePolicy,
    never_hired,
    smallest_teams,
    team_pay,
    team_size,
)
from shopkit.staffing.wording import hint, warning, worth, yuan


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work with an end.

    Attributes:
        name: what it is.
        days: how long it takes; `None` if nobody estimated it.
        roles: who does it.
    """

    name: str
    days: int | None
    roles: tuple[str, ...]


def stage_share_findings(
    policy: StagePolicy, wages: Mapping[str, float], shares: tuple[float, float], lang: Lang
) -> Iterator[Finding]:
    """Yield each stage whose team costs another share of its turnover than is demanded.

    Args:
        policy: who is hired by stage.
        wages: monthly pay by role or department, CNY.
        shares: least and most staff cost as share of turnover.
        lang: language of the texts.
    """
    for stage in policy.stages:
        cost = team_pay(policy, wages, stage.name)
        if cost is None or not stage.turnover_cny:
            continue
        share = cost / stage.turnover_cny
        if shares[0] <= share <= shares[1]:
            continue
        low, high = (staff_cost(stage.turnover_cny, one) for one in shares)
        code = "stage_wage" if high < min(wages.values()) else "stage_share"
        said = {
            "cost": yuan(cost),
            "share": percent(share),
            "n": team_size(policy, stage.name)[1],
        }
        said |= {"turnover": yuan(stage.turnover_cny)}
        said |= {"low": yuan(low), "high": yuan(high)}
        yield warning(code, f"{policy.key}, {stage.name}", lang, **said)


def stage_heads_findings(policy: StagePolicy, table: BandPolicy, lang: Lang) -> Iterator[Finding]:
    """Yield each stage with fewer people than the band its turnover falls into."""
    for stage in policy.stages:
        if not stage.turnover_cny:
            continue
        band = band_of(table, stage.turnover_cny)
        _, most = team_size(policy, stage.name)
        if most < band.heads:
            said = {
                "planned": most,
                "needed": band.heads,
                "turnover": yuan(stage.turnover_cny),
            }
            said |= {"band": yuan(band.turnover_cny)}
            code = "stage_below_end" if beyond(table, stage.turnover_cny) else "stage_below_band"
            yield warning(code, f"{policy.key}, {stage.name}", lang, **said)


def promise_findings(policy: StagePolicy, wage_cny: float, lang: Lang) -> Iterator[Finding]:
    """Yield each department with more people promised than are ever hired.

    Args:
        policy: who is hired by stage.
        wage_cny: monthly pay of one of them.
        lang: language of the texts.
    """
    turnover = max((stage.turnover_cny or 0.0 for stage in policy.stages), default=0.0)
    for department, (promised, there) in never_hired(policy).items():
        cost = promised * wage_cny
        said = {"department": department_title(department, lang), "promised": promised}
        said |= {"hired": there, "cost": yuan(cost)}
        share = percent(cost / turnover) if turnover else percent(None)
        found = warning("never_hired", policy.key, lang, share=share, **said)
        yield worth(found, (promised - there) * wage_cny)


def assigned_findings(
    assigned: Mapping[str, int], available: int, place: str, lang: Lang
) -> Iterator[Finding]:
    """Yield the excess where tasks bind more people of a role than there are.

    Args:
        assigned: people each task keeps busy for good, by its name.
        available: people of that role.
        place: where that stands.
        lang: language of the texts.
    """
    bound = sum(assigned.values())
    if bound > available:
        said = {"list": listed(list(assigned), lang), "bound": bound, "available": available}
        yield warning("assigned_beyond", place, lang, **said)


def job_days(jobs: Sequence[Job]) -> tuple[int, int]:
    """Return the days jobs take side by side and after one another; unknown ones count 0.

    Example:
        >>> job_days([Job("shop design", 14, ()), Job("pages", 28, ())])
        (28, 42)
    """
    known = [job.days or 0 for job in jobs]
    return max(known, default=0), sum(known)


def job_findings(
    jobs: Sequence[Job], posts: Sequence[str], place: str, lang: Lang
) -> Iterator[Finding]:
    """Yield jobs of people nobody hires, jobs without estimate, and those that share their people.

    Args:
        jobs: what is to be done.
        posts: names of the roles that are filled then.
        place: where that stands.
        lang: language of the texts.
    """
    asked = dict.fromkeys(role for job in jobs for role in job.roles)
    if missing := without_post(list(asked), posts):
        names = listed([role_title(role_key(name), lang) for name in missing], lang)
        yield warning("doer_missing", place, lang, list=names)
    for job in jobs:
        if job.days is None:
            yield hint("job_open", place, lang, name=job.name)
    shared = [role for role in asked if sum(role in job.roles for job in jobs) > 1]
    if shared:
        side, after = job_days(jobs)
        names = listed([role_title(role_key(name), lang) for name in shared], lang)
        yield hint("doer_shared", place, lang, list=names, parallel=side, sequence=after)


def capacity_findings(
    jobs: Sequence[Job], people: int, days: int, place: str, lang: Lang
) -> Iterator[Finding]:
    """Yield the shortfall where jobs take more person-days than there are, or nobody can tell.

    Args:
        jobs: what is to be done, days of one person each.
        people: how many do it.
        days: until the deadline.
        place: where that stands.
        lang: language of the texts.
    """
    if any(job.days is None for job in jobs):
        said = {"n": len(jobs), "people": people, "days": days}
        yield hint("capacity_open", place, lang, **said, all=people * days)
        return
    needed = sum((job.days or 0) * max(1, len(job.roles)) for job in jobs)
    if needed > people * days:
        said = {"needed": needed, "there": people * days, "people": people, "days": days}
        yield warning("capacity_short", place, lang, **said)


def described_findings(
    described: Sequence[str], posts: Sequence[str], place: str, lang: Lang
) -> Iterator[Finding]:
    """Yield the roles that have a description or work in a text and no post, if any."""
    if missing := without_post(described, posts):
        names = listed([role_title(role_key(name), lang) for name in missing], lang)
        said = {"list": names, "described": len(described), "posts": len(posts)}
        yield warning("role_without_post", place, lang, **said)


def smallest_findings(lang: Lang) -> Iterator[Finding]:
    """Yield that sources name smallest teams of very different size that hang on nothing."""
    teams = smallest_teams()
    free = teams[teams["keyed_by"] != "turnover"]
    sizes = sorted({*teams["heads_low"], *teams["heads_high"]})
    if len(sizes) > 1 and len(free):
        said = {"list": listed([str(size) for size in sizes], lang), "n": len(free)}
        yield hint("team_unkeyed", "team", lang, **said, all=len(teams))


def blank_findings(said: Mapping[str, str | None], place: str, lang: Lang) -> Iterator[Finding]:
    """Yield that headings, items or people responsible are announced and left blank, if any are.

    Args:
        said: what is announced → what stands below it; nothing is empty or `None`.
        place: where that stands.
        lang: language of the texts.
    """
    if blank := [name for name, content in said.items() if not (content or "").strip()]:
        yield hint("left_blank", place, lang, n=len(blank), list=listed(blank, lang))


def deadline_findings(said: str, place: str, lang: Lang) -> Iterator[Finding]:
    """Yield that a deadline in words has no year, so that nothing can be scheduled by it."""
    found = deadline(said)
    if found is not None and found.year is None:
        yield hint("deadline_open", place, lang, said=said, month=found.month)


def wage_budget_findings(
    people: tuple[int, int], wage_cny: float, running_cny: float, place: str, lang: Lang
) -> Iterator[Finding]:
    """Yield how soon money for daily costs is used up by the people a plan needs and does not cost.

    Args:
        people: fewest and most people needed.
        wage_cny: monthly pay of one of them.
        running_cny: money the plan has for daily costs.
        place: where that stands.
        lang: language of the texts.
    """
    low, high = (people[0] * wage_cny, people[1] * wage_cny)
    if low > 0:
        said = {"people": f"{people[0]}–{people[1]}", "low": yuan(low)}
        said |= {"high": yuan(high), "running": yuan(running_cny)}
        said |= {"least": f"{running_cny / high:.2f}", "most": f"{running_cny / low:.2f}"}
        yield worth(warning("wages_uncosted", place, lang, **said), high)


def heads_for_hours(hours_weekly: float, legal_hours: float) -> int:
    """Return the fewest people who keep one place filled within a legal working week.

    Example:
        >>> heads_for_hours(8 * 7, 44), heads_for_hours(8 * 5, 40)
        (2, 1)
    """
    return ceil(hours_weekly / legal_hours)


def hours_findings(
    hours_weekly: float, people: int, legal_hours: float, place: str, lang: Lang
) -> Iterator[Finding]:
    """Yield that too few people are to keep a place filled for so many hours a week.

    Args:
        hours_weekly: hours somebody must be there.
        people: how many take turns.
        legal_hours: what one of them may work a week.
        place: where that stands.
        lang: language of the texts.
    """
    needed = heads_for_hours(hours_weekly, legal_hours)
    if people < needed:
        said = {"hours": number(hours_weekly, lang), "limit": number(legal_hours, lang)}
        yield warning("hours_uncovered", place, lang, **said, people=people, needed=needed)
