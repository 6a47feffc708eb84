"""What the positioning notebook shows of the plan: what there is, bands aimed at, ages, canvas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from shopkit import positioning
from shopkit.charts.table import Cell, Content, Table
from shopkit.i18n import Lang, Words, listed, percent, price, text
from shopkit.plan.changes import plain
from shopkit.positioning import pictures
from shopkit.positioning.wording import titles

if TYPE_CHECKING:
    from shopkit.advertising import Found
    from shopkit.plan import Plan
    from shopkit.plan.sections.market import Customers, Segment
    from shopkit.positioning.segments import Ages
    from shopkit.widgets.positioning import PositioningView

PARTS = ("offers", "competitors", "customers", "sales", "keywords", "brand")


def state(view: PositioningView, offers: int) -> Table:
    """Return what there is of each thing that is used, and what to do where there is none."""
    lang, plan = view.lang, view.plan
    sheet = positioning.brand_sheet(plan.brand)
    counts = {
        "offers": offers,
        "competitors": len(plan.competitors),
        "customers": len(plan.customers.segments),
        "sales": view.tables["order_lines"]["title"].n_unique(),
        "keywords": view.tables["keywords"].height,
        "brand": len(sheet.statements) - len(sheet.missing),
    }
    heads = [text(f"decide.have.{name}", lang) for name in ("part", "state", "next")]
    rows: list[list[Content]] = []
    for part, n in counts.items():
        there = text(f"decide.have.{part}_is", lang, n=n)
        none = Cell(text("decide.have.none", lang), "muted")
        todo = "" if n else text(f"decide.have.{part}_next", lang)
        rows.append([text(f"decide.have.{part}", lang), there if n else none, todo])
    return Table(heads, rows, "lll", lang)


def flags(values: Iterable[object], lang: Lang) -> list[str]:
    """Return yes, no or unknown as signs."""
    signs = {True: "yes", False: "no"}  # numpy's own True is equal to True
    found = (next((s for flag, s in signs.items() if value == flag), "unknown") for value in values)
    return [text(f"decide.names.{sign}", lang) for sign in found]


def bands(
    study: positioning.Study, low: float | None, high: float | None, lang: Lang
) -> tuple[pd.DataFrame, Words]:
    """Return the bands ready to draw, those between two prices marked."""
    frame, words = pictures.bands_shown(study.bands, study.offers, lang)
    aimed = [] if low is None or high is None else study.bands.between(low, high)
    frame["aimed"] = [place in aimed for place in range(len(frame))]
    label = {**words.label, "aimed": text("decide.bands.aimed", lang)}
    return frame, replace(words, label=label)


def band_said(study: positioning.Study, low: float, high: float, lang: Lang) -> str:
    """Return what the market table holds between two prices."""
    offers = study.offers
    inside = offers[offers["unit_price_cny"].between(low, high)]
    said: dict[str, object] = {"range": f"{price(low)}–{price(high)}"}
    if inside.empty:
        return text("decide.bands.empty", lang, **said)
    units = offers["units_30_days"].sum(min_count=1)
    said |= {"demand": percent(inside["units_30_days"].sum() / units)}
    said |= {"supply": percent(len(inside) / len(offers)), "own": int(inside["own"].sum())}
    return text("decide.bands.holds", lang, **said)


def segments(customers: Customers, lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return the ages of each segment as bars, then overlaps and gaps, and their words."""
    over, missed = positioning.overlaps(customers), positioning.gaps(customers)
    rows = [
        (one.name, one.age_from, one.age_to + 1, _text(one, lang), "segment")
        for one in customers.segments
    ]
    rows += [_marked(ages, "overlap", lang) for ages in over]
    rows += [_marked(ages, "gap", lang) for ages in missed]
    frame = pd.DataFrame(rows, columns=["name", "low", "high", "text", "kind"])
    problems = [text("decide.segments.overlap", lang, ages=ages) for ages in over]
    problems += [text("decide.segments.gap", lang, ages=ages) for ages in missed]
    said = {"n": len(customers.segments), "problems": listed(problems, lang)}
    title = text(f"decide.segments.title{'_off' if problems else ''}", lang, **said)
    subtitle, source = (text(f"decide.segments.{name}", lang) for name in ("subtitle", "source"))
    labels = {"x": text("decide.segments.age", lang), "name": text("decide.segments.name", lang)}
    told = "; ".join(f"{row[0]} {row[3]}" for row in rows)
    return frame, Words(title, subtitle, source, f"{title}. {told}", "", labels)


def _text(segment: Segment, lang: Lang) -> str:
    ages, share = f"{segment.age_from}–{segment.age_to}", segment.sales_share
    if share is None:
        return text("decide.segments.text", lang, ages=ages)
    return text("decide.segments.text_share", lang, ages=ages, share=percent(share, 0))


def _marked(ages: Ages, kind: str, lang: Lang) -> tuple[str, int, int, str, str]:
    name = text(f"decide.segments.{kind}_name", lang)
    said = text("decide.segments.text", lang, ages=ages)
    return name, ages.age_from, ages.age_to + 1, said, kind


def words_found(found: Sequence[Found], lang: Lang) -> Cell:
    """Return the words an advertisement may not use, with what to write instead."""
    if not found:
        return Cell(text("decide.brand.fine", lang), "good_text")
    said = [
        text("decide.brand.word", lang, word=one.word, why=one.why(lang), remedy=one.remedy(lang))
        for one in found
    ]
    return Cell(("；" if lang == "zh" else "; ").join(said), "bad_text")


def canvas(plan: Plan, lang: Lang) -> Table:
    """Return what of the positioning is decided and what is missing, part by part."""
    heads = [text(f"decide.canvas.{name}", lang) for name in ("part", "said", "missing")]
    rows: list[list[Content]] = []
    for part in positioning.canvas(plan).parts:
        done = Cell(text("decide.canvas.done", lang), "good_text")
        lacking: Content = done
        if part.missing:
            lacking = Cell(titles(part.missing, lang), "bad_text")
        said = [_value(value, lang) for value in part.said.values() if value not in (None, ())]
        name = text(f"positioning.canvas.{part.code}", lang)
        rows.append([name, listed(said, lang) or None, lacking])
    return Table(heads, rows, "lll", lang)


def _value(value: object, lang: Lang) -> str:
    """Return what a field of the canvas says, in a few words."""
    if isinstance(value, tuple | list):
        return listed([str(getattr(one, "name", one)) for one in value], lang)
    if isinstance(value, float):
        return f"¥{value:,.2f}".rstrip("0").rstrip(".")
    return str(plain(value))
