"""What a reader of a forecast should know: what it is worth, which goals it does not reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

from shopkit.findings import Finding, Severity, by_money, with_texts
from shopkit.forecast.ahead import Forecast
from shopkit.forecast.assumed import Assumed
from shopkit.forecast.backtest import Tested
from shopkit.forecast.effect import Effect, Unknown
from shopkit.forecast.lines import Method, Refused
from shopkit.forecast.numbers import LEVEL
from shopkit.i18n import Lang, listed, money, percent, text
from shopkit.plan.sections.campaigns import Campaign

NARROW, WIDE = 0.65, 0.95  # our choice: intervals that hold fewer or more days than these
MANY_UNTOLD = 7  # days


@dataclass(frozen=True, slots=True)
class Goal:
    """A campaign of the plan and what its days are expected to bring.

    Attributes:
        campaign: with `sales_cny` as its goal.
        forecast: of those of its days that are still to come.
        done_cny: paid on the days that are over; 0 before it starts.
    """

    campaign: Campaign
    forecast: Forecast
    done_cny: float = 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to judge.

    Attributes:
        tested: back-tests of the shop; `None` without history.
        assumed: the forecast from assumptions, where that is used.
        goals: campaigns to come.
        effects: of campaigns that are over.
        untold: days in the history nobody tells of.
    """

    tested: Tested | None = None
    assumed: Assumed | None = None
    goals: Sequence[Goal] = ()
    effects: Sequence[Effect | Unknown] = field(default=())
    untold: int = 0


def method_name(method: Method, lang: Lang) -> str:
    """Return what a method is called."""
    return text(f"forecast.method.{method}", lang)


def reason(refused: Refused, lang: Lang) -> str:
    """Return why there is no forecast, in a sentence."""
    return text(f"forecast.refused.{refused.why}", lang, days=refused.days, least=refused.least)


def unknown_text(found: Unknown, lang: Lang) -> str:
    """Return why the effect of a campaign cannot be told, in a sentence."""
    said = {"days": found.days, "least": found.least, "other": found.other}
    return text(f"forecast.unknown.{found.why}", lang, name=found.campaign, **said)


def tested_text(tested: Tested, lang: Lang) -> str:
    """Return which method is used, how large its error was and how often its interval held."""
    if tested.best is None:
        return text("forecast.untested" if tested.by_origin.empty else "forecast.flat", lang)
    own, naive = tested.score(tested.main), tested.score(tested.main, "seasonal_naive")
    return text(
        "forecast.tested",
        lang,
        method=method_name(tested.best, lang),
        mase=f"{own:.2f}",
        naive=f"{naive:.2f}",
        held=percent(tested.coverage(tested.main), 0),
        level=percent(LEVEL, 0),
        days=tested.horizon_days,
    )


def forecast_findings(known: Known, lang: Lang) -> list[Finding]:
    """Return what to know of a forecast, the most money first."""
    return by_money(
        [
            *_of_tests(known, lang),
            *_of_assumptions(known, lang),
            *(finding for goal in known.goals for finding in _of_goal(goal, lang)),
            *(finding for one in known.effects for finding in _of_effect(one, lang)),
        ]
    )


def _of_tests(known: Known, lang: Lang) -> Iterator[Finding]:
    if known.untold > MANY_UNTOLD:
        yield _finding("untold", Severity.NOTE, lang, {"days": known.untold})
    tested = known.tested
    if tested is None or tested.best is None:
        return
    held = tested.coverage(tested.main)
    said = {"method": method_name(tested.best, lang), "held": percent(held, 0)}
    said |= {"level": percent(LEVEL, 0)}
    if tested.best == "seasonal_naive":
        yield _finding("naive", Severity.NOTE, lang, said)
    if not isnan(held) and held < NARROW:
        yield _finding("narrow", Severity.WARNING, lang, said)
    if not isnan(held) and held > WIDE:
        yield _finding("wide", Severity.NOTE, lang, said)


def _of_assumptions(known: Known, lang: Lang) -> Iterator[Finding]:
    if known.assumed is None:
        return
    if known.assumed.missing:
        names = [text(f"forecast.figure.{name}", lang) for name in known.assumed.missing]
        yield _finding("missing", Severity.WARNING, lang, {"names": listed(names, lang)})
        return
    yield _finding("assumed", Severity.NOTE, lang, {})
    no_lift = [one.campaign for one in known.assumed.assumptions if one.campaign and not one.value]
    if no_lift:
        campaigns = listed(list(dict.fromkeys(no_lift)), lang)
        yield _finding("no_lift", Severity.NOTE, lang, {"names": campaigns})


def _of_goal(goal: Goal, lang: Lang) -> Iterator[Finding]:
    asked = goal.campaign.sales_cny
    total = goal.forecast.totals["paid_cny"]
    if asked is None or isnan(total.expected):
        return
    expected, low, high = (goal.done_cny + v for v in (total.expected, total.low, total.high))
    said = {
        "name": goal.campaign.name,
        "goal": money(asked, lang),
        "expected": money(expected, lang),
        "low": money(low, lang),
        "high": money(high, lang),
    }
    if asked > high:
        yield _finding("goal_high", Severity.WARNING, lang, said, expected - asked)
    elif asked < low:
        yield _finding("goal_low", Severity.NOTE, lang, said)


def _of_effect(found: Effect | Unknown, lang: Lang) -> Iterator[Finding]:
    if isinstance(found, Unknown):
        if found.why != "running":
            yield _finding(
                "effect_unknown", Severity.NOTE, lang, {"why": unknown_text(found, lang)}
            )
        return
    said = {
        "name": found.campaign,
        "gain": money(found.gain.expected, lang),
        "later": money(found.later.expected, lang, sign=True),
        "net": money(found.net.expected, lang),
        "low": money(found.net.low, lang),
        "high": money(found.net.high, lang),
        "level": percent(LEVEL, 0),
    }
    if found.net.high < 0:
        yield _finding("effect_lost", Severity.WARNING, lang, said, found.net.expected)
    elif not found.told:
        yield _finding("effect_unclear", Severity.NOTE, lang, said)


def _finding(
    code: str, severity: Severity, lang: Lang, said: Mapping[str, object], cny: float | None = None
) -> Finding:
    found = Finding(code=f"forecast_{code}", severity=severity, place="forecast", cny=cny)
    return with_texts(found, f"forecast.finding.{code}", lang, said)
