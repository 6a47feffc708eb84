"""Lines for the SWOT sheet that the numbers support; the operator decides which to keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from shopkit.i18n import Lang, number, percent, text
from shopkit.positioning.bands import band_price
from shopkit.positioning.ranks import ahead
from shopkit.positioning.study import Study
from shopkit.positioning.value import CHEAP, DEAR

Side = Literal["strengths", "weaknesses", "opportunities", "threats"]
MOVED = 0.1  # a smaller change of the same products comes and goes by itself
FEWEST_UNITS = 30
SCORE_STEP = 0.05  # ratings are shown to one decimal
NO_CHANCE = 1.96  # normal quantile, two-sided 5 %


@dataclass(frozen=True, slots=True)
class Line:
    """A suggested line: the side of the sheet, what it says, and the numbers behind it."""

    side: Side
    what: str
    evidence: str


def suggestions(seen: Study, lang: Lang) -> tuple[Line, ...]:
    """Return the lines the market table supports; may be empty."""
    found = (*_ratings(seen), *_prices(seen), *_bands(seen, lang), *_sellers(seen), *_moves(seen))
    return tuple(
        Line(
            side,
            text(f"positioning.swot.{code}.what", lang, **_shown(said, lang)),
            text(f"positioning.swot.{code}.evidence", lang, **_shown(said, lang)),
        )
        for side, code, said in found
    )


Found = tuple[Side, str, dict[str, object]]


def _shown(said: dict[str, object], lang: Lang) -> dict[str, object]:
    return {k: number(v, lang) if isinstance(v, float) else v for k, v in said.items()}


def _ratings(seen: Study) -> Iterator[Found]:
    rated = seen.offers.dropna(subset="score")
    ours, others = (rated[rated["own"].astype(bool) == own]["score"] for own in (True, False))
    if ours.empty or others.empty:
        return
    if not abs(ahead(rated["score"], rated["own"].astype(bool))) >= NO_CHANCE:
        return
    gap = ours.median() - others.median()
    said: dict[str, object] = {"ours": f"{ours.median():.2f}", "others": f"{others.median():.2f}"}
    said |= {"n": len(ours), "m": len(others)}
    if gap >= SCORE_STEP:
        yield "strengths", "rated_higher", said
    elif gap <= -SCORE_STEP:
        yield "weaknesses", "rated_lower", said


def _prices(seen: Study) -> Iterator[Found]:
    if seen.value is None or seen.value.mixed:
        return
    ours = seen.value.points[seen.value.points["own"].astype(bool)]
    for side, place, code in (
        ("strengths", CHEAP, "cheaper"),
        ("weaknesses", DEAR, "dearer"),
    ):
        count = int((ours["price_place"] == place).sum())
        if count * 2 > len(ours):
            yield side, code, {"n": count, "all": len(ours)}  # type: ignore[misc]


def _bands(seen: Study, lang: Lang) -> Iterator[Found]:
    frame, gap = seen.bands.frame, seen.bands.gap
    if gap is not None:
        row = frame.iloc[gap]
        said = {"band": band_price(row["band"], lang), "demand": percent(row["demand_share"])}
        said |= {"supply": percent(row["offers_share"])}
        yield "opportunities", "gap", {**said, "offers": int(row["offers"])}
    if frame["demand_share"].notna().any() and seen.bands.own:
        main = int(frame["demand_share"].fillna(0).argmax())
        if main not in seen.bands.own and len(frame) > 1:
            row = frame.iloc[main]
            said = {"band": band_price(row["band"], lang), "demand": percent(row["demand_share"])}
            yield "weaknesses", "absent", dict(said)


def _sellers(seen: Study) -> Iterator[Found]:
    level = seen.sellers.level
    if level in ("low", "high") and not seen.sellers.few:
        said: dict[str, object] = {"cr4": percent(seen.sellers.cr4, 0)}
        said |= {"hhi": float(round(seen.sellers.hhi or 0)), "n": len(seen.sellers.sellers)}
        yield ("opportunities", "spread", said) if level == "low" else ("threats", "held", said)


def _moves(seen: Study) -> Iterator[Found]:
    if seen.moves.empty:
        return
    last = seen.moves.iloc[-1]
    change = last["change_rate"]
    if pd.isna(change) or abs(change) < MOVED or last["units_before"] < FEWEST_UNITS:
        return
    said: dict[str, object] = {"change": percent(change, sign=True), "n": int(last["items_known"])}
    said |= {"days": int(last["days"])}
    yield ("opportunities", "rising", said) if change > 0 else ("threats", "falling", said)
