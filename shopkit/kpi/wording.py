"""Values of figures and their changes as a reader sees them."""

from __future__ import annotations

from typing import Literal

from shopkit.i18n import DASH, MINUS, Lang, day, percent, points, text
from shopkit.kpi.figures import ON_DATES, Headline
from shopkit.kpi.overview import Against, Overview
from shopkit.tables import column, dictionary

Role = Literal["good_text", "bad_text", "muted"]
BY_PAYMENT = "_of_paid"  # ends the name of a figure that counts refunds by payment date
LEVEL = 0.005  # a change below half a per cent is called level
MORE_IS_BAD = frozenset({"refund", "refund_rate", "bounce_rate"})


def relative(now: float | None, before: float | None) -> float | None:
    """Return by which share a figure changed; unknown without both, or from nothing.

    Example:
        >>> relative(110, 100), relative(1, 0), relative(None, 5)
        (0.1, None, None)
    """
    return round(now / before - 1, 12) if now is not None and before else None


def change_text(name: str, now: float | None, before: float | None, lang: Lang) -> str:
    """Return a change with its direction: ▼ 2.8%, ▲ 0.43 pp; a dash where it cannot be told."""
    if now is None or before is None:
        return DASH
    if dictionary()[name].dtype == "ratio":
        shown = points(now - before, lang)
    else:
        shown = percent(relative(now, before), sign=True)
    if shown == DASH:
        return DASH
    mark = "▼ " if shown.startswith(MINUS) else "▲ " if shown.startswith("+") else ""
    return mark + shown.lstrip(MINUS + "+")


def change_role(name: str, now: float | None, before: float | None) -> Role:
    """Return the colour role of a change: good, bad or muted text."""
    change = relative(now, before)
    if change is None or abs(change) < LEVEL:
        return "muted"
    return "good_text" if (change > 0) != (name in MORE_IS_BAD) else "bad_text"


def against_text(view: Overview, against: Against, lang: Lang) -> str:
    """Return what the period is compared with: the month before, or its first 15 days."""
    said = text(f"kpi.against.{against}.{view.comparison.asked.kind}", lang)
    if not view.comparison.to_date or view.comparison.asked.kind == "range":
        return said
    days = view.comparison.period.days
    return text("kpi.against.to_date", lang, against=said, days=days)


def period_text(view: Overview, lang: Lang) -> str:
    """Return the name of the period, with the last day covered where it is unfinished."""
    said = view.comparison.asked.label(lang)
    if not view.comparison.to_date:
        return said
    last = day(view.comparison.period.end, lang)
    return f"{said}（到{last}）" if lang == "zh" else f"{said} (to {last})"


def stem_told(figures: Headline, name: str) -> str:
    """Return the dictionary name a figure goes by: refunds count by refund or by payment date.

    A platform reports the refunds of a period, orders tell what was refunded of those paid in it:
    two figures, which never go by one name.
    """
    source = figures[name].source
    if name not in ON_DATES or source == "none":
        return name
    return f"{name}{BY_PAYMENT}" if figures.by_payment(name) else f"{name}_in_span"


def title_text(figures: Headline, name: str, lang: Lang) -> str:
    """Return what a figure is called, with the date its refunds are counted by."""
    return column(stem_told(figures, name)).title(lang)


def source_text(figures: Headline, name: str, lang: Lang) -> str:
    """Return where a figure was taken from."""
    return text(f"kpi.source.{figures[name].source}", lang)
