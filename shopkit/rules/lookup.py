"""Which rules there are: by id, by platform, by topic, on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from shopkit.rules.model import Rule, Topic, closest
from shopkit.rules.reading import read_files


def rule(rule_id: str, day: date | None = None) -> Rule:
    """Return a rule as it stands on a day, its rows of that day; without one its latest edition.

    Raises:
        LookupError: There is no such rule, or it did not hold on that day.

    Example:
        >>> rule("taobao.fee.base-software").value
        0.006
    """
    found = [edition for edition in every() if edition.id == rule_id]
    if not found:
        known = {edition.id for edition in every()}
        raise LookupError(f"{rule_id}{closest(rule_id, known)}")
    held = [edition for edition in found if edition.holds(day)]
    if not held:
        raise LookupError(f"{rule_id}: {day}")
    latest = max(held, key=lambda edition: edition.valid_from or date.min)
    return latest.at(day) if day else latest


def editions(rule_id: str) -> tuple[Rule, ...]:
    """Return every edition of a rule, the oldest first.

    Raises:
        LookupError: There is no such rule.
    """
    latest = rule(rule_id)
    found = (edition for edition in every() if edition.id == latest.id)
    return tuple(sorted(found, key=lambda edition: edition.valid_from or date.min))


def rules(
    platform: str | None = None, topic: Topic | None = None, day: date | None = None
) -> tuple[Rule, ...]:
    """Return the rules of a platform, of a topic, as they stand on a day; all if none is said."""
    return tuple(
        edition.at(day) if day else edition
        for edition in every()
        if (platform is None or platform in edition.platforms)
        and (topic is None or edition.topic == topic)
        and edition.holds(day)
    )


def chargeable(platform: str) -> tuple[Rule, ...]:
    """Return the rules of which a plan may state a rate: shares of sales on its platform.

    A platform without rules here (`other`) may name those of any.
    """
    there = rules(platform) or rules()
    return tuple(rule for rule in there if rule.charge)


@cache
def every() -> tuple[Rule, ...]:
    """Return every edition of every rule, file by file."""
    folder = files("shopkit") / "resources" / "rules"
    sources = sorted(path.name for path in folder.iterdir() if path.name.endswith(".yaml"))
    return read_files({name: (folder / name).read_text("utf-8") for name in sources})
