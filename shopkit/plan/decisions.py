"""What was decided from what: hashes of the inputs, and which decisions they have outlived."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from shopkit.errors import PlanError
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, full_day, listed, money, text
from shopkit.plan.changes import Path, plain, steps_of, value_at
from shopkit.plan.fields import field_path, plan_fields
from shopkit.plan.model import Plan
from shopkit.plan.places import Places
from shopkit.plan.tree import tree_of

DIGITS = 16  # hexadecimal, of a SHA-256; enough to tell a change from none
FINDING = "decision_stale"

Effect = Callable[["Stale"], float | None]


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision whose inputs are not what they were.

    Attributes:
        of: part of the plan that was decided, as a path.
        on: when.
        changed: inputs that changed, by path or name.
        cny: what the change is worth in CNY; `None` is unknown, never zero.
    """

    of: str
    on: date
    changed: tuple[str, ...]
    cny: float | None = None


def decided(of: str, on: date, inputs: Mapping[str, object]) -> dict[Path, object]:
    """Return the change that records a decision, for `draft.with_changes`.

    Args:
        of: the part of the plan that is decided, as a path: `positioning`.
        on: the day it is decided.
        inputs: what it was decided from, by path of the plan (see `inputs_of`) or by name of a
            table, whose value is a fingerprint of its content.

    Example:
        >>> decided("prices", date(2026, 10, 1), {"costs.packing_per_parcel_cny": 0.8})
        ... # doctest: +NORMALIZE_WHITESPACE
        {'decisions[of=prices]': {'of': 'prices', 'on': datetime.date(2026, 10, 1),
         'inputs': {'costs.packing_per_parcel_cny': '9509fd843c17ad37'}}}
    """
    hashes = {name: fingerprint(value) for name, value in inputs.items()}
    return {f"decisions[of={of}]": {"of": of, "on": on, "inputs": hashes}}


def inputs_of(plan: Plan, *paths: str) -> dict[str, object]:
    """Return values of a plan by their paths, as inputs of a decision; `None` is not there."""
    said = plain(plan)  # a field a later shopkit adds is no change of what was decided from
    return {path: value_at(said, steps_of(path, deepcopy(said))) for path in paths}


def stale(
    plan: Plan, current: Mapping[str, object] | None = None, effect: Effect | None = None
) -> list[Stale]:
    """Return the decisions of a plan whose inputs have changed, in the order of the plan.

    Args:
        plan: the plan with its decisions.
        current: inputs as they are now, by name; those that are paths of the plan are read from
            it. An input that is neither cannot be compared and counts as unchanged.
        effect: what the change is worth in CNY; it is asked for each stale decision.
    """
    found = []
    for decision in plan.decisions:
        now = {name: _now(plan, name, current or {}) for name in decision.inputs}
        changed = tuple(
            name for name, then in decision.inputs.items() if now[name] not in (None, then)
        )
        if changed:
            one = Stale(decision.of, decision.on, changed)
            cny = effect(one) if effect else None
            found.append(Stale(one.of, one.on, one.changed, cny))
    return found


def _now(plan: Plan, name: str, current: Mapping[str, object]) -> str | None:
    """Return the hash an input has now; `None` if nobody knows."""
    if name in current:
        return fingerprint(current[name])
    if _field(name) == "plan":
        return None
    return fingerprint(inputs_of(plan, name)[name])


def findings(found: Iterable[Stale], lang: Lang) -> list[Finding]:
    """Return stale decisions in words, with what they are worth where it is known."""
    return [
        Finding(
            code=FINDING,
            severity=Severity.WARNING,
            place=one.of,
            said=text(
                "plan.stale.said", lang, of=title_of(one.of, lang), on=full_day(one.on, lang)
            ),
            cause=text("plan.stale.cause", lang, inputs=_named(one.changed, lang)),
            evidence=""
            if one.cny is None
            else text("plan.stale.worth", lang, cny=money(one.cny, lang, sign=True)),
            action=text("plan.stale.action", lang, of=title_of(one.of, lang)),
            cny=one.cny,
        )
        for one in found
    ]


def title_of(path: str, lang: Lang) -> str:
    """Return what a reader calls a part of the plan; the name itself of a table.

    Example:
        >>> title_of("costs.packing_per_parcel_cny", "zh"), title_of("orders", "en")
        ('每单包装费', 'orders')
    """
    known = _field(path)
    return path if known == "plan" else plan_fields()[known].title[lang]


def record_lines(said: str) -> range:
    r"""Return the lines of a plan's text that hold its decisions, from 1.

    Example:
        >>> record_lines("schema: 1\ndecisions:\n- of: prices\n  on: 2026-10-01\nshop: {}\n")
        range(2, 5)
    """
    root = tree_of(said)
    places = Places(said, root)
    for step, key, value in root.named():
        if step == "decisions" and key is not None:
            return range(key.line, said.count("\n", 0, places.content_end(value)) + 2)
    return range(0)


def _field(path: str) -> str:
    """Return the field a path is of; `plan` of what is none."""
    try:
        return field_path(steps_of(path, {}))
    except PlanError:
        return "plan"


def _named(names: Iterable[str], lang: Lang) -> str:
    return listed(list(dict.fromkeys(title_of(name, lang) for name in names)), lang)


def fingerprint(value: object) -> str:
    """Return a hash of a value's content: the same on every machine, whatever order its keys have.

    Tables are not taken: hand in a fingerprint of their content instead.

    Raises:
        TypeError: The value is neither a section nor made of mappings, lists, words, numbers, days.

    Example:
        >>> fingerprint({"a": 1, "b": 0.5}) == fingerprint({"b": 0.5, "a": 1.0})
        True
        >>> fingerprint("1") == fingerprint(1)
        False
    """
    said = json.dumps(_canonical(value), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]


def _canonical(value: Any) -> Any:  # noqa: ANN401 - whatever was decided from
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, BaseModel):
        return _canonical(value.model_dump(by_alias=True))
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        pairs = [[_canonical(key), _canonical(below)] for key, below in value.items()]
        return {"mapping": sorted(pairs, key=lambda pair: json.dumps(pair[0]))}
    if isinstance(value, list | tuple):
        return [_canonical(below) for below in value]
    return {"number": _number(value)}


def _number(value: Any) -> str:  # noqa: ANN401 - int, float, Decimal, or numpy's own
    plain = value.item() if hasattr(value, "item") else value
    if not isinstance(plain, int | float | Decimal):
        raise TypeError(type(value).__name__)
    if not math.isfinite(plain):
        return str(plain).lower()
    exact = plain if isinstance(plain, int | Decimal) else Decimal(repr(plain))
    normal = Decimal(exact).normalize()
    return f"{normal:f}" if normal else "0"
