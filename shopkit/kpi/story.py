"""The one-page summary of a period: a headline, six figures, what happened, why, what next."""

from __future__ import annotations

from dataclasses import dataclass

from shopkit.findings import Finding
from shopkit.i18n import Lang, day, listed, money, percent, text
from shopkit.kpi.change import FACTORS, Change, split_change
from shopkit.kpi.figures import Headline, headline
from shopkit.kpi.findings import findings
from shopkit.kpi.funnel import Verdict, verdict
from shopkit.kpi.overview import Against, Overview, covered
from shopkit.kpi.wording import (
    LEVEL,
    Role,
    against_text,
    change_role,
    change_text,
    relative,
    stem_told,
    title_text,
)
from shopkit.periods import Period
from shopkit.tables import Tables, column, shown

TILES = ("paid", "net", "visitors", "conversion_rate", "per_buyer", "refund_rate")
SPARK_PERIODS = 12
NEXT_STEPS = 3
NOTABLE = 0.02  # a factor that moved the amount by less than 2 % is not news


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline figure in reading form.

    Attributes:
        name: what it is.
        value: how much.
        change: against the span compared with.
        role: colour role of the change.
        note: a second comparison or a caution.
        spark: the figure of up to twelve periods, the last one now.
    """

    name: str
    value: str
    change: str
    role: Role
    note: str
    spark: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The summary page, in one language."""

    headline: str
    lead: str
    tiles: tuple[Tile, ...]
    what: str
    why: str
    next: tuple[str, ...]
    findings: tuple[Finding, ...]
    definitions: tuple[tuple[str, str], ...]


def story(view: Overview, tables: Tables, lang: Lang, against: Against = "before") -> Story:
    """Return the summary of a period against the one before or a year ago."""
    other = view.other(against)
    change = split_change(other, view.now) if other else None
    found = findings(view, lang, against)
    steps = tuple(f.action for f in found[:NEXT_STEPS]) or (text("kpi.next.none", lang),)
    return Story(
        headline=headline_text(view, other, change, lang, against),
        lead=lead_text(view, other, lang, against),
        tiles=tuple(_tile(name, view, tables, lang, against) for name in TILES),
        what=what_text(view, other, lang),
        why=why_text(view, change, lang, against),
        next=steps,
        findings=tuple(found),
        definitions=tuple(_definition(view.now, name, lang) for name in TILES),
    )


def _definition(now: Headline, name: str, lang: Lang) -> tuple[str, str]:
    entry = column(stem_told(now, name))
    return entry.title(lang), entry.meaning(lang)


def headline_text(
    view: Overview, other: Headline | None, change: Change | None, lang: Lang, against: Against
) -> str:
    """Return the finding of the period in one sentence."""
    asked, paid = view.comparison.asked, view.now.value("paid")
    said = {"period": _capital(asked.label(lang)), "paid": money(paid, lang)}
    if paid is None:
        return text("kpi.headline.none", lang, period=said["period"])
    if view.comparison.to_date:
        last = day(view.comparison.period.end, lang)
        start = text("kpi.headline.to_date", lang, day=last, **said)
    else:
        start = text("kpi.headline.plain", lang, **said)
    rate = relative(paid, other.value("paid")) if other else None
    if rate is None or change is None:
        return start
    way = "flat" if abs(rate) < LEVEL else "up" if rate > 0 else "down"
    amount = money(abs(change.total_fen) / 100, lang)
    held = against_text(view, against, lang)
    shown = percent(rate, sign=True)
    end = text(f"kpi.headline.{way}", lang, against=held, amount=amount, rate=shown)
    return start + end + _reason(change, verdict(view.now, other), lang)


def _reason(change: Change, moved: Verdict, lang: Lang) -> str:
    """Return which factors gave and took most, where they are worth telling."""
    if not change.parts_fen:
        return ""
    best = max(change.parts_fen, key=change.parts_fen.__getitem__)
    worst = min(change.parts_fen, key=change.parts_fen.__getitem__)
    gain, loss = change.parts_fen[best], change.parts_fen[worst]
    said = {
        "up": text(f"kpi.factor.{best}", lang),
        "gain": money(gain / 100, lang) + _caution(best, moved, lang),
        "down": text(f"kpi.factor.{worst}", lang),
        "loss": money(-loss / 100, lang) + _caution(worst, moved, lang),
    }
    grew, fell = gain > 0 and _notable(change, best), loss < 0 and _notable(change, worst)
    if grew and fell:
        return text("kpi.headline.both", lang, **said)
    if grew:
        return text("kpi.headline.gain", lang, **said)
    return text("kpi.headline.loss", lang, **said) if fell else ""


def _notable(change: Change, factor: str) -> bool:
    return abs(change.parts_fen.get(factor, 0)) > NOTABLE * change.before_fen


def _caution(factor: str, moved: Verdict, lang: Lang) -> str:
    """Return a note where a factor is a rate that chance alone moves as far."""
    return text("kpi.headline.noise", lang) if moved.by_chance(factor) else ""


def lead_text(view: Overview, other: Headline | None, lang: Lang, against: Against) -> str:
    """Return the consequence of the period in one line: the funnel's step that moved."""
    if other is None or other.value("paid") is None:
        return _not_compared(view, lang, against)
    if view.now.value("visitors") is None:
        return text("kpi.lead.no_funnel", lang)
    moved = verdict(view.now, other)
    if step := moved.fell or moved.rose:
        rates = {"before": percent(step.before), "now": percent(step.rate)}
        key = "step" if moved.moved == 1 else "steps"
        stage = text(f"kpi.stage.{step.stage}", lang)
        return text(f"kpi.lead.{key}", lang, stage=stage, **rates)
    change = split_change(other, view.now)
    told = change is not None and _notable(change, "conversion_rate")
    key = "noise" if moved.way == "steady" and told else moved.way
    whole = {"before": percent(moved.whole.before, 2), "now": percent(moved.whole.rate, 2)}
    return text(f"kpi.lead.{key}", lang, **whole)


def _not_compared(view: Overview, lang: Lang, against: Against) -> str:
    """Return why nothing is compared: days are missing, or there is nothing to compare with."""
    days = view.gap_days(against)
    return text(f"kpi.lead.{'gap' if days else 'alone'}", lang, days=days)


def what_text(view: Overview, other: Headline | None, lang: Lang) -> str:
    """Return what happened: how each factor changed, and what was paid, refunded and kept."""
    now = view.now
    rates = {n: relative(now.value(n), other.value(n)) for n in FACTORS} if other else {}
    named = [
        f"{text(f'kpi.factor.{name}', lang)} {percent(rate, sign=True)}"
        for name, rate in rates.items()
        if rate is not None
    ]
    start = text("kpi.what.factors", lang, list=_capital(listed(named, lang))) if named else ""
    said = {name: money(now.value(name), lang) for name in ("paid", "refund", "net")}
    if view.grows("refund"):
        said["refund"] = text("kpi.what.so_far", lang, amount=said["refund"])
    said |= {f"{name}_name": title_text(now, name, lang) for name in ("refund", "net")}
    gap = "" if lang == "zh" or not start else " "
    return start + gap + text(f"kpi.what.{_known_money(now)}", lang, **said)


def _known_money(now: Headline) -> str:
    """Return which sentence the known amounts allow; those of two sources do not add up."""
    if now.value("net") is None:
        return "no_refund" if now.value("refund") is None else "no_basis"
    sources = {now[name].source for name in ("paid", "refund", "net")}
    return "money" if len(sources) == 1 else "mixed"


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def why_text(view: Overview, change: Change | None, lang: Lang, against: Against) -> str:
    """Return why: the exact split of the change and the step of the funnel that moved."""
    if change is None:
        return _not_compared(view, lang, against)
    total = money(change.total_fen / 100, lang, sign=True)
    if not change.parts_fen:
        zero = 0 in (change.before_fen, change.now_fen)
        return text(f"kpi.why.{'zero' if zero else 'unexplained'}", lang, total=total)
    parts = [
        text(
            "kpi.why.part",
            lang,
            name=text(f"kpi.factor.{name}", lang),
            amount=money(fen / 100, lang, sign=True),
        )
        for name, fen in change.parts_fen.items()
    ]
    split = text("kpi.why.parts", lang, list=listed(parts, lang), total=total)
    return (
        split + ("" if lang == "zh" else " ") + lead_text(view, view.other(against), lang, against)
    )


def _tile(name: str, view: Overview, tables: Tables, lang: Lang, against: Against) -> Tile:
    now, other = view.now[name], view.other(against)
    before = other.value(name) if other else None
    title = title_text(view.now, name, lang)
    if now.source == "days" and column(name).dtype == "people":
        title = text("kpi.tile.sum", lang, name=title)
    days = view.gap_days(against)
    why = "gap" if days else "open" if view.grows(name) else "alone"
    change = text(f"kpi.tile.{why}", lang, days=days)
    if before is not None and now.value is not None:
        held = against_text(view, against, lang).removeprefix("the ")
        moved = change_text(name, now.value, before, lang)
        change = text("kpi.tile.change", lang, change=moved, against=held)
    return Tile(
        name=title,
        value=shown(name, now.value, lang),
        change=change,
        role=change_role(name, now.value, before),
        note=_note(name, view, lang),
        spark=_spark(name, view, tables),
    )


def _note(name: str, view: Overview, lang: Lang) -> str:
    """Return what else to know: missing days, else refunds to come or the figure a year ago."""
    if missing := view.now[name].missing:
        return text("kpi.tile.missing", lang, days=len(missing))
    if view.grows(name) and view.now.value(name) is not None:
        return text("kpi.tile.grows", lang)
    other = view.other("year_ago")
    old = other.value(name) if other else None
    if old is None:
        return ""
    return text("kpi.tile.year_ago", lang, value=shown(name, old, lang))


def _spark(name: str, view: Overview, tables: Tables) -> tuple[float | None, ...]:
    """Return the figure of up to twelve like periods the files cover, oldest first."""
    reach, span = covered(tables), view.comparison.period
    spans: list[Period] = []
    asked = view.comparison.asked
    while len(spans) < SPARK_PERIODS and asked.start >= reach.start:
        spans.append(asked.first(span.days) if view.comparison.to_date else asked)
        asked = asked.before()
    known = (headline(tables, one) for one in reversed(spans))
    told = stem_told(view.now, name)
    return tuple(one.value(name) if stem_told(one, name) == told else None for one in known)
