"""What texts about campaigns know: plan, language, today, places in the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, full_day, listed, text
from shopkit.plan import Plan
from shopkit.plan.document import dotted
from shopkit.plan.sections.campaigns import Campaign
from shopkit.rules import cited, rule

Steps = Sequence[str | int]
SHOWN = 5  # names in one sentence


def steps_of(place: str) -> list[str | int]:
    """Return the steps of a dotted path.

    Example:
        >>> steps_of("campaigns.0.phases")
        ['campaigns', 0, 'phases']
    """
    return [int(step) if step.isdigit() else step for step in place.split(".")]


@dataclass(frozen=True, slots=True)
class Scope:
    """What every finding about campaigns must know.

    Attributes:
        plan: the shop's.
        lang: of the reader.
        today: the day the plan is looked at.
        place: where an entry of the plan stands, as file and line.
        items: IDs of products the shop's files name; `None`: the files were not read.
    """

    plan: Plan
    lang: Lang
    today: date
    place: Callable[[Steps], str] = field(default=dotted)
    items: Set[str] | None = None

    def day(self, day: date) -> str:
        """Return a day with its year."""
        return full_day(day, self.lang)

    def days(self, first: date, last: date) -> str:
        """Return some days as one: 11 Nov 2026, or from – to."""
        if first == last:
            return self.day(first)
        return text("campaigns.days", self.lang, first=self.day(first), last=self.day(last))

    def products(self, items: Iterable[str]) -> str:
        """Return products by name as one list; none is the whole shop."""
        named = {one.item_id: one.name for one in self.plan.products if one.name}
        return self.several([named.get(item, item) for item in items]) or self.said("whole_shop")

    def several(self, names: Sequence[str]) -> str:
        """Return the first of some names as one list that says whether there are more."""
        shown = listed(list(names[:SHOWN]), self.lang)
        return text("campaigns.more", self.lang, list=shown) if len(names) > SHOWN else shown

    def law(self, *rule_ids: str) -> str:
        """Return the names of rules with their sources."""
        return listed([law(one, self.lang) for one in rule_ids], self.lang)

    def said(self, key: str, **values: object) -> str:
        """Return a text of the room."""
        return text(f"campaigns.{key}", self.lang, **values)

    def finding(
        self, code: str, steps: Steps, said: Mapping[str, object], **more: object
    ) -> Finding:
        """Return a finding in the words of `campaigns.finding.<code>`."""
        severity, due = more.get("severity"), more.get("due")
        found = Finding(
            code=f"campaign_{code}",
            severity=severity if isinstance(severity, Severity) else Severity.WARNING,
            place=self.place(steps),
            evidence=str(more.get("evidence", "")),
            owner=self.said(f"owner.{more.get('owner', 'ops')}"),
            due=due if isinstance(due, date) else None,
        )
        return with_texts(found, f"campaigns.finding.{code}", self.lang, said)


def law(rule_id: str, lang: Lang) -> str:
    """Return the name of a rule with its source."""
    found = rule(rule_id)
    return text("campaigns.law", lang, name=found.name(lang), source=cited(found, lang))


def named(campaign: Campaign) -> dict[str, object]:
    """Return the name of a campaign as texts take it."""
    return {"name": campaign.name}
