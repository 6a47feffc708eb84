"""Channels, risks and scenarios, and how decisions are kept."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from shopkit.plan.sections.values import Money, Name, Section, Share, Text

Degree = Literal["low", "medium", "high"]


class Channel(Section):
    """What a channel is to bring and may cost."""

    channel: Name
    sales_share: Share | None = None
    budget_monthly_cny: Money | None = None


class Risk(Section):
    """What may go wrong, and what is done then."""

    what: Text
    likelihood: Degree | None = None
    impact: Degree | None = None
    answer: Text | None = None


class Scenario(Section):
    """Changes to the plan under a name: path → value."""

    name: Name
    changes: dict[str, bool | int | float | str] = Field(default_factory=dict)


class Decision(Section):
    """When a part of the plan was decided, and what the inputs were then, as hashes."""

    of: Name
    on: date
    inputs: dict[str, str] = Field(default_factory=dict)
