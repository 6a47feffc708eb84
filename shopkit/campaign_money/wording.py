"""Texts of a campaign's money: lines by name, and how figures were found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shopkit.forecast import Unknown, unknown_text
from shopkit.i18n import Lang, full_day, listed, text
from shopkit.promotions import kinds

if TYPE_CHECKING:
    from shopkit.campaign_money.actual import Actual
    from shopkit.campaign_money.planned import Planned


def text_of(key: str, lang: Lang, **values: object) -> str:
    """Return a text of the room."""
    return text(f"campaign_money.{key}", lang, **values)


def line_name(line: str, lang: Lang, of: str = "") -> str:
    """Return what a line of the account is called, with the channel or kind it is of.

    Args:
        line: `account_line`.
        lang: of the reader.
        of: `account_of`: a channel as the plan names it, a kind of promotion, `usual`.
    """
    name = text_of(f"line.{line}", lang)
    if not of:
        return name
    if line == "discount":
        held = kinds().get(of)
        of = held.title[lang] if held else text_of(f"of.{of}", lang)
    elif of == "usual":
        of = text_of("of.usual", lang)
    return text_of("line_of", lang, line=name, of=of)


def line_names(lines: Iterable[str], lang: Lang) -> str:
    """Return several lines by name as one list."""
    return listed([line_name(line, lang) for line in lines], lang)


def planned_method(planned: Planned, lang: Lang) -> str:
    """Return how a planned account was found: forecast or assumptions, from days until when."""
    trade, given = planned.outlook.trade, planned.given
    if trade.basis == "assumed" or trade.method is None:
        basis = text_of("method.assumed", lang)
    else:
        told = {"method": text(f"forecast.method.{trade.method}", lang)}
        basis = text_of("method.history", lang, day=full_day(planned.ground.day, lang), **told)
    if given.past is None:
        return " ".join([basis, text_of("method.given_depth", lang)]).strip()
    days = {"first": full_day(given.past.start, lang), "last": full_day(given.past.end, lang)}
    return basis + text_of("method.given", lang, n=given.orders, **days)


def actual_method(actual: Actual, lang: Lang) -> str:
    """Return how the effect of a campaign was found, or why it cannot be told."""
    if isinstance(actual.effect, Unknown):
        return unknown_text(actual.effect, lang)
    told = text_of(
        "method.effect", lang, method=text(f"forecast.method.{actual.effect.method}", lang)
    )
    if actual.gain_cny is None or not actual.cells.get("uncosted"):
        return told
    return told + text_of("method.uncosted", lang)
