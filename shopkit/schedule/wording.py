"""What texts about a schedule know: the language and where things stand in the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from shopkit.errors import Problem
from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import DASH, Lang, full_day, listed, text
from shopkit.plan.document import dotted
from shopkit.schedule.jobs import Job

Steps = Sequence[str | int]
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """What every text about a schedule must know.

    Attributes:
        lang: language of every text.
        place: where an entry of the plan stands, as file and line.
    """

    lang: Lang
    place: Callable[[Steps], str] = field(default=dotted)

    def at(self, path: str) -> str:
        """Return where a dotted path of the plan stands."""
        return self.place([int(part) if part.isdigit() else part for part in path.split(".")])

    def quoted(self, job: Job) -> str:
        """Return what a task is called, in quotation marks."""
        return text("schedule.quoted", self.lang, name=job.title(self.lang))

    def pair(self, job: Job, said: str) -> str:
        """Return a task with something said of it: “…” by 30 Oct 2026."""
        return text("schedule.pair", self.lang, name=job.title(self.lang), said=said)

    def several(self, said: Sequence[str]) -> str:
        """Return the first of some things as one list that says whether there are more."""
        shown = listed(list(dict.fromkeys(said))[:SHOWN], self.lang)
        more = len(dict.fromkeys(said)) > SHOWN
        return text("schedule.more", self.lang, list=shown) if more else shown

    def jobs(self, found: Sequence[Job]) -> str:
        """Return several tasks as one list."""
        return self.several([self.quoted(job) for job in found])

    def day(self, day: date | np.datetime64 | None) -> str:
        """Return a day; unknown is a dash."""
        if day is None or (isinstance(day, np.datetime64) and np.isnat(day)):
            return DASH
        plain = date.fromisoformat(str(day)) if isinstance(day, np.datetime64) else day
        return full_day(plain, self.lang)

    def of(self, campaign: str | None) -> str:
        """Return for which campaign tasks are, at the start of a sentence."""
        if campaign is None:
            return text("schedule.of_shop", self.lang)
        return text("schedule.of_campaign", self.lang, name=campaign)

    def problem(self, one: Problem) -> Finding:
        """Return a problem as a finding."""
        return Finding(
            code=one.code,
            severity=Severity.ERROR,
            place=self.at(one.place),
            said=one.value or "",
            recomputed=one.wrong(self.lang),
            cause=text("schedule.left_out", self.lang),
            action=one.remedy(self.lang),
            owner=text("schedule.owner.plan", self.lang),
        )

    def finding(self, code: str, place: str, said: Mapping[str, object], **more: object) -> Finding:
        """Return a finding in the words of `schedule.finding.<code>`."""
        severity, due = more.get("severity"), more.get("due")
        known = isinstance(due, np.datetime64) and not np.isnat(due)
        found = Finding(
            code=code,
            severity=severity if isinstance(severity, Severity) else Severity.WARNING,
            place=place,
            evidence=str(more.get("evidence", "")),
            owner=str(more.get("owner", text("schedule.owner.plan", self.lang))),
            due=date.fromisoformat(str(due)) if known else None,
        )
        return with_texts(found, f"schedule.finding.{code}", self.lang, said)
