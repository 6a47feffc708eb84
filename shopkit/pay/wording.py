"""Findings about pay in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, percent, price, text
from shopkit.pay.legal import Legal, uncertain
from shopkit.pay.money import to_cny


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is about, and the language it is told in."""

    lang: Lang
    place: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a finding matters.

    Attributes:
        severity: how much.
        cny: what it is worth, CNY; `None` is unknown.
        legal: figures of the law it rests on; those to be confirmed are named.
    """

    severity: Severity = Severity.WARNING
    cny: float | None = None
    legal: tuple[Legal | None, ...] = ()


PLAIN = Weight()


def finding(code: str, where: Place, said: Mapping[str, object], weight: Weight = PLAIN) -> Finding:
    """Return a finding in the words of `pay.finding.<code>`."""
    found = Finding(
        code=code,
        severity=weight.severity,
        place=where.place,
        evidence=to_confirm(weight.legal, where.lang),
        owner=text("pay.owner", where.lang),
        cny=None if weight.cny is None else round(weight.cny, 2),
    )
    return with_texts(found, f"pay.finding.{code}", where.lang, said)


def to_confirm(legal: Iterable[Legal | None], lang: Lang) -> str:
    """Return the names of the figures to be confirmed before use; empty where all are certain."""
    found = [legal_said(one, lang) for one in uncertain(legal)]
    return ("；" if lang == "zh" else "; ").join(found)


def legal_said(one: Legal, lang: Lang) -> str:
    """Return a figure of the law with its name: a share, a multiple or an amount."""
    rate = one.high is not None and one.high <= 1
    if one.rule_id == "law.social.base":
        ends = f"{whole_percent(one.low)}–{whole_percent(one.high)}"
        said = f"{ends}{_note(one, lang)}"
    else:
        said = one.said(lang, rate=rate)
    return f"{one.name(lang)} {said}"


def _note(one: Legal, lang: Lang) -> str:
    words = one.confirm(lang)
    return (f"（{words}）" if lang == "zh" else f" ({words})") if words else ""


def cny(amount: float | None) -> str:
    """Return an amount in reading form."""
    return price(amount)


def fen_said(fen: int | None) -> str:
    """Return fen in reading form, in CNY."""
    return price(None if fen is None else to_cny(fen))


def rate_said(rate: float | None) -> str:
    """Return a share in reading form, with as many digits as commissions need."""
    shown = percent(rate, 2)
    return f"{shown[:-1].rstrip('0').rstrip('.')}%" if "." in shown else shown


def whole_percent(rate: float | None) -> str:
    """Return a share in whole per cent, as the law writes it."""
    return percent(rate, 0)
