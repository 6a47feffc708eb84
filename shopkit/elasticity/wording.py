"""Sentences about an elasticity: what was found, or why nothing was."""

from __future__ import annotations

from shopkit.elasticity.demand import LEAST_CHANGES, LEAST_DAYS, LEAST_UNITS, Elasticity
from shopkit.i18n import DASH, MINUS, Lang, price, text

LEAST = {"few_days": LEAST_DAYS, "few_units": LEAST_UNITS, "few_changes": LEAST_CHANGES}


def reason(found: Elasticity, lang: Lang) -> str:
    """Return the finding in a sentence, or why there is none or why it is not to be trusted."""
    value = found.value or 0.0
    side = "more" if value <= 0 else "less"
    return text(
        f"elasticity.reason.{found.reason or 'none'}",
        lang,
        of=text(f"elasticity.of.{found.of}", lang),
        direction=text(f"elasticity.direction.{side}", lang),
        value=f"{abs(value):.1f}",
        found=_signed(found.value),
        low=_signed(found.low),
        high=_signed(found.high),
        days=found.days,
        units=found.units,
        levels=found.price_levels,
        changes=found.changes,
        price_low=price(found.price_low),
        price_high=price(found.price_high),
        least=LEAST.get(found.reason, 0),
    )


def method(found: Elasticity, lang: Lang) -> str:
    """Return how it was estimated and what must hold for it."""
    how = text(f"elasticity.method.{found.method}", lang)
    return how + text("elasticity.method.endogenous", lang).join((" " if lang == "en" else "", ""))


def _signed(value: float | None) -> str:
    if value is None:
        return DASH
    return f"{MINUS if value < 0 else ''}{abs(value):.1f}"
