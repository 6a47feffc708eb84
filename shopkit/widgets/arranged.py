"""Which fields of a section a form shows at once, and which wait behind a button.

`resources/forms.csv` says which come first, for each kind where a section has kinds; what a kind
of promotion can use at all, `resources/promotions.csv` says.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from shopkit.widgets.editors import Steps


@dataclass(frozen=True)
class Arranged:
    """The fields of a section, none of them twice.

    Attributes:
        first: shown at once: what matters most, and whatever is filled in.
        idle: filled in, though the kind chosen does not use them.
        more: what else may be filled in.
    """

    first: tuple[str, ...]
    idle: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass
class _Rule:
    by: str
    first: dict[str, tuple[str, ...]] = field(default_factory=dict)


def arranged(
    steps: Steps, names: Sequence[str], filled: Collection[str], kind: object = None
) -> Arranged:
    """Return in which order the fields of a section are shown.

    Args:
        steps: the section.
        names: its fields, in the order of the plan.
        filled: those that hold something, or that something is wrong with.
        kind: what is chosen in the field `by_of` names.
    """
    rule = _rule_of(steps)
    if rule is None:
        return Arranged(tuple(names))
    usual = [*rule.first[""], *rule.first.get(str(kind), ())]
    unused = _unused(kind) if rule.by else ()
    others = [name for name in names if name not in usual]
    waiting = [name for name in others if name not in filled and name not in unused]
    return Arranged(
        (*usual, *(name for name in others if name in filled and name not in unused)),
        tuple(name for name in others if name in filled and name in unused),
        tuple(waiting) if kind or not rule.by else (),
    )


def by_of(steps: Steps) -> str:
    """Return the field on which it depends what a section shows; empty if on none."""
    rule = _rule_of(steps)
    return rule.by if rule else ""


def _rule_of(steps: Steps) -> _Rule | None:
    return _rules().get(".".join(one for one in steps if isinstance(one, str)))


def _unused(kind: object) -> Collection[str]:
    """Return the terms of a promotion that do nothing for a kind."""
    from shopkit.promotions.kinds import kinds

    terms = {name: {*one.benefits, *one.needs, *one.takes} for name, one in kinds().items()}
    return set().union(*terms.values()) - terms.get(str(kind), set())


@cache
def _rules() -> Mapping[str, _Rule]:
    said = (files("shopkit") / "resources" / "forms.csv").read_text(encoding="utf-8")
    found: dict[str, _Rule] = {}
    for row in csv.DictReader(said.splitlines()):
        rule = found.setdefault(row["section"], _Rule(row["by"]))
        rule.first[row["value"]] = tuple(row["first"].split())
    return found
